/// A line of a text file, without its end.
struct TextLine {
  var text: String
  /// Where the line begins in the file, in bytes.
  var offset: Int

  var isBlank: Bool {
    text.utf8.allSatisfy { $0 == 0x20 || $0 == 0x09 || $0 == 0x0D }
  }

  /// An error in this line.
  func error(_ reason: String) -> PositionedError {
    PositionedError(offset: offset, reason: reason)
  }

  /// The lines of a file. If the first one ends in CR LF, so do the others, and the CR is left out.
  static func lines(of bytes: [UInt8]) -> [TextLine] {
    let usesCRLF = bytes.firstIndex(of: 0x0A).map { $0 > 0 && bytes[$0 - 1] == 0x0D } ?? false
    return bytes.withUnsafeBufferPointer { bytes in
      var lines: [TextLine] = []
      var start = 0
      while start < bytes.count {
        let end = bytes.lineEnd(from: start)
        let content = bytes[start..<end]
        let visible = usesCRLF && content.last == 0x0D ? content.dropLast() : content
        let text = String(decoding: UnsafeBufferPointer(rebasing: visible), as: UTF8.self)
        lines.append(TextLine(text: text, offset: start))
        start = end + 1
      }
      return lines
    }
  }
}

extension String {
  /// The text without `prefix`, if it begins with it.
  func dropping(_ prefix: String) -> String {
    guard starts(with: prefix) else { return self }
    return withBytes { bytes in
      String(decoding: UnsafeBufferPointer(rebasing: bytes.dropFirst(prefix.utf8.count)), as: UTF8.self)
    }
  }

  func starts(with prefix: String) -> Bool {
    guard utf8.first == prefix.utf8.first else { return prefix.isEmpty }
    return withBytes { bytes in
      prefix.withBytes { prefix in
        prefix.count <= bytes.count && bytes.prefix(prefix.count).elementsEqual(prefix)
      }
    }
  }

  /// Whether the text ends in the bytes of `suffix`.
  func ends(with suffix: String) -> Bool {
    withBytes { bytes in
      suffix.withBytes { suffix in
        suffix.count <= bytes.count && bytes.suffix(suffix.count).elementsEqual(suffix)
      }
    }
  }
}

/// The text of a file in blocks, with an empty line between each two.
struct TextBlocks {
  private(set) var bytes: [UInt8] = []

  /// - Parameter parts: text that ends in a line end, in parts.
  mutating func append(_ parts: String...) {
    if !bytes.isEmpty { bytes.append(0x0A) }
    for part in parts { bytes.append(contentsOf: part.utf8) }
  }
}

extension [TextLine] {
  /// The lines without blank ones at either end.
  var trimmed: ArraySlice<TextLine> {
    let start = drop(while: \.isBlank)
    return start.dropLast(start.reversed().prefix(while: \.isBlank).count)
  }
}
