import Glibc

/// The most factors that are multiplied: GMP cannot be interrupted, and these take a fraction of a second.
private let largestCount = 1_000_000

extension Machine {
  func fillMath(_ module: ModuleBuilder) {
    module.add(mathFunctions)
    module.set("pi", .float(Double.pi))
    module.set("e", .float(M_E))
    module.set("tau", .float(2 * Double.pi))
    module.set("inf", .float(.infinity))
    module.set("nan", .float(.nan))
  }
}

/// A function of one float. An infinite result of a finite argument is a range error, or a domain
/// error where the function has a pole; a NaN that was not there before is a domain error.
private func real(
  _ name: String, hasPole: Bool = false, _ function: @escaping @Sendable (Double) -> Double
) -> Builtin {
  Builtin("\(name)(x, /)", "Return \(name)(x).") { (m, a) throws(Raised) in
    let x: Double
    if case .float(let plain) = a[0] { x = plain } else { x = try m.double(a[0]) }
    let result = function(x)
    if result.isNaN, !x.isNaN { throw m.raise(.valueError, "math domain error") }
    if result.isInfinite, x.isFinite {
      throw hasPole
        ? m.raise(.valueError, "math domain error") : m.raise(.overflowError, "math range error")
    }
    return .float(result)
  }
}

/// A function of two floats, with the same rules.
private func real2(
  _ name: String, _ function: @escaping @Sendable (Double, Double) -> Double
) -> Builtin {
  Builtin("\(name)(x, y, /)", "Return \(name)(x, y).") { (m, a) throws(Raised) in
    let (x, y) = (try m.double(a[0]), try m.double(a[1]))
    let result = function(x, y)
    if result.isNaN, !x.isNaN, !y.isNaN { throw m.raise(.valueError, "math domain error") }
    if result.isInfinite, x.isFinite, y.isFinite {
      throw m.raise(.overflowError, "math range error")
    }
    return .float(result)
  }
}

private func test(_ name: String, _ condition: @escaping @Sendable (Double) -> Bool) -> Builtin {
  Builtin("\(name)(x, /)", "Test a float.") { (m, a) throws(Raised) in
    .bool(condition(try m.double(a[0])))
  }
}

/// `floor`, `ceil`, `trunc`: of a float here, else the value's own method.
private func rounding(
  _ name: String, _ function: @escaping @Sendable (Double) throws -> Integer
) -> Builtin {
  Builtin("\(name)(x, /)", "Return an integer.") { (m, a) throws(Raised) in
    if case .float(let x) = a[0] { return m.value(try m.solve { try function(x) }) }
    let result = try m.callSpecial(m.symbol("__\(name)__"), a[0])
    if !result.isUndefined { return result }
    if name == "trunc" {
      throw m.raise(
        .typeError, "type \(m.typeName(of: a[0])) doesn't define __trunc__ method")
    }
    let x = try m.double(a[0])
    return m.value(try m.solve { try function(x) })
  }
}

