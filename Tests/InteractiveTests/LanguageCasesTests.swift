import XCTest

/// Notebooks about the language, recorded with IPython.
final class LanguageCasesTests: XCTestCase {
  func testEveryCellIsAsRecorded() throws {
    let cases = RecordedCases(
      name: "lang",
      knownDifferences: [
        "classes_more.ipynb": [3, 4, 5, 8, 9, 10],
        "collections_.ipynb": [1, 2, 11, 14],
        "errors_types.ipynb": [19],
        "errors_types_2.ipynb": [14],
        "errors_values_2.ipynb": [5, 6],
        "formatting.ipynb": [17],
        "inspecting.ipynb": [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20],
        "itertools_functools.ipynb": [10, 12, 13],
        "magics.ipynb": [11, 12, 13],
        "magics_more.ipynb": [11, 12, 13, 14, 15, 16, 17, 18, 21, 22, 24],
        "math_random.ipynb": [8, 11, 13],
        "prog_calculator.ipynb": [1, 2, 3, 4, 5, 6, 7, 8, 9],
        "statements.ipynb": [16],
        "stdlib_misc.ipynb": [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14],
        "tracebacks.ipynb": [10],
      ])
    try cases.assertAsRecorded(atLeast: 40)
  }
}
