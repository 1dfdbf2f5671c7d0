/* text/layout.h: a page as pdftotext sets it out, and how one is read without pdftotext. */
#ifndef CS_TESTS_LAYOUT_H
#define CS_TESTS_LAYOUT_H

#include <conspectus/text.h>
#include <stdbool.h>

/* A running head, a table, a note, contents, a word parted at a line end. */
extern const char layout_page[];
extern const size_t layout_page_size; /* its NUL not counted */

/* Reads what might be the text of a PDF; false, and nothing to free, if it has no block. */
bool layout_read(cs_text *text, const char *bytes, size_t length);
void layout_free(cs_text *text);

#endif
