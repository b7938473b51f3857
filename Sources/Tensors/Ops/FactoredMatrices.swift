import CLoops

// What matrices are solved with: factors kept for later, eigenvalues of general matrices, and their derivatives.

extension Op {
  static let linalgLUFactor = luFactor(
    "linalg_lu_factor(Tensor A, *, bool pivot=True)", result: "linalg_lu_factor", names: ["LU", "pivots"],
    withInfo: false)
  static let linalgLUFactorEx = luFactor(
    "linalg_lu_factor_ex(Tensor A, *, bool pivot=True, bool check_errors=False)",
    result: "linalg_lu_factor_ex", names: ["LU", "pivots", "info"], withInfo: true)

  private static func luFactor(
    _ schema: String, result: String, names: [String], withInfo: Bool
  ) -> Op {
    let own = OpReference()
    let row = Op(
      schema + " -> (Tensor)", .linalg, doc: "Both triangular factors in one matrix, and the rows exchanged.",
      forward: .general { args in
        let x = try args.tensor(0)
        try x.requireMatrices("linalg.lu", square: false)
        let (rows, columns) = (x.shape[x.rank - 2], x.shape[x.rank - 1])
        let factored = try x.detach().matrices().interruptibleMap(cost: Matrix.pollCost) { LUFactors($0, isSingle: x.dtype == .float32) }
        if let failure = factored.firstIndex(where: { $0.info > 0 }), !withInfo || args.bool(2) {
          let (name, place) = (withInfo ? "lu_factor_ex" : "lu_factor", factored[failure].info)
          throw TensorError.runtime(
            "torch.linalg.\(name): \(x.batchPlace(failure))U[\(place),\(place)] is zero and using it on lu_solve would result in a "
              + "division by zero. If you still want to perform the factorization, consider calling "
              + "linalg.lu(A, pivot) or linalg.lu_factor_ex(A, pivot)")
        }
        let pivots = factored.map { $0.pivots.map { Double($0 + 1) } }
        var values = try [
          x.batch(factored.map(\.factors), rows, columns),
          x.batch(pivots, Swift.min(rows, columns)).to(.int32),
        ]
        if withInfo { values.append(try x.batch(factored.map { Double($0.info) }, .int32)) }
        own.op.record(values, [x]) { node in
          node.save(0, values[0].detach())
          node.save(1, values[1])
        }
        return .named(type: "torch.return_types.\(result)", names: names, values: values)
      },
      node: "LinalgLuFactorExBackward0",
      formula: .multiple { node, grads in
        guard let grad = grads.first ?? nil else { return Gradients(nil) }
        let (factors, pivots) = try (node.saved(0), node.saved(1))
        let lower = try factors.triangular(upper: false, hasUnitDiagonal: true)
        return try Gradients(
          permutation(pivots, factors.shape[factors.rank - 2], factors.dtype).luGradient(
            lower, factors.triangle(0, upper: true), grad.triangle(-1, upper: false),
            grad.triangle(0, upper: true)))
      },
      samples: { [[.sample([2, 1, 0.5, 3], [2, 2])]] })
    own.op = row
    return row
  }

  /// The matrices P of A = P L U from the rows exchanged, counted from 1.
  fileprivate static func permutation(_ pivots: Tensor, _ size: Int, _ dtype: DType) throws -> Tensor {
    let width = pivots.shape[pivots.rank - 1]
    let numbers = pivots.scalars.map(\.int)
    let matrices = (0..<(numbers.count / Swift.max(width, 1))).map { index -> Matrix in
      var p = Matrix.identity(size)
      for (row, pivot) in numbers[(index * width)..<((index + 1) * width)].enumerated()
      where pivot >= 1 && pivot <= size {
        p.swapRows(row, pivot - 1)
      }
      return p.transposed
    }
    let shape = try pivots.shape.dropping(last: 1).appending(size, size)
    return Tensor(matrices.flatMap(\.values), shape: shape, dtype)
  }

  static let linalgLUSolve = composed(
    "linalg_lu_solve(Tensor LU, Tensor pivots, Tensor B, *, bool left=True, bool adjoint=False) -> Tensor",
    .linalg, node: "LinalgLuSolveBackward0", doc: "The solutions X of A X = B from the factors of A."
  ) { args in
    [try luSolution(args.tensor(0), args.tensor(1), args.tensor(2), left: args.bool(3), adjoint: args.bool(4))]
  }
  static let luSolve = composed(
    "lu_solve(Tensor self, Tensor LU_data, Tensor LU_pivots) -> Tensor", [.function, .method],
    node: "LinalgLuSolveBackward0", doc: "The solutions X of A X = B from the factors of A."
  ) { args in [try luSolution(args.tensor(1), args.tensor(2), args.tensor(0), left: true, adjoint: false)] }

