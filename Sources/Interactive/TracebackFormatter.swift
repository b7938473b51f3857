/// How much a traceback shows: `%xmode`.
public enum TracebackMode: String, CaseIterable, Sendable {
  case plain = "Plain"
  case context = "Context"
  case verbose = "Verbose"
  case minimal = "Minimal"
  case doctest = "Doctest"
}

/// Writes tracebacks as IPython's `ultratb` does.
public struct TracebackFormatter {
  /// The values that the mode Verbose shows, as their `repr`.
  public struct Values {
    /// The value of a parameter, given by its name without stars.
    public var argument: (FrameRecord, String) -> String
    /// The names and simple expressions on the given lines, in the order of the text.
    public var variables: (FrameRecord, Range<Int>) -> [(name: String, text: String)]

    public init(
      argument: @escaping (FrameRecord, String) -> String,
      variables: @escaping (FrameRecord, Range<Int>) -> [(name: String, text: String)]
    ) {
      self.argument = argument
      self.variables = variables
    }
  }

  public var mode: TracebackMode
  /// The width of the line of dashes and of the header; at most 75.
  public var width: Int
  /// Shown as `~` in paths.
  public var homeDirectory: String?
  /// Needed by the mode Verbose only.
  public var values: Values?
  private let pieces: (FrameRecord.Source) -> CellPieces?

  /// - Parameter pieces: the source of a cell or file, after translation of magics; nil where
  ///   there is none to show, as for the code of `exec`.
  public init(
    mode: TracebackMode = .context, width: Int = 75, homeDirectory: String? = nil,
    values: Values? = nil, pieces: @escaping (FrameRecord.Source) -> CellPieces?
  ) {
    self.mode = mode
    self.width = min(width, 75)
    self.homeDirectory = homeDirectory
    self.values = values
    self.pieces = pieces
  }

  /// The parts of the traceback of a chain of exceptions, the oldest first: the list that a
  /// notebook stores.
  public func parts(of chain: [ExceptionRecord]) -> [String] {
    guard let last = chain.last else { return [] }
    if last.syntaxError != nil {
      return plainParts(of: chain)
    }
    switch mode {
    case .context, .verbose: return contextParts(of: chain)
    case .plain: return plainParts(of: chain)
    case .doctest: return plainParts(of: chain, frames: { _ in ["    ...\n"] })
    case .minimal: return [exceptionOnly(last)]
    }
  }

  /// What the terminal shows of these parts, with its line end.
  public func terminalText(of chain: [ExceptionRecord]) -> String {
    let isJoinedByLines = mode == .context || mode == .verbose || chain.last?.syntaxError != nil
    return parts(of: chain).joined(separator: isJoinedByLines ? "\n" : "") + "\n"
  }
}

// MARK: - Context and Verbose

extension TracebackFormatter {
  private typealias Context = (before: Int, after: Int)

  private func contextParts(of chain: [ExceptionRecord]) -> [String] {
    var parts = [String(repeating: "-", count: width)]
    for (index, exception) in chain.enumerated() {
      if let relation = exception.relation {
        parts.append(relation.message)
      }
      let isLast = index == chain.count - 1
      let context: Context = isLast ? (before: 2, after: 2) : (before: 1, after: 1)
      parts.append(header(exception.typeName))
      parts += frameParts(exception.frames, context: context)
      parts.append("\(exception.typeName): \(exception.message)")
      parts += exception.notes
    }
    return parts
  }

  private func header(_ typeName: String) -> String {
    let title = "Traceback (most recent call last)"
    let taken = typeName.unicodeScalars.count + title.utf8.count
    return typeName + String(repeating: " ", count: max(0, width - taken)) + title
  }

  private func frameParts(_ frames: [FrameRecord], context: Context) -> [String] {
    let runs = FrameRun.collapse(frames) { pieces($0) != nil }
    var parts: [String] = []
    var hiddenCount = 0
    for (index, run) in runs.enumerated() {
      if case .frame(let frame) = run, frame.isHidden, index < runs.count - 1 {
        hiddenCount += 1
        continue
      }
      if hiddenCount > 0 {
        parts.append("    [... skipping hidden \(hiddenCount) frame]\n")
        hiddenCount = 0
      }
      switch run {
      case .frame(let frame): parts.append(framePart(frame, context: context))
      case .similar(let text): parts.append("    [... skipping similar frames: \(text)]\n")
      }
    }
    return parts
  }

  private func framePart(_ frame: FrameRecord, context: Context) -> String {
    let call = callText(frame)
    let first = place(frame.source, line: frame.line) + (call.isEmpty ? "" : ", " + call) + "\n"
    guard let pieces = pieces(frame.source) else {
      return first + missingSource(frame, context: context)
    }
    let scope = pieces.scope(ofCode: frame.name, firstLine: frame.firstLine)
    guard let lines = pieces.lines(around: frame.line, scope: scope, context: context) else {
      return first + row(
        0, "<Error retrieving source code with stack_data see ipython/ipython#13598>")
    }
    return first + lines.map { row($0, of: frame, in: pieces, scope: scope) }.joined()
  }

  /// `in f(x)`, in the mode Verbose `in f(x=1)`; empty outside of functions and classes.
  private func callText(_ frame: FrameRecord) -> String {
    guard frame.name != "<module>" else { return "" }
    let arguments = frame.arguments.map { argument in
      guard mode == .verbose, let values else { return argument }
      let name = String(argument.drop { $0 == "*" })
      return "\(argument)=\(values.argument(frame, name))"
    }
    return "in \(frame.qualifiedName)(\(arguments.joined(separator: ", ")))"
  }

