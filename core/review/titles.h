/* review/titles.h: which section form a heading belongs to.
 *
 * A heading is compared by its words: case, punctuation, "and" or "&", a label
 * before it, a "continued" behind it and the marker of a note at its end ("area2")
 * make no difference.
 */
#ifndef CS_REVIEW_TITLES_H
#define CS_REVIEW_TITLES_H

#include "base/memory.h"

#include <conspectus/family.h>
#include <stdint.h>

/* Longest heading line in bytes; what is longer is a paragraph. */
enum { CS_HEADING_BYTES = 160, CS_TITLE_BYTES = 512 };

typedef struct cs_title {
  const char *words; /* folded, one blank between; in the arena */
  int16_t form;
} cs_title;

typedef struct cs_titles {
  cs_title *plain; /* sorted by words */
  size_t plain_count;
  size_t longest;       /* bytes of a plain one */
  uint64_t starts[256]; /* by their first byte: which second bytes they have */
  cs_title *wild;       /* patterns with '*', '?' or "..." */
  size_t wild_count;
} cs_titles;

void cs_titles_make(cs_titles *titles, const cs_family *family, cs_arena *arena);
void cs_titles_free(cs_titles *titles);

/* The first form whose heading the text is, or -1; of the forms that `accepted` names, one flag a
 * form, or of all where it is NULL. `paged` gets whether a page number had to be taken off its
 * end, as in a list of contents. The text begins behind its label. */
int16_t cs_titles_find(const cs_titles *titles, const char *text, size_t length,
                       const bool *accepted, bool *paged);

#endif
