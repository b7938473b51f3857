import CLoops

// Functions of each element beyond the common ones, and joint functions of two or three tensors.

extension Op {
  /// A row for a function of floating point elements; `slope` is its derivative from the operand. `integers`
  /// and `halves` tell whether PyTorch's kernel takes integers (as float32) and types of 16 bits.
  private static func special(
    _ name: String, _ loop: cl_unary_op, node: String, doc: String,
    variants: Variants = [.function, .method, .inPlace], schema: String? = nil,
    kernel: String? = nil, integers: Bool = true, halves: Bool = true,
    samples: [Double] = [0.3, 0.7], rest: [Argument] = [],
    numbers: @escaping (Arguments) throws -> (Double, Double) = { _ in (0, 0) },
    operand: Int = 0, slope: @escaping (Node, Tensor) throws -> Tensor
  ) -> Op {
    let own = OpReference()
    let row = Op(
      schema ?? "\(name)(Tensor self) -> Tensor", variants, doc: doc,
      kernel: kernel ?? "\(name.replacing("special_", with: ""))_cpu",
      forward: .general { args in
        let given = try args.tensor(operand)
        if given.dtype.isIntegral && !integers || given.dtype.isHalf && !halves {
          throw own.op.refusal(of: given.dtype)
        }
        let x = given.dtype.isIntegral ? try given.to(.float32) : given
        return try .tensor(own.op.mapped(x, loop, numbers(args)))
      },
      saves: .first, node: node + "Backward0",
      samples: { [operand == 0 ? [.sample(samples)] + rest : rest + [.sample(samples)]] }
    ) { node, grad in try Gradients(grad * slope(node, node.saved(0))) }
    own.op = row
    return row
  }

  static let frac: Op = special(
    "frac", CL_FRAC, node: "Frac", doc: "The part behind the point.", integers: false
  ) { _, x in try x.onesLike() }
  static let asinh: Op = special(
    "asinh", CL_ASINH, node: "Asinh", doc: "The inverse hyperbolic sine."
  ) { _, x in try (x * x + 1).rsqrt().conjugatedIfComplex() }
  static let acosh: Op = special(
    "acosh", CL_ACOSH, node: "Acosh", doc: "The inverse hyperbolic cosine.", samples: [1.3, 2]
  ) { _, x in
    // The product of roots is on the right branch where the root of the product is not.
    if !x.dtype.isComplex { return try (x * x - 1).rsqrt() }
    return try ((x - 1).rsqrt() * (x + 1).rsqrt()).conjugated()
  }
  static let atanh: Op = special(
    "atanh", CL_ATANH, node: "Atanh", doc: "The inverse hyperbolic tangent."
  ) { _, x in try (1 - x * x).reciprocal().conjugatedIfComplex() }
  static let erfc: Op = special(
    "erfc", CL_ERFC, node: "Erfc", doc: "1 less the error function.", kernel: "erfc_vml_cpu"
  ) { _, x in try (-(x * x)).exp() * .double(-1.12837916709551257390) }
  static let erfinv: Op = special(
    "erfinv", CL_ERFINV, node: "Erfinv", doc: "The inverse error function.", kernel: "erfinv_vml_cpu"
  ) { _, x in
    let y = try Op.erfinv.mapped(x, CL_ERFINV, (0, 0))
    return try (y * y).exp() * .double(0.88622692545275801365)
  }
  static let lgamma: Op = special(
    "lgamma", CL_LGAMMA, node: "Lgamma", doc: "The logarithm of the gamma function's size.",
    kernel: "lgamma_vml_cpu", samples: [1.3, 3]
  ) { _, x in try Op.digamma.mapped(x, CL_DIGAMMA, (0, 0)) }
  static let digamma: Op = special(
    "digamma", CL_DIGAMMA, node: "Digamma", doc: "The derivative of lgamma.", kernel: "digamma",
    samples: [1.3, 3]
  ) { _, x in try Op.polygamma.mapped(x, CL_POLYGAMMA, (1, 0)) }
  static let polygamma: Op = special(
    "polygamma", CL_POLYGAMMA, node: "Polygamma", doc: "The n-th derivative of digamma.",
    variants: .function, schema: "polygamma(int n, Tensor self) -> Tensor", samples: [1.3, 3], rest: [.int(1)],
    numbers: { args in
      let n = try args.int(0)
      guard n >= 0, n < 100 else { throw TensorError.runtime("polygamma(n, x) does not support negative n.") }
      return (Double(n), 0)
    }, operand: 1
  ) { node, x in try Op.polygamma.mapped(x, CL_POLYGAMMA, (node.firstNumber + 1, 0)) }
  static let polygammaOfTensor: Op = composite(
    "polygamma.method(Tensor self, int n)", .method, doc: Op.polygamma.doc
  ) { args in
    let given = try Op.polygamma.call(Arguments([args[1], args[0]], args.context))
    guard case .tensor(let result) = given else { return try args.tensor(0) }
    return result
  }
  static let i0: Op = special(
    "i0", CL_I0, node: "I0", doc: "The modified Bessel function of order 0.", kernel: "i0_vml_cpu"
  ) { _, x in
    try Op.i1.mapped(x, CL_I1, (0, 0))
  }
  static let i1: Op = special(
    "special_i1", CL_I1, node: "SpecialI1", doc: "The modified Bessel function of order 1.", variants: .special
  ) { _, x in
    let slope = try Op.i0.mapped(x, CL_I0, (0, 0)) - Op.i1.mapped(x, CL_I1, (0, 0)) / x
    return try slope.besselSlope(at: x)
  }
  static let i0e: Op = special(
    "special_i0e", CL_I0E, node: "SpecialI0E", doc: "The scaled modified Bessel function of order 0.",
    variants: .special
  ) { _, x in try Op.i1e.mapped(x, CL_I1E, (0, 0)) - x.sign() * Op.i0e.mapped(x, CL_I0E, (0, 0)) }
  static let i1e: Op = special(
    "special_i1e", CL_I1E, node: "SpecialI1E", doc: "The scaled modified Bessel function of order 1.",
    variants: .special
  ) { _, x in
    let y = try Op.i1e.mapped(x, CL_I1E, (0, 0))
    let slope = try Op.i0e.mapped(x, CL_I0E, (0, 0)) - y * (x.sign() + x.reciprocal())
    return try slope.besselSlope(at: x)
  }
  static let sinc: Op = special(
    "sinc", CL_SINC, node: "Sinc", doc: "sin(pi x) / (pi x)."
  ) { _, x in
    let angle = try x * .double(.pi)
    let slope = try (angle * angle.cos() - angle.sin()) / (angle * x)
    return try slope.zeroed(where: (angle * x).eq(0)).conjugatedIfComplex()
  }
  static let entr: Op = special(
    "special_entr", CL_ENTROPY, node: "SpecialEntr", doc: "-x log x.", variants: .special
  ) { _, x in try -x.log() - 1 }
  static let ndtri: Op = special(
    "special_ndtri", CL_NDTRI, node: "SpecialNdtri", doc: "The inverse normal distribution function.",
    variants: .special, halves: false
  ) { _, x in
    let y = try Op.ndtri.mapped(x, CL_NDTRI, (0, 0))
    return try (y * y * 0.5).exp() * .double((2 * Double.pi).squareRoot())
  }
  static let erfcx: Op = special(
    "special_erfcx", CL_ERFCX, node: "SpecialErfcx", doc: "exp(x squared) times erfc(x).",
    variants: .special, halves: false
  ) { _, x in
    try x * 2 * Op.erfcx.mapped(x, CL_ERFCX, (0, 0)) - .double(1.12837916709551257390)
  }

