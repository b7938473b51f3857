import Python

/// What could stand at the cursor: names, attributes of live values, magics. No user code runs.
extension Kernel {
  /// The completions of the word before `cursor`, a UTF-8 offset, sorted; and where it starts.
  public func completions(of text: String, at cursor: Int) -> (start: Int, matches: [String]) {
    let before = Array(text.utf8.prefix(max(0, cursor)))
    let wordStart = before.count - before.reversed().prefix(while: Self.isWordByte).count
    let word = String(decoding: before[wordStart...], as: UTF8.self)
    if wordStart > 0, before[wordStart - 1] == UInt8(ascii: ".") {
      return (wordStart, attributes(before[..<(wordStart - 1)], startingWith: word))
    }
    if let magics = magicCompletions(before, wordStart, word) { return magics }
    let names = machine.names(in: main).map(\.name) + machine.builtinNames + Self.keywords
    return (wordStart, Self.matches(names, word))
  }

  /// Whether a name is a built-in function or class that no variable hides.
  public func isBuiltin(_ name: String) -> Bool {
    builtinNameSet.contains(name) && machine.value(name, in: main) == nil
  }

  private func magicCompletions(
    _ before: [UInt8], _ wordStart: Int, _ word: String
  ) -> (start: Int, matches: [String])? {
    let percents = before[..<wordStart].reversed().prefix { $0 == UInt8(ascii: "%") }.count
    let start = wordStart - percents
    guard percents == 1 || percents == 2,
      before[..<start].allSatisfy({ $0 == UInt8(ascii: " ") })
    else { return nil }
    let names = magics.names(percents == 1 ? .line : .cell)
    let escape = String(repeating: "%", count: percents)
    return (start, Self.matches(names, word).map { escape + $0 })
  }

  /// The attributes of the value that a dotted name at the end of `before` stands for.
  private func attributes(_ before: ArraySlice<UInt8>, startingWith word: String) -> [String] {
    let path = before.reversed().prefix { Self.isWordByte($0) || $0 == UInt8(ascii: ".") }
    let parts = String(decoding: path.reversed(), as: UTF8.self)
      .split(separator: ".", omittingEmptySubsequences: false).map(String.init)
    guard let first = parts.first,
      var value = machine.value(first, in: main) ?? machine.builtin(first)
    else { return [] }
    for part in parts.dropFirst() {
      guard let next = machine.plainAttribute(part, of: value) else { return [] }
      value = next
    }
    let names = machine.attributeNames(of: value)
    return Self.matches(names, word)
  }

  /// Names that start with the word; private ones only if it begins so too.
  private static func matches(_ names: [String], _ word: String) -> [String] {
    Set(names).filter { $0.hasPrefix(word) && (!$0.hasPrefix("_") || word.hasPrefix("_")) }.sorted()
  }

  private static func isWordByte(_ byte: UInt8) -> Bool {
    byte >= 0x80 || byte == UInt8(ascii: "_") || 0x30...0x39 ~= byte
      || 0x41...0x5A ~= byte || 0x61...0x7A ~= byte
  }

  private static let keywords = [
    "False", "None", "True", "and", "as", "assert", "async", "await", "break", "class",
    "continue", "def", "del", "elif", "else", "except", "finally", "for", "from", "global", "if",
    "import", "in", "is", "lambda", "nonlocal", "not", "or", "pass", "raise", "return", "try",
    "while", "with", "yield",
  ]
}