  private static func luSolution(
    _ factors: Tensor, _ pivots: Tensor, _ b: Tensor, left: Bool, adjoint: Bool
  ) throws -> Tensor {
    try factors.requireMatrices("linalg.lu", square: true)
    let p = try permutation(pivots, factors.shape[factors.rank - 2], factors.dtype)
    let lower = try factors.triangular(upper: false, hasUnitDiagonal: true)
    let a = try p.matmul(lower.matmul(factors.triangle(0, upper: true)))
    return try solution(adjoint ? a.transpose(-2, -1) : a, b, left: left)
  }

  /// A row for a result with the places where matrices have none, beside it.
  private static func checked(
    _ schema: String, node: String, names: [String], doc: String,
    _ body: @escaping (Arguments) throws -> (values: Tensor, info: [Int]),
    message: @escaping (_ batch: String, _ place: Int) -> String, gradients: @escaping (Node, Tensor) throws -> Gradients
  ) -> Op {
    let own = OpReference()
    let name = schema.prefix { $0 != "(" }
    let row = Op(
      schema + " -> (Tensor \(names[0]), Tensor info)", .linalg, doc: doc,
      forward: .general { args in
        let operands = args.values.compactMap { argument -> Tensor? in
          if case .tensor(let x) = argument { x } else { nil }
        }
        let (values, info) = try noGrad { try body(args) }
        let checksErrors = own.op.schema.parameters.firstIndex { $0.name == "check_errors" }
        if let checksErrors, args.bool(checksErrors), let failure = info.firstIndex(where: { $0 > 0 }) {
          throw TensorError.linearAlgebra(message(operands[0].batchPlace(failure), info[failure]))
        }
        own.op.record([values], operands) { node in
          for (index, operand) in operands.enumerated() { node.save(index, operand) }
          node.save(2, values, isOutput: true)
          let upper = own.op.schema.parameters.firstIndex { $0.name == "upper" }
          node.firstInt = upper.map(args.bool) == true ? 1 : 0
        }
        let places = try operands[0].batch(info.map(Double.init), .int32)
        return .named(type: "torch.return_types.\(name)", names: names, values: [values, places])
      },
      node: node, formula: .multiple { node, grads in
        guard let grad = grads.first ?? nil else { return Gradients(nil) }
        return try gradients(node, grad)
      })
    own.op = row
    return row
  }

  static let linalgInvEx = checked(
    "linalg_inv_ex(Tensor A, *, bool check_errors=False)", node: "LinalgInvExBackward0",
    names: ["inverse", "info"], doc: "The inverses of matrices, and where a matrix has none."
  ) { args in
    let x = try args.tensor(0)
    try x.requireMatrices("linalg.inv", square: true)
    return try x.detach().inversesWithInfo()
  } message: {
    "linalg.inv_ex: \($0)The diagonal element \($1) is zero, the inversion could not be completed because the "
      + "input matrix is singular."
  } gradients: { node, grad in
    let flipped = try node.saved(2).transpose(-2, -1)
    return try Gradients(-flipped.matmul(grad).matmul(flipped))
  }

  static let linalgSolveEx = checked(
    "linalg_solve_ex(Tensor A, Tensor B, *, bool left=True, bool check_errors=False)", node: "LinalgSolveExBackward0",
    names: ["result", "info"], doc: "The solutions X of A X = B, and where there are none."
  ) { args in
    let (a, b, left) = try (args.tensor(0).detach(), args.tensor(1).detach(), args.bool(2))
    try a.requireMatrices("linalg.solve", square: true)
    let isVector = left && (b.rank == 1 || b.rank == a.rank - 1 && b.shape == a.shape.dropping(last: 1))
    let right = try isVector ? b.unsqueeze(-1) : left ? b : b.transpose(-2, -1)
    let solved = try (left ? a : a.transpose(-2, -1)).solvedWithInfo(right)
    let values = try isVector ? solved.values.squeeze(-1) : left ? solved.values : solved.values.transpose(-2, -1)
    return (values, solved.info)
  } message: { batch, _ in
    "torch.linalg.solve_ex: \(batch)The solver failed because the input matrix is singular."
  } gradients: { node, grad in
    let (a, b, x) = try (node.saved(0), node.saved(1), node.saved(2))
    let isVector = b.rank == a.rank - 1
    guard isVector || b.rank == a.rank else { throw TensorError.notSupported("the derivative of solve_ex of a batch") }
    let incoming = try isVector ? grad.unsqueeze(-1) : grad
    let right = try Tensor.inverse(a).transpose(-2, -1).matmul(incoming)
    let solution = try isVector ? x.unsqueeze(-1) : x
    return try node.gradients(-right.matmul(solution.transpose(-2, -1)), isVector ? right.squeeze(-1) : right)
  }

