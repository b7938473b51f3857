import Glibc

/// Watches time and memory while cells run, on a thread of its own, and raises the interrupt flag
/// when a limit is met. The thread starts with the first cell and serves all that follow.
///
/// The flag is raised for good: code that catches the KeyboardInterrupt gets the next one as soon
/// as it calls something or its loop turns. It is raised again each second, for code that runs
/// after that, to show the error.
final class LimitWatch {
  private let limits: Limits
  private let raise: @Sendable () -> Void
  /// When the first cell began.
  private var runStart: Int?
  private var thread: WatchThread?

  /// - Parameter raise: raises the flag. Called on another thread.
  init(_ limits: Limits, raise: @escaping @Sendable () -> Void) {
    self.limits = limits
    self.raise = raise
  }

  deinit { thread?.end() }

  /// The limit that the running cell, or the last one, has met.
  var met: LimitKind? { thread?.met }

  /// Whether the time for all cells is used up.
  var isOutOfTime: Bool {
    guard let time = limits.time, let runStart else { return false }
    return Self.now - runStart >= Self.nanoseconds(time)
  }

  /// Runs `body` under watch. When this returns, the flag is not raised any more.
  func watch<Result>(_ body: () -> Result) -> Result {
    guard limits.cellTime != nil || limits.time != nil || limits.memory != nil else {
      return body()
    }
    let start = Self.now
    let runStart = runStart ?? start
    self.runStart = runStart
    if thread == nil { thread = WatchThread(memory: limits.memory, raise: raise) }
    let cellEnd = limits.cellTime.map { start + Self.nanoseconds($0) }
    let runEnd = limits.time.map { runStart + Self.nanoseconds($0) }
    let deadline = [cellEnd, runEnd].compactMap { $0 }.min()
    thread?.beginCell(deadline: deadline, kind: deadline == cellEnd ? .cellTime : .time)
    defer { thread?.endCell() }
    return body()
  }

  /// Nanoseconds of a clock that never goes back.
  static var now: Int {
    var time = timespec()
    clock_gettime(CLOCK_MONOTONIC, &time)
    return Int(time.tv_sec) &* 1_000_000_000 &+ Int(time.tv_nsec)
  }

  /// At most a century, so that sums cannot overflow.
  private static func nanoseconds(_ seconds: Double) -> Int {
    Int(min(max(seconds, 0), 3e9) * 1e9)
  }
}

/// The thread that watches. What it shares with the thread that runs cells is behind a lock.
private final class WatchThread: @unchecked Sendable {
  private let memory: Int?
  private let raise: @Sendable () -> Void
  private let lock = UnsafeMutablePointer<pthread_mutex_t>.allocate(capacity: 1)
  /// Signalled when a cell begins, and at the end.
  private let change = UnsafeMutablePointer<pthread_cond_t>.allocate(capacity: 1)
  // Behind the lock:
  private var isRunning = false
  private var isOver = false
  private var deadline: Int?
  private var timeKind = LimitKind.cellTime
  private var metLimit: LimitKind?

  /// How often memory is looked at, in nanoseconds: so often that a loop which fills 20 GB a second
  /// cannot pass the limit by more than a tenth.
  private let period: Int
  /// How long, in nanoseconds, a stopped cell has before the flag is raised again.
  private static let timeToShow = 1_000_000_000

  /// Starts the thread; nil if there can be none.
  init?(memory: Int?, raise: @escaping @Sendable () -> Void) {
    self.memory = memory
    self.raise = raise
    period = min(max((memory ?? Int.max) / 200, 500_000), 10_000_000)
    pthread_mutex_init(lock, nil)
    var attributes = pthread_condattr_t()
    pthread_condattr_init(&attributes)
    pthread_condattr_setclock(&attributes, CLOCK_MONOTONIC)
    pthread_cond_init(change, &attributes)
    var thread = pthread_t()
    let watch = Unmanaged.passRetained(self)
    let failed = pthread_create(&thread, nil, { pointer in
      guard let pointer else { return nil }
      WatchThread.blockSignals()
      Unmanaged<WatchThread>.fromOpaque(pointer).takeRetainedValue().loop()
      return nil
    }, watch.toOpaque())
    guard failed == 0 else {
      watch.release()
      return nil
    }
    pthread_detach(thread)
  }

  deinit {
    pthread_cond_destroy(change)
    pthread_mutex_destroy(lock)
    change.deallocate()
    lock.deallocate()
  }

  var met: LimitKind? { locked { metLimit } }

  func beginCell(deadline: Int?, kind: LimitKind) {
    locked {
      self.deadline = deadline
      timeKind = kind
      metLimit = nil
      isRunning = true
      pthread_cond_signal(change)
    }
  }

  func endCell() { locked { isRunning = false } }

  /// Lets the thread end.
  func end() {
    locked {
      isRunning = false
      isOver = true
      pthread_cond_signal(change)
    }
  }

  private func locked<Result>(_ body: () -> Result) -> Result {
    pthread_mutex_lock(lock)
    defer { pthread_mutex_unlock(lock) }
    return body()
  }

  // MARK: On the thread

  /// Ctrl-C belongs to the thread that runs cells.
  private static func blockSignals() {
    var signals = sigset_t()
    sigfillset(&signals)
    pthread_sigmask(SIG_BLOCK, &signals, nil)
  }

  private func loop() {
    locked {
      while !isOver {
        if !isRunning {
          pthread_cond_wait(change, lock)
        } else if let kind = metLimit ?? exceeded {
          metLimit = kind
          raise()
          wait(Self.timeToShow)
        } else {
          wait(pause)
        }
      }
    }
  }

  /// How long nothing need be looked at.
  private var pause: Int {
    let left = deadline.map { max($0 - LimitWatch.now, 0) + 1 } ?? Int.max
    return min(left, memory == nil ? Self.timeToShow : period)
  }

  private var exceeded: LimitKind? {
    if let deadline, LimitWatch.now >= deadline { return timeKind }
    if let memory, ProcessMemory.resident > memory { return .memory }
    return nil
  }

  /// Waits some nanoseconds, or until the next cell begins.
  private func wait(_ duration: Int) {
    let end = LimitWatch.now + duration
    var time = timespec(tv_sec: end / 1_000_000_000, tv_nsec: end % 1_000_000_000)
    pthread_cond_timedwait(change, lock, &time)
  }
}

/// The memory of this process.
public enum ProcessMemory {
  /// Bytes that are in use at present: the second number of `/proc/self/statm`, in pages.
  public static var resident: Int {
    let descriptor = open("/proc/self/statm", O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { return 0 }
    defer { close(descriptor) }
    var buffer = [UInt8](repeating: 0, count: 128)
    let count = read(descriptor, &buffer, buffer.count)
    let fields = buffer.prefix(max(count, 0)).split(separator: UInt8(ascii: " "))
    guard fields.count > 1 else { return 0 }
    let pages = Int(String(decoding: fields[1], as: UTF8.self)) ?? 0
    return pages * Int(sysconf(Int32(_SC_PAGESIZE)))
  }
}
