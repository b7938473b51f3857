/// Iterators and generators.
extension Machine {
  /// What a step of an iterator came to.
  enum Step {
    case ended
    case yielded(Value)
  }

  // MARK: Making iterators

  /// `iter(value)`, borrowed.
  public func iterator(over value: Value) throws(Raised) -> Value {
    guard case .object(let object) = value else { throw notIterable(value) }
    if object.kind == .iterator || object.kind == .generator { return value }
    if !TypeObject(object.type).isUserDefined, let made = builtinIterator(object) {
      return .object(heap.pooled(made))
    }
    let method = find(names.iter, in: object.type)
    if method.isNone { throw notIterable(value) }
    if !method.isUndefined {
      let iterator = try callMethodValue(method, value, [])
      guard isIterator(iterator) else {
        throw raise(.typeError, "iter() returned non-iterator of type '\(typeName(of: iterator))'")
      }
      return iterator
    }
    guard hasItemsInOrder(object) else { throw notIterable(value) }
    return iterator(SequenceIterator(own(value)), types.sequenceIterator)
  }

  private func notIterable(_ value: Value) -> Raised {
    raise(.typeError, "'\(typeName(of: value))' object is not iterable")
  }

  /// An iterator over an exact built-in container, owned; nil for other kinds.
  func builtinIterator(_ object: Object) -> Object? {
    let value = Value.object(object)
    switch object.kind {
    case .list: return heap.allocateIterator(.list, over: value, type: types.listIterator)
    case .tuple: return heap.allocateIterator(.tuple, over: value, type: types.tupleIterator)
    case .string: return heap.allocateIterator(.string, over: value, type: types.stringIterator)
    case .range: return rangeIterator(object)
    case .dict:
      return dictIterator(value, .keys)
    case .dictView:
      guard let part = DictPart(object.type, types) else { return nil }
      return dictIterator(object.body(CellBody.self).pointee.content, part)
    case .set: return heap.allocateIterator(SetIterator(own(value)), type: types.setIterator)
    case .bytes, .byteArray:
      let items = (byteContent(value) ?? []).map { Value.int(Int($0)) }
      return heap.allocateIterator(ArrayIterator(items), type: types.bytesIterator)
    default: return nil
    }
  }

  /// An iterator over a part of a dict's entries, owned.
  func dictIterator(_ dict: Value, _ part: DictPart) -> Object? {
    guard let table = dict.object(.dict).map(Dict.init) else { return nil }
    return heap.allocateIterator(
      part.mode, over: dict, type: iteratorType(of: table.object, part, isReversed: false),
      index: table.firstPlace, stop: table.count)
  }

  /// Whether a value has elements by number: an object of a class with `__getitem__` that is no dict.
  public func hasItems(_ value: Value) -> Bool {
    guard case .object(let object) = value, object.kind != .dict else { return false }
    return !find(names.getitem, in: object.type).isUndefined
  }

  public func isIterable(_ value: Value) -> Bool {
    guard case .object(let object) = value else { return false }
    switch object.kind {
    case .list, .tuple, .string, .dict, .set, .range, .dictView, .iterator, .generator, .bytes,
      .byteArray:
      return true
    default:
      let method = find(names.iter, in: object.type)
      if method.isNone { return false }
      return !method.isUndefined || hasItemsInOrder(object)
    }
  }

  /// Whether an object without `__iter__` is iterated by `__getitem__` and numbers from 0; the
  /// sequences among the built-in classes have an `__iter__`.
  private func hasItemsInOrder(_ object: Object) -> Bool {
    let method = find(names.getitem, in: object.type)
    return !method.isUndefined && method.object(.native) == nil
  }

  func isIterator(_ value: Value) -> Bool {
    guard case .object(let object) = value else { return false }
    if object.kind == .iterator || object.kind == .generator { return true }
    return !find(names.next, in: object.type).isUndefined
  }

  // MARK: Stepping

  /// The next item, borrowed; nil at the end.
  @inline(__always)
  public func next(_ iterator: Value) throws(Raised) -> Value? {
    guard case .object(let object) = iterator else { return nil }
    let value: Value
    switch object.kind {
    case .iterator, .generator: value = try builtinNext(object)
    default: value = try stepByMethod(iterator)
    }
    return value.isUndefined ? nil : value
  }

