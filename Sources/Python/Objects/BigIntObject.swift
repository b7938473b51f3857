import CGMP

/// An int beyond 64 bits, or an instance of a class derived from `int`, which may be smaller. GMP's
/// limbs follow inline.
///
/// A number of two limbs leaves the higher one in the header where that has no more than 31 bits: most
/// numbers beyond a word are not far beyond it.
struct BigIntBody {
  /// Its `extent` is the number of limbs, negative for a number below 0, as in GMP's `mpz_t`. With the
  /// flag `holdsLimb` it is the higher one of two limbs, with the sign of the number.
  var header: Header
  static let dataOffset = MemoryLayout<BigIntBody>.stride
}

/// An object with a big integer.
struct BigIntObject: BitwiseCopyable {
  let body: UnsafeMutablePointer<BigIntBody>

  init(_ object: Object) { body = object.body(BigIntBody.self) }

  var object: Object { Object(UnsafeMutableRawPointer(body)) }

  fileprivate var limbs: UnsafeMutablePointer<mp_limb_t> {
    (UnsafeMutableRawPointer(body) + BigIntBody.dataOffset).assumingMemoryBound(to: mp_limb_t.self)
  }

  /// Whether the higher limb stands in the header.
  @inline(__always) private var isShort: Bool {
    body.pointee.header.flags & Header.holdsLimb != 0
  }

  @inline(__always) fileprivate var limbCount: Int {
    isShort ? 2 : Int(body.pointee.header.extent.magnitude)
  }

  @inline(__always) fileprivate var isNegative: Bool { body.pointee.header.extent < 0 }

  /// Calls `body` with the limbs.
  @inline(__always)
  fileprivate func withLimbs<Result>(_ body: (UnsafePointer<mp_limb_t>) -> Result) -> Result {
    guard isShort else { return body(limbs) }
    let pair = (limbs.pointee, mp_limb_t(self.body.pointee.header.extent.magnitude))
    return withUnsafeBytes(of: pair) { bytes in
      body(bytes.baseAddress.unsafelyUnwrapped.assumingMemoryBound(to: mp_limb_t.self))
    }
  }

  /// Calls `body` with the number as GMP reads it; it must be neither changed nor freed.
  @inline(__always)
  func withNumber<Result>(_ body: (mpz_srcptr) -> Result) -> Result {
    let count = Int32(truncatingIfNeeded: limbCount)
    return withLimbs { limbs in
      var view = __mpz_struct(
        _mp_alloc: 0, _mp_size: isNegative ? -count : count,
        _mp_d: UnsafeMutablePointer(mutating: limbs))
      return body(&view)
    }
  }

  /// A copy of the number.
  var value: Integer {
    var copy = __mpz_struct()
    withNumber { __gmpz_init_set(&copy, $0) }
    return object.type.header.pointee.flags & Header.isUserDefined == 0
      ? .big(BigInt(taking: copy)) : Integer(normalizing: copy)
  }

  /// The value if it fits in a word.
  var word: Int? {
    guard limbCount <= 1 else { return nil }
    return limbCount == 0 ? 0 : BigIntObject.word(UInt(limbs.pointee), isNegative: isNegative)
  }

  @inline(__always)
  fileprivate static func word(_ magnitude: UInt, isNegative: Bool) -> Int? {
    if !isNegative { return Int(exactly: magnitude) }
    return magnitude <= Int.min.magnitude ? Int(truncatingIfNeeded: 0 &- magnitude) : nil
  }
}

extension Heap {
  /// A new object with room for some limbs and no value yet; its owner is the caller.
  @inline(__always)
  fileprivate func allocateBigInt(limbs: Int, type: Object) -> BigIntObject {
    let size = BigIntBody.dataOffset + max(limbs, 1) * MemoryLayout<mp_limb_t>.stride
    let result = BigIntObject(allocate(size, .bigInt, type))
    result.body.pointee.header.extent = 0
    return result
  }

  /// A new object with a copy of a number.
  func makeBigInt(_ integer: Integer, type: Object) -> Object {
    integer.withNumber { number in
      let size = number.pointee._mp_size
      let count = Int(size.magnitude)
      if count == 2 {
        return makeBigInt(
          number.pointee._mp_d[0], number.pointee._mp_d[1], isNegative: size < 0, type: type)
      }
      let result = allocateBigInt(limbs: count, type: type)
      if count > 0 { result.limbs.update(from: number.pointee._mp_d, count: count) }
      result.body.pointee.header.extent = size
      return result.object
    }
  }

