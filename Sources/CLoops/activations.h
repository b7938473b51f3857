// The loops of activations and special functions, which take two numbers.
#pragma once
#include "iterate.h"

// The loop for CL_FRAC and the operations after it, or NULL.
cl_loop cl_activation_loop(cl_unary_op op, int32_t dtype);
