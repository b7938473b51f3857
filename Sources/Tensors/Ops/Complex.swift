import CLoops

// Complex tensors and their parts.

extension Op {
  static let complex: Op = Op(
    "complex(Tensor real, Tensor imag) -> Tensor", [.function], doc: "Complex numbers from their parts.",
    forward: .general { args in
      let (real, imaginary) = try (args.tensor(0), args.tensor(1))
      try Tensor.requireParts(real, imaginary)
      let result = try noGrad { try Tensor.complex(real, imaginary) }
      return .tensor(Op.complex.record(result, real, imaginary))
    },
    node: "ComplexBackward0"
  ) { node, grad in try node.gradients(grad.part(0), grad.part(1)) }

  static let polar: Op = Op(
    "polar(Tensor abs, Tensor angle) -> Tensor", [.function], doc: "Complex numbers from sizes and angles.",
    forward: .general { args in
      try Tensor.requireParts(args.tensor(0), args.tensor(1))
      let (size, angle) = try (args.tensor(0), args.tensor(1))
      let result = try noGrad { try Tensor.complex(size * angle.cos(), size * angle.sin()) }
      return .tensor(Op.polar.record(result, size, angle))
    },
    saves: [.first, .second], node: "PolarBackward0"
  ) { node, grad in
    let (size, angle) = try (node.saved(0), node.saved(1))
    let (real, imaginary) = try (grad.part(0), grad.part(1))
    let (cosine, sine) = try (angle.cos(), angle.sin())
    return try node.gradients(
      real * cosine + imaginary * sine, size * (imaginary * cosine - real * sine))
  }

  static let viewAsReal = Op(
    "view_as_real(Tensor self) -> Tensor", [.function],
    doc: "A view with the real and imaginary parts as a last dimension.",
    forward: .general { args in try .tensor(args.tensor(0).viewAsReal()) }, node: "ViewAsRealBackward0"
  ) { _, grad in try Gradients(grad.contiguous().viewAsComplex()) }

  static let viewAsComplex = Op(
    "view_as_complex(Tensor self) -> Tensor", [.function],
    doc: "A view with the last dimension, of size 2, as parts of complex numbers.",
    forward: .general { args in try .tensor(args.tensor(0).viewAsComplex()) }, node: "ViewAsComplexBackward0"
  ) { _, grad in try Gradients(grad.viewAsReal()) }

  static let real = Op(
    "real(Tensor self) -> Tensor", [.function], doc: "The real parts.",
    forward: .general { args in
      let x = try args.tensor(0)
      return try .tensor(x.dtype.isComplex ? x.part(0) : x)
    })
  static let imag = Op(
    "imag(Tensor self) -> Tensor", [.function], doc: "The imaginary parts.",
    forward: .general { args in
      guard try args.tensor(0).dtype.isComplex else {
        throw TensorError.runtime("imag is not implemented for tensors with non-complex dtypes.")
      }
      return try .tensor(args.tensor(0).part(1))
    })

  static let conj = Op(
    "conj(Tensor self) -> Tensor", [.function, .method], doc: "The numbers with the other imaginary sign.",
    forward: .general { args in
      let x = try args.tensor(0)
      return try .tensor(x.dtype.isComplex ? x.conjugated() : x)
    },
    node: "ConjBackward0"
  ) { _, grad in try Gradients(grad.conjugated()) }
  static let resolveConj = Op(
    "resolve_conj(Tensor self) -> Tensor", [.function, .method], doc: "The tensor itself.",
    forward: .general { args in try .tensor(args.tensor(0)) })

  static let angle: Op = Op(
    "angle(Tensor self) -> Tensor", [.function, .method], doc: "The angles of complex numbers.",
    forward: .general { args in
      let x = try args.tensor(0)
      let result = try noGrad {
        guard x.dtype.isComplex else {
          let angles = try x.floating().lt(0)
            .choose(.double(.pi), 0, x.dtype.isIntegral ? .float32 : x.dtype)
          return try Tensors.where(Op.isnan.unary(x), Tensor(.double(.nan), angles.dtype), angles)
        }
        return try Op.atan2.binary(x.part(1), x.part(0))
      }
      return .tensor(Op.angle.record(result, x))
    },
    saves: .first, node: "AngleBackward0"
  ) { node, grad in
    let x = try node.saved(0)
    guard x.dtype.isComplex else { return try Gradients(grad.zerosLike()) }
    let (a, b) = try (x.part(0), x.part(1))
    let share = try grad / (a * a + b * b)
    return try Gradients(Tensor.complex(share * -b, share * a))
  }

  /// The size of complex numbers.
  static let complexAbs = Op(
    "complex_abs() -> Tensor", [], doc: "", forward: .internalOnly, node: "AbsBackward0"
  ) { node, grad in
    let x = try node.saved(0)
    let size = try x.complexSize()
    let share = try Tensors.where(size.eq(0), Tensor(0, size.dtype), grad / size)
    return try Gradients(Tensor.complex(x.part(0) * share, x.part(1) * share))
  }

  static let unitRoots = Op(
    "_unit_roots(int n) -> Tensor", [.function],
    doc: "The cosines and sines of the multiples of a turn's `n`-th part: [n, 2] of float64.",
    forward: .general { args in
      let n = Swift.max(0, try args.int(0))
      guard n <= 1 << 16 else { throw TensorError.notSupported("\(n) roots of unity") }
      let parts = (0..<n).flatMap { index -> [Double] in
        let root = unitRoot(index, of: n)
        return [root.cosine, root.sine]
      }
      return .tensor(Tensor(parts, shape: Dims(n, 2), .float64))
    })

  static var complexRows: [Op] {
    [complex, polar, viewAsReal, viewAsComplex, real, imag, conj, resolveConj, angle, unitRoots]
  }
}

