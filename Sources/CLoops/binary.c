// Operations on pairs of elements.
#include "blocks.h"
#include "elementary.h"
#include "polynomials.h"
#include "special.h"
#include "vectormath.h"
#include <complex.h>
#include <math.h>

#pragma STDC FP_CONTRACT OFF
// A loop around a library call cannot be vectorised; the request in the common macro is then ignored.
#pragma clang diagnostic ignored "-Wpass-failed"

// One vectorisable line: out[i] = EXPRESSION of a and b, each read at its index.
#define LINE(OUT, IN, A, B, EXPRESSION)                 \
  {                                                     \
    OUT *out = (OUT *)data[0];                          \
    const IN *x = (const IN *)data[1];                  \
    const IN *y = (const IN *)data[2];                  \
    _Pragma("clang loop vectorize(assume_safety)")      \
    for (int64_t i = 0; i < n; i++) {                   \
      IN a = A, b = B;                                  \
      out[i] = (OUT)(EXPRESSION);                       \
    }                                                   \
    return CL_OK;                                       \
  }

// A loop with the contiguous cases (both operands, or one of them a single element) apart.
#define BINARY(NAME, OUT, IN, EXPRESSION)                                                                           \
  CL_CLONES static cl_status NAME(char *const *data, const int64_t *strides, int64_t n, const cl_parameters *p) {   \
    (void)p;                                                                                                        \
    if (strides[0] == sizeof(OUT)) {                                                                                \
      bool x_line = strides[1] == sizeof(IN), y_line = strides[2] == sizeof(IN);                                    \
      if (x_line && y_line) LINE(OUT, IN, x[i], y[i], EXPRESSION)                                                   \
      if (x_line && strides[2] == 0) {                                                                              \
        const IN single = *(const IN *)data[2];                                                                     \
        LINE(OUT, IN, x[i], ((void)y, single), EXPRESSION)                                                          \
      }                                                                                                             \
      if (strides[1] == 0 && y_line) {                                                                              \
        const IN single = *(const IN *)data[1];                                                                     \
        LINE(OUT, IN, ((void)x, single), y[i], EXPRESSION)                                                          \
      }                                                                                                             \
    }                                                                                                               \
    for (int64_t i = 0; i < n; i++) {                                                                               \
      IN a = *(const IN *)(data[1] + i * strides[1]), b = *(const IN *)(data[2] + i * strides[2]);                  \
      *(OUT *)(data[0] + i * strides[0]) = (OUT)(EXPRESSION);                                                       \
    }                                                                                                               \
    return CL_OK;                                                                                                   \
  }

// A loop around a function that can take long.
#define SLOW_BINARY(NAME, TYPE, EXPRESSION)                                                                         \
  static cl_status NAME(char *const *data, const int64_t *strides, int64_t n, const cl_parameters *p) {             \
    (void)p;                                                                                                        \
    CL_SLOW_FOR(i, n) {                                                                                             \
      TYPE a = *(const TYPE *)(data[1] + i * strides[1]), b = *(const TYPE *)(data[2] + i * strides[2]);            \
      *(TYPE *)(data[0] + i * strides[0]) = (TYPE)(EXPRESSION);                                                     \
    }                                                                                                               \
    return CL_OK;                                                                                                   \
  }

// A loop that stops with CL_ZERO_DIVISION when a divisor is zero.
#define DIVISION(NAME, TYPE, EXPRESSION)                                                                            \
  static cl_status NAME(char *const *data, const int64_t *strides, int64_t n, const cl_parameters *p) {             \
    (void)p;                                                                                                        \
    for (int64_t i = 0; i < n; i++) {                                                                               \
      TYPE a = *(const TYPE *)(data[1] + i * strides[1]), b = *(const TYPE *)(data[2] + i * strides[2]);            \
      if (b == 0) return CL_ZERO_DIVISION;                                                                          \
      *(TYPE *)(data[0] + i * strides[0]) = (TYPE)(EXPRESSION);                                                     \
    }                                                                                                               \
    return CL_OK;                                                                                                   \
  }

// Wrapping arithmetic, so that no product of a user's numbers is undefined.
#define WRAP(a, operator, b) ((uint64_t)(int64_t)(a) operator (uint64_t)(int64_t)(b))

