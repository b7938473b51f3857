import XCTest

/// Prompts and results: what IPython shows, row by row.
final class PromptRowsTests: TerminalRows {
  private typealias Key = DrivenTerminal.Key

  func testPromptOfAContinuedCell() throws {
    try drive { t in
      t.press("if True:", Key.enter)
      t.expect("In [1]: if True:\n   ...:     ")
      t.press(Key.control("C"))
      for number in 1...9 { t.run("x = \(number)", number: number) }
      t.press("if True:", Key.enter)
      t.expect("In [10]: if True:\n    ...:     ")
    }
  }

  func testEmptyLineAfterEachCell() throws {
    try drive { t in
      t.run([("x = '한국'", "In [1]: x = '한국'\n\nIn [2]: "), ("x", "Out[2]: '한국'\n\nIn [3]: ")])
    }
  }

  func testResultOfSeveralLines() throws {
    try drive { t in
      t.run(
        "class A:\n    def __repr__(self): return 'a\\n한'\nA()", "Out[1]: \na\n한\n\nIn [2]: ",
        number: 1)
    }
  }

  func testNumbering() throws {
    try drive { t in
      t.press("# 주석", Key.enter)
      t.expect("In [2]: ")
      t.press(Key.enter)
      t.press("1", Key.enter)
      t.expect("Out[2]: 1\n\nIn [3]: ")
    }
  }

  func testNoResultShown() throws {
    try drive { t in
      t.run([
        ("None", "None\n\nIn [2]: "), ("x = 1", "x = 1\n\nIn [3]: "), ("x;", "x;\n\nIn [4]: "),
      ])
    }
  }

  func testPrintWithoutLineEnd() throws {
    try drive { t in
      t.run("print('한', end='')", "print('한', end='')\n한\nIn [2]: ", number: 1)
    }
  }

  func testNamesOfInputsAndOutputs() throws {
    try drive { t in
      t.run([
        ("___", "Out[1]: ''"), ("2", "Out[2]: 2"), ("x = 1", ""), ("_, __, ___", "(2, '', '')"),
        ("_2, Out[2], In[0], In[2], _i, _i3", "(2, 2, '', '2', '_, __, ___', 'x = 1')"),
        ("sorted(Out)", "Out[6]: [1, 2, 4, 5]"), ("_oh is Out, _ih is In", "(True, True)"),
        ("_ii", "Out[8]: 'sorted(Out)'"), ("_iii", "Out[9]: 'sorted(Out)'"),
      ])
    }
  }

  func testFunctionsAndClasses() throws {
    try drive { t in
      t.run([
        ("def f(x): pass", ""), ("class A: pass", ""),
        ("f", "Out[3]: <function __main__.f(x)>"), ("A", "Out[4]: __main__.A"),
        ("len", "Out[5]: <function len(obj, /)>"),
      ])
    }
  }

  func testLongContainers() throws {
    try drive { t in
      t.run([
        ("list(range(30))[:2] + ['가' * 80]", "Out[1]: \n[0,\n 1,\n '\(String(repeating: "가", count: 80))']"),
        ("dict(이름=['x' * 40, 'y' * 40])", "{'이름': ['\(String(repeating: "x", count: 40))',\n  'y"),
      ])
    }
  }

  func testError() throws {
    try drive { t in
      let rule = String(repeating: "-", count: min(75, t.columns))
      t.run("x = 0\ny = '한'\n\n1/x\nz = 2\n", rule + "\nZeroDivisionError", number: 1)
      t.expect(
        """
        Traceback (most recent call last)
        Cell In[1], line 4
              1 x = 0
              2 y = '한'
        ----> 4 1/x
              5 z = 2

        ZeroDivisionError: division by zero

        In [2]:
        """)
    }
  }

  func testFramesOfFunctions() throws {
    try drive { t in
      t.run("def f(n):\n    return 1/n\nf(0)", "Cell In[1], line 2, in f(n)\n", number: 1)
    }
  }

  func testChainedErrors() throws {
    try drive { t in
      t.run(
        "try: 1/0\nexcept Exception as e: raise ValueError('왜') from e",
        "\n\nThe above exception was the direct cause of the following exception:\n\nValueError",
        number: 1)
      let rules = t.terminal.screen.lines.count { $0.hasPrefix(String(repeating: "-", count: 40)) }
      XCTAssertEqual(rules, 1)
    }
  }

  func testLibraryFramesAreLeftOut() throws {
    try drive { t in
      t.run(
        "import torch\ntorch.ones(2, requires_grad=True).backward()",
        "RuntimeError: grad can be implicitly created only for scalar outputs", number: 1)
      t.expectNot("File ")
    }
  }

  func testSyntaxError() throws {
    try drive { t in
      t.press("한국 = 3 $ 4", Key.enter)
      t.expect(
        """
        In [1]: 한국 = 3 $ 4
          Cell In[1], line 1
            한국 = 3 $ 4
                   ^
        SyntaxError: invalid syntax


        In [2]:
        """)
    }
  }

  func testSystemExit() throws {
    try drive { t in
      t.run(
        "raise SystemExit(3)",
        """
        An exception has occurred, use %tb to see the full traceback.

        SystemExit: 3
        UserWarning: To exit: use 'exit', 'quit', or Ctrl-D.
        """, number: 1)
      t.run("1", "Out[2]: 1", number: 2)
    }
  }

  func testModesOfTracebacks() throws {
    try drive { t in
      t.run([
        ("%xmode Minimal", "Exception reporting mode: Minimal"),
        ("1/0", "1/0\nZeroDivisionError: division by zero\n\n\nIn [3]"),
        ("%xmode Plain", "Exception reporting mode: Plain"),
        (
          "1/0",
          """
          Traceback (most recent call last):
            Cell In[4], line 1
              1/0
          ZeroDivisionError: division by zero
          """
        ),
        ("%xmode Verbose", "Exception reporting mode: Verbose"),
        ("def f(값): return 1/값\nf(0)", "Cell In[6], line 1, in f(값=0)"),
        ("%xmode", "Exception reporting mode: Minimal"), ("%tb", "%tb\nZeroDivisionError"),
      ])
    }
  }
}
