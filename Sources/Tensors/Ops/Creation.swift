import CLoops

// New tensors. Rows with the variant `factory` take the options that every maker of tensors takes; those stand after
// their own arguments: out, dtype, layout, device, pin_memory, requires_grad.

extension Arguments {
  /// A new tensor from a factory's options, which begin at `index`.
  func make(
    _ index: Int, default type: DType? = nil, _ body: (DType) throws -> Tensor
  ) throws -> Value {
    let result = try body(dtype(index + 1) ?? type ?? context.defaultDType)
    if case .bool(true) = self[index + 5] {
      guard result.dtype.isDifferentiable else {
        throw TensorError.runtime(
          "Only Tensors of floating point and complex dtype can require gradients")
      }
      result.requiresGrad = true
    }
    return .tensor(result)
  }
}

extension Op {
  static let zeros = Op(
    "zeros(int[] size)", [.function, .factory], doc: "A tensor of zeros.",
    forward: .general { args in
      let size = try args.ints(0)
      return try args.make(1) { try Tensor.zeros(checking: size, $0) }
    },
    entry: .create { try Tensor.zeros(checking: $0, $1) })
  static let ones = Op(
    "ones(int[] size)", [.function, .factory], doc: "A tensor of ones.",
    forward: .general { args in
      let size = try args.ints(0)
      return try args.make(1) { try Tensor.full(size, 1, $0) }
    },
    entry: .create { try Tensor.ones($0, $1) })
  static let empty = Op(
    "empty(int[] size)", [.function, .factory],
    doc: "A tensor whose elements are not set; here they are zero.",
    forward: .general { args in
      let size = try args.ints(0)
      return try args.make(1) { try Tensor.zeros(size, $0) }
    })
  static let full = Op(
    "full(int[] size, Scalar fill_value)", [.function, .factory],
    doc: "A tensor of one value.",
    forward: .general { args in
      let (size, value) = try (args.ints(0), args.scalar(1))
      return try args.make(2, default: value.dtype(default: args.context.defaultDType)) {
        try Tensor.full(size, value, $0)
      }
    })
  static let eye = Op(
    "eye(int n)", [.function, .factory], doc: "An identity matrix.",
    forward: .general { args in
      let n = try args.int(0)
      return try args.make(1) { try Tensor.eye(n, n, $0) }
    })
  static let eyeRectangle = Op(
    "eye.m(int n, int m)", [.function, .factory],
    doc: "A matrix with ones on the diagonal and zeros elsewhere.",
    forward: .general { args in
      let (n, m) = try (args.int(0), args.int(1))
      return try args.make(2) { try Tensor.eye(n, m, $0) }
    })

  static let arange = Op(
    "arange(Scalar end)", [.function, .factory], doc: "Numbers from 0 below `end`.",
    forward: .general { args in
      let end = try args.scalar(0)
      return try args.range(1, 0, end, 1)
    })
  static let arangeStart = Op(
    "arange.start(Scalar start, Scalar end, Scalar step=1)", [.function, .factory],
    doc: "Numbers from `start` below `end` in steps.",
    forward: .general { args in
      try args.range(3, args.scalar(0), args.scalar(1), args.scalar(2))
    })
  static let rangeWithEnd = Op(
    "range(Scalar start, Scalar end, Scalar step=1)", [.function, .factory],
    doc: "Numbers from `start` to `end`, which is included.",
    forward: .general { args in
      try args.context.warn(
        "torch.range is deprecated and will be removed in a future release because its behavior is inconsistent with "
          + "Python's range builtin. Instead, use torch.arange, which produces values in [start, end).")
      return try args.make(3) { try Tensor.rangeWithEnd(args.scalar(0), args.scalar(1), args.scalar(2), $0) }
    })
  static let scalarTensor = Op(
    "scalar_tensor(Scalar s)", [.function, .factory], doc: "A tensor without dimensions.",
    forward: .general { args in
      let number = try args.scalar(0)
      return try args.make(1) { try Tensor.full(Dims(), number, $0) }
    })
  static let linspace = Op(
    "linspace(Scalar start, Scalar end, int steps)", [.function, .factory],
    doc: "`steps` numbers at equal distances from `start` to `end`.",
    forward: .general { args in
      let (start, end, steps) = try (args.scalar(0), args.scalar(1), args.int(2))
      return try args.make(3) { try Tensor.linspace(start, end, steps, $0) }
    })

