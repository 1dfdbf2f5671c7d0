/* match/scan.h: a scanner, and what it keeps of the last passage.
 *
 * `result` and everything under "the passage" belong to the last cs_scan_read.
 * by_term is made when a rule asks for it first. Words are counted from 0.
 */
#ifndef CS_MATCH_SCAN_H
#define CS_MATCH_SCAN_H

#include "match/sentences.h"
#include "match/terms.h"
#include "match/tokens.h"
#include "match/vocabulary.h"

#include <conspectus/match.h>

struct cs_scan {
  /* The terms, compiled. */
  cs_term *terms;
  size_t term_count;
  uint32_t *leading;       /* terms by first pattern, then by number of words, then by number */
  uint32_t *leading_first; /* of each pattern, where its terms begin; one more for the end */
  cs_vocabulary vocabulary;

  /* The passage. */
  cs_tokens tokens;
  cs_sentences sentences;
  cs_hit *hits;
  size_t hit_count, hit_capacity;
  cs_scan_result result;

  /* Hits of each term, in order: hits[by_term[first] ...]. */
  bool grouped;
  uint32_t *by_term;
  size_t by_term_capacity;
  uint32_t *term_first; /* of each term; valid only where term_hits is not 0 */
  uint32_t *term_hits;  /* how many; all 0 while not grouped */

  /* Where the evaluation of rules works. */
  uint8_t *hit_used; /* a mark a hit */
  size_t hit_used_capacity;
  uint8_t *sentence_used; /* a mark a sentence */
  size_t sentence_used_capacity;
};

/* As cs_scan_new, with a bound on the vocabulary (0: the default), for tests. */
cs_scan *cs_scan_new_bounded(const cs_terms *terms, size_t most_words);

/* Groups the hits by term, unless that is done. */
void cs_scan_group(cs_scan *scan);

/* The sentence of a word. */
uint32_t cs_sentence_of(const cs_scan_result *result, uint32_t word);

#endif
