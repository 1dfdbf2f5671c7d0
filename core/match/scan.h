/* match/scan.h: a scanner, and what it keeps of the last passage.
 *
 * `result` and everything under "the passage" belong to the last cs_scan_read.
 * Words are counted from 0.
 */
#ifndef CS_MATCH_SCAN_H
#define CS_MATCH_SCAN_H

#include "match/pairs.h"
#include "match/sentences.h"
#include "match/terms.h"
#include "match/tokens.h"
#include "match/trie.h"
#include "match/vocabulary.h"

#include <conspectus/match.h>

struct cs_scan {
  /* The terms, compiled. */
  size_t term_count;
  cs_trie trie;
  cs_vocabulary vocabulary;
  cs_pairs pairs;
  const bool *muted; /* terms that are not to be found; NULL: none */

  /* The passage. */
  cs_tokens tokens;
  cs_sentences sentences;
  size_t most_hits;
  uint32_t *tally; /* for each term, where hits are to be counted only; else NULL */
  cs_hit *hits;
  size_t hit_count, hit_capacity;
  cs_scan_result result;

  uint64_t passage; /* counts the passages read; 0: none yet */
  bool counted;
  uint32_t *term_hits; /* how many hits each term has; all 0 while not counted */

  /* Where the evaluation of rules works. */
  uint8_t *hit_used; /* a mark a hit; none between two rules */
  size_t hit_used_capacity;
  uint32_t *used; /* the marked hits, in the order of their marks; room for one more than hits */
  size_t used_count, used_capacity;
  uint8_t *sentence_used; /* a mark a sentence */
  size_t sentence_used_capacity;
};

/* As cs_scan_new, with a bound on the words that are remembered (0: the default) and with few
 * pairs, for tests. */
cs_scan *cs_scan_new_bounded(const cs_terms *terms, size_t most_words);

/* Counts the hits of each term, unless that is done. */
void cs_scan_count(cs_scan *scan);

/* The sentence of a word. */
uint32_t cs_sentence_of(const cs_scan_result *result, uint32_t word);

#endif
