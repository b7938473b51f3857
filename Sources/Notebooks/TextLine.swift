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
    var lines: [TextLine] = []
    var start = 0
    while start < bytes.count {
      let end = bytes[start...].firstIndex(of: 0x0A) ?? bytes.count
      let content = bytes[start..<end]
      let visible = usesCRLF && content.last == 0x0D ? content.dropLast() : content
      lines.append(TextLine(text: String(decoding: visible, as: UTF8.self), offset: start))
      start = end + 1
    }
    return lines
  }
}

extension String {
  /// The text without `prefix`, if it begins with it.
  func dropping(_ prefix: String) -> String {
    guard utf8.starts(with: prefix.utf8) else { return self }
    return String(decoding: utf8.dropFirst(prefix.utf8.count), as: UTF8.self)
  }

  func starts(with prefix: String) -> Bool {
    utf8.starts(with: prefix.utf8)
  }
}

/// The text of a file in blocks, with an empty line between each two.
struct TextBlocks {
  private var blocks: [String] = []

  /// - Parameter block: text that ends in a line end.
  mutating func append(_ block: String) { blocks.append(block) }

  /// The text, in memory that is taken once: files may be large.
  var bytes: [UInt8] {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(blocks.reduce(0) { $0 + $1.utf8.count + 1 })
    for block in blocks {
      if !bytes.isEmpty { bytes.append(0x0A) }
      bytes.append(contentsOf: block.utf8)
    }
    return bytes
  }
}

extension [TextLine] {
  /// The lines without blank ones at either end.
  var trimmed: ArraySlice<TextLine> {
    let start = drop(while: \.isBlank)
    return start.dropLast(start.reversed().prefix(while: \.isBlank).count)
  }
}
