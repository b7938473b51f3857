// Special functions by recurrence and asymptotic or power series, to double precision.
#include "special.h"
#include "CLoops.h"

#pragma STDC FP_CONTRACT OFF

double cl_digamma(double x) {
  if (x == 0) return copysign(INFINITY, -x);
  if (x < 0) {
    if (x == trunc(x)) return NAN;
    return cl_digamma(1 - x) - M_PI / tan(M_PI * (x - trunc(x)));
  }
  double sum = 0;
  for (; x < 10; x += 1) sum -= 1 / x;
  double inverse = 1 / (x * x);
  static const double terms[] = {1.0 / 12, -1.0 / 120, 1.0 / 252, -1.0 / 240, 1.0 / 132, -691.0 / 32760, 1.0 / 12};
  double series = 0;
  for (int i = 6; i >= 0; i--) series = (series + terms[i]) * inverse;
  return sum + log(x) - 0.5 / x - series;
}

// Hurwitz's zeta function by Euler and Maclaurin, for s > 1 and q > 0.
static double hurwitz_zeta(double s, double q) {
  double sum = 0;
  for (int i = 0; i < 10; i++, q += 1) sum += pow(q, -s);
  sum += pow(q, 1 - s) / (s - 1) + 0.5 * pow(q, -s);
  static const double bernoulli[] = {1.0 / 6, -1.0 / 30, 1.0 / 42, -1.0 / 30, 5.0 / 66, -691.0 / 2730, 7.0 / 6};
  double factor = s * pow(q, -s - 1) / 2;
  for (int i = 0; i < 7; i++) {
    sum += bernoulli[i] * factor;
    double k = 2 * i + 2;
    factor *= (s + k - 1) * (s + k) / ((k + 1) * (k + 2) * q * q);
  }
  return sum;
}

double cl_zeta(double s, double q) {
  if (s == 1) return INFINITY;
  if (!(s > 1)) return NAN;
  if (q > 0) return hurwitz_zeta(s, q);
  if (q == floor(q)) return INFINITY;
  if (s != floor(s)) return NAN;
  // Terms below zero one by one, up to where the others begin.
  double sum = 0;
  if (q < -1e6) return NAN;
  for (; q < 0 && !cl_stop_requested(); q += 1) sum += pow(q, -s);
  return sum + hurwitz_zeta(s, q);
}

enum { GAMMA_TERMS = 20000 };
static const double large_shape = 1e6;

// The upper share for a large a, by the error function and its first correction (Temme).
static double upper_gamma_large(double a, double x) {
  double mu = x / a - 1, eta = copysign(sqrt(2 * (mu - log1p(mu))), mu);
  double correction = fabs(mu) < 1e-3 ? -1.0 / 3 + mu / 12 : 1 / mu - 1 / eta;
  return 0.5 * erfc(eta * sqrt(a / 2)) + exp(-a * eta * eta / 2) / sqrt(2 * M_PI * a) * correction;
}

// The lower share as a power series, for x up to about a.
static double lower_gamma_series(double a, double x) {
  double term = 1, sum = 1;
  for (int n = 1; n < GAMMA_TERMS && term > sum * 1e-17; n++) {
    term *= x / (a + n);
    sum += term;
  }
  return sum * exp(a * log(x) - x - lgamma(a + 1));
}

// The upper share as a continued fraction (Lentz), for larger x.
static double upper_gamma_fraction(double a, double x) {
  double b = x + 1 - a, c = 1e300, d = 1 / b, value = d;
  for (int n = 1; n < GAMMA_TERMS; n++) {
    double numerator = -n * (n - a);
    b += 2;
    d = 1 / (numerator * d + b);
    c = b + numerator / c;
    value *= c * d;
    if (fabs(c * d - 1) < 1e-16) break;
  }
  return value * exp(a * log(x) - x - lgamma(a));
}

double cl_incomplete_gamma(double a, double x, bool upper) {
  if (!(a >= 0 && x >= 0) || (a == 0 && x == 0) || (isinf(a) && isinf(x))) return NAN;
  if (a == 0 || isinf(x)) return upper ? 0 : 1;
  if (x == 0 || isinf(a)) return upper ? 1 : 0;
  if (a > large_shape) return upper ? upper_gamma_large(a, x) : 1 - upper_gamma_large(a, x);
  if (x < a + 1) return upper ? 1 - lower_gamma_series(a, x) : lower_gamma_series(a, x);
  return upper ? upper_gamma_fraction(a, x) : 1 - upper_gamma_fraction(a, x);
}

