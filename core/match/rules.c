/* Rules: the earliest end of each kind of node, and the scopes of SENTENCE and
 * WITHIN. A child without NONE below it holds in every scope around one where it
 * holds, so its earliest end in the rest of the scope says where to look next:
 * the search leaps there instead of trying every sentence and run. */
#include "match/rules.h"

static const char *const names[] = {"term",   "any",   "all",   "none",  "sentence",
                                    "within", "order", "front", "times", "except"};
_Static_assert(sizeof names / sizeof *names == CS_RULE_OPS, "every kind of rule has a name");

const char *cs_rule_name(cs_rule_op op) {
  return names[op];
}

/* ---- Work ---- */

/* Nodes of a rule, as far as rules may nest. */
static size_t count_nodes(const cs_rule *rule, int depth) {
  size_t count = 1;
  for (size_t each = 0; each < rule->child_count && depth < CS_RULE_DEPTH; each++) {
    count += count_nodes(rule->children[each], depth + 1);
  }
  return count;
}

enum { FEW_STEPS = 200000 }; /* for a usual rule and passage */

void cs_evaluation_begin(cs_evaluation *evaluation, const cs_rule *rule, cs_scan *scan) {
  cs_scan_group(scan);
  *evaluation = (cs_evaluation){.scan = scan, .rule = rule, .most_steps = FEW_STEPS};
}

/* What a rule without nested scopes needs on a long passage; asked only of one that has used up
 * what a usual one needs. */
static void measure(cs_evaluation *evaluation) {
  const cs_scan *scan = evaluation->scan;
  uint64_t places = scan->hit_count + scan->sentences.count + 1;
  evaluation->measured = true;
  evaluation->most_steps += 16 * places * count_nodes(evaluation->rule, 0);
}

cs_status cs_evaluation_end(cs_evaluation *evaluation, cs_error *error) {
  if (evaluation->steps >= evaluation->most_steps && !evaluation->measured) {
    measure(evaluation);
  }
  if (evaluation->too_deep) {
    return cs_fail(error, CS_LIMIT, "the rule nests more than %d deep: make it flatter",
                   CS_RULE_DEPTH);
  }
  if (evaluation->steps > evaluation->most_steps) {
    return cs_fail(error, CS_LIMIT,
                   "the rule needs more than %llu steps on one passage: nest fewer 'within' and "
                   "'sentence' in one another",
                   (unsigned long long)evaluation->most_steps);
  }
  return CS_OK;
}

/* Counts one step of work; false where no more may be done. */
static bool step(cs_evaluation *evaluation, int depth) {
  evaluation->too_deep = evaluation->too_deep || depth >= CS_RULE_DEPTH;
  if (evaluation->steps >= evaluation->most_steps && !evaluation->measured) {
    measure(evaluation);
  }
  if (evaluation->steps <= evaluation->most_steps) {
    evaluation->steps++;
  }
  return evaluation->steps <= evaluation->most_steps && !evaluation->too_deep;
}

/* ---- Terms ---- */

size_t cs_first_hit(size_t *end, const cs_scan *scan, uint32_t term, uint32_t from) {
  if (term >= scan->term_count || scan->term_hits[term] == 0) {
    return *end = 0;
  }
  size_t low = scan->term_first[term], high = low + scan->term_hits[term];
  *end = high;
  while (low < high) {
    size_t middle = low + (high - low) / 2;
    if (scan->hits[scan->by_term[middle]].first_word < from) {
      low = middle + 1;
    } else {
      high = middle;
    }
  }
  return low;
}

/* All hits of a term are of one number of words: the first of an exception that ends late enough
 * is the one to ask. */
bool cs_is_excepted(const cs_scan *scan, const cs_rule *rule, const cs_hit *hit) {
  for (size_t each = 0; each < rule->child_count && rule->op == CS_RULE_EXCEPT; each++) {
    uint32_t term = rule->children[each]->term, behind = hit->first_word + hit->word_count;
    if (term >= scan->term_count || scan->term_hits[term] == 0) {
      continue;
    }
    uint32_t words = scan->hits[scan->by_term[scan->term_first[term]]].word_count;
    size_t end, first = cs_first_hit(&end, scan, term, behind > words ? behind - words : 0);
    if (first < end && scan->hits[scan->by_term[first]].first_word <= hit->first_word) {
      return true;
    }
  }
  return false;
}

