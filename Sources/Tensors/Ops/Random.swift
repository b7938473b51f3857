import CLoops

// Random tensors. Samplers fill in the order of memory; see the generator for the algorithms.

extension Op {
  static let rand = Op(
    "rand(int[] size, *, Generator? generator=None)", [.function, .factory],
    doc: "Uniform numbers in [0, 1).",
    forward: .general { args in
      try args.filled(args.ints(0), 1) { try $0.uniform_(from: 0, to: 1, $1) }
    })
  static let randn = Op(
    "randn(int[] size, *, Generator? generator=None)", [.function, .factory],
    doc: "Numbers of the standard normal distribution.",
    forward: .general { args in
      try args.filled(args.ints(0), 1) { try $0.normal_(mean: 0, std: 1, $1) }
    })
  static let randint = Op(
    "randint(int high, int[] size, *, Generator? generator=None)", [.function, .factory],
    doc: "Integers from 0 below `high`.",
    forward: .general { args in
      let high = try args.int(0)
      return try args.filled(args.ints(1), 2, .int64) { try $0.random_(from: 0, to: high, $1) }
    })
  static let randintLow = Op(
    "randint.low(int low, int high, int[] size, *, Generator? generator=None)",
    [.function, .factory], doc: "Integers from `low` below `high`.",
    forward: .general { args in
      let (low, high) = try (args.int(0), args.int(1))
      return try args.filled(args.ints(2), 3, .int64) { try $0.random_(from: low, to: high, $1) }
    })
  static let randperm = Op(
    "randperm(int n, *, Generator? generator=None)", [.function, .factory],
    doc: "The integers from 0 below `n` in random order.",
    forward: .general { args in
      let n = try args.int(0)
      guard n >= 0 else {
        throw TensorError.runtime("Trying to create tensor with negative dimension \(n): [\(n)]")
      }
      return try args.filled(Dims(n), 1, .int64) { try $0.permutation_($1) }
    })

  static let uniform: Op = Op(
    "uniform_(Tensor self, float from=0, float to=1, *, Generator? generator=None) -> Tensor",
    [.method], doc: "Fills with uniform numbers.",
    forward: .general { args in
      try .tensor(
        args.tensor(0).recordedFill(Op.uniform) {
          try $0.uniform_(from: args.double(1), to: args.double(2), args.generator(3))
        })
    },
    node: "UniformBackward0", formerNode: "UniformBackward"
  ) { _, grad in try Gradients(grad.zerosLike()) }
  static let normal: Op = Op(
    "normal_(Tensor self, float mean=0, float std=1, *, Generator? generator=None) -> Tensor",
    [.method], doc: "Fills with numbers of a normal distribution.",
    forward: .general { args in
      try .tensor(
        args.tensor(0).recordedFill(Op.normal) {
          try $0.normal_(mean: args.double(1), std: args.double(2), args.generator(3))
        })
    },
    node: "NormalBackward0", formerNode: "NormalBackward"
  ) { _, grad in try Gradients(grad.zerosLike()) }
  static let bernoulliInPlace: Op = Op(
    "bernoulli_(Tensor self, float p=0.5, *, Generator? generator=None) -> Tensor", [.method],
    doc: "Fills with ones of probability `p` and zeros.",
    forward: .general { args in
      try .tensor(
        args.tensor(0).recordedFill(Op.bernoulliInPlace) {
          try $0.bernoulli_(args.double(1), args.generator(2))
        })
    },
    node: "BernoulliBackward1", formerNode: "BernoulliBackward1"
  ) { _, grad in try Gradients(grad.zerosLike()) }
  static let exponential: Op = Op(
    "exponential_(Tensor self, float lambd=1, *, Generator? generator=None) -> Tensor", [.method],
    doc: "Fills with numbers of the exponential distribution.",
    forward: .general { args in
      try .tensor(
        args.tensor(0).recordedFill(Op.exponential) {
          try $0.exponential_(args.double(1), args.generator(2))
        })
    },
    node: "ExponentialBackward0", formerNode: "ExponentialBackward"
  ) { _, grad in try Gradients(grad.zerosLike()) }
  static let bernoulli = Op(
    "bernoulli(Tensor self, *, Generator? generator=None) -> Tensor", [.function, .method],
    doc: "Ones with the probabilities given, and zeros.",
    forward: .general { args in
      try .tensor(args.tensor(0).bernoulli(args.generator(1)))
    },
    node: "BernoulliBackward0", formerNode: "BernoulliBackward0"
  ) { _, grad in try Gradients(grad.zerosLike()) }
}

