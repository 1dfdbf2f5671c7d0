/* match/terms.h: terms taken apart into the patterns of their words.
 *
 * Word patterns are interned, so that a word form is compared with each pattern
 * once and however many terms share it. A pattern's kind says how it is compared.
 */
#ifndef CS_MATCH_TERMS_H
#define CS_MATCH_TERMS_H

#include "match/intern.h"

#include <conspectus/match.h>

enum { CS_PATTERN_FOLDED = 'f', CS_PATTERN_PLAIN = 'p' };

/* The pattern of a lone '*'. */
#define CS_PATTERN_ANY UINT32_MAX

typedef struct cs_term {
  uint32_t words[CS_TERM_WORDS]; /* numbers of cs_terms' patterns, or CS_PATTERN_ANY */
  uint32_t word_count;           /* at least 1 */
} cs_term;

struct cs_terms {
  cs_intern names; /* patterns as they were given; a name's number is the term's */
  cs_intern patterns;
  cs_term *items; /* as many as names */
  size_t capacity;
};

/* Whether the text between two words lets a phrase go on across it. */
bool cs_gap_joins(const char *gap, size_t length);

#endif
