/// `types.TracebackType`: the places an exception has passed, from one frame inwards.
final class TracebackView {
  /// Outermost first.
  let entries: [Traceback.Entry]
  private let owner: Traceback

  init(_ traceback: Traceback) {
    owner = traceback
    entries = traceback.entries.reversed()
  }

  private init(_ view: TracebackView) {
    owner = view.owner
    entries = Array(view.entries.dropFirst())
  }

  /// The traceback one frame further in, or nil at the last one.
  var next: TracebackView? { entries.count > 1 ? TracebackView(self) : nil }
}

/// `types.FrameType`: the frame at one place of a traceback, or that of a suspended generator.
final class FrameView {
  let entry: Traceback.Entry
  /// Owns the variables.
  private let owner: AnyObject

  init(_ view: TracebackView, _ entry: Traceback.Entry) {
    (self.entry, owner) = (entry, view)
  }

  init(_ entry: Traceback.Entry) { (self.entry, owner) = (entry, Traceback([entry])) }
}

extension Machine {
  /// `exception.__traceback__`: None until it has been raised.
  func tracebackValue(of exception: Object) -> Value {
    let traceback = ExceptionObject(exception).traceback
    return traceback.entries.isEmpty ? .none : wrap(TracebackView(traceback), types.traceback)
  }

  /// Sets `exception.__traceback__`.
  func setTraceback(of exception: Object, _ value: Value) throws(Raised) {
    if value.isNone { return ExceptionObject(exception).setTraceback([]) }
    guard let view = unwrap(value, exactly: types.traceback, as: TracebackView.self) else {
      throw raise(.typeError, "__traceback__ must be a traceback or None")
    }
    ExceptionObject(exception).setTraceback(view.entries.reversed())
  }

  /// The attributes of a traceback, or undefined.
  func tracebackAttribute(_ value: Value, _ name: Symbol) -> Value {
    guard let view = unwrap(value, exactly: types.traceback, as: TracebackView.self),
      let entry = view.entries.first
    else { return .undefined }
    switch name.text {
    case "tb_lineno": return .int(Int(entry.range.line))
    case "tb_lasti": return .int(entry.instruction)
    case "tb_next": return view.next.map { wrap($0, types.traceback) } ?? .none
    case "tb_frame": return wrap(FrameView(view, entry), types.frame)
    default: return .undefined
    }
  }

  /// The attributes of a frame, or undefined.
  func frameAttribute(_ value: Value, _ name: Symbol) -> Value {
    guard let entry = unwrap(value, exactly: types.frame, as: FrameView.self)?.entry else {
      return .undefined
    }
    switch name.text {
    case "f_code": return wrap(entry.code, types.code)
    case "f_lineno": return .int(Int(entry.range.line))
    case "f_lasti": return .int(entry.instruction)
    case "f_locals": return entry.locals.isUndefined ? .object(newDict().object) : entry.locals
    case "f_globals": return .object(moduleNamespace(mainModule().object).object)
    case "f_builtins": return .object(builtins.object)
    case "f_back", "f_trace": return .none
    default: return .undefined
    }
  }

  /// `gi_frame`: None once the generator has ended.
  func frame(ofGenerator object: Object) -> Value {
    let body = object.body(GeneratorBody.self).pointee
    guard let registers = body.registers, case .object(let function) = body.function else {
      return .none
    }
    let code = Function(function).body.pointee.code
    let frame = Frame(
      code: code, instruction: body.instruction, registers: registers, destination: registers,
      kind: .generator, isPlain: false, owner: object, stackTop: registers)
    let position = body.state == .created ? -1 : body.instruction - code.pointee.instructions - 1
    return wrap(
      FrameView(
        Traceback.Entry(
          code: code.source, instruction: position, locals: .object(locals(of: frame).object))),
      types.frame)
  }

  /// The variables of a frame in which an exception is on its way, owned; undefined where nobody
  /// will ask for them.
  func variables(of frame: Frame) -> Value {
    let code = frame.code.source
    guard keepsVariables || code.hidesTraceback else { return .undefined }
    if code.isClassBody { return own(frame.registers[0]) }
    if code.name == "<module>" { return .undefined }
    return own(.object(locals(of: frame).object))
  }
}
