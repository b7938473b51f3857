// Activations and special functions: passes over one operand that may take two numbers.
#include "activations.h"
#include "blocks.h"
#include "elementary.h"
#include "special.h"
#include "vectormath.h"
#include <complex.h>
#include <math.h>
#include <string.h>

#pragma STDC FP_CONTRACT OFF

// What GELU's approximation takes the tanh of: sqrt(2 / pi) (x + 0.044715 x^3).
#define TANH_SCALE 0.79788456080286535588
ELEMENTARY float tanh_argument(float x) { return (float)TANH_SCALE * __builtin_fmaf(0.044715f, x * x * x, x); }

// A loop `out = EXPRESSION of a`, with the numbers as `first` and `second` of the element type.
#define FUNCTION(NAME, TYPE, EXPRESSION)                                                                          \
  static cl_status NAME(char *const *data, const int64_t *strides, int64_t n, const cl_parameters *p) {           \
    const TYPE first = (TYPE)p->first, second = (TYPE)p->second;                                                  \
    (void)first, (void)second;                                                                                    \
    CL_SLOW_FOR(i, n) {                                                                                           \
      TYPE a = *(const TYPE *)(data[1] + i * strides[1]);                                                         \
      *(TYPE *)(data[0] + i * strides[0]) = (TYPE)(EXPRESSION);                                                   \
    }                                                                                                             \
    return CL_OK;                                                                                                 \
  }

