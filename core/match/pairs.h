/* match/pairs.h: what terms begin with two words in a row, remembered.
 *
 * As words repeat themselves, so do pairs of them, and what most pairs begin is
 * nothing. A pair is known by the vocabulary's lists of its words. A table has one place
 * for each pair, which the last one to come takes; what is no longer there is worked out
 * again, so it never changes an answer, only the time it takes.
 */
#ifndef CS_MATCH_PAIRS_H
#define CS_MATCH_PAIRS_H

#include "match/vocabulary.h"

typedef struct cs_pair_slot {
  uint32_t first, second; /* lists; all 0: free, as no term begins with a word of list 0 */
  uint32_t found;
} cs_pair_slot;

typedef struct cs_pairs {
  const cs_trie *trie;
  cs_pair_slot *slots; /* 1 << bits of them */
  unsigned bits;
  uint32_t *found; /* what was found, one behind the other, named by where it is; 0: nothing */
  size_t count, capacity;
} cs_pairs;

/* The trie must outlive the pairs. `few`: a table of next to no room, for tests. */
void cs_pairs_init(cs_pairs *pairs, const cs_trie *trie, bool few);
/* To be called where the vocabulary's lists have become void. */
void cs_pairs_clear(cs_pairs *pairs);
void cs_pairs_free(cs_pairs *pairs);

/* Forgets everything where it is full; what was found before is void then. */
static inline void cs_pairs_trim(cs_pairs *pairs) {
  enum { MOST_FOUND = 1 << 18 };
  if (pairs->count > MOST_FOUND) {
    cs_pairs_clear(pairs);
  }
}

/* A look-up in two steps, as in the vocabulary, the first of which calls the memory: the place of
 * the pair, */
static inline uint32_t cs_pairs_call(const cs_pairs *pairs, uint32_t first, uint32_t second) {
  uint64_t key = ((uint64_t)first << 32 | second) * UINT64_C(0x9E3779B97F4A7C15);
  uint32_t place = (uint32_t)(key >> (64 - pairs->bits));
  __builtin_prefetch(&pairs->slots[place]);
  return place;
}

uint32_t cs_pairs_look_slowly(cs_pairs *pairs, uint32_t place, const cs_vocabulary *vocabulary,
                              uint32_t first, uint32_t second);

/* and what was found. */
static inline uint32_t cs_pairs_look(cs_pairs *pairs, uint32_t place,
                                     const cs_vocabulary *vocabulary, uint32_t first,
                                     uint32_t second) {
  const cs_pair_slot *slot = &pairs->slots[place];
  if (slot->first != first || slot->second != second) {
    return cs_pairs_look_slowly(pairs, place, vocabulary, first, second);
  }
  __builtin_prefetch(pairs->found + slot->found);
  return slot->found;
}

/* What was found opened: the nodes behind the pair that go on, what the next word has to have a bit
 * of for that (see cs_trie_ways), and the terms that are complete with the pair, ascending. */
typedef struct cs_paired {
  const uint32_t *nodes, *terms;
  uint32_t node_count, term_count;
  uint64_t ways;
} cs_paired;

enum { CS_PAIR_HEAD = 4 };

/* Borrowed until the next look-up. */
static inline cs_paired cs_pairs_found(const cs_pairs *pairs, uint32_t found) {
  const uint32_t *at = pairs->found + found, *nodes = at + CS_PAIR_HEAD;
  return (cs_paired){nodes, nodes + at[0], at[0], at[1], cs_list_number(at + 2)};
}

#endif
