/// `_weakref`: the references of the module `weakref`; what is built of them is Python.
extension Machine {
  func fillWeakReferences(_ module: ModuleBuilder) {
    module.set("ref", .object(types.weakReference))
    module.set("ReferenceType", .object(types.weakReference))
    module.add(weakReferenceFunctions)
  }
}

private let weakReferenceFunctions: [Builtin] = [
  Builtin("getweakrefcount(object, /)", "Return the number of weak references to 'object'.") {
    (m, a) throws(Raised) in .int(m.weakReferences(to: a[0]).count)
  },
  Builtin("getweakrefs(object, /)", "Return a list of all weak reference objects pointing to 'object'.") {
    (m, a) throws(Raised) in m.list(m.weakReferences(to: a[0]).map { .object($0) })
  },
]

extension Machine {
  fileprivate func weakReferences(to value: Value) -> [Object] {
    value.object.flatMap { heap.state.pointee.extras[$0]?.weakReferences } ?? []
  }
}
