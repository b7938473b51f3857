import Glibc

/// Where code comes from, and how messages name it.
public final class SourceFile: Sendable {
  public enum Origin: Sendable, Equatable {
    /// A cell of a session, by its number.
    case cell(Int)
    /// A file by path.
    case file(String)
    /// `<string>`, `<stdin>`: code without a readable source.
    case string(String)
    /// Part of cellgrad itself: its frames are not shown.
    case library(String)

    var isCell: Bool {
      if case .cell = self { true } else { false }
    }
  }

  public let origin: Origin
  public let source: Source

  public init(_ origin: Origin, _ source: Source) {
    self.origin = origin
    self.source = source
  }

  /// The name as `__file__`-like places show it.
  public var name: String {
    switch origin {
    case .cell(let number): "<ipython-input-\(number)>"
    case .file(let path): path
    case .string(let name): name
    case .library(let name): "<\(name)>"
    }
  }
}

/// A range of instructions whose exceptions go on at `target`, the exception in `register`.
/// Registers after it are emptied first.
struct Handler: BitwiseCopyable {
  let start: Int
  let end: Int
  let target: Int
  let register: Int
}

/// What a closure captures: a cell of the frame around it, or one of that frame's own captures.
enum Capture: BitwiseCopyable {
  case cell(register: Int)
  case free(index: Int)
}

/// The parameters of a function, in the order of its first registers: positional ones,
/// keyword-only ones, then `*args`, then `**kwargs`.
struct ParameterLayout {
  var positionalOnly = 0
  var positional = 0
  var keywordOnly = 0
  var hasVariadic = false
  var hasKeywordVariadic = false
  var count: Int { positional + keywordOnly + (hasVariadic ? 1 : 0) + (hasKeywordVariadic ? 1 : 0) }
  /// Whether a call with `positional` plain arguments needs no further look.
  var isSimple: Bool { keywordOnly == 0 && !hasVariadic && !hasKeywordVariadic }
}

/// Compiled code of a module, function, class body or comprehension: `types.CodeType`.
/// Owns its constants.
public final class Code {
  public let name: String
  public let qualifiedName: String
  public let file: SourceFile
  /// The lines of the whole definition, decorators included.
  public let lines: ClosedRange<Int>
  let parameters: ParameterLayout
  /// Names of the registers that are variables; parameters come first.
  let localNames: [Symbol]
  /// The same where the machine reads them.
  let localNameTable: UnsafeMutablePointer<Symbol>
  let registerCount: Int
  let instructions: UnsafeMutablePointer<Instruction>
  let instructionCount: Int
  let ranges: [SourceRange]
  /// Innermost first.
  let handlers: UnsafeMutableBufferPointer<Handler>
  let constants: UnsafeMutablePointer<Value>
  let constantCount: Int
  /// The name of each inline cache.
  let cacheNames: [Symbol]
  let children: [Code]
  /// What a function of this code captures, `captureCount` of them.
  let captures: UnsafeMutablePointer<Capture>
  let captureCount: Int
  let freeNames: [Symbol]
  let isGenerator: Bool
  /// Whether register 0 holds the namespace of its names: class bodies, and the code of `exec`
  /// and `eval` with locals of their own.
  let isClassBody: Bool
  /// The docstring, or nil.
  public let doc: String?
  /// Whether it has a variable `__tracebackhide__`, by which a frame asks not to be shown.
  let hidesTraceback: Bool
  /// For a function of the library that was not called yet: what its instructions come from.
  let deferred: DeferredCode?

  init(_ unit: CodeDraft, lines: ClosedRange<Int>, file: SourceFile) {
    name = unit.name
    qualifiedName = unit.qualifiedName
    self.file = file
    self.lines = lines
    parameters = unit.parameters
    localNames = unit.localNames
    localNameTable = .allocate(capacity: max(1, localNames.count))
    localNameTable.initialize(from: localNames, count: localNames.count)
    registerCount = unit.registerCount
    instructionCount = unit.instructions.count
    instructions = .allocate(capacity: max(1, instructionCount))
    instructions.initialize(from: unit.instructions, count: instructionCount)
    if unit.isGenerator {
      for index in 0..<instructionCount { instructions[index].op = instructions[index].op.detached }
    }
    ranges = unit.ranges
    handlers = .allocate(capacity: unit.handlers.count)
    _ = handlers.initialize(from: unit.handlers)
    constantCount = unit.constants.count
    constants = .allocate(capacity: max(1, constantCount))
    constants.initialize(from: unit.constants, count: constantCount)
    cacheNames = unit.cacheNames
    children = unit.children
    captureCount = unit.captures.count
    captures = .allocate(capacity: max(1, captureCount))
    captures.initialize(from: unit.captures, count: captureCount)
    freeNames = unit.freeNames
    isGenerator = unit.isGenerator
    isClassBody = unit.isClassBody
    doc = unit.doc
    deferred = unit.deferred
    hidesTraceback = unit.localNames.contains { $0.text == "__tracebackhide__" }
  }

  /// The number of plain arguments that stand where the code wants them; -1 where none do.
  var exactCount: Int { parameters.isSimple && deferred == nil ? parameters.positional : -1 }

  /// The same of a call that can go straight on.
  var plainCount: Int { isGenerator ? -1 : exactCount }

  deinit {
    for index in 0..<constantCount { drop(constants[index]) }
    constants.deallocate()
    captures.deallocate()
    handlers.deallocate()
    instructions.deallocate()
    localNameTable.deallocate()
  }

  /// The source range of an instruction.
  func range(of instruction: Int) -> SourceRange {
    ranges[min(max(instruction, 0), ranges.count - 1)]
  }

