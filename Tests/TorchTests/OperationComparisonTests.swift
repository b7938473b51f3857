import Foundation
import XCTest

/// Runs `Comparison/operations.py` and compares what it prints with what it printed under PyTorch: every sample must be
/// as recorded or refused by name.
final class OperationComparisonTests: XCTestCase {
  func testEverySampleGivesWhatPyTorchGives() throws {
    let wanted = answers(in: try comparisonFile("operations.txt"))
    let program = try comparisonFile("operations.py")
    var printed = ""
    inSession { session in
      session.run(program)
      printed = session.takeOutput()
    }
    let got = Dictionary(answers(in: printed).map { ($0.key, $0.text) }) { first, _ in first }
    var differences: [String: [String]] = [:]
    for answer in wanted {
      let text = got[answer.key] ?? "(no answer)"
      if text.contains("cellgrad: not supported") || answer.isEqual(to: text) { continue }
      differences[answer.family, default: []].append(
        "\(answer.key)\n  wanted \(answer.text.prefix(200))\n  got    \(text.prefix(200))")
    }
    for (family, found) in differences {
      XCTFail("\(family): \(found.count) differ\n" + found.prefix(10).joined(separator: "\n"))
    }
  }

  private func answers(in text: String) -> [Answer] {
    var answers: [Answer] = []
    var (rule, family, expression) = (Answer.Rule.digits, "", "")
    for line in text.split(separator: "\n") {
      let words = line.split(separator: " ", maxSplits: 2, omittingEmptySubsequences: false)
      if line.hasPrefix("= "), words.count == 3 {
        (rule, family) = (Answer.Rule(rawValue: String(words[1])) ?? .digits, String(words[2]))
      } else if line.hasPrefix("# ") {
        expression = String(line.dropFirst(2))
      } else if let space = line.firstIndex(of: " ") {
        answers.append(
          Answer(
            family: family, rule: rule, expression: expression, type: String(line[..<space]),
            text: String(line[line.index(after: space)...])))
      }
    }
    return answers
  }
}

/// What one sample gave for one type of element.
private struct Answer {
  /// How equal numbers must be: all bits, one unit in the last place of float32, or four digits.
  enum Rule: String { case bits, ulp, digits }

  let family: String
  let rule: Rule
  let expression: String
  let type: String
  let text: String
  var key: String { "\(family): \(expression) [\(type)]" }

  /// Whether another answer says the same. Gradients need to agree in digits only.
  func isEqual(to other: String) -> Bool {
    if text == other { return true }
    let (first, second) = (halves(of: text), halves(of: other))
    return first.count == second.count
      && zip(first, second).enumerated().allSatisfy { index, pair in
        areEqual(pair.0, pair.1, index == 0 ? rule : .digits)
      }
  }

  private func halves(of text: String) -> [Substring] { text.split(separator: "|") }

  private func areEqual(_ first: Substring, _ second: Substring, _ rule: Rule) -> Bool {
    let separators: Set<Character> = [" ", ",", ";", "(", ")", "[", "]"]
    let (a, b) = (first.split { separators.contains($0) }, second.split { separators.contains($0) })
    guard a.count == b.count else { return false }
    let size = a.compactMap { Double($0) }.filter(\.isFinite).map(abs).max() ?? 0
    return zip(a, b).allSatisfy { x, y in
      if x == y { return true }
      guard let p = Double(x), let q = Double(y) else { return false }
      return p == q || p.isNaN && q.isNaN || isNear(p, q, rule, size)
    }
  }

  private func isNear(_ p: Double, _ q: Double, _ rule: Rule, _ size: Double) -> Bool {
    guard p.isFinite && q.isFinite else { return false }
    if type == "f4" {
      if rule == .bits { return false }
      // Nine digits tell floats apart but are not quite them.
      let (a, b) = (Float(p), Float(q))
      if rule == .ulp { return abs(a - b) <= max(abs(a), abs(b)).ulp }
    }
    let relative = ["f8": 1e-9, "f2": 2e-3, "bf": 1.6e-2, "c16": 1e-9][type] ?? 2e-5
    return abs(p - q) <= relative * max(abs(p), abs(q), size * 0.1)
  }
}
