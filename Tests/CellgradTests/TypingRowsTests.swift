import Dispatch
import TestSupport
import XCTest

/// Typing: what keys do, row by row.
final class TypingRowsTests: TerminalRows {
  private typealias Key = DrivenTerminal.Key

  func testEnter() throws {
    try drive { t in
      t.press("def f(n): return n", Key.enter)
      t.expect("In [2]: ")
      t.press("f(", Key.enter, Key.enter, Key.enter, "3)", Key.enter)
      t.expect("Out[2]: 3")
      t.press("'''가", Key.enter, Key.enter, "나'''", Key.enter)
      t.expect("Out[3]: '가\\n\\n나'")
    }
  }

  func testEnterInTheMiddleOfACompleteLine() throws {
    try drive { t in
      t.press("12 + 30", Key.left, Key.left, Key.left, Key.enter)
      t.expect("In [1]: 12 + 30\nOut[1]: 42")
    }
  }

  func testEmptyLineEndsABlock() throws {
    try drive { t in
      t.press("for 글자 in '가나':", Key.enter, "print(글자)", Key.enter)
      t.expectNot("In [2]:")
      t.press(Key.enter)
      t.expect("\n가\n나\n\nIn [2]: ")
    }
  }

  func testIndentation() throws {
    try drive { t in
      t.press("def f(x):", Key.enter, "if x:", Key.enter, "y = 1", Key.enter, "return y", Key.enter)
      t.press("else:", Key.enter, "pass", Key.enter)
      t.expect(
        """
        In [1]: def f(x):
           ...:     if x:
           ...:         y = 1
           ...:         return y
           ...:     else:
           ...:         pass
           ...:
        """)
      t.press(Key.control("C"), "if 1:", Key.enter, Key.backspace, "x = '한'", Key.enter)
      t.expect("In [1]: if 1:\n   ...: x = '한'\n")
    }
  }

  func testClausesMoveLeft() throws {
    try drive { t in
      t.press("try:", Key.enter, "x", Key.enter, "except E:", Key.enter, "raise", Key.enter)
      t.press("finally:", Key.enter, "break", Key.enter, "y")
      t.expect(
        """
        In [1]: try:
           ...:     x
           ...: except E:
           ...:     raise
           ...: finally:
           ...:     break
           ...: y
        """)
    }
  }

  func testTextThatCanNeverBecomeComplete() throws {
    try drive { t in
      t.press("return a+", Key.enter)
      t.expect("SyntaxError: invalid syntax\n\n\nIn [2]: ")
    }
  }

  func testControlOMakesALine() throws {
    try drive { t in
      t.press("x = '한'", Key.control("O"), "x", Key.enter)
      t.expect("In [1]: x = '한'\n   ...: x\nOut[1]: '한'")
    }
  }

  func testAltEnterRunsAtOnce() throws {
    try drive { t in
      t.press("(1,", Key.altEnter)
      t.expect("SyntaxError: incomplete input")
      t.press("if True:", Key.enter, "print('예')", Key.altEnter)
      t.expect("\n예\n\nIn [3]: ")
    }
  }

  func testF2OpensTheEditor() throws {
    let editor = ["EDITOR": "sed -i 's/1/한 국/'"]
    try drive(environment: editor) { t in
      t.press("x = '1'", Key.f2)
      t.expect("In [1]: x = '한 국'")
      t.press(Key.enter)
      t.expect("In [2]: ")
      t.run("x", "Out[2]: '한 국'", number: 2)
    }
  }

  func testEditMagic() throws {
    try drive(environment: ["EDITOR": "echo \"print('편집')\" >"]) { t in
      t.run("%edit", "Editing... done. Executing edited code...\n편집\n", number: 1)
    }
  }

  func testUpAndDownByLineThenByCell() throws {
    try drive { t in
      t.run([("a = 1", ""), ("if a:\n    '둘'\n    3", ""), ("b = '셋'", "")])
      t.press(Key.up)
      t.expect("In [4]: b = '셋'")
      t.press(Key.up)
      t.expect("In [4]: if a:\n   ...:     '둘'\n   ...:     3")
      t.press(Key.up, "X")
      t.expect("   ...:     'X둘'\n   ...:     3")
      t.press(Key.down, Key.down, Key.control("C"))
      t.terminal.settle()
      t.press(Key.up, Key.up, Key.up, Key.up, Key.up)
      t.expect("In [4]: a = 1")
      t.press(Key.down, Key.down, Key.down, Key.down)
      t.expect("In [4]: b = '셋'")
      t.press(Key.down)
      t.expectNot("In [4]: b")
    }
  }

  func testUpFindsCellsThatStartWithWhatIsTyped() throws {
    try drive { t in
      t.run([("값 = 1", ""), ("다른 = 2", ""), ("값 = 3", "")])
      t.press("값", Key.up)
      t.expect("In [4]: 값 = 3")
      t.press(Key.up)
      t.expect("In [4]: 값 = 1")
    }
  }

