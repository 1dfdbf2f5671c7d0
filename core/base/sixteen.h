/* base/sixteen.h: sixteen bytes of a text at once.
 *
 * What is asked of the bytes gives a vector again, 0xFF for each byte that is so and 0 for
 * the others; cs_sixteen_set makes bits of it, the first byte's the lowest. The compiler turns
 * vectors into what the machine has for them.
 */
#ifndef CS_BASE_SIXTEEN_H
#define CS_BASE_SIXTEEN_H

#include <stdbool.h>
#include <stdint.h>
#include <string.h>

#ifdef __SSE2__
#include <emmintrin.h>
#else
#include <endian.h>
#endif

typedef unsigned char cs_sixteen __attribute__((vector_size(16)));

static inline cs_sixteen cs_sixteen_load(const char *at) {
  cs_sixteen bytes;
  memcpy(&bytes, at, sizeof bytes);
  return bytes;
}

/* As many as there are, the rest 0. */
static inline cs_sixteen cs_sixteen_load_some(const char *at, size_t length) {
  char some[16] = {0};
  if (length < sizeof some) {
    memcpy(some, at, length);
    at = some;
  }
  return cs_sixteen_load(at);
}

static inline cs_sixteen cs_sixteen_is(cs_sixteen bytes, unsigned char byte) {
  return (cs_sixteen)(bytes == byte);
}

/* The bytes from `first` to `last`. */
static inline cs_sixteen cs_sixteen_between(cs_sixteen bytes, unsigned char first,
                                            unsigned char last) {
  return (cs_sixteen)(bytes - first <= (unsigned char)(last - first));
}

/* The bytes that are no ASCII. */
static inline cs_sixteen cs_sixteen_others(cs_sixteen bytes) {
  return (cs_sixteen)(bytes >= 0x80);
}

static inline cs_sixteen cs_sixteen_letters(cs_sixteen bytes) {
  return cs_sixteen_between(bytes | 0x20, 'a', 'z');
}

/* Capital letters made small. */
static inline cs_sixteen cs_sixteen_lower(cs_sixteen bytes) {
  return bytes | (cs_sixteen_between(bytes, 'A', 'Z') & 0x20);
}

static inline cs_sixteen cs_sixteen_digits(cs_sixteen bytes) {
  return cs_sixteen_between(bytes, '0', '9');
}

/* Whether any byte is so. */
static inline bool cs_sixteen_any(cs_sixteen where) {
  uint64_t halves[2];
  memcpy(halves, &where, sizeof halves);
  return (halves[0] | halves[1]) != 0;
}

#ifdef __SSE2__
static inline uint32_t cs_sixteen_set(cs_sixteen where) {
  return (uint32_t)_mm_movemask_epi8((__m128i)where);
}
#else
static inline uint32_t cs_sixteen_set(cs_sixteen where) {
  uint64_t halves[2];
  memcpy(halves, &where, sizeof halves);
  for (int i = 0; i < 2; i++) { /* a bit of each byte, moved beside those of the others */
    halves[i] = ((le64toh(halves[i]) & 0x8040201008040201u) * 0x0101010101010101u) >> 56;
  }
  return (uint32_t)(halves[0] | halves[1] << 8);
}
#endif

/* The bytes of a set that have none of it before them; `inside`: the one before the sixteen is. */
static inline uint32_t cs_sixteen_starts(uint32_t set, bool inside) {
  return set & ~(set << 1 | inside);
}

/* Whether the last byte is in the set. */
static inline bool cs_sixteen_ends_in(uint32_t set) {
  return (set & 0x8000u) != 0;
}

#endif
