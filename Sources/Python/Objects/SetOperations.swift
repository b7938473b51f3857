/// The operators of sets: CPython's steps, since they decide the order of the result.
extension Machine {
  /// `a op b` or `a op= b`; a new set has the base class of `a`.
  func setOperator(_ op: BinaryOperator, _ a: SetObject, _ b: SetObject, isInPlace: Bool)
    throws(Raised) -> Value
  {
    if isInPlace, baseClass(of: a) == types.set {
      try applySetOperator(op, b, to: a)
      return .object(a.object)
    }
    switch op {
    case .bitOr:
      let result = try copy(a)
      try merge(b, into: result)
      return .object(result.object)
    case .bitAnd: return .object(try intersection(a, b).object)
    case .subtract: return .object(try difference(a, .object(b.object)).object)
    default:
      let result = SetObject(heap.pooled(allocateSet(baseClass(of: a)).object))
      try merge(b, into: result)
      try toggle(a, in: result)
      return .object(result.object)
    }
  }

  private func applySetOperator(_ op: BinaryOperator, _ b: SetObject, to a: SetObject)
    throws(Raised)
  {
    switch op {
    case .bitOr: try merge(b, into: a)
    case .bitAnd: a.swapContents(with: try intersection(a, b))
    case .subtract: try subtract(.object(b.object), from: a)
    default: try toggle(b, in: a)
    }
  }

  /// `set.update(items)`.
  func update(_ set: SetObject, with items: Value) throws(Raised) {
    if let other = items.object(.set) { return try merge(SetObject(other), into: set) }
    if let dict = items.object(.dict), !items.isOfUserClass {
      makeRoom(for: Dict(dict).count, in: set)
    }
    try forEach(items) { (item) throws(Raised) in try self.add(item, to: set) }
  }

  /// The table grows once, before the first of the keys to come.
  private func makeRoom(for count: Int, in set: SetObject) {
    if (set.fill + count) * 5 >= set.mask * 3 {
      set.resize(minimum: (set.count + count) * 2)
    }
  }

  /// Adds the keys of a set.
  func merge(_ source: SetObject, into target: SetObject) throws(Raised) {
    if source.object == target.object || source.count == 0 { return }
    makeRoom(for: source.count, in: target)
    let hasNoDeleted = source.fill == source.count
    if target.fill == 0, target.slotCount == source.slotCount, hasNoDeleted {
      return target.copySlots(of: source)
    }
    if target.fill == 0 {
      // Keys of one set differ from each other.
      for slot in 0..<source.slotCount where !source.table[slot].key.isUndefined {
        target.insert(hash: source.table[slot].hash, key: own(source.table[slot].key))
      }
      return
    }
    try forEachKey(source) { (key, hash) throws(Raised) in
      try self.add(key, hash: hash, to: target)
    }
  }

  /// `a & b`: the smaller one is walked.
  private func intersection(_ a: SetObject, _ b: SetObject) throws(Raised) -> SetObject {
    let result = SetObject(heap.pooled(allocateSet(baseClass(of: a)).object))
    let (walked, other) = b.count > a.count ? (a, b) : (b, a)
    try forEachKey(walked) { (key, hash) throws(Raised) in
      if try self.find(key, hash: hash, in: other) >= 0 {
        try self.add(key, hash: hash, to: result)
      }
    }
    return result
  }

  /// `set.intersection(*others)`
  func intersection(_ set: SetObject, _ others: UnsafeBufferPointer<Value>) throws(Raised)
    -> SetObject
  {
    guard !others.isEmpty else { return try copy(set) }
    var result = set
    for other in others {
      if let other = other.object(.set) {
        result = try intersection(result, SetObject(other))
        continue
      }
      let kept = SetObject(heap.pooled(allocateSet(baseClass(of: set)).object))
      let base = result
      try forEach(other) { (item) throws(Raised) in
        if try self.find(item, in: base) >= 0 { try self.add(item, to: kept) }
      }
      result = kept
    }
    return result
  }

  /// `set.difference(*others)`
  func difference(_ set: SetObject, _ others: UnsafeBufferPointer<Value>) throws(Raised)
    -> SetObject
  {
    guard let first = others.first else { return try copy(set) }
    let result = try difference(set, first)
    for other in others.dropFirst() { try subtract(other, from: result) }
    return result
  }

