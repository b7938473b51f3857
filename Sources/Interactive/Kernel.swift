import Notebooks
import Python
import Torch

/// Runs cells, one after another, in the namespace of `__main__`: the only place where the text
/// of a cell becomes outputs. The terminal, `run` and `replay` all call ``run(_:number:sink:)``.
///
/// A kernel works on one thread that has a big stack (`onBigStack`).
public final class Kernel: MagicShell {
  public let machine: Machine
  public let permissions: Permissions
  public var settings = ShellSettings() {
    didSet { machine.keepsVariables = settings.tracebackMode == .verbose }
  }
  /// Which expressions of a cell are displayed: `ast_node_interactivity`.
  var displayPolicy = DisplayPolicy.lastExpression
  let main: ModuleBuilder
  let magics = MagicTable<Kernel>(Kernel.magics)
  var history: History<KeptValue>
  /// `''`: what `_` is before anything is displayed.
  private let noOutput: KeptValue
  /// The Python objects `In` and `Out`.
  let inputList: KeptValue
  let outputDict: KeptValue
  /// Names of the namespace that are not the user's.
  var ownNames: Set<String> = []
  /// The translated source of cells and the text of files, for tracebacks.
  var sources: [FrameRecord.Source: String] = [:]
  /// The last error shown, for `%tb`.
  var lastError: [ExceptionRecord] = []
  /// The values of variables in the frames of the last error.
  var lastValues: FrameValues?
  var recorder = OutputRecorder()
  /// A result of the running cell could not be shown. That does not end the cell.
  private var displayFailed = false
  /// The process status that `exit()` asked for.
  var exitStatus: Int32?
  private(set) lazy var builtinNameSet = Set(machine.builtinNames)
  private let torch: SessionHooks

  /// What running a cell came to.
  public struct CellRun: Equatable, Sendable {
    /// The `n` of `In [n]:`; nil if the cell was blank, and so took no number.
    public var number: Int?
    public var outputs: [Output]
    public var end: CellEnd
  }

  public init(permissions: Permissions = Permissions()) {
    self.permissions = permissions
    let machine = Machine()
    self.machine = machine
    main = machine.mainModule()
    torch = Torch.install(into: machine)
    noOutput = KeptValue(machine.string(""))
    history = History(empty: noOutput) {
      $0.value.isIdentical(to: $1.value)
    }
    inputList = KeptValue(machine.list([machine.string("")]))
    outputDict = KeptValue(machine.dict([]))
    connect()
    prepareNamespace()
  }

  /// The number of the next cell.
  public var nextNumber: Int { history.cellNumber + 1 }

  /// Stops the running cell with a KeyboardInterrupt. May be called from a signal handler.
  public func interrupt() { machine.interrupt.pointee = 1 }

  /// Runs a cell and answers its outputs; `sink` is told of each as it comes.
  ///
  /// - Parameter number: the number the cell is to have, if the cells before leave it free.
  public func run(
    _ cell: String, number: Int? = nil, sink: @escaping OutputSink = { _ in }
  ) -> CellRun {
    guard History<KeptValue>.isNumbered(cell) else {
      return CellRun(number: nil, outputs: [], end: .ok)
    }
    if let number { skip(to: number) }
    // IPython calls `exit` also where it is only named.
    let cell = ["exit", "quit"].contains(PythonText.strip(cell))
      ? PythonText.strip(cell) + "()" : cell
    machine.interrupt.pointee = 0
    recorder = OutputRecorder(sink: sink)
    let end = runNumbered(cell)
    return CellRun(number: history.cellNumber, outputs: recorder.finish(), end: end)
  }

  private func runNumbered(_ cell: String) -> CellEnd {
    exitStatus = nil
    displayFailed = false
    let source: String
    do throws(CellTranslation.Problem) {
      source = try CellTranslation.translate(cell, isMagic: isAutomagic)
    } catch {
      begin(cell, translated: cell)
      show(error)
      return .error
    }
    begin(cell, translated: source)
    let display = CellTranslation.isSilenced(source) ? DisplayPolicy.none : displayPolicy
    let isDone = execute(source, from: .cell(history.cellNumber), display: display)
    if let exitStatus { return .exit(exitStatus) }
    return isDone && !displayFailed ? .ok : .error
  }

  /// Compiles and runs source text in the namespace; shows its error. False if there was one.
  @discardableResult
  func execute(
    _ text: String, from origin: SourceFile.Origin, display: DisplayPolicy
  ) -> Bool {
    let source = Source(text)
    if let place = FrameRecord.Source(origin) { sources[place] = text }
    do throws(SyntaxProblem) {
      let file = SourceFile(origin, source)
      let code = try machine.compile(source, file: file, mode: .interactive, display: display)
      return execute(code)
    } catch {
      show(error, in: source, from: origin)
      return false
    }
  }

