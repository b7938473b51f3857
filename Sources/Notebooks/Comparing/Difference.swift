/// Where two texts differ, to be shown to a reader.
public struct Difference: Equatable, Sendable, CustomStringConvertible {
  /// What differs: `stdout`, `stderr`, `result`, `display`, `error`; `outputs` if not even their
  /// kinds agree.
  public var name: String
  public var expected: String
  public var actual: String

  public init(name: String, expected: String, actual: String) {
    self.name = name
    self.expected = expected
    self.actual = actual
  }

  /// More lines than this are not shown.
  private static let shownLines = 40

  /// The lines that differ, safe for a terminal: `-` before saved ones, `+` before new ones, and
  /// `^` under the first column in which two differ.
  ///
  ///     stdout, line 2:
  ///     - tensor([ 0.0093, -0.0093])
  ///     + tensor([ 0.0093, -0.0094])
  ///                              ^
  public var description: String {
    let hunks = LineDifference.hunks(expected.splitLines, actual.splitLines)
    if hunks.isEmpty { return "\(name): no line differs" }
    let lines = hunks.flatMap { ["\(name), line \($0.line):"] + Self.lines(of: $0) }
    let hidden = lines.count - Self.shownLines
    let shown = lines.prefix(Self.shownLines).joined(separator: "\n")
    return hidden > 0 ? shown + "\n(\(hidden) more lines)" : shown
  }

  private static func lines(of hunk: LineDifference.Hunk) -> [String] {
    guard hunk.expected.count == hunk.actual.count else {
      return hunk.expected.map { "- " + visible($0) } + hunk.actual.map { "+ " + visible($0) }
    }
    return zip(hunk.expected, hunk.actual).flatMap { expected, actual in
      let (left, right) = (visible(expected), visible(actual))
      return ["- " + left, "+ " + right, "  " + marker(left, right)]
    }
  }

  /// Colours are left out; blanks at the end, which nobody could see, are shown as `·`.
  private static func visible(_ line: String) -> String {
    let plain = TerminalText.safe(TerminalText.withoutColours(line))
    let trimmed = plain.trimmedEnd
    return trimmed + String(repeating: "·", count: plain.utf8.count - trimmed.utf8.count)
  }

  private static func marker(_ left: String, _ right: String) -> String {
    let common = zip(left.unicodeScalars, right.unicodeScalars).prefix { $0 == $1 }
    let width = common.reduce(0) { $0 + columns($1.0) }
    return String(repeating: " ", count: width) + "^"
  }

  /// The columns of a terminal that a character takes: Hangul, kana and Han characters take two.
  private static func columns(_ scalar: Unicode.Scalar) -> Int {
    switch scalar.value {
    case 0x0300...0x036F: 0
    case 0x1100...0x115F, 0x2E80...0xA4CF, 0xAC00...0xD7A3, 0xF900...0xFAFF, 0xFE30...0xFE6F,
      0xFF00...0xFF60, 0xFFE0...0xFFE6, 0x1F300...0x1FAFF, 0x20000...0x3FFFD: 2
    default: 1
    }
  }
}

/// Lines that differ, by a longest common subsequence.
enum LineDifference {
  struct Hunk: Equatable {
    /// The first line in the expected text, counted from 1.
    var line: Int
    var expected: [String]
    var actual: [String]
  }

  /// Beyond this many pairs of lines, everything between the first and the last difference is one
  /// hunk.
  private static let largestTable = 1_000_000

  static func hunks(_ expected: [String], _ actual: [String]) -> [Hunk] {
    let start = zip(expected, actual).prefix { $0 == $1 }.count
    let left = expected[start...]
    let right = actual[start...]
    let end = zip(left.reversed(), right.reversed()).prefix { $0 == $1 }.count
    return hunks(
      Array(left.dropLast(end)), Array(right.dropLast(end)), firstLine: start + 1)
  }

  private static func hunks(_ left: [String], _ right: [String], firstLine: Int) -> [Hunk] {
    if left.isEmpty && right.isEmpty { return [] }
    guard !left.isEmpty, !right.isEmpty, left.count <= largestTable / right.count else {
      return [Hunk(line: firstLine, expected: left, actual: right)]
    }
    let lengths = commonLengths(left, right)
    var hunks: [Hunk] = []
    var current: Hunk?
    var (row, column) = (0, 0)
    while row < left.count || column < right.count {
      if row < left.count, column < right.count, left[row] == right[column] {
        if let hunk = current { hunks.append(hunk) }
        current = nil
        (row, column) = (row + 1, column + 1)
        continue
      }
      var hunk = current ?? Hunk(line: firstLine + row, expected: [], actual: [])
      if column == right.count
        || row < left.count && lengths[row + 1][column] >= lengths[row][column + 1] {
        hunk.expected.append(left[row])
        row += 1
      } else {
        hunk.actual.append(right[column])
        column += 1
      }
      current = hunk
    }
    if let hunk = current { hunks.append(hunk) }
    return hunks
  }

  /// `lengths[i][j]`: how many lines the texts from line i and line j on have in common.
  private static func commonLengths(_ left: [String], _ right: [String]) -> [[Int32]] {
    let row = [Int32](repeating: 0, count: right.count + 1)
    var lengths = [[Int32]](repeating: row, count: left.count + 1)
    for i in left.indices.reversed() {
      for j in right.indices.reversed() {
        lengths[i][j] = left[i] == right[j]
          ? lengths[i + 1][j + 1] + 1 : max(lengths[i + 1][j], lengths[i][j + 1])
      }
    }
    return lengths
  }
}
