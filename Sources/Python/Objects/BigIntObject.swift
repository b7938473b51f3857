import CGMP

/// An int beyond 64 bits, or an instance of a class derived from `int`, which may be smaller. GMP's
/// limbs follow inline.
struct BigIntBody {
  /// Its `extent` is the number of limbs, negative for a number below 0, as in GMP's `mpz_t`.
  var header: Header
  static let dataOffset = MemoryLayout<BigIntBody>.stride
}

/// An object with a big integer, seen as GMP's number.
struct BigIntObject: BitwiseCopyable {
  let body: UnsafeMutablePointer<BigIntBody>

  init(_ object: Object) { body = object.body(BigIntBody.self) }

  var object: Object { Object(UnsafeMutableRawPointer(body)) }

  fileprivate var limbs: UnsafeMutablePointer<mp_limb_t> {
    (UnsafeMutableRawPointer(body) + BigIntBody.dataOffset).assumingMemoryBound(to: mp_limb_t.self)
  }

  /// The number where it stands, with room for `capacity` limbs; it must not be freed.
  @inline(__always)
  func number(capacity: Int = 0) -> __mpz_struct {
    __mpz_struct(
      _mp_alloc: Int32(truncatingIfNeeded: capacity), _mp_size: body.pointee.header.extent,
      _mp_d: limbs)
  }

  /// A copy of the number.
  var value: Integer {
    var (view, copy) = (number(), __mpz_struct())
    __gmpz_init_set(&copy, &view)
    return object.type.header.pointee.flags & Header.isUserDefined == 0
      ? .big(BigInt(taking: copy)) : Integer(normalizing: copy)
  }

  /// The value if it fits in a word.
  var word: Int? {
    let size = body.pointee.header.extent
    if size == 0 { return 0 }
    guard size == 1 || size == -1 else { return nil }
    let magnitude = UInt(limbs.pointee)
    if size > 0 { return Int(exactly: magnitude) }
    return magnitude <= Int.min.magnitude ? Int(truncatingIfNeeded: 0 &- magnitude) : nil
  }
}

extension Heap {
  /// A new object with room for some limbs and no value yet; its owner is the caller.
  @inline(__always)
  func allocateBigInt(limbs: Int, type: Object) -> BigIntObject {
    let size = BigIntBody.dataOffset + max(limbs, 1) * MemoryLayout<mp_limb_t>.stride
    let result = BigIntObject(allocate(size, .bigInt, type))
    result.body.pointee.header.extent = 0
    return result
  }

  /// A new object with a copy of a number.
  func makeBigInt(_ integer: Integer, type: Object) -> Object {
    integer.withNumber { number in
      let limbs = Int(number.pointee._mp_size.magnitude)
      let result = allocateBigInt(limbs: limbs, type: type)
      var target = result.number(capacity: limbs)
      __gmpz_set(&target, number)
      result.body.pointee.header.extent = target._mp_size
      return result.object
    }
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
    switch op {
    case .add, .subtract:
      return withMagnitude(left) { left in
        withMagnitude(right) { right in
          var right = right
          if op == .subtract { right.isNegative = !right.isNegative }
          return left.count < right.count ? sum(right, left) : sum(left, right)
        }
      }
    case .multiply: return product(left, right, limbs: leftLimbs + rightLimbs)
    default: return nil
    }
  }

  /// The limbs of a number without leading zeros, and its sign.
  private struct Magnitude {
    let limbs: UnsafePointer<mp_limb_t>
    let count: Int
    var isNegative: Bool

    @inline(__always) var highest: mp_limb_t { count == 0 ? 0 : limbs[count - 1] }
  }

  /// Calls `body` with the limbs of a plain int of any size.
  @inline(__always)
  private func withMagnitude<Result>(_ value: Value, _ body: (Magnitude) -> Result) -> Result {
    if case .object(let object) = value {
      let number = BigIntObject(object).number()
      return body(
        Magnitude(
          limbs: number._mp_d, count: Int(number._mp_size.magnitude),
          isNegative: number._mp_size < 0))
    }
    var word = 0
    if case .int(let known) = value { word = known }
    var limb = mp_limb_t(word.magnitude)
    return withUnsafePointer(to: &limb) { limb in
      body(Magnitude(limbs: limb, count: word == 0 ? 0 : 1, isNegative: word < 0))
    }
  }

  /// The sum of two numbers of which the first has as many limbs at least. The object has room for one
  /// limb more only where there may be a carry.
  @inline(__always)
  private func sum(_ a: Magnitude, _ b: Magnitude) -> Value {
    if a.isNegative != b.isNegative { return difference(a, b) }
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

  private func product(_ left: Value, _ right: Value, limbs: Int) -> Value {
    let result = heap.allocateBigInt(limbs: limbs, type: types.int)
    var target = result.number(capacity: limbs)
    withNumber(left) { left in withNumber(right) { right in __gmpz_mul(&target, left, right) } }
    return finished(
      result, Int(target._mp_size.magnitude), isNegative: target._mp_size < 0)
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
      return Int(BigIntObject(object).body.pointee.header.extent.magnitude)
    default: return nil
    }
  }

  /// Calls `body` with an int of any size as GMP reads it.
  @inline(__always)
  private func withNumber<Result>(_ value: Value, _ body: (mpz_srcptr) -> Result) -> Result {
    switch value {
    case .object(let object):
      var view = BigIntObject(object).number()
      return body(&view)
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
