/// Every operation by name.
///
/// A binding resolves a name once and keeps the `Overloads`; frequent calls then go through a row's typed entry
/// and others through `call`.
public struct OpTable: Sendable {
  /// The rows in the order of the families.
  public let rows: [Op]
  private let named: [String: Overloads]

  public static let shared = OpTable(
    Op.pointwiseRows + Op.arithmeticRows + Op.reductionRows + Op.shapingRows + Op.otherRows
      + Op.activationRows + Op.lossRows + Op.networkRows + Op.positionRows + Op.sortingRows
      + Op.selectionRows + Op.extremeRows + Op.scanRows + Op.spreadRows + Op.quantileRows
      + Op.countingRows + Op.distanceRows + Op.layoutRows + Op.productRows + Op.specialRows
      + Op.complexRows + Op.samplingRows + Op.becomingRows + Op.newRows + Op.polynomialRows + Op.windowRows
      + Op.resizingRows)

  private init(_ rows: [Op]) {
    self.rows = rows
    var named: [String: Overloads] = [:]
    named.reserveCapacity(rows.count * 2)
    for row in rows {
      named[row.name, default: Overloads(name: row.name)].rows.append(row)
      if row.variants.contains(.inPlace) {
        let name = row.name + "_"
        named[name, default: Overloads(name: name, isInPlace: true)].rows.append(row)
      }
    }
    for (alias, name) in OpTable.aliases {
      if let overloads = named[name] { named[alias] = overloads.renamed(alias) }
      if let overloads = named[name + "_"] { named[alias + "_"] = overloads.renamed(alias + "_") }
    }
    self.named = named
  }

  /// The operations of a name; `add_` gives the in-place variants of `add`.
  public subscript(name: String) -> Overloads? { named[name] }
  public var names: [String] { Array(named.keys) }
}

/// The rows of one name, tried in order.
public struct Overloads: Sendable {
  public let name: String
  /// Whether rows are called to write into their first argument.
  public let isInPlace: Bool
  public fileprivate(set) var rows: [Op] = []

  init(name: String, isInPlace: Bool = false) {
    self.name = name
    self.isInPlace = isInPlace
  }

  /// Only the rows that can be called in a way; all of them if none says so.
  public func limited(to variant: Op.Variants) -> Overloads {
    var result = self
    result.rows = rows.filter { $0.variants.contains(variant) }
    return result.rows.isEmpty ? self : result
  }

  fileprivate func renamed(_ name: String) -> Overloads {
    var result = Overloads(name: name, isInPlace: isInPlace)
    result.rows = rows
    return result
  }

  /// What PyTorch says of a call whose arguments, with the keywords as they were written, do not fit.
  public func explanation(
    _ arguments: [Argument], _ keywords: [(name: String, value: Argument)], as form: CallForm, _ context: TorchContext
  ) -> TensorError {
    Binder(name, rows, form).explanation(arguments, keywords, context).error
  }

  /// Calls the first row that the arguments fit. For a method call the tensor is the first argument.
  public func call(
    _ arguments: [Argument], keywords: [(name: String, value: Argument)] = [], as form: CallForm = .function,
    _ context: TorchContext
  ) throws -> Value {
    let binder = Binder(name, rows, form)
    let (row, values) = try binder.bind(arguments, keywords, context)
    do {
      return try isInPlace
        ? .tensor(row.callInPlace(Arguments(values, context)))
        : row.call(Arguments(values, context))
    } catch let error as TensorError where error.kind == .argument {
      throw binder.explanation(arguments, keywords, context).error
    }
  }
}

extension Op {
  /// Computes the result from arguments in the order of the schema.
  public func call(_ arguments: Arguments) throws -> Value {
    if variants.contains(.functional), let plain = withoutInPlace(arguments) {
      return try .tensor(generalInPlace(plain))
    }
    switch forward {
    case .unary: return try .tensor(unary(arguments.tensor(0)))
    case .function(let loop, let numbers):
      return try .tensor(mapped(arguments.tensor(0), loop, numbers(arguments)))
    case .binary: return try .tensor(callBinary(arguments))
    case .general(let body): return try body(arguments)
    case .inFloat32(let body): return try widening(arguments, body)
    case .internalOnly: throw TensorError.notSupported("calling \(name)")
    }
  }

  private func callBinary(_ arguments: Arguments) throws -> Tensor {
    let alpha = try schemaHasAlpha ? arguments.scalar(2) : 1
    if case .tensor(let x) = arguments[0], case .tensor(let y) = arguments[1] {
      if self === Op.add { return alpha == 1 ? try x.add(y) : try x.add(y, alpha: alpha) }
      if self === Op.sub { return try x.sub(y, alpha: alpha) }
      return try binary(x, y)
    }
    if case .tensor(let x) = arguments[0] {
      let other = try arguments.scalar(1)
      return try callScalar(x, alpha == 1 ? other : other.times(alpha))
    }
    return try binary(arguments.tensor(0), arguments.tensor(1))
  }

  fileprivate var schemaHasAlpha: Bool { self === Op.add || self === Op.sub }

  /// An operation of two operands with a number as the second.
  public func callScalar(_ x: Tensor, _ other: Scalar) throws -> Tensor {
    if self === Op.add { return try x.add(other) }
    if self === Op.sub { return try x.sub(other) }
    if self === Op.mul { return try x.mul(other) }
    if self === Op.div { return try x.div(other) }
    guard case .binary(_, let rule) = forward else { throw TensorError.notSupported("\(name) of a number") }
    if rule == .bool || !x.requiresGrad { return try binary(x, scalar: other) }
    if let recorded = Op.withNumbers[name] {
      return recorded.record(try binary(x, scalar: other), x) { $0.firstNumber = other.double }
    }
    return try binary(x, x.operand(other))
  }

