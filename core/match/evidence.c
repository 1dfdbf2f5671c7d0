/* Whether a rule holds, and why: one walk over it marks the hits it rests on. A term gives all its
 * hits in the scope; SENTENCE, WITHIN and TIMES all scopes in which every child holds; ORDER the
 * hits of one chain after the other, each the earliest that the one before it leaves. */
#include "match/rules.h"

#include "base/memory.h"

#include <stdlib.h>
#include <string.h>

static bool collect(cs_evaluation *evaluation, const cs_node *node, cs_scope scope);
static void witness(cs_evaluation *evaluation, const cs_node *node, cs_scope scope, uint32_t from);

/* ---- Marks ---- */

static void mark_hit(cs_scan *scan, uint32_t hit) {
  scan->used[scan->used_count] = hit;
  scan->used_count += !scan->hit_used[hit]; /* no branch that the processor would have to guess */
  scan->hit_used[hit] = 1;
}

/* Takes back all marks but the first `count`. */
static void unmark_hits(cs_scan *scan, size_t count) {
  while (scan->used_count > count) {
    scan->hit_used[scan->used[--scan->used_count]] = 0;
  }
}

/* ---- Everything in a scope ---- */

static bool collect_terms(cs_evaluation *evaluation, const cs_node *node, cs_scope scope) {
  cs_rule_index *index = evaluation->index;
  const cs_spot *end, *at = cs_first_spot(&end, index, node, scope.from);
  bool holds = false;
  for (; at < end && at->first_word < scope.to; at = cs_next_spot(at, end, index, node)) {
    evaluation->steps++;
    if (at->end <= scope.to) {
      mark_hit(evaluation->scan, at->hit);
      holds = true;
    }
  }
  return holds;
}

static bool collect_children(cs_evaluation *evaluation, const cs_node *node, cs_scope scope) {
  const cs_node *child = cs_children(evaluation, node), *end = child + node->child_count;
  bool any = false;
  for (; child < end; child++) {
    any = collect(evaluation, child, scope) || any;
  }
  return any;
}

/* Of a node of which every child has to hold, where all are terms or NONE of terms: most are such,
 * and to mark hits and take it back costs less than to look first. Not so in a WITHIN, whose runs
 * overlap: each would mark all of its hits anew. */
static bool collect_all_terms(cs_evaluation *evaluation, const cs_node *node, cs_scope scope) {
  size_t before = evaluation->scan->used_count;
  const cs_node *child = cs_children(evaluation, node), *end = child + node->child_count;
  while (child < end && collect(evaluation, child, scope)) {
    evaluation->steps++;
    child++;
  }
  if (child < end) {
    unmark_hits(evaluation->scan, before);
  }
  return child == end;
}

/* Of a node of which every child has to hold. */
static bool collect_all(cs_evaluation *evaluation, const cs_node *node, cs_scope scope) {
  if (node->of_terms) {
    return collect_all_terms(evaluation, node, scope);
  }
  if (cs_children_end(evaluation, node, scope, scope.from) == CS_NO_END) {
    return false;
  }
  collect_children(evaluation, node, scope);
  return true;
}

static bool collect_scopes(cs_evaluation *evaluation, const cs_node *node, cs_scope scope) {
  cs_scopes scopes;
  cs_scope each;
  bool holds = false;
  cs_scopes_begin(&scopes, evaluation, node, scope, scope.from);
  while (cs_scopes_next(&each, &scopes, evaluation)) {
    if (collect_all(evaluation, node, each)) {
      holds = true;
      if (cs_by_sentence(node)) {
        evaluation->scan->sentence_used[cs_sentence_of(&evaluation->scan->result, each.from)] = 1;
      }
    }
  }
  return holds;
}

static bool collect_chains(cs_evaluation *evaluation, const cs_node *node, cs_scope scope) {
  uint32_t end, from = scope.from;
  while ((end = cs_earliest(evaluation, node, scope, from)) != CS_NO_END && end != from) {
    witness(evaluation, node, scope, from);
    from = end;
  }
  return end != CS_NO_END || from != scope.from;
}

