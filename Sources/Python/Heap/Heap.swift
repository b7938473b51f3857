import Glibc

/// The machine's own heap: blocks by size class from 1 MiB chunks, explicit non-atomic counts,
/// a list of objects that may form cycles, and the pool of objects born in native code.
///
/// A chunk is aligned to its size and begins with the heap's address, so that an object alone
/// is enough to find its heap again; an object with a block of its own has the address, and its
/// size, in the 16 bytes before it.
struct Heap {
  let state: UnsafeMutablePointer<HeapState>
  static let chunkSize = 1 << 20
  /// Blocks of fewer units come from chunks.
  static let largestUnits = 128
  /// Bytes of a unit as a power of two.
  static let unitShift = 3
  /// As many young objects are worth a collection.
  static let youngLimit = 10_000

  init(poisons: Bool = false) {
    state = .allocate(capacity: 1)
    state.initialize(to: HeapState(poisons: poisons))
  }

  /// Gives all memory back. No object may be used afterwards.
  func destroy() {
    for chunk in state.pointee.chunks { free(chunk) }
    state.pointee.emptyDict.freeShared()
    UnsafeMutableRawPointer(state.pointee.signals).deallocate()
    state.deinitialize(count: 1)
    state.deallocate()
  }

  /// A new object with one owner, its memory behind the header uninitialized.
  @inline(__always)
  func allocate(_ bytes: Int, _ kind: Kind, _ type: Object) -> Object {
    let object = allocateUntracked(bytes, kind, type)
    if kind.isTracked, object.header.pointee.listIndex < 0 { track(object) }
    return object
  }

  /// The same, but of the built-in classes' objects the collector is not told.
  @inline(__always)
  func allocateUntracked(_ bytes: Int, _ kind: Kind, _ type: Object) -> Object {
    let units = Heap.units(bytes)
    let address = units < Heap.largestUnits ? takeBlock(units) : allocateLarge(bytes)
    address.initializeMemory(
      as: Header.self,
      to: Header(
        count: 1, kind: kind, flags: 0, units: units < Heap.largestUnits ? UInt16(units) : 0,
        listIndex: -1, extent: 0, type: type))
    state.pointee.liveCount &+= 1
    let object = Object(address)
    if type.header.pointee.flags & Header.isUserDefined != 0 {
      type.header.pointee.count &+= 1
      track(object)
    }
    return object
  }

  /// An object of a class is gone.
  @inline(__always)
  private func dropClass(_ type: Object) {
    if type.header.pointee.flags & Header.isUserDefined != 0 { drop(type) }
  }

  /// The units of a block. The smallest has room for the link of its free list.
  @inline(__always)
  static func units(_ bytes: Int) -> Int { max(2, (bytes &+ 7) >> unitShift) }

  /// A block of so many units from its free list, or else from a chunk.
  @inline(__always)
  func takeBlock(_ units: Int) -> UnsafeMutableRawPointer {
    guard let block = state.pointee.freeLists[units] else { return carve(units) }
    state.pointee.freeLists[units] = block.load(
      fromByteOffset: 8, as: UnsafeMutableRawPointer?.self)
    return block
  }

  /// Puts a block of so many units on its free list.
  @inline(__always)
  func giveBack(_ block: UnsafeMutableRawPointer, _ units: Int) {
    block.storeBytes(
      of: state.pointee.freeLists[units], toByteOffset: 8, as: UnsafeMutableRawPointer?.self)
    state.pointee.freeLists[units] = block
  }

  @inline(never)
  private func carve(_ units: Int) -> UnsafeMutableRawPointer {
    let size = units << Heap.unitShift
    if state.pointee.chunkLeft < size { addChunk() }
    let block = state.pointee.chunkNext
    state.pointee.chunkNext += size
    state.pointee.chunkLeft -= size
    return block
  }

  private func addChunk() {
    var memory: UnsafeMutableRawPointer?
    guard posix_memalign(&memory, Heap.chunkSize, Heap.chunkSize) == 0, let chunk = memory else {
      Memory.outOfMemory()
    }
    chunk.storeBytes(of: UnsafeMutableRawPointer(state), as: UnsafeMutableRawPointer.self)
    state.pointee.chunks.append(chunk)
    state.pointee.chunkNext = chunk + 64
    state.pointee.chunkLeft = Heap.chunkSize - 64
  }

  @inline(never)
  private func allocateLarge(_ bytes: Int) -> UnsafeMutableRawPointer {
    let block = Memory.allocate(bytes + 16)
    block.storeBytes(of: UnsafeMutableRawPointer(state), as: UnsafeMutableRawPointer.self)
    block.storeBytes(of: bytes, toByteOffset: 8, as: Int.self)
    return block + 16
  }

  /// The size of a large object's memory.
  static func largeSize(_ object: Object) -> Int { (object.address - 8).load(as: Int.self) }

