/// Attributes that built-in objects have without an entry in a class: `__class__`, `__dict__`,
/// `__name__`, `f.__defaults__`, `e.args`.
extension Machine {
  /// The attribute, or undefined.
  func builtinAttribute(of value: Value, _ name: Symbol) throws(Raised) -> Value {
    if name == names.class { return .object(type(of: value)) }
    guard case .object(let object) = value else { return numberAttribute(value, name) }
    switch object.kind {
    case .type: return typeAttributeValue(object, name)
    case .function: return functionAttribute(object, name)
    case .native: return nativeAttribute(object, name)
    case .method: return try methodAttribute(object, name)
    case .exception: return try exceptionAttribute(object, name)
    case .instance:
      if name == names.weakref { return firstWeakReference(to: object) }
      return name == names.dict && hasDict(object)
        ? .object(Instance(object).attributeDict(runtime).object) : .undefined
    case .module: return name == names.dict ? .object(moduleNamespace(object).object) : .undefined
    case .foreign where object.type == types.code: return try codeAttribute(value, name)
    case .foreign where object.type == types.traceback: return tracebackAttribute(value, name)
    case .foreign where TypeObject(object.type).info.isOfMembers:
      return classMember(value).map { classMemberAttribute($0, name) } ?? .undefined
    case .foreign where object.type == types.frame: return frameAttribute(value, name)
    case .foreign where name == names.dict && TypeObject(object.type).info.hasAttributes:
      return .object(attributeDict(&object.body(ForeignBody.self).pointee.attributes).object)
    case .property: return propertyAttribute(object, name)
    case .slice: return sliceAttribute(object, name)
    case .range: return rangeAttribute(object, name)
    case .bigInt, .float, .complex:
      let found = numberAttribute(value, name)
      return found.isUndefined ? attributeDictionary(of: object, name) : found
    case .generator: return generatorAttribute(object, name)
    case .cell:
      guard name.text == "cell_contents" else { return .undefined }
      let content = object.body(CellBody.self).pointee.content
      if content.isUndefined { throw raise(.valueError, "Cell is empty") }
      return content
    case .classMethod, .staticMethod:
      return wrapperAttribute(object, name)
    case .super:
      let body = object.body(SuperBody.self).pointee
      switch name.text {
      case "__thisclass__": return body.start
      case "__self__": return body.receiver
      case "__self_class__":
        return body.receiver.object(.type) == nil
          ? .object(type(of: body.receiver)) : body.receiver
      default: return .undefined
      }
    default: return attributeDictionary(of: object, name)
    }
  }

  /// What class and static methods show of the function they wrap.
  private func wrapperAttribute(_ object: Object, _ name: Symbol) -> Value {
    switch name.text {
    case "__func__", "__wrapped__": return object.body(CellBody.self).pointee.content
    default: return attributeDictionary(of: object, name)
    }
  }

  /// `__dict__` of an instance whose attributes are among the heap's extras.
  private func attributeDictionary(of object: Object, _ name: Symbol) -> Value {
    guard name == names.dict, hasDict(object) else { return .undefined }
    return .object(heap.attributeDict(of: object, type: types.dict).object)
  }

  private func hasDict(_ object: Object) -> Bool {
    TypeObject(object.type).info.hasAttributes
  }

  func numberAttribute(_ value: Value, _ name: Symbol) -> Value {
    guard let number = number(value) else { return .undefined }
    switch (number, name.text) {
    case (.complex(let z), "real"): return .float(z.real)
    case (.complex(let z), "imag"): return .float(z.imaginary)
    case (.float(let x), "real"): return .float(x)
    case (.float, "imag"): return .float(0)
    case (.integer(let x), "real"), (.integer(let x), "numerator"): return self.value(x)
    case (.integer, "imag"): return .int(0)
    case (.integer, "denominator"): return .int(1)
    default: return .undefined
    }
  }

  private func typeAttributeValue(_ type: Object, _ name: Symbol) -> Value {
    let info = TypeObject(type).info
    switch name {
    case names.name: return string(info.name)
    case names.qualname: return string(info.qualifiedName)
    case names.module: return string(info.module)
    case names.bases: return tuple(info.bases.map { .object($0) })
    case names.mro: return tuple(info.resolutionOrder.map { .object($0) })
    case names.dict:
      let proxy = heap.allocate(MemoryLayout<CellBody>.stride, .dictView, types.mappingProxy)
      proxy.body(CellBody.self).pointee.content = .object(own(info.namespace))
      return .object(heap.pooled(proxy))
    case names.doc: return documentation(of: .object(type)).map { string($0) } ?? .none
    default:
      if name.text == "__base__" { return info.bases.first.map { .object($0) } ?? .none }
      return TypeObject(type).findMember(name)
    }
  }

