// Walking strided operands, and the list of element types.
#pragma once
#include "CLoops.h"

// A loop along the innermost dimension: n elements, operand j advancing by strides[j] bytes.
typedef cl_status (*cl_loop)(char *const *data, const int64_t *strides, int64_t n, const cl_parameters *p);

// Calls `loop` for each innermost line of the iterator, after merging dimensions that are contiguous in every
// operand; polls the stop flag about every quarter of a million elements.
cl_status cl_for_each_line(const cl_iterator *it, cl_loop loop, const cl_parameters *p);

// A loop that takes long asks between blocks of about this many elements.
enum { CL_POLL_INTERVAL = 1 << 18 };

// Runs its body for i from 0 to n - 1; gives up between blocks when a stop is requested. What was to be computed is
// then of no use: whoever called the operation looks at the flag when it ends.
#define CL_POLLED_FOR(i, n)                                                                                     \
  for (int64_t i##_block = 0; i##_block < (n) && !(i##_block && cl_stop_requested()); i##_block += CL_POLL_INTERVAL) \
    for (int64_t i = i##_block, i##_end = (n) - i < CL_POLL_INTERVAL ? (n) : i + CL_POLL_INTERVAL; i < i##_end; i++)

// The same for functions of which one call can take a tenth of a millisecond; returns from the loop that it stands in.
enum { CL_SLOW_INTERVAL = 1 << 8 };
#define CL_SLOW_FOR(i, n)                                                                                        \
  for (int64_t i##_block = 0; i##_block < (n); i##_block += CL_SLOW_INTERVAL)                                     \
    if (i##_block && cl_stop_requested()) return CL_INTERRUPTED;                                                  \
    else for (int64_t i = i##_block, i##_end = (n) - i < CL_SLOW_INTERVAL ? (n) : i + CL_SLOW_INTERVAL; i < i##_end; i++)

// Results from this size on do not stay in the caches: writing past them spares reading what is overwritten.
enum { CL_STREAMED_BYTES = 1 << 23 };
