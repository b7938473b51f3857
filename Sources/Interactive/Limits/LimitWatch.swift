import Glibc
import Synchronization

/// Watches time and memory while code runs, on a thread of its own, and raises the interrupt flag
/// when a limit is met.
///
/// The flag is raised for good: code that catches the KeyboardInterrupt gets the next one as soon
/// as it calls something or its loop turns. It is raised again each second, for code that runs
/// after that, to show the error.
final class LimitWatch: Sendable {
  private let deadline: Int?
  private let memory: Int?
  /// What the deadline stands for.
  private let timeKind: LimitKind
  private let raise: @Sendable () -> Void
  private let isDone = Atomic<Bool>(false)
  /// The index of the limit met among all kinds; -1 if none.
  private let metIndex = Atomic<Int>(-1)

  /// How often memory is looked at, in nanoseconds: so often that a loop which fills 20 GB a second
  /// cannot pass the limit by more than a tenth.
  private let period: Int
  /// How long, in nanoseconds, a stopped cell has before the flag is raised again.
  private static let timeToShow = 1_000_000_000

  /// - Parameters:
  ///   - limits: those of the run.
  ///   - runStart: when the first cell began, by ``now``.
  ///   - raise: raises the flag. Called on another thread.
  init(_ limits: Limits, runStart: Int, raise: @escaping @Sendable () -> Void) {
    let now = Self.now
    let cellEnd = limits.cellTime.map { now + Self.nanoseconds($0) }
    let runEnd = limits.time.map { runStart + Self.nanoseconds($0) }
    deadline = [cellEnd, runEnd].compactMap { $0 }.min()
    timeKind = deadline == cellEnd ? .cellTime : .time
    memory = limits.memory
    period = min(max((limits.memory ?? Int.max) / 200, 500_000), 10_000_000)
    self.raise = raise
  }

  /// The limit met so far.
  var met: LimitKind? {
    let index = metIndex.load(ordering: .acquiring)
    return index < 0 ? nil : LimitKind.allCases[index]
  }

  /// Runs `body` under watch. When this returns, the flag is not raised any more.
  func watch<Result>(_ body: () -> Result) -> Result {
    guard deadline != nil || memory != nil, let thread = start() else { return body() }
    defer {
      isDone.store(true, ordering: .releasing)
      pthread_kill(thread, Self.wakeSignal)
      pthread_join(thread, nil)
    }
    return body()
  }

  // MARK: The thread

  /// Ends the thread's sleep early; its handler does nothing.
  private static let wakeSignal: Int32 = {
    var action = sigaction()
    action.__sigaction_handler.sa_handler = { _ in }
    sigaction(SIGURG, &action, nil)
    return SIGURG
  }()

  private func start() -> pthread_t? {
    _ = Self.wakeSignal
    var thread = pthread_t()
    let watch = Unmanaged.passRetained(self)
    let failed = pthread_create(&thread, nil, { pointer in
      guard let pointer else { return nil }
      LimitWatch.blockSignals()
      Unmanaged<LimitWatch>.fromOpaque(pointer).takeRetainedValue().loop()
      return nil
    }, watch.toOpaque())
    if failed != 0 {
      watch.release()
      return nil
    }
    return thread
  }

  /// Ctrl-C belongs to the thread that runs cells.
  private static func blockSignals() {
    var signals = sigset_t()
    sigfillset(&signals)
    sigdelset(&signals, wakeSignal)
    pthread_sigmask(SIG_BLOCK, &signals, nil)
  }

  private func loop() {
    while !isDone.load(ordering: .acquiring) {
      if let kind = met ?? exceeded {
        metIndex.store(LimitKind.allCases.firstIndex(of: kind) ?? 0, ordering: .releasing)
        raise()
        sleep(Self.timeToShow)
      } else {
        sleep(deadline.map { max($0 - Self.now, 0) } ?? period)
      }
    }
  }

  private var exceeded: LimitKind? {
    if let deadline, Self.now >= deadline { return timeKind }
    if let memory, ProcessMemory.resident > memory { return .memory }
    return nil
  }

  /// Sleeps some nanoseconds, or less: the signal at the end may come just before a sleep begins,
  /// so that none is long.
  private func sleep(_ duration: Int) {
    var left = duration
    while left >= 0, !isDone.load(ordering: .acquiring) {
      var time = timespec(tv_sec: 0, tv_nsec: min(left, period) + 1)
      nanosleep(&time, nil)
      left -= period
      if met == nil { return }
    }
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

/// The memory of this process.
enum ProcessMemory {
  /// Bytes that are in use at present: the second number of `/proc/self/statm`, in pages.
  static var resident: Int {
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
