/// Numbers of cells as `%history`, `%save`, `%rerun` and others take them: `4 7-9 12-`.
enum HistoryRange {
  /// Why a text names cells that are not to be had.
  enum Problem: Error {
    /// `~2/4`: cells of other sessions.
    case otherSession(String)
  }

  /// The numbers in a text, where the last cell is `last`; words that are no ranges are passed
  /// over. An empty text stands for all.
  ///
  ///     try HistoryRange.numbers("1 3-4", last: 9)  // [1, 3, 4]
  static func numbers(_ text: String, last: Int) throws(Problem) -> [Int] {
    let words = PythonText.words(text)
    guard !words.isEmpty else { return last > 0 ? Array(1...last) : [] }
    var result: [Int] = []
    for word in words {
      if word.contains("/"), word.utf8.allSatisfy({ "~0123456789/-:".utf8.contains($0) }) {
        throw .otherSession(word)
      }
      result += range(word, last: last)
    }
    return result
  }

  /// `4-6` has its end in it, `4:6` does not.
  private static func range(_ word: String, last: Int) -> Range<Int> {
    let none = 0..<0
    let separator = word.unicodeScalars.first { $0 == "-" || $0 == ":" }
    let parts = separator.map { word.partitioned(at: $0) } ?? (before: word, after: "")
    guard let start = number(parts.before) else { return none }
    var end = start + 1
    if let separator {
      guard parts.after.isEmpty || number(parts.after) != nil else { return none }
      // Without an end, `4:` is that one cell and `4-` all that follow.
      let given = number(parts.after)
      end = separator == "-" ? given.map { $0 + 1 } ?? last + 1 : given ?? start + 1
    }
    let bounded = min(end, last + 1)
    return start < bounded ? start..<bounded : none
  }

  private static func number(_ text: String) -> Int? {
    let isNumber = !text.isEmpty && text.utf8.allSatisfy { 0x30...0x39 ~= $0 }
    return isNumber ? Int(text).map { min($0, 1 << 40) } : nil
  }
}
