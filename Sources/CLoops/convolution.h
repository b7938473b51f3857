// What the files of the convolutions share.
#pragma once
#include "CLoops.h"

// The channels of one run of the products' chains.
enum { CHANNEL_BLOCK = 8 };

static inline int64_t product(const int64_t *size) { return size[0] * size[1] * size[2]; }

// How positions of one plane see another one: at position i of dimension d and a place of the kernel, the element
// (i * stride + offset(place)) / divisor, if that is whole and inside.
typedef struct {
  const float *planes;
  int64_t channels;
  const int64_t *from, *seen, *kernel;
  int64_t stride[3], divisor[3], offset[3], step[3];
} cl_view;

// The position seen along dimension d, or -1.
static inline int64_t seen(const cl_view *v, int d, int64_t i, int64_t place) {
  int64_t at = i * v->stride[d] + v->offset[d] + place * v->step[d];
  if (at < 0 || (v->divisor[d] != 1 && at % v->divisor[d] != 0)) return -1;
  if (v->divisor[d] != 1) at /= v->divisor[d];
  return at < v->seen[d] ? at : -1;
}

// Row r of the matrix that a convolution multiplies: blocks of channels, in each the places, in each the channels.
static inline void channel_and_place(const cl_view *v, int64_t r, int64_t *channel, int64_t *place) {
  int64_t places = product(v->kernel), first = r / (CHANNEL_BLOCK * places) * CHANNEL_BLOCK;
  int64_t block = v->channels - first < CHANNEL_BLOCK ? v->channels - first : CHANNEL_BLOCK;
  *place = (r - first * places) / block;
  *channel = first + (r - first * places) % block;
}

// Sets `count` images of `lines` planes to the products of ordered weights [lines, channels * places] with what the
// positions see of images of v->channels planes, each line's chain from its number in `starts` or from zero. Images of
// either kind are `step` and `out_step` elements apart. Returns CL_UNSUPPORTED, having done nothing, where positions do
// not see adjacent elements.
cl_status cl_convolve_planes(const cl_view *v, const float *weights, const float *starts, int64_t lines, int64_t count,
                             int64_t step, float *out, int64_t out_step);

// The gradient of the weights [groups * out, in, places] from images and the outputs' gradients. Returns
// CL_UNSUPPORTED, having done nothing, where channels would leave much of a tile empty.
cl_status cl_sum_weights(const cl_convolution *g, const float *x, const float *out, float *weight);