#define ACTIVATIONS(T, type, F)                                                                                   \
  static inline type six_##T(type a) { return a < 0 ? 0 : a > 6 ? 6 : a; }                                        \
  FUNCTION(leaky_relu_##T, type, a > 0 ? a : a * first)                                                           \
  FUNCTION(hardsigmoid_##T, type, a != a ? a : six_##T(a + 3) / 6)                                                \
  FUNCTION(hardswish_##T, type, a != a ? a : a * six_##T(a + 3) / 6)                                              \
  FUNCTION(hardshrink_##T, type, a >= -first && a <= first ? 0 : a)                                               \
  FUNCTION(softshrink_##T, type, a > first ? a - first : a < -first ? a + first : a * 0)                          \
  FUNCTION(threshold_##T, type, a <= first ? second : a)                                                          \
  FUNCTION(frac_##T, type, a - trunc##F(a))                                                                       \
  FUNCTION(asinh_##T, type, asinh##F(a))                                                                          \
  FUNCTION(acosh_##T, type, acosh##F(a))                                                                          \
  FUNCTION(atanh_##T, type, atanh##F(a))                                                                          \
  FUNCTION(erfc_##T, type, erfc##F(a))                                                                            \
  FUNCTION(erfinv_##T, type, cl_erfinv(a))                                                                        \
  FUNCTION(lgamma_##T, type, lgamma##F(a))                                                                        \
  FUNCTION(digamma_##T, type, cl_digamma(a))                                                                      \
  FUNCTION(polygamma_##T, type, cl_polygamma((int)p->first, a))                                                   \
  FUNCTION(i0_##T, type, cl_bessel_i(0, a, false))                                                                \
  FUNCTION(i1_##T, type, cl_bessel_i(1, a, false))                                                                \
  FUNCTION(i0e_##T, type, cl_bessel_i(0, a, true))                                                                \
  FUNCTION(i1e_##T, type, cl_bessel_i(1, a, true))                                                                \
  FUNCTION(sinc_##T, type, a == 0 ? 1 : sin##F((type)M_PI * a) / ((type)M_PI * a))                                \
  FUNCTION(entropy_##T, type, cl_entropy(a))                                                                      \
  FUNCTION(ndtri_##T, type, cl_ndtri(a))                                                                          \
  FUNCTION(j0_##T, type, cl_bessel_j(0, a, sizeof(type) == sizeof(float)))                                        \
  FUNCTION(j1_##T, type, cl_bessel_j(1, a, sizeof(type) == sizeof(float)))                                        \
  FUNCTION(y0_##T, type, cl_bessel_y(0, a, sizeof(type) == sizeof(float)))                                        \
  FUNCTION(y1_##T, type, cl_bessel_y(1, a, sizeof(type) == sizeof(float)))                                        \
  FUNCTION(k0_##T, type, cl_bessel_k(0, a, false))                                                                \
  FUNCTION(k1_##T, type, cl_bessel_k(1, a, false))                                                                \
  FUNCTION(k0e_##T, type, cl_bessel_k(0, a, true))                                                                \
  FUNCTION(k1e_##T, type, cl_bessel_k(1, a, true))                                                                \
  FUNCTION(spherical_j0_##T, type, isinf(a) ? 0 : a == 0 ? 1 : sin(a) / (double)a)                                \
  FUNCTION(erfcx_##T, type, a > 25 ? (type)(1 / (a * sqrt(M_PI))) * (1 - 1 / (2 * a * a)) : exp((double)a * a) * erfc(a))

ACTIVATIONS(f32, float, f)
ACTIVATIONS(f64, double, )
#define COMPLEX_FUNCTIONS(T, type, F)                                                                             \
  FUNCTION(asinh_##T, type, casinh##F(a))                                                                         \
  FUNCTION(acosh_##T, type, cacosh##F(a))                                                                         \
  FUNCTION(atanh_##T, type, catanh##F(a))                                                                         \
  FUNCTION(sinc_##T, type, a == 0 ? 1 : csin##F(a * (type)M_PI) / (a * (type)M_PI))                               \
  FUNCTION(silu_##T, type, a / (1 + cexp##F(-a)))
COMPLEX_FUNCTIONS(c64, float _Complex, f)
COMPLEX_FUNCTIONS(c128, double _Complex, )
FUNCTION(elu_f64, double, a < 0 ? expm1(a) * first : a * second)
FUNCTION(celu_f64, double, a < 0 ? expm1(a * (1 / first)) * first : a)
FUNCTION(softplus_f64, double, a * first > second ? a : log1p(exp(a * first)) / first)
FUNCTION(silu_f64, double, a / (1 + exp(-a)))
FUNCTION(mish_f64, double, a * tanh(log1p(exp(a))))
FUNCTION(log_sigmoid_f64, double, fmin(0, a) - log1p(exp(-fabs(a))))
FUNCTION(gelu_f64, double, a * 0.5 * (1 + erf(a * M_SQRT1_2)))
FUNCTION(gelu_tanh_f64, double, 0.5 * a * (1 + tanh(TANH_SCALE * fma(0.044715, a * a * a, a))))
FUNCTION(pow_scalar_f64, double, pow(a, p->first))

// Blocks of floats, which may be computed in place. Each part goes through a buffer.
enum { PART = 256 };
#define IN_PARTS(n) for (int64_t start = 0, part; start < (n) && (part = (n) - start < PART ? (n) - start : PART); start += part)

static void elu_blocks(const float *x, float *out, int64_t n, float below, float above, float scale) {
  float powers[PART];
  IN_PARTS(n) {
    for (int64_t i = 0; i < part; i++) powers[i] = x[start + i] * scale;
    cl_sleef_expm1(powers, powers, part);
    for (int64_t i = 0; i < part; i++)
      out[start + i] = x[start + i] < 0 ? powers[i] * below : x[start + i] * above;
  }
}

// log(1 + exp(scale * x)) in place of x.
static void log1p_exp(float *x, int64_t n, float scale) {
  for (int64_t i = 0; i < n; i++) x[i] *= scale;
  cl_sleef_exp(x, x, n);
  cl_sleef_log1p(x, x, n);
}

static void softplus_blocks(const float *x, float *out, int64_t n, float beta, float threshold) {
  float soft[PART];
  IN_PARTS(n) {
    memcpy(soft, x + start, (size_t)part * sizeof *x);
    log1p_exp(soft, part, beta);
    for (int64_t i = 0; i < part; i++)
      out[start + i] = x[start + i] * beta > threshold ? x[start + i] : soft[i] / beta;
  }
}

static void mish_blocks(const float *x, float *out, int64_t n) {
  float soft[PART];
  IN_PARTS(n) {
    memcpy(soft, x + start, (size_t)part * sizeof *x);
    log1p_exp(soft, part, 1);
    cl_sleef_tanh(soft, soft, part);
    for (int64_t i = 0; i < part; i++) out[start + i] = x[start + i] * soft[i];
  }
}

static void log_sigmoid_line(const float *x, float *out, int64_t n) {
  float soft[PART];
  IN_PARTS(n) {
    for (int64_t i = 0; i < part; i++) soft[i] = fabsf(x[start + i]);
    log1p_exp(soft, part, -1);
    for (int64_t i = 0; i < part; i++) out[start + i] = (x[start + i] < 0 ? x[start + i] : 0) - soft[i];
  }
}

static void gelu_tanh_blocks(const float *x, float *out, int64_t n) {
  float inner[PART];
  IN_PARTS(n) {
    for (int64_t i = 0; i < part; i++) inner[i] = tanh_argument(x[start + i]);
    cl_sleef_tanh(inner, inner, part);
    for (int64_t i = 0; i < part; i++) out[start + i] = 0.5f * x[start + i] * (1 + inner[i]);
  }
}

static void pow_blocks(const float *x, float *out, int64_t n, float exponent) {
  float exponents[CL_BLOCK];
  for (int64_t i = 0; i < CL_BLOCK; i++) exponents[i] = exponent;
  for (int64_t start = 0; start < n; start += CL_BLOCK) cl_sleef_pow(x + start, exponents, out + start);
}

// Lines that the compiler makes vector code of.
#define OWN_LINE(NAME, FUNCTION)                                                                                  \
  static CL_CLONES void NAME(const float *x, float *out, int64_t n) {                                             \
    _Pragma("clang loop vectorize(assume_safety)")                                                                \
    for (int64_t i = 0; i < n; i++) out[i] = FUNCTION(x[i]);                                                      \
  }

ELEMENTARY float silu_one(float x) { return x / (1 + sleef_exp(-x)); }
OWN_LINE(silu_blocks, silu_one)
OWN_LINE(gelu_line, gelu_one)

UNARY_BLOCKS(elu_f32, elu_blocks(x, out, n, first, second, 1), a < 0 ? expm1f(a) * first : a * second)
UNARY_BLOCKS(celu_f32, elu_blocks(x, out, n, first, 1, (float)(1 / p->first)),
             a < 0 ? expm1f(a * (float)(1 / p->first)) * first : a)
UNARY_BLOCKS(softplus_f32, softplus_blocks(x, out, n, first, second),
             a * first > second ? a : log1pf(expf(a * first)) / first)
UNARY_BLOCKS(silu_f32, silu_blocks(x, out, n), a / (1 + expf(-a)))
UNARY_BLOCKS(mish_f32, mish_blocks(x, out, n), a * tanhf(log1pf(expf(a))))
UNARY_BLOCKS(gelu_tanh_f32, gelu_tanh_blocks(x, out, n), 0.5f * a * (1 + tanhf(tanh_argument(a))))
UNARY_BLOCKS(pow_scalar_f32, pow_blocks(x, out, n, first), (float)pow(a, p->first))

// PyTorch hands adjacent elements to a library of layers, but not a single one, nor those of half precision: these are
// told by the second number.
static cl_status gelu_f32(char *const *data, const int64_t *strides, int64_t n, const cl_parameters *p) {
  if (n > 1 && p->second == 0 && strides[0] == sizeof(float) && strides[1] == sizeof(float)) {
    gelu_line((const float *)data[1], (float *)data[0], n);
    return CL_OK;
  }
  for (int64_t i = 0; i < n; i++) {
    float x = *(const float *)(data[1] + i * strides[1]);
    *(float *)(data[0] + i * strides[0]) = x * 0.5f * (1 + erff(x * ROOT_HALF));
  }
  return CL_OK;
}
UNARY_LINE(log_sigmoid_f32, float, log_sigmoid_line)

// The loops for float, double and the complex types of both, which follow each other as element types.
#define BOTH(NAME) {NAME##_f32, NAME##_f64}
#define ALL(NAME) {NAME##_f32, NAME##_f64, NAME##_c64, NAME##_c128}
static const cl_loop loops[CL_UNARY_COUNT - CL_FRAC][4] = {
  [CL_FRAC - CL_FRAC] = BOTH(frac), [CL_ASINH - CL_FRAC] = ALL(asinh), [CL_ACOSH - CL_FRAC] = ALL(acosh),
  [CL_ATANH - CL_FRAC] = ALL(atanh), [CL_ERFC - CL_FRAC] = BOTH(erfc), [CL_ERFINV - CL_FRAC] = BOTH(erfinv),
  [CL_LGAMMA - CL_FRAC] = BOTH(lgamma), [CL_DIGAMMA - CL_FRAC] = BOTH(digamma),
  [CL_POLYGAMMA - CL_FRAC] = BOTH(polygamma), [CL_I0 - CL_FRAC] = BOTH(i0), [CL_I1 - CL_FRAC] = BOTH(i1),
  [CL_I0E - CL_FRAC] = BOTH(i0e), [CL_I1E - CL_FRAC] = BOTH(i1e), [CL_SINC - CL_FRAC] = ALL(sinc),
  [CL_ENTROPY - CL_FRAC] = BOTH(entropy), [CL_NDTRI - CL_FRAC] = BOTH(ndtri), [CL_ERFCX - CL_FRAC] = BOTH(erfcx),
  [CL_J0 - CL_FRAC] = BOTH(j0), [CL_J1 - CL_FRAC] = BOTH(j1), [CL_Y0 - CL_FRAC] = BOTH(y0),
  [CL_Y1 - CL_FRAC] = BOTH(y1), [CL_K0 - CL_FRAC] = BOTH(k0), [CL_K1 - CL_FRAC] = BOTH(k1),
  [CL_K0E - CL_FRAC] = BOTH(k0e), [CL_K1E - CL_FRAC] = BOTH(k1e),
  [CL_SPHERICAL_J0 - CL_FRAC] = BOTH(spherical_j0),
  [CL_LEAKY_RELU - CL_FRAC] = BOTH(leaky_relu), [CL_ELU - CL_FRAC] = BOTH(elu), [CL_CELU - CL_FRAC] = BOTH(celu),
  [CL_SOFTPLUS - CL_FRAC] = BOTH(softplus), [CL_SILU - CL_FRAC] = ALL(silu), [CL_MISH - CL_FRAC] = BOTH(mish),
  [CL_GELU - CL_FRAC] = BOTH(gelu), [CL_GELU_TANH - CL_FRAC] = BOTH(gelu_tanh),
  [CL_HARDSIGMOID - CL_FRAC] = BOTH(hardsigmoid), [CL_HARDSWISH - CL_FRAC] = BOTH(hardswish),
  [CL_HARDSHRINK - CL_FRAC] = BOTH(hardshrink), [CL_SOFTSHRINK - CL_FRAC] = BOTH(softshrink),
  [CL_THRESHOLD - CL_FRAC] = BOTH(threshold), [CL_LOG_SIGMOID - CL_FRAC] = BOTH(log_sigmoid),
  [CL_POW_SCALAR - CL_FRAC] = BOTH(pow_scalar),
};

cl_loop cl_activation_loop(cl_unary_op op, int32_t dtype) {
  if (dtype < CL_FLOAT32 || dtype > CL_COMPLEX128) return NULL;
  return loops[op - CL_FRAC][dtype - CL_FLOAT32];
}