double cl_polygamma(int n, double x) {
  if (isnan(x)) return x;
  double sign = n % 2 == 0 ? -1 : 1;
  if (n > 1) return sign * tgamma(n + 1.0) * (x == INFINITY ? NAN : cl_zeta(n + 1.0, x));
  if (x > 0) return x == INFINITY ? 0 : sign * hurwitz_zeta(n + 1.0, x);
  if (x == -INFINITY) return NAN;
  if (x == trunc(x)) return INFINITY;
  double sine = sin(M_PI * x);
  return M_PI * M_PI / (sine * sine) - cl_polygamma(1, 1 - x);
}

double cl_erfinv(double y) {
  if (y != y || fabs(y) > 1) return NAN;
  if (fabs(y) == 1) return copysign(INFINITY, y);
  if (y == 0) return y;
  double a = 0.147, l = log1p(-y * y), b = 2 / (M_PI * a) + l / 2;
  double x = copysign(sqrt(sqrt(b * b - l / a) - b), y);
  for (int i = 0; i < 4; i++) {
    double tail = (1 - fabs(y) - erfc(fabs(x))) * (y < 0 ? -1 : 1);
    double error = (fabs(y) < 0.5 ? erf(x) - y : tail) / (M_2_SQRTPI * exp(-x * x));
    x -= error / (1 + x * error);
  }
  return x;
}

// How far the phase x - (2 order + 1) pi / 4 moves when it is computed in float32. The functions' series for
// small arguments know no phase.
static double phase_shift(int order, double x, bool is_single) {
  if (!is_single || x <= 5) return 0;
  double offset = (2 * order + 1) * M_PI_4;
  return (double)((float)x - (float)offset) - (x - offset);
}

double cl_bessel_j(int order, double x, bool is_single) {
  if (isinf(x)) return NAN;
  double size = fabs(x), value = order == 0 ? j0(size) : j1(size), shift = phase_shift(order, size, is_single);
  if (shift != 0) value = value * cos(shift) - (order == 0 ? y0(size) : y1(size)) * sin(shift);
  return order == 1 ? copysign(1, x) * value : value;
}

double cl_bessel_y(int order, double x, bool is_single) {
  if (isinf(x) || x < 0) return NAN;
  double value = order == 0 ? y0(x) : y1(x), shift = phase_shift(order, x, is_single);
  return shift == 0 ? value : value * cos(shift) + (order == 0 ? j0(x) : j1(x)) * sin(shift);
}

double cl_bessel_i(int order, double x, bool scaled) {
  double size = fabs(x), value;
  if (size < 30) {
    double term = order == 0 ? 1 : size / 2, quarter = size * size / 4;
    value = term;
    for (int k = 1; k < 120 && term > value * 1e-18; k++) {
      term *= quarter / ((double)k * (k + order));
      value += term;
    }
    if (scaled) value *= exp(-size);
  } else {
    double term = 1, mu = 4.0 * order * order;
    value = 1;
    for (int k = 1; k < 40; k++) {
      double odd = 2 * k - 1, next = term * -(mu - odd * odd) / (8 * k * size);
      if (fabs(next) > fabs(term)) break;
      term = next;
      value += term;
    }
    value /= sqrt(2 * M_PI * size);
    if (!scaled) value *= exp(size);
  }
  return order == 1 && x < 0 ? -value : value;
}

// The integral of exp(-x (cosh t - 1)) cosh(order t) over t > 0 is exp(x) K(x); the trapezoidal rule converges fast.
double cl_bessel_k(int order, double x, bool scaled) {
  if (x != x || x < 0) return NAN;
  if (x == 0) return INFINITY;
  if (isinf(x)) return 0;
  double step = 1.0 / 64, sum = 0.5;
  for (int i = 1; i < 2000; i++) {
    double t = i * step, term = exp(-x * (cosh(t) - 1)) * (order == 0 ? 1 : cosh(t));
    sum += term;
    if (term < sum * 1e-18) break;
  }
  return sum * step * (scaled ? 1 : exp(-x));
}

double cl_ndtri(double p) {
  if (p != p || p < 0 || p > 1) return NAN;
  return M_SQRT2 * cl_erfinv(2 * p - 1);
}
