/// An exception: the attribute part of an instance, then what every exception has.
struct ExceptionBody {
  var instance: InstanceBody
  /// `args`, a tuple.
  var arguments: Value
  var cause: Value
  var context: Value
  /// `StopIteration.value`, `SystemExit.code`, `KeyError`'s key: what an exception carries besides.
  var value: Value
  var suppressesContext: Bool
  /// The first place passed: most exceptions are caught in the frame that raises them.
  var firstCode: Unmanaged<Code>?
  var firstInstruction: Int
  /// All places, once there are two.
  var traceback: Unmanaged<Traceback>?
}

/// The places an exception has passed through, innermost first.
public final class Traceback {
  public struct Entry {
    public let code: Code
    /// Index of the instruction that failed.
    public let instruction: Int

    /// The source range of the failing operation.
    public var range: SourceRange { code.range(of: instruction) }
  }

  public internal(set) var entries: [Entry] = []
}

struct ExceptionObject: BitwiseCopyable {
  let body: UnsafeMutablePointer<ExceptionBody>
  init(_ object: Object) { body = object.body(ExceptionBody.self) }
  var object: Object { Object(UnsafeMutableRawPointer(body)) }
  var arguments: Tuple? { body.pointee.arguments.object(.tuple).map(Tuple.init) }

  /// The places passed.
  var traceback: Traceback {
    if let known = body.pointee.traceback { return known.takeUnretainedValue() }
    let traceback = Traceback()
    if let code = body.pointee.firstCode {
      traceback.entries.append(
        Traceback.Entry(
          code: code.takeUnretainedValue(), instruction: body.pointee.firstInstruction))
    }
    body.pointee.traceback = .passRetained(traceback)
    return traceback
  }

  /// Notes one more place.
  @inline(__always)
  func pass(_ code: Unmanaged<Code>, at instruction: Int) {
    if body.pointee.firstCode == nil, body.pointee.traceback == nil {
      body.pointee.firstCode = code.retain()
      body.pointee.firstInstruction = instruction
    } else {
      let entry = Traceback.Entry(code: code.takeUnretainedValue(), instruction: instruction)
      traceback.entries.append(entry)
    }
  }
}

extension Heap {
  /// A new exception of a class; takes ownership of the tuple of arguments.
  func allocateException(_ type: Object, arguments: Value) -> ExceptionObject {
    let object = allocate(MemoryLayout<ExceptionBody>.stride, .exception, type)
    Instance(object).initialize(inlineCapacity: 0)
    let body = object.body(ExceptionBody.self)
    body.pointee.arguments = arguments
    body.pointee.cause = .none
    body.pointee.context = .none
    body.pointee.value = .undefined
    body.pointee.suppressesContext = false
    body.pointee.firstCode = nil
    body.pointee.firstInstruction = 0
    body.pointee.traceback = nil
    return ExceptionObject(object)
  }
}
