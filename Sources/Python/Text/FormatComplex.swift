extension Formatter {
  /// `format(value, spec)` of a complex number.
  public static func complex(
    _ value: Complex, spec: TextView, to text: inout TextBuilder
  ) throws {
    let spec = try FormatSpec(spec, typeName: "complex")
    try checkComplex(spec)
    // Without a type: in parentheses, and a real part of 0 is left out.
    let hidesReal = spec.type == nil && value.real == 0 && value.real.sign == .plus
    let hasParentheses = spec.type == nil && !hidesReal
    var partSpec = spec
    partSpec.width = nil
    let start = text.count
    if hasParentheses { text.append(UInt32(ascii: "(")) }
    if !hidesReal {
      try float(value.real, partSpec, addsPointZero: false, to: &text)
      partSpec.sign = UInt32(ascii: "+")
    }
    try float(value.imaginary, partSpec, addsPointZero: false, to: &text)
    text.append(UInt32(ascii: "j"))
    if hasParentheses { text.append(UInt32(ascii: ")")) }
    try spec.pad(&text, from: start, natural: .right)
  }

  private static func checkComplex(_ spec: FormatSpec) throws {
    switch spec.type.flatMap(Unicode.Scalar.init) {
    case nil, "e", "E", "f", "F", "g", "G", "n": break
    default: throw spec.unknownCode(typeName: "complex")
    }
    if spec.fill == UInt32(ascii: "0") {
      throw Problem.valueError("Zero padding is not allowed in complex format specifier")
    }
    if spec.alignment == .afterSign {
      throw Problem.valueError("'=' alignment flag is not allowed in complex format specifier")
    }
  }
}
