import CLoops

// Linear algebra: inverses, determinants, factorizations and what follows from them.

extension Op {
  /// A row for one result from square matrices.
  private static func square(
    _ schema: String, _ variants: Variants = .linalg, node: String, doc: String,
    _ value: @escaping (Tensor) throws -> Tensor, save: Bool = true,
    samples: [Double] = [2, 1, 0.5, 3], gradient: @escaping (Tensor, Tensor, Tensor) throws -> Tensor
  ) -> Op {
    let own = OpReference()
    let name = schema.prefix { $0 != "(" }.replacingUnderscore
    let row = Op(
      schema + " -> Tensor", variants, doc: doc,
      forward: .general { args in
        let x = try args.tensor(0)
        try x.requireMatrices(name, square: true)
        return try .tensor(own.op.record(noGrad { try value(x.detach()) }, x))
      },
      saves: [.first, .result], node: node, samples: { [[.sample(samples, [2, 2])]] }
    ) { node, grad in try Gradients(gradient(grad, node.saved(0), node.saved(2))) }
    own.op = row
    return row
  }

  static let linalgInv = square(
    "linalg_inv(Tensor A)", node: "LinalgInvExBackward0", doc: "The inverses of matrices.",
    { try $0.inverseValues("linalg.inv") },
    gradient: { grad, _, inverse in
      let flipped = try inverse.transpose(-2, -1)
      return try -flipped.matmul(grad).matmul(flipped)
    })
  static let linalgDet = square(
    "linalg_det(Tensor A)", node: "LinalgDetBackward0", doc: "The determinants of matrices.",
    { x in
      try x.batch(x.matrices().interruptibleMap(cost: Matrix.pollCost) { matrix in
        // PyTorch factors the transpose, which is how its matrices lie in memory.
        LUFactors(matrix.transposed, isSingle: x.dtype == .float32).determinant
      })
    },
    gradient: { grad, x, det in
      let factor = try (grad * det).unsqueeze(-1).unsqueeze(-1)
      return try factor * Tensor.inverse(x).transpose(-2, -1)
    })
  static let linalgMatrixExp: Op = square(
    "linalg_matrix_exp(Tensor A)", node: "LinalgMatrixExpBackward0", doc: "The exponentials of matrices.",
    { x in try x.batch(x.matrices().interruptibleMap(cost: Matrix.pollCost) { $0.exponential() }, x.shape[x.rank - 1], x.shape[x.rank - 1]) },
    gradient: { grad, x, _ in
      // The exponential of a block matrix holds the derivative in its corner.
      let n = x.shape[x.rank - 1]
      let flipped = try x.transpose(-2, -1)
      let top = try Tensors.cat([flipped, grad], -1)
      let bottom = try Tensors.cat([x.zerosLike(), flipped], -1)
      guard let block = try Op.linalgMatrixExp.call(Arguments([.tensor(Tensors.cat([top, bottom], -2))], TorchContext())).tensor
      else { return grad }
      return try block.slice(-2, from: 0, to: n, step: 1).slice(-1, from: n, to: 2 * n, step: 1)
    })

  private static func cholesky(_ name: String, _ variants: Variants, node: String) -> Op {
    let own = OpReference()
    let row = Op(
      variants.contains(.linalg)
        ? "\(name)(Tensor L, *, bool upper=False) -> Tensor"
        : "\(name)(Tensor self, bool upper=False) -> Tensor", variants,
      doc: "The triangular factors of positive definite matrices.",
      forward: .general { args in
        let x = try args.tensor(0)
        if x.dtype.isIntegral && name == "cholesky" { throw TensorError.noKernel("cholesky_cpu", x.dtype) }
        try x.requireMatrices("linalg.cholesky", square: true)
        let result = try noGrad {
          try x.batch(x.matrices().enumerated().interruptibleMap(cost: Matrix.pollCost) { index, matrix in
            let (factor, failure) = matrix.cholesky()
            if let failure {
              throw TensorError.linearAlgebra(
                "linalg.cholesky: \(x.batchPlace(index))The factorization could not be completed because the input is not "
                  + "positive-definite (the leading minor of order \(failure) is not positive-definite).")
            }
            return factor
          }, x.shape[x.rank - 1], x.shape[x.rank - 1])
        }
        let recorded = own.op.record(result, x)
        return try .tensor(args.bool(1) ? recorded.transpose(-2, -1) : recorded)
      },
      saves: .result, node: node, samples: { [[.sample([4, 1, 1, 3], [2, 2])]] }
    ) { node, grad in
      try Gradients(node.saved(2).choleskyGradient(grad))
    }
    own.op = row
    return row
  }
  static let linalgCholesky = cholesky("linalg_cholesky", .linalg, node: "LinalgCholeskyExBackward0")
  static let cholesky = cholesky("cholesky", [.function, .method], node: "CholeskyBackward0")

