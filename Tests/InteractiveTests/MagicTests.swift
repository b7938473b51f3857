import Python
import XCTest

@testable import Interactive

/// Magics of a session, with the texts that IPython 9.18 shows.
final class MagicTests: XCTestCase {
  // MARK: Names

  func testNamesInRowsOfNine() {
    let names = ["a", "b", "c", "d", "e", "f", "g", "h", "i"]
    let row = names.map { $0 + "\t " }.joined()
    assertSession([
      (names.map { "\($0) = 1" }.joined(separator: "; "), ""), ("%who", row + "\n\n"),
      ("j = 'x'", ""), ("%who", row + "\nj\t \n"), ("%who str", "j\t \n"),
      ("%who float", "No variables match your requested type.\n"),
    ])
  }

  func testValuesOfNames() {
    assertSession([
      ("한 = '글'\nn = [1, 2]", ""),
      (
        "%whos",
        "Variable   Type    Data/Info\n----------------------------\n"
          + "n          list    n=2\n한          str     글\n"
      ),
    ])
  }

  func testDeletingUnderAllNames() {
    assertSession([
      ("a = b = [1]; c = 2", ""), ("%xdel a", ""), ("%who_ls", "['c']"),
      ("%xdel z", "NameError: name 'z' is not defined\n"),
    ])
  }

  func testResetAsksOnlyWithAKeyboard() {
    assertSession([("x = 1", ""), ("%reset", ""), ("%who_ls", "[]")])
    assertSession(
      [("x = 1", ""), ("%reset", "Nothing done.\n"), ("%who_ls", "['x']")],
      prepare: { $0.readLine = { _ in "n" } })
  }

  func testResetOfParts() {
    assertSession([
      ("7", "7"), ("%reset -f out", "Flushing output cache (1 entries)\n"), ("Out, _", "({}, '')"),
      ("%reset -f in", "Flushing input history\n"), ("In[1]", "''"),
      ("%reset -f foo", "Don't know how to reset  foo, please run `%reset?` for details\n"),
    ])
  }

  // MARK: History

  func testHistoryRanges() {
    let cells = [("a = 1", ""), ("b = 2", ""), ("if a:\n    b = 3", "")]
    assertSession(
      cells + [
        ("%history 1-2", "a = 1\nb = 2\n"), ("%history -n 3-", "   3:\nif a:\n    b = 3\n   4: "
          + "%history 1-2\n   5: %history -n 3-\n"),
        ("%history -p 2 3", ">>> b = 2\n>>> if a:\n...     b = 3\n...\n"),
        ("%history -l 1", "%history -p 2 3\n"), ("%history 90-95", ""),
        ("%history -z", "UsageError: unrecognized arguments: -z\n"),
        ("%history -l x", "UsageError: argument -l: invalid int value: 'x'\n"),
      ])
  }

  func testHistoryWithOutputs() {
    assertSession([("6 * 7", "42"), ("%history -o 1", "6 * 7\n42\n")])
  }

  func testRerun() {
    assertSession([
      ("print('하나')", "하나\n"),
      ("%rerun 1", "=== Executing: ===\nprint('하나')\n=== Output: ===\n하나\n"),
      ("%rerun 99", "No lines in history match specification\n"),
      ("%rerun -l 0", "Requested 0 last lines - nothing to run\n"),
    ])
  }

  func testRerunOfItselfEnds() {
    onBigStack {
      let kernel = Kernel()
      let text = kernel.run("%rerun 1").outputs.last?.plainText ?? ""
      XCTAssertTrue(text.contains("RecursionError"), text)
      XCTAssertEqual(kernel.run("1").end, .ok)
    }
  }

  func testRecallPutsTextAtTheNextPrompt() {
    onBigStack {
      let kernel = Kernel()
      _ = kernel.run("x = 5")
      XCTAssertEqual(kernel.run("%recall 1").nextInput, "x = 5")
      XCTAssertEqual(kernel.run("%recall x+x").nextInput, "10")
      XCTAssertNil(kernel.run("x").nextInput)
      let missing = kernel.run("%recall nothing of the kind")
      XCTAssertEqual(
        missing.outputs.first?.plainText,
        "Couldn't evaluate or find in history: nothing of the kind\n")
    }
  }

  func testMacro() {
    assertSession([
      ("print('ma')", "ma\n"),
      (
        "%macro m 1",
        "Macro `m` created. To execute, type its name (without quotes).\n"
          + "=== Macro contents: ===\nprint('ma')\n "
      ),
      ("m", "ma\n"), ("%macro", "['m']"),
      ("%macro n", "UsageError: %macro insufficient args; usage '%macro name n1-n2 n3-4...\n"),
    ])
  }

  // MARK: Capturing and timing

