/// `itertools`: each function is a class of iterators. Those of combinations are in
/// `ItertoolsCombinatorics`, those that share what they read in `ItertoolsSharing`.
extension Machine {
  func fillItertools(_ module: ModuleBuilder) {
    let tables: [(String, (Object) -> [Builtin])] = [
      ("count", { _ in countMethods }), ("repeat", { _ in repeatMethods }),
      ("cycle", { _ in cycleMethods }), ("accumulate", { _ in accumulateMethods }),
      ("chain", { _ in chainMethods }), ("compress", { _ in compressMethods }),
      ("dropwhile", { _ in dropWhileMethods }), ("takewhile", { _ in takeWhileMethods }),
      ("filterfalse", { _ in filterFalseMethods }), ("starmap", { _ in starMapMethods }),
      ("pairwise", { _ in pairwiseMethods }), ("islice", { _ in sliceIteratorMethods }),
      ("zip_longest", { _ in zipLongestMethods }), ("product", { _ in productMethods }),
      ("permutations", { _ in permutationMethods }),
      ("combinations", { _ in combinationMethods("combinations", repeats: false) }),
      (
        "combinations_with_replacement",
        { _ in combinationMethods("combinations_with_replacement", repeats: true) }
      ),
    ]
    for (name, rows) in tables {
      let type = addIteratorType(name, module: "itertools", rows: [], isBase: true)
      add(rows(type), to: type)
      module.set(name, .object(type))
    }
    let grouper = addIteratorType("_grouper", module: "itertools", rows: [])
    let groupBy = addIteratorType(
      "groupby", module: "itertools", rows: groupByMethods(grouper), isBase: true)
    module.set("groupby", .object(groupBy))
    let tee = addIteratorType("_tee", module: "itertools", rows: teeMethods)
    module.set("_tee", .object(tee))
    module.add([teeFunction(tee)])
  }
}

extension Arguments {
  /// The Swift side of the receiver, an iterator of the given class.
  func native<Native: NativeIterator>(_: Native.Type) -> Native? {
    receiver.body(IteratorBody.self).pointee.native?.takeUnretainedValue() as? Native
  }
}

// MARK: - Without end

private let countMethods: [Builtin] = [
  Builtin("__new__(cls, start=0, step=1)", "start, start + step, ...") { (m, a) throws(Raised) in
    let (start, step) = (a.given(1) ?? .int(0), a.given(2) ?? .int(1))
    for value in [start, step] where !m.isNumber(value) {
      throw m.raise(.typeError, "a number is required")
    }
    return m.iterator(CountIterator(start, step), a.receiver)
  },
  Builtin("__repr__(self, /)", "Return repr(self).") { (m, a) throws(Raised) in
    guard let (value, step) = a.native(CountIterator.self)?.state else { return m.string("") }
    let text = try m.repr(value)
    if case .int(1) = step { return m.string("count(\(text))") }
    return m.string("count(\(text), \(try m.repr(step)))")
  },
  Builtin("__reduce__(self, /)", "Return state information for pickling.") {
    (m, a) throws(Raised) in
    guard let (value, step) = a.native(CountIterator.self)?.state else { return .none }
    if case .int(1) = step { return m.tuple([.object(a.receiver.type), m.tuple([value])]) }
    return m.tuple([.object(a.receiver.type), m.tuple([value, step])])
  },
]

extension Machine {
  /// Whether a value counts as a number: it is one, or can be made an int, float or complex.
  func isNumber(_ value: Value) -> Bool {
    if number(value) != nil { return true }
    let type = type(of: value)
    return [names.index, names.float, names.complex].contains { !find($0, in: type).isUndefined }
  }
}

private final class CountIterator: NativeIterator {
  private var value: Value
  private let step: Value

  init(_ start: Value, _ step: Value) {
    value = own(start)
    self.step = own(step)
  }

  var state: (Value, Value) { (value, step) }

  override func next(_ machine: Machine) throws(Raised) -> Value {
    let current = machine.pooled(own(value))
    let following = own(try machine.binary(.add, current, step))
    let old = value
    value = following
    drop(old)
    return current
  }

  override func forEachOwned(_ visit: (Value) -> Void) {
    visit(value)
    visit(step)
  }
}

private let repeatMethods: [Builtin] = [
  Builtin("__new__(cls, object, times=None)", "The object again and again.") {
    (m, a) throws(Raised) in
    let times = try a.given(2).map { (times) throws(Raised) in max(0, try m.cSize(times)) }
    return m.iterator(RepeatIterator(a[1], times), a.receiver)
  },
  Builtin("__repr__(self, /)", "Return repr(self).") { (m, a) throws(Raised) in
    guard let native = a.native(RepeatIterator.self) else { return m.string("") }
    let times = native.left.map { ", \($0)" } ?? ""
    return m.string("repeat(\(try m.repr(native.value))\(times))")
  },
  Builtin("__length_hint__(self, /)", "How often it still comes.") { (m, a) throws(Raised) in
    if let left = a.native(RepeatIterator.self)?.left { return .int(left) }
    throw m.raise(.typeError, "len() of unsized object")
  },
]

