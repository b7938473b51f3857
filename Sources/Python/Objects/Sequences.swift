import Glibc

/// `tuple`: the items follow the count inline.
struct TupleBody {
  var header: Header
  var count: Int
  static let itemsOffset = MemoryLayout<TupleBody>.stride
}

public struct Tuple: BitwiseCopyable {
  let body: UnsafeMutablePointer<TupleBody>
  init(_ object: Object) { body = object.body(TupleBody.self) }
  @inline(__always) public var count: Int { body.pointee.count }
  @inline(__always) var items: UnsafeMutablePointer<Value> {
    (UnsafeMutableRawPointer(body) + TupleBody.itemsOffset).assumingMemoryBound(to: Value.self)
  }
  public subscript(index: Int) -> Value { items[index] }
}

/// `list`: items in a growing block of their own.
struct ListBody {
  /// Its `extent` is the capacity; one beyond 31 bits is given up to 4095 items short, as a negative
  /// number of so many items.
  var header: Header
  var count: Int
  /// With a capacity of 0 only a place to point to.
  var items: UnsafeMutablePointer<Value>
}

public struct List: BitwiseCopyable {
  let body: UnsafeMutablePointer<ListBody>
  init(_ object: Object) { body = object.body(ListBody.self) }
  var object: Object { Object(UnsafeMutableRawPointer(body)) }
  @inline(__always) public var count: Int { body.pointee.count }
  @inline(__always) var items: UnsafeMutablePointer<Value> { body.pointee.items }
  public subscript(index: Int) -> Value { items[index] }

  /// Appends a value that the list then owns.
  @inline(__always)
  func append(owned value: Value) {
    if body.pointee.count >= Int(body.pointee.header.extent) { reserve(body.pointee.count + 1) }
    body.pointee.items[body.pointee.count] = value
    body.pointee.count &+= 1
  }

  @inline(__always) public func append(_ value: Value) { append(owned: own(value)) }

  /// Items there is room for.
  @inline(__always) fileprivate var capacity: Int {
    get {
      let known = Int(body.pointee.header.extent)
      return known >= 0 ? known : -known << 12
    }
    nonmutating set {
      body.pointee.header.extent =
        Int32(exactly: newValue) ?? -Int32(truncatingIfNeeded: newValue >> 12)
    }
  }

  /// Makes room for `count` items, growing by half at least.
  @inline(never)
  func reserve(_ count: Int) {
    let before = self.capacity
    guard count > before else { return }
    let capacity = max(count, before + before / 2 + 4)
    let stride = MemoryLayout<Value>.stride
    let heap = Heap.of(object)
    let block = before == 0
      ? heap.allocateBlock(capacity * stride)
      : heap.resizeBlock(items, from: before * stride, to: capacity * stride)
    body.pointee.items = block.assumingMemoryBound(to: Value.self)
    self.capacity = capacity
  }

  func freeItems() { free(items, capacity: capacity) }

  /// Gives back memory for items of this list.
  private func free(_ items: UnsafeMutablePointer<Value>, capacity: Int) {
    guard capacity > 0 else { return }
    Heap.of(object).freeBlock(items, capacity * MemoryLayout<Value>.stride)
  }

  /// Inserts an owned value; `index` is in 0...count.
  func insert(owned value: Value, at index: Int) {
    reserve(count + 1)
    memmove(items + index + 1, items + index, (count - index) * MemoryLayout<Value>.stride)
    items[index] = value
    body.pointee.count += 1
  }

  /// Takes the last item out and gives its ownership to the caller; nil from an empty list.
  @inline(__always)
  func popLast() -> Value? {
    guard count > 0 else { return nil }
    body.pointee.count &-= 1
    return items[count]
  }

  /// Takes an item out and gives its ownership to the caller.
  func take(at index: Int) -> Value {
    let value = items[index]
    memmove(items + index, items + index + 1, (count - index - 1) * MemoryLayout<Value>.stride)
    body.pointee.count -= 1
    return value
  }

