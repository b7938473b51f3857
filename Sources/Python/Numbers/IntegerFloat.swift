import CGMP
import Glibc

/// Conversions between integers and floats, and `/`, all correctly rounded.
extension Integer {
  /// The integer part of a float: Python's `int(x)`.
  public init(truncating value: Double) throws {
    if value.isNaN { throw Problem.valueError("cannot convert float NaN to integer") }
    if value.isInfinite {
      throw Problem.overflowError("cannot convert float infinity to integer")
    }
    if let word = Int(exactly: value.rounded(.towardZero)) {
      self = .small(word)
    } else {
      self.init { __gmpz_set_d($0, value) }
    }
  }

  /// The nearest float: Python's `float(n)`.
  public func asDouble() throws -> Double {
    if case .small(let value) = self { return Double(value) }
    let (leading, exponent) = leadingBits()
    let result = scalbn(Double(leading), Int32(clamping: exponent))
    if result.isInfinite { throw Problem.overflowError("int too large to convert to float") }
    return isNegative ? -result : result
  }

  /// The top 64 bits of the absolute value and the exponent of the lowest of them.
  ///
  /// The lowest bit is set when any bit below was: enough for one correct rounding to a float.
  func leadingBits() -> (bits: UInt64, exponent: Int) {
    withNumber { number in
      let dropped = max(0, Int(__gmpz_sizeinbase(number, 2)) - 64)
      var top = __mpz_struct()
      __gmpz_init(&top)
      defer { __gmpz_clear(&top) }
      __gmpz_tdiv_q_2exp(&top, number, mp_bitcnt_t(dropped))
      let bits = UInt64(__gmpz_getlimbn(&top, 0))
      let isInexact = dropped > 0 && Int(__gmpz_scan1(number, 0)) < dropped
      return (isInexact ? bits | 1 : bits, dropped)
    }
  }

  /// Python's `/` on two ints.
  public func trueDivided(by divisor: Integer) throws -> Double {
    if divisor.sign == 0 { throw Problem.zeroDivisionError("division by zero") }
    let exact = 1 << Double.significandBitCount
    if case (.small(let left), .small(let right)) = (self, divisor),
      left.magnitude <= exact, right.magnitude <= exact
    {
      return Double(left) / Double(right)
    }
    if sign == 0 { return 0 }
    let magnitude = try absolute.magnitudeDivided(by: divisor.absolute)
    return isNegative != divisor.isNegative ? -magnitude : magnitude
  }

  private func magnitudeDivided(by divisor: Integer) throws -> Double {
    let tooLarge = Problem.overflowError("integer division result too large for a float")
    let difference = bitLength - divisor.bitLength
    if difference > 1024 { throw tooLarge }
    if difference < -1080 { return 0 }
    // The quotient gets 62 or 63 bits, but none below the smallest float: one rounding is right.
    let shift = min(62 - difference, 1076)
    let shifted = try shift >= 0 ? shiftedLeft(by: Integer(shift)) : self
    let scaled = try shift < 0 ? divisor.shiftedLeft(by: Integer(-shift)) : divisor
    let (quotient, remainder) = try shifted.dividedWithRemainder(by: scaled)
    let bits = UInt64(quotient.word ?? 0) | (remainder.sign == 0 ? 0 : 1)
    let result = Integer.scaled(bits, exponent: -shift)
    if result.isInfinite { throw tooLarge }
    return result
  }

  /// `bits` times a power of two, rounded once, also where the result is subnormal.
  static func scaled(_ bits: UInt64, exponent: Int) -> Double {
    let lowest = -1074
    let dropped = lowest - exponent
    let width = 64 - bits.leadingZeroBitCount
    if dropped <= 0 || width - dropped >= 54 {
      return scalbn(Double(bits), Int32(clamping: exponent))
    }
    if dropped > 64 { return 0 }
    let kept = dropped == 64 ? 0 : bits >> UInt64(dropped)
    let rest = dropped == 64 ? bits : bits & ((1 << UInt64(dropped)) - 1)
    let half: UInt64 = 1 << UInt64(dropped - 1)
    let roundsUp = rest > half || (rest == half && kept & 1 == 1)
    return scalbn(Double(roundsUp ? kept + 1 : kept), Int32(lowest))
  }
}
