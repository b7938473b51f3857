import XCTest

@testable import Python

/// Input that would crash a careless machine.
final class LimitTests: XCTestCase {
  func testEndlessRecursionIsARecursionError() {
    assertRaises(
      "def f():\n  return f()\nf()", "RecursionError: maximum recursion depth exceeded")
  }

  func testRecursionErrorCanBeHandled() {
    assertPrints(
      """
      def f(n):
          return 1 + f(n + 1)
      try:
          f(0)
      except RecursionError:
          print('deep')
      print('on')
      """, "deep\non\n")
  }

  func testRecursionThroughOperatorMethods() {
    assertRaises(
      """
      class A:
          def __add__(self, other):
              return self + other
      A() + 1
      """, "RecursionError: maximum recursion depth exceeded")
  }

  func testRecursionThroughComparisonMethods() {
    let result = runPython(
      """
      class A:
          def __eq__(self, other):
              return self == other
      A() == A()
      """)
    XCTAssertTrue(result.error?.hasPrefix("RecursionError") ?? false, result.error ?? "")
    XCTAssertEqual(result.alive, 0)
  }

  func testListInsideItselfPrints() {
    assertPrints("a = [1]\na += [a]\nprint(a)", "[1, [...]]\n")
  }

  func testHugeRepetitionIsAMemoryError() {
    assertRaises("[0] * 10**13", "MemoryError: ")
  }

  func testHugeShiftIsRefused() {
    let result = runPython("1 << 10**13")
    XCTAssertNotNil(result.error)
    XCTAssertEqual(result.alive, 0)
  }

  func testInterruptStopsALoop() {
    let result = runPython("while True:\n    pass") { machine in
      machine.interrupt.pointee = 1
    }
    XCTAssertEqual(result.error, "KeyboardInterrupt: ")
  }

  func testDeepNestingOfExpressionsIsRefused() {
    let source = String(repeating: "(", count: 300) + "1" + String(repeating: ")", count: 300)
    assertRaises(source, "SyntaxError: too many nested parentheses")
  }
}
