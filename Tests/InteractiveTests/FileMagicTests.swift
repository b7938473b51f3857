import Notebooks
import Python
import TestSupport
import XCTest

@testable import Interactive

/// Magics that reach files, folders, programs and the environment.
final class FileMagicTests: XCTestCase {
  func testWritingAndRunningAFile() throws {
    let path = try temporaryFolder() + "/글.py"
    assertSession([
      ("%%writefile \(path)\nprint('ran')\nvalue = 3", "Writing \(path)\n"),
      ("%%writefile -a \(path)\nmore = __name__", "Appending to \(path)\n"),
      ("%run \(path)", "ran\n"), ("value, more", "(3, '__main__')"),
      ("%%writefile \(path)\n1/0", "Overwriting \(path)\n"),
      ("%pycat \(path)", "1/0\n"),
      ("%%writefile\nx", "UsageError: the following arguments are required: filename\n"),
    ])
  }

  func testErrorOfARunFileNamesItsLine() throws {
    let path = try temporaryFolder() + "/bad.py"
    onBigStack {
      let kernel = Kernel(permissions: .all)
      _ = kernel.run("%%writefile \(path)\nx = 1\n1/0")
      let text = kernel.run("%run \(path)").outputs.last?.plainText ?? ""
      XCTAssertTrue(text.contains("bad.py:2\n"), text)
      XCTAssertTrue(text.contains("----> 2 1/0"), text)
    }
  }

  func testSavingAndLoading() throws {
    let path = try temporaryFolder() + "/saved.py"
    onBigStack {
      let kernel = Kernel(permissions: .all)
      _ = kernel.run("a = 1")
      _ = kernel.run("def f():\n    return 2")
      XCTAssertEqual(
        kernel.run("%save \(path) 1-2").outputs.first?.plainText,
        "The following commands were written to file `\(path)`:\na = 1\ndef f():\n    return 2\n")
      XCTAssertEqual(
        kernel.run("%load -s f \(path)").nextInput,
        "# %load -s f \(path)\ndef f():\n    return 2\n")
      XCTAssertEqual(kernel.run("%load -r 2 \(path)").nextInput, "# %load -r 2 \(path)\na = 1")
    }
  }

  func testNotebookOfTheSession() throws {
    let path = try temporaryFolder() + "/session.ipynb"
    assertSession([("1 + 1", "2"), ("%notebook \(path)", "")])
    let notebook = try Notebook.read(contentsOf: path, grammar: .python)
    XCTAssertEqual(notebook.cells.map(\.source), ["1 + 1"])
    XCTAssertEqual(notebook.cells.first?.outputs, [.result("2", executionCount: 1)])
  }

  func testLogWithOutputs() throws {
    let path = try temporaryFolder() + "/log.py"
    assertSession([
      ("%logstate", "Logging has not been activated.\n"), ("x = 3", ""),
      ("%logstart -o -q \(path)", ""), ("x + 1", "4"), ("%logstop", ""), ("x", "3"),
    ])
    let log = try String(contentsOfFile: path, encoding: .utf8)
    XCTAssertEqual(
      log,
      "# IPython log file\n\nget_ipython().run_line_magic('logstate', '')\nx = 3\nx + 1\n#[Out]# 4\n"
      + "get_ipython().run_line_magic('logstop', '')\n")
  }

  func testShellLinesAndTheirList() {
    assertSession([
      ("lines = !printf 'a 1\\nb 2\\n'", ""), ("lines.n, lines.s", "('a 1\\nb 2', 'a 1 b 2')"),
      ("lines.grep('b')", "['b 2']"), ("lines.fields(0)", "['a', 'b']"),
      ("!exit 3", ""), ("_exit_code", "3"), ("%%bash\necho 둘", "둘\n"),
    ])
  }

  func testFailingScriptIsAnError() {
    onBigStack {
      let kernel = Kernel(permissions: .all)
      guard case .error(let name, let message, _)? = kernel.run("%%bash\nexit 3").outputs.last else {
        return XCTFail("no error")
      }
      XCTAssertEqual(name, "CalledProcessError")
      XCTAssertEqual(message, "Command 'b'exit 3\\n'' returned non-zero exit status 3.")
    }
  }

  func testAliasWithArguments() {
    assertSession([
      ("%alias zz echo hi %s", ""), ("%zz there", "hi there\n"),
      ("%zz", "UsageError: Alias <zz> requires 1 arguments, 0 given.\n"),
      (
        "%alias cd foo",
        "The name cd can't be aliased because it is a keyword or builtin.\n"
      ),
      ("%unalias nothing", "nothing is not an alias\n"),
    ])
  }

  func testWithoutPermissionNothingIsReached() throws {
    let folder = try temporaryFolder()
    onBigStack {
      let kernel = Kernel()
      for (cell, flag) in [
        ("%%writefile \(folder)/x\nhi", "--allow-write"), ("%run \(folder)/x.py", "--allow-read"),
        ("%load \(folder)/x.py", ""), ("!echo hi", "--allow-run"), ("x = !ls", "--allow-run"),
        ("%%bash\nls", "--allow-run"), ("%ls", "--allow-run"), ("%env HOME", "--allow-env"),
        ("%cd \(folder)", "--allow-read"), ("%logstart \(folder)/log", "--allow-write"),
        ("%notebook \(folder)/x.ipynb", "--allow-write"),
        ("%history -f \(folder)/h", "--allow-write"), ("%set_env A=1", "--allow-env"),
      ] {
        guard case .error(let name, let message, _)? = kernel.run(cell).outputs.last else {
          XCTFail(cell)
          continue
        }
        if flag.isEmpty { continue }
        XCTAssertEqual(name, "PermissionError", cell)
        XCTAssertTrue(message.hasSuffix("start with \(flag)"), message)
      }
    }
    XCTAssertEqual(try FileManager.default.contentsOfDirectory(atPath: folder), [])
  }

  func testAFolderIsAllItMayReach() throws {
    let folder = try temporaryFolder()
    onBigStack {
      let kernel = Kernel(permissions: Permissions(writing: .folders([folder])))
      XCTAssertEqual(kernel.run("%%writefile \(folder)/in\nx").end, .ok)
      for path in ["\(folder)/../out", "\(folder)x/out", "/tmp/out-of-\(getpid())"] {
        XCTAssertEqual(kernel.run("%%writefile \(path)\nx").end, .error, path)
      }
    }
  }
}
