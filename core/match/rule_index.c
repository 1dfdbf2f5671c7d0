/* The rule index on a passage: the sentences in which each set has a term, then
 * those in which each rule may hold. The spots of a set are laid out only where a rule
 * that is left asks for them. */
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
  index->touched_count = index->links.count = index->spot_count = 0;
}

/* Room for so many links and CS_AT_ONCE more. */
static inline void make_room_for_links(cs_links *links, size_t count) {
  if (links->capacity < count + CS_AT_ONCE) {
    links->capacity = 2 * (count + CS_AT_ONCE);
    links->hits = cs_reallocate(links->hits, links->capacity, sizeof *links->hits);
    links->sets = cs_reallocate(links->sets, links->capacity, sizeof *links->sets);
    links->before = cs_reallocate(links->before, links->capacity, sizeof *links->before);
  }
}

/* Makes a link for each set that a hit is of. What is too many is written over by the next. */
static void make_links(cs_rule_index *index, const cs_scan *scan) {
  cs_links links = index->links;
  size_t terms = index->term_count;
  for (size_t each = 0; each < scan->hit_count; each++) {
    uint32_t term = scan->hits[each].term, hit = (uint32_t)each;
    if (term >= terms) {
      continue;
    }
    const uint32_t hits[CS_AT_ONCE] = {hit, hit, hit, hit};
    uint32_t first = index->term_first[term], count = index->term_first[term + 1] - first;
    const uint32_t *sets = index->posting_sets + first;
    make_room_for_links(&links, links.count + count);
    for (uint32_t done = 0; done == 0 || done < count; done += CS_AT_ONCE) {
      memcpy(links.sets + links.count + done, sets + done, CS_AT_ONCE * sizeof *sets);
      memcpy(links.hits + links.count + done, hits, sizeof hits);
    }
    links.count += count;
  }
  index->links = links;
}

/* Chains the links up by set. */
static void mark_sets(cs_rule_index *index, const cs_scan *scan) {
  const cs_links *links = &index->links;
  const uint32_t *hits = links->hits, *sets = links->sets;
  uint32_t *before = links->before, *touched = index->touched;
  size_t touched_count = 0, count = links->count;
  for (size_t each = 0; each < count; each++) {
    cs_set *set = &index->sets[sets[each]];
    touched[touched_count] = sets[each];
    touched_count += set->last == 0; /* no branch that the processor would have to guess */
    before[each] = set->last;
    set->last = (uint32_t)each + 1;
    set->count++;
    set->sentences |= sentence_bit(scan->hits[hits[each]].sentence);
  }
  index->touched_count = touched_count;
}

/* ---- Rules ---- */

/* Where a node is asked for. */
enum {
  IN_SENTENCE = 1, /* in one sentence */
  WHOLE = 2,       /* no WITHIN or FRONT cuts that sentence, or the passage, short */
};

static uint64_t may_hold(cs_rule_index *index, uint32_t number, unsigned where);

/* Most children are terms, so they are read here, without another call. */
static inline uint64_t may_child(cs_rule_index *index, uint32_t number, unsigned where) {
  const cs_node *child = &index->nodes[number];
  if (child->op == CS_RULE_TERM || child->op == CS_RULE_EXCEPT) {
    return index->may[number] = index->sets[child->set].sentences;
  }
  return may_hold(index, number, where);
}

/* All children, so that each has its mask. */
static uint64_t may_any(cs_rule_index *index, const cs_node *node, unsigned where) {
  uint64_t may = 0;
  for (uint32_t each = 0; each < node->child_count; each++) {
    may |= may_child(index, node->first_child + each, where);
  }
  return may;
}

/* Among these sentences. Where the scope is a sentence, all children have to be in the same; else
 * only somewhere. */
static uint64_t may_all(cs_rule_index *index, const cs_node *node, unsigned where, uint64_t among) {
  bool in_sentence = (where & IN_SENTENCE) != 0;
  uint64_t may = CS_ALL_SENTENCES;
  for (uint32_t each = 0; each < node->child_count && may != 0; each++) {
    uint64_t child = may_child(index, node->first_child + each, where) & among;
    may = in_sentence || child == 0 ? may & child : may;
  }
  return may;
}

