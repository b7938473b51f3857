import Foundation
import XCTest

@testable import Python

/// A table that record.py wrote: rows of an operation, its arguments, and CPython's result.
struct RecordedTable {
  let rows: [[String]]

  init(_ name: String) throws {
    let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    let file = folder.appendingPathComponent("Recorded/\(name).tsv")
    let text = try String(contentsOf: file, encoding: .utf8)
    rows = text.split(separator: "\n").map {
      $0.split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
    }
  }

  /// Runs every row whose operation `compute` knows and reports where it differs.
  func check(_ compute: (_ operation: String, _ arguments: [String]) throws -> String?) {
    var differences: [String] = []
    var count = 0
    for row in rows {
      guard let operation = row.first, let expected = row.last else { continue }
      let arguments = Array(row.dropFirst().dropLast())
      guard let result = answer({ try compute(operation, arguments) }) else { continue }
      count += 1
      if result != expected {
        differences.append("\(operation) \(arguments): \(expected) expected, got \(result)")
      }
    }
    XCTAssertGreaterThan(count, 0)
    XCTAssertEqual(
      differences.count, 0, "\(differences.count) of \(count) rows differ:\n"
        + differences.prefix(25).map { String($0.prefix(300)) }.joined(separator: "\n"))
  }

  private func answer(_ compute: () throws -> String?) -> String? {
    do {
      return try compute()
    } catch let problem as Problem {
      return escaped("!\(className(problem.kind)): \(problem.message)".codePoints)
    } catch {
      return "\(error)"
    }
  }

  private func className(_ kind: Problem.Kind) -> String {
    switch kind {
    case .valueError: "ValueError"
    case .overflowError: "OverflowError"
    case .zeroDivisionError: "ZeroDivisionError"
    case .typeError: "TypeError"
    case .memoryError: "MemoryError"
    case .interrupted: "KeyboardInterrupt"
    }
  }
}

// MARK: - The tables' notation

/// A Python int in hexadecimal.
func integer(_ text: String) throws -> Integer {
  try Integer(parsing: text.codePoints, base: 16)
}

/// A float by its bits in hexadecimal.
func float(_ text: String) -> Double {
  text == "nan" ? .nan : Double(bitPattern: UInt64(text, radix: 16) ?? 0)
}

func complex(_ text: String) -> Complex {
  let parts = text.split(separator: ",").map { float(String($0)) }
  return Complex(parts[0], parts[1])
}

func bytes(_ text: String) -> [UInt8] {
  let digits = Array(text)
  return stride(from: 0, to: digits.count, by: 2).map {
    UInt8(String(digits[$0...($0 + 1)]), radix: 16) ?? 0
  }
}

func shown(_ value: Integer) -> String { (try? value.prefixedDigits(base: 16)) ?? "?" }

func shown(_ value: Double) -> String {
  if value.isNaN { return "nan" }
  let digits = String(value.bitPattern, radix: 16)
  return String(repeating: "0", count: 16 - digits.count) + digits
}

func shown(_ value: Complex) -> String { shown(value.real) + "," + shown(value.imaginary) }

func shown(_ value: Bool) -> String { value ? "True" : "False" }

func shown(_ value: Number) -> String {
  switch value {
  case .integer(let value): shown(value)
  case .float(let value): shown(value)
  case .complex(let value): shown(value)
  }
}

/// Undoes Python's `unicode_escape`.
func text(_ escaped: String) -> [UInt32] {
  var result: [UInt32] = []
  var rest = Array(escaped.utf8)[...]
  while let byte = rest.popFirst() {
    guard byte == UInt8(ascii: "\\"), let letter = rest.popFirst() else {
      result.append(UInt32(byte))
      continue
    }
    let digits: [UInt8: Int] = [
      UInt8(ascii: "x"): 2, UInt8(ascii: "u"): 4, UInt8(ascii: "U"): 8,
    ]
    if let count = digits[letter] {
      result.append(UInt32(String(decoding: rest.prefix(count), as: UTF8.self), radix: 16) ?? 0)
      rest = rest.dropFirst(count)
    } else {
      let controls: [UInt8: UInt32] = [
        UInt8(ascii: "n"): 10, UInt8(ascii: "t"): 9, UInt8(ascii: "r"): 13,
      ]
      result.append(controls[letter] ?? UInt32(letter))
    }
  }
  return result
}

/// Python's `unicode_escape`: `ascii()` without quotes.
func escaped(_ text: [UInt32]) -> String {
  text.map { character in
    let quoted = String(codePoints: Quoting.ascii([character]))
    return character == 0x22 || character == 0x27
      ? String(codePoints: [character]) : String(quoted.dropFirst().dropLast())
  }.joined()
}
