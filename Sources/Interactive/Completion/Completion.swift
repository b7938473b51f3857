import Glibc
import Python

/// What could stand in place of the text before the cursor.
public struct Completion: Equatable, Sendable {
  /// Where the text to be replaced begins, a UTF-8 offset.
  public var start: Int
  /// What could stand there, sorted.
  public var matches: [String]
  /// How the function whose arguments are being typed is called; nil elsewhere.
  public var signature: String?
}

/// Completion of names, attributes of live values, keys, files, modules and magics. No user code
/// runs for it.
extension Kernel {
  /// The completions at `cursor`, a UTF-8 offset.
  public func completions(of text: String, at cursor: Int) -> Completion {
    let context = CompletionContext(Array(text.utf8.prefix(max(0, cursor))))
    if context.isInComment { return Completion(start: context.wordStart, matches: []) }
    if let string = context.string { return completions(in: string, context) }
    return magicCompletions(context) ?? importCompletions(context)
      ?? attributeCompletions(context) ?? keyCompletions(context) ?? nameCompletions(context)
  }

  /// Whether a name is a built-in function or class that no variable hides.
  public func isBuiltin(_ name: String) -> Bool {
    builtinNameSet.contains(name) && machine.value(name, in: main) == nil
  }

  /// The value of a path, where finding it runs no user code.
  private func plainValue(_ path: ObjectPath) -> Value? {
    guard case .name(let first)? = path.steps.first,
      var value = machine.value(first, in: main) ?? machine.builtin(first)
    else { return nil }
    for step in path.steps.dropFirst() {
      guard let next = plainValue(of: step, in: value) else { return nil }
      value = next
    }
    return value
  }

  private func plainValue(of step: ObjectPath.Step, in value: Value) -> Value? {
    switch step {
    case .name(let name):
      machine.plainAttribute(name, of: value) ?? heldByModule(value)[name]
    case .index(let index):
      machine.plainItem(index, of: value) ?? layer(index, of: value)
    case .key(let key):
      machine.entries(of: value, limit: 1000).first { machine.text($0.key) == key }?.value
        ?? heldByModule(value)[key]
    }
  }

  /// What an `nn.Module` holds by name: parameters, buffers and layers. Its `__getattr__` finds
  /// them too, but may be the user's.
  private func heldByModule(_ value: Value) -> [String: Value] {
    var held: [String: Value] = [:]
    for name in ["_parameters", "_buffers", "_modules"] {
      guard let dict = machine.plainAttribute(name, of: value) else { continue }
      for entry in machine.entries(of: dict, limit: 1000) {
        if let key = machine.text(entry.key) { held[key] = entry.value }
      }
    }
    return held
  }

  /// A layer of an `nn.Sequential` or `nn.ModuleList`, which are kept under `"0"`, `"1"`, ...
  private func layer(_ index: Int, of value: Value) -> Value? {
    let held = heldByModule(value)
    return held[String(index < 0 ? index &+ held.count : index)]
  }

  /// Names that start with the word; private ones only if it begins so too.
  static func matches(_ names: [String], _ word: String) -> [String] {
    Set(names).filter { $0.hasPrefix(word) && (!$0.hasPrefix("_") || word.hasPrefix("_")) }.sorted()
  }
}

// MARK: - Names and attributes

extension Kernel {
  private static let keywords = [
    "False", "None", "True", "and", "as", "assert", "async", "await", "break", "class",
    "continue", "def", "del", "elif", "else", "except", "finally", "for", "from", "global", "if",
    "import", "in", "is", "lambda", "nonlocal", "not", "or", "pass", "raise", "return", "try",
    "while", "with", "yield",
  ]

  private func nameCompletions(_ context: CompletionContext) -> Completion {
    let names = machine.names(in: main).map(\.name) + machine.builtinNames + Self.keywords
    var completion = Completion(
      start: context.wordStart, matches: Self.matches(names, context.word))
    guard let call = enclosingCall(context) else { return completion }
    completion.signature = call.signature
    // After `name=` stands a value.
    if context.before[..<context.wordStart].last != UInt8(ascii: "=") {
      let keywords = call.parameters.filter { $0.hasPrefix(context.word) }.map { $0 + "=" }
      // Before anything is typed, what the function takes is to be seen, not all names there are.
      let names = context.word.isEmpty && !keywords.isEmpty
        ? Self.matches(userNames.map(\.name), "") : completion.matches
      completion.matches = keywords + names
    }
    return completion
  }

