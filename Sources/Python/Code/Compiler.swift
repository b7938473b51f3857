/// Compiles syntax trees to register code, one function at a time.
///
/// Registers of a window: parameters and other local variables first, then temporaries in stack
/// order. A temporary that may hold an object is emptied at the end of its statement, so that
/// `del x` and the end of a statement free what CPython would free.
struct Compiler {
  let runtime: Runtime
  let file: SourceFile
  let scopes: [ObjectIdentifier: Scope]
  let scope: Scope
  var unit: CodeDraft
  /// The next free temporary.
  var top: Register = 0
  /// Temporaries that may hold objects.
  var dirty: [Bool] = []
  /// Local variables that are assigned on every way to the present instruction.
  var assigned: Set<Register> = []
  var registers: [TextKey: Register] = [:]
  var caches: [TextKey: Int] = [:]
  var storeCaches: [TextKey: Int] = [:]
  var constants: [ConstantKey: Int] = [:]
  /// Loops and pending clean-ups around the present statement, innermost last.
  var blocks: [Block] = []
  /// The source range that the next instructions get.
  var range: SourceRange
  var display = DisplayPolicy.none
  /// Annotations are not evaluated: `from __future__ import annotations`.
  var hasTextAnnotations = false
  var overflowed = false

  /// Compiles a module or cell. `hasNamespace`: for `exec` with locals that are not the globals,
  /// which then stand in register 0 as in a class body.
  static func compile(
    _ module: Module, file: SourceFile, display: DisplayPolicy = .none, hasNamespace: Bool = false,
    runtime: Runtime
  ) throws(SyntaxProblem) -> Code {
    let (scopes, scope) = try ScopeBuilder.build(module.body, hasNamespace: hasNamespace)
    let start = SourceRange(line: 1, column: 0, endLine: 1, endColumn: 0)
    var compiler = Compiler(
      runtime: runtime, file: file, scopes: scopes, scope: scope,
      unit: CodeDraft(name: "<module>", qualifiedName: "<module>"), range: start)
    compiler.display = display
    compiler.hasTextAnnotations = runtime.keepsTextAnnotations(of: module, from: file.origin)
    if hasNamespace { compiler.addNamespace() }
    try compiler.compileModule(module.body)
    return try compiler.finish(lines: 1...Int.max)
  }

  /// Compiles an expression for `eval`.
  static func compile(
    _ expression: Expression, file: SourceFile, hasNamespace: Bool = false, runtime: Runtime
  ) throws(SyntaxProblem) -> Code {
    let (scopes, scope) = try ScopeBuilder.build(expression, hasNamespace: hasNamespace)
    var compiler = Compiler(
      runtime: runtime, file: file, scopes: scopes, scope: scope,
      unit: CodeDraft(name: "<module>", qualifiedName: "<module>"), range: expression.range)
    if hasNamespace { compiler.addNamespace() }
    try compiler.emitReturn(expression)
    return try compiler.finish(lines: 1...Int.max)
  }

  /// Keeps register 0 for the namespace.
  mutating func addNamespace() {
    unit.isClassBody = true
    unit.localNames = [runtime.symbols.intern(".namespace")]
    top = 1
    unit.registerCount = 1
    dirty = [false]
  }

  init(
    runtime: Runtime, file: SourceFile, scopes: [ObjectIdentifier: Scope], scope: Scope,
    unit: CodeDraft, range: SourceRange
  ) {
    self.runtime = runtime
    self.file = file
    self.scopes = scopes
    self.scope = scope
    self.unit = unit
    self.range = range
  }

  private mutating func compileModule(_ body: [Statement]) throws(SyntaxProblem) {
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

  /// The finished code; an instruction distance that does not fit is refused by name.
  mutating func finish(lines: ClosedRange<Int>) throws(SyntaxProblem) -> Code {
    if overflowed || unit.registerCount > 60_000 || unit.cacheNames.count > 65_535 {
      let constants = unit.constants
      for constant in constants { drop(constant) }
      throw SyntaxProblem(
        "cellgrad: not supported: a single block of code this long", range: range)
    }
    return Code(unit, lines: lines, file: file)
  }

  // MARK: Emitting

  @discardableResult
  mutating func emit(_ op: Opcode, _ a: Int = 0, _ b: Int = 0, _ c: Int = 0) -> PendingJump {
    unit.instructions.append(
      Instruction(
        op: op, a: UInt16(truncatingIfNeeded: a), b: UInt16(truncatingIfNeeded: b),
        c: UInt16(truncatingIfNeeded: c)))
    unit.ranges.append(range)
    return PendingJump(instruction: unit.instructions.count - 1)
  }

  var here: Int { unit.instructions.count }

  /// Makes a jump lead to the next instruction.
  mutating func land(_ jump: PendingJump) { land(jump, at: here) }

  mutating func land(_ jumps: [PendingJump]) { for jump in jumps { land(jump) } }

  mutating func land(_ jump: PendingJump, at target: Int) {
    let distance = target - (jump.instruction + 1)
    switch unit.instructions[jump.instruction].op {
    case .jump, .loop, .jumpIfFalse, .jumpIfTrue:
      unit.instructions[jump.instruction].setWide(distance)
    default:
      if distance > Int(Int16.max) || distance < Int(Int16.min) { overflowed = true }
      unit.instructions[jump.instruction].c = UInt16(truncatingIfNeeded: distance)
    }
  }

  /// Jumps back to a loop's start.
  mutating func emitLoop(to start: Int) { land(emit(.loop), at: start) }

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

  mutating func markDirty(_ register: Register) {
    if register >= unit.localNames.count { dirty[register] = true }
  }

  /// The instruction emitted last has taken the values of these registers.
  mutating func markClean(_ first: Register, _ count: Int) {
    for register in first..<(first + count) { dirty[register] = false }
  }

  /// The operator emitted last has used these operands up: what objects temporaries held are given
  /// up by its slow path, and numbers need not be.
  mutating func markUsed(_ operands: Register...) {
    for register in operands where register >= unit.localNames.count { dirty[register] = false }
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

  // MARK: Tables

  /// The index of an inline cache for a name. Caches are not shared: each use learns for itself.
  mutating func cache(_ name: String) -> Int {
    unit.cacheNames.append(runtime.symbols.intern(mangled(name)))
    return unit.cacheNames.count - 1
  }

  /// A cache shared by all loads of a variable's name.
  mutating func nameCache(_ name: String) -> Int {
    if let known = caches[name] { return known }
    let index = cache(name)
    caches[name] = index
    return index
  }

  /// A cache shared by all stores of a global name: a load may find the name among the builtins.
  mutating func storeCache(_ name: String) -> Int {
    if let known = storeCaches[name] { return known }
    let index = cache(name)
    storeCaches[name] = index
    return index
  }

  /// A private name of a class body gets the class's name in front.
  func mangled(_ name: String) -> String {
    guard name.hasPrefix("__"), !name.hasSuffix("__"), !name.contains("."),
      let className = enclosingClass
    else { return name }
    let stripped = className.drop { $0 == "_" }
    return stripped.isEmpty ? name : "_" + stripped + name
  }

  private var enclosingClass: String? {
    var current: Scope? = scope
    while let candidate = current {
      if candidate.kind == .classBody { return candidate.name }
      current = candidate.parent
    }
    return nil
  }
}
