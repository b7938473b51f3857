import Python

/// Magics that change how the session behaves, beside those that any shell has.
extension Kernel {
  static var settingMagics: [Magic<Kernel>] {
    [
      Magic("config", doc: "Configure the session: %config Class.option = value.") {
        kernel, call in try kernel.configure(PythonText.strip(call.line))
      },
      Magic(
        "alias_magic",
        doc: "Create an alias for an existing magic: [-l -c] name target [-p parameters]."
      ) { kernel, call in
        try kernel.aliasMagic(call)
        return nil
      },
      .action("doctest_mode", doc: "Toggle doctest mode: plain prompts, results and tracebacks.") {
        kernel, _ in
        kernel.toggleDoctestMode()
      },
      .action("colors", doc: "Switch colors: nocolor, linux, lightbg, neutral.") {
        try $0.setColors(PythonText.strip($1.line))
      },
      .action("autocall", doc: "Make functions callable without parentheses: 0, 1 or 2.") {
        $0.setAutocall(PythonText.strip($1.line))
      },
      .action("pip", doc: "Accepted: there is nothing to install.") { kernel, _ in
        kernel.write("cellgrad: not supported: %pip; torch is built in\n")
      },
    ]
  }
}

// MARK: - %config

extension Kernel {
  private static let policyOption = "ast_node_interactivity"
  private static let shellClasses: Set = [
    "InteractiveShell", "TerminalInteractiveShell", "ZMQInteractiveShell",
  ]

  /// What they set has no meaning here: plots, and what another completer offers.
  private static let ignoredClasses: Set = ["InlineBackend", "Completer", "IPCompleter"]

  private func configure(_ line: String) throws -> Value? {
    guard !line.isEmpty else {
      write("Available objects for config:\n    InteractiveShell\n")
      return nil
    }
    let (name, value) = line.partitioned(at: "=")
    let option = PythonText.strip(name).partitioned(at: ".")
    if Self.ignoredClasses.contains(option.before), !option.after.isEmpty { return nil }
    guard Self.shellClasses.contains(option.before) else {
      if option.after.isEmpty {
        throw MagicProblem.usage(
          "Invalid config statement: \(PythonText.repr(line)), "
            + "should be `Class.trait = value`")
      }
      throw MagicProblem.unsupported("%config \(line)")
    }
    let isSet = line.contains("=")
    switch option.after {
    case Self.policyOption:
      guard isSet else { return string(displayPolicyName) }
      try setDisplayPolicy(unquoted(value), line)
    case "xmode":
      guard isSet else { return string(settings.tracebackMode.rawValue) }
      let name = unquoted(value).lowercased()
      let mode = TracebackMode.allCases.first { $0.rawValue.lowercased() == name }
      guard let mode else { throw MagicProblem.unsupported("%config \(line)") }
      settings.tracebackMode = mode
    case "automagic":
      guard isSet else { return .bool(settings.isAutomagic) }
      settings.isAutomagic = unquoted(value) == "True"
    default: throw MagicProblem.unsupported("%config \(line)")
    }
    return nil
  }

  private func unquoted(_ text: String) -> String {
    PythonText.strip(text).filter { $0 != "\"" && $0 != "'" }
  }

  private static let policies: [(name: String, policy: DisplayPolicy, showsAssigned: Bool)] = [
    ("all", .all, false), ("last_expr", .lastExpression, false), ("last", .lastExpression, false),
    ("none", .none, false), ("last_expr_or_assign", .lastExpression, true),
  ]

  private var displayPolicyName: String {
    Self.policies.first {
      $0.policy == displayPolicy && $0.showsAssigned == showsAssignedValue
    }?.name ?? ""
  }

