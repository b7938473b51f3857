/// Python's `format()` of the plain types, written at the end of a text. An empty specifier means
/// `str(value)` and is the caller's.
public enum Formatter {
  /// `format(value, spec)` of a str.
  public static func string(
    _ value: TextView, spec: TextView, to text: inout TextBuilder
  ) throws {
    let spec = try FormatSpec(spec, typeName: "str")
    try checkString(spec)
    let start = text.count
    text.append(spec.precision.map(value.prefix) ?? value)
    try spec.pad(&text, from: start, natural: .left)
  }

  private static func checkString(_ spec: FormatSpec) throws {
    if let type = spec.type, type != UInt32(ascii: "s") { throw spec.unknownCode(typeName: "str") }
    if spec.grouping != nil { throw spec.cannotGroup(with: UInt32(ascii: "s")) }
    switch spec.sign {
    case nil: break
    case UInt32(ascii: " "):
      throw Problem.valueError("Space not allowed in string format specifier")
    default: throw Problem.valueError("Sign not allowed in string format specifier")
    }
    if spec.coercesNegativeZero {
      throw Problem.valueError(
        "Negative zero coercion (z) not allowed in string format specifier")
    }
    if spec.isAlternate {
      throw Problem.valueError("Alternate form (#) not allowed in string format specifier")
    }
    if spec.alignment == .afterSign {
      throw Problem.valueError("'=' alignment not allowed in string format specifier")
    }
  }
}
