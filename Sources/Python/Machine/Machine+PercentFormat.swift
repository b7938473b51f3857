/// `format % arguments` of str, bytes and bytearray.
extension Machine {
  /// The text with its directives carried out.
  func percentFormat(_ format: StringObject, _ arguments: Value) throws(Raised) -> Value {
    var text = TextBuilder(capacity: format.count + 64)
    try percentFormat(format.view, arguments, .text, to: &text)
    return try string(text)
  }

  /// The bytes with their directives carried out.
  func percentFormat(bytes format: Value, _ arguments: Value) throws(Raised) -> Value {
    let content = try requireBytes(format)
    var text = TextBuilder()
    try content.withUnsafeBufferPointer { (content) throws(Raised) in
      try percentFormat(TextView(content), arguments, .bytes, to: &text)
    }
    if text.isTooLong { throw raise(.memoryError, "") }
    return bytes(text.view.codePoints.map { UInt8(truncatingIfNeeded: $0) }, like: format)
  }

  private func percentFormat(
    _ format: TextView, _ arguments: Value, _ kind: PercentKind, to text: inout TextBuilder
  ) throws(Raised) {
    var parser = PercentParser(format, ofBytes: kind == .bytes)
    var source = PercentArguments(arguments, kind)
    while let piece = try solve({ try parser.next() }) {
      switch piece {
      case .literal(let literal): text.append(literal)
      case .directive(let directive):
        let mark = heap.state.pointee.poolCount
        try perform(directive, &source, to: &text)
        heap.drain(to: mark)
      case .unfinishedKey:
        try source.requireMapping(self)
        try solve { throw PercentParser.unfinishedKeyProblem }
      }
    }
    try source.checkEnd(self)
  }

  private func perform(
    _ directive: PercentDirective, _ source: inout PercentArguments, to text: inout TextBuilder
  ) throws(Raised) {
    if let key = directive.key { try source.select(key, self) }
    if directive.type == 0 { throw raise(.valueError, "incomplete format") }
    let width = try source.count(directive.width, "ssize_t", self)
    let precision = try source.count(directive.precision, "int", self)
    if directive.isPercentSign { return text.append(directive.type) }
    let value = try source.next(self)
    let conversion = PercentConversion(
      directive, widthArgument: width, precisionArgument: precision)
    switch Unicode.Scalar(directive.type) {
    case "b" where source.kind == .bytes, "s" where source.kind == .bytes:
      let content = try percentBytes(value)
      try solve { try content.withTextView { try conversion.text($0, to: &text) } }
    case "s": try append(try strValue(value), conversion, to: &text)
    case "r" where source.kind == .text: try append(try reprValue(value), conversion, to: &text)
    case "a", "r": try append(string(try ascii(value)), conversion, to: &text)
    case "c":
      let character =
        source.kind == .bytes ? try percentByte(value) : try percentCharacter(value)
      try solve { try conversion.character(character, to: &text) }
    case "d", "i", "u", "o", "x", "X":
      let integer = try percentInteger(value, directive, source.kind)
      try solve { try conversion.integer(integer, digitLimit: runtime.digitLimit, to: &text) }
    case "e", "E", "f", "F", "g", "G":
      let double = try percentFloat(value, source.kind)
      try solve { try conversion.float(double, to: &text) }
    default:
      let problem = directive.unsupported()
      throw raise(problem.kind.exception, problem.message)
    }
  }

  private func append(
    _ value: Value, _ conversion: PercentConversion, to text: inout TextBuilder
  ) throws(Raised) {
    guard let object = value.object(.string) else { return }
    try solve { try conversion.text(StringObject(object).view, to: &text) }
  }

  /// The argument of `%b`: bytes-like, or with `__bytes__`.
  private func percentBytes(_ value: Value) throws(Raised) -> [UInt8] {
    if let content = byteContent(value) { return content }
    let converted = try callSpecial(names.bytes, value)
    if let content = byteContent(converted) { return content }
    throw raise(
      .typeError,
      "%b requires a bytes-like object, or an object that implements __bytes__, not "
        + "'\(typeName(of: value))'")
  }

  /// The argument of `%c` in bytes.
  private func percentByte(_ value: Value) throws(Raised) -> UInt32 {
    if let content = byteContent(value), content.count == 1 { return UInt32(content[0]) }
    if let integer = integer(value) {
      if let word = integer.word, let byte = UInt8(exactly: word) { return UInt32(byte) }
      throw raise(.overflowError, "%c arg not in range(256)")
    }
    throw raise(.typeError, "%c requires an integer in range(256) or a single byte")
  }