  static let linalgSlogdet: Op = Op(
    "linalg_slogdet(Tensor A) -> (Tensor sign, Tensor logabsdet)", [.linalg],
    doc: "The signs and the logarithms of the sizes of determinants.",
    forward: .general { args in
      let x = try args.tensor(0)
      try x.requireMatrices("linalg.slogdet", square: true)
      let pairs = try x.detach().matrices().interruptibleMap(cost: Matrix.pollCost) { matrix -> (Double, Double) in
        let lu = LUFactors(matrix.transposed, isSingle: x.dtype == .float32)
        return (0..<matrix.rows).reduce((lu.sign, 0)) { pair, k in
          let pivot = lu.factors[k, k]
          return (pair.0 * (pivot > 0 ? 1 : pivot < 0 ? -1 : 0), pair.1 + _log(Swift.abs(pivot)))
        }
      }
      let results = try [x.batch(pairs.map(\.0)), x.batch(pairs.map(\.1))]
      Op.linalgSlogdet.record(results, [x]) { $0.save(0, x) }
      return .named(type: "torch.return_types.linalg_slogdet", names: ["sign", "logabsdet"], values: results)
    },
    node: "LinalgSlogdetBackward0",
    formula: .multiple { node, grads in
      guard grads.count > 1, let grad = grads[1] else { return Gradients(nil) }
      let inverse = try Tensor.inverse(node.saved(0))
      return try Gradients(grad.unsqueeze(-1).unsqueeze(-1) * inverse.transpose(-2, -1))
    })
  static let logdet = Op(
    "logdet(Tensor self) -> Tensor", [.function, .method], doc: "The logarithms of determinants.",
    forward: .general { args in
      try args.tensor(0).requireMatrices("logdet", square: true)
      guard case .named(_, _, let pair) = try Op.linalgSlogdet.call(Arguments([args[0]], args.context))
      else { return .none }
      let nan = Tensor(.double(.nan), pair[1].dtype)
      return try .tensor(Tensors.where(pair[0].detach().eq(-1), nan, pair[1]))
    })

  static let linalgSolve: Op = Op(
    "linalg_solve(Tensor A, Tensor B, *, bool left=True) -> Tensor", [.linalg],
    doc: "The solutions X of A X = B.",
    forward: .general { args in
      let (a, b) = try (args.tensor(0), args.tensor(1))
      try a.requireMatrices("linalg.solve", square: true)
      if !args.bool(2) {
        guard let flipped = try Op.linalgSolve.call(
          Arguments([.tensor(a.transpose(-2, -1)), .tensor(b.transpose(-2, -1)), .bool(true)], args.context)).tensor
        else { return .none }
        return try .tensor(flipped.transpose(-2, -1))
      }
      let isVector = b.rank == 1 || b.rank == a.rank - 1 && b.shape == a.shape.dropping(last: 1)
      let right = isVector ? try b.unsqueeze(-1) : b
      guard right.rank >= 2, right.shape[right.rank - 2] == a.shape[a.rank - 1] else {
        throw TensorError.runtime(
          "linalg.solve: Incompatible shapes of A and B for the equation AX = B (\(a.shape[a.rank - 2])x"
            + "\(a.shape[a.rank - 1]) and \(right.shape[right.rank - 2])x\(right.shape[right.rank - 1]))")
      }
      let result = try noGrad { try a.detach().solved(right.detach()) }
      let solution = isVector ? try noGrad { try result.squeeze(-1) } : result
      return .tensor(Op.linalgSolve.record(solution, a, b) { node in
        node.save(0, a)
        node.save(2, solution, isOutput: true)
        node.firstInt = isVector ? 1 : 0
      })
    },
    node: "LinalgSolveExBackward0",
    samples: { [[.sample([2, 1, 0.5, 3], [2, 2]), .sample([1, 2])]] }
  ) { node, grad in
    let isVector = node.firstInt == 1
    let (a, x) = try (node.saved(0), isVector ? node.saved(2).unsqueeze(-1) : node.saved(2))
    let incoming = try isVector ? grad.unsqueeze(-1) : grad
    let right = try Tensor.inverse(a).transpose(-2, -1).matmul(incoming)
    return try node.gradients(-right.matmul(x.transpose(-2, -1)), isVector ? right.squeeze(-1) : right)
  }

  /// A row for a factorization into named results, of which the first `constants` take no gradient.
  private static func factorization(
    _ schema: String, _ variants: Variants = .linalg, node: String, result: String, names: [String], doc: String,
    square: Bool = false, constants: Int = 0, samples: @escaping () throws -> [[Argument]] = { [] },
    _ body: @escaping (Arguments, Tensor) throws -> [Tensor],
    gradient: @escaping (Node, [Tensor?]) throws -> Tensor?
  ) -> Op {
    let own = OpReference()
    let name = schema.prefix { $0 != "(" }.replacingUnderscore
    let row = Op(
      schema + " -> (Tensor)", variants, doc: doc,
      forward: .general { args in
        let x = try args.tensor(0)
        try x.requireMatrices(name, square: square)
        let results = try noGrad { try body(args, x.detach()) }
        own.op.record(Array(results.dropFirst(constants)), [x]) { node in
          node.save(0, x)
          for (index, saved) in results.enumerated() { node.save(index + 1, saved, isOutput: true) }
        }
        return .named(type: "torch.return_types.\(result)", names: names, values: results)
      },
      node: node, formula: .multiple { try Gradients(gradient($0, $1)) }, samples: samples)
    own.op = row
    return row
  }

