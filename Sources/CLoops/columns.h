// Reductions of many lines side by side.
#pragma once
#include "CLoops.h"

// Reduces the columns of a float matrix, whose rows are read in order; false for what is not done so. `out` and `index`
// are adjacent elements.
bool cl_reduce_columns(cl_reduce_op op, int32_t dtype, const cl_lines *lines, void *out, int64_t *index,
                       double parameter);
