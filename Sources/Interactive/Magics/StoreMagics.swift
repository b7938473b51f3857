import Glibc
import Python

/// `%store` and `%bookmark`: what is kept from one session to the next, in the private folder.
extension Kernel {
  static var storeMagics: [Magic<Kernel>] {
    [
      .action(
        "store",
        doc: """
          Keep variables for later sessions: %store names.

          Without names: what is kept; -r [names]: brings it back; -d name: forgets one; -z: all.
          """
      ) { try $0.store($1) },
      .action(
        "bookmark",
        doc: """
          Manage bookmarks of folders for %cd -b: name [folder].

          -l: lists them; -d name: removes one; -r: all.
          """
      ) { try $0.bookmark($1) },
    ]
  }

  /// The files of a kind of kept things.
  private func keptFiles(_ kind: String) throws -> KeptFiles {
    guard let stateFolder else {
      throw MagicProblem.unsupported("keeping values outside of a session at the prompt")
    }
    outside.note(.files)
    return KeptFiles(folder: stateFolder + "/" + kind)
  }
}

/// Private files of one folder, a name each.
private struct KeptFiles {
  let folder: String

  /// Names are those of variables, or are written in hexadecimal digits.
  private func path(_ name: String) -> String { folder + "/" + name }

  var names: [String] { StateFolder.names(in: folder).sorted() }

  func read(_ name: String) -> [UInt8]? {
    StateFolder.contents(of: path(name), followsLinks: false)
  }

  /// Writes the file whole or not at all.
  func write(_ name: String, _ bytes: [UInt8]) throws {
    StateFolder.makeFolders(above: path(name))
    let temporary = path(".\(getpid())")
    let flags = O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC | O_NOFOLLOW
    let descriptor = open(temporary, flags, 0o600)
    guard descriptor >= 0 else { throw systemError() }
    let count = Glibc.write(descriptor, bytes, bytes.count)
    close(descriptor)
    guard count == bytes.count, rename(temporary, path(name)) == 0 else {
      let error = systemError()
      unlink(temporary)
      throw error
    }
  }

  private func systemError() -> MagicProblem {
    .exception(type: "OSError", message: "[Errno \(errno)] \(String(cString: strerror(errno)))")
  }

  /// False if there was none.
  func remove(_ name: String) -> Bool { unlink(path(name)) == 0 }
}

// MARK: - %store

extension Kernel {
  private func store(_ call: Magic<Kernel>.Call) throws {
    let options = try MagicOptions(call.line, "rdz")
    let files = try keptFiles("variables")
    if options.has("z") {
      for name in files.names { _ = files.remove(name) }
    } else if options.has("d") {
      guard let name = options.words.first else {
        throw MagicProblem.usage("You must provide the variable to forget")
      }
      guard Self.isVariable(name), files.remove(name) else {
        throw MagicProblem.usage("Can't delete variable '\(name)'")
      }
    } else if options.has("r") {
      for name in options.words.isEmpty ? files.names : options.words {
        try restore(name, from: files)
      }
    } else if options.words.isEmpty {
      try listStored(files)
    } else {
      for name in options.words { try store(name, in: files) }
    }
  }

  private static func isVariable(_ name: String) -> Bool {
    !name.isEmpty && name.utf8.allSatisfy { isNameByte($0) }
  }

  private func store(_ name: String, in files: KeptFiles) throws {
    guard Self.isVariable(name), let value = machine.value(name, in: main) else {
      throw MagicProblem.usage("Unknown variable '\(name)'")
    }
    let pickled = try callPickle("dumps", value)
    try files.write(name, machine.rawBytes(pickled) ?? [])
    write("Stored '\(name)' (\(machine.typeName(of: value)))\n")
  }

  private func restore(_ name: String, from files: KeptFiles) throws {
    guard Self.isVariable(name), let bytes = files.read(name) else {
      return write("no stored variable or alias \(name)\n")
    }
    main.set(name, try callPickle("loads", machine.bytes(bytes)))
  }

  private func callPickle(_ function: String, _ argument: Value) throws(Raised) -> Value {
    let pickle = try machine.importModule("pickle")
    return try machine.call(try machine.attribute(of: pickle, machine.symbol(function)), [argument])
  }

  private func listStored(_ files: KeptFiles) throws {
    let names = files.names
    let width = names.map(\.unicodeScalars.count).max() ?? 0
    var text = "Stored variables and their in-db values:\n"
    for name in names {
      let value = try callPickle("loads", machine.bytes(files.read(name) ?? []))
      let shown = try machine.repr(value).unicodeScalars.prefix(50)
      text += name.padded(to: width) + " -> \(String(String.UnicodeScalarView(shown)))\n"
    }
    write(text)
  }
}

// MARK: - %bookmark

extension Kernel {
  private func bookmark(_ call: Magic<Kernel>.Call) throws {
    let options = try MagicOptions(call.line, "drl")
    let files = try keptFiles("bookmarks")
    guard options.words.count <= 2 else {
      throw MagicProblem.usage("%bookmark: too many arguments")
    }
    if options.has("d") {
      guard let name = options.words.first else {
        throw MagicProblem.usage("%bookmark -d: must specify a bookmark to delete")
      }
      guard files.remove(Hexadecimal.text(name)) else {
        throw MagicProblem.usage("%bookmark -d: Can't delete bookmark '\(name)'")
      }
    } else if options.has("r") {
      for name in files.names { _ = files.remove(name) }
    } else if options.has("l") {
      let rows = files.names.map { (name: Hexadecimal.name($0), file: $0) }
      let width = rows.map(\.name.unicodeScalars.count).max() ?? 0
      write("Current bookmarks:\n")
      for row in rows.sorted(by: { $0.name < $1.name }) {
        let folder = String(decoding: files.read(row.file) ?? [], as: UTF8.self)
        write(row.name.padded(to: width) + " -> \(folder)\n")
      }
    } else if let name = options.words.first {
      let folder = options.words.count > 1 ? options.words[1] : currentFolder()
      try files.write(Hexadecimal.text(name), Array(folder.utf8))
    } else {
      throw MagicProblem.usage("%bookmark: You must specify the bookmark name")
    }
  }

  /// The folder of a bookmark; nil if there is none of this name.
  func bookmarkedFolder(_ name: String) -> String? {
    guard stateFolder != nil, let files = try? keptFiles("bookmarks") else { return nil }
    return files.read(Hexadecimal.text(name)).map { String(decoding: $0, as: UTF8.self) }
  }
}

/// Names of any characters as names of files.
private enum Hexadecimal {
  static func text(_ name: String) -> String {
    name.utf8.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
  }

  static func name(_ text: String) -> String {
    let digits = Array(text.utf8)
    let bytes = stride(from: 0, to: digits.count - 1, by: 2).compactMap {
      UInt8(String(decoding: digits[$0...($0 + 1)], as: UTF8.self), radix: 16)
    }
    return String(decoding: bytes, as: UTF8.self)
  }
}
