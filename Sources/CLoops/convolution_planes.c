// Convolutions whose second operand is not copied for each place of the kernel: the images are copied once, with their
// padding, so that what a place shows to adjacent positions is adjacent, from an offset on that belongs to the place.
// With strides the elements of each remainder make a plane of their own.
//
// Positions are counted along the padded lines, so that a few of them at the end of each line mean nothing.
#include "convolution.h"
#include "gemm.h"
#include "iterate.h"
#include <string.h>

#pragma STDC FP_CONTRACT OFF

// The positions of one pass, whose results and what they see stay in the second cache, and the rows of the product
// that are taken at a time.
enum { PASS = 256, RUN = 192 };

// `size`: the elements of a phase along each dimension; `low`: the least place that a position sees.
typedef struct {
  const cl_view *view;
  int64_t size[3], low[3];
  int64_t phases, plane, positions;
} layout;

// Where a place of the kernel begins in dimension d, counted from the least place seen.
static inline int64_t place_begin(const layout *x, int d, int64_t place) {
  const cl_view *v = x->view;
  return v->offset[d] + place * v->step[d] - x->low[d];
}

static layout layout_of(const cl_view *v) {
  layout x = {.view = v};
  for (int d = 0; d < 3; d++) {
    int64_t last = (v->kernel[d] - 1) * v->step[d];
    x.low[d] = v->offset[d] + (last < 0 ? last : 0);
    x.size[d] = v->from[d] + (last < 0 ? -last : last) / v->stride[d];
  }
  x.phases = product(v->stride);
  x.plane = product(x.size);
  x.positions = ((v->from[0] - 1) * x.size[1] + v->from[1] - 1) * x.size[2] + v->from[2];
  return x;
}

// Whether positions see adjacent elements, and not too many positions mean nothing.
static bool is_suitable(const layout *x) {
  return product(x->view->divisor) == 1 && 2 * x->positions <= 3 * product(x->view->from) + 64;
}

// One line of a phase: every stride-th element of a line from `first` on, zero outside.
static void fill_phase_line(const float *line, int64_t seen, int64_t first, int64_t stride, int64_t count, float *out) {
  int64_t begin = first < 0 ? (-first + stride - 1) / stride : 0, end = (seen - first + stride - 1) / stride;
  if (begin > count) begin = count;
  if (end > count) end = count;
  if (end < begin) end = begin;
  memset(out, 0, (size_t)begin * sizeof *out);
  if (stride == 1) memcpy(out + begin, line + first + begin, (size_t)(end - begin) * sizeof *out);
  else
    for (int64_t i = begin; i < end; i++) out[i] = line[first + i * stride];
  memset(out + end, 0, (size_t)(count - end) * sizeof *out);
}

// One phase of a channel; `first` is the phase's first place in each dimension.
static void fill_phase(const layout *x, const float *plane, const int64_t *first, float *out) {
  const cl_view *v = x->view;
  for (int64_t a = 0; a < x->size[0]; a++)
    for (int64_t b = 0; b < x->size[1]; b++, out += x->size[2]) {
      int64_t z = first[0] + a * v->stride[0], y = first[1] + b * v->stride[1];
      if (z < 0 || z >= v->seen[0] || y < 0 || y >= v->seen[1]) memset(out, 0, (size_t)x->size[2] * sizeof *out);
      else
        fill_phase_line(plane + (z * v->seen[1] + y) * v->seen[2], v->seen[2], first[2], v->stride[2], x->size[2], out);
    }
}

static void fill_planes(const layout *x, const float *planes, float *out) {
  const cl_view *v = x->view;
  for (int64_t channel = 0; channel < v->channels; channel++)
    for (int64_t phase = 0; phase < x->phases; phase++, out += x->plane) {
      int64_t first[3] = {x->low[0] + phase / (v->stride[1] * v->stride[2]),
                          x->low[1] + phase / v->stride[2] % v->stride[1], x->low[2] + phase % v->stride[2]};
      fill_phase(x, planes + channel * product(v->seen), first, out);
    }
}

// Where the first position finds what each row of the product stands for.
static void fill_offsets(const layout *x, int64_t depth, int64_t *offsets) {
  const cl_view *v = x->view;
  for (int64_t r = 0; r < depth; r++) {
    int64_t channel, place;
    channel_and_place(v, r, &channel, &place);
    int64_t phase = 0, at = 0;
    int64_t places[3] = {place / (v->kernel[2] * v->kernel[1]), place / v->kernel[2] % v->kernel[1],
                         place % v->kernel[2]};
    for (int d = 0; d < 3; d++) {
      int64_t begin = place_begin(x, d, places[d]);
      phase = phase * v->stride[d] + begin % v->stride[d];
      at = at * x->size[d] + begin / v->stride[d];
    }
    offsets[r] = (channel * x->phases + phase) * x->plane + at;
  }
}

