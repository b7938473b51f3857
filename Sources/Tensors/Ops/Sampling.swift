import CLoops

// Random tensors of given parameters, and samplers of less common distributions.

extension Op {
  static let randintLike = Op(
    "randint_like(Tensor self, int high)", [.function, .factory], doc: "Integers from 0 below `high`.",
    forward: .general { args in try args.randomIntegers(like: 0, from: 0, to: args.int(1), 2) })
  static let randintLikeLow = Op(
    "randint_like.low(Tensor self, int low, int high)", [.function, .factory],
    doc: "Integers from `low` below `high`.",
    forward: .general { args in try args.randomIntegers(like: 0, from: args.int(1), to: args.int(2), 3) })

  static let normalTensors = Op(
    "normal(Tensor mean, Tensor std, *, Generator? generator=None) -> Tensor", [.function],
    doc: "Normal numbers, each with its mean and deviation.",
    forward: .general { args in
      let (mean, deviation) = try (args.tensor(0), args.tensor(1))
      let shape = try broadcast(mean.shape, deviation.shape)
      let draws = try Tensor.empty(shape, resultType(mean, deviation)).normal_(mean: 0, std: 1, args.generator(2))
      return try .tensor(noGrad { try draws * deviation + mean })
    })
  static let normalMean = Op(
    "normal.mean(Tensor mean, float std=1, *, Generator? generator=None) -> Tensor", [.function],
    doc: "Normal numbers, each with its mean.",
    forward: .general { args in
      let mean = try args.tensor(0)
      let draws = try mean.emptyLike(mean.dtype).normal_(mean: 0, std: args.double(1), args.generator(2))
      return try .tensor(noGrad { try draws + mean })
    })
  static let normalDeviation = Op(
    "normal.std(float mean, Tensor std, *, Generator? generator=None) -> Tensor", [.function],
    doc: "Normal numbers, each with its deviation.",
    forward: .general { args in
      let deviation = try args.tensor(1)
      let draws = try deviation.emptyLike(deviation.dtype).normal_(mean: 0, std: 1, args.generator(2))
      return try .tensor(noGrad { try draws * deviation + .double(args.double(0)) })
    })
  static let normalSize = Op(
    "normal.size(float mean, float std, int[] size, *, Generator? generator=None)", [.function, .factory],
    doc: "Normal numbers of one mean and deviation.",
    forward: .general { args in
      let (mean, deviation) = try (args.double(0), args.double(1))
      return try args.filled(args.ints(2), 3) { try $0.normal_(mean: mean, std: deviation, $1) }
    })

  static let multinomial = Op(
    "multinomial(Tensor self, int num_samples, bool replacement=False, *, Generator? generator=None) -> Tensor",
    [.function, .method], doc: "Positions drawn with the given weights.",
    forward: .general { args in
      try .tensor(args.tensor(0).multinomial(args.int(1), replacement: args.bool(2), args.generator(3)))
    })
  static let poisson: Op = Op(
    "poisson(Tensor self, Generator? generator=None) -> Tensor", [.function],
    doc: "Counts of Poisson distributions with the given rates.",
    forward: .general { args in
      let (x, generator) = try (args.tensor(0), args.generator(1))
      guard x.dtype.isFloatingPoint else { throw TensorError.noKernel("poisson_cpu", x.dtype) }
      let values = try x.doubles.interruptibleMap(cost: 16) { rate in
        guard rate >= 0 else { throw TensorError.runtime("invalid Poisson rate, expected rate to be non-negative") }
        return generator.poisson(rate)
      }
      return .tensor(Op.poisson.record(Tensor(values, shape: x.shape, x.dtype), x))
    },
    node: "PoissonBackward0"
  ) { _, grad in try Gradients(grad.zerosLike()) }

