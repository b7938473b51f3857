// Convolutions as matrix products, and poolings: passes over windows of up to three dimensions.
#include "iterate.h"
#include "vectormath.h"
#include <math.h>
#include <string.h>

#pragma STDC FP_CONTRACT OFF

#define INLINE static inline __attribute__((always_inline))

static const int64_t sizes[CL_DTYPE_COUNT] = {1, 1, 2, 4, 8, 2, 2, 4, 8, 8, 16, 1};

static inline int64_t product(const int64_t *size) { return size[0] * size[1] * size[2]; }

// The input position an output sees at a place of the kernel along dimension d.
static inline int64_t seen(const cl_windows *w, int d, int64_t out, int64_t place) {
  return out * w->stride[d] - w->padding[d] + place * w->dilation[d];
}

// One row of the matrix: a channel's plane as seen from one place of the kernel.
static void fill_row(const cl_windows *w, int64_t size, const char *plane, int64_t a, int64_t b, int64_t c, char *row) {
  int64_t line = w->out[2];
  for (int64_t i = 0; i < w->out[0]; i++)
    for (int64_t j = 0; j < w->out[1]; j++, row += line * size) {
      int64_t z = seen(w, 0, i, a), y = seen(w, 1, j, b);
      if (z < 0 || z >= w->in[0] || y < 0 || y >= w->in[1]) {
        memset(row, 0, (size_t)(line * size));
        continue;
      }
      const char *source = plane + (z * w->in[1] + y) * w->in[2] * size;
      int64_t first = seen(w, 2, 0, c), last = seen(w, 2, line - 1, c);
      if (w->stride[2] == 1 && first >= 0 && last < w->in[2]) {
        memcpy(row, source + first * size, (size_t)(line * size));
        continue;
      }
      for (int64_t k = 0; k < line; k++) {
        int64_t x = first + k * w->stride[2];
        if (x < 0 || x >= w->in[2]) memset(row + k * size, 0, (size_t)size);
        else memcpy(row + k * size, source + x * size, (size_t)size);
      }
    }
}

void cl_columns(int32_t dtype, const cl_windows *w, int64_t channels, const void *x, void *columns) {
  int64_t size = sizes[dtype], places = product(w->kernel), width = product(w->out), plane = product(w->in);
  for (int64_t channel = 0; channel < channels && !cl_stop_requested(); channel++)
    for (int64_t place = 0; place < places; place++) {
      int64_t row = channel * places + place;
      int64_t c = place % w->kernel[2], b = place / w->kernel[2] % w->kernel[1], a = place / (w->kernel[2] * w->kernel[1]);
      fill_row(w, size, (const char *)x + channel * plane * size, a, b, c, (char *)columns + row * width * size);
    }
}

#define ADD_COLUMNS(NAME, TYPE)                                                                                \
  static void NAME(const cl_windows *w, int64_t channels, const TYPE *columns, TYPE *x) {                      \
    int64_t plane = product(w->in);                                                                            \
    for (int64_t channel = 0; channel < channels && !cl_stop_requested(); channel++, x += plane)               \
      for (int64_t a = 0; a < w->kernel[0]; a++)                                                               \
        for (int64_t b = 0; b < w->kernel[1]; b++)                                                             \
          for (int64_t c = 0; c < w->kernel[2]; c++)                                                           \
            for (int64_t i = 0; i < w->out[0]; i++)                                                            \
              for (int64_t j = 0; j < w->out[1]; j++, columns += w->out[2]) {                                  \
                int64_t z = seen(w, 0, i, a), y = seen(w, 1, j, b);                                            \
                if (z < 0 || z >= w->in[0] || y < 0 || y >= w->in[1]) continue;                                \
                TYPE *line = x + (z * w->in[1] + y) * w->in[2];                                                \
                for (int64_t k = 0; k < w->out[2]; k++) {                                                      \
                  int64_t place = seen(w, 2, k, c);                                                            \
                  if (place >= 0 && place < w->in[2]) line[place] += columns[k];                               \
                }                                                                                              \
              }                                                                                                \
  }
ADD_COLUMNS(add_columns_f32, float)
ADD_COLUMNS(add_columns_f64, double)
ADD_COLUMNS(add_columns_i64, uint64_t)

void cl_add_columns(int32_t dtype, const cl_windows *w, int64_t channels, const void *columns, void *x) {
  if (dtype == CL_FLOAT32) add_columns_f32(w, channels, columns, x);
  else if (dtype == CL_FLOAT64) add_columns_f64(w, channels, columns, x);
  else add_columns_i64(w, channels, columns, x);
}

