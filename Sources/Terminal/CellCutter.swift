/// Cuts a stream of lines into cells, for input that is not typed.
///
/// Simple statements run at once, as at the prompt. A compound statement (`if`, `def`, a
/// decorator, ...) runs as soon as a line at the left margin shows that it is over: not at
/// the first empty line, because scripts have empty lines inside functions, and `else:` or
/// `except:` may follow. Comments at the left margin stay in the block if it goes on after
/// them. A cell magic (`%%time`) ends at an empty line, as at the prompt.
struct CellCutter {
  private let session: CellSession
  private var lines: [String] = []
  /// Blank lines and comments after a block, which belong to it only if it goes on.
  private var trailing: [String] = []

  init(session: CellSession) {
    self.session = session
  }

  /// Takes the next line; returns the cells that are ready now.
  mutating func add(_ line: String) -> [String] {
    guard !lines.isEmpty else { return begin(with: line) }
    if lines[0].hasPrefix("%%") { return addToMagic(line) }
    guard isCompound else { return addToSimple(line) }
    return addToBlock(line)
  }

  /// The cells that are left at the end of the input.
  mutating func finish() -> [String] {
    guard !lines.isEmpty else { return [] }
    return [takeCell()] + startOver()
  }

  private mutating func begin(with line: String) -> [String] {
    if isBlank(line) { return [] }
    lines = [line]
    if line.hasPrefix("%%") || isCompound { return [] }
    return cellIfComplete()
  }

  private mutating func addToSimple(_ line: String) -> [String] {
    lines.append(line)
    return cellIfComplete()
  }

  private mutating func addToMagic(_ line: String) -> [String] {
    if isBlank(line) { return [takeCell()] }
    lines.append(line)
    return []
  }

  private mutating func addToBlock(_ line: String) -> [String] {
    if isBlank(line) || line.hasPrefix("#") {
      trailing.append(line)
    } else if isIndented(line) || continuesStatement(line) || !couldEnd {
      lines += trailing + [line]
      trailing = []
    } else {
      let block = takeCell()
      return [block] + startOver() + add(line)
    }
    return []
  }

  /// Whether the first line begins a statement that has a block.
  private var isCompound: Bool {
    lines[0].hasPrefix("@") || compoundKeywords.contains(leadingWord(lines[0].utf8))
  }

  /// Whether the block would run if an empty line came now: not within brackets or a string,
  /// nor where a body is missing.
  private var couldEnd: Bool {
    if case .incomplete = session.completeness(of: text + "\n\n") { return false }
    return true
  }

  private var text: String { lines.joined(separator: "\n") }

  private mutating func cellIfComplete() -> [String] {
    if case .incomplete = session.completeness(of: text) { return [] }
    return [takeCell()]
  }

  private mutating func takeCell() -> String {
    defer { lines = [] }
    return text
  }

  /// Reads the lines after a finished block as the start of new cells.
  private mutating func startOver() -> [String] {
    let rest = trailing
    trailing = []
    return rest.flatMap { add($0) }
  }
}

private let compoundKeywords: Set<String> = [
  "if", "for", "while", "try", "with", "def", "class", "async", "match",
]

private func isBlank(_ line: String) -> Bool { line.utf8.allSatisfy { $0 == space || $0 == tab } }

private func isIndented(_ line: String) -> Bool {
  line.utf8.first == space || line.utf8.first == tab
}

/// A line at the margin that goes on with the statement above it.
private func continuesStatement(_ line: String) -> Bool {
  ["else", "elif", "except", "finally"].contains(leadingWord(line.utf8))
}