  static let linalgQR = factorization(
    "linalg_qr(Tensor A, str mode='reduced')", node: "LinalgQrBackward0", result: "linalg_qr", names: ["Q", "R"],
    doc: "Orthogonal and triangular factors.",
    samples: { [[.sample([2, 1, 0.5, 3, 1, -1], [3, 2])]] },
    { args, x in
      let (rows, columns) = (x.shape[x.rank - 2], x.shape[x.rank - 1])
      let mode = try args.string(1)
      guard ["reduced", "complete", "r"].contains(mode) else {
        throw TensorError.runtime(
          "qr received unrecognized mode '\(mode)' but expected one of 'reduced' (default), 'r', or 'complete'")
      }
      let width = mode == "complete" ? rows : Swift.min(rows, columns)
      let pairs = try x.matrices().interruptibleMap(cost: Matrix.pollCost) { $0.qr(width: width) }
      return try [
        x.batch(pairs.map(\.q), rows, width),
        x.batch(pairs.map { $0.r.leading(width, columns) }, width, columns),
      ]
    },
    gradient: { node, grads in
      let (q, r) = try (node.saved(1), node.saved(2))
      let (gq, gr) = (grads.first ?? nil, grads.count > 1 ? grads[1] : nil)
      let (rows, columns) = (q.shape[q.rank - 1], r.shape[r.rank - 1])
      if rows == columns { return try q.qrGradient(r, gq, gr) }
      // A wide matrix is [X Y] and R is [U V]: X = Q U is square, and Y = Q V depends on Q too.
      let left = try r.slice(-1, from: 0, to: rows, step: 1)
      guard let gr else { return try q.qrGradient(left, gq, nil).map { try $0.widened(to: columns) } }
      let rest = try gr.slice(-1, from: rows, to: columns, step: 1)
      let y = try q.matmul(r.slice(-1, from: rows, to: columns, step: 1))
      let spread = try y.matmul(rest.transpose(-2, -1))
      let total = try gq.map { try $0 + spread } ?? spread
      let first = try q.qrGradient(left, total, gr.slice(-1, from: 0, to: rows, step: 1))
      return try first.map { try Tensors.cat([$0, q.matmul(rest)], -1) }
    })

  static let linalgEigh = factorization(
    "linalg_eigh(Tensor A, str UPLO='L')", node: "LinalgEighBackward0", result: "linalg_eigh",
    names: ["eigenvalues", "eigenvectors"], doc: "Eigenvalues and eigenvectors of symmetric matrices.", square: true,
    { args, x in
      let lower = try args.string(1) != "U"
      let pairs = try x.matrices().interruptibleMap(cost: Matrix.pollCost) { $0.symmetrized(lower: lower).symmetricEigen() }
      let n = x.shape[x.rank - 1]
      return try [x.batch(pairs.map(\.values), n), x.batch(pairs.map(\.vectors), n, n)]
    },
    gradient: { node, grads in try node.saved(2).eighGradient(node.saved(1), grads) })
  static let linalgEigvalsh = Op(
    "linalg_eigvalsh(Tensor A, str UPLO='L') -> Tensor", [.linalg], doc: "Eigenvalues of symmetric matrices.",
    forward: .general { args in .tensor(try Op.linalgEigh.call(args).tensor ?? args.tensor(0)) })

  static let linalgSVD = factorization(
    "linalg_svd(Tensor A, bool full_matrices=True, *, str? driver=None)", node: "LinalgSvdBackward0",
    result: "linalg_svd", names: ["U", "S", "Vh"], doc: "Singular values and vectors.",
    { args, x in try x.singularParts(full: args.bool(1)) },
    gradient: { node, grads in try node.svdGradient(grads) })
  static let svd = Op(
    "svd(Tensor self, bool some=True, bool compute_uv=True) -> (Tensor U, Tensor S, Tensor V)",
    [.function, .method], doc: "Singular values and vectors.",
    forward: .general { args in
      guard case .named(_, _, let parts) = try Op.linalgSVD.call(
        Arguments([args[0], .bool(!args.bool(1)), .none], args.context))
      else { return .none }
      return try .named(
        type: "torch.return_types.svd", names: ["U", "S", "V"],
        values: [parts[0], parts[1], parts[2].transpose(-2, -1)])
    })
  static let linalgSvdvals = Op(
    "linalg_svdvals(Tensor A, *, str? driver=None) -> Tensor", [.linalg], doc: "Singular values.",
    forward: .general { args in
      guard case .named(_, _, let parts) = try Op.linalgSVD.call(
        Arguments([args[0], .bool(false), .none], args.context))
      else { return .none }
      return .tensor(parts[1])
    })

