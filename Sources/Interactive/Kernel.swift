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
  /// What a cell may take.
  public var limits = Limits() {
    didSet { watch = makeWatch() }
  }
  /// Watches the cells as they run.
  private lazy var watch = makeWatch()
  public var settings = ShellSettings() {
    didSet { noteKeeping() }
  }
  /// Whether `%debug` can look at the variables of an error's frames.
  public var keepsFrames = false {
    didSet { noteKeeping() }
  }

  private func noteKeeping() {
    machine.keepsVariables = keepsFrames || settings.tracebackMode == .verbose
  }

  /// Which expressions of a cell are displayed: `ast_node_interactivity`.
  var displayPolicy = DisplayPolicy.lastExpression
  /// Whether the value of a name assigned by the last statement is displayed too.
  var showsAssignedValue = false
  /// The settings to go back to when `%doctest_mode` ends.
  var settingsBeforeDoctest: ShellSettings?
  let main: ModuleBuilder
  var magics = MagicTable<Kernel>(Kernel.magics)
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
  var autocall = Autocall.off
  /// The mode that `%autocall` without an argument goes back to.
  var lastAutocall = Autocall.smart
  /// `%pdb`: an error is followed by `%debug`.
  var callsDebugger = false
  /// The values of variables in the frames of the last error.
  var lastValues: FrameValues?
  var recorder = OutputRecorder()
  /// What the cells have shown, by their numbers.
  var shownOutputs: [Int: [Output]] = [:]
  /// Results of the running cell go to a magic (`%%capture`, `%%time`) and not to the user.
  var captureResult: ((Value) throws(Raised) -> Void)?
  /// What a cell wants to have typed at the next prompt: `%load`, `%recall`.
  var nextInput: String?
  /// Reads a line for `input(prompt)` and for questions of magics; nil at the end of the input.
  /// Without it there is no keyboard.
  public var readLine: ((_ prompt: String) -> String?)?
  /// Whether there is a user to be asked, once, whether cells may run programs.
  public var asksForPermissions = false
  /// What the user answered.
  var allowsPrograms: Bool?
  /// Lets the user edit a text; nil if that failed. Without it there is no editor.
  public var editText: ((String) -> String?)?
  /// The width of the terminal that shows tracebacks.
  public var columns: () -> Int = { 80 }
  /// The cells of earlier sessions, the oldest first.
  public var savedHistory: () -> [String] = { [] }
  /// The cells of a session, so many back, by their numbers.
  public var earlierSession: (Int) -> [(number: Int, text: String)] = { _ in [] }
  /// The private folder for what is kept between sessions; without it nothing is.
  public var stateFolder: String?
  /// What the running cell reads from outside.
  var outside = OutsideWorld()
  /// Where the running cell asks to go back to.
  var nextStep: SessionStep?
  /// Whether somebody keeps the session, so that it can go back.
  public var canGoBack = false
  /// `%run -e` is under way: `sys.exit` ends the script and says nothing.
  var ignoresExit = false
  /// What `%logstart` writes.
  var sessionLog: SessionLog?
  /// What `%edit` has edited last.
  var lastEdited = ""
  /// Commands that `%alias` has named.
  var aliases = CommandAlias.standard
  /// The folders visited: `_dh`.
  var visitedFolders = [currentFolder()]
  /// A result of the running cell could not be shown. That does not end the cell.
  private var displayFailed = false
  /// The process status that `exit()` asked for.
  var exitStatus: Int32?
  private(set) lazy var builtinNameSet = Set(machine.builtinNames)
  let torch: SessionHooks

  /// The frames of IPython's kernel in which a cell runs: they count toward the recursion limit.
  private static let framesOfShell = 25

  /// What running a cell came to.
  public struct CellRun: Equatable, Sendable {
    /// The `n` of `In [n]:`; nil if the cell was blank, and so took no number.
    public var number: Int?
    public var outputs: [Output]
    public var end: CellEnd
    /// What the cell wants to stand at the next prompt.
    public var nextInput: String?
    /// Where the cell wants the session to go back to.
    public var step: SessionStep?
    /// What it took in from outside.
    public var outside = OutsideReads()
    /// The limit that it met.
    public var limit: LimitKind?
    /// Whether it drew random numbers that no seed determines.
    public var drewUnseeded = false
  }

  public init(permissions: Permissions = Permissions()) {
    self.permissions = permissions
    let machine = Machine()
    self.machine = machine
    machine.framesBelow = Self.framesOfShell
    main = machine.mainModule()
    torch = Torch.install(into: machine)
    noOutput = KeptValue(machine.string(""))
    history = History(empty: noOutput) {
      $0.value.isIdentical(to: $1.value)
    }
    inputList = KeptValue(machine.list([machine.string("")]))
    outputDict = KeptValue(machine.dict([]))
    connect()
    registerLibrary()
    prepareNamespace()
  }

  /// Makes what most notebooks import, for processes that are to be copies of this one. Cells
  /// cannot tell.
  public func prepareImports() {
    // Without it, the first `import torch` does the work, or shows what went wrong.
    try? machine.withPool { () throws(Raised) in try machine.makeAhead("torch") }
  }

  /// The number of the next cell.
  public var nextNumber: Int { history.cellNumber + 1 }

  /// Stops the running cell with a KeyboardInterrupt. May be called from a signal handler.
  public func interrupt() { machine.interrupt.pointee = Machine.interruptedOnce }

  /// Runs a cell and answers its outputs; `sink` is told of each as it comes.
  ///
  /// - Parameters:
  ///   - number: the number the cell is to have, if the cells before leave it free.
  ///   - reads: what the cell read from outside when it ran first, if it is run again.
  public func run(
    _ cell: String, number: Int? = nil, repeating reads: OutsideReads? = nil,
    sink: @escaping OutputSink = { _ in }
  ) -> CellRun {
    guard History<KeptValue>.isNumbered(cell) else {
      return CellRun(number: nil, outputs: [], end: .ok)
    }
    if let number { skip(to: number) }
    // IPython calls `exit` also where it is only named.
    let cell = ["exit", "quit"].contains(PythonText.strip(cell))
      ? PythonText.strip(cell) + "()" : cell
    machine.interrupt.pointee = 0
    let random = (torch.unseededPosition(), machine.unseededDraws)
    recorder = OutputRecorder(limit: limits.output, sink: sink)
    nextInput = nil
    nextStep = nil
    outside.begin(repeating: reads)
    let end = watch.watch { runNumbered(macroText(cell) ?? cell) }
    let outputs = recorder.finish()
    shownOutputs[history.cellNumber] = outputs
    logOutputs()
    return CellRun(
      number: history.cellNumber, outputs: outputs, end: end, nextInput: nextInput,
      step: nextStep, outside: outside.reads, limit: watch.met ?? (recorder.isCut ? .output : nil),
      drewUnseeded: random != (torch.unseededPosition(), machine.unseededDraws))
  }

  /// Runs a cell within the running one, for a magic: it takes no number.
  @discardableResult
  func runNested(_ cell: String) -> Bool {
    do throws(CellTranslation.Problem) {
      let source = try CellTranslation.translate(cell, isMagic: isAutomagic)
      let display = CellTranslation.isSilenced(source) ? DisplayPolicy.none : displayPolicy
      return execute(source, from: .cell(history.cellNumber), display: display)
    } catch {
      show(error)
      return false
    }
  }

  private func makeWatch() -> LimitWatch {
    nonisolated(unsafe) let flag = machine.interrupt
    return LimitWatch(limits) { flag.pointee = Machine.interruptedForGood }
  }

  /// Whether the time for all cells is used up.
  public var isOutOfTime: Bool { watch.isOutOfTime }

  private func runNumbered(_ cell: String) -> CellEnd {
    exitStatus = nil
    displayFailed = false
    let source: String
    let call = autocalled(cell)
    do throws(CellTranslation.Problem) {
      source = try CellTranslation.translate(call ?? cell, isMagic: isAutomagic)
    } catch {
      begin(cell, translated: cell)
      show(error)
      return .error
    }
    begin(cell, translated: source)
    logInput()
    if let call { showAutocall(call) }
    let display = CellTranslation.isSilenced(source) ? DisplayPolicy.none : displayPolicy
    let shown = display == .none ? source : showingAssigned(source)
    let isDone = execute(shown, from: .cell(history.cellNumber), display: display)
    if let exitStatus { return .exit(exitStatus) }
    return isDone && !displayFailed ? .ok : .error
  }

  /// Compiles and runs source text in the namespace; shows its error. False if there was one.
  @discardableResult
  func execute(
    _ text: String, from origin: SourceFile.Origin, display: DisplayPolicy,
    in module: ModuleBuilder? = nil
  ) -> Bool {
    let source = Source(text)
    if let place = FrameRecord.Source(origin) { sources[place] = text }
    do throws(SyntaxProblem) {
      let cell = try machine.compileCell(
        source, file: SourceFile(origin, source), display: display)
      for code in cell.codes where !execute(code, in: module ?? main) { return false }
      if let problem = cell.problem { throw problem }
      return true
    } catch {
      show(error, in: source, from: origin)
      return false
    }
  }

  private func execute(_ code: Code, in module: ModuleBuilder) -> Bool {
    do throws(Raised) {
      try machine.withPool { () throws(Raised) in _ = try machine.run(code, in: module) }
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

  /// Sets `sys.argv`. Modules may lie beside the notebook, or where the cells run and write.
  public func setArguments(_ arguments: [String]) {
    machine.setArguments(arguments)
    machine.importFromCurrentFolder()
  }

  /// Keeps the text of an imported file for tracebacks.
  private func note(_ file: SourceFile) {
    guard let place = FrameRecord.Source(file.origin) else { return }
    sources[place] = String(decoding: file.source.bytes, as: UTF8.self)
  }

  /// Gives a kernel that is to take this one's place its links to the user.
  func lendServices(to other: Kernel) {
    other.readLine = readLine
    other.asksForPermissions = asksForPermissions
    other.editText = editText
    other.savedHistory = savedHistory
    other.earlierSession = earlierSession
    other.stateFolder = stateFolder
    other.keepsFrames = keepsFrames
    other.columns = columns
    other.canGoBack = canGoBack
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
    machine.host.permits = { [unowned self] in reach($0, $1) }
    machine.host.didLoad = { [unowned self] file in note(file) }
    machine.host.write = { [unowned self] in recorder.write($0, to: "stdout") }
    machine.host.writeError = { [unowned self] in recorder.write($0, to: "stderr") }
    machine.host.display = { [unowned self] (_, value) throws(Raised) in try display(value) }
    machine.host.readLine = { [unowned self] prompt in
      outside.answer { readLine?(prompt) }
    }
    machine.host.refuseInput = { [unowned self] in readLine == nil ? inputRefused : nil }
    let clock = machine.host.clock
    machine.host.clock = { [unowned self] id in outside.clock { clock(id) } }
    let entropy = machine.host.entropy
    machine.host.entropy = { [unowned self] count in
      outside.entropy(count) { entropy(count) }
    }
    machine.host.callShell = { [unowned self] (name, arguments) throws(Raised) in
      try callShell(name, arguments)
    }
    machine.host.interruptReason = { [unowned self] in watch.met.map(limits.reason) }
  }

  private func prepareNamespace() {
    for name in ["In", "_ih"] { main.set(name, inputList.value) }
    for name in ["Out", "_oh"] { main.set(name, outputDict.value) }
    for name in History<KeptValue>.outputNames + ["_i", "_ii", "_iii"] {
      main.set(name, noOutput.value)
    }
    main.add(Kernel.sessionFunctions)
    main.set(
      "__doc__", machine.string("Automatically created module for IPython interactive environment"))
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
    if let captureResult { return try captureResult(value) }
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
