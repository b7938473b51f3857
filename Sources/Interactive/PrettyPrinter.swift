/// Lays out nested text in lines of limited width, as `IPython.lib.pretty` does.
///
/// A client describes a value from left to right: pieces of text, places where a line may end
/// (*breakables*) and groups around them. Breakables of one group become line ends together;
/// groups are broken from the outside, and only as far as the width demands. The algorithm is
/// Oppen's in the form of Ruby's `prettyprint`, with the peculiarities of IPython's version kept,
/// since they show in its output. Nothing here knows what the text means.
///
///     var layout = PrettyLayout()
///     layout.beginGroup(indent: 1, open: "[")
///     layout.text("1,"); layout.breakable(); layout.text("2")
///     layout.endGroup(dedent: 1, close: "]")
///     layout.finish()                                             // [1, 2]
///
/// Widths are counted in code points, so a Hangul syllable is one wide.
public struct PrettyLayout {
  private let width: Int
  private var output = ""
  /// The column of the text already written.
  private var outputWidth = 0
  var indentation = 0

  /// What is not yet written, since it may still have to be broken.
  private var buffer = PieceBuffer()
  private var bufferWidth = 0

  private var groups = [Group(depth: 0)]
  /// The groups now open, outermost first; the root is never closed.
  private var openGroups: [GroupIndex] = [0]
  /// Per depth, the groups that may still be broken.
  private var breakableGroups: [[GroupIndex]] = [[0]]

  public init(width: Int = 79) {
    self.width = width
  }

  /// Adds text that is never broken.
  public mutating func text(_ text: String) {
    let textWidth = text.unicodeScalars.count
    guard !buffer.isEmpty else {
      output += text
      outputWidth += textWidth
      return
    }
    buffer.appendText(text, width: textWidth)
    bufferWidth += textWidth
    breakOuterGroups()
  }

  /// Adds a place where the line may end; `separator` stands there if it does not.
  public mutating func breakable(_ separator: String = " ") {
    let group = innermostGroup
    guard !groups[group].isBroken else {
      endLine()
      return
    }
    let separatorWidth = separator.unicodeScalars.count
    groups[group].pendingBreakables += 1
    buffer.append(
      .breakable(separator, width: separatorWidth, indentation: indentation, group: group))
    bufferWidth += separatorWidth
    breakOuterGroups()
  }

  /// Ends the line, and so breaks the outermost group that is not broken yet.
  public mutating func forcedBreak() {
    if let group = takeGroupToBreak() {
      writeBreaking(group)
    }
    endLine()
  }

  /// Opens a group whose lines, after the first, are indented by `indent` more columns.
  public mutating func beginGroup(indent: Int = 0, open: String = "") {
    if !open.isEmpty {
      text(open)
    }
    let depth = openGroups.count
    let group = groups.count
    groups.append(Group(depth: depth))
    openGroups.append(group)
    if depth == breakableGroups.count {
      breakableGroups.append([])
    }
    breakableGroups[depth].append(group)
    indentation += indent
  }

  /// Closes the innermost group; `dedent` is the `indent` it was opened with.
  public mutating func endGroup(dedent: Int = 0, close: String = "") {
    indentation -= dedent
    if openGroups.count > 1, let group = openGroups.popLast(),
      groups[group].pendingBreakables == 0
    {
      removeFromBreakableGroups(group)
    }
    if !close.isEmpty {
      text(close)
    }
  }

  /// Writes what is still held back, and returns the whole text.
  public mutating func finish() -> String {
    flush()
    return output
  }
}

extension PrettyLayout {
  /// Adds the `repr` of a value that has no layout of its own: a group in which each line of
  /// the text is kept, indented to where the surrounding group stands.
  public mutating func representation(_ text: String) {
    beginGroup()
    for (index, line) in PythonText.lines(text).enumerated() {
      if index > 0 {
        forcedBreak()
      }
      self.text(line)
    }
    endGroup()
  }
}