extension Arguments {
  /// A new tensor filled by a sampler; the generator is argument `index`, a factory's options follow.
  func filled(
    _ size: Dims, _ index: Int, _ type: DType? = nil, _ fill: (Tensor, Generator) throws -> Tensor
  ) throws -> Value {
    let dtype = dtype(index + 2) ?? type ?? context.defaultDType
    let result = try fill(Tensor.empty(size, dtype), generator(index))
    if case .bool(true) = self[index + 6] { try result.setRequiresGrad(true) }
    return .tensor(result)
  }
}

extension Tensor {
  /// An in-place sampler as a step of the graph.
  func recordedFill(_ op: Op, _ fill: (Tensor) throws -> Tensor) throws -> Tensor {
    try checkInPlace()
    _ = try fill(self)
    return op.recordInPlace(self, self)
  }

  /// Runs a sampler over the elements in the order of memory.
  func fillInMemoryOrder(_ next: () -> Scalar) {
    if isDense {
      for index in 0..<count {
        if index & 0x1FFFF == 0x1FFFF, cl_stop_requested() { break }
        next().store(to: data + index * dtype.size, dtype)
      }
    } else {
      forEachOffset { next().store(to: data + $0 * dtype.size, dtype) }
    }
    bumpVersion()
  }

  private func requireFloat(_ kernel: String) throws {
    if dtype == .float32 || dtype == .float64 { return }
    if dtype.isIntegral { throw TensorError.noKernel(kernel, dtype) }
    throw TensorError.notSupported("random numbers of type \(dtype.name)")
  }

  /// A tensor of uniform numbers in [from, to).
  public static func uniform(
    _ shape: Dims, from: Double = 0, to: Double = 1, _ generator: Generator, _ dtype: DType = .float32
  ) throws -> Tensor {
    try Tensor.empty(shape, dtype).uniform_(from: from, to: to, generator)
  }

  /// A tensor of numbers of a normal distribution.
  public static func normal(
    _ shape: Dims, mean: Double = 0, std: Double = 1, _ generator: Generator, _ dtype: DType = .float32
  ) throws -> Tensor {
    try Tensor.empty(shape, dtype).normal_(mean: mean, std: std, generator)
  }

  /// Fills with uniform numbers in [from, to).
  @discardableResult
  public func uniform_(from: Double, to: Double, _ generator: Generator) throws -> Tensor {
    guard from <= to else {
      throw TensorError.runtime(
        "uniform_ expects to return a [from, to) range, but found from=\(from.streamed) > to=\(to.streamed)")
    }
    if dtype.isComplex || dtype.isHalf {
      return try fill(through: { try $0.uniform_(from: from, to: to, generator) })
    }
    try requireFloat("check_uniform_bounds")
    if isDense {
      _ = cl_fill_uniform(&generator.engine, dtype.rawValue, data, Int64(count), from, to)
      bumpVersion()
    } else {
      let line = try Tensor.uninitialized(Dims(count), count: count, dtype)
      _ = cl_fill_uniform(&generator.engine, dtype.rawValue, line.data, Int64(count), from, to)
      var index = 0
      fillInMemoryOrder {
        defer { index += 1 }
        return line.element(at: index)
      }
    }
    return self
  }

  /// Fills with numbers of a normal distribution.
  @discardableResult
  public func normal_(mean: Double, std: Double, _ generator: Generator) throws -> Tensor {
    guard std >= 0 else {
      throw TensorError.runtime("normal expects std >= 0.0, but found std \(std.streamed)")
    }
    if dtype.isComplex {
      let part = std / 2.0.squareRoot()
      return try fill(through: { try $0.normal_(mean: mean, std: part, generator) })
    }
    if dtype.isHalf && isContiguous && count >= 16 {
      return try fill(through: { $0.fillWholeBlocks(mean: mean, std: std, generator) })
    }
    if !dtype.isHalf { try requireFloat("normal_kernel_cpu") }
    if isContiguous && !dtype.isHalf {
      _ = cl_fill_normal(&generator.engine, dtype.rawValue, data, Int64(count), mean, std)
      bumpVersion()
    } else {
      fillInMemoryOrder { .double(cl_random_normal(&generator.engine, mean, std)) }
    }
    return self
  }

