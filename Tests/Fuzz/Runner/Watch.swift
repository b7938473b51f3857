import Glibc
import Interactive
import Python
import Synchronization

/// Stops the running piece when it takes too much, as Ctrl-C would, and measures how long it goes
/// on after that. Time is the processor time of the thread that runs it, so that other programs
/// on the machine make no difference.
final class Watch: Sendable {
  /// Seconds of processor time a piece may take.
  private static let time = 0.4
  /// Bytes of memory at which a piece is stopped, and at which the process ends itself.
  private static let memory = 1 << 30
  private static let mostMemory = 5 << 30
  /// Seconds of processor time within which a stopped piece has to end, and those at which the
  /// process ends itself.
  private static let patience = 0.1 * Watch.slowness
  private static let mostPatience = 5 * Watch.slowness
  /// How much slower a checked build may be.
  private static let slowness = Double(getenv("FUZZ_SLOWNESS").map { String(cString: $0) } ?? "") ?? 1

  private struct Run: @unchecked Sendable {
    let flag: UnsafeMutablePointer<Int32>
    let clock: clockid_t
    let start: Double
    /// Processor time when the flag was raised.
    var stopped: Double?
  }

  private let run = Mutex<Run?>(nil)

  /// Starts the thread that looks every few milliseconds.
  func start() {
    var thread = pthread_t()
    pthread_create(&thread, nil, { pointer in
      guard let pointer else { return nil }
      let watch = Unmanaged<Watch>.fromOpaque(pointer).takeRetainedValue()
      while true {
        watch.look()
        usleep(3000)
      }
    }, Unmanaged.passRetained(self).toOpaque())
  }

  /// Runs a body; nil if all is well. `flag` stops it.
  func watch(_ flag: UnsafeMutablePointer<Int32>, _ body: () -> Void) -> String? {
    var clock = clockid_t()
    pthread_getcpuclockid(pthread_self(), &clock)
    let begin = Run(flag: flag, clock: clock, start: Watch.seconds(clock))
    run.withLock { $0 = begin }
    body()
    let end = Watch.seconds(clock)
    guard let stopped = run.withLock({ run in
      defer { run = nil }
      return run?.stopped
    }) else { return nil }
    let late = end - stopped
    return late <= Watch.patience ? nil : "late: \(Int(late * 1000)) ms after the interrupt"
  }

  private func look() {
    run.withLock { run in
      guard let current = run else { return }
      let now = Watch.seconds(current.clock)
      let memory = ProcessMemory.resident
      if memory > Watch.mostMemory { Watch.giveUp("memory: \(memory >> 20) MiB") }
      if let stopped = current.stopped {
        if now - stopped > Watch.mostPatience { Watch.giveUp("hang: no end after the interrupt") }
      } else if now - current.start > Watch.time || memory > Watch.memory {
        // For good: code that catches the interrupt gets the next one.
        current.flag.pointee = Machine.interruptedForGood
        run?.stopped = now
      }
    }
  }

  /// Ends the process with a finding, where the piece does not end.
  private static func giveUp(_ finding: String) -> Never {
    Piece.write(finding)
    _exit(3)
  }

  private static func seconds(_ clock: clockid_t) -> Double {
    var time = timespec()
    clock_gettime(clock, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
  }
}
