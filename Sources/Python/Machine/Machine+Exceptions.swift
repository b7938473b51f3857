/// Raising, handling, unwinding.
extension Machine {
  // MARK: Raising from native code

  /// Makes an exception pending; `throw machine.raise(.typeError, "...")`.
  public func raise(_ name: ExceptionName, _ message: String) -> Raised {
    let arguments = message.isEmpty && name == .memoryError ? [] : [string(message)]
    return raise(types[name], arguments)
  }

  /// Makes an exception of a class pending.
  public func raise(_ type: Object, _ arguments: [Value]) -> Raised {
    let tuple = runtime.makeTuple(owned: arguments.map { own($0) })
    let exception = heap.allocateException(type, arguments: .object(tuple))
    if let first = arguments.first, type == types[.stopIteration] {
      exception.body.pointee.value = own(first)
    }
    return setPending(.object(exception.object))
  }

  /// KeyError with the key itself as its argument.
  public func raiseKeyError(_ key: Value) -> Raised { raise(types[.keyError], [key]) }

  /// `cellgrad: not supported: what`
  public func unsupported(_ what: String) -> Raised {
    raise(.notImplementedError, "cellgrad: not supported: \(what)")
  }

  /// Makes an owned exception pending; the exception handled at present becomes its context.
  func setPending(_ exception: Value) -> Raised {
    if case .object(let object) = exception { chain(object) }
    store(&heap.state.pointee.pending, exception)
    return Raised()
  }

  /// Notes the exception being handled as the context of a new one, without making a ring.
  private func chain(_ exception: Object) {
    guard case .object(let handled) = state.pointee.handled, handled != exception,
      exception.kind == .exception
    else { return }
    let body = ExceptionObject(exception).body
    guard body.pointee.context.isNone else { return }
    var current = handled
    while case .object(let next) = ExceptionObject(current).body.pointee.context {
      if next == exception {
        store(&ExceptionObject(current).body.pointee.context, .none)
        break
      }
      current = next
    }
    store(&body.pointee.context, .object(own(handled)))
  }

  /// Gives the pending AttributeError or NameError its `name` and `obj`, which suggestions use.
  func notePending(name: Symbol, object: Value) {
    guard case .object(let exception) = heap.state.pointee.pending else { return }
    Instance(exception).set(symbol("name"), name.value, runtime)
    if !object.isUndefined { Instance(exception).set(symbol("obj"), object, runtime) }
  }

  /// Whether the pending exception is of a class.
  public func isPending(_ name: ExceptionName) -> Bool {
    guard case .object(let exception) = heap.state.pointee.pending else { return false }
    return TypeObject(exception.type).isSubclass(of: types[name])
  }

  /// Forgets the pending exception: native code has dealt with it.
  public func discardPending() { store(&heap.state.pointee.pending, .undefined) }

  /// Takes the pending exception; the pool keeps it.
  public func takePending() -> Value {
    let exception = heap.state.pointee.pending
    heap.state.pointee.pending = .undefined
    return pooled(exception)
  }

  // MARK: Instructions

  /// `raise value from cause`
  func raise(_ value: Value, from cause: Value) throws(Raised) {
    let exception = try makeException(value, "exceptions must derive from BaseException")
    if !cause.isUndefined, case .object(let object) = exception {
      let body = ExceptionObject(object).body
      let cause =
        cause.isNone
        ? cause
        : try makeException(cause, "exception causes must derive from BaseException")
      store(&body.pointee.cause, own(cause))
      body.pointee.suppressesContext = true
    }
    let owned = own(exception)
    // The pool goes back with the frame's next step.
    throw setPending(owned)
  }

  /// An exception instance of an instance or a class.
  func makeException(_ value: Value, _ message: String) throws(Raised) -> Value {
    if case .object(let object) = value {
      if object.kind == .exception { return value }
      if object.kind == .type, TypeObject(object).isSubclass(of: types[.baseException]) {
        let made = try construct(object, [], [])
        if made.object(.exception) != nil { return made }
      }
    }
    throw raise(.typeError, message)
  }

