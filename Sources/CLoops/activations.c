// Activations and special functions: passes over one operand that may take two numbers.
#include "activations.h"
#include "special.h"
#include "vectormath.h"
#include <complex.h>
#include <math.h>

#pragma STDC FP_CONTRACT OFF

// A loop `out = EXPRESSION of a`, with the numbers as `first` and `second` of the element type.
#define FUNCTION(NAME, TYPE, EXPRESSION)                                                                          \
  static cl_status NAME(char *const *data, const int64_t *strides, int64_t n, const cl_parameters *p) {           \
    const TYPE first = (TYPE)p->first, second = (TYPE)p->second;                                                  \
    (void)first, (void)second;                                                                                    \
    for (int64_t i = 0; i < n; i++) {                                                                             \
      TYPE a = *(const TYPE *)(data[1] + i * strides[1]);                                                         \
      *(TYPE *)(data[0] + i * strides[0]) = (TYPE)(EXPRESSION);                                                   \
    }                                                                                                             \
    return CL_OK;                                                                                                 \
  }

#define ACTIVATIONS(T, type, F)                                                                                   \
  static inline type six_##T(type a) { return a < 0 ? 0 : a > 6 ? 6 : a; }                                        \
  FUNCTION(leaky_relu_##T, type, a > 0 ? a : a * first)                                                           \
  FUNCTION(elu_##T, type, a < 0 ? expm1##F(a) * first : a * second)                                               \
  FUNCTION(celu_##T, type, a < 0 ? expm1##F(a / first) * first : a)                                               \
  FUNCTION(softplus_##T, type, a * first > second ? a : log1p##F(exp##F(a * first)) / first)                      \
  FUNCTION(mish_##T, type, a * tanh##F(log1p##F(exp##F(a))))                                                      \
  FUNCTION(hardsigmoid_##T, type, a != a ? a : six_##T(a + 3) / 6)                                                \
  FUNCTION(hardswish_##T, type, a != a ? a : a * six_##T(a + 3) / 6)                                              \
  FUNCTION(hardshrink_##T, type, a >= -first && a <= first ? 0 : a)                                               \
  FUNCTION(softshrink_##T, type, a > first ? a - first : a < -first ? a + first : a * 0)                          \
  FUNCTION(threshold_##T, type, a <= first ? second : a)                                                          \
  FUNCTION(log_sigmoid_##T, type, fmin##F(0, a) - log1p##F(exp##F(-fabs##F(a))))                                  \
  FUNCTION(gelu_tanh_##T, type,                                                                                   \
           (type)0.5 * a *                                                                                        \
             (1 + tanh##F((type)(M_SQRT2 * M_2_SQRTPI * 0.5) * (a + (type)0.044715 * (a * a * a)))))              \
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
  FUNCTION(j0_##T, type, isinf(a) ? NAN : j0(a))                                                                                   \
  FUNCTION(j1_##T, type, isinf(a) ? NAN : j1(a))                                                                                   \
  FUNCTION(y0_##T, type, a < 0 ? NAN : y0(a))                                                                     \
  FUNCTION(y1_##T, type, a < 0 ? NAN : y1(a))                                                                     \
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
FUNCTION(gelu_f64, double, a * 0.5 * (1 + erf(a * M_SQRT1_2)))
FUNCTION(silu_f64, double, a / (1 + exp(-a)))

// A pass through a buffer, for functions of lines.
#define BUFFERED(NAME, LINE)                                                                                      \
  static cl_status NAME(char *const *data, const int64_t *strides, int64_t n, const cl_parameters *p) {           \
    (void)p;                                                                                                      \
    float x[256], out[256];                                                                                       \
    for (int64_t start = 0; start < n; start += 256) {                                                            \
      int64_t count = n - start < 256 ? n - start : 256;                                                          \
      for (int64_t i = 0; i < count; i++) x[i] = *(const float *)(data[1] + (start + i) * strides[1]);            \
      LINE(x, out, count);                                                                                        \
      for (int64_t i = 0; i < count; i++) *(float *)(data[0] + (start + i) * strides[0]) = out[i];                \
    }                                                                                                             \
    return CL_OK;                                                                                                 \
  }

// x / (1 + exp(-x)) with SLEEF's exp.
static void silu_line(const float *x, float *out, int64_t n) {
  for (int64_t i = 0; i < n; i++) out[i] = -x[i];
  cl_sleef_exp(out, out, n);
  for (int64_t i = 0; i < n; i++) out[i] = x[i] / (1 + out[i]);
}

// The rational approximation of erf(a) that PyTorch's vectors use; `power` is exp(-a a).
static inline __attribute__((always_inline)) float rational_erf(float a, float power) {
  float t = 1 / fmaf(0.3275911f, fabsf(a), 1);
  float r = fmaf(fmaf(fmaf(fmaf(1.061405429f, t, -1.453152027f), t, 1.421413741f), t, -0.284496736f), t, 0.254829592f);
  return copysignf(1, a) * fmaf(-power * t, r, 1);
}

// x / 2 (1 + erf(x / sqrt 2))
static CL_CLONES void gelu_line(const float *x, float *out, int64_t n) {
  for (int64_t i = 0; i < n; i++) {
    float a = x[i] * (float)M_SQRT1_2;
    out[i] = -(a * a);
  }
  cl_sleef_exp(out, out, n);
  for (int64_t i = 0; i < n; i++) {
    float half = x[i] * 0.5f;
    out[i] = fmaf(half, rational_erf(x[i] * (float)M_SQRT1_2, out[i]), half);
  }
}

// The gradient times gelu's slope at x: the normal distribution function plus x times its density. At most 256 elements.
static CL_CLONES void gelu_slope_line(const float *grad, const float *x, float *out, int64_t n) {
  float power[256], density[256];
  for (int64_t i = 0; i < n; i++) {
    float a = x[i] * (float)M_SQRT1_2;
    power[i] = -(a * a);
    density[i] = x[i] * x[i] * -0.5f;
  }
  cl_sleef_exp(power, power, n);
  cl_sleef_exp(density, density, n);
  for (int64_t i = 0; i < n; i++) {
    float distribution = 0.5f * (1 + rational_erf(x[i] * (float)M_SQRT1_2, power[i]));
    out[i] = grad[i] * (distribution + x[i] * ((float)(M_2_SQRTPI * M_SQRT1_2 * 0.5) * density[i]));
  }
}

cl_status cl_gelu_slope_f32(char *const *data, const int64_t *strides, int64_t n, const cl_parameters *p) {
  (void)p;
  float grad[256], x[256], out[256];
  for (int64_t start = 0; start < n; start += 256) {
    int64_t count = n - start < 256 ? n - start : 256;
    for (int64_t i = 0; i < count; i++) {
      grad[i] = *(const float *)(data[1] + (start + i) * strides[1]);
      x[i] = *(const float *)(data[2] + (start + i) * strides[2]);
    }
    gelu_slope_line(grad, x, out, count);
    for (int64_t i = 0; i < count; i++) *(float *)(data[0] + (start + i) * strides[0]) = out[i];
  }
  return CL_OK;
}
BUFFERED(silu_f32, silu_line)
BUFFERED(gelu_f32, gelu_line)

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
};

cl_loop cl_activation_loop(cl_unary_op op, int32_t dtype) {
  if (dtype < CL_FLOAT32 || dtype > CL_COMPLEX128) return NULL;
  return loops[op - CL_FRAC][dtype - CL_FLOAT32];
}
