/// Writes expressions as `ast.unparse` does: what `from __future__ import annotations` keeps of
/// an annotation.
struct ExpressionText {
  /// How tightly an expression binds; a weaker one needs brackets inside a stronger one.
  private enum Strength: Int {
    case tuple, yield, test, or, and, not, comparison, bitOr, bitXor, bitAnd, shift, sum, product
    case factor, power, await, atom

    var next: Strength { Strength(rawValue: rawValue + 1) ?? .atom }
  }

  private let names: NameTable

  /// - Parameter names: those of the tree that the expression is part of.
  static func text(of expression: Expression, names: NameTable) -> String {
    ExpressionText(names: names).text(expression, .test)
  }

  private func text(_ expression: Expression, _ outer: Strength) -> String {
    let (text, strength) = parts(of: expression)
    return strength.rawValue < outer.rawValue ? "(\(text))" : text
  }

  private func list(_ items: [Expression]) -> String {
    items.map { text($0, .test) }.joined(separator: ", ")
  }

  private func parts(of expression: Expression) -> (String, Strength) {
    switch expression.kind {
    case .name(let name): return (names.text(name), .atom)
    case .constant(let constant): return (text(of: constant), .atom)
    case .attribute(let owner, let name): return (text(owner, .atom) + "." + names.text(name), .atom)
    case .subscript(let container, let index):
      return ("\(text(container, .atom))[\(indexText(index))]", .atom)
    case .slice(let lower, let upper, let step):
      let parts = [lower, upper].map { $0.map { text($0, .test) } ?? "" }
      let end = step.map { ":" + text($0, .test) } ?? ""
      return (parts.joined(separator: ":") + end, .atom)
    case .list(let items): return ("[\(list(items))]", .atom)
    case .set(let items): return ("{\(list(items))}", .atom)
    case .tuple(let items):
      if items.isEmpty { return ("()", .atom) }
      return (list(items) + (items.count == 1 ? "," : ""), .tuple)
    case .dict(let items): return ("{\(items.map(text).joined(separator: ", "))}", .atom)
    case .call(let function, let arguments):
      let inside = arguments.map(text).joined(separator: ", ")
      return ("\(text(function, .atom))(\(inside))", .atom)
    case .starred(let value): return ("*" + text(value, .bitOr), .atom)
    default: return operatorParts(of: expression)
    }
  }

  private func operatorParts(of expression: Expression) -> (String, Strength) {
    switch expression.kind {
    case .binary(let left, let op, let right):
      let strength = strength(of: op)
      // Operators bind from the left, `**` from the right.
      let isPower = op == .power
      let first = text(left, isPower ? strength.next : strength)
      let second = text(right, isPower ? .factor : strength.next)
      return ("\(first) \(op.symbol) \(second)", strength)
    case .unary(.not, let operand): return ("not " + text(operand, .not), .not)
    case .unary(let op, let operand):
      let symbol = op == .negate ? "-" : op == .plus ? "+" : "~"
      return (symbol + text(operand, .factor), .factor)
    case .boolean(let op, let operands):
      let strength: Strength = op == .and ? .and : .or
      let texts = operands.map { text($0, strength.next) }
      return (texts.joined(separator: op == .and ? " and " : " or "), strength)
    case .compare(let left, let comparisons):
      let rest = comparisons.map { " \($0.op.symbol) \(text($0.right, .bitOr))" }
      return (text(left, .bitOr) + rest.joined(), .comparison)
    case .conditional(let test, let then, let otherwise):
      let condition = "\(text(then, .or)) if \(text(test, .or)) else \(text(otherwise, .test))"
      return (condition, .test)
    default: return ("...", .atom)
    }
  }

  private func strength(of op: BinaryOperator) -> Strength {
    switch op {
    case .add, .subtract: .sum
    case .multiply, .matrixMultiply, .divide, .floorDivide, .modulo: .product
    case .power: .power
    case .leftShift, .rightShift: .shift
    case .bitAnd: .bitAnd
    case .bitOr: .bitOr
    case .bitXor: .bitXor
    }
  }

  /// An index; a tuple there needs no brackets.
  private func indexText(_ index: Expression) -> String {
    guard case .tuple(let items) = index.kind, !items.isEmpty else { return text(index, .test) }
    return list(items) + (items.count == 1 ? "," : "")
  }

  private func text(_ argument: Argument) -> String {
    switch argument {
    case .positional(let value): text(value, .test)
    case .keyword(let name, let value, _): names.text(name) + "=" + text(value, .test)
    case .iterable(let value): "*" + text(value, .test)
    case .mapping(let value): "**" + text(value, .test)
    }
  }

  private func text(_ item: DictItem) -> String {
    switch item {
    case .pair(let key, let value): "\(text(key, .test)): \(text(value, .test))"
    case .mapping(let value): "**" + text(value, .bitOr)
    }
  }

  private func text(of constant: Constant) -> String {
    switch constant {
    case .none: "None"
    case .true: "True"
    case .false: "False"
    case .ellipsis: "..."
    case .int(let value): String(value)
    case .bigInt(let digits, _): digits
    case .float(let value): FloatText.repr(value)
    case .imaginary(let value): Complex(0, value).description
    case .string(.text(let text)): String(codePoints: Quoting.string(text.codePoints))
    case .string(.codePoints(let units)): String(codePoints: Quoting.string(units))
    case .bytes(let bytes): String(codePoints: Quoting.bytes(bytes))
    }
  }
}
