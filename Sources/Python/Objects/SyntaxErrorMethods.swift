/// The methods of `SyntaxError`: message and place.
let syntaxErrorMethods: [Builtin] = [
  Builtin("__init__", doc: "Initialize self.", isMethod: true) { (m, a) throws(Raised) in
    guard let object = a[0].object(.exception) else { return .none }
    try m.checkArguments(of: object, a)
    m.initialize(object, a)
    if a.count > 1 { Instance(object).set(m.symbol("msg"), a[1], m.runtime) }
    if a.count == 3 { try m.setPlace(of: object, try m.collect(a[2])) }
    return .none
  },
  Builtin("__str__(self, /)", "Return str(self).") { (m, a) throws(Raised) in
    guard let object = a[0].object(.exception) else { return m.string("") }
    func part(_ name: String) -> Value { Instance(object).value(m.symbol(name)).orNone }
    let message = try m.str(part("msg"))
    let file = m.text(part("filename")).map { $0.split(separator: "/").last.map(String.init) ?? "" }
    let line = m.integer(part("lineno")).flatMap(\.word).map { "line \($0)" }
    let place = [file, line].compactMap { $0 }.joined(separator: ", ")
    return m.string(place.isEmpty ? message : "\(message) (\(place))")
  },
]

/// The attributes of a SyntaxError beside `msg`, in the order of its second argument.
private let placeNames = ["filename", "lineno", "offset", "text", "end_lineno", "end_offset"]

extension Machine {
  fileprivate func setPlace(of exception: Object, _ parts: [Value]) throws(Raised) {
    guard (4...6).contains(parts.count) else {
      let bound = parts.count < 4 ? "at least 4" : "at most 6"
      throw raise(.typeError, "function takes \(bound) arguments (\(parts.count) given)")
    }
    if parts.count == 5 {
      throw raise(.typeError, "end_offset must be provided when end_lineno is provided")
    }
    for (name, value) in zip(placeNames, parts) {
      Instance(exception).set(symbol(name), value, runtime)
    }
  }

  /// An attribute that a SyntaxError always has, or undefined.
  func syntaxErrorAttribute(_ object: Object, _ name: Symbol) -> Value {
    guard TypeObject(object.type).isSubclass(of: types[.syntaxError]),
      placeNames.contains(name.text) || ["msg", "print_file_and_line"].contains(name.text)
    else { return .undefined }
    return .none
  }

  /// Raises what is wrong with a text as a SyntaxError, IndentationError or the like.
  ///
  /// - Parameter isEnded: whether the text's last line has an end of its own, as in all but `eval`.
  func raise(
    _ problem: SyntaxProblem, in source: Source, file: String, isEnded: Bool = true
  ) -> Raised {
    let kinds: [SyntaxProblem.Kind: ExceptionName] = [
      .syntax: .syntaxError, .indentation: .indentationError, .tab: .tabError,
      .memory: .memoryError, .recursion: .recursionError,
    ]
    let kind = kinds[problem.kind] ?? .syntaxError
    if problem.kind == .memory || problem.kind == .recursion { return raise(kind, problem.message) }
    do throws(Raised) {
      let place = placeParts(problem, source, file, isEnded: isEnded)
      return raise(
        instance: try call(.object(types[kind]), [string(problem.message), tuple(place)]))
    } catch {
      return error
    }
  }

  private func placeParts(
    _ problem: SyntaxProblem, _ source: Source, _ file: String, isEnded: Bool
  ) -> [Value] {
    guard let range = problem.range else { return [string(file), .none, .none, .none] }
    let line = source.line(Int(range.line))
    let isLast = source.line(Int(range.line) + 1) == nil
    if !isEnded, isLast, Int(range.column) >= line?.utf8.count ?? 0 {
      // The end of a text without a line end has no place of its own.
      let number = Value.int(line == nil ? 0 : Int(range.line))
      return [string(file), number, .int(0), string(line ?? ""), number, .int(0)]
    }
    func offset(_ column: Int32, _ line: Int32) -> Value {
      guard column >= 0, let text = source.line(Int(line)) else { return .int(Int(column) + 1) }
      let before = String(decoding: text.utf8.prefix(Int(column)), as: UTF8.self)
      return .int(before.unicodeScalars.count + 1)
    }
    return [
      string(file), .int(Int(range.line)), offset(range.column, range.line),
      line.map { string(isLast && !isEnded ? $0 : $0 + "\n") } ?? .none, .int(Int(range.endLine)),
      offset(range.endColumn, range.endLine),
    ]
  }
}
