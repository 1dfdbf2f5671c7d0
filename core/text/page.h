/* text/page.h: a whole HTML page as lines of text.
 *
 * In HTML the line ends of the source say nothing, and the tags everything: each
 * paragraph, heading, item and row of a table becomes one line, its tags within.
 */
#ifndef CS_TEXT_PAGE_H
#define CS_TEXT_PAGE_H

#include "base/buffer.h"

/* Adds the page to `out` so that a block element is a line. As many '\n' as in the page
 * are in it, none of them before its place, so that a line is still that of the source. */
void cs_flatten_page(cs_buffer *out, const char *page, size_t length);

#endif
