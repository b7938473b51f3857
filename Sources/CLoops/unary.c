// Operations on each element of one operand.
#include "activations.h"
#include "blocks.h"
#include "vectormath.h"
#include <complex.h>
#include <math.h>
#include <string.h>

#pragma STDC FP_CONTRACT OFF
// A loop around a library call cannot be vectorised; the request in the common macro is then ignored.
#pragma clang diagnostic ignored "-Wpass-failed"

// A loop `out = EXPRESSION of a` whose contiguous case the compiler vectorises for each CPU.
#define UNARY(NAME, OUT, IN, EXPRESSION)                                                                            \
  CL_CLONES static cl_status NAME(char *const *data, const int64_t *strides, int64_t n, const cl_parameters *p) {   \
    (void)p;                                                                                                        \
    if (strides[0] == sizeof(OUT) && strides[1] == sizeof(IN)) {                                                    \
      OUT *out = (OUT *)data[0];                                                                                    \
      const IN *x = (const IN *)data[1];                                                                            \
      _Pragma("clang loop vectorize(assume_safety)")                                                                \
      for (int64_t i = 0; i < n; i++) {                                                                             \
        IN a = x[i];                                                                                                \
        out[i] = (OUT)(EXPRESSION);                                                                                 \
      }                                                                                                             \
      return CL_OK;                                                                                                 \
    }                                                                                                               \
    for (int64_t i = 0; i < n; i++) {                                                                               \
      IN a = *(const IN *)(data[1] + i * strides[1]);                                                               \
      *(OUT *)(data[0] + i * strides[0]) = (OUT)(EXPRESSION);                                                       \
    }                                                                                                               \
    return CL_OK;                                                                                                   \
  }

static inline int64_t larger(int64_t a, int64_t b) { return a > b ? a : b; }
static inline int64_t smaller(int64_t a, int64_t b) { return a < b ? a : b; }

