import Glibc
import Notebooks

/// Finds the notebooks that arguments of a command mean.
enum NotebookSearch {
  /// Folders within each other; links could make a circle.
  private static let deepest = 32

  /// The files, and for each folder the notebooks in it and below, by name.
  ///
  /// - Throws: ``badFileStatus`` if a folder cannot be read or has no notebook.
  static func notebooks(in paths: [String]) throws -> [String] {
    try paths.flatMap { path -> [String] in
      guard isFolder(path) else { return [path] }
      let found = try search(path, depth: 0)
      if found.isEmpty {
        throw report(NotebookError(file: path, reason: "no notebook in this folder"))
      }
      return found
    }
  }

  private static func search(_ folder: String, depth: Int) throws -> [String] {
    guard depth < deepest else { return [] }
    let start = folder.hasSuffix("/") ? folder : folder + "/"
    return try names(in: folder).flatMap { name -> [String] in
      let path = start + name
      if isFolder(path) { return try search(path, depth: depth + 1) }
      return Notebook.isFound(path) ? [path] : []
    }
  }

  /// The names in a folder, sorted by their bytes; those that begin with a dot are hidden.
  private static func names(in folder: String) throws -> [String] {
    guard let stream = opendir(folder) else {
      let reason = String(cString: strerror(errno))
      throw report(NotebookError(file: folder, line: 1, column: 1, reason: reason))
    }
    defer { closedir(stream) }
    var names: [String] = []
    while let entry = readdir(stream) {
      let name = withUnsafePointer(to: &entry.pointee.d_name) {
        $0.withMemoryRebound(to: CChar.self, capacity: Int(NAME_MAX) + 1) { String(cString: $0) }
      }
      if !name.hasPrefix(".") { names.append(name) }
    }
    return names.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
  }

  private static func isFolder(_ path: String) -> Bool {
    var status = stat()
    return stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFDIR
  }
}
