import CInterrupts
import Glibc

/// `set` and `frozenset`: CPython's own table, because its order of iteration is visible. A slot
/// is empty (undefined key, hash 0), deleted (undefined key, hash -1) or holds a key.
struct SetBody {
  /// Its `extent` is the number of live keys.
  var header: Header
  /// Live and deleted slots.
  var fill: Int32
  var mask: Int32
  var table: UnsafeMutablePointer<SetEntry>
  /// Changes with each insertion or removal: guard of look-ups across user code.
  var version: UInt32
  /// Where `pop` goes on looking for a key.
  var finger: Int32
}

/// What a set of another class than `set` has: only these can be hashed.
struct FrozenSetBody {
  var set: SetBody
  /// -1 until asked for.
  var hash: Int
}

struct SetEntry: BitwiseCopyable {
  var hash: Int
  var key: Value
}

struct SetObject: BitwiseCopyable {
  let body: UnsafeMutablePointer<SetBody>
  /// Neighbouring slots tried before a jump: CPython's LINEAR_PROBES.
  static let linearProbes = 9
  /// The hash in a slot whose key is gone; no key has it.
  static let deletedHash = -1

  init(_ object: Object) { body = object.body(SetBody.self) }
  var object: Object { Object(UnsafeMutableRawPointer(body)) }
  @inline(__always) var count: Int { Int(body.pointee.header.extent) }
  @inline(__always) var fill: Int { Int(body.pointee.fill) }
  @inline(__always) var mask: Int { Int(body.pointee.mask) }
  var slotCount: Int { mask + 1 }
  var table: UnsafeMutablePointer<SetEntry> { body.pointee.table }

  func forEachOwned(_ visit: (Value) -> Void) {
    for index in 0..<slotCount where !table[index].key.isUndefined { visit(table[index].key) }
  }

  func freeTable() { free(table, slots: slotCount) }

  /// Gives back a table of this set.
  private func free(_ table: UnsafeMutablePointer<SetEntry>, slots: Int) {
    Heap.of(object).freeBlock(table, slots * MemoryLayout<SetEntry>.stride)
  }

  /// Puts a key that is known to be absent into the table; takes ownership of it.
  func insert(hash: Int, key: Value) {
    place(SetEntry(hash: hash, key: key))
    body.pointee.header.extent += 1
    body.pointee.version &+= 1
    if fill * 5 >= mask * 3 { grow() }
  }

  /// Makes room when three fifths of the slots are in use. With a fifth of them free at least, a large
  /// table stays as it is where an interrupt waits.
  @inline(never)
  func grow() {
    resize(
      minimum: count > 50_000 ? count * 2 : count * 4,
      canGiveUp: slotCount > 1 << 18 && fill * 5 < mask * 4)
  }

  /// CPython's probing: runs of neighbours, then a jump by the perturbed hash, up to an empty slot.
  /// The last deleted slot on the way there is used again.
  private func place(_ entry: SetEntry) {
    let mask = self.mask
    var slot = entry.hash & mask
    var perturb = UInt(bitPattern: entry.hash)
    var deleted: Int?
    while true {
      let last = slot + SetObject.linearProbes <= mask ? slot + SetObject.linearProbes : slot
      var candidate = slot
      while candidate <= last {
        let present = table + candidate
        if present.pointee.key.isUndefined {
          if present.pointee.hash == SetObject.deletedHash {
            deleted = candidate
          } else {
            if deleted == nil { body.pointee.fill &+= 1 }
            table[deleted ?? candidate] = entry
            return
          }
        }
        candidate &+= 1
      }
      perturb >>= 5
      slot = (slot &* 5 &+ 1 &+ Int(bitPattern: perturb)) & mask
    }
  }