  /// The function whose call is open at the cursor: its signature, and the names of the
  /// parameters that may be given by name and are not there yet.
  private func enclosingCall(
    _ context: CompletionContext
  ) -> (signature: String, parameters: [String])? {
    guard let bracket = context.brackets.last, context.before[bracket] == UInt8(ascii: "("),
      let path = context.path(endingAt: bracket), let function = plainValue(path),
      let parts = callParts(of: function)
    else { return nil }
    let given = String(decoding: context.before[(bracket + 1)...], as: UTF8.self)
    let keywordStart = parts.parameters.firstIndex(of: "/").map { $0 + 1 } ?? 0
    let names = parts.parameters[keywordStart...].map { parameter in
      String(parameter.prefix { $0 != "=" && $0 != ":" && $0 != " " })
    }
    let parameters = names.filter { !$0.hasPrefix("*") && !given.contains($0 + "=") }
    guard case .name(let name)? = path.steps.last else { return nil }
    let result = parts.result.map { " -> " + $0 } ?? ""
    return ("\(name)(\(parts.parameters.joined(separator: ", ")))\(result)", parameters)
  }

  private func callParts(of function: Value) -> SignatureText.Parts? {
    if let native = machine.nativeName(of: function), let text = torchSignature(native) {
      return SignatureText.parts(ofText: text)
    }
    guard let description = machine.describe(callable: function) else { return nil }
    return SignatureText.plainParts(of: description, in: machine)
  }

  private func attributeCompletions(_ context: CompletionContext) -> Completion? {
    let dot = context.wordStart - 1
    guard dot >= 0, context.before[dot] == UInt8(ascii: ".") else { return nil }
    var names: [String] = []
    if let path = context.path(endingAt: dot), let value = plainValue(path) {
      names = machine.attributeNames(of: value) + heldByModule(value).keys
    } else if let type = literalType(context.before[..<dot]), let value = machine.builtin(type) {
      names = machine.attributeNames(of: value).filter { $0 != "mro" }
    }
    return Completion(start: context.wordStart, matches: Self.matches(names, context.word))
  }

  /// The class of the string or display that ends here.
  private func literalType(_ text: ArraySlice<UInt8>) -> String? {
    switch text.last {
    case UInt8(ascii: "'"), UInt8(ascii: "\""): return "str"
    case UInt8(ascii: "]"): return isSubscript(text) ? nil : "list"
    case UInt8(ascii: "}"): return "dict"
    default: return nil
    }
  }

  /// Whether the `]` at the end closes `x[...]` and not a list.
  private func isSubscript(_ text: ArraySlice<UInt8>) -> Bool {
    var depth = 0
    for (offset, byte) in zip(text.indices, text).reversed() {
      if byte == UInt8(ascii: "]") { depth += 1 }
      if byte == UInt8(ascii: "[") { depth -= 1 }
      guard depth == 0 else { continue }
      return text[..<offset].last.map { isNameByte($0) || ")]'\"".utf8.contains($0) } ?? false
    }
    return true
  }
}

// MARK: - Magics and modules

extension Kernel {
  private static let fileMagicNames: Set = [
    "run", "load", "loadpy", "save", "edit", "ed", "cd", "writefile", "notebook", "logstart",
    "pycat", "ls", "cat",
  ]

  private func magicCompletions(_ context: CompletionContext) -> Completion? {
    let line = Array(context.line)
    if line.first == UInt8(ascii: "!") { return fileCompletions(context.before, isWord: true) }
    let percents = line.prefix { $0 == UInt8(ascii: "%") }.count
    guard percents == 1 || percents == 2 else { return nil }
    let name = line[percents...].prefix { isNameByte($0) }
    let end = percents + name.count
    if end == line.count {
      let names = magics.names(percents == 1 ? .line : .cell)
      let escape = String(repeating: "%", count: percents)
      let word = String(decoding: name, as: UTF8.self)
      return Completion(
        start: context.before.count - line.count,
        matches: Self.matches(names, word).map { escape + $0 })
    }
    switch String(decoding: name, as: UTF8.self) {
    case "xmode", "tb":
      let modes = TracebackMode.allCases.map(\.rawValue)
      return Completion(
        start: context.wordStart, matches: modes.filter { $0.hasPrefix(context.word) })
    case let name where Self.fileMagicNames.contains(name):
      return fileCompletions(context.before, isWord: true)
    default: return nil
    }
  }

