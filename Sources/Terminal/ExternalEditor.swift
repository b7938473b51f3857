import Glibc
import Notebooks

/// Lets the user edit a text in `$VISUAL`, `$EDITOR` or `vi`.
///
/// The text goes through a private file in `$TMPDIR` or `/tmp`, removed afterwards. Returns
/// nil if the file could not be made or the editor ended in failure: nothing is to change.
func editInExternalEditor(_ text: String) -> String? {
  let editor = environmentValue("VISUAL") ?? environmentValue("EDITOR") ?? "vi"
  return withTemporaryFile(text + "\n", suffix: ".py") { path in
    guard runProgram(editor, on: path) else { return nil }
    guard let bytes = try? WholeFile.read(path) else { return nil }
    return withoutTrailingBlankLines(String(decoding: bytes, as: UTF8.self))
  }
}

/// Shows a text in `$PAGER` or `less`; if there is none, as it is.
func showInPager(_ text: String) {
  let pager = environmentValue("PAGER") ?? "less -R"
  let isShown = withTemporaryFile(text, suffix: ".txt") { path in
    runProgram(pager, on: path) ? true : nil
  }
  if isShown == nil { _ = writeAll(Array(text.utf8), to: STDOUT_FILENO) }
}

/// Calls `body` with the path of a private file with this text, which is removed afterwards.
private func withTemporaryFile<Result>(
  _ text: String, suffix: String, _ body: (String) -> Result?
) -> Result? {
  let folder = environmentValue("TMPDIR") ?? "/tmp"
  var template = Array((folder + "/cellgrad-XXXXXX" + suffix).utf8CString)
  let descriptor = mkstemps(&template, Int32(suffix.utf8.count))
  guard descriptor >= 0 else { return nil }
  let path = template.withUnsafeBufferPointer { buffer in
    buffer.baseAddress.map { String(cString: $0) } ?? ""
  }
  defer { unlink(path) }
  let isWritten = writeAll(Array(text.utf8), to: descriptor)
  close(descriptor)
  return isWritten ? body(path) : nil
}

/// Runs a program, which may be a command with arguments, on a file, and waits for its end.
private func runProgram(_ command: String, on path: String) -> Bool {
  let arguments: [String] = ["/bin/sh", "-c", "exec \(command) \"$1\"", "sh", path]
  let words = arguments.map { strdup($0) } + [nil]
  defer { words.forEach { free($0) } }
  var process: pid_t = 0
  guard posix_spawn(&process, "/bin/sh", nil, nil, words, environ) == 0 else { return false }
  var status: Int32 = 0
  while waitpid(process, &status, 0) < 0 && errno == EINTR {}
  return status == 0
}
