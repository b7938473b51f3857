/// A function of Python code: `types.FunctionType`. The captured cells follow inline.
struct FunctionBody {
  var header: Header
  var code: UnsafeMutablePointer<BoundCode>
  /// The dict of global variables; bound code itself does not own it.
  var globals: Object
  /// Values of the last positional parameters: a tuple or undefined.
  var defaults: Value
  /// Values of keyword-only parameters: a dict or undefined.
  var keywordDefaults: Value
  /// A dict or undefined.
  var annotations: Value
  /// The attribute dict (`f.cache = {}`) or undefined.
  var attributes: Value
  var captureCount: Int
  static let capturesOffset = MemoryLayout<FunctionBody>.stride
}

struct Function: BitwiseCopyable {
  /// Attributes beside those of the `__dict__` that may be set; the heap's extras hold new values.
  static let changeableNames = ["__name__", "__qualname__", "__doc__", "__module__"]

  let body: UnsafeMutablePointer<FunctionBody>

  @inline(__always) init(_ object: Object) { body = object.body(FunctionBody.self) }
  var object: Object { Object(UnsafeMutableRawPointer(body)) }
  var code: Code { body.pointee.code.source }
  /// The code with its instructions, also where the function was never called.
  var wholeCode: Code { (try? code.whole()) ?? code }
  @inline(__always) var captures: UnsafeMutablePointer<Object> {
    (UnsafeMutableRawPointer(body) + FunctionBody.capturesOffset)
      .assumingMemoryBound(to: Object.self)
  }

  func forEachOwned(_ visit: (Value) -> Void) {
    visit(body.pointee.defaults)
    visit(body.pointee.keywordDefaults)
    visit(body.pointee.annotations)
    visit(body.pointee.attributes)
    visit(.object(body.pointee.globals))
    for index in 0..<body.pointee.captureCount { visit(.object(captures[index])) }
  }

  func removeAll() {
    store(&body.pointee.defaults, .undefined)
    store(&body.pointee.keywordDefaults, .undefined)
    store(&body.pointee.annotations, .undefined)
    store(&body.pointee.attributes, .undefined)
    let count = body.pointee.captureCount
    body.pointee.captureCount = 0
    for index in 0..<count { drop(captures[index]) }
  }

  /// What `f.name` finds among the function's own attributes, or undefined.
  func attribute(_ name: Symbol) -> Value {
    guard case .object(let dict) = body.pointee.attributes else { return .undefined }
    return Dict(dict).value(name)
  }
}

extension Heap {
  /// A function with `captureCount` captured cells for the caller to fill in.
  @inline(__always)
  func allocateFunction(
    _ code: UnsafeMutablePointer<BoundCode>, captureCount: Int, type: Object
  ) -> Function {
    let size = FunctionBody.capturesOffset + captureCount * MemoryLayout<Object>.stride
    let function = Function(allocate(size, .function, type))
    code.retain()
    function.body.pointee.code = code
    function.body.pointee.globals = own(code.pointee.globals)
    function.body.pointee.defaults = .undefined
    function.body.pointee.keywordDefaults = .undefined
    function.body.pointee.annotations = .undefined
    function.body.pointee.attributes = .undefined
    function.body.pointee.captureCount = captureCount
    return function
  }

  /// A cell that takes ownership of its content.
  @inline(__always)
  func allocateCell(_ content: Value, type: Object) -> Object {
    let cell = allocate(MemoryLayout<CellBody>.stride, .cell, type)
    cell.body(CellBody.self).pointee.content = content
    return cell
  }

  /// A bound method; takes no ownership of its parts.
  @inline(__always)
  func allocateMethod(_ function: Value, receiver: Value, type: Object) -> Object {
    let method = allocate(MemoryLayout<MethodBody>.stride, .method, type)
    method.body(MethodBody.self).pointee.receiver = own(receiver)
    method.body(MethodBody.self).pointee.function = own(function)
    return method
  }
}
