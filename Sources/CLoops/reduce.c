// Sums in PyTorch's cascade order, and the other reductions along a line.
#include "CLoops.h"
#include "columns.h"
#include "iterate.h"
#include "vectormath.h"
#include <math.h>

#pragma STDC FP_CONTRACT OFF

#define INLINE static inline __attribute__((always_inline))

// ceil(log2(x)), at least 1.
static inline int ceil_log2(int64_t x) { return x <= 2 ? 1 : 64 - __builtin_clzll((uint64_t)x - 1); }

// Bytes ahead of a line's sum that are fetched: the processor itself fetches only up to the end of a page.
enum { CL_FETCHED_AHEAD = 4096 };

#define REAL float
#define LANES 8
#define NAME(x) x##_f32
#include "cascade.inc"

#define REAL double
#define LANES 4
#define NAME(x) x##_f64
#include "cascade.inc"

static uint64_t sum_line_i64(const char *x, int64_t count, int64_t stride) {
  uint64_t sum = 0;
  CL_POLLED_FOR(i, count) sum += (uint64_t)*(const int64_t *)(x + i * stride);
  return sum;
}

void cl_sum_rows(int32_t dtype, void *out, int64_t out_stride, const void *x, int64_t rows, int64_t row_stride,
                 int64_t count, int64_t stride, bool accumulate) {
  int64_t interval = CL_POLL_INTERVAL / (count + 1) + 1;
  for (int64_t row = 0; row < rows; row++) {
    if (row % interval == interval - 1 && cl_stop_requested()) return;
    const char *line = (const char *)x + row * row_stride;
    char *target = (char *)out + row * out_stride;
    if (dtype == CL_FLOAT32) {
      float sum = sum_line_f32(line, count, stride);
      *(float *)target = accumulate ? *(float *)target + sum : sum;
    } else if (dtype == CL_FLOAT64) {
      double sum = sum_line_f64(line, count, stride);
      *(double *)target = accumulate ? *(double *)target + sum : sum;
    } else {
      uint64_t sum = sum_line_i64(line, count, stride);
      *(uint64_t *)target = accumulate ? *(uint64_t *)target + sum : sum;
    }
  }
}

void cl_sum_columns(int32_t dtype, void *out, const void *x, int64_t rows, int64_t row_stride, int64_t columns,
                    bool accumulate) {
  if (dtype == CL_FLOAT32) sum_columns_f32(out, x, rows, row_stride, columns, accumulate);
  else if (dtype == CL_FLOAT64) sum_columns_f64(out, x, rows, row_stride, columns, accumulate);
  else cl_sum_rows(dtype, out, 8, x, columns, 8, rows, row_stride, accumulate);
}

// The first position of the largest (or smallest) element; NaN beats every number.
static int64_t extreme_real(int32_t dtype, bool largest, const char *x, int64_t count, int64_t stride) {
  int64_t best = 0;
  double value = cl_load_double(dtype, x);
  CL_POLLED_FOR(i, count) {
    if (value != value) break;
    double candidate = cl_load_double(dtype, x + i * stride);
    if (candidate != candidate || (largest ? candidate > value : candidate < value)) best = i, value = candidate;
  }
  return best;
}

static int64_t extreme_integer(int32_t dtype, bool largest, const char *x, int64_t count, int64_t stride) {
  int64_t best = 0, value = cl_load_int(dtype, x);
  CL_POLLED_FOR(i, count) {
    int64_t candidate = cl_load_int(dtype, x + i * stride);
    if (largest ? candidate > value : candidate < value) best = i, value = candidate;
  }
  return best;
}

enum { EXTREME_BLOCK = 4096, EXTREME_LANES = 32 };

// The largest (or smallest) of up to EXTREME_BLOCK elements in running ones side by side, and whether one is NaN.
INLINE float block_extreme(const bool largest, const float *x, int64_t count, bool *nan) {
  float lane[EXTREME_LANES];
  int32_t unordered[EXTREME_LANES] = {0};
  for (int k = 0; k < EXTREME_LANES; k++) lane[k] = x[0];
  int64_t i = 0;
  for (; i + EXTREME_LANES <= count; i += EXTREME_LANES)
    for (int k = 0; k < EXTREME_LANES; k++) {
      float value = x[i + k];
      unordered[k] |= -(value != value);
      lane[k] = (largest ? value > lane[k] : value < lane[k]) ? value : lane[k];
    }
  float best = lane[0];
  *nan = unordered[0];
  for (int k = 1; k < EXTREME_LANES; k++) {
    *nan |= unordered[k] != 0;
    best = (largest ? lane[k] > best : lane[k] < best) ? lane[k] : best;
  }
  for (; i < count; i++) {
    *nan |= x[i] != x[i];
    best = (largest ? x[i] > best : x[i] < best) ? x[i] : best;
  }
  return best;
}