  /// A set without the items of another value: copied and cut where that has few, else walked.
  private func difference(_ set: SetObject, _ other: Value) throws(Raised) -> SetObject {
    let table: Object? = other.object(.set) ?? other.object(.dict)
    guard let table, set.count >> 2 <= (try builtinLength(table) ?? 0) else {
      let result = try copy(set)
      try subtract(other, from: result)
      return result
    }
    let result = SetObject(heap.pooled(allocateSet(baseClass(of: set)).object))
    try forEachKey(set) { (key, hash) throws(Raised) in
      let isFound =
        table.kind == .set
        ? try self.find(key, hash: hash, in: SetObject(table)) >= 0
        : try self.find(key, hash: hash, in: Dict(table)) >= 0
      if !isFound { try self.add(key, hash: hash, to: result) }
    }
    return result
  }

  /// `set.difference_update(other)`
  func subtract(_ other: Value, from set: SetObject) throws(Raised) {
    guard let object = other.object(.set) else {
      try forEach(other) { (item) throws(Raised) in _ = try self.remove(item, from: set) }
      return tidy(set)
    }
    if object == set.object { return set.removeAll() }
    let source = SetObject(object)
    let removed = source.count >> 3 > set.count ? try intersection(set, source) : source
    try forEachKey(removed) { (key, hash) throws(Raised) in
      let slot = try self.find(key, hash: hash, in: set)
      if slot >= 0 { drop(set.remove(at: slot)) }
    }
    tidy(set)
  }

  /// Rebuilds a table of which more than a quarter is deleted slots.
  private func tidy(_ set: SetObject) {
    guard set.fill - set.count > set.mask / 4 else { return }
    set.resize(minimum: set.count > 50_000 ? set.count * 2 : set.count * 4, canGiveUp: true)
  }

  /// `set.symmetric_difference_update(other)`: what is there goes, what is not comes.
  func toggle(_ other: SetObject, in set: SetObject) throws(Raised) {
    if other.object == set.object { return set.removeAll() }
    try forEachKey(other) { (key, hash) throws(Raised) in
      let slot = try self.find(key, hash: hash, in: set)
      if slot >= 0 {
        drop(set.remove(at: slot))
      } else {
        set.insert(hash: hash, key: own(key))
      }
    }
  }

  /// Calls `body` with each key and its hash; the keys stay alive meanwhile.
  @inline(__always)
  func forEachKey(_ set: SetObject, _ body: (Value, Int) throws(Raised) -> Void) throws(Raised) {
    _ = try allKeys(of: set) { (key, hash) throws(Raised) in
      try body(key, hash)
      return true
    }
  }

  /// Whether a condition holds for all keys. It may run code that changes the set.
  @inline(__always)
  private func allKeys(
    of set: SetObject, satisfy condition: (Value, Int) throws(Raised) -> Bool
  ) throws(Raised) -> Bool {
    var slot = 0
    while slot < set.slotCount {
      let entry = set.table[slot]
      slot += 1
      if entry.key.isUndefined { continue }
      try checkInterrupt()
      let mark = heap.state.pointee.poolCount
      let key = own(entry.key)
      defer { drop(key) }
      guard try condition(key, entry.hash) else { return false }
      heap.drain(to: mark)
    }
    return true
  }

  func compareSets(_ op: CompareOperator, _ a: SetObject, _ b: SetObject) throws(Raised) -> Bool? {
    func isSubset(_ x: SetObject, of y: SetObject) throws(Raised) -> Bool {
      guard x.count <= y.count else { return false }
      return try allKeys(of: x) { (key, hash) throws(Raised) in
        try self.find(key, hash: hash, in: y) >= 0
      }
    }
    switch op {
    case .equal, .notEqual:
      let isSame = a.count == b.count ? try isSubset(a, of: b) : false
      return isSame == (op == .equal)
    case .lessEqual: return try isSubset(a, of: b)
    case .less: return a.count < b.count ? try isSubset(a, of: b) : false
    case .greaterEqual: return try isSubset(b, of: a)
    case .greater: return b.count < a.count ? try isSubset(b, of: a) : false
    default: return nil
    }
  }

  func isEqual(_ a: Dict, _ b: Dict) throws(Raised) -> Bool {
    guard a.count == b.count else { return false }
    try enterNative()
    defer { leaveNative() }
    var index = 0
    while index < a.entryCount {
      let entry = a.entries[index]
      index += 1
      if entry.key.isUndefined { continue }
      try checkInterrupt()
      let mark = heap.state.pointee.poolCount
      let key = pooled(own(entry.key))
      let value = pooled(own(entry.value))
      let place = try find(key, hash: entry.hash, in: b)
      guard place >= 0, try isEqual(value, pooled(own(b.entries[place].value))) else { return false }
      heap.drain(to: mark)
    }
    return true
  }
}
