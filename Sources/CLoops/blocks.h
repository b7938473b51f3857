// Loops in two parts, as PyTorch's: whole blocks of adjacent floats by vector functions, the others one by one.
#pragma once
#include "iterate.h"

// Two vectors of AVX2 (PyTorch on AVX-512 takes 32 floats). What is left of a line, and lines whose elements are apart, PyTorch computes with the
// functions of the C library, whose last bits differ from those of its vectors.
enum { CL_BLOCK = 16 };

// A loop over one operand. BLOCKS is a call for `n` adjacent floats at `x` with results at `out`, EXPRESSION the result
// for a single `a`; `first` and `second` are the numbers.
#define UNARY_BLOCKS(NAME, BLOCKS, EXPRESSION)                                                                    \
  static cl_status NAME(char *const *data, const int64_t *strides, int64_t count, const cl_parameters *p) {       \
    const float first = (float)p->first, second = (float)p->second;                                               \
    (void)first, (void)second;                                                                                    \
    bool is_line = strides[0] == sizeof(float) && strides[1] == sizeof(float);                                    \
    const int64_t n = is_line ? count - count % CL_BLOCK : 0;                                                     \
    if (n > 0) {                                                                                                  \
      const float *x = (const float *)data[1];                                                                    \
      float *out = (float *)data[0];                                                                              \
      BLOCKS;                                                                                                     \
    }                                                                                                             \
    for (int64_t i = n; i < count; i++) {                                                                         \
      float a = *(const float *)(data[1] + i * strides[1]);                                                       \
      *(float *)(data[0] + i * strides[0]) = EXPRESSION;                                                          \
    }                                                                                                             \
    return CL_OK;                                                                                                 \
  }

// A loop over one operand by a function of lines, whatever their length; elements that are apart go through a buffer.
#define UNARY_LINE(NAME, TYPE, FUNCTION)                                                                            \
  static cl_status NAME(char *const *data, const int64_t *strides, int64_t n, const cl_parameters *p) {             \
    (void)p;                                                                                                        \
    if (strides[0] == sizeof(TYPE) && strides[1] == sizeof(TYPE)) {                                                 \
      FUNCTION((const TYPE *)data[1], (TYPE *)data[0], n);                                                          \
      return CL_OK;                                                                                                 \
    }                                                                                                               \
    TYPE buffer[256];                                                                                               \
    for (int64_t start = 0; start < n; start += 256) {                                                              \
      int64_t count = n - start < 256 ? n - start : 256;                                                            \
      for (int64_t i = 0; i < count; i++) buffer[i] = *(const TYPE *)(data[1] + (start + i) * strides[1]);          \
      FUNCTION(buffer, buffer, count);                                                                              \
      for (int64_t i = 0; i < count; i++) *(TYPE *)(data[0] + (start + i) * strides[0]) = buffer[i];                \
    }                                                                                                               \
    return CL_OK;                                                                                                   \
  }

// A loop over two operands, of which one may be a single element for blocks too: BLOCKS is a call for up to CL_BLOCK
// pairs of adjacent floats at `x` and `y` with results at `out`.
#define BINARY_BLOCKS(NAME, BLOCKS, EXPRESSION)                                                                   \
  static cl_status NAME(char *const *data, const int64_t *strides, int64_t count, const cl_parameters *p) {       \
    (void)p;                                                                                                      \
    bool is_line = strides[0] == sizeof(float) && (strides[1] == sizeof(float) || strides[1] == 0) &&             \
                   (strides[2] == sizeof(float) || strides[2] == 0) && strides[1] + strides[2] > 0;               \
    const int64_t whole = is_line ? count - count % CL_BLOCK : 0, n = CL_BLOCK;                                   \
    for (int64_t start = 0; start < whole; start += n) {                                                          \
      float x[CL_BLOCK], y[CL_BLOCK], *out = (float *)data[0] + start;                                            \
      for (int64_t i = 0; i < n; i++) x[i] = *(const float *)(data[1] + (start + i) * strides[1]);                \
      for (int64_t i = 0; i < n; i++) y[i] = *(const float *)(data[2] + (start + i) * strides[2]);                \
      BLOCKS;                                                                                                     \
    }                                                                                                             \
    for (int64_t i = whole; i < count; i++) {                                                                     \
      float a = *(const float *)(data[1] + i * strides[1]), b = *(const float *)(data[2] + i * strides[2]);       \
      *(float *)(data[0] + i * strides[0]) = EXPRESSION;                                                          \
    }                                                                                                             \
    return CL_OK;                                                                                                 \
  }
