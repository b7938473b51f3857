// Special functions of one double that the C library lacks.
#pragma once
#include <math.h>
#include <stdbool.h>

// The derivative of lgamma; a pole gives NaN, zero an infinity of the other sign.
double cl_digamma(double x);
// The n-th derivative of digamma for n >= 1.
double cl_polygamma(int n, double x);
// The regularised incomplete gamma functions: the share of the gamma function's integral up to x and, `upper`, beyond.
double cl_incomplete_gamma(double a, double x, bool upper);
// Hurwitz's zeta function.
double cl_zeta(double s, double q);
// The inverse of erf on [-1, 1].
double cl_erfinv(double y);
// Bessel functions of the first and second kind of order 0 and 1; an infinity gives NaN, as do negative numbers for
// the second kind. Where `is_single`, the phase of large arguments is rounded to float32, as PyTorch's is.
double cl_bessel_j(int order, double x, bool is_single);
double cl_bessel_y(int order, double x, bool is_single);
// Modified Bessel functions of the first kind of order 0 and 1, `scaled` by exp(-|x|).
double cl_bessel_i(int order, double x, bool scaled);
// Modified Bessel functions of the second kind of order 0 and 1, `scaled` by exp(x).
double cl_bessel_k(int order, double x, bool scaled);
// The inverse of the standard normal distribution function.
double cl_ndtri(double p);
// -x log x.
static inline double cl_entropy(double x) { return x > 0 ? -x * log(x) : x == 0 ? 0 : x != x ? x : -INFINITY; }
