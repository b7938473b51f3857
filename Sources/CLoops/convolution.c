// Convolutions of floats as matrix products whose second operand is read from the images as it is packed.
//
// The output is computed in the order of PyTorch's vendor library: one chain of fused multiply-adds that starts from
// the bias and goes, for each block of 8 input channels, over the places of the kernel and the channels of the block.
#include "convolution.h"
#include "gemm.h"
#include "iterate.h"
#include <string.h>

#pragma STDC FP_CONTRACT OFF

enum { POSITIONS = 512, LINES = 16 };

// What an output sees of the input.
static cl_view seen_by_output(const cl_convolution *g, const float *x) {
  const cl_windows *w = &g->windows;
  cl_view v = {x, g->in_channels, w->out, w->in, w->kernel, .divisor = {1, 1, 1}};
  for (int d = 0; d < 3; d++) {
    v.stride[d] = w->stride[d];
    v.offset[d] = -w->padding[d];
    v.step[d] = w->dilation[d];
  }
  return v;
}

// The outputs that see an input.
static cl_view seen_by_input(const cl_convolution *g, const float *grad) {
  const cl_windows *w = &g->windows;
  cl_view v = {grad, g->out_channels, w->in, w->out, w->kernel, .stride = {1, 1, 1}};
  for (int d = 0; d < 3; d++) {
    v.divisor[d] = w->stride[d];
    v.offset[d] = w->padding[d];
    v.step[d] = -w->dilation[d];
  }
  return v;
}

// `count` positions of one line from `k` on.
static void fill_line(const cl_view *v, const float *line, int64_t place, int64_t k, int64_t count, float *out) {
  if (v->stride[2] != 1 || v->divisor[2] != 1) {
    for (int64_t i = 0; i < count; i++) {
      int64_t x = seen(v, 2, k + i, place);
      out[i] = x < 0 ? 0 : line[x];
    }
    return;
  }
  int64_t first = k + v->offset[2] + place * v->step[2];
  int64_t begin = first < 0 ? -first : 0, end = v->seen[2] - first;
  if (begin > count) begin = count;
  if (end > count) end = count;
  if (end < begin) end = begin;
  for (int64_t i = 0; i < begin; i++) out[i] = 0;
  if (end > begin) memcpy(out + begin, line + first + begin, (size_t)(end - begin) * sizeof *out);
  for (int64_t i = end; i < count; i++) out[i] = 0;
}

// What `count` positions from `position` on see of a channel from one place of the kernel.
static void fill(const cl_view *v, int64_t channel, int64_t place, int64_t position, int64_t count, float *out) {
  int64_t c = place % v->kernel[2], b = place / v->kernel[2] % v->kernel[1], a = place / (v->kernel[2] * v->kernel[1]);
  const float *plane = v->planes + channel * product(v->seen);
  while (count > 0) {
    int64_t k = position % v->from[2], row = position / v->from[2], left = v->from[2] - k;
    int64_t z = seen(v, 0, row / v->from[1], a), y = seen(v, 1, row % v->from[1], b);
    if (left > count) left = count;
    if (z < 0 || y < 0) memset(out, 0, (size_t)left * sizeof *out);
    else fill_line(v, plane + (z * v->seen[1] + y) * v->seen[2], c, k, left, out);
    out += left;
    position += left;
    count -= left;
  }
}

// Rows: channels and places; columns: positions.
static void pack_positions(const void *source, int64_t first_row, int64_t rows, int64_t first, int64_t columns,
                           int64_t width, float *out) {
  const cl_view *v = source;
  float line[POSITIONS];
  for (int64_t r = 0; r < rows; r++) {
    int64_t channel, place;
    channel_and_place(v, first_row + r, &channel, &place);
    for (int64_t start = 0; start < columns; start += POSITIONS) {
      int64_t count = columns - start < POSITIONS ? columns - start : POSITIONS;
      fill(v, channel, place, first + start, count, line);
      for (int64_t i = count; i % width != 0; i++) line[i] = 0;
      for (int64_t i = 0; i < count; i += width)
        memcpy(out + (start + i) * rows + r * width, line + i, (size_t)width * sizeof *line);
    }
  }
}

// Rows: positions; columns: places of channels.
static void pack_places(const void *source, int64_t first_row, int64_t rows, int64_t first, int64_t columns,
                        int64_t width, float *out) {
  const cl_view *v = source;
  int64_t places = product(v->kernel);
  float lines[2 * LINES][POSITIONS];
  for (int64_t start = 0; start < columns; start += width, out += rows * width) {
    int64_t count = columns - start < width ? columns - start : width;
    for (int64_t row = 0; row < rows; row += POSITIONS) {
      int64_t length = rows - row < POSITIONS ? rows - row : POSITIONS;
      for (int64_t q = 0; q < count; q++) {
        int64_t column = first + start + q;
        fill(v, column / places, column % places, first_row + row, length, lines[q]);
      }
      cl_interleave_f32(lines[0], POSITIONS, count, length, width, out + row * width);
    }
  }
}

