/* base/utf8.h: whether bytes are UTF-8, as RFC 3629 has it: no surrogates, nothing longer than it
 * need be, nothing beyond U+10FFFF. */
#ifndef CS_BASE_UTF8_H
#define CS_BASE_UTF8_H

#include "base/buffer.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Bytes of the character at the start, which `point` gets; 0 where there is none. `length` > 0. */
size_t cs_utf8_character(const char *bytes, size_t length, int32_t *point);

/* How many bytes from the start on are valid UTF-8. */
size_t cs_utf8_run(const char *bytes, size_t length);

/* Whether the bytes are valid UTF-8; none at all are. */
bool cs_is_utf8(const char *bytes, size_t length);

/* The same, and there is no NUL among them. */
bool cs_is_text(const char *bytes, size_t length);

/* Adds the bytes, each that is of no character as U+FFFD. */
void cs_utf8_repair(cs_buffer *out, const char *bytes, size_t length);

#endif
