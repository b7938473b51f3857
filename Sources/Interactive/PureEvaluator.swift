import Python

/// Computes expressions where that runs no code of the user's: names, attributes that objects hold
/// themselves, and operations on built-in values.
struct PureEvaluator {
  let machine: Machine
  /// What the names of the expressions spell.
  let names: NameTable
  let lookUp: (String) -> Value?

  /// The value, or nil where it cannot be had without side effects or at all.
  func value(of expression: Expression) -> Value? {
    switch expression.kind {
    case .name(let name): return lookUp(names.text(name))
    case .constant(let constant): return value(of: constant)
    case .attribute(let owner, let name):
      return value(of: owner).flatMap { attribute(names.text(name), of: $0) }
    case .subscript(let container, let index):
      guard let container = plain(container), let index = plain(index) else { return nil }
      return attempt { () throws(Raised) in try machine.item(of: container, index) }
    case .binary(let left, let op, let right):
      guard op != .power, op != .leftShift, let left = plain(left), let right = plain(right) else {
        return nil
      }
      return attempt { () throws(Raised) in try machine.binary(op, left, right) }
    case .unary(.not, let operand):
      guard let operand = plain(operand) else { return nil }
      return attempt { () throws(Raised) in .bool(!(try machine.isTrue(operand))) }
    case .unary(.negate, let operand):
      guard let operand = plain(operand) else { return nil }
      return attempt { () throws(Raised) in try machine.binary(.subtract, .int(0), operand) }
    case .compare(let left, let comparisons):
      return value(of: left, comparisons)
    case .boolean(let op, let operands): return value(of: op, operands)
    case .call(let function, let arguments): return call(function, arguments)
    case .list(let items): return values(of: items).map { machine.list($0) }
    case .tuple(let items): return values(of: items).map { machine.tuple($0) }
    default: return nil
    }
  }

  private func values(of items: [Expression]) -> [Value]? {
    var result: [Value] = []
    for item in items {
      guard let value = value(of: item) else { return nil }
      result.append(value)
    }
    return result
  }

  private func value(of constant: Constant) -> Value? {
    switch constant {
    case .none: .some(.none)
    case .true: .bool(true)
    case .false: .bool(false)
    case .int(let number): .int(number)
    case .float(let number): .float(number)
    case .string(.text(let text)): machine.string(text)
    default: nil
    }
  }

  /// The value of an expression, if it is of a built-in class whose operators run no user code.
  private func plain(_ expression: Expression) -> Value? {
    value(of: expression).flatMap { isPlain($0) ? $0 : nil }
  }

  private func isPlain(_ value: Value) -> Bool {
    let classes = [
      "int", "float", "bool", "str", "bytes", "list", "tuple", "dict", "NoneType", "complex", "range",
    ]
    return classes.contains(machine.fullTypeName(of: value))
  }

  private func attribute(_ name: String, of value: Value) -> Value? {
    if let own = machine.plainAttribute(name, of: value) { return own }
    guard let type = Optional(machine.typeObject(of: value)) else { return nil }
    let found = machine.classAttribute(name, of: type)
    let plainKinds = ["property", "function", "builtin_function_or_method", "classmethod", "staticmethod"]
    return found.flatMap { plainKinds.contains(machine.typeName(of: $0)) ? nil : $0 }
  }

  private func value(of left: Expression, _ comparisons: [Comparison]) -> Value? {
    guard var left = plain(left) else { return nil }
    var result = Value.bool(true)
    for comparison in comparisons {
      guard let right = plain(comparison.right),
        let answer = attempt({ () throws(Raised) in
          try machine.compare(comparison.op, left, right)
        })
      else { return nil }
      result = answer
      if case .bool(false) = answer { return answer }
      left = right
    }
    return result
  }

  private func value(of op: BooleanOperator, _ operands: [Expression]) -> Value? {
    var result: Value?
    for operand in operands {
      guard let value = plain(operand), let isTrue = try? machine.isTrue(value) else { return nil }
      result = value
      if isTrue == (op == .or) { return value }
    }
    return result
  }

  private static let pureFunctions: Set<String> = [
    "len", "abs", "ord", "chr", "hex", "bin", "oct", "int", "float", "bool", "round", "list",
    "tuple", "range", "str", "repr", "complex",
  ]

  private func call(_ function: Expression, _ arguments: [Argument]) -> Value? {
    guard case .name(let name) = function.kind, case let text = names.text(name),
      Self.pureFunctions.contains(text), let callee = value(of: function),
      machine.builtin(text)?.isIdentical(to: callee) ?? false
    else { return nil }
    var values: [Value] = []
    for argument in arguments {
      guard case .positional(let expression) = argument, let value = plain(expression) else {
        return nil
      }
      values.append(value)
    }
    return attempt { () throws(Raised) in try machine.call(callee, values) }
  }

  private func attempt(_ body: () throws(Raised) -> Value) -> Value? {
    do throws(Raised) {
      return try body()
    } catch {
      machine.discardPending()
      return nil
    }
  }
}

extension Expression {
  /// Whether it is a literal, or a display of nothing but literals.
  var isLiteral: Bool {
    switch kind {
    case .constant: true
    case .unary(.negate, let operand), .unary(.plus, let operand): operand.isLiteral
    case .list(let items), .tuple(let items), .set(let items): items.allSatisfy(\.isLiteral)
    case .dict(let items):
      items.allSatisfy { item in
        guard case .pair(let key, let value) = item else { return false }
        return key.isLiteral && value.isLiteral
      }
    default: false
    }
  }
}
