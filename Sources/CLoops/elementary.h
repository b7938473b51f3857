// Elementary functions of one float, written without branches so that loops over them become vector code.
#pragma once
#include <stdint.h>
#include <string.h>

#pragma STDC FP_CONTRACT OFF

#define ELEMENTARY static inline __attribute__((always_inline))

ELEMENTARY float float_of_bits(uint32_t bits) {
  float x;
  memcpy(&x, &bits, sizeof x);
  return x;
}
ELEMENTARY uint32_t bits_of_float(float x) {
  uint32_t bits;
  memcpy(&bits, &x, sizeof x);
  return bits;
}
ELEMENTARY double double_of_bits(uint64_t bits) {
  double x;
  memcpy(&x, &bits, sizeof x);
  return x;
}
ELEMENTARY uint64_t bits_of_double(double x) {
  uint64_t bits;
  memcpy(&bits, &x, sizeof x);
  return bits;
}

// The exponential of at most 1.0 ulp whose bits SLEEF's vector function gives, which PyTorch calls: x = n ln 2 + r, a
// polynomial in r by Horner's rule, and two powers of two. Adding and taking away 1.5 * 2^23 rounds to a whole number.
ELEMENTARY float sleef_exp(float x) {
  float shifted = x * 1.442695040888963407359924681001892137426645954152985934135449406931f + 12582912.0f;
  float n = shifted - 12582912.0f;
  float r = __builtin_fmaf(n, -0.693145751953125f, x);
  r = __builtin_fmaf(n, -1.428606765330187045e-06f, r);
  float u = 0.000198527617612853646278381f;
  u = __builtin_fmaf(u, r, 0.00139304355252534151077271f);
  u = __builtin_fmaf(u, r, 0.00833336077630519866943359f);
  u = __builtin_fmaf(u, r, 0.0416664853692054748535156f);
  u = __builtin_fmaf(u, r, 0.166666671633720397949219f);
  u = __builtin_fmaf(u, r, 0.5f);
  u = 1.0f + __builtin_fmaf(r * r, u, r);
  int32_t power = (int32_t)(bits_of_float(shifted) - 0x4B400000u), half = power >> 1;
  u = u * float_of_bits((uint32_t)(half + 127) << 23) * float_of_bits((uint32_t)(power - half + 127) << 23);
  u = x < -104 ? 0 : u;
  return x > 100 ? __builtin_inff() : u;
}

// The logistic function as PyTorch rounds it.
ELEMENTARY float sleef_sigmoid(float x) { return 1 / (1 + sleef_exp(0 - x)); }

// GELU of adjacent elements as PyTorch's library of layers, oneDNN, rounds it (its AVX2 form): erf(a) as
// 1 - p(t) exp(-a * a) with t = 1 / (1 + 0.3275911 |a|), Abramowitz and Stegun 7.1.26, and an exponential of its own.
ELEMENTARY float gelu_exp(float given) {
  float x = given < -0x1.5d58ap6f ? -0x1.5d58ap6f : given;
  float n = __builtin_floorf(__builtin_fmaf(x, 0x1.715476p0f, 0.5f)), r = __builtin_fmaf(-n, 0x1.62e430p-1f, x);
  float u = __builtin_fmaf(0x1.0f9f9cp-7f, r, 0x1.573a1ap-5f);
  u = __builtin_fmaf(u, r, 0x1.555a80p-3f);
  u = __builtin_fmaf(u, r, 0x1.fffdc6p-2f);
  u = __builtin_fmaf(u, r, 0x1.fffff6p-1f);
  u = __builtin_fmaf(u, r, 1);
  u = u * float_of_bits((uint32_t)((int32_t)n + 127) << 23);
  return given < -0x1.5d58ap6f ? 0 : u;
}

// erf(a), where `power` is exp(-a * a).
ELEMENTARY float gelu_erf(float a, float power) {
  float t = 1 / __builtin_fmaf(0.3275911f, __builtin_fabsf(a), 1);
  float u = __builtin_fmaf(1.061405429f, t, -1.453152027f);
  u = __builtin_fmaf(u, t, 1.421413741f);
  u = __builtin_fmaf(u, t, -0.284496736f);
  u = __builtin_fmaf(u, t, 0.254829592f);
  return __builtin_copysignf(1, a) * __builtin_fmaf(-power * t, u, 1);
}

#define ROOT_HALF 0.70710678118654752440f

