/// A text cut into words and numbers. Blanks and line ends between them do not count, because the
/// width of numbers changes both.
struct NumberText {
  enum Token: Equatable {
    case word(String)
    /// A number, as written.
    case number(String)
  }

  private(set) var tokens: [Token] = []

  init(_ text: String) {
    let bytes = Array(text.utf8)
    var position = 0
    while position < bytes.count {
      if bytes[position] <= 0x20 {
        position += 1
        continue
      }
      let start = position
      position = Self.numberEnd(bytes, from: start)
      if position > start {
        tokens.append(.number(String(decoding: bytes[start..<position], as: UTF8.self)))
        continue
      }
      position = Self.wordEnd(bytes, from: start)
      let word = String(decoding: bytes[start..<position], as: UTF8.self)
      tokens.append(["nan", "inf"].contains(word) ? .number(word) : .word(word))
    }
  }

  /// The end of the number at `start`; `start` itself if there is none.
  private static func numberEnd(_ bytes: [UInt8], from start: Int) -> Int {
    func digits(from position: Int) -> Int {
      position + bytes[position...].prefix { 0x30...0x39 ~= $0 }.count
    }
    func holds(_ characters: String, at position: Int) -> Bool {
      position < bytes.count && characters.utf8.contains(bytes[position])
    }
    let unsigned = holds("+-", at: start) ? start + 1 : start
    var end = digits(from: min(unsigned, bytes.count))
    let hasWhole = end > unsigned
    if holds(".", at: end) && (hasWhole || digits(from: end + 1) > end + 1) {
      end = digits(from: end + 1)
    }
    if end == unsigned { return start }
    if holds("eE", at: end) {
      let exponent = holds("+-", at: end + 1) ? end + 2 : end + 1
      if exponent < bytes.count, digits(from: exponent) > exponent { end = digits(from: exponent) }
    }
    return end
  }

  /// A word is a run of letters and digits, or one other character.
  private static func wordEnd(_ bytes: [UInt8], from start: Int) -> Int {
    let length = bytes[start...].prefix { byte in
      byte >= 0x80 || byte == UInt8(ascii: "_") || 0x30...0x39 ~= byte
        || UInt8(ascii: "a")...UInt8(ascii: "z") ~= byte | 0x20
    }.count
    return start + max(length, 1)
  }

  /// How much numbers may differ.
  struct Tolerance {
    var relative: Double
    var absolute: Double
  }

  /// The largest difference to the numbers of `other`; nil if a word differs, or a number by more
  /// than the tolerance and one unit of the last printed digit. `...` in this text stands for any
  /// text in the other.
  func distance(to other: NumberText, _ tolerance: Tolerance) -> Double? {
    if let distance = Self.distance(tokens[...], other.tokens[...], tolerance) { return distance }
    var pieces = self.pieces
    guard pieces.count > 1, let last = pieces.popLast() else { return nil }
    let end = other.tokens.count - last.count
    guard end >= 0, var largest = Self.distance(last, other.tokens[end...], tolerance) else {
      return nil
    }
    var position = 0
    for (index, piece) in pieces.enumerated() {
      let starts = index == 0 ? 0..<1 : position..<max(position, end - piece.count + 1)
      let found = starts.lazy.compactMap { start -> (Int, Double)? in
        guard start + piece.count <= end else { return nil }
        let part = other.tokens[start..<start + piece.count]
        return Self.distance(piece, part, tolerance).map { (start + piece.count, $0) }
      }.first
      guard let (next, distance) = found else { return nil }
      position = next
      largest = max(largest, distance)
    }
    return largest
  }

  /// The tokens between the `...`.
  private var pieces: [ArraySlice<Token>] {
    var pieces: [ArraySlice<Token>] = []
    var start = 0
    var position = 0
    let dots = [Token](repeating: .word("."), count: 3)
    while position + 3 <= tokens.count {
      guard tokens[position..<position + 3].elementsEqual(dots) else {
        position += 1
        continue
      }
      pieces.append(tokens[start..<position])
      position += 3
      start = position
    }
    return pieces + [tokens[start...]]
  }

  private static func distance(
    _ saved: ArraySlice<Token>, _ new: ArraySlice<Token>, _ tolerance: Tolerance
  ) -> Double? {
    guard saved.count == new.count else { return nil }
    var largest = 0.0
    for (left, right) in zip(saved, new) where left != right {
      guard case .number(let saved) = left, case .number(let new) = right,
        let difference = difference(saved, new, tolerance)
      else { return nil }
      largest = max(largest, difference)
    }
    return largest
  }

  /// Numbers that are whole on both sides, infinite or no numbers must be equal.
  private static func difference(
    _ saved: String, _ new: String, _ tolerance: Tolerance
  ) -> Double? {
    guard let left = Double(saved), let right = Double(new), left.isFinite, right.isFinite else {
      return nil
    }
    if Int(saved) != nil && Int(new) != nil { return nil }
    if left == 0 && right == 0 { return left.sign == right.sign ? 0 : nil }
    let tolerated = tolerance.absolute + tolerance.relative * abs(left)
    let allowed = max(tolerated, lastUnit(saved), lastUnit(new))
    let rounding = 1e-9
    let difference = abs(left - right)
    return difference <= allowed * (1 + rounding) ? difference : nil
  }

  /// One in the last printed digit: 0.001 for `1.250`, 1e-7 for `3.25e-05`. A number without digits
  /// after the point is taken for exact.
  private static func lastUnit(_ number: String) -> Double {
    let parts = number.lowercased().split(separator: "e")
    let fraction = parts[0].split(separator: ".", omittingEmptySubsequences: false)
    let places = fraction.count > 1 ? fraction[1].count : 0
    if places == 0 { return 0 }
    let exponent = parts.count > 1 ? Int(parts[1]) ?? 0 : 0
    return Double("1e\(exponent.subtractingReportingOverflow(places).partialValue)") ?? 0
  }

  /// The words, with `#` for every number but those of a size: `torch.Size([3, 2])`.
  var structure: [String] {
    var inSize = false
    return tokens.map { token in
      switch token {
      case .word(let word):
        if word == "Size" { inSize = true } else if word == ")" { inSize = false }
        return word
      case .number(let text): return inSize ? text : "#"
      }
    }
  }
}
