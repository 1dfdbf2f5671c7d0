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

/* Borrowed until the next one. */
static cs_trace_step *add_step(cs_trace *trace, const cs_rule *rule, const place *at) {
  cs_grow(&trace->steps, &trace->capacity, trace->count, sizeof *trace->steps);
  trace->steps[trace->count] = (cs_trace_step){.rule = rule,
                                               .depth = at->depth,
                                               .tried = at->scopes != 0,
                                               .scopes = at->scopes,
                                               .best_sentence = CS_NO_SENTENCE};
  return &trace->steps[trace->count++];
}

static size_t children_that_hold(cs_evaluation *evaluation, const cs_node *node, cs_scope scope,
                                 uint32_t from) {
  const cs_node *children = cs_children(evaluation, node);
  size_t count = 0;
  for (size_t each = 0; each < node->child_count; each++) {
    count += cs_earliest(evaluation, &children[each], scope, from) != CS_NO_END;
  }
  return count;
}

static uint32_t later(uint32_t left, uint32_t right) {
  return left > right ? left : right;
}

/* Where the children of a SENTENCE, TIMES or WITHIN are told. */
static place best_place(cs_evaluation *evaluation, const cs_node *node, const place *at) {
  cs_scopes scopes;
  cs_scope scope;
  place best = {.depth = at->depth + 1};
  size_t most = 0;
  cs_scopes_begin(&scopes, evaluation, node, at->scope, at->from);
  while (cs_scopes_next(&scope, &scopes, evaluation)) {
    uint32_t from = later(at->from, scope.from);
    size_t held = children_that_hold(evaluation, node, scope, from);
    if (best.scopes++ == 0 || held > most) {
      most = held;
      best.scope = scope;
      best.from = from;
    }
  }
  return best;
}

/* Where the children of a node that was tried are told. */
static place place_below(cs_trace_step *step, cs_evaluation *evaluation, const cs_node *node,
                         const place *at) {
  place below = *at;
  below.depth++;
  if (node->op == CS_RULE_NONE) {
    below.from = at->scope.from;
  } else if (node->op == CS_RULE_FRONT) {
    below.scopes = cs_front_scope(&below.scope, node, at->scope);
  } else if (cs_by_sentence(node) || node->op == CS_RULE_WITHIN) {
    below = best_place(evaluation, node, at);
    if (below.scopes != 0) {
      step->best_sentence = cs_sentence_of(&evaluation->scan->result, below.scope.from);
    }
  }
  return below;
}

static void trace_node(cs_trace *trace, cs_evaluation *evaluation, const cs_node *node, place at) {
  cs_trace_step *step = add_step(trace, node->rule, &at);
  place below = at;
  below.depth++;
  if (at.scopes != 0) {
    step->holds = cs_earliest(evaluation, node, at.scope, at.from) != CS_NO_END;
    below = place_below(step, evaluation, node, &at);
  }
  const cs_node *children = cs_children(evaluation, node);
  for (size_t each = 0; each < node->child_count; each++) {
    trace_node(trace, evaluation, &children[each], below);
    if (node->op == CS_RULE_ORDER && at.scopes != 0) {
      uint32_t end = cs_earliest(evaluation, &children[each], below.scope, below.from);
      below.from = end != CS_NO_END ? end : below.from;
    }
  }
}

cs_status cs_rule_explain(cs_trace *trace, const cs_rule *rule, cs_scan *scan, cs_error *error) {
  cs_evaluation evaluation;
  cs_rule_index *index = cs_rule_index_to_explain(rule);
  cs_evaluation_begin(&evaluation, index, 0, scan);
  for (size_t each = 0; each < index->node_count; each++) {
    index->may[each] = CS_ALL_SENTENCES; /* every node is told, and in every scope */
  }
  trace->count = 0;
  if (!index->too_deep[0]) {
    trace_node(trace, &evaluation, &index->nodes[index->roots[0]],
               (place){.scope = cs_whole_scope(scan), .from = 0, .scopes = 1, .depth = 0});
  }
  cs_status status = cs_evaluation_end(&evaluation, error);
  if (status != CS_OK) {
    trace->count = 0;
  }
  cs_rule_index_free(index);
  return status;
}

/* ---- How near ---- */

static cs_nearness nearness_of(const cs_rule *rule, const cs_scan *scan, int depth) {
  if (rule->op == CS_RULE_TERM || rule->op == CS_RULE_EXCEPT) {
    bool there = rule->term < scan->term_count && scan->term_hits[rule->term] != 0;
    return there ? CS_CLOSE : CS_FAR;
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
  cs_scan_count(scan);
  return rule->op == CS_RULE_NONE ? CS_FAR : nearness_of(rule, scan, 0);
}

void cs_trace_free(cs_trace *trace) {
  free(trace->steps);
  *trace = (cs_trace){0};
}
