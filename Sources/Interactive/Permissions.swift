import Glibc
import Python

/// What the code of cells may reach outside the session: nothing, unless the user says so.
public struct Permissions: Equatable, Sendable {
  /// Which files may be read, or written.
  public enum Files: Equatable, Sendable {
    case none
    /// Those in one of these folders and below; their paths are resolved by ``Permissions``.
    case folders([String])
    case all

    fileprivate func include(_ path: String) -> Bool {
      switch self {
      case .none: return false
      case .all: return true
      case .folders(let folders):
        let resolved = resolvedPath(path)
        return folders.contains {
          resolved == $0 || resolved.hasPrefix($0 == "/" ? $0 : $0 + "/")
        }
      }
    }
  }

  public let reading: Files
  public let writing: Files
  /// Whether other programs may be started.
  public let canRun: Bool
  /// Whether environment variables may be read.
  public let canReadEnvironment: Bool

  public init(
    reading: Files = .none, writing: Files = .none, canRun: Bool = false,
    canReadEnvironment: Bool = false
  ) {
    self.reading = reading.resolved
    self.writing = writing.resolved
    self.canRun = canRun
    self.canReadEnvironment = canReadEnvironment
  }

  /// Everything.
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

extension Permissions.Files {
  /// The folders as they are now: a later change of the current folder does not move them.
  fileprivate var resolved: Permissions.Files {
    guard case .folders(let folders) = self else { return self }
    return .folders(folders.map(resolvedPath))
  }
}