private final class RepeatIterator: NativeIterator {
  let value: Value
  /// How often it still comes; nil without end.
  private(set) var left: Int?

  init(_ value: Value, _ times: Int?) {
    self.value = own(value)
    left = times
  }

  override func next(_ machine: Machine) throws(Raised) -> Value {
    if let left {
      if left == 0 { return .undefined }
      self.left = left - 1
    }
    return value
  }

  override func lengthHint(_ machine: Machine) -> Int? { left }
  override func forEachOwned(_ visit: (Value) -> Void) { visit(value) }
}

private let cycleMethods: [Builtin] = [
  Builtin("__new__(cls, iterable, /)", "The items, over and over.") { (m, a) throws(Raised) in
    m.iterator(CycleIterator(try m.iterator(over: a[1])), a.receiver)
  }
]

private final class CycleIterator: NativeIterator {
  private let iterator: Value
  private var saved: [Value] = []
  private var isRead = false
  private var place = 0

  init(_ iterator: Value) { self.iterator = own(iterator) }

  override func next(_ machine: Machine) throws(Raised) -> Value {
    if !isRead {
      if let item = try machine.next(iterator) {
        saved.append(own(item))
        return item
      }
      isRead = true
    }
    guard !saved.isEmpty else { return .undefined }
    if place >= saved.count { place = 0 }
    place += 1
    return saved[place - 1]
  }

  override func forEachOwned(_ visit: (Value) -> Void) {
    visit(iterator)
    saved.forEach(visit)
  }
}

// MARK: - One item from one

private let accumulateMethods: [Builtin] = [
  Builtin("__new__(cls, iterable, func=None, *, initial=None)", "Accumulated sums.") {
    (m, a) throws(Raised) in
    let iterator = try m.iterator(over: a[1])
    return m.iterator(AccumulateIterator(iterator, a[2].orNone, a[3].orNone), a.receiver)
  }
]

private final class AccumulateIterator: NativeIterator {
  private let iterator, function: Value
  private var initial: Value
  private var total = Value.undefined

  init(_ iterator: Value, _ function: Value, _ initial: Value) {
    self.iterator = own(iterator)
    self.function = own(function)
    self.initial = own(initial)
  }

  override func next(_ machine: Machine) throws(Raised) -> Value {
    if !initial.isNone {
      (total, initial) = (initial, .none)
      return total
    }
    guard let item = try machine.nextKept(iterator) else { return .undefined }
    var following = item
    if !total.isUndefined {
      let before = machine.pooled(own(total))
      following = function.isNone
        ? try machine.binary(.add, before, item) : try machine.call(function, with: before, item)
    }
    let old = total
    total = own(following)
    drop(old)
    return following
  }

  override func forEachOwned(_ visit: (Value) -> Void) {
    visit(iterator)
    visit(function)
    visit(initial)
    visit(total)
  }
}

private let starMapMethods: [Builtin] = [
  Builtin("__new__(cls, function, iterable, /)", "function(*item) for each item.") {
    (m, a) throws(Raised) in
    m.iterator(StarMapIterator(a[1], try m.iterator(over: a[2])), a.receiver)
  }
]

private final class StarMapIterator: NativeIterator {
  private let function, iterator: Value

  init(_ function: Value, _ iterator: Value) {
    self.function = own(function)
    self.iterator = own(iterator)
  }

  override func next(_ machine: Machine) throws(Raised) -> Value {
    guard let item = try machine.nextKept(iterator) else { return .undefined }
    if let items = machine.plainBuffer(item) { return try machine.call(function, items: items) }
    return try machine.call(function, try machine.collect(item))
  }

  override func forEachOwned(_ visit: (Value) -> Void) {
    visit(function)
    visit(iterator)
  }
}

private let pairwiseMethods: [Builtin] = [
  Builtin("__new__(cls, iterable, /)", "Overlapping pairs of items.") { (m, a) throws(Raised) in
    m.iterator(PairwiseIterator(try m.iterator(over: a[1])), a.receiver)
  }
]

private final class PairwiseIterator: NativeIterator {
  private let iterator: Value
  private var before = Value.undefined

  init(_ iterator: Value) { self.iterator = own(iterator) }

  override func next(_ machine: Machine) throws(Raised) -> Value {
    if before.isUndefined {
      guard let first = try machine.next(iterator) else { return .undefined }
      before = own(first)
    }
    let left = machine.pooled(own(before))
    guard let item = try machine.nextKept(iterator) else { return .undefined }
    let old = before
    before = own(item)
    drop(old)
    return machine.tuple(count: 2) { $0 == 0 ? left : item }
  }

