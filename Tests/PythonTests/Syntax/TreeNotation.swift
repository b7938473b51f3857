@testable import Python

/// Writes syntax trees in the notation of `record_ast.py`.
struct TreeNotation {
  private let names: NameTable

  static func show(_ module: Module) -> String {
    let notation = TreeNotation(names: module.names)
    return module.body.map { notation.show($0) + "\n" }.joined()
  }

  private func text(_ name: Name?) -> String { text(name.map(names.text)) }

  private func group(_ parts: String...) -> String {
    "(" + parts.joined(separator: " ") + ")"
  }

  private func list(_ parts: [String]) -> String {
    "[" + parts.joined(separator: " ") + "]"
  }

  private func place(_ range: SourceRange) -> String {
    "@\(range.line):\(range.column)-\(range.endLine):\(range.endColumn)"
  }

  private func bool(_ value: Bool) -> String { value ? "True" : "False" }

  private func text(_ name: String?) -> String {
    name.map { text($0.unicodeScalars.map(\.value)) } ?? "~"
  }

  private func text(_ points: [UInt32]) -> String {
    let shown = points.map { point in
      let isKept = (0x20..<0x7F).contains(point) && point != 0x5C && point != 0x22
      let scalar = isKept ? Unicode.Scalar(point) : nil
      return scalar.map { String(Character($0)) } ?? "\\" + String(point, radix: 16) + ";"
    }
    return "\"" + shown.joined() + "\""
  }

  private func text(_ literal: StringLiteral) -> String {
    switch literal {
    case .text(let value): text(value)
    case .codePoints(let points): text(points)
    }
  }

  private func hex(_ value: Double) -> String {
    let digits = String(value.bitPattern, radix: 16)
    return String(repeating: "0", count: 16 - digits.count) + digits
  }

  private func hex(_ byte: UInt8) -> String {
    (byte < 16 ? "0" : "") + String(byte, radix: 16)
  }

  /// Big integers in base 16: schoolbook, for tests only.
  private func hex(_ digits: String, base: Int) -> String {
    var limbs: [Int] = []
    for digit in digits {
      var carry = digit.hexDigitValue ?? 0
      for index in limbs.indices {
        let value = limbs[index] * base + carry
        limbs[index] = value & 0xF
        carry = value >> 4
      }
      while carry > 0 {
        limbs.append(carry & 0xF)
        carry >>= 4
      }
    }
    return String(limbs.reversed().map { Character(String($0, radix: 16)) })
  }

  private func show(_ constant: Constant) -> String {
    switch constant {
    case .none: "None"
    case .true: "True"
    case .false: "False"
    case .ellipsis: "Ellipsis"
    case .int(let value): String(value, radix: 16)
    case .bigInt(let digits, let base): hex(digits, base: base)
    case .float(let value): "f" + hex(value)
    case .imaginary(let value): "j" + hex(value)
    case .string(let value): text(value)
    case .bytes(let value): "b" + value.map(hex).joined()
    }
  }

  private func show(_ parts: [StringPart]) -> String {
    list(
      parts.map { part in
        switch part {
        case .literal(let literal): return text(literal)
        case .field(let value, let conversion, let spec):
          let letter = [.none: "~", .str: "s", .repr: "r", .ascii: "a"][conversion] ?? "?"
          return group("field", show(value), letter, spec.map { show($0) } ?? "~")
        }
      })
  }

  private func show(_ expressions: [Expression]) -> String { list(expressions.map { show($0) }) }
  private func show(_ statements: [Statement]) -> String { list(statements.map { show($0) }) }
  private func show(_ patterns: [Pattern]) -> String { list(patterns.map { show($0) }) }

  private func show(_ generators: [Generator]) -> String {
    list(
      generators.map {
        group("for", show($0.target), show($0.iterable), show($0.conditions), $0.isAsync ? "1" : "0")
      })
  }

  private func show(_ arguments: [Argument]) -> String {
    list(
      arguments.map { argument in
        switch argument {
        case .positional(let value): show(value)
        case .keyword(let name, let value, let range):
          group("keyword" + place(range), text(name), show(value))
        case .iterable(let value): "*" + show(value)
        case .mapping(let value): group("mapping", show(value))
        }
      })
  }

  private func show(_ parameter: Parameter?) -> String {
    guard let parameter else { return "~" }
    return group(
      "parameter" + place(parameter.range), text(parameter.name), show(parameter.annotation),
      show(parameter.defaultValue))
  }

  private func show(_ parameters: Parameters) -> String {
    group(
      "parameters", list(parameters.positionalOnly.map { show($0) }),
      list(parameters.positionalOrKeyword.map { show($0) }), show(parameters.variadic),
      list(parameters.keywordOnly.map { show($0) }), show(parameters.keywordVariadic))
  }