  /// What a generator or a built-in iterator, of a derived class too, hands out next by itself;
  /// undefined at the end: `lastReturn` then holds the value of its StopIteration.
  @inline(__always)
  func builtinNext(_ object: Object) throws(Raised) -> Value {
    if object.kind == .generator { return pooled(try resume(object, sending: .none)) }
    forgetReturn()
    return try step(object)
  }

  /// Before a step: an iterator that ends without a StopIteration of its own has no value.
  @inline(__always)
  func forgetReturn() {
    if _slowPath(!state.pointee.lastReturn.isNone) { store(&state.pointee.lastReturn, .none) }
  }

  /// The next item, kept alive by the pool; nil at the end.
  @inline(__always)
  func nextKept(_ iterator: Value) throws(Raised) -> Value? {
    guard let item = try next(iterator) else { return nil }
    return pooled(own(item))
  }

  /// The next item of a built-in iterator; undefined at the end.
  func step(_ object: Object) throws(Raised) -> Value {
    let body = object.body(IteratorBody.self)
    let index = body.pointee.index
    switch body.pointee.mode {
    case .range:
      guard body.pointee.step > 0 ? index < body.pointee.stop : index > body.pointee.stop else {
        return .undefined
      }
      body.pointee.index = index &+ body.pointee.step
      return .int(index)
    case .list:
      guard case .object(let list) = body.pointee.source, index < List(list).count else { break }
      body.pointee.index = index + 1
      return List(list)[index]
    case .tuple:
      guard case .object(let tuple) = body.pointee.source, index < Tuple(tuple).count else { break }
      body.pointee.index = index + 1
      return Tuple(tuple)[index]
    case .string:
      guard case .object(let text) = body.pointee.source, index < StringObject(text).count else {
        break
      }
      body.pointee.index = index + 1
      return character(StringObject(text)[index])
    case .keys, .values, .items:
      let entry = try stepOverDict(body)
      if entry.key.isUndefined { return .undefined }
      switch body.pointee.mode {
      case .keys: return entry.key
      case .values: return entry.value
      default: return pair(entry.key, entry.value, inPlaceOf: &body.pointee.pair)
      }
    case .native, .pairs:
      return try stepNative(body, end: .undefined) { (native) throws(Raised) in
        try native.next(self)
      }
    }
    store(&body.pointee.source, .undefined)
    return .undefined
  }

  /// A step of an iterator written in Swift, which the caller's iterator keeps alive: it is not
  /// counted on the way.
  @inline(__always)
  private func stepNative<Item>(
    _ body: UnsafeMutablePointer<IteratorBody>, end: Item,
    _ next: (NativeIterator) throws(Raised) -> Item
  ) throws(Raised) -> Item {
    guard let native = body.pointee.native else { return end }
    var hasFailed = false
    let item = native._withUnsafeGuaranteedRef { native in
      do throws(Raised) {
        return try next(native)
      } catch {
        hasFailed = true
        return end
      }
    }
    if _slowPath(hasFailed) {
      // StopIteration of a function that it calls is its own end.
      try keepStopValue(Raised())
    }
    return item
  }

  /// A step of a `for` loop that takes each item apart into two registers: an iterator of pairs hands
  /// these out without a tuple. False at the end; nil where there are whole items only.
  @inline(never)
  func advancePair(_ object: Object, into targets: UnsafeMutablePointer<Value>) throws(Raised)
    -> Bool?
  {
    let body = object.body(IteratorBody.self)
    let pair: (first: Value, second: Value)
    switch body.pointee.mode {
    case .items:
      let entry = try stepOverDict(body)
      pair = (own(entry.key), own(entry.value))
    case .pairs:
      let mark = heap.state.pointee.poolCount
      pair = try stepNative(body, end: (.undefined, .undefined)) { (native) throws(Raised) in
        try unsafeDowncast(native, to: PairIterator.self).nextPair(self)
      }
      heap.drain(to: mark)
    default: return nil
    }
    if pair.first.isUndefined { return false }
    store(targets, pair.first)
    store(targets + 1, pair.second)
    return true
  }