  private func functionAttribute(_ object: Object, _ name: Symbol) -> Value {
    let function = Function(object)
    switch name {
    case names.name: return string(function.code.name)
    case names.qualname: return string(function.code.qualifiedName)
    case names.doc: return function.wholeCode.doc.map { string($0) } ?? .none
    case names.module:
      let module = Dict(function.body.pointee.globals).value(names.name)
      return module.isUndefined ? .none : module
    case names.defaults: return function.body.pointee.defaults.orNone
    case names.kwdefaults: return function.body.pointee.keywordDefaults.orNone
    case names.globals: return .object(function.body.pointee.globals)
    case names.dict: return .object(attributeDict(&function.body.pointee.attributes).object)
    case names.annotations:
      return .object(attributeDict(&function.body.pointee.annotations).object)
    case symbol("__code__"):
      return wrap(function.wholeCode, types.code)
    case names.closure:
      let count = function.body.pointee.captureCount
      if count == 0 { return .none }
      return tuple((0..<count).map { .object(function.captures[$0]) })
    default: return .undefined
    }
  }

  private func nativeAttribute(_ object: Object, _ name: Symbol) -> Value {
    let row = object.nativeRow
    switch name {
    case names.name: return string(row.name)
    case names.qualname: return string(row.qualifiedName)
    case names.doc: return string(row.builtin.doc)
    case names.module: return row.ownerName == nil ? string(row.module) : .none
    default: return name.text == "__text_signature__" ? string(row.builtin.signature) : .undefined
    }
  }

  private func methodAttribute(_ object: Object, _ name: Symbol) throws(Raised) -> Value {
    let body = object.body(MethodBody.self).pointee
    switch name.text {
    case "__self__": return body.receiver
    case "__func__": return body.function
    default: return try findAttribute(of: body.function, name)
    }
  }

  private func exceptionAttribute(_ object: Object, _ name: Symbol) throws(Raised) -> Value {
    let body = ExceptionObject(object).body
    switch name {
    case names.args: return body.pointee.arguments
    case names.cause: return body.pointee.cause
    case names.context: return body.pointee.context
    case names.suppressContext: return .bool(body.pointee.suppressesContext)
    case names.traceback: return tracebackValue(of: object)
    case names.dict: return .object(Instance(object).attributeDict(runtime).object)
    case names.value where TypeObject(object.type).isSubclass(of: types[.stopIteration]):
      return body.pointee.value.orNone
    default:
      if name.text == "code", TypeObject(object.type).isSubclass(of: types[.systemExit]) {
        guard let arguments = ExceptionObject(object).arguments, arguments.count > 0 else {
          return .none
        }
        return arguments.count == 1 ? arguments[0] : body.pointee.arguments
      }
      return otherExceptionAttribute(object, name)
    }
  }

  /// Attributes of single classes of exceptions.
  private func otherExceptionAttribute(_ object: Object, _ name: Symbol) -> Value {
    if let members = exceptions(ofGroup: .object(object)) {
      if name.text == "exceptions" { return tuple(members) }
      if name.text == "message" { return groupMessage(.object(object)) }
    }
    if let known = keywordClass(of: object) {
      if known.keywords.contains(name.text) { return .none }
      if known.name == .importError, name.text == "msg",
        let arguments = ExceptionObject(object).arguments
      {
        return arguments.count == 1 ? arguments[0] : .none
      }
    }
    let known = syntaxErrorAttribute(object, name)
    return known.isUndefined ? unicodeErrorAttribute(object, name) : known
  }

  /// The parts of a UnicodeError are its five arguments.
  private func unicodeErrorAttribute(_ object: Object, _ name: Symbol) -> Value {
    let parts = ["encoding", "object", "start", "end", "reason"]
    guard TypeObject(object.type).isSubclass(of: types[.unicodeError]),
      let index = parts.firstIndex(of: name.text),
      let arguments = ExceptionObject(object).arguments, arguments.count == parts.count
    else { return .undefined }
    return arguments[index]
  }

  private func propertyAttribute(_ object: Object, _ name: Symbol) -> Value {
    let body = object.body(PropertyBody.self).pointee
    switch name.text {
    case "fget": return body.getter
    case "fset": return body.setter
    case "fdel": return body.deleter
    case "__doc__":
      if !body.doc.isNone { return body.doc }
      guard let getter = body.getter.object(.function) else { return .none }
      return Function(getter).wholeCode.doc.map { string($0) } ?? .none
    default: return .undefined
    }
  }

