import Python

/// A part of a module's text, and the module that its classes say they come from.
struct LibraryText: Sendable {
  let module: String
  let text: String

  init(_ module: String, _ text: String) {
    self.module = module
    self.text = text
  }
}

/// A module written in the language, compiled definition by definition at first use.
///
/// Every `class`, `def` and assignment at the left margin is a piece of its own. A piece is run in
/// the module's namespace when one of its names is first asked for, after the pieces whose names
/// it mentions; so `import torch` costs nothing but a scan of the text.
final class LibraryModule: @unchecked Sendable {
  private struct Piece {
    let text: Substring.UTF8View
    let line: Int
    /// The module that PyTorch keeps the definition in.
    let home: String
    var isLoaded = false
  }

  private let name: String
  private var pieces: [Piece] = []
  private var places: [String: Int] = [:]

  init(_ name: String, _ parts: [LibraryText]) {
    self.name = name
    for part in parts { split(part) }
  }

  convenience init(_ name: String, _ text: String) {
    self.init(name, [LibraryText(name, text)])
  }

  var names: [String] { Array(places.keys) }

  /// Cuts the text at lines that begin a definition. Decorators go with what follows them.
  private func split(_ part: LibraryText) {
    let source = part.text
    var starts: [(offset: String.Index, line: Int, name: String?)] = []
    var line = 1
    var index = source.utf8.startIndex
    var isDecorated = false
    while index < source.utf8.endIndex {
      let end = source.utf8[index...].firstIndex(of: 10) ?? source.utf8.endIndex
      let first = source.utf8[index]
      if first == UInt8(ascii: "@") {
        if !isDecorated { starts.append((index, line, nil)) }
        isDecorated = true
      } else if LibraryModule.isNamePart(first) {
        let name = LibraryModule.definedName(source.utf8[index..<end])
        if isDecorated {
          starts[starts.count - 1].name = name
        } else {
          starts.append((index, line, name))
        }
        isDecorated = false
      }
      line += 1
      index = end == source.utf8.endIndex ? end : source.utf8.index(after: end)
    }
    for (number, start) in starts.enumerated() {
      let end = number + 1 < starts.count ? starts[number + 1].offset : source.utf8.endIndex
      if let name = start.name { places[name] = pieces.count }
      pieces.append(
        Piece(text: source[start.offset..<end].utf8, line: start.line, home: part.module))
    }
  }