  private func importCompletions(_ context: CompletionContext) -> Completion? {
    let words = context.line.split(separator: UInt8(ascii: " ")).map {
      String(decoding: $0, as: UTF8.self)
    }
    guard let first = words.first, first == "import" || first == "from",
      context.line.count > first.utf8.count
    else { return nil }
    if first == "from", let place = words.firstIndex(of: "import"), place == 2,
      context.before.last != UInt8(ascii: "t") || words.count > 3
    {
      let names = machine.libraryNames(ofModule: words[1])
      return Completion(start: context.wordStart, matches: Self.matches(names, context.word))
    }
    let path = context.before.reversed().prefix { isNameByte($0) || $0 == UInt8(ascii: ".") }
    let typed = String(decoding: path.reversed(), as: UTF8.self)
    let depth = typed.utf8.count { $0 == UInt8(ascii: ".") }
    let modules = machine.moduleNames.filter {
      $0.utf8.count { $0 == UInt8(ascii: ".") } == depth
    }
    var matches = Self.matches(modules, typed)
    if first == "from", words.count == 2, context.before.last == UInt8(ascii: " ") {
      matches = ["import "]
    }
    return Completion(start: context.before.count - typed.utf8.count, matches: matches)
  }
}

// MARK: - Keys and files

extension Kernel {
  /// After `d[`: the keys of a dict.
  private func keyCompletions(_ context: CompletionContext) -> Completion? {
    guard let bracket = context.brackets.last, context.before[bracket] == UInt8(ascii: "["),
      bracket == context.wordStart - 1, let keys = keys(context, bracket)
    else { return nil }
    let texts = keys.compactMap { key -> String? in
      switch key {
      case .int, .bool, .float: try? machine.repr(key)
      default: machine.text(key).map(PythonText.repr)
      }
    }
    let matches = texts.filter { $0.hasPrefix(context.word) }
    return matches.isEmpty ? nil : Completion(start: context.wordStart, matches: matches)
  }

  /// The keys of the dict before a bracket, in their order.
  private func keys(_ context: CompletionContext, _ bracket: Int) -> [Value]? {
    guard let path = context.path(endingAt: bracket), let dict = plainValue(path),
      machine.isDict(dict)
    else { return nil }
    return machine.entries(of: dict, limit: 1000).map(\.key)
  }

  /// In a string: keys if it stands in `d[`, else files.
  private func completions(
    in string: CompletionContext.OpenString, _ context: CompletionContext
  ) -> Completion {
    let typed = String(decoding: context.before[string.start...], as: UTF8.self)
    if let bracket = context.brackets.last, bracket == string.opening - 1,
      context.before[bracket] == UInt8(ascii: "["), let keys = keys(context, bracket)
    {
      let matches = keys.compactMap { machine.text($0) }.filter { $0.hasPrefix(typed) }
      return Completion(start: string.start, matches: matches)
    }
    return fileCompletions(Array(context.before[string.start...]), isWord: false)
      .moved(by: string.start)
  }

  /// The files whose paths begin with `before`, or with its last word. The user types here, not a
  /// cell, so no permission is asked.
  private func fileCompletions(_ before: [UInt8], isWord: Bool) -> Completion {
    let wordStart = isWord ? (before.lastIndex { $0 == 0x20 || $0 == 0x0A } ?? -1) + 1 : 0
    let typed = String(decoding: before[wordStart...], as: UTF8.self)
    let slash = typed.lastIndex(of: "/")
    let folder = slash.map { String(typed[...$0]) } ?? ""
    let name = slash.map { String(typed[typed.index(after: $0)...]) } ?? typed
    let matches = Self.entries(ofFolder: folder.isEmpty ? "." : expandUser(folder))
      .filter { $0.hasPrefix(name) && ($0.hasPrefix(".") ? name.hasPrefix(".") : true) }
    return Completion(
      start: wordStart + folder.utf8.count, matches: matches.sorted())
  }

  /// The names in a folder, those of folders with a slash.
  private static func entries(ofFolder path: String) -> [String] {
    guard let folder = opendir(path) else { return [] }
    defer { closedir(folder) }
    var names: [String] = []
    while let entry = readdir(folder), names.count < 10_000 {
      let name = withUnsafePointer(to: &entry.pointee.d_name) {
        $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
      }
      guard name != ".", name != ".." else { continue }
      var status = stat()
      let isFolder = stat(path + "/" + name, &status) == 0 && status.st_mode & S_IFMT == S_IFDIR
      names.append(isFolder ? name + "/" : name)
    }
    return names
  }
}

extension Completion {
  fileprivate func moved(by offset: Int) -> Completion {
    Completion(start: start + offset, matches: matches, signature: signature)
  }
}
