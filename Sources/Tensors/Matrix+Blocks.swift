import CLoops

// Factorizations of large matrices, in blocks. An interrupted one has a result of no use.
extension Matrix {
  /// From this size on matrices are factored in blocks. Smaller ones go element by element, in the order in which the
  /// LAPACK that PyTorch uses rounds.
  static var blockedSize: Int { 40 }

  /// Whether both sides are long enough for blocks.
  var isLarge: Bool { Swift.min(rows, columns) >= Matrix.blockedSize }

  /// The product by the loops for large matrices.
  func blockedProduct(_ other: Matrix) -> Matrix {
    var result = Matrix(rows, other.columns)
    _ = cl_gemm(
      DType.float64.rawValue, Int64(rows), Int64(other.columns), Int64(columns), values, Int64(columns), 1, other.values,
      Int64(other.columns), 1, &result.values, Int64(other.columns), nil, 0, 0)
    return result
  }

  /// P L U in one matrix, the rows exchanged, and the first zero on the diagonal of U.
  func blockedLU() -> (factors: Matrix, pivots: [Int], zero: Int?) {
    var factors = self
    var pivots = (0..<Int64(Swift.min(rows, columns))).map { $0 }
    var zero: Int64 = -1
    _ = cl_lu(&factors.values, Int64(rows), Int64(columns), &pivots, &zero)
    return (factors, pivots.map(Int.init), zero < 0 ? nil : Int(zero))
  }

  /// The solution X of A X = `right` where this matrix is P L U.
  func blockedSolution(_ pivots: [Int], _ right: Matrix) -> Matrix {
    var result = right
    _ = cl_lu_solve(values, Int64(rows), pivots.map(Int64.init), &result.values, Int64(right.columns))
    return result
  }

  func blockedCholesky() -> (factor: Matrix, failure: Int?) {
    var factor = self
    var failure: Int64 = 0
    _ = cl_cholesky(&factor.values, Int64(rows), &failure)
    return (factor, failure == 0 ? nil : Int(failure))
  }

  /// The first `width` columns of Q, and R.
  func blockedQR(width: Int) -> (q: Matrix, r: Matrix) {
    var (q, r) = (Matrix(rows, width), self)
    _ = cl_qr(&r.values, Int64(rows), Int64(columns), &q.values, Int64(width))
    return (q, r)
  }

  /// The eigenvalues of a symmetric matrix in no order, and its eigenvectors as rows.
  func blockedEigen() -> (values: [Double], vectors: Matrix) {
    var (work, vectors) = (self, Matrix(rows, rows))
    var found = Array(repeating: 0.0, count: rows)
    _ = cl_symmetric_eigen(&work.values, Int64(rows), &found, &vectors.values)
    return (found, vectors)
  }

  /// Orthogonal columns of A V and V: from the eigenvectors of A' A, which for small singular values are not exact.
  func blockedOrthogonalization() -> (columns: Matrix, v: Matrix) {
    let flipped = transposed
    var directions = flipped.blockedProduct(self).blockedEigen().vectors
    if cl_stop_requested() { return (self, directions) }
    var images = directions.blockedProduct(flipped)
    _ = cl_orthogonalize_rows(&images.values, Int64(columns), Int64(rows), &directions.values)
    return (images.transposed, directions.transposed)
  }
}
