import Python
import Tensors

/// Attribute access of `torch.nn.Module`, which every layer and every step of a model goes
/// through: parameters, buffers and child modules are found in their tables, other attributes are
/// stored in the instance as those of any object.
///
/// The library text decorates `Module` with `_with_attribute_access`, which adds these methods.
let moduleDecorators: [Row] = [
  Row("_with_attribute_access(cls, /)", "Gives `Module` its attribute methods.") {
    (t, m, a) throws(Raised) in
    guard case .object(let type) = a[0] else { return .none }
    m.add([moduleGetter(ModuleNames(m)), moduleSetter(t, type, ModuleNames(m))], to: type)
    return a[0]
  },
  Row("_own_value(object, name, /)", "An attribute of the object itself, or None.") {
    (t, m, a) throws(Raised) in
    m.ownValue(m.symbol(try m.requireText(a[1], "name")), of: a[0]) ?? .none
  },
]

private struct ModuleNames: @unchecked Sendable {
  let tables: [Symbol]
  let setMember, isBuffer: Symbol

  init(_ machine: Machine) {
    tables = ["_parameters", "_modules", "_buffers"].map { machine.symbol($0) }
    setMember = machine.symbol("_set_member")
    isBuffer = machine.symbol("_is_buffer")
  }
}

private func notAName(_ machine: Machine, _ value: Value) -> Raised {
  machine.raise(.typeError, "attribute name must be str, not \(machine.typeName(of: value))")
}

private func moduleGetter(_ names: ModuleNames) -> Builtin {
  Builtin("__getattr__(self, name, /)", "A parameter, child module or buffer.") {
    (m, a) throws(Raised) in
    guard let name = m.symbol(of: a[1]) else { throw notAName(m, a[1]) }
    for table in names.tables {
      if let members = m.ownValue(table, of: a[0]), let found = m.entry(name, of: members) {
        return found
      }
    }
    throw m.raise(
      .attributeError, "'\(m.typeName(of: a[0]))' object has no attribute '\(name.text)'")
  }
}

private func moduleSetter(_ torch: TorchBinding, _ type: Object, _ names: ModuleNames) -> Builtin {
  Builtin("__setattr__(self, name, value, /)", "Sets an attribute or a member of a table.") {
    [unowned(unsafe) torch] (m, a) throws(Raised) in
    guard let name = m.symbol(of: a[1]) else { throw notAName(m, a[1]) }
    let tensor = torch.tensor(a[2])
    let isMember =
      tensor?.isParameter == true || m.isInstance(a[2], of: type)
      || tensor != nil && m.ownValue(names.isBuffer, of: a[2]) != nil
      || names.tables.contains { table in
        m.ownValue(table, of: a[0]).flatMap { m.entry(name, of: $0) } != nil
      }
    if isMember {
      return try m.call(try m.attribute(of: a[0], names.setMember), [a[1], a[2]])
    }
    try m.setOwnAttribute(of: a[0], name, a[2])
    return .none
  }
}
