/* text/hyphen.h: what becomes of a hyphen at a line end.
 *
 * The document itself decides: does it write "safeguarding" or "safe-guarding"
 * elsewhere? Where it does neither, some prefixes and second parts keep their hyphen,
 * and so do two words that the document also uses alone. Where it was set without
 * breaking words, as most are, every hyphen at a line end is one of its own.
 */
#ifndef CS_TEXT_HYPHEN_H
#define CS_TEXT_HYPHEN_H

#include "text/lines.h"

typedef enum hyphen_end {
  HYPHEN_NONE,   /* no hyphen there, or a dash: the lines are joined with a blank */
  HYPHEN_KEPT,   /* "pre-" and "birth" make "pre-birth" */
  HYPHEN_DROPPED /* "safe-" and "guarding" make "safeguarding" */
} hyphen_end;

/* The words of one document, counted when they are first asked for. */
typedef struct vocabulary {
  const lines *source; /* borrowed */
  struct word_count *slots;
  size_t capacity; /* 0: not counted yet */
  size_t used;
  uint64_t wanted[256]; /* by a word's first byte: of which second bytes words are counted */
  bool unbroken;        /* the words whose ends are known show that none was broken */
} vocabulary;

/* `left` ends a line and `right` begins the next. */
hyphen_end cs_hyphen_at(vocabulary *words, const char *left, size_t left_length, const char *right,
                        size_t right_length);

void cs_seen_words_free(vocabulary *words);

#endif