  /// Replaces the items of a range by others, which the list then owns. The old ones are dropped
  /// last, when the list is whole again.
  func replace(_ range: Range<Int>, owned values: [Value]) {
    let removed = (range.lowerBound..<range.upperBound).map { items[$0] }
    reserve(count - range.count + values.count)
    let tail = count - range.upperBound
    let stride = MemoryLayout<Value>.stride
    memmove(
      items + range.lowerBound + values.count, items + range.upperBound, tail * stride)
    for (offset, value) in values.enumerated() { items[range.lowerBound + offset] = value }
    body.pointee.count += values.count - range.count
    for value in removed { drop(value) }
  }

  func removeAll() { discard(takeItems()) }

  /// The items of a list with their memory, out of the list.
  struct Taken {
    let items: UnsafeMutableBufferPointer<Value>
    fileprivate let capacity: Int
  }

  /// Takes all items out; the caller owns them.
  func takeItems() -> Taken {
    let taken = Taken(
      items: UnsafeMutableBufferPointer(start: items, count: count),
      capacity: capacity)
    capacity = 0
    body.pointee.count = 0
    return taken
  }

  /// Gives the list its items again, instead of what it has got meanwhile.
  func putBack(_ taken: Taken) {
    let interim = takeItems()
    if let start = taken.items.baseAddress { body.pointee.items = start }
    body.pointee.count = taken.items.count
    capacity = taken.capacity
    discard(interim)
  }

  private func discard(_ taken: Taken) {
    guard let start = taken.items.baseAddress else { return }
    for item in taken.items { drop(item) }
    free(start, capacity: taken.capacity)
  }
}

extension Heap {
  /// A tuple whose items the caller fills in at once; they become the tuple's own.
  @inline(__always)
  func allocateTuple(_ count: Int, type: Object) -> Tuple {
    let object = allocate(
      TupleBody.itemsOffset + count * MemoryLayout<Value>.stride, .tuple, type)
    object.body(TupleBody.self).pointee.count = count
    return Tuple(object)
  }

  /// A tuple of items that are made one by one, and owned; making them must not run Python. The
  /// collector is told of it only if an item may lead back to it: most tuples hold numbers and texts.
  @inline(__always)
  func makeTuple(_ count: Int, type: Object, _ item: (Int) -> Value) -> Tuple {
    let object = allocateUntracked(
      TupleBody.itemsOffset + count * MemoryLayout<Value>.stride, .tuple, type)
    object.body(TupleBody.self).pointee.count = count
    let tuple = Tuple(object)
    var isTracked = false
    var index = 0
    while index < count {
      let value = item(index)
      (tuple.items + index).initialize(to: value)
      if Heap.isTracked(value) { isTracked = true }
      index &+= 1
    }
    if isTracked { trackIfNew(object) }
    return tuple
  }

  /// Whether a value is an object that may be part of a cycle.
  @inline(__always)
  static func isTracked(_ value: Value) -> Bool {
    if case .object(let object) = value { return object.header.pointee.listIndex >= 0 }
    return false
  }

  /// Tells the collector of an object that it need not know yet.
  @inline(__always)
  func trackIfNew(_ object: Object) {
    if object.header.pointee.listIndex < 0 { track(object) }
  }

  @inline(__always)
  func allocateList(capacity: Int, type: Object) -> List {
    let object = allocate(MemoryLayout<ListBody>.stride, .list, type)
    let list = List(object)
    list.capacity = capacity
    list.body.pointee.count = 0
    guard capacity > 0 else {
      list.body.pointee.items = object.address.assumingMemoryBound(to: Value.self)
      return list
    }
    let block = allocateBlock(capacity * MemoryLayout<Value>.stride)
    list.body.pointee.items = block.assumingMemoryBound(to: Value.self)
    return list
  }
}

extension Tuple {
  /// Stores the items in registers, which own them.
  @inline(__always)
  func copyItems(to targets: UnsafeMutablePointer<Value>) {
    var index = 0
    while index < count {
      store(targets + index, own(items[index]))
      index &+= 1
    }
  }

  var object: Object { Object(UnsafeMutableRawPointer(body)) }
}