  private func row(
    _ line: CellPieces.ShownLine, of frame: FrameRecord, in pieces: CellPieces, scope: Range<Int>
  ) -> String {
    switch line {
    case .gap:
      "   (...)"
    case .source(let number, let text, isCurrent: false):
      row(number, text)
    case .source(let number, let text, isCurrent: true):
      currentRow(number, text, values: variableRows(frame, in: pieces, scope: scope))
    }
  }

  private func row(_ number: Int, _ text: String) -> String {
    String(number).leftPadded(to: 7) + " " + text + "\n"
  }

  /// `----> 7 text`, then the values; after the last of them IPython forgets the line end.
  private func currentRow(_ number: Int, _ text: String, values: [String] = []) -> String {
    let digits = String(number)
    let arrowWidth = 7 - digits.utf8.count
    let arrow =
      switch arrowWidth {
      case 2...: String(repeating: "-", count: arrowWidth - 2) + "> "
      case 1: ">"
      default: ""
      }
    let line = arrow + digits + " " + text + "\n"
    return line + values.map { "        " + $0 }.joined(separator: "\n")
  }

  private func variableRows(
    _ frame: FrameRecord, in pieces: CellPieces, scope: Range<Int>
  ) -> [String] {
    guard mode == .verbose, let values,
      let piece = pieces.piece(containing: frame.line, scope: scope)
    else { return [] }
    return values.variables(frame, piece).map { "\($0.name) = \($0.text)" }
  }

  /// In place of source that cannot be had, IPython shows this text as if it were the first line
  /// of the code, as long as that is near enough to the current one.
  private func missingSource(_ frame: FrameRecord, context: Context) -> String {
    let text = "'Could not get source, probably due dynamically evaluated source code.'"
    let distance = frame.line - frame.firstLine
    guard distance <= context.before + context.after else { return "" }
    return distance == 0 ? currentRow(frame.firstLine, text) : row(frame.firstLine, text)
  }

  /// `Cell In[2], line 3`, `File ~/x.py:3`; without the line if that is unknown.
  private func place(_ source: FrameRecord.Source, line: Int?) -> String {
    switch source {
    case .cell(let number):
      return "Cell In[\(number)]" + (line.map { ", line \($0)" } ?? "")
    case .file(let path):
      return "File " + shortened(path) + (line.map { ":\($0)" } ?? "")
    }
  }

  private func shortened(_ path: String) -> String {
    guard let homeDirectory, path == homeDirectory || path.hasPrefix(homeDirectory + "/") else {
      return path
    }
    return "~" + path.dropFirst(homeDirectory.count)
  }
}

// MARK: - Plain, Minimal and syntax errors

extension TracebackFormatter {
  private func plainParts(of chain: [ExceptionRecord]) -> [String] {
    plainParts(of: chain) { $0.map(plainFrame) }
  }

  private func plainParts(
    of chain: [ExceptionRecord], frames: ([FrameRecord]) -> [String]
  ) -> [String] {
    chain.flatMap { exception in
      let relation = exception.relation.map { [$0.message] } ?? []
      let title = ["Traceback (most recent call last):\n"]
      let stack = exception.frames.isEmpty ? [] : title + frames(exception.frames)
      return relation + stack + [exceptionOnly(exception)]
    }
  }

  private func plainFrame(_ frame: FrameRecord) -> String {
    let function = frame.name == "<module>" ? "" : " in \(frame.name)"
    let source = pieces(frame.source)?.line(frame.line).map(PythonText.strip) ?? ""
    return "  " + place(frame.source, line: frame.line) + function + "\n"
      + (source.isEmpty ? "" : "    \(source)\n")
  }

  /// The lines after the frames: the place of a syntax error, name and message, notes.
  private func exceptionOnly(_ exception: ExceptionRecord) -> String {
    let message = exception.syntaxError?.message ?? exception.message
    let last = message.isEmpty ? exception.typeName : "\(exception.typeName): \(message)"
    let place = exception.syntaxError.map(syntaxErrorPlace) ?? ""
    return place + last + "\n" + exception.notes.map { $0 + "\n" }.joined()
  }

  private func syntaxErrorPlace(_ error: SyntaxErrorDetails) -> String {
    let source = error.source ?? .file("<string>")
    let line = error.line.flatMap { pieces(source)?.line($0) }.map { $0 + "\n" }
    let text = line ?? error.text ?? ""
    let caret = error.offset.map { Self.caretLine(under: text, offset: $0) } ?? ""
    return "  " + place(source, line: error.line) + "\n    " + PythonText.strip(text) + "\n" + caret
  }

  /// A caret under the character at `offset`, which counts from 1 in the unstripped text.
  private static func caretLine(under text: String, offset: Int) -> String {
    let scalars = Array(text.unicodeScalars)
    let start = scalars.firstIndex { !PythonText.isSpace($0) } ?? scalars.count
    // An offset of 0 is an end counted from the back in IPython's slice.
    let end = offset >= 1 ? min(offset - 1, scalars.count) : scalars.count - 1
    var caret = "    "
    for scalar in scalars[start..<max(start, end)] {
      caret.unicodeScalars.append(PythonText.isSpace(scalar) ? scalar : " ")
    }
    return caret + "^\n"
  }
}

extension ExceptionRecord.Relation {
  /// The text between two tracebacks of a chain, with line ends before and after.
  var message: String {
    switch self {
    case .directCause:
      "\nThe above exception was the direct cause of the following exception:\n"
    case .duringHandling:
      "\nDuring handling of the above exception, another exception occurred:\n"
    }
  }
}

extension String {
  /// Right-aligned in `width` columns.
  func leftPadded(to width: Int) -> String {
    String(repeating: " ", count: max(0, width - unicodeScalars.count)) + self
  }
}