  /// A row for a maker that takes its shape and type from another tensor.
  private static func likeRow(
    _ name: String, _ doc: String, _ body: @escaping (Tensor, DType, TorchContext) throws -> Tensor
  ) -> Op {
    Op(
      "\(name)(Tensor self)", [.function, .factory], doc: doc,
      forward: .general { args in
        let x = try args.tensor(0)
        return try args.make(1, default: x.dtype) { try body(x, $0, args.context) }
      })
  }
  static let zerosLike = likeRow("zeros_like", "Zeros in the shape of `input`.") { x, dtype, _ in
    try x.filledLike(0, dtype)
  }
  static let onesLike = likeRow("ones_like", "Ones in the shape of `input`.") { x, dtype, _ in
    try x.filledLike(1, dtype)
  }
  static let emptyLike = likeRow("empty_like", "Zeros in the shape of `input`.") { x, dtype, _ in
    try x.filledLike(0, dtype)
  }
  static let randLike = likeRow("rand_like", "Uniform numbers in the shape of `input`.") {
    try $0.emptyLike($1).uniform_(from: 0, to: 1, $2.generator)
  }
  static let randnLike = likeRow("randn_like", "Normal numbers in the shape of `input`.") {
    try $0.emptyLike($1).normal_(mean: 0, std: 1, $2.generator)
  }
  static let fullLike = Op(
    "full_like(Tensor self, Scalar fill_value)", [.function, .factory],
    doc: "One value in the shape of `input`.",
    forward: .general { args in
      let (x, value) = try (args.tensor(0), args.scalar(1))
      return try args.make(2, default: x.dtype) { try x.filledLike(value, $0) }
    })
}

extension Op {
  /// A row for a new tensor with the type of another.
  private static func newRow(_ name: String, value: Scalar) -> Op {
    Op(
      "\(name)(Tensor self, int[] size)", [.method, .factory], doc: "A new tensor of the type of this one.",
      forward: .general { args in
        let (x, size) = try (args.tensor(0), args.ints(1))
        return try args.make(2, default: x.dtype) { try Tensor.full(size, value, $0) }
      })
  }
  static let newFull = Op(
    "new_full(Tensor self, int[] size, Scalar fill_value)", [.method, .factory],
    doc: "A new tensor of one value and the type of this one.",
    forward: .general { args in
      let (x, size, value) = try (args.tensor(0), args.ints(1), args.scalar(2))
      return try args.make(3, default: x.dtype) { try Tensor.full(size, value, $0) }
    })
  static let newTensor = Op(
    "new_tensor(Tensor self, Any data)", [.method, .factory], doc: "A tensor of data, of the type of this one.",
    forward: .general { args in
      let x = try args.tensor(0)
      return try args.make(2, default: x.dtype) { try Tensor.from(args[1], dtype: $0) }
    })
  static let viewType: Op = Op(
    "view.dtype(Tensor self, ScalarType dtype) -> Tensor", [.method],
    doc: "The same memory as elements of another type.",
    forward: .general { args in
      let x = try args.tensor(0)
      return try .tensor(x.reinterpreted(as: args.dtype(1) ?? x.dtype))
    })
  static var newRows: [Op] {
    [
      newRow("new_zeros", value: 0), newRow("new_ones", value: 1), newRow("new_empty", value: 0), newFull, newTensor, rangeWithEnd, scalarTensor,
      viewType,
    ]
  }
}

