// Matrix products.
//
// Order of rounding. float with at least 4 rows and 12 columns: runs over k of 192 (one run up to 192; two halves below
// 384), each an ordered chain of fused multiply-adds from zero; c starts as the bias and the runs are added to
// it. double: one fused chain over all k. Small float products are not fused: k up to 3, or b not transposed, one
// sequential chain of rounded products; else (the weight of a small linear layer) four lanes over k.
#include "gemm.h"
#include "iterate.h"
#include "vectormath.h"
#include <math.h>
#include <string.h>

#pragma STDC FP_CONTRACT OFF

// An operand whose elements are adjacent in the tile's direction is read where it is, not packed, if it stays in the
// second cache (a), or in the first one or is read only a few times (b).
enum {
  PANEL_ROWS = 240, PANEL_COLUMNS = 3072, NEAR_ELEMENTS = 1 << 16, NEAREST_ELEMENTS = 1 << 13, FEW_ROWS = 24
};

// Tiles of equal heights rather than a low last one.
static inline int64_t tile_height(int64_t rows, int64_t highest) {
  int64_t tiles = (rows + highest - 1) / highest;
  return (rows + tiles - 1) / tiles;
}

#define REAL float
#define VECTOR_BYTES 64
#define TILE_ROWS 12
#define BLOCK 192
#define CHAINED 0
#define TARGET CL_AVX512
#define NAME(x) x##_f32_avx512
#include "gemm_tile.inc"

#define REAL float
#define VECTOR_BYTES 32
#define TILE_ROWS 6
#define BLOCK 192
#define CHAINED 0
#define TARGET CL_AVX2
#define NAME(x) x##_f32_avx2
#include "gemm_tile.inc"

#define REAL float
#define VECTOR_BYTES 16
#define TILE_ROWS 2
#define BLOCK 192
#define CHAINED 0
#define TARGET
#define NAME(x) x##_f32_default
#include "gemm_tile.inc"

#define REAL double
#define VECTOR_BYTES 64
#define TILE_ROWS 12
#define BLOCK 384
#define CHAINED 1
#define TARGET CL_AVX512
#define NAME(x) x##_f64_avx512
#include "gemm_tile.inc"

#define REAL double
#define VECTOR_BYTES 32
#define TILE_ROWS 6
#define BLOCK 384
#define CHAINED 1
#define TARGET CL_AVX2
#define NAME(x) x##_f64_avx2
#include "gemm_tile.inc"

#define REAL double
#define VECTOR_BYTES 16
#define TILE_ROWS 2
#define BLOCK 384
#define CHAINED 1
#define TARGET
#define NAME(x) x##_f64_default
#include "gemm_tile.inc"

cl_status cl_product_f32(const cl_product *s) {
  switch (cl_cpu_level()) {
  case CL_LEVEL_AVX512: return product_f32_avx512(s);
  case CL_LEVEL_AVX2: return product_f32_avx2(s);
  default: return product_f32_default(s);
  }
}

static cl_status packed_f64(const cl_product *s) {
  switch (cl_cpu_level()) {
  case CL_LEVEL_AVX512: return product_f64_avx512(s);
  case CL_LEVEL_AVX2: return product_f64_avx2(s);
  default: return product_f64_default(s);
  }
}

void cl_pack_gathered(const float *lines, int64_t m, int64_t k, int64_t line, float *out) {
  switch (cl_cpu_level()) {
  case CL_LEVEL_AVX512: pack_gathered_f32_avx512(lines, m, k, line, out); break;
  case CL_LEVEL_AVX2: pack_gathered_f32_avx2(lines, m, k, line, out); break;
  default: pack_gathered_f32_default(lines, m, k, line, out);
  }
}

void cl_multiply_gathered(const cl_gathered *s) {
  switch (cl_cpu_level()) {
  case CL_LEVEL_AVX512: gathered_f32_avx512(s); break;
  case CL_LEVEL_AVX2: gathered_f32_avx2(s); break;
  default: gathered_f32_default(s);
  }
}

void cl_interleave_f32(const float *lines, int64_t stride, int64_t count, int64_t length, int64_t width, float *out) {
  interleave_f32_default(lines, stride, count, length, width, out);
}

enum { FEW_COLUMNS = 4 };

// c[j] += a . b for up to FEW_COLUMNS columns of b, each in one running sum; `columns` is a constant where it is called.
static inline __attribute__((always_inline)) void plain_sums(const cl_product *s, const float *a, const float *b, float *c,
                                                             const int columns) {
  float sum[FEW_COLUMNS] = {0};
  for (int64_t p = 0; p < s->k; p++, a += s->a_column, b += s->b_row)
    for (int j = 0; j < columns; j++) sum[j] += *a * b[j * s->b_column];
  for (int j = 0; j < columns; j++) c[j] += sum[j];
}

