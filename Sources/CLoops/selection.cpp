// Positions chosen by the order of keys (cl_order_keys). Equal keys stand as PyTorch has them: as the C++ library's
// sort, nth_element and partial_sort leave them, which are not stable, or a quick select of fixed steps.
extern "C" {
#include "iterate.h"
}
#include <algorithm>

namespace {
struct Stopped {};

// Asks now and then whether to give up, as the library's algorithms cannot be left in another way than by throwing.
struct Poll {
  uint32_t steps = 0;
  void operator()() {
    if ((++steps & 0xFFFFF) == 0 && cl_stop_requested()) throw Stopped();
  }
};

// The positions from 0 on.
void number(int64_t *positions, int64_t n) {
  CL_POLLED_FOR(i, n) positions[i] = i;
  if (cl_stop_requested()) throw Stopped();
}

template <class Body> cl_status interruptible(Body body) {
  Poll poll;
  try {
    body(poll);
    return CL_OK;
  } catch (Stopped) {
    return CL_INTERRUPTED;
  }
}
}  // namespace

cl_status cl_order_unstable(const uint64_t *keys, int64_t *positions, int64_t n) {
  return interruptible([=](Poll &poll) {
    number(positions, n);
    std::sort(positions, positions + n, [=, &poll](int64_t a, int64_t b) {
      poll();
      return keys[a] < keys[b];
    });
  });
}

cl_status cl_order_top(const uint64_t *keys, int64_t *positions, int64_t n, int64_t k, bool largest, bool sorted) {
  return interruptible([=](Poll &poll) {
    number(positions, n);
    if (k <= 0) return;
    auto select = [=](auto before) {
      if (k * 64 <= n) {
        std::partial_sort(positions, positions + k, positions + n, before);
        return;
      }
      std::nth_element(positions, positions + k - 1, positions + n, before);
      if (sorted) std::sort(positions, positions + k - 1, before);
    };
    if (largest)
      select([=, &poll](int64_t a, int64_t b) { return poll(), keys[a] > keys[b]; });
    else
      select([=, &poll](int64_t a, int64_t b) { return poll(), keys[a] < keys[b]; });
  });
}

cl_status cl_order_middle(const uint64_t *keys, uint64_t *spare, int64_t n, int64_t k, int64_t *position) {
  return interruptible([=](Poll &poll) {
    CL_POLLED_FOR(i, n) spare[i] = keys[i];
    if (cl_stop_requested()) throw Stopped();
    std::nth_element(spare, spare + k, spare + n, [&poll](uint64_t a, uint64_t b) { return poll(), a < b; });
    uint64_t key = spare[k];
    int64_t before = k - std::count_if(keys, keys + n, [=, &poll](uint64_t other) { return poll(), other < key; });
    for (int64_t i = 0; i < n; i++, poll())
      if (keys[i] == key && before-- == 0) {
        *position = i;
        return;
      }
  });
}

// Hoare's partition with the median of three, as in Sedgewick's and Numerical Recipes' quick select, step by step.
cl_status cl_quick_select(uint64_t *keys, int64_t *positions, int64_t n, int64_t k) {
  return interruptible([=](Poll &poll) {
    number(positions, n);
    auto exchange = [=](int64_t i, int64_t j) {
      std::swap(keys[i], keys[j]);
      std::swap(positions[i], positions[j]);
    };
    auto in_order = [=](int64_t i, int64_t j) {
      if (keys[i] > keys[j]) exchange(i, j);
    };
    int64_t low = 0, high = n - 1;
    while (high > low + 1) {
      exchange(low + (high - low) / 2, low + 1);
      in_order(low + 1, high);
      in_order(low, high);
      in_order(low + 1, low);
      int64_t i = low + 1, j = high;
      const uint64_t pivot = keys[low];
      for (;;) {
        do poll(), i++; while (pivot > keys[i]);
        do poll(), j--; while (keys[j] > pivot);
        if (j < i) break;
        exchange(i, j);
      }
      exchange(low, j);
      if (j <= k) low = i;
      if (j >= k) high = j - 1;
    }
    if (high == low + 1) in_order(low, high);
  });
}

cl_status cl_running_extremes(const uint64_t *keys, int64_t *positions, int64_t n, bool largest, const uint64_t *nan) {
  return interruptible([=](Poll &poll) {
    int64_t best = 0;
    for (int64_t i = 0; i < n; i++, poll()) {
      bool wins = largest ? keys[i] >= keys[best] : keys[i] <= keys[best];
      if (nan) wins = keys[i] == *nan || (keys[best] != *nan && wins);
      if (wins) best = i;
      positions[i] = best;
    }
  });
}
