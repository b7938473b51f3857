/// `product`, `permutations` and the two kinds of combinations: places in a pool of items, stepped
/// from the right.

let productMethods: [Builtin] = [
  Builtin("__new__(cls, /, *iterables, repeat=1)", "The Cartesian product of the iterables.") {
    (m, a) throws(Raised) in
    let times = try m.cSize(a.given(1) ?? .int(1))
    guard times >= 0 else { throw m.raise(.valueError, "repeat argument cannot be negative") }
    var pools: [[Value]] = []
    for iterable in a.rest { pools.append(try m.collect(iterable)) }
    let size = pools.count.multipliedReportingOverflow(by: times)
    guard !size.overflow, size.partialValue < 1 << 24 else {
      throw m.raise(.overflowError, "repeat argument too large")
    }
    return m.iterator(
      ProductIterator(Array(repeatElement(pools, count: times).joined())), a.receiver)
  }
]

private final class ProductIterator: NativeIterator {
  private let pools: [[Value]]
  private var places: [Int]
  private var isFirst = true
  private var hasEnded: Bool

  init(_ pools: [[Value]]) {
    self.pools = pools
    places = Array(repeating: 0, count: pools.count)
    hasEnded = pools.contains(where: \.isEmpty)
    for pool in pools { for item in pool { _ = own(item) } }
  }

  override func next(_ machine: Machine) throws(Raised) -> Value {
    guard !hasEnded, isFirst || advance() else {
      hasEnded = true
      return .undefined
    }
    isFirst = false
    return machine.tuple(count: pools.count) { pools[$0][places[$0]] }
  }

  private func advance() -> Bool {
    for column in places.indices.reversed() {
      places[column] += 1
      if places[column] < pools[column].count { return true }
      places[column] = 0
    }
    return false
  }

  override func forEachOwned(_ visit: (Value) -> Void) {
    for pool in pools { pool.forEach(visit) }
  }
}

let permutationMethods: [Builtin] = [
  Builtin("__new__(cls, iterable, r=None)", "The ordered choices of r items.") {
    (m, a) throws(Raised) in
    let pool = try m.collect(a[1])
    var length = pool.count
    if let given = a.given(2), !given.isNone {
      guard m.integer(given) != nil else { throw m.raise(.typeError, "Expected int as r") }
      length = try m.choiceLength(given)
    }
    return m.iterator(PermutationIterator(pool, length), a.receiver)
  }
]

private final class PermutationIterator: NativeIterator {
  private let pool: [Value]
  private let length: Int
  private var places: [Int]
  /// How many items each column has still to try.
  private var cycles: [Int]
  private var isFirst = true
  private var hasEnded: Bool

  init(_ pool: [Value], _ length: Int) {
    self.pool = pool.map { own($0) }
    self.length = length
    hasEnded = length > pool.count
    places = Array(0..<pool.count)
    cycles = hasEnded ? [] : (0..<length).map { pool.count - $0 }
  }

  override func next(_ machine: Machine) throws(Raised) -> Value {
    guard !hasEnded, isFirst || advance() else {
      hasEnded = true
      return .undefined
    }
    isFirst = false
    return machine.tuple(count: length) { pool[places[$0]] }
  }

  private func advance() -> Bool {
    for column in (0..<length).reversed() {
      cycles[column] -= 1
      if cycles[column] > 0 {
        places.swapAt(column, places.count - cycles[column])
        return true
      }
      places.append(places.remove(at: column))
      cycles[column] = places.count - column
    }
    return false
  }

  override func forEachOwned(_ visit: (Value) -> Void) { pool.forEach(visit) }
}

/// The rows of `combinations`, or of `combinations_with_replacement`.
func combinationMethods(_ name: String, repeats: Bool) -> [Builtin] {
  [
    Builtin("__new__(cls, iterable, r)", "The choices of r items in the order of the pool.") {
      (m, a) throws(Raised) in
      let pool = try m.collect(a[1])
      let length = try m.choiceLength(a[2])
      return m.iterator(CombinationIterator(pool, length, repeats: repeats), a.receiver)
    }
  ]
}

private final class CombinationIterator: NativeIterator {
  private let pool: [Value]
  private let repeats: Bool
  private var places: [Int]
  private var isFirst = true
  private var hasEnded: Bool

  init(_ pool: [Value], _ length: Int, repeats: Bool) {
    self.pool = pool.map { own($0) }
    self.repeats = repeats
    hasEnded = repeats ? pool.isEmpty && length > 0 : length > pool.count
    let count = hasEnded ? 0 : length
    places = repeats ? Array(repeating: 0, count: count) : Array(0..<count)
  }

  override func next(_ machine: Machine) throws(Raised) -> Value {
    guard !hasEnded, isFirst || advance() else {
      hasEnded = true
      return .undefined
    }
    isFirst = false
    return machine.tuple(count: places.count) { pool[places[$0]] }
  }

  private func advance() -> Bool {
    for column in places.indices.reversed() {
      let last = repeats ? pool.count - 1 : column + pool.count - places.count
      guard places[column] < last else { continue }
      places[column] += 1
      for following in (column + 1)..<max(places.count, column + 1) {
        places[following] = places[following - 1] + (repeats ? 0 : 1)
      }
      return true
    }
    return false
  }

  override func forEachOwned(_ visit: (Value) -> Void) { pool.forEach(visit) }
}

extension Machine {
  /// The number of items in a choice.
  fileprivate func choiceLength(_ value: Value) throws(Raised) -> Int {
    let length = try cSize(value)
    guard length >= 0 else { throw raise(.valueError, "r must be non-negative") }
    guard length < 1 << 32 else { throw raise(types[.memoryError], []) }
    return length
  }
}
