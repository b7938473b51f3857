/// `_io`: the text of an `io.StringIO`. The class itself, with what it shares with other streams,
/// is written in Python upon it.
extension Machine {
  func fillTextStreams(_ module: ModuleBuilder) {
    let type = makeForeignType(
      "StringIO", module: "_io", hasAttributes: true, isBase: true, rows: textStreamMethods,
      properties: [
        ForeignProperty("closed", "Whether the stream is closed.") { (m, stream) throws(Raised) in
          .bool(TextStream.of(stream.object.unsafelyUnwrapped).isClosed)
        },
        ForeignProperty("_newline", "What ends a line.") { (m, stream) throws(Raised) in
          TextStream.of(stream.object.unsafelyUnwrapped).newline.map { m.string($0) } ?? .none
        },
      ])
    module.set("StringIO", .object(type))
  }

  /// The stream of a method's receiver, which must be open.
  fileprivate func openStream(_ a: Arguments) throws(Raised) -> TextStream {
    let stream = TextStream.of(a.receiver)
    if stream.isClosed { throw raise(.valueError, "I/O operation on closed file") }
    return stream
  }

  /// The next line for a loop: what a derived class's own `readline` gives, where it has one.
  fileprivate func nextLine(_ a: Arguments) throws(Raised) -> Value {
    let stream = try openStream(a)
    if a[0].isOfUserClass, let type = a[0].object?.type,
      let method = find(names.readline, in: type).object, method.kind != .native
    {
      let line = try callMethodValue(.object(method), a[0], [])
      guard isString(line) else {
        throw raise(
          .osError, "readline() should have returned a str object, not '\(typeName(of: line))'")
      }
      return line
    }
    return string(stream.read(upTo: stream.lineEnd, size: -1))
  }

  /// How much to read; negative for all.
  fileprivate func streamSize(_ value: Value?) throws(Raised) -> Int {
    guard let value, !value.isNone else { return -1 }
    guard integer(value) != nil || !find(names.index, in: type(of: value)).isUndefined else {
      throw raise(
        .typeError, "argument should be integer or None, not '\(typeName(of: value))'")
    }
    return try cSize(value)
  }

  /// Writes a text at the stream's place.
  fileprivate func write(_ text: StringObject, to stream: TextStream) throws(Raised) {
    var written = Value.object(text.object)
    for (old, new) in stream.translations {
      let parts = [string(old), string(new)].map { StringObject($0.object.unsafelyUnwrapped) }
      written = try replacing(
        parts[0], by: parts[1], in: StringObject(written.object.unsafelyUnwrapped), limit: -1)
    }
    let view = StringObject(written.object.unsafelyUnwrapped).view
    _ = try checkedSize(max(stream.place, view.count), 1)
    stream.write(view)
    if stream.text.isTooLong { throw raise(.memoryError, "") }
  }
}

