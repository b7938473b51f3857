import CGMP
import Glibc

/// The digits of a decimal number, read as a whole number: in 128 bits where it fits there, else in
/// GMP's hands. Never negative.
enum DecimalCoefficient {
  case small(UInt128)
  /// Always beyond 128 bits.
  case big(BigInt)

  static let zero = DecimalCoefficient.small(0)
  static let one = DecimalCoefficient.small(1)

  init(_ word: UInt) { self = .small(UInt128(word)) }

  /// The absolute value of an integer.
  init(magnitude integer: Integer) {
    switch integer {
    case .small(let word): self = .small(UInt128(word.magnitude))
    case .big(let number):
      var view = number.storage
      view._mp_size = Int32(truncatingIfNeeded: view._mp_size.magnitude)
      self = withExtendedLifetime(number) { DecimalCoefficient(copying: &view) }
    }
  }

  /// The value of a number that is not negative.
  private init(copying number: inout __mpz_struct) {
    if number._mp_size <= 2 {
      self = .small(DecimalCoefficient.word(number))
    } else {
      var copy = __mpz_struct()
      __gmpz_init_set(&copy, &number)
      self = .big(BigInt(taking: copy))
    }
  }

  /// The value that `compute` leaves in a fresh number.
  private init(computing compute: (mpz_ptr) -> Void) {
    var number = __mpz_struct()
    __gmpz_init(&number)
    compute(&number)
    self.init(taking: number)
  }

  /// Takes over the memory of a number, or frees it when the value fits.
  private init(taking number: __mpz_struct) {
    if number._mp_size <= 2 {
      self = .small(DecimalCoefficient.word(number))
      var number = number
      __gmpz_clear(&number)
    } else {
      self = .big(BigInt(taking: number))
    }
  }

  /// A number of up to two limbs.
  private static func word(_ number: __mpz_struct) -> UInt128 {
    let low = number._mp_size > 0 ? UInt128(number._mp_d[0]) : 0
    return number._mp_size > 1 ? UInt128(number._mp_d[1]) << 64 | low : low
  }

  /// Calls `body` with the value as GMP reads it.
  private func withNumber<Result>(_ body: (mpz_srcptr) throws -> Result) rethrows -> Result {
    switch self {
    case .big(let number): return try number.withNumber(body)
    case .small(let value):
      var limbs = (mp_limb_t(truncatingIfNeeded: value), mp_limb_t(truncatingIfNeeded: value >> 64))
      return try withUnsafeMutableBytes(of: &limbs) { bytes in
        let size: Int32 = value >> 64 != 0 ? 2 : value != 0 ? 1 : 0
        var view = __mpz_struct(
          _mp_alloc: 2, _mp_size: size,
          _mp_d: bytes.baseAddress?.assumingMemoryBound(to: mp_limb_t.self))
        return try body(&view)
      }
    }
  }

  private func combined(
    _ other: DecimalCoefficient, _ operation: (mpz_ptr, mpz_srcptr, mpz_srcptr) -> Void
  ) -> DecimalCoefficient {
    withNumber { left in
      other.withNumber { right in DecimalCoefficient { operation($0, left, right) } }
    }
  }

  /// The value as an integer of Python's.
  var integer: Integer {
    if case .small(let value) = self, let word = Int(exactly: value) { return .small(word) }
    return withNumber { number in Integer { __gmpz_set($0, number) } }
  }

  // MARK: What it is

  @inline(__always) var isZero: Bool {
    if case .small(0) = self { return true }
    return false
  }

  var isOdd: Bool {
    switch self {
    case .small(let value): return value & 1 == 1
    case .big(let number): return withExtendedLifetime(number) { number.storage._mp_d[0] & 1 == 1 }
    }
  }

  /// The last digit.
  var lastDigit: Int {
    switch self {
    case .small(let value): Int(value % 10)
    case .big: withNumber { Int(__gmpz_fdiv_ui($0, 10)) }
    }
  }

  /// The value if it fits in a word.
  var word: Int? {
    if case .small(let value) = self { return Int(exactly: value) }
    return nil
  }

  var bitLength: Int {
    switch self {
    case .small(let value): 128 - value.leadingZeroBitCount
    case .big: withNumber { Int(__gmpz_sizeinbase($0, 2)) }
    }
  }