typedef float four_floats __attribute__((vector_size(16), aligned(4), may_alias));

// The same for four adjacent columns.
static inline void adjacent_sums(const cl_product *s, const float *a, const float *b, float *c) {
  four_floats sum = {0};
  for (int64_t p = 0; p < s->k; p++, a += s->a_column, b += s->b_row) sum += *a * *(const four_floats *)b;
  *(four_floats *)c += sum;
}

// One row times any columns.
static void plain_row(const cl_product *s, const float *a, const float *b, float *c) {
  for (int64_t j = 0; j < s->n; j += FEW_COLUMNS, b += FEW_COLUMNS * s->b_column, c += FEW_COLUMNS)
    switch (s->n - j) {
    case 1: plain_sums(s, a, b, c, 1); break;
    case 2: plain_sums(s, a, b, c, 2); break;
    case 3: plain_sums(s, a, b, c, 3); break;
    default:
      if (s->b_column == 1) adjacent_sums(s, a, b, c);
      else plain_sums(s, a, b, c, FEW_COLUMNS);
    }
}

// Eight running sums over contiguous a and b, folded to four, then (0 + 2) + (1 + 3), then the tail.
static float eight_lane_dot(const float *a, const float *b, int64_t k) {
  float sum[8] = {0};
  int64_t p = 0;
  for (; p + 8 <= k; p += 8)
    for (int j = 0; j < 8; j++) sum[j] += a[p + j] * b[p + j];
  for (int j = 0; j < 4; j++) sum[j] += sum[j + 4];
  if (p + 4 <= k) {
    for (int j = 0; j < 4; j++) sum[j] += a[p + j] * b[p + j];
    p += 4;
  }
  float total = (sum[0] + sum[2]) + (sum[1] + sum[3]);
  for (; p < k; p++) total += a[p] * b[p];
  return total;
}

// c[j] += a . b for four lines of b, each in four running sums: (0 + 2) + (1 + 3), then the tail.
static void four_dots(const float *a, const float *b, int64_t b_column, int64_t k, float *c) {
  four_floats sum[4] = {0};
  int64_t p = 0;
  for (; p + 4 <= k; p += 4)
    for (int j = 0; j < 4; j++) sum[j] += *(const four_floats *)(a + p) * *(const four_floats *)(b + j * b_column + p);
  for (int j = 0; j < 4; j++) {
    float total = (sum[j][0] + sum[j][2]) + (sum[j][1] + sum[j][3]);
    for (int64_t q = p; q < k; q++) total += a[q] * b[j * b_column + q];
    c[j] += total;
  }
}

static void small_lanes(const cl_product *s, const float *line, const float *b, float *c) {
  int64_t j = 0;
  for (; j + 4 <= s->n; j += 4) four_dots(line, b + j * s->b_column, s->b_column, s->k, c + j);
  for (; j < s->n; j++) c[j] += eight_lane_dot(line, b + j * s->b_column, s->k);
}

enum { SMALL_COLUMNS = 64 };

// One row times adjacent columns, many at a time.
static void small_row(const cl_product *s, const float *line, const float *b, float *c) {
  for (int64_t first = 0; first < s->n; first += SMALL_COLUMNS) {
    int64_t columns = s->n - first < SMALL_COLUMNS ? s->n - first : SMALL_COLUMNS;
    float sum[SMALL_COLUMNS] = {0};
    for (int64_t p = 0; p < s->k; p++) {
      float value = line[p * s->a_column];
      const float *row = b + p * s->b_row + first;
      for (int64_t j = 0; j < columns; j++) sum[j] += value * row[j];
    }
    for (int64_t j = 0; j < columns; j++) c[first + j] += sum[j];
  }
}

static cl_status small_f32(const cl_product *s, const float *a, const float *b, float *c) {
  bool lanes = s->k > 3 && s->a_column == 1 && s->b_row == 1 && s->b_column != 1;
  for (int64_t i = 0; i < s->m; i++, a += s->a_row, c += s->c_row) {
    if (lanes) small_lanes(s, a, b, c);
    else if (s->b_column == 1 && s->n >= 8) small_row(s, a, b, c);
    else plain_row(s, a, b, c);
    if ((i & 1023) == 1023 && cl_stop_requested()) return CL_INTERRUPTED;
  }
  return CL_OK;
}

// Small double products: the same fused chain without packing.
static cl_status small_f64(const cl_product *s, const double *a, const double *b, double *c) {
  for (int64_t i = 0; i < s->m; i++)
    for (int64_t j = 0; j < s->n; j++) {
      double sum = c[i * s->c_row + j];
      for (int64_t p = 0; p < s->k; p++) sum = fma(a[i * s->a_row + p * s->a_column], b[p * s->b_row + j * s->b_column], sum);
      c[i * s->c_row + j] = sum;
      if ((j & 1023) == 1023 && cl_stop_requested()) return CL_INTERRUPTED;
    }
  return CL_OK;
}

