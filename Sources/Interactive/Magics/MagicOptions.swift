/// The options in the line of a magic and the words around them.
///
///     let options = try MagicOptions("-n 10 f(x)", "n:q")
///     options["n"]  // "10"
///     options.rest  // "f(x)"
struct MagicOptions {
  /// The words that are no options, quotes removed.
  private(set) var words: [String] = []
  /// The line after the options, as typed.
  private(set) var rest = ""
  private var values: [String: [String]] = [:]

  /// Whether an option was given, by its letter or long name.
  func has(_ name: String) -> Bool { values[name] != nil }

  /// The value given with an option, the last one; empty for one that takes none.
  subscript(name: String) -> String? { values[name]?.last }

  /// All values given with an option that may come again.
  func all(_ name: String) -> [String] { values[name] ?? [] }

  /// The value of an option that takes a whole number.
  func integer(_ name: String) throws -> Int? {
    guard let text = self[name] else { return nil }
    guard let number = Int(PythonText.strip(text)) else {
      throw MagicProblem.exception(
        type: "ValueError",
        message: "invalid literal for int() with base 10: \(PythonText.repr(text))")
    }
    return number
  }

  /// Reads options up to the first other word, as `getopt` does.
  ///
  /// - Parameters:
  ///   - short: the letters, each with a colon if a value follows it: `"n:q"`.
  ///   - long: the long names, with `=` if a value follows.
  ///   - keepsQuotes: leaves quotes in the words, also such as are never closed.
  init(_ line: String, _ short: String, long: [String] = [], keepsQuotes: Bool = false) throws {
    let allowed = " (allowed: \"\(short)\"" + long.map { " " + $0 }.joined() + ")"
    let reader = OptionReader(short, long) { MagicProblem.usage($0 + allowed) }
    let split = try ShellWords.split(line, keepsQuotes: keepsQuotes)
    var position = 0
    while position < split.count, reader.isOption(split[position].text) {
      position += 1
      if split[position - 1].text == "--" { break }
      try read(split, &position, reader)
    }
    words = split[position...].map(\.text)
    let start = position < split.count ? split[position].start : line.unicodeScalars.count
    rest = String(String.UnicodeScalarView(line.unicodeScalars.dropFirst(start)))
  }

  /// Reads options between, before and after other words, as `argparse` does.
  ///
  /// - Parameters:
  ///   - arguments: the letters, with `:` for a value, `?` for one that may be left out.
  ///   - required: the names of the words that must be there.
  init(
    _ line: String, arguments: String, long: [String] = [], required: [String] = []
  ) throws {
    let reader = OptionReader(arguments, long) { MagicProblem.usage($0) }
    let split = try ShellWords.split(line)
    var position = 0
    while position < split.count {
      let word = split[position].text
      position += 1
      if reader.isOption(word) {
        guard reader.knows(word) else {
          throw MagicProblem.usage("unrecognized arguments: \(word)")
        }
        try read(split, &position, reader)
      } else {
        words.append(word)
      }
    }
    rest = words.joined(separator: " ")
    let missing = required.dropFirst(words.count)
    guard missing.isEmpty else {
      let names = missing.joined(separator: ", ")
      throw MagicProblem.usage("the following arguments are required: \(names)")
    }
  }

  /// Reads the option word before `position`, and its value.
  private mutating func read(
    _ split: [ShellWords.Word], _ position: inout Int, _ reader: OptionReader
  ) throws {
    let next = position < split.count ? split[position].text : nil
    let found = try reader.read(split[position - 1].text, next: next)
    if found.tookNext { position += 1 }
    for (name, value) in found.options { values[name, default: []].append(value) }
  }
}

/// Knows which options there are, and reads one word of them.
private struct OptionReader {
  private let short: [Character]
  private let long: [String]
  private let problem: (String) -> MagicProblem

  init(_ short: String, _ long: [String], problem: @escaping (String) -> MagicProblem) {
    self.short = Array(short)
    self.long = long
    self.problem = problem
  }

  func isOption(_ word: String) -> Bool { word.hasPrefix("-") && word.utf8.count > 1 }

