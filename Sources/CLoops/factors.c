// Factors of large matrices of doubles, row by row in memory. Blocks of columns are worked on one after the other; what
// a block does to the rest of the matrix is a matrix product.
#include "CLoops.h"
#include "vectormath.h"
#include <math.h>
#include <stdlib.h>
#include <string.h>

#pragma STDC FP_CONTRACT OFF

enum { BLOCK = 32 };

static inline int64_t smaller(int64_t a, int64_t b) { return a < b ? a : b; }

// Memory for so many doubles, less than the matrix itself takes.
static double *scratch(int64_t count) {
  double *block = cl_allocate((size_t)(count > 0 ? count : 1) * sizeof(double));
  if (!block) abort();
  return block;
}

static void give_back(double *block, int64_t count) {
  cl_deallocate(block, (size_t)(count > 0 ? count : 1) * sizeof(double));
}

// c += a b, where c has rows of c_row elements.
static cl_status add_product(int64_t m, int64_t n, int64_t k, const double *a, int64_t a_row, int64_t a_column,
                             const double *b, int64_t b_row, int64_t b_column, double *c, int64_t c_row) {
  if (m <= 0 || n <= 0 || k <= 0) return CL_OK;
  return cl_gemm(CL_FLOAT64, m, n, k, a, a_row, a_column, b, b_row, b_column, c, c_row, c, c_row, 1);
}

// y -= factor x
static CL_CLONES void subtract_multiple(double *y, const double *x, double factor, int64_t n) {
  for (int64_t i = 0; i < n; i++) y[i] -= factor * x[i];
}

static void swap_rows(double *a, double *b, int64_t n) {
  for (int64_t i = 0; i < n; i++) {
    double value = a[i];
    a[i] = b[i];
    b[i] = value;
  }
}

// -a, packed.
static void negate_block(const double *a, int64_t row, int64_t rows, int64_t columns, double *out) {
  for (int64_t i = 0; i < rows; i++)
    for (int64_t j = 0; j < columns; j++) out[i * columns + j] = -a[i * row + j];
}

// The columns k to end of a matrix, below row k: pivots, multipliers, and their effect on each other.
static void factor_panel(double *a, int64_t rows, int64_t columns, int64_t k, int64_t end, int64_t *pivots, int64_t *zero) {
  for (int64_t j = k; j < end; j++) {
    int64_t best = j;
    for (int64_t i = j + 1; i < rows; i++)
      if (fabs(a[i * columns + j]) > fabs(a[best * columns + j])) best = i;
    pivots[j] = best;
    if (best != j) swap_rows(a + best * columns, a + j * columns, columns);
    double pivot = a[j * columns + j];
    if (pivot == 0) {
      if (*zero < 0) *zero = j;
      continue;
    }
    for (int64_t i = j + 1; i < rows; i++) {
      double factor = a[i * columns + j] /= pivot;
      if (factor != 0) subtract_multiple(a + i * columns + j + 1, a + j * columns + j + 1, factor, end - j - 1);
    }
  }
}

cl_status cl_lu(double *a, int64_t rows, int64_t columns, int64_t *pivots, int64_t *zero) {
  const int64_t width = smaller(rows, columns), size = rows * BLOCK;
  double *negative = scratch(size);
  *zero = -1;
  cl_status status = CL_OK;
  for (int64_t k = 0; k < width && status == CL_OK; k += BLOCK) {
    int64_t end = smaller(k + BLOCK, width), rest = columns - end;
    factor_panel(a, rows, columns, k, end, pivots, zero);
    for (int64_t i = k + 1; i < end; i++)
      for (int64_t p = k; p < i; p++)
        subtract_multiple(a + i * columns + end, a + p * columns + end, a[i * columns + p], rest);
    negate_block(a + end * columns + k, columns, rows - end, end - k, negative);
    status = add_product(rows - end, rest, end - k, negative, end - k, 1, a + k * columns + end, columns, 1,
                         a + end * columns + end, columns);
  }
  give_back(negative, size);
  return status;
}

