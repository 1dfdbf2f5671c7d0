/* Numbers as text: fewest digits first, until the text reads back the same. */
#include "output/number.h"

#include <inttypes.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>

size_t cs_real_text(char text[CS_NUMBER_SIZE], double real) {
  int length = 0;
  if (isinf(real)) {
    length = snprintf(text, CS_NUMBER_SIZE, real < 0 ? "-INF" : "INF");
    return (size_t)length;
  }
  double plain = real == 0 ? 0 : real;
  for (int digits = 15; digits <= 17; digits++) {
    length = snprintf(text, CS_NUMBER_SIZE, "%.*g", digits, plain);
    if (strtod(text, NULL) == plain) {
      break;
    }
  }
  return (size_t)length;
}

size_t cs_integer_text(char text[CS_NUMBER_SIZE], int64_t integer) {
  return (size_t)snprintf(text, CS_NUMBER_SIZE, "%" PRId64, integer);
}
