import Python

/// `?`, `%pinfo` and their kin, and the lists of magics.
extension Kernel {
  static var helpMagics: [Magic<Kernel>] {
    [
      .action("pinfo", doc: "Provide detailed information about an object: name?") { kernel, call in
        // `pinfo x?` and `?x` come here with their marks.
        let marks = call.line.hasPrefix("pinfo ") || call.line.hasPrefix("?")
        var name = String(call.line.drop { $0 == "?" })
        if name.hasPrefix("pinfo ") { name.removeFirst("pinfo ".utf8.count) }
        let isLong = marks || name.hasSuffix("?")
        try kernel.showInformation(String(name.prefix { $0 != "?" }), isLong: isLong)
      },
      .action("pinfo2", doc: "Provide extra detailed information about an object: name??") {
        try $0.showInformation($1.line, isLong: true)
      },
      .action("pdoc", doc: "Print the docstring for an object.") {
        kernel, call in
        kernel.withObject(call.line) { kernel.showDocumentation($0, $1.value) }
      },
      .action("pdef", doc: "Print the call signature for any callable object.") {
        kernel, call in
        try kernel.withObject(call.line) { try kernel.showSignature($0, $1.value) }
      },
      Magic("psource", doc: "Print the source code for an object.") { kernel, call in
        guard !call.line.isEmpty else { throw MagicProblem.usage("Missing object name.") }
        kernel.withObject(call.line) { kernel.showSource($0, $1.value) }
        return nil
      },
      .action("pfile", doc: "Print the file where an object is defined.") {
        try $0.showFile($1.line)
      },
      .action(
        "psearch",
        doc: """
          Search for object in namespaces by wildcard: [options] pattern [type].

          -a: also names that begin with an underscore; -i: whatever the case;
          -e builtin, -e user: not in this namespace.
          """
      ) { try $0.search($1) },
      .action("page", doc: "Pretty print the object through a pager; -r: its str.") {
        try $0.page($1)
      },
      .action("lsmagic", doc: "List currently available magic functions.") { kernel, _ in
        kernel.write(kernel.magics.listing(isAutomagic: kernel.settings.isAutomagic) + "\n")
      },
      .action("magic", doc: "Print information about the magic function system.") { kernel, _ in
        let listing = kernel.magics.listing(isAutomagic: kernel.settings.isAutomagic)
        kernel.recorder.page(
          HelpText.magics + "\n" + kernel.magics.documentation(isBrief: false)
            + "\nSummary of magic functions (from %lsmagic):\n" + listing)
      },
      .action("quickref", doc: "Show a quick reference sheet.") { kernel, _ in
        kernel.recorder.page(HelpText.reference + kernel.magics.documentation(isBrief: true))
      },
    ]
  }
}

extension Kernel {
  private func showInformation(_ name: String, isLong: Bool) throws {
    let name = PythonText.strip(name)
    if name.contains("*") { return recorder.page(names(matching: name).joined(separator: "\n")) }
    guard let found = find(name) else { return writeNotFound(name) }
    recorder.page(try Inspector(self).text(name, found, isLong: isLong))
  }

  private func writeNotFound(_ name: String) { write("Object `\(name)` not found.\n") }

  /// Calls `body` with the object of a name, if there is one.
  private func withObject<E: Error>(
    _ text: String, _ body: (String, FoundObject) throws(E) -> Void
  ) throws(E) {
    let name = PythonText.strip(text)
    guard let found = find(name) else { return writeNotFound(name) }
    try body(name, found)
  }

  private func writeNothing(_ what: String, _ name: String) {
    write("No \(what) found" + (name.isEmpty ? " \n" : " for \(name)\n"))
  }

  private func showDocumentation(_ name: String, _ value: Value) {
    let inspector = Inspector(self)
    func indented(_ text: String) -> String {
      text.split(separator: "\n", omittingEmptySubsequences: false).map { "    " + $0 }
        .joined(separator: "\n")
    }
    var lines: [String] = []
    if let doc = inspector.docstring(of: value) { lines += ["Class docstring:", indented(doc)] }
    let isClass = machine.isClass(value)
    let owner = isClass ? value : machine.classOf(value)
    let method = machine.classAttribute(isClass ? "__init__" : "__call__", of: owner)
    if let doc = method.flatMap({ machine.code(of: $0) == nil ? nil : inspector.docstring(of: $0) }) {
      lines += [isClass ? "Init docstring:" : "Call docstring:", indented(doc)]
    } else if machine.isFunction(value) {
      lines += ["Call docstring:", indented("Call self as a function.")]
    }
    guard !lines.isEmpty else { return writeNothing("documentation", name) }
    recorder.page(lines.joined(separator: "\n"))
  }

  private func showSignature(_ name: String, _ value: Value) throws {
    guard machine.isClass(value) || machine.isFunction(value)
      || machine.describe(callable: value) != nil
    else { return write("Object is not callable.\n") }
    guard let signature = try Inspector(self).signature(name, value) else {
      return writeNothing("definition header", name)
    }
    let title = machine.isClass(value) ? "Class constructor information:\n" : ""
    write("\(title) \(signature)\n ")
  }

  private func showSource(_ name: String, _ value: Value) {
    guard let source = Inspector(self).source(of: value) else { return writeNothing("source", name) }
    recorder.page(source + "\n")
  }

  private func showFile(_ text: String) throws {
    let name = PythonText.strip(text)
    guard let found = find(name) else {
      guard fileExists(name) else { return writeNotFound(name) }
      return recorder.page(try readFile(name))
    }
    guard let file = machine.code(of: found.value)?.file else { return writeNothing("file", name) }
    guard case .file(let path) = file.origin, let text = sources[.file(path)] else {
      return write("File \(PythonText.repr(file.name)) does not exist, not printing.\n")
    }
    recorder.page(text)
  }

  private func search(_ call: Magic<Kernel>.Call) throws {
    let options = try MagicOptions(call.line, "cias:e:l")
    guard (1...2).contains(options.words.count) else {
      throw MagicProblem.exception(
        type: "ValueError", message: "invalid argument string for psearch: <\(options.rest)>")
    }
    let found = names(
      matching: options.words[0], type: options.words.count > 1 ? options.words[1] : "all",
      ignoringCase: options.has("i"), showsPrivate: options.has("a"),
      inBuiltins: options["e"] != "builtin", inUser: options["e"]?.hasPrefix("user") != true)
    recorder.page(found.joined(separator: "\n"))
  }

  private func page(_ call: Magic<Kernel>.Call) throws {
    let options = try MagicOptions(call.line, "r")
    let name = options.rest.isEmpty ? "_" : options.rest
    guard let found = find(name) else { return write("Object `\(name)` not found\n") }
    let text =
      options.has("r")
      ? try machine.str(found.value)
      : try ValuePrinter.text(of: found.value, in: machine, settings: settings)
    recorder.page(text)
  }
}
