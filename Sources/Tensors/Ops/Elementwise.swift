import CLoops

// How rows of one pass are run: types, broadcasting, the loop, the record.

extension Op {
  /// The pass over one operand.
  @inline(__always) func unary(_ x: Tensor) throws -> Tensor {
    guard case .unary(let loop, let rule) = forward else { preconditionFailure(name) }
    var operand = x
    if rule == .floating && x.dtype.isIntegral { operand = try x.to(.float32) }
    let result = try operand.emptyLike(rule == .bool ? .bool : operand.dtype)
    let status = runUnary(loop, operand, into: result)
    if status != CL_OK, operand.dtype.isHalf {
      let wide = try asHalf(operand.dtype) { try noGrad { try unary(operand.detach().to(.float32)) } }
      return record(rule == .bool ? wide : try wide.converted(to: operand.dtype), operand)
    }
    try check(status, self, operand.dtype)
    return record(result, operand)
  }

  /// Runs a computation in float32 that stands for one in half precision; its error names the latter.
  private func asHalf(_ dtype: DType, _ body: () throws -> Tensor) throws -> Tensor {
    do {
      return try body()
    } catch let error as TensorError
      where error.kind == .notImplemented && !error.message.hasPrefix("cellgrad")
    {
      throw refusal(of: dtype)
    }
  }

  /// The pass over one operand, written into it.
  func unaryInPlace(_ x: Tensor) throws -> Tensor {
    guard case .unary(let loop, let rule) = forward else { preconditionFailure(name) }
    if rule == .bool {
      try noGrad { try x.checkInPlace() }
      try x.write(noGrad { try unary(x.detach()) })
      x.bumpVersion()
      return x
    }
    try x.checkInPlace()
    if rule == .floating { try x.checkCast(from: x.dtype.isIntegral ? .float32 : x.dtype) }
    let original = try saves.contains(.first) && Op.records(x) ? x.shallowCopyOfValues() : x
    let status = runUnary(loop, x, into: x)
    if status != CL_OK, x.dtype.isHalf {
      try x.write(noGrad { try unary(x.detach()) })
    } else {
      try check(status, self, x.dtype)
    }
    x.bumpVersion()
    return recordInPlace(x, original)
  }

  @inline(__always)
  private func runUnary(_ loop: cl_unary_op, _ x: Tensor, into out: Tensor) -> cl_status {
    if x.isContiguous && out.isContiguous || x.strides == out.strides && x.isDense {
      return cl_unary_flat(loop, x.dtype.rawValue, Int64(x.count), out.data, x.data)
    }
    var iterator = Iterator.make(out, x)
    var parameters = cl_parameters()
    return cl_unary(loop, x.dtype.rawValue, &iterator, &parameters)
  }

  /// The pass over two operands.
  @inline(__always) func binary(_ a: Tensor, _ b: Tensor) throws -> Tensor {
    guard case .binary(let loop, let rule) = forward else { preconditionFailure(name) }
    if a.dtype == b.dtype && a.shape == b.shape && a.isContiguous && b.isContiguous
      && !(rule == .floating && a.dtype.isIntegral) && !a.dtype.isHalf
    {
      let result = try Tensor.uninitialized(a.shape, count: a.count, rule == .bool ? .bool : a.dtype)
      try check(
        cl_binary_flat(loop, a.dtype.rawValue, Int64(a.count), result.data, a.data, 1, b.data, 1),
        self, a.dtype)
      return record(result, a, b)
    }
    return try broadcastBinary(loop, rule, a, b)
  }

  @inline(never)
  private func broadcastBinary(
    _ loop: cl_binary_op, _ rule: BinaryResult, _ a: Tensor, _ b: Tensor
  ) throws -> Tensor {
    let dtype = computeType(rule, resultType(a, b))
    if dtype.isHalf && !cl_binary_supported(loop, dtype.rawValue) {
      let wide = try asHalf(dtype) {
        // Integers are rounded to the half type first.
        let operands = try [a, b].map { try ($0.dtype.isIntegral ? $0.to(dtype) : $0.detach()).to(.float32) }
        return try noGrad { try binary(operands[0], operands[1]) }
      }
      return record(rule == .bool ? wide : try wide.converted(to: dtype), a, b)
    }
    let first = try a.converted(to: dtype)
    let second = try b.converted(to: dtype)
    let shape = try broadcast(a.shape, b.shape)
    let resultDType = rule == .bool ? DType.bool : dtype
    let keepsOrder = a.shape == b.shape && a.strides == b.strides
    let result = try keepsOrder ? a.emptyLike(resultDType) : Tensor.empty(shape, resultDType)
    try run(loop, first, second, into: result)
    return record(result, a, b)
  }

