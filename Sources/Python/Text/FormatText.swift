/// Python's `format()` of the plain types. Results are code points; an empty specifier means
/// `str(value)` and is the caller's.
public enum Formatter {
  /// `format(text, spec)` of a str.
  public static func string(_ text: [UInt32], spec: [UInt32]) throws -> [UInt32] {
    let spec = try checkedStringSpec(spec)
    let shown = spec.precision.map { Array(text.prefix($0)) } ?? text
    return try spec.padded(shown, natural: .left)
  }

  /// A specifier that is known to suit a str.
  static func checkedStringSpec(_ text: [UInt32]) throws -> FormatSpec {
    let spec = try FormatSpec(text, typeName: "str")
    try checkString(spec)
    return spec
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