  /// The next live entry of a dict iterator; one without a key at the end.
  @inline(__always)
  private func stepOverDict(_ body: UnsafeMutablePointer<IteratorBody>) throws(Raised)
    -> DictEntry
  {
    let end = DictEntry(hash: 0, key: .undefined, value: .undefined)
    guard case .object(let object) = body.pointee.source else { return end }
    let dict = Dict(object)
    guard dict.count == body.pointee.stop else { throw sizeChanged(body) }
    var place = body.pointee.index
    while place < dict.entryCount {
      let entry = dict.entries[place]
      place &+= 1
      if entry.key.isUndefined { continue }
      body.pointee.index = place
      return entry
    }
    store(&body.pointee.source, .undefined)
    return end
  }

  /// The iterator stays at an end that can't be reached: it raises each time.
  @inline(never)
  private func sizeChanged(_ body: UnsafeMutablePointer<IteratorBody>) -> Raised {
    body.pointee.stop = -1
    let isOrdered = body.pointee.source.object.map { isOrderedDict($0) } ?? false
    return raise(
      .runtimeError,
      isOrdered
        ? "OrderedDict mutated during iteration" : "dictionary changed size during iteration")
  }

  /// Calls `__next__`.
  private func callNext(_ iterator: Value) throws(Raised) -> Value {
    let method = find(names.next, in: type(of: iterator))
    guard !method.isUndefined else {
      throw raise(.typeError, "'\(typeName(of: iterator))' object is not an iterator")
    }
    return try callMethodValue(method, iterator, [])
  }

  private func stepByMethod(_ iterator: Value) throws(Raised) -> Value {
    do throws(Raised) {
      return try callNext(iterator)
    } catch {
      try keepStopValue(error)
      return .undefined
    }
  }

  /// A step of a `for` loop over anything but a generator.
  func advance(_ iterator: Value) throws(Raised) -> Step {
    let mark = heap.state.pointee.poolCount
    guard let value = try next(iterator) else {
      heap.drain(to: mark)
      return .ended
    }
    let owned = own(value)
    heap.drain(to: mark)
    return .yielded(owned)
  }

  /// Pushes a frame for the `__next__` of an instance, where that is plain Python code, for a step
  /// of a `for` loop. False where it is not.
  func enterNextMethod(_ object: Object, _ destination: UnsafeMutablePointer<Value>)
    throws(Raised) -> Bool
  {
    guard case .object(let method) = find(names.next, in: object.type), method.kind == .function,
      Function(method).body.pointee.code.pointee.plainCount == 1
    else { return false }
    try enterMethod(method, .object(object), kind: .step, to: destination)
    return true
  }

  /// Calls `body` with each item of an iterable; what one turn borrows is given up after it, and the
  /// item stays alive while the body runs code of the language.
  @inline(__always)
  func forEach(_ iterable: Value, _ body: (Value) throws(Raised) -> Void) throws(Raised) {
    guard case .object(let object) = iterable, object.type == types.list else {
      return try forEachStep(iterable, body)
    }
    let mark = heap.state.pointee.poolCount
    var index = 0
    // The body may change the list.
    while index < List(object).count {
      let item = own(List(object).items[index])
      defer { drop(item) }
      index &+= 1
      try body(item)
      heap.drain(to: mark)
      try checkInterrupt()
    }
  }

  /// The same by the steps of an iterator.
  @inline(never)
  public func forEachStep(_ iterable: Value, _ body: (Value) throws(Raised) -> Void)
    throws(Raised)
  {
    let iterator = try self.iterator(over: iterable)
    while true {
      let mark = heap.state.pointee.poolCount
      guard let item = try next(iterator) else { return heap.drain(to: mark) }
      let kept = own(item)
      defer { drop(kept) }
      try body(item)
      heap.drain(to: mark)
      try checkInterrupt()
    }
  }

  /// The items of a tuple or list, unless its class has an `__iter__` of its own; nil for other
  /// values.
  func plainItems(_ iterable: Value) -> [Value]? { plainBuffer(iterable).map { Array($0) } }

