/// Removes the prompts `>>> ` and `In [3]: `, and those of continued lines, from pasted code.
public enum PastedPrompts {
  // MARK: Transcripts

  /// The inputs of a transcript, without prompts and without the outputs between them; nil if the
  /// first line with text has no prompt.
  ///
  ///     PastedPrompts.inputs(of: [">>> 1 + 1", "2"])  // ["1 + 1"]
  public static func inputs(of lines: [String]) -> [String]? {
    let lines = lines.map { CellLine($0.unicodeScalars) }
    guard let length = promptLength(in: lines) else { return nil }
    let inputs = lines.compactMap { line in length(line).map { String(line[$0...]) } }
    // A line end at the end of the text stays one.
    return lines.last?.isEmpty == true ? inputs + [""] : inputs
  }

  /// What a transcript shows after its last input, without `Out[3]: `, if its inputs show the same
  /// as one cell: nil where anything stands between inputs, or where the output is a traceback.
  ///
  ///     PastedPrompts.onlyOutput(of: [">>> 1 + 1", "2"])  // "2"
  public static func onlyOutput(of lines: [String]) -> String? {
    let lines = lines.map { CellLine($0.unicodeScalars) }
    guard let length = promptLength(in: lines),
      let last = lines.lastIndex(where: { length($0) != nil })
    else { return nil }
    func output(_ lines: ArraySlice<CellLine>) -> String {
      let shown = lines.filter { length($0) == nil }.map { String($0[outputPrompt($0)...]) }
      return PythonText.strip(shown.joined(separator: "\n"))
    }
    let text = output(lines[last...])
    let isOnly = !text.isEmpty && output(lines[..<last]).isEmpty
    return isOnly && !text.contains("Traceback (most recent call last)") ? text : nil
  }

  /// What tells the length of a line's prompt in a transcript; nil for other text.
  private static func promptLength(in lines: [CellLine]) -> ((CellLine) -> Int?)? {
    guard let first = lines.first(where: { !$0.allSatisfy(PythonText.isSpace) }) else { return nil }
    if wholePrompt(">>>", first) != nil {
      return { wholePrompt(">>>", $0) ?? wholePrompt("...", $0) }
    }
    return inputPrompt(first) == nil ? nil : { inputPrompt($0) ?? wholeContinuationPrompt($0) }
  }

  /// The length of `Out[3]: ` at the start of a line; 0 if there is none.
  private static func outputPrompt(_ line: CellLine) -> Int {
    guard line.starts(with: "Out[".unicodeScalars) else { return 0 }
    let rest = line.dropFirst(4).drop { $0.properties.numericType == .decimal }
    guard rest.starts(with: "]:".unicodeScalars) else { return 0 }
    return min(rest.startIndex + 3, line.count)
  }

  /// The length of `>>> `, or of `>>>` on a line of its own.
  private static func wholePrompt(_ sign: String, _ line: CellLine) -> Int? {
    guard let length = prompt(sign, line) else { return nil }
    return length == line.count || PythonText.isSpace(line[length - 1]) ? length : nil
  }

  /// The length of `In [3]: `, with the blanks before it, or of `In [3]:` on a line of its own.
  private static func inputPrompt(_ line: CellLine) -> Int? {
    let text = Array(line.drop(while: PythonText.isSpace))
    return firstLinePrompt(text + [" "]).map { min(line.count - text.count + $0, line.count) }
  }

  /// The length of `   ...: `, or of `   ...:` on a line of its own.
  private static func wholeContinuationPrompt(_ line: CellLine) -> Int? {
    guard let length = continuationPrompt(line) else { return nil }
    return length == line.count || line[length - 1] == " " ? length : nil
  }

  // MARK: Cells

  static func removed(from lines: [CellLine]) -> [CellLine] {
    withoutNumberedPrompts(withoutPythonPrompts(lines))
  }

  // MARK: In [3]:

  private static func withoutNumberedPrompts(_ lines: [CellLine]) -> [CellLine] {
    let hasPrompts = lines.prefix(2).contains { numberedPrompt($0) != nil }
    guard hasPrompts else { return lines }
    return lines.map { Array($0[(numberedPrompt($0) ?? 0)...]) }
  }

  /// The length of `In [3]: `, which may follow a mode of vi, or of `   ...: `.
  private static func numberedPrompt(_ line: CellLine) -> Int? {
    firstLinePrompt(line) ?? continuationPrompt(line)
  }