  /// Rebuilds the table with more than `minimum` slots, a power of two from 8. If it may, it gives up for
  /// an interrupt: the table is then as before.
  func resize(minimum: Int, canGiveUp: Bool = false) {
    if canGiveUp && ci_is_stopped() { return }
    var slots = 8
    while slots <= minimum { slots *= 2 }
    let (old, oldCount, oldFill) = (table, slotCount, fill)
    adopt(Heap.of(object).allocateTable(slots), slots: slots, fill: 0)
    for index in 0..<oldCount where !old[index].key.isUndefined {
      if canGiveUp, fill & 0xFFFF == 0xFFFF, ci_is_stopped() {
        free(table, slots: slots)
        return adopt(old, slots: oldCount, fill: oldFill)
      }
      place(old[index])
    }
    free(old, slots: oldCount)
  }

  private func adopt(_ table: UnsafeMutablePointer<SetEntry>, slots: Int, fill: Int) {
    body.pointee.table = table
    body.pointee.mask = Int32(truncatingIfNeeded: slots - 1)
    body.pointee.fill = Int32(truncatingIfNeeded: fill)
  }

  /// Copies the keys of a set, slot by slot, into this empty one, whose table is as large.
  func copySlots(of source: SetObject) {
    for slot in 0..<slotCount where !source.table[slot].key.isUndefined {
      table[slot] = SetEntry(hash: source.table[slot].hash, key: own(source.table[slot].key))
    }
    body.pointee.header.extent = source.body.pointee.header.extent
    body.pointee.fill = source.body.pointee.header.extent
    body.pointee.version &+= 1
  }

  /// Exchanges the contents of two sets.
  func swapContents(with other: SetObject) {
    swap(&body.pointee.table, &other.body.pointee.table)
    swap(&body.pointee.mask, &other.body.pointee.mask)
    swap(&body.pointee.fill, &other.body.pointee.fill)
    swap(&body.pointee.header.extent, &other.body.pointee.header.extent)
    for set in [self, other] { set.body.pointee.version &+= 1 }
  }

  /// The slot of the next key to pop.
  func nextSlot() -> Int? {
    guard count > 0 else { return nil }
    var slot = Int(body.pointee.finger) & mask
    while table[slot].key.isUndefined { slot = slot == mask ? 0 : slot + 1 }
    body.pointee.finger = Int32(truncatingIfNeeded: slot + 1)
    return slot
  }

  /// Takes the key in a slot out and gives its ownership to the caller.
  func remove(at slot: Int) -> Value {
    let key = table[slot].key
    table[slot] = SetEntry(hash: SetObject.deletedHash, key: .undefined)
    body.pointee.header.extent -= 1
    body.pointee.version &+= 1
    return key
  }

  func removeAll() {
    let old = table
    let oldCount = slotCount
    body.pointee.table = Heap.of(object).allocateTable(8)
    body.pointee.mask = 7
    body.pointee.fill = 0
    body.pointee.header.extent = 0
    body.pointee.finger = 0
    body.pointee.version &+= 1
    for index in 0..<oldCount { drop(old[index].key) }
    free(old, slots: oldCount)
  }
}

extension Heap {
  /// A table of empty slots.
  fileprivate func allocateTable(_ slots: Int) -> UnsafeMutablePointer<SetEntry> {
    let block = allocateBlock(slots * MemoryLayout<SetEntry>.stride)
    let table = block.assumingMemoryBound(to: SetEntry.self)
    table.initialize(repeating: SetEntry(hash: 0, key: .undefined), count: slots)
    return table
  }

  /// An empty set; `isPlain`: of the class `set` itself, which has no hash.
  func allocateSet(type: Object, isPlain: Bool) -> SetObject {
    let size = isPlain ? MemoryLayout<SetBody>.stride : MemoryLayout<FrozenSetBody>.stride
    let set = SetObject(allocate(size, .set, type))
    set.body.pointee.fill = 0
    set.body.pointee.mask = 7
    set.body.pointee.table = allocateTable(8)
    set.body.pointee.version = 1
    if !isPlain { set.object.body(FrozenSetBody.self).pointee.hash = -1 }
    set.body.pointee.finger = 0
    return set
  }
}

extension Machine {
  /// An empty set of the class `set`, `frozenset` or one derived from them, owned by the caller.
  func allocateSet(_ type: Object) -> SetObject {
    heap.allocateSet(type: type, isPlain: type == types.set)
  }
}
