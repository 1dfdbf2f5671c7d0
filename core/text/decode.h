/* text/decode.h: bytes of a file to UTF-8 of clean characters.
 *
 * Decoded text is valid UTF-8 whose only control characters are '\t', '\n' and
 * the marks of text/characters.h. Every line end of the source is one '\n', so
 * that counting '\n' gives the source's line numbers.
 */
#ifndef CS_TEXT_DECODE_H
#define CS_TEXT_DECODE_H

#include "base/buffer.h"

#include <conspectus/text.h>

typedef struct decoded {
  const char *bytes; /* the source itself where nothing had to change, else the buffer's */
  size_t length;
  cs_buffer buffer;
  cs_encoding encoding;
  bool ascii;           /* nothing but ASCII */
  bool composes;        /* some character may need NFC */
  size_t faults;        /* bytes or characters that became U+FFFD */
  uint32_t first_fault; /* line of the first */
} decoded;

/* Bytes of plain ASCII, tabs and '\n' that the text begins with. */
size_t cs_plain_run(const char *bytes, size_t length);

/* Finds the encoding of a text by its byte order mark, else by what the bytes can be; false if they
 * are no text at all: too many NULs and control characters. */
bool cs_find_encoding(const char *bytes, size_t length, cs_encoding *encoding);

/* Fills a zeroed `out`, which borrows `bytes` and is freed with cs_buffer_free(&out->buffer). */
void cs_decode(decoded *out, const char *bytes, size_t length, cs_encoding encoding);

#endif
