import CInterrupts
import Glibc

/// `dict`: an ordered open-addressing table in one block: first the hash slots, which map to places
/// in the entries, then the entries in insertion order. A deleted entry has an undefined key until
/// the next rebuild. All empty dicts share one block, which belongs to none of them.
struct DictBody {
  var header: Header
  /// Live entries.
  var count: Int32
  /// Used places of `entries`, deleted ones included.
  var entryCount: Int32
  /// Places there is room for; 0 with the shared block.
  var capacity: Int32
  /// Places that may still be taken before the block is rebuilt; deleting gives none back, as the
  /// marks of deleted entries lengthen the searches.
  var usable: Int32
  /// No live entry stands before this place: a queue of keys stays quick at its front.
  var firstPlace: Int32
  /// The number of hash slots less one.
  var mask: Int32
  /// Behind the hash slots.
  var entries: UnsafeMutablePointer<DictEntry>
  /// Changes whenever a key comes or goes: guard of caches and of look-ups across user code.
  var keysVersion: Int
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
  @inline(__always) public var count: Int { Int(body.pointee.count) }
  @inline(__always) var entries: UnsafeMutablePointer<DictEntry> { body.pointee.entries }
  @inline(__always) var entryCount: Int { Int(body.pointee.entryCount) }
  @inline(__always) var mask: Int { Int(body.pointee.mask) }

  /// The hash slots, which end where the entries begin.
  @inline(__always) var indices: UnsafeMutablePointer<Int32> {
    UnsafeMutableRawPointer(entries).assumingMemoryBound(to: Int32.self) - (mask + 1)
  }

  /// The place of the first live entry; the number of entries where there is none.
  var firstPlace: Int {
    var place = Int(body.pointee.firstPlace)
    while place < entryCount, entries[place].key.isUndefined { place += 1 }
    body.pointee.firstPlace = Int32(truncatingIfNeeded: place)
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

  func freeTables() { if body.pointee.capacity > 0 { free(indices) } }

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
    if body.pointee.usable == 0 { makeRoom() }
    body.pointee.usable &-= 1
    let place = entryCount
    entries[place] = DictEntry(hash: hash, key: key, value: value)
    link(hash, place)
    body.pointee.entryCount &+= 1
    body.pointee.count &+= 1
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
    body.pointee.count -= 1
    body.pointee.keysVersion &+= 1
    if place == entryCount - 1 { trimEnd() }
    return (entry.key, entry.value)
  }

  /// Gives back deleted places at the end, so that `popitem` in a loop stays linear.
  private func trimEnd() {
    while entryCount > 0, entries[entryCount - 1].key.isUndefined {
      body.pointee.entryCount -= 1
    }
    if Int(body.pointee.firstPlace) > entryCount {
      body.pointee.firstPlace = Int32(truncatingIfNeeded: entryCount)
    }
  }

  static func usable(_ slots: Int) -> Int { slots * 2 / 3 }

  /// The entries that a large block keeps back: insertions go on with them where growing gave up.
  static func reserve(capacity: Int) -> Int { capacity < 1 << 18 ? 0 : capacity / 16 }

  /// Room for an entry more. The smallest block grows once: most dicts of few keys have up to three.
  @inline(never)
  private func makeRoom() {
    let hasDeleted = count < entryCount
    if mask == 7, !hasDeleted, entryCount == Int(body.pointee.capacity), entryCount < Dict.usable(8) {
      resize(8, capacity: entryCount == 0 ? 3 : Dict.usable(8))
      return
    }
    var slots = 8
    while Dict.usable(slots) <= count * 2 { slots *= 2 }
    let hasReserve = entryCount < Int(body.pointee.capacity)
    if !resize(slots, capacity: Dict.usable(slots), canGiveUp: hasReserve) {
      body.pointee.usable = 1
    }
  }