// The weights [out, in, places] of a group in the order of `channel_and_place`; `transposed` as [in, out, places].
static float *ordered_weights(const cl_convolution *g, const float *weight, bool transposed) {
  int64_t places = product(g->windows.kernel), lines = transposed ? g->in_channels : g->out_channels;
  cl_view v = {.channels = transposed ? g->out_channels : g->in_channels, .kernel = g->windows.kernel};
  int64_t depth = v.channels * places;
  float *ordered = cl_allocate((size_t)(lines * depth) * sizeof *ordered);
  for (int64_t r = 0; ordered && r < depth; r++) {
    int64_t channel, place;
    channel_and_place(&v, r, &channel, &place);
    for (int64_t i = 0; i < lines; i++) {
      int64_t o = transposed ? channel : i, c = transposed ? i : channel;
      ordered[i * depth + r] = weight[(o * g->in_channels + c) * places + place];
    }
  }
  return ordered;
}

// One product of ordered weights with what the positions see, for each image of a group. Each line's chain starts from
// its number in `starts`, or from zero.
static cl_status multiply_group(const cl_convolution *g, const cl_view *v, const float *weights, const float *starts,
                                int64_t lines, int64_t step, float *out, int64_t out_step) {
  int64_t places = product(v->kernel), positions = product(v->from), depth = v->channels * places;
  cl_status status = cl_convolve_planes(v, weights, starts, lines, g->batch, step, out, out_step);
  if (status != CL_UNSUPPORTED) return status;
  status = CL_OK;
  for (int64_t image = 0; image < g->batch && status == CL_OK; image++) {
    cl_view here = *v;
    here.planes += image * step;
    float *c = out + image * out_step;
    for (int64_t line = 0; line < lines; line++)
      for (int64_t i = 0; i < positions; i++) c[line * positions + i] = starts ? starts[line] : 0;
    cl_product s = {.m = lines, .n = positions, .k = depth, .a = weights, .a_row = depth, .a_column = 1, .b = &here,
                    .start = c, .start_row = positions, .c = c, .c_row = positions, .pack = pack_positions,
                    .is_chained = true};
    status = cl_product_f32(&s);
  }
  return status;
}

static cl_status multiply(const cl_convolution *g, bool transposed, const float *x, const float *weight,
                          const float *starts, float *out) {
  int64_t places = product(g->windows.kernel), lines = transposed ? g->in_channels : g->out_channels;
  cl_status status = CL_OK;
  for (int64_t group = 0; group < g->groups && status == CL_OK; group++) {
    float *a = ordered_weights(g, weight + group * g->out_channels * g->in_channels * places, transposed);
    if (!a) return CL_UNSUPPORTED;
    cl_view v = transposed ? seen_by_input(g, x) : seen_by_output(g, x);
    int64_t plane = product(v.seen), positions = product(v.from);
    v.planes += group * v.channels * plane;
    status = multiply_group(g, &v, a, starts ? starts + group * lines : NULL, lines, g->groups * v.channels * plane,
                            out + group * lines * positions, g->groups * lines * positions);
    cl_deallocate(a, (size_t)(lines * v.channels * places) * sizeof *a);
  }
  return status;
}

// The vendor library adds the bias last where each output sees one place in step with it.
static bool adds_bias_last(const cl_convolution *g) {
  return product(g->windows.kernel) == 1 && product(g->windows.stride) == 1;
}

cl_status cl_convolve(const cl_convolution *g, const float *x, const float *weight, const float *bias, float *out) {
  int64_t plane = product(g->windows.out), channels = g->groups * g->out_channels, lines = g->batch * channels;
  bool is_last = bias && adds_bias_last(g);
  cl_status status = multiply(g, false, x, weight, is_last ? NULL : bias, out);
  for (int64_t line = 0; is_last && line < lines; line++)
    for (int64_t i = 0; i < plane; i++) out[line * plane + i] += bias[line % channels];
  return status;
}

cl_status cl_convolve_input(const cl_convolution *g, const float *out, const float *weight, float *x) {
  return multiply(g, true, out, weight, NULL, x);
}

cl_status cl_convolve_weight(const cl_convolution *g, const float *x, const float *out, float *weight) {
  int64_t places = product(g->windows.kernel), depth = g->in_channels * places, plane = product(g->windows.out);
  cl_status status = cl_sum_weights(g, x, out, weight);
  if (status != CL_UNSUPPORTED) return status;
  status = CL_OK;
  memset(weight, 0, (size_t)(g->groups * g->out_channels * depth) * sizeof *weight);
  for (int64_t entry = 0; entry < g->batch * g->groups && status == CL_OK; entry++) {
    cl_view v = seen_by_output(g, x + entry * g->in_channels * product(g->windows.in));
    float *sum = weight + entry % g->groups * g->out_channels * depth;
    cl_product s = {.m = g->out_channels, .n = depth, .k = plane, .a = out + entry * g->out_channels * plane,
                    .a_row = plane, .a_column = 1, .b = &v, .start = sum, .start_row = depth, .c = sum,
                    .c_row = depth, .pack = pack_places};
    status = cl_product_f32(&s);
  }
  return status;
}
