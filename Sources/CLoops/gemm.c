// Matrix products.
//
// Order of rounding. float with at least 4 rows and 12 columns: runs over k of 192 (one run up to 192; two halves below
// 384), each an ordered chain of fused multiply-adds from zero; c starts as the bias and the runs are added to
// it. double: one fused chain over all k. Small float products are not fused: k up to 3, or b not transposed, one
// sequential chain of rounded products; else (the weight of a small linear layer) four lanes over k.
#include "iterate.h"
#include "vectormath.h"
#include <math.h>
#include <string.h>

#pragma STDC FP_CONTRACT OFF

enum { PANEL_ROWS = 240, PANEL_COLUMNS = 3072 };

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

// One chain over all k for convolutions, whose blocks of channels are added by the caller.
#define REAL float
#define VECTOR_BYTES 64
#define TILE_ROWS 8
#define BLOCK 384
#define CHAINED 1
#define TARGET CL_AVX512
#define NAME(x) x##_chain_avx512
#include "gemm_tile.inc"

#define REAL float
#define VECTOR_BYTES 32
#define TILE_ROWS 4
#define BLOCK 384
#define CHAINED 1
#define TARGET CL_AVX2
#define NAME(x) x##_chain_avx2
#include "gemm_tile.inc"

#define REAL float
#define VECTOR_BYTES 16
#define TILE_ROWS 2
#define BLOCK 384
#define CHAINED 1
#define TARGET
#define NAME(x) x##_chain_default
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

typedef struct {
  int64_t m, n, k, a_row, a_column, b_row, b_column, c_row;
} shape;

static cl_status large_f32(shape s, const float *a, const float *b, float *c) {
  switch (cl_cpu_level()) {
  case CL_LEVEL_AVX512:
    return product_f32_avx512(s.m, s.n, s.k, a, s.a_row, s.a_column, b, s.b_row, s.b_column, c, s.c_row);
  case CL_LEVEL_AVX2:
    return product_f32_avx2(s.m, s.n, s.k, a, s.a_row, s.a_column, b, s.b_row, s.b_column, c, s.c_row);
  default: return product_f32_default(s.m, s.n, s.k, a, s.a_row, s.a_column, b, s.b_row, s.b_column, c, s.c_row);
  }
}

static cl_status large_f64(shape s, const double *a, const double *b, double *c) {
  switch (cl_cpu_level()) {
  case CL_LEVEL_AVX512:
    return product_f64_avx512(s.m, s.n, s.k, a, s.a_row, s.a_column, b, s.b_row, s.b_column, c, s.c_row);
  case CL_LEVEL_AVX2:
    return product_f64_avx2(s.m, s.n, s.k, a, s.a_row, s.a_column, b, s.b_row, s.b_column, c, s.c_row);
  default: return product_f64_default(s.m, s.n, s.k, a, s.a_row, s.a_column, b, s.b_row, s.b_column, c, s.c_row);
  }
}

cl_status cl_gemm_chain(int64_t m, int64_t n, int64_t k, const float *a, int64_t a_row, const float *b, int64_t b_row,
                        float *c, int64_t c_row) {
  switch (cl_cpu_level()) {
  case CL_LEVEL_AVX512: return product_chain_avx512(m, n, k, a, a_row, 1, b, b_row, 1, c, c_row);
  case CL_LEVEL_AVX2: return product_chain_avx2(m, n, k, a, a_row, 1, b, b_row, 1, c, c_row);
  default: return product_chain_default(m, n, k, a, a_row, 1, b, b_row, 1, c, c_row);
  }
}

static float sequential_dot(const float *a, int64_t a_step, const float *b, int64_t b_step, int64_t k) {
  float sum = 0;
  for (int64_t p = 0; p < k; p++) sum += a[p * a_step] * b[p * b_step];
  return sum;
}

// `lanes` (4 or 8) running sums over contiguous a and b, folded to four, then (0 + 2) + (1 + 3), then the tail.
static float lane_dot(const float *a, const float *b, int64_t k, int lanes) {
  float sum[8] = {0};
  int64_t p = 0;
  for (; p + lanes <= k; p += lanes)
    for (int j = 0; j < lanes; j++) sum[j] += a[p + j] * b[p + j];
  for (int j = 4; j < lanes; j++) sum[j - 4] += sum[j];
  if (lanes == 8 && p + 4 <= k)
    for (int j = 0; j < 4; j++) sum[j] += a[p + j] * b[p + j];
  if (lanes == 8 && p + 4 <= k) p += 4;
  float total = (sum[0] + sum[2]) + (sum[1] + sum[3]);
  for (; p < k; p++) total += a[p] * b[p];
  return total;
}

