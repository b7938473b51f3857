import Glibc
import Interactive
import Notebooks
import Python
import Torch

/// Input for the program, and the way in that it takes.
struct Piece {
  enum Kind: String {
    /// A plain script, on a machine of its own: freed memory is poisoned, objects are counted.
    case script
    /// The cells of a notebook, separated by lines `#%%`, with completions asked for in each.
    case cells
    /// A notebook file: read as each format, written as each format, read again.
    case notebook
  }

  let kind: Kind
  let bytes: [UInt8]

  /// The next piece on standard input; nil at its end.
  static func read() -> Piece? {
    let words = String(decoding: readHead(), as: UTF8.self).split(separator: " ")
    guard words.count == 2,
      let kind = Kind(rawValue: String(words[0])), let count = Int(words[1]), count >= 0
    else { return nil }
    guard let bytes = readBytes(count) else { return nil }
    return Piece(kind: kind, bytes: bytes)
  }

  /// A line on standard input, without its end.
  private static func readHead() -> [UInt8] {
    var line: [UInt8] = []
    while let byte = readBytes(1)?.first, byte != UInt8(ascii: "\n") { line.append(byte) }
    return line
  }

  /// So many bytes of standard input, or nil.
  private static func readBytes(_ count: Int) -> [UInt8]? {
    var bytes = [UInt8](repeating: 0, count: count)
    var done = 0
    while done < count {
      let got = bytes.withUnsafeMutableBytes {
        Glibc.read(STDIN_FILENO, $0.baseAddress! + done, count - done)
      }
      guard got > 0 else { return nil }
      done += got
    }
    return bytes
  }

  /// Writes a line to standard output.
  static func write(_ line: String) {
    let bytes = Array((line + "\n").utf8)
    _ = Glibc.write(STDOUT_FILENO, bytes, bytes.count)
  }

  /// Runs the piece; `ok`, or what is wrong.
  func run(under watch: Watch) -> String {
    switch kind {
    case .script: runScript(watch)
    case .cells: runCells(watch)
    case .notebook: readNotebook()
    }
  }
}

// MARK: - Scripts

extension Piece {
  private func runScript(_ watch: Watch) -> String {
    let machine = Machine(host: Host(), poisons: true)
    let session = Torch.install(into: machine)
    session.activate(machine)
    machine.registerModule("fuzz") { (_, module) throws(Raised) in module.add(fuzzFunctions) }
    let finding = watch.watch(machine.interrupt) { runMain(on: machine) }
    let alive = machine.shutDown()
    if let finding { return finding }
    return alive == 0 ? "ok" : "leak: \(alive) objects"
  }

  private func runMain(on machine: Machine) {
    let source = Source(bytes)
    let file = SourceFile(.file("program.py"), source)
    do {
      try machine.run(try machine.compile(source, file: file), in: machine.mainModule())
    } catch is Raised {
      // What showing an error asks of its value.
      _ = try? machine.str(machine.takePending())
    } catch {}
    machine.endProgram()
  }
}

/// The module `fuzz`, for programs that stop themselves at a moment of their choice.
private let fuzzFunctions = [
  Builtin("interrupt()", "Does what Ctrl-C does.") { (m, _) throws(Raised) in
    m.interrupt.pointee = Machine.interruptedOnce
    return .none
  }
]

// MARK: - Cells

extension Piece {
  private func runCells(_ watch: Watch) -> String {
    let kernel = Kernel()
    for cell in String(decoding: bytes, as: UTF8.self).components(separatedBy: "\n#%%\n") {
      let finding = watch.watch(kernel.machine.interrupt) {
        _ = kernel.run(cell)
        for cursor in Piece.positions(in: cell) { _ = kernel.completions(of: cell, at: cursor) }
      }
      if let finding { return finding }
    }
    return "ok"
  }

  /// Where completions are asked for: a few places, spread over the text.
  private static func positions(in cell: String) -> [Int] {
    let count = cell.unicodeScalars.count
    return Array(stride(from: 0, through: count, by: max(count / 8, 1)))
  }
}

extension String {
  fileprivate func components(separatedBy separator: String) -> [String] {
    var parts: [String] = []
    var rest = self[...]
    while let range = rest.firstRange(of: separator) {
      parts.append(String(rest[..<range.lowerBound]))
      rest = rest[range.upperBound...]
    }
    return parts + [String(rest)]
  }
}

// MARK: - Notebooks

extension Piece {
  private func readNotebook() -> String {
    let readable = NotebookFormat.all.filter(\.canRead)
    for format in readable {
      guard let notebook = try? Notebook.read(bytes, file: "fuzz", format: format) else { continue }
      for other in NotebookFormat.all {
        guard let written = try? notebook.bytes(as: other, file: "fuzz") else { continue }
        _ = try? Notebook.read(written, file: "fuzz", format: other)
      }
    }
    return "ok"
  }
}
