/* Alike lines: the key is a hash of every byte that counts; the ends are a few such bytes,
 * found sixteen at a time where the line is long enough. */
#include "text/alike.h"

#include "base/ascii.h"
#include "base/sixteen.h"

enum { END_BYTES = 4 };

static const uint64_t key_seed = 0xCBF29CE484222325u;

/* The byte as it counts for a key, 0 where it does not. */
static unsigned char key_byte(unsigned char byte) {
  if (byte == ' ' || byte == '\t' || byte == '*' || byte == '_') {
    return 0;
  }
  return cs_is_ascii_digit((char)byte) ? '#' : byte >= 'A' && byte <= 'Z' ? byte | 32 : byte;
}

uint64_t cs_alike_key(const char *text, size_t length) {
  uint64_t key = key_seed;
  bool digits = false;
  for (size_t i = 0; i < length; i++) {
    unsigned char byte = key_byte((unsigned char)text[i]);
    bool digit = cs_is_ascii_digit(text[i]);
    if (byte != 0 && !(digit && digits)) { /* of digits in a row, the first */
      key = (key ^ byte) * 0x100000001B3u;
    }
    digits = digit;
  }
  return key;
}

/* Of sixteen bytes those that count for the ends of a line: as for its key, but no digits, nor '#',
 * which is as good as some. */
static uint32_t end_bytes(const char *at) {
  cs_sixteen bytes = cs_sixteen_load(at);
  return ~cs_sixteen_set(cs_sixteen_is(bytes, ' ') | cs_sixteen_is(bytes, '\t') |
                         cs_sixteen_is(bytes, '*') | cs_sixteen_is(bytes, '_') |
                         cs_sixteen_is(bytes, '#') | cs_sixteen_digits(bytes)) &
         0xFFFFu;
}

static uint64_t add_to_ends(uint64_t ends, char byte) {
  return ends << 8 | (unsigned char)(byte | 32);
}

static bool is_end_byte(char byte) {
  return key_byte((unsigned char)byte) != 0 && key_byte((unsigned char)byte) != '#';
}

static uint64_t ends_of_short(const char *text, size_t length) {
  uint64_t ends = 0;
  size_t at = 0, behind = length;
  for (int count = 0; at < length && count < END_BYTES; at++) {
    bool counts = is_end_byte(text[at]);
    ends = counts ? add_to_ends(ends, text[at]) : ends;
    count += counts;
  }
  for (int count = 0; behind > 0 && count < END_BYTES; behind--) {
    bool counts = is_end_byte(text[behind - 1]);
    ends = counts ? add_to_ends(ends, text[behind - 1]) : ends;
    count += counts;
  }
  return ends;
}

uint64_t cs_alike_ends(const char *text, size_t length) {
  if (length < 16) {
    return ends_of_short(text, length);
  }
  const char *tail = text + length - 16;
  uint32_t first = end_bytes(text), last = end_bytes(tail);
  uint64_t ends = 0;
  for (int count = 0; count < END_BYTES; count++, first &= first - 1) {
    if (first == 0) {
      return ends_of_short(text, length);
    }
    ends = add_to_ends(ends, text[__builtin_ctz(first)]);
  }
  for (int count = 0; count < END_BYTES; count++) {
    if (last == 0) {
      return ends_of_short(text, length);
    }
    int at = 31 - __builtin_clz(last);
    ends = add_to_ends(ends, tail[at]);
    last ^= 1u << at;
  }
  return ends;
}
