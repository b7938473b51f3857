import CLoops

// Orthogonal polynomials; PyTorch has no derivatives of them.

extension Op {
  /// The rows of a polynomial of an argument and a degree, each of which can be a number if the other one is none.
  private static func polynomial(_ name: String, _ loop: cl_binary_op, doc: String) -> [Op] {
    ["(Tensor x, Tensor n)", ".x_scalar(Scalar x, Tensor n)", ".n_scalar(Tensor x, Scalar n)"].map { parameters in
      let own = OpReference()
      let row = Op(
        "special_\(name)\(parameters) -> Tensor", .special, doc: doc, kernel: "\(name)_cpu",
        forward: .general { args in
          let x: Tensor
          if case .tensor(let argument) = args[0] { x = argument } else { x = try args.tensor(1).operand(args.scalar(0)) }
          let n = try args.operand(1)
          let common = resultType(x, n)
          let dtype = common.isIntegral ? args.context.defaultDType : common
          guard dtype == .float32 || dtype == .float64 else { throw own.op.refusal(of: dtype) }
          let result = try Tensor.empty(broadcast(x.shape, n.shape), dtype)
          try own.op.run(loop, x.converted(to: dtype), n.converted(to: dtype), into: result)
          return .tensor(result)
        })
      own.op = row
      return row
    }
  }

  static var polynomialRows: [Op] {
    polynomial("chebyshev_polynomial_t", CL_CHEBYSHEV_T, doc: "Chebyshev's polynomials of the first kind.")
      + polynomial("chebyshev_polynomial_u", CL_CHEBYSHEV_U, doc: "Chebyshev's polynomials of the second kind.")
      + polynomial("chebyshev_polynomial_v", CL_CHEBYSHEV_V, doc: "Chebyshev's polynomials of the third kind.")
      + polynomial("chebyshev_polynomial_w", CL_CHEBYSHEV_W, doc: "Chebyshev's polynomials of the fourth kind.")
      + polynomial("shifted_chebyshev_polynomial_t", CL_SHIFTED_CHEBYSHEV_T, doc: "T(n) of 2x - 1.")
      + polynomial("shifted_chebyshev_polynomial_u", CL_SHIFTED_CHEBYSHEV_U, doc: "U(n) of 2x - 1.")
      + polynomial("shifted_chebyshev_polynomial_v", CL_SHIFTED_CHEBYSHEV_V, doc: "V(n) of 2x - 1.")
      + polynomial("shifted_chebyshev_polynomial_w", CL_SHIFTED_CHEBYSHEV_W, doc: "W(n) of 2x - 1.")
      + polynomial("hermite_polynomial_h", CL_HERMITE_H, doc: "Hermite's polynomials as physics has them.")
      + polynomial("hermite_polynomial_he", CL_HERMITE_HE, doc: "Hermite's polynomials as probability theory has them.")
      + polynomial("laguerre_polynomial_l", CL_LAGUERRE_L, doc: "Laguerre's polynomials.")
      + polynomial("legendre_polynomial_p", CL_LEGENDRE_P, doc: "Legendre's polynomials.")
  }
}
