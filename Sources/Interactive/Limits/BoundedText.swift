/// Text of which, beyond a limit, only the beginning and the end are kept: the first and the last
/// 1,000 lines, cut to half the limit each.
struct BoundedText {
  private static let keptLines = 1000
  private static let newline = UInt8(ascii: "\n")

  private let limit: Int?
  private var head: [UInt8] = []
  /// What came after the head; trimmed at times.
  private var tail: [UInt8] = []
  private(set) var isCut = false
  private var cutBytes = 0
  private var cutLines = 0

  init(limit: Int?) { self.limit = limit }

  var isEmpty: Bool { head.isEmpty && tail.isEmpty }

  mutating func append(_ text: String) {
    guard isCut else {
      head.append(contentsOf: text.utf8)
      if let limit, head.count > limit { beginCutting() }
      return
    }
    tail.append(contentsOf: text.utf8)
    if tail.count > 2 * half { trimTail() }
  }

  /// The text; of a cut one, the beginning and the ``ending``.
  var text: String {
    String(decoding: head, as: UTF8.self) + (isCut ? ending : "")
  }

  /// What stands after the beginning of a cut text: a line that tells what is missing, the end.
  var ending: String {
    var copy = self
    copy.trimTail()
    let cut = "\(copy.cutLines) lines, \(copy.cutBytes) bytes"
    let end = String(decoding: copy.tail, as: UTF8.self)
    return "... cellgrad: \(cut) are not kept (--output)\n" + end
  }

  private var half: Int { (limit ?? 0) / 2 }

  /// Moves all but the first lines to the tail.
  private mutating func beginCutting() {
    isCut = true
    var end = Self.endOfLines(head, Self.keptLines)
    if end > half { end = Self.lineEnd(head, before: half) }
    tail = Array(head[end...])
    head = Array(head[..<end])
    trimTail()
  }

  /// Leaves the last lines.
  private mutating func trimTail() {
    var start = Self.startOfLastLines(tail, Self.keptLines)
    if tail.count - start > half { start = Self.lineEnd(tail, after: tail.count - half) }
    let cut = tail[..<start]
    cutBytes += cut.count
    cutLines += cut.count { $0 == Self.newline }
    tail.removeFirst(start)
  }

  /// The index behind the first `count` lines.
  private static func endOfLines(_ bytes: [UInt8], _ count: Int) -> Int {
    var left = count
    for (index, byte) in bytes.enumerated() where byte == newline {
      left -= 1
      if left == 0 { return index + 1 }
    }
    return bytes.count
  }

  private static func startOfLastLines(_ bytes: [UInt8], _ count: Int) -> Int {
    var left = count
    for index in bytes.indices.dropLast().reversed() where bytes[index] == newline {
      left -= 1
      if left == 0 { return index + 1 }
    }
    return 0
  }

  /// The end of the last line before `limit`; of a longer line, the last whole character.
  private static func lineEnd(_ bytes: [UInt8], before limit: Int) -> Int {
    if let newline = bytes[..<limit].lastIndex(of: newline) { return newline + 1 }
    return bytes[..<limit].lastIndex { $0 & 0xC0 != 0x80 } ?? 0
  }

  /// The end of the first line after `start`; in a longer line, the next whole character.
  private static func lineEnd(_ bytes: [UInt8], after start: Int) -> Int {
    if let newline = bytes[start...].firstIndex(of: newline), newline + 1 < bytes.count {
      return newline + 1
    }
    return bytes[start...].firstIndex { $0 & 0xC0 != 0x80 } ?? bytes.count
  }
}
