/// `_itertools`: iterators whose steps are a generator of Python code and whose class is their own.
let iteratorTypeFunctions: [Builtin] = [
  Builtin("iterator(function, members=None)", "The class of iterators that function makes.") {
    (m, a) throws(Raised) in
    guard let code = a[0].object(.function) else {
      throw m.raise(.typeError, "iterator() argument must be a function")
    }
    let module = m.text(Function(code).globalName(m.names.name)) ?? "builtins"
    let type = m.types.add(Function(code).code.name, module: module, kind: .iterator)
    TypeObject(type).info.isBase = false
    TypeObject(type).info.staticName = module + "." + Function(code).code.name
    let function = m.keep(a[0])
    let make = Builtin("__new__", doc: "Make an iterator.") { (m, call) throws(Raised) in
      let arguments = Array(call.positional.dropFirst())
      let steps = try m.call(function, arguments, call.keywords)
      return m.iterator(Steps(own(try m.iterator(over: steps))), type)
    }
    m.install([make] + iteratorMethods, in: type)
    if let members = a.given(1)?.object(.dict) {
      Dict(members).forEach { name, value in
        guard let name = m.text(name) else { return }
        TypeObject(type).namespace.set(m.symbol(name), value)
      }
    }
    m.refreshSpecials(type, nil)
    return .object(type)
  }
]

/// The steps of another iterator, which it owns.
private final class Steps: NativeIterator {
  private let source: Value

  init(_ source: Value) { self.source = source }

  override func next(_ machine: Machine) throws(Raised) -> Value {
    try machine.next(source) ?? .undefined
  }

  override func forEachOwned(_ visit: (Value) -> Void) { visit(source) }
}

extension Function {
  /// The value of a name in the function's globals.
  fileprivate func globalName(_ name: Symbol) -> Value { Dict(body.pointee.globals).value(name) }
}
