/// The abstract syntax of Python 3.11, with the names of CPython's `ast` module.
///
/// Each node is one class instance whose `kind` holds its parts, so that a parse costs one
/// allocation per node. Positions are those of CPython: lines from 1, columns from 0 in
/// UTF-8 bytes of the line, the end exclusive.

/// Where a piece of source stands.
public struct SourceRange: Equatable, Sendable {
  public var line: Int32
  public var column: Int32
  public var endLine: Int32
  public var endColumn: Int32

  public init(line: Int32, column: Int32, endLine: Int32, endColumn: Int32) {
    self.line = line
    self.column = column
    self.endLine = endLine
    self.endColumn = endColumn
  }
}

/// An expression: `ast.expr`.
public final class Expression {
  public let kind: Kind
  public let range: SourceRange

  public init(_ kind: Kind, _ range: SourceRange) {
    self.kind = kind
    self.range = range
  }

  public enum Kind {
    case constant(Constant)
    case name(Name)
    case binary(Expression, BinaryOperator, Expression)
    case unary(UnaryOperator, Expression)
    /// `a and b and c`: at least two operands, short-circuiting.
    case boolean(BooleanOperator, [Expression])
    /// `a < b <= c`: `comparisons` has at least one element.
    case compare(Expression, [Comparison])
    case call(Expression, [Argument])
    case attribute(Expression, Name)
    case `subscript`(Expression, Expression)
    /// Only directly inside a subscript or a tuple that is one.
    case slice(lower: Expression?, upper: Expression?, step: Expression?)
    case list([Expression])
    case tuple([Expression])
    case set([Expression])
    case dict([DictItem])
    case lambda(Parameters, body: Expression)
    case conditional(test: Expression, then: Expression, otherwise: Expression)
    case listComprehension(Expression, [Generator])
    case setComprehension(Expression, [Generator])
    case dictComprehension(key: Expression, value: Expression, [Generator])
    case generatorExpression(Expression, [Generator])
    /// `*x` in a call-free context: displays, targets, subscripts.
    case starred(Expression)
    /// `name := value`
    case namedExpression(name: Expression, value: Expression)
    case yield(Expression?)
    case yieldFrom(Expression)
    case await(Expression)
    /// An f-string; adjacent literals are already joined.
    case joinedString([StringPart])
  }
}

extension Expression {
  /// Whether it is `*x`.
  var isStarred: Bool {
    if case .starred = kind { true } else { false }
  }
}

/// A literal value.
public enum Constant {
  case none, `true`, `false`, ellipsis
  /// The digits of an integer literal that fits 64 bits.
  case int(Int)
  /// A larger one: its digits in base 10, 16, 8 or 2, without prefix and underscores.
  case bigInt(digits: String, base: Int)
  case float(Double)
  /// The imaginary part of `3j`.
  case imaginary(Double)
  /// Text as Unicode code points, so that lone surrogates (`'\ud800'`) survive.
  case string(StringLiteral)
  case bytes([UInt8])
}

/// The text of a string literal. Almost all are plain Swift strings; one with lone surrogates
/// keeps its code points.
public enum StringLiteral {
  case text(String)
  case codePoints([UInt32])
}

/// A piece of an f-string.
public enum StringPart {
  case literal(StringLiteral)
  /// `{expression!conversion:spec}`. `{x=}` arrives as a literal `x=` before it, with
  /// conversion `r` where neither conversion nor spec was given.
  case field(Expression, conversion: Conversion, spec: [StringPart]?)

  public enum Conversion: Sendable { case none, str, repr, ascii }
}

public struct Comparison {
  public let op: CompareOperator
  public let right: Expression
  public init(op: CompareOperator, right: Expression) { self.op = op; self.right = right }
}

/// One argument of a call, in source order.
public enum Argument {
  case positional(Expression)
  case keyword(Name, Expression, SourceRange)
  /// `*iterable`
  case iterable(Expression)
  /// `**mapping`
  case mapping(Expression)
}

public enum DictItem {
  case pair(key: Expression, value: Expression)
  /// `**mapping`
  case mapping(Expression)
}

/// `for target in iterable if condition ...` of a comprehension.
public struct Generator {
  public let target: Expression
  public let iterable: Expression
  public let conditions: [Expression]
  public let isAsync: Bool
  public init(target: Expression, iterable: Expression, conditions: [Expression], isAsync: Bool) {
    self.target = target
    self.iterable = iterable
    self.conditions = conditions
    self.isAsync = isAsync
  }
}

public enum BinaryOperator: UInt8, CaseIterable, Sendable {
  case add, subtract, multiply, matrixMultiply, divide, floorDivide, modulo, power
  case leftShift, rightShift, bitAnd, bitOr, bitXor
}

public enum UnaryOperator: UInt8, CaseIterable, Sendable { case negate, plus, invert, not }

public enum BooleanOperator: UInt8, Sendable { case and, or }

public enum CompareOperator: UInt8, CaseIterable, Sendable {
  case less, lessEqual, equal, notEqual, greater, greaterEqual, `is`, isNot, `in`, notIn

  /// Whether it looks into its operands: all but `is` and `is not`.
  var isComputed: Bool { self != .is && self != .isNot }
}

/// The parameters of a function or lambda: `ast.arguments`.
public struct Parameters {
  public var positionalOnly: [Parameter] = []
  public var positionalOrKeyword: [Parameter] = []
  /// `*args`
  public var variadic: Parameter?
  public var keywordOnly: [Parameter] = []
  /// `**kwargs`
  public var keywordVariadic: Parameter?
  public init() {}
}

