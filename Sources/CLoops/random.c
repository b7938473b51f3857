// mt19937 and the samplers of PyTorch's CPU generator.
#include "CLoops.h"
#include "iterate.h"
#include "vectormath.h"
#include <math.h>
#include <string.h>

#pragma STDC FP_CONTRACT OFF

enum { WORDS = 624, MIDDLE = 397 };

void cl_generator_seed(cl_generator *g, uint64_t seed) {
  g->words[0] = (uint32_t)seed;
  for (uint32_t j = 1; j < WORDS; j++)
    g->words[j] = 1812433253u * (g->words[j - 1] ^ (g->words[j - 1] >> 30)) + j;
  g->left = 1;
  g->next = 0;
  g->has_cached_normal = false;
  g->cached_normal = 0;
}

static inline uint32_t twisted(uint32_t u, uint32_t v) {
  return (((u & 0x80000000u) | (v & 0x7fffffffu)) >> 1) ^ (v & 1 ? 0x9908b0dfu : 0);
}

static void next_block(cl_generator *g) {
  uint32_t *s = g->words;
  for (int k = 0; k < WORDS - MIDDLE; k++) s[k] = s[k + MIDDLE] ^ twisted(s[k], s[k + 1]);
  for (int k = WORDS - MIDDLE; k < WORDS - 1; k++) s[k] = s[k + MIDDLE - WORDS] ^ twisted(s[k], s[k + 1]);
  s[WORDS - 1] = s[MIDDLE - 1] ^ twisted(s[WORDS - 1], s[0]);
  g->left = WORDS;
  g->next = 0;
}

uint32_t cl_random_32(cl_generator *g) {
  if (--g->left <= 0 || g->next >= WORDS) next_block(g);
  uint32_t y = g->words[g->next++];
  y ^= y >> 11;
  y ^= (y << 7) & 0x9d2c5680u;
  y ^= (y << 15) & 0xefc60000u;
  return y ^ (y >> 18);
}

uint64_t cl_random_64(cl_generator *g) {
  uint64_t high = cl_random_32(g);
  return high << 32 | cl_random_32(g);
}

static inline float random_float(cl_generator *g) { return (float)(cl_random_32(g) & 0xffffff) * 0x1p-24f; }

double cl_random_double(cl_generator *g) { return (double)(cl_random_64(g) & (((uint64_t)1 << 53) - 1)) * 0x1p-53; }

// Box and Muller's pair in double, one of which waits for the next call.
double cl_random_normal(cl_generator *g, double mean, double deviation) {
  if (g->has_cached_normal) {
    g->has_cached_normal = false;
    double cached = g->cached_normal;
    g->cached_normal = 0;
    return fma(cached, deviation, mean);
  }
  double first = cl_random_double(g), second = cl_random_double(g);
  double radius = sqrt(-2 * log1p(-second)), angle = 2 * M_PI * first;
  g->cached_normal = radius * sin(angle);
  g->has_cached_normal = true;
  return fma(radius * cos(angle), deviation, mean);
}

static void uniform_f32(cl_generator *g, float *out, int64_t n, float from, float to) {
  float range = to - from;
  CL_POLLED_FOR(i, n) {
    float value = fmaf(random_float(g), range, from);
    out[i] = value == to ? from : value;
  }
}

static void uniform_f64(cl_generator *g, double *out, int64_t n, double from, double to) {
  double range = to - from;
  CL_POLLED_FOR(i, n) {
    double value = fma(cl_random_double(g), range, from);
    out[i] = value == to ? from : value;
  }
}

bool cl_fill_uniform(cl_generator *g, int32_t dtype, void *out, int64_t n, double from, double to) {
  if (dtype == CL_FLOAT32) uniform_f32(g, out, n, (float)from, (float)to);
  else if (dtype == CL_FLOAT64) uniform_f64(g, out, n, from, to);
  else return false;
  return true;
}

static inline float float_of(uint32_t bits) {
  float value;
  memcpy(&value, &bits, sizeof value);
  return value;
}

static inline uint32_t bits_of(float value) {
  uint32_t bits;
  memcpy(&bits, &value, sizeof bits);
  return bits;
}

// The single precision polynomials of the Cephes library, fused exactly where PyTorch's vectors fuse.
static inline __attribute__((always_inline)) float cephes_log(float x) {
  uint32_t bits = bits_of(x);
  float exponent = (float)((int32_t)(bits >> 23) - 126);
  float mantissa = float_of((bits & 0x807fffffu) | 0x3f000000u), less = mantissa - 1;
  bool low = mantissa < float_of(0x3f3504f3);
  exponent = low ? exponent - 1 : exponent;
  x = low ? less + mantissa : less;
  static const uint32_t coefficients[8] = {0xbdebd1b8, 0x3def251a, 0xbdfe5d4f, 0x3e11e9bf,
                                           0xbe2aae50, 0x3e4cceac, 0xbe7ffffc, 0x3eaaaaaa};
  float z = x * x, y = float_of(0x3d9021bb);
  for (int i = 0; i < 8; i++) y = fmaf(y, x, float_of(coefficients[i]));
  y = y * x;
  y = fmaf(y, z, exponent * float_of(0xb95e8083));
  y = fmaf(z, -0.5f, y);
  return fmaf(exponent, float_of(0x3f318000), x + y);
}