  private static func isNamePart(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: "_") || (byte | 32) >= UInt8(ascii: "a") && (byte | 32) <= UInt8(ascii: "z")
      || byte >= UInt8(ascii: "0") && byte <= UInt8(ascii: "9")
  }

  /// The name a line defines: `class X`, `def x`, `x = ...`.
  private static func definedName(_ line: Substring.UTF8View) -> String {
    let words = line.split(maxSplits: 2, omittingEmptySubsequences: true) { !isNamePart($0) }
    guard let first = words.first else { return "" }
    let word = String(Substring(first))
    guard word == "class" || word == "def", words.count > 1 else { return word }
    return String(Substring(words[1]))
  }

  /// The value of a name, or nil if the module does not define it.
  func value(_ wanted: String, in module: ModuleBuilder, _ machine: Machine) throws(Raised) -> Value? {
    guard let place = places[wanted] else { return nil }
    var loaded: [Int] = []
    try load(place, &loaded, module, machine)
    // What bodies mention must be there before they run, but not before they are defined.
    while let next = loaded.popLast() {
      for other in mentioned(in: pieces[next].text) { try load(other, &loaded, module, machine) }
    }
    return machine.value(wanted, in: module)
  }

  /// Runs a piece after those that its first lines mention: base classes, decorators, defaults.
  private func load(_ place: Int, _ loaded: inout [Int], _ module: ModuleBuilder, _ machine: Machine)
    throws(Raised)
  {
    guard !pieces[place].isLoaded else { return }
    pieces[place].isLoaded = true
    let text = pieces[place].text
    for line in LibraryModule.linesRunAtOnce(of: text) {
      for other in mentioned(in: LibraryModule.withoutTexts(line)) {
        try load(other, &loaded, module, machine)
      }
    }
    let source = Source([UInt8](text))
    let file = SourceFile(.library(name), source)
    let code: Code
    do {
      code = try machine.compile(source, file: file)
    } catch {
      throw machine.raise(.systemError, "\(name) line \(pieces[place].line): \(error)")
    }
    module.set("__name__", machine.string(pieces[place].home))
    defer { module.set("__name__", machine.string(name)) }
    try machine.run(code, in: module)
    loaded.append(place)
  }

  /// The pieces whose names a text mentions.
  private func mentioned(in text: Substring.UTF8View) -> [Int] {
    let words = Set(text.split { !LibraryModule.isNamePart($0) }.map { String(Substring($0)) })
    return words.compactMap { places[$0] }.sorted()
  }

  /// The lines of a piece that run when it is defined: all of an assignment, the decorators and
  /// headers of functions and classes, and what a class does outside its methods.
  private static func linesRunAtOnce(of text: Substring.UTF8View) -> [Substring.UTF8View] {
    var lines: [Substring.UTF8View] = []
    var isInHeader = true
    var isInMethod = false
    for line in text.split(separator: 10) {
      let words = line.drop { $0 == UInt8(ascii: " ") }
      let indentation = line.count - words.count
      if isInHeader {
        lines.append(line)
        isInHeader = line.first == UInt8(ascii: "@")
        isInMethod = begins(words, with: "def ")
      } else {
        if indentation == 4, !begins(lines[lines.count - 1], with: "def ") {
          isInMethod = begins(words, with: "def ") || begins(words, with: "@")
        }
        if !isInMethod, !begins(words, with: "\"\"\"") { lines.append(line) }
      }
    }
    return lines
  }

  /// A line without what stands between quotes.
  private static func withoutTexts(_ line: Substring.UTF8View) -> Substring.UTF8View {
    let parts = line.split(separator: UInt8(ascii: "'"), omittingEmptySubsequences: false)
    let code = parts.indices.filter { $0 % 2 == 0 }.map { String(Substring(parts[$0])) }
    return Substring(code.joined(separator: " ")).utf8
  }

  private static func begins(_ text: Substring.UTF8View, with prefix: String) -> Bool {
    text.starts(with: prefix.utf8)
  }

  /// Makes the module look its names up here when its namespace lacks them.
  func attach(to module: ModuleBuilder) {
    module.add([
      Builtin("__dir__()", "The names that are loaded at first use.") { (m, a) throws(Raised) in
        m.list(self.places.keys.map { m.string($0) })
      },
      Builtin("__getattr__(name, /)", "Names of the module that are loaded at first use.") {
        (m, a) throws(Raised) in
        guard let wanted = m.text(a[0]) else { return .undefined }
        if let value = try self.value(wanted, in: m.mainModule(self.name), m) { return value }
        let submodule = self.name + "." + wanted
        return m.knowsModule(submodule) ? try m.importModule(submodule) : .undefined
      },
      Builtin("__dir__()", "The names of the module, loaded or not.") { (m, a) in
        m.list(self.names.sorted().map { m.string($0) })
      },
    ])
  }

  /// Makes another module show what this one has.
  func attach(as module: ModuleBuilder, named name: String) {
    module.add([
      Builtin("__getattr__(name, /)", "The names of the module that this one is a part of.") {
        (m, a) throws(Raised) in
        guard let wanted = m.text(a[0]), !wanted.hasPrefix("__") else { return .undefined }
        let part = name + "." + wanted
        if m.knowsModule(part) { return try m.importModule(part) }
        return try m.attribute(of: try m.importModule(self.name), m.symbol(wanted))
      }
    ])
  }
}
