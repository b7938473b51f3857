import XCTest

@testable import Python

/// Compares every code point with CPython's tables (Unicode 14).
final class UnicodeTraitsTests: XCTestCase {
  func testEveryCodePoint() throws {
    let traits: [String: (UInt32) -> Bool] = [
      "isprintable": UnicodeTraits.isPrintable, "isalpha": UnicodeTraits.isAlphabetic,
      "isdecimal": UnicodeTraits.isDecimal, "isdigit": UnicodeTraits.isDigit,
      "isnumeric": UnicodeTraits.isNumeric, "isalnum": UnicodeTraits.isAlphanumeric,
      "isspace": UnicodeTraits.isSpace, "isupper": UnicodeTraits.isUppercase,
      "islower": UnicodeTraits.isLowercase, "istitle": UnicodeTraits.isTitlecase,
      "isidentifier": UnicodeTraits.isIdentifierStart,
      "continues": UnicodeTraits.isIdentifierContinue,
    ]
    for row in try RecordedTable("characters").rows {
      guard let trait = traits[row[0]] else { continue }
      let expected = Set(members(row[1]))
      let different = (0...UInt32(0x10FFFF)).filter { trait($0) != expected.contains($0) }
      XCTAssertEqual(different.map { String($0, radix: 16) }, [], row[0])
    }
  }

  /// The code points in alternating runs of "no" and "yes", whose lengths are in hexadecimal.
  private func members(_ runs: String) -> [UInt32] {
    var (position, isMember) = (UInt32(0), false)
    var result: [UInt32] = []
    for run in runs.split(separator: " ") {
      let length = UInt32(run, radix: 16) ?? 0
      if isMember { result += position..<(position + length) }
      position += length
      isMember.toggle()
    }
    return result
  }

  func testEveryCaseMapping() throws {
    let mappings: [String: (UInt32) -> [UInt32]] = [
      "upper": CaseMapping.upper, "lower": CaseMapping.lower, "title": CaseMapping.title,
      "casefold": CaseMapping.fold,
    ]
    for row in try RecordedTable("characters").rows {
      guard let mapping = mappings[row[0]] else { continue }
      let actual = (0...UInt32(0x10FFFF)).compactMap { character -> String? in
        let mapped = mapping(character)
        if mapped == [character] { return nil }
        let shown = mapped.map { String($0, radix: 16) }.joined(separator: "+")
        return String(character, radix: 16) + "=" + shown
      }
      let expected = row[1].split(separator: " ").map(String.init)
      XCTAssertEqual(Set(actual).symmetricDifference(expected).sorted(), [], row[0])
    }
  }
}
