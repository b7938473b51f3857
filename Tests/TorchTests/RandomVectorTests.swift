import Foundation
import XCTest

final class RandomVectorTests: XCTestCase {
  /// Every sampler, initialisation, module and loader of `random-vectors.json`, bit for bit.
  func testRandomStreamsAreThoseOfPyTorch() throws {
    let vectors = try comparisonFile("random-vectors.json")
    let program = try "VECTORS = r\"\"\"\(vectors)\"\"\"\n" + comparisonFile("random-vectors.py")
    inSession { session in
      session.run(program)
      XCTAssertEqual(session.takeOutput(), "")
    }
  }
}

/// A file of the folder `Comparison`.
func comparisonFile(_ name: String) throws -> String {
  let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
  let path = folder.appendingPathComponent("Comparison").appendingPathComponent(name)
  return try String(contentsOf: path, encoding: .utf8)
}
