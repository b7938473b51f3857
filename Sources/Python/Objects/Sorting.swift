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
    var items = Array(UnsafeBufferPointer(start: list.items, count: list.count))
    list.body.pointee.count = 0
    var failure: Raised?
    do throws(Raised) {
      try sort(&items, key: key, isReversed: isReversed)
    } catch {
      failure = error
    }
    let wasModified = list.count != 0
    list.replace(0..<list.count, owned: items)
    if let failure { throw failure }
    if wasModified { throw raise(.valueError, "list modified during sort") }
  }

  /// Puts the values in order. Equal ones keep theirs, with `reverse` too. A comparison that
  /// raises leaves them as far as they were sorted.
  private func sort(_ items: inout [Value], key: Value, isReversed: Bool) throws(Raised) {
    if let function = comparisonFunction(ofKey: key) {
      let order = ComparisonOrder(machine: self, function: function)
      return try sort(&items, by: items, order, isReversed)
    }
    var keys = items
    if !key.isNone {
      for index in items.indices {
        keys[index] = try call(key, with: items[index])
        try checkInterrupt()
      }
    }
    if keys.allSatisfy({ if case .int = $0 { true } else { false } }) {
      try sort(&items, by: keys, IntegerOrder(), isReversed)
    } else if keys.allSatisfy(\.isPlainFloat) {
      try sort(&items, by: keys, FloatOrder(), isReversed)
    } else if keys.allSatisfy({ $0.object?.type == types.string }) {
      try sort(&items, by: keys, TextOrder(), isReversed)
    } else {
      try sort(&items, by: keys, ValueOrder(machine: self), isReversed)
    }
  }

  /// Turning the values round before and after keeps equal ones in their order.
  private func sort<Order: SortOrder>(
    _ items: inout [Value], by keys: [Value], _ order: Order, _ isReversed: Bool
  ) throws(Raised) {
    let block = Memory.allocate(max(1, items.count) * MemoryLayout<SortEntry<Order.Key>>.stride)
    var entries = UnsafeMutableBufferPointer(
      start: block.assumingMemoryBound(to: SortEntry<Order.Key>.self), count: items.count)
    for index in items.indices {
      entries[isReversed ? items.count - 1 - index : index] = SortEntry(
        key: order.key(keys[index]), value: items[index])
    }
    defer {
      if isReversed { entries.reverse() }
      items.withUnsafeMutableBufferPointer { items in
        for index in entries.indices { items[index] = entries[index].value }
      }
      free(block)
    }
    try RunSort.sort(entries, by: order) { () throws(Raised) in try self.checkInterrupt() }
  }
}

/// Of values that are all ints of a word.
private struct IntegerOrder: SortOrder {
  @inline(__always)
  func key(_ value: Value) -> Int { if case .int(let number) = value { number } else { 0 } }

  @inline(__always)
  func isLess(_ left: Int, _ right: Int) throws(Raised) -> Bool { left < right }
}

private struct FloatOrder: SortOrder {
  @inline(__always)
  func key(_ value: Value) -> Double { if case .float(let number) = value { number } else { 0 } }

  @inline(__always)
  func isLess(_ left: Double, _ right: Double) throws(Raised) -> Bool { left < right }
}

private struct TextOrder: SortOrder {
  /// A text with its beginning at hand: most texts differ there.
  struct Key: BitwiseCopyable {
    let text: StringObject
    /// The first eight code points, the first one highest, with zeros behind the end. From the
    /// first one on that needs more than a byte, all bits are set.
    let beginning: UInt64
  }

  @inline(__always)
  func key(_ value: Value) -> Key {
    let text = StringObject(value.object.unsafelyUnwrapped)
    return Key(text: text, beginning: text.beginning)
  }

  @inline(__always)
  func isLess(_ left: Key, _ right: Key) throws(Raised) -> Bool {
    if left.beginning != right.beginning { return left.beginning < right.beginning }
    return left.text.compare(right.text) < 0
  }
}

extension StringObject {
  fileprivate var beginning: UInt64 {
    if width == 1 {
      // Blocks come in steps of 16 bytes: eight can be read behind every body.
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
private struct ValueOrder: SortOrder {
  let machine: Machine

  @inline(__always)
  func key(_ value: Value) -> Value { value }

  func isLess(_ left: Value, _ right: Value) throws(Raised) -> Bool {
    try machine.holds(.less, left, right)
  }
}

/// By the sign of what a function of two values returns: what `cmp_to_key` asks for, without an
/// object for each value.
private struct ComparisonOrder: SortOrder {
  let machine: Machine
  let function: Value

  @inline(__always)
  func key(_ value: Value) -> Value { value }

  func isLess(_ left: Value, _ right: Value) throws(Raised) -> Bool {
    let mark = machine.heap.state.pointee.poolCount
    let answer = try machine.holds(.less, try machine.call(function, with: left, right), .int(0))
    machine.heap.drain(to: mark)
    return answer
  }
}