  static let linalgLU = factorization(
    "linalg_lu(Tensor A, *, bool pivot=True)", node: "LinalgLuBackward0", result: "linalg_lu",
    names: ["P", "L", "U"], doc: "Permutation, lower and upper factors.", constants: 1,
    samples: { [[.sample([2, 1, 0.5, 3], [2, 2])]] },
    { _, x in
      let (rows, columns) = (x.shape[x.rank - 2], x.shape[x.rank - 1])
      let width = Swift.min(rows, columns)
      var parts: [[Matrix]] = [[], [], []]
      for matrix in try x.matrices() {
        let lu = LUFactors(matrix, isSingle: x.dtype == .float32)
        var (p, l, u) = (Matrix.identity(rows), Matrix(rows, width), Matrix(width, columns))
        for (row, pivot) in lu.pivots.enumerated() { p.swapRows(row, pivot) }
        for i in 0..<rows { for j in 0..<width { l[i, j] = i == j ? 1 : i > j ? lu.factors[i, j] : 0 } }
        for i in 0..<width { for j in i..<columns { u[i, j] = lu.factors[i, j] } }
        parts[0].append(p.transposed)
        parts[1].append(l)
        parts[2].append(u)
      }
      return try [
        x.batch(parts[0], rows, rows), x.batch(parts[1], rows, width), x.batch(parts[2], width, columns),
      ]
    },
    gradient: { node, grads in
      try node.saved(1).luGradient(
        node.saved(2), node.saved(3), grads.first ?? nil, grads.count > 1 ? grads[1] : nil)
    })

  static let linalgPinv: Op = Op(
    "linalg_pinv(Tensor A, float? rcond=None, bool hermitian=False, *, float? rtol=None) -> Tensor", [.linalg],
    doc: "Pseudoinverses of matrices.",
    forward: .general { args in
      let x = try args.tensor(0)
      try x.requireMatrices("linalg.pinv", square: false)
      let tolerance = try args.optionalScalar(3)?.double ?? args.optionalScalar(1)?.double
      let result = try noGrad { try x.detach().pseudoinverse(tolerance) }
      return .tensor(Op.linalgPinv.record(result, x))
    },
    saves: [.first, .result], node: "LinalgPinvBackward0",
    samples: { [[.sample([2, 1, 0.5, 3, 1, -1], [3, 2])]] }
  ) { node, grad in
    let (a, p) = try (node.saved(0), node.saved(2))
    let (at, pt, gt) = try (a.transpose(-2, -1), p.transpose(-2, -1), grad.transpose(-2, -1))
    let ppt = try p.matmul(pt)
    let ptp = try pt.matmul(p)
    let first = try -pt.matmul(grad).matmul(pt)
    let second = try (gt - a.matmul(p).matmul(gt)).matmul(ppt)
    let third = try ptp.matmul(gt - gt.matmul(p).matmul(a))
    _ = at
    return try Gradients(first + second + third)
  }

  static let linalgLstsq = composed(
    "linalg_lstsq(Tensor A, Tensor B, float? rcond=None, *, str? driver=None)"
      + " -> (Tensor solution, Tensor residuals, Tensor rank, Tensor singular_values)",
    [.linalg], node: "LinalgLstsqBackward0", doc: "Least squares solutions of A X = B.",
    value: {
      .named(
        type: "torch.return_types.linalg_lstsq",
        names: ["solution", "residuals", "rank", "singular_values"], values: $0)
    },
    { args in
      let (a, b) = try (args.tensor(0), args.tensor(1))
      try a.requireMatrices("linalg.lstsq", square: false)
      let call = Arguments([.tensor(a), .none, .bool(false), .none], args.context)
      let inverse = try Op.linalgPinv.call(call).tensor ?? a
      let isVector = b.rank == a.rank - 1
      let right = isVector ? try b.unsqueeze(-1) : b
      let solution = try inverse.matmul(right)
      let rank = try a.detach().matrixRank(nil)
      let (rows, columns) = (a.shape[a.rank - 2], a.shape[a.rank - 1])
      var residuals = try Tensor.zeros(Dims(0), a.dtype)
      if rows > columns, rank.scalars.allSatisfy({ $0.int == columns }) {
        let difference = try a.matmul(solution) - right
        residuals = try (difference * difference).sum(Dims(-2))
      }
      return try [
        isVector ? solution.squeeze(-1) : solution, residuals, rank, Tensor.zeros(Dims(0), a.dtype),
      ]
    })

  static let linalgMatrixRank = Op(
    "linalg_matrix_rank(Tensor A, *, float? atol=None, float? rtol=None, bool hermitian=False) -> Tensor", [.linalg],
    doc: "The ranks of matrices.",
    forward: .general { args in
      let x = try args.tensor(0).detach()
      try x.requireMatrices("linalg.matrix_rank", square: false)
      return try .tensor(x.matrixRank(args.optionalScalar(2)?.double, absolute: args.optionalScalar(1)?.double))
    })

