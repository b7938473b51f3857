/// `product`, `permutations` and the two kinds of combinations: places in a pool of items, stepped
/// from the right.

/// Steps through choices of items.
private class ChoiceIterator: NativeIterator {
  /// The items to choose from, owned.
  private final let pool: UnsafeMutableBufferPointer<Value>
  /// Where the items of the present choice, and then those left out, stand in the pool.
  final let places: UnsafeMutableBufferPointer<Int>
  /// The number of items in a choice.
  final let length: Int
  private final let tuple = ReusedTuple()
  private final var isFirst = true
  private final var hasEnded: Bool

  /// An ended iterator has no choice at all.
  init(_ items: [Value], places: [Int], length: Int, hasEnded: Bool) {
    pool = .allocate(capacity: items.count)
    _ = pool.initialize(from: items)
    for item in items { _ = own(item) }
    self.places = .allocate(capacity: places.count)
    _ = self.places.initialize(from: places)
    self.length = length
    self.hasEnded = hasEnded
  }

  deinit {
    pool.deallocate()
    places.deallocate()
  }

  /// Goes to the next choice. The first column that has changed; nil after the last choice.
  func advance() -> Int? { nil }

  override final func next(_ machine: Machine) throws(Raised) -> Value {
    if hasEnded { return .undefined }
    var first = 0
    if !isFirst {
      guard let changed = advance() else {
        hasEnded = true
        return .undefined
      }
      first = changed
    }
    isFirst = false
    return tuple.filled(machine, count: length, from: first) { pool[places[$0]] }
  }

  override final func forEachOwned(_ visit: (Value) -> Void) {
    pool.forEach(visit)
    visit(tuple.last)
  }
}

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
    return m.iterator(ProductIterator(pools, times: times), a.receiver)
  }
]

private final class ProductIterator: ChoiceIterator {
  /// The part of the pool that belongs to each column.
  private let parts: [Range<Int>]

  /// - Parameter pools: the items of each iterable, all of which come `times` times.
  init(_ pools: [[Value]], times: Int) {
    let columns = ProductIterator.columns(pools.map(\.count), times: times)
    parts = columns
    super.init(
      Array(pools.joined()), places: columns.map(\.lowerBound), length: columns.count,
      hasEnded: columns.contains(where: \.isEmpty))
  }

  /// The parts of a pool that begins with so many items for each column.
  private static func columns(_ counts: [Int], times: Int) -> [Range<Int>] {
    var parts: [Range<Int>] = []
    var end = 0
    for count in counts {
      parts.append(end..<end + count)
      end += count
    }
    return Array(repeatElement(parts, count: times).joined())
  }

  override func advance() -> Int? {
    var column = length - 1
    while column >= 0 {
      places[column] &+= 1
      if places[column] < parts[column].upperBound { return column }
      places[column] = parts[column].lowerBound
      column &-= 1
    }
    return nil
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

private final class PermutationIterator: ChoiceIterator {
  /// How many items each column has still to try.
  private var cycles: [Int]

  init(_ pool: [Value], _ length: Int) {
    let hasEnded = length > pool.count
    cycles = hasEnded ? [] : (0..<length).map { pool.count - $0 }
    super.init(pool, places: Array(pool.indices), length: length, hasEnded: hasEnded)
  }

  override func advance() -> Int? {
    var column = length - 1
    while column >= 0 {
      cycles[column] &-= 1
      if cycles[column] > 0 {
        places.swapAt(column, places.count - cycles[column])
        return column
      }
      let first = places[column]
      for place in column..<places.count - 1 { places[place] = places[place + 1] }
      places[places.count - 1] = first
      cycles[column] = places.count - column
      column &-= 1
    }
    return nil
  }
}

/// The rows of `combinations`, or of `combinations_with_replacement`.
func combinationMethods(_ name: String, repeats: Bool) -> [Builtin] {
  [
    Builtin("__new__(cls, iterable, r)", "The choices of r items in the order of the pool.") {
      (m, a) throws(Raised) in
      let length = try m.choiceLength(a[2])
      let pool = try m.collect(a[1])
      return m.iterator(CombinationIterator(pool, length, repeats: repeats), a.receiver)
    }
  ]
}

private final class CombinationIterator: ChoiceIterator {
  private let repeats: Bool
  /// The last place that the first column may take.
  private let lastOfFirst: Int

  init(_ pool: [Value], _ length: Int, repeats: Bool) {
    self.repeats = repeats
    lastOfFirst = repeats ? pool.count - 1 : pool.count - length
    let hasEnded = repeats ? pool.isEmpty && length > 0 : length > pool.count
    let count = hasEnded ? 0 : length
    super.init(
      pool, places: repeats ? Array(repeating: 0, count: count) : Array(0..<count), length: count,
      hasEnded: hasEnded)
  }

  override func advance() -> Int? {
    let step = repeats ? 0 : 1
    var column = length - 1
    while column >= 0, places[column] >= lastOfFirst + column * step { column &-= 1 }
    if column < 0 { return nil }
    places[column] &+= 1
    var following = column + 1
    while following < length {
      places[following] = places[following - 1] &+ step
      following &+= 1
    }
    return column
  }
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