  private func sliceAttribute(_ object: Object, _ name: Symbol) -> Value {
    let body = object.body(SliceBody.self).pointee
    switch name.text {
    case "start": return body.start
    case "stop": return body.stop
    case "step": return body.step
    default: return .undefined
    }
  }

  private func generatorAttribute(_ object: Object, _ name: Symbol) -> Value {
    let body = object.body(GeneratorBody.self)
    switch name.text {
    case "gi_running": return .bool(body.pointee.state == .running)
    case "gi_suspended": return .bool(body.pointee.state == .suspended)
    case "gi_frame": return frame(ofGenerator: object)
    case "gi_code":
      return body.pointee.function.object.map { wrap(Function($0).wholeCode, types.code) } ?? .none
    case "gi_yieldfrom": return GeneratorObject.delegate(of: object) ?? .none
    case "__name__", "__qualname__":
      return body.pointee.function.object.map { string(functionName($0)) } ?? .none
    default: return .undefined
    }
  }

  // MARK: Setting

  /// Sets an attribute that is part of the object itself; false where it is an ordinary one.
  func setBuiltinAttribute(of object: Object, _ name: Symbol, _ new: Value) throws(Raised) -> Bool {
    switch object.kind {
    case let kind where name == names.dict && kind != .type && hasOwnDict(object):
      guard let dict = new.object(.dict) else {
        throw raise(
          .typeError, "__dict__ must be set to a dictionary, not a '\(typeName(of: new))'")
      }
      setAttributeDict(of: object, dict)
      return true
    case _ where name == names.class:
      try setClass(of: object, new)
      return true
    case .exception: return try setExceptionAttribute(object, name, new)
    case .function: return try setFunctionAttribute(Function(object), name, new)
    case .type: return try setTypeAttribute(TypeObject(object), name, new)
    case .cell where name.text == "cell_contents":
      store(&object.body(CellBody.self).pointee.content, own(new))
      return true
    default: return false
    }
  }

  private func setFunctionAttribute(_ function: Function, _ name: Symbol, _ new: Value)
    throws(Raised) -> Bool
  {
    switch name {
    case names.name, names.qualname:
      guard isString(new) else {
        throw raise(.typeError, "\(name.text) must be set to a string object")
      }
      return false
    case names.defaults:
      guard new.isNone || isTuple(new) else {
        throw raise(.typeError, "__defaults__ must be set to a tuple object")
      }
      store(&function.body.pointee.defaults, new.isNone ? .undefined : own(new))
      return true
    case names.kwdefaults, names.annotations:
      guard new.isNone || isDict(new) else {
        throw raise(.typeError, "\(name.text) must be set to a dict object")
      }
      let owned = new.isNone ? Value.undefined : own(new)
      if name == names.kwdefaults {
        store(&function.body.pointee.keywordDefaults, owned)
      } else {
        store(&function.body.pointee.annotations, owned)
      }
      return true
    case names.code:
      try setCode(of: function, new)
      return true
    case names.closure, names.globals: throw raise(.attributeError, "readonly attribute")
    case names.dict:
      guard let dict = new.object(.dict) else {
        throw raise(
          .typeError, "__dict__ must be set to a dictionary, not a '\(typeName(of: new))'")
      }
      store(&function.body.pointee.attributes, .object(own(dict)))
      return true
    default: return false
    }
  }

  /// `f.__code__ = code`: what the function was called stays with it.
  private func setCode(of function: Function, _ new: Value) throws(Raised) {
    let code: Code
    switch codeObject(new) {
    case .function(let given)?: code = given
    case .text?: throw unsupported("code from compile() as that of a function")
    case nil: throw raise(.typeError, "__code__ must be set to a code object")
    }
    let count = function.body.pointee.captureCount
    guard code.captureCount == count else {
      throw raise(
        .valueError,
        "\(try str(attribute(of: .object(function.object), names.name)))() requires a code object with \(count) free vars, "
          + "not \(code.captureCount)")
    }
    let own = heap.attributeDict(of: function.object, type: types.dict)
    for name in Function.changeableNames where own.value(symbol(name)).isUndefined {
      own.set(symbol(name), try attribute(of: .object(function.object), symbol(name)))
    }
    // A frame may still run the old code: the machine keeps it.
    retiredCode.append(function.body.pointee.code)
    function.body.pointee.code = BoundCode.make(code, globals: function.body.pointee.globals)
    typeChanged()
  }

