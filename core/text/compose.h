/* text/compose.h: the last touches to the text of a block.
 *
 * Both take valid UTF-8 and leave it valid.
 */
#ifndef CS_TEXT_COMPOSE_H
#define CS_TEXT_COMPOSE_H

#include "base/buffer.h"

/* Puts what was added to `out` from `start` on into NFC. */
void cs_compose(cs_buffer *out, size_t start);

/* The length of a Markdown heading without the hashes that close it: "Early help ##". */
size_t cs_without_closing_hashes(const char *text, size_t length);

#endif