  static let binomial = Op(
    "binomial(Tensor count, Tensor prob, Generator? generator=None) -> Tensor", [.function],
    doc: "How many of `count` trials succeed, each with probability `prob`.", kernel: "binomial_cpu",
    forward: .general { args in
      let (count, share, generator) = try (args.tensor(0), args.tensor(1), args.generator(2))
      guard count.dtype == share.dtype else {
        throw TensorError.runtime(
          "expected scalar type \(count.dtype.scalarTypeName) but found \(share.dtype.scalarTypeName)")
      }
      guard count.dtype.isFloatingPoint else { throw TensorError.noKernel("binomial_cpu", count.dtype) }
      let shape = try broadcast(count.shape, share.shape)
      let (counts, shares) = try (count.detach().expand(shape).doubles, share.detach().expand(shape).doubles)
      let values = try counts.indices.interruptibleMap(cost: 64) { generator.binomial(counts[$0], shares[$0]) }
      return .tensor(Tensor(values, shape: shape, count.dtype))
    })
  static let standardGamma = Op(
    "_standard_gamma(Tensor self, Generator? generator=None) -> Tensor", [.function],
    doc: "Numbers of gamma distributions with the given shapes and rate 1.",
    forward: .general { args in
      let (x, generator) = try (args.tensor(0), args.generator(1))
      try x.requireSamplesWithoutSlope("gamma")
      let least = x.dtype == .float64 ? Double.leastNormalMagnitude : Double(Float.leastNormalMagnitude)
      let values = try x.doubles.interruptibleMap(cost: 16) { Swift.max(least, generator.gamma($0)) }
      return .tensor(Tensor(values, shape: x.shape, x.dtype))
    })
  static let sampleDirichlet = Op(
    "_sample_dirichlet(Tensor self, Generator? generator=None) -> Tensor", [.function],
    doc: "Shares of 1 along the last dimension, of Dirichlet distributions with the given concentrations.",
    forward: .general { args in
      let (x, generator) = try (args.tensor(0), args.generator(1))
      try x.requireSamplesWithoutSlope("dirichlet")
      let parts = try Tensor(x.doubles.interruptibleMap(cost: 16, generator.gamma), shape: x.shape, .float64)
      let shares = try noGrad { try parts / parts.sum(Dims(-1), keepDim: true) }
      let (least, most) = x.dtype == .float64
        ? (Double.leastNormalMagnitude, 1 - Double.ulpOfOne)
        : (Double(Float.leastNormalMagnitude), 1 - Double(Float.ulpOfOne))
      return try .tensor(shares.clamp(min: .double(least), max: .double(most)).to(x.dtype))
    })

  static let bernoulliNumber = Op(
    "bernoulli.p(Tensor self, float p, *, Generator? generator=None) -> Tensor", [.function, .method],
    doc: "Ones of probability `p`, and zeros.",
    forward: .general { args in
      let x = try args.tensor(0)
      return try .tensor(x.emptyLike(x.dtype).bernoulli_(args.double(1), args.generator(2)))
    })
  static let bernoulliTensor = Op(
    "bernoulli_.Tensor(Tensor self, Tensor p, *, Generator? generator=None) -> Tensor", [.method],
    doc: "Fills with ones of the given probabilities and zeros.",
    forward: .general { args in
      let (x, p) = try (args.tensor(0), args.tensor(1))
      try x.checkInPlace()
      try x.write(p.detach().expand(x.shape).bernoulli(args.generator(2)))
      x.bumpVersion()
      return .tensor(x)
    })

  /// A row for a sampler that fills a tensor element by element.
  private static func sampler(
    _ schema: String, node: String, doc: String,
    _ draw: @escaping (Arguments) throws -> (Generator) -> Double
  ) -> Op {
    let own = OpReference()
    let row = Op(
      schema + ", *, Generator? generator=None) -> Tensor", [.method], doc: doc,
      forward: .general { args in
        let next = try draw(args)
        let generator = args.generator(args.values.count - 1)
        return try .tensor(
          args.tensor(0).recordedFill(own.op) { x in
            x.fillInMemoryOrder { .double(next(generator)) }
            return x
          })
      },
      node: node
    ) { _, grad in try Gradients(grad.zerosLike()) }
    own.op = row
    return row
  }
  static let geometric = sampler(
    "geometric_(Tensor self, float p", node: "GeometricBackward0", doc: "Fills with geometric numbers."
  ) { args in
    let p = try args.double(1)
    guard p > 0, p < 1 else {
      throw TensorError.runtime("geometric_ expects p to be in (0, 1), but got p=\(Scalar.double(p).text)")
    }
    return { _ceil(_log($0.nextDouble()) / _log1p(-p)) }
  }
  static let cauchy = sampler(
    "cauchy_(Tensor self, float median=0, float sigma=1", node: "CauchyBackward0",
    doc: "Fills with numbers of a Cauchy distribution."
  ) { args in
    let (median, sigma) = try (args.double(1), args.double(2))
    return { median.addingProduct(sigma, _tan(.pi * ($0.nextDouble() - 0.5))) }
  }
  static let logNormal = sampler(
    "log_normal_(Tensor self, float mean=1, float std=2", node: "LogNormalBackward0",
    doc: "Fills with numbers whose logarithms are normal."
  ) { args in
    let (mean, deviation) = try (args.double(1), args.double(2))
    guard deviation > 0 else {
      throw TensorError.runtime("log_normal_ expects std > 0.0, but found std=\(Scalar.double(deviation).text)")
    }
    return { _exp(cl_random_normal(&$0.engine, mean, deviation)) }
  }

