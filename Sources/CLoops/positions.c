// Taking and putting elements at positions, and sorting.
#include "CLoops.h"
#include "iterate.h"
#include <string.h>

#pragma STDC FP_CONTRACT OFF

// A line of `n` offsets along the innermost dimension.
static int64_t offset_line(const int64_t *index, int64_t n, int64_t size, int64_t base, int64_t step, int64_t chosen_step,
                           int64_t *offsets) {
  for (int64_t i = 0; i < n; i++) {
    if (index[i] < 0 || index[i] >= size) return i;
    offsets[i] = base + i * step + index[i] * chosen_step;
  }
  return n;
}

cl_status cl_offsets(int32_t rank, const int64_t *shape, const int64_t *strides, int32_t dim, int64_t size,
                     const int64_t *index, int64_t n, int64_t *offsets, int64_t *bad) {
  int64_t position[CL_MAX_RANK] = {0}, base = 0, line = rank > 0 ? shape[rank - 1] : 1;
  int64_t step = rank > 0 && dim != rank - 1 ? strides[rank - 1] : 0, chosen_step = rank > 0 ? strides[dim] : 0;
  for (int64_t i = 0; i < n; i += line) {
    int64_t good = offset_line(index + i, line, size, base, step, chosen_step, offsets + i);
    if (good < line) {
      *bad = index[i + good];
      return CL_OUT_OF_RANGE;
    }
    for (int d = rank - 2; d >= 0; d--) {
      int64_t stride = d == dim ? 0 : strides[d];
      base += stride;
      if (++position[d] < shape[d]) break;
      base -= stride * shape[d];
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
    CL_POLLED_FOR(i, n) ((uint32_t *)out)[i] = ((const uint32_t *)x)[offsets[i]];
    break;
  case 8:
    CL_POLLED_FOR(i, n) ((uint64_t *)out)[i] = ((const uint64_t *)x)[offsets[i]];
    break;
  default:
    CL_POLLED_FOR(i, n) memcpy((char *)out + i * size, (const char *)x + offsets[i] * size, (size_t)size);
  }
}

#define PUT(TYPE, SUM)                                                                              \
  CL_POLLED_FOR(i, n) {                                                                             \
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
    CL_POLLED_FOR(i, n)
      memcpy((char *)x + offsets[i] * size, (const char *)source + i * step * size, (size_t)size);
  }
}

// A word whose order as an unsigned number is the order of the element; floats of 32 bits need only the upper half.
static uint64_t float_key(double value) {
  if (value != value) return UINT64_MAX;
  uint64_t bits;
  memcpy(&bits, &value, sizeof bits);
  if (value == 0) bits = 0;
  return bits >> 63 ? ~bits : bits | (uint64_t)1 << 63;
}

static uint64_t short_float_key(float value) {
  if (value != value) return UINT32_MAX;
  uint32_t bits;
  memcpy(&bits, &value, sizeof bits);
  if (value == 0) bits = 0;
  return bits >> 31 ? ~bits : bits | (uint32_t)1 << 31;
}

static void fill_keys(int32_t dtype, const void *x, int64_t n, uint64_t *keys) {
  const char *element = x;
  switch (dtype) {
  case CL_FLOAT32:
    CL_POLLED_FOR(i, n) keys[i] = short_float_key(((const float *)x)[i]);
    break;
  case CL_FLOAT16:
  case CL_BFLOAT16:
  case CL_FLOAT64:
    CL_POLLED_FOR(i, n) keys[i] = float_key(cl_load_double(dtype, element + i * sizes[dtype]));
    break;
  case CL_INT64:
    CL_POLLED_FOR(i, n) keys[i] = (uint64_t)((const int64_t *)x)[i] ^ (uint64_t)1 << 63;
    break;
  default:
    CL_POLLED_FOR(i, n)
      keys[i] = (uint64_t)cl_load_int(dtype, element + i * sizes[dtype]) ^ (uint64_t)1 << 63;
  }
}

enum { SMALL = 24, DIGIT = 11, BUCKETS = 1 << DIGIT };