  /// Runs the pass over operands of one type, broadcast to the shape of `out`.
  func run(_ loop: cl_binary_op, _ a: Tensor, _ b: Tensor, into out: Tensor, alpha: Scalar = 1) throws {
    var iterator = Iterator.make(out, a, b)
    var parameters = cl_parameters(
      first: alpha.double, second: 0, first_integer: Int64(alpha.int), second_integer: 0)
    try check(cl_binary(loop, a.dtype.rawValue, &iterator, &parameters), self, a.dtype)
  }

  /// The pass over a tensor and a number. The number's type matters only if its category is higher.
  @inline(__always)
  func binary(_ a: Tensor, scalar: Scalar, reversed: Bool = false) throws -> Tensor {
    guard case .binary(let loop, let rule) = forward else { preconditionFailure(name) }
    let dtype = computeType(rule, resultType(a, scalar))
    if dtype.isHalf {
      let wide = try asHalf(dtype) {
        try binary(a.converted(to: .float32), scalar: scalar, reversed: reversed)
      }
      return rule == .bool ? wide : try wide.converted(to: dtype)
    }
    let operand = try a.converted(to: dtype)
    let result = try operand.emptyLike(rule == .bool ? .bool : dtype)
    var element: (UInt64, UInt64) = (0, 0)
    let status = withUnsafeMutableBytes(of: &element) { bytes in
      scalar.store(to: bytes.baseAddress!, dtype)
      if operand.isContiguous || operand.strides == result.strides {
        return reversed
          ? cl_binary_flat(
            loop, dtype.rawValue, Int64(a.count), result.data, bytes.baseAddress!, 0, operand.data, 1)
          : cl_binary_flat(
            loop, dtype.rawValue, Int64(a.count), result.data, operand.data, 1, bytes.baseAddress!, 0)
      }
      var parameters = cl_parameters()
      var iterator = Iterator.make(result, operand, operand)
      Iterator.set(&iterator, operand: reversed ? 1 : 2, toSingle: bytes.baseAddress!)
      return cl_binary(loop, dtype.rawValue, &iterator, &parameters)
    }
    try check(status, self, dtype)
    return result
  }

  @inline(__always) private func computeType(_ rule: BinaryResult, _ dtype: DType) -> DType {
    rule == .floating && dtype.isIntegral ? .float32 : dtype
  }

  /// Writes the pass over `target` and another operand into `target`.
  ///
  /// `recordedAs` is the row that stands in the graph if it is another one, with `number` as its number.
  func binaryInPlace(
    _ target: Tensor, _ other: Tensor, alpha: Scalar = 1, recordedAs: Op? = nil, number: Double = 1
  ) throws -> Tensor {
    if self === Op.sub { try Tensor.refuseSubtractionOfBools(target.dtype, other.dtype) }
    guard case .binary(let loop, let rule) = forward else { preconditionFailure(name) }
    try rule == .bool && nodeName.isEmpty
      ? noGrad { try target.checkInPlace(with: other) } : target.checkInPlace(with: other)
    let dtype = computeType(rule, resultType(target, other))
    try target.checkCast(from: rule == .bool ? .bool : dtype)
    let shape = try broadcast(target.shape, other.shape)
    try checkTarget(target, shape)
    let keepsFirst = (recordedAs ?? self).saves.contains(.first) || saves.contains(.crosswise) && other.requiresGrad
    let original =
      try keepsFirst && Op.records(target, other) ? target.shallowCopyOfValues() : target
    let operand = try other.overlaps(target) ? other.shallowCopyOfValues() : other
    let chosen = alpha == 1 ? loop : CL_ADD_SCALED
    if dtype == target.dtype && rule != .bool && !dtype.isHalf {
      let factor = loop == CL_SUB && alpha != 1 ? alpha.negated : alpha
      try run(chosen, target, try operand.converted(to: dtype), into: target, alpha: factor)
    } else {
      let result = try noGrad {
        if alpha == 1 { return try binary(target, operand) }
        return try self === Op.sub ? target.sub(operand, alpha: alpha) : target.add(operand, alpha: alpha)
      }
      try target.write(result)
    }
    target.bumpVersion()
    if let recordedAs {
      let recorded = recordedAs.recordInPlace(target, original)
      if Op.records(target), let node = recorded.node { node.firstNumber = number }
      return recorded
    }
    let recorded = recordInPlace(target, original, other)
    if alpha != 1, let node = recorded.node { node.firstNumber = alpha.double }
    return recorded
  }

