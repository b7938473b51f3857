// Orders of positions by value in which equal values stand as PyTorch has them: those of the C++ library's sort,
// nth_element and partial_sort, which are not stable.
extern "C" {
#include "CLoops.h"
}
#include <algorithm>
#include <cmath>
#include <numeric>

void cl_order_unstable(const double *values, int64_t *positions, int64_t n) {
  std::iota(positions, positions + n, 0);
  std::sort(positions, positions + n, [values](int64_t a, int64_t b) { return values[a] < values[b]; });
}

void cl_order_top(const double *values, int64_t *positions, int64_t n, int64_t k, bool largest, bool sorted) {
  std::iota(positions, positions + n, 0);
  if (k <= 0) return;
  // NaN counts as the largest.
  auto descends = [values](int64_t a, int64_t b) {
    double x = values[a], y = values[b];
    return (std::isnan(x) && !std::isnan(y)) || x > y;
  };
  auto ascends = [values](int64_t a, int64_t b) {
    double x = values[a], y = values[b];
    return (!std::isnan(x) && std::isnan(y)) || x < y;
  };
  auto select = [&](auto before) {
    if (k * 64 <= n) {
      std::partial_sort(positions, positions + k, positions + n, before);
      return;
    }
    std::nth_element(positions, positions + k - 1, positions + n, before);
    if (sorted) std::sort(positions, positions + k - 1, before);
  };
  if (largest) select(descends);
  else select(ascends);
}
