// The loops of activations and special functions, which take two numbers.
#pragma once
#include "iterate.h"

// The loop for CL_FRAC and the operations after it, or NULL.
cl_loop cl_activation_loop(cl_unary_op op, int32_t dtype);
// gelu's gradient: operand 1 times the slope at operand 2.
cl_status cl_gelu_slope_f32(char *const *data, const int64_t *strides, int64_t n, const cl_parameters *p);