/* Marks what the node rests on in the scope; false, and nothing marked, where it does not hold. */
static bool collect(cs_evaluation *evaluation, const cs_node *node, cs_scope scope) {
  cs_scope front;
  cs_rule_index *index = evaluation->index;
  if (index->may[node - index->nodes] == 0) {
    return false;
  }
  switch (node->op) {
  case CS_RULE_TERM:
  case CS_RULE_EXCEPT:
    return collect_terms(evaluation, node, scope);
  case CS_RULE_ANY:
    return collect_children(evaluation, node, scope);
  case CS_RULE_ALL:
    return collect_all(evaluation, node, scope);
  case CS_RULE_FRONT:
    return cs_front_scope(&front, node, scope) && collect_all(evaluation, node, front);
  case CS_RULE_NONE:
    return cs_earliest(evaluation, node, scope, scope.from) != CS_NO_END;
  case CS_RULE_TIMES:
    return cs_earliest(evaluation, node, scope, scope.from) != CS_NO_END &&
           collect_scopes(evaluation, node, scope);
  case CS_RULE_SENTENCE:
  case CS_RULE_WITHIN:
    return collect_scopes(evaluation, node, scope);
  case CS_RULE_ORDER:
    return collect_chains(evaluation, node, scope);
  case CS_RULE_OPS:
    break;
  }
  return false;
}

/* ---- The hits behind one earliest end ---- */

/* What ends at the earliest; of several that do, the one that the rule names first. */
typedef struct earliest {
  uint32_t end, rank;
  const cs_node *node; /* NULL: a term, and */
  uint32_t hit;
} earliest;

static void offer(earliest *best, const earliest *other) {
  if (other->end < best->end || (other->end == best->end && other->rank < best->rank)) {
    *best = *other;
  }
}

static void offer_terms(earliest *best, cs_evaluation *evaluation, const cs_node *node,
                        cs_scope scope, uint32_t from) {
  cs_rule_index *index = evaluation->index;
  const cs_spot *end, *at = cs_first_spot(&end, index, node, from > scope.from ? from : scope.from);
  for (; at < end && at->first_word < best->end; at = cs_next_spot(at, end, index, node)) {
    if (at->end <= scope.to) {
      uint32_t term = evaluation->scan->hits[at->hit].term;
      offer(best, &(earliest){
                      .end = at->end, .rank = cs_rank_of(index, term, node->set), .hit = at->hit});
    }
  }
}

static void offer_node(earliest *best, cs_evaluation *evaluation, const cs_node *node,
                       cs_scope scope, uint32_t from) {
  uint32_t end = cs_earliest(evaluation, node, scope, from);
  if (end != CS_NO_END) {
    offer(best, &(earliest){.end = end, .rank = node->rank, .node = node});
  }
}

/* Of a term, an EXCEPT or an ANY of these and others. */
static void witness_any(cs_evaluation *evaluation, const cs_node *node, cs_scope scope,
                        uint32_t from) {
  const cs_node *child = node, *behind = node + 1;
  earliest best = {.end = CS_NO_END, .rank = UINT32_MAX};
  if (node->op == CS_RULE_ANY) {
    child = cs_children(evaluation, node);
    behind = child + node->child_count;
  }
  for (; child < behind; child++) {
    bool terms = child->op == CS_RULE_TERM || child->op == CS_RULE_EXCEPT;
    (terms ? offer_terms : offer_node)(&best, evaluation, child, scope, from);
  }
  if (best.node != NULL) {
    witness(evaluation, best.node, scope, from);
  } else if (best.end != CS_NO_END) {
    mark_hit(evaluation->scan, best.hit);
  }
}

/* For ALL; for ORDER, where each child begins behind the one before. */
static void witness_children(cs_evaluation *evaluation, const cs_node *node, cs_scope scope,
                             uint32_t from) {
  const cs_node *child = cs_children(evaluation, node), *end = child + node->child_count;
  for (; child < end && from != CS_NO_END; child++) {
    witness(evaluation, child, scope, from);
    if (node->op == CS_RULE_ORDER) {
      from = cs_earliest(evaluation, child, scope, from);
    }
  }
}

static void witness_scopes(cs_evaluation *evaluation, const cs_node *node, cs_scope scope,
                           uint32_t from) {
  cs_scopes scopes;
  cs_scope each;
  uint32_t end, least = cs_earliest(evaluation, node, scope, from);
  cs_scopes_begin(&scopes, evaluation, node, scope, from);
  while (cs_scopes_next_holding(&each, &end, &scopes, evaluation)) {
    if (end == least) {
      witness_children(evaluation, node, each, from > each.from ? from : each.from);
      return;
    }
  }
}

static void witness_times(cs_evaluation *evaluation, const cs_node *node, cs_scope scope,
                          uint32_t from) {
  cs_scopes scopes;
  cs_scope each;
  uint32_t end;
  cs_scopes_begin(&scopes, evaluation, node, scope, from);
  for (uint32_t held = 0; held < node->words; held++) {
    if (!cs_scopes_next_holding(&each, &end, &scopes, evaluation)) {
      return;
    }
    witness_children(evaluation, node, each, from > each.from ? from : each.from);
  }
}

