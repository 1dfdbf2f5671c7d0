/* text/wrap.h: whether a line goes on from the line above it.
 *
 * A document is wrapped where lines that have a line below them are mostly
 * full: the next line's first word would not have fitted any more.
 */
#ifndef CS_TEXT_WRAP_H
#define CS_TEXT_WRAP_H

#include "text/lines.h"
#include "text/shape.h"

typedef struct wrapping {
  bool wrapped;   /* the document is */
  uint32_t width; /* characters of a full line */
  uint32_t slack; /* how much shorter a full line may be: text of a PDF is not set in columns */
} wrapping;

/* `proportional`: the text was set in a proportional font (PDF), so that widths vary. */
wrapping cs_wrapping_of(const lines *these, bool proportional);

/* What stands between the two lines that are to be joined. */
typedef enum gap { GAP_NONE, GAP_PAGE } gap;

/* Whether line `next` goes on in the paragraph that line `above` is in, nothing
 * but what `between` says standing between them. `opening` is the shape of the
 * paragraph's first line, `below` that of line `next`; `run` is the width of
 * the run of full lines around them, 0 if there is none. */
bool cs_goes_on(const lines *these, const wrapping *how, size_t above, size_t next, gap between,
                const shape *opening, const shape *below, uint32_t run);

/* Whether line `next`, which goes on in the field that `above` is in, is a further
 * value in the field's column and not the rest of the value above. */
bool cs_starts_value(const lines *these, const wrapping *how, size_t above, size_t next);

/* The width that a run of lines from `first` on is wrapped at, where the document
 * as a whole is not: three or more lines, all full but the last. Else 0. `behind`
 * gets the first line that is not of the run. */
uint32_t cs_wrapped_run(const lines *these, size_t first, size_t *behind);

#endif
