import Notebooks
import XCTest

final class ComparisonTests: XCTestCase {
  private func verdict(
    _ saved: String, _ new: String, _ level: Comparison.Level = .text
  ) -> Comparison.Verdict {
    Comparison(level: level).compare(
      saved: [.result(saved, executionCount: 1)], new: [.result(new, executionCount: 1)])
  }

  private func isSame(_ saved: String, _ new: String, _ level: Comparison.Level = .text) -> Bool {
    if case .different = verdict(saved, new, level) { false } else { true }
  }

  func testExact() {
    XCTAssertTrue(isSame("a ", "a ", .exact))
    XCTAssertFalse(isSame("a ", "a", .exact))
  }

  func testTextForgetsWhatRunsTook() {
    let profile = """
               5 function calls in 0.011 seconds

         Ordered by: internal time

         ncalls  tottime  percall  cumtime  percall filename:lineno(function)
              1    0.008    0.008    0.008    0.008 {built-in method builtins.sum}
              4    0.001    0.000    0.000    0.000 <string>:1(f)

      after
      """
    let lines = profile.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    var other = lines
    other.swapAt(5, 6)
    other[0] = "        5 function calls in 1.234 seconds"
    XCTAssertTrue(isSame(profile, other.joined(separator: "\n")))
    XCTAssertFalse(isSame(profile, lines.dropLast().joined(separator: "\n")))
    let slow = "The slowest run took 4.21 times longer than the fastest. "
      + "This could mean that an intermediate result is being cached.\n"
    XCTAssertTrue(isSame(slow + "after", "after"))
  }

  func testTextForgetsWhatChanges() {
    XCTAssertTrue(isSame("a  \nb\n", "a\r\nb"))
    XCTAssertTrue(isSame("\u{1B}[31ma\u{1B}[0m", "a"))
    XCTAssertTrue(isSame("<object at 0x7f0012345678>", "<object at 0x55d0aaaa1230>"))
    XCTAssertTrue(isSame("Wall time: 3 ms", "Wall time: 12.1 s"))
    XCTAssertTrue(isSame(
      "10.2 ns ± 0.1 ns per loop (mean ± std. dev. of 7 runs, 100 loops each)",
      "3 µs ± 2 ns per loop (mean ± std. dev. of 7 runs, 10 loops each)"))
    XCTAssertTrue(isSame("/usr/a.py:12: UserWarning: x", "/opt/b.py:3: UserWarning: x"))
    XCTAssertFalse(isSame("0x12", "0x13"))
    XCTAssertFalse(isSame("0.30000000000000004", "0.3"))
    XCTAssertFalse(isSame("한글", "한굴"))
  }

  func testEllipsis() {
    XCTAssertTrue(isSame("a ... z", "a b c z"))
    XCTAssertTrue(isSame("[0, ..., 9]", "[0, ..., 9]"))
    XCTAssertFalse(isSame("a ... z", "a b c"))
    XCTAssertFalse(isSame("aba...aba", "aba"))
    XCTAssertTrue(isSame("a \\... z", "a ... z"))
    XCTAssertFalse(isSame("a \\... z", "a b z"))
  }

  func testNumbers() {
    XCTAssertEqual(verdict("tensor(1.0000)", "tensor(1.0000)", .number), .same)
    XCTAssertTrue(isSame("[ 0.1462, -0.1110]", "[0.1463, -0.1109]", .number))
    XCTAssertFalse(isSame("[ 0.1462, -0.1110]", "[0.1464, -0.1110]", .number))
    XCTAssertTrue(isSame("1e-05", "1.0000001e-05", .number))
    XCTAssertFalse(isSame("3", "4", .number))
    XCTAssertFalse(isSame("nan", "1.0", .number))
    XCTAssertFalse(isSame("-0.", "0.", .number))
    XCTAssertFalse(isSame("1.5, grad_fn=<AddBackward0>", "1.5, grad_fn=<AddBackward>", .number))
    guard case .sameWithinTolerance(let largest) = verdict("0.5", "0.6", .number) else {
      return XCTFail("not within tolerance")
    }
    XCTAssertEqual(largest, 0.1, accuracy: 1e-12)
  }

  func testNumbersWithoutDigitsAfterThePointAreExact() {
    XCTAssertFalse(isSame("tensor([1., 2.])", "tensor([1.9, 2.])", .number))
    XCTAssertFalse(isSame("1e-05", "2e-05", .number))
    XCTAssertTrue(isSame("tensor([1., 2.])", "tensor([1.0000, 2.0000])", .number))
  }

  func testNumbersWithEllipsis() {
    XCTAssertTrue(isSame("loss 0.5 ... loss 0.25", "loss 0.5000 x 3 loss 0.2500001", .number))
    XCTAssertTrue(isSame("... end 1.0", "a b end 1.0", .number))
    XCTAssertTrue(isSame("a 1.0 ...", "a 1.0", .number))
    XCTAssertTrue(isSame("a ... b ... c", "a x b b y c", .number))
    XCTAssertFalse(isSame("a ... b ... c", "a x y c", .number))
    XCTAssertFalse(isSame("loss 0.5 ... loss 0.25", "loss 0.5 x loss 0.75", .number))
    XCTAssertTrue(isSame("tensor([0., ..., 1.5])", "tensor([0., ..., 1.5001])", .number))
  }

