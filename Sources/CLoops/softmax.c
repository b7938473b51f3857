// Softmax, log-softmax and the negative log likelihood.
//
// Order of rounding for float along the last dimension: x - max; SLEEF's exp; the sum sequentially below 16 elements,
// else in 16 lanes, a partial vector added lane by lane, folded 8, 4, 2, 1. softmax multiplies by 1 / sum;
// log_softmax subtracts SLEEF's log of the sum.
#include "CLoops.h"
#include "elementary.h"
#include "vectormath.h"
#include <math.h>
#include <string.h>

#pragma STDC FP_CONTRACT OFF

#define INLINE static inline __attribute__((always_inline))

INLINE float fold_lanes(float *lane) {
  for (int width = 8; width >= 1; width /= 2)
    for (int k = 0; k < width; k++) lane[k] += lane[k + width];
  return lane[0];
}

INLINE float sum_lanes(const float *x, int64_t count) {
  if (count < 16) {
    float sum = x[0];
    for (int64_t i = 1; i < count; i++) sum += x[i];
    return sum;
  }
  float lane[16];
  memcpy(lane, x, sizeof lane);
  int64_t i = 16;
  for (; i + 16 <= count; i += 16)
    for (int k = 0; k < 16; k++) lane[k] += x[i + k];
  for (int k = 0; i + k < count; k++) lane[k] += x[i + k];
  return fold_lanes(lane);
}

// NaN need not win: the line's sum of exponentials is NaN whatever is subtracted.
INLINE float largest(const float *x, int64_t count) {
  if (count < 16) {
    float maximum = x[0];
    for (int64_t i = 1; i < count; i++) maximum = x[i] > maximum ? x[i] : maximum;
    return maximum;
  }
  float lane[16];
  for (int k = 0; k < 16; k++) lane[k] = x[0];
  int64_t i = 0;
  for (; i + 16 <= count; i += 16)
    for (int k = 0; k < 16; k++) lane[k] = x[i + k] > lane[k] ? x[i + k] : lane[k];
  for (; i < count; i++) lane[0] = x[i] > lane[0] ? x[i] : lane[0];
  for (int k = 1; k < 16; k++) lane[0] = lane[k] > lane[0] ? lane[k] : lane[0];
  return lane[0];
}

// out = exp(x - maximum), and the sum of the results in the order of sum_lanes, of 16 elements or more.
INLINE float exponentials(const float *x, float maximum, int64_t count, float *out) {
  float lane[16] = {0};
  int64_t i = 0;
  for (; i + 16 <= count; i += 16)
    for (int k = 0; k < 16; k++) lane[k] += out[i + k] = sleef_exp(x[i + k] - maximum);
  for (int k = 0; i + k < count; k++) lane[k] += out[i + k] = sleef_exp(x[i + k] - maximum);
  return fold_lanes(lane);
}

// Rows are taken in groups, so that they share a call of the logarithm, and so few that they stay in the nearest cache.
enum { GROUP = 64, NEAREST = 4096 };

static CL_CLONES void softmax_rows(bool logarithm, float *out, const float *x, int64_t rows, int64_t count) {
  float sums[GROUP], maxima[GROUP];
  for (int64_t row = 0; row < rows; row++) {
    maxima[row] = largest(x + row * count, count);
    sums[row] = exponentials(x + row * count, maxima[row], count, out + row * count);
  }
  if (logarithm) cl_sleef_log(sums, sums, rows);
  for (int64_t row = 0; row < rows; row++) {
    float *y = out + row * count, maximum = maxima[row], sum = sums[row], factor = 1 / sum;
    const float *line = x + row * count;
    if (logarithm)
      for (int64_t i = 0; i < count; i++) y[i] = (line[i] - maximum) - sum;
    else
      for (int64_t i = 0; i < count; i++) y[i] *= factor;
  }
}

// Runs a loop over lines of fewer than 16 elements; two and ten classes are so frequent that the compiler knows them.
#define SHORT_LINES(LOOP, ...)                      \
  do {                                              \
    if (count == 2) LOOP(__VA_ARGS__, 2);           \
    else if (count == 10) LOOP(__VA_ARGS__, 10);    \
    else LOOP(__VA_ARGS__, count);                  \
  } while (0)

