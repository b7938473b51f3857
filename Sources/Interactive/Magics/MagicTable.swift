/// What of the shell the magics below use; the kernel's own magics may ask for more.
public protocol MagicShell: AnyObject {
  /// A Python value.
  associatedtype Value

  var settings: ShellSettings { get set }
  /// Writes to standard output.
  func write(_ text: String)
  /// A `str`.
  func string(_ text: String) -> Value
}

/// What `%xmode`, `%precision` and their like change.
public struct ShellSettings: Equatable, Sendable {
  public var tracebackMode = TracebackMode.context
  /// Whether results are laid out; otherwise they are shown by plain `repr`.
  public var isPrettyPrinting = true
  /// A `%` format for floats in results, `%r` for their `repr`.
  public var floatFormat = "%r"
  /// Whether names of magics may stand without `%`.
  public var isAutomagic = true
  /// `%doctest_mode`: the terminal shows results without `Out[n]:`.
  public var isDoctestMode = false
  /// What `%colors` says; nil leaves it as the terminal has it.
  public var hasColors: Bool?

  public init() {}
}

/// Why a magic does not run.
public enum MagicProblem: Error, Equatable, Sendable {
  /// Shown on standard error as `UsageError: ` and the text.
  case usage(String)
  /// A Python exception of a builtin type.
  case exception(type: String, message: String)
  /// What we leave out; the text says what.
  case unsupported(String)

  /// The text for standard error of what is no exception.
  public var text: String {
    switch self {
    case .usage(let message): "UsageError: \(message)\n"
    case .exception(let type, let message): "\(type): \(message)\n"
    case .unsupported(let subject): "cellgrad: not supported: \(subject)\n"
    }
  }
}

/// A magic: a row of the table.
public struct Magic<Shell: MagicShell> {
  public struct Kinds: OptionSet, Sendable {
    public let rawValue: Int
    public init(rawValue: Int) { self.rawValue = rawValue }
    /// `%name arguments`
    public static var line: Kinds { Kinds(rawValue: 1) }
    /// `%%name arguments` at the top of a cell.
    public static var cell: Kinds { Kinds(rawValue: 2) }
  }

  /// How a magic was called; `cell` is nil for a line magic.
  public struct Call {
    public let line: String
    public let cell: String?
    public init(line: String, cell: String? = nil) {
      self.line = line
      self.cell = cell
    }
  }

  public let name: String
  public let kinds: Kinds
  public let documentation: String
  /// Answers the value of the call; nil for `None`.
  public let run: (Shell, Call) throws -> Shell.Value?

  public init(
    _ name: String, _ kinds: Kinds = .line, doc: String,
    run: @escaping (Shell, Call) throws -> Shell.Value?
  ) {
    self.name = name
    self.kinds = kinds
    documentation = doc
    self.run = run
  }

  /// A magic whose calls have no value.
  public static func action(
    _ name: String, _ kinds: Kinds = .line, doc: String,
    run: @escaping (Shell, Call) throws -> Void
  ) -> Magic {
    Magic(name, kinds, doc: doc) { shell, call in
      try run(shell, call)
      return nil
    }
  }
}

/// The magics of a shell by name.
public struct MagicTable<Shell: MagicShell> {
  private var magics: [String: Magic<Shell>] = [:]

  /// The magics that only change settings, and `additional` ones, which go before.
  public init(_ additional: [Magic<Shell>] = []) {
    for magic in Self.settingMagics + Self.acceptedMagics + additional {
      magics[magic.name] = magic
    }
  }

  /// Adds a row, as `%alias_magic` and `register_line_magic` do.
  public mutating func add(_ magic: Magic<Shell>) {
    magics[magic.name] = magic
  }

  /// Removes the magic of a name.
  public mutating func remove(_ name: String) {
    magics[name] = nil
  }

  /// The magic of this name and kind.
  public func find(_ name: String, _ kind: Magic<Shell>.Kinds) -> Magic<Shell>? {
    magics[name].flatMap { $0.kinds.contains(kind) ? $0 : nil }
  }

