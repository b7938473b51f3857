// Elementary functions over lines: our own where they are frequent, SLEEF's for the others. All variants for different
// CPUs give the same bits.
#include "vectormath.h"
#include "blocks.h"
#include "elementary.h"
#include <string.h>

#pragma STDC FP_CONTRACT OFF

cl_level cl_cpu_level(void) {
  if (__builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512dq")) return CL_LEVEL_AVX512;
  if (__builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma")) return CL_LEVEL_AVX2;
  return CL_LEVEL_DEFAULT;
}

// A loop that the compiler makes vector code of.
#define OWN_LINE(NAME, FUNCTION)                                       \
  CL_CLONES void NAME(const float *x, float *out, int64_t n) {         \
    _Pragma("clang loop vectorize(assume_safety)")                     \
    for (int64_t i = 0; i < n; i++) out[i] = FUNCTION(x[i]);           \
  }

OWN_LINE(cl_sleef_exp, sleef_exp)
OWN_LINE(cl_sleef_sigmoid, sleef_sigmoid)
OWN_LINE(cl_rounded_exp, rounded_exp)
OWN_LINE(cl_rounded_log, rounded_log)
OWN_LINE(cl_rounded_log2, rounded_log2)
OWN_LINE(cl_rounded_log10, rounded_log10)
OWN_LINE(cl_rounded_tanh, rounded_tanh)

// Without AVX in the baseline, clang passes a function's vector arguments in memory, whatever features the caller
// has; SLEEF takes and returns them in registers. So its functions are called here, for `count` whole vectors.
#define VECTOR_CALLS(NAME, CALL, REGISTER, BYTES)                          \
  extern void NAME(const void *x, void *out, int64_t count);               \
  __asm__(".text\n" #NAME ":\n"                                            \
          "  push %rbx\n  push %r12\n  push %r13\n"                        \
          "  mov %rdi, %rbx\n  mov %rsi, %r12\n  mov %rdx, %r13\n"         \
          "1:\n"                                                           \
          "  vmovups (%rbx), %" REGISTER "0\n"                             \
          "  call " #CALL "@PLT\n"                                         \
          "  vmovups %" REGISTER "0, (%r12)\n"                             \
          "  add $" #BYTES ", %rbx\n  add $" #BYTES ", %r12\n"             \
          "  dec %r13\n  jnz 1b\n"                                         \
          "  vzeroupper\n"                                                 \
          "  pop %r13\n  pop %r12\n  pop %rbx\n  ret\n");

typedef void (*vector_calls)(const void *x, void *out, int64_t count);

// A line of `n` elements of `size` bytes in vectors of `width`; the last, partial one is computed on a padded copy.
static void call_line(const void *x, void *out, int64_t n, int64_t size, int64_t width, vector_calls calls) {
  int64_t whole = n / width, rest = n % width, done = whole * width * size;
  if (whole > 0) calls(x, out, whole);
  if (rest == 0) return;
  double padded[8] = {0};
  memcpy(padded, (const char *)x + done, (size_t)(rest * size));
  calls(padded, padded, 1);
  memcpy((char *)out + done, padded, (size_t)(rest * size));
}

#define SLEEF_LINE(NAME, FUNCTION)                                                                      \
  VECTOR_CALLS(NAME##_16, Sleef_##FUNCTION##f16_u10avx512f, "zmm", 64)                                  \
  VECTOR_CALLS(NAME##_8, Sleef_##FUNCTION##f8_u10avx2, "ymm", 32)                                       \
  extern float Sleef_##FUNCTION##f1_u10purecfma(float);                                                 \
  void NAME(const float *x, float *out, int64_t n) {                                                    \
    switch (cl_cpu_level()) {                                                                           \
    case CL_LEVEL_AVX512: call_line(x, out, n, sizeof *x, 16, NAME##_16); break;                        \
    case CL_LEVEL_AVX2: call_line(x, out, n, sizeof *x, 8, NAME##_8); break;                            \
    case CL_LEVEL_DEFAULT:                                                                              \
      for (int64_t i = 0; i < n; i++) out[i] = Sleef_##FUNCTION##f1_u10purecfma(x[i]);                  \
    }                                                                                                   \
  }

SLEEF_LINE(cl_sleef_log, log)
SLEEF_LINE(cl_sleef_sin, sin)
SLEEF_LINE(cl_sleef_cos, cos)
SLEEF_LINE(cl_sleef_tan, tan)
SLEEF_LINE(cl_sleef_asin, asin)
SLEEF_LINE(cl_sleef_acos, acos)
SLEEF_LINE(cl_sleef_atan, atan)
SLEEF_LINE(cl_sleef_log1p, log1p)
SLEEF_LINE(cl_sleef_expm1, expm1)
SLEEF_LINE(cl_sleef_sinh, sinh)
SLEEF_LINE(cl_sleef_cosh, cosh)
SLEEF_LINE(cl_sleef_exp2, exp2)
SLEEF_LINE(cl_sleef_tanh, tanh)

VECTOR_CALLS(cl_erf_8, Sleef_erfd8_u10avx512f, "zmm", 64)
VECTOR_CALLS(cl_erf_4, Sleef_erfd4_u10avx2, "ymm", 32)
extern double Sleef_erfd1_u10purecfma(double);

static void erf_line(const double *x, double *out, int64_t n) {
  switch (cl_cpu_level()) {
  case CL_LEVEL_AVX512: call_line(x, out, n, sizeof *x, 8, cl_erf_8); break;
  case CL_LEVEL_AVX2: call_line(x, out, n, sizeof *x, 4, cl_erf_4); break;
  case CL_LEVEL_DEFAULT:
    for (int64_t i = 0; i < n; i++) out[i] = Sleef_erfd1_u10purecfma(x[i]);
  }
}

void cl_rounded_erf(const float *x, float *out, int64_t n) {
  double wide[256];
  for (int64_t start = 0; start < n; start += 256) {
    int64_t count = n - start < 256 ? n - start : 256;
    for (int64_t i = 0; i < count; i++) wide[i] = x[start + i];
    erf_line(wide, wide, count);
    for (int64_t i = 0; i < count; i++) out[start + i] = (float)wide[i];
  }
}

// The same for lines of pairs.
#define PAIR_CALLS(NAME, CALL, REGISTER, BYTES)                                                          \
  extern void NAME(const void *x, const void *y, void *out, int64_t count);                              \
  __asm__(".text\n" #NAME ":\n"                                                                          \
          "  push %rbx\n  push %r12\n  push %r13\n  push %r14\n  sub $8, %rsp\n"                         \
          "  mov %rdi, %rbx\n  mov %rsi, %r12\n  mov %rdx, %r13\n  mov %rcx, %r14\n"                     \
          "1:\n"                                                                                         \
          "  vmovups (%rbx), %" REGISTER "0\n"                                                           \
          "  vmovups (%r12), %" REGISTER "1\n"                                                           \
          "  call " #CALL "@PLT\n"                                                                       \
          "  vmovups %" REGISTER "0, (%r13)\n"                                                           \
          "  add $" #BYTES ", %rbx\n  add $" #BYTES ", %r12\n  add $" #BYTES ", %r13\n"                  \
          "  dec %r14\n  jnz 1b\n"                                                                       \
          "  vzeroupper\n"                                                                               \
          "  add $8, %rsp\n  pop %r14\n  pop %r13\n  pop %r12\n  pop %rbx\n  ret\n");

#define SLEEF_PAIRS(NAME, FUNCTION)                                                                      \
  PAIR_CALLS(NAME##_16, Sleef_##FUNCTION##f16_u10avx512f, "zmm", 64)                                     \
  PAIR_CALLS(NAME##_8, Sleef_##FUNCTION##f8_u10avx2, "ymm", 32)                                          \
  extern float Sleef_##FUNCTION##f1_u10purecfma(float, float);                                           \
  void NAME(const float *x, const float *y, float *out) {                                                \
    switch (cl_cpu_level()) {                                                                            \
    case CL_LEVEL_AVX512: NAME##_16(x, y, out, CL_BLOCK / 16); break;                                    \
    case CL_LEVEL_AVX2: NAME##_8(x, y, out, CL_BLOCK / 8); break;                                        \
    case CL_LEVEL_DEFAULT:                                                                               \
      for (int64_t i = 0; i < CL_BLOCK; i++) out[i] = Sleef_##FUNCTION##f1_u10purecfma(x[i], y[i]);      \
    }                                                                                                    \
  }

SLEEF_PAIRS(cl_sleef_pow, pow)
SLEEF_PAIRS(cl_sleef_atan2, atan2)
