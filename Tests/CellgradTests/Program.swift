import Glibc
import TestSupport
import XCTest

/// The built program, run end to end.
///
/// It is found by the environment variable `CELLGRAD`, else where `make build` puts it.
enum CellgradProgram {
  struct Missing: Error, CustomStringConvertible {
    let path: String
    var description: String { "no program at \(path): run `make build`, or set CELLGRAD" }
  }

  /// The folder of the package.
  static let packageFolder =
    #filePath.split(separator: "/").dropLast(3).map { "/" + $0 }.joined()

  static func path() throws -> String {
    let path = getenv("CELLGRAD").map { String(cString: $0) }
      ?? packageFolder + "/.build/release/cellgrad"
    guard access(path, X_OK) == 0 else { throw Missing(path: path) }
    return path
  }

  struct Run {
    var status: Int32
    var output: String
    var errors: String
  }

  /// Runs the program with standard input from a text, and waits for its end.
  static func run(
    _ arguments: [String], input: String = "", environment: [String: String] = [:]
  ) throws -> Run {
    let folder = try temporaryFolder()
    let inputPath = folder + "/stdin"
    try write(input, to: inputPath)
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, inputPath, O_RDONLY, 0)
    let creating = O_WRONLY | O_CREAT
    posix_spawn_file_actions_addopen(&actions, STDOUT_FILENO, folder + "/out", creating, 0o600)
    posix_spawn_file_actions_addopen(&actions, STDERR_FILENO, folder + "/err", creating, 0o600)
    let program = try path()
    let words: [UnsafeMutablePointer<CChar>?] = ([program] + arguments).map { strdup($0) } + [nil]
    let all = environment.merging(["PATH": "/usr/bin:/bin", "HOME": folder]) { $1 }
    let variables: [UnsafeMutablePointer<CChar>?] = all.map { strdup("\($0)=\($1)") } + [nil]
    defer { (words + variables).forEach { free($0) } }
    var process: pid_t = 0
    XCTAssertEqual(posix_spawn(&process, words[0]!, &actions, nil, words, variables), 0)
    var status: Int32 = 0
    waitpid(process, &status, 0)
    return Run(
      status: status & 0x7F == 0 ? (status >> 8) & 0xFF : -(status & 0x7F),
      output: try read(folder + "/out"), errors: try read(folder + "/err"))
  }

  static func read(_ path: String) throws -> String {
    guard let file = fopen(path, "r") else { throw Missing(path: path) }
    defer { fclose(file) }
    var bytes: [UInt8] = []
    var chunk = [UInt8](repeating: 0, count: 1 << 16)
    while case let count = fread(&chunk, 1, chunk.count, file), count > 0 {
      bytes += chunk[..<count]
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  static func write(_ text: String, to path: String) throws {
    try write(Array(text.utf8), to: path)
  }

  static func write(_ bytes: [UInt8], to path: String) throws {
    guard let file = fopen(path, "w") else { throw Missing(path: path) }
    defer { fclose(file) }
    _ = fwrite(bytes, 1, bytes.count, file)
  }
}