  static let randomAny = Op(
    "random_(Tensor self, *, Generator? generator=None) -> Tensor", [.method],
    doc: "Fills with integers over the range of the type.",
    forward: .general { args in try .tensor(args.tensor(0).randomOverRange(args.generator(1))) })
  static let randomBelow = Op(
    "random_.to(Tensor self, int to, *, Generator? generator=None) -> Tensor", [.method],
    doc: "Fills with integers from 0 below `to`.",
    forward: .general { args in
      try args.tensor(0).checkInPlace()
      return try .tensor(args.tensor(0).random_(from: 0, to: args.int(1), args.generator(2)))
    })
  static let randomFrom = Op(
    "random_.from(Tensor self, int from, int? to, *, Generator? generator=None) -> Tensor", [.method],
    doc: "Fills with integers from `from` below `to`.",
    forward: .general { args in
      try args.tensor(0).checkInPlace()
      let to = try args.optionalInt(2) ?? .max
      return try .tensor(args.tensor(0).random_(from: args.int(1), to: to, args.generator(3)))
    })

  static let logspace = Op(
    "logspace(Scalar start, Scalar end, int steps, float base=10.0)", [.function, .factory],
    doc: "Powers of a base with exponents at equal distances.",
    forward: .general { args in
      let (start, end, steps, base) = try (args.scalar(0), args.scalar(1), args.int(2), args.double(3))
      return try args.make(4) { dtype in
        let exponents = try Tensor.linspace(start, end, steps, .float64).doubles
        let powers = exponents.map { _exp($0 * _log(base)) }
        let exact = zip(exponents, powers).map { exponent, power in
          exponent == exponent.rounded() && Swift.abs(exponent) < 300 ? Op.wholePower(base, Int(exponent)) : power
        }
        return Tensor(exact, shape: Dims(exact.count), dtype)
      }
    })

  private static func wholePower(_ base: Double, _ exponent: Int) -> Double {
    let power = (0..<Swift.abs(exponent)).reduce(1.0) { value, _ in value * base }
    return exponent < 0 ? 1 / power : power
  }

  static var samplingRows: [Op] {
    [
      randintLike, randintLikeLow, normalTensors, normalMean, normalDeviation, normalSize, multinomial, poisson,
      binomial, standardGamma, sampleDirichlet,
      bernoulliNumber, bernoulliTensor, geometric, cauchy, logNormal, randomAny, randomBelow, randomFrom, logspace,
    ]
  }
}

extension Arguments {
  fileprivate func randomIntegers(like index: Int, from: Int, to: Int, _ options: Int) throws -> Value {
    let x = try tensor(index)
    return try make(options, default: x.dtype) {
      try x.emptyLike($0).random_(from: from, to: to, context.generator)
    }
  }
}

extension Generator {
  /// A number of a gamma distribution with rate 1, by Marsaglia and Tsang's rejection; constants are rounded to
  /// float32 as PyTorch's are.
  func gamma(_ concentration: Double) -> Double {
    if concentration == 0 { return 0 }
    var (shape, scale) = (concentration, 1.0)
    if shape < 1 {
      scale = _pow(1 - nextDouble(), 1 / shape)
      shape += 1
    }
    let d = shape - Double(Float(1) / 3)
    let c = 1 / (9 * d).squareRoot()
    guard c.isFinite else { return .nan }
    while true {
      var (x, root) = (0.0, 0.0)
      repeat {
        x = cl_random_normal(&engine, 0, 1)
        root = 1 + c * x
      } while root <= 0
      let v = root * root * root
      let (u, square) = (1 - nextDouble(), x * x)
      if u < 1 - Double(Float(0.0331)) * square * square { return scale * d * v }
      if _log(u) < 0.5 * square + d * (1 - v + _log(v)) { return scale * d * v }
    }
  }

