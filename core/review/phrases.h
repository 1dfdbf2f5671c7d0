/* review/phrases.h: the phrases of a family, made ready for looking up.
 *
 * A set finds the first of its phrases in a text in one pass: only where a word
 * begins with the first letters of a phrase is the phrase itself compared. Where
 * all phrases together begin with a few pairs of letters, a text is searched for
 * these, sixteen bytes at once.
 *
 * The marks of the pattern language ('*', '?', '...') keep their meaning; other
 * punctuation of a phrase separates words, as it does in a text.
 */
#ifndef CS_REVIEW_PHRASES_H
#define CS_REVIEW_PHRASES_H

#include "base/memory.h"
#include "base/phrase.h"

#include <conspectus/family.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { CS_HEAD_BYTES = 16, CS_PAIRS_MAX = 8 };

typedef struct cs_phrase_form {
  unsigned char head[CS_HEAD_BYTES]; /* folded first bytes, as far as they are plain; none: any */
  const char *clean;                 /* the phrase, its punctuation made blanks */
  cs_phrase words;      /* the same made ready, once a text has a word that fits the head */
  unsigned char length; /* of the head */
  bool whole;           /* the head is the whole first word */
  bool open;            /* behind the head a '*' ends the first word */
  bool alone;           /* one of these, and there is no second word */
  uint32_t next;        /* one more than the index of the next of its chain; 0: none */
} cs_phrase_form;

typedef struct cs_phrases {
  cs_phrase_form *items; /* and behind them what `clean` of each is */
  size_t count;
  uint32_t headless;  /* as `next`: those without a head */
  uint32_t first[64]; /* the same of those with one, by its first letter; a few letters share one */
  uint64_t heads[64]; /* by first letter: which second and third ones */
  unsigned char pairs[CS_PAIRS_MAX][16]; /* numbers of two first letters, each sixteen times */
  unsigned pair_count;                   /* those behind repeat the first */
  bool any_pair;                         /* there are others too */
} cs_phrases;

void cs_phrases_make(cs_phrases *phrases, const cs_patterns *patterns);
void cs_phrases_free(cs_phrases *phrases);

/* The first phrase at or after byte `from`; of several there, the one that reaches furthest. */
bool cs_phrases_find(const cs_phrases *phrases, const char *text, size_t length, size_t from,
                     size_t *start, size_t *end);
/* Whether one of them begins with the first word at or after `from`; the longest counts. */
bool cs_phrases_at(const cs_phrases *phrases, const char *text, size_t length, size_t from,
                   size_t *end);
/* Whether that phrase begins with the word that begins at `at`. */
bool cs_phrases_nth_at(const cs_phrases *phrases, size_t index, const char *text, size_t length,
                       size_t at, size_t *end);
/* Whether one of them is all the words of the text. */
bool cs_phrases_is(const cs_phrases *phrases, const char *text, size_t length);
/* Whether the text ends with one of them; `start` gets the place of the longest. */
bool cs_phrases_end(const cs_phrases *phrases, const char *text, size_t length, size_t *start);

/* A pattern with its punctuation made blanks, wildcards kept; in the arena. */
char *cs_phrase_clean(cs_arena *arena, const char *pattern, size_t length);

#endif