  static let linalgCholeskyEx = checked(
    "linalg_cholesky_ex(Tensor self, *, bool upper=False, bool check_errors=False)", node: "LinalgCholeskyExBackward0",
    names: ["L", "info"], doc: "The triangular factors of positive definite matrices, and where a matrix is none."
  ) { args in
    let x = try args.tensor(0)
    try x.requireMatrices("linalg.cholesky", square: true)
    let n = x.shape[x.rank - 1]
    let pairs = try x.detach().matrices().interruptibleMap(cost: Matrix.pollCost) { $0.cholesky() }
    let factors = try x.batch(pairs.map(\.factor), n, n)
    return (try args.bool(1) ? factors.transpose(-2, -1) : factors, pairs.map { $0.failure ?? 0 })
  } message: {
    "linalg.cholesky_ex: \($0)The factorization could not be completed because the input is not positive-definite (the "
      + "leading minor of order \($1) is not positive-definite)."
  } gradients: { node, grad in
    let factor = try node.saved(2)
    let gradient = try node.firstInt == 1
      ? factor.transpose(-2, -1).choleskyGradient(grad.transpose(-2, -1)) : factor.choleskyGradient(grad)
    return Gradients(gradient)
  }

  static let linalgTensorinv = Op(
    "linalg_tensorinv(Tensor self, int ind=2) -> Tensor", .linalg,
    doc: "The inverse under `tensordot` of as many dimensions as `ind`.",
    forward: .general { args in
      let (x, ind) = try (args.tensor(0), args.int(1))
      guard ind > 0, ind <= x.rank else {
        throw TensorError.runtime("Expected a strictly positive integer for 'ind'")
      }
      var (first, second) = (Dims(), Dims())
      for index in x.shape.indices {
        if index < ind { first.append(x.shape[index]) } else { second.append(x.shape[index]) }
      }
      guard first.product == second.product else {
        throw TensorError.runtime(
          "Expected self to satisfy the requirement prod(self.shape[ind:]) == prod(self.shape[:ind]), but got "
            + "\(second.product ?? 0) != \(first.product ?? 0)")
      }
      let flat = try x.reshape(Dims(first.product ?? 0, second.product ?? 0))
      let inverse = try Tensor.inverse(flat)
      let shaped = try noGrad { try inverse.detach().reshape(Dims(second.array + first.array)) }
      return .tensor(reshapeAlias.record(shaped, inverse))
    })
  /// A reshape of what only its function sees.
  private static let reshapeAlias = Op(
    "reshape_alias() -> Tensor", [], doc: "", forward: .internalOnly, node: "ReshapeAliasBackward0"
  ) { node, grad in try Gradients(grad.reshape(node.operandShape(0))) }

  static let linalgVander = Op(
    "linalg_vander(Tensor x, *, int? N=None) -> Tensor", .linalg, doc: "Powers of numbers, from 0 upwards.",
    forward: .general { args in
      let x = try args.tensor(0)
      guard x.rank > 0 else { throw TensorError.runtime("x must be at least 1-D") }
      let count = try args.optionalInt(1) ?? x.shape[x.rank - 1]
      guard count > 1 else { throw TensorError.runtime("N must be greater than 1.") }
      let wide = x.dtype.isIntegral ? try x.to(.int64) : x
      let column = try wide.unsqueeze(-1)
      let factors = try column.expand(wide.shape.appending(count - 1))
      return try .tensor(Tensors.cat([column.onesLike(), factors.cumprod(-1)], -1))
    })

