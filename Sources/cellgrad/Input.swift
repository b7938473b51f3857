import ArgumentParser
import Glibc
import Interactive
import Notebooks
import Python
import Terminal

/// The process status for files that cannot be read or are malformed.
let badFileStatus = ExitCode(3)

/// Reads a notebook; reports what is wrong with it on standard error.
///
/// - Throws: ``badFileStatus``.
func readNotebook(_ path: String) throws -> Notebook {
  do {
    return try Notebook.read(contentsOf: path, grammar: .python)
  } catch {
    throw report(error)
  }
}

/// Writes a notebook in the format of the file's extension; reports problems likewise.
func write(_ notebook: Notebook, to path: String) throws {
  do {
    try notebook.write(to: path, as: try writableFormat(of: path))
  } catch let error as NotebookError {
    throw report(error)
  }
}

/// The format that the extension of a file to be written says.
func writableFormat(of path: String) throws -> NotebookFormat {
  let name = path.split(separator: "/").last ?? ""
  let fileExtension = name.contains(".") ? String(name.split(separator: ".").last ?? "") : ""
  guard let format = NotebookFormat.named(fileExtension) else {
    let known = NotebookFormat.all.filter(\.canWrite).flatMap(\.fileExtensions)
    throw ValidationError(
      "\(path): the extension says no format; known are \(known.joined(separator: ", "))")
  }
  return format
}

/// Tells on standard error what is wrong with a file; answers the status to end with.
func report(_ error: NotebookError) -> ExitCode {
  let output = TerminalOutput()
  output.write("\(error)\n", to: .stderr)
  return badFileStatus
}

/// Writes text to standard output.
func writeOut(_ text: String) {
  let output = TerminalOutput()
  output.write(text, to: .stdout)
  output.flush()
}

/// Runs a plain script; answers the exit status.
func runScript(
  _ bytes: [UInt8], from origin: SourceFile.Origin, arguments: [String],
  permissions: Permissions, limits: Limits = Limits()
) -> Int32 {
  let output = TerminalOutput()
  let script = Script(
    arguments: arguments, permissions: permissions, limits: limits, flush: output.flush
  ) { text, isError in output.write(text, to: isError ? .stderr : .stdout) }
  // Also where something of the script outlives it.
  defer { output.flush() }
  return interruptibly(script) { script.run(bytes, from: origin) }
}

/// The bytes of a file that has been read as a notebook before.
func readBytes(_ path: String) throws -> [UInt8] {
  do {
    return try WholeFile.read(path)
  } catch let failure as WholeFile.Failure {
    throw report(NotebookError(file: path, reason: failure.reason))
  }
}
