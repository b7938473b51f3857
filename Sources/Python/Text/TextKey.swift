import Glibc

/// A text as a key of the program's own tables. Unlike strings of Swift, two are equal only if
/// their code points are: `é` has one and `e\u0301` two. And hashing is cheap.
struct TextKey: Hashable, ExpressibleByStringLiteral {
  let text: String

  init(_ text: String) { self.text = text }
  init(stringLiteral text: String) { self.text = text }

  static func == (left: TextKey, right: TextKey) -> Bool {
    left.withBytes { left in
      right.withBytes { right in
        left.count == right.count && memcmp(left.baseAddress!, right.baseAddress!, left.count) == 0
      }
    }
  }

  func hash(into hasher: inout Hasher) { hasher.combine(_rawHashValue(seed: 0)) }

  /// Differs from process to process, so that no source text is slow to compile by design.
  private static let secret = UInt64.random(in: 0...UInt64.max)

  func _rawHashValue(seed: Int) -> Int {
    withBytes { bytes in
      var hash = TextKey.secret ^ UInt64(bitPattern: Int64(seed)) &+ UInt64(bytes.count)
      var offset = 0
      while offset < bytes.count {
        var word: UInt64 = 0
        memcpy(&word, bytes.baseAddress! + offset, min(8, bytes.count - offset))
        hash = (hash ^ word) &* 0x9E37_79B9_7F4A_7C15
        hash ^= hash >> 29
        offset += 8
      }
      return Int(truncatingIfNeeded: hash)
    }
  }

  @inline(__always)
  private func withBytes<Result>(_ body: (UnsafeRawBufferPointer) -> Result) -> Result {
    var text = text
    return text.withUTF8 { body(UnsafeRawBufferPointer($0)) }
  }
}

extension Set<TextKey> {
  func contains(_ text: String) -> Bool { contains(TextKey(text)) }

  @discardableResult
  mutating func insert(_ text: String) -> (inserted: Bool, memberAfterInsert: TextKey) {
    insert(TextKey(text))
  }
}

extension Dictionary where Key == TextKey {
  subscript(text: String) -> Value? {
    get { self[TextKey(text)] }
    set { self[TextKey(text)] = newValue }
  }
}
