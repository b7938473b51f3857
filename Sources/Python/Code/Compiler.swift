/// Compiles syntax trees to register code, one function at a time.
///
/// Registers of a window: parameters and other local variables first, then temporaries in stack
/// order. A temporary that may hold an object is emptied at the end of its statement, so that
/// `del x` and the end of a statement free what CPython would free.
///
/// There is one of it per function; it is handed on, never copied.
struct Compiler: ~Copyable {
  let runtime: Runtime
  let file: SourceFile
  let names: CompiledNames
  let scopes: ScopeTable
  /// The names of this code: registers and caches are noted with them.
  var scope: Scope
  var unit: CodeDraft
  /// The next free temporary.
  var top: Register = 0
  /// Temporaries that may hold objects.
  var dirty: [Bool] = []
  /// Local variables that are assigned on every way to the present instruction.
  var assigned = RegisterSet()
  /// Finds the constants that are made once.
  var constantIndex = RowIndex()
  /// Loops and pending clean-ups around the present statement, innermost last.
  var blocks: [Block] = []
  /// The source range that the next instructions get.
  var range: SourceRange
  var display = DisplayPolicy.none
  /// Annotations are not evaluated: `from __future__ import annotations`.
  var hasTextAnnotations = false
  var overflowed = false
  /// Only instructions from here on may be fused with what follows them.
  private var fence = 0

  /// Compiles a module or cell. `hasNamespace`: for `exec` with locals that are not the globals,
  /// which then stand in register 0 as in a class body.
  static func compile(
    _ module: Module, file: SourceFile, display: DisplayPolicy = .none, hasNamespace: Bool = false,
    runtime: Runtime
  ) throws(SyntaxProblem) -> Code {
    let scopes = try ScopeBuilder.build(
      module.body, names: module.names, hasNamespace: hasNamespace,
      allowsAwait: file.origin.isCell)
    let start = SourceRange(line: 1, column: 0, endLine: 1, endColumn: 0)
    var compiler = Compiler(
      runtime: runtime, file: file, names: CompiledNames(module.names, runtime.symbols),
      scopes: scopes, range: start)
    compiler.display = display
    compiler.hasTextAnnotations = runtime.keepsTextAnnotations(of: module, from: file.origin)
    if hasNamespace { compiler.addNamespace() }
    return try compiler.complete(lines: 1...Int.max) { (compiler) throws(SyntaxProblem) in
      try compiler.compileModule(module.body)
    }
  }

  /// Compiles an expression for `eval`.
  static func compile(
    _ expression: Expression, names: NameTable, file: SourceFile, hasNamespace: Bool = false,
    runtime: Runtime
  ) throws(SyntaxProblem) -> Code {
    let scopes = try ScopeBuilder.build(expression, names: names, hasNamespace: hasNamespace)
    var compiler = Compiler(
      runtime: runtime, file: file, names: CompiledNames(names, runtime.symbols), scopes: scopes,
      range: expression.range)
    if hasNamespace { compiler.addNamespace() }
    return try compiler.complete(lines: 1...Int.max) { (compiler) throws(SyntaxProblem) in
      try compiler.emitReturn(expression)
    }
  }

  /// Keeps register 0 for the namespace.
  mutating func addNamespace() {
    unit.isClassBody = true
    unit.localNames = [runtime.symbols.intern(".namespace")]
    top = 1
    unit.registerCount = 1
    dirty = [false]
  }

  /// A compiler for the code of a text itself.
  private init(
    runtime: Runtime, file: SourceFile, names: CompiledNames, scopes: ScopeTable,
    range: SourceRange
  ) {
    self.init(
      runtime: runtime, file: file, names: names, scopes: scopes, scope: scopes.scopes[0],
      unit: CodeDraft(name: "<module>", qualifiedName: "<module>"), range: range)
  }

  init(
    runtime: Runtime, file: SourceFile, names: CompiledNames, scopes: ScopeTable, scope: Scope,
    unit: CodeDraft, range: SourceRange
  ) {
    self.runtime = runtime
    self.file = file
    self.names = names
    self.scopes = scopes
    self.scope = scope
    self.unit = unit
    self.range = range
  }

