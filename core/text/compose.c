/* The last touches to the text of a block. Text is in NFC already where none of its
 * characters may compose: it is then looked at and left, which is how most blocks end. */
#include "text/compose.h"

#include "base/sixteen.h"
#include "text/characters.h"

#include <stdlib.h>
#include <utf8proc.h>

static bool may_compose(const char *text, size_t length) {
  for (size_t at = 0; at < length;) {
    if (at + 16 <= length && !cs_sixteen_any(cs_sixteen_others(cs_sixteen_load(text + at)))) {
      at += 16;
      continue;
    }
    uint32_t point;
    at += cs_read_point(text + at, length - at, &point);
    if (cs_may_compose(point)) {
      return true;
    }
  }
  return false;
}

void cs_compose(cs_buffer *out, size_t start) {
  utf8proc_uint8_t *composed = NULL;
  if (!may_compose(out->bytes + start, out->length - start)) {
    return;
  }
  utf8proc_ssize_t size = utf8proc_map((const utf8proc_uint8_t *)out->bytes + start,
                                       (utf8proc_ssize_t)(out->length - start), &composed,
                                       UTF8PROC_STABLE | UTF8PROC_COMPOSE);
  if (size >= 0) {
    out->length = start;
    cs_buffer_add(out, composed, (size_t)size);
  }
  free(composed);
}

size_t cs_without_closing_hashes(const char *text, size_t length) {
  size_t hashes = length;
  while (hashes > 0 && text[hashes - 1] == '#') {
    hashes--;
  }
  size_t end = hashes;
  while (end > 0 && (text[end - 1] == ' ' || text[end - 1] == '\t')) {
    end--;
  }
  return end > 0 && end < hashes && hashes < length ? end : length;
}
