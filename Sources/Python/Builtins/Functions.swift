/// The built-in functions that look at one value or two.
let valueFunctions: [Builtin] = [
  Builtin("abs(x, /)", "Return the absolute value of the argument.") { (m, a) throws(Raised) in
    try m.absolute(a[0])
  }.quick(.absolute),
  Builtin("ascii(obj, /)", "Return an ASCII-only representation of an object.") {
    (m, a) throws(Raised) in m.string(try m.ascii(a[0]))
  },
  Builtin("bin(number, /)", "Return the binary representation of an integer.") {
    (m, a) throws(Raised) in try m.prefixedDigits(a[0], base: 2)
  },
  Builtin("breakpoint(*args, **kws)", "Call the debugger.") { (m, a) throws(Raised) in
    throw m.unsupported("breakpoint()")
  },
  Builtin("callable(obj, /)", "Return whether the object is callable.") { (m, a) throws(Raised) in
    .bool(m.isCallable(a[0]))
  },
  Builtin("chr(i, /)", "Return a Unicode string of one character.") { (m, a) throws(Raised) in
    let code = try m.cInt(a[0])
    guard code >= 0, code <= 0x10FFFF else {
      throw m.raise(.valueError, "chr() arg not in range(0x110000)")
    }
    return m.character(UInt32(code))
  }.quick(.character),
  Builtin("divmod(x, y, /)", "Return the tuple (x//y, x%y).") { (m, a) throws(Raised) in
    try m.divideWithRemainder(a[0], a[1])
  },
  Builtin("format(value, format_spec='', /)", "Return value.__format__(format_spec).") {
    (m, a) throws(Raised) in
    if let spec = a.given(1), !m.isString(spec) {
      throw m.raise(
        .typeError, "format() argument 2 must be str, not \(m.argumentTypeName(spec))")
    }
    return try m.format(a[0], a[1])
  },
  Builtin("hash(obj, /)", "Return the hash value for the given object.") {
    (m, a) throws(Raised) in .int(try m.hash(a[0]))
  },
  Builtin("hex(number, /)", "Return the hexadecimal representation of an integer.") {
    (m, a) throws(Raised) in try m.prefixedDigits(a[0], base: 16)
  },
  Builtin("id(obj, /)", "Return the identity of an object.") { (m, a) throws(Raised) in
    .int(m.identity(a[0]))
  },
  Builtin("isinstance(obj, class_or_tuple, /)", "Return whether an object is an instance.") {
    (m, a) throws(Raised) in
    if case .object(let type) = a[1], type.kind == .type, type.type == m.types.type,
      m.isInstance(a[0], of: type)
    {
      return .bool(true)
    }
    return .bool(try m.isInstance(a[0], a[1]))
  }.quick(.isInstance),
  Builtin("issubclass(cls, class_or_tuple, /)", "Return whether a class derives from another.") {
    (m, a) throws(Raised) in .bool(try m.isSubclass(a[0], a[1]))
  },
  Builtin("len(obj, /)", "Return the number of items in a container.") { (m, a) throws(Raised) in
    .int(try m.length(of: a[0]))
  }.quick(.length),
  Builtin("oct(number, /)", "Return the octal representation of an integer.") {
    (m, a) throws(Raised) in try m.prefixedDigits(a[0], base: 8)
  },
  Builtin("ord(c, /)", "Return the code point of a one-character string.") { (m, a) throws(Raised) in
    try m.codePoint(of: a[0])
  }.quick(.codePoint),
  Builtin("pow(base, exp, mod=None)", "Equivalent to base**exp or base**exp % mod.") {
    (m, a) throws(Raised) in
    guard let modulus = a.given(2), !modulus.isNone else { return try m.binary(.power, a[0], a[1]) }
    return try m.power(a[0], a[1], modulo: modulus)
  },
  Builtin("repr(obj, /)", "Return the string representation of the object.") {
    (m, a) throws(Raised) in m.string(try m.repr(a[0]))
  },
  Builtin("round(number, ndigits=None)", "Round a number to a given precision.") {
    (m, a) throws(Raised) in try m.round(a[0], a.given(1) ?? .none)
  },
]

extension Machine {
  /// `bin(value)`, `oct(value)`, `hex(value)`
  fileprivate func prefixedDigits(_ value: Value, base: Int) throws(Raised) -> Value {
    let integer = try integerIndex(value)
    return string(try solve { try integer.prefixedDigits(base: base) })
  }

  /// `abs(value)`
  func absolute(_ value: Value) throws(Raised) -> Value {
    switch value.isOfUserClass ? nil : number(value) {
    case .integer(let x)?: return self.value(x.absolute)
    case .float(let x)?: return .float(x.magnitude)
    case .complex(let x)?: return .float(try solve { try x.magnitude() })
    case nil: break
    }
    let result = try callSpecial(names.abs, value)
    if !result.isUndefined { return result }
    throw raise(.typeError, "bad operand type for abs(): '\(typeName(of: value))'")
  }

  func isCallable(_ value: Value) -> Bool {
    guard case .object(let object) = value else { return false }
    switch object.kind {
    case .function, .native, .method, .type: return true
    default: return !find(names.call, in: object.type).isUndefined
    }
  }

