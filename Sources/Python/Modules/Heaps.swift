/// `_heapq` and `bisect`: places in lists that are in order. Comparisons may be Python code that
/// changes the list; what is then out of range raises.

/// `_heapq`: the heap functions; `merge` and what is built of it are Python.
let heapFunctions: [Builtin] = [
  Builtin("heappush(heap, item, /)", "Push item onto heap.") { (m, a) throws(Raised) in
    let heap = try m.heapList(a[0], "heappush() argument 1")
    heap.append(a[1])
    try m.rise(heap, from: heap.count - 1, above: 0, .smallest)
    return .none
  },
  Builtin("heappop(heap, /)", "Pop the smallest item off the heap.") { (m, a) throws(Raised) in
    try m.heapPop(try m.heapList(a[0], "heappop() argument"), .smallest)
  },
  Builtin("heapify(heap, /)", "Transform list into a heap, in-place, in O(len(heap)) time.") {
    (m, a) throws(Raised) in
    try m.heapify(try m.heapList(a[0], "heapify() argument"), .smallest)
    return .none
  },
  Builtin("heapreplace(heap, item, /)", "Pop the smallest item, then push the new one.") {
    (m, a) throws(Raised) in
    try m.heapReplace(try m.heapList(a[0], "heapreplace() argument 1"), a[1], .smallest)
  },
  Builtin("heappushpop(heap, item, /)", "Push item, then pop the smallest.") {
    (m, a) throws(Raised) in
    let heap = try m.heapList(a[0], "heappushpop() argument 1")
    guard heap.count > 0 else { return a[1] }
    guard try m.isBefore(heap[0], a[1], .smallest) else { return a[1] }
    return try m.heapReplace(heap, a[1], .smallest)
  },
  Builtin("_heappop_max(heap, /)", "Maxheap variant of heappop.") { (m, a) throws(Raised) in
    try m.heapPop(try m.heapList(a[0], "_heappop_max() argument"), .largest)
  },
  Builtin("_heapify_max(heap, /)", "Maxheap variant of heapify.") { (m, a) throws(Raised) in
    try m.heapify(try m.heapList(a[0], "_heapify_max() argument"), .largest)
    return .none
  },
  Builtin("_heapreplace_max(heap, item, /)", "Maxheap variant of heapreplace.") {
    (m, a) throws(Raised) in
    try m.heapReplace(try m.heapList(a[0], "_heapreplace_max() argument 1"), a[1], .largest)
  },
]

/// Which item stands at the top of a heap.
private enum HeapOrder {
  case smallest, largest
}

extension Machine {
  fileprivate func heapList(_ value: Value, _ what: String) throws(Raised) -> List {
    if let list = value.object(.list) { return List(list) }
    throw raise(.typeError, "\(what) must be list, not \(argumentTypeName(value))")
  }

  /// Whether one item belongs above another. Both are kept while they are compared.
  fileprivate func isBefore(_ x: Value, _ y: Value, _ order: HeapOrder) throws(Raised) -> Bool {
    if case .int(let a) = x, case .int(let b) = y { return order == .smallest ? a < b : b < a }
    let mark = heap.state.pointee.poolCount
    defer { heap.drain(to: mark) }
    let (left, right) = (pooled(own(x)), pooled(own(y)))
    return order == .smallest ? try holds(.less, left, right) : try holds(.less, right, left)
  }

  private func isBefore(_ list: List, _ x: Int, _ y: Int, _ order: HeapOrder) throws(Raised) -> Bool {
    let count = list.count
    let answer = try isBefore(list[x], list[y], order)
    guard list.count == count else {
      throw raise(.runtimeError, "list changed size during iteration")
    }
    return answer
  }

  /// Moves an item up while it belongs above its parent.
  fileprivate func rise(_ list: List, from start: Int, above top: Int, _ order: HeapOrder)
    throws(Raised)
  {
    var place = start
    while place > top {
      let parent = (place - 1) >> 1
      guard try isBefore(list, place, parent, order) else { return }
      swap(&list.items[place], &list.items[parent])
      place = parent
    }
  }

