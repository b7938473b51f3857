// Gradients of weights whose second operand is not copied for each place of the kernel: each image is copied once, with
// its padding and the channels of a position side by side, so that what a position shows to a place is a row of
// channels, from an offset on that belongs to the position and the place.
#include "convolution.h"
#include "gemm.h"
#include "iterate.h"
#include <string.h>

#pragma STDC FP_CONTRACT OFF

// The rows of the product that are taken at a time: the longest run of the vendor's rule.
enum { RUN = 192 };

// What one call works with. `size`: of the padded images; `columns`: the channels of a position, filled up with zeros;
// `sums`: for each place the products [lines, columns] so far.
typedef struct {
  const cl_convolution *g;
  int64_t size[3], columns, positions, places;
  float *image, *grads, *sums;
  int64_t *offsets;
} workspace;

// The element of the padded image where a position z, y, x begins.
static inline int64_t begin(const workspace *w, int64_t z, int64_t y, int64_t x) {
  return ((z * w->size[1] + y) * w->size[2] + x) * w->columns;
}

static void fill_offsets(const workspace *w) {
  const cl_windows *s = &w->g->windows;
  for (int64_t p = 0; p < w->positions; p++) {
    int64_t x = p % s->out[2], y = p / s->out[2] % s->out[1], z = p / (s->out[2] * s->out[1]);
    w->offsets[p] = begin(w, z * s->stride[0], y * s->stride[1], x * s->stride[2]);
  }
}

// Copies the channels of an image; the padding stays zero.
static void fill_image(const workspace *w, const float *planes) {
  const cl_windows *s = &w->g->windows;
  for (int64_t z = 0; z < s->in[0]; z++)
    for (int64_t y = 0; y < s->in[1]; y++)
      cl_interleave_f32(planes + (z * s->in[1] + y) * s->in[2], product(s->in), w->g->in_channels, s->in[2], w->columns,
                        w->image + begin(w, z + s->padding[0], y + s->padding[1], s->padding[2]));
}

// Adds the products of `count` positions from `first` on to the sums of every place.
static void add_run(const workspace *w, const float *grads, int64_t first, int64_t count) {
  const cl_windows *s = &w->g->windows;
  int64_t lines = w->g->out_channels;
  cl_pack_gathered(grads + first, lines, count, w->positions, w->grads);
  for (int64_t place = 0; place < w->places; place++) {
    int64_t x = place % s->kernel[2], y = place / s->kernel[2] % s->kernel[1], z = place / (s->kernel[2] * s->kernel[1]);
    cl_gathered product = {
      .m = lines, .n = w->columns, .k = count, .a = w->grads, .offsets = w->offsets + first, .adds_run = true,
      .b = w->image + begin(w, z * s->dilation[0], y * s->dilation[1], x * s->dilation[2]),
      .c = w->sums + place * lines * w->columns, .c_row = w->columns};
    cl_multiply_gathered(&product);
  }
}

// One group: the sums over all images, stored as weights [out, in, places].
static cl_status sum_group(const workspace *w, const float *x, const float *out, float *weight) {
  const cl_convolution *g = w->g;
  int64_t lines = g->out_channels, plane = product(g->windows.in);
  memset(w->sums, 0, (size_t)(w->places * lines * w->columns) * sizeof(float));
  for (int64_t image = 0; image < g->batch; image++) {
    fill_image(w, x + image * g->groups * g->in_channels * plane);
    const float *grads = out + image * g->groups * lines * w->positions;
    for (int64_t p = 0, count; p < w->positions; p += count) {
      count = cl_run_length(w->positions, p, RUN);
      add_run(w, grads, p, count);
      if (cl_stop_requested()) return CL_INTERRUPTED;
    }
  }
  for (int64_t line = 0; line < lines; line++)
    for (int64_t channel = 0; channel < g->in_channels; channel++)
      for (int64_t place = 0; place < w->places; place++)
        *weight++ = w->sums[(place * lines + line) * w->columns + channel];
  return CL_OK;
}

cl_status cl_sum_weights(const cl_convolution *g, const float *x, const float *out, float *weight) {
  const cl_windows *s = &g->windows;
  workspace w = {.g = g, .positions = product(s->out), .places = product(s->kernel)};
  w.columns = (g->in_channels + CL_GATHERED_WIDTH - 1) / CL_GATHERED_WIDTH * CL_GATHERED_WIDTH;
  // Columns of zeros are work for nothing.
  if (8 * w.columns > 9 * g->in_channels) return CL_UNSUPPORTED;
  for (int d = 0; d < 3; d++) w.size[d] = s->in[d] + 2 * s->padding[d];
  size_t bytes[4] = {(size_t)w.positions * sizeof(int64_t), (size_t)(product(w.size) * w.columns) * sizeof(float),
                     (size_t)(g->out_channels * RUN) * sizeof(float),
                     (size_t)(w.places * g->out_channels * w.columns) * sizeof(float)};
  size_t total = bytes[0] + bytes[1] + bytes[2] + bytes[3];
  char *memory = cl_allocate(total);
  if (!memory) return CL_UNSUPPORTED;
  w.offsets = (int64_t *)memory;
  w.image = (float *)(memory + bytes[0]);
  w.grads = (float *)(memory + bytes[0] + bytes[1]);
  w.sums = (float *)(memory + bytes[0] + bytes[1] + bytes[2]);
  memset(w.image, 0, bytes[1]);
  fill_offsets(&w);
  cl_status status = CL_OK;
  for (int64_t group = 0; group < g->groups && status == CL_OK; group++)
    status = sum_group(&w, x + group * g->in_channels * product(s->in), out + group * g->out_channels * w.positions,
                       weight + group * g->out_channels * g->in_channels * w.places);
  cl_deallocate(memory, total);
  return status;
}
