/* The trie is built once, terms in order, so that those of a node are ascending. While it is
 * built, the ways on of all nodes are in one hash table; then each node gets its own. */
#include "match/trie.h"

#include "base/memory.h"

#include <stdlib.h>

enum { FIRST_BITS = 6 };

typedef struct way {
  uint32_t node, pattern, to; /* to 0: free */
} way;

typedef struct builder {
  cs_trie *trie;
  way *ways;
  unsigned bits; /* 1 << bits ways, at most a third in use */
  size_t count;
} builder;

static uint32_t add_node(cs_trie *trie) {
  cs_grow(&trie->nodes, &trie->node_capacity, trie->node_count, sizeof *trie->nodes);
  trie->nodes[trie->node_count] = (cs_trie_node){0};
  return (uint32_t)trie->node_count++;
}

/* The way from a node by a pattern, or the free one where it would be. */
static way *find_way(const builder *in, uint32_t node, uint32_t pattern) {
  uint64_t key = (uint64_t)node << 32 | pattern;
  size_t mask = ((size_t)1 << in->bits) - 1;
  size_t at = (size_t)(key * UINT64_C(0x9E3779B97F4A7C15) >> (64 - in->bits));
  while (in->ways[at].to != 0 && (in->ways[at].node != node || in->ways[at].pattern != pattern)) {
    at = (at + 1) & mask;
  }
  return &in->ways[at];
}

static void grow(builder *in) {
  way *old = in->ways;
  size_t count = (size_t)1 << in->bits++;
  in->ways = cs_allocate(count * 2, sizeof *in->ways);
  for (size_t each = 0; each < count; each++) {
    if (old[each].to != 0) {
      *find_way(in, old[each].node, old[each].pattern) = old[each];
    }
  }
  free(old);
}

/* The node behind a pattern of the term, made where there is none. */
static uint32_t go_on(builder *in, uint32_t node, uint32_t pattern) {
  cs_trie *trie = in->trie;
  uint32_t to = pattern == CS_PATTERN_ANY ? trie->nodes[node].any : find_way(in, node, pattern)->to;
  if (to != 0) {
    return to;
  }
  to = add_node(trie);
  if (pattern == CS_PATTERN_ANY) {
    trie->nodes[node].any = to;
    return to;
  }
  trie->nodes[node].filter |= cs_trie_bit(pattern);
  trie->nodes[node].step_mask++; /* for now, how many there are */
  if (++in->count * 3 > (size_t)1 << in->bits) {
    grow(in);
  }
  *find_way(in, node, pattern) = (way){.node = node, .pattern = pattern, .to = to};
  return to;
}

static uint32_t add_term(builder *in, const cs_term *term) {
  uint32_t node = term->words[0];
  for (uint32_t each = 1; each < term->word_count; each++) {
    node = go_on(in, node, term->words[each]);
  }
  in->trie->nodes[node].term_count++;
  return node;
}

/* Gives each node room for twice its ways, in a power of two; one way fills its table. */
static size_t place_tables(cs_trie *trie) {
  uint32_t used = 1; /* a node without ways has the first step, which stays free */
  for (size_t each = 0; each < trie->node_count; each++) {
    cs_trie_node *node = &trie->nodes[each];
    uint32_t count = node->step_mask, room = 1;
    while (count > 1 && room < 2 * count) {
      room *= 2;
    }
    node->step_mask = room - 1;
    node->first_step = count == 0 ? 0 : used;
    used += count == 0 ? 0 : room;
  }
  return used;
}

static void put_step(cs_trie *trie, const way *put) {
  const cs_trie_node *node = &trie->nodes[put->node];
  cs_trie_step *steps = trie->steps + node->first_step;
  uint32_t at = cs_trie_place(put->pattern, node->step_mask);
  while (steps[at].to != 0) {
    at = (at + 1) & node->step_mask;
  }
  steps[at] = (cs_trie_step){.pattern = put->pattern, .to = put->to};
}

static void place_steps(const builder *in) {
  cs_trie *trie = in->trie;
  trie->steps = cs_allocate(place_tables(trie), sizeof *trie->steps);
  for (size_t each = 0; each < (size_t)1 << in->bits; each++) {
    if (in->ways[each].to != 0) {
      put_step(trie, &in->ways[each]);
    }
  }
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
  *trie = (cs_trie){0};
  builder in = {.trie = trie, .bits = FIRST_BITS};
  in.ways = cs_allocate((size_t)1 << FIRST_BITS, sizeof *in.ways);
  for (size_t each = 0; each < terms->patterns.count; each++) {
    add_node(trie);
  }
  for (size_t each = 0; each < count; each++) {
    ends[each] = add_term(&in, &terms->items[each]);
  }
  place_terms(trie, ends, count);
  place_steps(&in);
  free(in.ways);
  free(ends);
}

void cs_trie_free(cs_trie *trie) {
  free(trie->nodes);
  free(trie->terms);
  free(trie->steps);
  *trie = (cs_trie){0};
}
