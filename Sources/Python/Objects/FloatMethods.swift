/// The methods of `float`.
let floatMethods: [Builtin] = [
  Builtin("__new__(cls, x=0, /)", "Convert a string or number to a floating point number.") {
    (m, a) throws(Raised) in
    let x = try a.given(1).map { (x) throws(Raised) in try m.makeFloat(x) } ?? 0
    return a.receiver == m.types.float ? .float(x) : m.value(.float(x), a.receiver)
  },
  Builtin("fromhex(cls, string, /)", "Create a float from a hexadecimal string.") {
    (m, a) throws(Raised) in
    let text = Array(try m.requireText(a[1], "fromhex() argument").utf8)
    let made = Value.float(try m.solve { try FloatText.parseHexadecimal(text) })
    return a[0].isIdentical(to: .object(m.types.float)) ? made : try m.call(a[0], with: made)
  },
  floatMethod("hex(self, /)") { (m, x, a) throws(Raised) in m.string(FloatText.hexadecimal(x)) },
  floatMethod("is_integer(self, /)") { (m, x, a) throws(Raised) in
    .bool(x.isFinite && x == x.rounded(.down))
  },
  floatMethod("as_integer_ratio(self, /)") { (m, x, a) throws(Raised) in
    try m.integerRatio(of: x)
  },
  floatMethod("conjugate(self, /)") { (m, x, a) throws(Raised) in .float(x) },
  floatMethod("__int__(self, /)") { (m, x, a) throws(Raised) in try m.makeInteger(.float(x)) },
  floatMethod("__trunc__(self, /)") { (m, x, a) throws(Raised) in try m.makeInteger(.float(x)) },
  floatMethod("__floor__(self, /)") { (m, x, a) throws(Raised) in
    m.value(try m.solve { try FloatArithmetic.floor(x) })
  },
  floatMethod("__ceil__(self, /)") { (m, x, a) throws(Raised) in
    m.value(try m.solve { try FloatArithmetic.ceil(x) })
  },
  floatMethod("__float__(self, /)") { (m, x, a) throws(Raised) in .float(x) },
  floatMethod("__bool__(self, /)") { (m, x, a) throws(Raised) in .bool(x != 0) },
  floatMethod("__abs__(self, /)") { (m, x, a) throws(Raised) in .float(x.magnitude) },
  floatMethod("__neg__(self, /)") { (m, x, a) throws(Raised) in .float(-x) },
  floatMethod("__pos__(self, /)") { (m, x, a) throws(Raised) in .float(x) },
  floatMethod("__round__(self, ndigits=None, /)") { (m, x, a) throws(Raised) in
    try m.round(.float(x), a[1].orNone)
  },
  floatMethod("__getnewargs__(self, /)") { (m, x, a) throws(Raised) in m.tuple([.float(x)]) },
] + numberMethods + divisionMethods(.float)
  + arithmeticMethods(BinaryOperator.ofFloats, of: .float) + numberComparisons(.float)

private func floatMethod(
  _ signature: String, _ body: @escaping @Sendable (Machine, Double, Arguments) throws(Raised) -> Value
) -> Builtin {
  Builtin(signature, "") { (m, a) throws(Raised) in
    guard case .float(let x)? = m.number(a[0]) else { return m.notImplemented }
    return try body(m, x, a)
  }
}

/// The methods of `complex`.
let complexMethods: [Builtin] = [
  Builtin("__new__(cls, real=0, imag=0)", "Create a complex number.") { (m, a) throws(Raised) in
    let made = try m.makeComplex(a.given(1), a.given(2))
    guard a.receiver != m.types.complex, let number = m.number(made) else { return made }
    return m.value(number, a.receiver)
  },
  Builtin("conjugate(self, /)", "Return the complex conjugate.") { (m, a) throws(Raised) in
    guard case .complex(let z)? = m.number(a[0]) else { return a[0] }
    return m.value(.complex(z.conjugate))
  },
  Builtin("__abs__(self, /)", "Return abs(self).") { (m, a) throws(Raised) in
    try m.absolute(m.plain(a[0]))
  },
  Builtin("__complex__(self, /)", "Convert this value to exact type complex.") {
    (m, a) throws(Raised) in m.plain(a[0])
  },
  Builtin("__neg__(self, /)", "-self") { (m, a) throws(Raised) in
    try m.numericUnary(.negate, a[0]) ?? m.notImplemented
  },
  Builtin("__pos__(self, /)", "+self") { (m, a) throws(Raised) in
    try m.numericUnary(.plus, a[0]) ?? m.notImplemented
  },
  Builtin("__getnewargs__(self, /)", "The arguments that make the number anew.") {
    (m, a) throws(Raised) in
    guard case .complex(let z)? = m.number(a[0]) else { return a[0] }
    return m.tuple([.float(z.real), .float(z.imaginary)])
  },
  Builtin("__bool__(self, /)", "Return whether it is not zero.") { (m, a) throws(Raised) in
    guard case .complex(let z)? = m.number(a[0]) else { return .bool(false) }
    return .bool(z.real != 0 || z.imaginary != 0)
  },
] + numberMethods + arithmeticMethods(BinaryOperator.ofComplex, of: .complex)
  + numberComparisons(.complex)