// x / 2 (1 + erf(x / sqrt 2)), and its derivative: the normal distribution plus x times its density.
ELEMENTARY float gelu_one(float x) {
  float a = x * ROOT_HALF, half = x * 0.5f;
  return __builtin_fmaf(gelu_erf(a, gelu_exp(-(a * a))), half, half);
}
ELEMENTARY float gelu_slope_one(float x) {
  float a = x * ROOT_HALF, power = gelu_exp(-(a * a));
  return __builtin_fmaf(gelu_erf(a, power), 0.5f, a * 0x1.20dd74p-1f * power + 0.5f);
}

// The next functions compute in double to about 2^-46 and round once: nearest to what PyTorch's library gives.

// exp(x) - 1 as a polynomial for |x| <= ln 2 / 2.
ELEMENTARY double small_expm1(double x) {
  double u = 1 / 479001600.0;
  u = __builtin_fma(u, x, 1 / 39916800.0);
  u = __builtin_fma(u, x, 1 / 3628800.0);
  u = __builtin_fma(u, x, 1 / 362880.0);
  u = __builtin_fma(u, x, 1 / 40320.0);
  u = __builtin_fma(u, x, 1 / 5040.0);
  u = __builtin_fma(u, x, 1 / 720.0);
  u = __builtin_fma(u, x, 1 / 120.0);
  u = __builtin_fma(u, x, 1 / 24.0);
  u = __builtin_fma(u, x, 1 / 6.0);
  u = __builtin_fma(u, x, 0.5);
  return __builtin_fma(x * x, u, x);
}

// exp(x) - 1 = part * scale + (scale - 1), for |x| < 700.
ELEMENTARY double split_exp(double x, double *scale) {
  double shifted = __builtin_fma(x, 1.4426950408889634, 0x1.8p52), n = shifted - 0x1.8p52;
  double r = __builtin_fma(n, -0x1.62e42fefa39efp-1, x);
  r = __builtin_fma(n, -0x1.abc9e3b39803fp-56, r);
  *scale = double_of_bits((bits_of_double(shifted) + 1023) << 52);
  return small_expm1(r);
}

ELEMENTARY float rounded_exp(float x) {
  double limited = x < -110 ? -110 : x > 90 ? 90 : x, scale, part = split_exp(limited, &scale);
  return (float)__builtin_fma(part, scale, scale);
}

// (e - 1) / (e + 1) for e = exp(2 |x|), with the sign of x.
ELEMENTARY float rounded_tanh(float x) {
  double size = __builtin_fabs((double)x), limited = size > 20 ? 20 : size, scale;
  double part = split_exp(2 * limited, &scale), less = __builtin_fma(part, scale, scale - 1);
  return __builtin_copysignf((float)(less / (less + 2)), x);
}

// log(m) for x = 2^exponent m with m between the root of 1/2 and that of 2: 2 artanh(s) for s = (m - 1) / (m + 1). x is
// positive and not subnormal as a double.
ELEMENTARY double split_log(double x, double *exponent) {
  uint64_t bits = bits_of_double(x), shifted = bits - 0x3fe6a09e667f3bcdULL + (1024ULL << 52), power = shifted >> 52;
  double m = double_of_bits(bits - (power << 52) + (1024ULL << 52));
  *exponent = double_of_bits(power | 0x4330000000000000ULL) - (0x1p52 + 1024);
  double f = m - 1, s = f / (2 + f), z = s * s, u = 2 / 21.0;
  u = __builtin_fma(u, z, 2 / 19.0);
  u = __builtin_fma(u, z, 2 / 17.0);
  u = __builtin_fma(u, z, 2 / 15.0);
  u = __builtin_fma(u, z, 2 / 13.0);
  u = __builtin_fma(u, z, 2 / 11.0);
  u = __builtin_fma(u, z, 2 / 9.0);
  u = __builtin_fma(u, z, 2 / 7.0);
  u = __builtin_fma(u, z, 2 / 5.0);
  u = __builtin_fma(u, z, 2 / 3.0);
  return __builtin_fma(s * z, u, 2 * s);
}

// A logarithm's value where x is not a positive number.
ELEMENTARY float special_log(float x, float value) {
  value = x == __builtin_inff() ? x : value;
  value = x == 0 ? -__builtin_inff() : value;
  return x >= 0 ? value : __builtin_nanf("");
}

ELEMENTARY float rounded_log(float x) {
  double exponent, part = split_log(x, &exponent);
  return special_log(x, (float)__builtin_fma(exponent, 0.69314718055994530942, part));
}
ELEMENTARY float rounded_log2(float x) {
  double exponent, part = split_log(x, &exponent);
  return special_log(x, (float)__builtin_fma(part, 1.4426950408889634074, exponent));
}
ELEMENTARY float rounded_log10(float x) {
  double exponent, part = split_log(x, &exponent);
  return special_log(x, (float)__builtin_fma(exponent, 0.30102999566398119521, part * 0.43429448190325182765));
}