size_t cs_first_free_hit(size_t *end, const cs_scan *scan, const cs_rule *rule, uint32_t from) {
  size_t first = cs_first_hit(end, scan, rule->term, from);
  while (first < *end && cs_is_excepted(scan, rule, &scan->hits[scan->by_term[first]])) {
    first++;
  }
  return first;
}

/* The first hit to begin is the first to end. */
static uint32_t term_end(const cs_scan *scan, const cs_rule *rule, cs_scope scope, uint32_t from) {
  size_t end, first = cs_first_free_hit(&end, scan, rule, from > scope.from ? from : scope.from);
  if (first == end) {
    return CS_NO_END;
  }
  const cs_hit *hit = &scan->hits[scan->by_term[first]];
  uint32_t behind = hit->first_word + hit->word_count;
  return behind <= scope.to ? behind : CS_NO_END;
}

/* The next word at or behind `from` at which a term of the node begins; those under a NONE do
 * not count. */
static uint32_t next_start(cs_evaluation *evaluation, const cs_rule *rule, uint32_t from,
                           int depth) {
  if (!step(evaluation, depth) || rule->op == CS_RULE_NONE) {
    return CS_NO_END;
  }
  if (rule->op == CS_RULE_TERM || rule->op == CS_RULE_EXCEPT) {
    const cs_scan *scan = evaluation->scan;
    size_t end, first = cs_first_free_hit(&end, scan, rule, from);
    return first == end ? CS_NO_END : scan->hits[scan->by_term[first]].first_word;
  }
  uint32_t least = CS_NO_END;
  for (size_t each = 0; each < rule->child_count; each++) {
    uint32_t start = next_start(evaluation, rule->children[each], from, depth + 1);
    least = start < least ? start : least;
  }
  return least;
}

static bool has_op(cs_evaluation *evaluation, const cs_rule *rule, cs_rule_op op, cs_rule_op beyond,
                   int depth) {
  if (!step(evaluation, depth) || rule->op == op) {
    return true;
  }
  for (size_t each = 0; each < rule->child_count && rule->op != beyond; each++) {
    if (has_op(evaluation, rule->children[each], op, beyond, depth + 1)) {
      return true;
    }
  }
  return false;
}

