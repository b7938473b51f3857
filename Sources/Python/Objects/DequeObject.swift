import Glibc

/// `collections.deque`: items in a ring, so that both ends grow and shrink at once.
struct DequeBody {
  var header: Header
  var count: Int
  /// The place of the first item.
  var head: Int
  /// Places of the ring less one; their number is a power of two.
  var mask: Int
  var items: UnsafeMutablePointer<Value>
  /// The most items it may have: then the other end gives way. -1 without a bound.
  var limit: Int
  /// Changes whenever an item comes, goes or moves: iterators look at it.
  var version: Int
}

struct Deque: BitwiseCopyable {
  let body: UnsafeMutablePointer<DequeBody>

  init(_ object: Object) { body = object.body(DequeBody.self) }
  var object: Object { Object(UnsafeMutableRawPointer(body)) }
  @inline(__always) var count: Int { body.pointee.count }
  @inline(__always) var version: Int { body.pointee.version }
  var isFull: Bool { count == body.pointee.limit }

  /// The slot of an index that is known to be in range.
  @inline(__always)
  func slot(_ index: Int) -> UnsafeMutablePointer<Value> {
    body.pointee.items + ((body.pointee.head &+ index) & body.pointee.mask)
  }

  @inline(__always) subscript(index: Int) -> Value { slot(index).pointee }

  func forEachOwned(_ visit: (Value) -> Void) {
    for index in 0..<count { visit(self[index]) }
  }

  /// Adds a value that the deque then owns; a full one drops its first item.
  func append(owned value: Value) {
    if isFull { return replaceEnd(value, isLeft: false) }
    if count > body.pointee.mask { grow() }
    slot(count).pointee = value
    body.pointee.count &+= 1
    body.pointee.version &+= 1
  }

  /// Adds a value in front; a full deque drops its last item.
  func appendLeft(owned value: Value) {
    if isFull { return replaceEnd(value, isLeft: true) }
    if count > body.pointee.mask { grow() }
    body.pointee.head = (body.pointee.head &- 1) & body.pointee.mask
    body.pointee.items[body.pointee.head] = value
    body.pointee.count &+= 1
    body.pointee.version &+= 1
  }

  private func replaceEnd(_ value: Value, isLeft: Bool) {
    guard count > 0 else { return drop(value) }
    let gone = isLeft ? popLast() : popFirst()
    if isLeft { appendLeft(owned: value) } else { append(owned: value) }
    drop(gone)
  }

  /// Takes the last item out of a deque that has one; the caller then owns it.
  func popLast() -> Value {
    body.pointee.count &-= 1
    body.pointee.version &+= 1
    return self[count]
  }

  /// Takes the first item out of a deque that has one; the caller then owns it.
  func popFirst() -> Value {
    let value = self[0]
    body.pointee.head = (body.pointee.head &+ 1) & body.pointee.mask
    body.pointee.count &-= 1
    body.pointee.version &+= 1
    return value
  }

  /// Inserts an owned value; `index` is in 0...count and the deque not full.
  func insert(owned value: Value, at index: Int) {
    append(owned: value)
    var place = count - 1
    while place > index {
      slot(place).pointee = self[place - 1]
      place -= 1
    }
    slot(index).pointee = value
  }

  /// Takes an item out and gives its ownership to the caller.
  func take(at index: Int) -> Value {
    let value = self[index]
    for place in index..<(count - 1) { slot(place).pointee = self[place + 1] }
    _ = popLast()
    return value
  }

  /// Moves items from the end to the front; `steps` is in 0...count.
  func rotate(_ steps: Int) {
    guard count > 0 else { return }
    if steps <= count / 2 {
      for _ in 0..<steps { appendToFront(popLast()) }
    } else {
      for _ in 0..<(count - steps) { appendToEnd(popFirst()) }
    }
  }

  private func appendToFront(_ value: Value) {
    body.pointee.head = (body.pointee.head &- 1) & body.pointee.mask
    body.pointee.items[body.pointee.head] = value
    body.pointee.count &+= 1
  }

  private func appendToEnd(_ value: Value) {
    slot(count).pointee = value
    body.pointee.count &+= 1
  }

  func reverse() {
    for index in 0..<(count / 2) {
      swap(&slot(index).pointee, &slot(count - 1 - index).pointee)
    }
    body.pointee.version &+= 1
  }

  func removeAll() {
    let (old, oldCount, oldHead, oldMask) =
      (body.pointee.items, count, body.pointee.head, body.pointee.mask)
    body.pointee.items = Deque.allocateItems(8)
    body.pointee.mask = 7
    body.pointee.head = 0
    body.pointee.count = 0
    body.pointee.version &+= 1
    for index in 0..<oldCount { drop(old[(oldHead &+ index) & oldMask]) }
    free(old)
  }

  @inline(never)
  private func grow() {
    let capacity = body.pointee.mask + 1
    let items = Deque.allocateItems(capacity * 2)
    for index in 0..<count { items[index] = self[index] }
    free(body.pointee.items)
    body.pointee.items = items
    body.pointee.head = 0
    body.pointee.mask = capacity * 2 - 1
  }

  static func allocateItems(_ count: Int) -> UnsafeMutablePointer<Value> {
    Memory.allocate(count * MemoryLayout<Value>.stride).assumingMemoryBound(to: Value.self)
  }
}

extension Heap {
  /// An empty deque without a bound.
  func allocateDeque(type: Object) -> Deque {
    let deque = Deque(allocate(MemoryLayout<DequeBody>.stride, .deque, type))
    deque.body.pointee.count = 0
    deque.body.pointee.head = 0
    deque.body.pointee.mask = 7
    deque.body.pointee.items = Deque.allocateItems(8)
    deque.body.pointee.limit = -1
    deque.body.pointee.version = 0
    return deque
  }
}

/// Over the items of a deque, from either end.
final class DequeIterator: NativeIterator {
  private let deque: Value
  private let version: Int
  private let isReversed: Bool
  private var left: Int

  init(_ deque: Object, isReversed: Bool) {
    self.deque = .object(own(deque))
    version = Deque(deque).version
    left = Deque(deque).count
    self.isReversed = isReversed
  }

  override func next(_ machine: Machine) throws(Raised) -> Value {
    guard let object = deque.object(.deque) else { return .undefined }
    let items = Deque(object)
    guard items.version == version else {
      left = 0
      throw machine.raise(.runtimeError, "deque mutated during iteration")
    }
    guard left > 0 else { return .undefined }
    left -= 1
    return items[isReversed ? left : items.count - 1 - left]
  }

  override func lengthHint(_ machine: Machine) -> Int? { left }

  override func forEachOwned(_ visit: (Value) -> Void) { visit(deque) }
}
