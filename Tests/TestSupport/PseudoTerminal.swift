import Glibc

/// A program running in a terminal of its own, with keys to press and a screen to read.
///
///     let terminal = try PseudoTerminal(["/path/to/cellgrad"])
///     XCTAssert(terminal.waitFor("In [1]: "))
///     terminal.send("1 + 1\r")
///     XCTAssert(terminal.waitFor("Out[1]: 2"))
public final class PseudoTerminal {
  public private(set) var screen: VirtualScreen
  /// All that the program has written.
  private var written: [UInt8] = []
  private let controller: Int32
  private let process: pid_t

  public struct StartFailure: Error { let call: String; let code: Int32 }

  /// Starts `arguments[0]` as the leader of a session whose terminal this is.
  public init(
    _ arguments: [String], environment: [String: String] = [:], columns: Int = 80,
    height: Int = 24
  ) throws {
    screen = VirtualScreen(columns: columns, height: height)
    controller = open("/dev/ptmx", O_RDWR | O_NOCTTY | O_CLOEXEC)
    guard controller >= 0 else { throw StartFailure(call: "open /dev/ptmx", code: errno) }
    let name = try Self.unlock(controller)
    var size = winsize(
      ws_row: UInt16(height), ws_col: UInt16(columns), ws_xpixel: 0, ws_ypixel: 0)
    _ = ioctl(controller, UInt(TIOCSWINSZ), &size)
    var variables = ["TERM": "xterm-256color", "LANG": "C.UTF-8", "PATH": "/usr/bin:/bin"]
    variables.merge(environment) { $1 }
    process = try Self.spawn(arguments, variables, terminal: name)
  }

  deinit {
    Glibc.kill(process, SIGKILL)
    waitpid(process, nil, 0)
    close(controller)
  }

  /// Presses keys: text as typed, Enter is `\r`, Ctrl-C `\u{3}`, Up `\u{1B}[A`.
  public func send(_ keys: String) {
    let bytes = Array(keys.utf8)
    _ = write(controller, bytes, bytes.count)
  }

  /// Pastes text as terminals do for programs that asked for it.
  public func paste(_ text: String) {
    send("\u{1B}[200~\(text)\u{1B}[201~")
  }

  /// Whether the program has written a colour.
  public var hasSeenColour: Bool { hasWritten("\u{1B}[32m") }

  /// Whether the program has written this text, control sequences and all.
  public func hasWritten(_ text: String) -> Bool {
    String(decoding: written, as: UTF8.self).contains(text)
  }

  /// Reads the program's output until `text` stands on the screen; false after `seconds`.
  public func waitFor(_ text: String, seconds: Double = 5) -> Bool {
    wait(seconds: seconds) { $0.lines.joined(separator: "\n").contains(text) }
  }

  /// The same for lines that the screen may have wrapped.
  public func waitForUnwrapped(_ text: String, seconds: Double = 5) -> Bool {
    wait(seconds: seconds) { $0.unwrappedLines.joined(separator: "\n").contains(text) }
  }

  private func wait(seconds: Double, until isReached: (VirtualScreen) -> Bool) -> Bool {
    let deadline = Self.now() + seconds
    while !isReached(screen) {
      let left = deadline - Self.now()
      if left <= 0 || !readOutput(seconds: left) { return false }
    }
    return true
  }

  /// Reads until nothing has come for a while, so that the screen can be compared whole.
  public func settle(seconds: Double = 0.2) {
    while readOutput(seconds: seconds) {}
  }

  /// Changes the size as a window does.
  public func resize(columns: Int, height: Int) {
    var size = winsize(
      ws_row: UInt16(height), ws_col: UInt16(columns), ws_xpixel: 0, ws_ypixel: 0)
    _ = ioctl(controller, UInt(TIOCSWINSZ), &size)
    screen = VirtualScreen(columns: columns, height: height)
  }

  /// Ends the program as `kill -9` does.
  public func kill() {
    Glibc.kill(process, SIGKILL)
  }

  /// The exit status, once the program has ended; nil if it was killed or still runs.
  public func waitForExit(seconds: Double = 5) -> Int32? {
    let deadline = Self.now() + seconds
    var status: Int32 = 0
    while waitpid(process, &status, WNOHANG) == 0 {
      guard Self.now() < deadline else { return nil }
      _ = readOutput(seconds: 0.02)
    }
    return status & 0x7F == 0 ? (status >> 8) & 0xFF : nil
  }

  /// Takes what is there within the time; false if nothing came or the program has ended.
  private func readOutput(seconds: Double) -> Bool {
    var request = pollfd(fd: controller, events: Int16(POLLIN), revents: 0)
    guard poll(&request, 1, Int32(seconds * 1000)) > 0 else { return false }
    var bytes = [UInt8](repeating: 0, count: 1 << 14)
    let count = read(controller, &bytes, bytes.count)
    guard count > 0 else { return false }
    screen.feed(bytes.prefix(count))
    written += bytes.prefix(count)
    return true
  }

  /// Makes the other end usable and returns its path (what `unlockpt` and `ptsname` do,
  /// which Swift does not see).
  private static func unlock(_ controller: Int32) throws -> String {
    var isLocked: Int32 = 0
    var number: UInt32 = 0
    guard ioctl(controller, setLockRequest, &isLocked) == 0,
      ioctl(controller, getNumberRequest, &number) == 0
    else { throw StartFailure(call: "ioctl /dev/ptmx", code: errno) }
    return "/dev/pts/\(number)"
  }

  private static func spawn(
    _ arguments: [String], _ environment: [String: String], terminal: String
  ) throws -> pid_t {
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    // A session leader gets the first terminal it opens as its controlling one.
    posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, terminal, O_RDWR, 0)
    posix_spawn_file_actions_adddup2(&actions, STDIN_FILENO, STDOUT_FILENO)
    posix_spawn_file_actions_adddup2(&actions, STDIN_FILENO, STDERR_FILENO)
    var attributes = posix_spawnattr_t()
    posix_spawnattr_init(&attributes)
    defer { posix_spawnattr_destroy(&attributes) }
    posix_spawnattr_setflags(&attributes, startsSession)

    let words = arguments.map { strdup($0) } + [nil]
    let variables = environment.map { strdup("\($0.key)=\($0.value)") } + [nil]
    defer { (words + variables).forEach { free($0) } }
    var process: pid_t = 0
    let code = posix_spawn(&process, arguments[0], &actions, &attributes, words, variables)
    guard code == 0 else { throw StartFailure(call: "posix_spawn", code: code) }
    return process
  }

  private static func now() -> Double {
    var time = timespec()
    clock_gettime(CLOCK_MONOTONIC, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
  }
}

// Macros that the importer does not turn into constants.
private let setLockRequest: UInt = 0x4004_5431  // TIOCSPTLCK
private let getNumberRequest: UInt = 0x8004_5430  // TIOCGPTN
private let startsSession: Int16 = 0x80  // POSIX_SPAWN_SETSID
