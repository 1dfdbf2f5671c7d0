/* match/chunk.h: a chunk of a passage, its words looked up, and the hits that begin in it. */
#ifndef CS_MATCH_CHUNK_H
#define CS_MATCH_CHUNK_H

#include "match/scan.h"

/* Words are looked up a chunk at a time and what is remembered trimmed in between: within a chunk
 * the lists of its words stand, so a phrase needs no second look-up. */
enum { CS_CHUNK_WORDS = 2048, CS_CHUNK_LISTS = CS_CHUNK_WORDS + CS_TERM_WORDS };

/* A pair of words, and what terms begin with it. */
typedef struct cs_word_pair {
  uint32_t place; /* of its first word */
  uint32_t found;
} cs_word_pair;

/* Places of words are counted from `first`. */
typedef struct cs_chunk {
  size_t first, count;              /* words that hits may begin with */
  uint32_t lists[CS_CHUNK_LISTS];   /* what they and the words right behind them fit */
  uint32_t singles[CS_CHUNK_LISTS]; /* places of words that are terms */
  cs_word_pair
      pairs[CS_CHUNK_LISTS]; /* those that a term may begin with; then those that one does */
  size_t single_count, pair_count;
} cs_chunk;

static inline bool cs_is_overfull(const cs_scan *scan) {
  return scan->hit_count > scan->most_hits;
}

/* Adds the hits of the chunk, until there are too many, to those of the scan: of each word those of
 * it alone, then those of the pair that it begins, then longer ones. `sentence` is the last
 * sentence before it, or its first; returns its last. */
uint32_t cs_match_chunk(cs_scan *scan, const cs_chunk *in, uint32_t sentence);

#endif
