import XCTest

/// The four lists of magics: kept, behind a permission, accepted, left out.
final class MagicRowsTests: TerminalRows {
  // MARK: Kept

  private let kept = [
    "alias", "autocall", "automagic", "bookmark", "cd", "colors", "config", "debug",
    "doctest_mode", "edit", "env", "history", "load", "logstart", "logstate", "logstop",
    "lsmagic", "macro", "notebook", "page", "pdb", "pdoc", "pinfo", "pinfo2", "pprint",
    "precision", "psource", "pwd", "quickref", "recall", "rerun", "reset", "run", "save",
    "store", "tb", "time", "timeit", "who", "whos", "xmode",
  ]
  private let keptForCells = ["capture", "time", "timeit", "writefile"]

  func testKeptMagicsAreListed() throws {
    let listed = try CellgradProgram.run([], input: "%lsmagic\n").output
    let words = Set(listed.split { $0 == " " || $0 == "\n" }.map(String.init))
    for name in kept { XCTAssert(words.contains("%" + name), name) }
    for name in keptForCells { XCTAssert(words.contains("%%" + name), name) }
  }

  func testTimes() throws {
    try drive { t in
      t.run("%timeit -n 10 -r 3 sum([1])", " per loop (mean ± std. dev. of 3 runs, 10 loops each)", number: 1)
      t.run("%%timeit -n 1 -r 1\nsum([1])", " (mean ± std. dev. of 1 run, 1 loop each)", number: 2)
      t.run("%time '한'", "Wall time: ", number: 3)
      t.expect("Out[3]: '한'")
      t.run("%%time\nx = 1", "CPU times: user ", number: 4)
    }
  }

  func testHistory() throws {
    try drive { t in
      t.run([
        ("값 = 1", ""), ("if 값:\n    '둘'", ""), ("값", "Out[3]: 1"),
        ("%history -n 1-2", "   1: 값 = 1\n   2:\nif 값:\n    '둘'\n"),
        ("%history -o -p 3", ">>> 값\n1\n"),
        ("%history -g 둘", "   2:\nif 값:\n    '둘'\n"),
        ("%rerun 1", "=== Executing: ===\n값 = 1\n=== Output: ===\n"),
        (
          "%macro 다시 3",
          "Macro `다시` created. To execute, type its name (without quotes).\n"
            + "=== Macro contents: ===\n값\n"
        ),
        ("다시", "Out[9]: 1"),
      ])
    }
  }

  func testHistoryOfTheSessionBefore() throws {
    try drive { t in
      t.run([("값 = '어제'", ""), ("값 * 2", "Out[2]: '어제어제'")])
      t.terminal.kill()
      _ = t.terminal.waitForExit()
      let next = try DrivenTerminal(home: t.home, columns: t.columns)
      next.expect("In [1]: ")
      next.run([
        ("%history ~1/", "%history ~1/\n값 = '어제'\n값 * 2\n"),
        ("%history -n ~1/2", "~1/2: 값 * 2\n"),
        ("%rerun ~1/1-2", "=== Executing: ===\n값 = '어제'\n값 * 2\n=== Output: ===\nOut[3]: '어제어제'"),
        ("%history ~9/1", "%history ~9/1\n\nIn [5]: "),
      ])
    }
  }

  func testFiles() throws {
    try drive(["--allow-all"]) { t in
      t.run([
        ("%cd -q \(t.home)", ""), ("값 = '한'", ""),
        (
          "%save 셀 2",
          "The following commands were written to file `셀.py`:\n값 = '한'\n"
        ),
        ("%load 셀", "In [5]: # %load 셀\n   ...: # coding: utf-8\n   ...: 값 = '한'"),
      ])
      t.press(DrivenTerminal.Key.control("C"))
      t.run("%run 셀.py", number: 5)
      t.run("%%writefile 글.txt\n한국\n", "Writing 글.txt", number: 6)
      t.run("%notebook 공책.ipynb", number: 7)
      t.run("%logstart -o 기록.py", "Activating auto-logging.", number: 8)
      t.run("값", "Out[9]: '한'", number: 9)
      t.run("%logstop", number: 10)
      t.run("%pwd", "Out[11]: '\(t.home)'", number: 11)
    }
  }

  func testNames() throws {
    try drive { t in
      t.run([
        ("값, n = '한국', [1, 2]", ""), ("%who", "n        값"),
        ("%whos", "Variable   Type    Data/Info\n----------------------------\nn          list    n=2\n값          str     한국\n"),
        ("%reset -f", ""), ("%who", "Interactive namespace is empty."),
      ])
    }
  }

  func testResults() throws {
    try drive { t in
      t.run([
        ("%precision 3", "Out[1]: '%.3f'"), ("1/3", "Out[2]: 0.333"), ("%precision", "Out[3]: '%r'"),
        ("%pprint", "Pretty printing has been turned OFF"),
        ("%pprint", "Pretty printing has been turned ON"),
      ])
    }
  }