  /// A row for a function that PyTorch has no derivative of.
  private static func withoutSlope(_ name: String, _ loop: cl_unary_op, doc: String) -> Op {
    let own = OpReference()
    let row = Op(
      "special_\(name)(Tensor self) -> Tensor", .special, doc: doc, kernel: "\(name)_cpu",
      forward: .general { args in
        let given = try args.tensor(0)
        if given.dtype.isHalf { throw own.op.refusal(of: given.dtype) }
        return try .tensor(noGrad { try own.op.mapped(given.detach().floating(), loop, (0, 0)) })
      })
    own.op = row
    return row
  }
  static let besselRows: [Op] = [
    withoutSlope("bessel_j0", CL_J0, doc: "The Bessel function of the first kind of order 0."),
    withoutSlope("bessel_j1", CL_J1, doc: "The Bessel function of the first kind of order 1."),
    withoutSlope("bessel_y0", CL_Y0, doc: "The Bessel function of the second kind of order 0."),
    withoutSlope("bessel_y1", CL_Y1, doc: "The Bessel function of the second kind of order 1."),
    withoutSlope("modified_bessel_i0", CL_I0, doc: "The modified Bessel function of the first kind of order 0."),
    withoutSlope("modified_bessel_i1", CL_I1, doc: "The modified Bessel function of the first kind of order 1."),
    withoutSlope("modified_bessel_k0", CL_K0, doc: "The modified Bessel function of the second kind of order 0."),
    withoutSlope("modified_bessel_k1", CL_K1, doc: "The modified Bessel function of the second kind of order 1."),
    withoutSlope("scaled_modified_bessel_k0", CL_K0E, doc: "exp(x) times `modified_bessel_k0`."),
    withoutSlope("scaled_modified_bessel_k1", CL_K1E, doc: "exp(x) times `modified_bessel_k1`."),
    withoutSlope("spherical_bessel_j0", CL_SPHERICAL_J0, doc: "The spherical Bessel function of order 0."),
  ]

  /// A row for a function made of other operations.
  private static func composite(
    _ schema: String, _ variants: Variants = [.function, .method], doc: String,
    samples: @escaping () throws -> [[Argument]] = { [] }, _ body: @escaping (Arguments) throws -> Tensor
  ) -> Op {
    Op(
      schema + " -> Tensor", variants, doc: doc, forward: .general { try .tensor(body($0)) },
      samples: samples)
  }

  static let square: Op = composite(
    "square(Tensor self)", [.function, .method, .inPlace], doc: "Each element times itself."
  ) { try $0.tensor(0).pow(2) }
  static let positive: Op = composite("positive(Tensor self)", doc: "The tensor itself.") { args in
    let x = try args.tensor(0)
    guard x.dtype != .bool else {
      throw TensorError.runtime("The `+` operator, on a bool tensor is not supported.")
    }
    return x
  }
  static let ndtr: Op = composite(
    "special_ndtr(Tensor self)", .special, doc: "The normal distribution function."
  ) { args in
    let x = try args.tensor(0) * .double(0.5.squareRoot())
    return try (Op.erf.unary(x) + 1).multipliedByNumber(0.5)
  }
  static let logNdtr: Op = composed(
    "special_log_ndtr(Tensor self) -> Tensor", .special, node: "SpecialLogNdtrBackward0",
    doc: "The logarithm of the normal distribution function.", samples: { [[.sample([0.3, -1.7])]] }
  ) { args in
    let given = try args.tensor(0)
    if given.dtype.isHalf { throw TensorError.noKernel("log_ndtr_cpu", given.dtype) }
    let t = try given.floating() * .double(0.5.squareRoot())
    let isLow = try t.lt(-1)
    // Each branch sees only elements of its own: the other's would overflow and spoil the derivative.
    let one = Tensor(1, t.dtype)
    let (below, above) = try (Tensors.where(isLow, t, -one), Tensors.where(isLow, -one, t))
    let low = try (Op.erfcx.mapped(-below, CL_ERFCX, (0, 0)) * 0.5).log() - below * below
    let high = try Op.log1p.unary(Op.erfc.mapped(above, CL_ERFC, (0, 0)) * -0.5)
    return [try Tensors.where(isLow, low, high)]
  }
  static let mvlgamma: Op = composed(
    "mvlgamma(Tensor self, int p) -> Tensor", [.function, .method, .inPlace], node: "MvlgammaBackward0",
    doc: "The multivariate lgamma function.", samples: { [[.sample([1.7, 3.2]), .int(2)]] }
  ) { args in
    let (x, p) = try (args.tensor(0).floating(), args.int(1))
    guard p >= 1, p < 1000 else {
      throw TensorError.runtime("p has to be greater than or equal to 1")
    }
    let constant = Double(p * (p - 1)) / 4 * _log(.pi)
    return [
      try (0..<p).reduce(Tensor(.double(constant), x.dtype)) {
        try $0 + Op.lgamma.mapped(x - .double(Double($1) / 2), CL_LGAMMA, (0, 0))
      }
    ]
  }