let mathFunctions: [Builtin] = [
  real("sqrt") { $0.squareRoot() }, real("exp") { exp($0) }, real("expm1") { expm1($0) },
  real("exp2") { exp2($0) }, real("cbrt") { cbrt($0) },
  real("sin") { sin($0) }, real("cos") { cos($0) }, real("tan") { tan($0) },
  real("asin") { asin($0) }, real("acos") { acos($0) }, real("atan") { atan($0) },
  real("sinh") { sinh($0) }, real("cosh") { cosh($0) }, real("tanh") { tanh($0) },
  real("asinh") { asinh($0) }, real("acosh") { acosh($0) },
  real("atanh", hasPole: true) { atanh($0) }, real("log1p", hasPole: true) { log1p($0) },
  real("erf") { erf($0) }, real("erfc") { erfc($0) }, real("fabs") { $0.magnitude },
  real("degrees") { $0 * (180 / Double.pi) }, real("radians") { $0 * (Double.pi / 180) },
  real("gamma") { tgamma($0) }, real("lgamma", hasPole: true) { lgamma($0) },
  real2("atan2") { atan2($0, $1) }, real2("copysign") { copysign($0, $1) },
  real2("fmod") { fmod($0, $1) }, real2("remainder") { remainder($0, $1) },
  real2("nextafter") { nextafter($0, $1) },
  test("isnan") { $0.isNaN }, test("isinf") { $0.isInfinite }, test("isfinite") { $0.isFinite },
  rounding("floor") { try FloatArithmetic.floor($0) },
  rounding("ceil") { try FloatArithmetic.ceil($0) },
  rounding("trunc") { try Integer(truncating: $0) },
  Builtin("pow(x, y, /)", "Return x**y (x to the power of y).") { (m, a) throws(Raised) in
    let (x, y) = (try m.double(a[0]), try m.double(a[1]))
    let result = pow(x, y)
    if result.isNaN, !x.isNaN, !y.isNaN { throw m.raise(.valueError, "math domain error") }
    if result.isInfinite, x.isFinite, y.isFinite {
      throw x == 0
        ? m.raise(.valueError, "math domain error") : m.raise(.overflowError, "math range error")
    }
    return .float(result)
  },
  Builtin("log(x, base=None, /)", "Return the logarithm of x to the given base.") {
    (m, a) throws(Raised) in
    let x = try m.logarithm(a[0]) { log($0) }
    guard let base = a.given(1) else { return .float(x) }
    return .float(
      try m.solve { [b = try m.logarithm(base) { log($0) }] in try FloatArithmetic.divide(x, b) })
  }.explained { (_, call) in
    call.keywords.isEmpty ? "math.log requires 1 to 2 arguments" : "log() takes no keyword arguments"
  },
  Builtin("log2(x, /)", "Return the base 2 logarithm of x.") { (m, a) throws(Raised) in
    .float(try m.logarithm(a[0]) { log2($0) })
  },
  Builtin("log10(x, /)", "Return the base 10 logarithm of x.") { (m, a) throws(Raised) in
    .float(try m.logarithm(a[0]) { log10($0) })
  },
  Builtin("hypot(*coordinates)", "Multidimensional Euclidean distance from the origin.") {
    (m, a) throws(Raised) in
    var parts: [Double] = []
    for value in a.rest { parts.append(try m.double(value)) }
    return .float(parts.count == 2 ? hypot(parts[0], parts[1]) : parts.reduce(0, hypot))
  },
  Builtin("dist(p, q, /)", "Return the Euclidean distance between two points.") {
    (m, a) throws(Raised) in
    let (p, q) = (try m.collect(a[0]), try m.collect(a[1]))
    guard p.count == q.count else {
      throw m.raise(.valueError, "both points must have the same number of dimensions")
    }
    var result = 0.0
    for (x, y) in zip(p, q) { result = hypot(result, try m.double(x) - (try m.double(y))) }
    return .float(result)
  },
  Builtin("fsum(seq, /)", "Return an accurate floating point sum.") { (m, a) throws(Raised) in
    var partials: [Double] = []
    try m.forEach(a[0]) { (item) throws(Raised) in
      addExactly(try m.double(item), to: &partials)
    }
    return .float(roundedSum(partials))
  },
  Builtin("gcd(*integers)", "Greatest Common Divisor.") { (m, a) throws(Raised) in
    var result = Integer(0)
    for value in a.rest {
      let (x, y) = (result, try m.integerIndex(value))
      result = try m.solve { try x.greatestCommonDivisor(y) }
    }
    return m.value(result)
  },
  Builtin("lcm(*integers)", "Least Common Multiple.") { (m, a) throws(Raised) in
    var result = Integer(1)
    for value in a.rest {
      try m.checkInterrupt()
      let (x, y) = (result, try m.integerIndex(value))
      result = try m.solve { try x.leastCommonMultiple(y) }
    }
    return m.value(result)
  },
  Builtin("factorial(n, /)", "Find n!.") { (m, a) throws(Raised) in
    if case .float = a[0] {
      throw m.raise(.typeError, "'float' object cannot be interpreted as an integer")
    }
    let n = try m.index(a[0], clamps: true)
    if n < 0 { throw m.raise(.valueError, "factorial() not defined for negative values") }
    guard n <= largestCount else { throw m.raise(.memoryError, "") }
    return m.value(try m.product(1, n))
  },
  Builtin("comb(n, k, /)", "Number of ways to choose k items from n.") { (m, a) throws(Raised) in
    let (n, k) = try m.combinationArguments(a)
    if k > n { return .int(0) }
    let taken = min(k, n - k)
    let (top, bottom) = (try m.product(n - taken + 1, n), try m.product(1, taken))
    return m.value(try m.solve { try top.floorDivided(by: bottom) })
  },
  Builtin("perm(n, k=None, /)", "Number of ways to choose k items in order.") {
    (m, a) throws(Raised) in
    let (n, k) = try m.combinationArguments(a)
    if k > n { return .int(0) }
    guard k <= largestCount else { throw m.raise(.memoryError, "") }
    return m.value(try m.product(n - k + 1, n))
  },
  Builtin("isqrt(n, /)", "Return the integer part of the square root of the input.") {
    (m, a) throws(Raised) in
    let n = try m.integerIndex(a[0])
    return m.value(try m.solve { try n.squareRoot() })
  },
  Builtin("prod(iterable, /, *, start=1)", "Calculate the product of the items.") {
    (m, a) throws(Raised) in
    var result = own(a.given(1) ?? .int(1))
    defer { drop(result) }
    try m.forEach(a[0]) { (item) throws(Raised) in
      store(&result, own(try m.binary(.multiply, result, item)))
    }
    return m.pooled(own(result))
  },
  Builtin("isclose(a, b, *, rel_tol=1e-09, abs_tol=0.0)", "Whether two numbers are close.") {
    (m, a) throws(Raised) in
    let (x, y) = (try m.double(a[0]), try m.double(a[1]))
    let relative = try a.given(2).map { (v) throws(Raised) in try m.double(v) } ?? 1e-9
    let absolute = try a.given(3).map { (v) throws(Raised) in try m.double(v) } ?? 0
    if relative < 0 || absolute < 0 {
      throw m.raise(.valueError, "tolerances must be non-negative")
    }
    if x == y { return .bool(true) }
    if x.isInfinite || y.isInfinite { return .bool(false) }
    let difference = (y - x).magnitude
    return .bool(
      difference <= (relative * y).magnitude || difference <= (relative * x).magnitude
        || difference <= absolute)
  },
  Builtin("modf(x, /)", "Return the fractional and integer parts of x.") { (m, a) throws(Raised) in
    let x = try m.double(a[0])
    if x.isInfinite { return m.tuple([.float(copysign(0, x)), .float(x)]) }
    let whole = x.rounded(.towardZero)
    return m.tuple([.float(copysign(x - whole, x)), .float(whole)])
  },
  Builtin("frexp(x, /)", "Return the mantissa and exponent of x.") { (m, a) throws(Raised) in
    let x = try m.double(a[0])
    guard x.isFinite, x != 0 else { return m.tuple([.float(x), .int(0)]) }
    var exponent: Int32 = 0
    let mantissa = frexp(x, &exponent)
    return m.tuple([.float(mantissa), .int(Int(exponent))])
  },
  Builtin("ldexp(x, i, /)", "Return x * (2**i).") { (m, a) throws(Raised) in
    let x = try m.double(a[0])
    let exponent = try m.index(a[1], clamps: true)
    let result = ldexp(x, Int32(clamping: exponent))
    if result.isInfinite, x.isFinite { throw m.raise(.overflowError, "math range error") }
    return .float(result)
  },
  Builtin("ulp(x, /)", "Return the value of the least significant bit of x.") {
    (m, a) throws(Raised) in
    let x = try m.double(a[0]).magnitude
    return .float(x.isFinite ? x.ulp : x)
  },
]