  /// The heap in which an object lives.
  @inline(__always)
  static func of(_ object: Object) -> Heap {
    let place: UnsafeRawPointer
    if object.header.pointee.units == 0 {
      place = UnsafeRawPointer(object.address - 16)
    } else {
      let chunk = UInt(bitPattern: object.address) & ~UInt(chunkSize - 1)
      place = UnsafeRawPointer(bitPattern: chunk).unsafelyUnwrapped
    }
    let state = place.load(as: UnsafeMutableRawPointer.self)
    return Heap(state: state.assumingMemoryBound(to: HeapState.self))
  }

  private init(state: UnsafeMutablePointer<HeapState>) { self.state = state }

  /// Returns an object's block to its free list.
  @inline(__always)
  func release(_ object: Object) {
    let units = Int(object.header.pointee.units)
    state.pointee.liveCount &-= 1
    object.header.pointee.kind = .free
    if state.pointee.poisons { poison(object, units) }
    if units == 0 {
      free(object.address - 16)
    } else {
      giveBack(object.address, units)
    }
  }

  /// Fills a freed body with a pattern, so that a use after the end is seen at once; giving the
  /// object up once more is then noticed, too.
  private func poison(_ object: Object, _ units: Int) {
    let header = MemoryLayout<Header>.size
    if units > 1 { memset(object.address + header, 0xDB, units << Heap.unitShift - header) }
    object.header.pointee.count = 1
  }
}

/// The changing part of a heap, in one raw block: no exclusivity checks, no counting by Swift.
struct HeapState {
  var freeLists: UnsafeMutablePointer<UnsafeMutableRawPointer?>
  var chunkNext: UnsafeMutableRawPointer
  var chunkLeft = 0
  var chunks: [UnsafeMutableRawPointer] = []
  /// Objects that are alive: 0 after a complete teardown, which the count audit checks.
  var liveCount = 0
  let poisons: Bool

  var young = TrackedList(limit: Heap.youngLimit)
  var old = TrackedList(limit: 16_384)
  var oldAfterLastPass = 0
  var isCollecting = false

  /// Objects whose count fell to zero while others were being freed; see `destroy`.
  var deferred: [Object] = []
  var hasDeferred = false
  var destroyDepth = 0
  /// Objects with a `__del__` to run once nothing else is under way, and weak references whose
  /// callback is due.
  var finalizers: [Object] = []

  /// Objects born in native code, each with one owner: the pool.
  var pool: UnsafeMutablePointer<Object>
  var poolCount = 0
  var poolCapacity = 1024

  let signals: UnsafeMutablePointer<Signals>
  /// The block that all empty dicts share.
  let emptyDict: Dict.Block

  /// The exception on its way, owned.
  var pending: Value = .undefined
  /// Whether a generator that goes runs its `finally` clauses: not any more in the teardown.
  var closesGenerators = true
  /// Some class has a `__del__`, or some weak reference a callback.
  var hasFinalizers = false
  /// What objects with the flag `hasExtras` have besides their bodies.
  var extras: [Object: Extras] = [:]
  /// Grows whenever a class changes: guards of inline caches and of the method cache.
  var typeVersion = 1

  init(poisons: Bool) {
    self.poisons = poisons
    freeLists = .allocate(capacity: Heap.largestUnits)
    freeLists.initialize(repeating: nil, count: Heap.largestUnits)
    chunkNext = UnsafeMutableRawPointer(freeLists)
    pool = .allocate(capacity: poolCapacity)
    emptyDict = Dict.Block.shared()
    let place = UnsafeMutableRawPointer.allocate(byteCount: 8, alignment: 8)
    signals = place.initializeMemory(as: Signals.self, repeating: Signals(), count: 1)
  }
}

/// What makes running code pause at its next loop or call. Both flags are looked at in one load.
struct Signals {
  /// Someone wants the code to stop; a signal handler may set it.
  var interrupt: Int32 = 0
  /// A collection is due, or finalizers wait.
  var attention: Int32 = 0
}

extension Heap {
  @inline(__always) var signals: UnsafeMutablePointer<Signals> { state.pointee.signals }

  @inline(__always) var hasSignals: Bool {
    UnsafeRawPointer(state.pointee.signals).load(as: UInt64.self) != 0
  }
}

/// Adds an owner.
@inline(__always)
func own(_ value: Value) -> Value {
  if case .object(let object) = value { object.header.pointee.count &+= 1 }
  return value
}

@inline(__always)
func own(_ object: Object) -> Object {
  object.header.pointee.count &+= 1
  return object
}

/// Gives up one owner; the last one frees the object.
@inline(__always)
func drop(_ value: Value) {
  if case .object(let object) = value { drop(object) }
}

@inline(__always)
func drop(_ object: Object) {
  object.header.pointee.count &-= 1
  if _slowPath(object.header.pointee.count == 0) { Heap.of(object).destroy(object) }
}

