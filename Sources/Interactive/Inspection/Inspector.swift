import Python

/// Help about a value, as IPython's `oinspect` lays it out: labels and texts.
struct Inspector {
  let kernel: Kernel
  private var machine: Machine { kernel.machine }

  init(_ kernel: Kernel) { self.kernel = kernel }

  /// The text of `name?`, or with `isLong` of `name??`.
  func text(_ name: String, _ found: FoundObject, isLong: Bool) throws(Raised) -> String {
    Self.layOut(try fields(name, found, isLong: isLong))
  }

  typealias Field = (label: String, text: String)

  /// Each text after its label, or below it if it has several lines.
  static func layOut(_ fields: [Field]) -> String {
    let width = fields.map { $0.label.utf8.count }.max() ?? 0
    return fields.map { label, text in
      let text = trimmingLineEnds(text)
      let padding = String(repeating: " ", count: width - label.utf8.count)
      let separator = text.utf8.contains(UInt8(ascii: "\n")) ? "\n" : " "
      return label + ":" + padding + separator + text
    }.joined(separator: "\n")
  }

  private static func trimmingLineEnds(_ text: String) -> String {
    let bytes = text.utf8
    guard let first = bytes.firstIndex(where: { $0 != UInt8(ascii: "\n") }),
      let last = bytes.lastIndex(where: { $0 != UInt8(ascii: "\n") })
    else { return "" }
    return String(text[first...last])
  }

  private func fields(
    _ name: String, _ found: FoundObject, isLong: Bool
  ) throws(Raised) -> [Field] {
    switch found.place {
    case .magic(let documentation): return [("Docstring", documentation)]
    case .alias(let command): return [("Repr", command)]
    case .user, .builtin: break
    }
    let value = found.value
    if machine.isClass(value) { return try classFields(name, value, isLong) }
    if machine.isFunction(value) { return try functionFields(name, value, isLong) }
    return try valueFields(name, found, isLong)
  }
}

// MARK: - Functions and classes

extension Inspector {
  private func functionFields(
    _ name: String, _ value: Value, _ isLong: Bool
  ) throws(Raised) -> [Field] {
    var fields: [Field] = []
    let doc = docstring(of: value)
    let source = isLong ? self.source(of: value) : nil
    if let signature = try signature(name, value) { fields.append(("Signature", signature)) }
    // The source need not be preceded by the docstring that it contains.
    let written = machine.code(of: machine.unwrapped(value))?.doc.map(Self.cleaned)
    if source == nil || doc == nil || doc != written {
      fields.append(("Docstring", doc ?? "<no docstring>"))
    }
    if let source { fields.append(("Source", source)) }
    if let file = machine.code(of: value)?.file.name { fields.append(("File", kernel.shown(file))) }
    let type = machine.typeName(of: value)
    let isBuiltin = machine.nativeName(of: value) != nil && type != "function"
    fields.append(("Type", isBuiltin ? "builtin_function_or_method" : type))
    return fields
  }

  /// What `inspect.signature` says of built-in classes; of the others it says nothing.
  private static let builtinSignatures = [
    "complex": "(real=0, imag=0)", "enumerate": "(iterable, start=0)", "float": "(x=0, /)",
    "list": "(iterable=(), /)", "object": "()",
    "property": "(fget=None, fset=None, fdel=None, doc=None)", "reversed": "(sequence, /)",
    "tuple": "(iterable=(), /)",
  ]

  private func classFields(
    _ name: String, _ value: Value, _ isLong: Bool
  ) throws(Raised) -> [Field] {
    var fields: [Field] = []
    let builtin = machine.fullName(ofClass: value).flatMap { Self.builtinSignatures[$0] }
    let signature = try signature(name, value)
      ?? name + (builtin ?? "(self, /, *args, **kwargs)")
    fields.append(("Init signature", signature))
    fields.append(("Docstring", docstring(of: value) ?? "<no docstring>"))
    let initializer = machine.classAttribute("__init__", of: value)
    if let doc = initializer.flatMap(pythonDocstring) { fields.append(("Init docstring", doc)) }
    fields.append(("Type", machine.typeName(of: value)))
    let names = machine.subclassNames(of: value)
    let shown = names.prefix(10) + (names.count >= 10 ? ["..."] : [])
    fields.append(("Subclasses", shown.joined(separator: ", ")))
    return fields
  }

  /// The docstring of a function written in the language; natives say nothing that a user wrote.
  private func pythonDocstring(_ value: Value) -> String? {
    machine.code(of: value) == nil ? nil : docstring(of: value)
  }

  /// The documentation with its indentation cleaned: `inspect.getdoc`.
  func docstring(of value: Value) -> String? {
    let torch = machine.nativeName(of: value).flatMap(kernel.torchSignature)
    let doc = machine.documentation(of: value).map(Self.cleaned)
    guard let torch else { return doc }
    return torch + (doc.map { "\n\n" + $0 } ?? "")
  }