private let textStreamMethods: [Builtin] = [
  Builtin("__new__(cls, /, *args, **kwargs)", "A stream without text.") { (m, a) throws(Raised) in
    m.wrap(TextStream(), a.receiver)
  },
  Builtin("_start(self, text, newline, /)", "Begin anew with a text and a way to end lines.") {
    (m, a) throws(Raised) in
    let stream = TextStream.of(a.receiver)
    stream.begin(newline: m.text(a[2]))
    try m.write(try m.requireString(a[1], ""), to: stream)
    stream.place = 0
    return .none
  },
  Builtin("write(self, s, /)", "Write string to file.") { (m, a) throws(Raised) in
    let stream = try m.openStream(a)
    guard let text = a[1].object(.string).map(StringObject.init) else {
      throw m.raise(.typeError, "string argument expected, got '\(m.typeName(of: a[1]))'")
    }
    try m.write(text, to: stream)
    return .int(text.count)
  },
  Builtin("getvalue(self, /)", "Retrieve the entire contents of the object.") {
    (m, a) throws(Raised) in try m.string(try m.openStream(a).text)
  },
  Builtin("read(self, size=-1, /)", "Read at most size characters, returned as a string.") {
    (m, a) throws(Raised) in
    let stream = try m.openStream(a)
    return m.string(stream.read(upTo: stream.text.count, size: try m.streamSize(a.given(1))))
  },
  Builtin("readline(self, size=-1, /)", "Read until newline or EOF.") { (m, a) throws(Raised) in
    let stream = try m.openStream(a)
    return m.string(stream.read(upTo: stream.lineEnd, size: try m.streamSize(a.given(1))))
  },
  Builtin("__iter__(self, /)", "Implement iter(self).") { (m, a) throws(Raised) in
    if TextStream.of(a.receiver).isClosed {
      throw m.raise(.valueError, "I/O operation on closed file.")
    }
    return a[0]
  },
  Builtin("__next__(self, /)", "Implement next(self).") { (m, a) throws(Raised) in
    let line = try m.nextLine(a)
    if line.object(.string).map({ StringObject($0).count > 0 }) == true { return line }
    throw m.raise(m.types[.stopIteration], [])
  },
  Builtin("tell(self, /)", "Tell the current file position.") { (m, a) throws(Raised) in
    .int(try m.openStream(a).place)
  },
  Builtin("seek(self, pos, whence=0, /)", "Change stream position.") { (m, a) throws(Raised) in
    let stream = try m.openStream(a)
    let place = try m.cSize(a[1])
    let whence = try a.given(2).map { (v) throws(Raised) in try m.cInt(v) } ?? 0
    guard (0...2).contains(whence) else {
      throw m.raise(.valueError, "Invalid whence (\(whence), should be 0, 1 or 2)")
    }
    if whence == 0, place < 0 { throw m.raise(.valueError, "Negative seek position \(place)") }
    if whence != 0, place != 0 { throw m.raise(.osError, "Can't do nonzero cur-relative seeks") }
    stream.place = [place, stream.place, stream.text.count][whence]
    return .int(stream.place)
  },
  Builtin("truncate(self, pos=None, /)", "Truncate size to pos.") { (m, a) throws(Raised) in
    let stream = try m.openStream(a)
    guard let given = a.given(1), !given.isNone else {
      stream.truncate(to: stream.place)
      return .int(stream.place)
    }
    let size = try m.streamSize(given)
    guard size >= 0 else { throw m.raise(.valueError, "Negative size value \(size)") }
    stream.truncate(to: size)
    return .int(size)
  },
  Builtin("close(self, /)", "Close the IO object; its text goes.") { (m, a) throws(Raised) in
    TextStream.of(a.receiver).close()
    return .none
  },
]

/// A text in memory and the place at which it is read and written.
private final class TextStream {
  // No code of the language runs while the text is looked at or changed.
  @exclusivity(unchecked) private(set) var text = TextBuilder(capacity: 0)
  @exclusivity(unchecked) var place = 0
  private(set) var isClosed = false
  /// What ends a line: nil for any way, which is written as `\n`; empty for any way, kept.
  private(set) var newline: String? = "\n"
  /// What is replaced in texts that are written, one after the other.
  private(set) var translations: [(String, String)] = []

  static func of(_ object: Object) -> TextStream {
    unsafeDowncast(
      object.body(ForeignBody.self).pointee.content.takeUnretainedValue(), to: TextStream.self)
  }

  func begin(newline: String?) {
    text = TextBuilder(capacity: 0)
    place = 0
    self.newline = newline
    translations =
      switch newline {
      case nil: [("\r\n", "\n"), ("\r", "\n")]
      case "\r"?, "\r\n"?: [("\n", newline ?? "")]
      default: []
      }
  }

  func close() {
    isClosed = true
    text = TextBuilder(capacity: 0)
  }

  /// Beyond the end, zeros fill the gap; before it, what is there is written over.
  func write(_ new: TextView) {
    if new.isEmpty { return }
    text.append(repeating: 0, count: place - text.count)
    text.overwrite(at: place, new)
    place += new.count
  }

  func truncate(to size: Int) { text.truncate(to: size) }

  /// What stands between the place and `end`, at most `size` of it unless that is negative; the
  /// place moves on.
  func read(upTo end: Int, size: Int) -> TextView {
    let start = min(place, text.count)
    let stop = size < 0 ? end : min(end, start + min(size, text.count))
    let piece = text.view[start..<max(start, stop)]
    place += piece.count
    return piece
  }

  /// Where the line ends that begins at the place, its end included.
  var lineEnd: Int {
    if newline == nil || newline == "\n" {
      return text.view.firstIndex(of: 0x0A, from: place).map { $0 + 1 } ?? text.count
    }
    var index = place
    while index < text.count {
      let character = text[index]
      index += 1
      switch newline {
      case ""?:
        if character == 0x0A { return index }
        if character == 0x0D { return text[index] == 0x0A ? index + 1 : index }
      case "\r"?: if character == 0x0D { return index }
      case "\r\n"?: if character == 0x0A, index - place > 1, text[index - 2] == 0x0D { return index }
      default: break
      }
    }
    return text.count
  }
}