  /// A count of a binomial distribution: sums of geometric numbers where few successes are expected, transformed
  /// rejection else.
  func binomial(_ count: Double, _ share: Double) -> Double {
    if share.isNaN || count.isNaN || count == .infinity { return .nan }
    if count <= 0 || share <= 0 { return 0 }
    if share >= 1 { return count }
    if share > 0.5 { return count - binomialOfRare(count, 1 - share) }
    return binomialOfRare(count, share)
  }

  private func binomialOfRare(_ count: Double, _ share: Double) -> Double {
    if count * share >= 10 { return binomialByRejection(count, share) }
    let logarithm = _log1p(-share)
    var (sum, successes) = (0.0, 0.0)
    while true {
      sum += _ceil(_log(nextDouble()) / logarithm)
      if !(sum <= count) { return successes }
      successes += 1
    }
  }

  private func binomialByRejection(_ count: Double, _ share: Double) -> Double {
    let deviation = (count * share * (1 - share)).squareRoot()
    let b = 1.15 + 2.53 * deviation
    let a = -0.0873 + 0.0248 * b + 0.01 * share
    let c = count * share + 0.5
    let limit = 0.92 - 4.2 / b
    let r = share / (1 - share)
    let alpha = (2.83 + 5.1 / b) * deviation
    let m = ((count + 1) * share).rounded(.down)
    while true {
      let u = nextDouble() - 0.5
      var v = nextDouble()
      let us = 0.5 - Swift.abs(u)
      let k = ((2 * a / us + b) * u + c).rounded(.down)
      if k < 0 || k > count { continue }
      if us >= 0.07, v <= limit { return k }
      v = _log(v * alpha / (a / (us * us) + b))
      let first = (m + 0.5) * _log((m + 1) / (r * (count - m + 1)))
      let second = (count + 1) * _log((count - m + 1) / (count - k + 1))
      let third = (k + 0.5) * _log(r * (count - k + 1) / (k + 1))
      let tails = stirlingTail(m) + stirlingTail(count - m) - stirlingTail(k) - stirlingTail(count - k)
      if v <= first + second + third + tails { return k }
    }
  }

  /// What Stirling's approximation of log(k!) leaves out.
  private func stirlingTail(_ k: Double) -> Double {
    if k <= 9 {
      // log(k!) - ((k + 1/2) log(k + 1) - (k + 1) + log(2 pi) / 2)
      return _lgamma(k + 1) - ((k + 0.5) * _log(k + 1) - (k + 1) + 0.5 * _log(2 * .pi))
    }
    let square = (k + 1) * (k + 1)
    return (1.0 / 12 - (1.0 / 360 - 1.0 / 1260 / square) / square) / (k + 1)
  }

  /// A count of a Poisson distribution: products of uniforms for small rates, transformed rejection for others.
  func poisson(_ rate: Double) -> Double {
    if rate == 0 { return 0 }
    if rate < 10 {
      let limit = _exp(-rate)
      var (count, product) = (0.0, nextDouble())
      while product > limit {
        count += 1
        product *= nextDouble()
      }
      return count
    }
    let root = rate.squareRoot()
    let b = 0.931 + 2.53 * root
    let a = -0.059 + 0.02483 * b
    let inverse = 1.1239 + 1.1328 / (b - 3.4)
    let limit = 0.9277 - 3.6224 / (b - 2)
    while true {
      let u = nextDouble() - 0.5
      let v = nextDouble()
      let us = 0.5 - Swift.abs(u)
      let k = ((2 * a / us + b) * u + rate + 0.43).rounded(.down)
      if us >= 0.07, v <= limit { return k }
      if k < 0 || us < 0.013 && v > us { continue }
      if _log(v) + _log(inverse) - _log(a / (us * us) + b) <= -rate + k * _log(rate) - _lgamma(k + 1) { return k }
    }
  }
}

extension Tensor {
  /// Refuses types that have no samples, and gradients, which PyTorch has for them.
  fileprivate func requireSamplesWithoutSlope(_ name: String) throws {
    guard dtype == .float32 || dtype == .float64 else { throw TensorError.noKernel(name, dtype) }
    if Op.records(self) { throw TensorError.notSupported("gradients of \(name) samples") }
  }

