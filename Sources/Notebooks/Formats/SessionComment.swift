/// The comment of a text file that holds a session statement.
struct SessionComment: Sendable {
  /// The line that opens the comment, and the one that closes it.
  var opening: String
  var closing: String
  /// What stands before each line between them.
  var prefix: String

  static let html = SessionComment(opening: "<!-- cellgrad", closing: "-->", prefix: "")
  static let hash = SessionComment(opening: "# <cellgrad>", closing: "# </cellgrad>", prefix: "# ")

  /// The text without the comment and the empty line before or after it, and the statement.
  func take(from text: String) throws(PositionedError) -> (rest: String, SessionStatement) {
    var lines = text.splitLines
    guard let first = lines.firstIndex(of: opening) else { return (text, SessionStatement()) }
    let offset = lines[..<first].reduce(0) { $0 + $1.utf8.count + 1 }
    guard let last = lines[first...].firstIndex(of: closing) else {
      throw PositionedError(offset: offset, reason: "\(opening) has no line \(closing) after it")
    }
    let statement = try SessionStatement(
      lines: lines[first + 1..<last].map { String($0.dropFirst(prefix.count)) }, offset: offset)
    var taken = first...last
    if first > 0, lines[first - 1].isEmpty {
      taken = first - 1...last
    } else if last + 1 < lines.count, lines[last + 1].isEmpty {
      taken = first...last + 1
    }
    lines.removeSubrange(taken)
    return (lines.joined(separator: "\n"), statement)
  }

  /// The comment as lines; none if there is nothing to state.
  func lines(stating session: SessionStatement) -> [String] {
    if session.isEmpty { return [] }
    return [opening] + session.lines.map { prefix + $0 } + [closing]
  }
}
