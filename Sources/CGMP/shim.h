#include <gmp.h>
#include <stdio.h>

// C's number printing, which Swift cannot call because it is variadic: writes `value` with
// `precision` digits after the point, as "%.*e" when `scientific`, else as "%.*f".
// Returns the length of the whole text, which may be more than `capacity` holds.
static inline int print_decimal(char *text, size_t capacity, int scientific, int precision,
                                double value) {
  return snprintf(text, capacity, scientific ? "%.*e" : "%.*f", precision, value);
}