// The rows k to end of x less what the solved rows of the same block contribute, downwards by L or upwards by U.
static void solve_block(const double *lu, int64_t n, double *x, int64_t m, int64_t k, int64_t end, bool is_lower) {
  for (int64_t step = 0; step < end - k; step++) {
    int64_t i = is_lower ? k + step : end - 1 - step;
    for (int64_t p = is_lower ? k : i + 1; p < (is_lower ? i : end); p++)
      subtract_multiple(x + i * m, x + p * m, lu[i * n + p], m);
    for (int64_t j = 0; !is_lower && j < m; j++) x[i * m + j] /= lu[i * n + i];
  }
}

cl_status cl_lu_solve(const double *lu, int64_t n, const int64_t *pivots, double *x, int64_t m) {
  const int64_t size = n * BLOCK;
  double *negative = scratch(size);
  cl_status status = CL_OK;
  for (int64_t i = 0; i < n; i++)
    if (pivots[i] != i) swap_rows(x + i * m, x + pivots[i] * m, m);
  for (int64_t k = 0; k < n && status == CL_OK; k += BLOCK) {
    int64_t end = smaller(k + BLOCK, n);
    solve_block(lu, n, x, m, k, end, true);
    negate_block(lu + end * n + k, n, n - end, end - k, negative);
    status = add_product(n - end, m, end - k, negative, end - k, 1, x + k * m, m, 1, x + end * m, m);
  }
  for (int64_t k = (n - 1) / BLOCK * BLOCK; k >= 0 && status == CL_OK; k -= BLOCK) {
    int64_t end = smaller(k + BLOCK, n);
    solve_block(lu, n, x, m, k, end, false);
    negate_block(lu + k, n, k, end - k, negative);
    status = add_product(k, m, end - k, negative, end - k, 1, x + k * m, m, 1, x, m);
  }
  give_back(negative, size);
  return status;
}

static CL_CLONES double dot(const double *x, const double *y, int64_t n) {
  enum { LANES = 16 };
  double lane[LANES] = {0}, sum = 0;
  int64_t i = 0;
  for (; i + LANES <= n; i += LANES)
    for (int k = 0; k < LANES; k++) lane[k] += x[i + k] * y[i + k];
  for (; i < n; i++) sum += x[i] * y[i];
  for (int k = 0; k < LANES; k++) sum += lane[k];
  return sum;
}

// The columns k to end of L; the order of a minor that is not positive, else 0.
static int64_t cholesky_panel(double *a, int64_t n, int64_t k, int64_t end) {
  for (int64_t i = k; i < n; i++)
    for (int64_t j = k; j < end && j <= i; j++) {
      double value = a[i * n + j] - dot(a + i * n + k, a + j * n + k, j - k);
      if (i != j) a[i * n + j] = value / a[j * n + j];
      else if (!(value > 0)) return i + 1;
      else a[i * n + i] = sqrt(value);
    }
  return 0;
}

cl_status cl_cholesky(double *a, int64_t n, int64_t *failure) {
  const int64_t size = n * BLOCK;
  double *negative = scratch(size);
  cl_status status = CL_OK;
  *failure = 0;
  for (int64_t k = 0; k < n && status == CL_OK && *failure == 0; k += BLOCK) {
    int64_t end = smaller(k + BLOCK, n);
    *failure = cholesky_panel(a, n, k, end);
    negate_block(a + end * n + k, n, n - end, end - k, negative);
    // Only what is below the diagonal, in bands of rows.
    for (int64_t i = end; i < n && status == CL_OK && *failure == 0; i += 4 * BLOCK) {
      int64_t last = smaller(i + 4 * BLOCK, n);
      status = add_product(last - i, last - end, end - k, negative + (i - end) * (end - k), end - k, 1, a + end * n + k,
                           1, n, a + i * n + end, n);
    }
  }
  for (int64_t i = 0; i < n; i++) memset(a + i * n + i + 1, 0, (size_t)(n - i - 1) * sizeof *a);
  give_back(negative, size);
  return status;
}

