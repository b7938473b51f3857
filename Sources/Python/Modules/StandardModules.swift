import CLibrary
import Glibc

/// The modules of the standard library.
extension Machine {
  /// Makes the modules that are written in Swift known; `libraryModule` finds the others.
  func registerStandardModules() {
    registerModule("math") { (m, module) throws(Raised) in m.fillMath(module) }
    registerModule("cmath") { (m, module) throws(Raised) in m.fillComplexMath(module) }
    registerModule("_time") { (m, module) throws(Raised) in module.add(timeFunctions, of: "time") }
    registerModule("sys") { (m, module) throws(Raised) in m.fillSys(module) }
    registerModule("_random") { (m, module) throws(Raised) in module.add(randomFunctions) }
    registerModule("_host") { (m, module) throws(Raised) in
      module.add(hostFunctions(OpenFiles()), of: "posix")
    }
    registerModule("_inspection") { (m, module) throws(Raised) in
      module.add(inspectionFunctions)
      module.set("coroutine", .object(m.types.coroutine))
      module.set("async_generator", .object(m.types.asyncGenerator))
      module.set("member_descriptor", .object(m.types.memberDescriptor))
      module.set("getset_descriptor", .object(m.types.getSetDescriptor))
    }
    registerModule("_io") { (m, module) throws(Raised) in m.fillTextStreams(module) }
    registerModule("_json") { (m, module) throws(Raised) in
      module.add(jsonEncodingFunctions + jsonDecodingFunctions)
    }
    registerModule("_pcre") { (m, module) throws(Raised) in m.fillPCRE(module) }
    registerModule("_collections") { (m, module) throws(Raised) in m.fillCollections(module) }
    registerModule("itertools") { (m, module) throws(Raised) in m.fillItertools(module) }
    registerModule("_heapq") { (m, module) throws(Raised) in module.add(heapFunctions) }
    registerModule("bisect") { (m, module) throws(Raised) in m.fillBisect(module) }
    registerModule("_functools") { (m, module) throws(Raised) in m.fillFunctools(module) }
    registerModule("operator") { (m, module) throws(Raised) in m.fillOperators(module) }
    registerModule("_struct") { (m, module) throws(Raised) in m.fillStruct(module) }
    registerModule("_csv") { (m, module) throws(Raised) in m.fillCSV(module) }
    registerModule("_datetime") { (m, module) throws(Raised) in m.fillDatetime(module) }
    registerModule("_decimal") { (m, module) throws(Raised) in m.fillDecimal(module) }
    registerModule("_pickle") { (m, module) throws(Raised) in m.fillPickle(module) }
    registerModule("_digests") { (m, module) throws(Raised) in module.add(digestFunctions) }
    registerModule("_weakref") { (m, module) throws(Raised) in m.fillWeakReferences(module) }
    registerModule("_lsprof") { (m, module) throws(Raised) in m.fillProfiling(module) }
    registerModule("pydoc") { (m, module) throws(Raised) in try m.fillHelp(module) }
    registerModule("unicodedata") { (m, module) throws(Raised) in m.fillUnicodeData(module) }
  }

  /// A module of CPython's that is refused by name: it can be imported, but nothing of it used.
  func refusedModule(_ name: String) throws(Raised) -> Value? {
    guard refusedModuleNames.contains(name) else { return nil }
    return try load(name) { (module) throws(Raised) in
      module.set("__path__", self.list([]))
      module.add([
        Builtin("__getattr__(name)", "Refuses everything.") { (m, a) throws(Raised) in
          let wanted = m.text(a[0]) ?? ""
          if wanted.hasPrefix("__") { throw m.raise(.attributeError, wanted) }
          throw m.unsupported("\(name).\(wanted)")
        }
      ])
    }
  }

  /// Whether the text of a module of that name is part of the program.
  func hasLibraryModule(_ name: String) -> Bool { library_module_text(name) != nil }

  /// The names of the modules whose text is part of the program, but for private ones.
  var libraryModuleNames: [String] {
    var names: [String] = []
    while let name = library_module_name(Int32(names.count)) { names.append(String(cString: name)) }
    return names.filter { !$0.hasPrefix("_") }
  }

  /// A module whose Python text is part of the program, run; nil where there is none of that name.
  func libraryModule(_ name: String) throws(Raised) -> Value? {
    guard let text = library_module_text(name) else { return nil }
    let bytes = UnsafeBufferPointer(start: UnsafePointer<CChar>(text), count: strlen(text))
    return try load(name) { (module) throws(Raised) in
      if library_module_is_package(name) != 0 { module.set("__path__", self.list([])) }
      try self.runLibrary(bytes.map { UInt8(bitPattern: $0) }, name: name, in: module)
    }
  }

  /// Runs the text of a module, or a part of it, that is written in Python. Its frames are not
  /// shown; its functions are compiled when they are first called.
  public func runLibrary(_ text: [UInt8], name: String, in module: ModuleBuilder) throws(Raised) {
    let source = Source(text)
    let code: Code
    do throws(SyntaxProblem) {
      var parser = Parser(library: source)
      code = try Compiler.compile(
        try parser.parseModule(), file: SourceFile(.library(name), source), runtime: runtime)
    } catch {
      let line = error.range.map { Int($0.line) } ?? 0
      throw raise(.systemError, "module '\(name)', line \(line): \(error.message)")
    }
    try run(code, in: module)
  }
}

/// Modules of the standard library that are not here: what reaches for the network, processes or devices, and what
/// notebooks hardly use. They can be imported; the first use of a name of theirs says that it is not supported.
private let refusedModuleNames: Set<String> = [
  "aifc", "asynchat", "asyncio", "asyncore", "audioop", "bdb", "bz2", "cgi", "cgitb", "chunk",
  "cmd", "code", "codeop", "compileall", "concurrent", "concurrent.futures", "configparser",
  "contextvars", "copyreg", "crypt", "ctypes", "curses", "dbm", "dis", "distutils", "email",
  "ensurepip", "faulthandler", "fcntl", "filecmp", "fileinput", "ftplib", "getopt", "getpass",
  "gettext", "graphlib", "grp", "gzip", "http", "http.client", "http.server", "imaplib", "imghdr",
  "imp", "ipaddress", "lzma", "mailbox", "mailcap", "marshal", "mimetypes", "mmap", "modulefinder",
  "multiprocessing", "netrc", "nis", "nntplib", "ntpath", "nturl2path", "opcode", "optparse",
  "ossaudiodev", "pdb", "pickletools", "pipes", "pkgutil", "plistlib", "poplib", "profile", "pty",
  "pwd", "py_compile", "pyclbr", "pyexpat", "quopri", "readline", "resource", "rlcompleter",
  "runpy", "select", "selectors", "shelve", "signal", "site", "smtpd", "smtplib", "sndhdr",
  "socket", "socketserver", "spwd", "sqlite3", "sre_compile", "sre_constants", "sre_parse", "ssl",
  "stringprep", "subprocess", "sunau", "symtable", "sysconfig", "syslog", "tabnanny", "tarfile",
  "telnetlib", "termios", "tkinter", "token", "tokenize", "tomllib", "trace", "tracemalloc", "tty",
  "turtle", "urllib.error", "urllib.request", "uu", "venv", "wave", "webbrowser", "wsgiref",
  "xdrlib", "xml", "xml.dom", "xml.etree", "xml.etree.ElementTree", "xmlrpc", "zipapp", "zipfile",
  "zipimport", "zoneinfo",
]
