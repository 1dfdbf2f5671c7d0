/* Nearest names: optimal string alignment distance over three rolling rows. */
#include "base/nearest.h"

#include <stdbool.h>
#include <stdint.h>
#include <string.h>

enum { NAME_MAX_BYTES = 64 };

static int lower(char byte) {
  return byte >= 'A' && byte <= 'Z' ? byte - 'A' + 'a' : (unsigned char)byte;
}

static size_t least(size_t a, size_t b) {
  return a < b ? a : b;
}

static size_t distance(const char *a, size_t a_length, const char *b, size_t b_length) {
  size_t rows[3][NAME_MAX_BYTES + 1];
  size_t *before = rows[0], *last = rows[1], *now = rows[2];
  for (size_t j = 0; j <= b_length; j++) {
    last[j] = j;
    before[j] = j;
  }
  for (size_t i = 1; i <= a_length; i++) {
    now[0] = i;
    for (size_t j = 1; j <= b_length; j++) {
      size_t change = last[j - 1] + (lower(a[i - 1]) != lower(b[j - 1]));
      now[j] = least(change, least(last[j], now[j - 1]) + 1);
      bool swapped = i > 1 && j > 1 && lower(a[i - 1]) == lower(b[j - 2]) &&
                     lower(a[i - 2]) == lower(b[j - 1]);
      if (swapped) {
        now[j] = least(now[j], before[j - 2] + 1);
      }
    }
    size_t *oldest = before;
    before = last;
    last = now;
    now = oldest;
  }
  return last[b_length];
}

const char *cs_nearest(const char *wanted, const char *const *names, size_t count) {
  size_t length = strlen(wanted), best = SIZE_MAX;
  const char *nearest = NULL;
  if (length == 0 || length > NAME_MAX_BYTES) {
    return NULL;
  }
  for (size_t i = 0; i < count; i++) {
    size_t other = strlen(names[i]);
    if (other == 0 || other > NAME_MAX_BYTES) {
      continue;
    }
    size_t far = distance(wanted, length, names[i], other);
    size_t longer = length > other ? length : other;
    size_t allowed = longer / 3 > 0 ? longer / 3 : 1;
    if (far <= allowed && far < best) {
      best = far;
      nearest = names[i];
    }
  }
  return nearest;
}
