/// The arguments of a native call: one slot for each declared parameter, in order, `.undefined`
/// where an optional one was not given; then, for `*args`, the rest.
public struct Arguments: BitwiseCopyable {
  let base: UnsafeMutablePointer<Value>
  /// Slots of declared parameters.
  let parameterCount: Int
  /// Further positional arguments, behind the slots.
  public let restCount: Int

  @inline(__always) public subscript(index: Int) -> Value { base[index] }

  /// The receiver of a method whose class has no plain values, or the class given to `__new__`.
  /// The machine has checked its class before the call.
  @inline(__always) var receiver: Object { base[0].object.unsafelyUnwrapped }

  /// The arguments that `*args` takes.
  public var rest: UnsafeBufferPointer<Value> {
    UnsafeBufferPointer(start: base + parameterCount, count: restCount)
  }

  /// The argument, or nil where it was not given.
  @inline(__always) public func given(_ index: Int) -> Value? {
    let value = base[index]
    return value.isUndefined ? nil : value
  }
}

/// A function of the language that is written in Swift. It borrows its arguments, returns a
/// borrowed value, and reports an error by `throw machine.raise(...)`.
public typealias NativeCall = @Sendable (Machine, Arguments) throws(Raised) -> Value

/// One row of a table of native functions: signature as Python writes it, doc, code.
///
/// The signature gives name, parameters and defaults, checks the call and makes its error texts:
/// `"sorted(iterable, /, *, key=None, reverse=False)"`. A method's first parameter is `self`. A
/// default is documentation: the code sees `.undefined` and decides itself.
public struct Builtin: Sendable {
  /// What `repr` says it is, where it stands for something that is elsewhere not a built-in function.
  public enum Appearance: Sendable {
    case builtin
    /// A built-in function of another name.
    case builtinNamed(String)
    /// A static method of the built-in class of that name, as the functions of `torch` are.
    case methodOfType(String)
    /// A function written in Python.
    case function
  }

  /// The name and, of most rows, the parameters.
  private let declared: String
  /// The parameters in the words of their documentation, read when they are asked for.
  private let documentedParameters: (@Sendable () -> String?)?
  public let doc: String
  public var appearance = Appearance.builtin
  /// Words of its own for a call whose arguments do not fit; nil where it has none.
  private(set) var explanation: (@Sendable (Machine, CallArguments) -> String?)?
  /// How the call instructions do it themselves.
  private(set) var quick = QuickCall.none
  let call: NativeCall
  /// For a function that reads its arguments itself.
  let callAny: AnyNativeCall?

  public init(_ signature: String, _ doc: String, _ call: @escaping NativeCall) {
    declared = signature
    documentedParameters = nil
    self.doc = doc
    self.call = call
    callAny = nil
  }

  /// A function that reads its arguments itself; what is said of them in `parameters` is documentation.
  public init(
    _ name: String, doc: String = "", isMethod: Bool = false, parameters: (@Sendable () -> String?)? = nil,
    call: @escaping AnyNativeCall
  ) {
    declared = name + (isMethod ? "(self, ...)" : "(...)")
    documentedParameters = parameters
    self.doc = doc
    self.call = { (m, a) throws(Raised) in
      let positional = UnsafeMutableBufferPointer(start: a.base, count: a.parameterCount)
      return try call(m, CallArguments(positional: positional, keywords: []))
    }
    callAny = call
  }

  /// The same function, shown as something else.
  public func shown(as appearance: Appearance) -> Builtin {
    var builtin = self
    builtin.appearance = appearance
    return builtin
  }

  /// The same function, with words of its own for calls whose arguments do not fit.
  public func explained(by explanation: @escaping @Sendable (Machine, CallArguments) -> String?) -> Builtin {
    var builtin = self
    builtin.explanation = explanation
    return builtin
  }

  /// The same function, which the call instructions do themselves if they can.
  func quick(_ quick: QuickCall) -> Builtin {
    var builtin = self
    builtin.quick = quick
    return builtin
  }

  /// Name and parameters as Python writes them.
  public var signature: String { documentedParameters?().map { name + $0 } ?? declared }

