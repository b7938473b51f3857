// Taking and putting elements at positions, and sorting.
#include "CLoops.h"
#include <string.h>

#pragma STDC FP_CONTRACT OFF

cl_status cl_offsets(int32_t rank, const int64_t *shape, const int64_t *strides, int32_t dim, int64_t size,
                     const int64_t *index, int64_t n, int64_t *offsets, int64_t *bad) {
  int64_t position[CL_MAX_RANK] = {0}, base = 0;
  for (int64_t i = 0; i < n; i++) {
    int64_t chosen = index[i];
    if (chosen < 0 || chosen >= size) {
      *bad = chosen;
      return CL_OUT_OF_RANGE;
    }
    offsets[i] = base + (rank > 0 ? chosen * strides[dim] : 0);
    for (int d = rank - 1; d >= 0; d--) {
      int64_t step = d == dim ? 0 : strides[d];
      base += step;
      if (++position[d] < shape[d]) break;
      base -= step * shape[d];
      position[d] = 0;
    }
  }
  return CL_OK;
}

static const int64_t sizes[CL_DTYPE_COUNT] = {1, 1, 2, 4, 8, 2, 2, 4, 8, 8, 16, 1};

void cl_take(int32_t dtype, void *out, const void *x, const int64_t *offsets, int64_t n) {
  int64_t size = sizes[dtype];
  switch (size) {
  case 4:
    for (int64_t i = 0; i < n; i++) ((uint32_t *)out)[i] = ((const uint32_t *)x)[offsets[i]];
    break;
  case 8:
    for (int64_t i = 0; i < n; i++) ((uint64_t *)out)[i] = ((const uint64_t *)x)[offsets[i]];
    break;
  default:
    for (int64_t i = 0; i < n; i++) memcpy((char *)out + i * size, (const char *)x + offsets[i] * size, (size_t)size);
  }
}

#define PUT(TYPE, SUM)                                                                              \
  for (int64_t i = 0; i < n; i++) {                                                                 \
    TYPE *place = (TYPE *)x + offsets[i], value = ((const TYPE *)source)[i * step];                 \
    switch (op) {                                                                                   \
    case CL_PUT_SET: *place = value; break;                                                         \
    case CL_PUT_ADD: *place = (TYPE)((SUM)*place + (SUM)value); break;                              \
    case CL_PUT_MUL: *place = (TYPE)((SUM)*place * (SUM)value); break;                              \
    case CL_PUT_MAX: *place = value > *place || value != value ? value : *place; break;             \
    case CL_PUT_MIN: *place = value < *place || value != value ? value : *place; break;             \
    }                                                                                               \
  }                                                                                                 \
  break;

void cl_put(cl_put_op op, int32_t dtype, void *x, const int64_t *offsets, int64_t n, const void *source, int64_t step) {
  int64_t size = sizes[dtype];
  switch (dtype) {
  case CL_FLOAT32: PUT(float, float)
  case CL_FLOAT64: PUT(double, double)
  case CL_INT64: PUT(int64_t, uint64_t)
  case CL_INT32: PUT(int32_t, uint32_t)
  case CL_INT16: PUT(int16_t, uint32_t)
  case CL_INT8: PUT(int8_t, uint32_t)
  case CL_UINT8: PUT(uint8_t, uint32_t)
  default:
    for (int64_t i = 0; i < n; i++)
      memcpy((char *)x + offsets[i] * size, (const char *)source + i * step * size, (size_t)size);
  }
}

// A word whose order as an unsigned number is the order of the element.
static uint64_t sort_key(int32_t dtype, const void *x, int64_t i) {
  if (dtype <= CL_INT64 || dtype == CL_BOOL) {
    return (uint64_t)cl_load_int(dtype, (const char *)x + i * sizes[dtype]) ^ (uint64_t)1 << 63;
  }
  double value = cl_load_double(dtype, (const char *)x + i * sizes[dtype]) + 0.0;
  if (value != value) return UINT64_MAX;
  uint64_t bits;
  memcpy(&bits, &value, sizeof bits);
  if (value == 0) bits = 0;
  return bits >> 63 ? ~bits : bits | (uint64_t)1 << 63;
}

enum { SMALL = 24, BYTE = 256 };

void cl_sort(int32_t dtype, const void *x, int64_t n, bool descending, int64_t *order, uint64_t *keys,
             int64_t *spare_order, uint64_t *spare_keys) {
  uint64_t differing = 0;
  for (int64_t i = 0; i < n; i++) {
    keys[i] = sort_key(dtype, x, i);
    if (descending) keys[i] = ~keys[i];
    differing |= keys[i] ^ keys[0];
    order[i] = i;
  }
  if (n <= SMALL) {
    for (int64_t i = 1; i < n; i++) {
      uint64_t key = keys[i];
      int64_t place = order[i], j = i;
      for (; j > 0 && keys[j - 1] > key; j--) keys[j] = keys[j - 1], order[j] = order[j - 1];
      keys[j] = key;
      order[j] = place;
    }
    return;
  }
  uint64_t *from_keys = keys, *to_keys = spare_keys;
  int64_t *from = order, *to = spare_order;
  for (int shift = 0; shift < 64; shift += 8) {
    if ((differing >> shift & (BYTE - 1)) == 0) continue;
    int64_t start[BYTE + 1] = {0};
    for (int64_t i = 0; i < n; i++) start[(from_keys[i] >> shift & (BYTE - 1)) + 1]++;
    for (int digit = 0; digit < BYTE; digit++) start[digit + 1] += start[digit];
    for (int64_t i = 0; i < n; i++) {
      int64_t place = start[from_keys[i] >> shift & (BYTE - 1)]++;
      to_keys[place] = from_keys[i];
      to[place] = from[i];
    }
    uint64_t *swapped_keys = from_keys;
    from_keys = to_keys;
    to_keys = swapped_keys;
    int64_t *swapped = from;
    from = to;
    to = swapped;
  }
  if (from != order) memcpy(order, from, (size_t)n * sizeof *order);
}