// For each output of each plane, with `o` its number: BEFORE, then ELEMENT for each element of its window with `place`
// its position in the plane, then AFTER.
#define FOR_EACH_OUTPUT(BEFORE, ELEMENT, AFTER)                                                    \
  int64_t in_size = product(r->in), out_size = product(r->out);                                    \
  for (int64_t plane = 0; plane < planes && !cl_stop_requested(); plane++) {                       \
    int64_t o = 0;                                                                                 \
    for (int64_t i = 0; i < r->out[0]; i++)                                                        \
      for (int64_t j = 0; j < r->out[1]; j++)                                                      \
        for (int64_t k = 0; k < r->out[2]; k++, o++) {                                             \
          BEFORE;                                                                                  \
          for (int64_t z = r->start[0][i]; z < r->end[0][i]; z += r->step[0])                      \
            for (int64_t y = r->start[1][j]; y < r->end[1][j]; y += r->step[1])                    \
              for (int64_t x_ = r->start[2][k]; x_ < r->end[2][k]; x_ += r->step[2]) {             \
                int64_t place = (z * r->in[1] + y) * r->in[2] + x_;                                \
                ELEMENT;                                                                           \
              }                                                                                    \
          AFTER;                                                                                   \
        }                                                                                          \
  }

// Outputs of a row whose windows have equally many columns, `step` input columns apart: those of `first` to `last`.
typedef struct {
  int64_t first, last, step;
} even_outputs;

static even_outputs find_even_outputs(const cl_ranges *r) {
  const int64_t *start = r->start[2], *end = r->end[2], count = r->out[2];
  even_outputs e = {.first = 0, .last = 0, .step = 1};
  int64_t middle = count / 2;
  if (count < 4 || middle + 1 >= count) return e;
  e.step = start[middle + 1] - start[middle];
  for (e.first = middle; e.first > 0; e.first--)
    if (start[e.first] - start[e.first - 1] != e.step || end[e.first] - end[e.first - 1] != e.step) break;
  for (e.last = middle + 1; e.last < count; e.last++)
    if (start[e.last] - start[e.last - 1] != e.step || end[e.last] - end[e.last - 1] != e.step) break;
  return e;
}

enum { SIDE_BY_SIDE = 32 };

// The largest elements of up to SIDE_BY_SIDE windows side by side, from output k of row (i, j) on. `step` is a constant
// where this is called.
INLINE void some_maxima(const cl_ranges *r, int64_t i, int64_t j, int64_t k, int count, const int64_t step,
                        const float *plane, float *out, int64_t *index) {
  float best[SIDE_BY_SIDE] = {0};
  int32_t position[SIDE_BY_SIDE];
  for (int n = 0; n < SIDE_BY_SIDE; n++) position[n] = -1;
  bool is_first = true;
  for (int64_t z = r->start[0][i]; z < r->end[0][i]; z += r->step[0])
    for (int64_t y = r->start[1][j]; y < r->end[1][j]; y += r->step[1])
      for (int64_t x = r->start[2][k]; x < r->end[2][k]; x += r->step[2]) {
        int64_t place = (z * r->in[1] + y) * r->in[2] + x;
        const float *in = plane + place;
        for (int n = 0; n < count; n++) {
          float value = in[n * step];
          bool is_better = is_first | (value > best[n]) | (value != value);
          best[n] = is_better ? value : best[n];
          position[n] = is_better ? (int32_t)(place + n * step) : position[n];
        }
        is_first = false;
      }
  for (int n = 0; n < count; n++) out[n] = best[n], index[n] = position[n];
}

static CL_CLONES void even_maxima(const cl_ranges *r, int64_t i, int64_t j, const even_outputs *e, const float *plane,
                                  float *out, int64_t *index) {
  for (int64_t k = e->first; k < e->last; k += SIDE_BY_SIDE) {
    int count = e->last - k < SIDE_BY_SIDE ? (int)(e->last - k) : SIDE_BY_SIDE;
    if (e->step == 1) some_maxima(r, i, j, k, count, 1, plane, out + k, index + k);
    else if (e->step == 2) some_maxima(r, i, j, k, count, 2, plane, out + k, index + k);
    else some_maxima(r, i, j, k, count, e->step, plane, out + k, index + k);
  }
}

