/// The methods of `int`.
let intMethods: [Builtin] = [
  Builtin("__new__(cls, x=0, /, base=10)", "Convert a number or string to an integer.") {
    (m, a) throws(Raised) in
    let made = try m.makeInteger(a.given(1), base: a.given(2))
    return a.receiver == m.types.int ? made : m.value(.integer(m.integer(made) ?? 0), a.receiver)
  },
  Builtin("from_bytes(cls, bytes, byteorder='big', *, signed=False)", "Return the integer.") {
    (m, a) throws(Raised) in
    let isBig = try m.isBigEndian(a.given(2), "from_bytes() argument 'byteorder'")
    let bytes = try m.bytesOfIntegers(a[1])
    let isSigned = try m.isTrue(a[3].orNone)
    let made = m.value(Integer(bytes: bytes, bigEndian: isBig, signed: isSigned))
    return a[0].isIdentical(to: .object(m.types.int)) ? made : try m.call(a[0], with: made)
  },
  integerMethod("to_bytes(self, length=1, byteorder='big', *, signed=False)") {
    (m, x, a) throws(Raised) in
    let length = try a.given(1).map { (length) throws(Raised) in try m.cSize(length) } ?? 1
    let isBig = try m.isBigEndian(a.given(2), "to_bytes() argument 'byteorder'")
    let isSigned = try m.isTrue(a[3].orNone)
    return m.bytes(
      try m.solve { try x.bytes(length: length, bigEndian: isBig, signed: isSigned) })
  },
  integerMethod("bit_length(self, /)") { (m, x, a) throws(Raised) in .int(x.bitLength) },
  integerMethod("bit_count(self, /)") { (m, x, a) throws(Raised) in .int(x.bitCount) },
  integerMethod("as_integer_ratio(self, /)") { (m, x, a) throws(Raised) in
    m.tuple([m.value(x), .int(1)])
  },
  integerMethod("conjugate(self, /)") { (m, x, a) throws(Raised) in m.value(x) },
  integerMethod("__int__(self, /)") { (m, x, a) throws(Raised) in m.value(x) },
  integerMethod("__index__(self, /)") { (m, x, a) throws(Raised) in m.value(x) },
  integerMethod("__trunc__(self, /)") { (m, x, a) throws(Raised) in m.value(x) },
  integerMethod("__floor__(self, /)") { (m, x, a) throws(Raised) in m.value(x) },
  integerMethod("__ceil__(self, /)") { (m, x, a) throws(Raised) in m.value(x) },
  integerMethod("__float__(self, /)") { (m, x, a) throws(Raised) in
    .float(try m.solve { try x.asDouble() })
  },
  integerMethod("__getnewargs__(self, /)") { (m, x, a) throws(Raised) in m.tuple([m.value(x)]) },
  integerMethod("__bool__(self, /)") { (m, x, a) throws(Raised) in .bool(x.sign != 0) },
  integerMethod("__abs__(self, /)") { (m, x, a) throws(Raised) in m.value(x.absolute) },
  integerMethod("__neg__(self, /)") { (m, x, a) throws(Raised) in m.value(x.negated) },
  integerMethod("__pos__(self, /)") { (m, x, a) throws(Raised) in m.value(x) },
  integerMethod("__invert__(self, /)") { (m, x, a) throws(Raised) in m.value(~x) },
  integerMethod("__round__(self, ndigits=None, /)") { (m, x, a) throws(Raised) in
    guard let digits = a.given(1) else { return m.value(x) }
    return try m.round(m.value(x), m.value(try m.integerIndex(digits)))
  },
] + numberMethods + divisionMethods(.integer) + arithmeticMethods(BinaryOperator.ofIntegers, of: .integer)
  + numberComparisons(.integer)

/// The methods of `bool`.
let boolMethods: [Builtin] = [
  Builtin("__new__(cls, x=False, /)", "Return the truth of the argument.") {
    (m, a) throws(Raised) in .bool(try m.isTrue(a[1].orNone))
  }
]

/// What all numbers have in common.
let numberMethods: [Builtin] = [
  Builtin("__hash__(self, /)", "Return hash(self).") { (m, a) throws(Raised) in
    .int(try m.hash(m.plain(a[0])))
  },
  Builtin("__repr__(self, /)", "Return repr(self).") { (m, a) throws(Raised) in
    m.string(try m.repr(m.plain(a[0])))
  },
  Builtin("__format__(self, format_spec, /)", "Format the number.") { (m, a) throws(Raised) in
    guard let spec = a[1].object(.string) else {
      throw m.raise(
        .typeError, "__format__() argument must be str, not \(m.typeName(of: a[1]))")
    }
    if StringObject(spec).count == 0 { return m.string(try m.str(a[0])) }
    return try m.format(m.plain(a[0]), a[1])
  },
]