  /// The same where they stand; valid until Python code runs or an object is freed.
  @inline(__always)
  func plainBuffer(_ iterable: Value) -> UnsafeBufferPointer<Value>? {
    guard case .object(let object) = iterable, object.kind == .tuple || object.kind == .list else {
      return nil
    }
    let builtin = object.kind == .tuple ? types.tuple : types.list
    if object.type != builtin {
      let method = find(names.iter, in: object.type)
      guard method.isIdentical(to: find(names.iter, in: builtin)) else { return nil }
    }
    if object.kind == .tuple {
      return UnsafeBufferPointer(start: Tuple(object).items, count: Tuple(object).count)
    }
    return UnsafeBufferPointer(start: List(object).items, count: List(object).count)
  }

  /// All items of an iterable, kept alive by the pool.
  public func collect(_ iterable: Value) throws(Raised) -> [Value] {
    if let known = plainBuffer(iterable) { return known.map { pooled(own($0)) } }
    var result: [Value] = []
    let iterator = try self.iterator(over: iterable)
    while let item = try next(iterator) {
      result.append(pooled(own(item)))
      if result.count & 0xFFF == 0 { try checkInterrupt() }
    }
    return result
  }

  // MARK: Generators

  /// Pushes a generator's frame. False if it has ended before. Where an exception comes instead of a
  /// value, that is undefined.
  @inline(never)
  func enterGenerator(
    _ object: Object, sending value: Value, _ destination: UnsafeMutablePointer<Value>,
    kind: Frame.Kind
  ) throws(Raised) -> Bool {
    let body = object.body(GeneratorBody.self)
    guard let registers = body.pointee.registers else { return false }
    let generatorState = body.pointee.state
    if _slowPath(generatorState == .running) {
      throw raise(.valueError, "generator already executing")
    }
    let frame = state.pointee.top + 1
    let top = nativeTop
    if _slowPath(frame >= state.pointee.recursionEnd || top > stackLimit) {
      throw raise(.recursionError, "maximum recursion depth exceeded")
    }
    let next = body.pointee.instruction
    if _fastPath(generatorState == .suspended), !value.isUndefined {
      // The register of the `yield` or `yield from` instruction receives what is sent.
      let instruction = next.pointee.op == .yieldFrom ? next : next - 1
      store(registers + Int(instruction.pointee.a), own(value))
    }
    exchangeHandled(body)
    body.pointee.state = .running
    frame.pointee = Frame(
      code: body.pointee.code, instruction: next, registers: registers, destination: destination,
      kind: kind, isPlain: false, owner: own(object), stackTop: top)
    state.pointee.top = frame
    if _slowPath(state.pointee.isProfiling) {
      profiler?.enter(frame.pointee.code.pointee.code.takeUnretainedValue(), frame)
    }
    return true
  }

  /// Changes over between the exception that is handled in a generator and the one outside; mostly there
  /// is neither.
  @inline(__always)
  private func exchangeHandled(_ body: UnsafeMutablePointer<GeneratorBody>) {
    if _fastPath(body.pointee.handled.isNone && state.pointee.handled.isNone) { return }
    swap(&body.pointee.handled, &state.pointee.handled)
  }

  /// What a suspended generator hands out next where it waits in a `yield from`, through others or at
  /// once, for a built-in iterator whose steps run no code: no frame has to be entered for that.
  /// Borrowed; undefined where one has.
  @inline(__always)
  func delegatedItem(_ object: Object) throws(Raised) -> Value {
    let next = object.body(GeneratorBody.self).pointee.instruction
    return next.pointee.op == .yieldFrom ? try innermostItem(object) : .undefined
  }

  @inline(never)
  private func innermostItem(_ object: Object) throws(Raised) -> Value {
    if state.pointee.isProfiling { return .undefined }
    var generator = object
    while case .object(let inner)? = GeneratorObject.delegate(of: generator) {
      if inner.kind == .iterator {
        let mode = inner.body(IteratorBody.self).pointee.mode
        return mode.rawValue <= IteratorBody.Mode.string.rawValue ? try step(inner) : .undefined
      }
      guard inner.kind == .generator else { return .undefined }
      generator = inner
    }
    return .undefined
  }

