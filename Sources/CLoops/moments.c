// Means and variances for the normalisation layers.
#include "CLoops.h"
#include "iterate.h"
#include "vectormath.h"
#include <math.h>
#include <string.h>

#pragma STDC FP_CONTRACT OFF

#define INLINE static inline __attribute__((always_inline))

// Elements are fetched AHEAD times the length of what is read side by side before they are needed.
enum { LANES = 8, CHUNK = 16, DEPTH = 64, TOGETHER = 4, AHEAD = 4 };

typedef float lanes __attribute__((vector_size(LANES * sizeof(float))));
typedef float loose_lanes __attribute__((vector_size(LANES * sizeof(float)), aligned(4), may_alias));

// A count, a mean and a sum of squared deviations for each lane.
typedef struct {
  int64_t count;
  lanes mean, squares;
} moments;

// Joins two sets of moments lane by lane (Chan's formula), with the multiply-adds fused where PyTorch's are.
INLINE void join(moments *a, const moments *b) {
  int64_t n = a->count + b->count;
  float c = n == 0 ? 0 : (float)b->count / (float)n, size = (float)a->count;
  lanes delta = b->mean - a->mean;
  a->mean = a->mean + c * delta;
  a->squares = __builtin_elementwise_fma(delta * size, delta * c, a->squares + b->squares);
  a->count = n;
}

static const float shares[CHUNK] = {1, 1 / 2.f, 1 / 3.f, 1 / 4.f, 1 / 5.f, 1 / 6.f, 1 / 7.f, 1 / 8.f, 1 / 9.f, 1 / 10.f,
                                    1 / 11.f, 1 / 12.f, 1 / 13.f, 1 / 14.f, 1 / 15.f, 1 / 16.f};

// Welford's recurrence over `vectors` vectors of each of `chunks` chunks, a constant where it is called: each is one
// long chain, so several go side by side.
INLINE void chunk_moments(const float *x, int64_t vectors, const int chunks, moments *m) {
  lanes mean[TOGETHER], squares[TOGETHER];
  for (int q = 0; q < chunks; q++) mean[q] = squares[q] = (lanes){0};
  for (int64_t j = 0; j < vectors; j++, x += LANES) {
    lanes share = shares[j] - (lanes){0};
    for (int q = 0; q < chunks; q++) {
      __builtin_prefetch(x + (q + AHEAD * chunks) * CHUNK * LANES);
      lanes value = *(const loose_lanes *)(x + q * CHUNK * LANES), delta = value - mean[q];
      mean[q] = __builtin_elementwise_fma(delta, share, mean[q]);
      squares[q] = __builtin_elementwise_fma(delta, value - mean[q], squares[q]);
    }
  }
  for (int q = 0; q < chunks; q++) m[q] = (moments){vectors, mean[q], squares[q]};
}

// The same for two sets of the same count, which is not zero.
INLINE moments joined(const moments *a, const moments *b) {
  float size = (float)a->count;
  lanes delta = b->mean - a->mean;
  return (moments){2 * a->count, a->mean + 0.5f * delta,
                   __builtin_elementwise_fma(delta * size, delta * 0.5f, a->squares + b->squares)};
}

// Joins part number i, of the size of a `level`, with the levels of the cascade.
INLINE void flow(moments *levels, int level, int depth, int64_t i, const moments *m) {
  static const moments empty = {0};
  if (levels[level].count == 0) levels[level] = *m;
  else join(&levels[level], m);
  int64_t mask = i + 1;
  for (int j = level + 1; j < depth && (mask & 1) == 0; j++, mask >>= 1) {
    if (levels[j].count == 0) levels[j] = levels[j - 1];
    else join(&levels[j], &levels[j - 1]);
    levels[j - 1] = empty;
  }
}

// The moments of eight whole chunks: those of pairs, of fours, and of all.
INLINE moments moments_of_eight(const float *x) {
  moments m[2 * TOGETHER];
  for (int q = 0; q < 2 * TOGETHER; q += TOGETHER)
    chunk_moments(x + q * CHUNK * LANES, CHUNK, TOGETHER, m + q);
  for (int width = TOGETHER; width > 0; width /= 2)
    for (int q = 0; q < width; q++) m[q] = joined(&m[2 * q], &m[2 * q + 1]);
  return m[0];
}

