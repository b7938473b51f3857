/// Calling. A call of a Python function pushes a frame; everything else runs at once.
///
/// Functions that may push return true if they did: the loop then goes on in the new frame.
extension Machine {
  // MARK: Frames

  /// Pushes a plain frame for code whose arguments, all there, begin its window; the function
  /// stands right before it.
  @inline(__always)
  func pushFrame(
    _ code: UnsafeMutablePointer<BoundCode>, _ window: UnsafeMutablePointer<Value>,
    _ argumentCount: Int
  ) throws(Raised) {
    let frame = state.pointee.top + 1
    if _slowPath(frame >= state.pointee.frameLimit || window > stackLimit) {
      return try pushNoticedFrame(code, window, argumentCount)
    }
    fill(frame, code, window, argumentCount)
    state.pointee.top = frame
  }

  /// The slow way of `pushFrame`: there is no room, or calls are profiled. The frame is not plain,
  /// so that its end is noticed.
  @inline(never)
  private func pushNoticedFrame(
    _ code: UnsafeMutablePointer<BoundCode>, _ window: UnsafeMutablePointer<Value>,
    _ argumentCount: Int
  ) throws(Raised) {
    let frame = state.pointee.top + 1
    guard frame < state.pointee.recursionEnd, window <= stackLimit else {
      return try recursionError()
    }
    fill(frame, code, window, argumentCount)
    frame.pointee.isPlain = false
    frame.pointee.destination = window - 1
    state.pointee.top = frame
    profiler?.enter(code.pointee.code.takeUnretainedValue(), frame)
  }

  @inline(__always)
  private func fill(
    _ frame: UnsafeMutablePointer<Frame>, _ code: UnsafeMutablePointer<BoundCode>,
    _ window: UnsafeMutablePointer<Value>, _ argumentCount: Int
  ) {
    var local = argumentCount
    while local < code.pointee.localCount {
      store(window + local, .undefined)
      local &+= 1
    }
    frame.pointee.code = code
    frame.pointee.instruction = code.pointee.instructions
    frame.pointee.registers = window
    frame.pointee.kind = .call
    frame.pointee.isPlain = true
  }

  /// Pushes a frame whose result needs more than a plain one's.
  func pushFrame(
    _ code: UnsafeMutablePointer<BoundCode>, _ window: UnsafeMutablePointer<Value>,
    _ argumentCount: Int, kind: Frame.Kind, to destination: UnsafeMutablePointer<Value>,
    owner: Object? = nil
  ) throws(Raised) {
    try checkInterrupt()
    try pushFrame(code, window, argumentCount)
    let frame = state.pointee.top
    frame.pointee.kind = kind
    frame.pointee.isPlain = false
    frame.pointee.destination = destination
    if let owner { frame.pointee.owner = owner }
  }

  /// Pushes a frame for a function that takes no more than its receiver.
  func enterMethod(
    _ function: Object, _ receiver: Value, kind: Frame.Kind,
    to destination: UnsafeMutablePointer<Value>
  ) throws(Raised) {
    let window = stackTop + 1
    store(window - 1, .object(own(function)))
    store(window, own(receiver))
    do throws(Raised) {
      try pushFrame(Function(function).body.pointee.code, window, 1, kind: kind, to: destination)
    } catch {
      clear(window - 1, 2)
      throw error
    }
  }

  @inline(never)
  private func recursionError() throws(Raised) {
    throw raise(.recursionError, "maximum recursion depth exceeded")
  }

  /// Calls a function of Python code with `count` positional arguments behind `a`.
  private func enter(
    _ function: Object, _ a: UnsafeMutablePointer<Value>, positional count: Int,
    keywords: [(name: Symbol, value: Value)] = []
  ) throws(Raised) -> Bool {
    let code = Function(function).body.pointee.code
    let isArranged =
      keywords.isEmpty
      && (code.pointee.exactCount == count
        || arrange(Function(function), a + 1, positional: count, keywords: nil))
    if !isArranged {
      do throws(Raised) {
        try bind(Function(function), a + 1, count, keywords)
      } catch {
        giveUpArguments(a, count, code)
        throw error
      }
    }
    return try begin(function, a)
  }