  /// Moves the item at a place down to a leaf, past the better of its children, then up to where
  /// it belongs.
  private func sink(_ list: List, from start: Int, _ order: HeapOrder) throws(Raised) {
    let end = list.count
    var place = start
    var child = 2 * place + 1
    while child < end {
      let right = child + 1
      if right < end, !(try isBefore(list, child, right, order)) { child = right }
      swap(&list.items[place], &list.items[child])
      place = child
      child = 2 * place + 1
    }
    try rise(list, from: place, above: start, order)
  }

  fileprivate func heapPop(_ list: List, _ order: HeapOrder) throws(Raised) -> Value {
    guard list.count > 0 else { throw raise(.indexError, "index out of range") }
    let last = pooled(list.take(at: list.count - 1))
    guard list.count > 0 else { return last }
    return try heapReplace(list, last, order)
  }

  fileprivate func heapReplace(_ list: List, _ item: Value, _ order: HeapOrder) throws(Raised)
    -> Value
  {
    guard list.count > 0 else { throw raise(.indexError, "index out of range") }
    let top = pooled(list[0])
    list.items[0] = own(item)
    try sink(list, from: 0, order)
    return top
  }

  fileprivate func heapify(_ list: List, _ order: HeapOrder) throws(Raised) {
    for place in (0..<(list.count / 2)).reversed() {
      try sink(list, from: place, order)
      if place & 0xFFF == 0 { try checkInterrupt() }
    }
  }
}

// MARK: - bisect

/// `bisect`: where an item belongs in a list that is in order.
extension Machine {
  func fillBisect(_ module: ModuleBuilder) {
    module.add(bisectFunctions, of: "_bisect")
    let names = moduleNamespace(module.object)
    module.set("bisect", names.value(symbol("bisect_right")))
    module.set("insort", names.value(symbol("insort_right")))
  }
}

private let bisectFunctions = [
  bisect("bisect_left", isLeft: true), bisect("bisect_right", isLeft: false),
  insort("insort_left", isLeft: true), insort("insort_right", isLeft: false),
]

private func bisect(_ name: String, isLeft: Bool) -> Builtin {
  Builtin("\(name)(a, x, lo=0, hi=None, *, key=None)", "Where x belongs in list a.") {
    (m, a) throws(Raised) in .int(try m.bisect(a, a[1], isLeft: isLeft))
  }
}

private func insort(_ name: String, isLeft: Bool) -> Builtin {
  Builtin("\(name)(a, x, lo=0, hi=None, *, key=None)", "Insert x where it belongs in list a.") {
    (m, a) throws(Raised) in
    let key = a[4].orNone
    let place = try m.bisect(a, key.isNone ? a[1] : try m.call(key, [a[1]]), isLeft: isLeft)
    if let list = a[0].object(.list), list.type == m.types.list, place <= List(list).count {
      List(list).insert(owned: own(a[1]), at: place)
    } else {
      _ = try m.call(try m.attribute(of: a[0], m.symbol("insert")), [.int(place), a[1]])
    }
    return .none
  }
}

extension Machine {
  /// The place for an item among the items of `a[0]`, before or behind those that equal it.
  fileprivate func bisect(_ a: Arguments, _ item: Value, isLeft: Bool) throws(Raised) -> Int {
    var low = try index(a.given(2) ?? .int(0))
    guard low >= 0 else { throw raise(.valueError, "lo must be non-negative") }
    var high: Int
    if let given = a.given(3), !given.isNone {
      guard integer(given) != nil || !find(names.index, in: type(of: given)).isUndefined else {
        throw raise(
          .typeError, "argument should be integer or None, not '\(typeName(of: given))'")
      }
      high = try index(given)
    } else {
      high = try length(of: a[0])
    }
    let key = a[4].orNone
    while low < high {
      let mark = heap.state.pointee.poolCount
      defer { heap.drain(to: mark) }
      let middle = low + (high - low) / 2
      var other = pooled(own(try self.item(of: a[0], .int(middle))))
      if !key.isNone { other = try call(key, with: other) }
      let goesRight = isLeft ? try holds(.less, other, item) : !(try holds(.less, item, other))
      if goesRight { low = middle + 1 } else { high = middle }
    }
    return low
  }
}