#define SIGNED_LOOPS(T, type)                               \
  UNARY(neg_##T, type, type, -(uint64_t)(int64_t)a)         \
  UNARY(abs_##T, type, type, a < 0 ? (type)-(uint64_t)(int64_t)a : a)
#define INTEGER_LOOPS(T, type)                              \
  UNARY(sign_##T, type, type, (a > 0) - (a < 0))            \
  UNARY(relu_##T, type, type, a > 0 ? a : 0)                \
  UNARY(bitwise_not_##T, type, type, ~a)                    \
  UNARY(logical_not_##T, bool, type, !a)                    \
  UNARY(false_##T, bool, type, ((void)a, false))            \
  UNARY(true_##T, bool, type, ((void)a, true))              \
  UNARY(clamp_##T, type, type,                              \
        smaller(larger(a, p->first_integer), p->second_integer)) \
  UNARY(copy_##T, type, type, a)

INTEGER_LOOPS(u8, uint8_t)
INTEGER_LOOPS(i8, int8_t)
INTEGER_LOOPS(i16, int16_t)
INTEGER_LOOPS(i32, int32_t)
INTEGER_LOOPS(i64, int64_t)
SIGNED_LOOPS(i8, int8_t)
SIGNED_LOOPS(i16, int16_t)
SIGNED_LOOPS(i32, int32_t)
SIGNED_LOOPS(i64, int64_t)
UNARY(neg_u8, uint8_t, uint8_t, -a)
UNARY(abs_u8, uint8_t, uint8_t, a)
UNARY(copy_u16, uint16_t, uint16_t, a)
UNARY(copy_bool, bool, bool, a)
UNARY(logical_not_bool, bool, bool, !a)

typedef struct { uint64_t words[2]; } element16;
UNARY(copy_u128, element16, element16, a)

#define FLOATING_LOOPS(T, type, F)                                            \
  UNARY(copy_##T, type, type, a)                                              \
  UNARY(neg_##T, type, type, -a)                                              \
  UNARY(abs_##T, type, type, fabs##F(a))                                      \
  UNARY(sign_##T, type, type, (a > 0) - (a < 0))                              \
  UNARY(relu_##T, type, type, a < 0 ? (type)0 : a)                            \
  UNARY(sqrt_##T, type, type, sqrt##F(a))                                     \
  UNARY(rsqrt_##T, type, type, 1 / sqrt##F(a))                                \
  UNARY(reciprocal_##T, type, type, 1 / a)                                    \
  UNARY(floor_##T, type, type, floor##F(a))                                   \
  UNARY(ceil_##T, type, type, ceil##F(a))                                     \
  UNARY(round_##T, type, type, nearbyint##F(a))                               \
  UNARY(trunc_##T, type, type, trunc##F(a))                                   \
  UNARY(logical_not_##T, bool, type, a == 0)                                  \
  UNARY(isnan_##T, bool, type, a != a)                                        \
  UNARY(isinf_##T, bool, type, fabs##F(a) == (type)INFINITY)                  \
  UNARY(isfinite_##T, bool, type, fabs##F(a) < (type)INFINITY)                \
  UNARY(clamp_##T, type, type,                                                \
        a != a ? a : fmin##F(fmax##F(a, (type)p->first), (type)p->second))

FLOATING_LOOPS(f32, float, f)
FLOATING_LOOPS(f64, double, )

UNARY_LINE(exp_f32, float, cl_rounded_exp)
UNARY_LINE(expm1_f32, float, cl_sleef_expm1)
UNARY_LINE(log_f32, float, cl_rounded_log)
UNARY_LINE(log2_f32, float, cl_rounded_log2)
UNARY_LINE(log10_f32, float, cl_rounded_log10)
UNARY_LINE(log1p_f32, float, cl_sleef_log1p)
UNARY_LINE(sin_f32, float, cl_sleef_sin)
UNARY_LINE(cos_f32, float, cl_sleef_cos)
UNARY_LINE(tan_f32, float, cl_sleef_tan)
UNARY_LINE(asin_f32, float, cl_sleef_asin)
UNARY_LINE(acos_f32, float, cl_sleef_acos)
UNARY_LINE(atan_f32, float, cl_sleef_atan)
UNARY_LINE(tanh_f32, float, cl_rounded_tanh)
UNARY_LINE(erf_f32, float, cl_rounded_erf)
UNARY_BLOCKS(exp2_f32, cl_sleef_exp2(x, out, n), exp2f(a))
UNARY_BLOCKS(sinh_f32, cl_sleef_sinh(x, out, n), sinhf(a))
UNARY_BLOCKS(cosh_f32, cl_sleef_cosh(x, out, n), coshf(a))
UNARY_BLOCKS(sigmoid_f32, cl_sleef_sigmoid(x, out, n), 1 / (1 + expf(-a)))

// exp(a) - 1 and log(1 + a) near 0 lose no digits: their parts are computed from real functions that keep them.
#define COMPLEX_LOOPS(T, real, F)                                                            \
  static inline real _Complex expm1_of_##T(real _Complex a) {                                \
    real half = sin##F(cimag##F(a) / 2);                                                     \
    real part = expm1##F(creal##F(a)) * cos##F(cimag##F(a)) - 2 * half * half;               \
    return __builtin_complex(part, exp##F(creal##F(a)) * sin##F(cimag##F(a)));                        \
  }                                                                                          \
  static inline real _Complex log1p_of_##T(real _Complex a) {                                \
    real x = creal##F(a), y = cimag##F(a);                                                   \
    return __builtin_complex(log1p##F(x * (x + 2) + y * y) / 2, atan2##F(y, 1 + x));                  \
  }                                                                                          \
  UNARY(neg_##T, real _Complex, real _Complex, -a)                                           \
  UNARY(reciprocal_##T, real _Complex, real _Complex, 1 / a)                                 \
  UNARY(exp_##T, real _Complex, real _Complex, cexp##F(a))                                   \
  UNARY(expm1_##T, real _Complex, real _Complex, expm1_of_##T(a))                            \
  UNARY(exp2_##T, real _Complex, real _Complex, cexp##F(a * (real)M_LN2))                    \
  UNARY(log_##T, real _Complex, real _Complex, clog##F(a))                                   \
  UNARY(log2_##T, real _Complex, real _Complex, clog##F(a) / (real)M_LN2)                    \
  UNARY(log10_##T, real _Complex, real _Complex, clog##F(a) / (real)M_LN10)                  \
  UNARY(log1p_##T, real _Complex, real _Complex, log1p_of_##T(a))                            \
  UNARY(sqrt_##T, real _Complex, real _Complex, csqrt##F(a))                                 \
  UNARY(rsqrt_##T, real _Complex, real _Complex, 1 / csqrt##F(a))                            \
  UNARY(sin_##T, real _Complex, real _Complex, csin##F(a))                                   \
  UNARY(cos_##T, real _Complex, real _Complex, ccos##F(a))                                   \
  UNARY(tan_##T, real _Complex, real _Complex, ctan##F(a))                                   \
  UNARY(asin_##T, real _Complex, real _Complex, casin##F(a))                                 \
  UNARY(acos_##T, real _Complex, real _Complex, cacos##F(a))                                 \
  UNARY(atan_##T, real _Complex, real _Complex, catan##F(a))                                 \
  UNARY(sinh_##T, real _Complex, real _Complex, csinh##F(a))                                 \
  UNARY(cosh_##T, real _Complex, real _Complex, ccosh##F(a))                                 \
  UNARY(tanh_##T, real _Complex, real _Complex, ctanh##F(a))                                 \
  UNARY(sigmoid_##T, real _Complex, real _Complex, 1 / (1 + cexp##F(-a)))                    \
  UNARY(logical_not_##T, bool, real _Complex, a == 0)                                        \
  UNARY(isnan_##T, bool, real _Complex, a != a)                                              \
  UNARY(isinf_##T, bool, real _Complex, isinf(creal##F(a)) || isinf(cimag##F(a)))            \
  UNARY(isfinite_##T, bool, real _Complex, isfinite(creal##F(a)) && isfinite(cimag##F(a)))
COMPLEX_LOOPS(c64, float, f)
COMPLEX_LOOPS(c128, double, )

UNARY(exp_f64, double, double, exp(a))
UNARY(expm1_f64, double, double, expm1(a))
UNARY(exp2_f64, double, double, exp2(a))
UNARY(log_f64, double, double, log(a))
UNARY(log2_f64, double, double, log2(a))
UNARY(log10_f64, double, double, log10(a))
UNARY(log1p_f64, double, double, log1p(a))
UNARY(sin_f64, double, double, sin(a))
UNARY(cos_f64, double, double, cos(a))
UNARY(tan_f64, double, double, tan(a))
UNARY(asin_f64, double, double, asin(a))
UNARY(acos_f64, double, double, acos(a))
UNARY(atan_f64, double, double, atan(a))
UNARY(sinh_f64, double, double, sinh(a))
UNARY(cosh_f64, double, double, cosh(a))
UNARY(tanh_f64, double, double, tanh(a))
UNARY(sigmoid_f64, double, double, 1 / (1 + exp(-a)))
UNARY(erf_f64, double, double, erf(a))

// The loop of an operation for a type, or NULL.
#define SIGNED(NAME) \
  [CL_UINT8] = NAME##_u8, [CL_INT8] = NAME##_i8, [CL_INT16] = NAME##_i16, [CL_INT32] = NAME##_i32, \
  [CL_INT64] = NAME##_i64
#define COMPLEX(NAME) [CL_COMPLEX64] = NAME##_c64, [CL_COMPLEX128] = NAME##_c128
#define FLOATING(NAME) [CL_FLOAT32] = NAME##_f32, [CL_FLOAT64] = NAME##_f64

static const cl_loop loops[CL_FRAC][CL_DTYPE_COUNT] = {
  [CL_COPY] = {SIGNED(copy), FLOATING(copy), [CL_BOOL] = copy_bool, [CL_FLOAT16] = copy_u16,
               [CL_BFLOAT16] = copy_u16, [CL_COMPLEX64] = copy_i64, [CL_COMPLEX128] = copy_u128},
  [CL_NEG] = {SIGNED(neg), FLOATING(neg), COMPLEX(neg)},
  [CL_ABS] = {SIGNED(abs), FLOATING(abs)},
  [CL_SIGN] = {SIGNED(sign), FLOATING(sign), [CL_BOOL] = copy_bool},
  [CL_RELU] = {SIGNED(relu), FLOATING(relu)},
  [CL_EXP] = {FLOATING(exp), COMPLEX(exp)}, [CL_EXPM1] = {FLOATING(expm1), COMPLEX(expm1)},
  [CL_EXP2] = {FLOATING(exp2), COMPLEX(exp2)}, [CL_LOG] = {FLOATING(log), COMPLEX(log)},
  [CL_LOG2] = {FLOATING(log2), COMPLEX(log2)}, [CL_LOG10] = {FLOATING(log10), COMPLEX(log10)},
  [CL_LOG1P] = {FLOATING(log1p), COMPLEX(log1p)}, [CL_SQRT] = {FLOATING(sqrt), COMPLEX(sqrt)},
  [CL_RSQRT] = {FLOATING(rsqrt), COMPLEX(rsqrt)},
  [CL_RECIPROCAL] = {FLOATING(reciprocal), COMPLEX(reciprocal)},
  [CL_SIN] = {FLOATING(sin), COMPLEX(sin)}, [CL_COS] = {FLOATING(cos), COMPLEX(cos)},
  [CL_TAN] = {FLOATING(tan), COMPLEX(tan)}, [CL_ASIN] = {FLOATING(asin), COMPLEX(asin)},
  [CL_ACOS] = {FLOATING(acos), COMPLEX(acos)}, [CL_ATAN] = {FLOATING(atan), COMPLEX(atan)},
  [CL_SINH] = {FLOATING(sinh), COMPLEX(sinh)}, [CL_COSH] = {FLOATING(cosh), COMPLEX(cosh)},
  [CL_TANH] = {FLOATING(tanh), COMPLEX(tanh)}, [CL_SIGMOID] = {FLOATING(sigmoid), COMPLEX(sigmoid)},
  [CL_ERF] = {FLOATING(erf)},
  [CL_FLOOR] = {SIGNED(copy), FLOATING(floor)}, [CL_CEIL] = {SIGNED(copy), FLOATING(ceil)},
  [CL_ROUND] = {SIGNED(copy), FLOATING(round)}, [CL_TRUNC] = {SIGNED(copy), FLOATING(trunc)},
  [CL_LOGICAL_NOT] = {SIGNED(logical_not), FLOATING(logical_not), COMPLEX(logical_not), [CL_BOOL] = logical_not_bool},
  [CL_BITWISE_NOT] = {SIGNED(bitwise_not), [CL_BOOL] = logical_not_bool},
  [CL_ISNAN] = {SIGNED(false), FLOATING(isnan), COMPLEX(isnan), [CL_BOOL] = false_u8},
  [CL_ISINF] = {SIGNED(false), FLOATING(isinf), COMPLEX(isinf), [CL_BOOL] = false_u8},
  [CL_ISFINITE] = {SIGNED(true), FLOATING(isfinite), COMPLEX(isfinite), [CL_BOOL] = true_u8},
  [CL_CLAMP] = {SIGNED(clamp), FLOATING(clamp)},
};

static cl_loop find_loop(cl_unary_op op, int32_t dtype) {
  return op < CL_FRAC ? loops[op][dtype] : cl_activation_loop(op, dtype);
}

bool cl_unary_supported(cl_unary_op op, int32_t dtype) { return find_loop(op, dtype) != NULL; }

cl_status cl_unary(cl_unary_op op, int32_t dtype, const cl_iterator *it, const cl_parameters *p) {
  cl_loop loop = find_loop(op, dtype);
  return loop ? cl_for_each_line(it, loop, p) : CL_UNSUPPORTED;
}

static const int64_t sizes[CL_DTYPE_COUNT] = {1, 1, 2, 4, 8, 2, 2, 4, 8, 8, 16, 1};
enum { SMALL = 1 << 16 };

cl_status cl_unary_flat(cl_unary_op op, int32_t dtype, int64_t n, void *out, const void *x) {
  bool predicate = op == CL_LOGICAL_NOT || (op >= CL_ISNAN && op <= CL_ISFINITE);
  if (n > 0 && n <= SMALL) {
    cl_loop loop = find_loop(op, dtype);
    char *data[4] = {out, (char *)x, NULL, NULL};
    int64_t strides[4] = {predicate ? 1 : sizes[dtype], sizes[dtype], 0, 0};
    static const cl_parameters none = {0};
    return loop ? loop(data, strides, n, &none) : CL_UNSUPPORTED;
  }
  cl_iterator it = {.rank = 1, .operands = 2, .shape = {n}, .data = {out, (char *)x}};
  it.strides[0][0] = predicate ? 1 : sizes[dtype];
  it.strides[1][0] = sizes[dtype];
  cl_parameters none = {0};
  return cl_unary(op, dtype, &it, &none);
}
