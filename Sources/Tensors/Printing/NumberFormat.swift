import CLoops

/// How the numbers of one tensor are written: chosen once from all the numbers shown.
struct NumberFormat {
  private let precision: Int
  private let isFloating: Bool
  private var isWhole = true
  private var isScientific = false
  /// The width every number is padded to.
  private(set) var width = 1

  /// Chooses a format for `values`, which are integers and bools, or doubles.
  init(_ values: [Scalar], _ options: PrintOptions) {
    precision = Swift.min(Swift.max(options.precision, 0), 400)
    isFloating = values.contains { if case .double = $0 { true } else { false } }
    if isFloating {
      chooseFloating(values.map(\.double), options)
    } else {
      chooseWidth(of: values.longest)
    }
  }

  private mutating func chooseWidth(of longest: [Scalar]) {
    for value in longest { width = Swift.max(width, text(value).utf8.count) }
  }

  private mutating func chooseFloating(_ values: [Double], _ options: PrintOptions) {
    let telling = values.filter { $0.isFinite && $0 != 0 }
    isWhole = telling.allSatisfy { $0 == $0.rounded(.up) }
    if let first = telling.first {
      var low = abs(first)
      var high = low
      for value in telling {
        low = Swift.min(low, abs(value))
        high = Swift.max(high, abs(value))
      }
      isScientific = high / low > 1000 || high > 1e8 || low < 1e-4
    }
    if let scientific = options.scientific, !telling.isEmpty { isScientific = scientific }
    chooseWidth(of: telling.extremes.map { .double($0) })
  }

  /// A number without padding.
  func text(_ value: Scalar) -> String {
    switch value {
    case .bool(let value): return value ? "True" : "False"
    case .int(let value): return String(value)
    case .double(let value), .complex(let value, _):
      if value.isNaN { return "nan" }
      if value.isInfinite { return value < 0 ? "-inf" : "inf" }
      if isScientific { return printed(value, scientific: true, precision) }
      if isWhole { return printed(value, scientific: false, 0) + "." }
      return printed(value, scientific: false, precision)
    }
  }

  func padded(_ value: Scalar) -> String {
    let text = text(value)
    return String(repeating: " ", count: Swift.max(0, width - text.utf8.count)) + text
  }
}

extension [Double] {
  /// The numbers of each sign that are farthest from zero and nearest to it: none is longer when it is written.
  fileprivate var extremes: [Double] {
    var below = (least: 0.0, most: -Double.infinity), above = (least: Double.infinity, most: 0.0)
    for value in self {
      if value < 0 {
        below = (Swift.min(below.least, value), Swift.max(below.most, value))
      } else {
        above = (Swift.min(above.least, value), Swift.max(above.most, value))
      }
    }
    let (hasBelow, hasAbove) = (below.most > -.infinity, above.least < .infinity)
    return (hasBelow ? [below.least, below.most] : []) + (hasAbove ? [above.least, above.most] : [])
  }
}

extension [Scalar] {
  /// Of integers the least and the largest, of bools one of each there is: none is longer when it is written.
  fileprivate var longest: [Scalar] {
    var (least, most) = (Int.max, Int.min)
    var hasBool = (no: false, yes: false)
    for value in self {
      if case .bool(let flag) = value {
        hasBool = (hasBool.no || !flag, hasBool.yes || flag)
      } else {
        (least, most) = (Swift.min(least, value.int), Swift.max(most, value.int))
      }
    }
    let bools: [Scalar] = (hasBool.no ? [false] : []) + (hasBool.yes ? [true] : [])
    return bools + (least <= most ? [.int(least), .int(most)] : [])
  }
}

extension Double {
  /// As streams of C++ write it, and so PyTorch's messages: `%g`, six digits without trailing zeros.
  var streamed: String {
    guard isFinite else { return isNaN ? "nan" : self < 0 ? "-inf" : "inf" }
    let text = printed(self, scientific: true, 5)
    guard let mark = text.lastIndex(of: "e"), let exponent = Int(text[text.index(after: mark)...]) else { return text }
    let isScientific = exponent < -4 || exponent >= 6
    var digits = isScientific ? String(text[..<mark]) : printed(self, scientific: false, 5 - exponent)
    if digits.contains(".") {
      while digits.last == "0" { digits.removeLast() }
      if digits.last == "." { digits.removeLast() }
    }
    return isScientific ? digits + text[mark...] : digits
  }
}

/// C's `%.nf` or `%.ne` of a number: the exact value rounded, ties to even.
func printed(_ value: Double, scientific: Bool, _ precision: Int) -> String {
  withUnsafeTemporaryAllocation(of: CChar.self, capacity: 800) { buffer in
    guard let start = buffer.baseAddress else { return "" }
    _ = cl_format_double(start, buffer.count, scientific, Int32(precision), value)
    return String(cString: start)
  }
}
