import Notebooks
import XCTest

/// A file that is no notebook gives an error with its place, and never a crash or silence.
final class MalformedFileTests: XCTestCase {
  private let notebook = """
    {
     "cells": [
      {
       "cell_type": "markdown",
       "metadata": {},
       "source": ["# 한글"]
      },
      {
       "cell_type": "code",
       "execution_count": 1,
       "metadata": {"tags": ["a"]},
       "outputs": [
        {"name": "stdout", "output_type": "stream", "text": ["a\\n", "b"]},
        {"data": {"text/plain": ["1"]}, "execution_count": 1, "metadata": {},
         "output_type": "execute_result"},
        {"data": {"image/png": "aaa"}, "metadata": {}, "output_type": "display_data"},
        {"ename": "E", "evalue": "v", "output_type": "error", "traceback": ["t"]}
       ],
       "source": "x = 1"
      }
     ],
     "metadata": {"cellgrad": {"start": 3, "prepare": ["x"], "rng_state": "AAAA"}},
     "nbformat": 4,
     "nbformat_minor": 4
    }
    """

  func testTheNotebookItselfIsGood() {
    XCTAssertNil(readingError(notebook))
  }

  private func assertHasPlace(_ error: String?, _ what: String) {
    let parts = (error ?? "").split(separator: ":", maxSplits: 3)
    XCTAssertTrue(parts.count == 4 && Int(parts[1]) != nil && Int(parts[2]) != nil, what)
  }

  func testEveryTruncation() {
    let bytes = Array(notebook.utf8)
    for length in 0..<bytes.count - 1 {
      assertHasPlace(readingError(Array(bytes[..<length])), "cut to \(length) bytes")
    }
  }

  func testEveryKeyMisspelt() {
    let free = ["tags", "text/plain", "image/png"]
    let pieces = notebook.split(separator: "\"", omittingEmptySubsequences: false)
    var count = 0
    for index in stride(from: 1, to: pieces.count - 1, by: 2)
    where pieces[index + 1].hasPrefix(":") && !free.contains(String(pieces[index])) {
      if pieces[index] == "cellgrad" { continue }
      var changed = pieces
      changed[index] += "x"
      assertHasPlace(readingError(changed.joined(separator: "\"")), "\(pieces[index])")
      count += 1
    }
    XCTAssertGreaterThan(count, 25)
  }

  func testEveryValueOfAnotherType() {
    let bytes = Array(notebook.utf8)
    var errors = 0
    for index in bytes.indices where bytes[index] == UInt8(ascii: ":") {
      for value in ["{\"a\":1}", "-1.5", "true", "[[]]", "\"?\""] {
        var changed = Array(bytes[...index])
        changed += Array(value.utf8)
        changed += bytes[(index + 1)...].drop { !([UInt8(ascii: ","), UInt8(ascii: "}")].contains($0)) }
        if let error = readingError(changed) {
          assertHasPlace(error, error)
          errors += 1
        }
      }
    }
    XCTAssertGreaterThan(errors, 100)
  }

  func testEveryByteReplaced() {
    let bytes = Array(notebook.utf8)
    for index in bytes.indices {
      for replacement in [0, 0x22, 0x2C, 0x5C, 0x7B, 0xFF] as [UInt8] {
        var changed = bytes
        changed[index] = replacement
        if let error = readingError(changed) { assertHasPlace(error, error) }
      }
    }
  }