  /// The mantissas from 1/2 to 1 and the exponents of 2.
  static let frexp: Op = composed(
    "frexp(Tensor self) -> (Tensor mantissa, Tensor exponent)", [.function, .method],
    node: "FrexpBackward0", doc: "The mantissas from 1/2 to 1 and the exponents of 2 of the elements.",
    value: {
      .named(type: "torch.return_types.frexp", names: ["mantissa", "exponent"], values: $0)
    }
  ) { args in
    let x = try args.tensor(0)
    guard x.dtype.isFloatingPoint else {
      throw TensorError.runtime("torch.frexp() only supports floating-point dtypes")
    }
    let exponents = try x.doubles.interruptibleMap { $0.isFinite && $0 != 0 ? Double($0.exponent) + 1 : 0 }
    let scales = try Tensor(exponents.interruptibleMap(cost: 4) { _exp2(-$0) }, shape: x.shape, x.dtype)
    return [try x * scales, Tensor(exponents, shape: x.shape, .int32)]
  }

  /// A row for a multiple of each element.
  private static func multiple(_ name: String, _ factor: Double, node: String, doc: String) -> Op {
    let own = OpReference()
    let row = Op(
      "\(name)(Tensor self) -> Tensor", [.function, .method, .inPlace], doc: doc,
      forward: .general { args in
        let x = try args.tensor(0).floating()
        try own.op.refuseComplex(x)
        return .tensor(own.op.record(try noGrad { try x * .double(factor) }, x))
      },
      node: node, samples: { [[.sample([1, 2])]] }
    ) { _, grad in try Gradients(grad * .double(factor)) }
    own.op = row
    return row
  }
  static let deg2rad: Op = multiple("deg2rad", .pi / 180, node: "Deg2RadBackward0", doc: "Degrees as radians.")
  static let rad2deg: Op = multiple("rad2deg", 180 / .pi, node: "Rad2DegBackward0", doc: "Radians as degrees.")

  static let sgn: Op = Op(
    "sgn(Tensor self) -> Tensor", [.function, .method, .inPlace], doc: "The sign of each element.",
    forward: .unary(CL_SIGN, .same), node: "SgnBackward0"
  ) { _, grad in try Gradients(grad.zerosLike()) }

  static let roundDecimals: Op = Op(
    "round.decimals(Tensor self, *, int decimals) -> Tensor", [.function, .method, .inPlace],
    doc: "Each element rounded to a number of decimals.",
    forward: .general { args in
      let (x, decimals) = try (args.tensor(0), args.int(1))
      guard x.dtype.isFloatingPoint else { throw TensorError.noKernel("round_cpu", x.dtype) }
      guard decimals.magnitude < 300 else { throw TensorError.runtime("decimals is too large") }
      let scale = (0..<Swift.abs(decimals)).reduce(1.0) { value, _ in value * 10 }
      let result = try noGrad {
        decimals >= 0 ? try Op.round.unary(x * .double(scale)) / .double(scale)
          : try Op.round.unary(x / .double(scale)) * .double(scale)
      }
      return .tensor(Op.roundDecimals.record(result, x))
    },
    node: "RoundBackward1"
  ) { _, grad in try Gradients(grad.zerosLike()) }

  /// `torch.special.round`, where no decimals are 0 decimals.
  static let specialRound: Op = Op(
    "special_round(Tensor self, *, int decimals=0) -> Tensor", .special,
    doc: "Each element rounded to a number of decimals.",
    forward: .general { args in
      let (x, decimals) = try (args.tensor(0), args.int(1))
      guard decimals != 0 || x.dtype.isFloatingPoint else {
        throw TensorError.noKernel("round_vml_cpu", x.dtype)
      }
      return try Op.roundDecimals.call(args)
    })

  static let logit: Op = Op(
    "logit(Tensor self, float? eps=None) -> Tensor", [.function, .method, .inPlace],
    doc: "log(x / (1 - x)), the inverse of the sigmoid.",
    forward: .general { args in
      let x = try args.tensor(0).floating()
      if x.dtype.isComplex { throw TensorError.noKernel("logit_cpu", x.dtype) }
      let epsilon = try args.optionalScalar(1)?.double
      let result = try noGrad {
        let z = try epsilon.map { try x.clamp(min: .double($0), max: .double(1 - $0)) } ?? x
        return try (z / (1 - z)).log()
      }
      return .tensor(Op.logit.record(result, x) { $0.firstNumber = epsilon ?? -1 })
    },
    saves: .first, node: "LogitBackward0", samples: { [[.sample([0.2, 0.7])]] }
  ) { node, grad in
    let (x, epsilon) = (try node.saved(0), node.firstNumber)
    let slope = try (x * (1 - x)).abs().reciprocal()
    let (low, outside) = epsilon < 0 ? (0, Double.nan) : (epsilon, 0)
    let isOutside = try x.lt(.double(low)).logicalOr(x.gt(.double(1 - low)))
    return try Gradients(Tensors.where(isOutside, Tensor(.double(outside), grad.dtype), grad * slope))
  }