  func testControlRFindsTextInAnyLineOfACell() throws {
    try drive { t in
      t.run([("for i in '가':\n    찾는 = i\n", ""), ("x = 1", "")])
      t.press(Key.control("R"), "찾는")
      t.expect("(reverse-i-search)`찾는': for i in '가':\n   ...:     찾는 = i")
      t.press(Key.enter)
      t.expect("In [3]: for i in '가':\n   ...:     찾는 = i")
      t.press(Key.enter, Key.enter)
      t.expect("In [4]: ")
    }
  }

  // MARK: Pasting

  func testPasteWaitsForEnter() throws {
    try drive { t in
      t.terminal.paste("for i in range(2):\n    if i:\n\n        print('한국', i)\n")
      t.expect(
        "In [1]: for i in range(2):\n   ...:     if i:\n   ...:\n   ...:         print('한국', i)")
      t.expectNot("In [2]")
      t.press(Key.enter)
      t.expect("\n한국 1\n\nIn [2]: ")
    }
  }

  func testPythonPromptsAreRemoved() throws {
    try drive { t in
      t.terminal.paste(">>> for i in range(2):\n...     print('한', i)\n... \n한 0\n한 1\n")
      t.expect("In [1]: for i in range(2):\n   ...:     print('한', i)\n")
      t.press(Key.enter)
      t.expect("한 0\n한 1\n[as pasted]\n\nIn [2]: ")
    }
  }

  func testOutputOfAPastedTranscriptIsChecked() throws {
    try drive { t in
      let transcript = "In [1]: 값 = 3\n\nIn [2]: 값 * 2\nOut[2]: 7\n"
      t.terminal.paste(transcript)
      t.expect("In [1]: 값 = 3\n   ...: 값 * 2")
      t.expect("[the pasted output will be")
      t.press(Key.enter)
      t.expect("Out[1]: 6\n[different from what was pasted]\noutput, line 1:\n- 7\n+ 6\n")
      t.expect("In [2]: ")
      t.terminal.paste(transcript)
      t.press(Key.backspace, Key.backspace, "3", Key.enter)
      t.expect("Out[2]: 9\n\nIn [3]: ")
    }
  }

  func testPasteOfManyLines() throws {
    try drive { t in
      t.terminal.paste((1...2000).map { "x = \($0)  # 한국어" }.joined(separator: "\n"))
      t.expect("x = 2000  # 한국어")
      t.press(Key.enter)
      t.expect("In [2]: ")
      t.run("x", "Out[2]: 2000", number: 2)
    }
  }

  func testNothingStandsBeforeWrappedRows() throws {
    try drive { t in
      t.press("x = '" + String(repeating: "한국", count: 40) + "'")
      t.expect("In [1]: x = '" + String(repeating: "한국", count: 40) + "'")
      XCTAssertGreaterThan(t.terminal.screen.lines.count, 2)
      t.press(Key.home, "y = ", Key.enter)
      t.expect("In [2]: ")
      t.run("len(y)", "Out[2]: 80", number: 2)
    }
  }

  // MARK: Completion

  func testTabCompletesAUniqueName() throws {
    try drive { t in
      t.run("import torch\n이름표 = 7", number: 1)
      t.press("torch.manual_s", Key.tab)
      t.expect("In [2]: torch.manual_seed")
      t.press(Key.control("C"), "이름", Key.tab, Key.enter)
      t.expect("Out[2]: 7")
    }
  }

  func testTabShowsKeywordArgumentsAndSignatures() throws {
    try drive { t in
      t.run("import torch\nfrom torch import nn\ndef f(알파, *, 베타=1): pass", number: 1)
      t.press("nn.Linear(", Key.tab)
      t.expect("Linear(in_features, out_features, bi")
      t.expect("in_features=")
      t.press(Key.control("C"), "torch.randn(2, req", Key.tab)
      t.expect("torch.randn(2, requires_grad=")
      t.press(Key.control("C"), "f(", Key.tab)
      t.expect("f(알파, *, 베타=1)\n")
      t.press("베", Key.tab, "2)", Key.altEnter)
      t.expect("missing 1 required positional argument: '알파'")
    }
  }

  func testTabCompletesKeysFilesAndMagics() throws {
    try drive(files: ["자료.csv": "1", "자료.txt": "2"]) { t in
      t.run("d = {'열쇠': 1, '문': 2}", number: 1)
      t.press("d['열", Key.tab, "']", Key.enter)
      t.expect("Out[2]: 1")
      t.press("open('\(t.home)/자", Key.tab)
      t.expect("자료.csv  자료.txt")
      t.press(Key.control("C"), "%xm", Key.tab, " M", Key.tab, Key.enter)
      t.expect("Exception reporting mode: Minimal")
    }
  }