// The levels' moments, the sums of eight lanes, and the elements after the last whole vector as one set.
INLINE void fold_moments(const moments *all, const float *rest, int64_t left, int64_t vectors, double *mean,
                         double *variance) {
  int64_t total = 0;
  float center = 0, squares = 0;
  for (int64_t i = 0; i < left; i++) {
    float delta = rest[i] - center;
    total++;
    center += delta / (float)total;
    squares += delta * (rest[i] - center);
  }
  for (int i = 0; i < LANES; i++) {
    int64_t n = total + vectors;
    float c = n == 0 ? 0 : (float)vectors / (float)n, delta = all->mean[i] - center;
    center = fmaf(c, delta, center);
    squares += fmaf(delta * delta * c, (float)total, all->squares[i]);
    total = n;
  }
  *mean = center;
  *variance = squares / (float)total;
}

static CL_CLONES void row_moments(const float *x, int64_t count, double *mean, double *variance) {
  enum { EIGHTS = 3 };  // The level of the cascade to which eight chunks belong.
  int64_t vectors = count / LANES, chunks = (vectors + CHUNK - 1) / CHUNK, whole = vectors / CHUNK;
  moments levels[DEPTH], m;
  int depth = EIGHTS + 1;
  while (depth < DEPTH && ((int64_t)1 << depth) < chunks) depth++;
  memset(levels, 0, (size_t)depth * sizeof *levels);
  int64_t i = 0;
  for (; i + 2 * TOGETHER <= whole; i += 2 * TOGETHER) {
    m = moments_of_eight(x + i * CHUNK * LANES);
    flow(levels, EIGHTS, depth, i >> EIGHTS, &m);
  }
  for (; i < chunks; i++) {
    chunk_moments(x + i * CHUNK * LANES, i < whole ? CHUNK : vectors % CHUNK, 1, &m);
    flow(levels, 0, depth, i, &m);
  }
  for (int j = 1; j < depth; j++)
    if (levels[j].count > 0) join(&levels[0], &levels[j]);
  fold_moments(&levels[0], x + vectors * LANES, count - vectors * LANES, vectors, mean, variance);
}

static void row_moments_f64(const double *x, int64_t count, double *mean, double *variance) {
  double sum = 0, squares = 0;
  for (int64_t i = 0; i < count; i++) sum += x[i];
  double m = sum / (double)count;
  for (int64_t i = 0; i < count; i++) squares += (x[i] - m) * (x[i] - m);
  *mean = m;
  *variance = squares / (double)count;
}

void cl_row_moments(int32_t dtype, const void *x, int64_t rows, int64_t count, double *mean, double *variance) {
  for (int64_t row = 0; row < rows && !cl_stop_requested(); row++) {
    if (dtype == CL_FLOAT32) row_moments((const float *)x + row * count, count, mean + row, variance + row);
    else row_moments_f64((const double *)x + row * count, count, mean + row, variance + row);
  }
}

// Channels that are adjacent elements go side by side.
enum { CHANNELS = 16 };

// `width` channels, a constant where it is called.
#define CHANNEL_MOMENTS(T, TYPE)                                                                             \
  INLINE void some_channels_##T(const TYPE *x, int64_t batch, int64_t step, int64_t inner, const int width,   \
                                double *mean, double *variance) {                                            \
    double count = (double)(batch * inner), sum[CHANNELS] = {0}, squares[CHANNELS] = {0};                    \
    for (int64_t b = 0; b < batch; b++)                                                                      \
      for (int64_t i = 0; i < inner; i++)                                                                    \
        for (int k = 0; k < width; k++) sum[k] += (double)x[b * step + i + k];                               \
    for (int k = 0; k < width; k++) mean[k] = sum[k] / count;                                                \
    for (int64_t b = 0; b < batch; b++)                                                                      \
      for (int64_t i = 0; i < inner; i++)                                                                    \
        for (int k = 0; k < width; k++) {                                                                    \
          double delta = (double)x[b * step + i + k] - mean[k];                                              \
          squares[k] += delta * delta;                                                                       \
        }                                                                                                    \
    for (int k = 0; k < width; k++) variance[k] = squares[k] / count;                                        \
  }                                                                                                          \
  static CL_CLONES void channel_moments_##T(const TYPE *x, int64_t batch, int64_t channels, int64_t inner,   \
                                            double *mean, double *variance) {                                \
    int64_t c = 0, step = channels * inner;                                                                  \
    for (; inner == 1 && c + CHANNELS <= channels && !cl_stop_requested(); c += CHANNELS)                    \
      some_channels_##T(x + c, batch, step, 1, CHANNELS, mean + c, variance + c);                            \
    for (; c < channels && !cl_stop_requested(); c++)                                                        \
      some_channels_##T(x + c * inner, batch, step, inner, 1, mean + c, variance + c);                       \
  }