// Float lines are the frequent case: the extreme of each block, then the position by a second look at the best one.
INLINE int64_t line_extreme(const bool largest, const float *x, int64_t count) {
  int64_t start = 0;
  float best = x[0];
  bool nan = false;
  for (int64_t i = 0; i < count && !nan; i += EXTREME_BLOCK) {
    if (i % CL_POLL_INTERVAL == 0 && cl_stop_requested()) return 0;
    float value = block_extreme(largest, x + i, count - i < EXTREME_BLOCK ? count - i : EXTREME_BLOCK, &nan);
    if (nan || (largest ? value > best : value < best)) best = value, start = i;
  }
  for (int64_t i = start; i < count; i++)
    if (nan ? x[i] != x[i] : x[i] == best) return i;
  return 0;
}

static CL_CLONES int64_t extreme_f32(bool largest, const float *x, int64_t count) {
  return largest ? line_extreme(true, x, count) : line_extreme(false, x, count);
}

static int64_t extreme(int32_t dtype, bool largest, const char *x, int64_t count, int64_t stride) {
  if (dtype == CL_FLOAT32 && stride == sizeof(float)) return extreme_f32(largest, (const float *)x, count);
  bool integral = dtype <= CL_INT64 || dtype == CL_BOOL;
  return integral ? extreme_integer(dtype, largest, x, count, stride) : extreme_real(dtype, largest, x, count, stride);
}

static const int64_t sizes[CL_DTYPE_COUNT] = {1, 1, 2, 4, 8, 2, 2, 4, 8, 8, 16, 1};

static void copy_element(int32_t dtype, void *out, const char *element) {
  for (int64_t i = 0; i < sizes[dtype]; i++) ((char *)out)[i] = element[i];
}

static void product(int32_t dtype, void *out, const char *x, int64_t count, int64_t stride) {
  if (dtype == CL_FLOAT32) {
    float value = 1;
    CL_POLLED_FOR(i, count) value *= *(const float *)(x + i * stride);
    *(float *)out = value;
  } else if (dtype == CL_FLOAT64) {
    double value = 1;
    CL_POLLED_FOR(i, count) value *= *(const double *)(x + i * stride);
    *(double *)out = value;
  } else {
    uint64_t value = 1;
    CL_POLLED_FOR(i, count) value *= (uint64_t)*(const int64_t *)(x + i * stride);
    *(uint64_t *)out = value;
  }
}

enum { SIDE_BY_SIDE = 32 };

// The sum of the differences from `center` of a line of floats, or of their squares, in running sums side by side: what
// is summed in double and rounded to float does not show the order.
INLINE double sum_differences(const bool squared, const float *x, int64_t count, double center) {
  double lane[SIDE_BY_SIDE] = {0}, sum = 0;
  int64_t blocks = count / SIDE_BY_SIDE;
  CL_POLLED_FOR(i, blocks)
    for (int k = 0; k < SIDE_BY_SIDE; k++) {
      double delta = (double)x[i * SIDE_BY_SIDE + k] - center;
      lane[k] += squared ? delta * delta : delta;
    }
  for (int64_t i = blocks * SIDE_BY_SIDE; i < count; i++) {
    double delta = (double)x[i] - center;
    sum += squared ? delta * delta : delta;
  }
  for (int k = 0; k < SIDE_BY_SIDE; k++) sum += lane[k];
  return sum;
}

static CL_CLONES double squared_deviations_f32(const float *x, int64_t count) {
  return sum_differences(true, x, count, sum_differences(false, x, count, 0) / (double)count);
}

// Welford's recurrence in double, as PyTorch does.
static double squared_deviations(int32_t dtype, const char *x, int64_t count, int64_t stride) {
  double mean = 0, squares = 0;
  CL_POLLED_FOR(i, count) {
    double value = cl_load_double(dtype, x + i * stride), delta = value - mean;
    mean += delta / (double)(i + 1);
    squares += delta * (value - mean);
  }
  return squares;
}

// Computed in double and rounded once.
static double variance(int32_t dtype, const char *x, int64_t count, int64_t stride, double correction) {
  bool is_line = dtype == CL_FLOAT32 && stride == sizeof(float);
  double squares = is_line ? squared_deviations_f32((const float *)x, count)
                           : squared_deviations(dtype, x, count, stride);
  double divisor = (double)count - correction;
  return squares / (divisor > 0 ? divisor : 0);
}

