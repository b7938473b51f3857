/// An iterator. The common ones are modes of one body, stepped by the loop itself; all others
/// wrap a Swift object.
struct IteratorBody {
  enum Mode: UInt8 {
    case range, list, tuple, string
    /// Over a dict: `index` is the next place, `stop` the number of entries at the start.
    case keys, values, items
    /// Steps of a Swift object, which may also hand out pairs without a tuple (`PairIterator`).
    case native, pairs
  }

  var header: Header
  var mode: Mode
  /// What is iterated over, or undefined once it has ended.
  var source: Value
  var index: Int
  var stop: Int
  var step: Int
  var native: Unmanaged<NativeIterator>?
  /// The last of the pairs that an iterator over a dict's items has handed out.
  var pair: Value

  func forEachOwned(_ visit: (Value) -> Void) {
    visit(source)
    visit(pair)
    native?.takeUnretainedValue().forEachOwned(visit)
  }

  func freeParts() { native?.release() }
}

/// An iterator written in Swift. Subclasses hold owned values and name them in `forEachOwned`.
class NativeIterator {
  /// The next item, borrowed (new ones from the pool); `.undefined` at the end.
  func next(_ machine: Machine) throws(Raised) -> Value { .undefined }

  /// The values it owns.
  func forEachOwned(_ visit: (Value) -> Void) {}

  /// Items still to come, where known.
  func lengthHint(_ machine: Machine) -> Int? { nil }
}

/// An iterator whose items are pairs: a loop that takes them apart at once gets them without a tuple.
class PairIterator: NativeIterator {
  /// The next pair, owned by the caller; the first is undefined at the end.
  func nextPair(_ machine: Machine) throws(Raised) -> (first: Value, second: Value) {
    (.undefined, .undefined)
  }

  /// Whether each item is a pair.
  var makesPairs: Bool { true }
}

/// The tuple that an iterator handed out last: it is filled anew where nobody else has kept it.
final class ReusedTuple {
  /// Undefined before the first; owned by the iterator, which names it in `forEachOwned`.
  @exclusivity(unchecked) private(set) var last = Value.undefined

  /// The tuple with new items from a column on; those before are the same as last time. Making
  /// items must not run code of the language. Borrowed.
  @inline(__always)
  func filled(_ machine: Machine, count: Int, from first: Int, _ item: (Int) -> Value) -> Value {
    if case .object(let object) = last, object.header.pointee.count == 1 {
      let items = Tuple(object).items
      var column = first
      while column < count {
        let value = item(column)
        store(items + column, own(value))
        if Heap.isTracked(value) { machine.heap.trackIfNew(object) }
        column &+= 1
      }
      return last
    }
    if count == 0 { return .object(machine.runtime.emptyTuple) }
    let tuple = machine.heap.makeTuple(count, type: machine.types.tuple) { own(item($0)) }
    let old = last
    last = .object(tuple.object)
    drop(old)
    return last
  }
}

extension Heap {
  func allocateIterator(
    _ mode: IteratorBody.Mode, over source: Value, type: Object, index: Int = 0, stop: Int = 0,
    step: Int = 1
  ) -> Object {
    let isDerived = type.header.pointee.flags & Header.isUserDefined != 0
    let object = allocate(
      MemoryLayout<IteratorBody>.stride, isDerived ? .derivedIterator : .iterator, type)
    let body = object.body(IteratorBody.self)
    body.pointee.mode = mode
    body.pointee.source = own(source)
    body.pointee.index = index
    body.pointee.stop = stop
    body.pointee.step = step
    body.pointee.native = nil
    body.pointee.pair = .undefined
    return object
  }

  /// Wraps an iterator written in Swift.
  func allocateIterator(_ native: NativeIterator, type: Object) -> Object {
    let makesPairs = (native as? PairIterator)?.makesPairs == true
    let object = allocateIterator(makesPairs ? .pairs : .native, over: .undefined, type: type)
    object.body(IteratorBody.self).pointee.native = .passRetained(native)
    return object
  }
}
