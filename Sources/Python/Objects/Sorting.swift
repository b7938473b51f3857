/// Sorting: a stable merge sort that looks at a value's kind once, not at each comparison.
extension Machine {
  /// `list.sort(key=, reverse=)`. While it runs the list is empty, as in CPython; what is then
  /// found in it means that user code has changed it.
  func sort(_ list: List, key: Value, isReversed: Bool) throws(Raised) {
    let mark = heap.state.pointee.poolCount
    defer { heap.drain(to: mark) }
    var items = (0..<list.count).map { list[$0] }
    list.body.pointee.count = 0
    var failure: Raised?
    do throws(Raised) {
      items = try sorted(items, key: key, isReversed: isReversed)
    } catch {
      failure = error
    }
    let wasModified = list.count != 0
    list.replace(0..<list.count, owned: items)
    if let failure { throw failure }
    if wasModified { throw raise(.valueError, "list modified during sort") }
  }

  /// The values in order. Equal ones keep theirs, with `reverse` too.
  private func sorted(_ items: [Value], key: Value, isReversed: Bool) throws(Raised) -> [Value] {
    var keys = items
    if !key.isNone {
      for (index, item) in items.enumerated() {
        keys[index] = try call(key, [item])
        try checkInterrupt()
      }
    }
    var order = Array(0..<items.count)
    if isReversed { order.reverse() }
    let places = try merged(order, keys)
    return (isReversed ? places.reversed() : places).map { items[$0] }
  }

  private func merged(_ order: [Int], _ keys: [Value]) throws(Raised) -> [Int] {
    if let numbers = allIntegers(keys) {
      return try MergeSort.sorted(order, poll: checkInterrupt) { (x, y) throws(Raised) in
        numbers[x] < numbers[y]
      }
    }
    if let numbers = allFloats(keys) {
      return try MergeSort.sorted(order, poll: checkInterrupt) { (x, y) throws(Raised) in
        numbers[x] < numbers[y]
      }
    }
    if let texts = allStrings(keys) {
      return try MergeSort.sorted(order, poll: checkInterrupt) { (x, y) throws(Raised) in
        texts[x].compare(texts[y]) < 0
      }
    }
    return try MergeSort.sorted(order, poll: checkInterrupt) { (x, y) throws(Raised) in
      let mark = self.heap.state.pointee.poolCount
      defer { self.heap.drain(to: mark) }
      return try self.isTrue(try self.compare(.less, keys[x], keys[y]))
    }
  }

  private func allIntegers(_ keys: [Value]) -> [Int]? {
    var result: [Int] = []
    result.reserveCapacity(keys.count)
    for key in keys {
      guard case .int(let number) = key else { return nil }
      result.append(number)
    }
    return result
  }

  private func allFloats(_ keys: [Value]) -> [Double]? {
    var result: [Double] = []
    result.reserveCapacity(keys.count)
    for key in keys {
      guard case .float(let number) = key else { return nil }
      result.append(number)
    }
    return result
  }

  private func allStrings(_ keys: [Value]) -> [StringObject]? {
    var result: [StringObject] = []
    result.reserveCapacity(keys.count)
    for key in keys {
      guard case .object(let object) = key, object.type == types.string else { return nil }
      result.append(StringObject(object))
    }
    return result
  }
}

/// Stable merge sort of places: runs of 8 by insertion, then merged in pairs.
enum MergeSort {
  private static let runLength = 8
  /// How often a long sort asks whether it is to stop: each time so many places are done.
  private static let pollMask = 0xFFFF

  /// - Parameter poll: called now and then, so that a long sort can be stopped.
  static func sorted(
    _ order: [Int], poll: () throws(Raised) -> Void,
    _ isLess: (Int, Int) throws(Raised) -> Bool
  ) throws(Raised) -> [Int] {
    var current = order
    var start = 0
    while start < current.count {
      if start & pollMask == 0 { try poll() }
      try insertionSort(&current, start..<min(start + runLength, current.count), isLess)
      start += runLength
    }
    var width = runLength
    while width < current.count {
      current = try mergedPairs(current, width, poll, isLess)
      width *= 2
    }
    return current
  }

  private static func insertionSort(
    _ order: inout [Int], _ range: Range<Int>, _ isLess: (Int, Int) throws(Raised) -> Bool
  ) throws(Raised) {
    for index in range.dropFirst() {
      let moving = order[index]
      var hole = index
      while hole > range.lowerBound, try isLess(moving, order[hole - 1]) {
        order[hole] = order[hole - 1]
        hole -= 1
      }
      order[hole] = moving
    }
  }

  private static func mergedPairs(
    _ order: [Int], _ width: Int, _ poll: () throws(Raised) -> Void,
    _ isLess: (Int, Int) throws(Raised) -> Bool
  ) throws(Raised) -> [Int] {
    var result: [Int] = []
    result.reserveCapacity(order.count)
    var start = 0
    while start < order.count {
      try poll()
      let middle = min(start + width, order.count)
      let end = min(middle + width, order.count)
      var (left, right) = (start, middle)
      // Runs that are in order already cost one comparison.
      if right < end, !(try isLess(order[middle], order[middle - 1])) {
        result += order[start..<end]
        start = end
        continue
      }
      while left < middle, right < end {
        if result.count & pollMask == 0 { try poll() }
        if try isLess(order[right], order[left]) {
          result.append(order[right])
          right += 1
        } else {
          result.append(order[left])
          left += 1
        }
      }
      result += order[left..<middle]
      result += order[right..<end]
      start = end
    }
    return result
  }
}
