/* Decoding: plain ASCII is found out in one vector pass and used where it lies;
 * anything else is copied, stretches of ASCII at once and other characters one
 * by one. A bad byte becomes U+FFFD and is counted with its line. */
#include "text/decode.h"

#include "base/sixteen.h"
#include "text/characters.h"

#include <string.h>
#include <utf8proc.h>

enum { REPLACEMENT = 0xFFFD, CONTROL_Z = 0x1A };

static bool is_odd_control(unsigned char byte) {
  return (byte < 0x20 && byte != '\t' && byte != '\n' && byte != '\r' && byte != '\f' &&
          byte != '\v') ||
         byte == 0x7F;
}

/* --- plain ASCII ------------------------------------------------------------ */

static bool is_plain_byte(unsigned char byte) {
  return byte < 0x7F && (byte >= 0x20 || byte == '\n' || byte == '\t');
}

static cs_sixteen plain_bytes(const char *at) {
  cs_sixteen bytes = cs_sixteen_load(at);
  return cs_sixteen_between(bytes, 0x20, 0x7E) | cs_sixteen_between(bytes, '\t', '\n');
}

size_t cs_plain_run(const char *bytes, size_t length) {
  size_t at = 0;
  for (; at + 64 <= length; at += 64) {
    const char *these = bytes + at;
    if (cs_sixteen_set(plain_bytes(these) & plain_bytes(these + 16) & plain_bytes(these + 32) &
                       plain_bytes(these + 48)) != 0xFFFFu) {
      break;
    }
  }
  for (; at + 16 <= length; at += 16) {
    uint32_t plain = cs_sixteen_set(plain_bytes(bytes + at));
    if (plain != 0xFFFFu) {
      return at + (unsigned)__builtin_ctz(~plain);
    }
  }
  while (at < length && is_plain_byte((unsigned char)bytes[at])) {
    at++;
  }
  return at;
}

/* --- which encoding --------------------------------------------------------- */

/* UTF-16 without its mark: nearly every second byte of English text is then NUL. */
static bool looks_like_utf16(const char *bytes, size_t length, size_t nul_at) {
  size_t sample = length < 4096 ? length : 4096;
  size_t nuls = 0, others = 0;
  if (memchr(bytes, '\0', sample) == NULL) {
    return false;
  }
  for (size_t i = 0; i < sample; i++) {
    nuls += bytes[i] == 0 && i % 2 == nul_at;
    others += bytes[i] == 0 && i % 2 != nul_at;
  }
  return sample >= 16 && nuls > sample * 2 / 5 && others == 0;
}

/* Whether the bytes begin a character of UTF-8 that the end of the file cut off. One
 * byte says too little: it may well be an accented letter of Windows-1252. */
static bool is_cut_character(const char *bytes, size_t length) {
  unsigned char lead = (unsigned char)bytes[0];
  size_t size = lead >= 0xF0 ? 4 : 3;
  if (lead < 0xE0 || lead > 0xF4 || length < 2 || length >= size) {
    return false;
  }
  for (size_t i = 1; i < length; i++) {
    if (((unsigned char)bytes[i] & 0xC0) != 0x80) {
      return false;
    }
  }
  return true;
}

/* What is in a text besides plain bytes. */
typedef struct census {
  size_t nuls;
  size_t controls; /* odd ones, NULs too */
  size_t right;    /* characters of UTF-8 */
  size_t wrong;    /* bytes that are of none */
} census;

/* Counts the odd bytes of an 8-bit encoding, all in one pass. */
static census count_odd(const char *bytes, size_t length) {
  census out = {0};
  for (size_t at = 0; (at += cs_plain_run(bytes + at, length - at)) < length;) {
    unsigned char byte = (unsigned char)bytes[at];
    if (byte < 0x80) {
      out.nuls += byte == 0;
      out.controls += is_odd_control(byte);
      at++;
      continue;
    }
    utf8proc_int32_t point;
    utf8proc_ssize_t size = utf8proc_iterate((const utf8proc_uint8_t *)bytes + at,
                                             (utf8proc_ssize_t)(length - at), &point);
    if (size <= 0 && is_cut_character(bytes + at, length - at)) {
      break;
    }
    out.right += size > 0;
    out.wrong += size <= 0;
    at += size > 0 ? (size_t)size : 1;
  }
  return out;
}

/* The encoding that shows before any character is read; CS_ENCODING_UTF8 where none does. */
static cs_encoding marked_encoding(const char *bytes, size_t length) {
  if (length >= 3 && memcmp(bytes, "\xEF\xBB\xBF", 3) == 0) {
    return CS_ENCODING_UTF8_BOM;
  }
  if (length >= 2 && memcmp(bytes, "\xFF\xFE", 2) == 0) {
    return CS_ENCODING_UTF16LE;
  }
  if (length >= 2 && memcmp(bytes, "\xFE\xFF", 2) == 0) {
    return CS_ENCODING_UTF16BE;
  }
  if (looks_like_utf16(bytes, length, 1)) {
    return CS_ENCODING_UTF16LE;
  }
  if (looks_like_utf16(bytes, length, 0)) {
    return CS_ENCODING_UTF16BE;
  }
  return CS_ENCODING_UTF8;
}

/* Windows-1252 where more bytes are wrong as UTF-8 than characters are right. UTF-16 is taken for
 * text: its NULs mean nothing, and what decodes badly is counted as faults. */
bool cs_find_encoding(const char *bytes, size_t length, cs_encoding *encoding) {
  *encoding = marked_encoding(bytes, length);
  if (*encoding == CS_ENCODING_UTF16LE || *encoding == CS_ENCODING_UTF16BE) {
    return true;
  }
  census odd = count_odd(bytes, length);
  if (*encoding == CS_ENCODING_UTF8 && odd.wrong > odd.right) {
    *encoding = CS_ENCODING_WINDOWS_1252;
  }
  return odd.nuls <= length / 1000 && odd.controls <= length / 200 + 2;
}

