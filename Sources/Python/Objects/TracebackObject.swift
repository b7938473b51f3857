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

/// `types.FrameType`, as far as a traceback knows it.
final class FrameView {
  let entry: Traceback.Entry
  init(_ entry: Traceback.Entry) { self.entry = entry }
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
    case "tb_frame": return wrap(FrameView(entry), types.frame)
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
