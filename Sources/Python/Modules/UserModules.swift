import Glibc

/// Modules in files: those of the session's folder, and of what a program adds to `sys.path`.
struct ModulePlace {
  let folder: String
  /// Whether code may be imported from it without a permission: the session's folder and below.
  let isFree: Bool
}

extension Machine {
  /// Where the modules of a package lie, or, without one, those that `sys.path` names.
  func modulePlaces(of parent: Value?) throws(Raised) -> [ModulePlace] {
    let paths: Value
    if let parent {
      paths = try attributeUnlessMissing(of: parent, symbol("__path__"))
    } else {
      guard let sys = modules.value(symbol("sys")).object(.module) else {
        return [ModulePlace(folder: host.sessionFolder, isFree: true)]
      }
      paths = moduleNamespace(sys).value(symbol("path"))
    }
    let session = resolvedPath(host.sessionFolder)
    return (items(paths) ?? []).compactMap { text($0) }.map { folder in
      let path = folder.isEmpty ? "." : folder
      let resolved = resolvedPath(path)
      return ModulePlace(
        folder: path, isFree: resolved == session || resolved.hasPrefix(session + "/"))
    }
  }

  /// The module of a dotted name in the first folder that has it, run; nil where none does.
  /// Folders that the program may not read are passed over.
  func userModule(_ name: String, in places: [ModulePlace]) throws(Raised) -> Value? {
    let tail = name.split(separator: ".").last.map(String.init) ?? name
    var portions: [String] = []
    for place in places where place.isFree || host.permits(.read, place.folder) {
      let base = joinedPath(place.folder, tail)
      if isFile(base + "/__init__.py") {
        return try loadFile(name, base + "/__init__.py", package: base)
      }
      if isFile(base + ".py") { return try loadFile(name, base + ".py", package: nil) }
      if isFolder(base), !hasLibraryModule(name) { portions.append(base) }
    }
    guard !portions.isEmpty else { return nil }
    return try load(name) { (module) throws(Raised) in
      module.set("__package__", self.string(name))
      module.set("__path__", self.list(portions.map { self.string(absolutePath($0)) }))
    }
  }

  private func loadFile(_ name: String, _ path: String, package folder: String?) throws(Raised)
    -> Value
  {
    try load(name) { (module) throws(Raised) in
      let parent = name.split(separator: ".").dropLast().joined(separator: ".")
      module.set("__file__", self.string(absolutePath(path)))
      module.set("__package__", self.string(folder == nil ? parent : name))
      if let folder { module.set("__path__", self.list([self.string(absolutePath(folder))])) }
      try self.runFile(module)
    }
  }

  /// `<module 'name' from 'path'>`
  func moduleRepr(_ module: Object) -> String {
    let name = moduleName(module)
    if let path = text(moduleNamespace(module).value(symbol("__file__"))) {
      return "<module '\(name)' from '\(path)'>"
    }
    let isBuiltin = importers[name] != nil || name == "builtins"
    return "<module '\(name)'\(isBuiltin ? " (built-in)" : "")>"
  }

  /// Runs the file of a module in its namespace, as at its first import and at each reload.
  func runFile(_ module: ModuleBuilder) throws(Raised) {
    guard let path = text(value("__file__", in: module) ?? .none),
      let bytes = contents(ofFile: path)
    else {
      throw raise(.importError, "spec not found for the module '\(moduleName(module.object))'")
    }
    let source = Source(bytes)
    let file = SourceFile(.file(path), source)
    importedFiles[path] = file
    host.didLoad(file)
    let code: Code
    do throws(SyntaxProblem) {
      code = try compile(source, file: file)
    } catch {
      throw raise(error, in: source, named: path)
    }
    if let doc = code.doc { module.set("__doc__", string(doc)) }
    try run(code, in: module)
  }

  /// A text that is not Python, as the exception that compiling it raises.
  func raise(_ problem: SyntaxProblem, in source: Source, named path: String) -> Raised {
    let classes: [SyntaxProblem.Kind: ExceptionName] = [
      .syntax: .syntaxError, .indentation: .indentationError, .tab: .tabError,
      .memory: .memoryError, .recursion: .recursionError,
    ]
    let fileName = path.split(separator: "/").last.map(String.init) ?? path
    let place = problem.range.map { " (\(fileName), line \($0.line))" } ?? ""
    let raised = raise(classes[problem.kind] ?? .syntaxError, problem.message + place)
    guard let range = problem.range, case .object(let error) = heap.state.pointee.pending else {
      return raised
    }
    let line = Int(range.line)
    let details: [(String, Value)] = [
      ("msg", string(problem.message)), ("filename", string(path)), ("lineno", .int(line)),
      ("offset", .int(Int(range.column) + 1)), ("end_lineno", .int(Int(range.endLine))),
      ("end_offset", .int(Int(range.endColumn) + 1)),
      ("text", source.line(line).map { string($0 + "\n") } ?? .none),
    ]
    for (name, value) in details { Instance(error).set(symbol(name), value, runtime) }
    return raised
  }
}

// MARK: - Paths

/// Two parts of a path, the first not empty.
private func joinedPath(_ folder: String, _ name: String) -> String {
  folder.hasSuffix("/") ? folder + name : folder + "/" + name
}

public func absolutePath(_ path: String) -> String {
  if path.hasPrefix("/") { return path }
  let folder = currentFolder()
  if path == "." { return folder }
  return joinedPath(folder, path.hasPrefix("./") ? String(path.dropFirst(2)) : path)
}

/// The path without links and dots; of what does not exist yet, that of the folder it would be in.
public func resolvedPath(_ path: String) -> String {
  if let found = realpath(path.isEmpty ? "." : path, nil) {
    defer { free(found) }
    return String(cString: found)
  }
  let trimmed = path.count > 1 && path.hasSuffix("/") ? String(path.dropLast()) : path
  guard let slash = trimmed.lastIndex(of: "/") else { return resolvedPath(".") + "/" + trimmed }
  let folder = String(trimmed[..<slash])
  let name = String(trimmed[trimmed.index(after: slash)...])
  guard !folder.isEmpty else { return "/" + name }
  // A name that goes up would lead out of the folder just resolved.
  return name == ".." ? "/" : joinedPath(resolvedPath(folder), name)
}

/// The current folder.
public func currentFolder() -> String {
  guard let folder = getcwd(nil, 0) else { return "/" }
  defer { free(folder) }
  return String(cString: folder)
}

private func mode(of path: String) -> mode_t? {
  var details = stat()
  return stat(path, &details) == 0 ? details.st_mode : nil
}

private func isFile(_ path: String) -> Bool { mode(of: path).map { $0 & S_IFMT == S_IFREG } ?? false }

private func isFolder(_ path: String) -> Bool { mode(of: path).map { $0 & S_IFMT == S_IFDIR } ?? false }

/// The bytes of a file, or nil where it cannot be read.
private func contents(ofFile path: String) -> [UInt8]? {
  let descriptor = open(path, O_RDONLY | O_CLOEXEC)
  guard descriptor >= 0 else { return nil }
  defer { close(descriptor) }
  var bytes: [UInt8] = []
  var buffer = [UInt8](repeating: 0, count: 65_536)
  while true {
    let count = read(descriptor, &buffer, buffer.count)
    if count < 0, errno == EINTR { continue }
    guard count >= 0 else { return nil }
    if count == 0 { return bytes }
    bytes += buffer[..<count]
  }
}