/* The sentences that a term of the set is sure to lie in, from end to end. */
static uint64_t surely_in(const cs_rule_index *index, const cs_set *set) {
  enum { FEW = 64 }; /* of more it is not looked for: each NONE asks anew */
  const cs_scan *scan = index->scan;
  uint64_t sure = 0;
  for (uint32_t link = set->count > FEW ? 0 : set->last; link != 0;
       link = index->links.before[link - 1]) {
    const cs_hit *hit = &scan->hits[index->links.hits[link - 1]];
    const cs_sentence *sentence = &scan->sentences.items[hit->sentence];
    bool inside = hit->first_word + hit->word_count <= sentence->first_word + sentence->word_count;
    sure |= inside ? sentence_bit(hit->sentence) : 0;
  }
  return sure & ~sentence_bit(CS_LAST_BIT); /* which may be any of many */
}

/* It holds wherever there is not sure to be a term of it. */
static uint64_t may_none(cs_rule_index *index, const cs_node *node, unsigned where) {
  uint64_t sure = 0;
  may_any(index, node, where);
  for (uint32_t each = 0; each < node->child_count && (where & WHOLE) != 0; each++) {
    const cs_node *child = &index->nodes[node->first_child + each];
    const cs_set *set = child->op == CS_RULE_TERM ? &index->sets[child->set] : NULL;
    if (set != NULL && set->count != 0) {
      sure |= (where & IN_SENTENCE) != 0 ? surely_in(index, set) : CS_ALL_SENTENCES;
    }
  }
  return ~sure;
}

/* It takes as many sentences as it wants, unless the last bit stands for many. */
static uint64_t may_often(cs_rule_index *index, const cs_node *node, unsigned where) {
  uint64_t may = may_all(index, node, where, CS_ALL_SENTENCES);
  bool many = (may & sentence_bit(CS_LAST_BIT)) != 0;
  return many || (uint32_t)__builtin_popcountll(may) >= node->words ? may : 0;
}

/* The sentences that begin before the end of a FRONT. */
static uint64_t front_of(const cs_rule_index *index, const cs_node *node) {
  const cs_sentences *sentences = &index->scan->sentences;
  uint64_t front = 0;
  for (uint32_t each = 0; each <= CS_LAST_BIT && each < sentences->count &&
                          sentences->items[each].first_word < node->words;
       each++) {
    front |= sentence_bit(each);
  }
  return front;
}

static uint64_t may_hold(cs_rule_index *index, uint32_t number, unsigned where) {
  const cs_node *node = &index->nodes[number];
  uint64_t may = 0;
  switch (node->op) {
  case CS_RULE_TERM:
  case CS_RULE_EXCEPT:
    may = index->sets[node->set].sentences;
    break;
  case CS_RULE_ANY:
    may = may_any(index, node, where);
    break;
  case CS_RULE_NONE:
    may = may_none(index, node, where);
    break;
  case CS_RULE_SENTENCE:
    may = may_all(index, node, where | IN_SENTENCE, CS_ALL_SENTENCES);
    break;
  case CS_RULE_TIMES:
    may = may_often(index, node, where | IN_SENTENCE);
    break;
  case CS_RULE_ALL:
  case CS_RULE_ORDER:
    may = may_all(index, node, where, CS_ALL_SENTENCES);
    break;
  case CS_RULE_WITHIN:
    may = may_all(index, node, where & IN_SENTENCE, CS_ALL_SENTENCES);
    break;
  case CS_RULE_FRONT:
    may = may_all(index, node, where & IN_SENTENCE, front_of(index, node));
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
    uint64_t may = may_hold(index, branch, WHOLE);
    index->seen[branch] = true;
    index->looked_at[index->looked_at_count++] = branch;
    index->may[index->branch_roots[branch]] |= may;
  }
}

