/// A float rounded to some digits after the point, exactly as C's `%.*f` rounds: to the nearest
/// decimal, at a tie to the even one. For the sizes that most numbers have.
struct FixedDecimal {
  private let isNegative: Bool
  /// The rounded magnitude in units of the last digit.
  private let units: UInt
  private let precision: Int

  private static let powers: [UInt] = (0...15).map { exponent in
    (0..<exponent).reduce(1) { power, _ in power * 10 }
  }

  /// nil where there are more digits than a word holds for certain.
  init?(_ value: Double, precision: Int) {
    guard precision < FixedDecimal.powers.count else { return nil }
    let scale = FixedDecimal.powers[precision]
    guard value.magnitude * Double(scale) < 1e18 else { return nil }
    isNegative = value.sign == .minus
    self.precision = precision
    units = FixedDecimal.rounded(value.magnitude, times: scale)
  }

  /// `value * scale` to the nearest integer. All bits of the product are looked at.
  private static func rounded(_ value: Double, times scale: UInt) -> UInt {
    let exponentBits = Int(value.exponentBitPattern)
    let significand = value.significandBitPattern | (exponentBits == 0 ? 0 : 1 << 52)
    let shift = 1075 - max(exponentBits, 1)
    if shift <= 0 { return UInt(value) * scale }
    // The product has fewer than 53 + 50 bits.
    if shift > 104 { return 0 }
    let product = UInt128(significand) * UInt128(scale)
    let quotient = product >> UInt128(shift)
    let rest = product & (1 << UInt128(shift) - 1)
    let half = UInt128(1) << UInt128(shift - 1)
    let roundsUp = rest > half || rest == half && quotient & 1 == 1
    return UInt(truncatingIfNeeded: quotient) + (roundsUp ? 1 : 0)
  }

  func write(to text: inout TextBuilder) {
    let (whole, fraction) = units.quotientAndRemainder(
      dividingBy: FixedDecimal.powers[precision])
    let wholeCount = DecimalDigits.count(whole)
    text.append(atMost: DecimalDigits.most + 2 + precision) { target in
      var end = target
      if isNegative {
        end.pointee = UInt8(ascii: "-")
        end += 1
      }
      DecimalDigits.write(whole, count: wholeCount, to: end)
      end += wholeCount
      if precision > 0 {
        end.pointee = UInt8(ascii: ".")
        DecimalDigits.write(fraction, count: precision, to: end + 1)
        end += precision + 1
      }
      return end - target
    }
  }
}