  /// Writes the result into the first argument.
  func callInPlace(_ arguments: Arguments) throws -> Tensor {
    switch forward {
    case .unary: return try unaryInPlace(arguments.tensor(0))
    case .function, .general, .inFloat32: return try generalInPlace(arguments)
    case .binary:
      let x = try arguments.tensor(0)
      let alpha = try schemaHasAlpha ? arguments.scalar(2) : 1
      if case .tensor(let other) = arguments[1] { return try binaryInPlace(x, other, alpha: alpha) }
      let number = try arguments.scalar(1)
      return try binaryInPlace(
        x, x.operand(number), alpha: alpha, recordedAs: Op.withNumbers[name], number: number.double)
    default: throw TensorError.notSupported("\(name)_")
    }
  }

  /// The typed way to call the operation in place.
  public var fastInPlaceEntry: Entry {
    switch forward {
    case .unary: return .unary { [unowned(unsafe) self] in try unaryInPlace($0) }
    case .binary: return .binary { [unowned(unsafe) self] in try binaryInPlace($0, $1) }
    default: return .none
    }
  }

  /// The typed way to call the operation.
  public var fastEntry: Entry {
    if case .none = entry {} else { return entry }
    switch forward {
    case .unary: return .unary { [unowned(unsafe) self] in try unary($0) }
    case .binary:
      if self === Op.sub { return .binary { try $0.sub($1) } }
      return .binary { [unowned(unsafe) self] in try binary($0, $1) }
    default: return .none
    }
  }
}

extension Op {
  /// The arguments with `inplace` false if it is true, else nil.
  fileprivate func withoutInPlace(_ arguments: Arguments) -> Arguments? {
    guard let index = schema.inPlaceIndex, arguments.bool(index) else { return nil }
    var values = arguments.values
    values[index] = .bool(false)
    return Arguments(values, arguments.context)
  }

  /// The operation computed from a copy of the first argument and written back into it.
  fileprivate func generalInPlace(_ arguments: Arguments) throws -> Tensor {
    let target = try arguments.tensor(0)
    for argument in arguments.values {
      if case .tensor(let tensor) = argument { try target.checkInPlace(with: tensor) }
    }
    var values = arguments.values
    values[0] = try .tensor(Op.records(target) ? target.shallowCopyOfValues() : target)
    let row = Op.inPlaceTwins[name] ?? self
    guard case .tensor(let result) = try row.call(Arguments(values, arguments.context)) else {
      throw TensorError.notSupported("\(name)_")
    }
    return try result.replacing(target)
  }
}

extension Tensor {
  /// Writes this result into `target`, which takes over its history.
  func replacing(_ target: Tensor) throws -> Tensor {
    try target.checkInPlace(with: self)
    try target.checkCast(from: dtype)
    try checkTarget(target, shape)
    try target.write(self)
    target.bumpVersion()
    if requiresGrad, let node { node.op.rebase(target, on: node) }
    return target
  }
}

extension Scalar {
  fileprivate func times(_ factor: Scalar) -> Scalar {
    if case .int(let a) = self, case .int(let b) = factor { return .int(a &* b) }
    return .double(double * factor.double)
  }
}

extension Op {
  static var pointwiseRows: [Op] {
    [
      exp, expm1, exp2, log, log2, log10, log1p, sqrt, rsqrt, reciprocal, sin, cos, tan, asin, acos,
      atan, sinh, cosh, tanh, sigmoid, erf, neg, abs, relu, reluFunctional, sign, floor, ceil, round, trunc,
      logicalNot, isnan, isinf, isfinite, bitwiseNot, clamp, where_, to,
    ]
  }
  static var arithmeticRows: [Op] {
    [
      add, sub, rsubTensor, rsub, mul, div, divMode, floorDivide, remainder, fmod, powScalar, powTensor,
      powOfScalar, maximum, minimum, hypot, copysign, nextafter, eq, ne, lt, le, gt, ge, logicalAnd, logicalOr, logicalXor,
      bitwiseAnd, bitwiseOr, bitwiseXor, equal, allclose,
    ]
  }
  static var reductionRows: [Op] {
    [
      sum, sumDims, mean, meanDims, max, maxDim, maxOther, min, minDim, minOther, argmax, argmin, prod,
      prodDim, variance, varianceDims, std, stdDims, norm, any, all, cumsum,
    ]
  }
  static var shapingRows: [Op] {
    [
      viewOp, reshape, flatten, t, transpose, permute, unsqueeze, squeeze, squeezeDim, squeezeDims,
      expandOp, clone, contiguous, detach, select, slice, narrow, asStrided, cat, stack, split,
      splitSizes, chunk, unbind, index, indexPut, indexSelect, maskedFillTensor, maskedFill, maskedSelect,
    ]
  }
  static var otherRows: [Op] {
    [
      mm, addmm, mv, dot, bmm, matmul, linear, softmax, logSoftmax, nllLoss, crossEntropy, mseLoss,
      l1Loss, klDiv, xlogy, xlogyByNumber, xlogyOfNumber, zero, fillByTensor, fill, copy, zeros,
      ones, empty, full, eye, eyeRectangle, arange, arangeStart, linspace, zerosLike, onesLike,
      emptyLike, randLike, randnLike, fullLike, rand, randn, randint, randintLow, randperm, uniform,
      normal, bernoulliInPlace, exponential, bernoulli,
    ]
  }
}