// A reflection that leaves of a vector of n elements, `stride` apart, only the first: v (with a first element of 1) is
// left in its place, and the result is the factor tau of H = 1 - tau v v'. Zero where nothing is to be done. The sign is
// LAPACK's.
static double make_reflection(double *x, int64_t n, int64_t stride, double *first) {
  double tail = 0, alpha = x[0];
  for (int64_t i = 1; i < n; i++) tail += x[i * stride] * x[i * stride];
  *first = alpha;
  if (tail == 0) return 0;
  double beta = alpha < 0 ? sqrt(alpha * alpha + tail) : -sqrt(alpha * alpha + tail);
  for (int64_t i = 1; i < n; i++) x[i * stride] /= alpha - beta;
  *first = beta;
  return (beta - alpha) / beta;
}

// A block of reflections Q = 1 - V T V' of `width` vectors, and room for products with it.
typedef struct {
  int64_t rows, width;
  double *v, *t, *product, *second;
} reflections;

// Columns k to end of a become reflections below the diagonal and R above it; fills V and T.
static void reflect_panel(double *a, int64_t rows, int64_t columns, int64_t k, int64_t end, reflections *q) {
  double first, taus[BLOCK], row[BLOCK];
  q->rows = rows - k;
  q->width = end - k;
  memset(q->v, 0, (size_t)(q->rows * q->width) * sizeof *q->v);
  for (int64_t j = k; j < end; j++) {
    double *column = a + j * columns + j;
    double tau = taus[j - k] = make_reflection(column, rows - j, columns, &first);
    for (int64_t i = j; i < rows; i++) {
      q->v[(i - k) * q->width + j - k] = i == j ? 1 : tau == 0 ? 0 : a[i * columns + j];
      if (i > j) a[i * columns + j] = 0;
    }
    *column = first;
    memset(row, 0, sizeof row);
    for (int64_t i = j; i < rows; i++)
      subtract_multiple(row, a + i * columns + j + 1, -q->v[(i - k) * q->width + j - k], end - j - 1);
    for (int64_t i = j; i < rows; i++)
      subtract_multiple(a + i * columns + j + 1, row, tau * q->v[(i - k) * q->width + j - k], end - j - 1);
  }
  // Column j of T: -tau_j T (V' v_j) above its diagonal.
  memset(q->t, 0, (size_t)(q->width * q->width) * sizeof *q->t);
  memset(q->product, 0, (size_t)(q->width * q->width) * sizeof *q->product);
  add_product(q->width, q->width, q->rows, q->v, 1, q->width, q->v, q->width, 1, q->product, q->width);
  for (int64_t j = 0; j < q->width; j++) {
    q->t[j * q->width + j] = taus[j];
    for (int64_t i = 0; i < j; i++) {
      double sum = 0;
      for (int64_t p = i; p < j; p++) sum += q->t[i * q->width + p] * q->product[p * q->width + j];
      q->t[i * q->width + j] = -taus[j] * sum;
    }
  }
}

// c = Q c, or Q' c, for `columns` columns of c.
static cl_status apply_reflections(const reflections *q, bool transposed, double *c, int64_t row, int64_t columns) {
  if (columns <= 0) return CL_OK;
  size_t bytes = (size_t)(q->width * columns) * sizeof(double);
  memset(q->product, 0, bytes);
  memset(q->second, 0, bytes);
  cl_status status = add_product(q->width, columns, q->rows, q->v, 1, q->width, c, row, 1, q->product, columns);
  for (int64_t i = 0; i < q->width; i++)
    for (int64_t p = 0; p < q->width; p++) {
      double factor = transposed ? q->t[p * q->width + i] : q->t[i * q->width + p];
      if (factor != 0) subtract_multiple(q->second + i * columns, q->product + p * columns, factor, columns);
    }
  if (status == CL_OK) status = add_product(q->rows, columns, q->width, q->v, q->width, 1, q->second, columns, 1, c, row);
  return status;
}

