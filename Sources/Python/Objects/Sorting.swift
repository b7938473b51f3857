import Glibc

/// Sorting: the kind of the keys is looked at once, not at each comparison.
extension Machine {
  /// The argument `reverse` of a sort, a number.
  func isReversed(_ value: Value?) throws(Raised) -> Bool {
    guard let value else { return false }
    return try cInt(value) != 0
  }

  /// `list.sort(key=, reverse=)`. While it runs the list is empty, as in CPython; what is then
  /// found in it means that user code has changed it.
  func sort(_ list: List, key: Value, isReversed: Bool) throws(Raised) {
    let mark = heap.state.pointee.poolCount
    defer { heap.drain(to: mark) }
    let taken = list.takeItems()
    var failure: Raised?
    do throws(Raised) {
      try sort(taken.items, key: key, isReversed: isReversed)
    } catch {
      failure = error
    }
    let wasModified = list.count != 0
    list.putBack(taken)
    if let failure { throw failure }
    if wasModified { throw raise(.valueError, "list modified during sort") }
  }

  /// Puts the values in order. Equal ones keep theirs, with `reverse` too. A comparison that
  /// raises leaves them as far as they were sorted.
  private func sort(_ items: UnsafeMutableBufferPointer<Value>, key: Value, isReversed: Bool)
    throws(Raised)
  {
    if let function = comparisonFunction(ofKey: key) {
      let order = ComparisonOrder(machine: self, function: function)
      return try sort(items, by: nil, order, isReversed)
    }
    if key.isNone { return try sort(items, by: nil, isReversed) }
    var keys: [Value] = []
    keys.reserveCapacity(items.count)
    for item in items {
      keys.append(try call(key, with: item))
      try checkInterrupt()
    }
    try sort(items, by: keys, isReversed)
  }

  /// Chooses the order for the kind of all keys, which are the values themselves if there are none.
  private func sort(
    _ items: UnsafeMutableBufferPointer<Value>, by keys: [Value]?, _ isReversed: Bool
  ) throws(Raised) {
    func all(_ holds: (Value) -> Bool) -> Bool {
      keys?.allSatisfy(holds) ?? items.allSatisfy(holds)
    }
    func first(_ value: Value) -> Value {
      guard let object = value.object, object.type == types.tuple, Tuple(object).count > 0 else {
        return .undefined
      }
      return Tuple(object)[0]
    }
    let general = ValueOrder(machine: self)
    if all(\.isWord) {
      try sort(items, by: keys, IntegerOrder(), isReversed)
    } else if all(\.isPlainFloat) {
      try sort(items, by: keys, FloatOrder(), isReversed)
    } else if all({ $0.object?.type == types.string }) {
      try sort(items, by: keys, TextOrder(), isReversed)
    } else if all({ first($0).isWord }) {
      try sort(items, by: keys, TupleOrder(first: IntegerOrder(), whole: general), isReversed)
    } else if all({ first($0).isPlainFloat }) {
      try sort(items, by: keys, TupleOrder(first: FloatOrder(), whole: general), isReversed)
    } else if all({ first($0).object?.type == types.string }) {
      try sort(items, by: keys, TupleOrder(first: TextOrder(), whole: general), isReversed)
    } else {
      try sort(items, by: keys, general, isReversed)
    }
  }

  private func sort<Order: KeyOrder>(
    _ items: UnsafeMutableBufferPointer<Value>, by keys: [Value]?, _ order: Order,
    _ isReversed: Bool
  ) throws(Raised) {
    guard let keys else {
      return try sort(
        items, order, isReversed, entry: { order.entry(items[$0]) }, value: { order.value($0) })
    }
    try sort(
      items, KeyedOrder(base: order), isReversed,
      entry: { KeyedOrder<Order>.Entry(key: order.entry(keys[$0]), value: items[$0]) },
      value: { $0.value })
  }

  /// Sorts entries made of the values by their places. Turning them round before and after keeps
  /// equal ones in their order.
  @inline(__always)
  private func sort<Order: SortOrder>(
    _ items: UnsafeMutableBufferPointer<Value>, _ order: Order, _ isReversed: Bool,
    entry: (Int) -> Order.Entry, value: (Order.Entry) -> Value
  ) throws(Raised) {
    let block = Memory.allocate(max(1, items.count) * MemoryLayout<Order.Entry>.stride)
    var entries = UnsafeMutableBufferPointer(
      start: block.assumingMemoryBound(to: Order.Entry.self), count: items.count)
    for index in items.indices {
      entries[isReversed ? items.count - 1 - index : index] = entry(index)
    }
    defer {
      if isReversed { entries.reverse() }
      for index in items.indices { items[index] = value(entries[index]) }
      free(block)
    }
    try RunSort.sort(entries, by: order) { () throws(Raised) in try self.checkInterrupt() }
  }
}