// One vector loop over the exponentials of all lines, plain loops for the rest.
INLINE void short_softmax(bool logarithm, float *out, const float *x, int64_t rows, int64_t count) {
  float sums[GROUP], maxima[GROUP];
  for (int64_t row = 0; row < rows; row++) {
    const float *line = x + row * count;
    float *y = out + row * count, maximum = maxima[row] = largest(line, count);
    _Pragma("clang loop vectorize(disable)")
    for (int64_t i = 0; i < count; i++) y[i] = line[i] - maximum;
  }
  _Pragma("clang loop vectorize(assume_safety)")
  for (int64_t i = 0; i < rows * count; i++) out[i] = sleef_exp(out[i]);
  for (int64_t row = 0; row < rows; row++) sums[row] = sum_lanes(out + row * count, count);
  if (logarithm) cl_sleef_log(sums, sums, rows);
  else
    for (int64_t row = 0; row < rows; row++) sums[row] = 1 / sums[row];
  for (int64_t row = 0; row < rows; row++) {
    const float *line = x + row * count;
    float *y = out + row * count, maximum = maxima[row], sum = sums[row];
    _Pragma("clang loop vectorize(disable)")
    for (int64_t i = 0; i < count; i++) y[i] = logarithm ? (line[i] - maximum) - sum : y[i] * sum;
  }
}

// The same for lines of fewer than 16 elements.
static CL_CLONES void softmax_short_rows(bool logarithm, float *out, const float *x, int64_t rows, int64_t count) {
  SHORT_LINES(short_softmax, logarithm, out, x, rows);
}

static void softmax_f32(bool logarithm, float *out, const float *x, int64_t rows, int64_t count) {
  int64_t group = NEAREST / count < GROUP ? NEAREST / count : GROUP;
  if (group == 0) group = 1;
  for (int64_t row = 0; row < rows && !cl_stop_requested(); row += group) {
    int64_t some = rows - row < group ? rows - row : group;
    (count < 16 ? softmax_short_rows : softmax_rows)(logarithm, out + row * count, x + row * count, some, count);
  }
}

static void softmax_f64(bool logarithm, double *out, const double *x, int64_t rows, int64_t count) {
  for (int64_t row = 0; row < rows && !cl_stop_requested(); row++, x += count, out += count) {
    double maximum = x[0], sum = 0;
    for (int64_t i = 1; i < count; i++) maximum = x[i] > maximum || x[i] != x[i] ? x[i] : maximum;
    for (int64_t i = 0; i < count; i++) sum += out[i] = exp(x[i] - maximum);
    double offset = logarithm ? log(sum) : 0;
    for (int64_t i = 0; i < count; i++) out[i] = logarithm ? (x[i] - maximum) - offset : out[i] * (1 / sum);
  }
}

// Lines across rows: adjacent columns of an [outer, count, inner] block side by side, each by plain sums.
enum { COLUMNS = 16 };

// `width` columns, a constant where it is called. SIMD says that EXP becomes vector code.
#define SOFTMAX_STRIDED(T, REAL, EXP, LOG, SIMD)                                                               \
  INLINE void some_columns_##T(bool logarithm, REAL *out, const REAL *x, int64_t count, int64_t inner,        \
                               const int width) {                                                             \
    REAL maximum[COLUMNS], sum[COLUMNS] = {0};                                                                \
    for (int k = 0; k < width; k++) maximum[k] = x[k];                                                        \
    for (int64_t i = 1; i < count; i++)                                                                       \
      for (int k = 0; k < width; k++) {                                                                       \
        REAL value = x[i * inner + k];                                                                        \
        maximum[k] = value > maximum[k] || value != value ? value : maximum[k];                               \
      }                                                                                                       \
    for (int64_t i = 0; i < count; i++)                                                                       \
      SIMD                                                                                                    \
      for (int k = 0; k < width; k++) sum[k] += out[i * inner + k] = EXP(x[i * inner + k] - maximum[k]);      \
    for (int k = 0; logarithm && k < width; k++) sum[k] = LOG(sum[k]);                                        \
    for (int64_t i = 0; i < count; i++)                                                                       \
      _Pragma("clang loop vectorize(assume_safety)")                                                          \
      for (int k = 0; k < width; k++) {                                                                       \
        int64_t at = i * inner + k;                                                                           \
        out[at] = logarithm ? (x[at] - maximum[k]) - sum[k] : out[at] / sum[k];                               \
      }                                                                                                       \
  }                                                                                                           \
  static CL_CLONES void softmax_strided_##T(bool logarithm, REAL *out, const REAL *x, int64_t count,          \
                                            int64_t inner) {                                                  \
    int64_t column = 0;                                                                                       \
    for (; column + COLUMNS <= inner && !cl_stop_requested(); column += COLUMNS)                              \
      some_columns_##T(logarithm, out + column, x + column, count, inner, COLUMNS);                           \
    for (; column < inner && !cl_stop_requested(); column++)                                                  \
      some_columns_##T(logarithm, out + column, x + column, count, inner, 1);                                 \
  }

