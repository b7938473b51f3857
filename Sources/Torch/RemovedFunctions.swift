import Python

/// Functions that PyTorch has taken away: old notebooks call them, and the error says what to write
/// instead.
private struct Removed {
  let name: String
  /// The parameters behind the tensor.
  let parameters: String
  let advice: String
  var isMethod = true

  /// The row, with the tensor under the name that the function or the method gives it.
  func row(receiver: String) -> Row {
    let text = "This function was deprecated since version 1.9 and is now removed." + advice
    return Row("\(name)(\(receiver)\(parameters))", "Was removed from PyTorch.") { (t, m, a) throws(Raised) in
      throw m.raise(.runtimeError, text)
    }
  }
}

let removedFunctions = removed.map { $0.row(receiver: "input") }
let removedMethods = removed.filter(\.isMethod).map { $0.row(receiver: "self") }

private let removed = [
  Removed(name: "solve", parameters: ", A, *, out=None", advice: " " + """
    `torch.solve` is deprecated in favor of `torch.linalg.solve`. `torch.linalg.solve` has its \
    arguments reversed and does not return the LU factorization.

    To get the LU factorization see `torch.lu`, which can be used with `torch.lu_solve` or `torch.lu_unpack`.
    X = torch.solve(B, A).solution should be replaced with:
    X = torch.linalg.solve(A, B)
    """),
  Removed(name: "eig", parameters: ", eigenvectors=False, *, e=None, v=None", advice: " " + """
    `torch.linalg.eig` returns complex tensors of dtype `cfloat` or `cdouble` rather than real \
    tensors mimicking complex tensors.

    L, _ = torch.eig(A) should be replaced with:
    L_complex = torch.linalg.eigvals(A)

    and

    L, V = torch.eig(A, eigenvectors=True) should be replaced with:
    L_complex, V_complex = torch.linalg.eig(A)
    """),
  Removed(name: "symeig", parameters: ", eigenvectors=False, upper=True, *, out=None", advice: " " + """
    The default behavior has changed from using the upper triangular portion of the matrix by \
    default to using the lower triangular portion.

    L, _ = torch.symeig(A, upper=upper) should be replaced with:
    L = torch.linalg.eigvalsh(A, UPLO='U' if upper else 'L')

    and

    L, V = torch.symeig(A, eigenvectors=True) should be replaced with:
    L, V = torch.linalg.eigh(A, UPLO='U' if upper else 'L')
    """),
  Removed(name: "lstsq", parameters: ", A, *, out=None", advice: " " + """
    `torch.lstsq` is deprecated in favor of `torch.linalg.lstsq`.
    `torch.linalg.lstsq` has reversed arguments and does not return the QR decomposition in the \
    returned tuple (although it returns other information about the problem).

    To get the QR decomposition consider using `torch.linalg.qr`.

    The returned solution in `torch.lstsq` stored the residuals of the solution in the last m - n \
    columns of the returned value whenever m > n. In torch.linalg.lstsq, the residuals are in the \
    field 'residuals' of the returned named tuple.

    The unpacking of the solution, as in
    X, _ = torch.lstsq(B, A).solution[:A.size(1)]
    should be replaced with:
    X = torch.linalg.lstsq(A, B).solution
    """),
  Removed(name: "matrix_rank", parameters: ", tol=None, symmetric=False, *, out=None", advice: "\n" + """
    Please use the `torch.linalg.matrix_rank` function instead. The parameter 'symmetric' was \
    renamed in `torch.linalg.matrix_rank()` to 'hermitian'.
    """, isMethod: false),
]
