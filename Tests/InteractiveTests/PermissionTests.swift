import Interactive
import Python
import XCTest

/// What cells may reach: each try without its flag is a PermissionError that names the flag.
final class PermissionTests: XCTestCase {
  /// Runs cells and gives the text of the last one's error, or its result.
  private func run(_ code: String, _ permissions: Permissions = Permissions()) -> String {
    var text = ""
    onBigStack {
      let kernel = Kernel(permissions: permissions)
      text = kernel.run("try:\n    _r = (\(code))\nexcept Exception as _e:\n    _r = repr(_e)\nprint(_r)")
        .outputs.map(\.plainText).joined()
    }
    return text
  }

  func testEachReachOutsideNamesItsFlag() {
    let attempts = [
      ("open('/etc/passwd')", "--allow-read"), ("open('x.txt', 'w')", "--allow-write"),
      ("__import__('os').listdir('/')", "--allow-read"),
      ("__import__('os').path.exists('/etc')", "--allow-read"),
      ("__import__('os').remove('x')", "--allow-write"),
      ("__import__('os').mkdir('x')", "--allow-write"),
      ("__import__('os').rename('x', 'y')", "--allow-write"),
      ("__import__('os').environ['HOME']", "--allow-env"),
      ("__import__('os').getenv('HOME')", "--allow-env"),
      ("__import__('os').system('true')", "--allow-run"),
      ("__import__('pathlib').Path('x').read_text()", "--allow-read"),
      ("__import__('pathlib').Path('x').write_text('')", "--allow-write"),
      ("__import__('glob').glob('/*')", "--allow-read"),
      ("__import__('shutil').rmtree('x')", "--allow-"),
      ("__import__('tempfile').mkdtemp()", "--allow-write"),
      ("__import__('io').FileIO('/etc/passwd')", "--allow-read"),
      ("__import__('_host').open('/etc/passwd', 0)", "--allow-read"),
    ]
    for (code, flag) in attempts {
      let text = run(code)
      XCTAssertTrue(text.hasPrefix("PermissionError("), "\(code): \(text)")
      XCTAssertTrue(text.contains(flag), "\(code): \(text)")
    }
  }

  func testDescriptorsOfTheProgramAreOutOfReach() {
    XCTAssertTrue(run("__import__('os').write(1, b'x')").contains("Bad file descriptor"))
    XCTAssertTrue(run("__import__('os').read(0, 1)").contains("Bad file descriptor"))
  }

  func testFolderThatMayBeRead() {
    let permissions = Permissions(reading: .folders(["/usr"]))
    XCTAssertEqual(run("__import__('os').path.isdir('/usr/bin')", permissions), "True\n")
    XCTAssertTrue(run("open('/usr/../etc/passwd')", permissions).contains("--allow-read"))
  }

  func testVariablesThatTheProgramSetsItself() {
    XCTAssertEqual(
      run("[__import__('os').environ.__setitem__('A', '1'), __import__('os').environ['A']][1]"), "1\n")
  }

  func testModulesThatReachForTheNetworkAreRefusedByName() {
    XCTAssertTrue(
      run("__import__('socket').socket()").contains("cellgrad: not supported: socket.socket"))
    XCTAssertTrue(run("__import__('subprocess').run('ls')").contains("subprocess.run"))
  }
}
