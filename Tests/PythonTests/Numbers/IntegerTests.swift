import XCTest

@testable import Python

final class IntegerTests: XCTestCase {
  private func assertMemoryError(
    _ compute: @autoclosure () throws -> Integer, line: UInt = #line
  ) {
    XCTAssertThrowsError(try compute(), line: line) {
      XCTAssertEqual($0 as? Problem, Problem.memoryError, line: line)
    }
  }

  func testResultsTooLargeToHoldAreRefused() throws {
    let large = Integer.powerOfTwo(100)
    assertMemoryError(try Integer(10).power(Integer(.max)))
    assertMemoryError(try Integer(-3).power(large))
    assertMemoryError(try Integer(1).shiftedLeft(by: Integer(.max)))
    assertMemoryError(try large.shiftedLeft(by: Integer(1 << 33)))
    XCTAssertThrowsError(try Integer(1).bytes(length: .max, bigEndian: true, signed: false))
    XCTAssertThrowsError(try Integer(0).bytes(length: -1, bigEndian: true, signed: false))
  }

  func testTrivialPowersOfAnyExponent() throws {
    let exponent = try Integer.powerOfTwo(100).adding(1)
    XCTAssertEqual(try Integer(-1).power(exponent), -1)
    XCTAssertEqual(try Integer(0).power(exponent), 0)
    XCTAssertEqual(try Integer(1).power(exponent), 1)
  }

  func testEdgesOfTheWord() throws {
    XCTAssertEqual(try Integer(.max).adding(1).text(), "9223372036854775808")
    XCTAssertEqual(try Integer(.min).negated.text(), "9223372036854775808")
    XCTAssertEqual(try Integer(.min).floorDivided(by: -1).text(), "9223372036854775808")
    XCTAssertEqual(try Integer(.min).modulo(-1), 0)
    XCTAssertEqual(try Integer(.max).adding(1).subtracting(1).word, .max)
  }

  func testDigitLimitCanBeLifted() throws {
    let number = try Integer(10).power(5000)
    XCTAssertThrowsError(try number.text())
    XCTAssertEqual(try number.text(digitLimit: 0).utf8.count, 5001)
    let digits = [UInt8](repeating: 0x37, count: 5000)
    let parsed = try Integer(parsing: digits, digitLimit: 0)
    XCTAssertEqual(try parsed.text(digitLimit: 6000).utf8.count, 5000)
  }

  func testHugeRoundingDigits() throws {
    XCTAssertEqual(try Integer(5).rounded(digits: Integer(.min)), 0)
    XCTAssertEqual(try FloatArithmetic.round(1.5, digits: .min), 0)
    XCTAssertEqual(try FloatArithmetic.round(1.5, digits: .max), 1.5)
  }
}