  /// The pass over one operand with two numbers, recorded with them.
  func mapped(_ x: Tensor, _ loop: cl_unary_op, _ numbers: (Double, Double)) throws -> Tensor {
    if x.dtype.isHalf {
      let wide = try asHalf(x.dtype) { try noGrad { try mapped(x.detach().to(.float32), loop, numbers) } }
      return record(try wide.converted(to: x.dtype), x) { ($0.firstNumber, $0.secondNumber) = numbers }
    }
    let result = try x.emptyLike(x.dtype)
    var iterator = Iterator.make(result, x)
    var parameters = cl_parameters(
      first: numbers.0, second: numbers.1, first_integer: Scalar.double(numbers.0).clampedInt,
      second_integer: Scalar.double(numbers.1).clampedInt)
    let status = cl_unary(loop, x.dtype.rawValue, &iterator, &parameters)
    if status == CL_UNSUPPORTED { throw refusal(of: x.dtype) }
    try check(status, self, x.dtype)
    return record(result, x) { ($0.firstNumber, $0.secondNumber) = numbers }
  }
}

extension Op {
  /// Runs `body` with operands of 16 bits as float32 ones of the same history, and its results in 16 bits again.
  func widening(_ arguments: Arguments, _ body: (Arguments) throws -> Value) throws -> Value {
    var common: DType?
    for case .tensor(let tensor) in arguments.values where tensor.dtype.isFloatingPoint {
      guard tensor.dtype.isHalf, common == nil || common == tensor.dtype else { return try body(arguments) }
      common = tensor.dtype
    }
    guard let dtype = common else { return try body(arguments) }
    var pairs: [(narrow: Tensor, wide: Tensor)] = []
    let values = try arguments.values.map { argument -> Argument in
      guard case .tensor(let tensor) = argument, tensor.dtype == dtype else { return argument }
      let wide = try tensor.widened()
      pairs.append((tensor, wide))
      return .tensor(wide)
    }
    let result = try body(Arguments(values, arguments.context))
    for (narrow, wide) in pairs where wide.version > 0 {
      try narrow.write(wide)
      narrow.bumpVersion()
    }
    return try result.narrowed(to: dtype)
  }
}

extension Tensor {
  /// A float32 copy whose gradients go where this tensor's go.
  fileprivate func widened() throws -> Tensor {
    let wide = try castValues(to: .float32)
    guard requiresGrad else { return wide }
    wide.node = gradientEdge
    wide.outputNumber = outputNumber
    wide.requiresGrad = true
    return wide
  }

  /// This float32 result in a type of 16 bits, as the result of the same node.
  fileprivate func narrowed(to dtype: DType) throws -> Tensor {
    guard self.dtype == .float32 else { return self }
    let narrow = try castValues(to: dtype)
    guard let node else { return narrow }
    node.outputType = dtype
    narrow.node = node
    narrow.outputNumber = outputNumber
    narrow.requiresGrad = true
    return narrow
  }
}

extension Value {
  fileprivate func narrowed(to dtype: DType) throws -> Value {
    switch self {
    case .tensor(let tensor): try .tensor(tensor.narrowed(to: dtype))
    case .tensors(let tensors): try .tensors(tensors.map { try $0.narrowed(to: dtype) })
    case .named(let type, let names, let values):
      try .named(type: type, names: names, values: values.map { try $0.narrowed(to: dtype) })
    case .bool, .none: self
    }
  }
}

