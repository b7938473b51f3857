/// The methods of `range`.
let rangeMethods: [Builtin] = [
  Builtin("__new__(cls, start, stop=None, step=None, /)", "Make a range.") {
    (m, a) throws(Raised) in
    guard let stop = a.given(2) else { return try m.makeRange(.int(0), a[1], .int(1)) }
    return try m.makeRange(a[1], stop, a.given(3) ?? .int(1))
  },
  Builtin("count(self, value, /)", "Return number of occurrences of value.") {
    (m, a) throws(Raised) in .int(try m.rangeContains(a.receiver, a[1]) ? 1 : 0)
  },
  Builtin("index(self, value, /)", "Return index of value.") { (m, a) throws(Raised) in
    guard m.integer(a[1]) != nil, try m.rangeContains(a.receiver, a[1]) else {
      throw m.raise(.valueError, "\(try m.repr(a[1])) is not in range")
    }
    let body = a.receiver.body(RangeBody.self).pointee
    return try m.binary(.floorDivide, try m.binary(.subtract, a[1], body.start), body.step)
  },
  Builtin("__reversed__(self, /)", "Return a reverse iterator.") { (m, a) throws(Raised) in
    let count = try m.rangeLength(a.receiver)
    let body = a.receiver.body(RangeBody.self).pointee
    let last = try m.rangeItem(a.receiver, count - 1)
    let step = try m.unary(.negate, body.step)
    let end = try m.binary(.subtract, body.start, body.step)
    return try m.iterator(over: try m.makeRange(last, end, step))
  },
  Builtin("__bool__(self, /)", "True if self else False") { (m, a) throws(Raised) in
    .bool(try m.rangeLength(a.receiver) != 0)
  },
  lengthMethod, containsMethod, iterMethod, sequenceItemMethod, contentHashMethod,
] + comparisonMethods(isOrdered: false)

/// The methods of `slice`.
let sliceMethods: [Builtin] = [
  Builtin("__new__(cls, start, stop=None, step=None, /)", "Make a slice.") {
    (m, a) throws(Raised) in
    let slice = m.heap.allocate(MemoryLayout<SliceBody>.stride, .slice, m.types.slice)
    let body = slice.body(SliceBody.self)
    let hasStop = a.given(2) != nil
    body.pointee.start = own(hasStop ? a[1] : .none)
    body.pointee.stop = own(hasStop ? a[2] : a[1])
    body.pointee.step = own(a[3].orNone)
    return .object(m.heap.pooled(slice))
  },
  Builtin("indices(self, len, /)", "Return (start, stop, stride) for a sequence's length.") {
    (m, a) throws(Raised) in
    let length = try m.index(a[1], clamps: true)
    if length < 0 { throw m.raise(.valueError, "length should not be negative") }
    let (start, step, _) = try m.indices(a.receiver) { () throws(Raised) in length }
    let stop = try m.sliceStop(a.receiver, length, isBackward: step < 0)
    return m.tuple([.int(start), .int(stop), .int(step)])
  },
] + comparisonMethods(isOrdered: true)

extension Machine {
  /// `item in range`: by calculation for integers.
  func rangeContains(_ object: Object, _ item: Value) throws(Raised) -> Bool {
    guard integer(item) != nil else {
      return try first(of: .object(object)) { (value) throws(Raised) in
        try self.isEqual(value, item)
      } != nil
    }
    let body = object.body(RangeBody.self).pointee
    let isForward = try isTrue(try compare(.greater, body.step, .int(0)))
    let past: CompareOperator = isForward ? .less : .greater
    let reachesStart = !(try isTrue(try compare(past, item, body.start)))
    guard reachesStart, try isTrue(try compare(past, item, body.stop)) else { return false }
    let offset = try binary(.subtract, item, body.start)
    return try !isTrue(try binary(.modulo, offset, body.step))
  }

  /// The clamped end of a slice.
  func sliceStop(_ slice: Object, _ length: Int, isBackward: Bool) throws(Raised) -> Int {
    let stop = slice.body(SliceBody.self).pointee.stop
    if stop.isNone { return isBackward ? -1 : length }
    let index = try self.index(stop, clamps: true)
    let (low, high) = isBackward ? (-1, length - 1) : (0, length)
    return min(max(index < 0 ? index &+ length : index, low), high)
  }
}
