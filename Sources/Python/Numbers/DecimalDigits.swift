/// Decimal digits of machine words, written right to where they belong.
enum DecimalDigits {
  /// The most digits of a word.
  static let most = 20

  /// Two digits at a time.
  private static let pairs: StaticString = """
    0001020304050607080910111213141516171819202122232425262728293031323334353637383940414243444546474849\
    5051525354555657585960616263646566676869707172737475767778798081828384858687888990919293949596979899
    """

  /// The number of digits.
  @inline(__always)
  static func count(_ value: UInt) -> Int {
    var (count, limit) = (1, UInt(10))
    while value >= limit {
      count += 1
      if count == most { break }
      limit &*= 10
    }
    return count
  }

  /// Writes the last `count` digits of a value, with zeros in front where it has fewer.
  @inline(__always)
  static func write(_ value: UInt, count: Int, to target: UnsafeMutablePointer<UInt8>) {
    let pairs = pairs.utf8Start
    var (rest, position) = (value, count)
    while position > 1 {
      let (quotient, pair) = rest.quotientAndRemainder(dividingBy: 100)
      position -= 2
      target[position] = pairs[Int(pair) * 2]
      target[position + 1] = pairs[Int(pair) * 2 + 1]
      rest = quotient
    }
    if position == 1 { target[0] = UInt8(truncatingIfNeeded: 48 + rest % 10) }
  }

  /// Writes a value with its sign; `target` has room for one more than the most digits. The number
  /// of characters.
  @inline(__always)
  static func write(_ value: Int, to target: UnsafeMutablePointer<UInt8>) -> Int {
    let magnitude = value.magnitude
    let digits = count(magnitude)
    let sign = value < 0 ? 1 : 0
    if value < 0 { target[0] = UInt8(ascii: "-") }
    write(magnitude, count: digits, to: target + sign)
    return digits + sign
  }
}

extension TextBuilder {
  /// The decimal text of a word.
  @inline(__always)
  mutating func append(decimal value: Int) {
    append(atMost: DecimalDigits.most + 1) { DecimalDigits.write(value, to: $0) }
  }
}