// MARK: - Breaking groups

extension PrettyLayout {
  private typealias GroupIndex = Int

  private struct Group {
    let depth: Int
    /// How many of its breakables are in the buffer.
    var pendingBreakables = 0
    var isBroken = false
  }

  private var innermostGroup: GroupIndex { openGroups[openGroups.count - 1] }

  private mutating func breakOuterGroups() {
    while width < outputWidth + bufferWidth, let group = takeGroupToBreak() {
      writeBreaking(group)
    }
  }

  /// The outermost group with pending breakables, now marked broken; nil if there is none.
  ///
  /// Two peculiarities of IPython: at a depth without such a group, all its groups are marked
  /// broken; and the entry that leaves the queue is as far from its start as the group taken is
  /// from its end, which is often another one.
  private mutating func takeGroupToBreak() -> Int? {
    for depth in breakableGroups.indices {
      let queue = breakableGroups[depth]
      for (distance, group) in queue.reversed().enumerated()
      where groups[group].pendingBreakables > 0 {
        breakableGroups[depth].remove(at: distance)
        groups[group].isBroken = true
        return group
      }
      for group in queue {
        groups[group].isBroken = true
      }
      breakableGroups[depth].removeAll(keepingCapacity: true)
    }
    return nil
  }

  private mutating func removeFromBreakableGroups(_ group: Int) {
    let depth = groups[group].depth
    if let index = breakableGroups[depth].lastIndex(of: group) {
      breakableGroups[depth].remove(at: index)
    }
  }

  /// Writes the buffer up to the last breakable of `group`, and the text directly after it.
  private mutating func writeBreaking(_ group: Int) {
    while groups[group].pendingBreakables > 0, let piece = buffer.popFirst() {
      write(piece)
    }
    while let piece = buffer.popFirstText() {
      write(piece)
    }
  }

  private mutating func write(_ piece: Piece) {
    switch piece {
    case .text(let text, let textWidth):
      output += text
      outputWidth += textWidth
      bufferWidth -= textWidth
    case .breakable(let separator, let separatorWidth, let indentation, let group):
      bufferWidth -= separatorWidth
      groups[group].pendingBreakables -= 1
      if groups[group].isBroken {
        startLine(indentation: indentation)
        return
      }
      if groups[group].pendingBreakables == 0 {
        removeFromBreakableGroups(group)
      }
      output += separator
      outputWidth += separatorWidth
    }
  }

  private mutating func flush() {
    while let piece = buffer.popFirst() {
      write(piece)
    }
  }

  private mutating func endLine() {
    flush()
    startLine(indentation: indentation)
  }

  private mutating func startLine(indentation: Int) {
    output += "\n"
    output += String(repeating: " ", count: max(0, indentation))
    outputWidth = indentation
  }
}

// MARK: - The buffer

/// A piece of the layout that is not yet written.
private enum Piece {
  case text(String, width: Int)
  case breakable(String, width: Int, indentation: Int, group: Int)
}

/// First in, first out; adjacent texts are joined.
private struct PieceBuffer {
  private var pieces: [Piece] = []
  private var head = 0

  var isEmpty: Bool { head == pieces.count }

  mutating func append(_ piece: Piece) {
    pieces.append(piece)
  }

  mutating func appendText(_ text: String, width: Int) {
    guard !isEmpty, case .text(let before, let widthBefore) = pieces[pieces.count - 1] else {
      pieces.append(.text(text, width: width))
      return
    }
    pieces[pieces.count - 1] = .text(before + text, width: widthBefore + width)
  }

  mutating func popFirst() -> Piece? {
    guard !isEmpty else { return nil }
    let piece = pieces[head]
    head += 1
    if isEmpty {
      pieces.removeAll(keepingCapacity: true)
      head = 0
    }
    return piece
  }

  mutating func popFirstText() -> Piece? {
    guard !isEmpty, case .text = pieces[head] else { return nil }
    return popFirst()
  }
}
