import XCTest

@testable import Python

/// What a formatter writes by a specifier or template.
func written(
  _ spec: [UInt32], write: (TextView, inout TextBuilder) throws -> Void
) throws -> [UInt32] {
  var text = TextBuilder()
  try spec.withTextView { try write($0, &text) }
  return text.view.codePoints
}

final class FormatTests: XCTestCase {
  private func integer(_ value: Integer, _ spec: [UInt32]) throws {
    _ = try written(spec) { try Formatter.integer(value, spec: $0, to: &$1) }
  }

  func testWidthAndPrecisionTooLargeToHold() {
    let wide = "9223372036854775807".codePoints
    for spec in [wide, "0".codePoints + wide, ",".codePoints + wide] {
      XCTAssertThrowsError(try integer(5, spec))
    }
    XCTAssertThrowsError(try integer(5, "0".codePoints + wide + ",".codePoints))
    XCTAssertThrowsError(
      try written(wide) { try Formatter.string($0.prefix(0), spec: $0, to: &$1) })
    XCTAssertThrowsError(
      try written(".2147483647f".codePoints) { try Formatter.float(1, spec: $0, to: &$1) }
    ) { XCTAssertEqual($0 as? Problem, Problem.memoryError) }
  }

  func testStarArguments() throws {
    _ = try written("%*.*f|".codePoints) { template, _ in
      var parser = PercentParser(template)
      guard case .directive(let directive)? = try parser.next() else { return XCTFail() }
      XCTAssertEqual(directive.width, .argument)
      XCTAssertEqual(directive.precision, .argument)
      XCTAssertEqual(try float(3.14159, directive, 8, 2), "    3.14")
      XCTAssertEqual(try float(3.14159, directive, -8, -1), "3       ")
      XCTAssertThrowsError(try float(1, directive, .min, .max))
    }
  }

  private func float(
    _ value: Double, _ directive: PercentDirective, _ width: Int, _ precision: Int
  ) throws -> String {
    let conversion = PercentConversion(
      directive, widthArgument: width, precisionArgument: precision)
    return String(codePoints: try written([]) { try conversion.float(value, to: &$1) })
  }

  func testFixedDecimalsAreThoseOfC() {
    var generator = SystemRandomNumberGenerator()
    for turn in 0..<20_000 {
      let bits = Double(bitPattern: generator.next())
      let tie = Double(Int.random(in: -99_999...99_999)) / Double(1 << Int.random(in: 0...12))
      let value = turn % 2 == 0 ? tie : bits
      let precision = Int.random(in: 0...15)
      guard value.isFinite, let decimal = FixedDecimal(value, precision: precision) else {
        continue
      }
      var text = TextBuilder()
      decimal.write(to: &text)
      XCTAssertEqual(text.view.text, FloatText.fixed(value, precision: precision))
    }
  }
}

final class TextBuilderTests: XCTestCase {
  func testGrowsWiderWithItsText() {
    var text = TextBuilder(capacity: 1)
    text.append("ab")
    XCTAssertEqual(text.width, 1)
    text.append(0xAC00)
    XCTAssertEqual(text.width, 2)
    text.append("é")
    text.append(0x1F600)
    XCTAssertEqual(text.width, 4)
    text.append("z")
    XCTAssertEqual(text.view.text, "ab가é😀z")
  }

  func testPartsOfWideTextStayNarrow() {
    var text = TextBuilder()
    "가ab나".codePoints.withTextView { text.append($0[1..<3]) }
    XCTAssertEqual(text.width, 1)
    XCTAssertEqual(text.view.text, "ab")
  }

  func testInsertsAndWritesOver() {
    var text = TextBuilder()
    text.append("-12")
    text.insert(UInt32(ascii: "0"), times: 3, at: 1)
    XCTAssertEqual(text.view.text, "-00012")
    text.insert(0x2003, times: 1, at: 0)
    "나ab".codePoints.withTextView { text.overwrite(at: 5, $0) }
    XCTAssertEqual(text.view.text, "\u{2003}-000나ab")
    text.truncate(to: 2)
    XCTAssertEqual(text.view.text, "\u{2003}-")
  }

  func testTooLongIsNotWritten() {
    var text = TextBuilder()
    text.append("a")
    text.append(repeating: 0x61, count: 1 << 31)
    XCTAssertTrue(text.isTooLong)
    XCTAssertEqual(text.count, 1)
    text.append(repeating: 0x61, count: .max)
    XCTAssertEqual(text.view.text, "a")
  }
}
