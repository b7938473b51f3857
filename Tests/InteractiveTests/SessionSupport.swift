import Notebooks
import Python
import XCTest

@testable import Interactive

/// Runs cells in a new kernel and checks what each shows.
///
/// - Parameter cells: cell and expected text; outputs are joined by `|`.
func assertSession(
  _ cells: [(String, String)], permissions: Permissions = .all, prepare: @escaping (Kernel) -> Void = { _ in },
  file: StaticString = #filePath, line: UInt = #line
) {
  onBigStack {
    let kernel = Kernel(permissions: permissions)
    prepare(kernel)
    for (cell, expected) in cells {
      let text = kernel.run(cell).outputs.map(\.plainText).joined(separator: "|")
      XCTAssertEqual(text, expected, "cell: \(cell)", file: file, line: line)
    }
  }
}
