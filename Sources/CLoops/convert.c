// Conversions between element types, single elements, fills and `where`.
#include "iterate.h"
#include "vectormath.h"
#include <math.h>
#include <stdio.h>
#include <string.h>

#pragma STDC FP_CONTRACT OFF

static const size_t sizes[CL_DTYPE_COUNT] = {1, 1, 2, 4, 8, 2, 2, 4, 8, 8, 16, 1};

// IEEE half precision <-> float, rounding to nearest even.
static float half_to_float(uint16_t h) {
  uint32_t sign = (uint32_t)(h & 0x8000) << 16, exponent = (h >> 10) & 31, fraction = h & 1023;
  if (exponent == 0) {
    float magnitude = (float)fraction * 0x1p-24f;
    return sign ? -magnitude : magnitude;
  }
  uint32_t bits = sign | (exponent == 31 ? 0x7f800000u : (exponent + 112) << 23) | fraction << 13;
  float value;
  memcpy(&value, &bits, sizeof value);
  return value;
}

static uint16_t float_to_half(float value) {
  uint32_t bits;
  memcpy(&bits, &value, sizeof bits);
  uint16_t sign = (uint16_t)(bits >> 16 & 0x8000);
  uint32_t magnitude = bits & 0x7fffffff;
  if (magnitude > 0x7f800000) return sign | 0x7e00;
  if (magnitude >= 0x477ff000) return sign | 0x7c00;
  if (magnitude < 0x38800000) {
    float scaled;
    memcpy(&scaled, &magnitude, sizeof scaled);
    return sign | (uint16_t)nearbyintf(scaled * 0x1p24f);
  }
  uint32_t rounded = magnitude + 0xfff + (magnitude >> 13 & 1);
  return sign | (uint16_t)((rounded - 0x38000000) >> 13);
}

static float bfloat_to_float(uint16_t b) {
  uint32_t bits = (uint32_t)b << 16;
  float value;
  memcpy(&value, &bits, sizeof value);
  return value;
}

static uint16_t float_to_bfloat(float value) {
  uint32_t bits;
  memcpy(&bits, &value, sizeof bits);
  if (value != value) return 0x7fc0;
  return (uint16_t)((bits + 0x7fff + (bits >> 16 & 1)) >> 16);
}

// A float as an integer without undefined behaviour: out of range and NaN give the smallest number, as the
// processor's conversion does.
static inline int64_t to_int64(double value) {
  return value >= -0x1p63 && value < 0x1p63 ? (int64_t)value : INT64_MIN;
}

double cl_load_double(int32_t dtype, const void *element) {
  switch (dtype) {
  case CL_UINT8: return *(const uint8_t *)element;
  case CL_INT8: return *(const int8_t *)element;
  case CL_INT16: return *(const int16_t *)element;
  case CL_INT32: return *(const int32_t *)element;
  case CL_INT64: return (double)*(const int64_t *)element;
  case CL_FLOAT16: return half_to_float(*(const uint16_t *)element);
  case CL_BFLOAT16: return bfloat_to_float(*(const uint16_t *)element);
  case CL_COMPLEX64:
  case CL_FLOAT32: return *(const float *)element;
  case CL_COMPLEX128:
  case CL_FLOAT64: return *(const double *)element;
  default: return *(const bool *)element;
  }
}

// Beyond the range as the processor's instruction has it.
static inline int32_t to_int32(double value) {
  return value > -0x1p31 - 1 && value < 0x1p31 ? (int32_t)value : INT32_MIN;
}

int64_t cl_load_int(int32_t dtype, const void *element) {
  return dtype == CL_INT64 ? *(const int64_t *)element : to_int64(cl_load_double(dtype, element));
}

double cl_load_imaginary(int32_t dtype, const void *element) {
  if (dtype == CL_COMPLEX64) return ((const float *)element)[1];
  return dtype == CL_COMPLEX128 ? ((const double *)element)[1] : 0;
}

void cl_store_int(int32_t dtype, void *element, int64_t value) {
  switch (dtype) {
  case CL_UINT8: *(uint8_t *)element = (uint8_t)value; break;
  case CL_INT8: *(int8_t *)element = (int8_t)value; break;
  case CL_INT16: *(int16_t *)element = (int16_t)value; break;
  case CL_INT32: *(int32_t *)element = (int32_t)value; break;
  case CL_INT64: *(int64_t *)element = value; break;
  case CL_FLOAT32: *(float *)element = (float)value; break;
  case CL_BOOL: *(bool *)element = value != 0; break;
  default: cl_store_double(dtype, element, (double)value, 0);
  }
}