  func testDoctestMode() throws {
    try drive { t in
      t.terminal.paste("%doctest_mode")
      t.press(DrivenTerminal.Key.enter)
      t.expect("Exception reporting mode: Plain\nDoctest mode is: ON\n>>> ")
      t.press("'한'", DrivenTerminal.Key.enter)
      t.expect(">>> '한'\n'한'\n>>> ")
    }
  }

  func testCapture() throws {
    try drive { t in
      t.run("%%capture 잡은\nprint('가')\n3", number: 1)
      t.run("잡은.stdout, 잡은.outputs", "Out[2]: ('가\\n', [3])", number: 2)
    }
  }

  func testSettings() throws {
    try drive { t in
      t.run([
        ("%automagic", "Automagic is OFF, % prefix IS needed for line magics."),
        ("%automagic", "Automagic is ON, % prefix IS NOT needed for line magics."),
        ("%logstate", "Logging has not been activated."),
        ("%logstop", "Logging hadn't been started."),
        ("%colors", "UsageError: %colors: you must specify a color theme."),
        ("%pdb", "Automatic pdb calling has been turned ON"),
        ("%pdb off", "Automatic pdb calling has been turned OFF"),
        ("%pdb x", "Incorrect argument. Use on/1, off/0, or nothing for a toggle."),
      ])
    }
  }

  func testAutocall() throws {
    try drive { t in
      t.run([
        ("%autocall", "Automatic calling is: Smart"), ("len '한국'", "------> len('한국')\nOut[2]: 2"),
        ("len", "Out[3]: <function len(obj, /)>"), ("x = 1", ""), ("x -1", "Out[5]: 0"),
        ("%autocall 2", "Automatic calling is: Full"), ("float", "------> float()\nOut[7]: 0.0"),
        ("%autocall 0", "Automatic calling is: Off"), ("len 'x'", "SyntaxError: invalid syntax"),
        ("%autocall 5", "ERROR:root:Valid modes: 0->Off, 1->Smart, 2->Full"),
      ])
    }
  }

  func testRecall() throws {
    try drive { t in
      t.run([("값 = 20", ""), ("%recall 1", "")])
      t.press(" + 1", DrivenTerminal.Key.enter)
      t.expect("In [3]: 값 = 20 + 1\n\nIn [4]: ")
      t.run("값", "Out[4]: 21", number: 4)
    }
  }

  func testInspection() throws {
    try drive(environment: ["PAGER": "cat"]) { t in
      t.run([
        ("def f(값=1):\n    '''설명'''\n    return 값\n", ""),
        ("%pinfo f", "Signature: f(값=1)\nDocstring: 설명\n"),
        ("%pinfo2 f", "Source:   \ndef f(값=1):\n    '''설명'''\n    return 값\n"),
        ("%psource f", "%psource f\ndef f(값=1):\n"), ("%pdoc f", "Class docstring:\n    설명\n"),
        ("%pdef f", "%pdef f\n f(값=1)\n"), ("%psearch 값*", "In [8]"),
        ("%page f", "<function __main__.f(값=1)>"), ("%quickref", "%%writefile:\n"),
        ("%lsmagic", "Available line magics:\n%alias  "),
      ])
    }
  }

  func testAliasesAndConfiguration() throws {
    try drive(["--allow-all"]) { t in
      t.run([
        ("%alias 말 echo [%s]", ""), ("%말 한국", "%말 한국\n[한국]\n"), ("%unalias 말", ""),
        ("%env 이름=한", "env: 이름=한\n"), ("%env 이름", "Out[5]: '한'"),
        ("%config InteractiveShell.xmode", "Out[6]: 'Context'"),
        ("%config InteractiveShell.xmode = 'Minimal'", ""),
        ("1/0", "1/0\nZeroDivisionError: division"),
        ("%logstart -o \(t.home)/기록.py", "Activating auto-logging."),
        ("%logstate", "Filename       : \(t.home)/기록.py"),
      ])
    }
  }

  func testProfile() throws {
    try drive { t in
      t.run("def 일(n): return sum(range(n))", number: 1)
      t.run("%prun -l 3 일(1000)", "Ordered by: internal time", number: 2)
      t.expect("(일)")
    }
  }

  func testBookmarks() throws {
    try drive(["--allow-all"]) { t in
      t.run([
        ("%cd -q \(t.home)", ""), ("%bookmark 집", ""), ("%bookmark 뿌리 /", ""),
        ("%bookmark -l", "Current bookmarks:\n뿌리 -> /\n집  -> \(t.home)\n"),
        ("%cd -b 뿌리", "(bookmark:뿌리) -> /\n/\n"), ("%cd 집", "(bookmark:집) -> \(t.home)\n"),
        ("%bookmark -d 집", ""),
        ("%bookmark -d 집", "UsageError: %bookmark -d: Can't delete bookmark '집'"),
        ("%cd -b 집", "UsageError: Bookmark '집' not found.  Use '%bookmark -l' to see your bookmarks."),
        ("%bookmark", "UsageError: %bookmark: You must specify the bookmark name"),
        ("%bookmark -r", ""), ("%bookmark -l", "Current bookmarks:\n\nIn [13]"),
      ])
    }
  }