  static let nanToNum: Op = Op(
    "nan_to_num(Tensor self, float? nan=None, float? posinf=None, float? neginf=None) -> Tensor",
    [.function, .method, .inPlace], doc: "Numbers instead of NaN and infinities.",
    forward: .general { args in
      let x = try args.tensor(0)
      if x.dtype.isIntegral { return try .tensor(x.clone()) }
      if x.dtype.isComplex { return try .tensor(x.partsWithoutNaN(args)) }
      let limit = x.dtype.largest
      let numbers = try [
        args.optionalScalar(1)?.double ?? 0, args.optionalScalar(2)?.double ?? limit,
        args.optionalScalar(3)?.double ?? -limit,
      ].map { Tensor(.double($0), x.dtype) }
      let result = try noGrad {
        let known = try Tensors.where(Op.isnan.unary(x), numbers[0], x)
        let bounded = try Tensors.where(x.eq(.double(.infinity)), numbers[1], known)
        return try Tensors.where(x.eq(.double(-.infinity)), numbers[2], bounded)
      }
      return .tensor(Op.nanToNum.record(result, x))
    },
    saves: .first, node: "NanToNumBackward0", samples: { [[.sample([1, 2])]] }
  ) { node, grad in try Gradients(grad * Op.isfinite.unary(node.saved(0)).to(grad.dtype)) }

  /// A row for a function of two floating point operands; with `kernel` integers are refused in its name.
  private static func joint(
    _ schema: String, node: String, doc: String, variants: Variants = [.function, .method, .inPlace],
    kernel: String? = nil, samples: [[Double]] = [[0.3, -0.7], [0.5, 1.2]], value: @escaping (Tensor, Tensor) throws -> Tensor,
    ofIntegers: ((Tensor, Tensor) throws -> Tensor)? = nil,
    slopes: @escaping (Tensor, Tensor) throws -> (Tensor, Tensor)
  ) -> Op {
    let own = OpReference()
    let row = Op(
      schema + " -> Tensor", variants, doc: doc,
      forward: .general { args in
        if let ofIntegers, case .tensor(let a) = args[0], case .tensor(let b) = args[1],
          a.dtype.isIntegral && b.dtype.isIntegral
        {
          return .tensor(try ofIntegers(a, b))
        }
        let (x, y) = try (args.tensor(0), args.tensor(1))
        let type = resultType(x, y)
        _ = try broadcast(x.shape, y.shape)
        if let kernel, type.isIntegral { throw TensorError.noKernel(kernel, type) }
        let dtype = type.isIntegral ? DType.float32 : type
        let (a, b) = try (x.to(dtype), y.to(dtype))
        return .tensor(own.op.record(try noGrad { try value(a, b) }, a, b))
      },
      saves: [.first, .second], node: node + "Backward0", samples: { [samples.map { .sample($0) }] }
    ) { node, grad in
      let (first, second) = try slopes(node.saved(0), node.saved(1))
      return try node.gradients(grad * first, grad * second)
    }
    own.op = row
    return row
  }

  static let atan2: Op = Op(
    "atan2(Tensor self, Tensor other) -> Tensor", [.function, .method, .inPlace],
    doc: "The angles of points (other, input).", kernel: "atan2_cpu", forward: .binary(CL_ATAN2, .floating),
    saves: [.first, .second], node: "Atan2Backward0", samples: { [[.sample([0.3, -0.7]), .sample([0.5, 1.2])]] }
  ) { node, grad in
    let (y, x) = try (node.saved(0), node.saved(1))
    let square = try x * x + y * y
    let share = try (grad / square).zeroed(where: square.eq(0))
    return try node.gradients(share * x, share * -y)
  }
  static let hypot: Op = Op(
    "hypot(Tensor self, Tensor other) -> Tensor", [.function, .method, .inPlace],
    doc: "The length of the hypotenuse.", kernel: "hypot_cpu", forward: .binary(CL_HYPOT, .promoted),
    saves: [.first, .second, .result], node: "HypotBackward0",
    samples: { [[.sample([0.3, -0.7]), .sample([0.5, 1.2])]] }
  ) { node, grad in
    let share = try grad / node.saved(2)
    return try node.gradients(share * node.saved(0), share * node.saved(1))
  }
  static let nextafter: Op = Op(
    "nextafter(Tensor self, Tensor other) -> Tensor", [.function, .method, .inPlace],
    doc: "The next number after `input` towards `other`.", kernel: "nextafter_cpu",
    forward: .binary(CL_NEXTAFTER, .promoted), saves: [.first, .second], node: "NextafterBackward0"
  ) { node, grad in
    let isSame = try node.saved(0).eq(node.saved(1))
    let zero = Tensor(0, grad.dtype)
    return try node.gradients(
      Tensors.where(isSame, zero, grad), grad.zerosLike())
  }
  static let logaddexp: Op = joint(
    "logaddexp(Tensor self, Tensor other)", node: "Logaddexp", doc: "log(exp(a) + exp(b)).",
    variants: [.function, .method], kernel: "logaddexp_cpu",
    value: { a, b in
      if a.dtype.isComplex { return try (a.exp() + b.exp()).log() }
      return try logaddexpPass.binary(a, b)
    },
    slopes: { a, b in
      try ((a - b).sigmoid().conjugatedIfComplex(), (b - a).sigmoid().conjugatedIfComplex())
    })
  private static let logaddexpPass = slope(CL_LOGADDEXP)
  static let logaddexp2: Op = joint(
    "logaddexp2(Tensor self, Tensor other)", node: "Logaddexp2", doc: "log2(2^a + 2^b).",
    variants: [.function, .method], kernel: "logaddexp2_cpu",
    value: { a, b in
      if a.dtype.isComplex { throw TensorError.noKernel("logaddexp2_cpu", a.dtype) }
      let tail = try Op.log1p.unary(Op.exp2.unary(-(a - b).abs()))
      let sum = try tail * .double(1 / 0.693147180559945309417) + a.maximum(b)
      return try Tensors.where(a.eq(b).logicalAnd(a.abs().eq(.double(.infinity))), a, sum)
    },
    slopes: { a, b in
      let difference = try (a - b) * Scalar.ln2
      return try (difference.sigmoid(), (-difference).sigmoid())
    })
  /// A row for a share of the gamma function's integral; PyTorch has no derivative from the exponent.
  private static func incompleteGamma(_ name: String, _ loop: cl_binary_op, isUpper: Bool) -> Op {
    let node = isUpper ? "Igammac" : "Igamma"
    return Op(
      "\(name)(Tensor self, Tensor other) -> Tensor", [.function, .method, .inPlace],
      doc: "The regularised \(isUpper ? "upper" : "lower") incomplete gamma function.", kernel: "\(name)_cpu",
      forward: .binary(loop, .promoted), saves: [.first, .second], node: "\(node)Backward0"
    ) { node, grad in
      let (a, x) = try (node.saved(0), node.saved(1))
      func fromExponent() throws(TensorError) -> Tensor {
        throw TensorError(.notImplemented, "the derivative for '\(name): input' is not implemented.")
      }
      let slope = try ((a - 1) * x.log() - x - Op.lgamma.mapped(a, CL_LGAMMA, (0, 0))).exp()
      return try node.gradients(fromExponent(), grad * (isUpper ? -slope : slope))
    }
  }
  static let igamma = incompleteGamma("igamma", CL_IGAMMA, isUpper: false)
  static let igammac = incompleteGamma("igammac", CL_IGAMMAC, isUpper: true)
  static let zeta: Op = Op(
    "special_zeta(Tensor self, Tensor other) -> Tensor", .special, doc: "Hurwitz's zeta function.",
    kernel: "zeta_cpu", forward: .binary(CL_ZETA, .floating), saves: [.first, .second], node: "SpecialZetaBackward0"
  ) { node, grad in
    let (s, q) = try (node.saved(0), node.saved(1))
    func fromExponent() throws(TensorError) -> Tensor {
      throw TensorError(.notImplemented, "the derivative for 'zeta' is not implemented.")
    }
    return try node.gradients(fromExponent(), grad * -s * Op.zeta.binary(s + 1, q))
  }
  static let copysign: Op = Op(
    "copysign(Tensor self, Tensor other) -> Tensor", [.function, .method, .inPlace],
    doc: "The size of `input`, the sign of `other`.", kernel: "copysign_cpu",
    forward: .binary(CL_COPYSIGN, .floating), saves: [.first, .result], node: "CopysignBackward0",
    samples: { [[.sample([0.3, -0.7]), .sample([0.5, 1.2])]] }
  ) { node, grad in
    let x = try node.saved(0)
    return try node.gradients(grad * (node.saved(2) / x).zeroed(where: x.eq(0)), grad.zerosLike())
  }
  static let xlog1py: Op = joint(
    "special_xlog1py(Tensor self, Tensor other)", node: "SpecialXlog1Py", doc: "x log(1 + y), 0 where x is 0.",
    variants: .special,
    value: { x, y in
      try (x * Op.log1p.unary(y)).zeroed(where: x.eq(0).logicalAnd(y.eq(y)))
    },
    slopes: { x, y in
      try (Op.log1p.unary(y).zeroed(where: x.eq(0).logicalAnd(y.le(-1))), x / (y + 1))
    })