  /// The number of digits; 1 for zero.
  var digitCount: Int {
    switch self {
    case .small(let value):
      // 1233 / 4096 is a little more than log10(2).
      let estimate = ((128 - value.leadingZeroBitCount) &* 1233) >> 12
      return value >= DecimalCoefficient.words[min(estimate, 38)] ? estimate + 1 : max(estimate, 1)
    case .big:
      return withNumber { number in
        let most = Int(__gmpz_sizeinbase(number, 10))
        var exponent = 0
        // The leading bits decide, unless the value is next to a power of ten.
        let leading = __gmpz_get_d_2exp(&exponent, number)
        let estimate = log10OfTwo * Double(exponent) + log10(leading)
        let nearest = estimate.rounded()
        if abs(estimate - nearest) > 1e-6 { return Int(estimate.rounded(.down)) + 1 }
        let limit = DecimalCoefficient.power(most - 1)
        return limit.withNumber { __gmpz_cmp(number, $0) } >= 0 ? most : most - 1
      }
    }
  }

  // MARK: Arithmetic

  static func compare(_ left: DecimalCoefficient, _ right: DecimalCoefficient) -> Int {
    if case (.small(let left), .small(let right)) = (left, right) {
      return left == right ? 0 : left < right ? -1 : 1
    }
    return left.withNumber { left in right.withNumber { Int(__gmpz_cmp(left, $0)).signum() } }
  }

  static func + (left: DecimalCoefficient, right: DecimalCoefficient) -> DecimalCoefficient {
    if case (.small(let x), .small(let y)) = (left, right) {
      let (sum, overflow) = x.addingReportingOverflow(y)
      if !overflow { return .small(sum) }
    }
    return left.combined(right, __gmpz_add)
  }

  /// `left` must not be less than `right`.
  static func - (left: DecimalCoefficient, right: DecimalCoefficient) -> DecimalCoefficient {
    if case (.small(let x), .small(let y)) = (left, right) { return .small(x &- y) }
    return left.combined(right, __gmpz_sub)
  }

  func multiplied(by other: DecimalCoefficient) throws -> DecimalCoefficient {
    if case (.small(let x), .small(let y)) = (self, other) {
      let (product, overflow) = x.multipliedReportingOverflow(by: y)
      if !overflow { return .small(product) }
    }
    let bits = bitLength + other.bitLength
    if bits > LongOperation.bits {
      return DecimalCoefficient(magnitude: try integer.multiplied(by: other.integer))
    }
    return combined(other, __gmpz_mul)
  }

  /// The divisor must not be zero.
  func quotientAndRemainder(
    dividingBy divisor: DecimalCoefficient
  ) throws -> (quotient: DecimalCoefficient, remainder: DecimalCoefficient) {
    if case (.small(let x), .small(let y)) = (self, divisor) {
      if x >> 64 == 0, y >> 64 == 0 {
        let (quotient, remainder) = UInt64(truncatingIfNeeded: x)
          .quotientAndRemainder(dividingBy: UInt64(truncatingIfNeeded: y))
        return (.small(UInt128(quotient)), .small(UInt128(remainder)))
      }
      let quotient = x / y
      return (.small(quotient), .small(x &- quotient &* y))
    }
    if bitLength > LongOperation.bits {
      let (quotient, remainder) = try integer.dividedWithRemainder(by: divisor.integer)
      return (DecimalCoefficient(magnitude: quotient), DecimalCoefficient(magnitude: remainder))
    }
    var remainder = __mpz_struct()
    __gmpz_init(&remainder)
    let quotient = combined(divisor) { __gmpz_tdiv_qr($0, &remainder, $1, $2) }
    return (quotient, DecimalCoefficient(taking: remainder))
  }

  /// The root rounded down.
  func squareRoot() throws -> DecimalCoefficient {
    DecimalCoefficient(magnitude: try integer.squareRoot())
  }

  // MARK: Powers of ten

  /// The powers that fit in 128 bits.
  private static let words: [UInt128] = (0...38).map { exponent in
    (0..<exponent).reduce(1) { power, _ in power * 10 }
  }

  private static func power(_ exponent: Int) -> DecimalCoefficient {
    if exponent <= 38 { return .small(words[max(exponent, 0)]) }
    return DecimalCoefficient { __gmpz_ui_pow_ui($0, 10, UInt(exponent)) }
  }

  /// 10 to the power of a number that is not negative. Throws a MemoryError for what is too large.
  static func powerOfTen(_ exponent: Int) throws -> DecimalCoefficient {
    if exponent < LongOperation.bits >> 3 { return power(exponent) }
    return DecimalCoefficient(magnitude: try Integer(10).power(Integer(exponent)))
  }

