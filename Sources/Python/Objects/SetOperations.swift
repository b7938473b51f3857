/// The operators of sets.
extension Machine {
  /// `a op b`; the result has the class of `a`.
  func setOperator(_ op: BinaryOperator, _ a: SetObject, _ b: SetObject, isInPlace: Bool)
    throws(Raised) -> Value
  {
    let isFrozen = TypeObject(a.object.type).isSubclass(of: types.frozenSet)
    let result = newSet(frozen: isFrozen)
    switch op {
    case .bitOr:
      try addAll(of: a, to: result)
      try addAll(of: b, to: result)
    case .bitAnd:
      // The smaller set is walked, as CPython does: the order of insertion shows.
      let (walked, other) = b.count > a.count ? (a, b) : (b, a)
      try forEachKey(walked) { (key, hash) throws(Raised) in
        if try self.find(key, hash: hash, in: other) >= 0 { try self.add(key, to: result) }
      }
    case .subtract:
      try forEachKey(a) { (key, hash) throws(Raised) in
        if try self.find(key, hash: hash, in: b) < 0 { try self.add(key, to: result) }
      }
    default:
      try forEachKey(b) { (key, hash) throws(Raised) in
        if try self.find(key, hash: hash, in: a) < 0 { try self.add(key, to: result) }
      }
      try forEachKey(a) { (key, hash) throws(Raised) in
        if try self.find(key, hash: hash, in: b) < 0 { try self.add(key, to: result) }
      }
    }
    guard isInPlace, !isFrozen else { return .object(result.object) }
    a.removeAll()
    try addAll(of: result, to: a)
    return .object(a.object)
  }

  func addAll(of source: SetObject, to target: SetObject) throws(Raised) {
    try forEachKey(source) { (key, _) throws(Raised) in try self.add(key, to: target) }
  }

  /// Calls `body` with each key and its hash; the keys stay alive meanwhile.
  func forEachKey(_ set: SetObject, _ body: (Value, Int) throws(Raised) -> Void) throws(Raised) {
    var slot = 0
    while slot < set.slotCount {
      let entry = set.table[slot]
      if !entry.key.isUndefined { try body(pooled(own(entry.key)), entry.hash) }
      slot += 1
    }
  }

  func compareSets(_ op: CompareOperator, _ a: SetObject, _ b: SetObject) throws(Raised) -> Bool? {
    func isSubset(_ x: SetObject, of y: SetObject) throws(Raised) -> Bool {
      guard x.count <= y.count else { return false }
      for slot in 0..<x.slotCount where !x.table[slot].key.isUndefined {
        if try self.find(x.table[slot].key, hash: x.table[slot].hash, in: y) < 0 { return false }
      }
      return true
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
      let key = pooled(own(entry.key))
      let value = pooled(own(entry.value))
      let place = try find(key, hash: entry.hash, in: b)
      guard place >= 0, try isEqual(value, pooled(own(b.entries[place].value))) else { return false }
    }
    return true
  }
}
