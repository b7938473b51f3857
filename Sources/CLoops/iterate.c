#include "iterate.h"

#pragma STDC FP_CONTRACT OFF

enum { POLL_INTERVAL = 1 << 20 };

// Drops dimensions of size 1 and merges each dimension with its inner neighbour where all operands allow it.
static cl_iterator merged(const cl_iterator *it) {
  cl_iterator m = {.rank = 0, .operands = it->operands};
  for (int j = 0; j < it->operands; j++) m.data[j] = it->data[j];
  for (int d = 0; d < it->rank; d++) {
    if (it->shape[d] == 1) continue;
    bool joins = m.rank > 0;
    for (int j = 0; joins && j < it->operands; j++)
      joins = m.strides[j][m.rank - 1] == it->strides[j][d] * it->shape[d];
    if (!joins) m.rank++;
    m.shape[m.rank - 1] = joins ? m.shape[m.rank - 1] * it->shape[d] : it->shape[d];
    for (int j = 0; j < it->operands; j++) m.strides[j][m.rank - 1] = it->strides[j][d];
  }
  return m;
}

// One line in pieces of at most POLL_INTERVAL elements.
static cl_status run_line(char *const *start, const int64_t *strides, int operands, int64_t n, cl_loop loop,
                          const cl_parameters *p) {
  char *data[4] = {start[0], start[1], start[2], start[3]};
  while (n > 0) {
    int64_t piece = n < POLL_INTERVAL ? n : POLL_INTERVAL;
    cl_status status = loop(data, strides, piece, p);
    if (status != CL_OK) return status;
    n -= piece;
    for (int j = 0; j < operands; j++) data[j] += piece * strides[j];
    if (n > 0 && cl_stop_requested()) return CL_INTERRUPTED;
  }
  return CL_OK;
}

// The lines of the two innermost dimensions.
static cl_status run_rows(const cl_iterator *m, const int64_t *strides, cl_loop loop, const cl_parameters *p) {
  int inner = m->rank - 1;
  int64_t n = m->shape[inner], since_poll = 0;
  if (inner == 0) return run_line(m->data, strides, m->operands, n, loop, p);
  char *data[4] = {m->data[0], m->data[1], m->data[2], m->data[3]};
  for (int64_t row = 0; row < m->shape[inner - 1]; row++) {
    cl_status status = n < POLL_INTERVAL ? loop(data, strides, n, p) : run_line(data, strides, m->operands, n, loop, p);
    if (status != CL_OK) return status;
    since_poll += n;
    if (since_poll >= POLL_INTERVAL) {
      if (cl_stop_requested()) return CL_INTERRUPTED;
      since_poll = 0;
    }
    for (int j = 0; j < m->operands; j++) data[j] += m->strides[j][inner - 1];
  }
  return CL_OK;
}

cl_status cl_for_each_line(const cl_iterator *it, cl_loop loop, const cl_parameters *p) {
  for (int d = 0; d < it->rank; d++)
    if (it->shape[d] == 0) return CL_OK;
  cl_iterator m = merged(it);
  int64_t strides[4] = {0};
  if (m.rank == 0) return loop(m.data, strides, 1, p);
  int inner = m.rank - 1;
  for (int j = 0; j < m.operands; j++) strides[j] = m.strides[j][inner];
  int64_t position[CL_MAX_RANK] = {0}, since_poll = 0;
  int64_t elements = m.shape[inner] * (inner > 0 ? m.shape[inner - 1] : 1);
  for (;;) {
    cl_status status = run_rows(&m, strides, loop, p);
    if (status != CL_OK) return status;
    since_poll += elements;
    if (since_poll >= POLL_INTERVAL) {
      if (cl_stop_requested()) return CL_INTERRUPTED;
      since_poll = 0;
    }
    int d = inner - 2;
    for (; d >= 0; d--) {
      for (int j = 0; j < m.operands; j++) m.data[j] += m.strides[j][d];
      if (++position[d] < m.shape[d]) break;
      for (int j = 0; j < m.operands; j++) m.data[j] -= m.strides[j][d] * m.shape[d];
      position[d] = 0;
    }
    if (d < 0) return CL_OK;
  }
}
