/* The rule index on a passage: the sentences in which each set has a term, then
 * those in which each rule may hold. The hits themselves are dealt out to the sets
 * only where a rule is left. */
#include "match/rules.h"

#include "base/memory.h"

#include <string.h>

/* ---- Sets ---- */

static uint64_t sentence_bit(uint32_t sentence) {
  return UINT64_C(1) << (sentence < CS_LAST_BIT ? sentence : CS_LAST_BIT);
}

static void forget(cs_rule_index *index) {
  for (size_t each = 0; each < index->touched_count; each++) {
    index->sets[index->touched[each]] = (cs_set){0};
  }
  index->touched_count = index->touched_key_count = index->deal_count = 0;
}

static void make_room_for_deals(cs_rule_index *index, size_t more) {
  while (index->deal_capacity < index->deal_count + more) {
    index->deals = cs_grow_array(index->deals, &index->deal_capacity, sizeof *index->deals);
  }
}

static void mark_sets(cs_rule_index *index, const cs_scan *scan) {
  forget(index);
  const cs_posting *postings = index->postings;
  for (size_t each = 0; each < scan->hit_count; each++) {
    const cs_hit *hit = &scan->hits[each];
    if (hit->term >= index->term_count) {
      continue;
    }
    uint64_t bit = sentence_bit(hit->sentence);
    uint32_t at = index->term_first[hit->term], end = index->term_first[hit->term + 1];
    make_room_for_deals(index, end - at);
    for (; at < end; at++) {
      uint32_t number = postings[at].set;
      cs_set *set = &index->sets[number];
      size_t first = set->count == 0; /* no branch that the processor would have to guess */
      index->deals[index->deal_count++] = (cs_deal){number, (uint32_t)each};
      index->touched[index->touched_count] = number;
      index->touched_count += first;
      index->touched_keys[index->touched_key_count] = number;
      index->touched_key_count += first & index->has_keys[number];
      set->count++;
      set->sentences |= bit;
    }
  }
}

/* ---- Rules ---- */

static uint64_t may_hold(cs_rule_index *index, uint32_t number, bool in_sentence);

/* Most children are terms, so they are read here, without another call. */
static inline uint64_t may_child(cs_rule_index *index, uint32_t number, bool in_sentence) {
  const cs_node *child = &index->nodes[number];
  if (child->op == CS_RULE_TERM || child->op == CS_RULE_EXCEPT) {
    return index->may[number] = index->sets[child->set].sentences;
  }
  return may_hold(index, number, in_sentence);
}

/* All children, so that each has its mask. */
static uint64_t may_any(cs_rule_index *index, const cs_node *node, bool in_sentence) {
  uint64_t may = 0;
  for (uint32_t each = 0; each < node->child_count; each++) {
    may |= may_child(index, node->first_child + each, in_sentence);
  }
  return may;
}

/* Where the scope is a sentence, all children have to be in the same; else only somewhere. */
static uint64_t may_all(cs_rule_index *index, const cs_node *node, bool in_sentence) {
  uint64_t may = CS_ALL_SENTENCES;
  for (uint32_t each = 0; each < node->child_count && may != 0; each++) {
    uint64_t child = may_child(index, node->first_child + each, in_sentence);
    may = in_sentence || child == 0 ? may & child : may;
  }
  return may;
}

static uint64_t may_hold(cs_rule_index *index, uint32_t number, bool in_sentence) {
  const cs_node *node = &index->nodes[number];
  uint64_t may = 0;
  switch (node->op) {
  case CS_RULE_TERM:
  case CS_RULE_EXCEPT:
    may = index->sets[node->set].sentences;
    break;
  case CS_RULE_ANY:
    may = may_any(index, node, in_sentence);
    break;
  case CS_RULE_NONE:
    may_any(index, node, in_sentence);
    may = CS_ALL_SENTENCES;
    break;
  case CS_RULE_SENTENCE:
  case CS_RULE_TIMES:
    may = may_all(index, node, true);
    break;
  case CS_RULE_ALL:
  case CS_RULE_WITHIN:
  case CS_RULE_ORDER:
  case CS_RULE_FRONT:
    may = may_all(index, node, in_sentence);
    break;
  case CS_RULE_OPS:
    break;
  }
  return index->may[number] = may;
}

/* ---- Branches ---- */

static void forget_branches(cs_rule_index *index) {
  for (size_t each = 0; each < index->looked_at_count; each++) {
    uint32_t branch = index->looked_at[each];
    index->seen[branch] = false;
    index->may[branch] = index->may[index->branch_roots[branch]] = 0;
  }
  index->looked_at_count = 0;
}

static void look_at(cs_rule_index *index, uint32_t branch) {
  if (!index->seen[branch]) {
    uint64_t may = may_hold(index, branch, false);
    index->seen[branch] = true;
    index->looked_at[index->looked_at_count++] = branch;
    index->may[index->branch_roots[branch]] |= may;
  }
}

static void find_rules(cs_rule_index *index) {
  forget_branches(index);
  for (size_t each = 0; each < index->always_count; each++) {
    look_at(index, index->always[each]);
  }
  for (size_t each = 0; each < index->touched_key_count; each++) {
    uint32_t set = index->touched_keys[each], end = index->key_first[set + 1];
    for (uint32_t at = index->key_first[set]; at < end; at++) {
      look_at(index, index->keys[at]);
    }
  }
  index->found_count = 0;
  for (size_t rule = 0; rule < index->rule_count; rule++) {
    index->found[index->found_count] = (uint32_t)rule;
    index->found_count += index->may[index->roots[rule]] != 0;
  }
}

static void read_passage(cs_rule_index *index, const cs_scan *scan) {
  if (index->scan != scan || index->passage != scan->passage) {
    mark_sets(index, scan);
    find_rules(index);
    index->scan = scan;
    index->passage = scan->passage;
    index->dealt = false;
  }
}

const uint32_t *cs_rule_index_read(size_t *count, cs_rule_index *index, const cs_scan *scan) {
  read_passage(index, scan);
  *count = index->found_count;
  return index->found;
}

bool cs_rule_may_hold(cs_rule_index *index, uint32_t rule, const cs_scan *scan) {
  read_passage(index, scan);
  return index->may[index->roots[rule]] != 0;
}

/* ---- Hits ---- */

static void make_room(cs_rule_index *index) {
  uint32_t used = 0;
  for (size_t each = 0; each < index->touched_count; each++) {
    cs_set *set = &index->sets[index->touched[each]];
    set->first = used;
    used += set->count;
    set->count = 0;
  }
  while (index->spot_capacity < used) {
    index->spots = cs_grow_array(index->spots, &index->spot_capacity, sizeof *index->spots);
  }
}

void cs_rule_index_deal(cs_rule_index *index, const cs_scan *scan) {
  read_passage(index, scan);
  if (index->dealt) {
    return;
  }
  index->dealt = true;
  make_room(index);
  for (size_t each = 0; each < index->deal_count; each++) {
    const cs_hit *hit = &scan->hits[index->deals[each].hit];
    cs_set *set = &index->sets[index->deals[each].set];
    index->spots[set->first + set->count++] =
        (cs_spot){hit->first_word, hit->first_word + hit->word_count, index->deals[each].hit};
  }
}

uint32_t cs_rank_of(const cs_rule_index *index, uint32_t term, uint32_t set) {
  uint32_t at = index->term_first[term];
  while (index->postings[at].set != set) {
    at++;
  }
  return index->postings[at].rank;
}
