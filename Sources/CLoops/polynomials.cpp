// Orthogonal polynomials by their recurrences, and Chebyshev's of higher degree by their closed form inside [-1, 1], all
// in the type of the elements. PyTorch changes from one to the other at certain degrees, and so do the last bits.
#include "polynomials.h"
#include <cmath>

#pragma STDC FP_CONTRACT OFF

namespace {
// Counts steps over all elements of a line, as a degree can be as long as a line.
struct Steps {
  uint32_t count = 0;
  bool stopped = false;
  bool end() { return (++count & 0xFFFFF) == 0 && (stopped = cl_stop_requested()); }
};

// The polynomial of degree n from those of degree 0, which is 1, and 1; `next(k, p, q)` has degree k + 1, where p and q
// have degrees k and k - 1.
template <class T, class Next> T recur(T first, int64_t n, Steps &steps, Next next) {
  if (n == 0) return 1;
  T last = first, before = 1;
  for (int64_t k = 1; k < n && !std::isnan(last) && !steps.end(); k++) {
    T following = next(k, last, before);
    before = last;
    last = following;
  }
  return last;
}

// The four kinds of Chebyshev's polynomials, which differ in the first one and at the ends.
enum Kind { FIRST_KIND, SECOND_KIND, THIRD_KIND, FOURTH_KIND };

// Of one kind, on [-1, 1] or shifted to [0, 1]; for degrees above `limit` the angle is taken.
struct Chebyshev {
  Kind kind;
  bool is_shifted;
  int64_t limit;
};

template <class T> T at_end(Kind kind, bool is_upper, int64_t n) {
  T sign = is_upper || n % 2 == 0 ? 1 : -1;
  if (kind == SECOND_KIND) return sign * (T)(n + 1);
  return kind == (is_upper ? FOURTH_KIND : THIRD_KIND) ? sign * (T)(n + n + 1) : sign;
}

// The quotients of the last two kinds have no value where the angle cannot be told from that of an end; PyTorch then
// takes the value at an end, for the shifted ones always the lower.
template <class T> T by_angle(Chebyshev family, T x, int64_t n) {
  T angle = std::acos(x), half = angle / 2;
  switch (family.kind) {
  case FIRST_KIND: return std::cos(n * angle);
  case SECOND_KIND: return std::sin((n + 1) * angle) / std::sin(angle);
  case THIRD_KIND:
    return std::sin(half) == 1 ? at_end<T>(THIRD_KIND, false, n) : std::cos((n + T(0.5)) * angle) / std::cos(half);
  case FOURTH_KIND:
    return std::cos(half) == 1 ? at_end<T>(FOURTH_KIND, !family.is_shifted, n)
                               : std::sin((n + T(0.5)) * angle) / std::sin(half);
  }
}

template <class T> T chebyshev(Chebyshev family, T argument, int64_t n, Steps &steps) {
  T x = family.is_shifted ? argument + argument - 1 : argument, twice = x + x;
  if (std::abs(x) == 1) return at_end<T>(family.kind, x > 0, n);
  if (n > family.limit && std::abs(x) < 1) return by_angle(family, x, n);
  T firsts[] = {x, twice, twice - 1, twice + 1};
  return recur(firsts[family.kind], n, steps, [=](int64_t, T p, T q) { return std::fma(twice, p, -q); });
}

// Hermite's polynomials overflow beyond some degree, whatever the argument.
template <class T> int64_t hermite_limit() { return sizeof(T) == sizeof(float) ? 128 : 512; }

template <class T> T hermite_h(T x, int64_t n, Steps &steps) {
  if (n > hermite_limit<T>()) return NAN;
  T twice = x + x;
  return recur(twice, n, steps, [=](int64_t k, T p, T q) { return std::fma(twice, p, -((k + k) * q)); });
}

template <class T> T hermite_he(T x, int64_t n, Steps &steps) {
  if (n > hermite_limit<T>()) return NAN;
  return recur(x, n, steps, [=](int64_t k, T p, T q) { return std::fma(x, p, -(k * q)); });
}

template <class T> T laguerre_l(T x, int64_t n, Steps &steps) {
  if (x == 0) return 1;
  return recur(1 - x, n, steps, [=](int64_t k, T p, T q) { return std::fma(k + k + (1 - x), p, -(k * q)) / (k + 1); });
}

template <class T> T legendre_p(T x, int64_t n, Steps &steps) {
  if (std::abs(x) == 1) return x > 0 || n % 2 == 0 ? 1 : -1;
  return recur(x, n, steps, [=](int64_t k, T p, T q) { return std::fma((k + k + 1) * x, p, -(k * q)) / (k + 1); });
}

// A loop over arguments and degrees, whose fractions count for nothing; a degree below zero gives zero, as does one that
// no integer holds.
template <class T, class Polynomial>
cl_status each(char *const *data, const int64_t *strides, int64_t count, Polynomial polynomial) {
  Steps steps;
  for (int64_t i = 0; i < count && !steps.stopped; i++) {
    T x = *(const T *)(data[1] + i * strides[1]), n = *(const T *)(data[2] + i * strides[2]);
    bool is_degree = n > -1 && n < T(0x1p63);
    *(T *)(data[0] + i * strides[0]) = is_degree ? polynomial(x, (int64_t)n, steps) : 0;
    if (steps.end()) break;
  }
  return steps.stopped ? CL_INTERRUPTED : CL_OK;
}
}  // namespace

// The loops of a polynomial: the call behind its name is the value for the argument `x` of type T and the degree `n`.
#define POLYNOMIAL_LOOP(NAME, TYPE, ...)                                                                            \
  cl_status NAME(char *const *data, const int64_t *strides, int64_t count, const cl_parameters *) {                 \
    using T = TYPE;                                                                                                 \
    return each<T>(data, strides, count, [](T x, int64_t n, Steps &steps) -> T { return __VA_ARGS__; });                \
  }
#define POLYNOMIAL(NAME, ...)                     \
  POLYNOMIAL_LOOP(NAME##_f32, float, __VA_ARGS__) \
  POLYNOMIAL_LOOP(NAME##_f64, double, __VA_ARGS__)

POLYNOMIAL(cl_chebyshev_t, chebyshev({FIRST_KIND, false, 6}, x, n, steps))
POLYNOMIAL(cl_chebyshev_u, chebyshev({SECOND_KIND, false, 8}, x, n, steps))
POLYNOMIAL(cl_chebyshev_v, chebyshev({THIRD_KIND, false, 8}, x, n, steps))
POLYNOMIAL(cl_chebyshev_w, chebyshev({FOURTH_KIND, false, 8}, x, n, steps))
POLYNOMIAL(cl_shifted_chebyshev_t, chebyshev({FIRST_KIND, true, 6}, x, n, steps))
POLYNOMIAL(cl_shifted_chebyshev_u, chebyshev({SECOND_KIND, true, 6}, x, n, steps))
POLYNOMIAL(cl_shifted_chebyshev_v, chebyshev({THIRD_KIND, true, 6}, x, n, steps))
POLYNOMIAL(cl_shifted_chebyshev_w, chebyshev({FOURTH_KIND, true, 4}, x, n, steps))
POLYNOMIAL(cl_hermite_h, hermite_h(x, n, steps))
POLYNOMIAL(cl_hermite_he, hermite_he(x, n, steps))
POLYNOMIAL(cl_laguerre_l, laguerre_l(x, n, steps))
POLYNOMIAL(cl_legendre_p, legendre_p(x, n, steps))
