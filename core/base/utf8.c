/* ASCII is passed sixteen bytes at a time; other characters are utf8proc's to judge. */
#include "base/utf8.h"

#include "base/sixteen.h"

#include <utf8proc.h>

/* Bytes of the character at the start, or 0 where there is none; `length` > 0. */
static size_t character_bytes(const char *bytes, size_t length) {
  utf8proc_int32_t point;
  utf8proc_ssize_t most = length < 4 ? (utf8proc_ssize_t)length : 4;
  utf8proc_ssize_t size = utf8proc_iterate((const utf8proc_uint8_t *)bytes, most, &point);
  return size > 0 ? (size_t)size : 0;
}

bool cs_is_utf8(const char *bytes, size_t length) {
  for (size_t at = 0; at < length;) {
    if (length - at >= 16 && !cs_sixteen_any(cs_sixteen_others(cs_sixteen_load(bytes + at)))) {
      at += 16;
      continue;
    }
    size_t size = (unsigned char)bytes[at] < 0x80 ? 1 : character_bytes(bytes + at, length - at);
    if (size == 0) {
      return false;
    }
    at += size;
  }
  return true;
}

bool cs_is_text(const char *bytes, size_t length) {
  return length == 0 || (memchr(bytes, '\0', length) == NULL && cs_is_utf8(bytes, length));
}