  func testTabRunsNoUserCode() throws {
    try drive { t in
      t.run(
        "class A:\n    @property\n    def 값(self):\n        while True: pass\na = A()", number: 1)
      t.press("a.값.", Key.tab, Key.control("C"))
      t.press("a.", Key.tab)
      t.expect("In [2]: a.값")
    }
  }

  // MARK: Help

  func testHelp() throws {
    try drive(environment: ["PAGER": "cat"]) { t in
      t.run("def f(x: int = 1) -> str:\n    '''설명'''\n    return 'a'", number: 1)
      t.run("f?", "Signature: f(x: int = 1) -> str\nDocstring: 설명", number: 2)
      t.run("f??", "Signature: f(x: int = 1) -> str\nSource:   \ndef f(x: int = 1) -> str:", number: 3)
      t.run("문 = [1, 2]", number: 4)
      t.run("문?", "Type:        list\nString form: [1, 2]\nLength:      2\n", number: 5)
      t.run("*abs*?", "*abs*?\nabs\n", number: 6)
      t.run("없는것?", "Object `없는것` not found.", number: 7)
    }
  }

  // MARK: Signals

  func testControlCAtThePrompt() throws {
    try drive { t in
      t.press("버린다", Key.control("C"), "'한'", Key.enter)
      t.expect("Out[1]: '한'")
    }
  }

  func testControlCWhileACellRuns() throws {
    try drive { t in
      t.terminal.paste("print('시작')\nwhile True: pass")
      t.press(Key.altEnter)
      t.expect("\n시작")
      t.press(Key.control("C"))
      t.expect("KeyboardInterrupt")
      t.expect("----> 2 while True: pass")
      t.expect("In [2]: ")
      t.run("1", "Out[2]: 1", number: 2)
    }
  }

  /// The product alone takes far longer than what the test waits for.
  func testControlCInOneTensorOperation() throws {
    try drive { t in
      t.run("import torch; 값 = torch.ones(6000, 6000, dtype=torch.int64); '한'", number: 1)
      t.terminal.paste("print('시작')\nx = 값 @ 값")
      t.press(Key.altEnter)
      t.expect("\n시작")
      t.press(Key.control("C"))
      t.expect("----> 2 x = 값 @ 값")
      t.expect("KeyboardInterrupt")
      t.run("값.sum()", "Out[3]: tensor(36000000)", number: 3)
    }
  }

  func testControlD() throws {
    try drive { t in
      t.press(Key.control("D"))
      t.expect("Do you really want to exit ([y]/n)? ")
      t.press("n", Key.enter)
      t.expect("([y]/n)? n\n\nIn [1]: ")
      t.press("한", Key.control("D"), Key.home, Key.control("D"), "7", Key.enter)
      // Typed while a cell runs, the terminal itself would take it for the end of a line.
      t.expect("Out[1]: 7\n\nIn [2]:")
      t.press(Key.control("D"))
      t.expect("In [2]:\nDo you really want to exit ([y]/n)?")
      t.press(Key.control("C"))
      t.expect("([y]/n)? ^C\n\nIn [2]: ")
      t.press(Key.control("D"), "y", Key.enter)
      XCTAssertEqual(t.terminal.waitForExit(), 0)
    }
  }

  /// In a shell with job control.
  func testControlZ() throws {
    for columns in TerminalRows.widths {
      let t = try DrivenTerminal(
        home: try temporaryFolder(), environment: ["PS1": "$ "], columns: columns,
        command: ["/bin/bash", "--norc", "--noprofile", "-i"])
      t.expect("$ ")
      t.press(try CellgradProgram.path(), Key.enter)
      t.expect("In [1]: ")
      t.press("x = '한")
      t.expect("In [1]: x = '한")
      t.press(Key.control("Z"))
      t.expect("Stopped")
      t.press("fg", Key.enter)
      t.expect("In [1]: x = '한")
      t.press("국'", Key.enter)
      t.expect("In [2]: ")
      t.press("print('시작'); import time; time.sleep(1); x", Key.enter)
      t.expect("\n시작")
      t.press(Key.control("Z"))
      t.expect("\n시작\n^Z\n[1]+")
      t.press("fg", Key.enter)
      t.expect("Out[2]: '한국'")
    }
  }

  func testControlBackslash() throws {
    try drive { t in
      t.press(Key.control("\\"))
      XCTAssertNil(t.terminal.waitForExit(seconds: 2))
    }
  }

