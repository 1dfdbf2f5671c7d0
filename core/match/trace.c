/* Explaining a rule: every node is evaluated, and a node below SENTENCE, TIMES or
 * WITHIN is told as it came out in the one scope that matters most: the first in which
 * as many children as anywhere held. */
#include "match/rules.h"

#include "base/memory.h"

#include <stdlib.h>

/* Where and how a node is tried. */
typedef struct place {
  cs_scope scope;
  uint32_t from;
  uint32_t scopes; /* 0: never */
  uint32_t depth;
} place;

static size_t add_step(cs_trace *trace, const cs_rule *rule, const place *at) {
  cs_grow(&trace->steps, &trace->capacity, trace->count, sizeof *trace->steps);
  trace->steps[trace->count] = (cs_trace_step){.rule = rule,
                                               .depth = at->depth,
                                               .tried = at->scopes != 0,
                                               .scopes = at->scopes,
                                               .best_sentence = CS_NO_SENTENCE};
  return trace->count++;
}

static size_t children_that_hold(cs_evaluation *evaluation, const cs_rule *rule, cs_scope scope,
                                 uint32_t from, int depth) {
  size_t count = 0;
  for (size_t each = 0; each < rule->child_count; each++) {
    uint32_t end = cs_earliest(evaluation, rule->children[each], scope, from, depth + 1);
    count += end != CS_NO_END;
  }
  return count;
}

static uint32_t later(uint32_t left, uint32_t right) {
  return left > right ? left : right;
}

/* Where the children of a SENTENCE, TIMES or WITHIN are told. */
static place best_place(cs_evaluation *evaluation, const cs_rule *rule, const place *at) {
  cs_scopes scopes;
  cs_scope scope;
  place best = {.depth = at->depth + 1};
  size_t most = 0;
  int depth = (int)at->depth;
  cs_scopes_begin(&scopes, evaluation, rule, at->scope, at->from);
  while (cs_scopes_next(&scope, &scopes, evaluation, depth)) {
    uint32_t from = later(at->from, scope.from);
    size_t held = children_that_hold(evaluation, rule, scope, from, depth);
    if (best.scopes++ == 0 || held > most) {
      most = held;
      best.scope = scope;
      best.from = from;
    }
  }
  return best;
}

static void trace_node(cs_trace *trace, cs_evaluation *evaluation, const cs_rule *rule, place at) {
  size_t step = add_step(trace, rule, &at);
  int depth = (int)at.depth;
  if (depth >= CS_RULE_DEPTH) {
    evaluation->too_deep = true;
    return;
  }
  place below = at;
  below.depth++;
  if (at.scopes != 0) {
    uint32_t end = cs_earliest(evaluation, rule, at.scope, at.from, depth);
    trace->steps[step].holds = end != CS_NO_END;
    if (rule->op == CS_RULE_NONE) {
      below.from = at.scope.from;
    } else if (rule->op == CS_RULE_FRONT) {
      below.scopes = cs_front_scope(&below.scope, rule, at.scope);
    } else if (cs_by_sentence(rule) || rule->op == CS_RULE_WITHIN) {
      below = best_place(evaluation, rule, &at);
      if (below.scopes != 0) {
        const cs_scan_result *result = &evaluation->scan->result;
        trace->steps[step].best_sentence = cs_sentence_of(result, below.scope.from);
      }
    }
  }
  for (size_t each = 0; each < rule->child_count; each++) {
    trace_node(trace, evaluation, rule->children[each], below);
    if (rule->op == CS_RULE_ORDER && at.scopes != 0) {
      uint32_t end =
          cs_earliest(evaluation, rule->children[each], below.scope, below.from, depth + 1);
      below.from = end != CS_NO_END ? end : below.from;
    }
  }
}

cs_status cs_rule_explain(cs_trace *trace, const cs_rule *rule, cs_scan *scan, cs_error *error) {
  cs_evaluation evaluation;
  cs_evaluation_begin(&evaluation, rule, scan);
  trace->count = 0;
  trace_node(trace, &evaluation, rule,
             (place){.scope = cs_whole_scope(scan), .from = 0, .scopes = 1, .depth = 0});
  cs_status status = cs_evaluation_end(&evaluation, error);
  if (status != CS_OK) {
    trace->count = 0;
  }
  return status;
}

/* ---- How near ---- */

static cs_nearness nearness_of(const cs_rule *rule, const cs_scan *scan, int depth) {
  if (rule->op == CS_RULE_TERM || rule->op == CS_RULE_EXCEPT) {
    size_t end, first = cs_first_hit(&end, scan, rule->term, 0);
    return first != end ? CS_CLOSE : CS_FAR;
  }
  cs_nearness most = CS_FAR, least = CS_CLOSE;
  for (size_t each = 0; each < rule->child_count && depth < CS_RULE_DEPTH; each++) {
    if (rule->children[each]->op != CS_RULE_NONE) {
      cs_nearness child = nearness_of(rule->children[each], scan, depth + 1);
      most = child > most ? child : most;
      least = child < least ? child : least;
    }
  }
  bool every = rule->op != CS_RULE_ANY && least != CS_CLOSE;
  return every && most == CS_CLOSE ? CS_NEAR : most;
}

cs_nearness cs_rule_nearness(const cs_rule *rule, cs_scan *scan) {
  cs_scan_group(scan);
  return rule->op == CS_RULE_NONE ? CS_FAR : nearness_of(rule, scan, 0);
}

void cs_trace_free(cs_trace *trace) {
  free(trace->steps);
  *trace = (cs_trace){0};
}
