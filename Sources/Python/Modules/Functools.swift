/// `_functools`: what of `functools` is called in inner loops.
extension Machine {
  func fillFunctools(_ module: ModuleBuilder) {
    module.add([reduceFunction])
    let partial = makeCallableType(
      "partial", module: "functools", hasAttributes: true, rows: partialMethods,
      properties: partialProperties)
    module.set("partial", .object(partial))
    partialType = partial
    let key = makeCallableType(
      "KeyWrapper", module: "functools", isBase: false, rows: keyMethods, properties: keyProperties)
    TypeObject(key).namespace.set(names.hash, .none)
    module.add([
      Builtin("cmp_to_key(mycmp)", "Convert a cmp= function into a key= function.") {
        (m, a) throws(Raised) in m.wrap(ComparisonKey(a[0], .undefined), key)
      }
    ])
    let cached = makeCallableType(
      "_lru_cache_wrapper", module: "functools", hasAttributes: true, rows: cacheMethods)
    module.set("_lru_cache_wrapper", .object(cached))
  }
}

private let reduceFunction = Builtin(
  "reduce(function, iterable, initial=None, /)", "Apply a function cumulatively to the items."
) { (m, a) throws(Raised) in
  guard m.isIterable(a[1]) else {
    throw m.raise(.typeError, "reduce() arg 2 must support iteration")
  }
  var total = own(a.given(2) ?? .undefined)
  defer { drop(total) }
  try m.forEach(a[1]) { (item) throws(Raised) in
    let next = total.isUndefined ? item : try m.call(a[0], with: total, item)
    let old = total
    total = own(next)
    drop(old)
  }
  guard !total.isUndefined else {
    throw m.raise(.typeError, "reduce() of empty iterable with no initial value")
  }
  return m.pooled(own(total))
}

// MARK: - cmp_to_key

/// A value that is compared by a function of two values.
private final class ComparisonKey: CallableState {
  private(set) var function: Value
  /// Undefined for the key function itself.
  private(set) var value: Value

  init(_ function: Value, _ value: Value) {
    self.function = own(function)
    self.value = own(value)
  }

  deinit { forEachOwned { drop($0) } }

  override func forEachOwned(_ visit: (Value) -> Void) {
    visit(function)
    visit(value)
  }

  override func clear() {
    let old = (function, value)
    (function, value) = (.none, .undefined)
    drop(old.0)
    drop(old.1)
  }
}

extension Machine {
  /// The function of two values behind what `cmp_to_key` has made, or nil for other values.
  func comparisonFunction(ofKey key: Value) -> Value? {
    guard let object = key.object(.foreign),
      let state = object.body(ForeignBody.self).pointee.content.takeUnretainedValue()
        as? ComparisonKey,
      state.value.isUndefined
    else { return nil }
    return state.function
  }
}

private let keyMethods: [Builtin] = [
  Builtin("__call__(self, obj)", "Call self as a function.") { (m, a) throws(Raised) in
    m.wrap(ComparisonKey(try m.callable(a[0], ComparisonKey.self).function, a[1]), a.receiver.type)
  }
] + comparisonOperators.map { name, op in
  Builtin("\(name)(self, value, /)", "Return self\(op.symbol)value.") { (m, a) throws(Raised) in
    guard case .object(let other) = a[1], other.type == a.receiver.type else {
      throw m.raise(.typeError, "other argument must be K instance")
    }
    let left = try m.callable(a[0], ComparisonKey.self)
    let right = try m.callable(a[1], ComparisonKey.self)
    guard !left.value.isUndefined, !right.value.isUndefined else {
      throw m.raise(.attributeError, "object")
    }
    return try m.compare(op, try m.call(left.function, with: left.value, right.value), .int(0))
  }
}

private let keyProperties = [
  ForeignProperty("obj", "Value wrapped by a key function.") { (m, key) throws(Raised) in
    let value = try m.callable(key, ComparisonKey.self).value
    if value.isUndefined { throw m.raise(.attributeError, "object") }
    return value
  }
]

// MARK: - lru_cache

/// A function and what it returned for the arguments of earlier calls.
private final class ResultCache: CallableState {
  private(set) var function: Value
  /// Makes what `cache_info()` returns.
  private(set) var info: Value
  /// A dict from keys to results; with a bound, the key used last stands at the end.
  private(set) var results: Value
  /// The most results to keep; nil without a bound.
  let limit: Int?
  let isTyped: Bool
  var hits = 0
  var misses = 0

  init(_ function: Value, info: Value, results: Value, limit: Int?, isTyped: Bool) {
    self.function = own(function)
    self.info = own(info)
    self.results = own(results)
    self.limit = limit
    self.isTyped = isTyped
  }

  deinit { forEachOwned { drop($0) } }

