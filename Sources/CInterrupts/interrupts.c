#define _GNU_SOURCE
#include "CInterrupts.h"

#include <gmp.h>
#include <pthread.h>
#include <setjmp.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <time.h>

static _Thread_local const volatile int32_t *stop_flag;

void ci_watch(const volatile int32_t *flag) { stop_flag = flag; }

void ci_forget(const volatile int32_t *flag) {
  if (stop_flag == flag) stop_flag = NULL;
}

bool ci_is_stopped(void) { return stop_flag && *stop_flag != 0; }

// Memory
//
// GMP asks for memory through these functions. On the thread of an operation each block is a
// mapping of its own in a list, so that all can go at once, and no lock is ever held.

typedef struct block {
  struct block *before, *after;
  size_t mapped;
  size_t unused;  // what follows is aligned as malloc aligns
} block;

// An operation under way, on its thread.
typedef struct {
  ci_operation *operation;
  __mpz_struct results[2];
  block blocks;  // the list's head
  sigjmp_buf end;
  volatile sig_atomic_t in_allocator, must_end;
  ci_status status;
  pthread_mutex_t lock;
  pthread_cond_t changed;
  bool is_over;
} run;

static _Thread_local run *volatile current;

static void leave_allocator(run *run) {
  run->in_allocator = 0;
  if (run->must_end) siglongjmp(run->end, CI_STOPPED);
}

static void *allocate(size_t size) {
  run *run = current;
  if (!run) {
    void *memory = malloc(size);
    if (!memory) abort();
    return memory;
  }
  run->in_allocator = 1;
  size_t mapped = sizeof(block) + size;
  block *new = mmap(NULL, mapped, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  if (new == MAP_FAILED) siglongjmp(run->end, CI_OUT_OF_MEMORY);
  new->mapped = mapped;
  new->before = &run->blocks;
  new->after = run->blocks.after;
  run->blocks.after->before = new;
  run->blocks.after = new;
  leave_allocator(run);
  return new + 1;
}

static void release(void *memory, size_t size) {
  run *run = current;
  if (!run) {
    free(memory);
    return;
  }
  (void)size;
  run->in_allocator = 1;
  block *old = (block *)memory - 1;
  old->before->after = old->after;
  old->after->before = old->before;
  munmap(old, old->mapped);
  leave_allocator(run);
}

static void *reallocate(void *memory, size_t old_size, size_t new_size) {
  if (!current) {
    void *moved = realloc(memory, new_size);
    if (!moved) abort();
    return moved;
  }
  void *moved = allocate(new_size);
  memcpy(moved, memory, old_size < new_size ? old_size : new_size);
  release(memory, old_size);
  return moved;
}

static void release_all(run *run) {
  for (block *next, *each = run->blocks.after; each != &run->blocks; each = next) {
    next = each->after;
    munmap(each, each->mapped);
  }
}

// Operations

static void perform(ci_operation *o, mpz_ptr result, mpz_ptr second_result) {
  mpz_srcptr a = o->a, b = o->b, c = o->c;
  switch (o->kind) {
    case CI_MULTIPLY: mpz_mul(result, a, b); break;
    case CI_DIVIDE: mpz_fdiv_qr(result, second_result, a, b); break;
    case CI_POWER: mpz_pow_ui(result, a, o->word); break;
    case CI_POWER_MODULO: mpz_powm(result, a, b, c); break;
    case CI_INVERSE: o->answer = mpz_invert(result, a, b); break;
    case CI_COMMON_DIVISOR: mpz_gcd(result, a, b); break;
    case CI_COMMON_MULTIPLE: mpz_lcm(result, a, b); break;
    case CI_SQUARE_ROOT: mpz_sqrt(result, a); break;
    case CI_WRITE: mpz_get_str(o->text, o->base, a); break;
    case CI_READ: mpz_set_str(result, o->text, o->base); break;
  }
}

// The signal that abandons an operation; its standard action is to be ignored.
static const int signal_number = SIGURG;

static void abandon(int number) {
  (void)number;
  run *run = current;
  if (!run) return;
  run->must_end = 1;
  if (!run->in_allocator) siglongjmp(run->end, CI_STOPPED);
}

static void *thread_body(void *argument) {
  run *run = argument;
  ci_status status = (ci_status)sigsetjmp(run->end, 1);
  if (status == CI_DONE) {
    current = run;
    mpz_init(&run->results[0]);
    mpz_init(&run->results[1]);
    perform(run->operation, &run->results[0], &run->results[1]);
  }
  current = NULL;
  pthread_mutex_lock(&run->lock);
  run->status = status;
  run->is_over = true;
  pthread_cond_signal(&run->changed);
  pthread_mutex_unlock(&run->lock);
  return NULL;
}

static void prepare(void) {
  mp_set_memory_functions(allocate, reallocate, release);
  struct sigaction action = {.sa_handler = abandon, .sa_flags = SA_RESTART};
  sigaction(signal_number, &action, NULL);
}

// Only the signal of this file may interrupt the thread: others belong to the one that waits.
static bool start(pthread_t *thread, run *run) {
  sigset_t all_but_ours, before;
  sigfillset(&all_but_ours);
  sigdelset(&all_but_ours, signal_number);
  pthread_sigmask(SIG_BLOCK, &all_but_ours, &before);
  bool has_started = pthread_create(thread, NULL, thread_body, run) == 0;
  pthread_sigmask(SIG_SETMASK, &before, NULL);
  return has_started;
}

// Waits for the end, and brings it about if this thread is to stop.
static void wait_for(pthread_t thread, run *run) {
  pthread_mutex_lock(&run->lock);
  while (!run->is_over) {
    struct timespec deadline;
    clock_gettime(CLOCK_REALTIME, &deadline);
    deadline.tv_nsec += 5000000;
    if (deadline.tv_nsec >= 1000000000) {
      deadline.tv_nsec -= 1000000000;
      deadline.tv_sec += 1;
    }
    pthread_cond_timedwait(&run->changed, &run->lock, &deadline);
    // Again and again: a signal before the thread has begun is lost.
    if (!run->is_over && ci_is_stopped()) pthread_kill(thread, signal_number);
  }
  pthread_mutex_unlock(&run->lock);
  pthread_join(thread, NULL);
}

ci_status ci_run(ci_operation *operation) {
  static pthread_once_t once = PTHREAD_ONCE_INIT;
  pthread_once(&once, prepare);
  run run = {.operation = operation};
  run.blocks.before = run.blocks.after = &run.blocks;
  pthread_mutex_init(&run.lock, NULL);
  pthread_cond_init(&run.changed, NULL);
  pthread_t thread;
  if (start(&thread, &run)) {
    wait_for(thread, &run);
  } else {
    run.status = CI_OUT_OF_MEMORY;
  }
  if (run.status == CI_DONE) {
    if (operation->result) mpz_set(operation->result, &run.results[0]);
    if (operation->second_result) mpz_set(operation->second_result, &run.results[1]);
  }
  release_all(&run);
  pthread_cond_destroy(&run.changed);
  pthread_mutex_destroy(&run.lock);
  return run.status;
}
