// Taking and putting elements at positions, and sorting.
#include "CLoops.h"
#include "iterate.h"
#include "vectormath.h"
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

// So few positions that they stay in the nearest cache.
enum { NEAREST = 1024 };

#define TAKE_LINE(TYPE)                                                                  \
  {                                                                                      \
    const TYPE *x = (const TYPE *)p->x + base;                                           \
    TYPE *out = (TYPE *)p->out + i;                                                      \
    if (p->step == 0 && p->chosen_step == 1)                                             \
      for (int64_t j = 0; j < count; j++) out[j] = x[index[j]];                          \
    else                                                                                 \
      for (int64_t j = 0; j < count; j++) out[j] = x[j * p->step + index[j] * p->chosen_step]; \
  }

// Goes through `count` places from i on, whose positions are in range.
static void visit_inside(const places *p, int64_t i, int64_t count, int64_t base) {
  const int64_t *index = p->index + i;
  if (!p->offsets && p->bytes == 4) TAKE_LINE(uint32_t)
  else if (!p->offsets && p->bytes == 8) TAKE_LINE(double)
  else
    for (int64_t j = 0; j < count; j++) {
      int64_t offset = base + j * p->step + index[j] * p->chosen_step;
      if (p->offsets) p->offsets[i + j] = offset;
      else memcpy(p->out + (i + j) * p->bytes, p->x + offset * p->bytes, (size_t)p->bytes);
    }
}

// Whether no position is negative or beyond the last one: neither then has a sign.
static CL_CLONES bool are_inside(const int64_t *index, int64_t count, int64_t last) {
  uint64_t signs = 0;
  for (int64_t i = 0; i < count; i++) signs |= (uint64_t)index[i] | ((uint64_t)last - (uint64_t)index[i]);
  return signs >> 63 == 0;
}

// Goes through places i to `end`, and returns where it stopped: at `end` or at a position out of range.
static int64_t visit_line(const places *p, int64_t i, int64_t end, int64_t base) {
  for (int64_t count; i < end; i += count, base += count * p->step) {
    count = end - i < NEAREST ? end - i : NEAREST;
    if (!are_inside(p->index + i, count, p->size - 1)) {
      while ((uint64_t)p->index[i] < (uint64_t)p->size) i++;
      return i;
    }
    visit_inside(p, i, count, base);
  }
  return i;
}

