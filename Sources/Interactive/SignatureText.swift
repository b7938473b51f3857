import Python

/// Writes signatures as `str(inspect.signature(f))` does.
enum SignatureText {
  /// The built-in functions of which CPython knows no signature.
  private static let unsigned: Set = [
    "__build_class__", "breakpoint", "dir", "getattr", "iter", "max", "min", "next", "vars",
  ]

  /// `(a, b=2, *args, k: int = 5) -> str`
  static func text(
    of function: Machine.FunctionDescription, in machine: Machine
  ) throws(Raised) -> String {
    if let native = function.nativeSignature {
      return unsigned.contains(function.name) ? "" : native
    }
    var pieces: [String] = []
    var hasStar = false
    for (index, parameter) in function.parameters.enumerated() {
      if parameter.kind == .variadic { hasStar = true }
      if parameter.kind == .keywordOnly, !hasStar {
        pieces.append("*")
        hasStar = true
      }
      pieces.append(try text(of: parameter, in: machine))
      let next = index + 1 < function.parameters.count ? function.parameters[index + 1].kind : nil
      if parameter.kind == .positionalOnly, next != .positionalOnly { pieces.append("/") }
    }
    let signature = "(\(pieces.joined(separator: ", ")))"
    guard let annotation = function.returnAnnotation else { return signature }
    return signature + " -> " + (try annotationText(annotation, in: machine))
  }

  private static func text(
    of parameter: Machine.FunctionDescription.Parameter, in machine: Machine
  ) throws(Raised) -> String {
    var text = parameter.name
    if parameter.kind == .variadic { text = "*" + text }
    if parameter.kind == .keywords { text = "**" + text }
    if let annotation = parameter.annotation {
      text += ": " + (try annotationText(annotation, in: machine))
    }
    if let value = parameter.defaultValue {
      text += (parameter.annotation == nil ? "=" : " = ") + (try machine.repr(value))
    }
    return text
  }

  /// A class by its name, anything else by its `repr`.
  private static func annotationText(
    _ annotation: Value, in machine: Machine
  ) throws(Raised) -> String {
    if let name = machine.fullName(ofClass: annotation) { return name }
    return try machine.repr(annotation)
  }
}
