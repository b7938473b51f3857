import Python

/// Modules that PyTorch does not import along with their parent: its attribute is there after an import only.
private let namedOnlyByImport: Set = ["torch.utils.benchmark"]

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
/// the module's namespace when code asks for its name, be it code of another piece; so
/// `import torch` costs nothing but a scan of the text.
final class LibraryModule: @unchecked Sendable {
  private struct Piece {
    let bytes: Range<Int>
    /// The module that PyTorch keeps the definition in.
    let home: String
    var isLoaded = false
  }

  private let name: String
  /// The home of the piece that runs, else the module's own name.
  private var home: String
  private var text: [UInt8] = []
  private var pieces: [Piece] = []
  private var places: [String: Int] = [:]

  init(_ name: String, _ parts: [LibraryText]) {
    self.name = name
    home = name
    for part in parts { split(part) }
  }

  convenience init(_ name: String, _ text: String) {
    self.init(name, [LibraryText(name, text)])
  }

  var names: [String] { Array(places.keys) }

  /// Cuts the text at lines that begin a definition. Decorators go with what follows them.
  private func split(_ part: LibraryText) {
    var start = text.count
    text.append(contentsOf: part.text.utf8)
    var open: (start: Int, name: String?)?
    while start < text.count {
      let end = text[start...].firstIndex(of: UInt8(ascii: "\n")) ?? text.count - 1
      let isDecorator = text[start] == UInt8(ascii: "@")
      if isDecorator || LibraryModule.isNamePart(text[start]) {
        if let piece = open, piece.name != nil {
          close(piece, at: start, part)
          open = nil
        }
        let name = isDecorator ? nil : LibraryModule.definedName(text[start...end])
        open = (open?.start ?? start, name)
      }
      start = end + 1
    }
    if let open { close(open, at: text.count, part) }
  }

  private func close(_ piece: (start: Int, name: String?), at end: Int, _ part: LibraryText) {
    if let name = piece.name { places[name] = pieces.count }
    pieces.append(Piece(bytes: piece.start..<end, home: part.module))
  }

  private static func isNamePart(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: "_") || (byte | 32) >= UInt8(ascii: "a") && (byte | 32) <= UInt8(ascii: "z")
      || byte >= UInt8(ascii: "0") && byte <= UInt8(ascii: "9")
  }

  /// The name a line defines: `class X`, `def x`, `x = ...`.
  private static func definedName(_ line: ArraySlice<UInt8>) -> String {
    let words = line.split(maxSplits: 2, omittingEmptySubsequences: true) { !isNamePart($0) }
    let isKeyword = words[0].elementsEqual("class".utf8) || words[0].elementsEqual("def".utf8)
    return String(decoding: isKeyword && words.count > 1 ? words[1] : words[0], as: UTF8.self)
  }

  /// The value of a name, or nil if the module does not define it.
  func value(_ wanted: String, in module: ModuleBuilder, _ machine: Machine) throws(Raised) -> Value? {
    guard let place = places[wanted] else { return nil }
    if !pieces[place].isLoaded {
      pieces[place].isLoaded = true
      do throws(Raised) {
        try run(pieces[place], in: module, machine)
      } catch {
        pieces[place].isLoaded = false
        throw error
      }
    }
    return machine.value(wanted, in: module)
  }

  private func run(_ piece: Piece, in module: ModuleBuilder, _ machine: Machine) throws(Raised) {
    let outerHome = home
    home = piece.home
    module.set("__name__", machine.string(home))
    defer {
      home = outerHome
      module.set("__name__", machine.string(home))
    }
    try machine.runLibrary(Array(text[piece.bytes]), name: name, in: module)
  }

  /// Makes the module look its names up here when its namespace lacks them.
  func attach(to module: ModuleBuilder) {
    // The machine keeps its loaders, so they must not hold the module, which holds the machine.
    module.setLoader { (machine, wanted) throws(Raised) in
      _ = try self.value(wanted, in: machine.mainModule(self.name), machine)
    }
    module.add([
      Builtin("__getattr__(name, /)", "Names of the module that are loaded at first use.") {
        (m, a) throws(Raised) in
        guard let wanted = m.text(a[0]) else { return .undefined }
        if let value = try self.value(wanted, in: m.mainModule(self.name), m) { return value }
        let submodule = self.name + "." + wanted
        if !namedOnlyByImport.contains(submodule), m.knowsModule(submodule) { return try m.importModule(submodule) }
        try m.refuseAbsentName(wanted, of: self.name)
        return .undefined
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
        try m.refuseAbsentName(wanted, of: name)
        return try m.attribute(of: try m.importModule(self.name), m.symbol(wanted))
      }
    ])
  }
}