  /// The argument of `%c`: an integer, or a str of one character.
  private func percentCharacter(_ value: Value) throws(Raised) -> UInt32 {
    if let text = value.object(.string).map(StringObject.init) {
      if text.count == 1 { return text[0] }
    } else if integer(value) != nil || !find(names.index, in: type(of: value)).isUndefined {
      let code = try integerIndex(value)
      return try solve { try Formatter.characterCode(code) }
    }
    throw raise(.typeError, "%c requires int or char")
  }

  private func percentFloat(_ value: Value, _ kind: PercentKind) throws(Raised) -> Double {
    do throws(Raised) {
      return try double(value)
    } catch {
      guard kind == .bytes, isPending(.typeError) else { throw error }
      discardPending()
      throw raise(.typeError, "float argument required, not \(typeName(of: value))")
    }
  }

  /// The argument of `%d` and its kin: numbers are cut to integers, but `%x` and `%o` want one.
  private func percentInteger(
    _ value: Value, _ directive: PercentDirective, _ kind: PercentKind
  ) throws(Raised) -> Integer {
    if let integer = integer(value) { return integer }
    var letter = String(codePoints: [directive.type])
    if kind == .bytes, letter == "i" { letter = "d" }
    let isDecimal = "diu".contains(letter)
    if isDecimal {
      if case .float(let double) = value { return try solve { try Integer(truncating: double) } }
      if let integer = integer(try callSpecial(names.int, value)) { return integer }
    }
    if !find(names.index, in: type(of: value)).isUndefined { return try integerIndex(value) }
    let wanted = isDecimal ? "a real number" : "an integer"
    throw raise(
      .typeError, "%\(letter) format: \(wanted) is required, not \(typeName(of: value))")
  }
}

/// Whose `%` it is.
private enum PercentKind { case text, bytes }

/// Hands out the arguments of a `%` format: the items of a tuple, one value, or a mapping's values.
private struct PercentArguments {
  /// What stands right of the `%`.
  private let arguments: Value
  /// The only argument, if there is no tuple of them.
  private var single: Value?
  private var position = 0
  let kind: PercentKind

  init(_ arguments: Value, _ kind: PercentKind) {
    self.kind = kind
    self.arguments = arguments
    single = arguments.object(.tuple) == nil ? arguments : nil
  }

  private var count: Int { single != nil ? 1 : arguments.object(.tuple).map { Tuple($0).count } ?? 0 }

  private func isMapping(_ machine: Machine) -> Bool {
    if arguments.object(.tuple) != nil { return false }
    if arguments.object(.dict) != nil || arguments.object(.list) != nil { return true }
    return arguments.object(.string) == nil && (kind == .text || arguments.byteBuffer == nil)
      && !machine.find(machine.names.getitem, in: machine.type(of: arguments)).isUndefined
  }

  /// Makes the value under a key the only argument of the directive.
  mutating func select(_ name: TextView, _ machine: Machine) throws(Raised) {
    let key =
      kind == .text
      ? machine.string(name) : machine.bytes(name.codePoints.map { UInt8(truncatingIfNeeded: $0) })
    try requireMapping(machine)
    single = machine.pooled(own(try machine.item(of: arguments, key)))
    position = 0
  }

  func requireMapping(_ machine: Machine) throws(Raised) {
    guard isMapping(machine) else { throw machine.raise(.typeError, "format requires a mapping") }
  }

  mutating func next(_ machine: Machine) throws(Raised) -> Value {
    guard position < count else {
      throw machine.raise(.typeError, "not enough arguments for format string")
    }
    defer { position += 1 }
    return single ?? Tuple(arguments.object.unsafelyUnwrapped)[position]
  }

  /// The number of a width or precision `*`; `cType` is how messages call its type.
  mutating func count(
    _ count: PercentDirective.Count?, _ cType: String, _ machine: Machine
  ) throws(Raised) -> Int? {
    guard case .argument? = count else { return nil }
    guard let integer = machine.integer(try next(machine)) else {
      throw machine.raise(.typeError, "* wants int")
    }
    guard let word = integer.word, cType == "ssize_t" || Int32(exactly: word) != nil else {
      throw machine.tooLarge(for: cType)
    }
    return word
  }

  func checkEnd(_ machine: Machine) throws(Raised) {
    if position < count, !isMapping(machine) {
      throw machine.raise(
        .typeError,
        "not all arguments converted during \(kind == .text ? "string" : "bytes") formatting")
    }
  }
}
