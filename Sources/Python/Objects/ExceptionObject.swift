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
    /// A dict with the variables of the frame, or undefined where nobody will ask for them; owned.
    public internal(set) var locals: Value = .undefined

    /// The source range of the failing operation.
    public var range: SourceRange { code.range(of: instruction) }
  }

  public internal(set) var entries: [Entry] = []

  init(_ entries: [Entry] = []) {
    self.entries = entries
    for entry in entries { _ = own(entry.locals) }
  }

  deinit { for entry in entries { drop(entry.locals) } }
}

struct ExceptionObject: BitwiseCopyable {
  let body: UnsafeMutablePointer<ExceptionBody>
  init(_ object: Object) { body = object.body(ExceptionBody.self) }
  var object: Object { Object(UnsafeMutableRawPointer(body)) }
  var arguments: Tuple? { body.pointee.arguments.object(.tuple).map(Tuple.init) }

  /// Gives up what the exception refers to, which may lead back to it.
  func removeAll() {
    store(&body.pointee.cause, .none)
    store(&body.pointee.context, .none)
    store(&body.pointee.value, .undefined)
    store(&body.pointee.arguments, .undefined)
  }

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

  /// Notes one more place, with the variables there, owned, if they may be asked for.
  @inline(__always)
  func pass(_ code: Unmanaged<Code>, at instruction: Int, locals: Value = .undefined) {
    if locals.isUndefined, body.pointee.firstCode == nil, body.pointee.traceback == nil {
      body.pointee.firstCode = code.retain()
      body.pointee.firstInstruction = instruction
    } else {
      let entry = Traceback.Entry(
        code: code.takeUnretainedValue(), instruction: instruction, locals: locals)
      traceback.entries.append(entry)
    }
  }

  /// Replaces the places passed, innermost first.
  func setTraceback(_ entries: [Traceback.Entry]) {
    body.pointee.firstCode?.release()
    body.pointee.firstCode = nil
    let old = body.pointee.traceback
    body.pointee.traceback = .passRetained(Traceback(entries))
    old?.release()
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