  var dict: Dict? { results.object(.dict).map(Dict.init) }

  override func forEachOwned(_ visit: (Value) -> Void) {
    visit(function)
    visit(info)
    visit(results)
  }

  override func clear() {
    let old = [function, info, results]
    (function, info, results) = (.none, .none, .none)
    for value in old { drop(value) }
  }
}

private let cacheMethods: [Builtin] = [
  Builtin("__new__(cls, user_function, maxsize, typed, cache_info_type)", "Make a caching function.") {
    (m, a) throws(Raised) in
    guard m.isCallable(a[1]) else {
      throw m.raise(.typeError, "the first argument must be callable")
    }
    guard a[2].isNone || m.integer(a[2]) != nil else {
      throw m.raise(.typeError, "maxsize should be integer or None")
    }
    let limit = a[2].isNone ? nil : max(0, try m.index(a[2], clamps: true))
    let cache = ResultCache(
      a[1], info: a[4], results: m.dict([]), limit: limit, isTyped: try m.isTrue(a[3]))
    return m.wrap(cache, a.receiver)
  },
  Builtin("__call__", doc: "Call self as a function.", isMethod: true) {
    (m, call) throws(Raised) in
    try m.cachedCall(
      try m.callable(call[0], ResultCache.self),
      UnsafeBufferPointer(rebasing: call.positional.dropFirst()), call.keywords)
  },
  Builtin("__get__(self, instance, owner=None, /)", "Bind as a method.") { (m, a) throws(Raised) in
    a[1].isNone ? a[0] : .object(m.newMethod(a[0], a[1]))
  },
  Builtin("cache_info(self, /)", "Report cache statistics") { (m, a) throws(Raised) in
    let cache = try m.callable(a[0], ResultCache.self)
    return try m.call(
      cache.info,
      [
        .int(cache.hits), .int(cache.misses), cache.limit.map { .int($0) } ?? .none,
        .int(cache.dict?.count ?? 0),
      ])
  },
  Builtin("cache_clear(self, /)", "Clear the cache and cache statistics") {
    (m, a) throws(Raised) in
    let cache = try m.callable(a[0], ResultCache.self)
    cache.hits = 0
    cache.misses = 0
    cache.dict?.removeAll()
    return .none
  },
  Builtin("__reduce__(self, /)", "The name it is found by.") { (m, a) throws(Raised) in
    try m.attribute(of: a[0], m.names.qualname)
  },
  Builtin("__copy__(self, /)", "The function itself.") { (m, a) throws(Raised) in a[0] },
  Builtin("__deepcopy__(self, memo, /)", "The function itself.") { (m, a) throws(Raised) in a[0] },
]

extension Machine {
  /// The result of a call, from the cache where it is there.
  fileprivate func cachedCall(
    _ cache: ResultCache, _ arguments: UnsafeBufferPointer<Value>,
    _ keywords: [(name: Symbol, value: Value)]
  ) throws(Raised) -> Value {
    guard cache.limit != 0, let dict = cache.dict else {
      cache.misses += 1
      return try call(cache.function, items: arguments, keywords)
    }
    let key = cacheKey(arguments, keywords, isTyped: cache.isTyped)
    let hash = try hash(key)
    let place = try find(key, hash: hash, in: dict)
    if place >= 0 {
      cache.hits += 1
      let found = pooled(own(dict.entries[place].value))
      if cache.limit != nil { dict.moveToEnd(place) }
      return found
    }
    cache.misses += 1
    let result = try call(cache.function, items: arguments, keywords)
    // The function may have called itself with these arguments.
    guard try find(key, hash: hash, in: dict) < 0 else { return result }
    if let limit = cache.limit, dict.count >= limit {
      let oldest = dict.remove(at: dict.firstPlace)
      _ = pooled(oldest.key)
      _ = pooled(oldest.value)
    }
    dict.insert(hash: hash, key: own(key), value: own(result))
    return result
  }

  /// What stands for the arguments in the cache: one int or str itself, else a tuple of them, with
  /// a mark before the keywords, and the classes where these matter.
  private func cacheKey(
    _ arguments: UnsafeBufferPointer<Value>, _ keywords: [(name: Symbol, value: Value)],
    isTyped: Bool
  ) -> Value {
    if arguments.count == 1, keywords.isEmpty, !isTyped {
      let type = type(of: arguments[0])
      if type == types.int || type == types.string { return arguments[0] }
    }
    var parts = Array(arguments)
    if !keywords.isEmpty { parts.append(.object(types.cell)) }
    for (name, value) in keywords { parts += [name.value, value] }
    if isTyped {
      parts += arguments.map { .object(type(of: $0)) } + keywords.map { .object(type(of: $0.value)) }
    }
    return tuple(parts)
  }
}