cl_status cl_qr(double *a, int64_t rows, int64_t columns, double *q, int64_t q_columns) {
  const int64_t width = smaller(rows, columns), blocks = (width + BLOCK - 1) / BLOCK;
  const int64_t most = columns > q_columns ? columns : q_columns, wide = most > BLOCK ? most : BLOCK;
  const int64_t per_block = rows * BLOCK + BLOCK * BLOCK, count = blocks * per_block + 2 * BLOCK * wide;
  double *memory = scratch(count);
  double *products = memory + blocks * per_block;
  cl_status status = CL_OK;
  reflections r = {.product = products, .second = products + BLOCK * wide};
  for (int64_t b = 0; b < blocks && status == CL_OK; b++) {
    int64_t k = b * BLOCK, end = smaller(k + BLOCK, width);
    r.v = memory + b * per_block;
    r.t = r.v + rows * BLOCK;
    reflect_panel(a, rows, columns, k, end, &r);
    status = apply_reflections(&r, true, a + k * columns + end, columns, columns - end);
  }
  memset(q, 0, (size_t)(rows * q_columns) * sizeof *q);
  for (int64_t i = 0; i < smaller(rows, q_columns); i++) q[i * q_columns + i] = 1;
  for (int64_t b = blocks - 1; b >= 0 && status == CL_OK; b--) {
    int64_t k = b * BLOCK;
    r.v = memory + b * per_block;
    r.t = r.v + rows * BLOCK;
    r.rows = rows - k;
    r.width = smaller(BLOCK, width - k);
    status = apply_reflections(&r, false, q + k * q_columns + k, q_columns, q_columns - k);
  }
  give_back(memory, count);
  return status;
}

// row -= (row . v) tau v, for each of `rows` rows that are `step` apart.
static CL_CLONES void reflect_rows(double *x, int64_t step, int64_t rows, const double *v, double tau, int64_t n) {
  for (int64_t i = 0; i < rows; i++, x += step) {
    double factor = tau * dot(x, v, n);
    for (int64_t j = 0; j < n; j++) x[j] -= factor * v[j];
  }
}

// x -= w_i v + v_i w for each row i of a symmetric matrix.
static CL_CLONES void subtract_pair(double *a, int64_t step, const double *v, const double *w, int64_t n) {
  for (int64_t i = 0; i < n; i++, a += step) {
    double first = w[i], second = v[i];
    for (int64_t j = 0; j < n; j++) a[j] -= first * v[j] + second * w[j];
  }
}

// A symmetric matrix becomes one of three diagonals: `diagonal` and `beside` (n - 1 elements). The rows of `vectors`
// become those of the transformation's transpose.
static cl_status tridiagonalize(double *a, int64_t n, double *diagonal, double *beside, double *vectors, double *w) {
  memset(vectors, 0, (size_t)(n * n) * sizeof *vectors);
  double *taus = w + n;
  for (int64_t k = 0; k + 1 < n; k++) {
    if (cl_stop_requested()) return CL_INTERRUPTED;
    int64_t rest = n - k - 1;
    double *v = a + k * n + k + 1, *inner = a + (k + 1) * n + k + 1;
    double tau = taus[k] = make_reflection(v, rest, 1, &beside[k]);
    v[0] = 1;
    if (tau == 0) continue;
    for (int64_t i = 0; i < rest; i++) w[i] = tau * dot(inner + i * n, v, rest);
    double half = 0.5 * tau * dot(w, v, rest);
    for (int64_t i = 0; i < rest; i++) w[i] -= half * v[i];
    subtract_pair(inner, n, v, w, rest);
  }
  for (int64_t i = 0; i < n; i++) {
    diagonal[i] = a[i * n + i];
    vectors[i * n + i] = 1;
  }
  for (int64_t k = n - 2; k >= 0; k--) {
    if (cl_stop_requested()) return CL_INTERRUPTED;
    if (taus[k] != 0)
      reflect_rows(vectors + (k + 1) * n + k + 1, n, n - k - 1, a + k * n + k + 1, taus[k], n - k - 1);
  }
  return CL_OK;
}