  private mutating func compileModule(_ body: [Statement]) throws(SyntaxProblem) {
    noteDocumentation(body)
    for (index, statement) in body.enumerated() {
      if case .expression(let value) = statement.kind, shows(index, of: body.count) {
        try compileDisplay(value)
      } else {
        try compile(statement)
      }
    }
    emitReturnNone()
  }

  private func shows(_ index: Int, of count: Int) -> Bool {
    switch display {
    case .none: false
    case .lastExpression: index == count - 1
    case .all: true
    }
  }

  private mutating func compileDisplay(_ value: Expression) throws(SyntaxProblem) {
    let mark = beginStatement(value.range)
    let register = try self.value(value)
    emit(.display, register)
    endStatement(mark)
  }

  /// The finished code, once its body is compiled. What cannot be finished gives up its constants.
  mutating func complete(
    lines: ClosedRange<Int>, _ body: (inout Compiler) throws(SyntaxProblem) -> Void
  ) throws(SyntaxProblem) -> Code {
    do throws(SyntaxProblem) {
      try body(&self)
      try checkSize()
    } catch {
      for constant in unit.constants { drop(constant) }
      throw error
    }
    return Code(unit, lines: lines, file: file)
  }

  /// An instruction distance that does not fit is refused by name.
  private func checkSize() throws(SyntaxProblem) {
    guard overflowed || unit.registerCount > 60_000 || unit.cacheNames.count > 65_535 else { return }
    throw SyntaxProblem("cellgrad: not supported: a single block of code this long", range: range)
  }

  // MARK: Emitting

  @discardableResult
  mutating func emit(_ op: Opcode, _ a: Int = 0, _ b: Int = 0, _ c: Int = 0) -> PendingJump {
    let instruction = Instruction(
      op: op, a: UInt16(truncatingIfNeeded: a), b: UInt16(truncatingIfNeeded: b),
      c: UInt16(truncatingIfNeeded: c))
    let last = unit.instructions.count - 1
    if last >= fence, let fused = unit.instructions[last].fused(with: instruction) {
      unit.instructions[last] = fused
    } else {
      unit.instructions.append(instruction)
      unit.ranges.append(range)
    }
    return PendingJump(instruction: unit.instructions.count - 1)
  }

  /// The place of the next instruction. Who asks for it may jump there, so that it is not fused with
  /// the one before.
  var here: Int {
    mutating get {
      fence = unit.instructions.count
      return fence
    }
  }

  /// Makes a jump lead to the next instruction.
  mutating func land(_ jump: PendingJump) { land(jump, at: here) }

  mutating func land(_ jumps: [PendingJump]) { for jump in jumps { land(jump) } }

  mutating func land(_ jump: PendingJump, at target: Int) {
    let distance = target - (jump.instruction + 1)
    switch unit.instructions[jump.instruction].op {
    case .jump, .loop, .loopFor, .killThenLoop, .killThenLoopFor, .jumpIfFalse, .jumpIfTrue:
      unit.instructions[jump.instruction].setWide(distance)
    default:
      if distance > Int(Int16.max) || distance < Int(Int16.min) { overflowed = true }
      unit.instructions[jump.instruction].c = UInt16(truncatingIfNeeded: distance)
    }
  }

  /// Jumps back to a loop's start.
  mutating func emitLoop(to start: Int) {
    let isFor = start < unit.instructions.count && unit.instructions[start].op == .forIterator
    land(emit(isFor ? .loopFor : .loop), at: start)
  }

  // MARK: Registers

  /// A new temporary on top of the others.
  mutating func temporary() -> Register {
    let register = top
    top += 1
    unit.registerCount = max(unit.registerCount, top)
    while dirty.count < top { dirty.append(false) }
    return register
  }

  /// `count` temporaries in a row; the first one.
  mutating func temporaries(_ count: Int) -> Register {
    let first = top
    for _ in 0..<count { _ = temporary() }
    return first
  }

  /// Whether a register is no variable's.
  func isTemporary(_ register: Register) -> Bool { register >= unit.localNames.count }

  mutating func markDirty(_ register: Register) {
    if isTemporary(register) { dirty[register] = true }
  }