  func raiseAgain() throws(Raised) {
    guard case .object(let handled) = state.pointee.handled else {
      throw raise(.runtimeError, "No active exception to reraise")
    }
    store(&heap.state.pointee.pending, .object(own(handled)))
    state.pointee.isReraising = true
    throw Raised()
  }

  func reraise(_ a: UnsafeMutablePointer<Value>) throws(Raised) {
    store(&heap.state.pointee.pending, own(a.pointee))
    state.pointee.isReraising = true
    throw Raised()
  }

  func beginHandling(_ a: UnsafeMutablePointer<Value>) {
    store(a + 1, state.pointee.handled)
    state.pointee.handled = own(a.pointee)
  }

  func endHandling(_ a: UnsafeMutablePointer<Value>) {
    let previous = a[1].isUndefined ? Value.none : a[1]
    a[1] = .undefined
    store(&state.pointee.handled, previous)
  }

  /// Whether an `except` clause for `handler` takes the exception.
  func matches(_ exception: Value, handler: Value) throws(Raised) -> Bool {
    guard case .object(let object) = handler else { throw badHandler() }
    if object.kind == .tuple {
      for index in 0..<Tuple(object).count {
        if try matches(exception, handler: Tuple(object)[index]) { return true }
      }
      return false
    }
    guard object.kind == .type, TypeObject(object).isSubclass(of: types[.baseException]) else {
      throw badHandler()
    }
    return isInstance(exception, of: object)
  }

  private func badHandler() -> Raised {
    raise(
      .typeError, "catching classes that do not inherit from BaseException is not allowed")
  }

  // MARK: Unwinding

  /// Finds the handler of the pending exception among the frames above `entry`; that frame is
  /// then the topmost one, ready to go on. Throws where there is none.
  func unwind(to entry: UnsafeMutablePointer<Frame>) throws(Raised) {
    while true {
      let frame = state.pointee.top
      let code = frame.pointee.code
      let position = frame.pointee.instruction - code.pointee.instructions - 1
      noteTraceback(frame.pointee, position)
      if let handler = code.source.handler(at: position) {
        let registers = frame.pointee.registers
        let first = handler.register + 1
        clear(registers + first, max(0, code.pointee.registerCount - first))
        store(registers + handler.register, heap.state.pointee.pending)
        heap.state.pointee.pending = .undefined
        frame.pointee.instruction = code.pointee.instructions + handler.target
        return
      }
      clear(frame.pointee.registers, code.pointee.registerCount)
      state.pointee.top = frame - 1
      if state.pointee.isProfiling { profiler?.leave(frame) }
      abandon(frame.pointee)
      if state.pointee.top == entry { throw Raised() }
    }
  }

  /// Notes the place in the pending exception, unless it is only passed on from a clean-up.
  private func noteTraceback(_ frame: Frame, _ position: Int) {
    let isReraising = state.pointee.isReraising
    state.pointee.isReraising = false
    guard !isReraising, case .object(let exception) = heap.state.pointee.pending,
      exception.kind == .exception
    else { return }
    ExceptionObject(exception).pass(
      frame.code.pointee.code, at: position, locals: variables(of: frame))
  }

  /// What belongs to a frame that an exception leaves.
  private func abandon(_ frame: Frame) {
    switch frame.kind {
    case .call: if !frame.isPlain { store(frame.registers - 1, .undefined) }
    case .binaryOperator: store(frame.registers - 1, .undefined)
    case .initializer:
      store(frame.registers - 1, .undefined)
      drop(frame.owner)
    case .generator, .forLoop, .next, .delegate:
      finishGenerator(frame)
      if isPending(.stopIteration) { convertStopIteration() }
    }
  }

  /// A StopIteration that leaves a generator becomes a RuntimeError (PEP 479).
  func convertStopIteration() {
    _ = raiseFromPending(.runtimeError, "generator raised StopIteration")
  }