extension Tensor {
  /// The same memory as elements of another type; the last dimension changes with the size of an element.
  fileprivate func reinterpreted(as dtype: DType) throws -> Tensor {
    if dtype == self.dtype { return self }
    var (size, steps) = (shape, strides)
    let (old, new) = (self.dtype.size, dtype.size)
    if old != new {
      guard rank > 0 else {
        throw TensorError.runtime(
          "self.dim() cannot be 0 to view \(self.dtype.scalarTypeName) as \(dtype.scalarTypeName) (different element sizes)")
      }
      guard strides[rank - 1] == 1 else {
        throw TensorError.runtime(
          "self.stride(-1) must be 1 to view \(self.dtype.scalarTypeName) as \(dtype.scalarTypeName) "
            + "(different element sizes), but got \(strides[rank - 1])")
      }
      guard shape[rank - 1] * old % new == 0, storageOffset * old % new == 0 else {
        throw TensorError.runtime(
          "self.size(-1) must be divisible by \(new / old) to view \(self.dtype.scalarTypeName) as "
            + "\(dtype.scalarTypeName) (different element sizes), but got \(shape[rank - 1])")
      }
      size[rank - 1] = shape[rank - 1] * old / new
      for index in 0..<(rank - 1) {
        guard strides[index] &* old % new == 0 else {
          throw TensorError.runtime(
            "self.stride(\(index)) must be divisible by \(new / old) to view \(self.dtype.scalarTypeName) as "
              + "\(dtype.scalarTypeName) (different element sizes), but got \(strides[index])")
        }
        steps[index] = strides[index] &* old / new
      }
    }
    let result = Tensor(
      reinterpreting: self, dtype, shape: size, strides: steps, count: size.product ?? 0)
    result.view = ViewOrigin(parent: self, maker: nil)
    return result
  }
}

extension Arguments {
  fileprivate func range(_ index: Int, _ start: Scalar, _ end: Scalar, _ step: Scalar) throws -> Value {
    let isInteger = [start, end, step].allSatisfy { $0.category < 2 }
    return try make(index, default: isInteger ? .int64 : context.defaultDType) {
      try Tensor.arange(start, end, step, $0)
    }
  }
}

extension Tensor {
  /// `zeros` of sizes that a user gave, whose refusal has words of its own.
  fileprivate static func zeros(checking shape: Dims, _ dtype: DType) throws -> Tensor {
    for index in shape.indices where shape[index] < 0 {
      throw TensorError.runtime("zeros: Dimension size must be non-negative.")
    }
    return try zeros(shape, dtype)
  }

  public static func zeros(_ shape: Dims, _ dtype: DType = .float32) throws -> Tensor {
    try full(shape, 0, dtype)
  }

  public static func ones(_ shape: Dims, _ dtype: DType = .float32) throws -> Tensor {
    try full(shape, 1, dtype)
  }

  public static func full(_ shape: Dims, _ value: Scalar, _ dtype: DType) throws -> Tensor {
    let result = try Tensor.empty(shape, dtype)
    try result.setAll(to: value)
    return result
  }

  /// One value in this tensor's shape and order in memory.
  func filledLike(_ value: Scalar, _ dtype: DType) throws -> Tensor {
    let result = try emptyLike(dtype)
    var element: (UInt64, UInt64) = (0, 0)
    withUnsafeMutableBytes(of: &element) { bytes in
      value.store(to: bytes.baseAddress!, dtype)
      cl_fill(dtype.rawValue, result.data, Int64(count), bytes.baseAddress!)
    }
    return result
  }

  public func zerosLike() throws -> Tensor { try filledLike(0, dtype) }
  public func onesLike() throws -> Tensor { try filledLike(1, dtype) }

  public static func eye(_ rows: Int, _ columns: Int, _ dtype: DType = .float32) throws -> Tensor {
    if rows < 0 { throw TensorError.runtime("n must be greater or equal to 0, got \(rows)") }
    if columns < 0 { throw TensorError.runtime("m must be greater or equal to 0, got \(columns)") }
    let result = try zeros(Dims(rows, columns), dtype)
    for index in 0..<Swift.min(rows, columns) {
      Scalar.int(1).store(to: result.data + index * (columns + 1) * dtype.size, dtype)
    }
    return result
  }

