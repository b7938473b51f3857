/// `operator`: the operators as functions.
extension Machine {
  func fillOperators(_ module: ModuleBuilder) {
    let operators =
      binaryFunctions(operatorNames, isInPlace: false)
      + comparisonFunctions + unaryFunctions + itemFunctions
    let inPlace = binaryFunctions(operatorNames.map { ("i" + $0, $1) }, isInPlace: true)
    module.add(operators + inPlace + sequenceFunctions, of: "_operator")
    let namespace = moduleNamespace(module.object)
    for row in operators {
      let bare = row.name.hasSuffix("_") ? String(row.name.dropLast()) : row.name
      guard !["truth", "is_", "is_not"].contains(row.name) else { continue }
      module.set("__\(bare)__", namespace.value(symbol(row.name)))
    }
    for (name, _) in operatorNames {
      let bare = name.hasSuffix("_") ? String(name.dropLast()) : name
      module.set("__i\(bare)__", namespace.value(symbol("i" + bare)))
    }
    for name in ["concat", "iconcat", "call"] {
      module.set("__\(name)__", namespace.value(symbol(name)))
    }
    fillGetters(module)
  }
}

/// `and_` is the function, `iand` its form in place.
private let operatorNames: [(String, BinaryOperator)] = [
  ("add", .add), ("sub", .subtract), ("mul", .multiply), ("matmul", .matrixMultiply),
  ("truediv", .divide), ("floordiv", .floorDivide), ("mod", .modulo), ("pow", .power),
  ("lshift", .leftShift), ("rshift", .rightShift), ("and_", .bitAnd), ("or_", .bitOr),
  ("xor", .bitXor),
]

private func binaryFunctions(_ names: [(String, BinaryOperator)], isInPlace: Bool) -> [Builtin] {
  names.map { name, op in
    let name = isInPlace && name.hasSuffix("_") ? String(name.dropLast()) : name
    return Builtin("\(name)(a, b, /)", "Same as a \(op.symbol)\(isInPlace ? "=" : "") b.") {
      (m, a) throws(Raised) in try m.binary(op, a[0], a[1], isInPlace: isInPlace)
    }
  }
}

private let comparisonFunctions: [Builtin] = [
  ("lt", CompareOperator.less), ("le", .lessEqual), ("eq", .equal), ("ne", .notEqual),
  ("ge", .greaterEqual), ("gt", .greater), ("is_", .is), ("is_not", .isNot),
].map { name, op in
  Builtin("\(name)(a, b, /)", "Same as a \(op.symbol) b.") { (m, a) throws(Raised) in
    try m.compare(op, a[0], a[1])
  }
}

private let unaryFunctions: [Builtin] = [
  Builtin("neg(a, /)", "Same as -a.") { (m, a) throws(Raised) in try m.unary(.negate, a[0]) },
  Builtin("pos(a, /)", "Same as +a.") { (m, a) throws(Raised) in try m.unary(.plus, a[0]) },
  Builtin("inv(a, /)", "Same as ~a.") { (m, a) throws(Raised) in try m.unary(.invert, a[0]) },
  Builtin("invert(a, /)", "Same as ~a.") { (m, a) throws(Raised) in try m.unary(.invert, a[0]) },
  Builtin("abs(a, /)", "Same as abs(a).") { (m, a) throws(Raised) in try m.absolute(a[0]) },
  Builtin("not_(a, /)", "Same as not a.") { (m, a) throws(Raised) in
    .bool(!(try m.isTrue(a[0])))
  },
  Builtin("truth(a, /)", "Return True if a is true, False otherwise.") { (m, a) throws(Raised) in
    .bool(try m.isTrue(a[0]))
  },
  Builtin("index(a, /)", "Same as a.__index__()") { (m, a) throws(Raised) in
    m.value(try m.integerIndex(a[0]))
  },
]

private let itemFunctions: [Builtin] = [
  Builtin("contains(a, b, /)", "Same as b in a (note reversed operands).") {
    (m, a) throws(Raised) in .bool(try m.contains(a[0], a[1]))
  },
  Builtin("getitem(a, b, /)", "Same as a[b].") { (m, a) throws(Raised) in
    try m.item(of: a[0], a[1])
  },
  Builtin("setitem(a, b, c, /)", "Same as a[b] = c.") { (m, a) throws(Raised) in
    try m.setItem(of: a[0], a[1], a[2])
    return .none
  },
  Builtin("delitem(a, b, /)", "Same as del a[b].") { (m, a) throws(Raised) in
    try m.deleteItem(of: a[0], a[1])
    return .none
  },
]

private let sequenceFunctions: [Builtin] = [
  Builtin("concat(a, b, /)", "Same as a + b, for a and b sequences.") { (m, a) throws(Raised) in
    try m.checkConcatenable(a[0])
    return try m.binary(.add, a[0], a[1])
  },
  Builtin("iconcat(a, b, /)", "Same as a += b, for a and b sequences.") { (m, a) throws(Raised) in
    try m.checkConcatenable(a[0])
    return try m.binary(.add, a[0], a[1], isInPlace: true)
  },
  Builtin("countOf(a, b, /)", "Return the number of items in a which are, or which equal, b.") {
    (m, a) throws(Raised) in
    try m.checkSearchable(a[0])
    var count = 0
    try m.forEach(a[0]) { (item) throws(Raised) in if try m.isEqual(item, a[1]) { count += 1 } }
    return .int(count)
  },
  Builtin("indexOf(a, b, /)", "Return the first index of b in a.") { (m, a) throws(Raised) in
    try m.checkSearchable(a[0])
    let place = try m.first(of: a[0]) { (item) throws(Raised) in try m.isEqual(item, a[1]) }
    if let place { return .int(place) }
    throw m.raise(.valueError, "sequence.index(x): x not in sequence")
  },
  Builtin("length_hint(obj, default=0, /)", "Return an estimate of the number of items in obj.") {
    (m, a) throws(Raised) in
    guard let standard = m.integer(a.given(1) ?? .int(0)) else {
      throw m.raise(
        .typeError, "'\(m.typeName(of: a[1]))' object cannot be interpreted as an integer")
    }
    return try m.lengthHint(of: a[0]).map { .int($0) } ?? m.value(standard)
  },
  Builtin("call", doc: "Same as obj(*args, **kwargs).") { (m, call) throws(Raised) in
    guard call.count > 0 else {
      throw m.raise(.typeError, "call expected at least 1 argument, got 0")
    }
    return try m.call(call[0], Array(call.positional.dropFirst()), call.keywords)
  },
]

extension Machine {
  fileprivate func checkConcatenable(_ value: Value) throws(Raised) {
    guard find(names.getitem, in: type(of: value)).isUndefined else { return }
    throw raise(.typeError, "'\(typeName(of: value))' object can't be concatenated")
  }

  fileprivate func checkSearchable(_ value: Value) throws(Raised) {
    guard !isIterable(value) else { return }
    throw raise(.typeError, "argument of type '\(typeName(of: value))' is not iterable")
  }
}