/// `__divmod__` of the real numbers.
func divisionMethods(_ numbers: NumberClass) -> [Builtin] {
  [
    Builtin("__divmod__(self, value, /)", "Return divmod(self, value).") { (m, a) throws(Raised) in
      guard m.isNumber(a[1], within: numbers) else { return m.notImplemented }
      return try m.divideNumbers(a[0], a[1]) ?? m.notImplemented
    },
    Builtin("__rdivmod__(self, value, /)", "Return divmod(value, self).") {
      (m, a) throws(Raised) in
      guard m.isNumber(a[1], within: numbers) else { return m.notImplemented }
      return try m.divideNumbers(a[1], a[0]) ?? m.notImplemented
    },
  ]
}

/// The comparisons of a number class, which take what is as narrow or narrower; complex numbers
/// have no order.
func numberComparisons(_ numbers: NumberClass) -> [Builtin] {
  comparisonOperators.map { name, op in
    Builtin("\(name)(self, value, /)", "Return self\(op.symbol)value.") { (m, a) throws(Raised) in
      guard m.isNumber(a[1], within: numbers), let known = m.compareContents(op, a[0], a[1]) else {
        return m.notImplemented
      }
      return .bool(known)
    }
  }
}

private func integerMethod(
  _ signature: String, _ body: @escaping @Sendable (Machine, Integer, Arguments) throws(Raised) -> Value
) -> Builtin {
  Builtin(signature, "") { (m, a) throws(Raised) in try body(m, m.integer(a[0]) ?? 0, a) }
}

extension BinaryOperator {
  static let ofFloats: [BinaryOperator] = [
    .add, .subtract, .multiply, .divide, .floorDivide, .modulo, .power,
  ]
  static let ofIntegers = ofFloats + [.leftShift, .rightShift, .bitAnd, .bitOr, .bitXor]
  static let ofComplex: [BinaryOperator] = [.add, .subtract, .multiply, .divide, .power]

  /// The middle of `__add__`.
  var methodName: String {
    switch self {
    case .add: "add"
    case .subtract: "sub"
    case .multiply: "mul"
    case .matrixMultiply: "matmul"
    case .divide: "truediv"
    case .floorDivide: "floordiv"
    case .modulo: "mod"
    case .power: "pow"
    case .leftShift: "lshift"
    case .rightShift: "rshift"
    case .bitAnd: "and"
    case .bitOr: "or"
    case .bitXor: "xor"
    }
  }
}

/// The number classes, narrowest first.
enum NumberClass: Int {
  case integer, float, complex

  init(_ number: Number) {
    switch number {
    case .integer: self = .integer
    case .float: self = .float
    case .complex: self = .complex
    }
  }
}

/// `__add__`, `__radd__` and so on of a number class, which take what is as narrow or narrower.
func arithmeticMethods(_ operators: [BinaryOperator], of numbers: NumberClass) -> [Builtin] {
  operators.filter { $0 != .power }.flatMap { op in
    [
      Builtin("__\(op.methodName)__(self, value, /)", "Return self\(op.symbol)value.") {
        (m, a) throws(Raised) in try m.numeric(op, a[0], a[1], within: numbers)
      },
      Builtin("__r\(op.methodName)__(self, value, /)", "Return value\(op.symbol)self.") {
        (m, a) throws(Raised) in try m.numeric(op, a[1], a[0], within: numbers)
      },
    ]
  } + [
    Builtin("__pow__(self, value, mod=None, /)", "Return pow(self, value, mod).") {
      (m, a) throws(Raised) in try m.power(a[0], a[1], a[2].orNone, within: numbers)
    },
    Builtin("__rpow__(self, value, mod=None, /)", "Return pow(value, self, mod).") {
      (m, a) throws(Raised) in try m.power(a[1], a[0], a[2].orNone, within: numbers)
    },
  ]
}

extension Machine {
  /// Whether a value is a number that a class takes as an operand.
  func isNumber(_ value: Value, within numbers: NumberClass) -> Bool {
    number(value).map { NumberClass($0).rawValue <= numbers.rawValue } ?? false
  }

  /// `left op right` by the method of a number class, or NotImplemented.
  fileprivate func numeric(
    _ op: BinaryOperator, _ left: Value, _ right: Value, within numbers: NumberClass
  ) throws(Raised) -> Value {
    guard isNumber(left, within: numbers), isNumber(right, within: numbers) else {
      return notImplemented
    }
    return try numeric(op, left, right) ?? notImplemented
  }

