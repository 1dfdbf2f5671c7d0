/* ASCII is passed sixteen bytes at a time; other characters are utf8proc's to judge. */
#include "base/utf8.h"

#include "base/sixteen.h"

#include <utf8proc.h>

size_t cs_utf8_character(const char *bytes, size_t length, int32_t *point) {
  utf8proc_ssize_t most = length < 4 ? (utf8proc_ssize_t)length : 4;
  utf8proc_ssize_t size = utf8proc_iterate((const utf8proc_uint8_t *)bytes, most, point);
  return size > 0 ? (size_t)size : 0;
}

size_t cs_utf8_run(const char *bytes, size_t length) {
  size_t at = 0;
  while (at < length) {
    if (length - at >= 16 && !cs_sixteen_any(cs_sixteen_others(cs_sixteen_load(bytes + at)))) {
      at += 16;
      continue;
    }
    int32_t point;
    bool ascii = (unsigned char)bytes[at] < 0x80;
    size_t size = ascii ? 1 : cs_utf8_character(bytes + at, length - at, &point);
    if (size == 0) {
      break;
    }
    at += size;
  }
  return at;
}

bool cs_is_utf8(const char *bytes, size_t length) {
  return cs_utf8_run(bytes, length) == length;
}

bool cs_is_text(const char *bytes, size_t length) {
  return length == 0 || (memchr(bytes, '\0', length) == NULL && cs_is_utf8(bytes, length));
}

void cs_utf8_repair(cs_buffer *out, const char *bytes, size_t length) {
  for (size_t at = 0; at < length; at++) {
    size_t valid = cs_utf8_run(bytes + at, length - at);
    cs_buffer_add(out, bytes + at, valid);
    at += valid;
    if (at < length) {
      cs_buffer_add_string(out, "\xEF\xBF\xBD");
    }
  }
}
