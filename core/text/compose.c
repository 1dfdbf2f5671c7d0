/* The last touches to the text of a block. Text in ASCII is in NFC already. */
#include "text/compose.h"

#include <stdlib.h>
#include <utf8proc.h>

void cs_compose(cs_buffer *out, size_t start) {
  bool needed = false;
  for (size_t i = start; i < out->length && !needed; i++) {
    needed = (unsigned char)out->bytes[i] >= 0x80;
  }
  utf8proc_uint8_t *composed = NULL;
  if (!needed) {
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
  size_t end = length;
  while (end > 0 && text[end - 1] == '#') {
    end--;
  }
  return end > 0 && end < length && text[end - 1] == ' ' ? end - 1 : length;
}
