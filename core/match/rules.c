/* Rules: the earliest end of each kind of node, and the scopes of SENTENCE and
 * WITHIN. Nodes and sentences that the index has ruled out are passed over. */
#include "match/rules.h"

static const char *const names[] = {"term",   "any",   "all",   "none",  "sentence",
                                    "within", "order", "front", "times", "except"};
_Static_assert(sizeof names / sizeof *names == CS_RULE_OPS, "every kind of rule has a name");

const char *cs_rule_name(cs_rule_op op) {
  return names[op];
}

bool cs_rule_may_hold_with(const cs_rule *rule, const uint32_t *counts) {
  if (rule->op == CS_RULE_TERM || rule->op == CS_RULE_EXCEPT) {
    return counts != NULL && counts[rule->term] != 0;
  }
  if (rule->op == CS_RULE_NONE) {
    return true;
  }
  const bool any = rule->op == CS_RULE_ANY;
  for (size_t i = 0; i < rule->child_count; i++) {
    if (cs_rule_may_hold_with(rule->children[i], counts) == any) {
      return any; /* one such child settles it */
    }
  }
  return !any;
}

/* ---- Work ---- */

enum { FEW_STEPS = 200000 }; /* for a usual rule and passage */

void cs_evaluation_begin(cs_evaluation *evaluation, cs_rule_index *index, uint32_t rule,
                         cs_scan *scan) {
  cs_rule_index_take(index, scan);
  *evaluation =
      (cs_evaluation){.scan = scan, .index = index, .rule = rule, .most_steps = FEW_STEPS};
}

/* What a rule without nested scopes needs on a long passage; asked only of one that has used up
 * what a usual one needs. */
static bool measure(cs_evaluation *evaluation) {
  const cs_scan *scan = evaluation->scan;
  uint64_t places = scan->hit_count + scan->sentences.count + 1;
  if (!evaluation->measured) {
    evaluation->measured = true;
    evaluation->most_steps += 16 * places * evaluation->index->sizes[evaluation->rule];
  }
  return evaluation->steps <= evaluation->most_steps;
}

cs_status cs_evaluation_end(cs_evaluation *evaluation, cs_error *error) {
  if (evaluation->index->too_deep[evaluation->rule]) {
    return cs_fail(error, CS_LIMIT, "the rule nests more than %d deep: make it flatter",
                   CS_RULE_DEPTH);
  }
  if (evaluation->steps > evaluation->most_steps && !measure(evaluation)) {
    return cs_fail(error, CS_LIMIT,
                   "the rule needs more than %llu steps on one passage: nest fewer 'within' and "
                   "'sentence' in one another",
                   (unsigned long long)evaluation->most_steps);
  }
  return CS_OK;
}

/* Counts one step of work; false where no more may be done. */
static inline bool step(cs_evaluation *evaluation) {
  return ++evaluation->steps <= evaluation->most_steps || measure(evaluation);
}

/* ---- Terms ---- */

/* The first spot at or behind word `from`. */
static const cs_spot *find_spot(const cs_spot *low, const cs_spot *high, uint32_t from) {
  enum { FEW = 8 };
  while (high - low > FEW) {
    const cs_spot *middle = low + (high - low) / 2;
    *(middle->first_word < from ? &low : &high) = middle;
  }
  while (low < high && low->first_word < from) {
    low++;
  }
  return low;
}

/* Whether the spot lies wholly within one of the exceptions. */
static bool is_excepted(cs_rule_index *index, const cs_node *node, const cs_spot *spot) {
  const cs_set *set = &index->sets[node->except];
  if (set->count == 0) {
    return false;
  }
  uint32_t least = spot->end > CS_TERM_WORDS ? spot->end - CS_TERM_WORDS : 0;
  const cs_spot *first = cs_spots_of(index, node->except), *end = first + set->count;
  const cs_spot *at = find_spot(first, end, least);
  while (at < end && at->first_word <= spot->first_word && at->end < spot->end) {
    at++;
  }
  return at < end && at->first_word <= spot->first_word;
}

const cs_spot *cs_next_spot(const cs_spot *spot, const cs_spot *end, cs_rule_index *index,
                            const cs_node *node) {
  spot++;
  while (spot < end && node->op == CS_RULE_EXCEPT && is_excepted(index, node, spot)) {
    spot++;
  }
  return spot;
}

