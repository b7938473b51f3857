import Terminal

/// A terminal's screen, as far as tests need one: text, wrapping at the last column, wide
/// characters, scrolling, and the cursor and erase sequences that programs at hand use.
public struct VirtualScreen {
  public let columns: Int
  public let height: Int
  public private(set) var row = 0
  public private(set) var column = 0
  private var grid: [[String]]
  /// Where the text of a row goes on in the next one: how many columns of it are taken.
  private var wraps: [Int?]
  /// Rows that went out at the top.
  public private(set) var scrolledOut: [String] = []
  private var pending: [UInt8] = []
  private var wrapsNext = false

  public init(columns: Int, height: Int) {
    self.columns = columns
    self.height = height
    grid = Array(repeating: Array(repeating: " ", count: columns), count: height)
    wraps = Array(repeating: nil, count: height)
  }

  /// The rows as text, without blanks at their ends and blank rows below.
  public var lines: [String] {
    var lines = grid.map(Self.text)
    while lines.last == "" { lines.removeLast() }
    return lines
  }

  /// The lines as they were written, whatever the width of the screen.
  public var unwrappedLines: [String] {
    var lines: [String] = []
    var start = ""
    for (cells, wrap) in zip(grid, wraps) {
      if let wrap {
        start += cells.prefix(wrap).joined()
      } else {
        lines.append(start + Self.text(cells))
        start = ""
      }
    }
    while lines.last == "" { lines.removeLast() }
    return lines
  }

  /// Takes bytes as a terminal does; a sequence may be cut anywhere.
  public mutating func feed(_ bytes: some Sequence<UInt8>) {
    pending += bytes
    var rest = pending[...]
    while let length = lengthOfUnit(rest) {
      interpret(rest.prefix(length))
      rest = rest.dropFirst(length)
    }
    pending = Array(rest)
  }

  /// The bytes of the next character or sequence; nil if it is not all there.
  private func lengthOfUnit(_ bytes: ArraySlice<UInt8>) -> Int? {
    guard let first = bytes.first else { return nil }
    if first == 0x1B { return lengthOfEscape(bytes) }
    let length = first < 0xC0 ? 1 : first < 0xE0 ? 2 : first < 0xF0 ? 3 : 4
    return bytes.count >= length ? length : nil
  }

  private func lengthOfEscape(_ bytes: ArraySlice<UInt8>) -> Int? {
    guard let second = bytes.dropFirst().first else { return nil }
    switch second {
    case UInt8(ascii: "["):
      return bytes.dropFirst(2).firstIndex { (0x40...0x7E).contains($0) }
        .map { $0 - bytes.startIndex + 1 }
    case UInt8(ascii: "]"):
      return bytes.firstIndex { $0 == 0x07 }.map { $0 - bytes.startIndex + 1 }
    default: return 2
    }
  }

  private mutating func interpret(_ unit: ArraySlice<UInt8>) {
    switch unit.first {
    case 0x1B: escape(unit)
    case 0x0D: setColumn(0)
    case 0x0A: lineFeed()
    case 0x08: setColumn(max(0, column - 1))
    case 0x09: setColumn(column / 8 * 8 + 8)
    case .some(let byte) where byte < 0x20 || byte == 0x7F: break
    default: String(decoding: unit, as: UTF8.self).unicodeScalars.forEach { put($0) }
    }
  }

  private mutating func escape(_ unit: ArraySlice<UInt8>) {
    let text = String(decoding: unit.dropFirst(2), as: UTF8.self)
    guard unit.dropFirst().first == UInt8(ascii: "["), let letter = text.last else { return }
    let numbers = text.dropLast().split(separator: ";").map { Int($0) ?? 0 }
    let count = max(1, numbers.first ?? 1)
    switch letter {
    case "A": setRow(row - count)
    case "B": setRow(row + count)
    case "C": setColumn(column + count)
    case "D": setColumn(column - count)
    case "G": setColumn(count - 1)
    case "H":
      setRow(count - 1)
      setColumn((numbers.count > 1 ? max(1, numbers[1]) : 1) - 1)
    case "K": erase(row: row, from: column)
    case "J" where numbers.first == 2: for each in 0..<height { erase(row: each, from: 0) }
    case "J":
      erase(row: row, from: column)
      for below in (row + 1)..<max(height, row + 1) { erase(row: below, from: 0) }
    default: break
    }
  }

  private mutating func put(_ scalar: Unicode.Scalar) {
    let width = columnWidth(of: scalar)
    if width == 0 {
      let place = wrapsNext ? column : max(0, column - 1)
      grid[row][place].unicodeScalars.append(scalar)
      return
    }
    if wrapsNext || column + width > columns {
      wraps[row] = wrapsNext ? columns : column
      setColumn(0)
      lineFeed()
    }
    grid[row][column] = String(scalar)
    if width == 2 { grid[row][column + 1] = "" }
    wrapsNext = column + width >= columns
    column = min(column + width, columns - 1)
  }

  private mutating func lineFeed() {
    wrapsNext = false
    if row < height - 1 {
      row += 1
    } else {
      scrolledOut.append(Self.text(grid.removeFirst()))
      grid.append(Array(repeating: " ", count: columns))
      wraps.removeFirst()
      wraps.append(nil)
    }
  }

  private mutating func setRow(_ new: Int) {
    row = max(0, min(new, height - 1))
    wrapsNext = false
  }

  private mutating func setColumn(_ new: Int) {
    column = max(0, min(new, columns - 1))
    wrapsNext = false
  }

  private mutating func erase(row: Int, from start: Int) {
    for place in start..<columns { grid[row][place] = " " }
    wraps[row] = nil
  }

  private static func text(_ cells: [String]) -> String {
    let text = cells.joined()
    return String(text.reversed().drop { $0 == " " }.reversed())
  }
}
