/// A set of bytes, for one quick pass over text.
struct ByteSet: Sendable {
  private let isMember: [Bool]

  init(where isMember: (UInt8) -> Bool) {
    self.isMember = (0...UInt8.max).map(isMember)
  }

  func contains(_ byte: UInt8) -> Bool { isMember[Int(byte)] }

  /// The index of the first member in `bytes` from `start` on; the count if there is none.
  func firstIndex(in bytes: UnsafeBufferPointer<UInt8>, from start: Int = 0) -> Int {
    isMember.withUnsafeBufferPointer { isMember in
      var index = start
      while index < bytes.count, !isMember[Int(bytes[index])] { index += 1 }
      return index
    }
  }

  /// Whether `text` has a byte of the set.
  func isMet(in text: String) -> Bool {
    text.withBytes { firstIndex(in: $0) < $0.count }
  }

  /// Appends `text` to `bytes`, each member of the set in the form that `form` gives it; what
  /// stands between is copied whole.
  func append(
    _ text: String, to bytes: inout [UInt8], replacing form: (UInt8) -> String
  ) {
    text.withBytes { text in
      var start = 0
      while start < text.count {
        let end = firstIndex(in: text, from: start)
        bytes.append(contentsOf: UnsafeBufferPointer(rebasing: text[start..<end]))
        if end < text.count { bytes.append(contentsOf: form(text[end]).utf8) }
        start = end + 1
      }
    }
  }
}

extension String {
  /// Calls `body` with the bytes of the text, without a copy where the text has them in a row.
  func withBytes<Result>(_ body: (UnsafeBufferPointer<UInt8>) -> Result) -> Result {
    if let result = utf8.withContiguousStorageIfAvailable(body) { return result }
    return Array(utf8).withUnsafeBufferPointer(body)
  }
}
