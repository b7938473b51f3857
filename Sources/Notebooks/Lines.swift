import Glibc

extension UnsafeBufferPointer<UInt8> {
  /// The end of the line that begins at `start`: the index of its `\n`, else the count.
  func lineEnd(from start: Int) -> Int {
    guard let base = baseAddress, start < count else { return count }
    guard let found = memchr(base + start, 0x0A, count - start) else { return count }
    return UnsafeRawPointer(found) - UnsafeRawPointer(base)
  }
}

extension [UInt8] {
  /// The first line, without its end, that begins with a byte of a set and is what is sought.
  func firstLine(
    from start: Int = 0, beginningWith starts: ByteSet, where isSought: (String) -> Bool
  ) -> Range<Int>? {
    withUnsafeBufferPointer { bytes in
      var start = start
      while start < bytes.count {
        let end = bytes.lineEnd(from: start)
        if starts.contains(bytes[start]) {
          let line = UnsafeBufferPointer(rebasing: bytes[start..<end])
          if isSought(String(decoding: line, as: UTF8.self)) { return start..<end }
        }
        start = end + 1
      }
      return nil
    }
  }
}

extension String {
  /// The lines between the `\n` of the text, which are left out; `""` has one line.
  var splitLines: [String] {
    withBytes { bytes in
      var lines: [String] = []
      var start = 0
      while start <= bytes.count {
        let end = bytes.lineEnd(from: start)
        lines.append(
          String(decoding: UnsafeBufferPointer(rebasing: bytes[start..<end]), as: UTF8.self))
        start = end + 1
      }
      return lines
    }
  }

  /// The lines of the text with their ends, cut as Python's `str.splitlines` does, which nbformat
  /// uses: also at carriage returns, form feeds and Unicode's line separators. `""` has no lines.
  var linesKeepingEnds: [String] {
    withBytes { bytes in
      var lines: [String] = []
      var start = 0
      var position = 0
      while start < bytes.count {
        position = Self.lineEndStarts.firstIndex(in: bytes, from: position)
        let length = position < bytes.count ? Self.lineEndLength(bytes, at: position) : 0
        position = min(position + max(length, 1), bytes.count)
        guard length > 0 || position == bytes.count else { continue }
        let line = UnsafeBufferPointer(rebasing: bytes[start..<position])
        lines.append(String(decoding: line, as: UTF8.self))
        start = position
      }
      return lines
    }
  }

  /// What line ends begin with.
  private static let lineEndStarts = ByteSet {
    0x0A...0x0D ~= $0 || 0x1C...0x1E ~= $0 || $0 == 0xC2 || $0 == 0xE2
  }

  /// The bytes of the line end that stands at `position`; 0 if there is none.
  private static func lineEndLength(
    _ bytes: UnsafeBufferPointer<UInt8>, at position: Int
  ) -> Int {
    func byte(_ distance: Int) -> UInt8 {
      position + distance < bytes.count ? bytes[position + distance] : 0
    }
    switch bytes[position] {
    case 0x0D: return byte(1) == 0x0A ? 2 : 1
    case 0x0A...0x0C, 0x1C...0x1E: return 1
    case 0xC2: return byte(1) == 0x85 ? 2 : 0
    case 0xE2: return byte(1) == 0x80 && (byte(2) == 0xA8 || byte(2) == 0xA9) ? 3 : 0
    default: return 0
    }
  }
}

extension JSON {
  /// A text as nbformat writes it: a list of lines.
  static func lines(of text: String) -> JSON {
    .array(text.linesKeepingEnds.map { .string($0) })
  }
}

extension JSON {
  // What a reader expects here; `name` says what the value is, for the error.

  func expectObject(_ name: String) throws(PositionedError) -> Object {
    guard let object else { throw unexpected(name, "an object") }
    return object
  }

  func expectArray(_ name: String) throws(PositionedError) -> [JSON] {
    guard let array else { throw unexpected(name, "an array") }
    return array
  }

  func expectString(_ name: String) throws(PositionedError) -> String {
    guard let string else { throw unexpected(name, "a string") }
    return string
  }

  func expectInteger(_ name: String) throws(PositionedError) -> Int {
    guard let integer else { throw unexpected(name, "a whole number") }
    return integer
  }

  /// A text: a string, or a list of strings to be joined.
  func expectText(_ name: String) throws(PositionedError) -> String {
    if let string { return string }
    guard let array else { throw unexpected(name, "a string or a list of strings") }
    var text = ""
    for line in array { text += try line.expectString("a line of \(name)") }
    return text
  }

  private func unexpected(_ name: String, _ wanted: String) -> PositionedError {
    let reason = "\(name) must be \(wanted), not \(kindName)"
    return PositionedError(offset: span.lowerBound, reason: reason)
  }
}