  /// Read byte by byte: a thousand rows are installed at each start.
  var name: String {
    String(decoding: declared.utf8.prefix { $0 != UInt8(ascii: "(") }, as: UTF8.self)
  }
}

/// What a native object owns: its row, and the parsed signature once a call has needed it.
final class NativeRow {
  let builtin: Builtin
  let name: String
  /// For methods and class functions the class, for `repr` and messages.
  let ownerName: String?
  /// For module functions the module.
  let module: String
  /// Read by the first call that needs it.
  private var readSignature: Signature?

  init(_ builtin: Builtin, name: String, ownerName: String?, module: String) {
    self.builtin = builtin
    self.name = name
    self.ownerName = ownerName
    self.module = module
  }

  var signature: Signature {
    if let known = readSignature { return known }
    let signature = Signature(builtin.signature)
    readSignature = signature
    return signature
  }

  /// Whether it is shown as a function of the language: so libraries that are written in it have it.
  var isShownAsFunction: Bool {
    if case .function = builtin.appearance { true } else { false }
  }

  /// The name as it was called: constructors go by their class.
  var calledName: String { ["__new__", "__init__"].contains(name) ? ownerName ?? name : name }

  /// The name in error messages: `list.append`, `len`.
  var qualifiedName: String { ownerName.map { $0 + "." + name } ?? name }

  /// The name where CPython counts the arguments before the function is called: with the module,
  /// but for built-in functions.
  var fullName: String {
    ownerName == nil && module != "builtins" ? "\(module).\(name)" : qualifiedName
  }
}

/// A built-in function or method.
struct NativeBody {
  var header: Header
  var row: Unmanaged<NativeRow>
  var call: NativeCall
  /// Number of parameters where plain positional calls with that many arguments can go straight
  /// to `call`; -1 until the signature has been read, -2 where they never can.
  var plainCount: Int
  /// Whether plain positional calls with any number of arguments can go straight to `call`.
  let takesAnyCount: Bool
  let quick: QuickCall
  /// Without `**kwargs`: the least and the most positional arguments of a call, the parameters
  /// that positional arguments fill, and the slots. A call within these bounds needs no look at
  /// the signature.
  var leastCount = 0
  var mostCount = -1
  var positionalCount = 0
  var slotCount = 0
  /// The class a constructor or class method belongs to, or undefined.
  var owner: Value
  /// The class of which a method's receiver must be an instance; not owned, as the class has the
  /// method. Natives rely on it: they do not check their receiver themselves.
  var receiverType: Object?
}

extension Heap {
  func allocateNative(_ row: NativeRow, type: Object) -> Object {
    let object = allocate(MemoryLayout<NativeBody>.stride, .native, type)
    let body = object.body(NativeBody.self)
    let header = body.pointee.header
    body.initialize(
      to: NativeBody(
        header: header, row: .passRetained(row), call: row.builtin.call, plainCount: -1,
        takesAnyCount: row.builtin.callAny != nil, quick: row.builtin.quick, owner: .undefined,
        receiverType: nil))
    return object
  }
}

extension UnsafeMutablePointer<NativeBody> {
  /// Reads the signature: how plain calls can go.
  func prepare(_ signature: Signature) {
    guard signature.keywordVariadicName == nil else {
      pointee.plainCount = -2
      return
    }
    let isVariadic = signature.variadicName != nil
    let hasKeywordOnly = signature.parameters.contains(where: \.isKeywordOnly)
    let isPlain = pointee.owner.isUndefined && !hasKeywordOnly && !isVariadic
    pointee.plainCount = isPlain ? signature.slotCount : -2
    pointee.slotCount = signature.slotCount
    pointee.positionalCount = signature.positionalCount
    let needsKeyword = signature.parameters.contains { $0.isKeywordOnly && $0.defaultText == nil }
    pointee.leastCount = signature.requiredPositional
    pointee.mostCount = needsKeyword ? -1 : isVariadic ? Int.max : signature.positionalCount
  }
}

extension Object {
  var nativeRow: NativeRow { body(NativeBody.self).pointee.row.takeUnretainedValue() }
}
