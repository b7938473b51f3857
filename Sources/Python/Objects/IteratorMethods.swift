/// The methods of built-in iterators.
let iteratorMethods: [Builtin] = [
  Builtin("__iter__(self, /)", "Implement iter(self).") { (m, a) throws(Raised) in a[0] },
  Builtin("__next__(self, /)", "Implement next(self).") { (m, a) throws(Raised) in
    let item = try m.builtinNext(a.receiver)
    if item.isUndefined { throw m.endOfIteration() }
    return item
  },
  Builtin("__length_hint__(self, /)", "Estimate of the items still to come.") {
    (m, a) throws(Raised) in .int(try m.itemsLeft(a.receiver) ?? 0)
  },
]

/// The methods of generators.
let generatorMethods: [Builtin] = [
  iteratorMethods[0], iteratorMethods[1],
  Builtin("send(self, value, /)", "Resume with a value; return the next one.") {
    (m, a) throws(Raised) in
    let value = m.pooled(try m.resume(a.receiver, sending: a[1]))
    if value.isUndefined { throw m.endOfIteration() }
    return value
  }.quick(.send),
  Builtin("throw(self, type, value=None, traceback=None, /)", "Raise where it waits.") {
    (m, a) throws(Raised) in
    var exception = a[1]
    if exception.object(.type) != nil, let argument = a.given(2), !argument.isNone {
      exception = argument.object(.exception) != nil ? argument : try m.call(exception, with: argument)
    }
    exception = try m.makeException(
      exception,
      "exceptions must be classes or instances deriving from BaseException, not "
        + m.typeName(of: exception))
    let value = m.pooled(try m.throwInto(a.receiver, exception))
    if value.isUndefined { throw m.endOfIteration() }
    return value
  },
  Builtin("close(self, /)", "Raise GeneratorExit where it waits.") { (m, a) throws(Raised) in
    try m.close(a.receiver)
    return .none
  },
]

let enumerateMethods: [Builtin] = iteratorMethods + [
  Builtin("__new__(cls, iterable, start=0)", "Pairs of count and item.") { (m, a) throws(Raised) in
    let start = try m.integerIndex(a.given(2) ?? .int(0))
    let iterator = try m.iterator(over: a[1])
    return m.iterator(EnumerateIterator(iterator, m.value(start)), a.receiver)
  }
]

let zipMethods: [Builtin] = iteratorMethods + [
  Builtin("__new__(cls, *iterables, strict=False)", "Tuples of the items side by side.") {
    (m, a) throws(Raised) in
    let isStrict = try m.isTrue(a[1].orNone)
    var iterators: [Value] = []
    for iterable in a.rest { iterators.append(try m.iterator(over: iterable)) }
    return m.iterator(ZipIterator(iterators, isStrict: isStrict), a.receiver)
  }
]

let mapMethods: [Builtin] = iteratorMethods + [
  Builtin("__new__(cls, /, *args)", "The function's values for the items.") {
    (m, a) throws(Raised) in
    guard a.restCount >= 2 else {
      throw m.raise(.typeError, "map() must have at least two arguments.")
    }
    var iterators: [Value] = []
    for iterable in a.rest.dropFirst() { iterators.append(try m.iterator(over: iterable)) }
    return m.iterator(MapIterator(a.rest[0], iterators), a.receiver)
  }
]

let filterMethods: [Builtin] = iteratorMethods + [
  Builtin("__new__(cls, function, iterable, /)", "The items for which the function is true.") {
    (m, a) throws(Raised) in
    m.iterator(FilterIterator(a[1], try m.iterator(over: a[2])), a.receiver)
  }
]

let reversedMethods: [Builtin] = iteratorMethods + [
  Builtin("__new__(cls, sequence, /)", "The items from the last to the first.") {
    (m, a) throws(Raised) in
    let method = m.find(m.names.reversed, in: m.type(of: a[1]))
    if !method.isUndefined, !method.isNone { return try m.callMethodValue(method, a[1], []) }
    guard !m.find(m.names.getitem, in: m.type(of: a[1])).isUndefined, method.isUndefined else {
      throw m.raise(.typeError, "'\(m.typeName(of: a[1]))' object is not reversible")
    }
    return m.iterator(
      ReversedIterator(a[1], count: try m.length(of: a[1])), a.receiver)
  }
]