  /// Numbers from `start` below `end` in steps.
  public static func arange(
    _ start: Scalar, _ end: Scalar, _ step: Scalar = 1, _ dtype: DType
  ) throws -> Tensor {
    if step.double == 0 { throw TensorError.runtime("step must be nonzero") }
    guard start.double.isFinite, end.double.isFinite else {
      throw TensorError.runtime("unsupported range: \(start.text) -> \(end.text)")
    }
    guard (step.double > 0) == (end.double >= start.double) || end.double == start.double else {
      throw TensorError.runtime("upper bound and lower bound inconsistent with step sign")
    }
    let steps = ((end.double - start.double) / step.double).rounded(.up)
    guard let count = Int(exactly: steps), count >= 0 else {
      throw TensorError.runtime("invalid size, possible overflow?")
    }
    let result = try Tensor.empty(Dims(count), dtype)
    _ = cl_arange(
      dtype.rawValue, result.data, Int64(count), start.double, step.double, Int64(start.int),
      Int64(step.int))
    return result
  }

  /// Numbers from `start` to `end`, which is included, in steps.
  fileprivate static func rangeWithEnd(
    _ start: Scalar, _ end: Scalar, _ step: Scalar, _ dtype: DType
  ) throws -> Tensor {
    if dtype == .bool || dtype.isComplex { throw TensorError.noKernel("range_cpu", dtype) }
    func number(_ scalar: Scalar) -> Double { dtype.isIntegral ? Double(scalar.int) : scalar.double }
    let (first, last, width) = (number(start), number(end), number(step))
    if width == 0 { throw TensorError.runtime("step must be nonzero") }
    guard first.isFinite, last.isFinite else {
      throw TensorError.runtime("unsupported range: \(start.text) -> \(end.text)")
    }
    guard first == last || (width > 0) == (last > first) else {
      throw TensorError.runtime("upper bound and lower bound inconsistent with step sign")
    }
    guard let count = Int(exactly: ((last - first) / width + 1).rounded(.down)) else {
      throw TensorError.runtime("invalid size, possible overflow?")
    }
    let result = try Tensor.empty(Dims(count), dtype)
    _ = cl_arange(dtype.rawValue, result.data, Int64(count), first, width, Int64(start.int), Int64(step.int))
    return result
  }

  /// `steps` numbers at equal distances; the second half is counted back from the end, as PyTorch does.
  public static func linspace(
    _ start: Scalar, _ end: Scalar, _ steps: Int, _ dtype: DType = .float32
  ) throws -> Tensor {
    if steps < 0 { throw TensorError.runtime("number of steps must be non-negative") }
    let result = try Tensor.empty(Dims(steps), dtype)
    if steps == 1 { try result.setAll(to: start) }
    guard steps > 1 else { return result }
    if dtype == .float32 {
      let (first, last) = (Float(start.double), Float(end.double))
      let step = (last - first) / Float(steps - 1)
      let values = result.pointer(to: Float.self)
      for index in 0..<steps {
        values[index] =
          index < steps / 2
          ? first.addingProduct(step, Float(index)) : last.addingProduct(-step, Float(steps - 1 - index))
      }
    } else {
      let step = (end.double - start.double) / Double(steps - 1)
      for index in 0..<steps {
        let value =
          index < steps / 2
          ? start.double.addingProduct(step, Double(index))
          : end.double.addingProduct(-step, Double(steps - 1 - index))
        Scalar.double(value).store(to: result.data + index * dtype.size, dtype)
      }
    }
    return result
  }

  /// A tensor from rows of numbers: nested lists of numbers and tensors of one element, all of one depth.
  ///
  /// The type is the lowest that holds every number, unless given.
  public static func from(
    _ data: Argument, dtype: DType? = nil, default defaultDType: DType = .float32
  ) throws -> Tensor {
    var reader = NestedData(defaultDType: defaultDType)
    try reader.measure(data)
    let type = dtype ?? reader.inferredType ?? defaultDType
    let result = try Tensor.empty(reader.shape, type)
    var position = 0
    try reader.fill(result, data, depth: 0, &position)
    return result
  }
}

extension Tensor {
  /// Calls `body` with the elements of this contiguous tensor, which are of the type `Number`.
  public func withElements<Number, Result, Failure: Error>(
    of _: Number.Type, _ body: (UnsafeMutableBufferPointer<Number>) throws(Failure) -> Result
  ) throws(Failure) -> Result {
    try body(UnsafeMutableBufferPointer(start: pointer(to: Number.self), count: count))
  }
}

