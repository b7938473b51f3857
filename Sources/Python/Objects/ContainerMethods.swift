/// Special methods that all built-in containers share: what user classes call by `super()`.

/// The rich comparisons; the first two every class has.
let comparisonOperators: [(String, CompareOperator)] = [
  ("__eq__", .equal), ("__ne__", .notEqual), ("__lt__", .less), ("__le__", .lessEqual),
  ("__gt__", .greater), ("__ge__", .greaterEqual),
]

/// `__eq__` and `__ne__`; for ordered containers the orderings too.
func comparisonMethods(isOrdered: Bool) -> [Builtin] {
  comparisonOperators.prefix(isOrdered ? 6 : 2).map { name, op in
    Builtin("\(name)(self, value, /)", "Return self\(op.symbol)value.") { (m, a) throws(Raised) in
      guard case .object(let left) = a[0], case .object(let right) = a[1], left.kind == right.kind,
        let answer = try m.compareContents(op, left, right)
      else { return m.notImplemented }
      return .bool(answer)
    }
  }
}

/// `__repr__` of a container by what it holds.
let containerReprMethod = Builtin("__repr__(self, /)", "Return repr(self).") {
  (m, a) throws(Raised) in
  m.string(try m.containerRepr(a.receiver))
}

let lengthMethod = Builtin("__len__(self, /)", "Return len(self).") { (m, a) throws(Raised) in
  .int(try m.builtinLength(a.receiver) ?? 0)
}

let containsMethod = Builtin("__contains__(self, key, /)", "Return key in self.") {
  (m, a) throws(Raised) in .bool(try m.builtinContains(a.receiver, a[1]) ?? false)
}

let iterMethod = Builtin("__iter__(self, /)", "Implement iter(self).") { (m, a) throws(Raised) in
  m.builtinIterator(a.receiver).map { .object(m.heap.pooled($0)) } ?? a[0]
}

let sequenceItemMethod = Builtin("__getitem__(self, key, /)", "Return self[key].") {
  (m, a) throws(Raised) in try m.sequenceItem(a.receiver, a[0], a[1])
}

let contentHashMethod = Builtin("__hash__(self, /)", "Return hash(self).") {
  (m, a) throws(Raised) in .int(try m.contentHash(a.receiver) ?? m.identityHash(a.receiver))
}

let classItemMethod = Builtin("__class_getitem__(cls, item, /)", "Return a generic alias.") {
  (m, a) throws(Raised) in m.genericAlias(a.receiver, a[1])
}

extension Machine {
  /// `list[int]`: an object that stands for its class in annotations.
  func genericAlias(_ origin: Object, _ argument: Value) -> Value {
    let arguments = isTuple(argument) ? argument : tuple([argument])
    let alias = heap.pooled(heap.allocateInstance(types.genericAlias))
    Instance(alias).set(symbol("__origin__"), .object(origin), runtime)
    Instance(alias).set(symbol("__args__"), arguments, runtime)
    return .object(alias)
  }

  /// A bound of `index(value, start, stop)`: clamped, negative ones from the end.
  func searchBound(_ value: Value?, _ standard: Int, count: Int) throws(Raised) -> Int {
    guard let value else { return standard }
    guard integer(value) != nil || !find(names.index, in: type(of: value)).isUndefined else {
      throw raise(
        .typeError, "slice indices must be integers or have an __index__ method")
    }
    let position = try index(value, clamps: true)
    return position < 0 ? max(0, position &+ count) : position
  }

  /// How often a value is among the items of a list or tuple.
  func occurrences(of item: Value, in sequence: Object) throws(Raised) -> Int {
    var count = 0
    var start = 0
    while let place = try firstIndex(of: item, in: sequence, from: start, to: Int.max) {
      count += 1
      start = place + 1
    }
    return count
  }
}

/// `types.GenericAlias`
let genericAliasMethods: [Builtin] = [
  Builtin("__new__(cls, origin, args, /)", "Represent a PEP 585 generic type") {
    (m, a) throws(Raised) in
    guard let origin = a[1].object(.type) else {
      throw m.unsupported("GenericAlias of \(m.typeName(of: a[1])) objects")
    }
    return m.genericAlias(origin, a[2])
  },
  Builtin("__repr__(self, /)", "Return repr(self).") { (m, a) throws(Raised) in
    let alias = Instance(a.receiver)
    var parts: [String] = []
    for argument in m.items(alias.value(m.symbol("__args__"))) ?? [] {
      parts.append(try m.annotationText(argument))
    }
    let origin = alias.value(m.symbol("__origin__")).object(.type).map { TypeObject($0).fullName }
    return m.string("\(origin ?? "?")[\(parts.joined(separator: ", "))]")
  },
  Builtin("__call__(self, /, *args, **kwargs)", "Make an instance of the class.") {
    (m, a) throws(Raised) in
    let origin = Instance(a.receiver).value(m.symbol("__origin__"))
    let keywords = a[1].object(.dict).map { m.keywordPairs(Dict($0)) } ?? []
    return try m.call(origin, Array(a.rest), keywords)
  },
  Builtin("__mro_entries__(self, bases, /)", "The class stands for it among bases.") {
    (m, a) throws(Raised) in m.tuple([Instance(a.receiver).value(m.symbol("__origin__"))])
  },
  Builtin("__getattr__(self, name, /)", "The attributes of the class.") { (m, a) throws(Raised) in
    let origin = Instance(a.receiver).value(m.symbol("__origin__"))
    return try m.attribute(of: origin, try m.attributeName(a[1]))
  },
  Builtin("__or__(self, value, /)", "Return self|value.") { (m, a) throws(Raised) in
    try m.union(a[0], a[1])
  },
  Builtin("__ror__(self, value, /)", "Return value|self.") { (m, a) throws(Raised) in
    try m.union(a[1], a[0])
  },
  Builtin("__eq__(self, value, /)", "Return self==value.") { (m, a) throws(Raised) in
    guard case .object(let other) = a[1], other.type == m.types.genericAlias else {
      return m.notImplemented
    }
    return .bool(try m.isEqual(m.parts(ofAlias: a.receiver), m.parts(ofAlias: other)))
  },
  Builtin("__hash__(self, /)", "Return hash(self).") { (m, a) throws(Raised) in
    .int(try m.hash(m.parts(ofAlias: a.receiver)))
  },
]

extension Machine {
  fileprivate func parts(ofAlias alias: Object) -> Value {
    let instance = Instance(alias)
    return tuple([instance.value(symbol("__origin__")), instance.value(symbol("__args__"))])
  }
}
