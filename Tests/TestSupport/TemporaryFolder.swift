import Foundation

/// A new empty folder for one test. It goes with the process that runs the tests.
public func temporaryFolder() throws -> String {
  let folder = root + "/\(UUID().uuidString)"
  try FileManager.default.createDirectory(
    atPath: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
  return folder
}

/// Where this process keeps the folders of its tests.
private let root: String = {
  atexit { try? FileManager.default.removeItem(atPath: root) }
  return "/tmp/cellgrad-tests-\(getpid())"
}()
