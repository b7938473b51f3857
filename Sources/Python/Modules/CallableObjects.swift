/// Callable objects whose state is a Swift object: what `functools` and `operator` make.

/// The state of such an object: Python values that it owns.
class CallableState {
  /// The values it owns.
  func forEachOwned(_ visit: (Value) -> Void) {}

  /// Gives up values that may lead back to the object itself.
  func clear() {}
}

/// How the heap treats a `CallableState`.
private var callableTraits: ForeignTraits {
  ForeignTraits(
    visit: { content, _, visit in (content as? CallableState)?.forEachOwned(visit) },
    cut: { ($0 as? CallableState)?.clear() })
}

extension Machine {
  /// A class of callable objects; it is named with its module.
  func makeCallableType(
    _ name: String, module: String, hasAttributes: Bool = false, isBase: Bool = true,
    rows: [Builtin], properties: [ForeignProperty] = []
  ) -> Object {
    let type = makeForeignType(
      name, module: module, hasAttributes: hasAttributes, isBase: isBase, traits: callableTraits,
      rows: rows, properties: properties)
    TypeObject(type).info.staticName = module + "." + name
    return type
  }

  /// The Swift side of an instance of such a class.
  @inline(__always)
  func callable<State: CallableState>(_ value: Value, _: State.Type) throws(Raised) -> State {
    if let object = value.object(.foreign),
      let state = object.body(ForeignBody.self).pointee.content.takeUnretainedValue() as? State
    {
      return state
    }
    throw raise(.typeError, "a callable object is needed, not \(typeName(of: value))")
  }

  /// `name(first, *rest, key=value)` by the representations of the arguments.
  func reprCall(
    _ name: String, _ arguments: [Value], _ keywords: [(name: Symbol, value: Value)] = []
  ) throws(Raised) -> String {
    var parts: [String] = []
    for argument in arguments { parts.append(try repr(argument)) }
    for (name, value) in keywords { parts.append("\(name.text)=\(try repr(value))") }
    return "\(name)(\(parts.joined(separator: ", ")))"
  }

  /// A dict of keyword arguments.
  func keywordDict(_ keywords: [(name: Symbol, value: Value)]) -> Value {
    let dict = newDict()
    for (name, value) in keywords { dict.set(name, value) }
    return .object(dict.object)
  }
}