/* Marks the hits that make the node, which holds, end as early as cs_earliest says. */
static void witness(cs_evaluation *evaluation, const cs_node *node, cs_scope scope, uint32_t from) {
  cs_scope front;
  evaluation->steps++;
  switch (node->op) {
  case CS_RULE_TERM:
  case CS_RULE_EXCEPT:
  case CS_RULE_ANY:
    witness_any(evaluation, node, scope, from);
    return;
  case CS_RULE_NONE:
  case CS_RULE_OPS:
    return;
  case CS_RULE_FRONT:
    if (cs_front_scope(&front, node, scope)) {
      witness_children(evaluation, node, front, from);
    }
    return;
  case CS_RULE_TIMES:
    witness_times(evaluation, node, scope, from);
    return;
  case CS_RULE_SENTENCE:
  case CS_RULE_WITHIN:
    witness_scopes(evaluation, node, scope, from);
    return;
  case CS_RULE_ALL:
  case CS_RULE_ORDER:
    witness_children(evaluation, node, scope, from);
    return;
  }
}

/* ---- The match ---- */

/* Room for the marks of the passage, none of which is set. */
static void open_marks(cs_scan *scan) {
  size_t sentences = scan->sentences.count;
  if (scan->hit_used_capacity < scan->hit_count) {
    free(scan->hit_used);
    scan->hit_used_capacity = 2 * scan->hit_count;
    scan->hit_used = cs_allocate(scan->hit_used_capacity, 1);
  }
  cs_reserve(&scan->used, &scan->used_capacity, scan->hit_count + 1, sizeof *scan->used);
  cs_reserve(&scan->sentence_used, &scan->sentence_used_capacity, sentences, 1);
  if (sentences != 0) {
    memset(scan->sentence_used, 0, sentences);
  }
}

static int by_number(const void *left, const void *right) {
  uint32_t a = *(const uint32_t *)left, b = *(const uint32_t *)right;
  return a < b ? -1 : a > b;
}

/* Few are marked, and nearly in order. */
static void sort_hits(uint32_t *hits, size_t count) {
  enum { FEW = 32 };
  if (count > FEW) {
    qsort(hits, count, sizeof *hits, by_number);
    return;
  }
  for (size_t each = 1; each < count; each++) {
    uint32_t hit = hits[each];
    size_t at = each;
    for (; at > 0 && hits[at - 1] > hit; at--) {
      hits[at] = hits[at - 1];
    }
    hits[at] = hit;
  }
}

static void list_hits(cs_match *match, cs_scan *scan) {
  size_t count = scan->used_count;
  cs_reserve(&match->hits, &match->hit_capacity, count, sizeof *match->hits);
  for (size_t each = 0; each < count; each++) {
    match->hits[each] = scan->used[each];
    scan->sentence_used[scan->hits[scan->used[each]].sentence] = 1;
  }
  match->hit_count = count;
  sort_hits(match->hits, count);
}

/* The marked sentences; all of them where none is marked. */
static void list_sentences(cs_match *match, const cs_scan *scan) {
  size_t count = scan->sentences.count;
  bool all = count == 0 || memchr(scan->sentence_used, 1, count) == NULL;
  for (size_t each = 0; each < count; each++) {
    if (all || scan->sentence_used[each]) {
      cs_grow(&match->sentences, &match->sentence_capacity, match->sentence_count,
              sizeof *match->sentences);
      match->sentences[match->sentence_count++] = (uint32_t)each;
    }
  }
}

cs_status cs_rule_index_eval(bool *holds, cs_match *match, cs_rule_index *index, uint32_t rule,
                             cs_scan *scan, cs_error *error) {
  cs_status status = CS_OK;
  bool held = false;
  match->hit_count = match->sentence_count = 0;
  if (cs_rule_may_hold(index, rule, scan)) {
    cs_evaluation evaluation;
    cs_evaluation_begin(&evaluation, index, rule, scan);
    open_marks(scan);
    held = collect(&evaluation, &index->nodes[index->roots[rule]], cs_whole_scope(scan));
    status = cs_evaluation_end(&evaluation, error);
  }
  if (held && status == CS_OK) {
    list_hits(match, scan);
    list_sentences(match, scan);
  }
  unmark_hits(scan, 0);
  if (status == CS_OK) {
    *holds = held;
  }
  return status;
}

cs_status cs_rule_eval(bool *holds, cs_match *match, const cs_rule *rule, cs_scan *scan,
                       cs_error *error) {
  cs_rule_index *index = cs_rule_index_new(&rule, 1);
  cs_status status = cs_rule_index_eval(holds, match, index, 0, scan, error);
  cs_rule_index_free(index);
  return status;
}

void cs_match_free(cs_match *match) {
  free(match->hits);
  free(match->sentences);
  *match = (cs_match){0};
}
