// One step of recurrent layers over a batch, each element rounded like the single operations of a composed cell.
#include "CLoops.h"
#include "vectormath.h"
#include <string.h>

#pragma STDC FP_CONTRACT OFF

#define INLINE static inline __attribute__((always_inline))

static CL_CLONES void add_lines(const float *a, float *b, int64_t n) {
  for (int64_t i = 0; i < n; i++) b[i] = a[i] + b[i];
}

// The slopes of the logistic function and of tanh from their values.
INLINE float logistic_slope(float y) { return (1 - y) * y; }
INLINE float tanh_slope(float y) { return 1 - y * y; }

static CL_CLONES void lstm_states(const float *gates, const float *before, float *cell, int64_t size) {
  const float *entered = gates, *kept = gates + size, *new = gates + 2 * size;
  for (int64_t i = 0; i < size; i++) cell[i] = kept[i] * before[i] + entered[i] * new[i];
}

static CL_CLONES void multiply_lines(const float *a, float *b, int64_t n) {
  for (int64_t i = 0; i < n; i++) b[i] = a[i] * b[i];
}

void cl_lstm_step(int64_t batch, int64_t size, const float *x, float *gates, const float *before, float *cell,
                  float *hidden) {
  for (int64_t row = 0; row < batch; row++) {
    add_lines(x, gates, 4 * size);
    cl_sleef_sigmoid(gates, gates, 2 * size);
    cl_rounded_tanh(gates + 2 * size, gates + 2 * size, size);
    cl_sleef_sigmoid(gates + 3 * size, gates + 3 * size, size);
    lstm_states(gates, before, cell, size);
    cl_rounded_tanh(cell, hidden, size);
    multiply_lines(gates + 3 * size, hidden, size);
    x += 4 * size, gates += 4 * size, before += size, cell += size, hidden += size;
  }
}

// `count` elements of a row whose gates are `size` apart; `shown_cell` is the cell's tanh.
static CL_CLONES void lstm_backward_part(int64_t size, int64_t count, const float *gates, const float *before,
                                         const float *shown_cell, const float *hidden_grad, float *cell_grad, float *out) {
  for (int64_t i = 0; i < count; i++) {
    float entered = gates[i], kept = gates[size + i], new = gates[2 * size + i], shown = gates[3 * size + i];
    float t = shown_cell[i], h = hidden_grad[i], c = cell_grad[i] + h * shown * tanh_slope(t);
    out[i] = c * new * logistic_slope(entered);
    out[size + i] = c * before[i] * logistic_slope(kept);
    out[2 * size + i] = c * entered * tanh_slope(new);
    out[3 * size + i] = h * t * logistic_slope(shown);
    cell_grad[i] = c * kept;
  }
}

enum { PART = 256 };

void cl_lstm_step_backward(int64_t batch, int64_t size, const float *gates, const float *before, const float *cell,
                           const float *hidden_grad, float *cell_grad, float *out) {
  float shown[PART];
  for (int64_t row = 0; row < batch; row++) {
    for (int64_t i = 0; i < size; i += PART) {
      int64_t count = size - i < PART ? size - i : PART;
      cl_rounded_tanh(cell + i, shown, count);
      lstm_backward_part(size, count, gates + i, before + i, shown, hidden_grad + i, cell_grad + i, out + i);
    }
    gates += 4 * size, before += size, cell += size, hidden_grad += size, cell_grad += size, out += 4 * size;
  }
}

static CL_CLONES void gru_new(const float *x, const float *reset, const float *from_hidden, float *out, int64_t size) {
  for (int64_t i = 0; i < size; i++) out[i] = from_hidden[i] * reset[i] + x[i];
}

static CL_CLONES void gru_hidden(const float *update, const float *new, const float *before, float *hidden, int64_t size) {
  for (int64_t i = 0; i < size; i++) hidden[i] = (before[i] - new[i]) * update[i] + new[i];
}

void cl_gru_step(int64_t batch, int64_t size, const float *x, float *gates, float *from_hidden, const float *before,
                 float *hidden) {
  for (int64_t row = 0; row < batch; row++) {
    float *new = gates + 2 * size;
    add_lines(x, gates, 2 * size);
    cl_sleef_sigmoid(gates, gates, 2 * size);
    memcpy(from_hidden, new, (size_t)size * sizeof *new);
    gru_new(x + 2 * size, gates, from_hidden, new, size);
    cl_rounded_tanh(new, new, size);
    gru_hidden(gates + size, new, before, hidden, size);
    x += 3 * size, gates += 3 * size, from_hidden += size, before += size, hidden += size;
  }
}

static CL_CLONES void gru_backward_row(int64_t size, const float *gates, const float *from_hidden, const float *before,
                                       float *hidden_grad, float *x_out, float *hidden_out) {
  for (int64_t i = 0; i < size; i++) {
    float reset = gates[i], update = gates[size + i], new = gates[2 * size + i], h = hidden_grad[i];
    float new_grad = h * (1 - update) * tanh_slope(new);
    float reset_grad = new_grad * from_hidden[i] * logistic_slope(reset);
    float update_grad = h * (before[i] - new) * logistic_slope(update);
    x_out[i] = hidden_out[i] = reset_grad;
    x_out[size + i] = hidden_out[size + i] = update_grad;
    x_out[2 * size + i] = new_grad;
    hidden_out[2 * size + i] = new_grad * reset;
    hidden_grad[i] = h * update;
  }
}

void cl_gru_step_backward(int64_t batch, int64_t size, const float *gates, const float *from_hidden, const float *before,
                          float *hidden_grad, float *x_out, float *hidden_out) {
  for (int64_t row = 0; row < batch; row++) {
    gru_backward_row(size, gates, from_hidden, before, hidden_grad, x_out, hidden_out);
    gates += 3 * size, from_hidden += size, before += size, hidden_grad += size, x_out += 3 * size;
    hidden_out += 3 * size;
  }
}
