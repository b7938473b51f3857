/// What help about a value is made of: its documentation, its code, how it is called. None of this
/// runs the user's code.
extension Machine {
  /// Whether a value is a class.
  public func isClass(_ value: Value) -> Bool { value.object(.type) != nil }

  /// Whether a value is a function, native or not, or a method: what help calls simple.
  public func isFunction(_ value: Value) -> Bool {
    guard case .object(let object) = value else { return false }
    return [.function, .native, .method].contains(object.kind)
  }

  /// Whether a value is a property.
  public func isProperty(_ value: Value) -> Bool { value.object(.property) != nil }

  /// The getter of a property, or nil.
  public func getter(ofProperty value: Value) -> Value? {
    value.object(.property).map { $0.body(PropertyBody.self).pointee.getter }
  }

  /// The code of a Python function or of the function of a method; nil for other values.
  public func code(of value: Value) -> Code? {
    guard case .object(let object) = value else { return nil }
    switch object.kind {
    case .function: return Function(object).code
    case .method: return code(of: object.body(MethodBody.self).pointee.function)
    default: return nil
    }
  }

  /// What `inspect.getdoc` finds, uncleaned: the value's own text, or that of its class, or for a
  /// class that of the next base class that has one.
  public func documentation(of value: Value) -> String? {
    guard case .object(let object) = value else {
      return documentation(ofClass: TypeObject(type(of: value)))
    }
    switch object.kind {
    case .type: return documentation(ofClass: TypeObject(object))
    case .native: return object.nativeRow.builtin.doc
    case .method: return documentation(of: object.body(MethodBody.self).pointee.function)
    case .property: return documentation(ofProperty: object)
    case .module: return text(moduleNamespace(object).value(names.doc))
    case .function:
      let changed = ownAttribute(of: Function(object), names.doc)
      return changed.isUndefined ? Function(object).wholeCode.doc : text(changed)
    default:
      let own = ownAttribute(of: value, names.doc)
      if !own.isUndefined { return text(own) }
      return text(TypeObject(object.type).namespace.value(names.doc))
        ?? (TypeObject(object.type).isUserDefined
          ? nil : documentation(ofClass: TypeObject(object.type)))
    }
  }

  private func documentation(ofClass type: TypeObject) -> String? {
    for base in type.info.resolutionOrder where base != types.object || base == type.object {
      let namespace = TypeObject(base).namespace
      if let doc = text(namespace.value(names.doc)) { return doc }
      // A built-in class says it where it is made.
      let maker = namespace.value(names.new)
      if !TypeObject(base).isUserDefined, !maker.isUndefined {
        return documentation(of: maker.object(.staticMethod)
          .map { $0.body(CellBody.self).pointee.content } ?? maker)
      }
    }
    return nil
  }

  func documentation(ofProperty object: Object) -> String? {
    let body = object.body(PropertyBody.self)
    return text(body.pointee.doc) ?? documentation(of: body.pointee.getter)
  }

  /// How a value is called, as `inspect.signature` describes it: for a bound method without the
  /// receiver, for a class by its `__init__` or `__new__`, for an instance by its `__call__`.
  /// Nil where that is not known.
  public func describe(callable value: Value) -> FunctionDescription? {
    guard case .object(let object) = value else { return nil }
    switch object.kind {
    case .function, .native: return describe(function: value)
    case .method: return describe(function: value) ?? boundDescription(object)
    case .type: return describe(classCall: TypeObject(object))
    default:
      let call = find(names.call, in: object.type)
      guard call.object(.function) != nil else { return nil }
      return withoutReceiver(describe(function: call))
    }
  }

  private func boundDescription(_ method: Object) -> FunctionDescription? {
    withoutReceiver(describe(function: method.body(MethodBody.self).pointee.function))
  }

  private func describe(classCall type: TypeObject) -> FunctionDescription? {
    for name in [names.`init`, names.new] {
      let found = find(name, in: type.object)
      let function = found.object(.staticMethod)?.body(CellBody.self).pointee.content ?? found
      if function.object(.function) != nil {
        return withoutReceiver(describe(function: function))
      }
    }
    guard type.info.isUserDefined, type.info.resolutionOrder.count == 2 else { return nil }
    return FunctionDescription(name: type.info.name, parameters: [])
  }

  private func withoutReceiver(_ description: FunctionDescription?) -> FunctionDescription? {
    guard var description else { return nil }
    let first = description.parameters.first
    if first?.kind == .positional || first?.kind == .positionalOnly {
      description.parameters.removeFirst()
    }
    return description
  }

  /// The classes that derive from a class directly, by name.
  public func subclassNames(of value: Value) -> [String] {
    value.object(.type).map { type in
      TypeObject(type).info.subclasses.map { TypeObject($0).name }
    } ?? []
  }

  /// The module in which a native function is defined, and its name there; nil for other values.
  public func nativeName(of value: Value) -> (module: String, owner: String?, name: String)? {
    guard case .object(let object) = value else { return nil }
    switch object.kind {
    case .native:
      let row = object.nativeRow
      return (row.module, row.ownerName, row.name)
    case .method: return nativeName(of: object.body(MethodBody.self).pointee.function)
    default: return nil
    }
  }

  /// Removes an entry of a dict, if it is there.
  public func removeItem(of dict: Value, _ key: Value) throws(Raised) {
    guard let object = dict.object(.dict) else { return }
    _ = try remove(key, from: Dict(object))
  }

  /// The class of a value.
  public func classOf(_ value: Value) -> Value { .object(type(of: value)) }

  /// Whether a class statement made a class.
  public func isUserDefined(_ classValue: Value) -> Bool {
    classValue.object(.type).map { TypeObject($0).isUserDefined } ?? false
  }

  /// What a name stands for in a class and its bases, unbound; nil where it stands for nothing.
  public func classAttribute(_ name: String, of classValue: Value) -> Value? {
    guard let type = classValue.object(.type) else { return nil }
    let found = find(symbol(name), in: type)
    return found.isUndefined ? nil : found
  }

  /// The property of this name in the class of a value.
  public func property(_ name: String, ofClassOf value: Value) -> Value? {
    guard !isClass(value) else { return nil }
    return classAttribute(name, of: classOf(value)).flatMap { isProperty($0) ? $0 : nil }
  }
}
