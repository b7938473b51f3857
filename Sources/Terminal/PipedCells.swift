import Glibc

/// Runs cells from input that is not a terminal: no banner and no prompts, only outputs.
///
/// Later cells run after an error, as at the prompt.
public final class PipedCells {
  private let session: CellSession
  private let output: TerminalOutput
  private var cutter: CellCutter
  private var status: Int32 = 0
  private var reader = LineReader(STDIN_FILENO)

  public init(session: CellSession) {
    self.session = session
    output = TerminalOutput()
    cutter = CellCutter(session: session)
  }

  /// Reads `descriptor` to its end. Returns the exit status of the process: what `exit(n)`
  /// asked for, or 1 if a cell ended in an error, or 0. Ctrl-C interrupts the running cell
  /// and ends the run with 130, the shell's number for it.
  public func run(from descriptor: Int32 = STDIN_FILENO) -> Int32 {
    Interrupts.catchSignal()
    defer { output.flush() }
    reader = LineReader(descriptor)
    session.use(
      CellServices(
        readLine: { [unowned self] in readLine($0) }, edit: { _ in nil }, history: { [] },
        columns: { 80 }))
    while let line = reader.next() {
      if let exitStatus = run(cutter.add(line)) { return exitStatus }
    }
    if Interrupts.takePending() { return interruptedStatus }
    return run(cutter.finish()) ?? status
  }

  /// A line for `input()`: the next of what is piped in.
  private func readLine(_ prompt: String) -> String? {
    output.write(prompt, to: .stdout)
    return reader.next()
  }

  private func run(_ cells: [String]) -> Int32? {
    for cell in cells {
      let outcome = Interrupts.whileRunning(session) { session.run(cell, output: output) }
      output.flush()
      if Interrupts.takePending() { return interruptedStatus }
      switch outcome {
      case .ok: break
      case .error: status = 1
      case .exit(let code): return code
      }
    }
    return nil
  }
}

private let interruptedStatus: Int32 = 130

/// Lines of a file descriptor, each as soon as it is there. CR LF counts as a line end, and
/// a byte order mark at the start is dropped.
struct LineReader {
  private let descriptor: Int32
  private var buffer: [UInt8] = []
  private var start = 0
  private var isAtStart = true
  private var isAtEnd = false

  init(_ descriptor: Int32) {
    self.descriptor = descriptor
  }

  /// The next line without its end; nil at the end of the file, and on Ctrl-C.
  mutating func next() -> String? {
    var searched = start
    while true {
      if let end = buffer[searched...].firstIndex(of: newline) {
        defer { start = end + 1 }
        return line(buffer[start..<end])
      }
      searched = buffer.count - start
      guard fill() else { break }
    }
    guard start < buffer.count else { return nil }
    defer { start = buffer.count }
    return line(buffer[start...])
  }

  /// Reads on, behind what has not been handed out; false at the end.
  private mutating func fill() -> Bool {
    guard !isAtEnd else { return false }
    buffer.removeSubrange(..<start)
    start = 0
    let part = readSome(descriptor)
    isAtEnd = part.isEmpty && !Interrupts.hasPending
    buffer += part
    return !part.isEmpty
  }

  private mutating func line(_ bytes: ArraySlice<UInt8>) -> String {
    var bytes = bytes
    if bytes.last == 0x0D { bytes.removeLast() }
    if isAtStart, bytes.starts(with: [0xEF, 0xBB, 0xBF]) { bytes.removeFirst(3) }
    isAtStart = false
    return String(decoding: bytes, as: UTF8.self)
  }
}