#define WINDOW_LOOPS(T, TYPE)                                                                                   \
  INLINE void max_one_##T(const cl_ranges *r, int64_t i, int64_t j, int64_t k, const TYPE *in, TYPE *out,       \
                          int64_t *index) {                                                                     \
    TYPE best = 0;                                                                                              \
    int64_t position = -1;                                                                                      \
    for (int64_t z = r->start[0][i]; z < r->end[0][i]; z += r->step[0])                                         \
      for (int64_t y = r->start[1][j]; y < r->end[1][j]; y += r->step[1])                                       \
        for (int64_t x = r->start[2][k]; x < r->end[2][k]; x += r->step[2]) {                                   \
          int64_t place = (z * r->in[1] + y) * r->in[2] + x;                                                    \
          TYPE value = in[place];                                                                               \
          bool is_better = (position < 0) | (value > best) | (value != value);                                  \
          best = is_better ? value : best;                                                                      \
          position = is_better ? place : position;                                                              \
        }                                                                                                       \
    *out = best;                                                                                                \
    *index = position;                                                                                          \
  }                                                                                                             \
  static void max_##T(const cl_ranges *r, const even_outputs *e, int64_t planes, const TYPE *x, TYPE *out,      \
                      int64_t *index) {                                                                         \
    int64_t in_size = product(r->in), line = r->out[2];                                                         \
    for (int64_t plane = 0; plane < planes && !cl_stop_requested(); plane++, x += in_size)                      \
      for (int64_t i = 0; i < r->out[0]; i++)                                                                   \
        for (int64_t j = 0; j < r->out[1]; j++, out += line, index += line) {                                   \
          if (e->first < e->last) even_maxima(r, i, j, e, (const float *)x, (float *)out, index);               \
          for (int64_t k = 0; k < e->first; k++) max_one_##T(r, i, j, k, x, out + k, index + k);                \
          for (int64_t k = e->last; k < line; k++) max_one_##T(r, i, j, k, x, out + k, index + k);              \
        }                                                                                                       \
  }
WINDOW_LOOPS(f32, float)
WINDOW_LOOPS(f64, double)
WINDOW_LOOPS(i64, int64_t)

#define MEAN_LOOPS(T, TYPE)                                                                                     \
  static void mean_##T(const cl_ranges *r, int64_t planes, const double *divisor, const TYPE *x, TYPE *out) {   \
    FOR_EACH_OUTPUT(const TYPE *in = x + plane * in_size; TYPE sum = 0, sum += in[place],                       \
                    out[plane * out_size + o] = sum / (TYPE)divisor[o])                                         \
  }                                                                                                             \
  static void spread_##T(const cl_ranges *r, int64_t planes, const double *divisor, const TYPE *x, TYPE *out) { \
    FOR_EACH_OUTPUT(TYPE *in = out + plane * in_size; TYPE share = x[plane * out_size + o] / (TYPE)divisor[o],  \
                    in[place] += share, (void)0)                                                                \
  }
MEAN_LOOPS(f32, float)
MEAN_LOOPS(f64, double)

void cl_window_max(int32_t dtype, const cl_ranges *r, int64_t planes, const void *x, void *out, int64_t *index) {
  even_outputs none = {0};
  bool is_small = product(r->in) <= INT32_MAX && r->end[2][0] > r->start[2][0];
  even_outputs even = dtype == CL_FLOAT32 && is_small ? find_even_outputs(r) : none;
  if (dtype == CL_FLOAT32) max_f32(r, &even, planes, x, out, index);
  else if (dtype == CL_FLOAT64) max_f64(r, &none, planes, x, out, index);
  else max_i64(r, &none, planes, x, out, index);
}

#define ADD_TO_PLANES(T, TYPE)                                                                              \
  static cl_status add_to_planes_##T(const int64_t *index, const TYPE *source, int64_t planes, int64_t in_size, \
                                     int64_t out_size, TYPE *out) {                                         \
    for (int64_t plane = 0; plane < planes; plane++, out += in_size, index += out_size, source += out_size) { \
      if (cl_stop_requested()) return CL_INTERRUPTED;                                                       \
      for (int64_t i = 0; i < out_size; i++) {                                                              \
        if ((uint64_t)index[i] >= (uint64_t)in_size) return CL_OUT_OF_RANGE;                                \
        out[index[i]] += source[i];                                                                         \
      }                                                                                                     \
    }                                                                                                       \
    return CL_OK;                                                                                           \
  }
ADD_TO_PLANES(f32, float)
ADD_TO_PLANES(f64, double)

cl_status cl_add_to_planes(int32_t dtype, const int64_t *index, const void *source, int64_t planes, int64_t in_size,
                           int64_t out_size, void *out) {
  if (dtype == CL_FLOAT32) return add_to_planes_f32(index, source, planes, in_size, out_size, out);
  if (dtype == CL_FLOAT64) return add_to_planes_f64(index, source, planes, in_size, out_size, out);
  return CL_UNSUPPORTED;
}

void cl_window_mean(int32_t dtype, const cl_ranges *r, int64_t planes, const double *divisor, const void *x, void *out) {
  if (dtype == CL_FLOAT32) mean_f32(r, planes, divisor, x, out);
  else mean_f64(r, planes, divisor, x, out);
}

void cl_window_spread(int32_t dtype, const cl_ranges *r, int64_t planes, const double *divisor, const void *grad,
                      void *out) {
  if (dtype == CL_FLOAT32) spread_f32(r, planes, divisor, grad, out);
  else spread_f64(r, planes, divisor, grad, out);
}
