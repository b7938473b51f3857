import Glibc
import Notebooks

/// The private folder for what is kept between sessions: `$XDG_STATE_HOME/cellgrad`, or
/// `~/.local/state/cellgrad`.
public enum StateFolder {
  /// Nil where neither variable holds an absolute path.
  public static var path: String? {
    if let state = variable("XDG_STATE_HOME"), state.hasPrefix("/") { return state + "/cellgrad" }
    guard let home = variable("HOME"), home.hasPrefix("/") else { return nil }
    return home + "/.local/state/cellgrad"
  }

  /// Makes the folders of a path that are missing, readable by their owner alone.
  public static func makeFolders(above path: String) {
    var end = path.startIndex
    while let slash = path[end...].dropFirst().firstIndex(of: "/") {
      mkdir(String(path[..<slash]), 0o700)
      end = slash
    }
  }

  /// The bytes of a file, or nil where it cannot be read.
  static func contents(of path: String, followsLinks: Bool) -> [UInt8]? {
    try? WholeFile.read(path, flags: followsLinks ? 0 : O_NOFOLLOW)
  }

  /// The names of the files in a folder, but for hidden ones, in no order.
  static func names(in folder: String) -> [String] {
    guard let handle = opendir(folder) else { return [] }
    defer { closedir(handle) }
    var names: [String] = []
    while let entry = readdir(handle) {
      let name = withUnsafePointer(to: &entry.pointee.d_name) {
        $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
      }
      if !name.hasPrefix(".") { names.append(name) }
    }
    return names
  }

  private static func variable(_ name: String) -> String? { getenv(name).map { String(cString: $0) } }
}
