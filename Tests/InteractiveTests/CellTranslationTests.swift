import Interactive
import XCTest

final class CellTranslationTests: XCTestCase {
  func testCellsAreTranslatedAsInIPython() throws {
    let cells = try Recorded.read("translation.json", as: [RecordedTranslation].self)
    XCTAssertGreaterThan(cells.count, 500)
    for recorded in cells {
      check(recorded)
    }
  }

  private func check(_ recorded: RecordedTranslation) {
    let magics: Set<String> = ["ls", "who", "time", "cd", "pwd", "timeit"]
    let isMagic: ((String) -> Bool)? = recorded.automagic == true ? { magics.contains($0) } : nil
    do throws(CellTranslation.Problem) {
      let source = try CellTranslation.translate(recorded.cell, isMagic: isMagic)
      assertText(source, recorded.source ?? "an error", recorded.cell)
      if let silenced = recorded.silenced {
        XCTAssertEqual(CellTranslation.isSilenced(source), silenced, recorded.cell)
      }
    } catch {
      guard case .unindent(let problem) = error, let expected = recorded.unindent else {
        return XCTFail("\(error): \(recorded.cell)")
      }
      XCTAssertEqual(problem.line, expected.line, recorded.cell)
      XCTAssertEqual(problem.offset, expected.offset, recorded.cell)
      XCTAssertEqual(problem.text, expected.text, recorded.cell)
    }
  }

  func testMoreSpecialLinesThanIPythonTranslates() {
    let cell = String(repeating: "%time\n", count: 600)
    XCTAssertThrowsError(try CellTranslation.translate(cell)) { error in
      let text = "Input transformation still changing after 500 iterations. Aborting."
      XCTAssertEqual(error as? CellTranslation.Problem, .endless(text))
    }
  }

  func testLongCell() throws {
    let cell = String(repeating: "x = [1, 'a', f(b)]  # 가나다\n", count: 20_000)
    XCTAssertEqual(try CellTranslation.translate(cell), cell)
  }

  func testManyThousandQuotesInALine() throws {
    let cell = "x = " + String(repeating: "''", count: 20_000) + "\n"
    XCTAssertEqual(try CellTranslation.translate(cell), cell)
  }

  func testUnindentIsShownAsFoundByTokenize() {
    do throws(CellTranslation.Problem) {
      _ = try CellTranslation.translate("if a:\n    b\n  c")
      XCTFail("translated")
    } catch {
      guard case .unindent(let problem) = error else { return XCTFail("\(error)") }
      XCTAssertEqual(problem.details.source, .file("<tokenize>"))
      XCTAssertEqual(problem.details.line, 3)
    }
  }
}

private struct RecordedTranslation: Decodable {
  let cell: String
  let source: String?
  let silenced: Bool?
  let automagic: Bool?
  let unindent: Unindent?

  struct Unindent: Decodable {
    let line: Int
    let offset: Int
    let text: String

    init(from decoder: Decoder) throws {
      var values = try decoder.unkeyedContainer()
      line = try values.decode(Int.self)
      offset = try values.decode(Int.self)
      text = try values.decode(String.self)
    }
  }
}