  /// Begins a function whose arguments are arranged behind `a`.
  private func begin(_ function: Object, _ a: UnsafeMutablePointer<Value>) throws(Raised) -> Bool {
    let code = Function(function).body.pointee.code
    if code.pointee.isGenerator {
      let generator = heap.allocateGenerator(function, window: a + 1, type: types.generator)
      store(a, .object(generator))
      return false
    }
    do throws(Raised) {
      try pushFrame(code, a + 1, code.pointee.parameterCount)
    } catch {
      giveUpArguments(a, 0, code)
      throw error
    }
    return true
  }

  /// Empties the registers of a call that does not take place: the caller's registers, which are
  /// cleared when it is left, need not reach as far as the parameters do.
  @inline(never)
  func giveUpArguments(
    _ a: UnsafeMutablePointer<Value>, _ count: Int, _ code: UnsafeMutablePointer<BoundCode>
  ) {
    clear(a + 1, max(count, code.pointee.parameterCount))
  }

  // MARK: The call instructions

  /// Calls whatever stands in `a` with positional arguments behind it; the result replaces it.
  @inline(never)
  func call(_ a: UnsafeMutablePointer<Value>, positional count: Int) throws(Raised) -> Bool {
    guard case .object(let callee) = a.pointee else { throw notCallable(a.pointee) }
    switch callee.kind {
    case .function: return try enter(callee, a, positional: count)
    case .native:
      let quick = callee.body(NativeBody.self).pointee.quick
      if quick != .none, let isEntered = try callQuick(quick, a, count) { return isEntered }
      let value = try callNative(callee, a + 1, count)
      clear(a + 1, count)
      store(a, value)
      return false
    case .method:
      unwrap(callee, a, count)
      return try call(a, positional: count + 1)
    case .type: return try construct(callee, a, positional: count, [])
    default: return try callObject(callee, a, positional: count, [])
    }
  }

  /// Puts the function of a method in its place, and the receiver before the `count` arguments.
  @inline(__always)
  private func unwrap(_ method: Object, _ a: UnsafeMutablePointer<Value>, _ count: Int) {
    let body = method.body(MethodBody.self)
    shift(a + 1, count)
    a[1] = own(body.pointee.receiver)
    store(a, own(body.pointee.function))
  }

  /// Moves `count` values up by one register.
  func shift(_ first: UnsafeMutablePointer<Value>, _ count: Int) {
    store(first + count, .undefined)
    var index = count
    while index > 0 {
      first[index] = first[index - 1]
      index -= 1
    }
    first.pointee = .undefined
  }

  /// An object with `__call__`.
  private func callObject(
    _ callee: Object, _ a: UnsafeMutablePointer<Value>, positional count: Int,
    _ keywords: [(name: Symbol, value: Value)]
  ) throws(Raised) -> Bool {
    if callee.type == partialType { return try callPartial(callee, a, positional: count, keywords) }
    let method = find(names.call, in: callee.type)
    guard !method.isUndefined else { throw notCallable(a.pointee) }
    shift(a + 1, count)
    a[1] = a.pointee
    a.pointee = own(method)
    return try callAny(a, positional: count + 1, keywords)
  }

  func notCallable(_ value: Value) -> Raised {
    raise(.typeError, "'\(typeName(of: value))' object is not callable")
  }

  /// `a(positional, name=value)`: the values of the keywords follow the positional ones.
  @inline(never)
  func callKeywords(_ a: UnsafeMutablePointer<Value>, _ count: Int, _ names: Value)
    throws(Raised) -> Bool
  {
    guard let tuple = names.object(.tuple).map(Tuple.init) else { return false }
    var count = count
    if case .object(let method) = a.pointee, method.kind == .method {
      unwrap(method, a, count)
      count += 1
    }
    let positional = count - tuple.count
    if case .object(let callee) = a.pointee, callee.kind == .function,
      arrange(Function(callee), a + 1, positional: positional, keywords: tuple)
    {
      return try begin(callee, a)
    }
    if case .object(let callee) = a.pointee, callee.kind == .type,
      try constructPlain(callee, a, positional: positional, keywords: tuple)
    {
      return true
    }
    let mark = heap.state.pointee.poolCount
    // The keyword values are lent by the registers to which they return as arguments.
    var keywords: [(name: Symbol, value: Value)] = []
    keywords.reserveCapacity(tuple.count)
    for index in 0..<tuple.count {
      guard case .object(let name) = tuple[index] else { continue }
      let slot = a + 1 + positional + index
      keywords.append((Symbol(object: name), pooled(slot.pointee)))
      slot.pointee = .undefined
    }
    return try callAny(a, positional: positional, keywords, drainingTo: mark)
  }