extension Scalar {
  var negated: Scalar {
    switch self {
    case .bool(let value): .int(value ? -1 : 0)
    case .int(let value): .int(0 &- value)
    case .double(let value): .double(-value)
    case .complex(let real, let imaginary): .complex(-real, -imaginary)
    }
  }
}

/// Filling the inner loops' iterators from tensors.
enum Iterator {
  /// Operands broadcast to the shape of `out`.
  @inline(__always)
  static func make(_ out: Tensor, _ operands: Tensor...) -> cl_iterator {
    var iterator = cl_iterator()
    let rank = out.rank
    iterator.rank = Int32(rank)
    iterator.operands = Int32(operands.count + 1)
    withUnsafeMutableBytes(of: &iterator.shape) { shape in
      let sizes = shape.bindMemory(to: Int64.self)
      for index in 0..<rank { sizes[index] = Int64(out.shape[index]) }
    }
    set(&iterator, operand: 0, to: out, rank: rank)
    for (index, operand) in operands.enumerated() {
      set(&iterator, operand: index + 1, to: operand, rank: rank)
    }
    return iterator
  }

  private static func set(_ iterator: inout cl_iterator, operand: Int, to tensor: Tensor, rank: Int) {
    let size = tensor.dtype.size
    withUnsafeMutableBytes(of: &iterator.strides) { bytes in
      let strides = bytes.bindMemory(to: Int64.self)
      let missing = rank - tensor.rank
      for index in 0..<rank {
        let own = index - missing
        let steps = own >= 0 && tensor.shape[own] != 1 ? tensor.strides[own] &* size : 0
        strides[operand * Int(CL_MAX_RANK) + index] = Int64(steps)
      }
    }
    setData(&iterator, operand, tensor.data)
  }

  /// Makes an operand go through a dimension from the last entry to the first.
  static func reverse(_ iterator: inout cl_iterator, operand: Int, _ dimension: Int, of tensor: Tensor) {
    var last = 0
    withUnsafeMutableBytes(of: &iterator.strides) { bytes in
      let strides = bytes.bindMemory(to: Int64.self)
      let place = operand * Int(CL_MAX_RANK) + dimension
      last = Int(strides[place]) &* (tensor.shape[dimension] - 1)
      strides[place] = 0 &- strides[place]
    }
    withUnsafeMutableBytes(of: &iterator.data) { bytes in
      let starts = bytes.bindMemory(to: UnsafeMutableRawPointer?.self)
      starts[operand] = starts[operand].map { $0 + last }
    }
  }

  /// Makes an operand one element for every position.
  static func set(
    _ iterator: inout cl_iterator, operand: Int, toSingle element: UnsafeMutableRawPointer
  ) {
    withUnsafeMutableBytes(of: &iterator.strides) { bytes in
      let strides = bytes.bindMemory(to: Int64.self)
      for index in 0..<Int(CL_MAX_RANK) { strides[operand * Int(CL_MAX_RANK) + index] = 0 }
    }
    setData(&iterator, operand, element)
  }

  private static func setData(
    _ iterator: inout cl_iterator, _ operand: Int, _ address: UnsafeMutableRawPointer
  ) {
    withUnsafeMutableBytes(of: &iterator.data) { bytes in
      bytes.bindMemory(to: UnsafeMutableRawPointer?.self)[operand] = address
    }
  }
}

/// The type two operands are computed in: tensors of dimensions outweigh those without, within a category.
@inline(__always) func resultType(_ a: Tensor, _ b: Tensor) -> DType {
  if a.dtype == b.dtype { return a.dtype }
  if (a.rank == 0) == (b.rank == 0) { return DType.promote(a.dtype, b.dtype) }
  let (weighty, light) = a.rank == 0 ? (b, a) : (a, b)
  if light.dtype.category <= weighty.dtype.category { return weighty.dtype }
  return DType.promote(a.dtype, b.dtype)
}

