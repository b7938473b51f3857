import CGMP

/// Bitwise operations, as if on two's complement numbers of infinite width.
extension Integer {
  public static func & (left: Integer, right: Integer) -> Integer {
    if case (.small(let left), .small(let right)) = (left, right) { return .small(left & right) }
    return left.combined(right, __gmpz_and)
  }

  public static func | (left: Integer, right: Integer) -> Integer {
    if case (.small(let left), .small(let right)) = (left, right) { return .small(left | right) }
    return left.combined(right, __gmpz_ior)
  }

  public static func ^ (left: Integer, right: Integer) -> Integer {
    if case (.small(let left), .small(let right)) = (left, right) { return .small(left ^ right) }
    return left.combined(right, __gmpz_xor)
  }

  public static prefix func ~ (value: Integer) -> Integer {
    if case .small(let value) = value { return .small(~value) }
    return value.mapped(__gmpz_com)
  }

  /// Python's `<<`.
  public func shiftedLeft(by count: Integer) throws -> Integer {
    if count.isNegative { throw Problem.valueError("negative shift count") }
    if sign == 0 { return self }
    guard let count = count.word else {
      throw Problem.overflowError("too many digits in integer")
    }
    if case .small(let value) = self, count < Int.bitWidth {
      let shifted = value << count
      if shifted >> count == value { return .small(shifted) }
    }
    let (bits, overflow) = bitLength.addingReportingOverflow(count)
    try Integer.checkSize(bits: overflow ? .max : bits)
    return mapped { __gmpz_mul_2exp($0, $1, mp_bitcnt_t(count)) }
  }

  /// Python's `>>`: rounds down.
  public func shiftedRight(by count: Integer) throws -> Integer {
    if count.isNegative { throw Problem.valueError("negative shift count") }
    guard let count = count.word else { return isNegative ? -1 : 0 }
    if case .small(let value) = self { return .small(value >> min(count, Int.bitWidth - 1)) }
    return mapped { __gmpz_fdiv_q_2exp($0, $1, mp_bitcnt_t(count)) }
  }

  /// Ones in the absolute value: Python's `bit_count()`.
  public var bitCount: Int {
    if case .small(let value) = self { return value.magnitude.nonzeroBitCount }
    return absolute.withNumber { Int(__gmpz_popcount($0)) }
  }
}

// MARK: - Bytes

extension Integer {
  /// Python's `int.from_bytes()`.
  public init(bytes: [UInt8], bigEndian: Bool, signed: Bool) {
    let unsigned = Integer { number in
      __gmpz_import(number, bytes.count, bigEndian ? 1 : -1, 1, 0, 0, bytes)
    }
    let top = (bigEndian ? bytes.first : bytes.last) ?? 0
    guard signed && top >= 0x80 else {
      self = unsigned
      return
    }
    self = Integer.powerOfTwo(bytes.count &* 8).combined(unsigned) { __gmpz_sub($0, $2, $1) }
  }

  /// Python's `to_bytes()`.
  ///
  /// Throws an OverflowError when the number does not fit in `length` bytes.
  public func bytes(length: Int, bigEndian: Bool, signed: Bool) throws -> [UInt8] {
    if isNegative && !signed {
      throw Problem.overflowError("can't convert negative int to unsigned")
    }
    if !fits(bytes: length, signed: signed) {
      throw Problem.overflowError("int too big to convert")
    }
    let (bits, overflow) = length.multipliedReportingOverflow(by: 8)
    try Integer.checkSize(bits: overflow ? .max : bits)
    let pattern = isNegative ? try Integer.powerOfTwo(bits).adding(self) : self
    var bytes = [UInt8](repeating: 0, count: length)
    var count = 0
    pattern.withNumber { _ = __gmpz_export(&bytes, &count, -1, 1, 0, 0, $0) }
    return bigEndian ? bytes.reversed() : bytes
  }

  private func fits(bytes: Int, signed: Bool) -> Bool {
    if !signed { return (bitLength + 7) / 8 <= bytes }
    let magnitudeBits = isNegative ? (~self).bitLength : bitLength
    return sign == 0 || magnitudeBits / 8 + 1 <= bytes
  }

  static func powerOfTwo(_ exponent: Int) -> Integer {
    Integer { __gmpz_setbit($0, mp_bitcnt_t(exponent)) }
  }
}