static void sort_small(int64_t n, int64_t *order, uint64_t *keys) {
  for (int64_t i = 1; i < n; i++) {
    uint64_t key = keys[i];
    int64_t place = order[i], j = i;
    for (; j > 0 && keys[j - 1] > key; j--) keys[j] = keys[j - 1], order[j] = order[j - 1];
    keys[j] = key;
    order[j] = place;
  }
}

// Where the elements of each digit begin.
static void bucket_starts(const uint64_t *keys, int64_t n, int shift, int64_t *start) {
  memset(start, 0, BUCKETS * sizeof *start);
  CL_POLLED_FOR(i, n) start[keys[i] >> shift & (BUCKETS - 1)]++;
  int64_t sum = 0;
  for (int digit = 0; digit < BUCKETS; digit++) {
    int64_t count = start[digit];
    start[digit] = sum;
    sum += count;
  }
}

static inline void swap_words(uint64_t **a, uint64_t **b) {
  uint64_t *former = *a;
  *a = *b;
  *b = former;
}

// Keys whose differing bits fit into half a word carry their position in the other half.
static cl_status sort_packed(int64_t n, int lowest, uint64_t differing, int64_t *order, uint64_t *keys, uint64_t *spare) {
  int64_t start[BUCKETS];
  CL_POLLED_FOR(i, n) keys[i] = (keys[i] & differing) >> lowest << 32 | (uint64_t)i;
  for (int shift = 32; shift < 64 && differing >> lowest << 32 >> shift; shift += DIGIT) {
    bucket_starts(keys, n, shift, start);
    if (cl_stop_requested()) return CL_INTERRUPTED;
    CL_POLLED_FOR(i, n) spare[start[keys[i] >> shift & (BUCKETS - 1)]++] = keys[i];
    swap_words(&keys, &spare);
  }
  if (cl_stop_requested()) return CL_INTERRUPTED;
  for (int64_t i = 0; i < n; i++) order[i] = (int64_t)(keys[i] & UINT32_MAX);
  return CL_OK;
}

static cl_status sort_wide(int64_t n, uint64_t differing, int64_t *order, uint64_t *keys, int64_t *spare_order,
                           uint64_t *spare_keys) {
  int64_t start[BUCKETS];
  uint64_t *from = (uint64_t *)order, *to = (uint64_t *)spare_order;
  for (int shift = 0; shift < 64; shift += DIGIT) {
    if ((differing >> shift & (BUCKETS - 1)) == 0) continue;
    bucket_starts(keys, n, shift, start);
    // Else the places are no places.
    if (cl_stop_requested()) return CL_INTERRUPTED;
    CL_POLLED_FOR(i, n) {
      int64_t place = start[keys[i] >> shift & (BUCKETS - 1)]++;
      spare_keys[place] = keys[i];
      to[place] = from[i];
    }
    swap_words(&keys, &spare_keys);
    swap_words(&from, &to);
  }
  if (cl_stop_requested()) return CL_INTERRUPTED;
  if ((int64_t *)from != order) memcpy(order, from, (size_t)n * sizeof *order);
  return CL_OK;
}

cl_status cl_sort(int32_t dtype, const void *x, int64_t n, bool descending, int64_t *order, uint64_t *keys,
                  int64_t *spare_order, uint64_t *spare_keys) {
  if (n == 0) return CL_OK;
  uint64_t differing = 0;
  fill_keys(dtype, x, n, keys);
  for (int64_t i = 0; i < n; i++) {
    if (descending) keys[i] = ~keys[i];
    differing |= keys[i] ^ keys[0];
    order[i] = i;
  }
  int lowest = differing ? __builtin_ctzll(differing) : 0;
  if (n > CL_POLL_INTERVAL && cl_stop_requested()) return CL_INTERRUPTED;
  if (differing >> lowest <= UINT32_MAX && n > SMALL && n <= UINT32_MAX)
    return sort_packed(n, lowest, differing, order, keys, spare_keys);
  if (n > SMALL) return sort_wide(n, differing, order, keys, spare_order, spare_keys);
  sort_small(n, order, keys);
  return CL_OK;
}
