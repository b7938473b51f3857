import Python

/// Operations on text with the exact meaning of the `str` methods and `textwrap` of Python.
enum PythonText {
  /// The lines of a text without their ends: `str.splitlines()`.
  static func lines(_ text: String) -> [String] {
    linesWithEnds(text).map { String($0.dropLineEnd()) }
  }

  /// The lines of a text with their ends: `str.splitlines(keepends=True)`.
  static func linesWithEnds(_ text: String) -> [Substring.UnicodeScalarView] {
    let scalars = text.unicodeScalars[...]
    var lines: [Substring.UnicodeScalarView] = []
    var start = scalars.startIndex
    var index = start
    while index < scalars.endIndex {
      let scalar = scalars[index]
      index = scalars.index(after: index)
      guard isLineEnd(scalar) else { continue }
      if scalar == "\r", index < scalars.endIndex, scalars[index] == "\n" {
        index = scalars.index(after: index)
      }
      lines.append(scalars[start..<index])
      start = index
    }
    if start < scalars.endIndex {
      lines.append(scalars[start...])
    }
    return lines
  }

  /// The scalars at which `str.splitlines` cuts.
  static func isLineEnd(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x0A...0x0D, 0x1C...0x1E, 0x85, 0x2028, 0x2029: true
    default: false
    }
  }

  /// `str.isspace` of one character.
  static func isSpace(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x09...0x0D, 0x1C...0x20, 0x85, 0xA0, 0x1680, 0x2000...0x200A, 0x2028, 0x2029, 0x202F,
      0x205F, 0x3000:
      true
    default: false
    }
  }

  /// `str.strip()`
  static func strip(_ text: String) -> String {
    let scalars = text.unicodeScalars
    guard let first = scalars.firstIndex(where: { !isSpace($0) }),
      let last = scalars.lastIndex(where: { !isSpace($0) })
    else { return "" }
    return String(scalars[first...last])
  }

  /// `str.rstrip()`
  static func stripEnd(_ text: String) -> String {
    guard let last = text.unicodeScalars.lastIndex(where: { !isSpace($0) }) else { return "" }
    return String(text.unicodeScalars[...last])
  }

  /// `str.split()`
  static func words(_ text: String) -> [String] {
    text.unicodeScalars.split(whereSeparator: isSpace).map(String.init)
  }

  /// `text.expandtabs(size)`
  static func expandTabs(_ text: String, to size: Int) -> String {
    var result = String.UnicodeScalarView()
    var column = 0
    for scalar in text.unicodeScalars {
      if scalar == "\t" {
        let blanks = size - column % size
        result.append(contentsOf: repeatElement(" ", count: blanks))
        column += blanks
      } else {
        result.append(scalar)
        column = scalar == "\n" || scalar == "\r" ? 0 : column + 1
      }
    }
    return String(result)
  }

  /// `repr(text)`
  static func repr(_ text: String) -> String {
    let quoted = Quoting.string(text.unicodeScalars.map(\.value))
    var result = String.UnicodeScalarView()
    result.append(contentsOf: quoted.lazy.compactMap(Unicode.Scalar.init))
    return String(result)
  }

  /// Whether there is nothing but white space.
  static func isBlank(_ text: some StringProtocol) -> Bool {
    text.unicodeScalars.allSatisfy(isSpace)
  }

  /// The longest run of blanks and tabs that begins every line with other characters in it: what
  /// `textwrap.dedent` removes.
  static func commonMargin(_ lines: some Sequence<String>) -> String {
    var margin: Substring.UTF8View?
    for line in lines where !line.utf8.allSatisfy(isMarginOrLineEnd) {
      let indentation = line.utf8.prefix { $0 == UInt8(ascii: " ") || $0 == UInt8(ascii: "\t") }
      margin = margin.map { $0.commonPrefix(with: indentation) } ?? indentation
    }
    return margin.flatMap { String(Substring($0)) } ?? ""
  }

  private static func isMarginOrLineEnd(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: " ") || byte == UInt8(ascii: "\t") || byte == UInt8(ascii: "\n")
  }
}

extension Substring.UTF8View {
  fileprivate func commonPrefix(with other: Substring.UTF8View) -> Substring.UTF8View {
    let length = zip(self, other).prefix { $0 == $1 }.count
    return prefix(length)
  }
}

extension Substring.UnicodeScalarView {
  /// Without the line end that `PythonText.linesWithEnds` left on it.
  fileprivate func dropLineEnd() -> Substring.UnicodeScalarView {
    guard let last, PythonText.isLineEnd(last) else { return self }
    let isPair = last == "\n" && dropLast().last == "\r"
    return dropLast(isPair ? 2 : 1)
  }
}