  override func forEachOwned(_ visit: (Value) -> Void) {
    visit(iterator)
    visit(before)
  }
}

// MARK: - A choice of the items

private let compressMethods: [Builtin] = [
  Builtin("__new__(cls, data, selectors)", "The data whose selectors are true.") {
    (m, a) throws(Raised) in
    let data = try m.iterator(over: a[1])
    return m.iterator(
      SelectingIterator(.selected, data, by: try m.iterator(over: a[2])), a.receiver)
  }
]

private let dropWhileMethods = [selecting("__new__(cls, predicate, iterable, /)", .afterFirstFalse)]
private let takeWhileMethods = [selecting("__new__(cls, predicate, iterable, /)", .untilFirstFalse)]
private let filterFalseMethods = [selecting("__new__(cls, function, iterable, /)", .false)]

private func selecting(_ signature: String, _ rule: SelectingIterator.Rule) -> Builtin {
  Builtin(signature, "The items that meet the predicate's condition.") { (m, a) throws(Raised) in
    m.iterator(SelectingIterator(rule, try m.iterator(over: a[2]), by: a[1]), a.receiver)
  }
}

/// Items chosen by another iterator or by a predicate.
private final class SelectingIterator: NativeIterator {
  enum Rule {
    /// Where the item of the other iterator is true.
    case selected
    /// All from the first on for which the predicate is false; all before that.
    case afterFirstFalse, untilFirstFalse
    /// Those for which the predicate, or the item itself if that is None, is false.
    case `false`
  }

  private let rule: Rule
  private let iterator: Value
  /// The other iterator or the predicate.
  private let selector: Value
  private var hasMetFalse = false

  init(_ rule: Rule, _ iterator: Value, by selector: Value) {
    self.rule = rule
    self.iterator = own(iterator)
    self.selector = own(selector)
  }

  override func next(_ machine: Machine) throws(Raised) -> Value {
    if rule == .untilFirstFalse, hasMetFalse { return .undefined }
    while true {
      let mark = machine.heap.state.pointee.poolCount
      guard let item = try machine.nextKept(iterator) else { return .undefined }
      if rule == .afterFirstFalse, hasMetFalse { return item }
      guard let answer = try test(item, machine) else { return .undefined }
      switch rule {
      case .selected: if answer { return item }
      case .false: if !answer { return item }
      case .untilFirstFalse:
        hasMetFalse = !answer
        return answer ? item : .undefined
      case .afterFirstFalse:
        hasMetFalse = !answer
        if !answer { return item }
      }
      machine.heap.drain(to: mark)
      try machine.checkInterrupt()
    }
  }

  /// What the selector says; nil where there are no more selectors.
  private func test(_ item: Value, _ machine: Machine) throws(Raised) -> Bool? {
    if rule == .selected {
      guard let selected = try machine.nextKept(selector) else { return nil }
      return try machine.isTrue(selected)
    }
    if rule == .false, selector.isNone { return try machine.isTrue(item) }
    return try machine.isTrue(try machine.call(selector, with: item))
  }

  override func forEachOwned(_ visit: (Value) -> Void) {
    visit(iterator)
    visit(selector)
  }
}

private let sliceIteratorMethods: [Builtin] = [
  Builtin("__new__(cls, /, *args)", "Items from start to stop, every step-th.") {
    (m, a) throws(Raised) in
    guard a.restCount >= 2 else {
      throw m.raise(.typeError, "islice expected at least 2 arguments, got \(a.restCount)")
    }
    guard a.restCount <= 4 else {
      throw m.raise(.typeError, "islice expected at most 4 arguments, got \(a.restCount)")
    }
    let bounds = try m.sliceBounds(Array(a.rest.dropFirst()))
    return m.iterator(SliceIterator(try m.iterator(over: a.rest[0]), bounds), a.receiver)
  }
]

extension Machine {
  /// The bounds that `islice` was given, without the iterable.
  fileprivate func sliceBounds(_ bounds: [Value]) throws(Raised)
    -> (start: Int, stop: Int?, step: Int)
  {
    let rule = "must be None or an integer: 0 <= x <= sys.maxsize."
    func bound(_ value: Value, _ message: String) throws(Raised) -> Int? {
      if value.isNone { return nil }
      let position = sliceWord(value) ?? -1
      guard position >= 0 else { throw self.raise(.valueError, message) }
      return position
    }
    let stopRule = "Stop argument for islice() " + rule
    if bounds.count == 1 { return (0, try bound(bounds[0], stopRule), 1) }
    let hasBadStop = !bounds[1].isNone && sliceWord(bounds[1]) == nil
    if hasBadStop { throw raise(.valueError, stopRule) }
    let start = try bound(bounds[0], "Indices for islice() " + rule) ?? 0
    let stop = try bound(bounds[1], "Indices for islice() " + rule)
    let given = bounds.count > 2 ? bounds[2] : .none
    let step = given.isNone ? 1 : sliceWord(given) ?? 0
    guard step >= 1 else {
      throw raise(.valueError, "Step for islice() must be a positive integer or None.")
    }
    return (start, stop, step)
  }