  /// `name(a, b=1)`, one parameter a line if that is long; nil where nothing is known.
  func signature(_ name: String, _ value: Value) throws(Raised) -> String? {
    guard let description = machine.describe(callable: machine.unwrapped(value)) else { return nil }
    let parts = try SignatureText.parts(of: description, in: machine)
    guard let parts else { return nil }
    let length = name.unicodeScalars.count
      + parts.parameters.reduce(0) { $0 + $1.unicodeScalars.count + 2 }
    let list =
      length > 75
      ? "(\n" + parts.parameters.map { "    \($0),\n" }.joined() + ")"
      : "(\(parts.parameters.joined(separator: ", ")))"
    return name + list + (parts.result.map { " -> " + $0 } ?? "")
  }

  /// `inspect.cleandoc`: without blank lines at the ends, and without the indentation that all
  /// lines but the first share.
  static func cleaned(_ doc: String) -> String {
    var lines = PythonText.expandTabs(doc, to: 8).split(
      separator: "\n", omittingEmptySubsequences: false
    ).map(String.init)
    let margins = lines.dropFirst().filter { !PythonText.isBlank($0) }
      .map { $0.utf8.prefix { $0 == UInt8(ascii: " ") }.count }
    let margin = margins.min() ?? 0
    lines[0] = String(lines[0].drop { $0 == " " })
    for index in lines.indices.dropFirst() { lines[index] = String(lines[index].dropFirst(margin)) }
    while lines.last?.isEmpty == true { lines.removeLast() }
    return lines.drop(while: \.isEmpty).joined(separator: "\n")
  }
}

// MARK: - Other values

extension Inspector {
  private static let longestText = 200
  private static let keptHalf = 97

  private func valueFields(
    _ name: String, _ found: FoundObject, _ isLong: Bool
  ) throws(Raised) -> [Field] {
    let value = found.value
    var fields: [Field] = []
    if let signature = try signature(name, value) { fields.append(("Signature", signature)) }
    fields.append(("Type", machine.typeName(of: value)))
    if let text = try stringForm(of: value, isLong) { fields.append(("String form", text)) }
    if found.place == .builtin { fields.append(("Namespace", "Python builtin")) }
    if let length = try? machine.length(of: value) {
      fields.append(("Length", String(length)))
    } else {
      machine.discardPending()
    }
    let doc = docstring(of: value)
    let source = isLong ? propertySource(name, value) : nil
    fields.append(source.map { ("Source", $0) } ?? ("Docstring", doc ?? "<no docstring>"))
    fields += classDocstrings(of: value, doc)
    return fields
  }

  /// `str` of the value; in the middle of a long one something is left out.
  private func stringForm(of value: Value, _ isLong: Bool) throws(Raised) -> String? {
    do throws(Raised) {
      let text = try machine.str(value)
      let scalars = Array(text.unicodeScalars)
      guard !isLong, scalars.count > Self.longestText else { return text }
      let short = String(String.UnicodeScalarView(scalars.prefix(Self.keptHalf))) + " <...> "
        + String(String.UnicodeScalarView(scalars.suffix(Self.keptHalf)))
      let lines = short.split(separator: "\n", omittingEmptySubsequences: false)
      return lines.map { PythonText.strip(String($0)) }
        .joined(separator: "\n" + String(repeating: " ", count: "string_form".utf8.count))
    } catch {
      guard !machine.isPending(.keyboardInterrupt) else { throw error }
      machine.discardPending()
      return nil
    }
  }

  /// What the class and its methods say about an instance.
  private func classDocstrings(of value: Value, _ doc: String?) -> [Field] {
    let type = machine.classOf(value)
    guard machine.isUserDefined(type) else { return [] }
    var fields: [Field] = []
    if let text = docstring(of: type), text != doc { fields.append(("Class docstring", text)) }
    for (name, label) in [("__init__", "Init docstring"), ("__call__", "Call docstring")] {
      if let method = machine.classAttribute(name, of: type), let text = pythonDocstring(method) {
        fields.append((label, text))
      }
    }
    return fields
  }
}

// MARK: - Source

extension Inspector {
  /// The source of a Python function, from the cell or file it was defined in; nil for others.
  func source(of value: Value) -> String? {
    guard let code = machine.code(of: machine.unwrapped(value)),
      let place = FrameRecord.Source(code.file.origin),
      let text = kernel.sources[place]
    else { return nil }
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    let range = max(0, code.lines.lowerBound - 1)..<min(lines.count, code.lines.upperBound)
    guard !range.isEmpty else { return nil }
    return lines[range].joined(separator: "\n")
  }

  private func propertySource(_ name: String, _ value: Value) -> String? {
    machine.getter(ofProperty: value).flatMap(source).map { "# \(name).fget\n" + dedented($0) }
  }

  private func dedented(_ text: String) -> String {
    CellLines.joined(CellLines.dedented(CellLines.split(text)))
  }
}

extension Kernel {
  /// A path with the home folder as `~`.
  func shown(_ path: String) -> String {
    guard let home = permissions.homeDirectory, path.hasPrefix(home + "/") else { return path }
    return "~" + path.dropFirst(home.utf8.count)
  }
}

extension Kernel {
  /// How an operation of `torch` or of tensors is called, as PyTorch's own documentation begins;
  /// nil for other native functions.
  func torchSignature(_ native: (module: String, owner: String?, name: String)) -> String? {
    if native.owner == "Tensor" { return torch.signature(native.name, true) }
    guard native.module == "torch" || native.module.hasPrefix("torch.") else { return nil }
    return torch.signature(native.name, false)
  }
}