  /// A row for the larger or smaller of two elements where NaN loses.
  private static func numberExtreme(_ name: String, node: String, largest: Bool) -> Op {
    joint(
      "\(name)(Tensor self, Tensor other)", node: node,
      doc: "The \(largest ? "larger" : "smaller") of two elements, leaving NaN out.",
      variants: [.function, .method],
      value: { a, b in
        if a.dtype.isComplex { throw TensorError.runtime("\(name) not implemented for complex tensors.") }
        let best = try largest ? a.maximum(b) : a.minimum(b)
        return try Tensors.where(Op.isnan.unary(a), b, Tensors.where(Op.isnan.unary(b), a, best))
      },
      ofIntegers: { a, b in try largest ? a.maximum(b) : a.minimum(b) },
      slopes: { a, b in
        let first = try Op.le.binary(largest ? b : a, largest ? a : b).logicalOr(Op.isnan.unary(b)).to(a.dtype)
        return try (first, 1 - first)
      })
  }
  static let fmax: Op = numberExtreme("fmax", node: "Fmax", largest: true)
  static let fmin: Op = numberExtreme("fmin", node: "Fmin", largest: false)

  static let heaviside: Op = Op(
    "heaviside(Tensor self, Tensor values) -> Tensor", [.function, .method, .inPlace],
    doc: "0 below zero, 1 above, `values` at zero.",
    forward: .general { args in
      let (x, values) = try (args.tensor(0), args.tensor(1))
      try Op.heaviside.refuseComplex(x)
      guard x.dtype == values.dtype else {
        throw TensorError.runtime("heaviside is not yet implemented for tensors with different dtypes.")
      }
      let result = try noGrad {
        try Tensors.where(x.detach().eq(0), values.detach(), x.detach().gt(0).to(x.dtype))
      }
      return .tensor(Op.heaviside.record(result, x, values))
    },
    node: "NotImplemented")
  static let floatPower: Op = composite(
    "float_power(Tensor self, Any exponent)", doc: "Powers computed in float64."
  ) { args in
    let given = try args.tensor(0)
    let x = try given.to(given.dtype.isComplex ? .complex128 : .float64)
    guard case .tensor(let exponent) = args[1] else { return try x.pow(args.scalar(1)) }
    return try x.powTensor(exponent.to(exponent.dtype.isComplex ? .complex128 : .float64))
  }
  static let ldexp: Op = Op(
    "ldexp(Tensor self, Tensor other) -> Tensor", [.function, .method, .inPlace],
    doc: "x times 2 to the power of other.",
    forward: .general { args in
      let (x, exponent) = try (args.tensor(0), args.tensor(1))
      let result = try noGrad { try x.detach() * pow(2.0, exponent.detach()) }
      return .tensor(Op.ldexp.record(result, x, exponent))
    },
    saves: [.first, .second], node: "LdexpBackward0",
    samples: { [[.sample([0.3, -0.7]), .sample([0.5, 1.2])]] }
  ) { node, grad in
    let (x, exponent) = try (node.saved(0), node.saved(1))
    // As in PyTorch the power is one of integers where the exponent is.
    let power = try pow(.int(2), exponent)
    return try node.gradients(
      grad * power.conjugatedIfComplex(),
      grad * (x * power * Scalar.ln2).conjugatedIfComplex())
  }

