import Glibc

/// Makes an exception. The keywords are for an `__init__` of Python code, where the class has one.
let exceptionConstructor = Builtin("__new__", doc: "Make an exception.") { (m, a) throws(Raised) in
  guard case .object(let given) = a[0] else { return .none }
  let type = m.operatingSystemErrorClass(given, a)
  let object = m.heap.pooled(m.heap.allocateException(type, arguments: .undefined).object)
  if !m.hasOwnInitializer(object) { try m.checkArguments(of: object, a) }
  m.initialize(object, a)
  return .object(object)
}

/// The methods of exceptions.
let exceptionMethods: [Builtin] = [
  Builtin("__init__", doc: "Initialize self.", isMethod: true) { (m, a) throws(Raised) in
    guard let object = a[0].object(.exception) else { return .none }
    try m.checkArguments(of: object, a)
    m.initialize(object, a)
    return .none
  },
  Builtin("__repr__(self, /)", "Return repr(self).") { (m, a) throws(Raised) in
    guard let tuple = a[0].object(.exception).flatMap({ ExceptionObject($0).arguments }) else {
      return m.string(m.defaultRepr(a[0]))
    }
    let name = m.typeName(of: a[0])
    if tuple.count == 1 { return m.string("\(name)(\(try m.repr(tuple[0])))") }
    return m.string(name + (try m.repr(.object(tuple.object))))
  },
  Builtin("__str__(self, /)", "Return str(self).") { (m, a) throws(Raised) in
    guard let object = a[0].object(.exception), let tuple = ExceptionObject(object).arguments else {
      return m.string("")
    }
    if let text = m.operatingSystemErrorText(object) { return m.string(try text()) }
    switch tuple.count {
    case 0: return m.string("")
    case 1: return try m.strValue(tuple[0])
    default: return m.string(try m.repr(.object(tuple.object)))
    }
  },
  Builtin("with_traceback(self, tb, /)", "Set self.__traceback__ to tb and return self.") {
    (m, a) throws(Raised) in
    if let object = a[0].object(.exception) { try m.setTraceback(of: object, a[1]) }
    return a[0]
  },
  Builtin("add_note(self, note, /)", "Add a note to the exception.") { (m, a) throws(Raised) in
    guard let object = a[0].object(.exception) else { return .none }
    guard m.isString(a[1]) else {
      throw m.raise(.typeError, "note must be a str, not '\(m.typeName(of: a[1]))'")
    }
    let notes = Instance(object).value(m.names.notes)
    if let list = notes.object(.list) {
      List(list).append(a[1])
    } else {
      Instance(object).set(m.names.notes, m.list([a[1]]), m.runtime)
    }
    return .none
  },
]

/// `str(KeyError('x'))` is the representation of the key.
let keyErrorMethods: [Builtin] = [
  Builtin("__str__(self, /)", "Return str(self).") { (m, a) throws(Raised) in
    guard let tuple = a[0].object(.exception).flatMap({ ExceptionObject($0).arguments }) else {
      return m.string("")
    }
    switch tuple.count {
    case 0: return m.string("")
    case 1: return m.string(try m.repr(tuple[0]))
    default: return m.string(try m.repr(.object(tuple.object)))
    }
  }
]

extension Machine {
  /// Raises TypeError for what the built-in `__init__` of an exception does not take; notes the keywords
  /// it does.
  func checkArguments(of exception: Object, _ call: CallArguments) throws(Raised) {
    guard try acceptsKeywords(exception, call.keywords) else {
      throw raise(.typeError, "\(typeName(of: .object(exception)))() takes no keyword arguments")
    }
    try checkUnicodeArguments(exception, call.count - 1)
  }

  /// Gives an exception its arguments: those of a call after the class or the receiver.
  func initialize(_ exception: Object, _ call: CallArguments) {
    let body = ExceptionObject(exception).body
    let tuple = heap.allocateTuple(call.count - 1, type: types.tuple)
    for index in 1..<max(1, call.count) { tuple.items[index - 1] = own(call[index]) }
    store(&body.pointee.arguments, .object(tuple.object))
    if call.count > 1, TypeObject(exception.type).isSubclass(of: types[.stopIteration]) {
      store(&body.pointee.value, own(call[1]))
    }
    if call.count > 2 { noteOperatingSystemError(exception, Array(call.positional.dropFirst())) }
  }

  /// Whether the class has an `__init__` of Python code, which then judges the keywords.
  fileprivate func hasOwnInitializer(_ exception: Object) -> Bool {
    find(names.`init`, in: exception.type).object(.function) != nil
  }

