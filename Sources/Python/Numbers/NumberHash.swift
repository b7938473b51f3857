import CGMP
import Glibc

/// Hashes of numbers: the value modulo the prime 2^61 - 1, so that equal numbers of different
/// types have equal hashes. -1 is kept free (CPython's mark for an error) and becomes -2.
public enum NumberHash {
  static let bits = 61
  static let modulus: UInt = (1 << 61) - 1

  @inline(__always)
  public static func hash(_ value: Int) -> Int {
    if value.magnitude < modulus { return withoutMinusOne(value) }
    let reduced = Int(value.magnitude % modulus)
    return withoutMinusOne(value < 0 ? -reduced : reduced)
  }

  public static func hash(_ value: Integer) -> Int {
    if case .small(let word) = value { return hash(word) }
    let reduced = Int(value.absolute.withNumber { __gmpz_fdiv_ui($0, modulus) })
    return withoutMinusOne(value.isNegative ? -reduced : reduced)
  }

  /// The hash of a float that is no NaN; a NaN's hash is its object's identity, the caller's.
  public static func hash(_ value: Double) -> Int {
    if let word = Int(exactly: value) { return hash(word) }
    if value.isInfinite { return value > 0 ? 314159 : -314159 }
    if value.isNaN { return 0 }
    // The significand as an integer, times a power of two: modulo 2^61 - 1 that is a rotation.
    let (significand, exponent) = value.wholeSignificand
    let turn = ((exponent % bits) + bits) % bits
    let rotated = (significand << turn | significand >> (bits - turn)) & UInt64(modulus)
    let reduced = Int(rotated == UInt64(modulus) ? 0 : rotated)
    return withoutMinusOne(value < 0 ? -reduced : reduced)
  }

  /// The hash of a complex number without a NaN part.
  public static func hash(_ value: Complex) -> Int {
    let imaginary = hash(value.imaginary) &* 1_000_003
    return withoutMinusOne(hash(value.real) &+ imaginary)
  }

  @inline(__always)
  static func withoutMinusOne(_ hash: Int) -> Int { hash == -1 ? -2 : hash }
}
