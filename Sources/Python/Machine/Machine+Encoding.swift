import Glibc

/// `str.encode`, `bytes.decode` and their error handlers.
extension Machine {
  /// `text.encode(encoding, errors)`
  func encoded(_ text: StringObject, _ encoding: Value?, _ errors: Value?) throws(Raised) -> Value {
    try checkText(encoding, "encode() argument 'encoding'")
    try checkText(errors, "encode() argument 'errors'")
    let codec = try codec(encoding, "encode() argument 'encoding'")
    let handler = try handlerName(errors, "encode() argument 'errors'")
    if codec.keepsASCII, text.width == 1, text.bytes.isASCII {
      return .object(heap.pooled(heap.allocateBytes(text.bytes, type: types.bytes)))
    }
    let codePoints = text.codePoints
    return bytes(
      try codec.encode(codePoints) { (problem) throws(Raised) in
        try self.replacement(problem, codePoints, codec, handler)
      })
  }

  /// `str(bytes, encoding, errors)`
  func decoded(_ value: Value?, _ encoding: Value?, _ errors: Value?) throws(Raised) -> Value {
    let value = value ?? bytes([])
    try checkText(encoding, "str() argument 'encoding'")
    try checkText(errors, "str() argument 'errors'")
    guard byteContent(value) != nil else {
      if isString(value) { throw raise(.typeError, "decoding str is not supported") }
      throw raise(
        .typeError,
        "decoding to str: need a bytes-like object, \(typeName(of: value)) found")
    }
    return try decode(
      value, try codec(encoding, "str() argument 'encoding'"),
      try handlerName(errors, "str() argument 'errors'"))
  }

  /// The text of bytes.
  func decode(_ value: Value, _ codec: TextCodec, _ handler: String) throws(Raised) -> Value {
    if codec.keepsASCII, let content = value.byteBuffer, UnsafeRawBufferPointer(content).isASCII {
      return string(latin1: content)
    }
    let content = byteContent(value) ?? []
    return string(
      try codec.decode(content) { (problem) throws(Raised) in
        try self.replacement(problem, content, codec, handler)
      })
  }

  /// The encoding an argument names; UTF-8 where there is none.
  func codec(_ encoding: Value?, _ what: String) throws(Raised) -> TextCodec {
    guard let encoding else { return .utf8 }
    try checkText(encoding, what)
    let name = try requireText(encoding, what)
    if let codec = TextCodec(name: name) { return codec }
    throw raise(.lookupError, "unknown encoding: \(name)")
  }

  func handlerName(_ errors: Value?, _ what: String) throws(Raised) -> String {
    try errors.map { (v) throws(Raised) in try requireText(v, what) } ?? "strict"
  }

  /// What a handler writes for characters that cannot be encoded.
  private func replacement(
    _ problem: CodecProblem, _ text: [UInt32], _ codec: TextCodec, _ handler: String
  ) throws(Raised) -> [UInt32] {
    let part = text[problem.range]
    switch handler {
    case "ignore": return []
    case "replace": return part.map { _ in UInt32(ascii: "?") }
    case "backslashreplace": return part.flatMap { escape($0).codePoints }
    case "xmlcharrefreplace": return part.flatMap { "&#\($0);".codePoints }
    case "surrogateescape" where part.allSatisfy { (0xDC80...0xDCFF).contains($0) }:
      return Array(part)
    case "strict", "surrogateescape":
      throw raise(
        types[.unicodeEncodeError],
        [
          string(codec.name), string(text), .int(problem.range.lowerBound),
          .int(problem.range.upperBound), string(problem.reason),
        ])
    default: throw unknownHandler(handler)
    }
  }

  /// What a handler writes for bytes that cannot be decoded.
  private func replacement(
    _ problem: CodecProblem, _ content: [UInt8], _ codec: TextCodec, _ handler: String
  ) throws(Raised) -> [UInt32] {
    let part = content[problem.range]
    switch handler {
    case "ignore": return []
    case "replace": return [0xFFFD]
    case "backslashreplace": return part.flatMap { escape(UInt32($0)).codePoints }
    case "surrogateescape" where part.allSatisfy { $0 >= 0x80 }:
      return part.map { 0xDC00 + UInt32($0) }
    case "strict", "surrogateescape":
      throw raise(
        types[.unicodeDecodeError],
        [
          string(codec.name), bytes(content), .int(problem.range.lowerBound),
          .int(problem.range.upperBound), string(problem.reason),
        ])
    default: throw unknownHandler(handler)
    }
  }

  private func unknownHandler(_ name: String) -> Raised {
    raise(.lookupError, "unknown error handler name '\(name)'")
  }

  /// `\xNN`, `\uNNNN` or `\UNNNNNNNN`.
  private func escape(_ character: UInt32) -> String {
    let (letter, width) =
      character < 0x100 ? ("x", 2) : character < 0x10000 ? ("u", 4) : ("U", 8)
    let digits = String(character, radix: 16)
    return "\\" + letter + String(repeating: "0", count: width - digits.count) + digits
  }

  /// `str(error)` of a UnicodeEncodeError or UnicodeDecodeError with its five arguments, or nil.
  fileprivate func unicodeErrorText(_ arguments: Tuple) throws(Raised) -> String? {
    guard arguments.count == 5, let codec = text(arguments[0]), case .int(let start) = arguments[2],
      case .int(let end) = arguments[3], let reason = text(arguments[4]), start >= 0
    else { return nil }
    let isOne = end == start &+ 1
    let place = isOne ? "position \(start)" : "position \(start)-\(end &- 1)"
    if let content = byteContent(arguments[1]) {
      guard isOne, start < content.count else {
        return "'\(codec)' codec can't decode bytes in \(place): \(reason)"
      }
      let digits = escape(UInt32(content[start])).dropFirst(2)
      return "'\(codec)' codec can't decode byte 0x\(digits) in \(place): \(reason)"
    }
    guard let object = arguments[1].object(.string) else { return nil }
    guard isOne, start < StringObject(object).count else {
      return "'\(codec)' codec can't encode characters in \(place): \(reason)"
    }
    let character = escape(StringObject(object)[start])
    return "'\(codec)' codec can't encode character '\(character)' in \(place): \(reason)"
  }
}

/// UnicodeEncodeError and UnicodeDecodeError: `(encoding, object, start, end, reason)`.
let unicodeErrorMethods: [Builtin] = [
  Builtin("__str__(self, /)", "Return str(self).") { (m, a) throws(Raised) in
    guard let object = a[0].object(.exception), let tuple = ExceptionObject(object).arguments else {
      return m.string("")
    }
    if let text = try m.unicodeErrorText(tuple) { return m.string(text) }
    return m.string(try m.repr(.object(tuple.object)))
  },
]
