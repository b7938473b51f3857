/// `ExceptionGroup` and `except*`.
extension Machine {
  /// The exceptions of a group; nil for other values.
  public func exceptions(ofGroup value: Value) -> [Value]? {
    guard let object = value.object(.exception),
      TypeObject(object.type).isSubclass(of: types[.baseExceptionGroup])
    else { return nil }
    return items(ExceptionObject(object).body.pointee.value)
  }

  // MARK: Splitting

  /// The parts of an exception that meet a condition and that do not; undefined where there are
  /// none. A group keeps its shape: its parts are made by its `derive`.
  func split(_ exception: Value, _ matches: (Value) throws(Raised) -> Bool) throws(Raised)
    -> (match: Value, rest: Value)
  {
    try enterNative()
    defer { leaveNative() }
    if try matches(exception) { return (exception, .undefined) }
    guard let members = exceptions(ofGroup: exception) else { return (.undefined, exception) }
    var matched: [Value] = []
    var others: [Value] = []
    for member in members {
      let parts = try split(member, matches)
      if !parts.match.isUndefined { matched.append(parts.match) }
      if !parts.rest.isUndefined { others.append(parts.rest) }
    }
    return (try part(of: exception, matched), try part(of: exception, others))
  }

  /// A group of some exceptions of a group, with its traceback, cause, context and notes.
  private func part(of group: Value, _ exceptions: [Value]) throws(Raised) -> Value {
    if exceptions.isEmpty { return .undefined }
    let made = try call(try attribute(of: group, symbol("derive")), [list(exceptions)])
    guard let source = group.object(.exception), let object = made.object(.exception),
      self.exceptions(ofGroup: made) != nil
    else {
      throw raise(.typeError, "derive must return an instance of BaseExceptionGroup")
    }
    let (from, to) = (ExceptionObject(source), ExceptionObject(object))
    to.copyTraceback(of: from)
    store(&to.body.pointee.cause, own(from.body.pointee.cause))
    store(&to.body.pointee.context, own(from.body.pointee.context))
    // Setting a cause does this in CPython, also where there is none.
    to.body.pointee.suppressesContext = true
    if let notes = items(Instance(source).value(names.notes)) {
      Instance(object).set(names.notes, list(notes), runtime)
    }
    return made
  }

  /// The condition of `split` and `subgroup`: classes or a function.
  func groupCondition(_ value: Value) throws(Raised) -> (Value) throws(Raised) -> Bool {
    if isExceptionClass(value) || isTuple(value) && (items(value) ?? []).allSatisfy(isExceptionClass)
    {
      return { (exception) throws(Raised) in try self.isInstance(exception, value) }
    }
    guard isCallable(value) else {
      throw raise(.typeError, "expected a function, exception type or tuple of exception types")
    }
    return { (exception) throws(Raised) in try self.isTrue(try self.call(value, with: exception)) }
  }

  private func isExceptionClass(_ value: Value) -> Bool {
    value.object(.type).map { TypeObject($0).isSubclass(of: types[.baseException]) } ?? false
  }

  // MARK: except*

  /// Takes what a clause handles out of an exception: a is the rest, which is replaced, and a + 2
  /// the match. False if there is none.
  func splitGroup(_ a: UnsafeMutablePointer<Value>, handler: Value) throws(Raised) -> Bool {
    try checkStarHandler(handler)
    let rest = a[0]
    if rest.isUndefined { return false }
    var parts = (match: Value.undefined, rest: rest)
    if exceptions(ofGroup: rest) != nil {
      parts = try split(rest) { (part) throws(Raised) in try self.matches(part, handler: handler) }
    } else if try matches(rest, handler: handler) {
      parts = (try newGroup(tuple([rest])), .undefined)
    }
    guard !parts.match.isUndefined else { return false }
    store(a + 2, own(parts.match))
    store(a, own(parts.rest))
    return true
  }

  private func checkStarHandler(_ handler: Value) throws(Raised) {
    for type in items(handler) ?? [handler] {
      guard let type = type.object(.type), TypeObject(type).isSubclass(of: types[.baseException])
      else {
        throw raise(
          .typeError, "catching classes that do not inherit from BaseException is not allowed")
      }
      if TypeObject(type).isSubclass(of: types[.baseExceptionGroup]) {
        throw raise(
          .typeError,
          "catching ExceptionGroup with except* is not allowed. Use except instead.")
      }
    }
  }

  /// What goes on after the clauses of `except*`, in b + 2: the unhandled rest of the exception in
  /// a, put together with what clauses raised. b is the rest, b + 1 a list of what each failing
  /// clause handled and raised. False if nothing is left.
  func joinGroups(_ a: UnsafeMutablePointer<Value>, _ b: UnsafeMutablePointer<Value>)
    throws(Raised) -> Bool
  {
    let pairs = items(b[1]) ?? []
    var raised: [Value] = []
    var unhandled = b[0].isUndefined ? [] : [b[0]]
    for index in stride(from: 0, to: pairs.count - 1, by: 2) {
      let isRaisedAgain = pairs[index].isIdentical(to: pairs[index + 1])
      if isRaisedAgain { unhandled.append(pairs[index + 1]) } else { raised.append(pairs[index + 1]) }
    }
    if exceptions(ofGroup: a[0]) == nil {
      guard let only = raised.first ?? unhandled.first else { return false }
      store(b + 2, own(only))
      return true
    }
    let keptLeaves = unhandled.flatMap { leaves(of: $0) }
    let kept = try split(a[0]) { (part) throws(Raised) in
      self.exceptions(ofGroup: part) == nil && keptLeaves.contains { $0.isIdentical(to: part) }
    }
    if !kept.match.isUndefined { raised.append(kept.match) }
    guard let first = raised.first else { return false }
    store(b + 2, own(raised.count == 1 ? first : try newGroup(list(raised))))
    return true
  }

  private func leaves(of exception: Value) -> [Value] {
    exceptions(ofGroup: exception).map { $0.flatMap { leaves(of: $0) } } ?? [exception]
  }

  private func newGroup(_ exceptions: Value) throws(Raised) -> Value {
    try call(.object(types[.baseExceptionGroup]), [string(""), exceptions])
  }
}

extension ExceptionObject {
  /// Takes over the places that another exception has passed.
  fileprivate func copyTraceback(of other: ExceptionObject) {
    traceback.entries = other.traceback.entries
  }
}
