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
  func codeAttribute(_ value: Value, _ name: Symbol) -> Value {
    switch codeObject(value) {
    case .text(let text)?:
      switch name.text {
      case "co_name", "co_qualname": return string("<module>")
      case "co_filename": return string(text.file.name)
      case "co_firstlineno": return .int(1)
      case "co_argcount", "co_kwonlyargcount", "co_posonlyargcount", "co_nlocals": return .int(0)
      case "co_varnames", "co_freevars", "co_cellvars": return tuple([])
      default: return .undefined
      }
    case .function(let code)?: return attribute(name.text, of: code)
    case nil: return .undefined
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
    let value = Value.object(object)
    func text(_ name: String) -> String { self.text(codeAttribute(value, symbol(name))) ?? "?" }
    guard case .int(let line) = codeAttribute(value, symbol("co_firstlineno")) else { return "" }
    return "<code object \(text("co_name")) at \(addressText(object)), "
      + "file \"\(text("co_filename"))\", line \(line)>"
  }
}
