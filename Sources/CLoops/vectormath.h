// Elementary functions over contiguous lines; any length, in place allowed.
#pragma once
#include <stdint.h>

// Targets for functions compiled several times, the fastest chosen when the program starts. x86-64-v3 is AVX2 with
// fused multiply-adds: `avx2` alone would call the library for each fmaf.
#define CL_CLONES __attribute__((target_clones("avx512f", "arch=x86-64-v3", "default")))
#define CL_AVX512 __attribute__((target("avx512f,avx512vl,avx512dq,fma")))
#define CL_AVX2 __attribute__((target("avx2,fma")))

typedef enum { CL_LEVEL_DEFAULT, CL_LEVEL_AVX2, CL_LEVEL_AVX512 } cl_level;
cl_level cl_cpu_level(void);

// SLEEF's float functions of at most 1.0 ulp: the bits PyTorch gives for softmax, sigmoid, pow and others.
void cl_sleef_exp(const float *x, float *out, int64_t n);
void cl_sleef_log(const float *x, float *out, int64_t n);
void cl_sleef_sin(const float *x, float *out, int64_t n);
void cl_sleef_cos(const float *x, float *out, int64_t n);
void cl_sleef_tan(const float *x, float *out, int64_t n);
void cl_sleef_asin(const float *x, float *out, int64_t n);
void cl_sleef_acos(const float *x, float *out, int64_t n);
void cl_sleef_atan(const float *x, float *out, int64_t n);
void cl_sleef_log1p(const float *x, float *out, int64_t n);
void cl_sleef_expm1(const float *x, float *out, int64_t n);
void cl_sleef_sinh(const float *x, float *out, int64_t n);
void cl_sleef_cosh(const float *x, float *out, int64_t n);
void cl_sleef_exp2(const float *x, float *out, int64_t n);
void cl_sleef_tanh(const float *x, float *out, int64_t n);
// 1 / (1 + exp(-x)) with SLEEF's exp, as PyTorch rounds it.
void cl_sleef_sigmoid(const float *x, float *out, int64_t n);

// The same for a block of CL_BLOCK pairs.
void cl_sleef_pow(const float *x, const float *y, float *out);
void cl_sleef_atan2(const float *x, const float *y, float *out);

// Computed in double and rounded once: nearest to what PyTorch's library gives for these.
void cl_rounded_exp(const float *x, float *out, int64_t n);
void cl_rounded_log(const float *x, float *out, int64_t n);
void cl_rounded_log2(const float *x, float *out, int64_t n);
void cl_rounded_log10(const float *x, float *out, int64_t n);
void cl_rounded_tanh(const float *x, float *out, int64_t n);
void cl_rounded_erf(const float *x, float *out, int64_t n);
