/// Decides whether the outputs of a cell are those that were saved.
public struct Comparison: Equatable, Sendable {
  /// How strictly, strictest first.
  public enum Level: String, Sendable, CaseIterable {
    /// Byte for byte.
    case exact
    /// As text: without colours, blanks at line ends, addresses, timings and places of files.
    case text
    /// As text in which numbers are compared as numbers.
    case number
    /// Only structure: as text in which any number stands for any other.
    case shape
    /// No error, or the same one.
    case ran
  }

  public var level: Level
  /// Numbers may differ by this part of the saved one; level ``Level/number`` only.
  public var relativeTolerance: Double
  /// Numbers may differ by this much; level ``Level/number`` only.
  public var absoluteTolerance: Double
  /// Whether it counts what was printed and what is a result. It does not for pasted text, where
  /// nothing tells them apart.
  public var tellsKindsApart: Bool

  public init(
    level: Level = .text, relativeTolerance: Double = 1e-5, absoluteTolerance: Double = 1e-8,
    tellsKindsApart: Bool = true
  ) {
    self.level = level
    self.relativeTolerance = relativeTolerance
    self.absoluteTolerance = absoluteTolerance
    self.tellsKindsApart = tellsKindsApart
  }

  public enum Verdict: Equatable, Sendable {
    case same
    /// Numbers differ, at most by this much, and within the tolerance.
    case sameWithinTolerance(largest: Double)
    case different([Difference])
  }

  /// Compares the outputs of one cell.
  public func compare(saved: [Output], new: [Output]) -> Verdict {
    let savedParts = parts(of: saved)
    let newParts = parts(of: new)
    if savedParts.map(\.name) != newParts.map(\.name) {
      return .different([differenceOfKinds(savedParts, newParts)])
    }
    var differences: [Difference] = []
    var largest = 0.0
    for (saved, new) in zip(savedParts, newParts) {
      guard let distance = distance(saved.text, new.text) else {
        differences.append(Difference(name: saved.name, expected: saved.text, actual: new.text))
        continue
      }
      largest = max(largest, distance)
    }
    if !differences.isEmpty { return .different(differences) }
    return largest > 0 ? .sameWithinTolerance(largest: largest) : .same
  }
}

// MARK: - What is compared

extension Comparison {
  /// A text to compare, and what it is: `stdout`, `result`, `error`.
  private struct Part {
    var name: String
    var text: String

    static func joining(_ parts: [Part]) -> Part {
      Part(name: "output", text: parts.map(\.text).joined())
    }
  }

  private func parts(of outputs: [Output]) -> [Part] {
    if level == .ran {
      return outputs.compactMap { output in
        if case .error = output { part(of: output) } else { nil }
      }
    }
    let parts = outputs.mergingStreams.map(part)
    return tellsKindsApart || parts.isEmpty ? parts : [.joining(parts)]
  }

  private func part(of output: Output) -> Part {
    switch output {
    case .stream(let name, let text): Part(name: name, text: text)
    case .executeResult: Part(name: "result", text: output.plainText)
    case .displayData: Part(name: "display", text: output.plainText)
    case .error(let ename, let evalue, _) where level != .exact && tellsKindsApart:
      Part(name: "error", text: OutputText.error(ename, evalue, traceback: output.plainText))
    case .error: Part(name: "error", text: output.plainText)
    }
  }

  /// The difference where not the same kinds of output came in the same order.
  private func differenceOfKinds(_ saved: [Part], _ new: [Part]) -> Difference {
    func labelled(_ parts: [Part]) -> String {
      parts.map { part in
        let text = part.text.hasSuffix("\n") ? String(part.text.dropLast()) : part.text
        return "[\(part.name)]\n\(text)"
      }.joined(separator: "\n")
    }
    return Difference(name: "outputs", expected: labelled(saved), actual: labelled(new))
  }

  /// The largest difference of two numbers in texts that are the same; nil if they are not.
  private func distance(_ saved: String, _ new: String) -> Double? {
    if saved == new { return 0 }
    switch level {
    case .exact: return nil
    case .text, .ran:
      return Wildcard.matches(OutputText.normalized(new), OutputText.normalized(saved)) ? 0 : nil
    case .number:
      return NumberText(OutputText.normalized(saved)).distance(
        to: NumberText(OutputText.normalized(new)),
        NumberText.Tolerance(relative: relativeTolerance, absolute: absoluteTolerance))
    case .shape:
      let saved = NumberText(OutputText.normalized(saved))
      return saved.structure == NumberText(OutputText.normalized(new)).structure ? 0 : nil
    }
  }
}

/// `...` in a saved text stands for any text; `\...` for three dots.
enum Wildcard {
  static func matches(_ text: String, _ pattern: String) -> Bool {
    let pieces = pieces(of: Array(pattern.utf8))
    var rest = Array(text.utf8)[...]
    guard pieces.count > 1 else { return rest.elementsEqual(pieces[0]) }
    guard rest.starts(with: pieces[0]) else { return false }
    rest = rest.dropFirst(pieces[0].count)
    for piece in pieces.dropFirst().dropLast() {
      guard let found = end(of: piece, in: rest) else { return false }
      rest = rest[found...]
    }
    let last = pieces[pieces.count - 1]
    return rest.count >= last.count && rest.suffix(last.count).elementsEqual(last)
  }

  /// The texts between the `...`.
  private static func pieces(of pattern: [UInt8]) -> [[UInt8]] {
    let dots = Array("...".utf8)
    var pieces: [[UInt8]] = [[]]
    var position = 0
    while position < pattern.count {
      let rest = pattern[position...]
      if rest.starts(with: [UInt8(ascii: "\\")] + dots) {
        pieces[pieces.count - 1] += dots
        position += 4
      } else if rest.starts(with: dots) {
        pieces.append([])
        position += 3
      } else {
        pieces[pieces.count - 1].append(pattern[position])
        position += 1
      }
    }
    return pieces
  }

  private static func end(of piece: [UInt8], in text: ArraySlice<UInt8>) -> Int? {
    guard text.count >= piece.count else { return nil }
    guard let first = piece.first else { return text.startIndex }
    return (text.startIndex...text.endIndex - piece.count).first { start in
      text[start] == first && text[start...].starts(with: piece)
    }.map { $0 + piece.count }
  }
}