bool cs_may_hold(const cs_scan *scan, const cs_rule *rule, int depth) {
  switch (rule->op) {
  case CS_RULE_TERM:
  case CS_RULE_EXCEPT:
    return rule->term < scan->term_count && scan->term_hits[rule->term] != 0;
  case CS_RULE_NONE:
    return true;
  default:
    break;
  }
  bool any = rule->op == CS_RULE_ANY;
  for (size_t each = 0; each < rule->child_count && depth < CS_RULE_DEPTH; each++) {
    if (cs_may_hold(scan, rule->children[each], depth + 1) == any) {
      return any;
    }
  }
  return !any || depth >= CS_RULE_DEPTH;
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

bool cs_by_sentence(const cs_rule *rule) {
  return rule->op == CS_RULE_SENTENCE || rule->op == CS_RULE_TIMES;
}

bool cs_front_scope(cs_scope *front, const cs_rule *rule, cs_scope scope) {
  *front = (cs_scope){.from = scope.from, .to = least_of(scope.to, rule->words)};
  return front->from < front->to;
}

void cs_scopes_begin(cs_scopes *scopes, cs_evaluation *evaluation, const cs_rule *rule,
                     cs_scope outer, uint32_t from) {
  *scopes = (cs_scopes){.rule = rule, .outer = outer, .from = most_of(from, outer.from)};
  if (rule->op == CS_RULE_WITHIN) {
    scopes->anywhere = !has_op(evaluation, rule, CS_RULE_TERM, CS_RULE_NONE, 0);
  } else if (scopes->from < outer.to) {
    scopes->sentence = cs_sentence_of(&evaluation->scan->result, scopes->from);
  }
}

static cs_scope sentence_scope(const cs_scopes *scopes, const cs_sentence *sentence) {
  return (cs_scope){
      .from = most_of(sentence->first_word, scopes->outer.from),
      .to = least_of(sentence->first_word + sentence->word_count, scopes->outer.to),
  };
}

static bool next_run(cs_scope *scope, cs_scopes *scopes, cs_evaluation *evaluation, int depth) {
  uint32_t start =
      scopes->anywhere ? scopes->from : next_start(evaluation, scopes->rule, scopes->from, depth);
  if (start >= scopes->outer.to) {
    return false;
  }
  uint32_t left = scopes->outer.to - start;
  *scope = (cs_scope){.from = start, .to = start + least_of(scopes->rule->words, left)};
  scopes->from = start + 1;
  return true;
}

bool cs_scopes_next(cs_scope *scope, cs_scopes *scopes, cs_evaluation *evaluation, int depth) {
  if (!step(evaluation, depth) || scopes->from >= scopes->outer.to) {
    return false;
  }
  if (scopes->rule->op == CS_RULE_WITHIN) {
    return next_run(scope, scopes, evaluation, depth);
  }
  const cs_scan_result *result = &evaluation->scan->result;
  *scope = sentence_scope(scopes, &result->sentences[scopes->sentence++]);
  scopes->from = scope->to;
  return true;
}

/* Moves on to the first scope that reaches word `end`. */
static void leap(cs_scopes *scopes, const cs_evaluation *evaluation, uint32_t end) {
  if (scopes->rule->op == CS_RULE_WITHIN) {
    uint32_t words = scopes->rule->words;
    scopes->from = most_of(scopes->from, end > words ? end - words : 0);
    return;
  }
  uint32_t sentence = cs_sentence_of(&evaluation->scan->result, end - 1);
  if (sentence > scopes->sentence) {
    scopes->sentence = sentence;
    scopes->from = evaluation->scan->sentences.items[sentence].first_word;
  }
}

/* Looks for every child without a NONE in all that is left. False: one is not there at all.
 * Else *end is where the last of them ends. */
static bool look_ahead(uint32_t *end, const cs_scopes *scopes, cs_scope scope, uint32_t from,
                       cs_evaluation *evaluation, int depth) {
  cs_scope rest = {.from = scope.from, .to = scopes->outer.to};
  *end = from;
  for (size_t each = 0; each < scopes->rule->child_count; each++) {
    const cs_rule *child = scopes->rule->children[each];
    if (!child->plain && has_op(evaluation, child, CS_RULE_NONE, CS_RULE_NONE, depth + 1)) {
      continue;
    }
    uint32_t found = cs_earliest(evaluation, child, rest, from, depth + 1);
    if (found == CS_NO_END) {
      return false;
    }
    *end = most_of(*end, found);
  }
  return true;
}

/* The latest end of all children in the scope, or CS_NO_END. */
static uint32_t children_end(cs_evaluation *evaluation, const cs_rule *rule, cs_scope scope,
                             uint32_t from, int depth) {
  uint32_t latest = from;
  for (size_t each = 0; each < rule->child_count; each++) {
    uint32_t end = cs_earliest(evaluation, rule->children[each], scope, from, depth + 1);
    if (end == CS_NO_END) {
      return CS_NO_END;
    }
    latest = most_of(latest, end);
  }
  return latest;
}

bool cs_scopes_next_holding(cs_scope *scope, uint32_t *end, cs_scopes *scopes,
                            cs_evaluation *evaluation, int depth) {
  uint32_t from = scopes->from;
  while (cs_scopes_next(scope, scopes, evaluation, depth)) {
    uint32_t reach, first = most_of(from, scope->from);
    if (!look_ahead(&reach, scopes, *scope, first, evaluation, depth)) {
      return false;
    }
    if (reach > scope->to) {
      leap(scopes, evaluation, reach);
      continue;
    }
    *end = children_end(evaluation, scopes->rule, *scope, first, depth);
    if (*end != CS_NO_END) {
      return true;
    }
  }
  return false;
}

/* ---- Nodes ---- */

static uint32_t any_end(cs_evaluation *evaluation, const cs_rule *rule, cs_scope scope,
                        uint32_t from, int depth) {
  uint32_t least = CS_NO_END;
  for (size_t each = 0; each < rule->child_count; each++) {
    least = least_of(least, cs_earliest(evaluation, rule->children[each], scope, from, depth + 1));
  }
  return least;
}

static uint32_t none_end(cs_evaluation *evaluation, const cs_rule *rule, cs_scope scope,
                         uint32_t from, int depth) {
  for (size_t each = 0; each < rule->child_count; each++) {
    if (cs_earliest(evaluation, rule->children[each], scope, scope.from, depth + 1) != CS_NO_END) {
      return CS_NO_END;
    }
  }
  return from;
}

static uint32_t order_end(cs_evaluation *evaluation, const cs_rule *rule, cs_scope scope,
                          uint32_t from, int depth) {
  for (size_t each = 0; each < rule->child_count && from != CS_NO_END; each++) {
    from = cs_earliest(evaluation, rule->children[each], scope, from, depth + 1);
  }
  return from;
}

/* Scopes come by their beginning; the earliest end may be in a later one where runs overlap. */
static uint32_t scopes_end(cs_evaluation *evaluation, const cs_rule *rule, cs_scope scope,
                           uint32_t from, int depth) {
  cs_scopes scopes;
  cs_scope each;
  uint32_t end, least = CS_NO_END;
  cs_scopes_begin(&scopes, evaluation, rule, scope, from);
  while (cs_scopes_next_holding(&each, &end, &scopes, evaluation, depth)) {
    least = least_of(least, end);
    if (rule->op == CS_RULE_SENTENCE || scopes.from >= least) {
      break;
    }
  }
  return least;
}

/* Sentences come one behind the other, so the last one needed ends the earliest. */
static uint32_t times_end(cs_evaluation *evaluation, const cs_rule *rule, cs_scope scope,
                          uint32_t from, int depth) {
  cs_scopes scopes;
  cs_scope each;
  uint32_t end = CS_NO_END;
  cs_scopes_begin(&scopes, evaluation, rule, scope, from);
  for (uint32_t held = 0; held < rule->words; held++) {
    if (!cs_scopes_next_holding(&each, &end, &scopes, evaluation, depth)) {
      return CS_NO_END;
    }
  }
  return end;
}

static uint32_t front_end(cs_evaluation *evaluation, const cs_rule *rule, cs_scope scope,
                          uint32_t from, int depth) {
  cs_scope front;
  if (!cs_front_scope(&front, rule, scope) || from > front.to) {
    return CS_NO_END;
  }
  return children_end(evaluation, rule, front, from, depth);
}

uint32_t cs_earliest(cs_evaluation *evaluation, const cs_rule *rule, cs_scope scope, uint32_t from,
                     int depth) {
  if (!step(evaluation, depth)) {
    return CS_NO_END;
  }
  switch (rule->op) {
  case CS_RULE_TERM:
  case CS_RULE_EXCEPT:
    return term_end(evaluation->scan, rule, scope, from);
  case CS_RULE_ANY:
    return any_end(evaluation, rule, scope, from, depth);
  case CS_RULE_ALL:
    return children_end(evaluation, rule, scope, from, depth);
  case CS_RULE_NONE:
    return none_end(evaluation, rule, scope, from, depth);
  case CS_RULE_SENTENCE:
  case CS_RULE_WITHIN:
    return scopes_end(evaluation, rule, scope, from, depth);
  case CS_RULE_ORDER:
    return order_end(evaluation, rule, scope, from, depth);
  case CS_RULE_FRONT:
    return front_end(evaluation, rule, scope, from, depth);
  case CS_RULE_TIMES:
    return times_end(evaluation, rule, scope, from, depth);
  case CS_RULE_OPS:
    break;
  }
  return CS_NO_END;
}
