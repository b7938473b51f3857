// Reductions of columns, and running sums and products: many lines side by side.
#include "columns.h"
#include "iterate.h"
#include "vectormath.h"
#include <math.h>

#pragma STDC FP_CONTRACT OFF

#define INLINE static inline __attribute__((always_inline))

// So many columns that rows are read in long pieces and what is kept of each stays in the nearest cache.
enum { COLUMNS = 256, FEW_COLUMNS = 8 };

// The largest (or smallest) elements of `width` columns and their rows; the first NaN wins.
INLINE void some_extremes(const bool largest, const float *x, int64_t rows, int64_t step, int width, float *best,
                          int32_t *place) {
  for (int k = 0; k < width; k++) best[k] = x[k], place[k] = 0;
  CL_POLLED_FOR(i, rows) {
    const float *row = x + i * step;
    for (int k = 0; k < width; k++) {
      bool beats = (largest ? row[k] > best[k] : row[k] < best[k]) | (row[k] != row[k]);
      bool is_taken = beats & (best[k] == best[k]);
      best[k] = is_taken ? row[k] : best[k];
      place[k] = is_taken ? (int32_t)i : place[k];
    }
  }
}

static CL_CLONES void extremes(bool largest, const float *x, int64_t rows, int64_t step, int width, float *best,
                               int32_t *place) {
  if (largest) some_extremes(true, x, rows, step, width, best, place);
  else some_extremes(false, x, rows, step, width, best, place);
}

// The sums of squared deviations from the means of `width` columns, in double.
static CL_CLONES void squared_deviations(const float *x, int64_t rows, int64_t step, int width, double *squares) {
  double mean[COLUMNS] = {0};
  for (int k = 0; k < width; k++) squares[k] = 0;
  CL_POLLED_FOR(i, rows)
    for (int k = 0; k < width; k++) mean[k] += (double)x[i * step + k];
  for (int k = 0; k < width; k++) mean[k] /= (double)rows;
  CL_POLLED_FOR(i, rows)
    for (int k = 0; k < width; k++) {
      double delta = (double)x[i * step + k] - mean[k];
      squares[k] += delta * delta;
    }
}

static void extreme_columns(bool largest, const cl_lines *lines, float *out, int64_t *index) {
  float best[COLUMNS];
  int32_t place[COLUMNS];
  for (int64_t j = 0; j < lines->count && !cl_stop_requested(); j += COLUMNS) {
    int width = lines->count - j < COLUMNS ? (int)(lines->count - j) : COLUMNS;
    extremes(largest, (const float *)lines->x + j, lines->length, lines->stride / (int64_t)sizeof(float), width, best,
             place);
    for (int k = 0; out && k < width; k++) out[j + k] = best[k];
    for (int k = 0; index && k < width; k++) index[j + k] = place[k];
  }
}

static void spread_columns(bool root, const cl_lines *lines, float *out, double correction) {
  double squares[COLUMNS], divisor = (double)lines->length - correction;
  for (int64_t j = 0; j < lines->count && !cl_stop_requested(); j += COLUMNS) {
    int width = lines->count - j < COLUMNS ? (int)(lines->count - j) : COLUMNS;
    squared_deviations((const float *)lines->x + j, lines->length, lines->stride / (int64_t)sizeof(float), width, squares);
    for (int k = 0; k < width; k++) {
      double variance = squares[k] / (divisor > 0 ? divisor : 0);
      out[j + k] = (float)(root ? sqrt(variance) : variance);
    }
  }
}

bool cl_reduce_columns(cl_reduce_op op, int32_t dtype, const cl_lines *lines, void *out, int64_t *index,
                       double parameter) {
  bool are_columns = dtype == CL_FLOAT32 && lines->step == sizeof(float) && lines->stride != sizeof(float) &&
                     lines->count >= FEW_COLUMNS && lines->length > 0 && lines->length <= INT32_MAX;
  if (!are_columns) return false;
  switch (op) {
  case CL_REDUCE_MAX:
  case CL_REDUCE_MIN: extreme_columns(op == CL_REDUCE_MAX, lines, out, index); return true;
  case CL_REDUCE_VAR:
  case CL_REDUCE_STD: spread_columns(op == CL_REDUCE_STD, lines, out, parameter); return true;
  default: return false;
  }
}

// Running sums or products of TYPE in accumulators of type RUNNING, rounded for each element. Lines that are apart go
// four at a time, as each is a chain of additions that wait for one another.
#define SCAN(NAME, TYPE, RUNNING)                                                                              \
  INLINE void NAME##_some(const bool product, char *out, const char *x, const cl_lines *l, int64_t step,       \
                          int width) {                                                                         \
    RUNNING running[COLUMNS];                                                                                  \
    for (int k = 0; k < width; k++) running[k] = product ? 1 : 0;                                              \
    CL_POLLED_FOR(i, l->length) {                                                                              \
      const char *row = x + i * l->stride;                                                                     \
      char *target = out + i * l->stride;                                                                      \
      for (int k = 0; k < width; k++) {                                                                        \
        RUNNING value = (RUNNING)*(const TYPE *)(row + k * step);                                              \
        running[k] = product ? running[k] * value : running[k] + value;                                        \
        *(TYPE *)(target + k * step) = (TYPE)running[k];                                                       \
      }                                                                                                        \
    }                                                                                                          \
  }                                                                                                            \
  INLINE void NAME##_all(const bool product, char *out, const cl_lines *l) {                                   \
    const char *x = l->x;                                                                                      \
    bool are_columns = l->step == sizeof(TYPE);                                                                \
    for (int64_t j = 0, width; j < l->count && !cl_stop_requested(); j += width) {                             \
      int64_t at = j * l->step, left = l->count - j;                                                           \
      width = are_columns && left < COLUMNS ? left : are_columns ? COLUMNS : left < 4 ? 1 : 4;                 \
      if (are_columns) NAME##_some(product, out + at, x + at, l, sizeof(TYPE), (int)width);                    \
      else if (width == 4) NAME##_some(product, out + at, x + at, l, l->step, 4);                              \
      else NAME##_some(product, out + at, x + at, l, l->step, 1);                                              \
    }                                                                                                          \
  }                                                                                                            \
  static CL_CLONES void NAME(bool product, char *out, const cl_lines *l) {                                     \
    if (product) NAME##_all(true, out, l);                                                                     \
    else NAME##_all(false, out, l);                                                                            \
  }
SCAN(scan_f32, float, double)
SCAN(scan_f64, double, double)
SCAN(scan_i64, int64_t, uint64_t)

void cl_scan(bool product, int32_t dtype, const cl_lines *lines, void *out) {
  if (dtype == CL_FLOAT32) scan_f32(product, out, lines);
  else if (dtype == CL_FLOAT64) scan_f64(product, out, lines);
  else scan_i64(product, out, lines);
}