/* Whether the sets that a branch needs have a term where it needs them. */
static inline bool has_needs(const cs_set *sets, const cs_key *key) {
  uint64_t first = sets[key->needs[0]].sentences, second = sets[key->needs[1]].sentences;
  uint64_t together = first & second & sets[key->set].sentences;
  bool apart = (first != 0) & (second != 0);
  return (key->anywhere & apart) | (together != 0); /* nothing is together that is not there */
}

/* Lists the touched sets that have keys. Returns how many. */
static size_t find_keyed(cs_rule_index *index) {
  size_t count = 0;
  for (size_t each = 0; each < index->touched_count; each++) {
    uint32_t set = index->touched[each];
    index->keyed[count] = set;
    count += index->has_keys[set];
  }
  return count;
}

/* Lists the keys of the passage's sets, in the same way as the links. Returns how many. */
static size_t list_keys(cs_rule_index *index) {
  size_t count = 0, keyed = find_keyed(index);
  for (size_t each = 0; each < keyed; each++) {
    uint32_t set = index->keyed[each];
    uint32_t first = index->key_first[set], more = index->key_first[set + 1] - first;
    for (uint32_t done = 0; done < more; done += CS_AT_ONCE) {
      uint32_t at = first + done;
      const uint32_t keys[CS_AT_ONCE] = {at, at + 1, at + 2, at + 3};
      memcpy(index->asked + count + done, keys, sizeof keys);
    }
    count += more;
  }
  return count;
}

/* Lists the keys of branches that have what they need. */
static void ask_branches(cs_rule_index *index) {
  size_t count = list_keys(index), kept = 0;
  for (size_t each = 0; each < count; each++) {
    uint32_t key = index->asked[each];
    index->asked[kept] = key;
    kept += has_needs(index->sets, &index->keys[key]);
  }
  index->asked_count = kept;
}

static void find_rules(cs_rule_index *index) {
  forget_branches(index);
  ask_branches(index);
  for (size_t each = 0; each < index->always_count; each++) {
    look_at(index, index->always[each]);
  }
  for (size_t each = 0; each < index->asked_count; each++) {
    look_at(index, index->keys[index->asked[each]].branch);
  }
  index->found_count = 0;
  for (size_t rule = 0; rule < index->rule_count; rule++) {
    index->found[index->found_count] = (uint32_t)rule;
    index->found_count += index->may[index->roots[rule]] != 0;
  }
}

void cs_rule_index_take(cs_rule_index *index, const cs_scan *scan) {
  if (index->scan != scan || index->passage != scan->passage) {
    index->scan = scan;
    index->passage = scan->passage;
    forget(index);
    make_links(index, scan);
    mark_sets(index, scan);
    find_rules(index);
  }
}

const uint32_t *cs_rule_index_read(size_t *count, cs_rule_index *index, const cs_scan *scan) {
  cs_rule_index_take(index, scan);
  *count = index->found_count;
  return index->found;
}

bool cs_rule_may_hold(cs_rule_index *index, uint32_t rule, const cs_scan *scan) {
  cs_rule_index_take(index, scan);
  return index->may[index->roots[rule]] != 0;
}

/* ---- Spots ---- */

void cs_lay_out_spots(cs_rule_index *index, cs_set *set) {
  /* Of all sets, so that none has to move. */
  cs_reserve(&index->spots, &index->spot_capacity, index->links.count, sizeof *index->spots);
  set->first = (uint32_t)index->spot_count;
  index->spot_count += set->count;
  cs_spot *spot = index->spots + index->spot_count;
  for (uint32_t link = set->last; link != 0; link = index->links.before[link - 1]) {
    uint32_t number = index->links.hits[link - 1];
    const cs_hit *hit = &index->scan->hits[number];
    *--spot = (cs_spot){hit->first_word, hit->first_word + hit->word_count, number};
  }
  set->last = 0;
}

uint32_t cs_rank_of(const cs_rule_index *index, uint32_t term, uint32_t set) {
  uint32_t at = index->term_first[term];
  while (index->posting_sets[at] != set) {
    at++;
  }
  return index->posting_ranks[at];
}
