import CInterrupts
import Glibc

/// `dict`: an ordered open-addressing table in one block: first the hash slots, which map to places
/// in the entries, then what is to be known of the block, then the entries in insertion order. A
/// deleted entry has an undefined key until the next rebuild. All empty dicts share one block, which
/// belongs to none of them.
struct DictBody {
  /// Its `extent` is the number of live entries.
  var header: Header
  /// Behind the hash slots and the block's head.
  var entries: UnsafeMutablePointer<DictEntry>
  /// Changes whenever a key comes or goes: guard of caches and of look-ups across user code.
  var keysVersion: Int
}

/// What stands in a dict's block before its entries.
struct DictHead: BitwiseCopyable {
  /// Places there is room for; 0 in the shared block.
  let capacity: Int32
  /// The number of hash slots less one.
  let mask: Int32
  /// Places that may still be taken before the block is rebuilt; deleting gives none back, as the
  /// marks of deleted entries lengthen the searches.
  var usable: Int32
  /// No live entry stands before this place: a queue of keys stays quick at its front.
  var firstPlace: Int32 = 0
  /// Used places, deleted ones included.
  var entryCount = 0
}

struct DictEntry: BitwiseCopyable {
  var hash: Int
  var key: Value
  var value: Value
}

public struct Dict: BitwiseCopyable {
  let body: UnsafeMutablePointer<DictBody>
  static let empty: Int32 = -1
  static let deleted: Int32 = -2

  init(_ object: Object) { body = object.body(DictBody.self) }
  var object: Object { Object(UnsafeMutableRawPointer(body)) }
  @inline(__always) public var count: Int { Int(body.pointee.header.extent) }
  @inline(__always) var entries: UnsafeMutablePointer<DictEntry> { body.pointee.entries }
  @inline(__always) var entryCount: Int { head.pointee.entryCount }
  @inline(__always) var head: UnsafeMutablePointer<DictHead> { Block.head(of: entries) }
  @inline(__always) var mask: Int { Int(head.pointee.mask) }

  /// The hash slots, which end where the head begins.
  @inline(__always) var indices: UnsafeMutablePointer<Int32> {
    UnsafeMutableRawPointer(head).assumingMemoryBound(to: Int32.self) - (mask + 1)
  }

  /// The place of the first live entry; the number of entries where there is none.
  var firstPlace: Int {
    var place = Int(head.pointee.firstPlace)
    while place < entryCount, entries[place].key.isUndefined { place += 1 }
    head.pointee.firstPlace = Int32(truncatingIfNeeded: place)
    return place
  }

  func forEachOwned(_ visit: (Value) -> Void) {
    for index in 0..<entryCount where !entries[index].key.isUndefined {
      visit(entries[index].key)
      visit(entries[index].value)
    }
  }

  /// Calls `visit` with each live key and value in insertion order. `visit` must not run Python.
  func forEach(_ visit: (Value, Value) -> Void) {
    for index in 0..<entryCount where !entries[index].key.isUndefined {
      visit(entries[index].key, entries[index].value)
    }
  }

  func freeTables() { present.free(Heap.of(object)) }

  /// The place of the entry with an interned name, or -1. Runs no Python code, as equal interned
  /// names are one object; a key that is an equal string but not interned is found too.
  @inline(__always)
  func find(_ name: Symbol) -> Int {
    let hash = name.hash
    let mask = mask
    let indices = indices
    var slot = hash & mask
    var perturb = UInt(bitPattern: hash)
    while true {
      let place = Int(indices[slot])
      if place == -1 { return -1 }
      if place >= 0, case .object(let key) = entries[place].key,
        key == name.object || (entries[place].hash == hash && isEqualString(key, name.object))
      {
        return place
      }
      perturb >>= 5
      slot = (slot &* 5 &+ 1 &+ Int(bitPattern: perturb)) & mask
    }
  }

  @inline(never)
  private func isEqualString(_ key: Object, _ name: Object) -> Bool {
    key.kind == .string && StringObject(key).isEqual(to: StringObject(name))
  }

  /// The value under an interned name, or undefined.
  @inline(__always)
  func value(_ name: Symbol) -> Value {
    let place = find(name)
    return place >= 0 ? entries[place].value : .undefined
  }

  /// Sets the value under an interned name; the dict becomes an owner of it.
  func set(_ name: Symbol, _ value: Value) {
    let place = find(name)
    if place >= 0 {
      store(&entries[place].value, own(value))
    } else {
      insert(hash: name.hash, key: own(.object(name.object)), value: own(value))
    }
  }