  /// The built-in class of an exception whose `__init__` takes keywords, and these, which are attributes:
  /// `ImportError(name=, path=)`, `NameError(name=)`, `AttributeError(name=, obj=)`.
  func keywordClass(of exception: Object) -> (name: ExceptionName, keywords: [String])? {
    let type = TypeObject(exception.type)
    let accepting: [(name: ExceptionName, keywords: [String])] = [
      (.importError, ["name", "path"]), (.nameError, ["name"]), (.attributeError, ["name", "obj"]),
    ]
    return accepting.first { type.isSubclass(of: types[$0.name]) }
  }

  /// Notes the keywords of a call; false for an exception that takes none.
  private func acceptsKeywords(
    _ exception: Object, _ keywords: [(name: Symbol, value: Value)]
  ) throws(Raised) -> Bool {
    if keywords.isEmpty { return true }
    guard let (name, accepted) = keywordClass(of: exception) else { return false }
    guard keywords.count <= accepted.count else {
      throw raise(
        .typeError,
        "\(name.rawValue)() takes at most \(accepted.count) keyword "
          + "argument\(accepted.count == 1 ? "" : "s") (\(keywords.count) given)")
    }
    for (keyword, value) in keywords {
      guard accepted.contains(keyword.text) else {
        throw raise(
          .typeError, "'\(keyword.text)' is an invalid keyword argument for \(name.rawValue)()")
      }
      Instance(exception).set(keyword, value, runtime)
    }
    return true
  }

  /// UnicodeError's classes take exactly what they say.
  private func checkUnicodeArguments(_ exception: Object, _ count: Int) throws(Raised) {
    guard TypeObject(exception.type).isSubclass(of: types[.unicodeError]) else { return }
    let counts: [(ExceptionName, Int)] = [
      (.unicodeDecodeError, 5), (.unicodeEncodeError, 5), (.unicodeTranslateError, 4),
    ]
    for (name, wanted) in counts
    where count != wanted && TypeObject(exception.type).isSubclass(of: types[name]) {
      throw raise(.typeError, "function takes exactly \(wanted) arguments (\(count) given)")
    }
  }

  /// `OSError(errno, strerror, filename)` has these as attributes.
  func noteOperatingSystemError(_ exception: Object, _ arguments: [Value]) {
    guard TypeObject(exception.type).isSubclass(of: types[.osError]), arguments.count >= 2 else {
      return
    }
    let instance = Instance(exception)
    instance.set(symbol("errno"), arguments[0], runtime)
    instance.set(symbol("strerror"), arguments[1], runtime)
    instance.set(symbol("filename"), arguments.count > 2 ? arguments[2] : .none, runtime)
    if arguments.count > 4 { instance.set(symbol("filename2"), arguments[4], runtime) }
    store(
      &ExceptionObject(exception).body.pointee.arguments, own(tuple(Array(arguments.prefix(2)))))
  }

  /// `OSError(2, ...)` is a FileNotFoundError: the class that stands for the error number.
  func operatingSystemErrorClass(_ type: Object, _ call: CallArguments) -> Object {
    guard type == types[.osError], call.count > 2, case .int(let number) = call[1] else {
      return type
    }
    switch Int32(truncatingIfNeeded: number) {
    case EAGAIN, EALREADY, EINPROGRESS: return types[.blockingIOError]
    case ENOENT: return types[.fileNotFoundError]
    case EEXIST: return types[.fileExistsError]
    case EACCES, EPERM: return types[.permissionError]
    case ENOTDIR: return types[.notADirectoryError]
    case EISDIR: return types[.isADirectoryError]
    case EINTR: return types[.interruptedError]
    case ETIMEDOUT: return types[.timeoutError]
    case EPIPE, ESHUTDOWN: return types[.brokenPipeError]
    case ECHILD: return types[.childProcessError]
    case ECONNABORTED: return types[.connectionAbortedError]
    case ECONNREFUSED: return types[.connectionRefusedError]
    case ECONNRESET: return types[.connectionResetError]
    case ESRCH: return types[.processLookupError]
    default: return type
    }
  }

  /// `[Errno 2] No such file or directory: 'x' -> 'y'`, or nil for other exceptions.
  func operatingSystemErrorText(_ exception: Object) -> (() throws(Raised) -> String)? {
    guard TypeObject(exception.type).isSubclass(of: types[.osError]) else { return nil }
    let instance = Instance(exception)
    let number = instance.value(symbol("errno"))
    guard !number.isUndefined else { return nil }
    let message = instance.value(symbol("strerror"))
    let file = instance.value(symbol("filename"))
    let second = instance.value(symbol("filename2"))
    return { () throws(Raised) in
      var text = "[Errno \(try self.str(number))] \(try self.str(message))"
      guard !file.isUndefined, !file.isNone else { return text }
      text += ": " + (try self.repr(file))
      guard !second.isUndefined, !second.isNone else { return text }
      return text + " -> " + (try self.repr(second))
    }
  }
}