  /// `__pow__`, whose modulus only integers take.
  fileprivate func power(
    _ base: Value, _ exponent: Value, _ modulus: Value, within numbers: NumberClass
  ) throws(Raised) -> Value {
    if modulus.isNone { return try numeric(.power, base, exponent, within: numbers) }
    if numbers == .float {
      throw raise(
        .typeError, "pow() 3rd argument not allowed unless all arguments are integers")
    }
    for operand in [base, exponent, modulus] where !isNumber(operand, within: numbers) {
      return notImplemented
    }
    if numbers == .complex { throw raise(.valueError, "complex modulo") }
    guard let x = integer(base), let y = integer(exponent), let z = integer(modulus) else {
      return notImplemented
    }
    return value(try solve { try x.power(y, modulo: z) })
  }
}

extension Machine {
  /// `int(value, base)`
  fileprivate func makeInteger(_ value: Value?, base: Value?) throws(Raised) -> Value {
    guard let base else { return try value.map { (v) throws(Raised) in try makeInteger(v) } ?? .int(0) }
    guard let value else { throw raise(.typeError, "int() missing string argument") }
    return try parseInteger(value, base: base)
  }

  /// `int(value)`
  func makeInteger(_ value: Value) throws(Raised) -> Value {
    switch value {
    case .int: return value
    case .bool(let flag): return .int(flag ? 1 : 0)
    case .float(let double): return self.value(try solve { try Integer(truncating: double) })
    default: break
    }
    if !value.isOfUserClass, let integer = integer(value) { return self.value(integer) }
    let limit = runtime.digitLimit
    if let text = value.object(.string).map(StringObject.init) {
      if let plain = plainInteger(text) { return .int(plain) }
      let codePoints = text.codePoints
      return self.value(try solve { try Integer(parsing: codePoints, digitLimit: limit) })
    }
    for name in [names.int, names.index, names.trunc] {
      let result = try callSpecial(name, value)
      if result.isUndefined { continue }
      if let integer = integer(result) { return self.value(integer) }
      throw raise(
        .typeError, "\(name.text) returned non-int (type \(typeName(of: result)))")
    }
    if let bytes = byteContent(value) {
      return self.value(try solve {
        try Integer(parsing: bytes, digitLimit: limit, isBytes: true)
      })
    }
    throw raise(
      .typeError,
      "int() argument must be a string, a bytes-like object or a real number, not "
        + "'\(typeName(of: value))'")
  }

  /// The number that a text of up to 18 ASCII digits says, perhaps after a minus; nil for others.
  private func plainInteger(_ text: StringObject) -> Int? {
    guard text.width == 1, (1...18).contains(text.count) else { return nil }
    let isNegative = text.bytes[0] == UInt8(ascii: "-")
    if isNegative, text.count == 1 { return nil }
    var result = 0
    for byte in text.bytes.dropFirst(isNegative ? 1 : 0) {
      let digit = byte &- UInt8(ascii: "0")
      guard digit < 10 else { return nil }
      result = result &* 10 &+ Int(digit)
    }
    return isNegative ? -result : result
  }

  /// `int(text, base)`
  func parseInteger(_ value: Value, base: Value) throws(Raised) -> Value {
    let base = try index(base, clamps: true)
    guard base == 0 || (2...36).contains(base) else {
      throw raise(.valueError, "int() base must be >= 2 and <= 36, or 0")
    }
    let limit = runtime.digitLimit
    if let text = value.object(.string).map(StringObject.init) {
      let codePoints = text.codePoints
      return self.value(try solve {
        try Integer(parsing: codePoints, base: base, digitLimit: limit)
      })
    }
    if let bytes = byteContent(value) {
      return self.value(try solve {
        try Integer(parsing: bytes, base: base, digitLimit: limit, isBytes: true)
      })
    }
    throw raise(.typeError, "int() can't convert non-string with explicit base")
  }

  /// The bytes of a bytes-like object or of an iterable of integers.
  func bytesOfIntegers(_ value: Value) throws(Raised) -> [UInt8] {
    if let bytes = byteContent(value) { return bytes }
    if isString(value) {
      throw raise(.typeError, "cannot convert 'str' object to bytes")
    }
    guard isIterable(value) else {
      throw raise(.typeError, "cannot convert '\(typeName(of: value))' object to bytes")
    }
    var result: [UInt8] = []
    for item in try collect(value) {
      guard let byte = UInt8(exactly: try index(item, clamps: true)) else {
        throw raise(.valueError, "bytes must be in range(0, 256)")
      }
      result.append(byte)
    }
    return result
  }

  func isBigEndian(_ order: Value?, _ what: String) throws(Raised) -> Bool {
    guard let order else { return true }
    try checkText(order, what)
    switch try requireText(order, what) {
    case "big": return true
    case "little": return false
    default: throw raise(.valueError, "byteorder must be either 'little' or 'big'")
    }
  }
}