  private func show(_ expression: Expression?) -> String {
    guard let expression else { return "~" }
    let at = place(expression.range)
    switch expression.kind {
    case .constant(let value): return group("constant" + at, show(value))
    case .name(let name): return group("name" + at, text(name))
    case .binary(let left, let op, let right):
      return group("binary" + at, show(left), "\(op)", show(right))
    case .unary(let op, let operand): return group("unary" + at, "\(op)", show(operand))
    case .boolean(let op, let operands): return group("boolean" + at, "\(op)", show(operands))
    case .compare(let left, let comparisons):
      let shown = comparisons.map { group("\($0.op)", show($0.right)) }
      return group("compare" + at, show(left), list(shown))
    case .call(let callee, let arguments): return group("call" + at, show(callee), show(arguments))
    case .attribute(let value, let name): return group("attribute" + at, show(value), text(name))
    case .subscript(let value, let key): return group("subscript" + at, show(value), show(key))
    case .slice(let lower, let upper, let step):
      return group("slice" + at, show(lower), show(upper), show(step))
    case .list(let items): return group("list" + at, show(items))
    case .tuple(let items): return group("tuple" + at, show(items))
    case .set(let items): return group("set" + at, show(items))
    case .dict(let items):
      let shown = items.map { item in
        switch item {
        case .pair(let key, let value): group("pair", show(key), show(value))
        case .mapping(let value): group("mapping", show(value))
        }
      }
      return group("dict" + at, list(shown))
    case .lambda(let parameters, let body):
      return group("lambda" + at, show(parameters), show(body))
    case .conditional(let test, let then, let otherwise):
      return group("conditional" + at, show(test), show(then), show(otherwise))
    case .listComprehension(let element, let generators):
      return group("listComprehension" + at, show(element), show(generators))
    case .setComprehension(let element, let generators):
      return group("setComprehension" + at, show(element), show(generators))
    case .dictComprehension(let key, let value, let generators):
      return group("dictComprehension" + at, show(key), show(value), show(generators))
    case .generatorExpression(let element, let generators):
      return group("generatorExpression" + at, show(element), show(generators))
    case .starred(let value): return group("starred" + at, show(value))
    case .namedExpression(let name, let value): return group("named" + at, show(name), show(value))
    case .yield(let value): return group("yield" + at, show(value))
    case .yieldFrom(let value): return group("yieldFrom" + at, show(value))
    case .await(let value): return group("await" + at, show(value))
    case .joinedString(let parts): return group("joined" + at, show(parts))
    }
  }

  private func show(_ aliases: [ImportAlias]) -> String {
    list(aliases.map { group("alias" + place($0.range), text($0.name), text($0.alias)) })
  }

  private func show(_ statement: Statement) -> String {
    let at = place(statement.range)
    switch statement.kind {
    case .expression(let value): return group("expression" + at, show(value))
    case .assign(let targets, let value): return group("assign" + at, show(targets), show(value))
    case .augmentedAssign(let target, let op, let value):
      return group("augmented" + at, show(target), "\(op)", show(value))
    case .annotatedAssign(let target, let annotation, let value, let isSimple):
      return group(
        "annotated" + at, show(target), show(annotation), show(value), bool(isSimple))
    case .return(let value): return group("return" + at, show(value))
    case .delete(let targets): return group("delete" + at, show(targets))
    case .pass: return group("pass" + at)
    case .break: return group("break" + at)
    case .continue: return group("continue" + at)
    case .if(let test, let then, let otherwise):
      return group("if" + at, show(test), show(then), show(otherwise))
    case .while(let test, let body, let otherwise):
      return group("while" + at, show(test), show(body), show(otherwise))
    case .for(let target, let iterable, let body, let otherwise, let isAsync):
      return group(
        "for" + at, bool(isAsync), show(target), show(iterable), show(body), show(otherwise))
    case .try(let body, let handlers, let otherwise, let finally, let isStar):
      let shown = handlers.map {
        group("handler" + place($0.range), show($0.type), text($0.name), show($0.body))
      }
      return group(
        "try" + at, bool(isStar), show(body), list(shown), show(otherwise), show(finally))
    case .with(let items, let body, let isAsync):
      let shown = items.map { group("item", show($0.context), show($0.target)) }
      return group("with" + at, bool(isAsync), list(shown), show(body))
    case .raise(let value, let cause): return group("raise" + at, show(value), show(cause))
    case .assert(let test, let message): return group("assert" + at, show(test), show(message))
    case .function(let function):
      return group(
        "function" + at, bool(function.isAsync), text(function.name), show(function.parameters),
        show(function.decorators), show(function.returns), show(function.body))
    case .class(let definition):
      return group(
        "class" + at, text(definition.name), show(definition.arguments),
        show(definition.decorators), show(definition.body))
    case .import(let names): return group("import" + at, show(names))
    case .importFrom(let module, let names, let level):
      return group("importFrom" + at, text(module), show(names), "\(level)")
    case .global(let names): return group("global" + at, list(names.map { text($0) }))
    case .nonlocal(let names): return group("nonlocal" + at, list(names.map { text($0) }))
    case .match(let subject, let cases):
      let shown = cases.map {
        group("case", show($0.pattern), show($0.guardTest), show($0.body))
      }
      return group("match" + at, show(subject), list(shown))
    }
  }

  private func show(_ pattern: Pattern?) -> String {
    guard let pattern else { return "~" }
    let at = place(pattern.range)
    switch pattern.kind {
    case .value(let value): return group("value" + at, show(value))
    case .singleton(let value): return group("singleton" + at, show(value))
    case .sequence(let items): return group("sequence" + at, show(items))
    case .mapping(let keys, let patterns, let rest):
      return group("mapping" + at, show(keys), show(patterns), text(rest))
    case .class(let type, let positional, let keywords):
      let shown = keywords.map { group("keyword", text($0.name), show($0.pattern)) }
      return group("class" + at, show(type), show(positional), list(shown))
    case .star(let name): return group("star" + at, text(name))
    case .capture(let inner, let name): return group("capture" + at, show(inner), text(name))
    case .or(let alternatives): return group("or" + at, show(alternatives))
    }
  }
}
