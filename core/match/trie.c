/* The trie is built once, terms in order, so that those of a node are ascending. */
#include "match/trie.h"

#include "base/memory.h"

#include <stdlib.h>

enum { FIRST_BITS = 6 };

static uint32_t add_node(cs_trie *trie) {
  cs_grow(&trie->nodes, &trie->node_capacity, trie->node_count, sizeof *trie->nodes);
  trie->nodes[trie->node_count] = (cs_trie_node){0};
  return (uint32_t)trie->node_count++;
}

static void put(cs_trie *trie, cs_trie_step step) {
  size_t mask = ((size_t)1 << trie->bits) - 1;
  size_t at = cs_trie_place(trie, step.node, step.pattern);
  while (trie->steps[at].to != 0) {
    at = (at + 1) & mask;
  }
  trie->steps[at] = step;
}

static void grow(cs_trie *trie) {
  cs_trie_step *old = trie->steps;
  size_t count = (size_t)1 << trie->bits++;
  trie->steps = cs_allocate(count * 2, sizeof *trie->steps);
  for (size_t each = 0; each < count; each++) {
    if (old[each].to != 0) {
      put(trie, old[each]);
    }
  }
  free(old);
}

/* The node behind a pattern of the term, made where there is none. */
static uint32_t go_on(cs_trie *trie, uint32_t node, uint32_t pattern) {
  uint32_t to =
      pattern == CS_PATTERN_ANY ? trie->nodes[node].any : cs_trie_next(trie, node, pattern);
  if (to != 0) {
    return to;
  }
  to = add_node(trie);
  if (pattern == CS_PATTERN_ANY) {
    trie->nodes[node].any = to;
    return to;
  }
  trie->nodes[node].filter |= cs_trie_bit(pattern);
  if (++trie->step_count * 3 > (size_t)1 << trie->bits) {
    grow(trie);
  }
  put(trie, (cs_trie_step){.node = node, .pattern = pattern, .to = to});
  return to;
}

static uint32_t add_term(cs_trie *trie, const cs_term *term) {
  uint32_t node = term->words[0];
  for (uint32_t each = 1; each < term->word_count; each++) {
    node = go_on(trie, node, term->words[each]);
  }
  trie->nodes[node].term_count++;
  return node;
}

/* ends[t]: the node of term t. */
static void place_terms(cs_trie *trie, const uint32_t *ends, size_t count) {
  uint32_t used = 0;
  for (size_t each = 0; each < trie->node_count; each++) {
    trie->nodes[each].first_term = used;
    used += trie->nodes[each].term_count;
    trie->nodes[each].term_count = 0;
  }
  trie->terms = cs_allocate(count, sizeof *trie->terms);
  for (size_t each = 0; each < count; each++) {
    cs_trie_node *node = &trie->nodes[ends[each]];
    trie->terms[node->first_term + node->term_count++] = (uint32_t)each;
  }
}

void cs_trie_init(cs_trie *trie, const cs_terms *terms) {
  size_t count = terms->names.count;
  uint32_t *ends = cs_allocate(count, sizeof *ends);
  *trie = (cs_trie){.bits = FIRST_BITS};
  trie->steps = cs_allocate((size_t)1 << FIRST_BITS, sizeof *trie->steps);
  for (size_t each = 0; each < terms->patterns.count; each++) {
    add_node(trie);
  }
  for (size_t each = 0; each < count; each++) {
    ends[each] = add_term(trie, &terms->items[each]);
  }
  place_terms(trie, ends, count);
  free(ends);
}

void cs_trie_free(cs_trie *trie) {
  free(trie->nodes);
  free(trie->terms);
  free(trie->steps);
  *trie = (cs_trie){0};
}