/// Reading nested lists of numbers.
private struct NestedData {
  let defaultDType: DType
  private(set) var shape = Dims()
  private(set) var inferredType: DType?

  init(defaultDType: DType) { self.defaultDType = defaultDType }

  /// The sizes from the first entry of each level, and the type from all numbers.
  mutating func measure(_ data: Argument) throws(TensorError) {
    var level = data
    while case .list(let elements, _) = level {
      guard shape.count < Dims.maximum else { throw Dims.tooMany }
      shape.append(elements.count)
      guard let first = elements.first else { break }
      level = first
    }
    if case .tensor(let tensor) = level {
      if shape.count > 0 && tensor.count != 1 {
        throw .value("only one element tensors can be converted to Python scalars")
      }
      if shape.count == 0 { shape = tensor.shape }
    }
    if case .string = level, shape.count > 0 { throw .value("too many dimensions 'str'") }
    try infer(data, depth: 0)
  }

  private mutating func infer(_ data: Argument, depth: Int) throws(TensorError) {
    switch data {
    case .list(let elements, _):
      // Lists that differ in depth may be nested without limit where `measure` did not look.
      guard depth < Dims.maximum else { throw Dims.tooMany }
      for (index, element) in elements.enumerated() {
        if index & 0xFFFF == 0xFFFF, cl_stop_requested() { throw TensorError(.interrupted, "") }
        try infer(element, depth: depth + 1)
      }
    case .tensor(let tensor): join(tensor.dtype)
    case .string: throw .type("new(): invalid data type 'str'")
    default:
      guard let scalar = data.scalar else {
        if data.typeName == "int" { throw .value("Overflow when unpacking long long") }
        throw .runtime("Could not infer dtype of \(data.typeName)")
      }
      join(scalar.dtype(default: defaultDType))
    }
  }

  private mutating func join(_ dtype: DType) {
    inferredType = inferredType.map { DType.promote($0, dtype) } ?? dtype
  }

  func fill(_ result: Tensor, _ data: Argument, depth: Int, _ position: inout Int) throws {
    if case .list(let elements, _) = data {
      guard depth < shape.count else {
        throw TensorError.type("'\(data.typeName)' object cannot be interpreted as an integer")
      }
      // What is not looked into may have any length.
      if depth > 0, shape[depth] == 0 { return }
      guard elements.count == shape[depth] else {
        throw TensorError.value(
          "expected sequence of length \(shape[depth]) at dim \(depth) (got \(elements.count))")
      }
      for (index, element) in elements.enumerated() {
        if index & 0xFFFF == 0xFFFF { try checkStop() }
        try fill(result, element, depth: depth + 1, &position)
      }
      return
    }
    if case .tensor(let tensor) = data {
      for scalar in tensor.scalars { try store(scalar, result, &position) }
      return
    }
    guard depth == shape.count else {
      throw TensorError.type("not a sequence")
    }
    guard let scalar = data.scalar else {
      throw TensorError.type("must be real number, not \(data.typeName)")
    }
    try store(scalar, result, &position)
  }

  private func store(_ scalar: Scalar, _ result: Tensor, _ position: inout Int) throws {
    if case .int(let value) = scalar, !result.dtype.fits(value) {
      throw TensorError.runtime(
        "value cannot be converted to type \(result.dtype.overflowName) without overflow")
    }
    scalar.store(to: result.data + position * result.dtype.size, result.dtype)
    position += 1
  }
}

extension DType {
  /// Whether an integer can be stored exactly as far as range goes.
  fileprivate func fits(_ value: Int) -> Bool {
    switch self {
    case .uint8: value >= -255 && value <= 255
    case .int8: Int8(exactly: value) != nil
    case .int16: Int16(exactly: value) != nil
    case .int32: Int32(exactly: value) != nil
    default: true
    }
  }

  fileprivate var overflowName: String {
    switch self {
    case .uint8: "uint8"
    case .int8: "int8"
    case .int16: "int16"
    case .int32: "int"
    default: name
    }
  }
}
