/* base/nearest.h: the name that somebody probably meant. */
#ifndef CS_BASE_NEAREST_H
#define CS_BASE_NEAREST_H

#include <stddef.h>

/* The name with the smallest edit distance (insert, delete, change, swap of
 * neighbours; case ignored), if it is near enough to be a slip: at most a third
 * of the longer name's length, and at least 1. The first of equals; NULL if none. */
const char *cs_nearest(const char *wanted, const char *const *names, size_t count);

#endif
