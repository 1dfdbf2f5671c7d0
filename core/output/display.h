/* output/display.h: text as a terminal shows it.
 *
 * Clean text has no control or format characters, no bytes that are not UTF-8, and
 * single blanks between its words, none at its ends; so nothing in it can steer a
 * terminal, and its columns can be counted. Widths are columns, lengths bytes. A
 * width of 0 is no bound.
 */
#ifndef CS_OUTPUT_DISPLAY_H
#define CS_OUTPUT_DISPLAY_H

#include "base/buffer.h"

#include <stdbool.h>
#include <stddef.h>

/* Appends `text` made clean; line ends and tabs become blanks. */
void cs_clean_add(cs_buffer *buffer, const char *text, size_t length);

/* Appends `text` with its line ends, tabs and blanks as they are, and no other control
 * or format character. */
void cs_plain_add(cs_buffer *buffer, const char *text, size_t length);

/* A line of clean text: a slice of it. */
typedef struct cs_line_slice {
  size_t start;
  size_t length;
} cs_line_slice;

/* The next line of at most `width` columns from byte *from on, broken between words
 * or, where a word alone is too wide, within it, behind a hyphen if it has one; false at the end of
 * the text. */
bool cs_next_line(const char *clean, size_t length, size_t width, size_t *from,
                  cs_line_slice *line);

/* Lines that clean text takes in `width` columns; at least 1. */
size_t cs_count_lines(const char *clean, size_t length, size_t width);

/* Cuts clean text in place so that it takes at most `lines` lines of `width` columns,
 * with an ellipsis behind its last whole word. */
void cs_shorten(cs_buffer *clean, size_t width, size_t lines);

#endif
