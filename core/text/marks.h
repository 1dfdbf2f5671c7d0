/* text/marks.h: Markdown and HTML marks inside a block, and its blanks.
 *
 * Emphasis, links, tags, entities, escapes. No word is ever lost: what is not
 * surely a mark stays as it is written.
 */
#ifndef CS_TEXT_MARKS_H
#define CS_TEXT_MARKS_H

#include "base/buffer.h"

#include <stdbool.h>
#include <stdint.h>

/* Scratch memory that is kept from block to block; zeroed, it is ready. */
typedef struct mark_reader {
  struct delimiter *items;
  size_t count;
  size_t capacity;
  cs_buffer raw; /* the block with its entities decoded and its tags gone */
  bool composes; /* a character may need NFC */
  bool item;     /* the block is a list item: its own <li> gives no bullet */
} mark_reader;

/* Appends the clean form of a block's text to `out`. Blanks become one space, a
 * run of blanks with a tab in it one tab, none at the ends. Returns whether all
 * of the block but a label was emphasised. */
bool cs_clean_block(mark_reader *scratch, const char *text, size_t length, cs_buffer *out);

/* The same for a row of a Markdown table; its cells are separated by tabs. */
void cs_clean_row(mark_reader *scratch, const char *text, size_t length, cs_buffer *out);

void cs_marks_free(mark_reader *scratch);

/* Reads an entity at `text`, which begins with '&': its bytes and its character, or 0. */
size_t cs_read_entity(const char *text, size_t length, uint32_t *point);

/* Whether the text is a whole HTML page, by how it begins. */
bool cs_is_page(const char *text, size_t length);

/* Overwrites what a page does not print (scripts, styles, its declaration) with blanks. */
void cs_blank_unprinted(char *text, size_t length);

/* What becomes of a tag. */
typedef enum tag_kind { TAG_NONE, TAG_INLINE, TAG_BREAK, TAG_ITEM, TAG_CELL } tag_kind;

/* Reads a tag or comment at `text`, which begins with '<': its bytes, or 0 if it is none. */
size_t cs_read_tag(const char *text, size_t length, tag_kind *kind);

#endif
