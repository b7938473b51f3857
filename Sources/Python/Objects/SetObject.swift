import CInterrupts
import Glibc

/// `set` and `frozenset`: CPython's own table, because its order of iteration is visible. A slot
/// is empty (undefined key, hash 0), deleted (undefined key, hash -1) or holds a key.
struct SetBody {
  var header: Header
  /// Live keys.
  var count: Int
  /// Live and deleted slots.
  var fill: Int
  var mask: Int
  var table: UnsafeMutablePointer<SetEntry>
  /// Changes with each insertion or removal: guard of look-ups across user code.
  var version: Int
  /// Of a frozenset; -1 until asked for.
  var hash: Int
  /// Where `pop` goes on looking for a key.
  var finger: Int
}

struct SetEntry: BitwiseCopyable {
  var hash: Int
  var key: Value
}

struct SetObject: BitwiseCopyable {
  let body: UnsafeMutablePointer<SetBody>
  /// Neighbouring slots tried before a jump: CPython's LINEAR_PROBES.
  static let linearProbes = 9

  init(_ object: Object) { body = object.body(SetBody.self) }
  var object: Object { Object(UnsafeMutableRawPointer(body)) }
  var count: Int { body.pointee.count }
  var slotCount: Int { body.pointee.mask + 1 }
  var table: UnsafeMutablePointer<SetEntry> { body.pointee.table }

  func forEachOwned(_ visit: (Value) -> Void) {
    for index in 0..<slotCount where !table[index].key.isUndefined { visit(table[index].key) }
  }

  func freeTable() { free(body.pointee.table) }

  /// Puts a key that is known to be absent into the table; takes ownership of it.
  func insert(hash: Int, key: Value) {
    place(SetEntry(hash: hash, key: key), reuseDeleted: true)
    body.pointee.count += 1
    body.pointee.version &+= 1
    if body.pointee.fill * 5 >= body.pointee.mask * 3 { grow() }
  }

  /// Makes room when three fifths of the slots are in use. With a fifth of them free at least, a large
  /// table stays as it is where an interrupt waits.
  @inline(never)
  func grow() {
    resize(
      minimum: count > 50_000 ? count * 2 : count * 4,
      canGiveUp: slotCount > 1 << 18 && body.pointee.fill * 5 < body.pointee.mask * 4)
  }

  /// CPython's probing: runs of neighbours, then a jump by the perturbed hash.
  private func place(_ entry: SetEntry, reuseDeleted: Bool) {
    let mask = body.pointee.mask
    var slot = entry.hash & mask
    var perturb = UInt(bitPattern: entry.hash)
    while true {
      let last = slot + SetObject.linearProbes <= mask ? slot + SetObject.linearProbes : slot
      for candidate in slot...last {
        guard table[candidate].key.isUndefined else { continue }
        let wasDeleted = table[candidate].hash == -1
        if wasDeleted && !reuseDeleted { continue }
        if !wasDeleted { body.pointee.fill += 1 }
        table[candidate] = entry
        return
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
    let (old, oldCount, oldFill) = (table, slotCount, body.pointee.fill)
    adopt(SetObject.allocateTable(slots), slots: slots, fill: 0)
    for index in 0..<oldCount where !old[index].key.isUndefined {
      if canGiveUp, body.pointee.fill & 0xFFFF == 0xFFFF, ci_is_stopped() {
        free(table)
        return adopt(old, slots: oldCount, fill: oldFill)
      }
      place(old[index], reuseDeleted: false)
    }
    free(old)
  }

  private func adopt(_ table: UnsafeMutablePointer<SetEntry>, slots: Int, fill: Int) {
    body.pointee.table = table
    body.pointee.mask = slots - 1
    body.pointee.fill = fill
  }

  /// Copies the keys of a set, slot by slot, into this empty one, whose table is as large.
  func copySlots(of source: SetObject) {
    for slot in 0..<slotCount where !source.table[slot].key.isUndefined {
      table[slot] = SetEntry(hash: source.table[slot].hash, key: own(source.table[slot].key))
    }
    body.pointee.count = source.count
    body.pointee.fill = source.count
    body.pointee.version &+= 1
  }

  /// Exchanges the contents of two sets.
  func swapContents(with other: SetObject) {
    swap(&body.pointee.table, &other.body.pointee.table)
    swap(&body.pointee.mask, &other.body.pointee.mask)
    swap(&body.pointee.fill, &other.body.pointee.fill)
    swap(&body.pointee.count, &other.body.pointee.count)
    for set in [self, other] { set.body.pointee.version &+= 1 }
  }

  /// The slot of the next key to pop.
  func nextSlot() -> Int? {
    guard count > 0 else { return nil }
    var slot = body.pointee.finger & body.pointee.mask
    while table[slot].key.isUndefined { slot = slot == body.pointee.mask ? 0 : slot + 1 }
    body.pointee.finger = slot + 1
    return slot
  }

  /// Takes the key in a slot out and gives its ownership to the caller.
  func remove(at slot: Int) -> Value {
    let key = table[slot].key
    table[slot] = SetEntry(hash: -1, key: .undefined)
    body.pointee.count -= 1
    body.pointee.version &+= 1
    return key
  }

  static func allocateTable(_ slots: Int) -> UnsafeMutablePointer<SetEntry> {
    let block = Memory.allocate(slots * MemoryLayout<SetEntry>.stride)
    let table = block.assumingMemoryBound(to: SetEntry.self)
    table.initialize(repeating: SetEntry(hash: 0, key: .undefined), count: slots)
    return table
  }

  func removeAll() {
    let old = table
    let oldCount = slotCount
    body.pointee.table = SetObject.allocateTable(8)
    body.pointee.mask = 7
    body.pointee.fill = 0
    body.pointee.count = 0
    body.pointee.finger = 0
    body.pointee.version &+= 1
    for index in 0..<oldCount { drop(old[index].key) }
    free(old)
  }
}

extension Heap {
  func allocateSet(type: Object) -> SetObject {
    let set = SetObject(allocate(MemoryLayout<SetBody>.stride, .set, type))
    set.body.pointee.count = 0
    set.body.pointee.fill = 0
    set.body.pointee.mask = 7
    set.body.pointee.table = SetObject.allocateTable(8)
    set.body.pointee.version = 1
    set.body.pointee.hash = -1
    set.body.pointee.finger = 0
    return set
  }
}
