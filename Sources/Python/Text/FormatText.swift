/// Python's `format()` of the plain types. Results are code points; an empty specifier means
/// `str(value)` and is the caller's.
public enum Formatter {
  /// `format(text, spec)` of a str.
  public static func string(_ text: [UInt32], spec: [UInt32]) throws -> [UInt32] {
    let spec = try FormatSpec(spec, typeName: "str")
    try checkString(spec)
    let shown = spec.precision.map { Array(text.prefix($0)) } ?? text
    return try spec.padded(shown, natural: .left)
  }

  private static func checkString(_ spec: FormatSpec) throws {
    if let type = spec.type, type != 0x73 { throw spec.unknownCode(typeName: "str") }
    if spec.grouping != nil { throw spec.cannotGroup(with: 0x73) }
    switch spec.sign {
    case nil: break
    case 0x20: throw Problem.valueError("Space not allowed in string format specifier")
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
