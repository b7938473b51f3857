import Glibc

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

  private static func variable(_ name: String) -> String? { getenv(name).map { String(cString: $0) } }
}