  /// `divmod(x, y)`
  func divideWithRemainder(_ x: Value, _ y: Value) throws(Raised) -> Value {
    if !x.isOfUserClass, !y.isOfUserClass, let pair = try divideNumbers(x, y) { return pair }
    for (method, left, right) in [("__divmod__", x, y), ("__rdivmod__", y, x)] {
      let result = try callSpecial(symbol(method), left, [right])
      if !result.isUndefined, !result.isIdentical(to: notImplemented) { return result }
    }
    throw raise(
      .typeError,
      "unsupported operand type(s) for divmod(): '\(typeName(of: x))' and '\(typeName(of: y))'")
  }

  /// `divmod(x, y)` of the numbers that the values hold, or nil where they have none.
  func divideNumbers(_ x: Value, _ y: Value) throws(Raised) -> Value? {
    switch (number(x), number(y)) {
    case (.integer(let a)?, .integer(let b)?):
      let (quotient, remainder) = try solve { try a.dividedWithRemainder(by: b) }
      return tuple([value(quotient), value(remainder)])
    case (.complex?, _), (_, .complex?), (nil, _), (_, nil): return nil
    case (.some, .some):
      let (a, b) = (try double(x), try double(y))
      let (quotient, remainder) = try solve { try FloatArithmetic.dividedWithRemainder(a, b) }
      return tuple([.float(quotient), .float(remainder)])
    }
  }

  /// `id(value)`: an address; plain values get numbers that equal values share.
  func identity(_ value: Value) -> Int {
    switch value {
    case .object(let object): return Int(bitPattern: object.address)
    case .none, .undefined: return 0x7f00_0000_0010
    case .bool(let flag): return flag ? 0x7f00_0000_0030 : 0x7f00_0000_0050
    case .int(let number): return 0x7f10_0000_0000 &+ number &* 32 & Int.max
    case .float(let number): return Int(truncatingIfNeeded: number.bitPattern >> 2 | 0x10)
    }
  }

  /// `issubclass(cls, classes)` with tuples and `__subclasscheck__`.
  func isSubclass(_ candidate: Value, _ classes: Value) throws(Raised) -> Bool {
    if let tuple = classes.object(.tuple) {
      for index in 0..<Tuple(tuple).count {
        if try isSubclass(candidate, Tuple(tuple)[index]) { return true }
      }
      return false
    }
    guard case .object(let base) = classes else { throw notAClass(candidate) }
    let hook = find(names.subclasscheck, in: base.type)
    if hook.object(.function) != nil {
      return try isTrue(try callMethodValue(hook, classes, [candidate]))
    }
    guard base.kind == .type else { throw notAClass(candidate) }
    guard let type = candidate.object(.type) else { throw notAClass(candidate) }
    return TypeObject(type).isSubclass(of: base)
  }

  /// The error of `issubclass` where one of its arguments is no class.
  private func notAClass(_ candidate: Value) -> Raised {
    if candidate.object(.type) != nil { return notAClass("issubclass() arg 2") }
    return raise(.typeError, "issubclass() arg 1 must be a class")
  }

  /// `ord(c)`
  func codePoint(of value: Value) throws(Raised) -> Value {
    let count: Int
    if let string = value.object(.string).map(StringObject.init) {
      if string.count == 1 { return .int(Int(string[0])) }
      count = string.count
    } else if let bytes = byteContent(value) {
      if bytes.count == 1 { return .int(Int(bytes[0])) }
      count = bytes.count
    } else {
      throw raise(
        .typeError, "ord() expected string of length 1, but \(typeName(of: value)) found")
    }
    throw raise(
      .typeError, "ord() expected a character, but string of length \(count) found")
  }

  /// `pow(base, exponent, modulus)`
  func power(_ base: Value, _ exponent: Value, modulo modulus: Value) throws(Raised) -> Value {
    if !base.isOfUserClass, let x = integer(base), let y = integer(exponent),
      let z = integer(modulus)
    {
      return value(try solve { try x.power(y, modulo: z) })
    }
    for operand in [base, exponent, modulus] where operand.isPlainFloat {
      throw raise(
        .typeError, "pow() 3rd argument not allowed unless all arguments are integers")
    }
    let result = try callSpecial(symbol("__pow__"), base, [exponent, modulus])
    if !result.isUndefined, !result.isIdentical(to: notImplemented) { return result }
    throw raise(
      .typeError,
      "unsupported operand type(s) for ** or pow(): '\(typeName(of: base))', "
        + "'\(typeName(of: exponent))', '\(typeName(of: modulus))'")
  }

  /// `round(number, digits)`
  func round(_ value: Value, _ digits: Value) throws(Raised) -> Value {
    switch value.isOfUserClass ? nil : number(value) {
    case .integer(let x)?:
      if digits.isNone { return self.value(x) }
      let count = try integerIndex(digits)
      return self.value(try solve { try x.rounded(digits: count) })
    case .float(let x)?:
      if digits.isNone { return self.value(try solve { try FloatArithmetic.round(x) }) }
      let count = try index(digits, clamps: true)
      return .float(try solve { try FloatArithmetic.round(x, digits: count) })
    default: break
    }
    let result = try callSpecial(names.round, value, digits.isNone ? [] : [digits])
    if !result.isUndefined { return result }
    throw raise(
      .typeError, "type \(typeName(of: value)) doesn't define __round__ method")
  }
}
