/// `_collections`: the containers of the module `collections` that are written in Swift.
extension Machine {
  func fillCollections(_ module: ModuleBuilder) {
    let iterator = addIteratorType("_deque_iterator", module: "_collections", rows: [])
    let reverse = addIteratorType("_deque_reverse_iterator", module: "_collections", rows: [])
    module.set(
      "deque",
      .object(
        addContainer(
          "deque", .deque, base: types.object,
          dequeMethods(iterator: iterator, reverseIterator: reverse), dequeProperties)))
    module.set(
      "defaultdict",
      .object(
        addContainer(
          "defaultdict", .dict, base: types.dict, defaultDictMethods, defaultDictProperties)))
    let ordered = addContainer("OrderedDict", .dict, base: types.dict, orderedDictMethods, [])
    TypeObject(ordered).info.hasAttributes = true
    module.set("OrderedDict", .object(ordered))
    module.add(countingFunctions)
  }

  /// A class of `collections`; its instances are not hashable.
  private func addContainer(
    _ name: String, _ kind: Kind, base: Object, _ rows: [Builtin], _ properties: [ForeignProperty]
  ) -> Object {
    let type = types.add(name, module: "collections", kind: kind, base: base)
    TypeObject(type).info.staticName = "collections." + name
    add(rows, to: type)
    add(properties, to: type)
    TypeObject(type).namespace.set(names.hash, .none)
    return type
  }

  /// A class of native iterators that can't be derived from. It is named with its module.
  func addIteratorType(_ name: String, module: String, rows: [Builtin]) -> Object {
    let type = types.add(name, module: module, kind: .iterator)
    TypeObject(type).info.isBase = false
    TypeObject(type).info.staticName = module + "." + name
    add(rows + iteratorMethods, to: type)
    return type
  }
}

private let countingFunctions: [Builtin] = [
  Builtin("_count_elements(mapping, iterable, /)", "Count elements in the iterable, updating the mapping") {
    (m, a) throws(Raised) in
    guard let counts = a[0].object(.dict) else {
      throw m.raise(.typeError, "the counts must be in a dict, not \(m.typeName(of: a[0]))")
    }
    try m.forEach(a[1]) { (item) throws(Raised) in
      let known = try m.value(item, in: Dict(counts))
      let count = known.isUndefined ? .int(1) : try m.binary(.add, m.pooled(own(known)), .int(1))
      try m.set(item, count, in: Dict(counts))
    }
    return .none
  }
]