extension Tensor {
  /// Complex numbers from parts of one type, outside the graph.
  static func complex(_ real: Tensor, _ imaginary: Tensor) throws -> Tensor {
    try Tensors.stack(
      [real, imaginary].map { try $0.expand(broadcast(real.shape, imaginary.shape)) }, -1
    ).viewAsComplex()
  }

  /// Refuses tensors that complex numbers cannot be made of.
  fileprivate static func requireParts(_ first: Tensor, _ second: Tensor) throws {
    guard first.dtype == .float32 || first.dtype == .float64 else {
      throw TensorError.runtime(
        "Expected both inputs to be Half, Float or Double tensors but got "
          + "\(first.dtype.scalarTypeName) and \(second.dtype.scalarTypeName)")
    }
    guard first.dtype == second.dtype else {
      throw TensorError.runtime(
        "Expected object of scalar type \(first.dtype.scalarTypeName) but got scalar type "
          + "\(second.dtype.scalarTypeName) for second argument")
    }
  }

  /// The parts as a last dimension of size 2.
  func viewAsReal() throws -> Tensor {
    guard dtype.isComplex else {
      throw TensorError.runtime("view_as_real is only supported for complex tensors")
    }
    var (size, steps) = (shape, strides)
    for index in steps.indices { steps[index] *= 2 }
    try size.insert(2, at: rank)
    try steps.insert(1, at: rank)
    let result = Tensor(
      reinterpreting: self, dtype.partType, shape: size, strides: steps, count: count * 2)
    result.view = ViewOrigin(parent: self, maker: nil)
    return Op.viewAsReal.record(result, self)
  }

  func viewAsComplex() throws -> Tensor {
    guard dtype == .float32 || dtype == .float64 else {
      throw TensorError.runtime(
        "view_as_complex is only supported for half, float and double tensors, but got a tensor of scalar type: "
          + dtype.scalarTypeName)
    }
    guard rank > 0, shape[rank - 1] == 2 else {
      throw TensorError.runtime("Tensor must have a last dimension of size 2")
    }
    guard strides[rank - 1] == 1 else {
      throw TensorError.runtime("Tensor must have a last dimension with stride 1")
    }
    var (size, steps) = (shape, strides)
    size.remove(at: rank - 1)
    steps.remove(at: rank - 1)
    for index in steps.indices {
      guard steps[index] % 2 == 0 else {
        throw TensorError.runtime("Tensor must have a stride divisible by 2 for all but last dimension")
      }
      steps[index] /= 2
    }
    let result = Tensor(
      reinterpreting: self, dtype == .float64 ? .complex128 : .complex64, shape: size, strides: steps,
      count: count / 2)
    result.view = ViewOrigin(parent: self, maker: nil)
    return Op.viewAsComplex.record(result, self)
  }

  /// The real (0) or imaginary (1) parts, as a view.
  public func part(_ number: Int) throws -> Tensor { try viewAsReal().select(-1, number) }

  /// The conjugate of complex numbers, reals as they are: what a holomorphic function's slope becomes in a gradient.
  @inline(__always) func conjugatedIfComplex() throws -> Tensor {
    dtype.isComplex ? try conjugated() : self
  }

  func conjugated() throws -> Tensor {
    let result = try noGrad {
      let x = try detach()
      return try Tensor.complex(x.part(0), -x.part(1))
    }
    return Op.conj.record(result, self)
  }

  fileprivate func complexSize() throws -> Tensor {
    let x = try detach()
    let (a, b) = try (x.part(0), x.part(1))
    let result = try Tensor.empty(shape, dtype.partType)
    let (reals, imaginaries) = (a.doubles, b.doubles)
    var poll = StopPoll()
    for index in reals.indices {
      try poll.check(after: 8)
      Scalar.double(_hypot(reals[index], imaginaries[index]))
        .store(to: result.data + index * result.dtype.size, result.dtype)
    }
    return result
  }

  /// The sizes of complex numbers.
  func complexAbs() throws -> Tensor {
    Op.complexAbs.record(try complexSize(), self) { $0.save(0, self) }
  }

  /// Sums of real and imaginary parts.
  func complexSum(_ reduced: ReducedDims, _ shape: Dims) throws -> Tensor {
    try noGrad {
      let parts = try (0...1).map { number -> Tensor in
        var dims = Dims()
        for index in self.shape.indices where reduced.contains(index) { dims.append(index) }
        let part = try detach().part(number)
        return try (rank == 0 ? part : part.sum(dims)).reshape(shape)
      }
      return try Tensor.complex(parts[0], parts[1])
    }
  }
}

/// The cosine and sine of `index` of `n` parts of a turn. Computed in the first eighth, so that they are symmetric;
/// those of quarters and twelfths are exact, as sums of roots are to be zero.
private func unitRoot(_ index: Int, of n: Int) -> (cosine: Double, sine: Double) {
  let octant = index * 8 / n
  let rest = index * 8 - octant * n
  let part = octant % 2 == 0 ? rest : n - rest
  var (cosine, sine) = (1.0, 0.0)
  if part == n {
    (cosine, sine) = (0.5.squareRoot(), 0.5.squareRoot())
  } else if part * 3 == n * 2 {
    (cosine, sine) = (0.75.squareRoot(), 0.5)
  } else if part > 0 {
    let angle = Double.pi / 4 * (Double(part) / Double(n))
    (cosine, sine) = (_cos(angle), _sin(angle))
  }
  if [1, 2, 5, 6].contains(octant) { swap(&cosine, &sine) }
  return ((2...5).contains(octant) ? -cosine : cosine, octant >= 4 ? -sine : sine)
}