CHANNEL_MOMENTS(f32, float)
CHANNEL_MOMENTS(f64, double)

void cl_channel_moments(int32_t dtype, const void *x, int64_t batch, int64_t channels, int64_t inner, double *mean,
                        double *variance) {
  if (dtype == CL_FLOAT32) channel_moments_f32(x, batch, channels, inner, mean, variance);
  else channel_moments_f64(x, batch, channels, inner, mean, variance);
}

CL_CLONES void cl_affine_lines(const float *x, const float *scale, const float *offset, int64_t outer, int64_t lines,
                               int64_t length, float *out) {
  for (int64_t o = 0; o < outer && !cl_stop_requested(); o++, x += lines * length, out += lines * length)
    if (length == 1)
      for (int64_t i = 0; i < lines; i++) out[i] = fmaf(x[i], scale[i], offset[i]);
    else
      for (int64_t line = 0; line < lines && !(line % 64 == 63 && cl_stop_requested()); line++) {
        float a = scale[line], b = offset[line];
        for (int64_t i = line * length; i < (line + 1) * length; i++) out[i] = fmaf(x[i], a, b);
      }
}

// A row whose elements fill whole vectors goes past the caches where it `streams`, a constant where this is called.
INLINE int64_t normalize_vectors(const float *x, const float *weight, const float *bias, int64_t count, float mean,
                                 float scale, const bool streams, float *out) {
  int64_t i = 0;
  for (; i + LANES <= count; i += LANES) {
    lanes normal = (*(const loose_lanes *)(x + i) - mean) * scale;
    normal = __builtin_elementwise_fma(normal, *(const loose_lanes *)(weight + i), *(const loose_lanes *)(bias + i));
    if (streams) __builtin_nontemporal_store(normal, (lanes *)(out + i));
    else *(loose_lanes *)(out + i) = normal;
  }
  return i;
}

static CL_CLONES void normalize_row(const float *x, const float *weight, const float *bias, int64_t count, float mean,
                                    float scale, bool streams, float *out) {
  if (weight && bias) {
    int64_t i = streams ? normalize_vectors(x, weight, bias, count, mean, scale, true, out)
                        : normalize_vectors(x, weight, bias, count, mean, scale, false, out);
    for (; i < count; i++) out[i] = fmaf((x[i] - mean) * scale, weight[i], bias[i]);
  } else if (weight)
    for (int64_t i = 0; i < count; i++) out[i] = (x[i] - mean) * scale * weight[i];
  else if (bias)
    for (int64_t i = 0; i < count; i++) out[i] = fmaf(x[i] - mean, scale, bias[i]);
  else
    for (int64_t i = 0; i < count; i++) out[i] = (x[i] - mean) * scale;
}

void cl_layer_norm(const float *x, const float *weight, const float *bias, int64_t rows, int64_t count, float epsilon,
                   float *mean, float *scale, float *out) {
  bool streams = rows * count * (int64_t)sizeof *out >= CL_STREAMED_BYTES && count % LANES == 0;
  for (int64_t row = 0; row < rows && !cl_stop_requested(); row++, x += count, out += count) {
    double center, variance;
    row_moments(x, count, &center, &variance);
    mean[row] = (float)center;
    scale[row] = 1 / sqrtf(fmaxf((float)variance, 0) + epsilon);
    normalize_row(x, weight, bias, count, mean[row], scale[row], streams, out);
  }
}