  /// Deletes an attribute that is part of the object itself; false where it is an ordinary one.
  func deleteBuiltinAttribute(of object: Object, _ name: Symbol) throws(Raised) -> Bool {
    if name == names.class { throw raise(.typeError, "can't delete __class__ attribute") }
    switch object.kind {
    case .type where [names.name, names.qualname, names.bases].contains(name):
      throw raise(
        .typeError,
        "cannot delete '\(name.text)' attribute of immutable type '\(TypeObject(object).name)'")
    case .function: return try deleteFunctionAttribute(Function(object), name)
    default: return false
    }
  }

  private func deleteFunctionAttribute(_ function: Function, _ name: Symbol) throws(Raised) -> Bool {
    switch name {
    case names.name, names.qualname:
      throw raise(.typeError, "\(name.text) must be set to a string object")
    case names.code: throw raise(.typeError, "__code__ must be set to a code object")
    case names.dict: throw raise(.typeError, "cannot delete __dict__")
    case names.doc: heap.attributeDict(of: function.object, type: types.dict).set(name, .none)
    case names.defaults, names.kwdefaults, names.annotations, names.closure, names.globals:
      return try setFunctionAttribute(function, name, .none)
    default: return false
    }
    return true
  }

  private func setTypeAttribute(_ type: TypeObject, _ name: Symbol, _ new: Value) throws(Raised)
    -> Bool
  {
    guard type.info.isUserDefined else { return false }
    switch name {
    case names.name, names.qualname:
      guard let text = text(new) else {
        throw raise(
          .typeError,
          "can only assign string to \(type.name).\(name.text), not '\(typeName(of: new))'")
      }
      if name == names.name, text.utf8.contains(0) {
        throw raise(.valueError, "type name must not contain null characters")
      }
      if name == names.name { type.info.name = text } else { type.info.qualifiedName = text }
      return true
    case names.module:
      if let text = text(new) { type.info.module = text }
      return false
    case names.bases:
      try setBases(of: type, new)
      return true
    case names.mro: throw raise(.attributeError, "readonly attribute")
    case names.dict:
      throw raise(.attributeError, "attribute '__dict__' of 'type' objects is not writable")
    default: return false
    }
  }

  /// Whether an object's class comes from a class statement without `__slots__`.
  private func hasOwnDict(_ object: Object) -> Bool {
    let info = TypeObject(object.type).info
    return info.isUserDefined && info.slotNames == nil
  }

  /// `object.__class__ = new`: between classes of class statements with the same memory layout.
  private func setClass(of object: Object, _ new: Value) throws(Raised) {
    guard let type = new.object(.type) else {
      throw raise(
        .typeError, "__class__ must be set to a class, not '\(typeName(of: new))' object")
    }
    let old = TypeObject(object.type).info
    let info = TypeObject(type).info
    guard old.isUserDefined, info.isUserDefined, object.kind != .type else {
      throw fixedClass()
    }
    guard info.layoutType == old.layoutType, info.hasAttributes == old.hasAttributes,
      info.slotNames == old.slotNames
    else {
      throw raise(
        .typeError,
        "__class__ assignment: '\(info.name)' object layout differs from '\(old.name)'")
    }
    if object.kind == .instance || object.kind == .exception {
      // The shape belongs to the old class: the attributes move into a dict.
      _ = Instance(object).attributeDict(runtime)
    }
    let before = object.type
    object.header.pointee.type = own(type)
    drop(before)
  }

  /// TypeError for an object whose class stays what it is.
  func fixedClass() -> Raised {
    raise(
      .typeError, "__class__ assignment only supported for mutable types or ModuleType subclasses")
  }

  private func setExceptionAttribute(_ object: Object, _ name: Symbol, _ new: Value)
    throws(Raised) -> Bool
  {
    let body = ExceptionObject(object).body
    switch name {
    case names.args: store(&body.pointee.arguments, own(tuple(try collect(new))))
    case names.cause:
      store(&body.pointee.cause, own(new))
      body.pointee.suppressesContext = true
    case names.context: store(&body.pointee.context, own(new))
    case names.suppressContext: body.pointee.suppressesContext = try isTrue(new)
    case names.traceback: try setTraceback(of: object, new)
    default: return false
    }
    return true
  }
}

extension Value {
  /// The value, or None for an absent one.
  var orNone: Value { isUndefined ? .none : self }
}
