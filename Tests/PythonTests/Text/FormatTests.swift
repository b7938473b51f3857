import XCTest

@testable import Python

final class FormatTests: XCTestCase {
  func testWidthAndPrecisionTooLargeToHold() {
    let wide = "9223372036854775807".codePoints
    for spec in [wide, "0".codePoints + wide, ",".codePoints + wide] {
      XCTAssertThrowsError(try Formatter.integer(5, spec: spec))
    }
    XCTAssertThrowsError(try Formatter.integer(5, spec: "0".codePoints + wide + ",".codePoints))
    XCTAssertThrowsError(try Formatter.string([], spec: wide))
    XCTAssertThrowsError(try Formatter.float(1, spec: ".2147483647f".codePoints)) {
      XCTAssertEqual($0 as? Problem, Problem.memoryError)
    }
  }

  func testStarArguments() throws {
    var parser = PercentParser("%*.*f|".codePoints)
    guard case .directive(let directive)? = try parser.next() else { return XCTFail() }
    XCTAssertEqual(directive.width, .argument)
    XCTAssertEqual(directive.precision, .argument)
    let right = PercentConversion(directive, widthArgument: 8, precisionArgument: 2)
    XCTAssertEqual(String(codePoints: try right.float(3.14159)), "    3.14")
    let left = PercentConversion(directive, widthArgument: -8, precisionArgument: -1)
    XCTAssertEqual(String(codePoints: try left.float(3.14159)), "3       ")
    let extreme = PercentConversion(directive, widthArgument: .min, precisionArgument: .max)
    XCTAssertThrowsError(try extreme.float(1))
  }
}