extension Machine {
  /// Items still to come from a built-in iterator, where known.
  func itemsLeft(_ object: Object) throws(Raised) -> Int? {
    let body = object.body(IteratorBody.self).pointee
    switch body.mode {
    case .range: return RangeMath.count(body.index, body.stop, body.step)
    case .native, .pairs: return body.native?.takeUnretainedValue().lengthHint(self)
    case .keys, .values, .items:
      guard let dict = body.source.object(.dict).map(Dict.init) else { return 0 }
      return (body.index..<max(body.index, dict.entryCount)).count {
        !dict.entries[$0].key.isUndefined
      }
    default:
      guard case .object(let source) = body.source else { return 0 }
      return max(0, (try builtinLength(source) ?? 0) - body.index)
    }
  }

  /// `generator.close()`
  func close(_ generator: Object) throws(Raised) {
    let body = generator.body(GeneratorBody.self)
    guard body.pointee.state == .suspended || body.pointee.state == .running else {
      return GeneratorObject.removeAll(generator)
    }
    let exit = try construct(types[.generatorExit], [], [])
    do throws(Raised) {
      let value = pooled(try throwInto(generator, exit))
      if !value.isUndefined { throw raise(.runtimeError, "generator ignored GeneratorExit") }
    } catch {
      guard isPending(.generatorExit) || isPending(.stopIteration) else { throw error }
      discardPending()
    }
  }
}

/// `enumerate(iterable, start)`
final class EnumerateIterator: PairIterator {
  private let iterator: Value
  private var count: Value
  /// The last pair, which is handed out again where nobody has kept it.
  private let last = UnsafeMutablePointer<Value>.allocate(capacity: 1)

  init(_ iterator: Value, _ start: Value) {
    self.iterator = own(iterator)
    count = own(start)
    last.initialize(to: .undefined)
  }

  deinit { last.deallocate() }

  override func next(_ machine: Machine) throws(Raised) -> Value {
    guard let item = try machine.next(iterator) else { return .undefined }
    let pair = machine.pair(count, item, inPlaceOf: last)
    try advanceCount(machine)
    return pair
  }

  override func nextPair(_ machine: Machine) throws(Raised) -> (first: Value, second: Value) {
    guard let item = try machine.next(iterator) else { return (.undefined, .undefined) }
    let pair = (own(count), own(item))
    try advanceCount(machine)
    return pair
  }

  @inline(__always)
  private func advanceCount(_ machine: Machine) throws(Raised) {
    if case .int(let number) = count, number < Int.max {
      count = .int(number + 1)
    } else {
      let following = own(try machine.binary(.add, count, .int(1)))
      drop(count)
      count = following
    }
  }

  override func forEachOwned(_ visit: (Value) -> Void) {
    visit(iterator)
    visit(count)
    visit(last.pointee)
  }
}

/// `zip(*iterables, strict=)`
final class ZipIterator: PairIterator {
  private let iterators: [Value]
  private let isStrict: Bool
  /// The last tuple, which is handed out again where nobody has kept it.
  private var last = Value.undefined

  init(_ iterators: [Value], isStrict: Bool) {
    self.iterators = iterators.map { own($0) }
    self.isStrict = isStrict
  }

  override func next(_ machine: Machine) throws(Raised) -> Value {
    if iterators.isEmpty { return .undefined }
    let items = row(machine)
    for index in iterators.indices {
      guard let item = try machine.next(iterators[index]) else {
        if isStrict { try checkLengths(machine, index) }
        return .undefined
      }
      store(items.items + index, own(item))
    }
    return .object(items.object)
  }

  override var makesPairs: Bool { iterators.count == 2 }

  override func nextPair(_ machine: Machine) throws(Raised) -> (first: Value, second: Value) {
    guard let item = try machine.next(iterators[0]) else {
      if isStrict { try checkLengths(machine, 0) }
      return (.undefined, .undefined)
    }
    let first = own(item)
    do throws(Raised) {
      if let second = try machine.next(iterators[1]) { return (first, own(second)) }
      if isStrict { try checkLengths(machine, 1) }
    } catch {
      drop(first)
      throw error
    }
    drop(first)
    return (.undefined, .undefined)
  }