// Sums of g w and g w n along a row, n being the normalised elements.
INLINE void weighed_sums(const float *grad, const float *x, const float *weight, int64_t count, float mean, float scale,
                         float *sum, float *product) {
  float sums[LANES] = {0}, products[LANES] = {0};
  for (int64_t i = 0; i < count; i += LANES)
    for (int k = 0; k < LANES && i + k < count; k++) {
      float weighed = grad[i + k] * weight[i + k];
      sums[k] += weighed;
      products[k] += weighed * ((x[i + k] - mean) * scale);
    }
  *sum = *product = 0;
  for (int k = 0; k < LANES; k++) {
    *sum += sums[k];
    *product += products[k];
  }
}

static CL_CLONES void norm_backward_row(const float *grad, const float *x, const float *weight, int64_t count, float mean,
                                        float scale, float *out, float *weight_sums, float *bias_sums) {
  float sum, product;
  weighed_sums(grad, x, weight, count, mean, scale, &sum, &product);
  sum /= (float)count;
  product /= (float)count;
  for (int64_t i = 0; i < count; i++) {
    float normal = (x[i] - mean) * scale;
    out[i] = (grad[i] * weight[i] - sum - normal * product) * scale;
    weight_sums[i] += grad[i] * normal;
    bias_sums[i] += grad[i];
  }
}

void cl_layer_norm_backward(const float *grad, const float *x, const float *weight, const float *mean, const float *scale,
                            int64_t rows, int64_t count, float *out, float *weight_grad, float *bias_grad) {
  memset(weight_grad, 0, (size_t)count * sizeof *weight_grad);
  memset(bias_grad, 0, (size_t)count * sizeof *bias_grad);
  for (int64_t row = 0; row < rows && !cl_stop_requested(); row++, grad += count, x += count, out += count)
    norm_backward_row(grad, x, weight, count, mean[row], scale[row], out, weight_grad, bias_grad);
}

// Adds up one line of a channel: the gradient, and the gradient times the difference from the mean.
INLINE void add_line_sums(const float *grad, const float *x, int64_t count, float mean, double *sums, double *products) {
  int64_t i = 0;
  for (; i + LANES <= count; i += LANES)
    for (int k = 0; k < LANES; k++) {
      double g = (double)grad[i + k];
      sums[k] += g;
      products[k] += ((double)x[i + k] - (double)mean) * g;
    }
  for (int k = 0; i < count; i++, k++) {
    sums[k] += (double)grad[i];
    products[k] += ((double)x[i] - (double)mean) * (double)grad[i];
  }
}

typedef struct {
  const float *grad, *x;
  float *out;
  int64_t batch, step, inner;
  float weight, mean, scale;
  bool fixed;
} norm_channel;

static CL_CLONES void norm_backward_channel(const norm_channel *c, float *weight_grad, float *bias_grad) {
  double sums[LANES] = {0}, products[LANES] = {0}, sum = 0, product = 0, count = (double)(c->batch * c->inner);
  for (int64_t b = 0; b < c->batch; b++)
    add_line_sums(c->grad + b * c->step, c->x + b * c->step, c->inner, c->mean, sums, products);
  for (int k = 0; k < LANES; k++) sum += sums[k], product += products[k];
  float mean = c->mean, factor = c->scale * c->weight;
  float level = c->fixed ? 0 : (float)(sum / count);
  float slope = c->fixed ? 0 : (float)(product * (double)c->scale * (double)c->scale / count);
  for (int64_t b = 0; b < c->batch; b++) {
    const float *grad = c->grad + b * c->step, *x = c->x + b * c->step;
    float *out = c->out + b * c->step;
    for (int64_t i = 0; i < c->inner; i++) out[i] = (grad[i] - level - (x[i] - mean) * slope) * factor;
  }
  *weight_grad = (float)(product * (double)c->scale);
  *bias_grad = (float)sum;
}

void cl_batch_norm_backward(const float *grad, const float *x, const float *weight, const float *mean, const float *scale,
                            int64_t batch, int64_t channels, int64_t inner, bool fixed, float *out, float *weight_grad,
                            float *bias_grad) {
  for (int64_t k = 0; k < channels && !cl_stop_requested(); k++) {
    norm_channel c = {.grad = grad + k * inner, .x = x + k * inner, .out = out + k * inner, .batch = batch,
                      .step = channels * inner, .inner = inner, .weight = weight[k], .mean = mean[k],
                      .scale = scale[k], .fixed = fixed};
    norm_backward_channel(&c, weight_grad + k, bias_grad + k);
  }
}