// The sum of squares of adjacent floats in PyTorch's order: eight running sums, added up in turn (sixteen where PyTorch
// runs on AVX-512); then the rest one by one, of which only what is left over of groups of four is fused.
static CL_CLONES float squares_of_line(const float *x, int64_t count) {
  enum { LANES = 8 };
  float lanes[LANES] = {0};
  int64_t whole = count - count % LANES, rounded = count - count % 4;
  for (int64_t i = 0; i < whole && !(i % CL_POLL_INTERVAL == 0 && cl_stop_requested()); i += LANES)
    for (int lane = 0; lane < LANES; lane++) lanes[lane] += x[i + lane] * x[i + lane];
  float sum = lanes[0];
  for (int lane = 1; lane < LANES; lane++) sum += lanes[lane];
  for (int64_t i = whole; i < rounded; i++) sum += x[i] * x[i];
  for (int64_t i = rounded; i < count; i++) sum = fmaf(x[i], x[i], sum);
  return sum;
}

// The norm of floats, accumulated in float as PyTorch does.
static float norm_f32(const char *x, int64_t count, int64_t stride, float order) {
  if (order == 2 && stride == sizeof(float)) return sqrtf(squares_of_line((const float *)x, count));
  float sum = 0;
  CL_POLLED_FOR(i, count) {
    float value = fabsf(*(const float *)(x + i * stride));
    sum += order == 2 ? value * value : order == 1 ? value : powf(value, order);
  }
  return order == 2 ? sqrtf(sum) : order == 1 ? sum : powf(sum, 1 / order);
}

static double norm(int32_t dtype, const char *x, int64_t count, int64_t stride, double order) {
  if (dtype == CL_FLOAT32 && order != 0 && !isinf(order)) return norm_f32(x, count, stride, (float)order);
  double sum = 0;
  CL_POLLED_FOR(i, count) {
    double value = fabs(cl_load_double(dtype, x + i * stride));
    if (order == 2) sum += value * value;
    else if (order == 1) sum += value;
    else if (order == 0) sum += value != 0;
    else if (isinf(order)) sum = i == 0 || value != value || (order > 0 ? value > sum : value < sum) ? value : sum;
    else sum += pow(value, order);
  }
  if (order == 2) return sqrt(sum);
  return order == 1 || order == 0 || isinf(order) ? sum : pow(sum, 1 / order);
}

static bool any(int32_t dtype, bool wanted, const char *x, int64_t count, int64_t stride) {
  CL_POLLED_FOR(i, count)
    if ((cl_load_double(dtype, x + i * stride) != 0) == wanted) return true;
  return false;
}

static void reduce_line(cl_reduce_op op, int32_t dtype, void *out, int64_t *index, const char *x, int64_t count,
                        int64_t stride, double parameter) {
  switch (op) {
  case CL_REDUCE_PROD: product(dtype, out, x, count, stride); break;
  case CL_REDUCE_MAX:
  case CL_REDUCE_MIN: {
    int64_t position = extreme(dtype, op == CL_REDUCE_MAX, x, count, stride);
    if (index) *index = position;
    if (out) copy_element(dtype, out, x + position * stride);
    break;
  }
  case CL_REDUCE_ANY: *(bool *)out = any(dtype, true, x, count, stride); break;
  case CL_REDUCE_ALL: *(bool *)out = !any(dtype, false, x, count, stride); break;
  case CL_REDUCE_VAR: cl_store_double(dtype, out, variance(dtype, x, count, stride, parameter), 0); break;
  case CL_REDUCE_STD: cl_store_double(dtype, out, sqrt(variance(dtype, x, count, stride, parameter)), 0); break;
  case CL_REDUCE_NORM: cl_store_double(dtype, out, norm(dtype, x, count, stride, parameter), 0); break;
  }
}

void cl_reduce(cl_reduce_op op, int32_t dtype, const cl_lines *lines, void *out, int64_t out_step, int64_t *index,
               double parameter) {
  if (cl_reduce_columns(op, dtype, lines, out, index, parameter)) return;
  int64_t interval = CL_POLL_INTERVAL / (lines->length + 1) + 1;
  for (int64_t i = 0; i < lines->count; i++) {
    if (i % interval == interval - 1 && cl_stop_requested()) return;
    reduce_line(op, dtype, out ? (char *)out + i * out_step : NULL, index ? index + i : NULL,
                (const char *)lines->x + i * lines->step, lines->length, lines->stride, parameter);
  }
}
