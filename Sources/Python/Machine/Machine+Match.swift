/// The tests of `match` statements.
extension Machine {
  /// `a = test(b)`; see `MatchTest` for the operands.
  func matchTest(
    _ a: UnsafeMutablePointer<Value>, _ b: UnsafeMutablePointer<Value>, _ test: Int
  ) throws(Raised) {
    guard let test = MatchTest(rawValue: test) else { return }
    let subject = b.pointee
    let result: Value
    switch test {
    case .isSequence: result = .bool(try isMatchSequence(subject))
    case .isMapping: result = .bool(try isMatchMapping(subject))
    case .length: result = .int(try length(of: subject))
    case .hasKey: result = .bool(try contains(subject, b[1]))
    case .item: result = try item(of: subject, b[1])
    case .rest: result = try matchRest(subject, b[1])
    case .attributes: result = try matchAttributes(subject, b)
    case .isSame: result = .bool(subject.isIdentical(to: b[1]))
    }
    store(a, own(result))
  }

  private func isMatchSequence(_ value: Value) throws(Raised) -> Bool {
    guard case .object(let object) = value else { return false }
    switch object.kind {
    case .list, .tuple, .range, .deque: return true
    case .instance: return try isInstance(value, ofAbstract: "Sequence")
    default: return false
    }
  }

  private func isMatchMapping(_ value: Value) throws(Raised) -> Bool {
    guard case .object(let object) = value else { return false }
    switch object.kind {
    case .dict: return true
    case .dictView: return object.type == types.mappingProxy
    case .instance: return try isInstance(value, ofAbstract: "Mapping")
    default: return false
    }
  }

  /// Whether a class of `collections.abc` knows the value; if nobody has imported that, none can.
  private func isInstance(_ value: Value, ofAbstract name: String) throws(Raised) -> Bool {
    guard let module = modules.value(symbol("collections.abc")).object(.module) else { return false }
    let abstract = moduleNamespace(module).value(symbol(name))
    if abstract.isUndefined { return false }
    return try isInstance(value, abstract)
  }

  /// The subject as a dict without some keys.
  private func matchRest(_ subject: Value, _ keys: Value) throws(Raised) -> Value {
    guard let source = subject.object(.dict) else { return .none }
    let rest = try copy(Dict(source))
    for key in items(keys) ?? [] { _ = try remove(key, from: rest) }
    return .object(rest.object)
  }

  /// The attributes that a class pattern names, or None where the subject does not match.
  private func matchAttributes(_ subject: Value, _ b: UnsafeMutablePointer<Value>)
    throws(Raised) -> Value
  {
    guard let type = b[1].object(.type), case .int(let count) = b[2] else {
      throw raise(.typeError, "called match pattern must be a type")
    }
    let keywords = items(b[3]) ?? []
    guard try isInstance(subject, b[1]) else { return .none }
    var found: [Value] = []
    var seen: [Value] = []
    func take(_ name: Value) throws(Raised) -> Bool {
      for other in seen where try isEqual(other, name) {
        throw raise(
          .typeError,
          "\(TypeObject(type).name)() got multiple sub-patterns for attribute \(try repr(name))")
      }
      seen.append(name)
      let value = try attributeUnlessMissing(of: subject, try attributeName(name))
      found.append(pooled(own(value)))
      return !value.isUndefined
    }
    if count > 0, matchesSelf(type) {
      try checkPatternCount(type, count, allowed: 1)
      found.append(subject)
    } else if count > 0 {
      for name in try positionalNames(type, count) {
        guard isString(name) else {
          throw raise(.typeError, "__match_args__ elements must be strings (got \(typeName(of: name)))")
        }
        guard try take(name) else { return .none }
      }
    }
    for name in keywords where !(try take(name)) { return .none }
    return tuple(found)
  }

  /// Whether the one positional pattern of a class is the subject itself: `int(x)`.
  private func matchesSelf(_ type: Object) -> Bool {
    let itself = [
      types.bool, types.byteArray, types.bytes, types.dict, types.float, types.frozenSet,
      types.int, types.list, types.set, types.string, types.tuple,
    ]
    return itself.contains { TypeObject(type).isSubclass(of: $0) }
      && find(names.matchArgs, in: type).isUndefined
  }

  /// The attributes that stand for positional patterns of a class.
  private func positionalNames(_ type: Object, _ count: Int) throws(Raised) -> [Value] {
    let declared = find(names.matchArgs, in: type)
    guard declared.isUndefined || isTuple(declared) else {
      throw raise(
        .typeError,
        "\(TypeObject(type).name).__match_args__ must be a tuple (got \(typeName(of: declared)))")
    }
    let attributes = items(declared) ?? []
    try checkPatternCount(type, count, allowed: attributes.count)
    return Array(attributes[..<count])
  }

  private func checkPatternCount(_ type: Object, _ count: Int, allowed: Int) throws(Raised) {
    guard count > allowed else { return }
    throw raise(
      .typeError,
      "\(TypeObject(type).name)() accepts \(allowed) positional sub-pattern\(allowed == 1 ? "" : "s") "
        + "(\(count) given)")
  }
}