/// The type a tensor and a number are computed in.
@inline(__always) func resultType(_ a: Tensor, _ scalar: Scalar) -> DType {
  if scalar.category <= a.dtype.category { return a.dtype }
  return DType.promote(a.dtype, scalar.dtype())
}

/// The type of the result of arithmetic; nil where an operand is neither a tensor nor a number.
public func resultType(_ a: Argument, _ b: Argument, _ context: TorchContext) -> DType? {
  func isLess(_ number: Scalar, than x: Tensor) -> Bool { number.category <= x.dtype.category }
  func numberType(_ number: Scalar) -> DType { number.dtype(default: context.defaultDType) }
  switch (a, b) {
  case (.tensor(let x), .tensor(let y)): return resultType(x, y)
  case (.tensor(let x), _), (_, .tensor(let x)):
    let other = if case .tensor = a { b } else { a }
    guard let number = other.scalar else { return nil }
    return isLess(number, than: x) ? x.dtype : DType.promote(x.dtype, numberType(number))
  default:
    guard let first = a.scalar, let second = b.scalar else { return nil }
    return DType.promote(numberType(first), numberType(second))
  }
}

extension Tensor {
  /// This tensor in another type, outside the graph; itself if the type is the same.
  @inline(__always) func converted(to dtype: DType) throws -> Tensor {
    self.dtype == dtype ? self : try castValues(to: dtype)
  }

  @inline(never) func castValues(to dtype: DType) throws -> Tensor {
    let result = try emptyLike(dtype)
    var iterator = Iterator.make(result, self)
    try check(cl_cast(self.dtype.rawValue, dtype.rawValue, &iterator), Op.to, self.dtype)
    return result
  }

  /// Copies the values of `source`, broadcast and converted, without a record.
  func write(_ source: Tensor) throws {
    var iterator = Iterator.make(self, source)
    try check(cl_cast(source.dtype.rawValue, dtype.rawValue, &iterator), Op.to, dtype)
  }

  /// A contiguous copy without history, for a formula that needs values an operation is about to change.
  func shallowCopyOfValues() throws -> Tensor {
    let copy = try Tensor.uninitialized(shape, count: count, dtype)
    try copy.write(self)
    copy.node = node
    copy.outputNumber = outputNumber
    copy.requiresGrad = requiresGrad
    return copy
  }

  /// Whether writing into `target` element by element could change values of this tensor not yet read.
  func overlaps(_ target: Tensor) -> Bool {
    guard storage === target.storage, self !== target else { return false }
    return !(data == target.data && shape == target.shape && strides == target.strides)
  }

  /// Refuses an operation that writes into a tensor the graph still needs or that repeats its memory.
  func checkInPlace(with other: Tensor? = nil) throws {
    if isInference && !cl_thread().pointee.inference_mode {
      throw TensorError.runtime(
        "Inplace update to inference tensor outside InferenceMode is not allowed.You can make a clone to "
          + "get a normal tensor before doing inplace update.See "
          + "https://github.com/pytorch/rfcs/pull/17 for more details.")
    }
    if (requiresGrad || other?.requiresGrad == true) && cl_thread().pointee.grad_enabled {
      if requiresGrad && isLeaf && view == nil {
        throw TensorError.runtime(
          "a leaf Variable that requires grad is being used in an in-place operation.")
      }
      try view?.checkInPlace(outputNumber: outputNumber)
    }
    for index in shape.indices where strides[index] == 0 && shape[index] > 1 {
      throw TensorError.runtime(
        "unsupported operation: more than one element of the written-to tensor refers to a single "
          + "memory location. Please clone() the tensor before performing the operation.")
    }
  }

  /// Refuses to store results of a higher category.
  func checkCast(from result: DType) throws {
    guard result.category <= dtype.category else {
      throw TensorError.runtime(
        "result type \(result.scalarTypeName) can't be cast to the desired output type "
          + dtype.scalarTypeName)
    }
  }
}

/// Refuses to write what has a shape of its own into a tensor that operands are broadcast to.
func checkTarget(_ target: Tensor, _ shape: Dims) throws(TensorError) {
  guard shape == target.shape else {
    throw .runtime("output with shape \(target.shape.text) doesn't match the broadcast shape \(shape.text)")
  }
}