  static let choleskyByFactor = composed(
    "cholesky_solve(Tensor self, Tensor L, bool upper=False) -> Tensor", [.function, .method],
    node: "CholeskySolveBackward0", doc: "The solutions X of A X = B from the Cholesky factor of A."
  ) { args in
    let l = try args.tensor(1)
    try l.requireMatrices("cholesky_solve", square: true)
    return [try solution(l.squared(isUpper: args.bool(2)), args.tensor(0))]
  }
  static let choleskyInverse = composed(
    "cholesky_inverse(Tensor self, bool upper=False) -> Tensor", [.function, .method],
    node: "CholeskyInverseBackward0", doc: "The inverse of a matrix from its Cholesky factor."
  ) { args in
    let l = try args.tensor(0)
    try l.requireMatrices("cholesky_inverse", square: true)
    // The inverse of the factor times its own transpose, in the order that keeps it symmetric.
    let inverse = try Tensor.inverse(l.triangle(0, upper: args.bool(1)))
    let flipped = try inverse.transpose(-2, -1)
    return [try args.bool(1) ? inverse.matmul(flipped) : flipped.matmul(inverse)]
  }

  static let linalgEig: Op = Op(
    "linalg_eig(Tensor self) -> (Tensor eigenvalues, Tensor eigenvectors)", [.linalg],
    doc: "Eigenvalues and eigenvectors of square matrices, complex.",
    forward: .general { args in
      let x = try args.tensor(0)
      try x.requireMatrices("linalg.eig", square: true)
      let results = try x.generalEigen()
      Op.linalgEig.record(results, [x]) { node in
        for (index, saved) in results.enumerated() { node.save(index, saved, isOutput: true) }
      }
      return .named(
        type: "torch.return_types.linalg_eig", names: ["eigenvalues", "eigenvectors"], values: results)
    },
    node: "LinalgEigBackward0",
    formula: .multiple { node, grads in
      try Gradients(node.saved(1).eigGradient(node.saved(0), grads.first ?? nil, grads.count > 1 ? grads[1] : nil))
    })
  static let linalgEigvals: Op = Op(
    "linalg_eigvals(Tensor self) -> Tensor", [.linalg], doc: "Eigenvalues of square matrices, complex.",
    forward: .general { args in
      try args.tensor(0).requireMatrices("linalg.eigvals", square: true)
      return try .tensor(Op.linalgEig.call(args).tensor ?? args.tensor(0))
    })

  static var factoredRows: [Op] {
    [
      linalgLUFactor, linalgLUFactorEx, linalgLUSolve, luSolve, linalgInvEx, linalgSolveEx,
      linalgCholeskyEx, linalgTensorinv, linalgVander,
      choleskyByFactor, choleskyInverse, linalgEig, linalgEigvals,
    ]
  }
}

extension Tensor {
  /// How messages name one of a batch of matrices; nothing for a single one.
  func batchPlace(_ index: Int) -> String { rank > 2 ? "(Batch element \(index)): " : "" }
}

extension LUFactors {
  /// The place of the first zero on the diagonal of U, from 1; 0 if there is none.
  var info: Int { zero.map { $0 + 1 } ?? 0 }
}

extension Dims {
  fileprivate func appending(_ size: Int) throws(TensorError) -> Dims {
    guard count + 1 <= Dims.maximum else { throw Dims.tooMany }
    var result = self
    result.append(size)
    return result
  }
}

extension Tensor {
  /// One triangle of matrices, with ones on the diagonal if `hasUnitDiagonal`.
  func triangular(upper: Bool, hasUnitDiagonal: Bool) throws -> Tensor {
    guard hasUnitDiagonal else { return try triangle(0, upper: upper) }
    let identity = try Tensor.eye(shape[rank - 2], shape[rank - 1], dtype)
    return try triangle(upper ? 1 : -1, upper: upper) + identity
  }

  /// The matrix that has this triangle as its Cholesky factor.
  fileprivate func squared(isUpper: Bool) throws -> Tensor {
    try isUpper ? transpose(-2, -1).matmul(self) : matmul(transpose(-2, -1))
  }

  /// The gradient of A = Q R for square R, where this tensor is Q.
  func qrGradient(_ r: Tensor, _ gq: Tensor?, _ gr: Tensor?) throws -> Tensor? {
    var m = try r.zerosLike()
    if let gr { m = try r.matmul(gr.transpose(-2, -1)) }
    if let gq { m = try m - gq.transpose(-2, -1).matmul(self) }
    let lower = try m.triangle(-1, upper: false)
    let symmetric = try lower + lower.transpose(-2, -1) + m.diagonal(0, -2, -1).diagonalEmbedded()
    var left = try matmul(symmetric)
    if let gq { left = try left + gq }
    return try left.matmul(Tensor.inverse(r).transpose(-2, -1))
  }

