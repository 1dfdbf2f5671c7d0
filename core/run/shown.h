/* run/shown.h: bytes that came from outside, as text that can be stored and shown. */
#ifndef CS_RUN_SHOWN_H
#define CS_RUN_SHOWN_H

#include "base/memory.h"

#include <stdbool.h>

/* The string itself where it can be shown, else a copy in which control characters
 * and bytes that are no UTF-8 stand as \x1B. */
const char *cs_shown(cs_arena *arena, const char *string);

/* The same of a path, so that different paths stay different: a backslash before an x is written
 * as \x5C. */
const char *cs_shown_path(cs_arena *arena, const char *path);

#endif