static cl_status visit(places *p, int32_t rank, const int64_t *shape, const int64_t *strides, int32_t dim, int64_t n,
                       int64_t *bad) {
  int64_t position[CL_MAX_RANK] = {0}, base = 0, next_poll = CL_POLL_INTERVAL;
  int inner = rank - 1;
  while (inner > 0 && shape[inner] == 1) inner--;
  int64_t line = rank > 0 ? shape[inner] : 1;
  p->step = rank > 0 && dim != inner ? strides[inner] : 0;
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
    for (int d = inner - 1; d >= 0; d--) {
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

bool cl_are_inside(const int64_t *positions, int64_t n, int64_t last) {
  for (int64_t i = 0; i < n && !cl_stop_requested(); i += CL_POLL_INTERVAL)
    if (!are_inside(positions + i, n - i < CL_POLL_INTERVAL ? n - i : CL_POLL_INTERVAL, last)) return false;
  return true;
}

void cl_search_sorted(const double *rows, int64_t width, int64_t per_row, const double *values, int64_t n, bool right,
                      int64_t *out) {
  // Each search may wait for memory as often as it halves the row.
  for (int64_t i = 0; i < n && !(i % 4096 == 4095 && cl_stop_requested()); i++) {
    const double *row = rows + i / per_row * width;
    double value = values[i];
    int64_t low = 0, high = width;
    while (low < high) {
      int64_t middle = low + (high - low) / 2;
      if (right ? !(row[middle] > value) : !(row[middle] >= value)) low = middle + 1;
      else high = middle;
    }
    out[i] = low;
  }
}

void cl_one_hot(const int64_t *positions, int64_t n, int64_t width, int64_t *out) {
  CL_POLLED_FOR(i, n) out[i * width + positions[i]] = 1;
}

cl_status cl_row_numbers(const int64_t *positions, int64_t n, int64_t size, int64_t *numbers, int64_t *bad) {
  CL_POLLED_FOR(i, n) {
    int64_t position = positions[i];
    if (position < -size || position >= size) {
      *bad = position;
      return CL_OUT_OF_RANGE;
    }
    numbers[i] = numbers[i] * size + (position < 0 ? position + size : position);
  }
  return cl_stop_requested() ? CL_INTERRUPTED : CL_OK;
}

// Rows between two looks at the stop flag.
static int64_t rows_between_polls(int64_t bytes) { return CL_POLL_INTERVAL / (bytes / 16 + 1) + 1; }

typedef long long words __attribute__((vector_size(32), aligned(8), may_alias));
typedef long long aligned_words __attribute__((vector_size(32), may_alias));

// Copies a row of whole words past the caches.
static CL_AVX2 void stream_row(char *out, const char *x, int64_t bytes) {
  for (int64_t i = 0; i < bytes; i += sizeof(words))
    __builtin_nontemporal_store(*(const words *)(x + i), (aligned_words *)(out + i));
}

cl_status cl_take_rows(const void *x, const int64_t *rows, int64_t n, int64_t bytes, void *out) {
  const int64_t interval = rows_between_polls(bytes);
  bool streams = cl_cpu_level() != CL_LEVEL_DEFAULT && n * bytes >= CL_STREAMED_BYTES && bytes % sizeof(words) == 0 &&
                 ((uintptr_t)out % sizeof(words)) == 0 && ((uintptr_t)x % 8) == 0;
  for (int64_t start = 0; start < n; start += interval) {
    int64_t end = n - start < interval ? n : start + interval;
    for (int64_t i = start; i < end; i++) {
      const char *row = (const char *)x + rows[i] * bytes;
      if (streams) stream_row((char *)out + i * bytes, row, bytes);
      else if (bytes == 4) memcpy((char *)out + i * 4, row, 4);
      else if (bytes == 8) memcpy((char *)out + i * 8, row, 8);
      else memcpy((char *)out + i * bytes, row, (size_t)bytes);
    }
    if (cl_stop_requested()) return CL_INTERRUPTED;
  }
  return CL_OK;
}

cl_status cl_put_rows(void *x, const int64_t *rows, int64_t n, int64_t bytes, const void *source) {
  const int64_t interval = rows_between_polls(bytes);
  for (int64_t i = 0; i < n; i++) {
    if (i % interval == interval - 1 && cl_stop_requested()) return CL_INTERRUPTED;
    memcpy((char *)x + rows[i] * bytes, (const char *)source + i * bytes, (size_t)bytes);
  }
  return CL_OK;
}

cl_status cl_add_rows(int32_t dtype, void *out, const int64_t *rows, int64_t n, int64_t width, const void *source) {
  const int64_t bytes = width * sizes[dtype], interval = rows_between_polls(bytes);
  cl_status status = CL_OK;
  for (int64_t i = 0; i < n && status == CL_OK; i++) {
    if (i % interval == interval - 1 && cl_stop_requested()) return CL_INTERRUPTED;
    char *target = (char *)out + rows[i] * bytes;
    status = cl_binary_flat(CL_ADD, dtype, width, target, target, 1, (const char *)source + i * bytes, 1);
  }
  return status;
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

// One sort of the `n` elements at `x`: the keys' differing bits, from bit `lowest` on, those common to all keys, and
// what was done to each key so that the order is the opposite one.
typedef struct {
  int32_t dtype;
  const void *x;
  int64_t n;
  uint64_t opposite, differing, common;
  int lowest;
  int64_t *order, *spare_order;
  uint64_t *keys, *spare_keys;
} sorting;

static inline bool is_integral(int32_t dtype) { return dtype <= CL_INT64 || dtype == CL_BOOL; }

static const uint64_t SIGN = (uint64_t)1 << 63;

#define KEYS(KEY)                   \
  CL_POLLED_FOR(i, n) {             \
    uint64_t key = (KEY) ^ opposite; \
    keys[i] = key;                  \
    any |= key;                     \
    all &= key;                     \
  }                                 \
  break;

// Fills `keys`, and finds the bits that any and that all of them have.
static void order_keys(int32_t dtype, const void *x, int64_t n, uint64_t opposite, uint64_t *keys, uint64_t *any_bits,
                       uint64_t *all_bits) {
  const char *element = x;
  const int64_t size = sizes[dtype];
  uint64_t any = 0, all = UINT64_MAX;
  switch (dtype) {
  case CL_FLOAT32: KEYS(short_float_key(((const float *)x)[i]))
  case CL_FLOAT16:
  case CL_BFLOAT16:
  case CL_FLOAT64: KEYS(float_key(cl_load_double(dtype, element + i * size)))
  case CL_INT64: KEYS((uint64_t)((const int64_t *)x)[i] ^ SIGN)
  default: KEYS((uint64_t)cl_load_int(dtype, element + i * size) ^ SIGN)
  }
  *any_bits = any;
  *all_bits = all;
}

void cl_order_keys(int32_t dtype, const void *x, int64_t n, uint64_t *keys) {
  uint64_t any, all;
  order_keys(dtype, x, n, 0, keys, &any, &all);
}

static void fill_keys(sorting *s) {
  uint64_t any;
  order_keys(s->dtype, s->x, s->n, s->opposite, s->keys, &any, &s->common);
  s->differing = any & ~s->common;
  s->lowest = s->differing ? __builtin_ctzll(s->differing) : 0;
}

// Digits of at most ten bits: the lines that more buckets have in use would not stay in the nearer caches. Eight for
// few elements, as buckets cost time too.
enum { SMALL = 24, FEW = 4096, DIGIT = 10, BUCKETS = 1 << DIGIT, MOST_DIGITS = 8 };

static void sort_small(const sorting *s) {
  for (int64_t i = 1; i < s->n; i++) {
    uint64_t key = s->keys[i];
    int64_t place = s->order[i], j = i;
    for (; j > 0 && s->keys[j - 1] > key; j--) s->keys[j] = s->keys[j - 1], s->order[j] = s->order[j - 1];
    s->keys[j] = key;
    s->order[j] = place;
  }
}

// Some bits of keys, from bit `lowest` on, as digits of equal length.
typedef struct {
  int lowest, count, bits;
  int64_t start[MOST_DIGITS][BUCKETS];
} radix;

static void plan_radix(radix *r, uint64_t differing, int lowest, int64_t n) {
  int width = 64 - __builtin_clzll(differing) - lowest, longest = n < FEW ? 8 : DIGIT;
  r->lowest = lowest;
  r->count = (width + longest - 1) / longest;
  r->bits = (width + r->count - 1) / r->count;
  memset(r->start, 0, (size_t)r->count * sizeof *r->start);
}

static inline int64_t digit(const radix *r, uint64_t key, int number) {
  return (int64_t)(key >> (r->lowest + number * r->bits) & (((uint64_t)1 << r->bits) - 1));
}

static inline void count_digits(radix *r, uint64_t key) {
  for (int number = 0; number < r->count; number++) r->start[number][digit(r, key, number)]++;
}

// Turns the counts of each digit's values into where their elements begin.
static void find_starts(radix *r) {
  for (int number = 0; number < r->count; number++) {
    int64_t sum = 0;
    for (int value = 0; value < 1 << r->bits; value++) {
      int64_t count = r->start[number][value];
      r->start[number][value] = sum;
      sum += count;
    }
  }
}

static inline void swap_words(uint64_t **a, uint64_t **b) {
  uint64_t *former = *a;
  *a = *b;
  *b = former;
}

// Keys whose differing bits fit into half a word carry their position in the other half.
static bool is_packed(const sorting *s) {
  return s->n > SMALL && s->n <= UINT32_MAX && s->differing != 0 && s->differing >> s->lowest <= UINT32_MAX;
}

// The sorted keys are then at s->keys.
static cl_status sort_packed(sorting *s) {
  uint64_t *keys = s->keys, *spare = s->spare_keys;
  radix r;
  plan_radix(&r, s->differing >> s->lowest << 32, 32, s->n);
  CL_POLLED_FOR(i, s->n) {
    keys[i] = (keys[i] & s->differing) >> s->lowest << 32 | (uint64_t)i;
    count_digits(&r, keys[i]);
  }
  // Counts of some keys only are no places.
  if (cl_stop_requested()) return CL_INTERRUPTED;
  find_starts(&r);
  for (int number = 0; number < r.count; number++) {
    CL_POLLED_FOR(i, s->n) spare[r.start[number][digit(&r, keys[i], number)]++] = keys[i];
    swap_words(&keys, &spare);
    if (cl_stop_requested()) return CL_INTERRUPTED;
  }
  s->keys = keys;
  CL_POLLED_FOR(i, s->n) s->order[i] = (int64_t)(keys[i] & UINT32_MAX);
  return CL_OK;
}

// The elements that packed keys of integers stand for.
static void unpack(const sorting *s, void *values) {
  const uint64_t common = s->common ^ s->opposite ^ SIGN;
  CL_POLLED_FOR(i, s->n) {
    uint64_t differing = s->keys[i] >> 32 << s->lowest;
    int64_t value = (int64_t)(common ^ differing);
    if (s->dtype == CL_INT64) ((int64_t *)values)[i] = value;
    else cl_store_int(s->dtype, (char *)values + i * sizes[s->dtype], value);
  }
}

static cl_status sort_wide(sorting *s) {
  uint64_t *keys = s->keys, *spare_keys = s->spare_keys, *from = (uint64_t *)s->order, *to = (uint64_t *)s->spare_order;
  radix r;
  plan_radix(&r, s->differing, s->lowest, s->n);
  CL_POLLED_FOR(i, s->n) count_digits(&r, keys[i]);
  if (cl_stop_requested()) return CL_INTERRUPTED;
  find_starts(&r);
  for (int number = 0; number < r.count; number++) {
    CL_POLLED_FOR(i, s->n) {
      int64_t place = r.start[number][digit(&r, keys[i], number)]++;
      spare_keys[place] = keys[i];
      to[place] = from[i];
    }
    swap_words(&keys, &spare_keys);
    swap_words(&from, &to);
    if (cl_stop_requested()) return CL_INTERRUPTED;
  }
  if ((int64_t *)from != s->order) memcpy(s->order, from, (size_t)s->n * sizeof *from);
  return CL_OK;
}

// Whether neighbours in the order are equal.
static bool has_ties(const sorting *s) {
  for (int64_t i = 1; i < s->n; i++)
    if (s->keys[s->order[i - 1]] == s->keys[s->order[i]]) return true;
  return false;
}

// The elements in the order that was found.
static cl_status take_in_order(const sorting *s, void *values) {
  static const int64_t step = 1;
  int64_t bad;
  return cl_gather(s->dtype, 1, &s->n, &step, 0, s->n, s->order, s->n, s->x, values, &bad);
}

static cl_status sort_stably(sorting *s, void *values) {
  fill_keys(s);
  if (cl_stop_requested()) return CL_INTERRUPTED;
  if (is_packed(s)) {
    if (sort_packed(s) != CL_OK) return CL_INTERRUPTED;
    if (values && is_integral(s->dtype)) {
      unpack(s, values);
      return CL_OK;
    }
  } else {
    for (int64_t i = 0; i < s->n; i++) s->order[i] = i;
    if (s->n <= SMALL) sort_small(s);
    else if (s->differing && sort_wide(s) != CL_OK) return CL_INTERRUPTED;
  }
  return values ? take_in_order(s, values) : CL_OK;
}

cl_status cl_sort(int32_t dtype, const void *x, int64_t n, bool descending, bool stable, void *values, int64_t *order,
                  uint64_t *keys, int64_t *spare_order, uint64_t *spare_keys) {
  sorting s = {dtype, x, n, .opposite = descending ? UINT64_MAX : 0, .order = order, .spare_order = spare_order,
               .keys = keys, .spare_keys = spare_keys};
  cl_status status = sort_stably(&s, values);
  if (status != CL_OK || stable) return status;
  fill_keys(&s);
  if (!has_ties(&s)) return CL_OK;
  status = cl_order_unstable(s.keys, order, n);
  // Equal elements may differ in their bits, as zeros and NaN do.
  return status == CL_OK && values ? take_in_order(&s, values) : status;
}