  static let linalgMatrixPower: Op = Op(
    "linalg_matrix_power(Tensor self, int n) -> Tensor", [.linalg], doc: "Powers of square matrices.",
    forward: .general { args in
      let (x, n) = try (args.tensor(0), args.int(1))
      guard x.rank >= 2 else {
        throw TensorError.runtime("linalg.matrix_power: The input tensor A must have at least 2 dimensions.")
      }
      guard x.shape[x.rank - 2] == x.shape[x.rank - 1] else {
        throw TensorError.runtime(
          "linalg.matrix_power: A must be batches of square matrices, but they are \(x.shape[x.rank - 2]) by "
            + "\(x.shape[x.rank - 1]) matrices")
      }
      guard n > .min else { throw TensorError.runtime("linalg.matrix_power: n is too small") }
      if n == 0 { return try .tensor(Tensor.eye(x.shape[x.rank - 1], x.shape[x.rank - 1], x.dtype).expand(x.shape).clone()) }
      let base = n < 0 ? try Tensor.inverse(x) : x
      var (result, power, rest): (Tensor?, Tensor, Int) = (nil, base, Swift.abs(n))
      while rest > 0 {
        if rest & 1 == 1 { result = try result.map { try $0.matmul(power) } ?? power }
        rest >>= 1
        if rest > 0 { power = try power.matmul(power) }
      }
      return .tensor(result ?? base)
    })

  static let linalgVectorNorm = Op(
    "linalg_vector_norm(Tensor self, Scalar ord=2, int[1]? dim=None, bool keepdim=False, *, ScalarType? dtype=None) -> Tensor",
    [.linalg], doc: "Norms of vectors.",
    forward: .general { args in
      let x = try args.tensor(0)
      return try .tensor(
        (args.dtype(4).map { try x.to($0) } ?? x).norm(
          args.double(1), args.isGiven(2) ? args.ints(2) : nil, keepDim: args.bool(3)))
    })
  static let linalgMatrixNorm = Op(
    "linalg_matrix_norm(Tensor self, Any ord='fro', int[] dim=[], bool keepdim=False, *, ScalarType? dtype=None) -> Tensor",
    [.linalg], doc: "Norms of matrices.",
    forward: .general { args in
      let x = try args.tensor(0)
      guard x.rank >= 2 else {
        throw TensorError.runtime("linalg.matrix_norm: The input tensor A must have at least 2 dimensions.")
      }
      let dims = try args.isGiven(2) ? args.ints(2) : Dims(-2, -1)
      return try .tensor(x.matrixNorm(args[1], dims, keepDim: args.bool(3)))
    })
  static let linalgNorm = Op(
    "linalg_norm(Tensor self, Any ord=None, int[1]? dim=None, bool keepdim=False, *, ScalarType? dtype=None) -> Tensor",
    [.linalg], doc: "Norms of vectors or matrices.",
    forward: .general { args in
      let given = try args.tensor(0)
      let x = try args.dtype(4).map { try given.to($0) } ?? given
      let dims = try args.isGiven(2) ? args.ints(2) : nil
      guard args.isGiven(1) else { return try .tensor(x.norm(2, dims, keepDim: args.bool(3))) }
      let isMatrix = dims.map { $0.count == 2 } ?? (x.rank == 2)
      guard isMatrix else {
        guard dims != nil || x.rank == 1 else {
          throw TensorError.runtime(
            "linalg.norm: If dim is not specified but ord is, the input must be 1D or 2D. Got \(x.rank)D.")
        }
        return try .tensor(x.norm(args.double(1), dims, keepDim: args.bool(3)))
      }
      return try .tensor(x.matrixNorm(args[1], dims ?? Dims(-2, -1), keepDim: args.bool(3)))
    })
  static let linalgCond = Op(
    "linalg_cond(Tensor self, Any p=None) -> Tensor", [.linalg], doc: "Condition numbers of matrices.",
    forward: .general { args in
      let x = try args.tensor(0)
      try x.requireMatrices("linalg.svd", square: false)
      if !args.isGiven(1) || args[1].scalar?.double == 2 {
        let s = try Op.linalgSvdvals.call(Arguments([args[0], .none], args.context)).tensor ?? x
        let last = s.shape[s.rank - 1]
        let (largest, least) = try (
          s.slice(-1, from: 0, to: 1, step: 1), s.slice(-1, from: last - 1, to: last, step: 1)
        )
        return try .tensor((largest / least).squeeze(-1))
      }
      let dims = Dims(-2, -1)
      return try .tensor(
        x.matrixNorm(args[1], dims, keepDim: false) * Tensor.inverse(x).matrixNorm(args[1], dims, keepDim: false))
    })
  static let linalgSolveTriangular = composed(
    "linalg_solve_triangular(Tensor self, Tensor B, *, bool upper, bool left=True, "
      + "bool unitriangular=False) -> Tensor",
    [.linalg], node: "LinalgSolveTriangularBackward0",
    doc: "The solutions X of A X = B with triangular A."
  ) { args in
    let (a, b) = try (args.tensor(0), args.tensor(1))
    try a.requireMatrices("triangular_solve", square: true)
    let triangle = try a.triangular(upper: args.bool(2), hasUnitDiagonal: args.bool(4))
    return [try Op.solution(triangle, b, left: args.bool(3))]
  }
  static let triangularSolve = composed(
    "triangular_solve(Tensor self, Tensor A, bool upper=True, bool transpose=False, "
      + "bool unitriangular=False) -> (Tensor solution, Tensor cloned_coefficient)",
    [.function, .method], node: "TriangularSolveBackward0",
    doc: "The solutions X of A X = B with triangular A, and a copy of A.",
    value: {
      .named(
        type: "torch.return_types.triangular_solve", names: ["solution", "cloned_coefficient"],
        values: $0)
    }
  ) { args in
    let (b, a) = try (args.tensor(0), args.tensor(1))
    try a.requireMatrices("triangular_solve", square: true)
    let triangle = try a.triangular(upper: args.bool(2), hasUnitDiagonal: args.bool(4))
    return try [Op.solution(args.bool(3) ? triangle.transpose(-2, -1) : triangle, b), a.clone()]
  }

