// Loops over arguments and degrees of orthogonal polynomials: rows of the table of loops of two operands.
#pragma once
#include "CLoops.h"

#ifdef __cplusplus
extern "C" {
#endif
#define POLYNOMIAL(NAME)                                                                                        \
  cl_status NAME##_f32(char *const *data, const int64_t *strides, int64_t count, const cl_parameters *p);        \
  cl_status NAME##_f64(char *const *data, const int64_t *strides, int64_t count, const cl_parameters *p);
POLYNOMIAL(cl_chebyshev_t)
POLYNOMIAL(cl_chebyshev_u)
POLYNOMIAL(cl_chebyshev_v)
POLYNOMIAL(cl_chebyshev_w)
POLYNOMIAL(cl_shifted_chebyshev_t)
POLYNOMIAL(cl_shifted_chebyshev_u)
POLYNOMIAL(cl_shifted_chebyshev_v)
POLYNOMIAL(cl_shifted_chebyshev_w)
POLYNOMIAL(cl_hermite_h)
POLYNOMIAL(cl_hermite_he)
POLYNOMIAL(cl_laguerre_l)
POLYNOMIAL(cl_legendre_p)
#undef POLYNOMIAL
#ifdef __cplusplus
}
#endif
