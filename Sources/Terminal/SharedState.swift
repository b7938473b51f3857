import Glibc
import Synchronization

/// The state that C reaches without an argument: readline's callbacks and the SIGINT handler.
///
/// Nothing else in this target is global. Both parts are written only by the thread that
/// runs the prompt.

/// The editor whose `readline()` call is under way, for readline's callbacks.
enum ActiveEditor {
  nonisolated(unsafe) private(set) static var current: ReadlineEditor?

  /// Makes `editor` the one that callbacks find during `body`.
  static func with<Result>(_ editor: ReadlineEditor, _ body: () -> Result) -> Result {
    current = editor
    defer { current = nil }
    return body()
  }
}

/// Ctrl-C. While a cell runs it reaches the session, otherwise whoever reads the keyboard.
enum Interrupts {
  /// Ctrl-C came and nobody has taken note yet.
  private static let isPending = Atomic<Bool>(false)
  /// `target` holds the session of a running cell.
  private static let isRunning = Atomic<Bool>(false)
  /// Memory of its own, because a handler must not run into a checked access of a variable.
  nonisolated(unsafe) private static let target = {
    let pointer = UnsafeMutablePointer<(any Interruptible)?>.allocate(capacity: 1)
    pointer.initialize(to: nil)
    return pointer
  }()

  /// Whether Ctrl-C came and waits to be taken note of.
  static var hasPending: Bool { isPending.load(ordering: .relaxed) }

  /// Whether Ctrl-C came since the last call.
  static func takePending() -> Bool {
    isPending.exchange(false, ordering: .relaxed)
  }

  /// Installs the handler for the rest of the process. System calls are not restarted, so
  /// that whoever waits for a key learns of it.
  static func catchSignal() {
    _ = target
    var action = sigaction()
    action.__sigaction_handler.sa_handler = { _ in Interrupts.handle() }
    sigaction(SIGINT, &action, nil)
    // Ctrl-\ ends the process: Swift's runtime would take it for a crash to be looked into.
    signal(SIGQUIT, SIG_DFL)
  }

  /// Runs `body` with Ctrl-C meaning `session.interrupt()`.
  static func whileRunning<Result>(_ session: any Interruptible, _ body: () -> Result) -> Result {
    target.pointee = session
    isRunning.store(true, ordering: .sequentiallyConsistent)
    defer {
      isRunning.store(false, ordering: .sequentiallyConsistent)
      target.pointee = nil
    }
    return body()
  }

  private static func handle() {
    isPending.store(true, ordering: .relaxed)
    if isRunning.load(ordering: .sequentiallyConsistent) { target.pointee?.interrupt() }
  }
}

/// Runs `body`; Ctrl-C meanwhile interrupts `target`, which stops as soon as it can.
public func interruptibly<Result>(_ target: any Interruptible, _ body: () -> Result) -> Result {
  Interrupts.catchSignal()
  return Interrupts.whileRunning(target, body)
}
