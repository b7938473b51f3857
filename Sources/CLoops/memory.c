// The thread's state, deferred releases and the caching allocator.
#include "CLoops.h"
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>

#pragma STDC FP_CONTRACT OFF

_Thread_local cl_thread_state cl_thread_local __attribute__((tls_model("initial-exec"))) = {.grad_enabled = true};

static _Thread_local struct {
  void **objects;
  size_t count, capacity;
} deferred;

void cl_defer_release(void *object) {
  if (deferred.count == deferred.capacity) {
    size_t capacity = deferred.capacity ? deferred.capacity * 2 : 64;
    void **objects = realloc(deferred.objects, capacity * sizeof *objects);
    if (!objects) abort();
    deferred.objects = objects;
    deferred.capacity = capacity;
  }
  deferred.objects[deferred.count++] = object;
}

void *cl_next_deferred(void) {
  if (deferred.count == 0) return NULL;
  return deferred.objects[--deferred.count];
}

// Free blocks of 2^class bytes, linked through their first word. Small classes keep everything they are given;
// large ones together keep at most LARGE_LIMIT bytes, the rest goes back to the system. Blocks beyond LARGEST_KEPT
// are never kept, and are of the size asked for.
enum { SMALLEST_CLASS = 6, LARGE_CLASS = 20, LARGEST_KEPT = 30, CLASS_COUNT = LARGEST_KEPT + 1 };
static const size_t LARGE_LIMIT = (size_t)1 << 30;

static _Thread_local struct {
  void *free[CLASS_COUNT];
  size_t large_bytes;
} cache;

static inline int size_class(size_t bytes) {
  if (bytes <= (1u << SMALLEST_CLASS)) return SMALLEST_CLASS;
  return 64 - __builtin_clzll(bytes - 1);
}

// Large blocks ask for huge pages, which the kernel gives and takes hundreds of times faster.
enum { HUGE_PAGE = 1 << 21, HUGE_PAGES_FROM = 1 << 24 };

static void *fresh_block(size_t bytes) {
  void *block = aligned_alloc(64, bytes);
  if (block && bytes >= HUGE_PAGES_FROM) {
    uintptr_t start = ((uintptr_t)block + HUGE_PAGE - 1) & ~(uintptr_t)(HUGE_PAGE - 1);
    uintptr_t end = ((uintptr_t)block + bytes) & ~(uintptr_t)(HUGE_PAGE - 1);
    madvise((void *)start, end - start, MADV_HUGEPAGE);
  }
  return block;
}

void *cl_allocate(size_t bytes) {
  int class = size_class(bytes);
  if (class > LARGEST_KEPT) return fresh_block((bytes + 63) & ~(size_t)63);
  void *block = cache.free[class];
  if (block) {
    memcpy(&cache.free[class], block, sizeof(void *));
    if (class >= LARGE_CLASS) cache.large_bytes -= (size_t)1 << class;
    return block;
  }
  return fresh_block((size_t)1 << class);
}

bool cl_can_allocate(size_t bytes) {
  if (bytes > PTRDIFF_MAX) return false;
  int class = size_class(bytes);
  // Volatile, as a compiler may leave out a block that nobody uses and take it for allocated.
  void *volatile block = malloc(class > LARGEST_KEPT ? bytes + 64 : (size_t)1 << class);
  free(block);
  return block != NULL;
}

void cl_deallocate(void *block, size_t bytes) {
  int class = size_class(bytes);
  if (class >= LARGE_CLASS) {
    if (cache.large_bytes + ((size_t)1 << class) > LARGE_LIMIT) {
      free(block);
      return;
    }
    cache.large_bytes += (size_t)1 << class;
  }
  memcpy(block, &cache.free[class], sizeof(void *));
  cache.free[class] = block;
}
