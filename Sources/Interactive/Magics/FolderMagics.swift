import Glibc
import Python

/// `%cd`, `%pwd` and the list of folders visited.
extension Kernel {
  static var folderMagics: [Magic<Kernel>] {
    [
      Magic("pwd", doc: "Return the current working directory path.") { kernel, _ in
        kernel.string(currentFolder())
      },
      .action("cd", doc: "Change the current directory; - for the one before; -b: a bookmark; -q: quietly.") {
        try $0.changeFolder(PythonText.strip($1.line))
      },
      .action("dhist", doc: "Print your history of visited directories.") { kernel, _ in
        kernel.write("Directory history (kept in _dh)\n")
        for (index, folder) in kernel.visitedFolders.enumerated() {
          kernel.write("\(index): \(folder)\n")
        }
      },
    ]
  }

  private func changeFolder(_ line: String) throws {
    if let place = placeInHistory(line) {
      guard visitedFolders.indices.contains(place) else {
        return write("The requested directory does not exist in history.\n")
      }
      return try enterFolder(visitedFolders[place], isQuiet: false)
    }
    if line == "-" {
      guard visitedFolders.count > 1 else {
        throw MagicProblem.usage("%cd -: No previous directory to change to.")
      }
      return try enterFolder(visitedFolders[visitedFolders.count - 2], isQuiet: false)
    }
    let options = try MagicOptions(line, "qb")
    let words = options.words.joined(separator: " ")
    var target = words.isEmpty ? permissions.homeDirectory ?? "/" : expandUser(words)
    if options.has("b") || (!words.isEmpty && !folderExists(target)) {
      if let folder = bookmarkedFolder(words) {
        write("(bookmark:\(words)) -> \(folder)\n")
        target = folder
      } else if options.has("b") {
        throw MagicProblem.usage(
          "Bookmark '\(words)' not found.  Use '%bookmark -l' to see your bookmarks.")
      }
    }
    try enterFolder(target, isQuiet: options.has("q"))
  }

  /// The number in `-3`.
  private func placeInHistory(_ line: String) -> Int? {
    let digits = line.dropFirst()
    guard line.hasPrefix("-"), !digits.isEmpty, digits.utf8.allSatisfy({ 0x30...0x39 ~= $0 }) else {
      return nil
    }
    return Int(digits) ?? Int.max
  }

  private func enterFolder(_ path: String, isQuiet: Bool) throws {
    try machine.require(.read, path)
    outside.note(.folder)
    if chdir(path) != 0 {
      let reason = String(cString: strerror(errno))
      write("[Errno \(errno)] \(reason): \(PythonText.repr(path))\n")
    } else {
      visitedFolders.append(currentFolder())
    }
    if !isQuiet, let last = visitedFolders.last { write(last + "\n") }
  }
}
