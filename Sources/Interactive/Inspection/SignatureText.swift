import Python

/// Writes signatures as `str(inspect.signature(f))` does.
enum SignatureText {
  /// The built-in functions of which CPython knows no signature.
  private static let unsigned: Set = [
    "__build_class__", "breakpoint", "dir", "getattr", "iter", "max", "min", "next", "vars",
  ]

  /// The parts of a signature.
  struct Parts {
    /// The parameters as written, `/` and `*` among them.
    var parameters: [String]
    var result: String?
  }

  /// `(a, b=2, *args, k: int = 5) -> str`; empty where nothing is known.
  static func text(
    of function: Machine.FunctionDescription, in machine: Machine
  ) throws(Raised) -> String {
    guard let parts = try parts(of: function, in: machine) else { return "" }
    return "(\(parts.parameters.joined(separator: ", ")))" + (parts.result.map { " -> " + $0 } ?? "")
  }

  /// The parts of a function's signature; nil where nothing is known.
  static func parts(
    of function: Machine.FunctionDescription, in machine: Machine
  ) throws(Raised) -> Parts? {
    if let native = function.nativeSignature {
      let isKnown = !unsigned.contains(function.name) && native != "(...)"
      return isKnown ? parts(ofText: native) : nil
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
    let result = try function.returnAnnotation.map { (value) throws(Raised) in
      try annotationText(value, in: machine)
    }
    return Parts(parameters: pieces, result: result)
  }

  /// The same without running code: defaults of the user's own classes are left out.
  static func plainParts(
    of function: Machine.FunctionDescription, in machine: Machine
  ) -> Parts? {
    var plain = function
    plain.returnAnnotation = nil
    for index in plain.parameters.indices {
      plain.parameters[index].annotation = nil
      if let value = plain.parameters[index].defaultValue,
        machine.isUserDefined(machine.classOf(value)) || machine.containerCount(value) ?? 0 > 0
      {
        plain.parameters[index].defaultValue = machine.ellipsis
      }
    }
    return (try? parts(of: plain, in: machine)) ?? nil
  }

  /// The parts of a signature written as text, `name(a, b=1) -> Tensor`.
  static func parts(ofText text: String) -> Parts {
    let start = text.firstIndex(of: "(") ?? text.endIndex
    let end = text.lastIndex(of: ")").map { text.index(after: $0) } ?? text.endIndex
    var parts = nativeParts(String(text[start..<max(start, end)]))
    let rest = text[end...]
    if rest.hasPrefix(" -> ") { parts.result = String(rest.dropFirst(4)) }
    return parts
  }

  /// Cuts `(a, b=(1, 2), /)` at the commas between parameters.
  private static func nativeParts(_ signature: String) -> Parts {
    var parameters: [String] = []
    var current = ""
    var depth = 0
    for character in signature.dropFirst().dropLast() {
      if character == "(" || character == "[" { depth += 1 }
      if character == ")" || character == "]" { depth -= 1 }
      if character == ",", depth == 0 {
        parameters.append(current)
        current = ""
      } else if character != " " || !current.isEmpty {
        current.append(character)
      }
    }
    return Parts(parameters: current.isEmpty ? parameters : parameters + [current])
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

  /// A class by its name, anything else by its `repr`, in which `typing.` goes without saying.
  private static func annotationText(
    _ annotation: Value, in machine: Machine
  ) throws(Raised) -> String {
    let module = try machine.attributeUnlessMissing(of: annotation, machine.symbol("__module__"))
    if machine.text(module) == "typing" { return withoutTyping(try machine.repr(annotation)) }
    if let name = machine.fullName(ofClass: annotation) { return name }
    return try machine.repr(annotation)
  }

  /// The text without `typing.` at the start of its dotted names.
  private static func withoutTyping(_ text: String) -> String {
    var result = ""
    var name = ""
    for scalar in text.unicodeScalars {
      let isOfName = scalar == "." || scalar == "_" || scalar.properties.isAlphabetic
        || scalar.properties.numericType != nil
      if isOfName {
        name.unicodeScalars.append(scalar)
      } else {
        result += shortened(name)
        name = ""
        result.unicodeScalars.append(scalar)
      }
    }
    return result + shortened(name)
  }

  private static func shortened(_ name: String) -> String {
    name.hasPrefix("typing.") ? String(name.dropFirst("typing.".utf8.count)) : name
  }
}
