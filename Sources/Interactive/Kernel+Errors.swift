import Notebooks
import Python

/// Showing what went wrong in a cell.
extension Kernel {
  /// Shows the exception that the machine holds.
  func showPending() {
    let exception = machine.takePending()
    let type = machine.fullTypeName(of: exception)
    if type == Self.usageErrorName {
      let message = machine.parts(ofException: exception)?.message ?? ""
      return recorder.write("UsageError: \(message)\n", to: "stderr")
    }
    let reader = ExceptionReader(machine)
    let chain = reader.chain(of: exception)
    lastValues = reader.values(sources: piecesOfSources())
    if type == "SystemExit" {
      if !ignoresExit { showSystemExit(chain) }
      return
    }
    if chain.last?.members != nil { return showGroup(chain) }
    if type == "KeyboardInterrupt" { outside.note(.interrupted) }
    show(chain)
    if callsDebugger { debugLastError() }
  }

  /// IPython leaves exception groups to Python's own traceback, on standard error.
  private func showGroup(_ chain: [ExceptionRecord]) {
    lastError = chain
    let formatter = ScriptTraceback { [sources] place in
      sources[place].map { CellPieces(parsing: $0) }
    }
    recorder.write(formatter.text(of: chain), to: "stderr")
  }

  /// Shows why text is no Python.
  func show(_ problem: SyntaxProblem, in source: Source, from origin: SourceFile.Origin) {
    let place = FrameRecord.Source(origin) ?? .file("<string>")
    let record = ExceptionRecord(problem, in: source, from: place)
    var message = problem.message
    if let line = record.syntaxError?.line {
      message += " (\(SourceFile(origin, source).name), line \(line))"
    }
    show([record], message: message)
  }

  /// Shows why a cell cannot be translated.
  func show(_ problem: CellTranslation.Problem) {
    switch problem {
    case .unindent(let unindent):
      var record = ExceptionRecord(
        typeName: "IndentationError", message: UnindentProblem.message)
      record.syntaxError = unindent.details
      show([record], message: "\(UnindentProblem.message) (<tokenize>, line \(unindent.line))")
    case .endless(let message):
      show([ExceptionRecord(typeName: "RuntimeError", message: message)])
    }
  }

  /// Shows a chain of exceptions, the oldest first.
  ///
  /// - Parameters:
  ///   - message: the `evalue` of the notebook's output, if not the last one's message.
  ///   - mode: how much to show, if not as `%xmode` says.
  func show(
    _ chain: [ExceptionRecord], message: String? = nil, mode: TracebackMode? = nil
  ) {
    lastError = chain
    let formatter = tracebackFormatter(mode ?? settings.tracebackMode)
    recorder.error(
      name: chain.last?.typeName ?? "", message: message ?? chain.last?.message ?? "",
      parts: formatter.parts(of: chain), text: formatter.terminalText(of: chain))
  }

  /// `SystemExit` ends a program, but not a session.
  private func showSystemExit(_ chain: [ExceptionRecord]) {
    lastError = chain
    let message = chain.last?.message ?? ""
    let parts = [
      "An exception has occurred, use %tb to see the full traceback.\n",
      message.isEmpty ? "SystemExit\n" : "SystemExit: \(message)\n",
    ]
    recorder.error(
      name: "SystemExit", message: message, parts: parts, text: parts.joined(separator: "\n"))
    recorder.write(
      "UserWarning: To exit: use 'exit', 'quit', or Ctrl-D.\n", to: "stderr")
  }

  func tracebackFormatter(_ mode: TracebackMode) -> TracebackFormatter {
    TracebackFormatter(
      mode: mode, width: columns(), homeDirectory: permissions.homeDirectory,
      values: lastValues?.values,
      pieces: piecesOfSources())
  }

  /// The sources that can be shown; each is parsed once for all frames of a traceback.
  private func piecesOfSources() -> (FrameRecord.Source) -> CellPieces? {
    var parsed: [FrameRecord.Source: CellPieces] = [:]
    return { [sources] place in
      if let known = parsed[place] { return known }
      guard let source = sources[place], !place.isNameless else { return nil }
      let pieces = CellPieces(parsing: source)
      parsed[place] = pieces
      return pieces
    }
  }
}

extension FrameRecord.Source {
  /// Whether it is a name like `<string>`, for which there is no source to show.
  fileprivate var isNameless: Bool {
    if case .file(let path) = self { return path.hasPrefix("<") }
    return false
  }
}

extension CellPieces {
  /// The pieces of a text that may or may not be Python.
  init(parsing source: String) {
    var parser = Parser(source: Source(source), mode: .interactive)
    self.init(source: source, module: try? parser.parseModule())
  }
}