  /// The handler for an exception at an instruction: the innermost comes first in the table.
  func handler(at instruction: Int) -> Handler? {
    handlers.first { $0.start <= instruction && instruction < $0.end }
  }

  /// The variables that nested functions share: parameters first, then the others by name.
  var cellNames: [Symbol] {
    let registers = (0..<instructionCount).filter { instructions[$0].op == .makeCell }
      .map { Int(instructions[$0].a) }
    let shared = registers.filter { $0 < parameters.count }.sorted().map { localNames[$0] }
    let others = registers.filter { parameters.count..<localNames.count ~= $0 }
    return shared + others.map { localNames[$0] }.sorted { $0.text < $1.text }
  }

  /// The names of its local variables.
  public var variableNames: [String] { localNames.map(\.text).filter { !$0.hasPrefix(".") } }

  /// The parameters as a traceback names them: positional, keyword-only, `*rest`, `**keywords`.
  public var argumentNames: [String] {
    var names = localNames.prefix(parameters.positional + parameters.keywordOnly).map(\.text)
    var next = names.count
    if parameters.hasVariadic {
      names.append("*" + localNames[next].text)
      next += 1
    }
    if parameters.hasKeywordVariadic { names.append("**" + localNames[next].text) }
    return names
  }
}

/// An inline cache. Which fields count depends on the instruction that owns it.
struct Cache: BitwiseCopyable {
  let name: Symbol
  /// The shape for which `slot` holds.
  var shape: UnsafeRawPointer?
  /// The shape after a store that adds the attribute.
  var nextShape: UnsafeRawPointer?
  var slot: Int
  /// Where the value of a global or built-in name stands, for a version of the names.
  var place: UnsafeMutablePointer<Value>?
  /// The type version, or the version of a dict's keys, for which `value` holds.
  var version: Int
  /// The class for which `value` holds.
  var type: UnsafeMutableRawPointer?
  /// Not owned: the guards tell whether it is still there.
  var value: Value

  /// The version of a method call's cache whose callable is an attribute of the receiver itself.
  static let ownAttribute = -2
}

/// Code bound to the globals it runs with: what the loop reads. Counted by hand: one owner per
/// function object and frame that needs it.
struct BoundCode {
  let instructions: UnsafeMutablePointer<Instruction>
  let constants: UnsafeMutablePointer<Value>
  let caches: UnsafeMutablePointer<Cache>
  /// Not owned: each function made of the code owns its globals.
  let globals: Object
  let registerCount: Int
  let localCount: Int
  let parameterCount: Int
  let captures: UnsafeMutablePointer<Capture>
  let captureCount: Int
  /// The number of plain arguments with which a call can go straight on; -1 where none can.
  let plainCount: Int
  /// The same for generators, too.
  let exactCount: Int
  let parameters: ParameterLayout
  let localNames: UnsafeMutablePointer<Symbol>
  /// Whether the instructions are there: not before the first call of a library function.
  let isComplete: Bool
  let isGenerator: Bool
  /// Functions made from it get their code here; filled in at first use.
  let children: UnsafeMutablePointer<UnsafeMutablePointer<BoundCode>?>
  let code: Unmanaged<Code>
  var owners: Int

  static func make(_ code: Code, globals: Object) -> UnsafeMutablePointer<BoundCode> {
    let bound = UnsafeMutablePointer<BoundCode>.allocate(capacity: 1)
    bound.initialize(to: BoundCode(code, globals: globals, owners: 1))
    return bound
  }

  fileprivate init(_ code: Code, globals: Object, owners: Int) {
    instructions = code.instructions
    constants = code.constants
    caches = .allocate(capacity: max(1, code.cacheNames.count))
    for (index, name) in code.cacheNames.enumerated() {
      (caches + index).initialize(
        to: Cache(
          name: name, shape: nil, nextShape: nil, slot: 0, place: nil, version: -1, type: nil,
          value: .undefined))
    }
    self.globals = globals
    registerCount = code.registerCount
    localCount = code.localNames.count
    parameterCount = code.parameters.count
    captures = code.captures
    captureCount = code.captureCount
    plainCount = code.plainCount
    exactCount = code.exactCount
    parameters = code.parameters
    localNames = code.localNameTable
    isComplete = code.deferred == nil
    isGenerator = code.isGenerator
    children = .allocate(capacity: max(1, code.children.count))
    children.initialize(repeating: nil, count: code.children.count)
    self.code = .passRetained(code)
    self.owners = owners
  }

  fileprivate func release() {
    for index in 0..<code.takeUnretainedValue().children.count { children[index]?.release() }
    children.deallocate()
    caches.deallocate()
    code.release()
  }
}

extension UnsafeMutablePointer<BoundCode> {
  /// The Swift object behind it.
  var source: Code { pointee.code.takeUnretainedValue() }

  @inline(__always) func retain() { pointee.owners &+= 1 }

  func release() {
    pointee.owners -= 1
    guard pointee.owners == 0 else { return }
    pointee.release()
    deallocate()
  }

  /// Puts other code in the place of this one, for all functions made of it. No frame runs it.
  func replace(with code: Code) {
    let old = pointee
    pointee = BoundCode(code, globals: old.globals, owners: old.owners)
    old.release()
  }

  /// The bound code of a nested definition.
  func child(_ index: Int) -> UnsafeMutablePointer<BoundCode> {
    if let known = pointee.children[index] { return known }
    let child = BoundCode.make(source.children[index], globals: pointee.globals)
    pointee.children[index] = child
    return child
  }
}