  /// With zeros behind.
  func shiftedLeft(_ digits: Int) throws -> DecimalCoefficient {
    if isZero || digits <= 0 { return self }
    return try multiplied(by: try DecimalCoefficient.powerOfTen(digits))
  }

  /// Without the last digits, and what these are next to a half of their place.
  func shiftedRight(_ digits: Int) throws -> (DecimalCoefficient, DecimalRest) {
    if digits <= 0 { return (self, .none) }
    guard digits <= digitCount else { return (.zero, isZero ? .none : .less) }
    let unit = try DecimalCoefficient.powerOfTen(digits)
    let (quotient, remainder) = try quotientAndRemainder(dividingBy: unit)
    if remainder.isZero { return (quotient, .none) }
    let order = DecimalCoefficient.compare(remainder + remainder, unit)
    return (quotient, order < 0 ? .less : order > 0 ? .more : .half)
  }

  /// Only the last digits.
  func lastDigits(_ count: Int) throws -> DecimalCoefficient {
    if digitCount <= count { return self }
    return try quotientAndRemainder(dividingBy: try DecimalCoefficient.powerOfTen(count)).remainder
  }

  /// Without up to `most` of the zeros at the end, and their number.
  func withoutTrailingZeros(_ most: Int) throws -> (DecimalCoefficient, count: Int) {
    if isZero { return (self, 0) }
    var (rest, count) = (self, 0)
    var step = 16
    while step > 0 {
      let unit = try DecimalCoefficient.powerOfTen(step)
      while count + step <= most {
        let (quotient, remainder) = try rest.quotientAndRemainder(dividingBy: unit)
        guard remainder.isZero else { break }
        (rest, count) = (quotient, count + step)
      }
      step /= 2
    }
    return (rest, count)
  }
}

/// What lies behind the digits that a rounding keeps, next to half a unit of the last of them.
enum DecimalRest { case none, less, half, more }

// MARK: - Text

extension DecimalCoefficient {
  /// The value of ASCII digits.
  init(digits: [UInt8]) throws {
    self = try digits.withUnsafeBufferPointer { try DecimalCoefficient(digits: $0) }
  }

  /// The value of ASCII digits, in one or two parts.
  init(
    digits: UnsafeBufferPointer<UInt8>,
    _ more: UnsafeBufferPointer<UInt8> = UnsafeBufferPointer(start: nil, count: 0)
  ) throws {
    let count = digits.count + more.count
    if count <= 18 {
      var word: UInt64 = 0
      for digit in digits { word = word &* 10 &+ UInt64(digit &- 0x30) }
      for digit in more { word = word &* 10 &+ UInt64(digit &- 0x30) }
      self = .small(UInt128(word))
    } else if count <= 38 {
      var value: UInt128 = 0
      for digit in digits { value = value &* 10 &+ UInt128(digit &- 0x30) }
      for digit in more { value = value &* 10 &+ UInt128(digit &- 0x30) }
      self = .small(value)
    } else {
      var text = (Array(digits) + Array(more)).map { CChar(bitPattern: $0) } + [0]
      guard count > LongOperation.bits / 4 else {
        self.init { _ = __gmpz_set_str($0, text, 10) }
        return
      }
      self.init(
        magnitude: try text.withUnsafeMutableBufferPointer { text in
          try text.baseAddress.map { try LongOperation.read($0, base: 10) } ?? 0
        })
    }
  }

  /// The digits in ASCII; `0` for zero.
  func digits() throws -> [UInt8] {
    guard case .small(let value) = self else { return Array(try integer.digits(base: 10).utf8) }
    let count = digitCount
    return [UInt8](unsafeUninitializedCapacity: count) { buffer, initialized in
      initialized = count
      guard let start = buffer.baseAddress else { return }
      let (high, low) = value.quotientAndRemainder(dividingBy: 10_000_000_000_000_000_000)
      let lowCount = min(count, 19)
      DecimalDigits.write(UInt(low), count: lowCount, to: start + (count - lowCount))
      guard count > lowCount else { return }
      let (top, middle) = high.quotientAndRemainder(dividingBy: 10_000_000_000_000_000_000)
      let middleCount = min(count - lowCount, 19)
      DecimalDigits.write(
        UInt(middle), count: middleCount, to: start + (count - lowCount - middleCount))
      if count > 38 { DecimalDigits.write(UInt(top), count: count - 38, to: start) }
    }
  }
}

private let log10OfTwo = 0.301029995663981195