extension Machine {
  /// `float(value)`
  func makeFloat(_ value: Value) throws(Raised) -> Double {
    if value.isOfUserClass, let converted = try convertedFloat(value) { return converted }
    if let text = value.object(.string).map(StringObject.init) {
      let codePoints = text.codePoints
      return try solve { try FloatText.parse(codePoints) }
    }
    if let bytes = byteContent(value) {
      return try solve { try FloatText.parse(bytes, isBytes: true) }
    }
    if number(value) == nil || value.object(.complex) != nil,
      find(names.float, in: type(of: value)).isUndefined,
      find(names.index, in: type(of: value)).isUndefined
    {
      throw raise(
        .typeError,
        "float() argument must be a string or a real number, not '\(typeName(of: value))'")
    }
    return try double(value)
  }

  /// What the `__float__` of a user's class says, or nil where the class has none.
  private func convertedFloat(_ value: Value) throws(Raised) -> Double? {
    let result = try callSpecial(names.float, value)
    if result.isUndefined { return nil }
    if case .float(let double)? = number(result) { return double }
    throw raise(
      .typeError,
      "\(typeName(of: value)).__float__ returned non-float (type \(typeName(of: result)))")
  }

  /// `float.as_integer_ratio()`
  func integerRatio(of x: Double) throws(Raised) -> Value {
    if x.isNaN { throw raise(.valueError, "cannot convert NaN to integer ratio") }
    if x.isInfinite { throw raise(.overflowError, "cannot convert Infinity to integer ratio") }
    if x == 0 { return tuple([.int(0), .int(1)]) }
    var (numerator, exponent) = (x.significand, Int(x.exponent))
    while numerator != numerator.rounded() {
      numerator *= 2
      exponent -= 1
    }
    let top = Integer(Int(x < 0 ? -numerator : numerator))
    let power = try solve { try Integer(1).shiftedLeft(by: Integer(abs(exponent))) }
    if exponent >= 0 {
      return tuple([value(try solve { try top.multiplied(by: power) }), .int(1)])
    }
    return tuple([value(top), value(power)])
  }

  /// `complex(real, imag)`
  func makeComplex(_ real: Value?, _ imaginary: Value?) throws(Raised) -> Value {
    if let text = real?.object(.string).map(StringObject.init) {
      if imaginary != nil {
        throw raise(.typeError, "complex() can't take second arg if first is a string")
      }
      let codePoints = text.codePoints
      return value(.complex(try solve { try Complex(parsing: codePoints) }))
    }
    if imaginary?.object(.string) != nil {
      throw raise(.typeError, "complex() second arg can't be a string")
    }
    var result: (real: Double, imaginary: Double?) = (0, nil)
    if let real {
      result = try complexPart(real, "first argument must be a string or a number")
    }
    if let imaginary {
      let part = try complexPart(imaginary, "second argument must be a number")
      // A part that is not there is not added: the sum would lose the sign of a zero.
      if let opposite = part.imaginary { result.real -= opposite }
      result.imaginary = result.imaginary.map { $0 + part.real } ?? part.real
    }
    return value(.complex(Complex(result.real, result.imaginary ?? 0)))
  }

  /// A value as a complex number: number, `__complex__`, or what makes a float.
  func complexNumber(_ value: Value) throws(Raised) -> Complex {
    if let z = try givenComplex(value) { return z }
    return Complex(try double(value), 0)
  }

  /// What is a complex number or makes one by `__complex__`; nil for others.
  private func givenComplex(_ value: Value) throws(Raised) -> Complex? {
    if let known = number(value) {
      if case .complex(let z) = known { return z }
      return nil
    }
    let result = try callSpecial(names.complex, value)
    if case .complex(let z)? = number(result) { return z }
    if result.isUndefined { return nil }
    throw raise(.typeError, "__complex__ returned non-complex (type \(typeName(of: result)))")
  }

  /// An argument of `complex`; a real number has no imaginary part.
  private func complexPart(_ value: Value, _ demand: String) throws(Raised)
    -> (real: Double, imaginary: Double?)
  {
    if let z = try givenComplex(value) { return (z.real, z.imaginary) }
    if number(value) != nil { return (try double(value), nil) }
    let isFloat = [names.float, names.index].contains { !find($0, in: type(of: value)).isUndefined }
    guard isFloat else {
      throw raise(.typeError, "complex() \(demand), not '\(typeName(of: value))'")
    }
    return (try double(value), nil)
  }
}
