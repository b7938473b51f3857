import CGMP

/// An integer of any size: an immutable box around GMP's `mpz_t`.
///
/// It only holds the memory. Arithmetic is on `Integer`, which keeps what fits in 64 bits out of
/// here. GMP's functions are C macros (`mpz_add` for `__gmpz_add`), which Swift does not see: the
/// code calls the functions behind them.
public final class BigInt: @unchecked Sendable {
  let storage: __mpz_struct

  /// Takes over the memory of an initialised number.
  init(taking storage: __mpz_struct) {
    self.storage = storage
  }

  /// A number of any size, on its own.
  convenience init(_ integer: Integer) {
    var storage = __mpz_struct()
    __gmpz_init(&storage)
    integer.withNumber { __gmpz_set(&storage, $0) }
    self.init(taking: storage)
  }

  deinit {
    var storage = storage
    __gmpz_clear(&storage)
  }

  /// Calls `body` with the value as GMP reads it, uncopied.
  @inline(__always)
  func withNumber<Result>(_ body: (mpz_srcptr) throws -> Result) rethrows -> Result {
    try withExtendedLifetime(self) {
      var view = storage
      return try body(&view)
    }
  }

  /// The largest result that is computed, in bits (1 GiB): GMP aborts the process when memory
  /// runs out, so sizes are estimated before the work begins.
  public static let maximumBits = 1 << 33
}

/// A Python int: a machine word where the value fits, else a big integer.
///
/// The value is kept normalised: `.big` never holds what `.small` could.
public enum Integer: Sendable {
  case small(Int)
  case big(BigInt)

  public init(_ value: Int) { self = .small(value) }

  /// The result that `compute` leaves in a fresh number.
  init(computing compute: (mpz_ptr) throws -> Void) rethrows {
    var result = __mpz_struct()
    __gmpz_init(&result)
    do {
      try compute(&result)
    } catch {
      __gmpz_clear(&result)
      throw error
    }
    self.init(normalizing: result)
  }

  /// Takes over the memory of `number`, or frees it when the value fits in a word.
  init(normalizing number: __mpz_struct) {
    var number = number
    if __gmpz_fits_slong_p(&number) != 0 {
      self = .small(__gmpz_get_si(&number))
      __gmpz_clear(&number)
    } else {
      self = .big(BigInt(taking: number))
    }
  }

  /// An unsigned word.
  public init(magnitude: UInt) {
    if let value = Int(exactly: magnitude) {
      self = .small(value)
    } else {
      self.init { __gmpz_set_ui($0, magnitude) }
    }
  }

  /// The value as a machine word, or nil when it does not fit.
  public var word: Int? {
    if case .small(let value) = self { return value }
    return nil
  }

  /// Calls `body` with the value as GMP reads it; a small value is shown in place, uncopied.
  func withNumber<Result>(_ body: (mpz_srcptr) throws -> Result) rethrows -> Result {
    switch self {
    case .big(let number): return try number.withNumber(body)
    case .small(let value):
      var limb = mp_limb_t(value.magnitude)
      return try withUnsafeMutablePointer(to: &limb) { limbs in
        var view = __mpz_struct(_mp_alloc: 1, _mp_size: Int32(value.signum()), _mp_d: limbs)
        return try body(&view)
      }
    }
  }

  /// The result of a GMP operation on one number.
  func mapped(_ operation: (mpz_ptr, mpz_srcptr) -> Void) -> Integer {
    withNumber { number in Integer { operation($0, number) } }
  }

  /// The result of a GMP operation on two numbers.
  func combined(
    _ other: Integer, _ operation: (mpz_ptr, mpz_srcptr, mpz_srcptr) -> Void
  ) -> Integer {
    withNumber { left in
      other.withNumber { right in Integer { operation($0, left, right) } }
    }
  }

  /// -1, 0 or 1.
  public var sign: Int {
    switch self {
    case .small(let value): return value.signum()
    case .big(let number): return number.storage._mp_size < 0 ? -1 : 1
    }
  }

  public var isNegative: Bool { sign < 0 }

  /// The value as a big integer, whatever its size.
  var boxed: BigInt {
    if case .big(let number) = self { return number }
    return BigInt(self)
  }

  /// Bits of the absolute value: Python's `bit_length()`.
  public var bitLength: Int {
    switch self {
    case .small(let value): return UInt.bitWidth - value.magnitude.leadingZeroBitCount
    case .big: return withNumber { Int(__gmpz_sizeinbase($0, 2)) }
    }
  }
}

extension Integer: Comparable, ExpressibleByIntegerLiteral {
  public init(integerLiteral value: Int) { self = .small(value) }

  public static func == (left: Integer, right: Integer) -> Bool {
    switch (left, right) {
    case (.small(let left), .small(let right)): return left == right
    case (.big, .big): return compare(left, right) == 0
    default: return false
    }
  }

  public static func < (left: Integer, right: Integer) -> Bool {
    if case (.small(let left), .small(let right)) = (left, right) { return left < right }
    return compare(left, right) < 0
  }

  private static func compare(_ left: Integer, _ right: Integer) -> Int32 {
    left.withNumber { left in right.withNumber { __gmpz_cmp(left, $0) } }
  }
}
