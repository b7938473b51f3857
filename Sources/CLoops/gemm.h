// The packed matrix product, for the files that feed it.
#pragma once
#include "CLoops.h"

// c = start + a b; without `start` it is zero. Strides in elements; the columns of `start` and c are adjacent. Where b is not a matrix in memory, `pack` copies rows `first_row`... of columns
// `first`... of it into panels of `width` columns, each panel row by row, the last one filled up with zeros.
typedef struct cl_product {
  int64_t m, n, k;
  const void *a;
  int64_t a_row, a_column;
  const void *b;
  int64_t b_row, b_column;
  const void *start;
  int64_t start_row;
  void *c;
  int64_t c_row;
  void (*pack)(const void *source, int64_t first_row, int64_t rows, int64_t first, int64_t columns, int64_t width,
               float *out);
  // The length of a run over k; 0 for the vendor library's rule.
  int64_t run;
  // Whether each element is one chain over all k that starts from `start`; else each run starts from zero.
  bool is_chained;
} cl_product;

cl_status cl_product_f32(const cl_product *s);

// The vendor's rule for runs over k: how long the one from p on is, where none is longer than `longest`.
static inline int64_t cl_run_length(int64_t k, int64_t p, int64_t longest) {
  if (p == 0 && k > longest && k < 2 * longest) return k / 2;
  return k - p < longest ? k - p : longest;
}

// c += a b, each element one chain that starts from c or from zero, for a float matrix b whose row p is the n numbers at
// b + offsets[p]; with `adds_run` the chain starts from zero and is added to c. n is a multiple of CL_GATHERED_WIDTH, and a was packed by `cl_pack_gathered` from m lines of k
// numbers, `line` apart, into m k numbers.
enum { CL_GATHERED_WIDTH = 32 };
typedef struct cl_gathered {
  int64_t m, n, k;
  const float *a, *b;
  const int64_t *offsets;
  bool starts_at_zero, adds_run;
  float *c;
  int64_t c_row;
} cl_gathered;

void cl_multiply_gathered(const cl_gathered *s);
void cl_pack_gathered(const float *lines, int64_t m, int64_t k, int64_t line, float *out);

// out[p * width + q] = lines[q * stride + p] for q below `count` and p below `length`; other columns are zero.
void cl_interleave_f32(const float *lines, int64_t stride, int64_t count, int64_t length, int64_t width, float *out);