  static let leftShift: Op = shift("bitwise_left_shift", kernel: "lshift_cpu") {
    $1 < 0 || $1 > 63 ? 0 : $0 << $1
  }
  static let rightShift: Op = shift("bitwise_right_shift", kernel: "rshift_cpu") {
    $1 < 0 || $1 > 63 ? ($0 < 0 ? -1 : 0) : $0 >> $1
  }

  private static func shift(_ name: String, kernel: String, _ body: @escaping (Int, Int) -> Int) -> Op {
    integers(name, "Any other", kernel: kernel, doc: "Integers with their bits moved.", body)
  }

  /// A row for a function of two integers.
  private static func integers(
    _ name: String, _ other: String = "Tensor other", kernel: String, doc: String,
    _ body: @escaping (Int, Int) -> Int
  ) -> Op {
    composite("\(name)(Tensor self, \(other))", [.function, .method, .inPlace], doc: doc) { args in
      let (a, b) = try (args.tensor(0), args.tensor(1))
      let dtype = resultType(a, b)
      let shape = try broadcast(a.shape, b.shape)
      guard dtype.isIntegral, dtype != .bool else { throw TensorError.noKernel(kernel, dtype) }
      let result = try Tensor.empty(shape, dtype)
      let (x, y) = try noGrad { try (a.expand(shape).ints, b.expand(shape).ints) }
      var poll = StopPoll()
      for index in x.indices {
        try poll.check(after: 32)
        Scalar.int(body(x[index], y[index])).store(to: result.data + index * dtype.size, dtype)
      }
      return result
    }
  }
  static let gcd: Op = integers("gcd", kernel: "gcd_cpu", doc: "The greatest common divisor.") { commonDivisor($0, $1) }
  static let lcm: Op = integers("lcm", kernel: "lcm_cpu", doc: "The least common multiple.") { a, b in
    let divisor = commonDivisor(a, b)
    return divisor == 0 ? 0 : Int(truncatingIfNeeded: (a / divisor &* b).magnitude)
  }

  static let lerpScalar: Op = Op(
    "lerp.Scalar(Tensor self, Tensor end, Scalar weight) -> Tensor", [.function, .method, .inPlace],
    doc: "Between two tensors, by a share.",
    forward: .general { args in
      let (a, b, weight) = try (args.tensor(0), args.tensor(1), args.scalar(2))
      if a.dtype.isIntegral { throw TensorError.noKernel("lerp_kernel_scalar", a.dtype) }
      let share = a.dtype == .float32 ? Double(Float(weight.double)) : weight.double
      let result = try noGrad {
        share < 0.5 ? try a.add(b - a, alpha: .double(share)) : try b.add(b - a, alpha: .double(share - 1))
      }
      return .tensor(Op.lerpScalarNode.record(result, a, b) { $0.firstNumber = weight.double })
    },
    samples: { [[.sample([1, 2]), .sample([3, 5]), .double(0.3)]] })
  fileprivate static let lerpScalarNode: Op = Op(
    "lerp_scalar() -> Tensor", [], doc: "", forward: .internalOnly, node: "LerpBackward0"
  ) { node, grad in
    try node.gradients(grad * .double(1 - node.firstNumber), grad * .double(node.firstNumber))
  }
  static let lerp: Op = Op(
    "lerp(Tensor self, Tensor end, Tensor weight) -> Tensor", [.function, .method, .inPlace],
    doc: "Between two tensors, by shares.",
    forward: .general { args in try .tensor(args.tensor(0).lerp(args.tensor(1), args.tensor(2))) },
    node: "LerpBackward1", samples: { [[.sample([1, 2]), .sample([3, 5]), .sample([0.3, 0.8])]] }
  ) { node, grad in
    let weight = try node.saved(2)
    return try node.gradients(
      grad * (1 - weight), grad * weight, grad * (node.saved(1) - node.saved(0)))
  }

  /// A row for a tensor plus a multiple of a product or quotient.
  private static func added(
    _ name: String, node: String, doc: String, refusal: @escaping (DType) throws -> Void,
    value: @escaping (Tensor, Tensor) throws -> Tensor,
    slopes: @escaping (Tensor, Tensor) throws -> (Tensor, Tensor)
  ) -> Op {
    let own = OpReference()
    let row = Op(
      "\(name)(Tensor self, Tensor tensor1, Tensor tensor2, *, Scalar value=1) -> Tensor",
      [.function, .method, .inPlace], doc: doc,
      forward: .general { args in
        let (x, a, b) = try (args.tensor(0), args.tensor(1), args.tensor(2))
        let factor = try args.scalar(3)
        try refusal(resultType(a, b))
        let result = try noGrad {
          try x + value(factor == 1 ? a : a * factor, b)
        }
        return .tensor(own.op.record(result, [x, a, b]) { node in
          node.save(0, a)
          node.save(1, b)
          node.firstNumber = factor.double
        })
      },
      node: node, samples: { [[.sample([1, 2]), .sample([3, 5]), .sample([0.3, 0.8]), .double(2)]] }
    ) { node, grad in
      let scaled = try grad * .double(node.firstNumber)
      let (first, second) = try slopes(node.saved(0), node.saved(1))
      return try node.gradients(grad, scaled * first, scaled * second)
    }
    own.op = row
    return row
  }
  static let addcmul: Op = added(
    "addcmul", node: "AddcmulBackward0", doc: "`input` plus a product.",
    refusal: { if $0 == .bool { throw TensorError.noKernel("addcmul_cpu_out", $0) } },
    value: { try $0 * $1 }, slopes: { ($1, $0) })
  static let addcdiv: Op = added(
    "addcdiv", node: "AddcdivBackward0", doc: "`input` plus a quotient.",
    refusal: { dtype in
      guard dtype.isIntegral else { return }
      throw TensorError.runtime(
        "Integer division with addcdiv is no longer supported, and in a future  release addcdiv will "
          + "perform a true division of tensor1 and tensor2. The historic addcdiv behavior can be "
          + "implemented as (input + value * torch.trunc(tensor1 / tensor2)).to(input.dtype) for integer "
          + "inputs and as (input + value * tensor1 / tensor2) for float inputs. The future addcdiv "
          + "behavior is just the latter implementation: (input + value * tensor1 / tensor2), for all "
          + "dtypes.")
    },
    value: { try $0 / $1 },
    slopes: { try ($1.reciprocal(), -($0 / ($1 * $1))) })

