import Glibc

/// Lets the user edit a text in `$VISUAL`, `$EDITOR` or `vi`.
///
/// The text goes through a private file in `$TMPDIR` or `/tmp`, removed afterwards. Returns
/// nil if the file could not be made or the editor ended in failure: nothing is to change.
func editInExternalEditor(_ text: String) -> String? {
  let folder = environmentValue("TMPDIR") ?? "/tmp"
  var template = Array((folder + "/cellgrad-XXXXXX.py").utf8CString)
  let descriptor = mkstemps(&template, 3)
  guard descriptor >= 0 else { return nil }
  let path = template.withUnsafeBufferPointer { buffer in
    buffer.baseAddress.map { String(cString: $0) } ?? ""
  }
  defer { unlink(path) }
  let isWritten = writeAll(Array((text + "\n").utf8), to: descriptor)
  close(descriptor)
  guard isWritten, runEditor(on: path) else { return nil }
  return contents(of: path).map(withoutTrailingBlankLines)
}

/// Runs the editor, which may be a command with arguments, and waits for its end.
private func runEditor(on path: String) -> Bool {
  let editor = environmentValue("VISUAL") ?? environmentValue("EDITOR") ?? "vi"
  let arguments: [String] = ["/bin/sh", "-c", "exec \(editor) \"$1\"", "sh", path]
  let words = arguments.map { strdup($0) } + [nil]
  defer { words.forEach { free($0) } }
  var process: pid_t = 0
  guard posix_spawn(&process, "/bin/sh", nil, nil, words, environ) == 0 else { return false }
  var status: Int32 = 0
  while waitpid(process, &status, 0) < 0 && errno == EINTR {}
  return status == 0
}

private func contents(of path: String) -> String? {
  let descriptor = open(path, O_RDONLY | O_CLOEXEC)
  guard descriptor >= 0 else { return nil }
  defer { close(descriptor) }
  return String(decoding: readAll(descriptor), as: UTF8.self)
}