  private func execute(_ code: Code) -> Bool {
    do throws(Raised) {
      try machine.withPool { () throws(Raised) in _ = try machine.run(code, in: main) }
      return true
    } catch {
      machine.interrupt.pointee = 0
      showPending()
      return false
    }
  }
}

// MARK: - The session

extension Kernel {
  /// Does what a notebook states is to be done before its first cell; nothing of it is counted
  /// or shown, unless it fails.
  ///
  /// - Returns: the text of the error, or nil.
  public func prepare(_ session: SessionStatement) -> String? {
    recorder = OutputRecorder()
    if let names = session.torchNames { torch.useNames(machine, names) }
    if let source = session.prepare {
      let file = SourceFile.Origin.string("<prepare>")
      if !execute(source, from: file, display: .none) { return recorder.errorText }
    }
    if let state = session.rngStateBytes {
      do throws(Raised) {
        try torch.setGeneratorState(machine, state)
      } catch {
        showPending()
        return recorder.errorText
      }
    }
    if let start = session.start { skip(to: start) }
    return nil
  }

  /// Sets `sys.argv`.
  public func setArguments(_ arguments: [String]) { machine.setArguments(arguments) }

  /// Keeps the text of an imported file for tracebacks.
  private func note(_ file: SourceFile) {
    guard let place = FrameRecord.Source(file.origin) else { return }
    sources[place] = String(decoding: file.source.bytes, as: UTF8.self)
  }

  private func skip(to number: Int) {
    for _ in 0..<history.skip(to: number) {
      machine.append(machine.string(""), to: inputList.value)
    }
  }

  /// Numbers a cell, and sets the names of the inputs.
  private func begin(_ cell: String, translated: String) {
    for (name, text) in history.begin(input: cell, translated: translated) {
      main.set(name, machine.string(text))
    }
    machine.append(machine.string(history.inputs[history.cellNumber]), to: inputList.value)
  }

  private func connect() {
    machine.host.permits = { [permissions] in permissions.permits($0, $1) }
    machine.host.didLoad = { [unowned self] file in note(file) }
    machine.host.write = { [unowned self] in recorder.write($0, to: "stdout") }
    machine.host.writeError = { [unowned self] in recorder.write($0, to: "stderr") }
    machine.host.display = { [unowned self] (_, value) throws(Raised) in try display(value) }
    machine.host.callShell = { [unowned self] (name, arguments) throws(Raised) in
      try callShell(name, arguments)
    }
  }

  private func prepareNamespace() {
    for name in ["In", "_ih"] { main.set(name, inputList.value) }
    for name in ["Out", "_oh"] { main.set(name, outputDict.value) }
    for name in History<KeptValue>.outputNames + ["_i", "_ii", "_iii"] {
      main.set(name, noOutput.value)
    }
    main.add(Kernel.sessionFunctions)
    ownNames = Set(machine.names(in: main).map(\.name))
  }

  /// Empties the namespace: `%reset -f`.
  func reset() {
    for (name, _) in machine.names(in: main) where !name.hasPrefix("__") {
      machine.remove(name, from: main)
    }
    history.forgetOutputs()
    prepareNamespace()
  }

  /// The names that the user has bound, in order of their making, as `%who` lists them.
  var userNames: [(name: String, value: Value)] {
    machine.names(in: main).filter { !ownNames.contains($0.name) && !$0.name.hasPrefix("_") }
  }
}

// MARK: - Results

extension Kernel {
  /// The display hook: shows the value of an expression, and keeps it in `_`, `Out`.
  private func display(_ value: Value) throws(Raised) {
    guard !value.isNone else { return }
    let number = history.cellNumber
    recorder.beginResult(number)
    do throws(Raised) {
      let text = try ValuePrinter.text(of: value, in: machine, settings: settings)
      recorder.endResult(text, number)
    } catch {
      guard !machine.isPending(.keyboardInterrupt) else { throw error }
      displayFailed = true
      showPending()
    }
    guard !value.isIdentical(to: outputDict.value) else { return }
    try machine.setItem(of: outputDict.value, .int(number), value)
    let current = History<KeptValue>.outputNames.map {
      machine.value($0, in: main).map(KeptValue.init)
    }
    for (name, kept) in history.display(KeptValue(value), current: current) {
      main.set(name, kept.value)
    }
  }

  public func write(_ text: String) { recorder.write(text, to: "stdout") }

  public func string(_ text: String) -> Value { machine.string(text) }
}
