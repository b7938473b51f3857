import Glibc
import Notebooks
import Python

/// The files that magics read and write, by the permissions of the session.
extension Kernel {
  /// Why a file is not to be had, as a Python exception.
  private func problem(_ code: Int32, _ path: String) -> MagicProblem {
    let type =
      switch code {
      case ENOENT: "FileNotFoundError"
      case EISDIR: "IsADirectoryError"
      case ENOTDIR: "NotADirectoryError"
      case EEXIST: "FileExistsError"
      case EACCES, EPERM: "PermissionError"
      default: "OSError"
      }
    let reason = String(cString: strerror(code))
    return .exception(type: type, message: "[Errno \(code)] \(reason): \(PythonText.repr(path))")
  }

  /// Whether code may reach a path so; what it may is noted, because the cell cannot be repeated
  /// unasked then.
  func reach(_ access: Host.Access, _ path: String = "") -> Bool {
    let isAllowed = permissions.permits(access, path) || access == .run && allowsPrograms == true
    guard isAllowed else { return false }
    outside.note(OutsideReads.Effect(access))
    return true
  }

  /// The text of a file. (Bytes that are no UTF-8 become U+FFFD.)
  func readFile(_ path: String) throws -> String {
    try machine.require(.read, path)
    do {
      let bytes = try WholeFile.read(path) { try machine.checkInterrupt() }
      return String(decoding: bytes, as: UTF8.self)
    } catch let failure as WholeFile.Failure {
      throw problem(failure.number, path)
    }
  }

  /// Writes a file anew, or adds to its end.
  func writeFile(_ path: String, _ text: String, appending: Bool = false) throws {
    try machine.require(.write, path)
    let flags = O_WRONLY | O_CREAT | O_CLOEXEC | (appending ? O_APPEND : O_TRUNC)
    let descriptor = open(path, flags, 0o666)
    guard descriptor >= 0 else { throw problem(errno, path) }
    defer { close(descriptor) }
    var rest = Array(text.utf8)[...]
    while !rest.isEmpty {
      let count = rest.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { throw problem(errno, path) }
      rest = rest.dropFirst(count)
    }
  }

  /// Whether there is a file of this path; closed ones do not show.
  func fileExists(_ path: String) -> Bool {
    permissions.permits(.read, path) && access(path, F_OK) == 0
  }

  /// Whether there is a folder of this path.
  func folderExists(_ path: String) -> Bool {
    var status = stat()
    return permissions.permits(.read, path) && stat(path, &status) == 0
      && status.st_mode & S_IFMT == S_IFDIR
  }

  /// The path with `~` at its start as the home folder.
  func expandUser(_ path: String) -> String {
    guard path == "~" || path.hasPrefix("~/"), let home = permissions.homeDirectory else {
      return path
    }
    return home + path.dropFirst()
  }
}

/// Changes the current folder, if the new one is there.
func changeFolder(_ path: String) { _ = chdir(path) }
