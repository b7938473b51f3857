/// `functools.partial`

/// A function with some of its arguments.
private final class PartialCall: CallableState {
  private(set) var function: Value
  private(set) var arguments: [Value]
  /// A dict.
  private(set) var keywords: Value

  init(_ function: Value, _ arguments: [Value], _ keywords: Value) {
    self.function = own(function)
    self.arguments = arguments.map { own($0) }
    self.keywords = own(keywords)
  }

  deinit { forEachOwned { drop($0) } }

  func replace(_ function: Value, _ arguments: [Value], _ keywords: Value) {
    let old = [self.function, self.keywords] + self.arguments
    self.function = own(function)
    self.arguments = arguments.map { own($0) }
    self.keywords = own(keywords)
    for value in old { drop(value) }
  }

  override func forEachOwned(_ visit: (Value) -> Void) {
    visit(function)
    arguments.forEach(visit)
    visit(keywords)
  }

  override func clear() { replace(.none, [], .undefined) }
}

let partialMethods: [Builtin] = [
  Builtin("__new__", doc: "Make a partial function.") { (m, call) throws(Raised) in
    guard call.count > 1 else {
      throw m.raise(.typeError, "type 'partial' takes at least one argument")
    }
    guard case .object(let type) = call[0] else { return .none }
    guard m.isCallable(call[1]) else {
      throw m.raise(.typeError, "the first argument must be callable")
    }
    let given = Array(call.positional.dropFirst(2))
    if case .object(let inner) = call[1], inner.kind == .foreign, inner.type == type,
      inner.body(ForeignBody.self).pointee.attributes.isUndefined
    {
      let partial = try m.callable(call[1], PartialCall.self)
      let keywords = m.merged(partial, call.keywords)
      return m.wrap(
        PartialCall(partial.function, partial.arguments + given, m.keywordDict(keywords)), type)
    }
    return m.wrap(PartialCall(call[1], given, m.keywordDict(call.keywords)), type)
  },
  Builtin("__call__", doc: "Call self as a function.", isMethod: true) {
    (m, call) throws(Raised) in
    let partial = try m.callable(call[0], PartialCall.self)
    let keywords = m.merged(partial, call.keywords)
    let arguments = partial.arguments + call.positional.dropFirst()
    return try m.call(partial.function, arguments, keywords)
  },
  Builtin("__repr__(self, /)", "Return repr(self).") { (m, a) throws(Raised) in
    let partial = try m.callable(a[0], PartialCall.self)
    return m.string(
      try m.nested(a.receiver, "...") { () throws(Raised) in
        try m.reprCall(
          m.typeName(of: a[0]), [partial.function] + partial.arguments, m.merged(partial, []))
      })
  },
  Builtin("__reduce__(self, /)", "Return state information for pickling.") {
    (m, a) throws(Raised) in
    let partial = try m.callable(a[0], PartialCall.self)
    let attributes = a.receiver.body(ForeignBody.self).pointee.attributes.orNone
    return m.tuple([
      .object(a.receiver.type), m.tuple([partial.function]),
      m.tuple([partial.function, m.tuple(partial.arguments), partial.keywords, attributes]),
    ])
  },
  Builtin("__setstate__(self, state, /)", "Take over a state.") { (m, a) throws(Raised) in
    guard let state = m.items(a[1]), state.count == 4, m.isCallable(state[0]),
      let arguments = m.items(state[1]), state[2].isNone || m.isDict(state[2])
    else { throw m.raise(.typeError, "invalid partial state") }
    let keywords = state[2].isNone ? m.dict([]) : state[2]
    try m.callable(a[0], PartialCall.self).replace(state[0], arguments, keywords)
    if let attributes = state[3].object(.dict) {
      let own = m.attributeDict(&a.receiver.body(ForeignBody.self).pointee.attributes)
      try m.updateDict(.object(own.object), .object(attributes))
    }
    return .none
  },
  classItemMethod,
]

let partialProperties = [
  ForeignProperty("func", "function object to use in future partial calls") {
    (m, partial) throws(Raised) in try m.callable(partial, PartialCall.self).function
  },
  ForeignProperty("args", "tuple of arguments to future partial calls") {
    (m, partial) throws(Raised) in m.tuple(try m.callable(partial, PartialCall.self).arguments)
  },
  ForeignProperty("keywords", "dictionary of keyword arguments to future partial calls") {
    (m, partial) throws(Raised) in try m.callable(partial, PartialCall.self).keywords
  },
]

extension Machine {
  /// Calls a `partial` in place: its function takes its place in `a`, its arguments come before the
  /// `count` given ones.
  func callPartial(
    _ callee: Object, _ a: UnsafeMutablePointer<Value>, positional count: Int,
    _ keywords: [(name: Symbol, value: Value)]
  ) throws(Raised) -> Bool {
    let partial = try callable(.object(callee), PartialCall.self)
    let stored = partial.arguments
    guard a + count + stored.count < stackLimit else {
      throw raise(.memoryError, "too many arguments")
    }
    for index in 0..<stored.count { store(a + 1 + count + index, .undefined) }
    for index in (0..<count).reversed() { a[1 + stored.count + index] = a[1 + index] }
    for (index, argument) in stored.enumerated() { a[1 + index] = own(argument) }
    let keywords = merged(partial, keywords)
    // The arguments may reach beyond the registers of the frame.
    let total = count + stored.count
    let saved = protect(a + total + 1)
    defer { state.pointee.nativeTop = saved }
    // Its keywords are lent until the call has taken them over.
    if !keywords.isEmpty { _ = pooled(own(a.pointee)) }
    store(a, own(partial.function))
    do throws(Raised) {
      return try callAny(a, positional: total, keywords)
    } catch {
      clear(a + 1, total)
      throw error
    }
  }

  /// The keywords of a call: those of the partial function, replaced and followed by those given.
  fileprivate func merged(_ partial: PartialCall, _ given: [(name: Symbol, value: Value)])
    -> [(name: Symbol, value: Value)]
  {
    guard let dict = partial.keywords.object(.dict), Dict(dict).count > 0 else { return given }
    var result = keywordPairs(Dict(dict))
    for pair in given {
      if let index = result.firstIndex(where: { $0.name == pair.name }) {
        result[index] = pair
      } else {
        result.append(pair)
      }
    }
    return result
  }
}