  /// The solutions of A X = B, or X A = B.
  static func solution(_ a: Tensor, _ b: Tensor, left: Bool = true) throws -> Tensor {
    try linalgSolve.call(Arguments([.tensor(a), .tensor(b), .bool(left)], TorchContext())).tensor ?? b
  }

  static var linalgRows: [Op] {
    [
      linalgInv, linalgDet, linalgMatrixExp, linalgCholesky, cholesky, linalgSlogdet, logdet, linalgSolve, linalgQR,
      linalgEigh, linalgEigvalsh, linalgSVD, svd, linalgSvdvals, linalgLU, linalgPinv,
      linalgLstsq, linalgMatrixRank, linalgMatrixPower, linalgVectorNorm, linalgMatrixNorm, linalgNorm,
      linalgCond, linalgSolveTriangular, triangularSolve,
    ] + factoredRows
  }
}

extension TensorError {
  /// A `_LinAlgError` of PyTorch.
  static func linearAlgebra(_ message: String) -> TensorError { TensorError(.linearAlgebra, message) }
}

extension Substring {
  /// `linalg_inv` as messages write it: `linalg.inv`.
  fileprivate var replacingUnderscore: String {
    hasPrefix("linalg_") ? "linalg." + dropFirst(7) : String(self)
  }
}

extension Dims {
  /// Without the last `number` sizes.
  func dropping(last number: Int) -> Dims {
    var result = self
    for _ in 0..<number { result.remove(at: result.count - 1) }
    return result
  }
}

extension Matrix {
  /// One triangle mirrored into the other.
  fileprivate func symmetrized(lower: Bool) -> Matrix {
    var result = self
    for i in 0..<rows {
      for j in 0..<i {
        if lower { result[j, i] = self[i, j] } else { result[i, j] = self[j, i] }
      }
    }
    return result
  }
}

extension Tensor {
  func requireMatrices(_ name: String, square: Bool) throws {
    guard rank >= 2 else {
      throw TensorError.runtime("\(name): The input tensor A must have at least 2 dimensions.")
    }
    guard !square || shape[rank - 2] == shape[rank - 1] else {
      throw TensorError.runtime(
        "\(name): A must be batches of square matrices, but they are \(shape[rank - 2]) by "
          + "\(shape[rank - 1]) matrices")
    }
    if dtype.isIntegral { throw integersRefused(name) }
    guard dtype == .float32 || dtype == .float64 else {
      throw TensorError.notSupported("\(name) of \(dtype.name) tensors")
    }
  }

  /// How an operation on matrices refuses integers: some by their kernel's name, others in a sentence.
  private func integersRefused(_ name: String) -> TensorError {
    switch name {
    case "linalg.eigh": .noKernel("linalg_eigh_cpu", dtype)
    case "linalg.lu": .noKernel("lu_cpu", dtype)
    case "triangular_solve", "cholesky_solve": .noKernel("\(name)_cpu", dtype)
    case "linalg.eig", "linalg.eigvals":
      .runtime("Unknown Complex ScalarType for \(dtype.scalarTypeName)")
    case "linalg.matrix_rank", "linalg.lstsq":
      .runtime("This function doesn't handle types other than float and double")
    case "linalg.pinv":
      .runtime(
        "linalg.pinv(\(dtype.scalarTypeName){\(shape.text)}): expected a tensor with 2 or more dimensions of "
          + "float, double, cfloat or cdouble types")
    default:
      .runtime("\(name): Expected a floating point or complex tensor as input. Got \(dtype.scalarTypeName)")
    }
  }

  static func inverse(_ x: Tensor) throws -> Tensor {
    try Op.linalgInv.call(Arguments([.tensor(x)], TorchContext())).tensor ?? x
  }

  fileprivate func inverseValues(_ name: String) throws -> Tensor {
    let (values, info) = try inversesWithInfo()
    if let failure = info.firstIndex(where: { $0 > 0 }) {
      throw TensorError.linearAlgebra(
        "\(name): \(batchPlace(failure))The diagonal element \(info[failure]) is zero, the inversion could not be "
          + "completed because the input matrix is singular.")
    }
    return values
  }