void cl_store_double(int32_t dtype, void *element, double real, double imaginary) {
  switch (dtype) {
  case CL_FLOAT16: *(uint16_t *)element = float_to_half((float)real); break;
  case CL_BFLOAT16: *(uint16_t *)element = float_to_bfloat((float)real); break;
  case CL_FLOAT32: *(float *)element = (float)real; break;
  case CL_FLOAT64: *(double *)element = real; break;
  case CL_COMPLEX64:
    ((float *)element)[0] = (float)real;
    ((float *)element)[1] = (float)imaginary;
    break;
  case CL_COMPLEX128:
    ((double *)element)[0] = real;
    ((double *)element)[1] = imaginary;
    break;
  case CL_BOOL: *(bool *)element = real != 0; break;
  case CL_INT32: *(int32_t *)element = to_int32(real); break;
  default: cl_store_int(dtype, element, to_int64(real));
  }
}

// The frequent conversions as loops of their own; others go element by element.
#define CAST(NAME, FROM, TO, EXPRESSION)                                                                        \
  static cl_status NAME(char *const *data, const int64_t *strides, int64_t n, const cl_parameters *p) {         \
    (void)p;                                                                                                    \
    if (strides[0] == sizeof(TO) && strides[1] == sizeof(FROM)) {                                               \
      for (int64_t i = 0; i < n; i++) {                                                                         \
        FROM a = ((const FROM *)data[1])[i];                                                                    \
        ((TO *)data[0])[i] = (TO)(EXPRESSION);                                                                  \
      }                                                                                                         \
      return CL_OK;                                                                                             \
    }                                                                                                           \
    for (int64_t i = 0; i < n; i++) {                                                                           \
      FROM a = *(const FROM *)(data[1] + i * strides[1]);                                                       \
      *(TO *)(data[0] + i * strides[0]) = (TO)(EXPRESSION);                                                     \
    }                                                                                                           \
    return CL_OK;                                                                                               \
  }
CAST(f32_to_f64, float, double, a)
CAST(f64_to_f32, double, float, a)
CAST(i64_to_f32, int64_t, float, a)
CAST(i64_to_f64, int64_t, double, a)
CAST(bool_to_f32, uint8_t, float, a)
CAST(bool_to_i64, uint8_t, int64_t, a)
CAST(f32_to_i64, float, int64_t, to_int64(a))

static cl_loop frequent_cast(int32_t from, int32_t to) {
  if (from == CL_FLOAT32 && to == CL_FLOAT64) return f32_to_f64;
  if (from == CL_FLOAT64 && to == CL_FLOAT32) return f64_to_f32;
  if (from == CL_INT64 && to == CL_FLOAT32) return i64_to_f32;
  if (from == CL_INT64 && to == CL_FLOAT64) return i64_to_f64;
  if ((from == CL_BOOL || from == CL_UINT8) && to == CL_FLOAT32) return bool_to_f32;
  if ((from == CL_BOOL || from == CL_UINT8) && to == CL_INT64) return bool_to_i64;
  if (from == CL_FLOAT32 && to == CL_INT64) return f32_to_i64;
  return NULL;
}

static inline bool is_integral(int32_t dtype) { return dtype <= CL_INT64 || dtype == CL_BOOL; }

// p->first_integer is the source type, p->second_integer the target type.
static cl_status cast_line(char *const *data, const int64_t *strides, int64_t n, const cl_parameters *p) {
  int32_t from = (int32_t)p->first_integer, to = (int32_t)p->second_integer;
  for (int64_t i = 0; i < n; i++) {
    const char *x = data[1] + i * strides[1];
    char *out = data[0] + i * strides[0];
    if (is_integral(from)) cl_store_int(to, out, cl_load_int(from, x));
    else if (to == CL_BOOL) *(bool *)out = cl_load_double(from, x) != 0 || cl_load_imaginary(from, x) != 0;
    else cl_store_double(to, out, cl_load_double(from, x), cl_load_imaginary(from, x));
  }
  return CL_OK;
}

// A block's lines in the result are written whole cache lines at a time; its lines in the operand are longer, so that
// few pages are in use at once.
enum { COPY_ROWS = 64, COPY_COLUMNS = 16 };

typedef uint32_t four_words __attribute__((vector_size(16), aligned(4), may_alias));

