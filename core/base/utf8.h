/* base/utf8.h: whether bytes are UTF-8, as RFC 3629 has it: no surrogates, nothing longer than it
 * need be, nothing beyond U+10FFFF. */
#ifndef CS_BASE_UTF8_H
#define CS_BASE_UTF8_H

#include <stdbool.h>
#include <stddef.h>

/* Whether the bytes are valid UTF-8; none at all are. */
bool cs_is_utf8(const char *bytes, size_t length);

/* The same, and there is no NUL among them. */
bool cs_is_text(const char *bytes, size_t length);

#endif
