/* base/digest.h: SHA-256, by nettle. */
#ifndef CS_BASE_DIGEST_H
#define CS_BASE_DIGEST_H

#include <stddef.h>

/* Writes 64 lower-case hex digits and a NUL. */
void cs_sha256(const void *bytes, size_t length, char hex[65]);

#endif