extension Machine {
  /// A logarithm of a positive number; an int may be beyond the range of floats.
  fileprivate func logarithm(_ value: Value, _ function: (Double) -> Double) throws(Raised) -> Double {
    if let integer = integer(value), integer.word == nil, integer.sign > 0 {
      let (bits, exponent) = integer.leadingBits()
      return function(Double(bits)) + function(2) * Double(exponent)
    }
    let x = try double(value)
    if x <= 0 { throw raise(.valueError, "math domain error") }
    return function(x)
  }

  /// The product of the integers from `low` to `high`, halves first so that factors stay small.
  fileprivate func product(_ low: Int, _ high: Int) throws(Raised) -> Integer {
    if low > high { return 1 }
    try checkInterrupt()
    if high - low < 8 {
      var result = Integer(low)
      for factor in (low..<high).map({ Integer($0 + 1) }) {
        let partial = result
        result = try solve { try partial.multiplied(by: factor) }
      }
      return result
    }
    let middle = low + (high - low) / 2
    let (left, right) = (try product(low, middle), try product(middle + 1, high))
    return try solve { try left.multiplied(by: right) }
  }

  fileprivate func combinationArguments(_ a: Arguments) throws(Raised) -> (n: Int, k: Int) {
    let n = try index(a[0], clamps: true)
    let taken = try a.given(1).flatMap { $0.isNone ? nil : $0 }.map { (value) throws(Raised) in
      try self.index(value, clamps: true)
    }
    if n < 0 {
      // Of all items, the permutations are the factorial.
      throw raise(
        .valueError,
        taken == nil ? "factorial() not defined for negative values" : "n must be a non-negative integer")
    }
    let k = taken ?? n
    if k < 0 { throw raise(.valueError, "k must be a non-negative integer") }
    guard k <= n else { return (n, k) }
    guard min(k, n - k) <= largestCount, n < 1 << 60 else { throw raise(.memoryError, "") }
    return (n, k)
  }
}

/// Adds a number to a sum kept as floats that do not overlap (Shewchuk).
private func addExactly(_ value: Double, to partials: inout [Double]) {
  var x = value
  var kept: [Double] = []
  for partial in partials {
    let (large, small) = x.magnitude < partial.magnitude ? (partial, x) : (x, partial)
    let high = large + small
    let low = small - (high - large)
    if low != 0 { kept.append(low) }
    x = high
  }
  partials = kept + [x]
}

/// The float nearest to the exact sum of the partials.
private func roundedSum(_ partials: [Double]) -> Double {
  guard var high = partials.last else { return 0 }
  var index = partials.count - 1
  var low = 0.0
  while index > 0 {
    index -= 1
    let x = high
    high = x + partials[index]
    low = partials[index] - (high - x)
    if low != 0 { break }
  }
  // A tie is decided by the sign of what is left.
  if index > 0, (low < 0) == (partials[index - 1] < 0), low != 0 {
    let doubled = low * 2
    let next = high + doubled
    if doubled == next - high { high = next }
  }
  return high
}
