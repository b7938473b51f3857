import Notebooks
import Python
import XCTest

@testable import Interactive

/// Cells, and the outputs they come to.
final class KernelTests: XCTestCase {
  /// Runs `body` with a new kernel, on a thread with a big stack.
  private func withKernel(_ body: @escaping (Kernel) -> Void) {
    onBigStack { body(Kernel()) }
  }

  /// The outputs of each cell as plain text, prompts left out.
  private func texts(_ cells: [String], in kernel: Kernel) -> [String] {
    cells.map { kernel.run($0).outputs.map(\.plainText).joined() }
  }

  private func assertCells(
    _ cells: [(String, String)], file: StaticString = #filePath, line: UInt = #line
  ) {
    withKernel { kernel in
      for (cell, expected) in cells {
        let text = kernel.run(cell).outputs.map(\.plainText).joined(separator: "|")
        XCTAssertEqual(text, expected, "cell: \(cell)", file: file, line: line)
      }
    }
  }

  // MARK: Results

  func testResultAndPrintedText() {
    withKernel { kernel in
      let run = kernel.run("print('한국')\n1 + 1")
      XCTAssertEqual(
        run.outputs,
        [.stream(name: "stdout", text: "한국\n"), .result("2", executionCount: 1)])
      XCTAssertEqual(run.number, 1)
      XCTAssertEqual(run.end, .ok)
    }
  }

  func testNoneIsNotShown() {
    assertCells([("None", ""), ("_", "''")])
  }

  func testSemicolonSilences() {
    assertCells([("5;", ""), ("5; # why", ""), ("'a;'", "'a;'"), ("6;7", "7"), ("_", "7")])
  }

  func testOnlyTheLastExpressionIsShown() {
    assertCells([("1\n2", "2"), ("if True:\n    3", "")])
  }

  func testBlankCellTakesNoNumber() {
    withKernel { kernel in
      XCTAssertNil(kernel.run("  \n").number)
      XCTAssertEqual(kernel.run("# only a comment").number, 1)
      XCTAssertEqual(kernel.nextNumber, 2)
    }
  }

  func testNumberGivenByTheNotebook() {
    withKernel { kernel in
      XCTAssertEqual(kernel.run("7", number: 181).number, 181)
      XCTAssertEqual(kernel.run("_181, len(In)").outputs.map(\.plainText), ["(7, 183)"])
      XCTAssertEqual(kernel.run("1", number: .max).number, 183)
    }
  }

  func testEventsComeInOrder() {
    withKernel { kernel in
      var events: [OutputEvent] = []
      _ = kernel.run("print(1)\n2") { events.append($0) }
      XCTAssertEqual(events, [.stdout("1\n"), .resultPrompt(1), .result("2")])
    }
  }

  // MARK: The pretty printer

  func testLongListBreaks() {
    let items = (0..<40).map(String.init)
    assertCells([("list(range(40))", "[" + items.joined(separator: ",\n ") + "]")])
  }

  func testContainers() {
    assertCells([
      ("{3, 1, 2}", "{1, 2, 3}"), ("{'b', 1}", "{1, 'b'}"), ("set()", "set()"),
      ("(1,)", "(1,)"), ("{'a': [1, (2,)]}", "{'a': [1, (2,)]}"),
      ("x = []\nx.append(x)\nx", "[[...]]"),
    ])
  }

  func testFunctionsAndClasses() {
    assertCells([
      (
        "def f(a, /, b=2, *args, k: int = 5, **rest) -> str: pass\nf",
        "<function __main__.f(a, /, b=2, *args, k: int = 5, **rest) -> str>"
      ),
      ("class A:\n    class B: pass\nA.B", "__main__.A.B"), ("int", "int"),
      ("len", "<function len(obj, /)>"), ("max", "<function max>"), ("lambda x: x", "<function __main__.<lambda>(x)>"),
      ("def g(*, a): pass\ng", "<function __main__.g(*, a)>"),
    ])
  }

  func testExceptionsAsValues() {
    assertCells([
      ("ValueError('x', 1)", "ValueError('x', 1)"),
      ("class E(Exception): pass\nE()", "__main__.E()"),
    ])
  }

  func testRepresentationOfSeveralLines() {
    assertCells([
      ("class M:\n    def __repr__(self): return 'a\\nb'\n[M(), M()]", "[a\n b,\n a\n b]")
    ])
  }

  func testFailingRepresentationLeavesThePrompt() {
    withKernel { kernel in
      var events: [OutputEvent] = []
      let run = kernel.run("class B:\n    def __repr__(self): return 1\nB()") {
        events.append($0)
      }
      XCTAssertEqual(events.first, .resultPrompt(1))
      XCTAssertEqual(run.outputs.count, 1)
      XCTAssertEqual(run.end, .error)
    }
  }