// The cosine and sine of an angle in [0, 2 pi).
static inline __attribute__((always_inline)) void cephes_sincos(float angle, float *cosine, float *sine) {
  int32_t octant = ((int32_t)(angle * float_of(0x3fa2f983)) + 1) & ~1;
  float q = (float)octant;
  float x = fmaf(q, float_of(0xbf490000), angle);
  x = fmaf(q, float_of(0xb97da000), x);
  x = fmaf(q, float_of(0xb3222169), x);
  float z = x * x;
  float c = fmaf(fmaf(float_of(0x37ccf5ce), z, float_of(0xbab6061a)), z, float_of(0x3d2aaaa5)) * z;
  c = fmaf(c, z, -(z * 0.5f)) + 1;
  float s = fmaf(fmaf(float_of(0xb94ca1f9), z, float_of(0x3c08839e)), z, float_of(0xbe2aaaa3)) * z;
  s = fmaf(s, x, x);
  bool swap = octant & 2;
  float sin = swap ? c : s, cos = swap ? s : c;
  *sine = octant & 4 ? -sin : sin;
  *cosine = (octant - 2) & 4 ? cos : -cos;
}

// Sixteen uniforms become sixteen normals.
static inline __attribute__((always_inline)) void normal_block(float *d, float mean, float deviation) {
  for (int j = 0; j < 8; j++) {
    float radius = sqrtf(-2 * cephes_log(1 - d[j])), cosine, sine;
    cephes_sincos(float_of(0x40c90fdb) * d[j + 8], &cosine, &sine);
    d[j] = fmaf(radius * cosine, deviation, mean);
    d[j + 8] = fmaf(radius * sine, deviation, mean);
  }
}

static CL_AVX2 void normal_blocks_avx2(float *d, int64_t blocks, float mean, float deviation) {
  for (int64_t i = 0; i < blocks; i++) normal_block(d + 16 * i, mean, deviation);
}

static void normal_blocks_default(float *d, int64_t blocks, float mean, float deviation) {
  for (int64_t i = 0; i < blocks; i++) normal_block(d + 16 * i, mean, deviation);
}

static void normal_blocks(float *d, int64_t blocks, float mean, float deviation) {
  if (cl_cpu_level() == CL_LEVEL_DEFAULT) normal_blocks_default(d, blocks, mean, deviation);
  else normal_blocks_avx2(d, blocks, mean, deviation);
}

static void normal_blocks_f64(double *d, int64_t blocks, double mean, double deviation) {
  for (int64_t i = 0; i < blocks; i++) {
    for (int j = 0; j < 8; j++) {
      double radius = sqrt(-2 * log(1 - d[j])), angle = 2 * M_PI * d[j + 8];
      d[j] = fma(radius * cos(angle), deviation, mean);
      d[j + 8] = fma(radius * sin(angle), deviation, mean);
    }
    d += 16;
  }
}

// Blocks of sixteen in pieces, between which it is asked whether to give up.
static void polled_normal_blocks(int32_t dtype, void *out, int64_t blocks, double mean, double deviation) {
  enum { PIECE = CL_POLL_INTERVAL / 16 };
  for (int64_t i = 0; i < blocks && !cl_stop_requested(); i += PIECE) {
    int64_t count = blocks - i < PIECE ? blocks - i : PIECE;
    if (dtype == CL_FLOAT32) normal_blocks((float *)out + 16 * i, count, (float)mean, (float)deviation);
    else normal_blocks_f64((double *)out + 16 * i, count, mean, deviation);
  }
}

// Contiguous outputs: below 16 elements one by one, else in blocks; a last, partial block is drawn anew with the
// elements before it.
bool cl_fill_normal(cl_generator *g, int32_t dtype, void *out, int64_t n, double mean, double deviation) {
  if (dtype != CL_FLOAT32 && dtype != CL_FLOAT64) return false;
  size_t size = dtype == CL_FLOAT32 ? 4 : 8;
  if (n < 16) {
    for (int64_t i = 0; i < n; i++)
      cl_store_double(dtype, (char *)out + (size_t)i * size, cl_random_normal(g, mean, deviation), 0);
    return true;
  }
  cl_fill_uniform(g, dtype, out, n, 0, 1);
  polled_normal_blocks(dtype, out, n / 16, mean, deviation);
  if (n % 16 == 0) return true;
  char *last = (char *)out + (size_t)(n - 16) * size;
  cl_fill_uniform(g, dtype, last, 16, 0, 1);
  polled_normal_blocks(dtype, last, 1, mean, deviation);
  return true;
}

void cl_fill_bernoulli(cl_generator *g, int32_t dtype, void *out, int64_t n, double p) {
  static const int64_t sizes[CL_DTYPE_COUNT] = {1, 1, 2, 4, 8, 2, 2, 4, 8, 8, 16, 1};
  if (dtype == CL_FLOAT32)
    CL_POLLED_FOR(i, n) ((float *)out)[i] = cl_random_double(g) < p;
  else
    CL_POLLED_FOR(i, n) cl_store_int(dtype, (char *)out + i * sizes[dtype], cl_random_double(g) < p);
}

cl_status cl_random_permutation(cl_generator *g, int64_t *out, int64_t n) {
  CL_POLLED_FOR(i, n) out[i] = i;
  // Else what is not numbered yet would be touched in random order, which can wait for memory each time.
  if (cl_stop_requested()) return CL_INTERRUPTED;
  if (n < 214748364) {
    for (int64_t i = 0; i < n - 1; i++) {
      if ((i & 0x3FFFF) == 0x3FFFF && cl_stop_requested()) return CL_INTERRUPTED;
      int64_t j = i + (int64_t)(cl_random_32(g) % (uint64_t)(n - i)), value = out[i];
      out[i] = out[j];
      out[j] = value;
    }
    return CL_OK;
  }
  for (int64_t i = 0; i < n; i++) {
    if ((i & 0x3FFFF) == 0x3FFFF && cl_stop_requested()) return CL_INTERRUPTED;
    int64_t j = (int64_t)(cl_random_64(g) % (uint64_t)(i + 1));
    out[i] = out[j];
    out[j] = i;
  }
  return CL_OK;
}