  /// A new object with a number of two limbs.
  @inline(__always)
  fileprivate func makeBigInt(
    _ low: mp_limb_t, _ high: mp_limb_t, isNegative: Bool, type: Object
  ) -> Object {
    if let high = Int32(exactly: high) {
      let result = allocateBigInt(limbs: 1, type: type)
      result.limbs.pointee = low
      result.body.pointee.header.flags |= Header.holdsLimb
      result.body.pointee.header.extent = isNegative ? -high : high
      return result.object
    }
    let result = allocateBigInt(limbs: 2, type: type)
    result.limbs[0] = low
    result.limbs[1] = high
    result.body.pointee.header.extent = isNegative ? -2 : 2
    return result.object
  }
}

// MARK: - Arithmetic

extension Machine {
  /// `left op right` of plain ints of which one at least is beyond a word, written right into the
  /// object of the result, which the caller owns. nil for other values, other operators, and for what
  /// may take long.
  func bigArithmetic(_ op: BinaryOperator, _ left: Value, _ right: Value) -> Value? {
    guard let leftLimbs = limbCount(left), let rightLimbs = limbCount(right) else { return nil }
    let most = LongOperation.bits / 64
    guard leftLimbs < most / 2, rightLimbs < most / 2 else { return nil }
    return withMagnitude(left) { left in
      withMagnitude(right) { right in
        switch op {
        case .add: return sum(left, right)
        case .subtract: return sum(left, right.negated)
        case .multiply: return product(left, right)
        default: return nil
        }
      }
    }
  }

  /// The limbs of a number without leading zeros, and its sign.
  private struct Magnitude {
    let limbs: UnsafePointer<mp_limb_t>
    let count: Int
    let isNegative: Bool

    var negated: Magnitude { Magnitude(limbs: limbs, count: count, isNegative: !isNegative) }

    @inline(__always) var highest: mp_limb_t { count == 0 ? 0 : limbs[count - 1] }

    /// The magnitude, if it has no more than two limbs.
    @inline(__always) var small: UInt128? {
      switch count {
      case 0: 0
      case 1: UInt128(limbs[0])
      case 2: UInt128(limbs[1]) << 64 | UInt128(limbs[0])
      default: nil
      }
    }
  }

  /// Calls `body` with the limbs of a plain int of any size.
  @inline(__always)
  private func withMagnitude<Result>(_ value: Value, _ body: (Magnitude) -> Result) -> Result {
    if case .object(let object) = value {
      let number = BigIntObject(object)
      return number.withLimbs { limbs in
        body(Magnitude(limbs: limbs, count: number.limbCount, isNegative: number.isNegative))
      }
    }
    var word = 0
    if case .int(let known) = value { word = known }
    var limb = mp_limb_t(word.magnitude)
    return withUnsafePointer(to: &limb) { limb in
      body(Magnitude(limbs: limb, count: word == 0 ? 0 : 1, isNegative: word < 0))
    }
  }

  /// The sum of two numbers.
  @inline(__always)
  private func sum(_ left: Magnitude, _ right: Magnitude) -> Value {
    if let a = left.small, let b = right.small, let sum = smallSum(left, a, right, b) { return sum }
    let (a, b) = left.count < right.count ? (right, left) : (left, right)
    return a.isNegative == b.isNegative ? longSum(a, b) : difference(a, b)
  }

  /// The sum of two numbers of no more than two limbs; nil where it has more.
  private func smallSum(_ left: Magnitude, _ a: UInt128, _ right: Magnitude, _ b: UInt128) -> Value? {
    guard left.isNegative == right.isNegative else {
      return a < b ? int(b - a, right.isNegative) : int(a - b, left.isNegative)
    }
    let (sum, overflow) = a.addingReportingOverflow(b)
    return overflow ? nil : int(sum, left.isNegative)
  }

