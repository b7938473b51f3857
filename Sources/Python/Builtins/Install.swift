/// Puts the tables of native functions into the namespaces of classes and modules.
extension Machine {
  /// A function object of a row.
  func native(_ row: Builtin, module: String) -> Value {
    let entry = NativeRow(row, name: row.name, ownerName: nil, module: module)
    let type = entry.isShownAsFunction ? types.function : types.native
    return .object(heap.pooled(heap.allocateNative(entry, type: type)))
  }

  /// Adds methods to a class. `__new__` is a function in its class, not a method; a row whose first
  /// parameter is `cls` is a class method.
  func install(_ rows: [Builtin], in owner: Object) {
    let info = TypeObject(owner).info
    for row in rows {
      let name = row.name
      let entry = NativeRow(row, name: name, ownerName: info.name, module: info.module)
      let type =
        !row.isMethod ? types.native : entry.isSlot ? types.slotWrapper : types.methodDescriptor
      let native = heap.allocateNative(entry, type: type)
      if row.isMethod { native.body(NativeBody.self).pointee.receiverType = owner }
      var entryValue = Value.object(heap.pooled(native))
      if name == "__new__" {
        native.body(NativeBody.self).pointee.owner = .object(own(owner))
      } else if row.isClassMethod {
        entryValue = newWrapper(.classMethod, types.classMethod, entryValue)
      }
      Dict(info.namespace).set(symbol(name), entryValue)
    }
  }

  /// Fills the classes and the module `builtins`.
  func installBuiltins() {
    for (type, rows) in methodTables { install(rows, in: type) }
    for type in [types.list, types.dict, types.set, types.slice, types.byteArray, types.dictKeys, types.dictItems] {
      TypeObject(type).namespace.set(names.hash, .none)
    }
    let memoryView = types.add("memoryview", module: "builtins", kind: .foreign)
    TypeObject(memoryView).info.foreign = MemoryView.traits
    TypeObject(memoryView).info.isBase = false
    install(memoryViewMethods, in: memoryView)
    for type in types.all { refreshSpecials(type, nil) }
    add(memoryViewProperties, to: memoryView)
    let module = makeModule("builtins", doc: nil, namespace: Dict(own(builtins.object)))
    module.add(builtinFunctions)
    for type in types.all where TypeObject(type).info.isNamedBuiltin {
      module.set(TypeObject(type).name, .object(type))
    }
    module.set("EnvironmentError", .object(types[.osError]))
    module.set("IOError", .object(types[.osError]))
    module.set("NotImplemented", notImplemented)
    module.set("Ellipsis", ellipsis)
    module.set("__debug__", .bool(true))
    registerStandardModules()
    heap.drain(to: 0)
  }
}

extension Builtin {
  /// Whether its first argument is the class, written `name(cls, ...)`.
  var isClassMethod: Bool { firstParameter("cls") }

  /// Whether its first argument is the receiver.
  var isMethod: Bool { firstParameter("self") }

  private func firstParameter(_ name: StaticString) -> Bool {
    let parameters = signature.utf8.drop { $0 != UInt8(ascii: "(") }.dropFirst()
    return name.withUTF8Buffer { parameters.starts(with: $0) }
  }
}

extension TypeInfo {
  /// Whether the class is found by its name among the built-in functions.
  var isNamedBuiltin: Bool {
    if kind == .exception { return true }
    if module != "builtins" { return false }
    let hidden = [
      "function", "builtin_function_or_method", "method", "cell", "generator", "coroutine", "code", "module",
      "NoneType", "NotImplementedType", "ellipsis", "mappingproxy", "iterator", "method-wrapper", "traceback", "frame", "method_descriptor",
    ]
    return !hidden.contains(name) && !name.contains("_")
  }
}