  func testDeepNestingIsAnErrorNotACrash() {
    withKernel { kernel in
      let run = kernel.run("x = []\nfor _ in range(100000): x = [x]\nx")
      XCTAssertEqual(run.end, .error)
      XCTAssertEqual(kernel.run("1").end, .ok)
    }
  }

  // MARK: History

  func testLastResults() {
    assertCells([
      ("1", "1"), ("2", "2"), ("_ + __", "3"), ("_, __, ___", "(3, 2, 1)"), ("_2", "2"),
      ("sorted(Out)", "[1, 2, 3, 4, 5]"), ("Out[1]", "1"),
    ])
  }

  func testUserTakesUnderscore() {
    assertCells([("_ = 5", ""), ("6", "6"), ("_", "5"), ("del _", ""), ("7", "7"), ("_", "7")])
  }

  func testInputs() {
    assertCells([
      ("a = 1", ""), ("_i", "'a = 1'"), ("In[1]", "'a = 1'"), ("_i1", "'a = 1'"),
      ("len(In)", "6"), ("In[0]", "''"),
    ])
  }

  func testValuesOutliveTheirNames() {
    assertCells([
      ("[1, 2]", "[1, 2]"), ("del _1\nOut.clear()\n_ = 0", ""), ("del _", ""), ("3", "3"),
      ("__", "[1, 2]"),
    ])
  }

  // MARK: Errors

  private let dashes = String(repeating: "-", count: 75)

  private func header(_ name: String) -> String {
    let title = "Traceback (most recent call last)"
    return name + String(repeating: " ", count: 75 - name.count - title.count) + title
  }

  func testErrorInAFunction() {
    assertCells([
      ("def f(x):\n    return 1 / x", ""),
      (
        "y = 0\nf(y)",
        """
        \(dashes)
        \(header("ZeroDivisionError"))
        Cell In[2], line 2
              1 y = 0
        ----> 2 f(y)

        Cell In[1], line 2, in f(x)
              1 def f(x):
        ----> 2     return 1 / x

        ZeroDivisionError: division by zero
        """
      ),
    ])
  }

  func testErrorOutput() {
    withKernel { kernel in
      let run = kernel.run("print(1)\nnope")
      XCTAssertEqual(run.end, .error)
      guard case .error(let name, let message, _)? = run.outputs.last else {
        return XCTFail("no error")
      }
      XCTAssertEqual(name, "NameError")
      XCTAssertEqual(message, "name 'nope' is not defined")
      XCTAssertEqual(run.outputs.first, .stream(name: "stdout", text: "1\n"))
    }
  }

  func testChainedErrors() {
    withKernel { kernel in
      let text = kernel.run("try:\n    1/0\nexcept Exception as e:\n    raise KeyError('k') from e")
        .outputs.map(\.plainText).joined()
      XCTAssert(text.contains("\n\nThe above exception was the direct cause of the following"))
      XCTAssert(text.hasSuffix("KeyError: 'k'"))
      let context = kernel.run("try:\n    1/0\nexcept Exception:\n    int('x')")
        .outputs.map(\.plainText).joined()
      XCTAssert(context.contains("\n\nDuring handling of the above exception, another"))
      let hidden = kernel.run("try:\n    1/0\nexcept Exception:\n    raise KeyError from None")
        .outputs.map(\.plainText).joined()
      XCTAssertFalse(hidden.contains("division"))
    }
  }

  func testExceptionsInARing() {
    withKernel { kernel in
      let ring = "a = ValueError(1)\nb = ValueError(2)\na.__cause__ = b\nb.__cause__ = a\n"
      let run = kernel.run(ring + "raise a")
      XCTAssertEqual(run.end, .error)
    }
  }

  func testNotes() {
    withKernel { kernel in
      let run = kernel.run("e = ValueError('v')\ne.add_note('한 note')\nraise e")
      XCTAssert(run.outputs[0].plainText.hasSuffix("ValueError: v\n한 note"))
    }
  }

  func testRecursionIsShortened() {
    withKernel { kernel in
      let run = kernel.run("def f(n):\n    return f(n + 1)\nf(0)")
      let text = run.outputs[0].plainText
      XCTAssert(text.contains("    [... skipping similar frames: f at line 2 ("), text)
      XCTAssert(text.hasSuffix("RecursionError: maximum recursion depth exceeded"), text)
      XCTAssertLessThan(text.utf8.count, 2000)
    }
  }

  func testSyntaxError() {
    withKernel { kernel in
      let run = kernel.run("x = 1\ny = 3 $ 4")
      guard case .error(let name, let message, let parts)? = run.outputs.first else {
        return XCTFail("no error")
      }
      XCTAssertEqual(name, "SyntaxError")
      XCTAssert(message.hasSuffix("line 2)"), message)
      XCTAssertEqual(
        parts,
        ["  Cell In[1], line 2\n    y = 3 $ 4\n          ^\nSyntaxError: invalid syntax\n"])
      XCTAssertEqual(kernel.run("x").end, .error, "nothing of the cell has run")
    }
  }

