/// Output without what changes from run to run and from one machine to another.
enum OutputText {
  /// The text with blanks and line ends at its end and at ends of lines removed, without colours
  /// and tables of profiles, and with the rules of ``rewriteLine(_:)`` applied.
  static func normalized(_ text: String) -> String {
    let trimmed = TerminalText.withoutColours(text).splitLines.map(\.trimmedEnd)
    let lines = withoutProfiles(trimmed).map(rewriteLine)
    return lines.reversed().drop { $0.isEmpty }.reversed().joined(separator: "\n")
  }

  /// An error as far as it is compared: its class, its message, and the lines of cells it went
  /// through.
  static func error(_ ename: String, _ evalue: String, traceback: String) -> String {
    let places = TerminalText.withoutColours(traceback).splitLines.compactMap(cellLine)
    return ([ename + ": " + withoutFileName(evalue)] + places).joined(separator: "\n")
  }

  /// `Cell In[3], line 2` from a line of a traceback.
  private static func cellLine(_ line: String) -> String? {
    let text = line.dropping("  ")
    guard text.starts(with: "Cell In[") || text.starts(with: "Input In [") else { return nil }
    let words = text.split(separator: " ")
    guard let index = words.firstIndex(of: "line"), index + 1 < words.count else { return nil }
    let digits = words[index + 1].prefix { $0.isNumber }
    return "in the cell, line \(digits)"
  }

  /// A syntax error's message ends in `(<file>, line 3)`; the name of the file is chance.
  private static func withoutFileName(_ message: String) -> String {
    guard message.hasSuffix(")"), let open = message.utf8.lastIndex(of: UInt8(ascii: "(")),
      let comma = message.utf8[open...].lastIndex(of: UInt8(ascii: ",")),
      message[comma...].starts(with: ", line ")
    else { return message }
    return String(message[..<open]) + "(" + String(message[comma...].dropFirst(2))
  }

  /// The rows of `%prun` stand in the order of the times that they took: they are left out up to the
  /// empty line at their end, and so is what `%timeit` says where one run took far longer.
  private static func withoutProfiles(_ lines: [String]) -> [String] {
    var isInTable = false
    return lines.filter { line in
      isInTable = line.hasPrefix("   ncalls  tottime ") || isInTable && !line.isEmpty
      return !isInTable && !line.hasPrefix("The slowest run took ")
    }
  }

  private static func rewriteLine(_ line: String) -> String {
    if let timing = timing(line) { return timing }
    return withoutAddresses(withoutWarningPlace(line))
  }

  /// Lines of `%time`, `%timeit` and `%prun`, whose figures are left out.
  private static func timing(_ line: String) -> String? {
    if line.contains(" function calls "), line.hasSuffix(" seconds") { return "function calls" }
    for start in ["CPU times: ", "Wall time: "] where line.starts(with: start) { return start }
    return line.contains(" per loop (mean ± std. dev. of ") ? "per loop" : nil
  }

  /// `/usr/lib/x.py:12: UserWarning: text` without the file and the line.
  private static func withoutWarningPlace(_ line: String) -> String {
    guard line.utf8.contains(UInt8(ascii: ":")), line.contains("Warning: ") else { return line }
    let parts = line.split(separator: ":", maxSplits: 2, omittingEmptySubsequences: false)
    guard parts.count == 3, Int(parts[1]) != nil, parts[2].hasPrefix(" ") else { return line }
    return "warning:" + parts[2]
  }

  /// `0x7f3a…` becomes `0x`.
  private static func withoutAddresses(_ line: String) -> String {
    let bytes = Array(line.utf8)
    let mark = Array("0x".utf8)
    let shortest = 6
    var result: [UInt8] = []
    var position = 0
    while position < bytes.count {
      result.append(bytes[position])
      position += 1
      guard result.suffix(2).elementsEqual(mark) else { continue }
      let digits = bytes[position...].prefix { Character(Unicode.Scalar($0)).isHexDigit }
      if digits.count >= shortest { position += digits.count }
    }
    return String(decoding: result, as: UTF8.self)
  }
}
