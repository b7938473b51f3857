/// `range`: its bounds may be integers of any size; common ones stay machine words.
extension Machine {
  private func bounds(_ object: Object) -> (start: Int, stop: Int, step: Int)? {
    let body = object.body(RangeBody.self).pointee
    guard case .int(let start) = body.start, case .int(let stop) = body.stop,
      case .int(let step) = body.step
    else { return nil }
    return (start, stop, step)
  }

  func makeRange(_ start: Value, _ stop: Value, _ step: Value) throws(Raised) -> Value {
    var parts: [Value] = []
    for part in [start, stop, step] { parts.append(value(try integerIndex(part))) }
    if case .int(0) = parts[2] { throw raise(.valueError, "range() arg 3 must not be zero") }
    let object = heap.allocate(MemoryLayout<RangeBody>.stride, .range, types.range)
    let body = object.body(RangeBody.self)
    body.pointee.start = own(parts[0])
    body.pointee.stop = own(parts[1])
    body.pointee.step = own(parts[2])
    return .object(heap.pooled(object))
  }

  /// The number of items; OverflowError beyond a word.
  func rangeLength(_ object: Object) throws(Raised) -> Int {
    guard let (start, stop, step) = bounds(object),
      let count = RangeMath.count(start, stop, step)
    else { throw tooLarge(for: "ssize_t") }
    return count
  }

  func rangeItem(_ object: Object, _ index: Int) throws(Raised) -> Value {
    let body = object.body(RangeBody.self).pointee
    let offset = try binary(.multiply, .int(index), body.step)
    return try binary(.add, body.start, offset)
  }

  func rangeSlice(_ object: Object, _ start: Int, _ step: Int, to stop: Int) throws(Raised) -> Value {
    let first = try rangeItem(object, start)
    let stride = try binary(.multiply, object.body(RangeBody.self).pointee.step, .int(step))
    return try makeRange(first, try rangeItem(object, stop), stride)
  }

  func rangeIterator(_ object: Object) -> Object? {
    guard let (start, stop, step) = bounds(object), let count = RangeMath.count(start, stop, step)
    else { return heap.allocateIterator(BigRangeIterator(object), type: types.rangeIterator) }
    let (end, overflow) = start.addingReportingOverflow(count &* step)
    return heap.allocateIterator(
      .range, over: .undefined, type: types.rangeIterator, index: start,
      stop: overflow ? stop : end, step: step)
  }

  func reprRange(_ object: Object) throws(Raised) -> String {
    let body = object.body(RangeBody.self).pointee
    var parts = [try repr(body.start), try repr(body.stop)]
    if case .int(1) = body.step {} else { parts.append(try repr(body.step)) }
    return "range(\(parts.joined(separator: ", ")))"
  }

  func isEqualRange(_ a: Object, _ b: Object) throws(Raised) -> Bool {
    let count = try rangeLength(a)
    guard count == (try rangeLength(b)) else { return false }
    if count == 0 { return true }
    let x = a.body(RangeBody.self).pointee
    let y = b.body(RangeBody.self).pointee
    guard try isEqual(x.start, y.start) else { return false }
    return count == 1 ? true : try isEqual(x.step, y.step)
  }

  func hashRange(_ object: Object) throws(Raised) -> Int {
    let count = try rangeLength(object)
    let body = object.body(RangeBody.self).pointee
    let parts: [Value] = [
      .int(count), count == 0 ? .none : body.start, count <= 1 ? .none : body.step,
    ]
    return try hash(tuple(parts))
  }

  func rangeAttribute(_ object: Object, _ name: Symbol) -> Value {
    let body = object.body(RangeBody.self).pointee
    switch name.text {
    case "start": return body.start
    case "stop": return body.stop
    case "step": return body.step
    default: return .undefined
    }
  }
}

enum RangeMath {
  /// The number of items of a range, or nil where it does not fit a word.
  static func count(_ start: Int, _ stop: Int, _ step: Int) -> Int? {
    if step > 0 ? start >= stop : start <= stop { return 0 }
    let (distance, overflow) =
      step > 0 ? stop.subtractingReportingOverflow(start) : start.subtractingReportingOverflow(stop)
    guard !overflow, step != Int.min else { return nil }
    return (distance - 1) / abs(step) + 1
  }
}

/// Over a range with bounds beyond a machine word.
final class BigRangeIterator: NativeIterator {
  private let range: Object
  private var index = 0

  init(_ range: Object) { self.range = own(range) }

  override func next(_ machine: Machine) throws(Raised) -> Value {
    let item = try machine.rangeItem(range, index)
    let body = range.body(RangeBody.self).pointee
    let isForward = try machine.isTrue(try machine.compare(.greater, body.step, .int(0)))
    let isInside = try machine.compare(isForward ? .less : .greater, item, body.stop)
    guard try machine.isTrue(isInside) else { return .undefined }
    index += 1
    return item
  }

  override func forEachOwned(_ visit: (Value) -> Void) { visit(.object(range)) }
}