  /// The inverse of each matrix, and for each the place of a zero on the diagonal of U, from 1, or 0.
  func inversesWithInfo() throws -> (values: Tensor, info: [Int]) {
    let n = shape[rank - 1]
    let factored = try matrices().interruptibleMap(cost: Matrix.pollCost) {
      LUFactors($0, isSingle: dtype == .float32)
    }
    try checkStop()
    let inverses = try factored.interruptibleMap(cost: Matrix.pollCost) { $0.solve(.identity(n)) }
    return try (batch(inverses, n, n), factored.map(\.info))
  }

  /// The gradient of a matrix from that of this Cholesky factor of it.
  func choleskyGradient(_ grad: Tensor) throws -> Tensor {
    let product = try transpose(-2, -1).matmul(grad).triangle(0, upper: false)
    let halved = try product - product.diagonal(0, -2, -1).diagonalEmbedded() * 0.5
    let inverse = try Tensor.inverse(self)
    let gradient = try inverse.transpose(-2, -1).matmul(halved).matmul(inverse)
    return try (gradient + gradient.transpose(-2, -1)) * 0.5
  }

  fileprivate func solved(_ right: Tensor) throws -> Tensor {
    let (values, info) = try solvedWithInfo(right)
    if let failure = info.firstIndex(where: { $0 > 0 }) {
      throw TensorError.linearAlgebra(
        "torch.linalg.solve: \(batchPlace(failure))The solver failed because the input matrix is singular.")
    }
    return values
  }

  /// The solutions for each matrix, and for each the place of a zero on the diagonal of U, from 1, or 0.
  func solvedWithInfo(_ right: Tensor) throws -> (values: Tensor, info: [Int]) {
    let n = shape[rank - 1]
    let outer = try broadcast(shape.dropping(last: 2), right.shape.dropping(last: 2))
    let left = try expand(outer.appending(n, n))
    let b = try right.expand(outer.appending(n, right.shape[right.rank - 1]))
    var (solutions, info): ([Matrix], [Int]) = ([], [])
    for (a, b) in try zip(left.matrices(), b.matrices()) {
      let lu = LUFactors(a, isSingle: dtype == .float32)
      try checkStop()
      solutions.append(lu.solve(b))
      info.append(lu.info)
    }
    return (try b.batch(solutions, n, right.shape[right.rank - 1]), info)
  }

  func diagonalEmbedded() throws -> Tensor {
    try Op.diagEmbed.call(Arguments([.tensor(self), .int(0), .int(-2), .int(-1)], TorchContext())).tensor ?? self
  }

  fileprivate func singularParts(full: Bool) throws -> [Tensor] {
    let (rows, columns) = (shape[rank - 2], shape[rank - 1])
    let width = Swift.min(rows, columns)
    let parts = try matrices().interruptibleMap(cost: Matrix.pollCost) { $0.singularValues() }
    let (uWidth, vWidth) = full ? (rows, columns) : (width, width)
    return try [
      batch(parts.map { full ? $0.u.completed() : $0.u }, rows, uWidth),
      batch(parts.map(\.s), width),
      batch(parts.map { (full ? $0.v.completed() : $0.v).transposed }, vWidth, columns),
    ]
  }

  fileprivate func pseudoinverse(_ tolerance: Double?) throws -> Tensor {
    let (rows, columns) = (shape[rank - 2], shape[rank - 1])
    let epsilon = dtype == .float32 ? 0x1p-23 : 0x1p-52
    let relative = tolerance ?? Double(Swift.max(rows, columns)) * epsilon
    return try batch(matrices().interruptibleMap(cost: Matrix.pollCost) { matrix in
      let (u, s, v) = matrix.singularValues()
      let limit = (s.first ?? 0) * relative
      var scaled = v
      for i in 0..<v.rows { for j in 0..<v.columns { scaled[i, j] = s[j] > limit ? v[i, j] / s[j] : 0 } }
      return scaled * u.transposed
    }, columns, rows)
  }

  fileprivate func matrixRank(_ relative: Double?, absolute: Double? = nil) throws -> Tensor {
    let epsilon = dtype == .float32 ? 0x1p-23 : 0x1p-52
    let share = relative ?? (absolute == nil ? Double(Swift.max(shape[rank - 2], shape[rank - 1])) * epsilon : 0)
    return try batch(matrices().interruptibleMap(cost: Matrix.pollCost) { matrix in
      let s = matrix.singularValues().s
      let limit = Swift.max(absolute ?? 0, (s.first ?? 0) * share)
      return Double(s.filter { $0 > limit }.count)
    }, .int64)
  }