  /// Rebuilds the block without deleted entries. If it may, it gives up for an interrupt: the block is
  /// then as before, and the result false.
  @discardableResult
  func resize(_ slots: Int, capacity: Int, canGiveUp: Bool = false) -> Bool {
    if canGiveUp && ci_is_stopped() { return false }
    let old = Dict.Block(entries: entries, slots: mask + 1, isShared: body.pointee.capacity == 0)
    let (oldCount, oldCapacity) = (entryCount, Int(body.pointee.capacity))
    let entries = Dict.allocate(slots: slots, capacity: capacity)
    adopt(entries, slots: slots, capacity: capacity, used: 0)
    var used = 0
    for index in 0..<oldCount where !old.entries[index].key.isUndefined {
      if canGiveUp, used & 0xFFFF == 0xFFFF, ci_is_stopped() {
        Glibc.free(Dict.block(of: entries, slots: slots))
        adopt(old.entries, slots: old.slots, capacity: oldCapacity, used: oldCount)
        return false
      }
      entries[used] = old.entries[index]
      link(entries[used].hash, used)
      used += 1
    }
    old.free()
    adopt(entries, slots: slots, capacity: capacity, used: used)
    return true
  }

  /// Takes a block over whose first `used` entries are live.
  private func adopt(
    _ entries: UnsafeMutablePointer<DictEntry>, slots: Int, capacity: Int, used: Int
  ) {
    body.pointee.entries = entries
    body.pointee.mask = Int32(truncatingIfNeeded: slots - 1)
    body.pointee.capacity = Int32(truncatingIfNeeded: capacity)
    let reserve = Dict.reserve(capacity: capacity)
    body.pointee.usable = Int32(truncatingIfNeeded: max(0, capacity - reserve - used))
    body.pointee.firstPlace = 0
    body.pointee.entryCount = Int32(truncatingIfNeeded: used)
    body.pointee.keysVersion &+= 1
  }

  /// The memory of hash slots and entries.
  struct Block {
    let entries: UnsafeMutablePointer<DictEntry>
    let slots: Int
    let isShared: Bool

    func free() {
      if !isShared { Glibc.free(Dict.block(of: entries, slots: slots)) }
    }
  }

  /// Where the block of some entries begins: `slots` hash slots before them.
  static func block(of entries: UnsafeMutablePointer<DictEntry>, slots: Int)
    -> UnsafeMutableRawPointer
  {
    UnsafeMutableRawPointer(entries) - slots * MemoryLayout<Int32>.stride
  }

  /// A block with empty hash slots and entries to be filled.
  static func allocate(slots: Int, capacity: Int) -> UnsafeMutablePointer<DictEntry> {
    let size = slots * 4 + capacity * MemoryLayout<DictEntry>.stride
    let block = Memory.allocate(size)
    memset(block, 0xFF, slots * 4)
    return (block + slots * 4).assumingMemoryBound(to: DictEntry.self)
  }

  /// Makes this empty dict a copy of one without deleted entries, hash slots and all; false where
  /// that is not to be had.
  func clone(_ source: Dict) -> Bool {
    guard count == 0, source.count == source.entryCount, source.count > 0,
      body.pointee.capacity == 0
    else { return false }
    let slots = source.mask + 1
    let capacity = Int(source.body.pointee.capacity)
    let entries = Dict.allocate(slots: slots, capacity: capacity)
    memcpy(UnsafeMutableRawPointer(entries) - slots * 4, source.indices, slots * 4)
    for place in 0..<source.count {
      let entry = source.entries[place]
      entries[place] = DictEntry(hash: entry.hash, key: own(entry.key), value: own(entry.value))
    }
    adopt(entries, slots: slots, capacity: capacity, used: source.count)
    body.pointee.usable = source.body.pointee.usable
    body.pointee.count = source.body.pointee.count
    return true
  }

  /// Begins with the shared block.
  @inline(__always)
  fileprivate func makeEmpty(_ heap: Heap) {
    body.pointee.count = 0
    body.pointee.entryCount = 0
    body.pointee.capacity = 0
    body.pointee.usable = 0
    body.pointee.firstPlace = 0
    body.pointee.mask = 7
    body.pointee.entries = heap.state.pointee.emptyDict
  }

  func removeAll() {
    let old = Dict.Block(entries: entries, slots: mask + 1, isShared: body.pointee.capacity == 0)
    let oldCount = entryCount
    makeEmpty(Heap.of(object))
    body.pointee.keysVersion &+= 1
    for index in 0..<oldCount {
      drop(old.entries[index].key)
      drop(old.entries[index].value)
    }
    old.free()
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
}