static inline float sleef_log_one(float x) {
  cl_sleef_log(&x, &x, 1);
  return x;
}
SOFTMAX_STRIDED(f32, float, sleef_exp, sleef_log_one, _Pragma("clang loop vectorize(assume_safety)"))
SOFTMAX_STRIDED(f64, double, exp, log, )

void cl_softmax(int32_t dtype, bool logarithm, void *out, const void *x, int64_t outer, int64_t count, int64_t inner) {
  if (count == 0) return;
  if (inner == 1 && dtype == CL_FLOAT32) softmax_f32(logarithm, out, x, outer, count);
  else if (inner == 1) softmax_f64(logarithm, out, x, outer, count);
  else
    for (int64_t block = 0; block < outer; block++) {
      int64_t offset = block * count * inner;
      if (dtype == CL_FLOAT32)
        softmax_strided_f32(logarithm, (float *)out + offset, (const float *)x + offset, count, inner);
      else softmax_strided_f64(logarithm, (double *)out + offset, (const double *)x + offset, count, inner);
    }
}

static CL_CLONES void backward_rows(float *out, const float *grad, const float *y, int64_t rows, int64_t count) {
  for (int64_t row = 0; row < rows && !cl_stop_requested(); row++, out += count, grad += count, y += count) {
    for (int64_t i = 0; i < count; i++) out[i] = grad[i] * y[i];
    float sum = sum_lanes(out, count);
    for (int64_t i = 0; i < count; i++) out[i] = (grad[i] - sum) * y[i];
  }
}

// The exponentials of all lines, then a plain loop for each line.
INLINE void short_log_backward(float *out, const float *grad, const float *y, int64_t rows, int64_t count) {
  _Pragma("clang loop vectorize(assume_safety)")
  for (int64_t i = 0; i < rows * count; i++) out[i] = -sleef_exp(y[i]);
  for (int64_t row = 0; row < rows; row++, out += count, grad += count) {
    float sum = sum_lanes(grad, count);
    _Pragma("clang loop vectorize(disable)")
    for (int64_t i = 0; i < count; i++) out[i] = __builtin_fmaf(out[i], sum, grad[i]);
  }
}

static CL_CLONES void log_backward_short_rows(float *out, const float *grad, const float *y, int64_t rows, int64_t count) {
  int64_t group = NEAREST / count;
  for (int64_t row = 0; row < rows && !cl_stop_requested(); row += group) {
    int64_t some = rows - row < group ? rows - row : group, at = row * count;
    SHORT_LINES(short_log_backward, out + at, grad + at, y + at, some);
  }
}

static CL_CLONES void log_backward_rows(float *out, const float *grad, const float *y, int64_t rows, int64_t count) {
  for (int64_t row = 0; row < rows && !cl_stop_requested(); row++, out += count, grad += count, y += count) {
    float sum = sum_lanes(grad, count);
    for (int64_t i = 0; i < count; i++) out[i] = __builtin_fmaf(-sleef_exp(y[i]), sum, grad[i]);
  }
}

#define BACKWARD_STRIDED(NAME, REAL, EXP)                                                                   \
  static void NAME(bool logarithm, REAL *out, const REAL *grad, const REAL *y, int64_t count, int64_t inner) { \
    REAL sum = 0;                                                                                           \
    for (int64_t i = 0; i < count; i++) sum += logarithm ? grad[i * inner] : grad[i * inner] * y[i * inner]; \
    for (int64_t i = 0; i < count; i++) {                                                                   \
      int64_t at = i * inner;                                                                               \
      out[at] = logarithm ? grad[at] - EXP(y[at]) * sum : (grad[at] - sum) * y[at];                         \
    }                                                                                                       \
  }
BACKWARD_STRIDED(backward_strided_f32, float, sleef_exp)
BACKWARD_STRIDED(backward_strided_f64, double, exp)

void cl_softmax_backward(int32_t dtype, bool logarithm, void *out, const void *grad, const void *y, int64_t outer,
                         int64_t count, int64_t inner) {
  if (count == 0) return;
  if (dtype == CL_FLOAT32 && inner == 1) {
    if (logarithm) (count < 16 ? log_backward_short_rows : log_backward_rows)(out, grad, y, outer, count);
    else backward_rows(out, grad, y, outer, count);
    return;
  }
  for (int64_t block = 0; block < outer; block++) {
    for (int64_t column = 0; column < inner && !cl_stop_requested(); column++) {
      int64_t at = block * count * inner + column;
      if (dtype == CL_FLOAT64)
        backward_strided_f64(logarithm, (double *)out + at, (const double *)grad + at, (const double *)y + at, count, inner);
      else backward_strided_f32(logarithm, (float *)out + at, (const float *)grad + at, (const float *)y + at, count, inner);
    }
  }
}