/// An order of keys from which the keys can be had again: so values that are their own keys are
/// moved once only.
private protocol KeyOrder: SortOrder {
  func entry(_ key: Value) -> Entry
  func value(_ entry: Entry) -> Value
}

/// By keys that belong to other values.
private struct KeyedOrder<Base: KeyOrder>: SortOrder {
  struct Entry: BitwiseCopyable {
    let key: Base.Entry
    let value: Value
  }

  let base: Base

  @inline(__always)
  func isLess(_ left: Entry, _ right: Entry) throws(Raised) -> Bool {
    try base.isLess(left.key, right.key)
  }
}

/// Of values that are all ints of a word.
private struct IntegerOrder: KeyOrder {
  @inline(__always)
  func entry(_ key: Value) -> Int { if case .int(let number) = key { number } else { 0 } }

  @inline(__always)
  func value(_ entry: Int) -> Value { .int(entry) }

  @inline(__always)
  func isLess(_ left: Int, _ right: Int) throws(Raised) -> Bool { left < right }
}

private struct FloatOrder: KeyOrder {
  @inline(__always)
  func entry(_ key: Value) -> Double { if case .float(let number) = key { number } else { 0 } }

  @inline(__always)
  func value(_ entry: Double) -> Value { .float(entry) }

  @inline(__always)
  func isLess(_ left: Double, _ right: Double) throws(Raised) -> Bool { left < right }
}

private struct TextOrder: KeyOrder {
  /// A text with its beginning at hand: most texts differ there.
  struct Entry: BitwiseCopyable {
    let text: StringObject
    /// The first eight code points, the first one highest, with zeros behind the end. From the
    /// first one on that needs more than a byte, all bits are set.
    let beginning: UInt64
  }

  @inline(__always)
  func entry(_ key: Value) -> Entry {
    let text = StringObject(key.object.unsafelyUnwrapped)
    return Entry(text: text, beginning: text.beginning)
  }

  @inline(__always)
  func value(_ entry: Entry) -> Value { .object(entry.text.object) }

  @inline(__always)
  func isLess(_ left: Entry, _ right: Entry) throws(Raised) -> Bool {
    if left.beginning != right.beginning { return left.beginning < right.beginning }
    return left.text.compare(right.text) < 0
  }
}

/// Of tuples whose first items are all of one kind: these mostly tell.
private struct TupleOrder<First: KeyOrder>: KeyOrder {
  struct Entry: BitwiseCopyable {
    let first: First.Entry
    let tuple: Value
  }

  let first: First
  let whole: ValueOrder

  @inline(__always)
  func entry(_ key: Value) -> Entry {
    Entry(first: first.entry(Tuple(key.object.unsafelyUnwrapped)[0]), tuple: key)
  }

  @inline(__always)
  func value(_ entry: Entry) -> Value { entry.tuple }

  @inline(__always)
  func isLess(_ left: Entry, _ right: Entry) throws(Raised) -> Bool {
    if try first.isLess(left.first, right.first) { return true }
    if try first.isLess(right.first, left.first) { return false }
    return try whole.isLess(left.tuple, right.tuple)
  }
}

extension StringObject {
  fileprivate var beginning: UInt64 {
    if width == 1 {
      if count == 0 { return 0 }
      // Blocks come in steps of 8 bytes, and so do bodies: the last step can be read as a whole.
      let word = UInt64(bigEndian: data.loadUnaligned(as: UInt64.self))
      return count < 8 ? word & ~(UInt64.max >> UInt64(8 * count)) : word
    }
    var result: UInt64 = 0
    for index in 0..<min(count, 8) {
      let codePoint = self[index]
      if codePoint > 0xFF { return result | UInt64.max >> UInt64(8 * index) }
      result |= UInt64(codePoint) << UInt64(56 - 8 * index)
    }
    return result
  }
}

/// By `<` of the language.
private struct ValueOrder: KeyOrder {
  let machine: Machine

  @inline(__always)
  func entry(_ key: Value) -> Value { key }

  @inline(__always)
  func value(_ entry: Value) -> Value { entry }

  @inline(never)
  func isLess(_ left: Value, _ right: Value) throws(Raised) -> Bool {
    try machine.holds(.less, left, right)
  }
}

/// By the sign of what a function of two values returns: what `cmp_to_key` asks for, without an
/// object for each value.
private struct ComparisonOrder: KeyOrder {
  let machine: Machine
  let function: Value

  @inline(__always)
  func entry(_ key: Value) -> Value { key }

  @inline(__always)
  func value(_ entry: Value) -> Value { entry }

  func isLess(_ left: Value, _ right: Value) throws(Raised) -> Bool {
    let mark = machine.heap.state.pointee.poolCount
    let answer = try machine.holds(.less, try machine.call(function, with: left, right), .int(0))
    machine.heap.drain(to: mark)
    return answer
  }
}