  func testStore() throws {
    try drive { t in
      t.run("값 = {'한': [1, 2.5]}", number: 1)
      t.run("%store 값", "Stored '값' (dict)", number: 2)
      let next = try DrivenTerminal(home: t.home, columns: t.columns)
      next.expect("In [1]: ")
      next.run([
        ("%store -r", ""), ("값", "Out[2]: {'한': [1, 2.5]}"),
        ("%store", "Stored variables and their in-db values:\n"), ("%store -d 값", ""),
        ("%store 없음", "UsageError: Unknown variable '없음'"),
      ])
    }
  }

  func testPostMortem() throws {
    try drive { t in
      t.run("%debug", "ERROR:root:No traceback has been produced, nothing to debug.", number: 1)
      t.run("def f(값):\n    안 = 값 * 2\n    return 1 / 0\n\nf(21)", "ZeroDivisionError", number: 2)
      let enter = DrivenTerminal.Key.enter
      t.press("%debug", enter)
      t.expect("> Cell In[2](3)f()")
      t.expect("      2     안 = 값 * 2\n----> 3     return 1 / 0\n")
      t.expect("ipdb> ")
      t.press("p 안", enter)
      t.expect("ipdb> p 안\n42\nipdb> ")
      t.press("안 + 값", enter)
      t.expect("\n63\nipdb> ")
      t.press("u", enter)
      t.expect("> Cell In[2](5)<module>\n")
      t.press("p 안", enter)
      t.expect("*** NameError: name '안' is not defined")
      t.press("d", enter, "a", enter)
      t.expect("값 = 21\n")
      t.press("d 9223372036854775807", enter)
      t.expect("*** Newest frame\nipdb> ")
      t.press("u -9223372036854775808", enter, "u 9223372036854775807", enter)
      t.expect("> Cell In[2](5)<module>\n")
      t.press("q", enter)
      t.expect("In [4]: ")
    }
  }

  // MARK: Behind a permission

  func testProgramsAreAskedForOnce() throws {
    try drive { t in
      t.press("!echo 한", DrivenTerminal.Key.enter)
      t.expect("May cells run programs in this session? This one runs: echo 한\n(y/[n])?")
      t.press("y", DrivenTerminal.Key.enter)
      t.expect("(y/[n])? y\n한\n\nIn [2]: ")
      t.run("!echo 국", "!echo 국\n국\n", number: 2)
      t.press("%undo", DrivenTerminal.Key.enter)
      t.expect("cell 1 has run programs. Run again ([y]/n)?")
      t.press(DrivenTerminal.Key.enter)
      t.expect("Back to after cell 1: 1 cell run again.\n\nIn [2]: ")
      t.run("!echo 다시", "!echo 다시\n다시\n", number: 2)
    }
  }

  /// Who says no, or nothing, is not asked again.
  func testProgramsNeedAPermission() throws {
    try drive { t in
      t.press("!echo 한", DrivenTerminal.Key.enter)
      t.expect("(y/[n])?")
      t.press(DrivenTerminal.Key.enter)
      t.expect("In [2]: ")
      for (index, cell) in [
        "!echo 한", "!!echo 한", "x = !echo 한", "%system echo 한", "%sx echo 한",
        "%%bash\necho 한", "%ls", "%cat x", "%mkdir x",
      ].enumerated() {
        t.run(
          cell, "PermissionError: cellgrad: running programs is closed to cells; start with --allow-run",
          number: index + 2)
      }
    }
  }

  func testPrograms() throws {
    try drive(["--allow-run"]) { t in
      t.run([
        ("!echo 한", "\n한\n"), ("!!echo 한", "Out[2]: ['한']"), ("x = !echo 한", ""),
        ("x.n, _exit_code", "Out[4]: ('한', 0)"), ("%sx echo 한", "Out[5]: ['한']"),
        ("%%bash\necho 한; echo 국 >&2", "\n한\n"), ("%mkdir \(t.home)/새", ""),
        ("%ls \(t.home)", "새/"),
      ])
    }
  }

  // MARK: Accepted

  func testAcceptedMagicsSayNothing() throws {
    try drive { t in
      let cells = [
        "%matplotlib inline", "%load_ext autoreload", "%autoreload 2",
        "%config InlineBackend.figure_format = 'retina'",
      ]
      t.run(cells.map { ($0, $0 + "\n\nIn [") })
      t.run("%pip install torch", "%pip", number: cells.count + 1)
    }
  }

  // MARK: Left out

  func testMagicsLeftOut() throws {
    try drive { t in
      let lines = ["conda", "mamba", "pylab", "gui", "pypy"]
      t.run(lines.map { ("%\($0) x", "UsageError: Line magic function `%\($0)` not found.") })
      t.run(
        "%%perl\n1", "UsageError: Cell magic `%%perl` not found.", number: lines.count + 1)
    }
  }
}
