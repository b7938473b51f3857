import Foundation
import XCTest

/// Reads what the `record_*.py` scripts in `Recorded/` have written.
enum Recorded {
  /// The decoded contents of `Recorded/<name>`.
  static func read<Value: Decodable>(_ name: String, as type: Value.Type) throws -> Value {
    let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    let file = folder.appendingPathComponent("Recorded").appendingPathComponent(name)
    return try JSONDecoder().decode(type, from: Data(contentsOf: file))
  }
}

/// Compares texts and shows them whole, each on lines of its own.
func assertText(
  _ actual: String, _ expected: String, _ situation: String = "",
  file: StaticString = #filePath, line: UInt = #line
) {
  if actual != expected {
    XCTFail(
      "\(situation)\n--- expected\n\(expected)\n--- actual\n\(actual)", file: file, line: line)
  }
}