const cs_spot *cs_first_spot(const cs_spot **end, cs_rule_index *index, const cs_node *node,
                             uint32_t from) {
  const cs_spot *first = cs_spots_of(index, node->set);
  *end = first + index->sets[node->set].count;
  first = find_spot(first, *end, from);
  while (first < *end && node->op == CS_RULE_EXCEPT && is_excepted(index, node, first)) {
    first++;
  }
  return first;
}

/* Terms are of different lengths, so a later one may end sooner; but one that begins where another
 * ended does not. */
static uint32_t term_end(cs_rule_index *index, const cs_node *node, cs_scope scope, uint32_t from) {
  const cs_spot *end, *at = cs_first_spot(&end, index, node, from > scope.from ? from : scope.from);
  uint32_t least = CS_NO_END, limit = scope.to;
  for (; at < end && at->first_word < limit; at = cs_next_spot(at, end, index, node)) {
    if (at->end <= limit) {
      least = at->end;
      limit = least - 1;
    }
  }
  return least;
}

/* ---- Scopes ---- */

cs_scope cs_whole_scope(const cs_scan *scan) {
  return (cs_scope){.from = 0, .to = (uint32_t)scan->result.word_count};
}

static uint32_t least_of(uint32_t left, uint32_t right) {
  return left < right ? left : right;
}

static uint32_t most_of(uint32_t left, uint32_t right) {
  return left > right ? left : right;
}

bool cs_by_sentence(const cs_node *node) {
  return node->op == CS_RULE_SENTENCE || node->op == CS_RULE_TIMES;
}

bool cs_front_scope(cs_scope *front, const cs_node *node, cs_scope scope) {
  *front = (cs_scope){.from = scope.from, .to = least_of(scope.to, node->words)};
  return front->from < front->to;
}

void cs_scopes_begin(cs_scopes *scopes, const cs_evaluation *evaluation, const cs_node *node,
                     cs_scope outer, uint32_t from) {
  *scopes = (cs_scopes){.node = node, .outer = outer, .from = most_of(from, outer.from)};
  if (cs_by_sentence(node) && scopes->from != 0 && scopes->from < outer.to) {
    scopes->sentence = cs_sentence_of(&evaluation->scan->result, scopes->from);
  }
}

/* The next word at or behind `from` at which a term of the WITHIN begins. */
static uint32_t next_start(cs_evaluation *evaluation, const cs_node *node, uint32_t from) {
  cs_rule_index *index = evaluation->index;
  uint32_t least = CS_NO_END;
  for (uint32_t each = 0; each < node->start_count && step(evaluation); each++) {
    const cs_node *term = &index->nodes[index->starts[node->first_start + each]];
    const cs_spot *end, *first = cs_first_spot(&end, index, term, from);
    least = first < end ? least_of(least, first->first_word) : least;
  }
  return least;
}

static bool next_run(cs_scope *scope, cs_scopes *scopes, cs_evaluation *evaluation) {
  const cs_node *node = scopes->node;
  uint32_t start = node->anywhere ? scopes->from : next_start(evaluation, node, scopes->from);
  if (start >= scopes->outer.to) {
    return false;
  }
  uint32_t left = scopes->outer.to - start;
  *scope = (cs_scope){.from = start, .to = start + least_of(node->words, left)};
  scopes->from = start + 1;
  return true;
}

/* Moves on to the next sentence in which the node may hold. */
static bool next_sentence(cs_scope *scope, cs_scopes *scopes, const cs_evaluation *evaluation) {
  const cs_sentences *all = &evaluation->scan->sentences;
  uint64_t may = evaluation->index->may[scopes->node - evaluation->index->nodes];
  uint32_t at = scopes->sentence;
  while (at < all->count && (may >> least_of(at, CS_LAST_BIT) & 1) == 0) {
    at++;
  }
  if (at >= all->count || all->items[at].first_word >= scopes->outer.to) {
    return false;
  }
  uint32_t first = all->items[at].first_word;
  *scope = (cs_scope){.from = most_of(first, scopes->outer.from),
                      .to = least_of(first + all->items[at].word_count, scopes->outer.to)};
  scopes->sentence = at + 1;
  scopes->from = scope->to;
  return true;
}

bool cs_scopes_next(cs_scope *scope, cs_scopes *scopes, cs_evaluation *evaluation) {
  if (!step(evaluation) || scopes->from >= scopes->outer.to) {
    return false;
  }
  return cs_by_sentence(scopes->node) ? next_sentence(scope, scopes, evaluation)
                                      : next_run(scope, scopes, evaluation);
}

