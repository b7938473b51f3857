import Glibc
import Python

/// What the code of cells may reach outside the session: nothing, unless the user says so.
public struct Permissions: Equatable, Sendable {
  /// Which files may be read, or written.
  public enum Files: Equatable, Sendable {
    case none
    /// Those in one of these folders and below.
    case folders([String])
    case all

    fileprivate func include(_ path: String) -> Bool {
      switch self {
      case .none: return false
      case .all: return true
      case .folders(let folders):
        let resolved = resolvedPath(path)
        return folders.map(resolvedPath).contains {
          resolved == $0 || resolved.hasPrefix($0 == "/" ? $0 : $0 + "/")
        }
      }
    }
  }

  public var reading: Files
  public var writing: Files
  /// Whether other programs may be started.
  public var canRun: Bool
  /// Whether environment variables may be read.
  public var canReadEnvironment: Bool

  public init(
    reading: Files = .none, writing: Files = .none, canRun: Bool = false,
    canReadEnvironment: Bool = false
  ) {
    self.reading = reading
    self.writing = writing
    self.canRun = canRun
    self.canReadEnvironment = canReadEnvironment
  }

  public static let all = Permissions(
    reading: .all, writing: .all, canRun: true, canReadEnvironment: true)

  /// Whether code may reach a path, links followed.
  public func permits(_ access: Host.Access, _ path: String) -> Bool {
    switch access {
    case .read: reading.include(path)
    case .write: writing.include(path)
    case .run: canRun
    case .environment: canReadEnvironment
    }
  }

  /// The folder that tracebacks write as `~`.
  var homeDirectory: String? {
    getenv("HOME").map { String(cString: $0) }.flatMap { $0.isEmpty ? nil : $0 }
  }
}
