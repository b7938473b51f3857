import Glibc

/// `dict`: an ordered open-addressing table. `indices` maps hash slots to places in `entries`,
/// which keep insertion order; a deleted entry has an undefined key until the next rebuild.
struct DictBody {
  var header: Header
  /// Live entries.
  var count: Int
  /// Used places of `entries`, deleted ones included.
  var entryCount: Int
  /// Places that may still be taken before the tables are rebuilt; deleting gives none back, as
  /// the marks of deleted entries lengthen the searches.
  var usable: Int32
  /// No live entry stands before this place: a queue of keys stays quick at its front.
  var firstPlace: Int32
  var mask: Int
  var indices: UnsafeMutablePointer<Int32>
  var entries: UnsafeMutablePointer<DictEntry>
  /// Changes whenever a key comes or goes: guard of caches and of look-ups across user code.
  var keysVersion: Int
  /// The attribute dict of an instance of a subclass.
  var attributes: Value
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
  @inline(__always) public var count: Int { body.pointee.count }
  @inline(__always) var entries: UnsafeMutablePointer<DictEntry> { body.pointee.entries }
  @inline(__always) var entryCount: Int { body.pointee.entryCount }

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

  func freeTables() {
    free(body.pointee.indices)
    free(body.pointee.entries)
  }

  /// The place of the entry with an interned name, or -1. Runs no Python code, as equal interned
  /// names are one object; a key that is an equal string but not interned is found too.
  @inline(__always)
  func find(_ name: Symbol) -> Int {
    let hash = name.hash
    let mask = body.pointee.mask
    var slot = hash & mask
    var perturb = UInt(bitPattern: hash)
    while true {
      let place = Int(body.pointee.indices[slot])
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
    if body.pointee.usable == 0 { rebuild() }
    body.pointee.usable &-= 1
    let place = entryCount
    entries[place] = DictEntry(hash: hash, key: key, value: value)
    link(hash, place)
    body.pointee.entryCount = place + 1
    body.pointee.count &+= 1
    body.pointee.keysVersion &+= 1
  }

  @inline(__always)
  private func link(_ hash: Int, _ place: Int) {
    let mask = body.pointee.mask
    var slot = hash & mask
    var perturb = UInt(bitPattern: hash)
    while body.pointee.indices[slot] != Dict.empty {
      perturb >>= 5
      slot = (slot &* 5 &+ 1 &+ Int(bitPattern: perturb)) & mask
    }
    body.pointee.indices[slot] = Int32(truncatingIfNeeded: place)
  }

  /// Removes an entry and returns its key and value, which the caller then owns.
  func remove(at place: Int) -> (key: Value, value: Value) {
    let entry = entries[place]
    let mask = body.pointee.mask
    var slot = entry.hash & mask
    var perturb = UInt(bitPattern: entry.hash)
    while Int(body.pointee.indices[slot]) != place {
      perturb >>= 5
      slot = (slot &* 5 &+ 1 &+ Int(bitPattern: perturb)) & mask
    }
    body.pointee.indices[slot] = Dict.deleted
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

  /// Rebuilds the tables without deleted entries, with room for as many entries again.
  @inline(never)
  private func rebuild() {
    var slots = 8
    while Dict.usable(slots) <= count * 2 { slots *= 2 }
    resize(slots)
  }

  func resize(_ slots: Int) {
    let entries = Dict.allocateEntries(slots)
    var used = 0
    for index in 0..<entryCount where !self.entries[index].key.isUndefined {
      entries[used] = self.entries[index]
      used += 1
    }
    freeTables()
    body.pointee.entries = entries
    body.pointee.entryCount = used
    body.pointee.usable = Int32(truncatingIfNeeded: Dict.usable(slots) - used)
    body.pointee.firstPlace = 0
    body.pointee.indices = Dict.allocateIndices(slots)
    body.pointee.mask = slots - 1
    body.pointee.keysVersion &+= 1
    for place in 0..<used { link(entries[place].hash, place) }
  }

  static func allocateIndices(_ slots: Int) -> UnsafeMutablePointer<Int32> {
    guard let block = malloc(slots * 4) else { fatalError("out of memory") }
    memset(block, 0xFF, slots * 4)
    return block.assumingMemoryBound(to: Int32.self)
  }

  static func allocateEntries(_ slots: Int) -> UnsafeMutablePointer<DictEntry> {
    guard let block = malloc(usable(slots) * MemoryLayout<DictEntry>.stride) else {
      fatalError("out of memory")
    }
    return block.assumingMemoryBound(to: DictEntry.self)
  }

  func removeAll() {
    let old = entries
    let oldCount = entryCount
    let oldIndices = body.pointee.indices
    body.pointee.indices = Dict.allocateIndices(8)
    body.pointee.entries = Dict.allocateEntries(8)
    body.pointee.mask = 7
    body.pointee.usable = Int32(Dict.usable(8))
    body.pointee.firstPlace = 0
    body.pointee.count = 0
    body.pointee.entryCount = 0
    body.pointee.keysVersion &+= 1
    for index in 0..<oldCount {
      drop(old[index].key)
      drop(old[index].value)
    }
    free(old)
    free(oldIndices)
  }
}

extension Heap {
  @inline(__always)
  func allocateDict(type: Object) -> Dict {
    let dict = Dict(allocate(MemoryLayout<DictBody>.stride, .dict, type))
    dict.body.pointee.count = 0
    dict.body.pointee.entryCount = 0
    dict.body.pointee.mask = 7
    dict.body.pointee.usable = Int32(Dict.usable(8))
    dict.body.pointee.firstPlace = 0
    dict.body.pointee.indices = Dict.allocateIndices(8)
    dict.body.pointee.entries = Dict.allocateEntries(8)
    dict.body.pointee.keysVersion = 1
    dict.body.pointee.attributes = .undefined
    return dict
  }
}