  func testShape() {
    XCTAssertTrue(isSame("tensor([[1., 2.]])", "tensor([[-0.5,  3e9]])", .shape))
    XCTAssertFalse(isSame("tensor([[1., 2.]])", "tensor([[1., 2., 3.]])", .shape))
    XCTAssertFalse(isSame("torch.Size([2])", "torch.Size([3])", .shape))
  }

  func testErrors() {
    func error(_ message: String, line: Int) -> [Output] {
      [.error(ename: "ValueError", evalue: message, traceback: ["Cell In[3], line \(line)", "x"])]
    }
    let comparison = Comparison()
    XCTAssertEqual(comparison.compare(saved: error("a", line: 2), new: error("a", line: 2)), .same)
    XCTAssertNotEqual(comparison.compare(saved: error("a", line: 2), new: error("b", line: 2)), .same)
    XCTAssertNotEqual(comparison.compare(saved: error("a", line: 2), new: error("a", line: 3)), .same)
    XCTAssertEqual(
      comparison.compare(
        saved: error("bad (<ipython-input-1>, line 1)", line: 1),
        new: error("bad (x.py, line 1)", line: 1)), .same)
    let ran = Comparison(level: .ran)
    XCTAssertNotEqual(ran.compare(saved: [], new: error("a", line: 2)), .same)
    XCTAssertEqual(ran.compare(saved: [.stream(name: "stdout", text: "x")], new: []), .same)
  }

  func testStreamsInPiecesAreOne() {
    let pieces = [Output.stream(name: "stdout", text: "a\n"), .stream(name: "stdout", text: "b\n")]
    XCTAssertEqual(
      Comparison().compare(saved: pieces, new: [.stream(name: "stdout", text: "a\nb\n")]), .same)
  }

  func testKindsOfOutput() {
    let printed = [Output.stream(name: "stdout", text: "3\n")]
    let result = [Output.result("3", executionCount: 1)]
    guard case .different(let differences) = Comparison().compare(saved: printed, new: result) else {
      return XCTFail("same")
    }
    XCTAssertEqual(differences[0].description, "outputs, line 1:\n- [stdout]\n+ [result]\n   ^")
    XCTAssertEqual(Comparison(tellsKindsApart: false).compare(saved: printed, new: result), .same)
  }

  func testDifferenceMarksTheColumn() {
    let difference = Difference(name: "stdout", expected: "a\n한글 1\nc", actual: "a\n한글 2\nc")
    XCTAssertEqual(difference.description, "stdout, line 2:\n- 한글 1\n+ 한글 2\n       ^")
  }

  func testDifferenceOfAddedAndRemovedLines() {
    let difference = Difference(name: "result", expected: "a\nb\nc\nd", actual: "b\nc\nx\ny\nd")
    XCTAssertEqual(difference.description, "result, line 1:\n- a\nresult, line 4:\n+ x\n+ y")
  }

  func testDifferenceIsSafeForTheTerminal() {
    let difference = Difference(name: "stdout", expected: "\u{1B}]52;c;x\u{7}", actual: "b ")
    XCTAssertEqual(difference.description, "stdout, line 1:\n- \\x1b]52;c;x\\x07\n+ b·\n  ^")
  }

  func testHugeDifference() {
    let lines = (0..<20_000).map(String.init)
    let difference = Difference(
      name: "stdout", expected: lines.joined(separator: "\n"),
      actual: lines.reversed().joined(separator: "\n"))
    XCTAssertTrue(difference.description.hasSuffix("more lines)"))
  }
}

final class TerminalTextTests: XCTestCase {
  func testColoursPass() {
    let text = "\u{1B}[1;31m한글\u{1B}[0m\t\u{1B}[38:5:1mx\n"
    XCTAssertEqual(TerminalText.safe(text), text)
  }

  func testSequencesThatActAreShown() {
    let sequences = [
      "\u{1B}]0;title\u{7}", "\u{1B}]52;c;eA==\u{7}", "\u{1B}]8;;http://x\u{1B}\\", "\u{1B}[6n",
      "\u{1B}P$q\"p\u{1B}\\", "\u{1B}_Ga=T\u{1B}\\", "\u{1B}[2J", "\u{1B}[1A", "\u{1B}c", "\u{9B}2J",
      "\u{90}q", "\u{202E}abc", "\u{2066}x", "\r", "\u{8}", "\u{7F}", "\u{0}", "\u{1B}", "\u{1B}[",
      "\u{1B}[31", "\u{1B}[?25h", "\u{1B}[31\u{1B}[31m",
    ]
    for sequence in sequences {
      let safe = TerminalText.safe("a" + sequence + "b")
      let colourless = safe.replacing("\u{1B}[31m", with: "")
      XCTAssertFalse(
        colourless.unicodeScalars.contains {
          $0.value < 0x20 || 0x7F...0x9F ~= $0.value || 0x2028...0x2069 ~= $0.value
        }, safe)
    }
    XCTAssertEqual(TerminalText.safe("\u{1B}]0;x\u{7}"), "\\x1b]0;x\\x07")
    XCTAssertEqual(TerminalText.safe("a\r\n\u{202E}"), "a\\x0d\n\\u202e")
  }
}
