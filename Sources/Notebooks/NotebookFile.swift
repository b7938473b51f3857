import Glibc

/// Files read whole and written whole or not at all.
enum NotebookFile {
  /// Larger files are refused.
  static let largestSize = 1 << 30

  /// The bytes of a file; a file that cannot be read is wrong at its first character.
  static func read(_ path: String) throws(NotebookError) -> [UInt8] {
    do {
      return try WholeFile.read(path, largestSize: largestSize)
    } catch {
      let failure = error as? WholeFile.Failure
      let reason = failure?.number == EFBIG
        ? "the file is larger than \(largestSize >> 20) MiB" : failure?.reason ?? "\(error)"
      throw NotebookError(file: path, line: 1, column: 1, reason: reason)
    }
  }

  /// Replaces the file by way of another in the same folder, so that at any moment, also after a
  /// crash, the old or the new content is there. The mode is kept; of symbolic links, the target is
  /// replaced.
  ///
  /// - Parameter isDurable: wait until the disk has it, so that it survives the loss of power.
  static func write(
    _ bytes: [UInt8], to path: String, isDurable: Bool = true
  ) throws(NotebookError) {
    let target = followLinks(path)
    var status = stat()
    let exists = stat(target, &status) == 0
    if exists && status.st_mode & S_IFMT != S_IFREG { return try writeDirectly(bytes, to: target) }
    let temporary = target + ".\(getpid()).new"
    let descriptor = open(temporary, O_WRONLY | O_CREAT | O_TRUNC | O_NOFOLLOW | O_CLOEXEC, 0o666)
    guard descriptor >= 0 else { throw systemError(path) }
    do throws(NotebookError) {
      defer { close(descriptor) }
      if exists { _ = fchmod(descriptor, status.st_mode & 0o7777) }
      try writeAll(bytes, to: descriptor, path)
      guard !isDurable || fsync(descriptor) == 0 else { throw systemError(path) }
    } catch {
      unlink(temporary)
      throw error
    }
    guard rename(temporary, target) == 0 else {
      let error = systemError(path)
      unlink(temporary)
      throw error
    }
    if isDurable { syncFolder(of: target) }
  }

  /// To a terminal, a pipe, a device: there is nothing to replace.
  private static func writeDirectly(_ bytes: [UInt8], to path: String) throws(NotebookError) {
    let descriptor = open(path, O_WRONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw systemError(path) }
    defer { close(descriptor) }
    try writeAll(bytes, to: descriptor, path)
  }

  private static func writeAll(
    _ bytes: [UInt8], to descriptor: Int32, _ path: String
  ) throws(NotebookError) {
    var position = 0
    while position < bytes.count {
      let count = bytes[position...].withUnsafeBytes {
        Glibc.write(descriptor, $0.baseAddress, $0.count)
      }
      if count < 0 && errno == EINTR { continue }
      guard count > 0 else { throw systemError(path) }
      position += count
    }
  }

  /// The file that a chain of symbolic links leads to, whether it exists or not.
  private static func followLinks(_ path: String) -> String {
    var path = path
    let longestChain = 40
    for _ in 0..<longestChain {
      var buffer = [UInt8](repeating: 0, count: Int(PATH_MAX))
      let count = buffer.withUnsafeMutableBytes { readlink(path, $0.baseAddress!, $0.count) }
      guard count > 0 else { return path }
      let target = String(decoding: buffer[..<count], as: UTF8.self)
      path = target.hasPrefix("/") ? target : folder(of: path) + target
    }
    return path
  }

  /// Makes the renaming itself last. A failure changes nothing for the file's content.
  private static func syncFolder(of path: String) {
    let folder = folder(of: path)
    let descriptor = open(folder.isEmpty ? "." : folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard descriptor >= 0 else { return }
    fsync(descriptor)
    close(descriptor)
  }

  /// The path up to its last `/`; empty if there is none.
  private static func folder(of path: String) -> String {
    guard let slash = path.utf8.lastIndex(of: UInt8(ascii: "/")) else { return "" }
    return String(path[...slash])
  }

  private static func systemError(_ path: String) -> NotebookError {
    NotebookError(file: path, reason: String(cString: strerror(errno)))
  }
}