  /// Pushes the frame of a generator that a call instruction resumes: `next` and `send`. What it
  /// hands out replaces the callee in `a`, behind which `count` arguments stand.
  @inline(__always)
  func enterGenerator(
    _ object: Object, sending value: Value, callee a: UnsafeMutablePointer<Value>, _ count: Int
  ) throws(Raised) {
    if object.body(GeneratorBody.self).pointee.state == .created, !value.isNone {
      throw raise(.typeError, "can't send non-None value to a just-started generator")
    }
    guard try enterGenerator(object, sending: value, a, kind: .next) else {
      throw endOfIteration(returning: .none)
    }
    clear(a + 1, count)
  }

  /// Pushes the frame of a generator for which another one waits: `yield from` with the registers
  /// `a` and `b` of the instruction. False if it has ended before.
  func enterDelegate(_ object: Object, _ a: UnsafeMutablePointer<Value>) throws(Raised) -> Bool {
    // The first step comes before anything could be sent.
    let isFirst = object.body(GeneratorBody.self).pointee.state == .created
    let sent = isFirst || a.pointee.isUndefined ? Value.none : a.pointee
    return try enterGenerator(object, sending: sent, a, kind: .delegate)
  }

  /// Takes the running generator's frame off, and those of generators that wait for it. Returns
  /// where the value goes that it hands out.
  @inline(__always)
  func suspend() -> UnsafeMutablePointer<Value> {
    while true {
      let frame = state.pointee.top
      state.pointee.top = frame - 1
      if _slowPath(state.pointee.isProfiling) { profiler?.leave(frame) }
      let body = frame.pointee.owner.body(GeneratorBody.self)
      body.pointee.instruction = frame.pointee.instruction
      body.pointee.state = .suspended
      exchangeHandled(body)
      drop(frame.pointee.owner)
      if _fastPath(frame.pointee.kind != .delegate) { return frame.pointee.destination }
      // Its `yield from` comes again with what is sent next.
      state.pointee.top.pointee.instruction -= 1
    }
  }

  /// The frame of a generator is gone, by return or exception.
  func finishGenerator(_ frame: Frame) {
    let body = frame.owner.body(GeneratorBody.self)
    exchangeHandled(body)
    GeneratorObject.removeAll(frame.owner)
    drop(frame.owner)
  }

  /// Resumes a generator from native code. The value it hands out, owned; undefined where it
  /// returned: `lastReturn` then holds its value.
  func resume(_ object: Object, sending value: Value) throws(Raised) -> Value {
    if value.isNone {
      let item = try delegatedItem(object)
      if !item.isUndefined { return own(item) }
    }
    if !value.isNone, object.body(GeneratorBody.self).pointee.state == .created {
      throw raise(.typeError, "can't send non-None value to a just-started generator")
    }
    forgetReturn()
    guard try enterGenerator(object, sending: value, stack, kind: .generator) else {
      return .undefined
    }
    return try runNested()
  }

  /// `generator.throw`: the pending exception is raised where the generator waits.
  func throwInto(_ object: Object, _ exception: Value) throws(Raised) -> Value {
    let body = object.body(GeneratorBody.self)
    if body.pointee.state == .created || body.pointee.state == .finished {
      let isNew = body.pointee.state == .created
      GeneratorObject.removeAll(object)
      let raised = setPending(own(exception))
      if isNew, isPending(.stopIteration) { convertStopIteration() }
      throw raised
    }
    var exception = exception
    if let inner = GeneratorObject.delegate(of: object) {
      do throws(Raised) {
        if let value = try throwInto(delegate: pooled(own(inner)), exception) {
          if !value.isUndefined { return own(value) }
          // The inner one has returned: the outer one goes on behind its `yield from`.
          body.pointee.instruction += 1
          return try resume(object, sending: state.pointee.lastReturn)
        }
      } catch {
        exception = takePending()
      }
    }
    guard try enterGenerator(object, sending: .undefined, stack, kind: .generator) else {
      return .undefined
    }
    store(&heap.state.pointee.pending, own(exception))
    try unwind(to: state.pointee.top - 1)
    return try runNested()
  }

