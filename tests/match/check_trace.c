/* Explaining: what the trace tells of rules that hold and of rules that fail. */
#include "suites.h"

#include <conspectus/match.h>
#include <stdio.h>
#include <string.h>

static cs_terms *terms;
static cs_scan *scan;
static cs_trace trace;

static const cs_rule hub = {.op = CS_RULE_TERM, .term = 0};
static const cs_rule post = {.op = CS_RULE_TERM, .term = 1};
static const cs_rule bed = {.op = CS_RULE_TERM, .term = 2};
static const cs_rule *const hub_post[] = {&hub, &post};
static const cs_rule *const hub_post_bed[] = {&hub, &post, &bed};

static void set_up(void) {
  static const char *const patterns[] = {"hub", "post", "bed"};
  uint32_t id;
  terms = cs_terms_new();
  for (size_t each = 0; each < 3; each++) {
    ck_assert_int_eq(cs_terms_add(&id, terms, patterns[each], false, NULL), CS_OK);
  }
  scan = cs_scan_new(terms);
}

static void tear_down(void) {
  cs_trace_free(&trace);
  cs_scan_free(scan);
  cs_terms_free(terms);
}

static void explain(const cs_rule *rule, const char *text) {
  cs_scan_read(scan, text, strlen(text));
  ck_assert_int_eq(cs_rule_explain(&trace, rule, scan, NULL), CS_OK);
}

static void step_is(size_t step, const cs_rule *rule, uint32_t depth, bool holds, uint32_t scopes) {
  ck_assert_uint_lt(step, trace.count);
  ck_assert_ptr_eq(trace.steps[step].rule, rule);
  ck_assert_uint_eq(trace.steps[step].depth, depth);
  ck_assert_msg(trace.steps[step].holds == holds, "step %zu", step);
  ck_assert_uint_eq(trace.steps[step].scopes, scopes);
  ck_assert(trace.steps[step].tried == (scopes > 0));
}

START_TEST(every_node_is_told) {
  const cs_rule any = {.op = CS_RULE_ANY, .children = hub_post, .child_count = 2};
  const cs_rule *const children[] = {&any, &bed};
  const cs_rule all = {.op = CS_RULE_ALL, .children = children, .child_count = 2};
  explain(&all, "The hub opened.");
  ck_assert_uint_eq(trace.count, 5);
  step_is(0, &all, 0, false, 1);
  step_is(1, &any, 1, true, 1);
  step_is(2, &hub, 2, true, 1);
  step_is(3, &post, 2, false, 1);
  step_is(4, &bed, 1, false, 1);
  ck_assert_uint_eq(trace.steps[0].best_sentence, CS_NO_SENTENCE);
}
END_TEST

START_TEST(failing_sentence_shows_the_best) {
  const cs_rule rule = {.op = CS_RULE_SENTENCE, .children = hub_post_bed, .child_count = 3};
  explain(&rule, "The hub shut. The post and the bed went. The hub had a bed. Nothing else.");
  step_is(0, &rule, 0, false, 1);
  ck_assert_uint_eq(trace.steps[0].best_sentence, 1);
  step_is(1, &hub, 1, false, 4);
  step_is(2, &post, 1, true, 4);
  step_is(3, &bed, 1, true, 4);
}
END_TEST

START_TEST(holding_sentence_shows_the_first) {
  const cs_rule rule = {.op = CS_RULE_SENTENCE, .children = hub_post, .child_count = 2};
  explain(&rule, "The hub shut. The hub has a post. The post left the hub.");
  step_is(0, &rule, 0, true, 1);
  ck_assert_uint_eq(trace.steps[0].best_sentence, 1);
  step_is(1, &hub, 1, true, 3);
  step_is(2, &post, 1, true, 3);
}
END_TEST

START_TEST(within) {
  const cs_rule rule = {.op = CS_RULE_WITHIN, .words = 3, .children = hub_post, .child_count = 2};
  explain(&rule, "The hub shut. Then there was no post.");
  step_is(0, &rule, 0, false, 1);
  ck_assert_uint_eq(trace.steps[0].best_sentence, 0);
  step_is(1, &hub, 1, true, 2);
  step_is(2, &post, 1, false, 2);
  explain(&rule, "Neither word is there.");
  step_is(0, &rule, 0, false, 1);
  ck_assert_uint_eq(trace.steps[0].best_sentence, CS_NO_SENTENCE);
  step_is(1, &hub, 1, false, 0);
  step_is(2, &post, 1, false, 0);
}
END_TEST

START_TEST(order) {
  const cs_rule rule = {.op = CS_RULE_ORDER, .children = hub_post_bed, .child_count = 3};
  explain(&rule, "post hub bed");
  step_is(0, &rule, 0, false, 1);
  step_is(1, &hub, 1, true, 1);
  step_is(2, &post, 1, false, 1);
  step_is(3, &bed, 1, true, 1);
}
END_TEST

START_TEST(none) {
  const cs_rule rule = {.op = CS_RULE_NONE, .children = hub_post, .child_count = 2};
  explain(&rule, "post");
  step_is(0, &rule, 0, false, 1);
  step_is(1, &hub, 1, false, 1);
  step_is(2, &post, 1, true, 1);
}
END_TEST

static cs_nearness nearness(const cs_rule *rule, const char *text) {
  cs_scan_read(scan, text, strlen(text));
  return cs_rule_nearness(rule, scan);
}

START_TEST(nearness_goes_by_parts) {
  const cs_rule any = {.op = CS_RULE_ANY, .children = hub_post, .child_count = 2};
  const cs_rule *const bedless[] = {&bed};
  const cs_rule no_bed = {.op = CS_RULE_NONE, .children = bedless, .child_count = 1};
  const cs_rule *const parts[] = {&any, &bed, &no_bed};
  const cs_rule rule = {.op = CS_RULE_SENTENCE, .children = parts, .child_count = 3};
  ck_assert_int_eq(nearness(&rule, "Nothing."), CS_FAR);
  ck_assert_int_eq(nearness(&rule, "The hub and the post."), CS_NEAR);
  ck_assert_int_eq(nearness(&rule, "A bed."), CS_NEAR);
  ck_assert_int_eq(nearness(&rule, "The post. A bed."), CS_CLOSE);
  ck_assert_int_eq(nearness(&no_bed, "A bed."), CS_FAR);
  const cs_rule except = {.op = CS_RULE_EXCEPT, .term = 0, .children = bedless, .child_count = 1};
  ck_assert_int_eq(nearness(&except, "The hub."), CS_CLOSE);
  ck_assert_int_eq(nearness(&except, "A bed."), CS_FAR);
}
END_TEST

START_TEST(empty_passage) {
  const cs_rule rule = {.op = CS_RULE_SENTENCE, .children = hub_post, .child_count = 2};
  explain(&rule, "");
  step_is(0, &rule, 0, false, 1);
  step_is(1, &hub, 1, false, 0);
}
END_TEST

Suite *trace_suite(void) {
  Suite *suite = suite_create("trace");
  TCase *tests = tcase_create("trace");
  tcase_add_checked_fixture(tests, set_up, tear_down);
  tcase_add_test(tests, every_node_is_told);
  tcase_add_test(tests, failing_sentence_shows_the_best);
  tcase_add_test(tests, holding_sentence_shows_the_first);
  tcase_add_test(tests, within);
  tcase_add_test(tests, order);
  tcase_add_test(tests, none);
  tcase_add_test(tests, nearness_goes_by_parts);
  tcase_add_test(tests, empty_passage);
  suite_add_tcase(suite, tests);
  return suite;
}
