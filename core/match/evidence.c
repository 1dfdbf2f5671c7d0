/* Why a rule holds: once it is known to hold, a second walk over it marks the
 * hits it rests on. A term gives all its hits in the scope; SENTENCE, WITHIN and
 * TIMES all scopes in which every child holds; ORDER the hits of one chain after the
 * other, each the earliest that the one before it leaves. */
#include "match/rules.h"

#include "base/memory.h"

#include <stdlib.h>
#include <string.h>

static void collect(cs_evaluation *evaluation, const cs_rule *rule, cs_scope scope, int depth);
static void witness(cs_evaluation *evaluation, const cs_rule *rule, cs_scope scope, uint32_t from,
                    int depth);

/* ---- Everything in a scope ---- */

static void collect_term(cs_evaluation *evaluation, const cs_rule *rule, cs_scope scope) {
  cs_scan *scan = evaluation->scan;
  size_t end, at = cs_first_hit(&end, scan, rule->term, scope.from);
  for (; at < end; at++) {
    const cs_hit *hit = &scan->hits[scan->by_term[at]];
    if (hit->first_word + hit->word_count > scope.to) {
      return;
    }
    evaluation->steps++;
    if (!cs_is_excepted(scan, rule, hit)) {
      scan->hit_used[scan->by_term[at]] = 1;
    }
  }
}

static void collect_children(cs_evaluation *evaluation, const cs_rule *rule, cs_scope scope,
                             int depth) {
  for (size_t each = 0; each < rule->child_count; each++) {
    const cs_rule *child = rule->children[each];
    if (cs_earliest(evaluation, child, scope, scope.from, depth + 1) != CS_NO_END) {
      collect(evaluation, child, scope, depth + 1);
    }
  }
}

static void collect_scopes(cs_evaluation *evaluation, const cs_rule *rule, cs_scope scope,
                           int depth) {
  cs_scopes scopes;
  cs_scope each;
  uint32_t end;
  cs_scopes_begin(&scopes, evaluation, rule, scope, scope.from);
  while (cs_scopes_next_holding(&each, &end, &scopes, evaluation, depth)) {
    if (cs_by_sentence(rule)) {
      evaluation->scan->sentence_used[cs_sentence_of(&evaluation->scan->result, each.from)] = 1;
    }
    collect_children(evaluation, rule, each, depth);
  }
}

static void collect_chains(cs_evaluation *evaluation, const cs_rule *rule, cs_scope scope,
                           int depth) {
  uint32_t from = scope.from;
  for (;;) {
    uint32_t end = cs_earliest(evaluation, rule, scope, from, depth);
    if (end == CS_NO_END || end == from) {
      return;
    }
    witness(evaluation, rule, scope, from, depth);
    from = end;
  }
}

/* Marks what a node that holds in the scope rests on there. */
static void collect(cs_evaluation *evaluation, const cs_rule *rule, cs_scope scope, int depth) {
  cs_scope front;
  switch (rule->op) {
  case CS_RULE_TERM:
  case CS_RULE_EXCEPT:
    collect_term(evaluation, rule, scope);
    return;
  case CS_RULE_ANY:
  case CS_RULE_ALL:
    collect_children(evaluation, rule, scope, depth);
    return;
  case CS_RULE_FRONT:
    if (cs_front_scope(&front, rule, scope)) {
      collect_children(evaluation, rule, front, depth);
    }
    return;
  case CS_RULE_NONE:
  case CS_RULE_OPS:
    return;
  case CS_RULE_SENTENCE:
  case CS_RULE_WITHIN:
  case CS_RULE_TIMES:
    collect_scopes(evaluation, rule, scope, depth);
    return;
  case CS_RULE_ORDER:
    collect_chains(evaluation, rule, scope, depth);
    return;
  }
}

/* ---- The hits behind one earliest end ---- */

static void witness_term(cs_evaluation *evaluation, const cs_rule *rule, uint32_t from) {
  cs_scan *scan = evaluation->scan;
  size_t end, at = cs_first_free_hit(&end, scan, rule, from);
  if (at < end) {
    scan->hit_used[scan->by_term[at]] = 1;
  }
}

static void witness_any(cs_evaluation *evaluation, const cs_rule *rule, cs_scope scope,
                        uint32_t from, int depth) {
  const cs_rule *best = NULL;
  uint32_t least = CS_NO_END;
  for (size_t each = 0; each < rule->child_count; each++) {
    uint32_t end = cs_earliest(evaluation, rule->children[each], scope, from, depth + 1);
    if (end < least) {
      least = end;
      best = rule->children[each];
    }
  }
  if (best != NULL) {
    witness(evaluation, best, scope, from, depth + 1);
  }
}

