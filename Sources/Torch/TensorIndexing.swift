import Python
import Tensors

/// Subscripts of tensors.
extension TorchBinding {
  func item(_ x: Tensor, _ key: Value) throws(Raised) -> Value {
    if case .int(let index) = key {
      return value(try run { try x.entry(index) })
    }
    let entries = try indices(key)
    return value(try run { try x.index(entries) })
  }

  func setItem(_ x: Tensor, _ key: Value, _ new: Value) throws(Raised) {
    let entries = try indices(key)
    let source: Tensor
    if let tensor = tensor(new) {
      source = tensor
    } else if let scalar = scalar(new) {
      source = try run { try Tensor.full([], scalar, x.dtype) }
    } else {
      throw machine.raise(
        .typeError, "can't assign a \(machine.typeName(of: new)) to a \(x.typeName)")
    }
    try run { try x.setItems(entries, to: source) }
  }

  /// The entries of a subscript.
  private func indices(_ key: Value) throws(Raised) -> [Index] {
    guard machine.isTuple(key), let items = machine.items(key) else { return [try index(key)] }
    var entries: [Index] = []
    for item in items { entries.append(try index(item)) }
    return entries
  }

  private func index(_ key: Value) throws(Raised) -> Index {
    switch key {
    case .int(let value): return .int(value)
    case .none: return .newDimension
    case .bool(let flag): return .tensor(Tensor(.bool(flag), .bool))
    case .float, .undefined: throw badIndex(key)
    case .object: break
    }
    if let tensor = tensor(key) {
      if tensor.rank == 0, tensor.dtype.isIntegral, tensor.dtype != .bool {
        return .int(try run { try tensor.item().int })
      }
      return .tensor(tensor)
    }
    if key.isIdentical(to: machine.ellipsis) { return .ellipsis }
    if let slice = machine.slice(key) {
      let step = try bound(slice.step)
      if step == 0 { throw machine.raise(.valueError, "slice step cannot be zero") }
      return .slice(start: try bound(slice.start), stop: try bound(slice.stop), step: step)
    }
    if machine.isList(key) || machine.isTuple(key) || machine.typeName(of: key) == "range" {
      let items = machine.list(try machine.collect(key))
      let isEmpty = (machine.items(items) ?? []).isEmpty
      return .tensor(
        try run { try Tensor.from(argument(items), dtype: isEmpty ? .int64 : nil) })
    }
    if machine.isString(key) { throw machine.raise(.typeError, "new(): invalid data type 'str'") }
    throw badIndex(key)
  }

  private func bound(_ value: Value) throws(Raised) -> Int? {
    if value.isNone { return nil }
    if let word = machine.word(value) { return word }
    if let tensor = tensor(value) { return try run { try tensor.item().int } }
    let index = try machine.callSpecial(specials.index, value)
    if let word = machine.word(index) { return word }
    throw machine.raise(
      .typeError, "slice indices must be integers or None or have an __index__ method")
  }

  private func badIndex(_ key: Value) -> Raised {
    machine.raise(
      .indexError,
      "only integers, slices (`:`), ellipsis (`...`), None and long or byte Variables are valid "
        + "indices (got \(machine.typeName(of: key)))")
  }
}