static cl_status small_f32(shape s, const float *a, const float *b, float *c) {
  bool lanes = s.k > 3 && s.a_column == 1 && s.b_row == 1 && s.b_column != 1;
  int64_t grouped = s.n / 4 * 4;
  for (int64_t i = 0; i < s.m; i++) {
    for (int64_t j = 0; j < s.n; j++) {
      const float *line = a + i * s.a_row, *column = b + j * s.b_column;
      c[i * s.c_row + j] += lanes ? lane_dot(line, column, s.k, j < grouped ? 4 : 8)
                                  : sequential_dot(line, s.a_column, column, s.b_row, s.k);
    }
    if ((i & 1023) == 1023 && cl_stop_requested()) return CL_INTERRUPTED;
  }
  return CL_OK;
}

// Small double products: the same fused chain without packing.
static cl_status small_f64(shape s, const double *a, const double *b, double *c) {
  for (int64_t i = 0; i < s.m; i++)
    for (int64_t j = 0; j < s.n; j++) {
      double sum = c[i * s.c_row + j];
      for (int64_t p = 0; p < s.k; p++) sum = fma(a[i * s.a_row + p * s.a_column], b[p * s.b_row + j * s.b_column], sum);
      c[i * s.c_row + j] = sum;
    }
  return CL_OK;
}

#define INTEGER_PRODUCT(NAME, TYPE, UNSIGNED)                                                           \
  static cl_status NAME(shape s, const TYPE *a, const TYPE *b, TYPE *c) {                               \
    for (int64_t i = 0; i < s.m; i++) {                                                                 \
      for (int64_t j = 0; j < s.n; j++) {                                                               \
        UNSIGNED sum = (UNSIGNED)c[i * s.c_row + j];                                                    \
        for (int64_t p = 0; p < s.k; p++)                                                               \
          sum += (UNSIGNED)a[i * s.a_row + p * s.a_column] * (UNSIGNED)b[p * s.b_row + j * s.b_column]; \
        c[i * s.c_row + j] = (TYPE)sum;                                                                 \
      }                                                                                                 \
      if (cl_stop_requested()) return CL_INTERRUPTED;                                                   \
    }                                                                                                   \
    return CL_OK;                                                                                       \
  }
INTEGER_PRODUCT(product_i32, int32_t, uint32_t)
INTEGER_PRODUCT(product_i64, int64_t, uint64_t)
INTEGER_PRODUCT(product_u8, uint8_t, uint32_t)

#define COMPLEX_PRODUCT(NAME, TYPE)                                                                     \
  static cl_status NAME(shape s, const TYPE *a, const TYPE *b, TYPE *c) {                               \
    for (int64_t i = 0; i < s.m; i++)                                                                   \
      for (int64_t j = 0; j < s.n; j++)                                                                 \
        for (int64_t p = 0; p < s.k; p++)                                                               \
          c[i * s.c_row + j] += a[i * s.a_row + p * s.a_column] * b[p * s.b_row + j * s.b_column];      \
    return CL_OK;                                                                                       \
  }
COMPLEX_PRODUCT(product_c64, float _Complex)
COMPLEX_PRODUCT(product_c128, double _Complex)

static void start_rows(size_t size, int64_t m, int64_t n, char *c, int64_t c_row, const char *bias, int64_t bias_row,
                       int64_t bias_column) {
  for (int64_t i = 0; i < m; i++) {
    char *row = c + (size_t)(i * c_row) * size;
    if (!bias) memset(row, 0, (size_t)n * size);
    else
      for (int64_t j = 0; j < n; j++)
        memcpy(row + (size_t)j * size, bias + (i * bias_row + j * bias_column) * (int64_t)size, size);
  }
}

cl_status cl_gemm(int32_t dtype, int64_t m, int64_t n, int64_t k, const void *a, int64_t a_row, int64_t a_column,
                  const void *b, int64_t b_row, int64_t b_column, void *c, int64_t c_row, const void *bias,
                  int64_t bias_row, int64_t bias_column) {
  static const size_t sizes[CL_DTYPE_COUNT] = {1, 1, 2, 4, 8, 2, 2, 4, 8, 8, 16, 1};
  shape s = {m, n, k, a_row, a_column, b_row, b_column, c_row};
  start_rows(sizes[dtype], m, n, c, c_row, bias, bias_row, bias_column);
  switch (dtype) {
  case CL_FLOAT32: return m >= 4 && n >= 12 ? large_f32(s, a, b, c) : small_f32(s, a, b, c);
  case CL_FLOAT64: return m >= 4 && n >= 4 && k >= 4 ? large_f64(s, a, b, c) : small_f64(s, a, b, c);
  case CL_INT32: return product_i32(s, a, b, c);
  case CL_INT64: return product_i64(s, a, b, c);
  case CL_UINT8: return product_u8(s, a, b, c);
  case CL_COMPLEX64: return product_c64(s, a, b, c);
  case CL_COMPLEX128: return product_c128(s, a, b, c);
  default: return CL_UNSUPPORTED;
  }
}