  /// An int by its magnitude, owned.
  private func int(_ magnitude: UInt128, _ isNegative: Bool) -> Value {
    let low = UInt(truncatingIfNeeded: magnitude)
    let high = UInt(truncatingIfNeeded: magnitude >> 64)
    if high == 0 {
      if let word = BigIntObject.word(low, isNegative: isNegative) { return .int(word) }
      let result = heap.allocateBigInt(limbs: 1, type: types.int)
      result.limbs.pointee = mp_limb_t(low)
      result.body.pointee.header.extent = isNegative ? -1 : 1
      return .object(result.object)
    }
    return .object(
      heap.makeBigInt(mp_limb_t(low), mp_limb_t(high), isNegative: isNegative, type: types.int))
  }

  /// The sum of two numbers of one sign of which the first has as many limbs at least. The object has
  /// room for one limb more only where there may be a carry.
  private func longSum(_ a: Magnitude, _ b: Magnitude) -> Value {
    let highest = a.count == b.count ? a.highest | b.highest : a.highest &+ 1
    let mayCarry = a.count == b.count ? highest >> 63 != 0 : highest == 0
    let result = heap.allocateBigInt(limbs: a.count + (mayCarry ? 1 : 0), type: types.int)
    let limbs = result.limbs
    var count = a.count
    let carry = __gmpn_add(limbs, a.limbs, mp_size_t(a.count), b.limbs, mp_size_t(b.count))
    if carry != 0 {
      limbs[count] = carry
      count += 1
    }
    return finished(result, count, isNegative: a.isNegative)
  }

  /// The difference of two magnitudes, with the sign of the greater one.
  @inline(__always)
  private func difference(_ a: Magnitude, _ b: Magnitude) -> Value {
    var (greater, less) = (a, b)
    if a.count == b.count, __gmpn_cmp(a.limbs, b.limbs, mp_size_t(a.count)) < 0 {
      (greater, less) = (b, a)
    }
    let result = heap.allocateBigInt(limbs: greater.count, type: types.int)
    let limbs = result.limbs
    _ = __gmpn_sub(
      limbs, greater.limbs, mp_size_t(greater.count), less.limbs, mp_size_t(less.count))
    var count = greater.count
    while count > 0, limbs[count - 1] == 0 { count -= 1 }
    return finished(result, count, isNegative: greater.isNegative)
  }

  private func product(_ left: Magnitude, _ right: Magnitude) -> Value {
    let isNegative = left.isNegative != right.isNegative
    if left.count == 1, right.count == 1 {
      let (high, low) = UInt(left.limbs[0]).multipliedFullWidth(by: UInt(right.limbs[0]))
      return int(UInt128(high) << 64 | UInt128(low), isNegative)
    }
    let (a, b) = left.count < right.count ? (right, left) : (left, right)
    if b.count == 0 { return .int(0) }
    let result = heap.allocateBigInt(limbs: a.count + b.count, type: types.int)
    let highest = __gmpn_mul(
      result.limbs, a.limbs, mp_size_t(a.count), b.limbs, mp_size_t(b.count))
    return finished(result, a.count + b.count - (highest == 0 ? 1 : 0), isNegative: isNegative)
  }

  /// An int of so many limbs, as a word where it fits into one.
  @inline(__always)
  private func finished(_ result: BigIntObject, _ count: Int, isNegative: Bool) -> Value {
    let size = Int32(truncatingIfNeeded: count)
    result.body.pointee.header.extent = isNegative ? -size : size
    guard count <= 1, let word = result.word else { return .object(result.object) }
    drop(result.object)
    return .int(word)
  }

  /// The limbs of a plain int; nil for other values.
  @inline(__always)
  private func limbCount(_ value: Value) -> Int? {
    switch value {
    case .int: return 1
    case .object(let object) where object.type == types.int:
      return BigIntObject(object).limbCount
    default: return nil
    }
  }

  /// Calls `body` with an int of any size as GMP reads it.
  @inline(__always)
  private func withNumber<Result>(_ value: Value, _ body: (mpz_srcptr) -> Result) -> Result {
    switch value {
    case .object(let object): return BigIntObject(object).withNumber(body)
    case .int(let word): return Integer.small(word).withNumber(body)
    default: return Integer.small(0).withNumber(body)
    }
  }

  /// How two plain ints compare of which one at least is beyond a word: negative, 0 or positive.
  func bigOrder(_ left: Value, _ right: Value) -> Int? {
    guard limbCount(left) != nil, limbCount(right) != nil else { return nil }
    return withNumber(left) { left in withNumber(right) { right in Int(__gmpz_cmp(left, right)) } }
  }
}