  fileprivate func multinomial(_ samples: Int, replacement: Bool, _ generator: Generator) throws -> Tensor {
    guard rank == 1 || rank == 2 else { throw TensorError.runtime("prob_dist must be 1 or 2 dim") }
    guard dtype.isFloatingPoint else {
      throw TensorError.runtime(
        "multinomial only supports floating-point dtypes for input, got: \(dtype.scalarTypeName)")
    }
    guard samples > 0 else { throw TensorError.runtime("cannot sample n_sample <= 0 samples") }
    let width = shape[rank - 1]
    guard width <= 1 << 24 else { throw TensorError.runtime("number of categories cannot exceed 2^24") }
    guard replacement || samples <= width else {
      throw TensorError.runtime("cannot sample n_sample > prob_dist.size(-1) samples without replacement")
    }
    let rows = rank == 2 ? shape[0] : 1
    let weights = try detach()
    let values = weights.doubles
    guard values.allSatisfy({ $0.isFinite && $0 >= 0 }) else {
      throw TensorError.runtime("probability tensor contains either `inf`, `nan` or element < 0")
    }
    for row in 0..<rows where !values[(row * width)..<((row + 1) * width)].contains(where: { $0 > 0 }) {
      throw TensorError.runtime("invalid multinomial distribution (sum of probabilities <= 0)")
    }
    let size = rank == 2 ? Dims(rows, samples) : Dims(samples)
    if !replacement || samples == 1 {
      return try noGrad {
        let noise = try weights.emptyLike(dtype).exponential_(1, generator)
        let ranks = try weights / noise
        if samples == 1 { return try ranks.extremes(-1, keepDim: true, largest: true).indices }
        return try ranks.top(samples, rank - 1, isLargest: true, isSorted: true, Op.topk).indices
      }
    }
    let result = try Tensor.empty(size, .int64)
    let positions = result.pointer(to: Int.self)
    for row in 0..<rows {
      let line = Array(values[(row * width)..<((row + 1) * width)])
      let sums = dtype == .float64 ? cumulative(line) : cumulative(line.map(Float.init)).map(Double.init)
      try sums.draw(samples, generator, into: positions + row * samples)
    }
    return result
  }

  /// Cumulative shares; the last one is 1.
  private func cumulative<Real: BinaryFloatingPoint>(_ weights: [Real]) -> [Real] {
    var (sum, sums): (Real, [Real]) = (0, [])
    for weight in weights {
      sum += weight
      sums.append(sum)
    }
    sums = sums.map { $0 / sum }
    if !sums.isEmpty { sums[sums.count - 1] = 1 }
    return sums
  }

  /// Integers over the whole range that the type holds exactly.
  fileprivate func randomOverRange(_ generator: Generator) throws -> Tensor {
    try checkInPlace()
    fillInMemoryOrder {
      switch dtype {
      case .int64: .int(Int(Int64(bitPattern: generator.next64() % (1 << 63))))
      case .int32: .int(Int(generator.next32() % (1 << 31)))
      case .int16: .int(Int(generator.next32() % (1 << 15)))
      case .int8: .int(Int(generator.next32() % (1 << 7)))
      case .uint8: .int(Int(generator.next32() % (1 << 8)))
      case .bool: .int(Int(generator.next32() & 1))
      case .float16: .int(Int(generator.next32() % (1 << 11 + 1)))
      case .bfloat16: .int(Int(generator.next32() % (1 << 8 + 1)))
      case .float64: .int(Int(generator.next64() % (1 << 53 + 1)))
      default: .int(Int(generator.next32() % (1 << 24 + 1)))
      }
    }
    return self
  }
}

extension [Double] {
  /// Positions of uniform draws among these cumulative shares.
  fileprivate func draw(
    _ samples: Int, _ generator: Generator, into positions: UnsafeMutablePointer<Int>
  ) throws {
    var poll = StopPoll()
    for index in 0..<samples {
      try poll.check(after: 16)
      let u = generator.nextDouble()
      var (low, high) = (0, count)
      while low < high {
        let middle = (low + high) / 2
        if self[middle] < u { low = middle + 1 } else { high = middle }
      }
      positions[index] = Swift.min(low, count - 1)
    }
  }
}