/* --- writing decoded characters ----------------------------------------- */

static void add_fault(decoded *out) {
  if (out->faults++ == 0) {
    uint32_t line = 1;
    for (size_t i = 0; i < out->buffer.length; i++) {
      line += out->buffer.bytes[i] == '\n';
    }
    out->first_fault = line;
  }
  cs_buffer_add_string(&out->buffer, "\xEF\xBF\xBD");
}

/* Adds a character that is not plain. `next` is what follows it, 0 at the end. */
static void add_point(decoded *out, uint32_t point, uint32_t next) {
  if (point == REPLACEMENT || (point < 0x80 && is_odd_control((unsigned char)point))) {
    if (point != CONTROL_Z || next != 0) {
      add_fault(out);
    }
    return;
  }
  if (point == 0xAD && (next == '\n' || next == '\r')) {
    cs_buffer_add_char(&out->buffer, SOFT_HYPHEN_END);
    return;
  }
  out->composes = out->composes || cs_may_compose(point);
  char clean[CLEAN_MAX];
  cs_buffer_add(&out->buffer, clean, cs_write_clean(point, clean));
}

static void add_line_end(decoded *out, uint32_t byte, uint32_t next) {
  if (byte == '\r' && next == '\n') {
    return; /* the '\n' says it */
  }
  cs_buffer_add_char(&out->buffer, byte == '\r' ? '\n' : (char)byte);
}

static void add_any(decoded *out, uint32_t point, uint32_t next) {
  if (point == '\r' || point == '\n' || point == '\f' || point == '\v') {
    add_line_end(out, point, next);
  } else if (point >= 0x80 || is_odd_control((unsigned char)point)) {
    add_point(out, point, next);
  } else {
    cs_buffer_add_char(&out->buffer, (char)point);
  }
}

/* --- the encodings -------------------------------------------------------- */

/* One character of an 8-bit encoding; a byte that is none reads as U+FFFD. */
static size_t next_point(const char *bytes, size_t length, cs_encoding encoding, uint32_t *point) {
  if (encoding == CS_ENCODING_WINDOWS_1252) {
    *point = cs_windows_1252((unsigned char)bytes[0]);
    return 1;
  }
  return cs_read_point(bytes, length, point);
}

static void decode_bytes(decoded *out, const char *bytes, size_t length, cs_encoding encoding) {
  for (size_t at = 0; at < length;) {
    size_t run = cs_plain_run(bytes + at, length - at);
    cs_buffer_add(&out->buffer, bytes + at, run);
    at += run;
    if (at < length) {
      uint32_t point;
      at += next_point(bytes + at, length - at, encoding, &point);
      add_any(out, point, at < length ? (unsigned char)bytes[at] : 0);
    }
  }
}

static uint32_t unit_at(const char *bytes, size_t at, bool big) {
  unsigned char first = (unsigned char)bytes[at], second = (unsigned char)bytes[at + 1];
  return big ? (uint32_t)first << 8 | second : (uint32_t)second << 8 | first;
}

/* Reads one character of UTF-16 and returns its bytes; a lone surrogate reads as U+FFFD. */
static size_t next_utf16(const char *bytes, size_t length, size_t at, bool big, uint32_t *point) {
  uint32_t high = unit_at(bytes, at, big);
  *point = high;
  if (high < 0xD800 || high > 0xDFFF) {
    return 2;
  }
  *point = REPLACEMENT;
  if (high > 0xDBFF || at + 4 > length) {
    return 2;
  }
  uint32_t low = unit_at(bytes, at + 2, big);
  if (low < 0xDC00 || low > 0xDFFF) {
    return 2;
  }
  *point = 0x10000 + ((high - 0xD800) << 10) + (low - 0xDC00);
  return 4;
}

static void decode_utf16(decoded *out, const char *bytes, size_t length, bool big) {
  size_t at = 0;
  while (at + 2 <= length) {
    uint32_t point;
    at += next_utf16(bytes, length, at, big, &point);
    add_any(out, point, at + 2 <= length ? unit_at(bytes, at, big) : 0);
  }
  if (at < length) {
    add_fault(out); /* half a character at the end */
  }
}

static size_t mark_bytes(const char *bytes, size_t length, cs_encoding encoding) {
  if (encoding == CS_ENCODING_UTF8_BOM) {
    return 3;
  }
  bool wide = encoding == CS_ENCODING_UTF16LE || encoding == CS_ENCODING_UTF16BE;
  bool marked = length >= 2 && unit_at(bytes, 0, encoding == CS_ENCODING_UTF16BE) == 0xFEFF;
  return wide && marked ? 2 : 0;
}

void cs_decode(decoded *out, const char *bytes, size_t length, cs_encoding encoding) {
  out->encoding = encoding;
  size_t mark = mark_bytes(bytes, length, encoding);
  bytes += mark;
  length -= mark;
  bool wide = encoding == CS_ENCODING_UTF16LE || encoding == CS_ENCODING_UTF16BE;
  if (!wide && cs_plain_run(bytes, length) == length) {
    out->bytes = bytes;
    out->length = length;
    out->ascii = true;
    return;
  }
  cs_buffer_reserve(&out->buffer, length);
  if (wide) {
    decode_utf16(out, bytes, length, encoding == CS_ENCODING_UTF16BE);
  } else {
    decode_bytes(out, bytes, length, encoding);
  }
  out->bytes = out->buffer.bytes;
  out->length = out->buffer.length;
  out->ascii = cs_plain_run(out->bytes, out->length) == out->length;
}