  /// The instruction emitted last has taken the values of these registers.
  mutating func markClean(_ first: Register, _ count: Int) {
    for register in first..<(first + count) { dirty[register] = false }
  }

  /// The operator emitted last has used these operands up: what objects temporaries held are given
  /// up by its slow path, and numbers need not be.
  mutating func markUsed(_ operands: Register...) {
    for register in operands where isTemporary(register) { dirty[register] = false }
  }

  /// Empties temporaries from `first` on that may hold objects.
  mutating func killTemporaries(from first: Register) {
    guard let lowest = dirty[min(first, dirty.count)...].firstIndex(of: true),
      let highest = dirty.lastIndex(of: true)
    else { return }
    emit(.kill, lowest, highest - lowest + 1)
    markClean(lowest, highest - lowest + 1)
  }

  mutating func beginStatement(_ range: SourceRange) -> Register {
    self.range = range
    return top
  }

  mutating func endStatement(_ mark: Register) {
    killTemporaries(from: mark)
    top = mark
  }

  /// Compiles with another source range and returns to the present one.
  mutating func at(
    _ range: SourceRange, _ body: (inout Compiler) throws(SyntaxProblem) -> Void
  ) throws(SyntaxProblem) {
    let saved = self.range
    self.range = range
    try body(&self)
    self.range = saved
  }

  /// An attribute of what begins on an earlier line is reported on the line of its name.
  mutating func moveToAttribute(_ expression: Expression) {
    if expression.range.endLine != range.line { range.line = expression.range.endLine }
  }

  // MARK: Tables

  /// The index of an inline cache for a name. Caches are not shared: each use learns for itself.
  mutating func cache(_ name: Name) -> Int {
    unit.cacheNames.append(symbol(name))
    return unit.cacheNames.count - 1
  }

  /// A cache shared by all loads of a variable's name.
  mutating func nameCache(_ name: Name) -> Int {
    guard let variable = scope.index(name) else { return cache(name) }
    if scope[variable].loadCache < 0 {
      scope[variable].loadCache = Int32(truncatingIfNeeded: cache(name))
    }
    return Int(scope[variable].loadCache)
  }

  /// A cache shared by all stores of a global name: a load may find the name among the builtins.
  mutating func storeCache(_ name: Name) -> Int {
    guard let variable = scope.index(name) else { return cache(name) }
    if scope[variable].storeCache < 0 {
      scope[variable].storeCache = Int32(truncatingIfNeeded: cache(name))
    }
    return Int(scope[variable].storeCache)
  }

  // MARK: Names

  /// The symbol of a name as code has it: a private name of a class body gets the class's name in
  /// front.
  func symbol(_ name: Name) -> Symbol {
    let symbol = names.symbols[name.index]
    guard names.isPrivate[name.index], let className = scope.className else { return symbol }
    let stripped = names.text(className).drop { $0 == "_" }
    return stripped.isEmpty ? symbol : runtime.symbols.intern("_" + stripped + symbol.text)
  }

  /// Where the code finds a variable: the register of a local or cell, the index of a capture.
  func place(_ name: Name) -> Int? {
    guard let index = scope.index(name), scope[index].place >= 0 else { return nil }
    return Int(scope[index].place)
  }

  /// The register of a variable that no other code shares; nil for other names.
  func localRegister(_ name: Name) -> Register? {
    guard let index = scope.index(name), scope[index].binding == .local,
      scope[index].place >= 0
    else { return nil }
    return Int(scope[index].place)
  }
}

/// The names of a text with their symbols.
struct CompiledNames {
  private let table: NameTable
  /// By the names' numbers.
  let symbols: [Symbol]
  /// Which names begin with two underscores and do not end so.
  let isPrivate: [Bool]

  init(_ table: NameTable, _ known: SymbolTable) {
    self.table = table
    let texts = table.texts
    symbols = texts.map { known.intern($0) }
    isPrivate = texts.map { $0.utf8.starts(with: "__".utf8) && !$0.hasSuffix("__") }
  }

  func text(_ name: Name) -> String { table.text(name) }

  func text(of expression: Expression) -> String {
    ExpressionText.text(of: expression, names: table)
  }
}
