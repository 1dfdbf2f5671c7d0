/* match/trie.h: the terms of a scan, word by word.
 *
 * A node stands for the words that a term begins with. The nodes of one word are
 * numbered as their patterns are. Where the words go on is a small hash table of the
 * node's own, of the next pattern; the tables lie one behind the other, so that a node with
 * one or two ways on needs one look at one place. A node also has a filter, a bit for some
 * patterns each: a next word without a bit in common is not looked up at all.
 */
#ifndef CS_MATCH_TRIE_H
#define CS_MATCH_TRIE_H

#include "match/terms.h"

typedef struct cs_trie_node {
  uint64_t filter;                 /* of the patterns that it goes on with */
  uint32_t any;                    /* the node behind a word that may be any; 0: none */
  uint32_t first_term, term_count; /* terms of these words, ascending */
  uint32_t first_step, step_mask;  /* its table: steps[first_step ... first_step + step_mask] */
  uint32_t spare;
} cs_trie_node;

/* node 0 is the first pattern's, so it is never one that another goes on to; 0: free */
typedef struct cs_trie_step {
  uint32_t pattern, to;
} cs_trie_step;

typedef struct cs_trie {
  cs_trie_node *nodes;
  size_t node_count, node_capacity;
  uint32_t *terms;
  cs_trie_step *steps;
} cs_trie;

void cs_trie_init(cs_trie *trie, const cs_terms *terms);
void cs_trie_free(cs_trie *trie);

/* The bit of a pattern in filters; the last bit is no pattern's. */
#define CS_TRIE_ALWAYS (UINT64_C(1) << 63)
static inline uint64_t cs_trie_bit(uint32_t pattern) {
  return UINT64_C(1) << ((uint64_t)(pattern * 2654435769u) * 63 >> 32);
}

/* What the next word has to have a bit of for a term to go on from the node; CS_TRIE_ALWAYS where
 * any word will do; 0 where none does. */
static inline uint64_t cs_trie_ways(const cs_trie_node *node) {
  return node->filter | (node->any != 0 ? CS_TRIE_ALWAYS : 0);
}

/* Where a pattern's search begins in a table. */
static inline uint32_t cs_trie_place(uint32_t pattern, uint32_t mask) {
  return (pattern * 2654435769u >> 16) & mask;
}

/* The node behind the pattern, or 0. A table has a free step, unless it is of one that is taken:
 * so a search ends at a free one or after the whole table. */
static inline uint32_t cs_trie_next(const cs_trie *trie, const cs_trie_node *node,
                                    uint32_t pattern) {
  const cs_trie_step *steps = trie->steps + node->first_step;
  uint32_t mask = node->step_mask, at = cs_trie_place(pattern, mask);
  for (uint32_t tries = 0; tries <= mask && steps[at].to != 0; tries++) {
    if (steps[at].pattern == pattern) {
      return steps[at].to;
    }
    at = (at + 1) & mask;
  }
  return 0;
}

#endif