  static let whereMethod: Op = Op(
    "where.method(Tensor self, Tensor condition, Any other) -> Tensor", .method,
    doc: "The elements where the condition is true, those of `other` elsewhere.",
    forward: .general { args in
      try .tensor(Tensors.where(args.tensor(1), args.tensor(0), args.operand(2)))
    })

  static let clampTensor: Op = Op(
    "clamp.Tensor(Tensor self, Any min=None, Any max=None) -> Tensor", [.function, .method, .inPlace],
    doc: "Each element, limited by those of other tensors.",
    forward: .general { args in
      let x = try args.tensor(0)
      guard args.isGiven(1) || args.isGiven(2) else {
        throw TensorError.runtime("torch.clamp: At least one of 'min' or 'max' must not be None")
      }
      let bounds = try (args.isGiven(1) ? args.tensor(1) : nil, args.isGiven(2) ? args.tensor(2) : nil)
      return try .tensor(x.clamped(bounds.0, bounds.1))
    },
    node: "ClampBackward0", samples: { [[.sample([1, -2, 0.5]), .sample([0, -1, 0.7]), .none]] }
  ) { node, grad in
    let x = try node.saved(0)
    let (low, high) = try (node.saved(1), node.saved(2))
    let (below, above) = try (x.lt(low), x.gt(high))
    return try node.gradients(
      grad.kept(where: Op.ge.binary(x, low).logicalAnd(Op.le.binary(x, high))), grad.kept(where: below), grad.kept(where: above))
  }

  /// A row for a limit on one side.
  private static func limit(_ name: String, node: String, isLower: Bool) -> Op {
    let own = OpReference()
    let row = Op(
      "\(name)(Tensor self, Scalar \(isLower ? "min" : "max")) -> Tensor", [.function, .method, .inPlace],
      doc: "Each element, but \(isLower ? "at least `min`" : "at most `max`").",
      forward: .general { args in
        try .tensor(own.op.limited(args.tensor(0), args.scalar(1), isLower: isLower))
      },
      saves: .first, node: node, samples: { [[.sample([1, -2]), .double(0)]] }
    ) { node, grad in
      let x = try node.saved(0)
      let inside = try isLower ? x.ge(.double(node.firstNumber)) : x.le(.double(node.firstNumber))
      return try Gradients(grad.kept(where: inside))
    }
    own.op = row
    return row
  }
  static let clampMin: Op = limit("clamp_min", node: "ClampMinBackward0", isLower: true)
  static let clampMax: Op = limit("clamp_max", node: "ClampMaxBackward0", isLower: false)

  fileprivate func limited(_ x: Tensor, _ bound: Scalar, isLower: Bool) throws -> Tensor {
    let result = try noGrad { try isLower ? x.clamp(min: bound) : x.clamp(max: bound) }
    return record(result, x) { $0.firstNumber = bound.double }
  }

  /// The tensor limited below by a number.
  func applied(_ x: Tensor, _ bound: Double) throws -> Tensor { try limited(x, .double(bound), isLower: true) }

  static let isclose: Op = composite(
    "isclose(Tensor self, Tensor other, float rtol=1e-05, float atol=1e-08, bool equal_nan=False)",
    doc: "Whether elements are within `atol + rtol * abs(other)` of one another."
  ) { args in
    let (a, b) = try (args.tensor(0).detach(), args.tensor(1).detach())
    guard a.dtype == b.dtype else {
      throw TensorError.runtime("\(a.dtype.scalarTypeName) did not match \(b.dtype.scalarTypeName)")
    }
    let (relative, absolute) = try (args.double(2), args.double(3))
    var close = try a.eq(b)
    if args.bool(4), !a.dtype.isIntegral {
      close = try close.logicalOr(Op.isnan.unary(a).logicalAnd(Op.isnan.unary(b)))
    }
    let (x, y) = a.dtype.isIntegral ? try (a.to(.float64), b.to(.float64)) : (a, b)
    let allowed = try (y * .double(relative)).abs() + .double(absolute)
    let distance = try (x - y).abs()
    let near = try Op.isfinite.unary(distance).logicalAnd(Op.le.binary(distance, allowed))
    return try close.logicalOr(near)
  }

  /// A row for a property of each element made of comparisons.
  private static func property(_ name: String, doc: String, _ body: @escaping (Tensor) throws -> Tensor) -> Op {
    composite("\(name)(Tensor self)", doc: doc) { try body($0.tensor(0).detach()) }
  }
  static let isposinf: Op = property("isposinf", doc: "Whether elements are plus infinity.") { x in
    try Op.isposinf.refuseComplex(x)
    return try x.eq(.double(.infinity))
  }
  static let isneginf: Op = property("isneginf", doc: "Whether elements are minus infinity.") { x in
    try Op.isneginf.refuseComplex(x)
    return try x.eq(.double(-.infinity))
  }
  static let isreal: Op = property("isreal", doc: "Whether elements have no imaginary part.") {
    try $0.dtype.isComplex ? $0.detach().part(1).eq(0) : $0.eq($0).logicalOr(Op.isnan.unary($0))
  }
  static let signbit: Op = property("signbit", doc: "Whether the sign bit is set.") { x in
    try Op.signbit.refuseComplex(x)
    if x.dtype.isIntegral { return try x.lt(0) }
    return try x.lt(0).logicalOr(x.eq(0).logicalAnd(x.reciprocal().lt(0)))
  }

