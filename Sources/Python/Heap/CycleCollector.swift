import Glibc

/// A growing list of objects that may be part of cycles.
struct TrackedList {
  var items: UnsafeMutablePointer<Object>
  var count = 0
  /// How long the list may get before someone has to look after it; at most the capacity.
  private var limit: Int
  private var capacity: Int

  init(limit: Int) {
    self.limit = limit
    capacity = limit
    items = Memory.allocate(capacity * MemoryLayout<Object>.stride)
      .assumingMemoryBound(to: Object.self)
  }

  @inline(__always) var isFull: Bool { count == limit }

  /// Adds an object to a list that is not full.
  @inline(__always)
  mutating func append(_ object: Object) {
    object.header.pointee.listIndex = Int32(truncatingIfNeeded: count)
    items[count] = object
    count &+= 1
  }

  /// Makes room in a full list.
  @inline(never)
  mutating func extend() {
    if count == capacity { grow() }
    limit = capacity
  }

  private mutating func grow() {
    capacity *= 2
    items = Memory.resize(items, to: capacity * MemoryLayout<Object>.stride)
      .assumingMemoryBound(to: Object.self)
  }

  /// Empties the list.
  mutating func removeAll(limit: Int) {
    count = 0
    self.limit = limit
  }

  /// Takes an entry out; the last one fills its place.
  @inline(__always)
  mutating func remove(at index: Int) {
    count &-= 1
    let last = items[count]
    items[index] = last
    last.header.pointee.listIndex = Int32(truncatingIfNeeded: index)
  }
}

/// CPython's cycle collector: what has more owners than the set itself accounts for is reached
/// from outside, and everything reached from there; the rest is garbage. It needs no roots, so
/// Swift locals that hold objects are safe. Two generations.
extension Heap {
  @inline(__always)
  func track(_ object: Object) {
    if _slowPath(state.pointee.young.isFull) { asksForCollection() }
    state.pointee.young.append(object)
  }

  /// The running code shall collect at its next pause; until then the young list grows on.
  @inline(never)
  private func asksForCollection() {
    signals.pointee.attention = 1
    state.pointee.young.extend()
  }

  @inline(__always)
  func untrack(_ object: Object) {
    let index = Int(object.header.pointee.listIndex)
    guard index >= 0 else { return }
    if object.header.pointee.flags & Header.isOld == 0 {
      state.pointee.young.remove(at: index)
    } else {
      state.pointee.old.remove(at: index)
    }
    object.header.pointee.listIndex = -1
  }

  @inline(__always)
  var isCollectionDue: Bool { state.pointee.young.count >= Heap.youngLimit }

  /// All objects that may be part of cycles.
  var trackedObjects: [Object] {
    [state.pointee.young, state.pointee.old].flatMap { list in
      (0..<list.count).map { list.items[$0] }
    }
  }

  /// A pass over the young objects, and over the old ones too when these have grown by a quarter.
  /// Returns the number of objects found to be garbage.
  @discardableResult
  func collect(everything: Bool = false) -> Int {
    if state.pointee.isCollecting { return 0 }
    state.pointee.isCollecting = true
    defer { state.pointee.isCollecting = false }
    if everything { promoteYoung() }
    var found = everything ? 0 : free(garbage(in: state.pointee.young))
    promoteYoung()
    let limit = state.pointee.oldAfterLastPass * 5 / 4 + 50_000
    if everything || state.pointee.old.count > limit {
      found += free(garbage(in: state.pointee.old))
      state.pointee.oldAfterLastPass = state.pointee.old.count
    }
    return found
  }

  private func promoteYoung() {
    for index in 0..<state.pointee.young.count {
      let object = state.pointee.young.items[index]
      object.header.pointee.flags |= Header.isOld
      if state.pointee.old.isFull { state.pointee.old.extend() }
      state.pointee.old.append(object)
    }
    state.pointee.young.removeAll(limit: Heap.youngLimit)
  }

  /// The objects of the list that only the list itself keeps alive.
  private func garbage(in list: TrackedList) -> [Object] {
    let block = Memory.allocate(max(1, list.count) * MemoryLayout<Int32>.stride)
    let scratch = block.bindMemory(to: Int32.self, capacity: list.count)
    defer { Glibc.free(block) }
    for index in 0..<list.count {
      let header = list.items[index].header
      scratch[index] = header.pointee.count
      header.pointee.flags |= Header.isMarked
    }
    for index in 0..<list.count {
      visitAll(list.items[index]) { child in
        let header = child.header
        if header.pointee.flags & Header.isMarked != 0 {
          scratch[Int(header.pointee.listIndex)] &-= 1
        }
      }
    }
    markReached(list, scratch)
    var garbage: [Object] = []
    for index in 0..<list.count {
      let object = list.items[index]
      if object.header.pointee.flags & Header.isReached == 0 { garbage.append(own(object)) }
      object.header.pointee.flags &= ~(Header.isMarked | Header.isReached)
    }
    return garbage
  }

  /// Marks what is reached from outside: what has owners left in `scratch`, by list index, and
  /// what that leads to. The objects whose children are still to be visited are linked through
  /// `scratch`, no longer needed for their owners: it is the list index of the next one.
  private func markReached(_ list: TrackedList, _ scratch: UnsafeMutablePointer<Int32>) {
    var pending: Int32 = -1
    func reach(_ object: Object) {
      let header = object.header
      header.pointee.flags |= Header.isReached
      scratch[Int(header.pointee.listIndex)] = pending
      pending = header.pointee.listIndex
    }
    for index in 0..<list.count {
      let root = list.items[index]
      guard root.header.pointee.flags & Header.isReached == 0, scratch[index] > 0 else { continue }
      reach(root)
      while pending >= 0 {
        let object = list.items[Int(pending)]
        pending = scratch[Int(pending)]
        visitAll(object) { child in
          let flags = child.header.pointee.flags
          if flags & Header.isMarked != 0, flags & Header.isReached == 0 { reach(child) }
        }
      }
    }
  }

  /// The objects an object owns, its class included if that is counted.
  @inline(__always)
  private func visitAll(_ object: Object, _ visit: (Object) -> Void) {
    if object.type.header.pointee.flags & Header.isUserDefined != 0 { visit(object.type) }
    forEachChild(of: object) { if case .object(let child) = $0 { visit(child) } }
    if object.kind == .foreign {
      object.body(ForeignBody.self).pointee.forEachOfContent {
        if case .object(let child) = $0 { visit(child) }
      }
    }
  }

  /// Frees garbage: the references inside it are cut, then each object falls by its count.
  /// Objects with a finalizer get their `__del__` first and are looked at again next time.
  private func free(_ garbage: [Object]) -> Int {
    for object in garbage {
      if object.kind == .instance, TypeObject(object.type).hasFinalizer,
        object.header.pointee.flags & Header.isFinalized == 0
      {
        object.header.pointee.flags |= Header.isFinalized
        finalizeLater(own(object))
        for other in garbage { drop(other) }
        return 0
      }
    }
    for object in garbage where object.header.pointee.flags & Header.hasExtras != 0 {
      clearWeakReferences(to: object)
    }
    for object in garbage { cut(object) }
    for object in garbage { drop(object) }
    return garbage.count
  }
}
