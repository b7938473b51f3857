import Python

/// `%debug`: a look at the frames of the last error, by the commands of `pdb` that only read.
struct PostMortem {
  private let kernel: Kernel
  private let frames: [FrameRecord]
  private let values: FrameValues
  private let lines: (FrameRecord.Source) -> [String]?
  /// The frame looked at.
  private var place: Int

  /// Nil if the error had no frames.
  init?(
    _ kernel: Kernel, _ error: ExceptionRecord, _ values: FrameValues,
    lines: @escaping (FrameRecord.Source) -> [String]?
  ) {
    guard !error.frames.isEmpty else { return nil }
    self.kernel = kernel
    self.values = values
    self.lines = lines
    frames = error.frames
    place = frames.count - 1
  }

  /// Lines shown of a frame around the failing one.
  private static let context = 2

  /// Reads and does commands until `q` or the end of the input.
  mutating func run() {
    showFrame()
    while let line = kernel.readAnswer("ipdb> ") {
      let words = PythonText.strip(line).partitioned(at: " ")
      let argument = PythonText.strip(words.after)
      switch words.before {
      case "": continue
      case "q", "quit", "exit", "c", "cont", "continue": return
      case "w", "where", "bt": showStack()
      case "u", "up": move(-steps(argument))
      case "d", "down": move(steps(argument))
      case "l", "list": showLines(around: 5)
      case "ll", "longlist": showLines(around: Int.max / 2)
      case "a", "args": showArguments()
      case "p", "pp": show(argument)
      case "whatis": show("type(\(argument))")
      case "h", "help", "?": kernel.write(Self.help)
      default: show(PythonText.strip(String(line.drop { $0 == "!" })))
      }
    }
    kernel.write("\n")
  }

  private static let help = """
    w(here)   the stack, the latest frame last
    u(p) d(own) [n]   to another frame
    l(ist) ll   lines around the failing one; all lines
    a(rgs)   the arguments of the function
    p pp whatis   the value of an expression; its type. Other text is an expression, too.
    q(uit)   back to the cells

    """

  // MARK: Frames

  private func title(_ frame: FrameRecord) -> String {
    let file =
      switch frame.source {
      case .cell(let number): "Cell In[\(number)]"
      case .file(let path): path
      }
    return "\(file)(\(frame.line))\(frame.name)\(frame.name == "<module>" ? "" : "()")"
  }

  private func showFrame() {
    kernel.write("> \(title(frames[place]))\n")
    showLines(around: Self.context)
  }

  /// The number of frames to move by, 1 where none is given; no more than there are.
  private func steps(_ word: String) -> Int {
    min(max(Int(word) ?? 1, -frames.count), frames.count)
  }

  private mutating func move(_ steps: Int) {
    let target = min(max(place + steps, 0), frames.count - 1)
    guard target != place else {
      return kernel.write(steps < 0 ? "*** Oldest frame\n" : "*** Newest frame\n")
    }
    place = target
    showFrame()
  }

  private func showStack() {
    for (index, frame) in frames.enumerated() {
      kernel.write("\(index == place ? "> " : "  ")\(title(frame))\n")
      kernel.write(text(frame, around: 0))
    }
    kernel.write("\n")
  }

  private func showLines(around count: Int) {
    kernel.write(text(frames[place], around: count) + "\n")
  }

  /// The failing line and so many before and after it, numbered.
  private func text(_ frame: FrameRecord, around count: Int) -> String {
    guard let lines = lines(frame.source), lines.indices.contains(frame.line - 1) else { return "" }
    let first = max(1, frame.line - count)
    let last = min(lines.count, frame.line + count)
    return (first...last).map { number in
      let isCurrent = number == frame.line
      let mark = isCurrent
        ? String(repeating: "-", count: max(1, 5 - String(number).utf8.count)) + "> \(number)"
        : String(number).leftPadded(to: 7)
      return "\(mark) \(lines[number - 1])\n"
    }.joined()
  }

  // MARK: Values

  private func showArguments() {
    let names = frames[place].arguments.map { $0.drop { $0 == "*" } }
    let variables = values.variables(of: frames[place])
    for name in names {
      guard let row = variables.first(where: { $0.name == name }) else { continue }
      kernel.write("\(name) = \(values.text(row.value))\n")
    }
  }

  /// Shows the value of an expression in the frame; `None` is not shown.
  private func show(_ expression: String) {
    kernel.write(kernel.text(ofExpression: expression, with: values.variables(of: frames[place])))
  }
}

extension Kernel {
  /// `%debug` and what `%pdb` does after an error.
  func debugLastError() {
    guard let error = lastError.last, let values = lastValues,
      var session = PostMortem(self, error, values, lines: { [sources] in
        sources[$0].map { PythonText.lines($0) }
      })
    else {
      return recorder.write(
        "ERROR:root:No traceback has been produced, nothing to debug.\n", to: "stderr")
    }
    session.run()
  }

  /// A line that the user types; nil at the end of the input, and without a keyboard.
  func readAnswer(_ prompt: String) -> String? { outside.answer { readLine?(prompt) } }

  /// The `repr` of the value of an expression in which more names are known, as a line; empty for
  /// `None`; for an error, that.
  fileprivate func text(
    ofExpression expression: String, with variables: [(name: String, value: Value)]
  ) -> String {
    let scope = machine.newScriptModule()
    for (name, value) in machine.names(in: main) + variables { scope.set(name, value) }
    let source = Source(expression)
    let file = SourceFile(.string("<stdin>"), source)
    do {
      let code = try machine.compile(source, file: file, mode: .evaluation)
      let value = try machine.run(code, in: scope)
      return value.isNone ? "" : try machine.repr(value) + "\n"
    } catch let problem as SyntaxProblem {
      return "*** \(problem.kind.typeName): \(problem.message)\n"
    } catch {
      let raised = machine.takePending()
      let message = machine.parts(ofException: raised)?.message ?? ""
      return "*** \(machine.typeName(of: raised))\(message.isEmpty ? "" : ": " + message)\n"
    }
  }
}