// Four words of each of four lines, transposed. Lines are `from` and `to` bytes apart.
static inline void transpose_words(const char *x, int64_t from, char *out, int64_t to) {
  four_words a = *(const four_words *)x, b = *(const four_words *)(x + from);
  four_words c = *(const four_words *)(x + 2 * from), d = *(const four_words *)(x + 3 * from);
  four_words ab = __builtin_shufflevector(a, b, 0, 4, 1, 5), cd = __builtin_shufflevector(c, d, 0, 4, 1, 5);
  four_words above = __builtin_shufflevector(a, b, 2, 6, 3, 7), below = __builtin_shufflevector(c, d, 2, 6, 3, 7);
  *(four_words *)out = __builtin_shufflevector(ab, cd, 0, 1, 4, 5);
  *(four_words *)(out + to) = __builtin_shufflevector(ab, cd, 2, 3, 6, 7);
  *(four_words *)(out + 2 * to) = __builtin_shufflevector(above, below, 0, 1, 4, 5);
  *(four_words *)(out + 3 * to) = __builtin_shufflevector(above, below, 2, 3, 6, 7);
}

// A block of up to COPY_ROWS lines of the result.
static void copy_block_4(char *out, const char *x, int64_t rows, int64_t columns, int64_t to, int64_t from) {
  int64_t p = 0;
  for (; p + 4 <= rows; p += 4) {
    int64_t q = 0;
    for (; q + 4 <= columns; q += 4) transpose_words(x + p * 4 + q * from, from, out + p * to + q * 4, to);
    for (; q < columns; q++)
      for (int i = 0; i < 4; i++) *(uint32_t *)(out + (p + i) * to + q * 4) = *(const uint32_t *)(x + (p + i) * 4 + q * from);
  }
  for (; p < rows; p++)
    for (int64_t q = 0; q < columns; q++)
      *(uint32_t *)(out + p * to + q * 4) = *(const uint32_t *)(x + p * 4 + q * from);
}

static void copy_block_8(char *out, const char *x, int64_t rows, int64_t columns, int64_t to, int64_t from) {
  for (int64_t p = 0; p < rows; p++)
    for (int64_t q = 0; q < columns; q++)
      *(uint64_t *)(out + p * to + q * 8) = *(const uint64_t *)(x + p * 8 + q * from);
}

// Operands that are contiguous along different dimensions: the result along the last, x along the one before.
static void copy_plane(char *out, const char *x, const int64_t *shape, int64_t to, int64_t from, int64_t size) {
  for (int64_t i = 0; i < shape[0] && !cl_stop_requested(); i += COPY_ROWS)
    for (int64_t j = 0; j < shape[1]; j += COPY_COLUMNS) {
      int64_t rows = shape[0] - i < COPY_ROWS ? shape[0] - i : COPY_ROWS;
      int64_t columns = shape[1] - j < COPY_COLUMNS ? shape[1] - j : COPY_COLUMNS;
      char *place = out + i * to + j * size;
      const char *source = x + i * size + j * from;
      if (size == 4) copy_block_4(place, source, rows, columns, to, from);
      else copy_block_8(place, source, rows, columns, to, from);
    }
}

// Whether a copy is best made in blocks: the last dimension is contiguous in the result, the one before in x.
static bool is_transposed(const cl_iterator *it, int64_t size) {
  int last = it->rank - 1;
  return it->rank >= 2 && it->strides[0][last] == size && it->strides[1][last - 1] == size &&
         it->strides[1][last] != size && it->shape[last] >= 4 && it->shape[last - 1] >= 4;
}

// Copies the last two dimensions of each entry of the others.
static cl_status copy_transposed(const cl_iterator *it, int64_t size) {
  int planes = it->rank - 2;
  int64_t position[CL_MAX_RANK] = {0};
  char *out = it->data[0], *x = it->data[1];
  for (int d = 0; d < it->rank; d++)
    if (it->shape[d] == 0) return CL_OK;
  for (;;) {
    copy_plane(out, x, it->shape + planes, it->strides[0][planes], it->strides[1][planes + 1], size);
    if (cl_stop_requested()) return CL_INTERRUPTED;
    int d = planes - 1;
    for (; d >= 0; d--) {
      out += it->strides[0][d];
      x += it->strides[1][d];
      if (++position[d] < it->shape[d]) break;
      out -= it->strides[0][d] * it->shape[d];
      x -= it->strides[1][d] * it->shape[d];
      position[d] = 0;
    }
    if (d < 0) return CL_OK;
  }
}

