/* text/alike.h: lines that are alike.
 *
 * Case, blanks and emphasis do not count, nor which digits stand where some do.
 */
#ifndef CS_TEXT_ALIKE_H
#define CS_TEXT_ALIKE_H

#include <stddef.h>
#include <stdint.h>

/* A hash of the line that is the same for all that are alike. */
uint64_t cs_alike_key(const char *text, size_t length);

/* Some of the first and last bytes that count: where these differ, the lines are not alike. */
uint64_t cs_alike_ends(const char *text, size_t length);

#endif
