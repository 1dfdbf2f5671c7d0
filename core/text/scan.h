/* text/scan.h: looking at eight bytes at once.
 *
 * Words are read with memcpy, so that no alignment is asked for; the tests hold
 * for either byte order.
 */
#ifndef CS_TEXT_SCAN_H
#define CS_TEXT_SCAN_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

static const uint64_t scan_ones = 0x0101010101010101u;
static const uint64_t scan_highs = 0x8080808080808080u;

static inline uint64_t scan_load(const char *bytes) {
  uint64_t word;
  memcpy(&word, bytes, sizeof word);
  return word;
}

/* Whether some byte is below 0x20, above 0x7E, or the word may hold one. */
static inline bool scan_is_odd(uint64_t word) {
  uint64_t high = (word | (word + scan_ones)) & scan_highs;
  uint64_t low = (word - scan_ones * 0x20) & ~word & scan_highs;
  return (high | low) != 0;
}

/* The high bit of each byte that is a space, and of no other byte. */
static inline uint64_t scan_spaces(uint64_t word) {
  uint64_t other = word ^ (scan_ones * ' ');
  return ~(((other & ~scan_highs) + ~scan_highs) | other | ~scan_highs);
}

/* Bytes that go on with a character of UTF-8, of the form 10xxxxxx. */
static inline size_t scan_continuations(uint64_t word) {
  uint64_t found = (word >> 7) & (~word >> 6) & scan_ones;
  return (size_t)((found * scan_ones) >> 56);
}

#endif
