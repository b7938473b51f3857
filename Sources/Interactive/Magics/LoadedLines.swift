import Python

/// The parts of a file that `%load -r` and `%load -s` put at the prompt.
enum LoadedLines {
  /// The lines of ranges such as `1-3,7:9`: with its end in it, and without. What is indented at
  /// the first line moves left.
  static func text(of ranges: String, in code: String) -> String {
    let lines = code.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    let words = ranges.split { $0 == "," || $0 == " " }.map(String.init)
    let chosen = words.flatMap { word in
      range(word, count: lines.count).map { lines[$0] } ?? []
    }
    return withoutFirstIndentation(Array(chosen)).joined(separator: "\n")
  }

  private static func range(_ word: String, count: Int) -> Range<Int>? {
    let separator = word.unicodeScalars.first { $0 == "-" || $0 == ":" }
    guard let separator else {
      return Int(word).flatMap { (1...max(1, count)).contains($0) ? $0 - 1..<min($0, count) : nil }
    }
    let parts = word.partitioned(at: separator)
    guard parts.before.isEmpty || Int(parts.before) != nil,
      parts.after.isEmpty || Int(parts.after) != nil
    else { return nil }
    let start = min(max((Int(parts.before) ?? 1) - 1, 0), count)
    let last = Int(parts.after).map { separator == "-" ? $0 : $0 - 1 } ?? count
    return start..<max(start, min(last, count))
  }

  private static func withoutFirstIndentation(_ lines: [String]) -> [String] {
    guard let first = lines.first else { return [] }
    let indentation = first.prefix { $0 == " " || $0 == "\t" }
    guard !indentation.isEmpty else { return lines }
    let end = lines.firstIndex { !$0.isEmpty && !$0.hasPrefix(indentation) } ?? lines.count
    return lines[..<end].map { String($0.dropFirst(indentation.count)) } + lines[end...]
  }

  /// The definitions of these names, in this order, and the names that are not there; nil if the
  /// code is no Python.
  static func definitions(
    _ names: String, in code: String
  ) -> (blocks: [String], missing: [String])? {
    var parser = Parser(source: Source(code), mode: .file)
    guard let module = try? parser.parseModule() else { return nil }
    let lines = code.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    var blocks: [String] = []
    var missing: [String] = []
    for name in names.split(separator: ",").map(String.init) {
      let isWanted = { definedName($0).map(module.names.text) == name }
      if let statement = module.body.last(where: isWanted) {
        let range = Int(statement.range.line) - 1..<min(Int(statement.range.endLine), lines.count)
        blocks.append(lines[range].joined(separator: "\n") + "\n")
      } else {
        missing.append(name)
      }
    }
    return (blocks, missing)
  }

  private static func definedName(_ statement: Statement) -> Name? {
    switch statement.kind {
    case .function(let function): function.name
    case .class(let definition): definition.name
    default: nil
    }
  }
}
