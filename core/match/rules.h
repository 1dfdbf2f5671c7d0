/* match/rules.h: the evaluation of rules, shared by eval and explain.
 *
 * A scope is a stretch of words, and a node is asked for one thing only: the
 * earliest end at which it holds in the scope, counted from a word of the scope
 * on. That answers whether it holds and serves ORDER.
 *
 * NONE has no place of its own: it holds in the whole scope or not at all, and
 * ORDER does not narrow the scope.
 */
#ifndef CS_MATCH_RULES_H
#define CS_MATCH_RULES_H

#include "match/program.h"

/* Words [from, to). */
typedef struct cs_scope {
  uint32_t from, to;
} cs_scope;

typedef struct cs_evaluation {
  cs_scan *scan;
  cs_rule_index *index; /* its passage is the scan's */
  uint32_t rule;
  uint64_t steps, most_steps;
  bool measured; /* most_steps went by the size of the rule and the passage */
} cs_evaluation;

/* What never ends because it does not hold. */
#define CS_NO_END UINT32_MAX

/* Sets up an evaluation of a rule of the index on the scanner's passage. */
void cs_evaluation_begin(cs_evaluation *evaluation, cs_rule_index *index, uint32_t rule,
                         cs_scan *scan);
/* CS_OK, or CS_LIMIT with a message; asked when the work is done. */
cs_status cs_evaluation_end(cs_evaluation *evaluation, cs_error *error);

/* Whether a rule of the index may hold in the passage. False is sure; true fills index->may for
 * the evaluation. */
bool cs_rule_may_hold(cs_rule_index *index, uint32_t rule, const cs_scan *scan);

/* The passage as a scope. */
cs_scope cs_whole_scope(const cs_scan *scan);

/* The earliest end at which the node holds in the scope, its terms at or behind word `from`;
 * CS_NO_END where it does not hold. Once a limit is reached all is CS_NO_END. */
uint32_t cs_earliest(cs_evaluation *evaluation, const cs_node *node, cs_scope scope, uint32_t from);

static inline const cs_node *cs_children(const cs_evaluation *evaluation, const cs_node *node) {
  return evaluation->index->nodes + node->first_child;
}

/* The latest end of all children in the scope, or CS_NO_END. */
uint32_t cs_children_end(cs_evaluation *evaluation, const cs_node *node, cs_scope scope,
                         uint32_t from);

/* The scopes that a SENTENCE, TIMES or WITHIN tries, one after the other. */
typedef struct cs_scopes {
  const cs_node *node;
  cs_scope outer;
  uint32_t from;
  uint32_t sentence;
} cs_scopes;

void cs_scopes_begin(cs_scopes *scopes, const cs_evaluation *evaluation, const cs_node *node,
                     cs_scope outer, uint32_t from);
/* The next scope; false where there is none. */
bool cs_scopes_next(cs_scope *scope, cs_scopes *scopes, cs_evaluation *evaluation);

/* The next scope in which all children hold, with the latest of their ends; false where there is
 * none. */
bool cs_scopes_next_holding(cs_scope *scope, uint32_t *end, cs_scopes *scopes,
                            cs_evaluation *evaluation);

/* Whether the children are tried sentence by sentence. */
bool cs_by_sentence(const cs_node *node);

/* What of the scope a FRONT leaves to its children; false where that is no word. */
bool cs_front_scope(cs_scope *front, const cs_node *node, cs_scope scope);

/* The first spot of a TERM or EXCEPT at or behind word `from` that is not excepted, and where the
 * spots of its set end; the two are equal where there is none. */
const cs_spot *cs_first_spot(const cs_spot **end, cs_rule_index *index, const cs_node *node,
                             uint32_t from);
/* The next one. */
const cs_spot *cs_next_spot(const cs_spot *spot, const cs_spot *end, cs_rule_index *index,
                            const cs_node *node);

#endif
