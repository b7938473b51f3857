// PCRE2 is three libraries, for characters of one, two and four bytes. Here each function is one,
// and takes the width as its first argument.
#define PCRE2_CODE_UNIT_WIDTH 0
#include <pcre2.h>

#define BY_WIDTH(width, function, ...)             \
  ((width) == 1   ? function##_8(__VA_ARGS__)      \
   : (width) == 2 ? function##_16(__VA_ARGS__)     \
                  : function##_32(__VA_ARGS__))

#define POINTER_BY_WIDTH(width, function, ...)             \
  ((width) == 1   ? (void *)function##_8(__VA_ARGS__)      \
   : (width) == 2 ? (void *)function##_16(__VA_ARGS__)     \
                  : (void *)function##_32(__VA_ARGS__))

/// A compiled pattern; NULL if there is something wrong with it, which `error` then says.
static inline void *regex_compile(
    int width, const void *pattern, size_t count, uint32_t options, int *error) {
  size_t offset;
  return POINTER_BY_WIDTH(width, pcre2_compile, pattern, count, options, error, &offset, NULL);
}

static inline void regex_code_free(int width, void *code) {
  BY_WIDTH(width, pcre2_code_free, code);
}

/// Makes machine code of a compiled pattern; whether that was possible.
static inline int regex_make_machine_code(int width, void *code) {
  return BY_WIDTH(width, pcre2_jit_compile, code, PCRE2_JIT_COMPLETE) == 0;
}

/// Room for the bounds of a match.
static inline void *regex_match_data(int width, void *code) {
  return POINTER_BY_WIDTH(width, pcre2_match_data_create_from_pattern, code, NULL);
}

static inline void regex_match_data_free(int width, void *data) {
  BY_WIDTH(width, pcre2_match_data_free, data);
}

/// Limits of matching: steps, and KiB of memory for backtracking.
static inline void *regex_context(int width, uint32_t steps, uint32_t kilobytes) {
  void *context = POINTER_BY_WIDTH(width, pcre2_match_context_create, NULL);
  if (!context) return NULL;
  BY_WIDTH(width, pcre2_set_match_limit, context, steps);
  BY_WIDTH(width, pcre2_set_heap_limit, context, kilobytes);
  return context;
}

static inline void regex_context_free(int width, void *context) {
  BY_WIDTH(width, pcre2_match_context_free, context);
}

#define DEFINE_ASK(bits)                                                              \
  static int regex_ask_##bits(pcre2_callout_block_##bits *block, void *flag) {        \
    (void)block;                                                                      \
    return *(volatile int32_t *)flag ? PCRE2_ERROR_CALLOUT : 0;                       \
  }
DEFINE_ASK(8)
DEFINE_ASK(16)
DEFINE_ASK(32)

/// Ends a match with PCRE2_ERROR_CALLOUT when the flag is set, in a pattern that has callouts.
static inline void regex_stop_by(int width, void *context, int32_t *flag) {
  switch (width) {
    case 1: pcre2_set_callout_8(context, regex_ask_8, flag); break;
    case 2: pcre2_set_callout_16(context, regex_ask_16, flag); break;
    default: pcre2_set_callout_32(context, regex_ask_32, flag);
  }
}

static inline int regex_match(
    int width, const void *code, const void *subject, size_t count, size_t start,
    uint32_t options, void *data, void *context) {
  return BY_WIDTH(width, pcre2_match, code, subject, count, start, options, data, context);
}

/// The bounds of the last match: first and end of each group, all bits set if it took no part.
static inline const intptr_t *regex_bounds(int width, void *data) {
  return POINTER_BY_WIDTH(width, pcre2_get_ovector_pointer, data);
}

/// The text of an error, in ASCII.
static inline int regex_error_text(int error, char *text, size_t capacity) {
  return pcre2_get_error_message_8(error, (PCRE2_UCHAR8 *)text, capacity);
}
