import Python

/// Translates what is special to IPython in a cell into Python: magics, shell lines, help, and
/// prompts pasted along with the code. The steps are those of IPython's `TransformerManager`.
///
///     try CellTranslation.translate("%time f(x)")
///     // get_ipython().run_line_magic('time', 'f(x)')
public enum CellTranslation {
  /// Why a cell cannot be translated.
  public enum Problem: Error, Equatable, Sendable {
    case unindent(UnindentProblem)
    /// The text of a `RuntimeError`: the translated text is special syntax again and again.
    case endless(String)
  }

  private static let maximumRounds = 500

  /// The Python source of a cell, ended by a line end.
  ///
  /// - Parameter isMagic: whether a name may be called without `%`: a line magic that no variable,
  ///   builtin or keyword hides. Without it there is no automagic.
  public static func translate(
    _ cell: String, isMagic: ((String) -> Bool)? = nil
  ) throws(Problem) -> String {
    let ended = cell.utf8.last == UInt8(ascii: "\n") ? cell : cell + "\n"
    var lines = PastedPrompts.removed(from: CellLines.dedented(CellLines.split(ended)))
    lines = cellMagic(lines) ?? lines
    lines = try translateSpecialSyntax(lines)
    if let isMagic, lines.count == 1, let line = automagic(String(lines[0][...]), isMagic) {
      return line
    }
    return CellLines.joined(lines)
  }

  /// Whether the last token of translated source is `;`, so that no result is displayed.
  public static func isSilenced(_ source: String) -> Bool {
    let tokens = (try? CellTokenizer.tokens(of: CellLines.split(source))) ?? []
    let last = tokens.last { token in
      switch token.kind {
      case .endMarker, .newline, .blankNewline, .comment: false
      default: true
      }
    }
    return last?.symbol == ";"
  }

  /// Translates one piece of special syntax after another, since what follows a piece may not be
  /// readable as Python before it is gone.
  private static func translateSpecialSyntax(_ cell: [CellLine]) throws(Problem) -> [CellLine] {
    var lines = cell
    for _ in 0..<maximumRounds {
      let tokens: [CellToken]
      do throws(UnindentProblem) {
        tokens = try CellTokenizer.tokens(of: lines)
      } catch {
        throw .unindent(error)
      }
      let found = SpecialSyntax.found(in: tokens, lines)
      guard let next = found.lazy.compactMap({ $0.translated(lines) }).first else { return lines }
      lines = next
    }
    throw .endless(
      "Input transformation still changing after \(maximumRounds) iterations. Aborting.")
  }

  /// A cell that begins with `%%name`, as a call with the rest of the cell as an argument.
  private static func cellMagic(_ lines: [CellLine]) -> [CellLine]? {
    guard let first = lines.first, first.starts(with: ["%", "%"]) else { return nil }
    let rest = first[2...]
    let name = rest.prefix { $0.isWordCharacter }
    if !name.isEmpty, rest.dropFirst(name.count).first == "?" { return nil }
    let words = PythonText.stripEnd(String(rest)).partitioned(at: " ")
    let body = CellLines.joined(lines.dropFirst())
    let arguments = [words.before, words.after, body].map(PythonText.repr)
    let call = "get_ipython().run_cell_magic(\(arguments.joined(separator: ", ")))\n"
    return [CellLine(call.unicodeScalars)]
  }

  /// A line like `ls -l`, if it calls a magic.
  private static func automagic(_ line: String, _ isMagic: (String) -> Bool) -> String? {
    let scalars = CellLine(line.unicodeScalars)
    let blanks = scalars.prefix { PythonText.isSpace($0) }
    let name = scalars[blanks.count...].prefix { $0.isWordCharacter || $0 == "." || $0 == "*" }
    let afterName = scalars[(blanks.count + name.count)...].drop(while: PythonText.isSpace)
    let rest = String(afterName.prefix { $0 != "\n" })
    guard !name.isEmpty, rest.unicodeScalars.first != "=", isMagic(String(name)) else { return nil }
    let arguments = [String(name), rest].map(PythonText.repr).joined(separator: ", ")
    return String(blanks) + "get_ipython().run_line_magic(\(arguments))\n"
  }
}

// MARK: - Lines

/// A line of a cell with its line end, by characters.
typealias CellLine = [Unicode.Scalar]

/// Reading a cell as lines.
enum CellLines {
  static func split(_ text: String) -> [CellLine] {
    PythonText.linesWithEnds(text).map { CellLine($0) }
  }

  static func joined(_ lines: some Sequence<CellLine>) -> String {
    // One by one: a whole line at a time makes the view grow by just that line, again and again.
    var text = String.UnicodeScalarView()
    for line in lines {
      for scalar in line {
        text.append(scalar)
      }
    }
    return String(text)
  }

  /// Without blank lines at the start and without the indentation common to all lines.
  static func dedented(_ lines: [CellLine]) -> [CellLine] {
    guard let start = lines.firstIndex(where: { !$0.allSatisfy(PythonText.isSpace) }) else {
      return dedentedFrom(lines[...])
    }
    return dedentedFrom(lines[start...])
  }

  /// `textwrap.dedent`, which also empties lines of blanks alone.
  static func dedentedFrom(_ lines: ArraySlice<CellLine>) -> [CellLine] {
    let text = joined(lines)
    let rows = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    let margin = PythonText.commonMargin(rows).utf8.count
    let dedented = rows.map { row in
      let isBlank = row.utf8.allSatisfy { $0 == UInt8(ascii: " ") || $0 == UInt8(ascii: "\t") }
      return isBlank ? "" : String(row.unicodeScalars.dropFirst(margin))
    }
    return split(dedented.joined(separator: "\n"))
  }
}

extension String {
  /// `str.partition`: what stands before and after the first `separator`.
  func partitioned(at separator: Unicode.Scalar) -> (before: String, after: String) {
    guard let index = unicodeScalars.firstIndex(of: separator) else { return (self, "") }
    let after = unicodeScalars.index(after: index)
    return (String(unicodeScalars[..<index]), String(unicodeScalars[after...]))
  }
}
