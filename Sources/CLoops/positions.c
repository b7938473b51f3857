// Taking and putting elements at positions, and sorting.
#include "CLoops.h"
#include "iterate.h"
#include <string.h>

#pragma STDC FP_CONTRACT OFF

static const int64_t sizes[CL_DTYPE_COUNT] = {1, 1, 2, 4, 8, 2, 2, 4, 8, 8, 16, 1};

// Places of `index` along its innermost dimension: place i stands for the element base + i * step + index[i] *
// chosen_step. Positions are below `size`.
typedef struct {
  const int64_t *index;
  int64_t size, step, chosen_step;
  // What is wanted of the elements: their offsets, or else their values, of `bytes` bytes each.
  int64_t *offsets;
  const char *x;
  char *out;
  int64_t bytes;
} places;

#define TAKE_LINE(TYPE)                                                                                     \
  {                                                                                                         \
    const TYPE *x = (const TYPE *)p->x;                                                                     \
    TYPE *out = (TYPE *)p->out;                                                                             \
    for (; i < end && (uint64_t)index[i] < size; i++, base += step) out[i] = x[base + index[i] * chosen];   \
    return i;                                                                                               \
  }

// Goes through places i to `end`, and returns where it stopped: at `end` or at a position out of range.
static int64_t visit_line(const places *p, int64_t i, int64_t end, int64_t base) {
  const int64_t *index = p->index, step = p->step, chosen = p->chosen_step;
  const uint64_t size = (uint64_t)p->size;
  if (!p->offsets && p->bytes == 4) TAKE_LINE(uint32_t)
  if (!p->offsets && p->bytes == 8) TAKE_LINE(double)
  for (; i < end && (uint64_t)index[i] < size; i++, base += step) {
    int64_t offset = base + index[i] * chosen;
    if (p->offsets) p->offsets[i] = offset;
    else memcpy(p->out + i * p->bytes, p->x + offset * p->bytes, (size_t)p->bytes);
  }
  return i;
}

