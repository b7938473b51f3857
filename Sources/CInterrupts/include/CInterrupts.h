// What stops long work: the flag of a thread, and GMP's operations in a form that can be abandoned.
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

// Long work of this thread gives up once `*flag` is not 0.
void ci_watch(const volatile int32_t *_Nonnull flag);

// The flag is about to go.
void ci_forget(const volatile int32_t *_Nonnull flag);

// Whether this thread's long work is to give up.
bool ci_is_stopped(void);

// GMP's operations that may take long.
typedef enum {
  CI_MULTIPLY,         // result = a * b
  CI_DIVIDE,           // result = a // b, second_result = a % b, rounded down
  CI_POWER,            // result = a ** word
  CI_POWER_MODULO,     // result = a ** b % c
  CI_INVERSE,          // result = the inverse of a modulo b; answer is 0 if there is none
  CI_COMMON_DIVISOR,   // result = gcd(a, b)
  CI_COMMON_MULTIPLE,  // result = lcm(a, b)
  CI_SQUARE_ROOT,      // result = the root of a, rounded down
  CI_WRITE,            // text = the digits of a in the base, which have room there
  CI_READ,             // result = the number of the text in the base
} ci_kind;

typedef enum { CI_DONE, CI_STOPPED, CI_OUT_OF_MEMORY } ci_status;

// An operation of GMP. Numbers are pointers to initialised `mpz_t`s.
typedef struct {
  ci_kind kind;
  void *_Nullable result;
  void *_Nullable second_result;
  const void *_Nullable a;
  const void *_Nullable b;
  const void *_Nullable c;
  uint64_t word;
  char *_Nullable text;
  int32_t base;
  int32_t answer;
} ci_operation;

// Runs an operation on a thread of its own, with memory of its own, and copies the results. Where
// this thread is told to stop, the operation is abandoned: thread and memory go, no result is set.
ci_status ci_run(ci_operation *_Nonnull operation);
