/// `format % arguments` of str, bytes and bytearray.
extension Machine {
  /// The text with its directives carried out.
  func percentFormat(_ format: StringObject, _ arguments: Value) throws(Raised) -> Value {
    string(try percentFormat(format.codePoints, arguments, .text))
  }

  /// The bytes with their directives carried out.
  func percentFormat(bytes format: Value, _ arguments: Value) throws(Raised) -> Value {
    let units = try requireBytes(format).map { UInt32($0) }
    let result = try percentFormat(units, arguments, .bytes)
    return bytes(result.map { UInt8(truncatingIfNeeded: $0) }, like: format)
  }

  private func percentFormat(_ text: [UInt32], _ arguments: Value, _ kind: PercentKind)
    throws(Raised) -> [UInt32]
  {
    var parser = PercentParser(text)
    var source = PercentArguments(arguments, kind, self)
    var result: [UInt32] = []
    while let piece = try solve({ try parser.next() }) {
      switch piece {
      case .literal(let range): result += text[range]
      case .directive(let directive):
        let mark = heap.state.pointee.poolCount
        result += try perform(directive, &source)
        heap.drain(to: mark)
      }
    }
    try source.checkEnd(self)
    return result
  }

  private func perform(_ directive: PercentDirective, _ source: inout PercentArguments)
    throws(Raised) -> [UInt32]
  {
    if let key = directive.key { try source.select(key, self) }
    if directive.type == 0 { throw raise(.valueError, "incomplete format") }
    let width = try source.count(directive.width, "ssize_t", self)
    let precision = try source.count(directive.precision, "int", self)
    if directive.isPercentSign { return [directive.type] }
    let value = try source.next(self)
    let conversion = PercentConversion(
      directive, widthArgument: width, precisionArgument: precision)
    switch Unicode.Scalar(directive.type) {
    case "b" where source.kind == .bytes, "s" where source.kind == .bytes:
      let content = try percentBytes(value)
      return try solve { try conversion.text(content) }
    case "r" where source.kind == .bytes:
      return try solveText(string(try ascii(value)), conversion)
    case "c" where source.kind == .bytes:
      let byte = try percentByte(value)
      return try solve { try conversion.text([byte]) }
    case "s": return try solveText(try strValue(value), conversion)
    case "r": return try solveText(string(try repr(value)), conversion)
    case "a": return try solveText(string(try ascii(value)), conversion)
    case "c":
      let character = try percentCharacter(value)
      return try solve { try conversion.text([character]) }
    case "d", "i", "u", "o", "x", "X":
      let integer = try percentInteger(value, directive, source.kind)
      return try solve { try conversion.integer(integer, digitLimit: runtime.digitLimit) }
    case "e", "E", "f", "F", "g", "G":
      let double = try percentFloat(value, source.kind)
      return try solve { try conversion.float(double) }
    default:
      let problem = directive.unsupported()
      throw raise(problem.kind.exception, problem.message)
    }
  }

  private func solveText(_ text: Value, _ conversion: PercentConversion) throws(Raised)
    -> [UInt32]
  {
    let codePoints = text.object(.string).map { StringObject($0).codePoints } ?? []
    return try solve { try conversion.text(codePoints) }
  }

  /// The argument of `%b`: bytes-like, or with `__bytes__`.
  private func percentBytes(_ value: Value) throws(Raised) -> [UInt32] {
    if let content = byteContent(value) { return content.map { UInt32($0) } }
    let converted = try callSpecial(names.bytes, value)
    if let content = byteContent(converted) { return content.map { UInt32($0) } }
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
  private let mapping: Value?
  private var items: [Value]
  private var position = 0
  let kind: PercentKind

  init(_ arguments: Value, _ kind: PercentKind, _ machine: Machine) {
    self.kind = kind
    if let tuple = arguments.object(.tuple) {
      items = machine.items(.object(tuple)) ?? []
      mapping = nil
      return
    }
    items = [arguments]
    let isMapping =
      arguments.object(.string) == nil && (kind == .text || arguments.byteBuffer == nil)
      && !machine.find(machine.names.getitem, in: machine.type(of: arguments)).isUndefined
    mapping = isMapping || arguments.object(.dict) != nil || arguments.object(.list) != nil
      ? arguments : nil
  }

  /// Makes the value under a key the only argument of the directive.
  mutating func select(_ name: [UInt32], _ machine: Machine) throws(Raised) {
    let key =
      kind == .text
      ? machine.string(name) : machine.bytes(name.map { UInt8(truncatingIfNeeded: $0) })
    guard let mapping else { throw machine.raise(.typeError, "format requires a mapping") }
    items = [machine.pooled(own(try machine.item(of: mapping, key)))]
    position = 0
  }

  mutating func next(_ machine: Machine) throws(Raised) -> Value {
    guard position < items.count else {
      throw machine.raise(.typeError, "not enough arguments for format string")
    }
    defer { position += 1 }
    return items[position]
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
    if mapping == nil, position < items.count {
      throw machine.raise(
        .typeError,
        "not all arguments converted during \(kind == .text ? "string" : "bytes") formatting")
    }
  }
}