/// Replaces what a slot owns by an owned value. The old value goes last: freeing it may run code
/// that looks at the slot.
@inline(__always)
func store(_ slot: UnsafeMutablePointer<Value>, _ owned: Value) {
  let old = slot.pointee
  slot.pointee = owned
  drop(old)
}

/// Empties `count` slots.
@inline(__always)
func clear(_ slots: UnsafeMutablePointer<Value>, _ count: Int) {
  var index = 0
  while index < count {
    store(slots + index, .undefined)
    index += 1
  }
}

extension Heap {
  /// Frees an object without owners. Beyond a depth of 50 objects wait in a list, so that a chain
  /// of a million objects needs no deep native recursion (CPython's trashcan).
  @inline(never)
  func destroy(_ object: Object) {
    precondition(object.kind != .free, "count audit: an object was freed twice")
    if object.kind.isLeaf, object.header.pointee.flags & Header.hasExtras == 0 {
      let type = object.type
      untrack(object)
      release(object)
      return dropClass(type)
    }
    if _slowPath(state.pointee.destroyDepth > 50) { return deferDestruction(object) }
    state.pointee.destroyDepth &+= 1
    dismantle(object)
    state.pointee.destroyDepth &-= 1
    if _slowPath(state.pointee.hasDeferred), state.pointee.destroyDepth == 0 { destroyDeferred() }
  }

  @inline(never)
  private func deferDestruction(_ object: Object) {
    state.pointee.deferred.append(object)
    state.pointee.hasDeferred = true
  }

  @inline(never)
  private func destroyDeferred() {
    state.pointee.hasDeferred = false
    while let next = state.pointee.deferred.popLast() {
      state.pointee.destroyDepth += 1
      dismantle(next)
      state.pointee.destroyDepth -= 1
    }
  }

  @inline(__always)
  private func dismantle(_ object: Object) {
    if hasFinalizer(object), object.header.pointee.flags & Header.isFinalized == 0 {
      object.header.pointee.flags |= Header.isFinalized
      object.header.pointee.count = 1
      finalizeLater(object)
      return
    }
    let type = object.type
    let hasExtras = object.header.pointee.flags & Header.hasExtras != 0
    if hasExtras { clearWeakReferences(to: object) }
    untrack(object)
    if _slowPath(object.kind == .type) { TypeObject(object).leaveBases() }
    forEachChild(of: object) { drop($0) }
    if !object.kind.hasNoParts { freeParts(of: object) }
    if hasExtras { forgetExtras(of: object) }
    release(object)
    dropClass(type)
  }

  /// Whether code is to run when the object goes: a `__del__`, the end of a generator's `try`.
  @inline(__always)
  private func hasFinalizer(_ object: Object) -> Bool {
    switch object.kind {
    case .instance: TypeObject(object.type).hasFinalizer
    case .generator: state.pointee.closesGenerators && GeneratorObject.needsClosing(object)
    default: false
    }
  }

  /// Keeps an object, which the caller gives up, for its `__del__`: the machine runs that before
  /// its next call.
  func finalizeLater(_ object: Object) {
    state.pointee.finalizers.append(object)
    signals.pointee.attention = 1
  }

  /// Frees what waits for its `__del__`, without running it; whether there was anything.
  func discardFinalizers() -> Bool {
    let wasWaiting = !state.pointee.finalizers.isEmpty
    while let object = state.pointee.finalizers.popLast() { drop(object) }
    return wasWaiting
  }

  // MARK: The pool

  /// Lends a new object to native code: the pool is its owner until the machine drains it.
  @inline(__always)
  func pooled(_ object: Object) -> Object {
    if state.pointee.poolCount == state.pointee.poolCapacity { growPool() }
    state.pointee.pool[state.pointee.poolCount] = object
    state.pointee.poolCount &+= 1
    return object
  }

  /// Lends an owned value; plain values pass through.
  @inline(__always)
  func pooled(_ owned: Value) -> Value {
    if case .object(let object) = owned { return .object(pooled(object)) }
    return owned
  }

  @inline(never)
  private func growPool() {
    let capacity = state.pointee.poolCapacity * 2
    let bigger = UnsafeMutablePointer<Object>.allocate(capacity: capacity)
    bigger.update(from: state.pointee.pool, count: state.pointee.poolCount)
    state.pointee.pool.deallocate()
    state.pointee.pool = bigger
    state.pointee.poolCapacity = capacity
  }

  /// Gives up the objects pooled since `mark`.
  @inline(__always)
  func drain(to mark: Int) {
    if state.pointee.poolCount != mark { giveUp(from: mark) }
  }

  @inline(never)
  private func giveUp(from mark: Int) {
    while state.pointee.poolCount > mark {
      state.pointee.poolCount &-= 1
      drop(state.pointee.pool[state.pointee.poolCount])
    }
  }
}
