/* base/digest.h: SHA-256, by nettle. */
#ifndef CS_BASE_DIGEST_H
#define CS_BASE_DIGEST_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

/* Writes 64 lower-case hex digits and a NUL. */
void cs_sha256(const void *bytes, size_t length, char hex[65]);

/* The same of all that a file holds, which is read from its start in pieces; `bytes`
 * gets its size. False, with errno set, where it cannot be read. */
bool cs_sha256_file(FILE *file, char hex[65], uint64_t *bytes);

#endif