  func testIncompleteInput() {
    withKernel { kernel in
      XCTAssert(kernel.run("def f():").outputs[0].plainText.contains("incomplete input"))
    }
  }

  func testUnindent() {
    withKernel { kernel in
      let text = kernel.run("if 1:\n        2\n    3").outputs[0].plainText
      XCTAssert(text.contains("File <tokenize>:3"), text)
      XCTAssertEqual(kernel.nextNumber, 2)
    }
  }

  func testSystemExit() {
    withKernel { kernel in
      let run = kernel.run("raise SystemExit(3)")
      XCTAssertEqual(
        run.outputs[0].plainText,
        "An exception has occurred, use %tb to see the full traceback.\n\nSystemExit: 3\n")
      XCTAssertEqual(kernel.run("1").end, .ok)
    }
  }

  func testExitEndsTheSession() {
    withKernel { XCTAssertEqual($0.run("exit()").end, .exit(0)) }
  }

  func testInterrupt() {
    withKernel { kernel in
      let run = kernel.run("for i in range(3):\n    print(i)\nwhile True: pass") { event in
        if event == .stdout("2\n") { kernel.interrupt() }
      }
      guard case .error(let name, _, _)? = run.outputs.last else { return XCTFail("no error") }
      XCTAssertEqual(name, "KeyboardInterrupt")
      XCTAssertEqual(kernel.run("1").end, .ok)
    }
  }

  // MARK: Magics

  func testUnknownMagic() {
    withKernel { kernel in
      let run = kernel.run("%nosuch 1")
      XCTAssertEqual(
        run.outputs,
        [.stream(
          name: "stderr", text: "UsageError: Line magic function `%nosuch` not found.\n")])
      XCTAssertEqual(run.end, .error)
    }
  }

  func testWho() {
    assertCells([
      ("%who", "Interactive namespace is empty.\n"), ("b = 1\na = 'x'", ""),
      ("%who", "a\t b\t \n"), ("%who_ls int", "['b']"),
      ("%reset -f", ""), ("%who", "Interactive namespace is empty.\n"),
    ])
  }

  func testWhos() {
    assertCells([
      ("xs = [1, 2]", ""),
      (
        "%whos",
        "Variable   Type    Data/Info\n----------------------------\nxs         list    n=2\n"
      ),
    ])
  }

  func testHistoryMagic() {
    assertCells([("a = 1", ""), ("%history -n", "   1: a = 1\n   2: %history -n\n")])
  }

  func testPrecision() {
    assertCells([("%precision 3", "'%.3f'"), ("[3.14159, 1]", "[3.142, 1]")])
  }

  func testTime() {
    withKernel { kernel in
      let run = kernel.run("%time 1 + 1")
      XCTAssert(run.outputs[0].plainText.hasPrefix("CPU times: user "), "\(run.outputs)")
      XCTAssertEqual(run.outputs.last, .result("2", executionCount: 1))
    }
  }

  func testShellNeedsPermission() {
    withKernel { kernel in
      guard case .error(let name, let message, _)? = kernel.run("!echo hi").outputs.first else {
        return XCTFail("no error")
      }
      XCTAssertEqual(name, "PermissionError")
      XCTAssert(message.contains("--allow-run"))
    }
  }

  // MARK: Preparing a session

  func testPreparation() {
    withKernel { kernel in
      let session = SessionStatement(start: 181, prepare: "hidden = 5")
      XCTAssertNil(kernel.prepare(session))
      let run = kernel.run("hidden")
      XCTAssertEqual(run.outputs, [.result("5", executionCount: 181)])
    }
  }

  func testFailingPreparation() {
    withKernel { kernel in
      XCTAssertEqual(
        kernel.prepare(SessionStatement(prepare: "nope")),
        "NameError: name 'nope' is not defined")
    }
  }

  func testInputWhereNobodyCanBeAsked() {
    assertSession([
      ("try: input('이름? ')\nexcept NotImplementedError as error: print(type(error).__name__, error)",
        "StdinNotImplementedError raw_input was called, but this frontend does not support input requests.\n")
    ])
  }

  // MARK: Completion

  func testCompletion() {
    withKernel { kernel in
      _ = kernel.run("alpha = 1\nalphabet = [1]\nclass C:\n    size = 2\nc = C()\nc.shape = 3")
      XCTAssertEqual(kernel.completions(of: "alph", at: 4).matches, ["alpha", "alphabet"])
      XCTAssertEqual(kernel.completions(of: "c.s", at: 3).matches, ["shape", "size"])
      XCTAssertEqual(kernel.completions(of: "c.s", at: 3).start, 2)
      XCTAssertEqual(kernel.completions(of: "isinst", at: 6).matches, ["isinstance"])
      XCTAssertEqual(kernel.completions(of: "%who", at: 4).matches, ["%who", "%who_ls", "%whos"])
      XCTAssertEqual(kernel.completions(of: "f(1).", at: 5).matches, [])
    }
  }
}
