/// `types.CodeType`: what `compile` returns and `function.__code__` is.
enum CodeObject {
  case text(CompiledText)
  case function(Code)
}

extension Machine {
  /// The code in a code object; nil for other values.
  func codeObject(_ value: Value) -> CodeObject? {
    guard case .object(let object) = value, object.kind == .foreign, object.type == types.code
    else { return nil }
    let content = object.body(ForeignBody.self).pointee.content.takeUnretainedValue()
    if let code = content as? Code { return .function(code) }
    return (content as? CompiledText).map { .text($0) }
  }

  /// The attributes of a code object, or undefined.
  func codeAttribute(_ value: Value, _ name: Symbol) throws(Raised) -> Value {
    guard let code = codeObject(value) else { return .undefined }
    let found =
      switch code {
      case .text(let text): attribute(name.text, of: text)
      case .function(let code): attribute(name.text, of: code)
      }
    if found.isUndefined, bytecodeAttributes.contains(name.text) {
      throw unsupported("\(name.text) of code objects")
    }
    return found
  }

  private func attribute(_ name: String, of text: CompiledText) -> Value {
    switch name {
    case "co_name", "co_qualname": string("<module>")
    case "co_filename": string(text.file.name)
    case "co_firstlineno": .int(1)
    case "co_argcount", "co_kwonlyargcount", "co_posonlyargcount", "co_nlocals": .int(0)
    case "co_varnames", "co_freevars", "co_cellvars": tuple([])
    default: .undefined
    }
  }

  private func attribute(_ name: String, of code: Code) -> Value {
    func strings(_ symbols: [Symbol]) -> Value { tuple(symbols.map(\.value)) }
    switch name {
    case "co_name": return string(code.name)
    case "co_qualname": return string(code.qualifiedName)
    case "co_filename": return string(code.file.name)
    case "co_firstlineno": return .int(code.lines.lowerBound)
    case "co_argcount": return .int(code.parameters.positional)
    case "co_posonlyargcount": return .int(code.parameters.positionalOnly)
    case "co_kwonlyargcount": return .int(code.parameters.keywordOnly)
    case "co_nlocals": return .int(plainVariables(of: code).count)
    case "co_varnames": return strings(plainVariables(of: code))
    case "co_cellvars": return strings(code.cellNames)
    case "co_freevars": return strings(code.freeNames)
    case "co_names": return strings(code.usedNames)
    case "co_flags":
      // CO_OPTIMIZED | CO_NEWLOCALS, CO_VARARGS, CO_VARKEYWORDS, CO_NESTED, CO_GENERATOR.
      return .int(
        3 | (code.parameters.hasVariadic ? 4 : 0) | (code.parameters.hasKeywordVariadic ? 8 : 0)
          | (code.qualifiedName.contains("<locals>.") ? 16 : 0) | (code.isGenerator ? 32 : 0))
    default: return .undefined
    }
  }

  /// Parameters, and the other variables that no nested function shares.
  private func plainVariables(of code: Code) -> [Symbol] {
    let shared = Set(code.cellNames)
    return code.localNames.enumerated().compactMap { index, name in
      let isPlain = index < code.parameters.count || !shared.contains(name)
      return isPlain && (!name.text.hasPrefix(".") || name.text == ".0") ? name : nil
    }
  }

  /// `<code object f at 0x..., file "...", line 1>`
  func codeRepr(_ object: Object) -> String {
    let name: String
    let file: SourceFile
    let line: Int
    switch codeObject(.object(object)) {
    case .text(let text)?: (name, file, line) = ("<module>", text.file, 1)
    case .function(let code)?: (name, file, line) = (code.name, code.file, code.lines.lowerBound)
    case nil: return ""
    }
    return "<code object \(name) at \(addressText(object)), file \"\(file.name)\", line \(line)>"
  }
}

/// What tells of CPython's bytecode, which is not what runs here.
private let bytecodeAttributes: Set<String> = [
  "co_code", "co_consts", "co_exceptiontable", "co_lines", "co_linetable", "co_lnotab", "co_names",
  "co_positions", "co_stacksize", "replace",
]

extension Code {
  /// The names that the code uses beside its variables, in the order of first use: globals, attributes,
  /// what it imports.
  fileprivate var usedNames: [Symbol] {
    // Caches are numbered in the order in which a name comes; those of imports stand among constants.
    var names = cacheNames.map { $0 }
    var known = 0
    var inserted = 0
    for index in 0..<instructionCount {
      let instruction = instructions[index]
      if let cache = instruction.cache { known = max(known, cache + 1) }
      guard let place = instruction.importedName, case .object(let name) = constants[place] else {
        continue
      }
      names.insert(Symbol(object: name), at: known + inserted)
      inserted += 1
    }
    var seen: Set<Symbol> = []
    return names.filter { seen.insert($0).inserted }
  }
}

extension Instruction {
  /// The inline cache it uses.
  fileprivate var cache: Int? {
    switch op {
    case .loadGlobal, .storeGlobal, .deleteGlobal, .loadGlobalThenMove, .loadName, .storeName,
      .deleteName:
      Int(b)
    case .loadAttribute, .storeAttribute, .deleteAttribute, .callMethod, .callMethodDetached: Int(c)
    default: nil
    }
  }

  /// The constant that is a name it imports.
  fileprivate var importedName: Int? {
    switch op {
    case .importName: Int(b)
    case .importFrom: Int(c)
    default: nil
    }
  }
}
