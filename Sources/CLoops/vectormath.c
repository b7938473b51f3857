// SLEEF's functions over lines. The library's header hides the AVX-512 functions unless the whole file is compiled
// for them, so those in use are declared here. All three variants give the same bits.
#include "vectormath.h"
#include <string.h>

#pragma STDC FP_CONTRACT OFF

typedef float floats8 __attribute__((vector_size(32)));
typedef float floats16 __attribute__((vector_size(64)));
typedef double doubles4 __attribute__((vector_size(32)));
typedef double doubles8 __attribute__((vector_size(64)));
typedef float floats4 __attribute__((vector_size(16)));

cl_level cl_cpu_level(void) {
  if (__builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512dq")) return CL_LEVEL_AVX512;
  if (__builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma")) return CL_LEVEL_AVX2;
  return CL_LEVEL_DEFAULT;
}

// A loop over whole vectors; the last, partial one is computed on a padded copy.
#define LINE_LOOP(VECTOR, WIDTH, CALL)                        \
  int64_t i = 0;                                              \
  for (; i + WIDTH <= n; i += WIDTH) {                        \
    VECTOR v;                                                 \
    memcpy(&v, x + i, sizeof v);                              \
    VECTOR r = CALL(v);                                       \
    memcpy(out + i, &r, sizeof r);                            \
  }                                                           \
  if (i < n) {                                                \
    VECTOR v = {0};                                           \
    memcpy(&v, x + i, (size_t)(n - i) * sizeof *x);           \
    VECTOR r = CALL(v);                                       \
    memcpy(out + i, &r, (size_t)(n - i) * sizeof *out);       \
  }

#define SLEEF_LINE(NAME, FUNCTION)                                                                   \
  extern CL_AVX512 floats16 Sleef_##FUNCTION##f16_u10avx512f(floats16);                              \
  extern CL_AVX2 floats8 Sleef_##FUNCTION##f8_u10avx2(floats8);                                      \
  extern float Sleef_##FUNCTION##f1_u10purecfma(float);                                              \
  static CL_AVX512 void NAME##_avx512(const float *x, float *out, int64_t n) {                       \
    LINE_LOOP(floats16, 16, Sleef_##FUNCTION##f16_u10avx512f)                                        \
  }                                                                                                  \
  static CL_AVX2 void NAME##_avx2(const float *x, float *out, int64_t n) {                           \
    LINE_LOOP(floats8, 8, Sleef_##FUNCTION##f8_u10avx2)                                              \
  }                                                                                                  \
  void NAME(const float *x, float *out, int64_t n) {                                                 \
    switch (cl_cpu_level()) {                                                                        \
    case CL_LEVEL_AVX512: NAME##_avx512(x, out, n); break;                                           \
    case CL_LEVEL_AVX2: NAME##_avx2(x, out, n); break;                                               \
    case CL_LEVEL_DEFAULT:                                                                           \
      for (int64_t i = 0; i < n; i++) out[i] = Sleef_##FUNCTION##f1_u10purecfma(x[i]);               \
    }                                                                                                \
  }

SLEEF_LINE(cl_sleef_exp, exp)
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
SLEEF_LINE(cl_sleef_tanh, tanh)
SLEEF_LINE(cl_sleef_exp2, exp2)

// Widening to double, the double function, and one rounding.
#define ROUNDED_LINE(NAME, FUNCTION)                                                                 \
  extern CL_AVX512 doubles8 Sleef_##FUNCTION##d8_u10avx512f(doubles8);                               \
  extern CL_AVX2 doubles4 Sleef_##FUNCTION##d4_u10avx2(doubles4);                                    \
  extern double Sleef_##FUNCTION##d1_u10purecfma(double);                                            \
  static inline CL_AVX512 floats8 NAME##_8(floats8 v) {                                              \
    doubles8 wide = __builtin_convertvector(v, doubles8);                                            \
    return __builtin_convertvector(Sleef_##FUNCTION##d8_u10avx512f(wide), floats8);                  \
  }                                                                                                  \
  static inline CL_AVX2 floats4 NAME##_4(floats4 v) {                                                \
    doubles4 wide = __builtin_convertvector(v, doubles4);                                            \
    return __builtin_convertvector(Sleef_##FUNCTION##d4_u10avx2(wide), floats4);                     \
  }                                                                                                  \
  static CL_AVX512 void NAME##_avx512(const float *x, float *out, int64_t n) {                       \
    LINE_LOOP(floats8, 8, NAME##_8)                                                                  \
  }                                                                                                  \
  static CL_AVX2 void NAME##_avx2(const float *x, float *out, int64_t n) {                           \
    LINE_LOOP(floats4, 4, NAME##_4)                                                                  \
  }                                                                                                  \
  void NAME(const float *x, float *out, int64_t n) {                                                 \
    switch (cl_cpu_level()) {                                                                        \
    case CL_LEVEL_AVX512: NAME##_avx512(x, out, n); break;                                           \
    case CL_LEVEL_AVX2: NAME##_avx2(x, out, n); break;                                               \
    case CL_LEVEL_DEFAULT:                                                                           \
      for (int64_t i = 0; i < n; i++) out[i] = (float)Sleef_##FUNCTION##d1_u10purecfma(x[i]);        \
    }                                                                                                \
  }

ROUNDED_LINE(cl_rounded_exp, exp)
ROUNDED_LINE(cl_rounded_log, log)
ROUNDED_LINE(cl_rounded_log2, log2)
ROUNDED_LINE(cl_rounded_log10, log10)
ROUNDED_LINE(cl_rounded_tanh, tanh)
ROUNDED_LINE(cl_rounded_erf, erf)

extern float Sleef_powf1_u10purecfma(float, float);

// Without AVX in the baseline, clang passes a function's vector arguments in memory, whatever features the caller
// has; SLEEF takes them in registers. So the two arguments are loaded and the call is made here.
#define POWER_BLOCK(NAME, CALL, REGISTER)           \
  extern void NAME(const float *x, const float *y, float *out); \
  __asm__(".text\n" #NAME ":\n"                   \
          "  push %rbx\n"                          \
          "  mov %rdx, %rbx\n"                     \
          "  vmovups (%rdi), %" REGISTER "0\n"     \
          "  vmovups (%rsi), %" REGISTER "1\n"     \
          "  call " #CALL "@PLT\n"                 \
          "  vmovups %" REGISTER "0, (%rbx)\n"     \
          "  vzeroupper\n"                         \
          "  pop %rbx\n"                           \
          "  ret\n");
POWER_BLOCK(cl_power_block_16, Sleef_powf16_u10avx512f, "zmm")
POWER_BLOCK(cl_power_block_8, Sleef_powf8_u10avx2, "ymm")

static void power_blocks(
  const float *x, const float *y, float *out, int64_t n, int64_t width,
  void (*block)(const float *, const float *, float *)) {
  int64_t i = 0;
  for (; i + width <= n; i += width) block(x + i, y + i, out + i);
  if (i == n) return;
  float base[16] = {0}, exponent[16] = {0};
  size_t rest = (size_t)(n - i) * sizeof *x;
  memcpy(base, x + i, rest);
  memcpy(exponent, y + i, rest);
  block(base, exponent, base);
  memcpy(out + i, base, rest);
}

void cl_sleef_pow(const float *x, const float *y, float *out, int64_t n) {
  switch (cl_cpu_level()) {
  case CL_LEVEL_AVX512: power_blocks(x, y, out, n, 16, cl_power_block_16); break;
  case CL_LEVEL_AVX2: power_blocks(x, y, out, n, 8, cl_power_block_8); break;
  case CL_LEVEL_DEFAULT:
    for (int64_t i = 0; i < n; i++) out[i] = Sleef_powf1_u10purecfma(x[i], y[i]);
  }
}
