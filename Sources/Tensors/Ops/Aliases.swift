extension OpTable {
  /// Other names of operations.
  public static let aliases: [(alias: String, name: String)] = [
    ("absolute", "abs"), ("negative", "neg"), ("multiply", "mul"), ("subtract", "sub"), ("divide", "div"),
    ("true_divide", "div"), ("greater", "gt"), ("greater_equal", "ge"), ("less", "lt"), ("less_equal", "le"),
    ("not_equal", "ne"), ("arccos", "acos"), ("arcsin", "asin"), ("arctan", "atan"), ("arctan2", "atan2"),
    ("arccosh", "acosh"), ("arcsinh", "asinh"), ("arctanh", "atanh"), ("clip", "clamp"), ("fix", "trunc"),
    ("concat", "cat"), ("concatenate", "cat"), ("row_stack", "vstack"), ("swapaxes", "transpose"),
    ("swapdims", "transpose"), ("moveaxis", "movedim"), ("ger", "outer"), ("det", "linalg_det"),
    ("inverse", "linalg_inv"), ("slogdet", "linalg_slogdet"), ("matrix_power", "linalg_matrix_power"),
    ("matrix_exp", "linalg_matrix_exp"), ("pinverse", "linalg_pinv"),
    ("qr", "linalg_qr"), ("trapz", "trapezoid"), ("special_expit", "sigmoid"), ("special_erf", "erf"),
    ("special_erfc", "erfc"), ("special_erfinv", "erfinv"), ("special_expm1", "expm1"),
    ("special_log1p", "log1p"), ("special_exp2", "exp2"), ("special_digamma", "digamma"),
    ("special_psi", "digamma"), ("special_gammaln", "lgamma"), ("special_i0", "i0"), ("special_sinc", "sinc"),
    ("special_logit", "logit"), ("special_xlogy", "xlogy"), ("special_logsumexp", "logsumexp"),
    ("special_softmax", "softmax"), ("special_log_softmax", "log_softmax"),
    ("special_polygamma", "polygamma"), ("special_gammainc", "igamma"), ("special_gammaincc", "igammac"),
    ("special_multigammaln", "mvlgamma"), ("linalg_matmul", "matmul"), ("linalg_diagonal", "diagonal"),
  ]
}
