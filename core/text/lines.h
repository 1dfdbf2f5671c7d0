/* text/lines.h: decoded text as lines.
 *
 * A line is a slice of the decoded text without its end, its indentation and
 * its trailing blanks. Widths and indentations are in characters, a tab going to
 * the next multiple of four; `width` counts from the page's edge.
 */
#ifndef CS_TEXT_LINES_H
#define CS_TEXT_LINES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef struct line {
  uint32_t start;  /* byte offset in the decoded text */
  uint32_t length; /* bytes; 0: an empty line */
  uint32_t number; /* in the source, from 1 */
  uint32_t width;  /* characters, the indentation included */
  uint16_t indent; /* characters */
  bool page_start; /* a form feed stands before it */
  bool removed;    /* page furniture: as if it were not there, but for the page end it marks */
  bool note;       /* it belongs to a footnote; it is `removed` too, and kept as a block aside */
  bool note_start; /* its footnote begins here */
  bool in_row;     /* a row above has it already */
  uint8_t row;     /* lines of the row of a table that begins here, 0: none */
  uint16_t column; /* of that row: the character at which its second cell begins */
} line;

typedef struct lines {
  const char *text; /* borrowed */
  size_t size;      /* bytes of the text */
  line *items;
  size_t count;
  bool paged; /* there are form feeds */
} lines;

/* `ascii` says that every byte is one character. Free with lines_free. */
void cs_lines_split(lines *out, const char *text, size_t size, bool ascii);
void cs_lines_free(lines *these);

/* Inline because all that looks at lines begins with it. */
static inline const char *cs_line_text(const lines *these, size_t index) {
  return these->text + these->items[index].start;
}

#endif