  /// `a(*(a+1), **(a+2))`
  @inline(never)
  func callUnpacked(_ a: UnsafeMutablePointer<Value>) throws(Raised) -> Bool {
    let mark = heap.state.pointee.poolCount
    let positional = pooled(a[1])
    let keywordDict = pooled(a[2])
    a[1] = .undefined
    a[2] = .undefined
    let count = try unpack(positional, a)
    var keywords: [(name: Symbol, value: Value)] = []
    if let dict = keywordDict.object(.dict) {
      Dict(dict).forEach { key, value in
        if let name = key.object(.string) {
          keywords.append((runtime.symbols.intern(StringObject(name)), value))
        }
      }
    }
    return try callAny(a, positional: count, keywords, drainingTo: mark)
  }

  /// Puts the items of a call's `*items` behind the callee in `a`; returns how many they are.
  private func unpack(_ items: Value, _ a: UnsafeMutablePointer<Value>) throws(Raised) -> Int {
    guard let known = plainBuffer(items) else {
      guard isIterable(items) else {
        throw raise(
          .typeError,
          "\(callText(a.pointee)) argument after * must be an iterable, "
            + "not \(typeName(of: items))")
      }
      let list = self.list([])
      try extend(list, items, isUnpacking: true)
      return try unpack(list, a)
    }
    guard a + known.count < stackLimit else { throw raise(.memoryError, "too many arguments") }
    for index in 0..<known.count { store(a + 1 + index, own(known[index])) }
    return known.count
  }

  /// A call in a generator, whose registers have no room behind them: callee and arguments go to
  /// the top of the stack first.
  @inline(never)
  func callDetached(
    _ instruction: Instruction, _ registers: UnsafeMutablePointer<Value>,
    _ code: UnsafeMutablePointer<BoundCode>
  ) throws(Raised) {
    let a = registers + Int(instruction.a)
    let count = Int(instruction.b)
    if try callQuickly(instruction, a, count, code) { return }
    let base = nativeTop
    guard base < stackLimit else { return try recursionError() }
    let moved: Int
    switch instruction.op {
    case .callUnpackedDetached: moved = 3
    case .callMethodDetached: moved = count + 2
    default: moved = count + 1
    }
    for index in 0..<moved {
      store(base + index, a[index])
      a[index] = .undefined
    }
    let saved = protect(base + moved)
    defer { state.pointee.nativeTop = saved }
    let isEntered: Bool
    do throws(Raised) {
      switch instruction.op {
      case .callMethodDetached:
        isEntered = try callMethod(base, count, code.pointee.caches + Int(instruction.c))
      case .callKeywordsDetached:
        let names = code.pointee.constants[Int(instruction.c)]
        isEntered = try callKeywords(base, count, names)
      case .callUnpackedDetached: isEntered = try callUnpacked(base)
      default: isEntered = try call(base, positional: count)
      }
    } catch {
      clear(base, moved)
      throw error
    }
    if isEntered {
      state.pointee.top.pointee.isPlain = false
      state.pointee.top.pointee.destination = a
    } else {
      store(a, base.pointee)
      base.pointee = .undefined
    }
  }

  /// Does what needs no room behind the registers: quick natives. False for other calls.
  @inline(__always)
  private func callQuickly(
    _ instruction: Instruction, _ a: UnsafeMutablePointer<Value>, _ count: Int,
    _ code: UnsafeMutablePointer<BoundCode>
  ) throws(Raised) -> Bool {
    if instruction.op == .callDetached {
      guard let native = a.pointee.object(.native) else { return false }
      let quick = native.body(NativeBody.self).pointee.quick
      return quick == .none ? false : try callQuick(quick, a, count) != nil
    }
    guard instruction.op == .callMethodDetached, case .object(let receiver) = a[1] else {
      return false
    }
    let cache = code.pointee.caches + Int(instruction.c)
    guard cache.pointee.type == receiver.type.address,
      cache.pointee.version == heap.state.pointee.typeVersion,
      let native = cache.pointee.value.object(.native), receiver.kind != .foreign,
      receiver.header.pointee.flags & Header.hasExtras == 0
    else { return false }
    let quick = native.body(NativeBody.self).pointee.quick
    return quick == .none ? false : try callQuick(quick, a, count + 1) != nil
  }

