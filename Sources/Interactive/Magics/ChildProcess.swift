import Glibc

/// A program that runs while what it prints is read.
final class ChildProcess {
  private let process: pid_t
  private var input: [UInt8]
  private var inputPipe: Int32 = -1
  private var outputPipe: Int32 = -1
  private var errorPipe: Int32 = -1

  /// Starts a program, looked for in `PATH`. Nil if that fails; `errno` says why.
  ///
  /// - Parameter input: what it reads; without it, it reads what this process does, and its
  ///   errors go where its output goes.
  init?(_ arguments: [String], input: [UInt8]?) {
    self.input = input ?? []
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    var ends: [Int32] = []
    defer { for end in ends { close(end) } }
    func connect(_ target: Int32) -> Int32 {
      var pair: [Int32] = [-1, -1]
      guard pipe(&pair) == 0 else { return -1 }
      for end in pair { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
      let (ours, theirs) = target == STDIN_FILENO ? (pair[1], pair[0]) : (pair[0], pair[1])
      posix_spawn_file_actions_adddup2(&actions, theirs, target)
      ends.append(theirs)
      return ours
    }
    outputPipe = connect(STDOUT_FILENO)
    if input == nil {
      posix_spawn_file_actions_adddup2(&actions, STDOUT_FILENO, STDERR_FILENO)
    } else {
      inputPipe = connect(STDIN_FILENO)
      errorPipe = connect(STDERR_FILENO)
    }
    let words = arguments.map { strdup($0) } + [nil]
    defer { words.forEach { free($0) } }
    var process: pid_t = 0
    let code = posix_spawnp(&process, arguments[0], &actions, nil, words, environ)
    self.process = process
    guard code == 0 else {
      closeAll()
      errno = code
      return nil
    }
    // A program that reads no further must not end this one.
    if inputPipe >= 0 { _ = fcntl(inputPipe, F_SETFL, O_NONBLOCK) }
  }

  private func closeAll() {
    for descriptor in [inputPipe, outputPipe, errorPipe] where descriptor >= 0 { close(descriptor) }
    (inputPipe, outputPipe, errorPipe) = (-1, -1, -1)
  }

  /// Waits for the end; `take` gets the lines as they come. Answers the status of `waitpid`.
  func run(_ take: (String, _ isError: Bool) -> Void) -> Int32 {
    let formerHandler = signal(SIGPIPE, SIG_IGN)
    defer { _ = signal(SIGPIPE, formerHandler) }
    var output = LineBuffer()
    var errors = LineBuffer()
    while outputPipe >= 0 || errorPipe >= 0 {
      var requests = [
        pollfd(fd: outputPipe, events: Int16(POLLIN), revents: 0),
        pollfd(fd: errorPipe, events: Int16(POLLIN), revents: 0),
        pollfd(fd: inputPipe, events: Int16(POLLOUT), revents: 0),
      ]
      guard poll(&requests, 3, -1) > 0 else { continue }
      if requests[0].revents != 0 { Self.read(&outputPipe, into: &output) }
      if requests[1].revents != 0 { Self.read(&errorPipe, into: &errors) }
      if requests[2].revents != 0 { feed() }
      output.takeLines(atEnd: outputPipe < 0) { take($0, false) }
      errors.takeLines(atEnd: errorPipe < 0) { take($0, true) }
    }
    closeAll()
    var status: Int32 = 0
    while waitpid(process, &status, 0) < 0, errno == EINTR {}
    return status
  }

  private func feed() {
    let count = input.withUnsafeBytes { write(inputPipe, $0.baseAddress, $0.count) }
    if count > 0 { input.removeFirst(count) }
    let isBroken = count < 0 && errno != EAGAIN && errno != EINTR
    if input.isEmpty || isBroken {
      close(inputPipe)
      inputPipe = -1
    }
  }

  private static func read(_ descriptor: inout Int32, into buffer: inout LineBuffer) {
    var chunk = [UInt8](repeating: 0, count: 1 << 14)
    let count = Glibc.read(descriptor, &chunk, chunk.count)
    if count > 0 { return buffer.bytes += chunk[..<count] }
    guard count == 0 || errno != EINTR else { return }
    close(descriptor)
    descriptor = -1
  }

  /// What has been read and is not yet a whole line.
  private struct LineBuffer {
    var bytes: [UInt8] = []

    mutating func takeLines(atEnd: Bool, _ take: (String) -> Void) {
      let newline = UInt8(ascii: "\n")
      let end = atEnd ? bytes.count : bytes.lastIndex(of: newline).map { $0 + 1 } ?? 0
      guard end > 0 else { return }
      take(String(decoding: bytes[..<end], as: UTF8.self))
      bytes.removeFirst(end)
    }
  }
}