  /// `raise type(message) from` the exception under way.
  func raiseFromPending(_ type: ExceptionName, _ message: String) -> Raised {
    let cause = takePending()
    let raised = raise(type, message)
    guard case .object(let error) = heap.state.pointee.pending else { return raised }
    let body = ExceptionObject(error).body
    store(&body.pointee.cause, own(cause))
    store(&body.pointee.context, own(cause))
    body.pointee.suppressesContext = true
    return raised
  }

  // MARK: Interruption and collection

  /// At a loop's end and before calls, when there is a signal: the interrupt flag, the collector,
  /// finalizers.
  @inline(never)
  func pause() throws(Raised) {
    heap.signals.pointee.attention = 0
    try checkInterrupt()
    if heap.isCollectionDue { heap.collect() }
    runFinalizers()
  }

  /// Raises KeyboardInterrupt if someone has set the flag.
  @inline(__always)
  public func checkInterrupt() throws(Raised) {
    if interrupt.pointee != 0 { throw interruption() }
  }

  /// The KeyboardInterrupt for whoever has set the flag.
  @inline(never)
  func interruption() -> Raised {
    if interrupt.pointee == Machine.interruptedOnce { interrupt.pointee = 0 }
    return raise(types[.keyboardInterrupt], host.interruptReason().map { [string($0)] } ?? [])
  }

  /// Runs the `__del__` methods of objects that have lost their last owner.
  func runFinalizers() {
    if state.pointee.isFinalizing { return }
    state.pointee.isFinalizing = true
    defer { state.pointee.isFinalizing = false }
    while !heap.state.pointee.finalizers.isEmpty {
      let object = heap.state.pointee.finalizers.removeFirst()
      let saved = heap.state.pointee.pending
      heap.state.pointee.pending = .undefined
      do throws(Raised) {
        try finalize(object)
      } catch {
        host.writeError("Exception ignored in: \(typeName(of: .object(object))).__del__\n")
        discardPending()
      }
      heap.state.pointee.pending = saved
      drop(object)
    }
  }

  /// What CPython does when a program ends: the main module gives up its variables, and what they
  /// held may run its `__del__`.
  public func endProgram() {
    guard heap.state.pointee.hasFinalizers else { return }
    moduleNamespace(mainModule().object).removeAll()
    heap.collect(everything: true)
    runFinalizers()
  }

  private func finalize(_ object: Object) throws(Raised) {
    switch object.kind {
    case .weakReference:
      let callback = object.body(WeakReferenceBody.self).pointee.callback
      _ = try call(callback, with: .object(object))
    case .generator: try close(object)
    default: _ = try callSpecial(names.del, .object(object))
    }
  }

  // MARK: Contexts

  /// Looks `__exit__` and `__enter__` up and enters.
  func enterContext(_ a: UnsafeMutablePointer<Value>, result: UnsafeMutablePointer<Value>)
    throws(Raised)
  {
    let manager = a.pointee
    let type = type(of: manager)
    let enter = find(names.enter, in: type)
    let exit = find(names.exit, in: type)
    if enter.isUndefined || exit.isUndefined {
      let missing = enter.isUndefined ? "" : " (missed __exit__ method)"
      throw raise(
        .typeError,
        "'\(typeName(of: manager))' object does not support the context manager protocol\(missing)")
    }
    store(a + 1, own(try bound(exit, to: manager, type)))
    store(result, own(try callMethodValue(enter, manager, [])))
  }

  func exitContext(_ a: UnsafeMutablePointer<Value>) throws(Raised) {
    _ = try call(a[1], [.none, .none, .none])
  }

  /// The result of `__exit__` goes to the fifth register of the `with` statement.
  func exitContextWithException(_ a: UnsafeMutablePointer<Value>) throws(Raised) {
    let exception = a[2]
    let type = Value.object(self.type(of: exception))
    let traceback = exception.object(.exception).map { tracebackValue(of: $0) } ?? .none
    store(a + 4, own(try call(a[1], [type, exception, traceback])))
    let swallows = try isTrue(a[4])
    store(a + 4, .bool(swallows))
  }
}