  /// Calls and then gives up the arguments that were lent to the pool.
  private func callAny(
    _ a: UnsafeMutablePointer<Value>, positional: Int,
    _ keywords: [(name: Symbol, value: Value)], drainingTo mark: Int
  ) throws(Raised) -> Bool {
    defer { heap.drain(to: mark) }
    // There may be more arguments than the frame has registers.
    let saved = protect(a + positional + 1)
    defer { state.pointee.nativeTop = saved }
    return try callAny(a, positional: positional, keywords)
  }

  /// Keeps native code off the registers up to `last`; returns what is to be put back.
  @inline(__always)
  func protect(_ last: UnsafeMutablePointer<Value>) -> UnsafeMutablePointer<Value> {
    let saved = state.pointee.nativeTop
    state.pointee.nativeTop = max(saved, last + 1)
    return saved
  }

  func callAny(
    _ a: UnsafeMutablePointer<Value>, positional count: Int,
    _ keywords: [(name: Symbol, value: Value)]
  ) throws(Raised) -> Bool {
    if keywords.isEmpty { return try call(a, positional: count) }
    guard case .object(let callee) = a.pointee else { throw notCallable(a.pointee) }
    switch callee.kind {
    case .function: return try enter(callee, a, positional: count, keywords: keywords)
    case .native:
      let value = try callNative(callee, a + 1, count, keywords)
      clear(a + 1, count)
      store(a, value)
      return false
    case .method:
      unwrap(callee, a, count)
      return try callAny(a, positional: count + 1, keywords)
    case .type: return try construct(callee, a, positional: count, keywords)
    default: return try callObject(callee, a, positional: count, keywords)
    }
  }

  // MARK: Method calls

  /// `(a+1).name(...)`, when the inline cache did not answer.
  @inline(never)
  func callMethod(_ a: UnsafeMutablePointer<Value>, _ count: Int, _ cache: UnsafeMutablePointer<Cache>)
    throws(Raised) -> Bool
  {
    let receiver = a[1]
    if case .object(let object) = receiver, cache.pointee.type == object.type.address,
      cache.pointee.version == heap.state.pointee.typeVersion, !hasAttributesBeside(object),
      case .object(let method) = cache.pointee.value
    {
      return try callNativeMethod(method, a, count)
    }
    if case .object(let object) = receiver, object.kind == .module {
      let found = moduleNamespace(object).value(cache.pointee.name)
      if !found.isUndefined { return try callFound(own(found), a, count) }
    }
    if case .object(let object) = receiver, object.type == types.superType,
      let method = superMethod(object, cache.pointee.name)
    {
      store(a, .object(own(method)))
      store(a + 1, own(object.body(SuperBody.self).pointee.receiver))
      return try call(a, positional: count + 1)
    }
    if let callee = ownCallable(receiver, cache) { return try callFound(own(callee), a, count) }
    let type = self.type(of: receiver)
    let name = cache.pointee.name
    if isPlainLookup(receiver) {
      let found = find(name, in: type)
      if case .object(let method) = found, method.kind == .function || method.kind == .native,
        ownAttribute(of: receiver, name).isUndefined
      {
        if method.kind == .function, case .object(let object) = receiver,
          object.kind == .instance, let shape = object.body(InstanceBody.self).pointee.shape
        {
          cache.pointee.shape = shape
          cache.pointee.type = nil
          cache.pointee.version = heap.state.pointee.typeVersion
          cache.pointee.value = found
        }
        if method.kind == .native, isClassNative(method) == false {
          noteNativeMethod(receiver, found, cache)
          try checkReceiver(method, receiver)
          return try callNativeMethod(method, a, count)
        } else if method.kind == .function {
          store(a, own(found))
          return try call(a, positional: count + 1)
        }
      }
    }
    let mark = heap.state.pointee.poolCount
    let callee = own(try attribute(of: receiver, name))
    heap.drain(to: mark)
    noteOwnCallable(receiver, type, cache)
    return try callFound(callee, a, count)
  }

  /// Whether an object that holds something else than attributes has got some, which could stand before
  /// the methods of its class.
  @inline(__always)
  private func hasAttributesBeside(_ object: Object) -> Bool {
    object.kind == .foreign
      ? !object.body(ForeignBody.self).pointee.attributes.isUndefined
      : !heap.attributes(of: object).isUndefined
  }

