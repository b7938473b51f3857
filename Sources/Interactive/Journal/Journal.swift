import Glibc
import Notebooks
import Python

/// The file in which a session is taken down, a line for each cell that has finished, so that a
/// session that was cut off can be brought back.
///
/// A line is written by one call, so that a killed process leaves whole lines and at most one that
/// is not, which readers leave out. The file is private (0600, its folder 0700).
public final class Journal {
  public let path: String
  private let descriptor: Int32

  /// Begins a new journal; nil if it cannot be written.
  public init?(path: String) {
    self.path = path
    StateFolder.makeFolders(above: path)
    let flags = O_WRONLY | O_CREAT | O_EXCL | O_APPEND | O_CLOEXEC | O_NOFOLLOW
    descriptor = open(path, flags, 0o600)
    guard descriptor >= 0 else { return nil }
    append(
      .start(
        version: JournalRecord.version, process: Int(getpid()), time: time(nil),
        folder: currentFolder()))
  }

  deinit { close(descriptor) }

  func append(_ record: JournalRecord) {
    var rest = Array(record.line.utf8)[...]
    while !rest.isEmpty {
      let count = rest.withUnsafeBytes { write(descriptor, $0.baseAddress, $0.count) }
      if count < 0, errno == EINTR { continue }
      // A full disk must not end the session. The next record begins on a line of its own.
      guard count > 0 else { break }
      rest = rest.dropFirst(count)
    }
    if !rest.isEmpty { _ = write(descriptor, "\n", 1) }
  }

  /// Notes that the user has ended the session.
  public func end() { append(.end) }
}

/// A session as its journal has it.
public struct JournaledSession: Sendable {
  public var path: String
  /// When it began, in seconds since 1970.
  public var time: Int
  /// The folder it was started in.
  public var folder: String
  /// The cells that remain, in order.
  public var cells: [RecordedCell]
  /// Whether its user ended it.
  public var isEnded: Bool
  /// Whether its process is there still.
  public var isRunning: Bool

  /// Reads a journal; nil if it is none, or of another version.
  public init?(path: String) {
    guard let bytes = StateFolder.contents(of: path, followsLinks: true) else { return nil }
    let lines = bytes.split(separator: UInt8(ascii: "\n"))
    guard let first = lines.first, case .start(let version, let process, let time, let folder)? =
      JournalRecord(line: Array(first)), version == JournalRecord.version
    else { return nil }
    self.path = path
    self.time = time
    self.folder = folder
    isRunning = kill(pid_t(truncatingIfNeeded: process), 0) == 0
    isEnded = false
    cells = []
    for line in lines.dropFirst() {
      switch JournalRecord(line: Array(line)) {
      case .cell(let cell): cells.append(cell)
      case .back(let count): cells = Array(cells.prefix(max(0, count)))
      case .end: isEnded = true
      case .start, nil: continue
      }
    }
  }

  /// The session as a notebook. Runs nothing.
  public var notebook: Notebook { Notebook(cells: cells.map(\.cell)) }
}

/// The first and the last bytes of a journal.
private struct JournalEnds {
  var isEnded = false
  var isRunning = false
  var hasCells = false

  /// Nil for what is no journal.
  init?(path: String) {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { return nil }
    defer { close(descriptor) }
    let size = Int(lseek(descriptor, 0, SEEK_END))
    let head = Self.bytes(of: descriptor, 0..<min(size, 1 << 13))
    guard let newline = head.firstIndex(of: UInt8(ascii: "\n")),
      case .start(_, let process, _, _)? = JournalRecord(line: Array(head[..<newline]))
    else { return nil }
    isRunning = kill(pid_t(truncatingIfNeeded: process), 0) == 0
    hasCells = size > newline + 1
    let end = Array(JournalRecord.end.line.utf8)
    isEnded = Self.bytes(of: descriptor, max(0, size - end.count)..<size) == end
  }

  private static func bytes(of descriptor: Int32, _ range: Range<Int>) -> [UInt8] {
    var bytes = [UInt8](repeating: 0, count: range.count)
    let count = pread(descriptor, &bytes, bytes.count, range.lowerBound)
    return Array(bytes.prefix(max(0, count)))
  }
}

// MARK: - The folder of journals

extension Journal {
  /// More ended sessions than these are not kept.
  private static let mostKept = 20

  private static var folder: String? { StateFolder.path.map { $0 + "/sessions" } }

  /// Begins the journal of a new session in the standard folder; nil if that cannot be written.
  /// The journals of sessions that ended long ago are removed.
  public static func startNew() -> Journal? {
    guard let folder else { return nil }
    removeOld()
    return Journal(path: "\(folder)/\(time(nil))-\(getpid()).jsonl")
  }

  /// The paths of all journals, the latest first.
  public static var paths: [String] {
    guard let folder else { return [] }
    let names = StateFolder.names(in: folder).filter { $0.hasSuffix(".jsonl") }
    // The names begin with the time, of which all have as many digits.
    return names.sorted(by: >).map { folder + "/" + $0 }
  }

  /// Whether the last session was cut off, told from the ends of its journal: quick, for each start.
  public static var lastWasCutOff: Bool {
    guard let path = paths.first, let ends = JournalEnds(path: path) else { return false }
    return !ends.isEnded && !ends.isRunning && ends.hasCells
  }

  /// The latest session that was cut off and has cells.
  public static var cutOff: JournaledSession? {
    paths.lazy.compactMap(JournaledSession.init).first {
      !$0.isEnded && !$0.isRunning && !$0.cells.isEmpty
    }
  }

  private static func removeOld() {
    for path in paths.dropFirst(mostKept) {
      if JournalEnds(path: path)?.isRunning != true { unlink(path) }
    }
  }
}

extension Journal {
  /// Notes in a journal that its session has been brought back.
  public static func markEnded(_ session: JournaledSession) {
    let descriptor = open(session.path, O_WRONLY | O_APPEND | O_CLOEXEC | O_NOFOLLOW)
    guard descriptor >= 0 else { return }
    defer { close(descriptor) }
    let line = Array(("\n" + JournalRecord.end.line).utf8)
    _ = write(descriptor, line, line.count)
  }
}
