import Notebooks

/// Makes notebooks that are none: cut short, keys removed, values of the wrong type.
enum BrokenNotebooks {
  /// Keys that a notebook may lack, or that may have any value.
  private static let free: Set<String> = [
    "cellgrad", "kernelspec", "language_info", "display_name", "language", "name", "version", "id",
    "torch_names", "start", "prepare", "rng_state", "text/plain", "codemirror_mode",
    "file_extension", "mimetype", "nbconvert_exporter", "pygments_lexer",
  ]

  static func make(from text: String) -> [String] {
    cut(text) + keysRemoved(text) + valuesReplaced(text)
  }

  /// Cut at 150 places, the last one before the final brace.
  private static func cut(_ text: String) -> [String] {
    let bytes = Array(text.utf8)
    let last = bytes.lastIndex(of: UInt8(ascii: "}")) ?? 0
    return (0..<150).map { String(decoding: bytes[..<(last * $0 / 149)], as: UTF8.self) }
  }

  /// A place in the text where a key stands: its own range, and what is between its quotes.
  private static func keys(in text: String) -> [(range: Range<Int>, name: String)] {
    let bytes = Array(text.utf8)
    let quote = UInt8(ascii: "\"")
    var keys: [(Range<Int>, String)] = []
    var start: Int?
    var position = 0
    while position < bytes.count {
      if bytes[position] == UInt8(ascii: "\\") {
        position += 2
        continue
      }
      if bytes[position] == quote {
        if let opening = start {
          let name = String(decoding: bytes[(opening + 1)..<position], as: UTF8.self)
          let isKey = bytes[position + 1] == UInt8(ascii: ":")
          if isKey { keys.append((opening..<position + 1, name)) }
          start = nil
        } else {
          start = position
        }
      }
      position += 1
    }
    return keys
  }

  private static func edited(_ text: String, _ range: Range<Int>, _ replacement: String) -> String {
    var bytes = Array(text.utf8)
    bytes.replaceSubrange(range, with: replacement.utf8)
    return String(decoding: bytes, as: UTF8.self)
  }

  /// Without its name, a key is missing.
  private static func keysRemoved(_ text: String) -> [String] {
    keys(in: text).filter { !free.contains($0.name) }.map { edited(text, $0.range, "\"?\"") }
  }

  /// `-1.5` is what no key of a notebook may have.
  private static func valuesReplaced(_ text: String) -> [String] {
    keys(in: text).filter { !free.contains($0.name) }.map { key in
      edited(text, key.range, "\"\(key.name)\": -1.5, \"?\(key.range.lowerBound)\"")
    }
  }
}