  func matrixNorm(_ order: Argument, _ dims: Dims, keepDim: Bool) throws -> Tensor {
    if dtype.isIntegral { throw integersRefused("linalg.matrix_norm") }
    guard dims.count == 2 else {
      throw TensorError.runtime("linalg.matrix_norm: dim must be a 2-tuple. Got \(dims.text)")
    }
    let (a, b) = try (wrapped(dims[0], rank: rank), wrapped(dims[1], rank: rank))
    if case .string(let name) = order {
      if name == "fro" { return try norm(2, Dims(a, b), keepDim: keepDim) }
      guard name == "nuc" else {
        throw TensorError.runtime("linalg.matrix_norm: Order \(name) not supported.")
      }
      return try singularNorm(a, b, keepDim) { try $0.sum(Dims(-1)) }
    }
    let number = order.scalar?.double ?? 2
    guard [1, 2, .infinity].contains(Swift.abs(number)) else {
      throw TensorError.runtime("linalg.matrix_norm: Order \(Scalar.double(number).text) not supported.")
    }
    let context = TorchContext()
    let extreme = { (x: Tensor, dim: Int, keep: Bool) throws -> Tensor in
      let row = number > 0 ? Op.amax : Op.amin
      return try row.call(Arguments([.tensor(x), .int(dim), .bool(keep)], context)).tensor ?? x
    }
    if Swift.abs(number) == 2 { return try singularNorm(a, b, keepDim) { try extreme($0, -1, false) } }
    let (summed, left) = Swift.abs(number) == 1 ? (a, b) : (b, a)
    if keepDim { return try extreme(abs().sum(Dims(summed), keepDim: true), left, true) }
    let flat = try abs().sum(Dims(summed))
    return try extreme(flat, left > summed ? left - 1 : left, false)
  }

  private func singularNorm(
    _ a: Int, _ b: Int, _ keepDim: Bool, _ join: (Tensor) throws -> Tensor
  ) throws -> Tensor {
    let last = try movedim(a, rank - 1).movedim(b > a ? b - 1 : b, rank - 1)
    guard let s = try Op.linalgSvdvals.call(Arguments([.tensor(last), .none], TorchContext())).tensor
    else { return self }
    let result = try join(s)
    return keepDim ? try result.unsqueeze(Swift.min(a, b)).unsqueeze(Swift.max(a, b)) : result
  }

  /// The gradient of symmetric matrices from those of eigenvalues and eigenvectors (this tensor).
  fileprivate func eighGradient(_ values: Tensor, _ grads: [Tensor?]) throws -> Tensor? {
    let flipped = try transpose(-2, -1)
    var inner = try Tensor.zeros(shape, dtype)
    if let gl = grads.first ?? nil { inner = try gl.diagonalEmbedded() }
    if grads.count > 1, let gv = grads[1] {
      let gaps = try values.unsqueeze(-2) - values.unsqueeze(-1)
      let safe = try Tensors.where(gaps.eq(0), Tensor(.double(.infinity), dtype), gaps)
      inner = try inner + flipped.matmul(gv) / safe
    }
    return try matmul(inner).matmul(flipped)
  }
}

extension Node {
  /// The gradient of matrices from those of their singular values and vectors.
  fileprivate func svdGradient(_ grads: [Tensor?]) throws -> Tensor? {
    let k = try saved(2).shape[saved(2).rank - 1]
    let u = try saved(1).slice(-1, from: 0, to: k, step: 1)
    let s = try saved(2)
    let v = try saved(3).slice(-2, from: 0, to: k, step: 1).transpose(-2, -1)
    var inner = try Tensor.zeros(s.shape.appending(k, k).droppingThird(), s.dtype)
    if grads.count > 1, let gs = grads[1] { inner = try gs.diagonalEmbedded() }
    let squares = try s * s
    let gaps = try squares.unsqueeze(-2) - squares.unsqueeze(-1)
    let safe = try Tensors.where(gaps.eq(0), Tensor(.double(.infinity), s.dtype), gaps)
    let skew = { (m: Tensor) throws -> Tensor in try (m - m.transpose(-2, -1)) / safe }
    var outside: Tensor?
    if let given = grads.first ?? nil {
      let gu = try given.slice(-1, from: 0, to: k, step: 1)
      inner = try inner + skew(u.transpose(-2, -1).matmul(gu)) * s.unsqueeze(-2)
      let rest = try (gu - u.matmul(u.transpose(-2, -1).matmul(gu))) / s.unsqueeze(-2)
      outside = try rest.matmul(v.transpose(-2, -1))
    }
    if grads.count > 2, let given = grads[2] {
      let gv = try given.slice(-2, from: 0, to: k, step: 1).transpose(-2, -1)
      inner = try inner + s.unsqueeze(-1) * skew(v.transpose(-2, -1).matmul(gv))
      let rest = try (gv - v.matmul(v.transpose(-2, -1).matmul(gv))) / s.unsqueeze(-2)
      let part = try u.matmul(rest.transpose(-2, -1))
      outside = try outside.map { try $0 + part } ?? part
    }
    let core = try u.matmul(inner).matmul(v.transpose(-2, -1))
    return try outside.map { try core + $0 } ?? core
  }
}

extension Dims {
  /// Without the third size from the end, which is the length of a list of singular values.
  fileprivate func droppingThird() -> Dims {
    var result = self
    result.remove(at: count - 3)
    return result
  }
}
