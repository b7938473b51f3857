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

  func testSpeed() throws {
    let floats = (0..<100_000).map { (index: Int) -> Double in Double(index) * 1.1 + 0.01 }
    let start = ContinuousClock.now
    let length = floats.reduce(0) { $0 + FloatText.repr($1).utf8.count }
    let perRepr = (ContinuousClock.now - start) / floats.count
    print("float repr:", perRepr, length)
    var bytes = Array("a_typical_name".utf8)
    let hashStart = ContinuousClock.now
    var total = 0
    for _ in 0..<1_000_000 {
      bytes[0] = UInt8(truncatingIfNeeded: total)
      total &+= bytes.withUnsafeBytes { TextHash.hash($0) }
    }
    print("hash of 14 bytes:", (ContinuousClock.now - hashStart) / 1_000_000, total)
    let intStart = ContinuousClock.now
    for value in 0..<1_000_000 { total &+= try Integer(value &* 7_919_919).text().utf8.count }
    print("int text:", (ContinuousClock.now - intStart) / 1_000_000, total)
    XCTAssertLessThan(perRepr, Duration.microseconds(5))
  }
}
