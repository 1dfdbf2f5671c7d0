/* Rules evaluated straight from what match.h says of them, by trying every scope and every end: for
 * passages of a few words. */
#ifndef CS_TESTS_MATCH_NAIVE_H
#define CS_TESTS_MATCH_NAIVE_H

#include <conspectus/match.h>
#include <stdbool.h>

bool naive_holds(const cs_rule *rule, const cs_scan_result *passage);

/* Whether it knows what the rule rests on: not of an ORDER, which may have several chains. */
bool naive_explains(const cs_rule *rule);
/* Marks the hits that a rule that holds rests on, and the sentences that carry it: all hits of its
 * terms in each scope that holds. Both arrays have room for all of the passage. */
void naive_match(bool *hits, bool *sentences, const cs_rule *rule, const cs_scan_result *passage);

#endif
