import Interactive
import XCTest

final class PrettyLayoutTests: XCTestCase {
  func testRandomStructuresAsInIPython() throws {
    let cases = try Recorded.read("pretty.json", as: [PrettyCase].self)
    XCTAssertGreaterThanOrEqual(cases.count, 500)
    for recorded in cases {
      var layout = PrettyLayout()
      recorded.structure.lay(out: &layout)
      assertText(layout.finish(), recorded.text)
    }
  }

  func testShortListStaysOnOneLine() {
    XCTAssertEqual(list(["1", "2", "3"]), "[1, 2, 3]")
  }

  func testListOfExactlyTheWidthIsNotBroken() {
    let item = String(repeating: "x", count: 74)
    XCTAssertEqual(list([item, "1"]), "[\(item), 1]")
    XCTAssertEqual(list([item + "x", "1"]), "[\(item)x,\n 1]")
  }

  func testHangulSyllableCountsOne() {
    let item = String(repeating: "가", count: 74)
    XCTAssertEqual(list([item, "1"]), "[\(item), 1]")
  }

  func testNarrowWidth() {
    XCTAssertEqual(list(["11", "22"], width: 7), "[11,\n 22]")
  }

  func testEmptyLayout() {
    var layout = PrettyLayout()
    XCTAssertEqual(layout.finish(), "")
  }

  func testRepresentationOfSeveralLinesIsIndented() {
    XCTAssertEqual(list(["a\nb", "c"]), "[a\n b,\n c]")
  }

  func testMoreEndsThanBeginnings() {
    var layout = PrettyLayout()
    layout.endGroup(close: "]")
    layout.endGroup(close: "]")
    XCTAssertEqual(layout.finish(), "]]")
  }

  func testHundredThousandItems() {
    let text = list(Array(repeating: "1", count: 100_000))
    XCTAssertEqual(text.utf8.count, 100_000 + 99_999 * 3 + 2)
  }

  func testDeepNesting() {
    var layout = PrettyLayout()
    for _ in 0..<5_000 { layout.beginGroup(indent: 1, open: "[") }
    for _ in 0..<5_000 { layout.endGroup(dedent: 1, close: "]") }
    XCTAssertEqual(layout.finish().utf8.count, 10_000)
  }

  private func list(_ items: [String], width: Int = 79) -> String {
    var layout = PrettyLayout(width: width)
    Structure.list(items.map(Structure.representation)).lay(out: &layout)
    return layout.finish()
  }
}

private struct PrettyCase: Decodable {
  let structure: Structure
  let text: String
}

/// A value as `record_pretty.py` writes it, laid out by the rules IPython has for it.
private indirect enum Structure: Decodable {
  case representation(String)
  case list([Structure])
  case tuple([Structure])
  case dict([[Structure]])

  private enum Kind: String, CodingKey { case list, tuple, dict }

  init(from decoder: Decoder) throws {
    if let single = try? decoder.singleValueContainer() {
      if let number = try? single.decode(Int.self) {
        self = .representation(String(number))
        return
      }
      if let text = try? single.decode(String.self) {
        self = .representation(text)
        return
      }
    }
    let container = try decoder.container(keyedBy: Kind.self)
    switch container.allKeys.first {
    case .list: self = .list(try container.decode([Structure].self, forKey: .list))
    case .tuple: self = .tuple(try container.decode([Structure].self, forKey: .tuple))
    default: self = .dict(try container.decode([[Structure]].self, forKey: .dict))
    }
  }

  func lay(out layout: inout PrettyLayout) {
    layout.beginGroup()
    switch self {
    case .representation(let text):
      layout.representation(text)
    case .list(let items):
      lay(out: &layout, "[", items, "]")
    case .tuple(let items):
      lay(out: &layout, "(", items, items.count == 1 ? ",)" : ")")
    case .dict(let pairs):
      layout.beginGroup(indent: 1, open: "{")
      for (index, pair) in pairs.enumerated() {
        separate(index, &layout)
        pair[0].lay(out: &layout)
        layout.text(": ")
        pair[1].lay(out: &layout)
      }
      layout.endGroup(dedent: 1, close: "}")
    }
    layout.endGroup()
  }

  private func lay(
    out layout: inout PrettyLayout, _ open: String, _ items: [Structure], _ close: String
  ) {
    layout.beginGroup(indent: 1, open: open)
    for (index, item) in items.enumerated() {
      separate(index, &layout)
      item.lay(out: &layout)
    }
    if close == ",)" { layout.text(",") }
    layout.endGroup(dedent: 1, close: String(close.suffix(1)))
  }

  private func separate(_ index: Int, _ layout: inout PrettyLayout) {
    guard index > 0 else { return }
    layout.text(",")
    layout.breakable()
  }
}