static inline int64_t floor_quotient(int64_t a, int64_t b) {
  if (b == -1) return (int64_t)(0 - (uint64_t)a);
  int64_t quotient = a / b;
  return quotient - (a % b != 0 && (a < 0) != (b < 0));
}

static inline int64_t floor_remainder(int64_t a, int64_t b) {
  if (b == -1) return 0;
  int64_t remainder = a % b;
  return remainder != 0 && (remainder < 0) != (b < 0) ? remainder + b : remainder;
}

static inline int64_t truncated_remainder(int64_t a, int64_t b) { return b == -1 ? 0 : a % b; }

static inline int64_t integer_power(int64_t base, int64_t exponent) {
  if (exponent < 0) {
    if (base == 1) return 1;
    return base == -1 ? (exponent % 2 == 0 ? 1 : -1) : 0;
  }
  uint64_t result = 1, factor = (uint64_t)base;
  for (; exponent > 0; exponent >>= 1, factor *= factor)
    if (exponent & 1) result *= factor;
  return (int64_t)result;
}

#define INTEGER_LOOPS(T, type)                                               \
  BINARY(add_##T, type, type, WRAP(a, +, b))                                 \
  BINARY(sub_##T, type, type, WRAP(a, -, b))                                 \
  BINARY(mul_##T, type, type, WRAP(a, *, b))                                 \
  BINARY(add_scaled_##T, type, type, WRAP(a, +, WRAP(p->first_integer, *, b))) \
  BINARY(pow_##T, type, type, integer_power(a, b))                           \
  BINARY(bitwise_and_##T, type, type, a & b)                                 \
  BINARY(bitwise_or_##T, type, type, a | b)                                  \
  BINARY(bitwise_xor_##T, type, type, a ^ b)                                 \
  DIVISION(floor_divide_##T, type, floor_quotient(a, b))                     \
  DIVISION(remainder_##T, type, floor_remainder(a, b))                       \
  DIVISION(fmod_##T, type, truncated_remainder(a, b))                        \
  BINARY(maximum_##T, type, type, a > b ? a : b)                             \
  BINARY(minimum_##T, type, type, a < b ? a : b)

// Python's floor division of floats: floor of the exact quotient, corrected after the remainder.
#define FLOATING_LOOPS(T, type, F)                                                             \
  static inline type floor_quotient_##T(type a, type b) {                                      \
    if (b == 0) return a / b;                                                                  \
    type remainder = fmod##F(a, b), quotient = (a - remainder) / b;                            \
    if (remainder != 0 && (b < 0) != (remainder < 0)) quotient -= 1;                           \
    if (quotient == 0) return copysign##F(0, a / b);                                           \
    type whole = floor##F(quotient);                                                           \
    return quotient - whole > (type)0.5 ? whole + 1 : whole;                                   \
  }                                                                                            \
  static inline type floor_remainder_##T(type a, type b) {                                     \
    type remainder = fmod##F(a, b);                                                            \
    return remainder != 0 && (b < 0) != (remainder < 0) ? remainder + b : remainder;           \
  }                                                                                            \
  BINARY(add_##T, type, type, a + b)                                                           \
  BINARY(sub_##T, type, type, a - b)                                                           \
  BINARY(mul_##T, type, type, a * b)                                                           \
  BINARY(div_##T, type, type, a / b)                                                           \
  BINARY(add_scaled_##T, type, type, fma##F((type)p->first, b, a))                             \
  BINARY(floor_divide_##T, type, type, floor_quotient_##T(a, b))                               \
  BINARY(remainder_##T, type, type, floor_remainder_##T(a, b))                                 \
  BINARY(fmod_##T, type, type, fmod##F(a, b))                                                  \
  BINARY(hypot_##T, type, type, hypot##F(a, b))                                                \
  BINARY(copysign_##T, type, type, copysign##F(a, b))                                          \
  BINARY(nextafter_##T, type, type, nextafter##F(a, b))                                        \
  SLOW_BINARY(igamma_##T, type, cl_incomplete_gamma(a, b, false))                              \
  SLOW_BINARY(igammac_##T, type, cl_incomplete_gamma(a, b, true))                              \
  SLOW_BINARY(zeta_##T, type, cl_zeta(a, b))                                                   \
  BINARY(relu_slope_##T, type, type, b <= 0 ? 0 : a)                                           \
  BINARY(sigmoid_slope_##T, type, type, a * (1 - b) * b)                                       \
  BINARY(tanh_slope_##T, type, type, a * fma##F(-b, b, 1))                                     \
  BINARY(maximum_##T, type, type, a != a ? a : b != b ? b : a > b ? a : b)                     \
  BINARY(minimum_##T, type, type, a != a ? a : b != b ? b : a < b ? a : b)

#define COMPARISON_LOOPS(T, type)                          \
  BINARY(eq_##T, bool, type, a == b)                       \
  BINARY(ne_##T, bool, type, a != b)                       \
  BINARY(lt_##T, bool, type, a < b)                        \
  BINARY(le_##T, bool, type, a <= b)                       \
  BINARY(gt_##T, bool, type, a > b)                        \
  BINARY(ge_##T, bool, type, a >= b)                       \
  BINARY(logical_and_##T, bool, type, (a != 0) & (b != 0)) \
  BINARY(logical_or_##T, bool, type, (a != 0) | (b != 0))  \
  BINARY(logical_xor_##T, bool, type, (a != 0) != (b != 0))

#define BOTH(MACRO, T, type) MACRO(T, type) COMPARISON_LOOPS(T, type)
BOTH(INTEGER_LOOPS, u8, uint8_t)
BOTH(INTEGER_LOOPS, i8, int8_t)
BOTH(INTEGER_LOOPS, i16, int16_t)
BOTH(INTEGER_LOOPS, i32, int32_t)
BOTH(INTEGER_LOOPS, i64, int64_t)
FLOATING_LOOPS(f32, float, f)
FLOATING_LOOPS(f64, double, )
COMPARISON_LOOPS(f32, float)
COMPARISON_LOOPS(f64, double)
COMPARISON_LOOPS(bool, bool)
BINARY(or_bool, bool, bool, a | b)
BINARY(and_bool, bool, bool, a & b)
BINARY(xor_bool, bool, bool, a ^ b)
BINARY(pow_f64, double, double, pow(a, b))
BINARY(gelu_slope_line, float, float, a * gelu_slope_one(b))
BINARY(gelu_slope_single, float, float,
       a * (0.5f * (1 + erff(b * ROOT_HALF)) + b * ((float)(M_2_SQRTPI * M_SQRT1_2 * 0.5) * expf(b * b * -0.5f))))
static cl_status gelu_slope_f32(char *const *data, const int64_t *strides, int64_t n, const cl_parameters *p) {
  bool is_line = n > 1 && strides[1] == sizeof(float) && strides[2] == sizeof(float);
  return (is_line ? gelu_slope_line : gelu_slope_single)(data, strides, n, p);
}
BINARY(gelu_slope_f64, double, double,
       a * (0.5 * (1 + erf(b * M_SQRT1_2)) + b * (exp(b * b * -0.5) * (M_2_SQRTPI * M_SQRT1_2 * 0.5))))

#define COMPLEX_LOOPS(T, type, F)             \
  BINARY(logical_and_##T, bool, type, (a != 0) & (b != 0)) \
  BINARY(logical_or_##T, bool, type, (a != 0) | (b != 0))  \
  BINARY(logical_xor_##T, bool, type, (a != 0) != (b != 0)) \
  BINARY(add_scaled_##T, type, type, a + (type)p->first * b) \
  BINARY(add_##T, type, type, a + b)          \
  BINARY(sub_##T, type, type, a - b)          \
  BINARY(mul_##T, type, type, a * b)          \
  BINARY(div_##T, type, type, a / b)          \
  BINARY(pow_##T, type, type, cpow##F(a, b))  \
  BINARY(eq_##T, bool, type, a == b)          \
  BINARY(ne_##T, bool, type, a != b)
COMPLEX_LOOPS(c64, float _Complex, f)
COMPLEX_LOOPS(c128, double _Complex, )

// The neighbour of a number of 16 bits towards another: numbers of one sign follow each other as their bits do.
static inline uint16_t next_bits(uint16_t a, uint16_t b, uint16_t infinity) {
  uint16_t size = a & 0x7fff, other = b & 0x7fff;
  if (size > infinity) return a;
  if (other > infinity || a == b || (size == 0 && other == 0)) return b;
  if (size == 0) return (b & 0x8000) | 1;
  bool grows = (a >> 15) == (b >> 15) && other > size;
  return grows ? a + 1 : a - 1;
}
BINARY(nextafter_f16, uint16_t, uint16_t, next_bits(a, b, 0x7c00))
BINARY(nextafter_bf16, uint16_t, uint16_t, next_bits(a, b, 0x7f80))

ELEMENTARY bool is_same_infinity(float a, float b) { return a == b && isinf(a); }
ELEMENTARY float larger(float a, float b) { return a != a || a > b ? a : b; }

// log(exp(a) + exp(b)) for a block.
static void logaddexp_block(const float *a, const float *b, float *out) {
  float soft[CL_BLOCK];
  for (int64_t i = 0; i < CL_BLOCK; i++) soft[i] = -fabsf(a[i] - b[i]);
  cl_sleef_exp(soft, soft, CL_BLOCK);
  cl_sleef_log1p(soft, soft, CL_BLOCK);
  for (int64_t i = 0; i < CL_BLOCK; i++) out[i] = is_same_infinity(a[i], b[i]) ? a[i] : larger(a[i], b[i]) + soft[i];
}

// The gradients of x sigmoid(x) and of x tanh(softplus(x)).
ELEMENTARY float silu_slope(float grad, float x, float sigmoid) {
  return grad * sigmoid * __builtin_fmaf(x, 1 - sigmoid, 1);
}
ELEMENTARY float mish_slope(float grad, float x, float sigmoid, float gate) {
  return grad * __builtin_fmaf(x * sigmoid, __builtin_fmaf(-gate, gate, 1), gate);
}

// The gradients of elu with alpha 1, of softplus with beta 1 and of logsigmoid, from an exponential: of x, or for
// logsigmoid of -|x|.
ELEMENTARY float elu_slope(float grad, float x, float power) { return x < 0 ? grad * power : grad; }
ELEMENTARY float softplus_slope(float grad, float x, float power) { return x > 20 ? grad : grad * power / (power + 1); }
ELEMENTARY float log_sigmoid_slope(float grad, float x, float power) {
  float part = power / (1 + power);
  return grad * (x < 0 ? 1 - part : part);
}

static void elu_slope_block(const float *grad, const float *x, float *out) {
  float power[CL_BLOCK];
  cl_sleef_exp(x, power, CL_BLOCK);
  for (int64_t i = 0; i < CL_BLOCK; i++) out[i] = elu_slope(grad[i], x[i], power[i]);
}

static void softplus_slope_block(const float *grad, const float *x, float *out) {
  float power[CL_BLOCK];
  cl_sleef_exp(x, power, CL_BLOCK);
  for (int64_t i = 0; i < CL_BLOCK; i++) out[i] = softplus_slope(grad[i], x[i], power[i]);
}

static void silu_slope_block(const float *grad, const float *x, float *out) {
  float sigmoid[CL_BLOCK];
  cl_sleef_sigmoid(x, sigmoid, CL_BLOCK);
  for (int64_t i = 0; i < CL_BLOCK; i++) out[i] = silu_slope(grad[i], x[i], sigmoid[i]);
}

static void mish_slope_block(const float *grad, const float *x, float *out) {
  float sigmoid[CL_BLOCK], gate[CL_BLOCK];
  cl_sleef_sigmoid(x, sigmoid, CL_BLOCK);
  cl_sleef_exp(x, gate, CL_BLOCK);
  cl_sleef_log1p(gate, gate, CL_BLOCK);
  cl_sleef_tanh(gate, gate, CL_BLOCK);
  for (int64_t i = 0; i < CL_BLOCK; i++) out[i] = mish_slope(grad[i], x[i], sigmoid[i], gate[i]);
}

BINARY_BLOCKS(pow_f32, cl_sleef_pow(x, y, out), powf(a, b))
BINARY_BLOCKS(atan2_f32, cl_sleef_atan2(x, y, out), atan2f(a, b))
BINARY_BLOCKS(logaddexp_f32, logaddexp_block(x, y, out),
              is_same_infinity(a, b) ? a : larger(a, b) + log1pf(expf(-fabsf(a - b))))
BINARY_BLOCKS(silu_slope_f32, silu_slope_block(x, y, out), silu_slope(a, b, 1 / (1 + expf(-b))))
BINARY_BLOCKS(mish_slope_f32, mish_slope_block(x, y, out),
              mish_slope(a, b, 1 / (1 + expf(-b)), tanhf(log1pf(expf(b)))))
BINARY_BLOCKS(elu_slope_f32, elu_slope_block(x, y, out), elu_slope(a, b, expf(b)))
BINARY_BLOCKS(softplus_slope_f32, softplus_slope_block(x, y, out), softplus_slope(a, b, expf(b)))
BINARY(log_sigmoid_slope_f32, float, float, log_sigmoid_slope(a, b, sleef_exp(-fabsf(b))))
BINARY(atan2_f64, double, double, atan2(a, b))
BINARY(logaddexp_f64, double, double,
       a == b && isinf(a) ? a : (a != a || a > b ? a : b) + log1p(exp(-fabs(a - b))))

#define INTEGER(NAME) \
  [CL_UINT8] = NAME##_u8, [CL_INT8] = NAME##_i8, [CL_INT16] = NAME##_i16, [CL_INT32] = NAME##_i32, \
  [CL_INT64] = NAME##_i64
#define FLOATING(NAME) [CL_FLOAT32] = NAME##_f32, [CL_FLOAT64] = NAME##_f64
#define COMPLEX(NAME) [CL_COMPLEX64] = NAME##_c64, [CL_COMPLEX128] = NAME##_c128
#define ALL(NAME) INTEGER(NAME), FLOATING(NAME), [CL_BOOL] = NAME##_bool

static const cl_loop loops[CL_BINARY_COUNT][CL_DTYPE_COUNT] = {
  [CL_ADD] = {INTEGER(add), FLOATING(add), COMPLEX(add), [CL_BOOL] = or_bool},
  [CL_SUB] = {INTEGER(sub), FLOATING(sub), COMPLEX(sub)},
  [CL_MUL] = {INTEGER(mul), FLOATING(mul), COMPLEX(mul), [CL_BOOL] = and_bool},
  [CL_DIV] = {FLOATING(div), COMPLEX(div)},
  [CL_ADD_SCALED] = {INTEGER(add_scaled), FLOATING(add_scaled), COMPLEX(add_scaled)},
  [CL_FLOOR_DIVIDE] = {INTEGER(floor_divide), FLOATING(floor_divide)},
  [CL_REMAINDER] = {INTEGER(remainder), FLOATING(remainder)},
  [CL_FMOD] = {INTEGER(fmod), FLOATING(fmod)},
  [CL_POW] = {INTEGER(pow), FLOATING(pow), COMPLEX(pow)},
  [CL_MAXIMUM] = {INTEGER(maximum), FLOATING(maximum), [CL_BOOL] = or_bool},
  [CL_MINIMUM] = {INTEGER(minimum), FLOATING(minimum), [CL_BOOL] = and_bool},
  [CL_ATAN2] = {FLOATING(atan2)}, [CL_HYPOT] = {FLOATING(hypot)}, [CL_COPYSIGN] = {FLOATING(copysign)},
  [CL_NEXTAFTER] = {FLOATING(nextafter), [CL_FLOAT16] = nextafter_f16, [CL_BFLOAT16] = nextafter_bf16},
  [CL_RELU_SLOPE] = {FLOATING(relu_slope)},
  [CL_SIGMOID_SLOPE] = {FLOATING(sigmoid_slope)},
  [CL_TANH_SLOPE] = {FLOATING(tanh_slope)},
  [CL_GELU_SLOPE] = {FLOATING(gelu_slope)},
  [CL_SILU_SLOPE] = {[CL_FLOAT32] = silu_slope_f32}, [CL_MISH_SLOPE] = {[CL_FLOAT32] = mish_slope_f32},
  [CL_ELU_SLOPE] = {[CL_FLOAT32] = elu_slope_f32}, [CL_SOFTPLUS_SLOPE] = {[CL_FLOAT32] = softplus_slope_f32},
  [CL_LOG_SIGMOID_SLOPE] = {[CL_FLOAT32] = log_sigmoid_slope_f32},
  [CL_LOGADDEXP] = {FLOATING(logaddexp)},
  [CL_IGAMMA] = {FLOATING(igamma)}, [CL_IGAMMAC] = {FLOATING(igammac)}, [CL_ZETA] = {FLOATING(zeta)},
  [CL_CHEBYSHEV_T] = {FLOATING(cl_chebyshev_t)}, [CL_CHEBYSHEV_U] = {FLOATING(cl_chebyshev_u)},
  [CL_CHEBYSHEV_V] = {FLOATING(cl_chebyshev_v)}, [CL_CHEBYSHEV_W] = {FLOATING(cl_chebyshev_w)},
  [CL_SHIFTED_CHEBYSHEV_T] = {FLOATING(cl_shifted_chebyshev_t)},
  [CL_SHIFTED_CHEBYSHEV_U] = {FLOATING(cl_shifted_chebyshev_u)},
  [CL_SHIFTED_CHEBYSHEV_V] = {FLOATING(cl_shifted_chebyshev_v)},
  [CL_SHIFTED_CHEBYSHEV_W] = {FLOATING(cl_shifted_chebyshev_w)},
  [CL_HERMITE_H] = {FLOATING(cl_hermite_h)}, [CL_HERMITE_HE] = {FLOATING(cl_hermite_he)},
  [CL_LAGUERRE_L] = {FLOATING(cl_laguerre_l)}, [CL_LEGENDRE_P] = {FLOATING(cl_legendre_p)},
  [CL_BITWISE_AND] = {INTEGER(bitwise_and), [CL_BOOL] = and_bool},
  [CL_BITWISE_OR] = {INTEGER(bitwise_or), [CL_BOOL] = or_bool},
  [CL_BITWISE_XOR] = {INTEGER(bitwise_xor), [CL_BOOL] = xor_bool},
  [CL_EQ] = {ALL(eq), COMPLEX(eq)}, [CL_NE] = {ALL(ne), COMPLEX(ne)}, [CL_LT] = {ALL(lt)},
  [CL_LE] = {ALL(le)}, [CL_GT] = {ALL(gt)}, [CL_GE] = {ALL(ge)},
  [CL_LOGICAL_AND] = {ALL(logical_and), COMPLEX(logical_and)},
  [CL_LOGICAL_OR] = {ALL(logical_or), COMPLEX(logical_or)},
  [CL_LOGICAL_XOR] = {ALL(logical_xor), COMPLEX(logical_xor)},
};

bool cl_binary_supported(cl_binary_op op, int32_t dtype) { return loops[op][dtype] != NULL; }

cl_status cl_binary(cl_binary_op op, int32_t dtype, const cl_iterator *it, const cl_parameters *p) {
  cl_loop loop = loops[op][dtype];
  return loop ? cl_for_each_line(it, loop, p) : CL_UNSUPPORTED;
}

static const int64_t sizes[CL_DTYPE_COUNT] = {1, 1, 2, 4, 8, 2, 2, 4, 8, 8, 16, 1};
enum { SMALL = 1 << 16 };

cl_status cl_binary_flat(cl_binary_op op, int32_t dtype, int64_t n, void *out, const void *a, int64_t a_step,
                         const void *b, int64_t b_step) {
  cl_loop loop = loops[op][dtype];
  if (!loop) return CL_UNSUPPORTED;
  int64_t size = sizes[dtype], out_size = op >= CL_EQ ? 1 : size;
  static const cl_parameters none = {0};
  if (n <= SMALL) {
    char *data[4] = {out, (char *)a, (char *)b, NULL};
    int64_t strides[4] = {out_size, a_step * size, b_step * size, 0};
    return loop(data, strides, n, &none);
  }
  cl_iterator it = {.rank = 1, .operands = 3, .shape = {n}, .data = {out, (char *)a, (char *)b}};
  it.strides[0][0] = out_size;
  it.strides[1][0] = a_step * size;
  it.strides[2][0] = b_step * size;
  return cl_for_each_line(&it, loop, &none);
}