bool cs_scopes_next_holding(cs_scope *scope, uint32_t *end, cs_scopes *scopes,
                            cs_evaluation *evaluation) {
  uint32_t from = scopes->from;
  while (cs_scopes_next(scope, scopes, evaluation)) {
    *end = cs_children_end(evaluation, scopes->node, *scope, most_of(from, scope->from));
    if (*end != CS_NO_END) {
      return true;
    }
  }
  return false;
}

/* ---- Nodes ---- */

uint32_t cs_children_end(cs_evaluation *evaluation, const cs_node *node, cs_scope scope,
                         uint32_t from) {
  const cs_node *child = cs_children(evaluation, node), *end = child + node->child_count;
  uint32_t latest = from;
  for (; child < end; child++) {
    uint32_t found = cs_earliest(evaluation, child, scope, from);
    if (found == CS_NO_END) {
      return CS_NO_END;
    }
    latest = most_of(latest, found);
  }
  return latest;
}

static uint32_t any_end(cs_evaluation *evaluation, const cs_node *node, cs_scope scope,
                        uint32_t from) {
  const cs_node *child = cs_children(evaluation, node), *end = child + node->child_count;
  uint32_t least = CS_NO_END;
  for (; child < end; child++) {
    least = least_of(least, cs_earliest(evaluation, child, scope, from));
  }
  return least;
}

static uint32_t order_end(cs_evaluation *evaluation, const cs_node *node, cs_scope scope,
                          uint32_t from) {
  const cs_node *child = cs_children(evaluation, node), *end = child + node->child_count;
  for (; child < end && from != CS_NO_END; child++) {
    from = cs_earliest(evaluation, child, scope, from);
  }
  return from;
}

/* Scopes come by their beginning; the earliest end may be in a later one where runs overlap. */
static uint32_t scopes_end(cs_evaluation *evaluation, const cs_node *node, cs_scope scope,
                           uint32_t from) {
  cs_scopes scopes;
  cs_scope each;
  uint32_t end, least = CS_NO_END;
  cs_scopes_begin(&scopes, evaluation, node, scope, from);
  while (cs_scopes_next_holding(&each, &end, &scopes, evaluation)) {
    least = least_of(least, end);
    if (node->op == CS_RULE_SENTENCE || scopes.from >= least) {
      break;
    }
  }
  return least;
}

/* Sentences come one behind the other, so the last one needed ends the earliest. */
static uint32_t times_end(cs_evaluation *evaluation, const cs_node *node, cs_scope scope,
                          uint32_t from) {
  cs_scopes scopes;
  cs_scope each;
  uint32_t end = CS_NO_END;
  cs_scopes_begin(&scopes, evaluation, node, scope, from);
  for (uint32_t held = 0; held < node->words; held++) {
    if (!cs_scopes_next_holding(&each, &end, &scopes, evaluation)) {
      return CS_NO_END;
    }
  }
  return end;
}

static uint32_t front_end(cs_evaluation *evaluation, const cs_node *node, cs_scope scope,
                          uint32_t from) {
  cs_scope front;
  if (!cs_front_scope(&front, node, scope) || from > front.to) {
    return CS_NO_END;
  }
  return cs_children_end(evaluation, node, front, from);
}

uint32_t cs_earliest(cs_evaluation *evaluation, const cs_node *node, cs_scope scope,
                     uint32_t from) {
  cs_rule_index *index = evaluation->index;
  if (!step(evaluation) || index->may[node - index->nodes] == 0) {
    return CS_NO_END;
  }
  switch (node->op) {
  case CS_RULE_TERM:
  case CS_RULE_EXCEPT:
    return term_end(index, node, scope, from);
  case CS_RULE_ANY:
    return any_end(evaluation, node, scope, from);
  case CS_RULE_ALL:
    return cs_children_end(evaluation, node, scope, from);
  case CS_RULE_NONE:
    return any_end(evaluation, node, scope, scope.from) == CS_NO_END ? from : CS_NO_END;
  case CS_RULE_SENTENCE:
  case CS_RULE_WITHIN:
    return scopes_end(evaluation, node, scope, from);
  case CS_RULE_ORDER:
    return order_end(evaluation, node, scope, from);
  case CS_RULE_FRONT:
    return front_end(evaluation, node, scope, from);
  case CS_RULE_TIMES:
    return times_end(evaluation, node, scope, from);
  case CS_RULE_OPS:
    break;
  }
  return CS_NO_END;
}
