/* text/characters.h: what becomes of a character that is not plain ASCII.
 *
 * Clean text has one kind of space, one kind of hyphen, no ligatures, no
 * invisible characters and no private-use glyphs.
 */
#ifndef CS_TEXT_CHARACTERS_H
#define CS_TEXT_CHARACTERS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Bytes that stand in decoded text for what only the line splitter may see. */
enum {
  BREAK_LINE = '\v',      /* a line end that is none in the source file: U+2028, U+0085 */
  BREAK_PAGE = '\f',      /* a page end */
  SOFT_HYPHEN_END = 0x1F, /* a soft hyphen at a line end: what follows is the same word */
};

/* Room that write_clean may need. */
enum { CLEAN_MAX = 8 };

/* Writes the clean form of a code point as UTF-8 and returns its bytes, which may be none. */
size_t cs_write_clean(uint32_t point, char *out);

/* The character that Windows-1252 means by a byte from 0x80 on; 0xFFFD where none is. */
uint32_t cs_windows_1252(unsigned char byte);

/* Reads one character of valid UTF-8 (of `length` > 0 bytes) and returns its bytes. */
size_t cs_read_point(const char *text, size_t length, uint32_t *point);

/* Whether the character may make text that is not in NFC. */
bool cs_may_compose(uint32_t point);

/* Whether the character is printed as a list mark and is nothing else. */
bool cs_is_bullet_glyph(uint32_t point);

/* Letters, by Unicode's categories. */
bool cs_is_lower(uint32_t point);
bool cs_is_letter(uint32_t point);

#endif