  private func setDisplayPolicy(_ name: String, _ line: String) throws {
    guard let row = Self.policies.first(where: { $0.name == name }) else {
      let names = "'all' or 'last' or 'last_expr' or 'none' or 'last_expr_or_assign'"
      throw MagicProblem.exception(
        type: "ValueError",
        message: "The '\(Self.policyOption)' trait of an InteractiveShell instance expected any "
          + "of [\(names)], not the str \(PythonText.repr(name)).")
    }
    displayPolicy = row.policy
    showsAssignedValue = row.showsAssigned
  }

  /// Source in which the name that the last statement assigns is an expression after it, if the
  /// session is to show such values.
  func showingAssigned(_ source: String) -> String {
    guard showsAssignedValue else { return source }
    var parser = Parser(source: Source(source), mode: .interactive)
    guard let last = (try? parser.parseModule())?.body.last else { return source }
    let target: Expression? =
      switch last.kind {
      case .assign(let targets, _): targets.count == 1 ? targets[0] : nil
      case .augmentedAssign(let target, _, _): target
      case .annotatedAssign(let target, _, _, _): target
      default: nil
      }
    guard let target, case .name(let name) = target.kind else { return source }
    return source + parser.names.text(name) + "\n"
  }
}

// MARK: - Other settings

extension Kernel {
  private func aliasMagic(_ call: Magic<Kernel>.Call) throws {
    let options = try MagicOptions(
      call.line, arguments: "lcp:", long: ["line", "cell", "params="],
      required: ["name", "target"])
    let name = String(options.words[0].drop { $0 == "%" })
    let target = String(options.words[1].drop { $0 == "%" })
    let parameters = options["p"] ?? options["params"]
    var kinds: Magic<Kernel>.Kinds = []
    if options.has("l") || options.has("line") { kinds.insert(.line) }
    if options.has("c") || options.has("cell") { kinds.insert(.cell) }
    let wanted = kinds
    if kinds.isEmpty { kinds = [.line, .cell] }
    var rows: [Magic<Kernel>] = []
    for (kind, escape, word) in [(Magic<Kernel>.Kinds.line, "%", "Line"), (.cell, "%%", "Cell")]
    where kinds.contains(kind) {
      guard let magic = magics.find(target, kind) else {
        guard wanted.isEmpty else {
          throw MagicProblem.usage("\(word) magic function `\(escape)\(target)` not found.")
        }
        continue
      }
      rows.append(magic)
      let suffix = parameters.map { " " + $0 } ?? ""
      write("Created `\(escape)\(name)` as an alias for `\(escape)\(target)\(suffix)`.\n")
    }
    guard let first = rows.first else {
      throw MagicProblem.usage("No line or cell magic with name `\(target)` found.")
    }
    let given = wanted.isEmpty ? first.kinds : wanted
    magics.add(
      Magic(name, given, doc: "Alias for `%\(target)`.") { kernel, call in
        let line = [parameters ?? "", call.line].filter { !$0.isEmpty }.joined(separator: " ")
        return try first.run(kernel, Magic.Call(line: line, cell: call.cell))
      })
  }

  private func toggleDoctestMode() {
    settings.isDoctestMode.toggle()
    if settings.isDoctestMode {
      settingsBeforeDoctest = settings
      settings.isPrettyPrinting = false
      settings.tracebackMode = .plain
    } else if let before = settingsBeforeDoctest {
      settings = before
      settings.isDoctestMode = false
    }
    write("Exception reporting mode: \(settings.tracebackMode.rawValue)\n")
    write("Doctest mode is: \(settings.isDoctestMode ? "ON" : "OFF")\n")
  }

  private func setColors(_ theme: String) throws {
    let known = ["nocolor", "linux", "neutral", "lightbg"]
    guard !theme.isEmpty else {
      let names = known.map(PythonText.repr).joined(separator: ", ")
      throw MagicProblem.usage(
        "%colors: you must specify a color theme. See '%colors?'. Available themes: [\(names)]")
    }
    guard known.contains(theme.lowercased()) else {
      throw MagicProblem.unsupported("%colors \(theme)")
    }
    settings.hasColors = theme.lowercased() != "nocolor"
  }
}