  private static func firstLinePrompt(_ line: CellLine) -> Int? {
    var rest = line[...]
    for mode in ["[nav] ", "[ins] ", " "] where rest.starts(with: mode.unicodeScalars) {
      rest = rest.dropFirst(mode.utf8.count)
      break
    }
    guard rest.starts(with: "In [".unicodeScalars) else { return nil }
    rest = rest.dropFirst(4)
    let number = rest.prefix { $0.properties.numericType == .decimal }
    rest = rest.dropFirst(number.count)
    guard !number.isEmpty, rest.starts(with: "]: ".unicodeScalars) else { return nil }
    return rest.startIndex + 3
  }

  private static func continuationPrompt(_ line: CellLine) -> Int? {
    let afterBlanks = line.drop(while: PythonText.isSpace)
    let afterDots = afterBlanks.drop { $0 == "." }
    guard afterDots.startIndex - afterBlanks.startIndex >= 3, afterDots.first == ":" else {
      return nil
    }
    let end = afterDots.startIndex + 1
    return end < line.count && line[end] == " " ? end + 1 : end
  }

  // MARK: >>>

  /// Removes `>>>` and `...`, with one blank, from lines that are not in a triple-quoted string.
  private static func withoutPythonPrompts(_ lines: [CellLine]) -> [CellLine] {
    let isText = linesOfStrings(lines)
    let hasPrompt = zip(lines, isText).contains { !$1 && prompt(">>>", $0) != nil }
    guard hasPrompt else { return lines }
    var result: [CellLine] = []
    var start = 0
    while start < lines.count {
      let end = isText[start...].firstIndex { $0 != isText[start] } ?? lines.count
      let segment = lines[start..<end]
      result += isText[start] ? Array(segment) : stripped(segment)
      start = end
    }
    return result
  }

  private static func stripped(_ segment: ArraySlice<CellLine>) -> [CellLine] {
    let stripped = segment.map { line in
      Array(line[(prompt(">>>", line) ?? prompt("...", line) ?? 0)...])
    }
    guard stripped[...] != segment else { return stripped }
    return CellLines.dedentedFrom(stripped[...])
  }

  /// The length of a prompt with the blanks before it and one after it.
  private static func prompt(_ sign: String, _ line: some Collection<Unicode.Scalar>) -> Int? {
    let rest = line.drop(while: PythonText.isSpace)
    guard rest.starts(with: sign.unicodeScalars) else { return nil }
    let length = line.count - rest.count + sign.utf8.count
    let next = rest.dropFirst(sign.utf8.count).first
    return next == " " || next == "\t" ? length + 1 : length
  }

  /// Which lines belong to a triple-quoted string that the user typed around pasted text.
  ///
  /// A guess as rough as IPython's: a string counts if nothing but a prefix stands before its
  /// quotes, and if it is not itself behind a prompt in text that has prompts.
  private static func linesOfStrings(_ lines: [CellLine]) -> [Bool] {
    var isText: [Bool] = []
    var open: Unicode.Scalar?
    var isKept = false
    var hasSeenPrompt = false
    for line in lines {
      isText.append(open != nil && isKept)
      for (position, quote) in tripleQuotes(line) {
        if open == nil {
          open = quote
          isKept = isPlainString(before: line[..<position], hasSeenPrompt: hasSeenPrompt)
          isText[isText.count - 1] = isKept
        } else if open == quote {
          open = nil
          isKept = false
        }
      }
      hasSeenPrompt = hasSeenPrompt || prompt(">>>", line) != nil
    }
    return isText
  }

  /// The places of `'''` and `"""` that follow no backslash.
  private static func tripleQuotes(_ line: CellLine) -> [(Int, Unicode.Scalar)] {
    var places: [(Int, Unicode.Scalar)] = []
    var position = 0
    while position + 3 <= line.count {
      let quote = line[position]
      let isTriple =
        (quote == "'" || quote == "\"") && line[position..<position + 3].allSatisfy { $0 == quote }
      if isTriple, position == 0 || line[position - 1] != "\\" {
        places.append((position, quote))
        position += 3
      } else {
        position += 1
      }
    }
    return places
  }

  private static func isPlainString(
    before text: ArraySlice<Unicode.Scalar>, hasSeenPrompt: Bool
  ) -> Bool {
    let afterFirst = text.dropFirst(prompt(">>>", text) ?? 0)
    let afterSecond = afterFirst.dropFirst(prompt("...", afterFirst) ?? 0)
    let hadPrompt = afterSecond.count < text.count
    // Ends at the first other character: a line may hold many thousand quotes.
    let word = afterSecond.drop(while: PythonText.isSpace)
    let rest = word.drop { "rubfRUBF".unicodeScalars.contains($0) }
    return rest.allSatisfy(PythonText.isSpace) && !(hadPrompt && hasSeenPrompt)
  }
}
