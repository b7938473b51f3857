import Glibc
import Interactive

/// The file that keeps cells from one session to the next.
///
/// The format is that of prompt_toolkit's history files: a line `# time`, then each line of
/// the cell after a `+`. An entry is appended in one write, so sessions running side by side
/// do not mix and a killed one loses nothing. The file is private (0600, its folder 0700).
public struct HistoryFile {
  public let path: String

  /// Only the end of a larger file is read, so that start-up stays short.
  static let bytesRead = 1 << 20

  public init(path: String) {
    self.path = path
  }

  /// The file `history` in the folder of what is kept; nil where there is no such folder.
  public static var standard: HistoryFile? {
    StateFolder.path.map { HistoryFile(path: $0 + "/history") }
  }

  /// The cells of the file, oldest first; empty if there is none.
  public func read() -> [String] {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { return [] }
    defer { close(descriptor) }
    let size = lseek(descriptor, 0, SEEK_END)
    let start = max(0, size - Self.bytesRead)
    guard size > 0, lseek(descriptor, start, SEEK_SET) == start else { return [] }
    return Self.entries(in: readAll(descriptor), isWholeFile: start == 0)
  }

  /// Adds a cell to the end. A history that cannot be written is not worth an interruption,
  /// so failures pass in silence.
  public func append(_ cell: String) {
    StateFolder.makeFolders(above: path)
    let flags = O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC | O_NOFOLLOW
    let descriptor = open(path, flags, 0o600)
    guard descriptor >= 0 else { return }
    defer { close(descriptor) }
    _ = fchmod(descriptor, 0o600)
    _ = writeAll(Array(Self.entry(for: cell, time: time(nil)).utf8), to: descriptor)
  }

  static func entry(for cell: String, time: Int) -> String {
    let lines = cell.split(separator: "\n", omittingEmptySubsequences: false)
    return "\n# \(time)\n" + lines.map { "+\($0)\n" }.joined()
  }

  /// Cuts the text of a file into cells. In a part of a file whatever stands before the
  /// first time line belongs to a cell cut in two, and is left out.
  static func entries(in bytes: [UInt8], isWholeFile: Bool) -> [String] {
    var entries: [String] = []
    var lines: [String] = []
    var isInEntry = isWholeFile
    for line in bytes.split(separator: newline) {
      if line.first == UInt8(ascii: "+") {
        if isInEntry { lines.append(String(decoding: line.dropFirst(), as: UTF8.self)) }
      } else {
        if !lines.isEmpty { entries.append(lines.joined(separator: "\n")) }
        lines = []
        isInEntry = true
      }
    }
    if !lines.isEmpty { entries.append(lines.joined(separator: "\n")) }
    return entries
  }
}

/// Everything up to the end of file; what was read so far if reading fails.
func readAll(_ descriptor: Int32) -> [UInt8] {
  var result: [UInt8] = []
  while case let part = readSome(descriptor), !part.isEmpty { result += part }
  return result
}

/// The next bytes, as soon as there are any; empty at the end, on failure, and on Ctrl-C.
func readSome(_ descriptor: Int32) -> [UInt8] {
  [UInt8](unsafeUninitializedCapacity: 1 << 16) { buffer, count in
    var result = read(descriptor, buffer.baseAddress, buffer.count)
    while result < 0 && errno == EINTR && !Interrupts.hasPending {
      result = read(descriptor, buffer.baseAddress, buffer.count)
    }
    count = max(0, result)
  }
}

/// Writes all of `bytes`; false if that was not possible.
func writeAll(_ bytes: [UInt8], to descriptor: Int32) -> Bool {
  bytes.withUnsafeBytes { buffer in
    var rest = buffer[...]
    while !rest.isEmpty {
      let start = UnsafeRawBufferPointer(rebasing: rest).baseAddress
      let written = write(descriptor, start, rest.count)
      if written > 0 {
        rest = rest.dropFirst(written)
      } else if errno == EAGAIN {
        waitUntilWritable(descriptor)
      } else if errno != EINTR {
        return false
      }
    }
    return true
  }
}

private func waitUntilWritable(_ descriptor: Int32) {
  var request = pollfd(fd: descriptor, events: Int16(POLLOUT), revents: 0)
  poll(&request, 1, -1)
}
