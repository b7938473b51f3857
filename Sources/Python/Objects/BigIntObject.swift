import CGMP

/// An int beyond 64 bits, or an instance of a class derived from `int`, which may be smaller. GMP's
/// limbs follow inline.
struct BigIntBody {
  var header: Header
  /// Limbs, negative for a number below 0, as in GMP's `mpz_t`.
  var size: Int32
  static let dataOffset = MemoryLayout<BigIntBody>.stride
}

/// An object with a big integer, seen as GMP's number.
struct BigIntObject: BitwiseCopyable {
  let body: UnsafeMutablePointer<BigIntBody>

  init(_ object: Object) { body = object.body(BigIntBody.self) }

  var object: Object { Object(UnsafeMutableRawPointer(body)) }

  private var limbs: UnsafeMutablePointer<mp_limb_t> {
    (UnsafeMutableRawPointer(body) + BigIntBody.dataOffset).assumingMemoryBound(to: mp_limb_t.self)
  }

  /// The number where it stands, with room for `capacity` limbs; it must not be freed.
  @inline(__always)
  func number(capacity: Int = 0) -> __mpz_struct {
    __mpz_struct(
      _mp_alloc: Int32(truncatingIfNeeded: capacity), _mp_size: body.pointee.size, _mp_d: limbs)
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
    let size = body.pointee.size
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
    result.body.pointee.size = 0
    return result
  }

  /// A new object with a copy of a number.
  func makeBigInt(_ integer: Integer, type: Object) -> Object {
    integer.withNumber { number in
      let limbs = Int(number.pointee._mp_size.magnitude)
      let result = allocateBigInt(limbs: limbs, type: type)
      var target = result.number(capacity: limbs)
      __gmpz_set(&target, number)
      result.body.pointee.size = target._mp_size
      return result.object
    }
  }
}

// MARK: - Arithmetic

extension Machine {
  /// `left op right` of plain ints of which one at least is beyond a word, written right into the
  /// object of the result. nil for other values, other operators, and for what may take long.
  func bigArithmetic(_ op: BinaryOperator, _ left: Value, _ right: Value) -> Value? {
    guard let leftLimbs = limbCount(left), let rightLimbs = limbCount(right) else { return nil }
    let most = LongOperation.bits / 64
    guard leftLimbs < most / 2, rightLimbs < most / 2 else { return nil }
    switch op {
    case .add: return computed(max(leftLimbs, rightLimbs) + 1, left, right, __gmpz_add)
    case .subtract: return computed(max(leftLimbs, rightLimbs) + 1, left, right, __gmpz_sub)
    case .multiply: return computed(leftLimbs + rightLimbs, left, right, __gmpz_mul)
    default: return nil
    }
  }

  /// The limbs of a plain int; nil for other values.
  @inline(__always)
  private func limbCount(_ value: Value) -> Int? {
    switch value {
    case .int: return 1
    case .object(let object) where object.type == types.int:
      return Int(BigIntObject(object).body.pointee.size.magnitude)
    default: return nil
    }
  }

  /// The result of an operation for which GMP wants room for `limbs`.
  @inline(__always)
  private func computed(
    _ limbs: Int, _ left: Value, _ right: Value,
    _ operation: (mpz_ptr, mpz_srcptr, mpz_srcptr) -> Void
  ) -> Value {
    let result = heap.allocateBigInt(limbs: limbs, type: types.int)
    var target = result.number(capacity: limbs)
    withNumber(left) { left in withNumber(right) { right in operation(&target, left, right) } }
    result.body.pointee.size = target._mp_size
    guard let word = result.word else { return .object(heap.pooled(result.object)) }
    drop(result.object)
    return .int(word)
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