static cl_status visit(places *p, int32_t rank, const int64_t *shape, const int64_t *strides, int32_t dim, int64_t n,
                       int64_t *bad) {
  int64_t position[CL_MAX_RANK] = {0}, base = 0, line = rank > 0 ? shape[rank - 1] : 1, next_poll = CL_POLL_INTERVAL;
  p->step = rank > 0 && dim != rank - 1 ? strides[rank - 1] : 0;
  p->chosen_step = rank > 0 ? strides[dim] : 0;
  for (int64_t start = 0; start < n; start += line) {
    for (int64_t i = start, end; i < start + line; i = end) {
      end = start + line < next_poll ? start + line : next_poll;
      int64_t stopped = visit_line(p, i, end, base + (i - start) * p->step);
      if (stopped < end) {
        *bad = p->index[stopped];
        return CL_OUT_OF_RANGE;
      }
      if (end < next_poll) continue;
      if (cl_stop_requested()) return CL_INTERRUPTED;
      next_poll += CL_POLL_INTERVAL;
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

cl_status cl_offsets(int32_t rank, const int64_t *shape, const int64_t *strides, int32_t dim, int64_t size,
                     const int64_t *index, int64_t n, int64_t *offsets, int64_t *bad) {
  places p = {.index = index, .size = size, .offsets = offsets};
  return visit(&p, rank, shape, strides, dim, n, bad);
}

cl_status cl_gather(int32_t dtype, int32_t rank, const int64_t *shape, const int64_t *strides, int32_t dim,
                    int64_t size, const int64_t *index, int64_t n, const void *x, void *out, int64_t *bad) {
  places p = {.index = index, .size = size, .x = x, .out = out, .bytes = sizes[dtype]};
  return visit(&p, rank, shape, strides, dim, n, bad);
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

// Digits of at most ten bits: the lines that more buckets have in use would not stay in the nearer caches. Eight for
// few elements, as buckets cost time too.
enum { SMALL = 24, FEW = 4096, DIGIT = 10, BUCKETS = 1 << DIGIT, MOST_DIGITS = 8 };

static void sort_small(int64_t n, int64_t *order, uint64_t *keys) {
  for (int64_t i = 1; i < n; i++) {
    uint64_t key = keys[i];
    int64_t place = order[i], j = i;
    for (; j > 0 && keys[j - 1] > key; j--) keys[j] = keys[j - 1], order[j] = order[j - 1];
    keys[j] = key;
    order[j] = place;
  }
}

// The differing bits of keys, from bit `lowest` on, as digits of equal length.
typedef struct {
  int lowest, count, bits;
  int64_t start[MOST_DIGITS][BUCKETS];
} radix;

static void plan_radix(radix *r, uint64_t differing, int lowest, int64_t n) {
  int width = 64 - __builtin_clzll(differing) - lowest, longest = n < FEW ? 8 : DIGIT;
  r->lowest = lowest;
  r->count = (width + longest - 1) / longest;
  r->bits = (width + r->count - 1) / r->count;
}

static inline int64_t digit(const radix *r, uint64_t key, int number) {
  return (int64_t)(key >> (r->lowest + number * r->bits) & (((uint64_t)1 << r->bits) - 1));
}

// Where the elements of each value of each digit begin; unknown when interrupted.
static cl_status find_starts(const uint64_t *keys, int64_t n, radix *r) {
  memset(r->start, 0, (size_t)r->count * sizeof *r->start);
  CL_POLLED_FOR(i, n)
    for (int number = 0; number < r->count; number++) r->start[number][digit(r, keys[i], number)]++;
  if (cl_stop_requested()) return CL_INTERRUPTED;
  for (int number = 0; number < r->count; number++) {
    int64_t sum = 0;
    for (int value = 0; value < 1 << r->bits; value++) {
      int64_t count = r->start[number][value];
      r->start[number][value] = sum;
      sum += count;
    }
  }
  return CL_OK;
}

static inline void swap_words(uint64_t **a, uint64_t **b) {
  uint64_t *former = *a;
  *a = *b;
  *b = former;
}

// Keys whose differing bits fit into half a word carry their position in the other half.
static cl_status sort_packed(int64_t n, int lowest, uint64_t differing, int64_t *order, uint64_t *keys, uint64_t *spare) {
  CL_POLLED_FOR(i, n) keys[i] = (keys[i] & differing) >> lowest << 32 | (uint64_t)i;
  radix r;
  plan_radix(&r, differing >> lowest << 32, 32, n);
  if (find_starts(keys, n, &r) != CL_OK) return CL_INTERRUPTED;
  for (int number = 0; number < r.count; number++) {
    CL_POLLED_FOR(i, n) spare[r.start[number][digit(&r, keys[i], number)]++] = keys[i];
    swap_words(&keys, &spare);
    if (cl_stop_requested()) return CL_INTERRUPTED;
  }
  for (int64_t i = 0; i < n; i++) order[i] = (int64_t)(keys[i] & UINT32_MAX);
  return CL_OK;
}

static cl_status sort_wide(int64_t n, int lowest, uint64_t differing, int64_t *order, uint64_t *keys,
                           int64_t *spare_order, uint64_t *spare_keys) {
  radix r;
  plan_radix(&r, differing, lowest, n);
  if (find_starts(keys, n, &r) != CL_OK) return CL_INTERRUPTED;
  uint64_t *from = (uint64_t *)order, *to = (uint64_t *)spare_order;
  for (int number = 0; number < r.count; number++) {
    CL_POLLED_FOR(i, n) {
      int64_t place = r.start[number][digit(&r, keys[i], number)]++;
      spare_keys[place] = keys[i];
      to[place] = from[i];
    }
    swap_words(&keys, &spare_keys);
    swap_words(&from, &to);
    if (cl_stop_requested()) return CL_INTERRUPTED;
  }
  if ((int64_t *)from != order) memcpy(order, from, (size_t)n * sizeof *order);
  return CL_OK;
}

cl_status cl_sort(int32_t dtype, const void *x, int64_t n, bool descending, int64_t *order, uint64_t *keys,
                  int64_t *spare_order, uint64_t *spare_keys) {
  if (n == 0) return CL_OK;
  uint64_t differing = 0, opposite = descending ? UINT64_MAX : 0;
  fill_keys(dtype, x, n, keys);
  for (int64_t i = 0; i < n; i++) {
    keys[i] ^= opposite;
    differing |= keys[i] ^ keys[0];
    order[i] = i;
  }
  if (differing == 0) return CL_OK;
  if (n > CL_POLL_INTERVAL && cl_stop_requested()) return CL_INTERRUPTED;
  int lowest = __builtin_ctzll(differing);
  if (n > SMALL && n <= UINT32_MAX && differing >> lowest <= UINT32_MAX)
    return sort_packed(n, lowest, differing, order, keys, spare_keys);
  if (n > SMALL) return sort_wide(n, lowest, differing, order, keys, spare_order, spare_keys);
  sort_small(n, order, keys);
  return CL_OK;
}