  /// Notes a native method for receivers of a class whose instances have no attributes that could
  /// stand before it, but for those beside something else, of which each call asks.
  private func noteNativeMethod(
    _ receiver: Value, _ method: Value, _ cache: UnsafeMutablePointer<Cache>
  ) {
    guard case .object(let object) = receiver else { return }
    let type = TypeObject(object.type)
    switch object.kind {
    case .instance, .exception, .function: if type.isUserDefined || type.info.hasAttributes { return }
    default: break
    }
    cache.pointee.type = object.type.address
    cache.pointee.version = heap.state.pointee.typeVersion
    cache.pointee.value = method
    cache.pointee.shape = nil
    cache.pointee.slot = 0
  }

  /// A callable that the receiver holds as its own attribute, when the cache knows where.
  @inline(__always)
  private func ownCallable(_ receiver: Value, _ cache: UnsafeMutablePointer<Cache>) -> Value? {
    guard case .object(let object) = receiver, object.kind == .instance,
      cache.pointee.version == Cache.ownAttribute,
      let shape = object.body(InstanceBody.self).pointee.shape, shape == cache.pointee.shape
    else { return nil }
    return object.body(InstanceBody.self).pointee.slots[cache.pointee.slot]
  }

  private func noteOwnCallable(
    _ receiver: Value, _ type: Object, _ cache: UnsafeMutablePointer<Cache>
  ) {
    guard case .object(let object) = receiver, object.kind == .instance, !hasCustomLookup(type),
      let shape = object.body(InstanceBody.self).pointee.shape,
      let slot = Shape.slot(cache.pointee.name, in: shape),
      find(cache.pointee.name, in: type).isUndefined
    else { return }
    cache.pointee.shape = shape
    cache.pointee.slot = slot
    cache.pointee.version = Cache.ownAttribute
    cache.pointee.value = .undefined
  }

  /// Calls an owned callable that was found as an attribute of the receiver in `a + 1`.
  private func callFound(_ callee: Value, _ a: UnsafeMutablePointer<Value>, _ count: Int)
    throws(Raised) -> Bool
  {
    // The receiver's register becomes the callee's; the result goes one register down.
    store(a + 1, callee)
    if try call(a + 1, positional: count) {
      state.pointee.top.pointee.isPlain = false
      state.pointee.top.pointee.destination = a
      return true
    }
    store(a, a[1])
    a[1] = .undefined
    return false
  }

  @inline(__always)
  private func callNativeMethod(_ method: Object, _ a: UnsafeMutablePointer<Value>, _ count: Int)
    throws(Raised) -> Bool
  {
    let quick = method.body(NativeBody.self).pointee.quick
    if quick != .none, let isEntered = try callQuick(quick, a, count + 1) { return isEntered }
    let value: Value
    if let plain = try callPlain(method, a + 1, count + 1) {
      value = plain
    } else {
      value = try callNative(method, a + 1, count + 1, [])
    }
    clear(a + 1, count + 1)
    store(a, value)
    return false
  }

  /// Whether attribute look-up on the value follows the plain rule, so that a function in its
  /// class is a method.
  @inline(__always)
  func isPlainLookup(_ value: Value) -> Bool {
    guard case .object(let object) = value else { return true }
    switch object.kind {
    case .type, .module, .super: return false
    default: return !hasCustomLookup(object.type)
    }
  }

  // MARK: Natives

  /// Calls a native function with positional arguments; the result is owned. The caller clears
  /// them.
  @inline(__always)
  private func callNative(
    _ callee: Object, _ window: UnsafeMutablePointer<Value>, _ count: Int
  ) throws(Raised) -> Value {
    let body = callee.body(NativeBody.self)
    if body.pointee.receiverType == nil, body.pointee.owner.isUndefined,
      let value = try callPlain(callee, window, count)
    {
      return value
    }
    return try callNative(callee, window, count, [])
  }