  /// The tuple to fill, kept by the pool: an iterator that is asked for an item may come back here.
  private func row(_ machine: Machine) -> Tuple {
    if case .object(let object) = last, object.header.pointee.count == 1 {
      return Tuple(machine.heap.pooled(own(object)))
    }
    let row = machine.heap.allocateTuple(iterators.count, type: machine.types.tuple)
    row.items.initialize(repeating: .undefined, count: iterators.count)
    let old = last
    last = .object(own(row.object))
    drop(old)
    return Tuple(machine.heap.pooled(row.object))
  }

  /// One iterator has ended: with `strict` all others must, too.
  private func checkLengths(_ machine: Machine, _ ended: Int) throws(Raised) {
    func names(_ count: Int) -> String { count == 1 ? "argument 1" : "arguments 1-\(count)" }
    if ended > 0 {
      throw machine.raise(
        .valueError, "zip() argument \(ended + 1) is shorter than \(names(ended))")
    }
    for index in 1..<max(1, iterators.count) where try machine.next(iterators[index]) != nil {
      throw machine.raise(
        .valueError, "zip() argument \(index + 1) is longer than \(names(index))")
    }
  }

  override func forEachOwned(_ visit: (Value) -> Void) {
    iterators.forEach(visit)
    visit(last)
  }
}

/// `map(function, *iterables)`
final class MapIterator: NativeIterator {
  private let function: Value
  private let iterators: [Value]

  init(_ function: Value, _ iterators: [Value]) {
    self.function = own(function)
    self.iterators = iterators.map { own($0) }
  }

  override func next(_ machine: Machine) throws(Raised) -> Value {
    guard let first = try machine.nextKept(iterators[0]) else { return .undefined }
    if iterators.count == 1 { return try machine.call(function, with: first) }
    var items = [first]
    for iterator in iterators.dropFirst() {
      guard let item = try machine.nextKept(iterator) else { return .undefined }
      items.append(item)
    }
    return try machine.call(function, items)
  }

  override func forEachOwned(_ visit: (Value) -> Void) {
    visit(function)
    iterators.forEach(visit)
  }
}

/// `filter(function, iterable)`; with None the items' own truth counts.
final class FilterIterator: NativeIterator {
  private let function: Value
  private let iterator: Value

  init(_ function: Value, _ iterator: Value) {
    self.function = own(function)
    self.iterator = own(iterator)
  }

  override func next(_ machine: Machine) throws(Raised) -> Value {
    while true {
      let mark = machine.heap.state.pointee.poolCount
      guard let found = try machine.next(iterator) else { return .undefined }
      let item = machine.pooled(own(found))
      let answer = function.isNone ? item : try machine.call(function, with: item)
      if try machine.isTrue(answer) { return item }
      machine.heap.drain(to: mark)
      try machine.checkInterrupt()
    }
  }

  override func forEachOwned(_ visit: (Value) -> Void) {
    visit(function)
    visit(iterator)
  }
}

/// `reversed(sequence)`: by index from the end.
final class ReversedIterator: NativeIterator {
  private let sequence: Value
  private var index: Int

  init(_ sequence: Value, count: Int) {
    self.sequence = own(sequence)
    index = count - 1
  }

  override func next(_ machine: Machine) throws(Raised) -> Value {
    guard index >= 0 else { return .undefined }
    index -= 1
    if let list = sequence.object(.list).map(List.init) {
      if index + 1 < list.count { return list[index + 1] }
      index = -1
      return .undefined
    }
    do throws(Raised) {
      return try machine.item(of: sequence, .int(index + 1))
    } catch {
      guard machine.isPending(.indexError) || machine.isPending(.stopIteration) else { throw error }
      machine.discardPending()
      index = -1
      return .undefined
    }
  }

  override func lengthHint(_ machine: Machine) -> Int? { index + 1 }

  override func forEachOwned(_ visit: (Value) -> Void) { visit(sequence) }
}
