/// `_collections`: the containers of the module `collections` that are written in Swift.
extension Machine {
  func fillCollections(_ module: ModuleBuilder) {
    let iterator = addIteratorType("_deque_iterator", module: "_collections", rows: [])
    let reverse = addIteratorType("_deque_reverse_iterator", module: "_collections", rows: [])
    let deque = addContainer(
      "deque", .deque, base: types.object,
      "deque([iterable[, maxlen]]) --> deque object\n\n"
        + "A list-like sequence optimized for data accesses near its endpoints.",
      dequeMethods(iterator: iterator, reverseIterator: reverse), dequeProperties)
    let defaulting = addContainer(
      "defaultdict", .dict, base: types.dict,
      "defaultdict(default_factory=None, /, [...]) --> dict with default factory\n\n"
        + "The default factory is called without arguments to produce\n"
        + "a new value when a key is not present, in __getitem__ only.\n"
        + "A defaultdict compares equal to a dict with the same items.\n"
        + "All remaining arguments are treated the same as if they were\n"
        + "passed to the dict constructor, including keyword arguments.",
      defaultDictMethods, defaultDictProperties)
    let ordered = addContainer(
      "OrderedDict", .dict, base: types.dict, "Dictionary that remembers insertion order",
      orderedDictMethods, [])
    TypeObject(ordered).info.hasAttributes = true
    refreshSpecials(ordered, nil)
    for type in [deque, defaulting, ordered] {
      module.set(TypeObject(type).name, .object(type))
    }
    module.add(countingFunctions)
  }

  /// A class of `collections`; its instances are not hashable.
  private func addContainer(
    _ name: String, _ kind: Kind, base: Object, _ doc: String, _ rows: [Builtin],
    _ properties: [ForeignProperty]
  ) -> Object {
    let type = types.add(name, module: "collections", kind: kind, base: base)
    TypeObject(type).info.staticName = "collections." + name
    add(rows, to: type)
    add(properties, to: type)
    TypeObject(type).namespace.set(names.hash, .none)
    TypeObject(type).namespace.set(names.doc, string(doc))
    return type
  }

  /// A class of native iterators that can't be derived from. It is named with its module.
  func addIteratorType(_ name: String, module: String, rows: [Builtin], isBase: Bool = false)
    -> Object
  {
    let type = types.add(name, module: module, kind: .iterator)
    TypeObject(type).info.isBase = isBase
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