  /// Adds an entry for a key that is known to be absent; takes ownership of key and value.
  func insert(hash: Int, key: Value, value: Value) {
    if head.pointee.usable == 0 { makeRoom() }
    head.pointee.usable &-= 1
    let place = entryCount
    entries[place] = DictEntry(hash: hash, key: key, value: value)
    link(hash, place)
    head.pointee.entryCount &+= 1
    body.pointee.header.extent &+= 1
    body.pointee.keysVersion &+= 1
  }

  @inline(__always)
  private func link(_ hash: Int, _ place: Int) {
    let mask = mask
    let indices = indices
    var slot = hash & mask
    var perturb = UInt(bitPattern: hash)
    while indices[slot] != Dict.empty {
      perturb >>= 5
      slot = (slot &* 5 &+ 1 &+ Int(bitPattern: perturb)) & mask
    }
    indices[slot] = Int32(truncatingIfNeeded: place)
  }

  /// Removes an entry and returns its key and value, which the caller then owns.
  func remove(at place: Int) -> (key: Value, value: Value) {
    let entry = entries[place]
    let mask = mask
    let indices = indices
    var slot = entry.hash & mask
    var perturb = UInt(bitPattern: entry.hash)
    while Int(indices[slot]) != place {
      perturb >>= 5
      slot = (slot &* 5 &+ 1 &+ Int(bitPattern: perturb)) & mask
    }
    indices[slot] = Dict.deleted
    entries[place] = DictEntry(hash: 0, key: .undefined, value: .undefined)
    body.pointee.header.extent -= 1
    body.pointee.keysVersion &+= 1
    if place == entryCount - 1 { trimEnd() }
    return (entry.key, entry.value)
  }

  /// Gives back deleted places at the end, so that `popitem` in a loop stays linear.
  private func trimEnd() {
    while entryCount > 0, entries[entryCount - 1].key.isUndefined {
      head.pointee.entryCount -= 1
    }
    if Int(head.pointee.firstPlace) > entryCount {
      head.pointee.firstPlace = Int32(truncatingIfNeeded: entryCount)
    }
  }

  static func usable(_ slots: Int) -> Int { slots * 2 / 3 }

  /// The entries that a large block keeps back: insertions go on with them where growing gave up.
  static func reserve(capacity: Int) -> Int { capacity < 1 << 18 ? 0 : capacity / 16 }

  /// Room for an entry more. The smallest block grows once: most dicts of few keys have up to three.
  @inline(never)
  private func makeRoom() {
    if head.pointee.capacity == 0 { return reserve(1) }
    let hasDeleted = count < entryCount
    if mask == 7, !hasDeleted, entryCount == Int(head.pointee.capacity), entryCount < Dict.usable(8) {
      resize(8, capacity: Dict.usable(8))
      return
    }
    var slots = 8
    while Dict.usable(slots) <= count * 2 { slots *= 2 }
    let hasReserve = entryCount < Int(head.pointee.capacity)
    if !resize(slots, capacity: Dict.usable(slots), canGiveUp: hasReserve) {
      head.pointee.usable = 1
    }
  }

  /// Makes room for some keys in an empty dict that has none yet.
  @inline(__always)
  fileprivate func reserve(_ count: Int) {
    // Most dicts have few keys: a block of known size takes no reckoning.
    if count <= 3 { return adopt(Block(Heap.of(object), slots: 8, capacity: 3), used: 0) }
    reserveMany(count)
  }

  private func reserveMany(_ count: Int) {
    var slots = 8
    while Dict.usable(slots) < count { slots *= 2 }
    adopt(Block(Heap.of(object), slots: slots, capacity: Dict.usable(slots)), used: 0)
  }

  /// Rebuilds the block without deleted entries. If it may, it gives up for an interrupt: the block is
  /// then as before, and the result false.
  @discardableResult
  func resize(_ slots: Int, capacity: Int, canGiveUp: Bool = false) -> Bool {
    if canGiveUp && ci_is_stopped() { return false }
    let heap = Heap.of(object)
    let (old, oldCount) = (present, entryCount)
    let new = Block(heap, slots: slots, capacity: capacity)
    let entries = new.entries
    adopt(new, used: 0)
    var used = 0
    for index in 0..<oldCount where !old.entries[index].key.isUndefined {
      if canGiveUp, used & 0xFFFF == 0xFFFF, ci_is_stopped() {
        new.free(heap)
        adopt(old, used: oldCount)
        return false
      }
      entries[used] = old.entries[index]
      link(entries[used].hash, used)
      used += 1
    }
    old.free(heap)
    adopt(new, used: used)
    return true
  }

  /// Takes a block over whose first `used` entries are live.
  @inline(__always)
  private func adopt(_ block: Block, used: Int) {
    body.pointee.entries = block.entries
    let reserve = Dict.reserve(capacity: block.capacity)
    head.pointee.usable = Int32(truncatingIfNeeded: max(0, block.capacity - reserve - used))
    head.pointee.firstPlace = 0
    head.pointee.entryCount = used
    body.pointee.keysVersion &+= 1
  }