  /// Calls a native that reads its arguments itself, or whose positional parameters are all it has,
  /// as the optional ones that get no argument can just be left undefined; the result is owned. nil
  /// for other natives and numbers of arguments. The receiver of a method must have been checked.
  @inline(__always)
  private func callPlain(
    _ callee: Object, _ window: UnsafeMutablePointer<Value>, _ count: Int
  ) throws(Raised) -> Value? {
    let body = callee.body(NativeBody.self)
    let takesAnyCount = body.pointee.takesAnyCount
    let slots = takesAnyCount ? count : body.pointee.plainCount
    guard count <= slots, takesAnyCount || count >= body.pointee.leastCount else { return nil }
    let arguments = Arguments(base: window, parameterCount: slots, restCount: 0)
    let mark = heap.state.pointee.poolCount
    if count == slots {
      let value = own(try callBody(callee, arguments))
      heap.drain(to: mark)
      return value
    }
    for index in count..<slots { store(window + index, .undefined) }
    // The omitted ones may stand behind the registers of the frame.
    let saved = protect(window + slots)
    defer { state.pointee.nativeTop = saved }
    let value = own(try callBody(callee, arguments))
    heap.drain(to: mark)
    return value
  }

  /// Runs the code of a native.
  @inline(__always)
  private func callBody(_ callee: Object, _ arguments: Arguments) throws(Raised) -> Value {
    if _slowPath(state.pointee.isProfiling) {
      return try profiled(callee.nativeRow) { () throws(Raised) in
        try callee.body(NativeBody.self).pointee.call(self, arguments)
      }
    }
    return try callee.body(NativeBody.self).pointee.call(self, arguments)
  }

  /// Calls a native function with any arguments; the result is owned.
  @inline(never)
  func callNative(
    _ callee: Object, _ window: UnsafeMutablePointer<Value>, _ count: Int,
    _ keywords: [(name: Symbol, value: Value)]
  ) throws(Raised) -> Value {
    let body = callee.body(NativeBody.self)
    if count > 0 { try checkReceiver(callee, window.pointee) }
    if keywords.isEmpty, count >= body.pointee.leastCount, count <= body.pointee.mostCount {
      let (slots, positional) = (body.pointee.slotCount, body.pointee.positionalCount)
      return try callBound(callee, arrange(window, count, slots: slots, positional: positional))
    }
    let row = callee.nativeRow
    if let callAny = row.builtin.callAny {
      return try profiled(row) { () throws(Raised) in
        try callNative(callAny, window, count, keywords)
      }
    }
    let signature = row.signature
    if body.pointee.plainCount == -1 { body.prepare(signature) }
    let mark = heap.state.pointee.poolCount
    let arguments = try bind(row, signature, window, count, keywords)
    let value = try callBound(callee, arguments)
    heap.drain(to: mark)
    return value
  }

  /// Calls a native whose arguments are arranged, and clears them; the result is owned.
  @inline(__always)
  private func callBound(_ callee: Object, _ arguments: Arguments) throws(Raised) -> Value {
    let mark = heap.state.pointee.poolCount
    let end = arguments.parameterCount + arguments.restCount
    // Python that the native calls must stay above the arguments.
    let savedTop = state.pointee.nativeTop
    state.pointee.nativeTop = arguments.base + end + 1
    defer {
      state.pointee.nativeTop = savedTop
      clear(arguments.base, end)
    }
    let value = own(try callBody(callee, arguments))
    heap.drain(to: mark)
    return value
  }

  /// Calls a native that reads its arguments itself; the result is owned.
  private func callNative(
    _ call: AnyNativeCall, _ window: UnsafeMutablePointer<Value>, _ count: Int,
    _ keywords: [(name: Symbol, value: Value)]
  ) throws(Raised) -> Value {
    let mark = heap.state.pointee.poolCount
    let savedTop = state.pointee.nativeTop
    state.pointee.nativeTop = window + count + 1
    defer {
      state.pointee.nativeTop = savedTop
      clear(window, count)
    }
    let positional = UnsafeMutableBufferPointer(start: window, count: count)
    let arguments = CallArguments(positional: positional, keywords: keywords)
    let value = own(try call(self, arguments))
    heap.drain(to: mark)
    return value
  }

  /// Raises TypeError unless a method gets an instance of its class, and `__new__` a subclass.
  @inline(__always)
  private func checkReceiver(_ callee: Object, _ first: Value) throws(Raised) {
    let body = callee.body(NativeBody.self)
    if let required = body.pointee.receiverType {
      let type = self.type(of: first)
      if type != required, !TypeObject(type).isSubclass(of: required) {
        throw raise(
          .typeError,
          "descriptor '\(callee.nativeRow.name)' for '\(TypeObject(required).name)' objects "
            + "doesn't apply to a '\(TypeObject(type).name)' object")
      }
    } else if case .object(let owner) = body.pointee.owner {
      try checkConstructed(owner, first)
    }
  }

