/* text/columns.h: rows of two cells whose text runs over several lines.
 *
 * A PDF shows "Children looked after and / permanence   Good" in three lines, the
 * grade in the middle; or the cells beside each other from the top. Such lines
 * become one row.
 */
#ifndef CS_TEXT_COLUMNS_H
#define CS_TEXT_COLUMNS_H

#include "base/buffer.h"
#include "text/lines.h"

/* Marks the first line of each such row with its lines and column, the others as in_row.
 * For the text of a PDF, before furniture is removed, which leaves rows alone. */
void cs_find_rows(lines *these);

/* Adds the cells of the row that begins at line `index`: its first cell, a tab, its second. */
void cs_add_row(const lines *these, size_t index, cs_buffer *out);

#endif