#define INTEGER_PRODUCT(NAME, TYPE, UNSIGNED)                                                               \
  static cl_status NAME(const cl_product *s, const TYPE *a, const TYPE *b, TYPE *c) {                       \
    for (int64_t i = 0; i < s->m; i++) {                                                                    \
      for (int64_t j = 0; j < s->n; j++) {                                                                  \
        UNSIGNED sum = (UNSIGNED)c[i * s->c_row + j];                                                       \
        for (int64_t p = 0; p < s->k; p++)                                                                  \
          sum += (UNSIGNED)a[i * s->a_row + p * s->a_column] * (UNSIGNED)b[p * s->b_row + j * s->b_column]; \
        c[i * s->c_row + j] = (TYPE)sum;                                                                    \
      }                                                                                                     \
      if (cl_stop_requested()) return CL_INTERRUPTED;                                                       \
    }                                                                                                       \
    return CL_OK;                                                                                           \
  }
INTEGER_PRODUCT(product_i32, int32_t, uint32_t)
INTEGER_PRODUCT(product_i64, int64_t, uint64_t)
INTEGER_PRODUCT(product_u8, uint8_t, uint32_t)

#define COMPLEX_PRODUCT(NAME, TYPE)                                                                     \
  static cl_status NAME(const cl_product *s, const TYPE *a, const TYPE *b, TYPE *c) {                   \
    for (int64_t i = 0; i < s->m; i++) {                                                                \
      for (int64_t j = 0; j < s->n; j++)                                                                \
        for (int64_t p = 0; p < s->k; p++)                                                              \
          c[i * s->c_row + j] += a[i * s->a_row + p * s->a_column] * b[p * s->b_row + j * s->b_column]; \
      if (cl_stop_requested()) return CL_INTERRUPTED;                                                   \
    }                                                                                                   \
    return CL_OK;                                                                                       \
  }
COMPLEX_PRODUCT(matrix_c64, float _Complex)
COMPLEX_PRODUCT(matrix_c128, double _Complex)

enum { FEW_FLOATS = 16 };  // Fewer are copied here rather than by a call.

static void start_rows(size_t size, const cl_product *s, const char *bias, int64_t bias_row, int64_t bias_column) {
  for (int64_t i = 0; i < s->m; i++) {
    char *row = (char *)s->c + (size_t)(i * s->c_row) * size;
    const char *source = bias + (size_t)(i * bias_row) * size;
    if (!bias) memset(row, 0, (size_t)s->n * size);
    else if (size == sizeof(float) && s->n < FEW_FLOATS)
      for (int64_t j = 0; j < s->n; j++) memcpy(row + j * 4, source + j * bias_column * 4, 4);
    else if (bias_column == 1) memcpy(row, source, (size_t)s->n * size);
    else
      for (int64_t j = 0; j < s->n; j++) memcpy(row + (size_t)j * size, source + j * bias_column * (int64_t)size, size);
  }
}

cl_status cl_gemm(int32_t dtype, int64_t m, int64_t n, int64_t k, const void *a, int64_t a_row, int64_t a_column,
                  const void *b, int64_t b_row, int64_t b_column, void *c, int64_t c_row, const void *bias,
                  int64_t bias_row, int64_t bias_column) {
  static const size_t sizes[CL_DTYPE_COUNT] = {1, 1, 2, 4, 8, 2, 2, 4, 8, 8, 16, 1};
  // Small products of a large batch come one after the other.
  if (cl_stop_requested()) return CL_INTERRUPTED;
  cl_product s = {.m = m, .n = n, .k = k, .a = a, .a_row = a_row, .a_column = a_column, .b = b, .b_row = b_row,
                  .b_column = b_column, .c = c, .c_row = c_row, .start = bias, .start_row = bias_row};
  bool packed = (dtype == CL_FLOAT32 && m >= 4 && n >= 12) || (dtype == CL_FLOAT64 && m >= 4 && n >= 4 && k >= 4);
  if (!packed || k == 0 || (bias && bias_column != 1)) {
    start_rows(sizes[dtype], &s, bias, bias_row, bias_column);
    s.start = c;
    s.start_row = c_row;
  }
  switch (dtype) {
  case CL_FLOAT32: return packed ? cl_product_f32(&s) : small_f32(&s, a, b, c);
  case CL_FLOAT64: return packed ? packed_f64(&s) : small_f64(&s, a, b, c);
  case CL_INT32: return product_i32(&s, a, b, c);
  case CL_INT64: return product_i64(&s, a, b, c);
  case CL_UINT8: return product_u8(&s, a, b, c);
  case CL_COMPLEX64: return matrix_c64(&s, a, b, c);
  case CL_COMPLEX128: return matrix_c128(&s, a, b, c);
  default: return CL_UNSUPPORTED;
  }
}
