/* match/intern.h: strings as small numbers.
 *
 * Equal strings of the same kind have the same number; numbers count from 0 in
 * the order in which strings came. A kind is a byte that the caller chooses. A
 * zeroed struct is empty.
 */
#ifndef CS_MATCH_INTERN_H
#define CS_MATCH_INTERN_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef struct cs_intern_name {
  char *string;
  uint32_t length;
  uint32_t hash;
  char kind;
} cs_intern_name;

typedef struct cs_intern {
  cs_intern_name *names;
  size_t count, capacity;
  uint32_t *slots; /* number + 1, 0 where free; a power of two of them, at most half in use */
  size_t slot_count;
} cs_intern;

/* What no string has as its number. */
#define CS_INTERN_NONE UINT32_MAX

uint32_t cs_intern_find(const cs_intern *intern, char kind, const char *string, size_t length);
/* Finds it or adds a copy. */
uint32_t cs_intern_add(cs_intern *intern, char kind, const char *string, size_t length);
void cs_intern_copy(cs_intern *copy, const cs_intern *original);
void cs_intern_free(cs_intern *intern);

#endif
