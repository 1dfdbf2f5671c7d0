/* text/delimiters.h: the first pass over a block with marks, for text/marks.c. */
#ifndef CS_TEXT_DELIMITERS_H
#define CS_TEXT_DELIMITERS_H

#include "text/marks.h"

#include <stddef.h>

/* A run of '*', '_', '`' or '~', or one '['. */
typedef struct delimiter {
  size_t at;     /* in the raw text */
  uint32_t run;  /* characters */
  uint32_t left; /* of them without a partner yet */
  char kind;
  bool opens;
  bool closes;
  size_t partner; /* index of the last partner, or its own */
} delimiter;

/* Fills `raw` with the text, its entities decoded, its tags and link targets gone, and
 * `items` with the delimiters in it, in order. Both are empty before. */
void cs_read_marks(mark_reader *scratch, const char *text, size_t length);

/* Pairs opening delimiters with closing ones; `left` says what found no partner. */
void cs_find_partners(mark_reader *scratch);

#endif
