import Glibc
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

  /// Raises PermissionError, with the flag that would help, unless cells may read a path.
  func requireReading(_ path: String) throws {
    guard !permissions.allowReading(path) else { return outside.note(.files) }
    throw closed(PythonText.repr(path), flag: "--allow-read")
  }

  /// Raises PermissionError unless cells may write a path.
  func requireWriting(_ path: String) throws {
    guard !permissions.allowWriting(path) else { return outside.note(.files) }
    throw closed(PythonText.repr(path), flag: "--allow-write")
  }

  /// Raises PermissionError unless cells may see the environment variables.
  func requireEnvironment() throws {
    guard !permissions.canReadEnvironment else { return outside.note(.environment) }
    throw closed("the environment", flag: "--allow-env")
  }

  private func closed(_ what: String, flag: String) -> MagicProblem {
    .exception(
      type: "PermissionError", message: "cellgrad: \(what) is closed to cells; start with \(flag)")
  }

  /// The text of a file. (Bytes that are no UTF-8 become U+FFFD.)
  func readFile(_ path: String) throws -> String {
    try requireReading(path)
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw problem(errno, path) }
    defer { close(descriptor) }
    var bytes: [UInt8] = []
    var chunk = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      let count = read(descriptor, &chunk, chunk.count)
      if count < 0, errno == EINTR {
        try machine.checkInterrupt()
        continue
      }
      guard count >= 0 else { throw problem(errno, path) }
      if count == 0 { break }
      bytes += chunk[..<count]
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  /// Writes a file anew, or adds to its end.
  func writeFile(_ path: String, _ text: String, appending: Bool = false) throws {
    try requireWriting(path)
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
    permissions.allowReading(path) && access(path, F_OK) == 0
  }

  /// Whether there is a folder of this path.
  func folderExists(_ path: String) -> Bool {
    var status = stat()
    return permissions.allowReading(path) && stat(path, &status) == 0
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

/// The current folder.
func currentFolder() -> String {
  guard let folder = getcwd(nil, 0) else { return "/" }
  defer { free(folder) }
  return String(cString: folder)
}

extension Permissions {
  /// Whether cells may read the file or folder of a path.
  func allowReading(_ path: String) -> Bool { Self.allow(path, reading) }

  /// Whether cells may write there.
  func allowWriting(_ path: String) -> Bool { Self.allow(path, writing) }

  private static func allow(_ path: String, _ files: Files) -> Bool {
    switch files {
    case .none: return false
    case .all: return true
    case .folders(let folders):
      let resolved = resolvedPath(path)
      return folders.contains { resolved == $0 || $0 == "/" || resolved.hasPrefix($0 + "/") }
    }
  }

  /// The path without links and dots; of what does not exist yet, that of its folder.
  static func resolvedPath(_ path: String) -> String {
    if let found = realpath(path.isEmpty ? "." : path, nil) {
      defer { free(found) }
      return String(cString: found)
    }
    guard let slash = path.lastIndex(of: "/") else { return resolvedPath(".") + "/" + path }
    let name = String(path[path.index(after: slash)...])
    let folder = String(path[..<slash])
    if folder.isEmpty { return "/" + name }
    // A name that goes up would lead out of the folder just resolved.
    return name == ".." ? "/" : resolvedPath(folder) + "/" + name
  }
}