  /// Fills at least 16 float32 as a tensor of half precision is filled: uniform numbers are drawn for
  /// whole blocks of 16 only, the last of which may overlap the one before.
  private func fillWholeBlocks(mean: Double, std: Double, _ generator: Generator) -> Tensor {
    let fill = { (start: Int, length: Int) in
      _ = cl_fill_normal(
        &generator.engine, self.dtype.rawValue, self.data + start * self.dtype.size, Int64(length), mean, std)
    }
    fill(0, count / 16 * 16)
    if count % 16 != 0 { fill(count - 16, 16) }
    return self
  }

  /// Fills a tensor of reals that a sampler knows, and takes its values: two for each complex number.
  private func fill(through sampler: (Tensor) throws -> Tensor) throws -> Tensor {
    var size = shape
    if dtype.isComplex { try size.insert(2, at: rank) }
    let line = try sampler(Tensor.empty(size, dtype.isComplex ? dtype.partType : .float32))
    try noGrad { try write(dtype.isComplex ? line.viewAsComplex() : line) }
    bumpVersion()
    return self
  }

  /// Fills with integers from `from` below `to`.
  @discardableResult
  public func random_(from: Int, to: Int, _ generator: Generator) throws -> Tensor {
    guard from < to else {
      throw TensorError.runtime(
        "random_ expects 'from' to be less than 'to', but got from=\(from) >= to=\(to)")
    }
    let range = UInt64(bitPattern: Int64(to)) &- UInt64(bitPattern: Int64(from))
    fillInMemoryOrder {
      let bits = range >= 1 << 28 ? generator.next64() : UInt64(generator.next32())
      return .int(Int(Int64(bitPattern: bits % range &+ UInt64(bitPattern: Int64(from)))))
    }
    return self
  }

  fileprivate func permutation_(_ generator: Generator) throws -> Tensor {
    let line = try Tensor.uninitialized(shape, count: count, .int64)
    let numbers = line.pointer(to: Int64.self)
    try check(
      cl_random_permutation(&generator.engine, numbers, Int64(count)), Op.randperm, .int64)
    return try line.converted(to: dtype)
  }

  /// Fills with ones of probability `p`: a double is drawn for each element, whatever the type.
  @discardableResult
  public func bernoulli_(_ p: Double, _ generator: Generator) throws -> Tensor {
    guard p >= 0 && p <= 1 else {
      throw TensorError.runtime("bernoulli_ expects p to be in [0, 1], but got p=\(p)")
    }
    if isDense {
      cl_fill_bernoulli(&generator.engine, dtype.rawValue, data, Int64(count), p)
      bumpVersion()
    } else {
      fillInMemoryOrder { .int(generator.nextDouble() < p ? 1 : 0) }
    }
    return self
  }

  /// Fills with numbers of the exponential distribution.
  @discardableResult
  public func exponential_(_ rate: Double, _ generator: Generator) throws -> Tensor {
    guard rate > 0 else {
      throw TensorError.runtime("exponential_ expects lambda > 0.0, but found lambda=\(rate)")
    }
    try requireFloat("exponential_cpu")
    fillInMemoryOrder { .double(-1 / rate * _log1p(-generator.nextDouble())) }
    return self
  }

  /// Ones with the probabilities this tensor holds, and zeros.
  public func bernoulli(_ generator: Generator) throws -> Tensor {
    let result = try Tensor.uninitialized(shape, count: count, dtype)
    let chances = try noGrad { try contiguous() }
    var poll = StopPoll()
    for position in 0..<count {
      try poll.check(after: 8)
      let p = chances.element(at: position).double
      guard p >= 0 && p <= 1 else {
        throw TensorError.runtime(
          "Expected p_in >= 0 && p_in <= 1 to be true, but got false.  (Could this error message be "
            + "improved?  If so, please report an enhancement request to PyTorch.)")
      }
      let draw =
        dtype == .float64
        ? generator.nextDouble() : Double(Float(generator.next32() & 0xff_ffff) * 0x1p-24)
      Scalar.int(draw < p ? 1 : 0).store(to: result.data + position * dtype.size, dtype)
    }
    return Op.bernoulli.record(result, self)
  }
}