// Rows x and y become c x - s y and s x + c y.
static CL_CLONES void rotate_rows(double *x, double *y, double c, double s, int64_t n) {
  for (int64_t i = 0; i < n; i++) {
    double a = x[i], b = y[i];
    x[i] = c * a - s * b;
    y[i] = s * a + c * b;
  }
}

// One implicit QL step on rows l to m of the three diagonals, the rotations done to the vectors too.
static void ql_step(double *d, double *e, int64_t l, int64_t m, double *vectors, int64_t n) {
  double g = (d[l + 1] - d[l]) / (2 * e[l]), r = hypot(g, 1);
  g = d[m] - d[l] + e[l] / (g + copysign(r, g));
  double s = 1, c = 1, p = 0;
  for (int64_t i = m - 1; i >= l; i--) {
    double f = s * e[i], b = c * e[i];
    r = hypot(f, g);
    e[i + 1] = r;
    if (r == 0) {
      d[i + 1] -= p;
      e[m] = 0;
      return;
    }
    s = f / r;
    c = g / r;
    g = d[i + 1] - p;
    r = (d[i] - g) * s + 2 * c * b;
    p = s * r;
    d[i + 1] = g + p;
    g = c * r - b;
    rotate_rows(vectors + i * n, vectors + (i + 1) * n, c, s, n);
  }
  d[l] -= p;
  e[l] = g;
  e[m] = 0;
}

cl_status cl_symmetric_eigen(double *a, int64_t n, double *values, double *vectors) {
  enum { MOST_STEPS = 60 };
  double *room = scratch(3 * n), *beside = room + 2 * n;
  cl_status status = tridiagonalize(a, n, values, beside, vectors, room);
  beside[n - 1] = 0;
  for (int64_t l = 0; l < n && status == CL_OK; l++)
    for (int step = 0; step < MOST_STEPS && status == CL_OK; step++) {
      int64_t m = l;
      while (m < n - 1 && fabs(beside[m]) > 0x1p-52 * (fabs(values[m]) + fabs(values[m + 1]))) m++;
      if (m == l) break;
      ql_step(values, beside, l, m, vectors, n);
      if (cl_stop_requested()) status = CL_INTERRUPTED;
    }
  give_back(room, 3 * n);
  return status;
}

// Rotates rows p and q of x, and of v along, until they are orthogonal; false if they were.
static bool orthogonalize(double *x, double *v, int64_t p, int64_t q, int64_t length, int64_t n) {
  double *a = x + p * length, *b = x + q * length;
  double alpha = dot(a, a, length), beta = dot(b, b, length), gamma = dot(a, b, length);
  if (fabs(gamma) <= 1e-15 * sqrt(alpha * beta) || gamma == 0) return false;
  double zeta = (beta - alpha) / (2 * gamma), t = 1 / (zeta + copysign(hypot(1, zeta), zeta));
  double c = 1 / hypot(1, t), s = c * t;
  rotate_rows(a, b, c, s, length);
  rotate_rows(v + p * n, v + q * n, c, s, n);
  return true;
}

cl_status cl_orthogonalize_rows(double *x, int64_t n, int64_t length, double *v) {
  enum { MOST_SWEEPS = 60 };
  double *gram = scratch(n * n);
  cl_status status = CL_OK;
  bool is_done = false;
  for (int sweep = 0; sweep < MOST_SWEEPS && !is_done && status == CL_OK; sweep++) {
    is_done = true;
    memset(gram, 0, (size_t)(n * n) * sizeof *gram);
    status = add_product(n, n, length, x, length, 1, x, 1, length, gram, n);
    for (int64_t p = 0; p < n && status == CL_OK; p++) {
      if (cl_stop_requested()) status = CL_INTERRUPTED;
      for (int64_t q = p + 1; q < n; q++) {
        double size = sqrt(gram[p * n + p] * gram[q * n + q]);
        if (fabs(gram[p * n + q]) > 4e-15 * size && orthogonalize(x, v, p, q, length, n)) is_done = false;
      }
    }
  }
  give_back(gram, n * n);
  return status;
}