  private func sliceWord(_ value: Value) -> Int? {
    do throws(Raised) {
      return try index(value)
    } catch {
      discardPending()
      return nil
    }
  }
}

private final class SliceIterator: NativeIterator {
  private let iterator: Value
  private var position = 0
  private var wanted: Int
  private let stop: Int?
  private let step: Int

  init(_ iterator: Value, _ bounds: (start: Int, stop: Int?, step: Int)) {
    self.iterator = own(iterator)
    wanted = bounds.start
    stop = bounds.stop
    step = bounds.step
  }

  override func next(_ machine: Machine) throws(Raised) -> Value {
    let last = min(wanted, stop ?? Int.max)
    while position < last {
      let mark = machine.heap.state.pointee.poolCount
      guard try machine.next(iterator) != nil else { return .undefined }
      machine.heap.drain(to: mark)
      position += 1
      try machine.checkInterrupt()
    }
    if let stop, wanted >= stop { return .undefined }
    guard let item = try machine.next(iterator) else { return .undefined }
    position += 1
    wanted = wanted.addingReportingOverflow(step).overflow ? Int.max : wanted + step
    return item
  }

  override func forEachOwned(_ visit: (Value) -> Void) { visit(iterator) }
}

// MARK: - Several iterables

private let chainMethods: [Builtin] = [
  Builtin("__new__(cls, /, *iterables)", "The items of one iterable after the other.") {
    (m, a) throws(Raised) in
    m.iterator(ChainIterator(try m.iterator(over: m.tuple(Array(a.rest)))), a.receiver)
  },
  Builtin("from_iterable(cls, iterable, /)", "A chain of what one iterable gives.") {
    (m, a) throws(Raised) in
    m.iterator(ChainIterator(try m.iterator(over: a[1])), a.receiver)
  },
  classItemMethod,
]

private final class ChainIterator: NativeIterator {
  private var source: Value
  private var active = Value.undefined

  init(_ source: Value) { self.source = own(source) }

  override func next(_ machine: Machine) throws(Raised) -> Value {
    while true {
      if active.isUndefined {
        guard !source.isUndefined, let iterable = try machine.nextKept(source) else { break }
        active = own(try machine.iterator(over: iterable))
      }
      let current = machine.pooled(own(active))
      if let item = try machine.next(current) { return item }
      if active.isIdentical(to: current) {
        active = .undefined
        drop(current)
      }
      try machine.checkInterrupt()
    }
    let old = source
    source = .undefined
    drop(old)
    return .undefined
  }

  override func forEachOwned(_ visit: (Value) -> Void) {
    visit(source)
    visit(active)
  }
}

private let zipLongestMethods: [Builtin] = [
  Builtin("__new__(cls, /, *iterables, **kwargs)", "Tuples side by side, up to the longest.") {
    (m, a) throws(Raised) in
    var fill = Value.none
    for (name, value) in a[1].object(.dict).map({ m.keywordPairs(Dict($0)) }) ?? [] {
      guard name.text == "fillvalue" else {
        throw m.raise(.typeError, "zip_longest() got an unexpected keyword argument")
      }
      fill = value
    }
    var iterators: [Value] = []
    for iterable in a.rest { iterators.append(try m.iterator(over: iterable)) }
    return m.iterator(ZipLongestIterator(iterators, fill: fill), a.receiver)
  }
]

private final class ZipLongestIterator: NativeIterator {
  /// Undefined where one has ended.
  private var iterators: [Value]
  private let fill: Value
  private var active: Int

  init(_ iterators: [Value], fill: Value) {
    self.iterators = iterators.map { own($0) }
    self.fill = own(fill)
    active = iterators.count
  }

  override func next(_ machine: Machine) throws(Raised) -> Value {
    guard active > 0 else { return .undefined }
    var items: [Value] = []
    for index in iterators.indices {
      let iterator = iterators[index]
      if iterator.isUndefined {
        items.append(fill)
      } else if let item = try machine.nextKept(iterator) {
        items.append(item)
      } else {
        active -= 1
        if active <= 0 { return .undefined }
        items.append(fill)
        let ended = iterators[index]
        iterators[index] = .undefined
        drop(ended)
      }
    }
    return machine.tuple(items)
  }

  override func forEachOwned(_ visit: (Value) -> Void) {
    iterators.forEach(visit)
    visit(fill)
  }
}