// What the chains of a pass start from: the number of each line.
static void start_results(const float *starts, int64_t lines, float *results) {
  for (int64_t line = 0; line < lines; line++, results += PASS) {
    float start = starts[line];
    for (int64_t i = 0; i < PASS; i++) results[i] = start;
  }
}

// Copies `count` results from position `first` on from rows of PASS to their place.
static void store_results(const layout *x, int64_t lines, int64_t first, int64_t count, const float *results, float *out) {
  const int64_t *from = x->view->from;
  for (int64_t position = first, left; position < first + count; position += left) {
    int64_t k = position % x->size[2], row = position / x->size[2], b = row % x->size[1], a = row / x->size[1];
    left = x->size[2] - k < first + count - position ? x->size[2] - k : first + count - position;
    if (k >= from[2] || b >= from[1]) continue;
    size_t bytes = (size_t)(k + left > from[2] ? from[2] - k : left) * sizeof *out;
    float *place = out + (a * from[1] + b) * from[2] + k;
    const float *result = results + position - first;
    for (int64_t line = 0; line < lines; line++, place += product(from), result += PASS) memcpy(place, result, bytes);
  }
}

// What one call works with: packed weights, run by run, offsets, the copied images and the results of a pass.
typedef struct {
  float *weights, *planes, *results;
  const float *starts;
  int64_t *offsets;
  int64_t lines, depth, run;
} workspace;

static void convolve_pass(const layout *x, const workspace *w, int64_t first, float *out) {
  int64_t count = x->positions - first < PASS ? x->positions - first : PASS;
  int64_t width = (count + CL_GATHERED_WIDTH - 1) / CL_GATHERED_WIDTH * CL_GATHERED_WIDTH;
  if (w->starts) start_results(w->starts, w->lines, w->results);
  for (int64_t r = 0; r < w->depth; r += w->run) {
    cl_gathered s = {.m = w->lines, .n = width, .k = w->depth - r < w->run ? w->depth - r : w->run,
                     .a = w->weights + w->lines * r, .b = w->planes + first, .offsets = w->offsets + r,
                     .starts_at_zero = !w->starts && r == 0, .c = w->results, .c_row = PASS};
    cl_multiply_gathered(&s);
  }
  store_results(x, w->lines, first, count, w->results, out);
}

static cl_status convolve_images(const layout *x, const workspace *w, int64_t count, int64_t step, float *out,
                                 int64_t out_step) {
  fill_offsets(x, w->depth, w->offsets);
  for (int64_t image = 0; image < count; image++) {
    fill_planes(x, x->view->planes + image * step, w->planes);
    for (int64_t first = 0; first < x->positions; first += PASS) {
      convolve_pass(x, w, first, out + image * out_step);
      if (cl_stop_requested()) return CL_INTERRUPTED;
    }
  }
  return CL_OK;
}

cl_status cl_convolve_planes(const cl_view *v, const float *weights, const float *starts, int64_t lines, int64_t count,
                             int64_t step, float *out, int64_t out_step) {
  layout x = layout_of(v);
  if (!is_suitable(&x)) return CL_UNSUPPORTED;
  workspace w = {.starts = starts, .lines = lines, .depth = v->channels * product(v->kernel), .run = RUN};
  // The last tile may look a little past the last plane.
  int64_t planes = v->channels * x.phases * x.plane + CL_GATHERED_WIDTH;
  size_t sizes[4] = {(size_t)(lines * w.depth) * sizeof(float), (size_t)planes * sizeof(float),
                     (size_t)(lines * PASS) * sizeof(float), (size_t)w.depth * sizeof(int64_t)};
  char *memory = cl_allocate(sizes[0] + sizes[1] + sizes[2] + sizes[3]);
  if (!memory) return CL_UNSUPPORTED;
  w.offsets = (int64_t *)memory;
  w.weights = (float *)(memory + sizes[3]);
  w.results = (float *)(memory + sizes[3] + sizes[0]);
  w.planes = (float *)(memory + sizes[3] + sizes[0] + sizes[2]);
  memset(w.planes + planes - CL_GATHERED_WIDTH, 0, CL_GATHERED_WIDTH * sizeof(float));
  for (int64_t r = 0; r < w.depth; r += w.run)
    cl_pack_gathered(weights + r, lines, w.depth - r < w.run ? w.depth - r : w.run, w.depth, w.weights + lines * r);
  cl_status status = convolve_images(&x, &w, count, step, out, out_step);
  cl_deallocate(memory, sizes[0] + sizes[1] + sizes[2] + sizes[3]);
  return status;
}
