import Glibc

/// The module `cmath`.
extension Machine {
  func fillComplexMath(_ module: ModuleBuilder) {
    module.add(complexMathFunctions)
    for (name, value) in constants { module.set(name, .float(value)) }
    module.set("infj", complex(0, .infinity))
    module.set("nanj", complex(0, .nan))
  }
}

private let constants: [(name: String, value: Double)] = [
  ("pi", .pi), ("e", M_E), ("tau", 2 * .pi), ("inf", .infinity), ("nan", .nan),
]

/// A function from complex to complex numbers.
private func complexFunction(
  _ name: String, _ doc: String, _ function: @escaping @Sendable (Complex) throws -> Complex
) -> Builtin {
  Builtin("\(name)(z, /)", doc) { (m, a) throws(Raised) in
    let z = try m.complexNumber(a[0])
    return m.value(.complex(try m.solve { try function(z) }))
  }
}

/// A question about both parts of a number.
private func complexTest(
  _ name: String, _ doc: String, _ test: @escaping @Sendable (Complex) -> Bool
) -> Builtin {
  Builtin("\(name)(z, /)", doc) { (m, a) throws(Raised) in .bool(test(try m.complexNumber(a[0]))) }
}

private let complexMathFunctions: [Builtin] = [
  complexFunction("sqrt", "Return the square root of z.") { $0.squareRoot() },
  complexFunction("exp", "Return the exponential value e**z.") { try $0.exponential() },
  complexFunction("log10", "Return the base-10 logarithm of z.") {
    let logarithm = try $0.logarithm()
    return Complex(logarithm.real / M_LN10, logarithm.imaginary / M_LN10)
  },
  complexFunction("cosh", "Return the hyperbolic cosine of z.") { try $0.hyperbolicCosine() },
  complexFunction("sinh", "Return the hyperbolic sine of z.") { try $0.hyperbolicSine() },
  complexFunction("tanh", "Return the hyperbolic tangent of z.") { try $0.hyperbolicTangent() },
  complexFunction("cos", "Return the cosine of z.") { try $0.cosine() },
  complexFunction("sin", "Return the sine of z.") { try $0.sine() },
  complexFunction("tan", "Return the tangent of z.") { try $0.tangent() },
  complexFunction("acos", "Return the arc cosine of z.") { $0.arcCosine() },
  complexFunction("asin", "Return the arc sine of z.") { $0.arcSine() },
  complexFunction("atan", "Return the arc tangent of z.") { try $0.arcTangent() },
  complexFunction("acosh", "Return the inverse hyperbolic cosine of z.") { $0.inverseHyperbolicCosine() },
  complexFunction("asinh", "Return the inverse hyperbolic sine of z.") { $0.inverseHyperbolicSine() },
  complexFunction("atanh", "Return the inverse hyperbolic tangent of z.") { try $0.inverseHyperbolicTangent() },
  complexTest("isfinite", "Return True if both parts of z are finite.") {
    $0.real.isFinite && $0.imaginary.isFinite
  },
  complexTest("isinf", "Return True if a part of z is infinite.") {
    $0.real.isInfinite || $0.imaginary.isInfinite
  },
  complexTest("isnan", "Return True if a part of z is not a number.") { $0.real.isNaN || $0.imaginary.isNaN },
  Builtin("log(z, base=None, /)", "Return the logarithm of z to the given base.") { (m, a) throws(Raised) in
    let z = try m.complexNumber(a[0])
    let base = try a.given(1).map { (value) throws(Raised) in try m.complexNumber(value) }
    return m.value(.complex(try m.solve { try logarithm(of: z, base: base) }))
  },
  Builtin("phase(z, /)", "Return the argument of z, its angle.") { (m, a) throws(Raised) in
    let z = try m.complexNumber(a[0])
    let angle = atan2(z.imaginary, z.real)
    // An angle too small for a float is an error in C, and CPython asks only here.
    if angle == 0, z.imaginary != 0, z.real.isFinite { throw m.raise(.overflowError, "math range error") }
    return .float(angle)
  },
  Builtin("polar(z, /)", "Return magnitude and angle of z.") { (m, a) throws(Raised) in
    let z = try m.complexNumber(a[0])
    let magnitude = hypot(z.real, z.imaginary)
    if magnitude.isInfinite, z.real.isFinite, z.imaginary.isFinite {
      throw m.raise(.overflowError, "math range error")
    }
    return m.tuple(.float(magnitude), .float(atan2(z.imaginary, z.real)))
  },
  Builtin("rect(r, phi, /)", "Return the number of a magnitude and an angle.") { (m, a) throws(Raised) in
    let (magnitude, angle) = (try m.double(a[0]), try m.double(a[1]))
    return m.value(.complex(try m.solve { try Complex(magnitude: magnitude, angle: angle) }))
  },
  Builtin("isclose(a, b, *, rel_tol=1e-09, abs_tol=0.0)", "Whether two numbers are close.") {
    (m, a) throws(Raised) in
    let (x, y) = (try m.complexNumber(a[0]), try m.complexNumber(a[1]))
    let relative = try a.given(2).map { (v) throws(Raised) in try m.double(v) } ?? 1e-9
    let absolute = try a.given(3).map { (v) throws(Raised) in try m.double(v) } ?? 0
    if relative < 0 || absolute < 0 { throw m.raise(.valueError, "tolerances must be non-negative") }
    return .bool(isClose(x, y, relative: relative, absolute: absolute))
  },
]

private func logarithm(of z: Complex, base: Complex?) throws -> Complex {
  guard let base else { return try z.logarithm() }
  let (top, bottom) = (try z.logarithm(), try base.logarithm())
  if bottom.real == 0, bottom.imaginary == 0 { throw Problem.valueError("math domain error") }
  return try top.divided(by: bottom)
}

private func isClose(_ x: Complex, _ y: Complex, relative: Double, absolute: Double) -> Bool {
  if x == y { return true }
  let parts = [x.real, x.imaginary, y.real, y.imaginary]
  if parts.contains(where: \.isInfinite) { return false }
  func size(_ z: Complex) -> Double { hypot(z.real, z.imaginary) }
  let difference = size(x - y)
  return difference <= relative * size(y) || difference <= relative * size(x) || difference <= absolute
}
