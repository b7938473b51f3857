// The updates of optimizers, one pass over parameter, gradient and state; each step rounded like PyTorch's single
// operations.
#include "CLoops.h"
#include "vectormath.h"

#pragma STDC FP_CONTRACT OFF

CL_CLONES void cl_sgd(float *p, const float *grad, float *momentum, int64_t n, const cl_sgd_parameters *s) {
  float rate = -s->rate, decay = s->decay, factor = s->momentum, share = s->share;
  bool decays = decay != 0, nesterov = s->nesterov, is_first = s->is_first;
  if (!momentum && !decays) {
    for (int64_t i = 0; i < n; i++) p[i] = __builtin_fmaf(rate, grad[i], p[i]);
    return;
  }
  for (int64_t i = 0; i < n; i++) {
    float g = decays ? __builtin_fmaf(decay, p[i], grad[i]) : grad[i], m = g;
    if (momentum) {
      if (!is_first) m = __builtin_fmaf(share, g, momentum[i] * factor);
      momentum[i] = m;
      if (nesterov) m = __builtin_fmaf(factor, m, g);
    }
    p[i] = __builtin_fmaf(rate, m, p[i]);
  }
}

CL_CLONES void cl_adam(float *p, const float *grad, float *average, float *square, int64_t n,
                       const cl_adam_parameters *s) {
  float decay = s->decay, kept = s->kept, share1 = s->share1, beta2 = s->beta2, share2 = s->share2;
  float root = s->root, epsilon = s->epsilon, step = s->step;
  for (int64_t i = 0; i < n; i++) {
    float value = p[i] * kept, g = decay != 0 ? __builtin_fmaf(decay, value, grad[i]) : grad[i];
    float a = average[i] + (g - average[i]) * share1;
    float v = square[i] * beta2 + g * share2 * g;
    average[i] = a;
    square[i] = v;
    p[i] = value + a * step / (__builtin_elementwise_sqrt(v) / root + epsilon);
  }
}