  /// Matrices with columns of zeros added on the right.
  func widened(to columns: Int) throws -> Tensor {
    try padded([0, columns - shape[rank - 1]], value: 0)
  }

  /// The gradient of square A = P L U, where this tensor is P.
  func luGradient(_ l: Tensor, _ u: Tensor, _ gl: Tensor?, _ gu: Tensor?) throws -> Tensor? {
    guard l.shape[l.rank - 2] == u.shape[u.rank - 1] else {
      throw TensorError.notSupported("the derivative of lu of matrices that are not square")
    }
    var inner = try l.zerosLike()
    if let gl { inner = try l.transpose(-2, -1).matmul(gl).triangle(-1, upper: false) }
    if let gu { inner = try inner + gu.matmul(u.transpose(-2, -1)).triangle(0, upper: true) }
    let left = try Tensor.inverse(l).transpose(-2, -1).matmul(inner)
    return try matmul(left.matmul(Tensor.inverse(u).transpose(-2, -1)))
  }

  /// Complex eigenvalues and eigenvectors of square matrices.
  fileprivate func generalEigen() throws -> [Tensor] {
    let n = shape[rank - 1]
    let precision = dtype == .float64 ? Double.ulpOfOne : Double(Float.ulpOfOne)
    let pairs = try detach().matrices().interruptibleMap(cost: Matrix.pollCost) { matrix in
      guard let pairs = matrix.generalEigen(precision: precision) else {
        throw TensorError.runtime("torch.linalg.eig: input tensor should not contain infs or NaNs.")
      }
      return pairs
    }
    var (valueShape, vectorShape) = (shape.dropping(last: 1), shape)
    try valueShape.insert(2, at: valueShape.count)
    try vectorShape.insert(2, at: vectorShape.count)
    let parts = pairs.flatMap { $0.values.flatMap { [$0.real, $0.imaginary] } }
    var vectorParts: [Double] = []
    for pair in pairs {
      for row in 0..<n {
        for column in 0..<n {
          vectorParts += [pair.vectors[column][row].real, pair.vectors[column][row].imaginary]
        }
      }
    }
    return try noGrad {
      try [
        Tensor(parts, shape: valueShape, dtype).viewAsComplex(),
        Tensor(vectorParts, shape: vectorShape, dtype).viewAsComplex(),
      ]
    }
  }

  /// The inverses of complex matrices, from those of the real matrices [A -B; B A].
  private func complexInverse() throws -> Tensor {
    let (a, b, n) = (try part(0), try part(1), shape[rank - 1])
    let block = try Tensors.cat(
      [Tensors.cat([a, -b], -1), Tensors.cat([b, a], -1)], -2)
    let left = try Tensor.inverse(block).slice(-1, from: 0, to: n, step: 1)
    return try Tensor.complex(
      left.slice(-2, from: 0, to: n, step: 1), left.slice(-2, from: n, to: 2 * n, step: 1))
  }

  /// The gradient of real matrices from those of their complex eigenvalues and eigenvectors (this tensor).
  fileprivate func eigGradient(_ values: Tensor, _ gl: Tensor?, _ gv: Tensor?) throws -> Tensor? {
    try noGrad {
      let adjoint = try conjugated().transpose(-2, -1)
      var inner = try zerosLike()
      if let gv {
        // Eigenvectors have length 1, which takes away what would only lengthen them.
        let product = try adjoint.matmul(gv)
        let lengths = try product.diagonal(0, -2, -1).part(0).to(dtype).diagonalEmbedded()
        let gaps = try values.unsqueeze(-2) - values.unsqueeze(-1)
        let safe = try Tensors.where(gaps.eq(0), Tensor(1, dtype), gaps.conjugated())
        let core = try (product - adjoint.matmul(self).matmul(lengths)) / safe
        inner = try core - core.diagonal(0, -2, -1).diagonalEmbedded()
      }
      if let gl { inner = try inner + gl.diagonalEmbedded() }
      let result = try adjoint.complexInverse().matmul(inner).matmul(adjoint)
      return try result.part(0).contiguous()
    }
  }
}