  @inline(__always)
  private func checkConstructed(_ owner: Object, _ first: Value) throws(Raised) {
    if case .object(owner) = first { return }
    try checkDerived(owner, first)
  }

  @inline(never)
  private func checkDerived(_ owner: Object, _ first: Value) throws(Raised) {
    let name = TypeObject(owner).name
    guard let type = first.object(.type) else {
      throw raise(
        .typeError, "\(name).__new__(X): X is not a type object (\(typeName(of: first)))")
    }
    guard TypeObject(type).isSubclass(of: owner) else {
      let given = TypeObject(type).name
      throw raise(
        .typeError, "\(name).__new__(\(given)): \(given) is not a subtype of \(name)")
    }
  }

  // MARK: Calls from native code

  /// Calls any callable from native code and returns the result, which lives until the caller's
  /// pool is drained.
  @inline(never)
  public func call(_ callee: Value, _ arguments: [Value]) throws(Raised) -> Value {
    try call(callee, arguments, [])
  }

  public func call(
    _ callee: Value, _ arguments: [Value], _ keywords: [(name: Symbol, value: Value)]
  ) throws(Raised) -> Value {
    var failure: Raised?
    let value = arguments.withUnsafeBufferPointer { items in
      do throws(Raised) {
        return try call(callee, items: items, keywords)
      } catch {
        failure = error
        return .undefined
      }
    }
    if let failure { throw failure }
    return value
  }

  /// The same with arguments that stand in memory and stay there until the call begins.
  func call(
    _ callee: Value, items arguments: UnsafeBufferPointer<Value>,
    _ keywords: [(name: Symbol, value: Value)] = []
  ) throws(Raised) -> Value {
    let base = nativeTop
    guard base < stackLimit else { throw raise(.recursionError, "maximum recursion depth exceeded") }
    store(base, own(callee))
    for (index, argument) in arguments.enumerated() { store(base + 1 + index, own(argument)) }
    let saved = state.pointee.nativeTop
    state.pointee.nativeTop = base + arguments.count + 2
    defer {
      state.pointee.nativeTop = saved
      clear(base, arguments.count + 1)
    }
    if try callAny(base, positional: arguments.count, keywords) {
      return pooled(try runNested())
    }
    let value = base.pointee
    base.pointee = .undefined
    return pooled(value)
  }

  /// Calls any callable with one argument or two: without an array, for loops over many items.
  /// The arguments must not be undefined.
  @inline(never)
  public func call(_ callee: Value, with first: Value, _ second: Value = .undefined)
    throws(Raised) -> Value
  {
    let base = nativeTop
    guard base < stackLimit else { throw raise(.recursionError, "maximum recursion depth exceeded") }
    let count = second.isUndefined ? 1 : 2
    store(base, own(callee))
    store(base + 1, own(first))
    if count == 2 { store(base + 2, own(second)) }
    if case .object(let function) = callee, function.kind == .function,
      Function(function).body.pointee.code.pointee.plainCount == count
    {
      return try callPlain(function, base, count)
    }
    let saved = state.pointee.nativeTop
    state.pointee.nativeTop = base + 4
    defer {
      state.pointee.nativeTop = saved
      clear(base, count + 1)
    }
    if try call(base, positional: count) { return pooled(try runNested()) }
    let value = base.pointee
    base.pointee = .undefined
    return pooled(value)
  }

  /// Calls a function of as many plain parameters as arguments stand behind `base`.
  @inline(__always)
  private func callPlain(_ function: Object, _ base: UnsafeMutablePointer<Value>, _ count: Int)
    throws(Raised) -> Value
  {
    do throws(Raised) {
      try pushFrame(Function(function).body.pointee.code, base + 1, count)
      // The end of the frame empties the registers.
      return pooled(try runNested())
    } catch {
      clear(base, count + 1)
      throw error
    }
  }

  /// Where native code may put the arguments of a call.
  @inline(__always)
  var nativeTop: UnsafeMutablePointer<Value> { max(stackTop, state.pointee.nativeTop) }

  /// Runs the frame just pushed in a loop of its own.
  func runNested() throws(Raised) -> Value {
    state.pointee.nesting += 1
    defer { state.pointee.nesting -= 1 }
    return try runLoop()
  }
}