  static let subFromNumber: Op = composite(
    "sub.Scalar(Scalar self, Tensor other, *, Scalar alpha=1)", .function, doc: "A number less a tensor."
  ) { args in
    let x = try args.tensor(1)
    return try Tensor(args.scalar(0), resultType(x, args.scalar(0))).sub(x, alpha: args.scalar(2))
  }
  /// A row for arithmetic with a number in front.
  private static func ofNumber(_ name: String, _ row: @escaping () -> Op) -> Op {
    composite("\(name).Scalar(Scalar self, Tensor other)", .function, doc: row().doc) { args in
      let x = try args.tensor(1)
      return try row().binary(Tensor(args.scalar(0), resultType(x, args.scalar(0))), x)
    }
  }
  static let remainderOfNumber: Op = Op(
    "remainder.Scalar_Tensor(Scalar self, Tensor other) -> Tensor", .function, doc: Op.remainder.doc,
    forward: .general { args in
      let x = try args.tensor(1)
      let result = try noGrad {
        try Op.remainder.binary(Tensor(args.scalar(0), resultType(x, args.scalar(0))), x.detach())
      }
      return .tensor(Op.remainderOfNumber.record(result, x))
    },
    node: "NotImplemented")
  static let mulOfNumber: Op = ofNumber("mul") { Op.mul }
  static let addOfNumber: Op = ofNumber("add") { Op.add }
  static let divOfNumber: Op = ofNumber("div") { Op.div }

  static let renorm: Op = composed(
    "renorm(Tensor self, Scalar p, int dim, Scalar maxnorm) -> Tensor", [.function, .method, .inPlace],
    node: "RenormBackward0", doc: "The entries of a dimension scaled down to a norm of at most `maxnorm`.",
    samples: { [[.sample([3, 1, 0.2, 0.5], [2, 2]), .int(2), .int(0), .double(1)]] }
  ) { args in
    let (x, dim, limit) = try (args.tensor(0), args.int(2), args.double(3))
    guard x.rank >= 2 else {
      throw TensorError.runtime("renorm: input needs at least 2 dimensions, got \(x.rank) dimensions")
    }
    let dims = Dims.all(of: x.rank, but: try wrapped(dim, rank: x.rank))
    let norms = try x.norm(args.double(1), dims, keepDim: true)
    let factors = try Tensors.where(
      norms.gt(.double(limit)), (norms + 1e-7).reciprocal() * .double(limit), Tensor(1, x.dtype))
    return [try x * factors]
  }

  static var specialRows: [Op] {
    [
      frac, asinh, acosh, atanh, erfc, erfinv, lgamma, digamma, polygamma, polygammaOfTensor, i0, i1, i0e, i1e, sinc, entr, ndtri,
      erfcx, square, positive, ndtr, logNdtr, mvlgamma, frexp, deg2rad, rad2deg, sgn, roundDecimals,
      specialRound, logit, nanToNum, atan2, logaddexp, logaddexp2, xlog1py, fmax, fmin, heaviside, floatPower, ldexp,
      leftShift, rightShift, gcd, lcm, lerp, lerpScalar, whereMethod, addcmul, addcdiv, clampTensor, clampMin, clampMax,
      isclose, isposinf, isneginf, isreal, signbit, subFromNumber, remainderOfNumber, mulOfNumber, addOfNumber,
      divOfNumber, renorm, igamma, igammac, zeta,
    ] + besselRows
  }
}

private func commonDivisor(_ a: Int, _ b: Int) -> Int {
  var (x, y) = (a.magnitude, b.magnitude)
  while y != 0 { (x, y) = (y, x % y) }
  return Int(truncatingIfNeeded: x)
}

extension DType {
  /// The largest finite number of a floating point type.
  var largest: Double {
    switch self {
    case .float16: 65504
    case .bfloat16: 0x1.fep127
    case .float32: Double(Float.greatestFiniteMagnitude)
    default: .greatestFiniteMagnitude
    }
  }
}

extension Tensor {
  /// This slope of a Bessel function of order 1, which is 1/2 as near to 0 as the type can tell.
  fileprivate func besselSlope(at x: Tensor) throws -> Tensor {
    let epsilon = x.dtype == .float64 ? 0x1p-52 : 0x1p-23
    return try Tensors.where(x.abs().gt(.double(epsilon)), self, Tensor(0.5, dtype))
  }

  /// Complex numbers with numbers in parts that are NaN or infinite; PyTorch records none of it.
  fileprivate func partsWithoutNaN(_ args: Arguments) throws -> Tensor {
    if requiresGrad && isGradEnabled {
      throw TensorError.runtime(
        "nan_to_num does not support automatic differentiation for outputs with complex dtype.")
    }
    let parts = try (0...1).map { number -> Tensor in
      var values = args.values
      values[0] = try .tensor(detach().part(number))
      return try Op.nanToNum.call(Arguments(values, args.context)).tensor ?? self
    }
    return try Tensor.complex(parts[0], parts[1])
  }

  /// This tensor in a floating point type.
  func floating() throws -> Tensor { dtype.isIntegral ? try to(.float32) : self }

  public func lerp(_ end: Tensor, _ weight: Tensor) throws -> Tensor {
    if dtype.isIntegral { throw TensorError.noKernel("lerp_kernel_tensor", dtype) }
    let result = try noGrad {
      let difference = try end - self
      return try Tensors.where(
        weight.abs().lt(0.5), self + weight * difference, end - difference * (1 - weight))
    }
    return Op.lerp.record(result, [self, end, weight]) { node in
      for (index, operand) in [self, end, weight].enumerated() { node.save(index, operand) }
    }
  }

  fileprivate func clamped(_ low: Tensor?, _ high: Tensor?) throws -> Tensor {
    let result = try noGrad {
      let raised = try low.map { try maximum($0) } ?? self
      return try high.map { try raised.minimum($0) } ?? raised
    }
    let type = result.dtype
    let (lowest, highest) = (Tensor(.double(-.infinity), type.isIntegral ? .float64 : type),
      Tensor(.double(.infinity), type.isIntegral ? .float64 : type))
    return Op.clampTensor.record(result, [self, low ?? lowest, high ?? highest]) { node in
      node.save(0, self)
      node.save(1, low ?? lowest)
      node.save(2, high ?? highest)
    }
  }
}
