/// What CPython's compiler warns about: code that runs, but hardly does what was meant.
extension Compiler {
  private func warn(_ text: String) {
    runtime.syntaxWarnings.append(SyntaxWarningNote(line: Int(range.line), text: text))
  }

  /// `x is 5`: identity of values that need not be one object.
  func warnAboutIdentity(_ left: Expression, _ comparisons: [Comparison]) {
    var left = left
    for comparison in comparisons {
      let isIdentity = comparison.op == .is || comparison.op == .isNot
      if isIdentity, left.isLiteralValue || comparison.right.isLiteralValue {
        let isEqual = comparison.op == .is
        warn("\"\(isEqual ? "is" : "is not")\" with a literal. Did you mean \"\(isEqual ? "==" : "!=")\"?")
      }
      left = comparison.right
    }
  }

  /// `assert (test, message)`
  func warnAboutAssertion(_ test: Expression) {
    guard case .tuple(let items) = test.kind, !items.isEmpty else { return }
    warn("assertion is always true, perhaps remove parentheses?")
  }

  /// `(1)(2)`: a display or literal is called.
  func warnAboutCall(_ callee: Expression) {
    if case .lambda = callee.kind { return }
    guard let name = callee.literalTypeName else { return }
    warn("'\(name)' object is not callable; perhaps you missed a comma?")
  }

  /// `[1][2, 3]`: a display or literal with an index it does not take.
  func warnAboutIndex(_ container: Expression, _ index: Expression) {
    guard let name = container.literalTypeName, name != "dict" else { return }
    guard ["str", "bytes", "tuple", "list"].contains(name) else {
      return warn("'\(name)' object is not subscriptable; perhaps you missed a comma?")
    }
    guard let indexName = index.literalTypeName, indexName != "int", indexName != "bool" else { return }
    warn("\(name) indices must be integers or slices, not \(indexName); perhaps you missed a comma?")
  }
}

extension Expression {
  /// Whether it is a number, text or tuple of such, which the compiler makes a constant of.
  fileprivate var isLiteralValue: Bool {
    switch kind {
    case .constant(.none), .constant(.true), .constant(.false), .constant(.ellipsis): false
    case .constant: true
    case .unary(.negate, let operand): operand.isLiteralValue
    case .tuple(let items):
      items.allSatisfy { item in
        if case .constant = item.kind { return true }
        return item.isLiteralValue
      }
    default: false
    }
  }

  /// The class of the value of a literal, display or function expression.
  fileprivate var literalTypeName: String? {
    switch kind {
    case .constant(let constant): constant.typeName
    case .tuple: "tuple"
    case .list, .listComprehension: "list"
    case .dict, .dictComprehension: "dict"
    case .set, .setComprehension: "set"
    case .generatorExpression: "generator"
    case .lambda: "function"
    case .joinedString: "str"
    default: nil
    }
  }
}

extension Constant {
  fileprivate var typeName: String {
    switch self {
    case .none: "NoneType"
    case .true, .false: "bool"
    case .ellipsis: "ellipsis"
    case .int, .bigInt: "int"
    case .float: "float"
    case .imaginary: "complex"
    case .string: "str"
    case .bytes: "bytes"
    }
  }
}
