/// Where Python's `splitlines()` breaks text.
public enum Lines {
  /// Whether a str breaks after the character (`\r\n` is one break).
  public static func isBreak(_ character: UInt32) -> Bool {
    switch character {
    case 0x0A...0x0D, 0x1C...0x1E, 0x85, 0x2028, 0x2029: return true
    default: return false
    }
  }

  /// The ranges of the lines, with their line ends if `keepsEnds`.
  /// Bytes break at `\n` and `\r` only.
  public static func ranges<Unit: CodeUnit>(
    of text: UnsafeBufferPointer<Unit>, keepsEnds: Bool, isBytes: Bool = false
  ) throws -> [Range<Int>] {
    var lines: [Range<Int>] = []
    var start = 0
    var position = 0
    while position < text.count {
      if position & Interruption.mask == 0 { try Interruption.check() }
      let unit = text[position]
      let breaks = isBytes ? unit == 0x0A || unit == 0x0D : isBreak(UInt32(unit))
      let end = position
      position += 1
      guard breaks else { continue }
      if unit == 0x0D && position < text.count && text[position] == 0x0A { position += 1 }
      lines.append(start..<(keepsEnds ? position : end))
      start = position
    }
    if start < text.count { lines.append(start..<text.count) }
    return lines
  }
}
