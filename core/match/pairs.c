/* Pairs: the slow half, which takes every pattern of the first word down the trie by every pattern
 * of the second. */
#include "match/pairs.h"

#include "base/memory.h"

#include <stdlib.h>

enum { BITS = 15, FEW_BITS = 1 };

void cs_pairs_init(cs_pairs *pairs, const cs_trie *trie, bool few) {
  *pairs = (cs_pairs){.trie = trie, .bits = few ? FEW_BITS : BITS, .count = 1};
  pairs->slots = cs_allocate((size_t)1 << pairs->bits, sizeof *pairs->slots);
}

void cs_pairs_clear(cs_pairs *pairs) {
  memset(pairs->slots, 0, ((size_t)1 << pairs->bits) * sizeof *pairs->slots);
  pairs->count = 1;
}

void cs_pairs_free(cs_pairs *pairs) {
  free(pairs->slots);
  free(pairs->found);
  *pairs = (cs_pairs){0};
}

static void add(cs_pairs *pairs, uint32_t value) {
  cs_grow(&pairs->found, &pairs->capacity, pairs->count, sizeof *pairs->found);
  pairs->found[pairs->count++] = value;
}

/* The nodes behind the two words, those of a word that may be any among them. */
static void add_nodes(cs_pairs *pairs, const cs_listed *first, const cs_listed *second) {
  const cs_trie *trie = pairs->trie;
  for (uint32_t each = 0; each < first->pattern_count; each++) {
    const cs_trie_node *node = &trie->nodes[first->patterns[each]];
    if (node->any != 0) {
      add(pairs, node->any);
    }
    for (uint32_t next = 0; node->filter != 0 && next < second->pattern_count; next++) {
      bool may = (node->filter & cs_trie_bit(second->patterns[next])) != 0;
      uint32_t to = may ? cs_trie_next(trie, node, second->patterns[next]) : 0;
      if (to != 0) {
        add(pairs, to);
      }
    }
  }
}

/* Puts the terms of the nodes from `first` on behind them. Returns how many nodes there are. */
static size_t add_terms(cs_pairs *pairs, size_t first) {
  const cs_trie *trie = pairs->trie;
  size_t end = pairs->count;
  for (size_t each = first; each < end; each++) {
    const cs_trie_node *node = &trie->nodes[pairs->found[each]];
    for (uint32_t term = 0; term < node->term_count; term++) {
      add(pairs, trie->terms[node->first_term + term]);
    }
  }
  return end - first;
}

/* Leaves of the nodes those that go on, and moves the terms up to them. Returns how many. */
static uint32_t keep_going_on(uint64_t *ways, cs_pairs *pairs, size_t first, size_t count) {
  size_t kept = first, end = first + count;
  *ways = 0;
  for (size_t each = first; each < end; each++) {
    uint32_t number = pairs->found[each];
    uint64_t found = cs_trie_ways(&pairs->trie->nodes[number]);
    pairs->found[kept] = number;
    kept += found != 0;
    *ways |= found;
  }
  memmove(pairs->found + kept, pairs->found + end, (pairs->count - end) * sizeof *pairs->found);
  pairs->count -= end - kept;
  return (uint32_t)(kept - first);
}

static int compare(const void *left, const void *right) {
  uint32_t a = *(const uint32_t *)left, b = *(const uint32_t *)right;
  return a < b ? -1 : a > b;
}

/* What begins with the two words; 0 where nothing does. */
static uint32_t find(cs_pairs *pairs, const cs_listed *first, const cs_listed *second) {
  uint64_t ways;
  size_t at = pairs->count, nodes = at + CS_PAIR_HEAD;
  for (size_t each = 0; each < CS_PAIR_HEAD; each++) {
    add(pairs, 0);
  }
  add_nodes(pairs, first, second);
  if (pairs->count == nodes) {
    pairs->count = at;
    return 0;
  }
  uint32_t going_on = keep_going_on(&ways, pairs, nodes, add_terms(pairs, nodes));
  uint32_t *found = pairs->found + at, *terms = pairs->found + nodes + going_on;
  found[0] = going_on;
  found[1] = (uint32_t)(pairs->found + pairs->count - terms);
  memcpy(found + 2, &ways, sizeof ways);
  qsort(terms, found[1], sizeof *terms, compare);
  return (uint32_t)at;
}

uint32_t cs_pairs_look_slowly(cs_pairs *pairs, uint32_t place, const cs_vocabulary *vocabulary,
                              uint32_t first, uint32_t second) {
  cs_listed before = cs_vocabulary_list(vocabulary, first);
  cs_listed behind = cs_vocabulary_list(vocabulary, second);
  cs_pair_slot slot = {.first = first, .second = second, .found = find(pairs, &before, &behind)};
  pairs->slots[place] = slot;
  return slot.found;
}
