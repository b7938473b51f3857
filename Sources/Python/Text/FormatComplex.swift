extension Formatter {
  /// `format(value, spec)` of a complex number.
  public static func complex(_ value: Complex, spec text: [UInt32]) throws -> [UInt32] {
    let spec = try FormatSpec(text, typeName: "complex")
    try checkComplex(spec)
    // Without a type: in parentheses, and a real part of 0 is left out.
    let hidesReal = spec.type == nil && value.real == 0 && value.real.sign == .plus
    let hasParentheses = spec.type == nil && !hidesReal
    var partSpec = spec
    partSpec.width = nil
    var body: [UInt32] = hasParentheses ? [0x28] : []
    if !hidesReal {
      body += try partSpec.laidOut(floatParts(value.real, spec, addsPointZero: false))
      partSpec.sign = 0x2B
    }
    body += try partSpec.laidOut(floatParts(value.imaginary, spec, addsPointZero: false))
    body.append(0x6A)
    if hasParentheses { body.append(0x29) }
    return try spec.padded(body, natural: .right)
  }

  private static func checkComplex(_ spec: FormatSpec) throws {
    switch spec.type.flatMap(Unicode.Scalar.init) {
    case nil, "e", "E", "f", "F", "g", "G", "n": break
    default: throw spec.unknownCode(typeName: "complex")
    }
    if spec.fill == 0x30 {
      throw Problem.valueError("Zero padding is not allowed in complex format specifier")
    }
    if spec.alignment == .afterSign {
      throw Problem.valueError("'=' alignment flag is not allowed in complex format specifier")
    }
  }
}
