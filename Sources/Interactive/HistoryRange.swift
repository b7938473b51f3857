/// Cells as `%history`, `%save`, `%rerun` and others name them: `4 7-9 12- ~1/3`.
struct HistoryRange: Equatable {
  /// How many sessions back; 0 for the present one.
  var session: Int
  var first: Int
  /// The number after the last one; nil for all that follow.
  var end: Int?

  /// The numbers in the range, where the last cell of its session is `last`.
  func numbers(last: Int) -> Range<Int> {
    let end = min(end ?? last + 1, last + 1)
    return first < end ? first..<end : 0..<0
  }

  /// The ranges in a text; words that are no ranges are passed over. An empty text stands for all
  /// cells of the present session.
  ///
  ///     HistoryRange.ranges(in: "1 ~2/3-4")  // cell 1; cells 3 and 4 of the last session but one
  static func ranges(in text: String) -> [HistoryRange] {
    let words = PythonText.words(text)
    guard !words.isEmpty else { return [HistoryRange(session: 0, first: 1, end: nil)] }
    return words.flatMap(ranges(ofWord:))
  }

  /// `4-6` has its end in it, `4:6` does not; `~2/4-~1/3` goes over several sessions.
  private static func ranges(ofWord word: String) -> [HistoryRange] {
    let separator = word.unicodeScalars.first { $0 == "-" || $0 == ":" }
    let parts = separator.map { word.partitioned(at: $0) } ?? (before: word, after: "")
    guard let start = Place(parts.before), let stop = Place(parts.after),
      start.number != nil || start.session != nil
    else { return [] }
    let first = start.number ?? 1
    let end: Int?
    switch separator {
    case "-": end = stop.number.map { $0 + 1 }
    default: end = start.number == nil ? nil : stop.number ?? first + 1
    }
    let session = start.session ?? 0
    let lastSession = stop.session ?? session
    guard lastSession < session else {
      return [HistoryRange(session: session, first: first, end: end)]
    }
    let between = (lastSession + 1..<session).reversed().map {
      HistoryRange(session: $0, first: 1, end: nil)
    }
    return [HistoryRange(session: session, first: first, end: nil)] + between
      + [HistoryRange(session: lastSession, first: 1, end: end)]
  }

  /// `~2/4`, `~2/`, `4` or nothing.
  private struct Place {
    var session: Int?
    var number: Int?

    init?(_ text: String) {
      var digits = text
      if text.contains("/") {
        let parts = text.partitioned(at: "/")
        guard parts.before.hasPrefix("~"), let back = Self.number(String(parts.before.dropFirst()))
        else { return nil }
        // Each session back is a journal to be read.
        session = min(back, 1000)
        digits = parts.after
      }
      guard !digits.isEmpty else { return }
      guard let number = Self.number(digits) else { return nil }
      self.number = number
    }

    private static func number(_ text: String) -> Int? {
      let isNumber = !text.isEmpty && text.utf8.allSatisfy { 0x30...0x39 ~= $0 }
      return isNumber ? Int(text).map { min($0, 1 << 40) } : nil
    }
  }
}