  func testMessages() {
    let table: [(replaced: String, by: String, error: String)] = [
      ("\"source\": \"x = 1\"", "\"sourc\": 1", "8:3: cell 2: the key \"source\" is missing"),
      (": \"markdown\"", ": \"markdow\"",
       "4:17: cell 1: unknown cell_type \"markdow\": code, markdown or raw is expected"),
      ("\"nbformat\": 4", "\"nbformat\": 3", "23:14: nbformat 3 is not supported, only nbformat 4"),
      ("[\"# 한글\"]", "[\"# 한글\" 3]", "6:22: cell 1: expected ',' or ']'"),
      ("[\"# 한글\"]", "[\"# 한글\",]", "6:22: cell 1: a comma before ']'"),
      ("[\"# 한글\"]", "NaN", "6:14: cell 1: NaN is not JSON"),
      ("[\"# 한글\"]", "'x'", "6:14: cell 1: a string in single quotes; JSON takes double quotes"),
      ("[\"# 한글\"]", "7", "6:14: cell 1: source must be a string or a list of strings, not a number"),
      ("\"metadata\": {},\n   \"source\"", "\"source\": \"\", \"source\"",
       "5:18: cell 1: the key \"source\" occurs twice"),
      ("\"nbformat_minor\": 4\n}", "\"nbformat_minor\": 4,\n}", "25:1: a comma before '}'"),
      ("\"nbformat_minor\": 4\n}", "\"nbformat_minor\": 4\n", "25:1: the text ends here; expected ',' or '}'"),
      ("\"nbformat_minor\": 4\n}", "\"nbformat_minor\": 4\n}}", "25:2: text after the end of the JSON value"),
      ("\"AAAA\"", "\"AAA\"", "22:71: metadata.cellgrad.rng_state: base64 text is expected"),
      ("\"start\"", "\"strt\"", "22:36: metadata.cellgrad has no key strt"),
    ]
    for row in table {
      XCTAssertTrue(notebook.contains(row.replaced), row.replaced)
      let changed = notebook.replacing(row.replaced, with: row.by)
      XCTAssertEqual(readingError(changed), "a.ipynb:" + row.error)
    }
  }

  func testEncodings() {
    XCTAssertEqual(
      readingError([0xEF, 0xBB, 0xBF] + Array(notebook.utf8)),
      "a.ipynb:1:1: the file begins with a byte order mark (BOM)")
    XCTAssertEqual(
      readingError([0xFF, 0xFE, 0x7B, 0]), "a.ipynb:1:1: the file is UTF-16; UTF-8 is expected")
    XCTAssertEqual(
      readingError([0x7B, 0, 0x22, 0]),
      "a.ipynb:1:1: the file is binary, or UTF-16; UTF-8 is expected")
    XCTAssertEqual(readingError(Array("{\n\"한".utf8) + [0xC0]), "a.ipynb:2:3: not UTF-8")
    XCTAssertEqual(readingError([]), "a.ipynb:1:1: the file is empty")
  }

  func testNotANotebook() {
    XCTAssertEqual(
      readingError("{}"), "a.ipynb:1:1: this is JSON, but not a notebook: it has no key \"nbformat\"")
    XCTAssertEqual(readingError("[1]"), "a.ipynb:1:1: a notebook must be an object, not an array")
    XCTAssertEqual(readingError("hello"), "a.ipynb:1:1: expected a value")
    XCTAssertNotNil(readingError("hello", file: "a.txt"))
    XCTAssertNotNil(readingError("hello", file: "a.csv"))
  }

  func testNestingOfAMillion() {
    for opening in ["[", "{\"a\":"] {
      let text = String(repeating: opening, count: 1_000_000)
      let error = readingError(text)
      XCTAssertTrue(error?.hasSuffix("more than 500 arrays and objects within each other") ?? false)
    }
  }

  func testMissingFileAndFolder() {
    XCTAssertThrowsError(try Notebook.read(contentsOf: "no/such.ipynb")) { error in
      XCTAssertEqual("\(error)", "no/such.ipynb:1:1: No such file or directory")
    }
    XCTAssertThrowsError(try Notebook.read(contentsOf: "/tmp")) { error in
      XCTAssertEqual("\(error)", "/tmp:1:1: Is a directory")
    }
  }

  func testTerminalSequencesInAnErrorAreShown() {
    XCTAssertEqual(
      readingError("{\"\\u001b]0;x\\u0007\": 1, \"\\u001b]0;x\\u0007\": 2}"),
      "a.ipynb:1:25: the key \"\\x1b]0;x\\x07\" occurs twice")
  }
}