  func testCapture() {
    assertSession([
      ("%%capture c\nprint('out')\n[1]", ""), ("c.stdout", "'out\\n'"), ("c()", "out\n|[1]"),
      ("%%capture --no-stdout c\nprint('shown')", "shown\n"), ("c.stdout", "''"),
      ("%%capture\n1/0\n", "-"),
    ].dropLast())
  }

  func testErrorsAreNotCaptured() {
    onBigStack {
      let kernel = Kernel()
      XCTAssertEqual(kernel.run("%%capture c\n1/0").outputs.count, 1)
    }
  }

  func testTimingGivesTheValue() {
    onBigStack {
      let kernel = Kernel()
      let run = kernel.run("%time 6 * 7")
      XCTAssertEqual(run.outputs.last, .result("42", executionCount: 1))
      let text = run.outputs.first?.plainText ?? ""
      XCTAssertTrue(text.hasPrefix("CPU times: user "), text)
      XCTAssertTrue(text.contains("\nWall time: "), text)
      XCTAssertEqual(kernel.run("%%time\na = 1\na + 1").outputs.last?.plainText, "2")
    }
  }

  func testRepeatedTiming() {
    onBigStack {
      let kernel = Kernel()
      let text = kernel.run("%timeit -n2 -r3 pass").outputs.first?.plainText ?? ""
      XCTAssertTrue(
        text.hasSuffix(" per loop (mean ± std. dev. of 3 runs, 2 loops each)\n"), text)
      XCTAssertEqual(kernel.run("%timeit -q -n1 -r1 secret = 5\nsecret").end, .error)
      XCTAssertEqual(kernel.run("%%timeit -q -n1 -r1\nx = '''a\n b'''").end, .ok)
      XCTAssertEqual(
        kernel.run("%timeit -x 1").outputs.first?.plainText,
        "UsageError: option -x not recognized (allowed: \"n:r:tcp:qov:\")\n")
    }
  }

  // MARK: Settings

  func testAliasOfAMagic() {
    assertSession([
      (
        "%alias_magic t timeit",
        "Created `%t` as an alias for `%timeit`.\nCreated `%%t` as an alias for `%%timeit`.\n"
      ),
      ("%alias_magic zz nosuch", "UsageError: No line or cell magic with name `nosuch` found.\n"),
      (
        "%alias_magic --cell p pwd",
        "UsageError: Cell magic function `%%pwd` not found.\n"
      ),
    ])
  }

  func testAssignedValuesAreShownOnRequest() {
    let option = "%config InteractiveShell.ast_node_interactivity"
    assertSession([
      (option + " = 'last_expr_or_assign'", ""), ("x = 5", "5"), ("y: int = 6", "6"),
      ("x += 1", "6"), ("a, b = 1, 2", ""), ("x = 7;", ""), (option, "'last_expr_or_assign'"),
    ])
  }

  func testDoctestMode() {
    assertSession([
      ("%doctest_mode", "Exception reporting mode: Plain\nDoctest mode is: ON\n"),
      ("%doctest_mode", "Exception reporting mode: Context\nDoctest mode is: OFF\n"),
    ])
  }

  // MARK: Questions

  func testGraphOfATensor() {
    assertSession([
      (
        "import torch\nw = torch.tensor([1., 2.], requires_grad=True)\n"
          + "loss = (w * w).sum() + w.sum()\n%graph loss",
        """
        AddBackward0  ()
        ├─ SumBackward0  ()
        │  └─ MulBackward0  (2,)
        │     ├─ w  (2,)  grad None  *1
        │     └─ w *1, as above
        └─ SumBackward0  ()
           └─ w *1, as above

        """
      ),
      (
        "loss.backward()\n%graph loss",
        """
        AddBackward0  ()
        ├─ SumBackward0  ()
        │  └─ MulBackward0  (2,)  freed
        │     ├─ w  (2,)  grad tensor([3., 5.])  *1
        │     └─ w *1, as above
        └─ SumBackward0  ()
           └─ w *1, as above

        """
      ),
      ("%graph 3", "UsageError: %graph: 3 is no tensor but of type int\n"),
      (
        "x = torch.ones(2)\n%graph x",
        "x has no graph: it was computed without a tensor that requires grad\n"
      ),
    ])
  }
}

/// The module IPython, as far as notebooks use it.
final class IPythonModuleTests: XCTestCase {
  func testDisplay() {
    assertSession([
      ("display([1], '글')\n2", "[1]|'글'|2"),
      ("from IPython.display import display, clear_output, HTML\nclear_output()\ndisplay(3)", "3"),
      ("HTML('<b>x</b>')", "<IPython.core.display.HTML object>"),
      ("from IPython import get_ipython\nget_ipython().run_line_magic('precision', '2')", "'%.2f'"),
    ])
  }
}
