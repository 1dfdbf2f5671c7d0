/* base/octet.h: eight bytes of a text at once.
 *
 * The first byte is the lowest of the number. A set of bytes is a number that has the
 * high bit of each of them, and no other bit.
 */
#ifndef CS_BASE_OCTET_H
#define CS_BASE_OCTET_H

#include <endian.h>
#include <stdint.h>
#include <string.h>

static const uint64_t cs_octet_ones = 0x0101010101010101u;
static const uint64_t cs_octet_highs = 0x8080808080808080u;

static inline uint64_t cs_octet_load(const char *at) {
  uint64_t octet;
  memcpy(&octet, at, sizeof octet);
  return le64toh(octet);
}

/* The bytes that are no ASCII. */
static inline uint64_t cs_octet_others(uint64_t octet) {
  return octet & cs_octet_highs;
}

/* The bytes from `first` to `last`, both ASCII. */
static inline uint64_t cs_octet_between(uint64_t octet, unsigned char first, unsigned char last) {
  uint64_t low = octet & ~cs_octet_highs;
  return (low + cs_octet_ones * (0x80u - first)) & ~(low + cs_octet_ones * (0x7Fu - last)) &
         ~octet & cs_octet_highs;
}

/* The plain letters and digits. */
static inline uint64_t cs_octet_alphanumeric(uint64_t octet) {
  return cs_octet_between(octet | cs_octet_ones * 0x20u, 'a', 'z') |
         cs_octet_between(octet, '0', '9');
}

/* The bytes of a set that have none of it before them; `inside`: the byte before the eight is. */
static inline uint64_t cs_octet_starts(uint64_t set, int inside) {
  return set & ~(set << 8 | (inside ? 0x80u : 0u));
}

/* Whether the last byte is in the set. */
static inline int cs_octet_ends_in(uint64_t set) {
  return set >> 63 != 0;
}

/* How many there are. */
static inline unsigned cs_octet_count(uint64_t set) {
  return (unsigned)((set >> 7) * cs_octet_ones >> 56);
}

/* The place of the first; the set is not empty. */
static inline unsigned cs_octet_first(uint64_t set) {
  return (unsigned)__builtin_ctzll(set) / 8;
}

#endif
