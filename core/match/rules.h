/* match/rules.h: the evaluation of rules, shared by eval and explain.
 *
 * A scope is a stretch of words, and a node is asked for one thing only: the
 * earliest end at which it holds in the scope, counted from a word of the scope
 * on. That answers whether it holds, serves ORDER, and lets SENTENCE and WITHIN
 * leap over scopes in which a child cannot hold.
 *
 * NONE has no place of its own: it holds in the whole scope or not at all, and
 * ORDER does not narrow the scope.
 */
#ifndef CS_MATCH_RULES_H
#define CS_MATCH_RULES_H

#include "match/scan.h"

/* Words [from, to). */
typedef struct cs_scope {
  uint32_t from, to;
} cs_scope;

typedef struct cs_evaluation {
  cs_scan *scan;
  const cs_rule *rule;
  uint64_t steps, most_steps;
  bool measured; /* most_steps went by the size of the rule and the passage */
  bool too_deep;
} cs_evaluation;

/* What never ends because it does not hold. */
#define CS_NO_END UINT32_MAX

/* Sets up an evaluation of the rule on the scanner's passage. */
void cs_evaluation_begin(cs_evaluation *evaluation, const cs_rule *rule, cs_scan *scan);
/* CS_OK, or CS_LIMIT with a message; asked when the work is done. */
cs_status cs_evaluation_end(cs_evaluation *evaluation, cs_error *error);

/* The passage as a scope. */
cs_scope cs_whole_scope(const cs_scan *scan);

/* Whether the terms that the passage has anywhere let the rule hold at all: a look at each node,
 * and none at a place. False is sure. */
bool cs_may_hold(const cs_scan *scan, const cs_rule *rule, int depth);

/* The earliest end at which the node holds in the scope, its terms at or behind word `from`;
 * CS_NO_END where it does not hold. Once a limit is reached all is CS_NO_END. */
uint32_t cs_earliest(cs_evaluation *evaluation, const cs_rule *rule, cs_scope scope, uint32_t from,
                     int depth);

/* The scopes that a SENTENCE or WITHIN tries, one after the other. */
typedef struct cs_scopes {
  const cs_rule *rule;
  cs_scope outer;
  uint32_t from;
  uint32_t sentence;
  bool anywhere; /* a WITHIN without a term to begin at: its runs begin at every word */
} cs_scopes;

void cs_scopes_begin(cs_scopes *scopes, cs_evaluation *evaluation, const cs_rule *rule,
                     cs_scope outer, uint32_t from);
/* The next scope; false where there is none. */
bool cs_scopes_next(cs_scope *scope, cs_scopes *scopes, cs_evaluation *evaluation, int depth);

/* The next scope in which all children hold, with the latest of their ends; false where there is
 * none. */
bool cs_scopes_next_holding(cs_scope *scope, uint32_t *end, cs_scopes *scopes,
                            cs_evaluation *evaluation, int depth);

/* Whether the children are tried sentence by sentence. */
bool cs_by_sentence(const cs_rule *rule);

/* What of the scope a FRONT leaves to its children; false where that is no word. */
bool cs_front_scope(cs_scope *front, const cs_rule *rule, cs_scope scope);

/* Index in by_term of the first hit of a TERM or EXCEPT at or behind word `from`, and where the
 * hits of its term end; the two are equal where there is none. */
size_t cs_first_free_hit(size_t *end, const cs_scan *scan, const cs_rule *rule, uint32_t from);

/* Whether the hit lies wholly within a hit of an exception. */
bool cs_is_excepted(const cs_scan *scan, const cs_rule *rule, const cs_hit *hit);

/* Index of the first hit of the term in by_term at or behind word `from`, and where its hits
 * end. */
size_t cs_first_hit(size_t *end, const cs_scan *scan, uint32_t term, uint32_t from);

#endif