  /// Runs `%name line`: `get_ipython().run_line_magic`.
  public func runLine(_ name: String, _ line: String, in shell: Shell) throws -> Shell.Value? {
    guard let magic = find(name, .line) else {
      let hint =
        find(name, .cell) == nil
        ? "" : " (But cell magic `%%\(name)` exists, did you mean that instead?)"
      throw MagicProblem.usage("Line magic function `%\(name)` not found\(hint).")
    }
    return try magic.run(shell, Magic.Call(line: line))
  }

  /// Runs `%%name line` with the rest of the cell: `get_ipython().run_cell_magic`.
  public func runCell(
    _ name: String, _ line: String, _ cell: String, in shell: Shell
  ) throws -> Shell.Value? {
    let hasLineMagic = find(name, .line) != nil
    guard let magic = find(name, .cell) else {
      let hint =
        hasLineMagic ? " (But line magic `%\(name)` exists, did you mean that instead?)" : ""
      throw MagicProblem.usage("Cell magic `%%\(name)` not found\(hint).")
    }
    guard !cell.isEmpty else {
      let hint = hasLineMagic ? " Did you mean the line magic %\(name) (single %)?" : ""
      throw MagicProblem.usage("%%\(name) is a cell magic, but the cell body is empty.\(hint)")
    }
    return try magic.run(shell, Magic.Call(line: line, cell: cell))
  }

  /// The text of `%lsmagic`.
  public func listing(isAutomagic: Bool) -> String {
    """
    Available line magics:
    \(names(.line, escape: "%"))

    Available cell magics:
    \(names(.cell, escape: "%%"))

    \(Self.automagicStatus(isAutomagic))
    """
  }

  /// What each magic is for, the line magics first: `%magic`, and with first lines only `%quickref`.
  public func documentation(isBrief: Bool) -> String {
    [(Magic<Shell>.Kinds.line, "%"), (.cell, "%%")].flatMap { kind, escape in
      names(kind).map { name in
        let doc = magics[name]?.documentation ?? ""
        let lines = doc.split(separator: "\n", omittingEmptySubsequences: false)
        let shown = isBrief ? lines.prefix(1) : lines[...]
        return "\(escape)\(name):\n" + shown.map { "    \($0)\n" }.joined()
      }
    }.joined()
  }

  /// The names of the magics of a kind, sorted.
  public func names(_ kind: Magic<Shell>.Kinds) -> [String] {
    magics.values.filter { $0.kinds.contains(kind) }.map(\.name).sorted()
  }

  private func names(_ kind: Magic<Shell>.Kinds, escape: String) -> String {
    names(kind).map { escape + $0 }.joined(separator: "  ")
  }

  fileprivate static func automagicStatus(_ isOn: Bool) -> String {
    isOn
      ? "Automagic is ON, % prefix IS NOT needed for line magics."
      : "Automagic is OFF, % prefix IS needed for line magics."
  }
}

// MARK: - Rows

extension MagicTable {
  private static var settingMagics: [Magic<Shell>] {
    [
      .action("xmode", doc: "Sets how much tracebacks show: Plain, Context, Verbose, Minimal.") {
        shell, call in
        shell.settings.tracebackMode = try tracebackMode(call.line, after: shell)
        shell.write("Exception reporting mode: \(shell.settings.tracebackMode.rawValue)\n")
      },
      Magic("precision", doc: "Sets the format of floats in results: digits or a % format.") {
        shell, call in
        shell.settings.floatFormat = try floatFormat(call.line)
        return shell.string(shell.settings.floatFormat)
      },
      .action("pprint", doc: "Turns the layout of results on or off.") { shell, _ in
        shell.settings.isPrettyPrinting.toggle()
        let state = shell.settings.isPrettyPrinting ? "ON" : "OFF"
        shell.write("Pretty printing has been turned \(state)\n")
      },
      .action("automagic", doc: "Lets magics be called without %, or not: on, off, or the other.") {
        shell, call in
        let isOn = shell.settings.isAutomagic
        shell.settings.isAutomagic = switchValue(call.line) ?? !isOn
        shell.write("\n" + automagicStatus(shell.settings.isAutomagic) + "\n")
      },
    ]
  }