  func testResize() throws {
    try drive { t in
      t.press("문장 = 'abcdefghij 한국어 klmnopqrst'")
      t.expect("klmnopqrst'")
      t.terminal.resize(columns: 30, height: 60)
      t.expect("In [1]: 문장 = 'abcdefghij 한국어 klmnopqrst'")
      t.press("[0]", Key.enter)
      t.expect("In [2]: ")
      t.run("문장", "Out[2]: 'a'", number: 2)
    }
  }

  func testKilledSession() throws {
    try drive { t in
      t.run([("x = '남는다'", ""), ("if x:\n    y = x * 2\n", "")])
      t.press("반만 쓴")
      t.terminal.settle()
      t.terminal.kill()
      _ = t.terminal.waitForExit()
      let next = try DrivenTerminal(home: t.home, columns: t.columns)
      next.expect("cellgrad recover` brings it back.")
      next.expect("In [1]: ")
      next.press(Key.up)
      next.expect("In [1]: if x:\n   ...:     y = x * 2")
      next.press(Key.control("C"), Key.control("R"), "남는")
      next.expect("x = '남는다'")
    }
  }

  func testStart() throws {
    let home = try temporaryFolder()
    let start = DispatchTime.now()
    let t = try DrivenTerminal(home: home, columns: 80)
    t.expect("In [1]: ")
    let milliseconds = (DispatchTime.now().uptimeNanoseconds - start.uptimeNanoseconds) / 1_000_000
    // 30 ms on an idle machine; a test must not fail on a busy one.
    XCTAssertLessThan(milliseconds, 3000)
  }

  /// A key shows without a wait; the best of several, because the machine may be busy.
  func testKeysShowAtOnce() throws {
    try drive { t in
      var text = ""
      let milliseconds = "abc한국어xyz=".map { key in
        text.append(key)
        let start = DispatchTime.now()
        t.press(String(key))
        t.expect("In [1]: " + text)
        return (DispatchTime.now().uptimeNanoseconds - start.uptimeNanoseconds) / 1_000_000
      }
      XCTAssertLessThan(milliseconds.min() ?? .max, 50)
    }
  }

  // MARK: Colours

  func testColoursWhileTyping() throws {
    for (variable, hasColours) in [("NO_COLOR", false), ("UNUSED", true)] {
      var environment = ["NO_COLOR": ""]
      environment[variable] = "1"
      let t = try DrivenTerminal(
        home: try temporaryFolder(), environment: environment, columns: 80)
      t.expect("In [1]: ")
      t.press("if '한': (1)")
      t.expect("In [1]: if '한': (1)")
      XCTAssertEqual(t.terminal.hasSeenColour, hasColours)
      // The brackets that belong together stand out.
      XCTAssertEqual(t.terminal.hasWritten("\u{1B}[1;4;36m("), hasColours)
    }
  }

  // MARK: Readline

  func testViModeOfInputrc() throws {
    try drive(files: [".inputrc": "set editing-mode vi\n"]) { t in
      t.press("값 = 10", Key.escape)
      t.terminal.settle()
      t.press("0xi글")
      t.terminal.settle()
      t.press(Key.escape)
      t.terminal.settle()
      t.press("A0", Key.enter)
      t.expect("In [2]: ")
      t.run("글", "Out[2]: 100", number: 2)
    }
  }

  func testBindingsOfInputrc() throws {
    try drive(files: [".inputrc": "\"\\C-t\": \"len('한국')\"\n"]) { t in
      t.press(Key.control("T"), Key.enter)
      t.expect("Out[1]: 2")
    }
  }

  func testKillAndYank() throws {
    try drive { t in
      t.press("'한국' + 'x'", Key.home, Key.control("K"), "1, ", Key.control("Y"), Key.enter)
      t.expect("Out[1]: (1, '한국x')")
    }
  }

  func testUndo() throws {
    try drive { t in
      t.press("'한국'", Key.control("U"), "1", Key.control("_"), Key.control("_"), Key.enter)
      t.expect("Out[1]: '한국'")
    }
  }

  func testMacroOfReadline() throws {
    try drive { t in
      t.press(Key.control("X"), "(", "'한', ", Key.control("X"), ")")
      t.press(Key.control("X"), "e", Key.control("X"), "e", Key.enter)
      t.expect("Out[1]: ('한', '한', '한')")
    }
  }

  func testNumericArgument() throws {
    try drive { t in
      t.press("'", "\u{1B}5", "한", "'", Key.enter)
      t.expect("Out[1]: '한한한한한'")
    }
  }

  func testHistoryIsPrivate() throws {
    try drive { t in
      t.run("if 1:\n    값 = '한국'\n", number: 1)
      let folder = t.home + "/cellgrad"
      for file in [folder + "/history", folder + "/sessions"] {
        let mode = try FileManager.default.attributesOfItem(atPath: file)[.posixPermissions] as? Int
        XCTAssertEqual(mode, file.hasSuffix("history") ? 0o600 : 0o700, file)
      }
    }
  }
}