/* For ALL; for ORDER, where each child begins behind the one before. */
static void witness_children(cs_evaluation *evaluation, const cs_rule *rule, cs_scope scope,
                             uint32_t from, int depth) {
  for (size_t each = 0; each < rule->child_count && from != CS_NO_END; each++) {
    const cs_rule *child = rule->children[each];
    witness(evaluation, child, scope, from, depth + 1);
    if (rule->op == CS_RULE_ORDER) {
      from = cs_earliest(evaluation, child, scope, from, depth + 1);
    }
  }
}

static void witness_scopes(cs_evaluation *evaluation, const cs_rule *rule, cs_scope scope,
                           uint32_t from, int depth) {
  cs_scopes scopes;
  cs_scope each;
  uint32_t end, least = cs_earliest(evaluation, rule, scope, from, depth);
  cs_scopes_begin(&scopes, evaluation, rule, scope, from);
  while (cs_scopes_next_holding(&each, &end, &scopes, evaluation, depth)) {
    if (end == least) {
      witness_children(evaluation, rule, each, from > each.from ? from : each.from, depth);
      return;
    }
  }
}

static void witness_times(cs_evaluation *evaluation, const cs_rule *rule, cs_scope scope,
                          uint32_t from, int depth) {
  cs_scopes scopes;
  cs_scope each;
  uint32_t end;
  cs_scopes_begin(&scopes, evaluation, rule, scope, from);
  for (uint32_t held = 0; held < rule->words; held++) {
    if (!cs_scopes_next_holding(&each, &end, &scopes, evaluation, depth)) {
      return;
    }
    witness_children(evaluation, rule, each, from > each.from ? from : each.from, depth);
  }
}

/* Marks the hits that make the node end as early as cs_earliest says. */
static void witness(cs_evaluation *evaluation, const cs_rule *rule, cs_scope scope, uint32_t from,
                    int depth) {
  cs_scope front;
  evaluation->steps++;
  switch (rule->op) {
  case CS_RULE_TERM:
  case CS_RULE_EXCEPT:
    witness_term(evaluation, rule, from);
    return;
  case CS_RULE_ANY:
    witness_any(evaluation, rule, scope, from, depth);
    return;
  case CS_RULE_NONE:
  case CS_RULE_OPS:
    return;
  case CS_RULE_FRONT:
    if (cs_front_scope(&front, rule, scope)) {
      witness_children(evaluation, rule, front, from, depth);
    }
    return;
  case CS_RULE_TIMES:
    witness_times(evaluation, rule, scope, from, depth);
    return;
  case CS_RULE_SENTENCE:
  case CS_RULE_WITHIN:
    witness_scopes(evaluation, rule, scope, from, depth);
    return;
  case CS_RULE_ALL:
  case CS_RULE_ORDER:
    witness_children(evaluation, rule, scope, from, depth);
    return;
  }
}

/* ---- The match ---- */

static uint8_t *clear_marks(uint8_t *marks, size_t *capacity, size_t count) {
  while (*capacity < count) {
    marks = cs_grow_array(marks, capacity, 1);
  }
  if (count != 0) {
    memset(marks, 0, count);
  }
  return marks;
}

static void clear_all_marks(cs_scan *scan) {
  scan->hit_used = clear_marks(scan->hit_used, &scan->hit_used_capacity, scan->hit_count);
  scan->sentence_used =
      clear_marks(scan->sentence_used, &scan->sentence_used_capacity, scan->sentences.count);
}

static void list_hits(cs_match *match, cs_scan *scan) {
  for (size_t each = 0; each < scan->hit_count; each++) {
    if (scan->hit_used[each]) {
      cs_grow(&match->hits, &match->hit_capacity, match->hit_count, sizeof *match->hits);
      match->hits[match->hit_count++] = (uint32_t)each;
      scan->sentence_used[scan->hits[each].sentence] = 1;
    }
  }
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

cs_status cs_rule_eval(bool *holds, cs_match *match, const cs_rule *rule, cs_scan *scan,
                       cs_error *error) {
  cs_evaluation evaluation;
  cs_evaluation_begin(&evaluation, rule, scan);
  cs_scope whole = cs_whole_scope(scan);
  bool held =
      cs_may_hold(scan, rule, 0) && cs_earliest(&evaluation, rule, whole, 0, 0) != CS_NO_END;
  if (held) {
    clear_all_marks(scan);
    collect(&evaluation, rule, whole, 0);
  }
  cs_status status = cs_evaluation_end(&evaluation, error);
  if (status != CS_OK) {
    return status;
  }
  match->hit_count = match->sentence_count = 0;
  if (held) {
    list_hits(match, scan);
    list_sentences(match, scan);
  }
  *holds = held;
  return CS_OK;
}

void cs_match_free(cs_match *match) {
  free(match->hits);
  free(match->sentences);
  *match = (cs_match){0};
}