// Sums of -weight x[target] in a cascade of eight levels, whose level j flows on while the zero-based index of the
// element has no bits below it.
#define NLL(NAME, REAL)                                                                                     \
  static cl_status NAME(const REAL *x, const int64_t *target, const REAL *weight, int64_t n, int64_t classes, \
                        int64_t ignore, int32_t reduction, REAL *loss, REAL *total, int64_t *bad) {          \
    REAL level[8] = {0}, weights = 0;                                                                       \
    int power = n <= 2 ? 0 : (64 - __builtin_clzll((uint64_t)n - 1)) / 8;                                    \
    if (power < 4) power = 4;                                                                               \
    int64_t mask = ((int64_t)1 << power) - 1, ignored = 0;                                                  \
    for (int64_t i = 0; i < n; i++) {                                                                       \
      int64_t class = target[i];                                                                            \
      if (class == ignore) {                                                                                \
        if (reduction == 0) loss[i] = 0;                                                                    \
        ignored++;                                                                                          \
        continue;                                                                                           \
      }                                                                                                     \
      if (class < 0 || class >= classes) {                                                                  \
        *bad = class;                                                                                       \
        return CL_OUT_OF_RANGE;                                                                             \
      }                                                                                                     \
      REAL value = x[i * classes + class], w = weight ? weight[class] : 1;                                  \
      if (reduction == 0) {                                                                                 \
        loss[i] = -value * w;                                                                               \
        continue;                                                                                           \
      }                                                                                                     \
      level[0] -= weight ? value * w : value;                                                               \
      if (weight) weights += w;                                                                             \
      for (int j = 0; j < 7 && !(i & (mask << (j * power))); j++) {                                         \
        level[j + 1] += level[j];                                                                           \
        level[j] = 0;                                                                                       \
      }                                                                                                     \
    }                                                                                                       \
    *total = weight ? weights : (REAL)(n - ignored);                                                        \
    if (reduction == 0) return CL_OK;                                                                       \
    REAL sum = 0;                                                                                           \
    for (int j = 0; j < 8; j++) sum += level[j];                                                            \
    *loss = reduction == 1 ? sum / *total : sum;                                                            \
    return CL_OK;                                                                                           \
  }
NLL(nll_f32, float)
NLL(nll_f64, double)

cl_status cl_nll_loss(int32_t dtype, const void *x, const int64_t *target, const void *weight, int64_t n,
                      int64_t classes, int64_t ignore, int32_t reduction, void *loss, void *total_weight, int64_t *bad) {
  if (dtype == CL_FLOAT32) return nll_f32(x, target, weight, n, classes, ignore, reduction, loss, total_weight, bad);
  return nll_f64(x, target, weight, n, classes, ignore, reduction, loss, total_weight, bad);
}

#define NLL_BACKWARD(NAME, REAL)                                                                            \
  static void NAME(REAL *out, const REAL *grad, const int64_t *target, const REAL *weight, int64_t n,        \
                   int64_t classes, int64_t ignore, int32_t reduction, REAL total) {                        \
    memset(out, 0, (size_t)(n * classes) * sizeof(REAL));                                                   \
    for (int64_t i = 0; i < n; i++) {                                                                       \
      int64_t class = target[i];                                                                            \
      if (class == ignore) continue;                                                                        \
      REAL w = weight ? weight[class] : 1, g = grad[reduction == 0 ? i : 0];                                \
      out[i * classes + class] = reduction == 1 ? -w * (g / total) : -w * g;                                \
    }                                                                                                       \
  }
NLL_BACKWARD(nll_backward_f32, float)
NLL_BACKWARD(nll_backward_f64, double)

void cl_nll_loss_backward(int32_t dtype, void *out, const void *grad, const int64_t *target, const void *weight,
                          int64_t n, int64_t classes, int64_t ignore, int32_t reduction, const void *total_weight) {
  if (dtype == CL_FLOAT32)
    nll_backward_f32(out, grad, target, weight, n, classes, ignore, reduction, *(const float *)total_weight);
  else nll_backward_f64(out, grad, target, weight, n, classes, ignore, reduction, *(const double *)total_weight);
}
