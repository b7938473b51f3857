@preconcurrency import CReadline
import Glibc

/// Readline's line, as text and edits that undo takes back as one.
struct ReadlineBuffer {
  /// The text and the cursor as they stand.
  var cell: CellText {
    guard let line = rl_line_buffer else { return CellText("") }
    let bytes = UnsafeRawBufferPointer(start: line, count: Int(max(0, rl_end)))
    return CellText(bytes: Array(bytes), cursor: Int(rl_point))
  }

  func moveCursor(to offset: Int) {
    rl_point = Int32(clamping: offset)
  }

  /// Puts `text` at the cursor. A zero byte, which readline's lines cannot hold, is left out.
  func insert(_ text: String) {
    _ = rl_insert_text(text.contains("\0") ? String(text.filter { $0 != "\0" }) : text)
  }

  /// Puts `text` in place of a range of bytes; the cursor goes to its end.
  func replace(_ range: Range<Int>, with text: String) {
    rl_begin_undo_group()
    _ = rl_delete_text(Int32(range.lowerBound), Int32(range.upperBound))
    moveCursor(to: range.lowerBound)
    insert(text)
    rl_end_undo_group()
  }

  /// Removes a range of bytes into readline's kill ring.
  func kill(_ range: Range<Int>) {
    guard !range.isEmpty else { return }
    let backwards = Int(rl_point) == range.upperBound
    let (from, to) = backwards
      ? (range.upperBound, range.lowerBound) : (range.lowerBound, range.upperBound)
    _ = rl_kill_text(Int32(from), Int32(to))
    moveCursor(to: range.lowerBound)
  }

  /// Puts another text in place of all; undo does not bring the old one back.
  func show(_ text: String, cursor: Int) {
    rl_replace_line(text, 1)
    moveCursor(to: cursor)
  }
}