cl_status cl_cast(int32_t from, int32_t to, const cl_iterator *it) {
  cl_parameters p = {.first_integer = from, .second_integer = to};
  if (from == to) {
    int64_t size = (int64_t)sizes[from];
    if ((size == 4 || size == 8) && is_transposed(it, size)) return copy_transposed(it, size);
    return cl_unary(CL_COPY, from, it, &p);
  }
  cl_loop loop = frequent_cast(from, to);
  return cl_for_each_line(it, loop ? loop : cast_line, &p);
}

#define FILL(TYPE)                                      \
  {                                                     \
    TYPE value = *(const TYPE *)element;                \
    CL_POLLED_FOR(i, n) ((TYPE *)out)[i] = value;       \
    break;                                              \
  }

void cl_fill(int32_t dtype, void *out, int64_t n, const void *element) {
  switch (sizes[dtype]) {
  case 1: FILL(uint8_t)
  case 2: FILL(uint16_t)
  case 4: FILL(uint32_t)
  case 8: FILL(uint64_t)
  default:
    CL_POLLED_FOR(i, n) memcpy((char *)out + 16 * i, element, 16);
  }
}

bool cl_arange(int32_t dtype, void *out, int64_t n, double start, double step, int64_t start_integer,
               int64_t step_integer) {
  CL_POLLED_FOR(i, n) {
    char *element = (char *)out + (size_t)i * sizes[dtype];
    if (is_integral(dtype))
      cl_store_int(dtype, element, (int64_t)((uint64_t)start_integer + (uint64_t)i * (uint64_t)step_integer));
    else cl_store_double(dtype, element, start + step * (double)i, 0);
  }
  return true;
}

// One line of choices between values that advance by a step of 1 or 0.
#define CHOOSE(TYPE, FIRST, SECOND)                                                        \
  {                                                                                        \
    TYPE *out = (TYPE *)data[0];                                                           \
    const bool *condition = (const bool *)data[1];                                         \
    const TYPE *x = (const TYPE *)data[2], *y = (const TYPE *)data[3];                     \
    _Pragma("clang loop vectorize(assume_safety)")                                         \
    for (int64_t i = 0; i < n; i++) {                                                      \
      TYPE a = x[FIRST * i], b = y[SECOND * i];                                            \
      out[i] = condition[i] ? a : b;                                                       \
    }                                                                                      \
    return CL_OK;                                                                          \
  }

#define WHERE(BYTES, TYPE)                                                                                           \
  CL_CLONES static cl_status where_##BYTES(char *const *data, const int64_t *strides, int64_t n,                     \
                                           const cl_parameters *p) {                                                 \
    (void)p;                                                                                                         \
    if (strides[0] == BYTES && strides[1] == 1) {                                                                    \
      if (strides[2] == BYTES && strides[3] == BYTES) CHOOSE(TYPE, 1, 1)                                             \
      if (strides[2] == 0 && strides[3] == BYTES) CHOOSE(TYPE, 0, 1)                                                 \
      if (strides[2] == BYTES && strides[3] == 0) CHOOSE(TYPE, 1, 0)                                                 \
      if (strides[2] == 0 && strides[3] == 0) CHOOSE(TYPE, 0, 0)                                                     \
    }                                                                                                                \
    for (int64_t i = 0; i < n; i++) {                                                                                \
      bool condition = *(const bool *)(data[1] + i * strides[1]);                                                    \
      const char *chosen = condition ? data[2] + i * strides[2] : data[3] + i * strides[3];                          \
      memcpy(data[0] + i * strides[0], chosen, BYTES);                                                               \
    }                                                                                                                \
    return CL_OK;                                                                                                    \
  }
WHERE(1, uint8_t)
WHERE(2, uint16_t)
WHERE(4, uint32_t)
WHERE(8, uint64_t)
WHERE(16, double _Complex)

cl_status cl_where(int32_t dtype, const cl_iterator *it) {
  static const cl_parameters none = {0};
  switch (sizes[dtype]) {
  case 1: return cl_for_each_line(it, where_1, &none);
  case 2: return cl_for_each_line(it, where_2, &none);
  case 4: return cl_for_each_line(it, where_4, &none);
  case 8: return cl_for_each_line(it, where_8, &none);
  default: return cl_for_each_line(it, where_16, &none);
  }
}

int32_t cl_format_double(char *buffer, size_t capacity, bool scientific, int32_t precision, double value) {
  return snprintf(buffer, capacity, scientific ? "%.*e" : "%.*f", precision, value);
}