  /// The memory of hash slots and entries.
  struct Block {
    let entries: UnsafeMutablePointer<DictEntry>
    let slots: Int
    /// Places for entries; 0 in the block that all empty dicts share.
    let capacity: Int

    private var start: UnsafeMutableRawPointer {
      UnsafeMutableRawPointer(Block.head(of: entries)) - slots * MemoryLayout<Int32>.stride
    }
    private static func size(_ slots: Int, _ capacity: Int) -> Int {
      slots * MemoryLayout<Int32>.stride + MemoryLayout<DictHead>.stride
        + capacity * MemoryLayout<DictEntry>.stride
    }

    @inline(__always)
    static func head(of entries: UnsafeMutablePointer<DictEntry>) -> UnsafeMutablePointer<DictHead> {
      UnsafeMutableRawPointer(entries).assumingMemoryBound(to: DictHead.self) - 1
    }

    /// A block with empty hash slots and entries to be filled.
    @inline(__always)
    init(_ heap: Heap, slots: Int, capacity: Int) {
      self.init(heap.allocateBlock(Block.size(slots, capacity)), slots, capacity)
    }

    init(entries: UnsafeMutablePointer<DictEntry>, slots: Int, capacity: Int) {
      self.entries = entries
      self.slots = slots
      self.capacity = capacity
    }

    @inline(__always)
    private init(_ start: UnsafeMutableRawPointer, _ slots: Int, _ capacity: Int) {
      let width = slots * MemoryLayout<Int32>.stride
      memset(start, 0xFF, width)
      let head = (start + width).assumingMemoryBound(to: DictHead.self)
      head.initialize(
        to: DictHead(
          capacity: Int32(truncatingIfNeeded: capacity),
          mask: Int32(truncatingIfNeeded: slots - 1), usable: 0))
      entries = UnsafeMutableRawPointer(head + 1).assumingMemoryBound(to: DictEntry.self)
      self.slots = slots
      self.capacity = capacity
    }

    /// The block of empty dicts.
    static func shared() -> Block { Block(Memory.allocate(size(8, 0)), 8, 0) }

    /// Gives the memory back, unless it is the shared block.
    @inline(__always)
    func free(_ heap: Heap) {
      if capacity > 0 { heap.freeBlock(start, Block.size(slots, capacity)) }
    }

    func freeShared() { Glibc.free(start) }
  }

  /// The block the dict has at present.
  private var present: Block {
    Block(entries: entries, slots: mask + 1, capacity: Int(head.pointee.capacity))
  }

  /// Makes this empty dict a copy of one without deleted entries, hash slots and all; false where
  /// that is not to be had.
  func clone(_ source: Dict) -> Bool {
    guard count == 0, source.count == source.entryCount, source.count > 0,
      head.pointee.capacity == 0
    else { return false }
    let slots = source.mask + 1
    let block = Block(
      Heap.of(object), slots: slots, capacity: Int(source.head.pointee.capacity))
    let entries = block.entries
    adopt(block, used: source.count)
    memcpy(indices, source.indices, slots * MemoryLayout<Int32>.stride)
    for place in 0..<source.count {
      let entry = source.entries[place]
      entries[place] = DictEntry(hash: entry.hash, key: own(entry.key), value: own(entry.value))
    }
    head.pointee.usable = source.head.pointee.usable
    body.pointee.header.extent = source.body.pointee.header.extent
    return true
  }

  /// Begins with the shared block.
  @inline(__always)
  fileprivate func makeEmpty(_ heap: Heap) {
    body.pointee.header.extent = 0
    body.pointee.entries = heap.state.pointee.emptyDict.entries
  }

  func removeAll() {
    let heap = Heap.of(object)
    let (old, oldCount) = (present, entryCount)
    makeEmpty(heap)
    body.pointee.keysVersion &+= 1
    for index in 0..<oldCount {
      drop(old.entries[index].key)
      drop(old.entries[index].value)
    }
    old.free(heap)
  }
}

extension Heap {
  @inline(__always)
  func allocateDict(type: Object) -> Dict {
    let dict = Dict(allocate(MemoryLayout<DictBody>.stride, .dict, type))
    dict.makeEmpty(self)
    dict.body.pointee.keysVersion = 1
    return dict
  }

  /// A dict with room for some keys.
  func allocateDict(type: Object, capacity: Int) -> Dict {
    let dict = allocateDict(type: type)
    if capacity > 0 { dict.reserve(capacity) }
    return dict
  }
}
