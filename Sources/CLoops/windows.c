// Convolutions as matrix products, and poolings: passes over windows of up to three dimensions.
#include "iterate.h"
#include <math.h>
#include <string.h>

#pragma STDC FP_CONTRACT OFF

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

#define WINDOW_LOOPS(T, TYPE)                                                                                   \
  static void max_##T(const cl_ranges *r, int64_t planes, const TYPE *x, TYPE *out, int64_t *index) {           \
    FOR_EACH_OUTPUT(const TYPE *in = x + plane * in_size; TYPE best = 0; int64_t position = -1,                 \
                    TYPE value = in[place];                                                                     \
                    bool is_better = (position < 0) | (value > best) | (value != value);                        \
                    best = is_better ? value : best;                                                            \
                    position = is_better ? place : position,                                                    \
                    out[plane * out_size + o] = best; index[plane * out_size + o] = position)                   \
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
  if (dtype == CL_FLOAT32) max_f32(r, planes, x, out, index);
  else if (dtype == CL_FLOAT64) max_f64(r, planes, x, out, index);
  else max_i64(r, planes, x, out, index);
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