  func knows(_ word: String) -> Bool {
    if word.hasPrefix("--") { return longName(word.dropFirst(2)) != nil }
    return word.dropFirst().first.map { mark(of: $0) != nil } ?? false
  }

  /// The options in a word such as `-qn10` or `--out=x`.
  func read(
    _ word: String, next: String?
  ) throws -> (options: [(name: String, value: String)], tookNext: Bool) {
    if word.hasPrefix("--") { return try readLong(word.dropFirst(2), next: next) }
    var options: [(name: String, value: String)] = []
    var letters = word.dropFirst()
    while let letter = letters.popFirst() {
      guard let mark = mark(of: letter) else {
        throw problem("option -\(letter) not recognized")
      }
      guard mark != " " else {
        options.append((String(letter), ""))
        continue
      }
      if !letters.isEmpty { return (options + [(String(letter), String(letters))], false) }
      let isLeftOut = mark == "?" && (next.map(isOption) ?? true)
      if isLeftOut { return (options + [(String(letter), "")], false) }
      guard let next else { throw problem("option -\(letter) requires argument") }
      return (options + [(String(letter), next)], true)
    }
    return (options, false)
  }

  private func readLong(
    _ word: Substring, next: String?
  ) throws -> (options: [(name: String, value: String)], tookNext: Bool) {
    let parts = word.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
    guard let known = longName(word) else {
      throw problem("option --\(parts[0]) not recognized")
    }
    guard known.hasSuffix("=") else { return ([(known, "")], false) }
    let name = String(known.dropLast())
    if parts.count > 1 { return ([(name, String(parts[1]))], false) }
    guard let next else { throw problem("option --\(name) requires argument") }
    return ([(name, next)], true)
  }

  /// The long name, with its `=`, that a word stands for.
  private func longName(_ word: Substring) -> String? {
    let name = word.prefix { $0 != "=" }
    return long.first { $0 == name || $0 == name + "=" }
  }

  /// What follows a letter among the options: `:`, `?`, a blank for no value; nil if unknown.
  private func mark(of letter: Character) -> Character? {
    guard letter != ":", letter != "?", let place = short.firstIndex(of: letter) else { return nil }
    let next = place + 1 < short.count ? short[place + 1] : " "
    return next == ":" || next == "?" ? next : " "
  }
}

/// Text cut into words as a shell does: Python's `shlex`.
enum ShellWords {
  struct Word: Equatable {
    var text: String
    /// Where it begins in the line, in characters.
    var start: Int
  }

  /// - Parameter keepsQuotes: leaves quotes and backslashes as they are; then a quote that is
  ///   never closed is no error.
  static func split(_ line: String, keepsQuotes: Bool = false) throws -> [Word] {
    let scalars = Array(line.unicodeScalars)
    var words: [Word] = []
    var position = 0
    while position < scalars.count {
      guard !isBlank(scalars[position]) else {
        position += 1
        continue
      }
      let start = position
      let text = try word(scalars, &position, keepsQuotes)
      words.append(Word(text: text, start: start))
    }
    return words
  }

  private static func word(
    _ scalars: [Unicode.Scalar], _ position: inout Int, _ keepsQuotes: Bool
  ) throws -> String {
    var text = String.UnicodeScalarView()
    var quote: Unicode.Scalar?
    while position < scalars.count, quote != nil || !isBlank(scalars[position]) {
      let scalar = scalars[position]
      position += 1
      if scalar == quote || quote == nil && (scalar == "'" || scalar == "\"") {
        quote = quote == nil ? scalar : nil
        if keepsQuotes { text.append(scalar) }
      } else if scalar == "\\", !keepsQuotes, quote != "'", position < scalars.count {
        let next = scalars[position]
        // Between double quotes a backslash protects only these two.
        if quote != nil, next != "\"", next != "\\" { text.append(scalar) }
        text.append(next)
        position += 1
      } else {
        text.append(scalar)
      }
    }
    guard quote == nil || keepsQuotes else {
      throw MagicProblem.exception(type: "ValueError", message: "No closing quotation")
    }
    return String(text)
  }

  private static func isBlank(_ scalar: Unicode.Scalar) -> Bool {
    scalar == " " || scalar == "\t" || scalar == "\n" || scalar == "\r"
  }
}
