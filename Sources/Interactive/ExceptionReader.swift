import Python

/// Turns what a machine raises into records that the traceback formatters read.
public struct ExceptionReader {
  private let machine: Machine
  /// The variables of frames that have kept them: the `id` of a record counts from 1.
  private let variables = KeptVariables()

  public init(_ machine: Machine) { self.machine = machine }

  /// The values that the records read here can show.
  func values(sources: @escaping (FrameRecord.Source) -> CellPieces?) -> FrameValues {
    FrameValues(machine: machine, variables: variables.dicts, pieces: sources)
  }

  /// An exception with those it came from, the oldest first.
  public func chain(of exception: Value) -> [ExceptionRecord] {
    var records: [ExceptionRecord] = []
    var seen: [Value] = []
    var next: Value? = exception
    while let current = next, !seen.contains(where: { $0.isIdentical(to: current) }) {
      guard let parts = machine.parts(ofException: current) else { break }
      seen.append(current)
      var record = record(current, parts)
      let earlier = earlier(than: parts)
      let isKnown = earlier.map { known in seen.contains { $0.isIdentical(to: known.value) } }
      if isKnown == false { record.relation = earlier?.relation }
      records.append(record)
      next = earlier?.value
    }
    return records.reversed()
  }

  private func earlier(
    than parts: Machine.ExceptionParts
  ) -> (value: Value, relation: ExceptionRecord.Relation)? {
    if let cause = parts.cause { return (cause, .directCause) }
    guard let context = parts.context, !parts.suppressesContext else { return nil }
    return (context, .duringHandling)
  }

  private func record(_ exception: Value, _ parts: Machine.ExceptionParts) -> ExceptionRecord {
    var record = ExceptionRecord(
      typeName: parts.typeName, fullTypeName: parts.fullTypeName, message: parts.message,
      notes: parts.notes, frames: parts.entries.compactMap(frame),
      syntaxError: syntaxError(exception))
    record.suggestion = suggestion(exception, parts)
    record.members = machine.exceptions(ofGroup: exception)?.map { chain(of: $0) }
    return record
  }

  /// A frame of user code; nil for code of the library, which is not shown.
  private func frame(_ entry: Traceback.Entry) -> FrameRecord? {
    let code = entry.code
    guard let source = FrameRecord.Source(code.file.origin) else { return nil }
    let range = entry.range
    return FrameRecord(
      source: source, line: Int(range.line), range: range, name: code.name,
      qualifiedName: code.shownName, firstLine: code.lines.lowerBound,
      arguments: code.argumentNames,
      isHidden: isHidden(entry), id: variables.note(entry.locals))
  }

  /// What a NameError or AttributeError may have meant.
  private func suggestion(_ exception: Value, _ parts: Machine.ExceptionParts) -> String? {
    guard let name = attribute("name", exception).flatMap(machine.text) else { return nil }
    if let owner = attribute("obj", exception) {
      return Suggestion.nearest(to: name, among: machine.attributeNames(of: owner))
    }
    guard machine.isException(exception, .nameError), let code = parts.entries.last?.code else {
      return nil
    }
    let globals = machine.names(in: machine.mainModule()).map(\.name)
    return Suggestion.nearest(to: name, among: code.variableNames)
      ?? Suggestion.nearest(to: name, among: globals)
      ?? Suggestion.nearest(to: name, among: machine.builtinNames)
  }

  private func isHidden(_ entry: Traceback.Entry) -> Bool {
    guard let value = machine.entry(machine.symbol("__tracebackhide__"), of: entry.locals) else {
      return false
    }
    return (try? machine.isTrue(value)) ?? false
  }

  /// The place that a SyntaxError raised at run time carries.
  private func syntaxError(_ exception: Value) -> SyntaxErrorDetails? {
    guard machine.isException(exception, .syntaxError),
      let message = attribute("msg", exception).flatMap(machine.text),
      let line = attribute("lineno", exception).flatMap(integer)
    else { return nil }
    let file = attribute("filename", exception).flatMap(machine.text)
    return SyntaxErrorDetails(
      source: file.map { .file($0) }, line: line,
      offset: attribute("offset", exception).flatMap(integer),
      endLine: attribute("end_lineno", exception).flatMap(integer),
      endOffset: attribute("end_offset", exception).flatMap(integer),
      text: attribute("text", exception).flatMap(machine.text), message: message)
  }

  private func attribute(_ name: String, _ exception: Value) -> Value? {
    machine.ownAttribute(name, ofException: exception)
  }

  private func integer(_ value: Value) -> Int? {
    if case .int(let number) = value { return number }
    return nil
  }
}

extension Code {
  /// The name in a traceback: comprehensions go by their own name only, and do not count around
  /// others. A lambda is found by its line, on which the one around it comes first.
  fileprivate var shownName: String {
    if name.hasPrefix("<"), name != "<lambda>" { return name }
    var shown: [Substring] = []
    for part in qualifiedName.split(separator: ".") {
      let isOfComprehension = shown.last.map { Self.comprehensionNames.contains($0) } ?? false
      if part == "<locals>", isOfComprehension {
        shown.removeLast()
      } else if part == "<lambda>", shown.suffix(2) == ["<lambda>", "<locals>"] {
        shown.removeLast()
      } else {
        shown.append(part)
      }
    }
    return shown.joined(separator: ".")
  }

  private static let comprehensionNames: Set<Substring> = [
    "<listcomp>", "<setcomp>", "<dictcomp>", "<genexpr>",
  ]
}

extension FrameRecord.Source {
  /// Where code is from; nil for code of the library.
  public init?(_ origin: SourceFile.Origin) {
    switch origin {
    case .cell(let number): self = .cell(number)
    case .file(let path): self = .file(path)
    case .string(let name): self = .file(name)
    case .library: return nil
    }
  }
}

extension ExceptionRecord {
  /// A text that is not Python, as the exception that compiling it raises.
  public init(_ problem: SyntaxProblem, in source: Source, from place: FrameRecord.Source) {
    let name = problem.kind.typeName
    self.init(typeName: name, message: problem.message)
    guard problem.kind.hasPlace else { return }
    let range = problem.range
    func offset(_ column: Int32, _ line: Int32) -> Int? {
      guard column >= 0, let text = source.line(Int(line)) else { return nil }
      return String(decoding: text.utf8.prefix(Int(column)), as: UTF8.self).unicodeScalars.count + 1
    }
    syntaxError = SyntaxErrorDetails(
      source: place, line: range.map { Int($0.line) },
      offset: range.flatMap { offset($0.column, $0.line) ?? Int($0.column) + 1 },
      endLine: range.map { Int($0.endLine) },
      endOffset: range.flatMap { offset($0.endColumn, $0.endLine) },
      text: range.flatMap { source.line(Int($0.line)) }, message: problem.message)
  }
}

extension SyntaxProblem.Kind {
  /// The class of the exception.
  var typeName: String {
    switch self {
    case .syntax: "SyntaxError"
    case .indentation: "IndentationError"
    case .tab: "TabError"
    case .memory: "MemoryError"
    case .recursion: "RecursionError"
    }
  }

  fileprivate var hasPlace: Bool { self != .memory && self != .recursion }
}