public struct Parameter {
  public let name: Name
  public let annotation: Expression?
  public let defaultValue: Expression?
  public let range: SourceRange
  public init(name: Name, annotation: Expression?, defaultValue: Expression?, range: SourceRange) {
    self.name = name
    self.annotation = annotation
    self.defaultValue = defaultValue
    self.range = range
  }
}

/// A statement: `ast.stmt`. For a decorated definition, `range` begins at `def` or `class`.
public final class Statement {
  public let kind: Kind
  public let range: SourceRange

  public init(_ kind: Kind, _ range: SourceRange) {
    self.kind = kind
    self.range = range
  }

  public enum Kind {
    case expression(Expression)
    /// `a = b = value`: targets from left to right.
    case assign(targets: [Expression], value: Expression)
    case augmentedAssign(target: Expression, BinaryOperator, value: Expression)
    /// `isSimple`: a bare, unparenthesized name.
    case annotatedAssign(target: Expression, annotation: Expression, value: Expression?, isSimple: Bool)
    case `return`(Expression?)
    case delete([Expression])
    case pass, `break`, `continue`
    case `if`(test: Expression, then: [Statement], otherwise: [Statement])
    case `while`(test: Expression, body: [Statement], otherwise: [Statement])
    case `for`(target: Expression, iterable: Expression, body: [Statement], otherwise: [Statement], isAsync: Bool)
    case `try`(body: [Statement], handlers: [ExceptHandler], otherwise: [Statement], finally: [Statement], isStar: Bool)
    case with([WithItem], body: [Statement], isAsync: Bool)
    case raise(Expression?, cause: Expression?)
    case assert(test: Expression, message: Expression?)
    case function(FunctionDefinition)
    case `class`(ClassDefinition)
    case `import`([ImportAlias])
    /// `from ..module import names`; `*` is an alias named `*`.
    case importFrom(module: String?, names: [ImportAlias], level: Int)
    case global([Name])
    case nonlocal([Name])
    case match(subject: Expression, cases: [MatchCase])
  }
}

public final class FunctionDefinition {
  public let name: Name
  public let parameters: Parameters
  public let body: [Statement]
  /// In the library's texts the body is empty and stands here.
  public let deferredBody: DeferredBody?
  public let decorators: [Expression]
  public let returns: Expression?
  public let isAsync: Bool
  public init(name: Name, parameters: Parameters, body: [Statement],
              deferredBody: DeferredBody? = nil, decorators: [Expression] = [],
              returns: Expression? = nil, isAsync: Bool = false) {
    self.name = name
    self.parameters = parameters
    self.body = body
    self.deferredBody = deferredBody
    self.decorators = decorators
    self.returns = returns
    self.isAsync = isAsync
  }
}

public final class ClassDefinition {
  public let name: Name
  /// Bases, starred bases and keywords, in source order.
  public let arguments: [Argument]
  public let body: [Statement]
  public let decorators: [Expression]
  public init(name: Name, arguments: [Argument], body: [Statement], decorators: [Expression]) {
    self.name = name
    self.arguments = arguments
    self.body = body
    self.decorators = decorators
  }
}

public struct ExceptHandler {
  /// nil for a bare `except:`
  public let type: Expression?
  public let name: Name?
  public let body: [Statement]
  public let range: SourceRange
  public init(type: Expression?, name: Name?, body: [Statement], range: SourceRange) {
    self.type = type
    self.name = name
    self.body = body
    self.range = range
  }
}

public struct WithItem {
  public let context: Expression
  public let target: Expression?
  public init(context: Expression, target: Expression?) { self.context = context; self.target = target }
}

public struct ImportAlias {
  /// Dotted for `import a.b`.
  public let name: String
  public let alias: Name?
  /// The variable it binds: the alias, or the name up to its first dot.
  public let variable: Name
  public let range: SourceRange
  public init(name: String, alias: Name?, variable: Name, range: SourceRange) {
    self.name = name
    self.alias = alias
    self.variable = variable
    self.range = range
  }
}

public struct MatchCase {
  public let pattern: Pattern
  public let guardTest: Expression?
  public let body: [Statement]
  public init(pattern: Pattern, guardTest: Expression?, body: [Statement]) {
    self.pattern = pattern
    self.guardTest = guardTest
    self.body = body
  }
}

/// A pattern of a `match` statement: `ast.pattern`.
public final class Pattern {
  public let kind: Kind
  public let range: SourceRange
  public init(_ kind: Kind, _ range: SourceRange) { self.kind = kind; self.range = range }

  public enum Kind {
    /// Compared with `==`.
    case value(Expression)
    /// `None`, `True`, `False`: compared with `is`.
    case singleton(Constant)
    case sequence([Pattern])
    /// `{key: pattern, **rest}`
    case mapping(keys: [Expression], patterns: [Pattern], rest: Name?)
    case `class`(Expression, positional: [Pattern], keywords: [(name: Name, pattern: Pattern)])
    /// `*name`; nil for `*_`.
    case star(Name?)
    /// `pattern as name`; both nil for `_`, pattern nil for a bare capture.
    case capture(Pattern?, name: Name?)
    case or([Pattern])
  }
}

/// A parsed source text.
public struct Module {
  public let body: [Statement]
  /// What the names of the tree spell.
  public let names: NameTable
}
