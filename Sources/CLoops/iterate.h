// Walking strided operands, and the list of element types.
#pragma once
#include "CLoops.h"

// A loop along the innermost dimension: n elements, operand j advancing by strides[j] bytes.
typedef cl_status (*cl_loop)(char *const *data, const int64_t *strides, int64_t n, const cl_parameters *p);

// Calls `loop` for each innermost line of the iterator, after merging dimensions that are contiguous in every
// operand; polls the stop flag about every million elements.
cl_status cl_for_each_line(const cl_iterator *it, cl_loop loop, const cl_parameters *p);

static inline bool cl_stop_requested(void) {
  const int32_t *stop = cl_thread()->stop;
  return stop && __atomic_load_n(stop, __ATOMIC_RELAXED);
}
