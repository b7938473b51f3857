/// How a float is written by `format()` and `%`: the letter, the digits asked for, the flags.
struct FloatStyle {
  /// One of `e E f F g G n %`, or nil for `repr`'s layout.
  var letter: Unicode.Scalar?
  /// Digits after the point, or significant ones for `g`, `n` and no letter.
  var precision: Int?
  /// `#`: the point stays, and `g` keeps its zeros.
  var isAlternate = false
  /// Whether `1` becomes `1.0` where there is no letter.
  var addsPointZero = false

  /// The longest text made; longer ones are refused as a MemoryError.
  private static let maximumPrecision = 1 << 28

  /// Appends the text of a value.
  func write(_ value: Double, to text: inout TextBuilder) throws {
    let precision = precision ?? 6
    if precision > FloatStyle.maximumPrecision { throw Problem.memoryError }
    if letter == "f", value.isFinite, !isAlternate {
      return FloatText.appendFixed(value, precision: precision, to: &text)
    }
    let start = text.count
    text.append(lowercaseText(of: value, precision: precision))
    if letter == "E" || letter == "F" || letter == "G" {
      text.mapASCII(from: start, Formatter.uppercased)
    }
  }

  private func lowercaseText(of value: Double, precision: Int) -> String {
    let percent = letter == "%" ? "%" : ""
    if !value.isFinite { return FloatText.repr(value) + percent }
    switch letter {
    case "f", "F": return withPoint(FloatText.fixed(value, precision: precision))
    case "%":
      let scaled = value * 100
      if !scaled.isFinite { return FloatText.repr(scaled) + percent }
      return withPoint(FloatText.fixed(scaled, precision: precision)) + percent
    case "e", "E": return withPoint(FloatText.scientific(value, precision: precision))
    case nil where self.precision == nil: return shortest(value)
    default: return general(value, significantDigits: max(precision, 1))
    }
  }

  /// `#` keeps the point where no digits follow it.
  private func withPoint(_ text: String) -> String {
    guard isAlternate, precision == 0 else { return text }
    guard let mark = text.firstIndex(of: "e") else { return text + "." }
    return text[..<mark] + "." + text[mark...]
  }

  private func shortest(_ value: Double) -> String {
    let text = FloatText.repr(value)
    if !addsPointZero && text.hasSuffix(".0") {
      return isAlternate ? String(text.dropLast()) : String(text.dropLast(2))
    }
    if isAlternate, !text.utf8.contains(UInt8(ascii: ".")), let mark = text.firstIndex(of: "e") {
      return text[..<mark] + "." + text[mark...]
    }
    return text
  }

  /// `g`: an exponent for numbers below 1e-4 and for those with more digits than asked for.
  private func general(_ value: Double, significantDigits count: Int) -> String {
    let scientific = FloatText.scientific(value, precision: count - 1)
    let mark = scientific.lastIndex(of: "e") ?? scientific.endIndex
    let exponent = Int(scientific[mark...].dropFirst()) ?? 0
    let limit = letter == nil && addsPointZero ? count - 1 : count
    if exponent < -4 || exponent >= limit {
      return trimmed(String(scientific[..<mark])) + scientific[mark...]
    }
    let fixed = trimmed(FloatText.fixed(value, precision: max(0, count - 1 - exponent)))
    let needsPoint = letter == nil && addsPointZero && !fixed.utf8.contains(UInt8(ascii: "."))
    return needsPoint ? fixed + ".0" : fixed
  }

  /// Without the zeros at the end of the fraction; with `#`, with all of them and a point.
  private func trimmed(_ text: String) -> String {
    let hasPoint = text.utf8.contains(UInt8(ascii: "."))
    if isAlternate { return hasPoint ? text : text + "." }
    if !hasPoint { return text }
    var digits = text[...]
    while digits.hasSuffix("0") { digits.removeLast() }
    if digits.hasSuffix(".") { digits.removeLast() }
    return String(digits)
  }
}