  /// Throws into what a generator delegates to. What that yields; undefined where it has returned;
  /// nil where it does not take exceptions, or was closed.
  private func throwInto(delegate inner: Value, _ exception: Value) throws(Raised) -> Value? {
    guard case .object(let object) = inner else { return nil }
    if isInstance(exception, of: types[.generatorExit]) {
      if object.kind == .generator {
        try close(object)
      } else {
        let method = try findAttribute(of: inner, symbol("close"))
        if !method.isUndefined { _ = try call(method, []) }
      }
      return nil
    }
    if object.kind == .generator { return pooled(try throwInto(object, exception)) }
    let method = try findAttribute(of: inner, symbol("throw"))
    if method.isUndefined { return nil }
    do throws(Raised) {
      return try call(method, with: exception)
    } catch {
      try keepStopValue(error)
      return .undefined
    }
  }

  /// One step of `yield from` over anything but a generator: a is the place of what was sent and
  /// of the result, b the iterator.
  func delegate(_ a: UnsafeMutablePointer<Value>, _ b: UnsafeMutablePointer<Value>)
    throws(Raised) -> Step
  {
    let mark = heap.state.pointee.poolCount
    let sent = a.pointee.isUndefined ? Value.none : a.pointee
    var result = Value.none
    var item = Value.undefined
    if let iterator = b.pointee.object(.iterator), sent.isNone {
      item = try step(iterator)
    } else {
      do throws(Raised) {
        item = sent.isNone
          ? try callNext(b.pointee)
          : try call(try attribute(of: b.pointee, symbol("send")), with: sent)
      } catch {
        result = try takeStopValue(error)
      }
    }
    if item.isUndefined { store(a, own(result)) }
    let owned = own(item)
    heap.drain(to: mark)
    return owned.isUndefined ? .ended : .yielded(owned)
  }

  /// The value of the pending StopIteration, which is dealt with; other exceptions go on.
  private func takeStopValue(_ error: Raised) throws(Raised) -> Value {
    guard isPending(.stopIteration), case .object(let stop) = takePending() else { throw error }
    return ExceptionObject(stop).body.pointee.value.orNone
  }

  /// The pending StopIteration is the end of an iterator: its value is what that returned.
  private func keepStopValue(_ error: Raised) throws(Raised) {
    store(&state.pointee.lastReturn, own(try takeStopValue(error)))
  }

  /// Ends the frame of a call whose result goes elsewhere than to the function's register; takes
  /// ownership of the result.
  @inline(__always)
  func finishCall(_ frame: Frame, _ value: Value) {
    if frame.destination != frame.registers - 1 { store(frame.registers - 1, .undefined) }
    store(frame.destination, value)
  }

  /// Ends a frame that is not a plain call; takes ownership of the value it returned.
  func finishFrame(_ frame: Frame, _ value: Value) throws(Raised) {
    if _slowPath(state.pointee.isProfiling) { profiler?.leave(state.pointee.top + 1) }
    switch frame.kind {
    case .call, .step: finishCall(frame, value)
    case .initializer:
      if frame.destination != frame.registers - 1 { store(frame.registers - 1, .undefined) }
      store(frame.destination, .object(frame.owner))
      guard value.isNone else {
        throw raise(
          .typeError, "__init__() should return None, not '\(typeName(of: pooled(value)))'")
      }
    case .binaryOperator:
      store(frame.registers - 1, .undefined)
      try finishOperator(frame, value)
    case .generator:
      // The run of the loop has no result then.
      finishGenerator(frame)
      store(&state.pointee.lastReturn, value)
    case .next:
      finishGenerator(frame)
      throw endOfIteration(returning: pooled(value))
    case .delegate:
      finishGenerator(frame)
      store(frame.destination, value)
    case .forLoop:
      finishGenerator(frame)
      drop(value)
      leaveLoop()
    }
  }

  /// Ends the `for` loop of the topmost frame, which waits for an item.
  func leaveLoop() {
    let frame = state.pointee.top
    let instruction = (frame.pointee.instruction - 1).pointee
    frame.pointee.instruction += instruction.target
  }
}