  /// Magics at the top of many notebooks for which there is nothing to do here.
  private static var acceptedMagics: [Magic<Shell>] {
    [
      .action("matplotlib", doc: "Accepted: plots are shown where there are any.") { _, _ in },
      .action("autoreload", doc: "Accepted: modules are not reloaded.") { _, _ in },
      Magic("load_ext", doc: "Accepts the extension autoreload.") { _, call in
        let name = PythonText.strip(call.line)
        guard !name.isEmpty else { throw MagicProblem.usage("Missing module name.") }
        guard name == "autoreload" else {
          throw MagicProblem.exception(
            type: "ModuleNotFoundError", message: "No module named \(PythonText.repr(name))")
        }
        return nil
      },
    ]
  }

  /// The mode of this name, whose case does not count, or the next one if there is no name.
  private static func tracebackMode(_ name: String, after shell: Shell) throws -> TracebackMode {
    let name = PythonText.strip(name)
    guard !name.isEmpty else {
      guard let next = shell.settings.tracebackMode.next else {
        throw MagicProblem.unsupported("%xmode Docs")
      }
      return next
    }
    let mode = TracebackMode.allCases.first { $0.rawValue.lowercased() == name.lowercased() }
    guard let mode else {
      if name.lowercased() == "docs" { throw MagicProblem.unsupported("%xmode Docs") }
      throw MagicProblem.usage(TracebackMode.unknownText(name))
    }
    return mode
  }

  private static func switchValue(_ word: String) -> Bool? {
    switch word.lowercased() {
    case "on", "1", "true": true
    case "off", "0", "false": false
    default: nil
    }
  }

  /// `3` as `%.3f`, a format as it is, nothing as `%r`.
  private static func floatFormat(_ argument: String) throws -> String {
    guard !argument.isEmpty else { return "%r" }
    let problem = MagicProblem.exception(
      type: "ValueError",
      message: "Precision must be int or format string, not \(PythonText.repr(argument))")
    if argument.utf8.contains(UInt8(ascii: "%")) {
      guard isFloatFormat(argument) else { throw problem }
      return argument
    }
    guard let digits = Int(PythonText.strip(argument)) else { throw problem }
    guard digits >= 0 else {
      throw MagicProblem.exception(
        type: "ValueError", message: "int precision must be non-negative, not \(digits)")
    }
    return "%.\(digits)f"
  }

  /// Whether a `%` format takes one float.
  private static func isFloatFormat(_ format: String) -> Bool {
    var rest = format.utf8[...]
    var fields = 0
    while let percent = rest.firstIndex(of: UInt8(ascii: "%")) {
      rest = rest[rest.index(after: percent)...]
      if rest.first == UInt8(ascii: "%") {
        rest = rest.dropFirst()
        continue
      }
      rest = rest.drop { "#0- +".utf8.contains($0) }.drop { "0123456789.".utf8.contains($0) }
      guard let kind = rest.first, "eEfFgGdiursa".utf8.contains(kind) else { return false }
      fields += 1
    }
    return fields == 1
  }
}

extension TracebackMode {
  /// What is said of a mode that there is not.
  static func unknownText(_ name: String) -> String {
    let capitalized = name.prefix(1).uppercased() + name.dropFirst().lowercased()
    return "Error changing user exception modes.\n"
      + "Unrecognized mode in FormattedTB: <\(capitalized)>\n"
      + "Valid modes: ['Plain', 'Context', 'Verbose', 'Minimal', 'Docs', 'Doctest']"
  }

  /// The mode that a bare `%xmode` goes to; nil where IPython has one that we leave out.
  fileprivate var next: TracebackMode? {
    switch self {
    case .plain: .context
    case .context: .verbose
    case .verbose: .minimal
    case .minimal: nil
    case .doctest: .plain
    }
  }
}
