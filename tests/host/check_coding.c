/* Coding a review built by hand, explaining, examples and scores. */
#include "suites.h"
#include "toy.h"

#include <math.h>
#include <string.h>

static const char *const texts[] = {
    "The apples were good.",                      /* 1.1 */
    "Nothing of note.",                           /* 1.2 */
    "A wormy pear. The plum tree was poor.",      /* 1.3 */
    "Plums with stones.",                         /* 1.4: excluded by none */
    "A veto of plums.",                           /* 1.5 */
    "A red and sweet berry.",                     /* 1.6 */
    "A red thing that is not at all a berry.",    /* 1.7: too far apart */
    "The last came after the first. It is good.", /* 1.8: not in order, it is not IT */
    "Some poor sour plums.",                      /* 1.9 */
    "The first and the last. IT is good.",        /* 1.10 */
};
enum { TEXTS = sizeof texts / sizeof *texts };

static void begin(toy_setting *all) {
  toy_begin(all, texts, TEXTS);
  all->toy.citation = (cs_citation){.passage = 8, .label = "2.1", .recommendation = -1};
  all->toy.review.citations = &all->toy.citation;
  all->toy.review.citation_count = 1;
  cs_host_code(&all->codings, all->host, &all->toy.review, &all->problems);
}

START_TEST(passages_get_the_codings_that_the_rules_say) {
  toy_setting all;
  begin(&all);
  ck_assert_msg(all.problems.count == 0, "%s",
                all.problems.count != 0 ? all.problems.items[0].message : "");
  ck_assert_int_eq(toy_coding(&all.codings, 0, all.apples)->polarity, CS_STRENGTH);
  ck_assert_int_eq(toy_coding(&all.codings, 2, all.apples)->polarity, CS_WEAKNESS);
  ck_assert_int_eq(toy_coding(&all.codings, 2, all.careful)->polarity, CS_WEAKNESS);
  ck_assert_ptr_null(toy_coding(&all.codings, 3, all.careful));
  ck_assert_ptr_null(toy_coding(&all.codings, 4, all.careful));
  ck_assert_ptr_nonnull(toy_coding(&all.codings, 5, all.careful));
  ck_assert_ptr_null(toy_coding(&all.codings, 6, all.careful));
  ck_assert_ptr_null(toy_coding(&all.codings, 7, all.careful));
  ck_assert_int_eq(toy_coding(&all.codings, 9, all.careful)->polarity, CS_STRENGTH);
  ck_assert_uint_eq(all.codings.count, 6);
  for (size_t i = 1; i < all.codings.count; i++) {
    const cs_coding *before = &all.codings.items[i - 1], *coding = &all.codings.items[i];
    ck_assert(before->passage < coding->passage ||
              (before->passage == coding->passage && before->theme < coding->theme));
  }
  toy_end(&all);
}
END_TEST

START_TEST(a_judge_sees_the_passage_and_changes_the_verdict) {
  toy_setting all;
  begin(&all);
  const cs_coding *coding = toy_coding(&all.codings, 8, all.careful);
  ck_assert_ptr_nonnull(coding);
  ck_assert_int_eq(coding->polarity, CS_MIXED);
  ck_assert_double_eq(coding->confidence, 0.123);
  ck_assert(coding->repeat);
  toy_end(&all);
}
END_TEST

START_TEST(evidence_points_into_the_clean_text) {
  toy_setting all;
  begin(&all);
  const cs_coding *coding = toy_coding(&all.codings, 2, all.apples);
  const cs_evidence *evidence = all.codings.evidence + coding->first_evidence;
  ck_assert_uint_eq(coding->evidence_count, 3); /* the last is in the sentence beside */
  ck_assert_int_eq(evidence[0].role, CS_ROLE_WEAKNESS);
  ck_assert_int_eq(evidence[1].role, CS_ROLE_TERM);
  const char *bytes = all.toy.text.bytes;
  ck_assert_int_eq(strncmp(bytes + evidence[0].start, "wormy", evidence[0].length), 0);
  ck_assert_int_eq(strncmp(bytes + evidence[1].start, "pear", evidence[1].length), 0);
  ck_assert_uint_eq(evidence[1].length, 4);
  ck_assert_str_eq(cs_terms_pattern(cs_host_terms(all.host), evidence[1].term), "pear*");
  toy_end(&all);
}
END_TEST

START_TEST(context_and_preamble_are_not_coded) {
  toy_setting all;
  begin(&all);
  for (uint32_t i = 0; i < TEXTS; i++) {
    all.toy.passages[i].kind = i % 2 == 0 ? CS_CONTEXT : CS_PREAMBLE;
  }
  cs_host_code(&all.codings, all.host, &all.toy.review, &all.problems);
  ck_assert_uint_eq(all.codings.count, 0);
  ck_assert_uint_eq(all.codings.evidence_count, 0);
  toy_end(&all);
}
END_TEST

START_TEST(an_empty_review_has_no_codings) {
  toy_setting all;
  begin(&all);
  all.toy.review.passage_count = 0;
  all.toy.review.citation_count = 0;
  cs_host_code(&all.codings, all.host, &all.toy.review, &all.problems);
  ck_assert_uint_eq(all.codings.count, 0);
  toy_end(&all);
}
END_TEST

START_TEST(coding_twice_gives_the_same) {
  toy_setting all;
  begin(&all);
  cs_codings again = {0};
  cs_host_code(&again, all.host, &all.toy.review, &all.problems);
  ck_assert_uint_eq(again.count, all.codings.count);
  ck_assert_uint_eq(again.evidence_count, all.codings.evidence_count);
  for (size_t i = 0; i < again.evidence_count; i++) {
    ck_assert_mem_eq(&again.evidence[i], &all.codings.evidence[i], sizeof again.evidence[i]);
  }
  cs_codings_free(&again);
  toy_end(&all);
}
END_TEST

/* ---- Explaining ---- */

static cs_status explain(cs_explanation *out, toy_setting *all, uint32_t theme, const char *text) {
  cs_error error = {0};
  cs_status status =
      cs_host_explain(out, all->host, theme, text, strlen(text), CS_FINDING, false, &error);
  ck_assert_msg(status == CS_OK, "%s", error.message);
  return status;
}

START_TEST(explaining_tells_rule_verdict_and_judge) {
  toy_setting all;
  begin(&all);
  cs_explanation told = {0};
  explain(&told, &all, all.apples, "The pears were good.");
  ck_assert(told.holds && !told.judged);
  ck_assert_int_eq(told.polarity, CS_STRENGTH);
  ck_assert_uint_ge(told.trace.count, 2);
  ck_assert_int_eq(told.trace.steps[0].rule->op, CS_RULE_SENTENCE);
  ck_assert_uint_eq(told.match.hit_count, 1);
  ck_assert_uint_eq(told.verdict.cue_count, 1);
  ck_assert_uint_eq(told.scan->sentence_count, 1);
  explain(&told, &all, all.apples, "Nothing here.");
  ck_assert(!told.holds);
  ck_assert(!told.trace.steps[0].holds);
  explain(&told, &all, all.careful, "A veto of good plums.");
  ck_assert(told.holds && told.judged && told.vetoed);
  explain(&told, &all, all.apples, "");
  ck_assert(!told.holds);
  cs_explanation_free(&told);
  toy_end(&all);
}
END_TEST

START_TEST(explaining_nonsense_fails) {
  toy_setting all;
  begin(&all);
  cs_explanation told = {0};
  cs_error error = {0};
  ck_assert_int_eq(cs_host_explain(&told, all.host, 99, "x", 1, CS_FINDING, false, &error),
                   CS_USAGE);
  ck_assert_int_eq(
      cs_host_explain(&told, all.host, all.apples, "\xff", 1, CS_FINDING, false, &error),
      CS_MALFORMED);
  cs_explanation_free(&told);
  toy_end(&all);
}
END_TEST

/* ---- Examples ---- */

START_TEST(examples_that_hold_are_silent) {
  toy_setting all;
  begin(&all);
  cs_host_check_examples(all.host, &all.problems);
  ck_assert_msg(all.problems.count == 0, "%s",
                all.problems.count != 0 ? all.problems.items[0].message : "");
  toy_end(&all);
}
END_TEST

START_TEST(examples_that_do_not_hold_are_told) {
  char file[TOY_PATH];
  cs_host_options options = {.theme_file = toy_path(file, "tests/host/data/examples.lua")};
  cs_problems problems = {0};
  cs_error error = {0};
  cs_host *host = NULL;
  cs_status status = toy_open(&host, "tests/host/data/good", NULL, &options, &problems, &error);
  ck_assert_msg(status == CS_OK, "%s", error.message);
  cs_host_check_examples(host, &problems);
  ck_assert_uint_eq(problems.count, 4);
  ck_assert_ptr_nonnull(
      toy_problem(&problems, "examples.lua: example 1 (\"Figs were good.\")",
                  "expected weakness; found strength, by the cues \"good\" (strength)"));
  ck_assert_ptr_nonnull(toy_problem(&problems, "example 2",
                                    "expected strength; found no coding, as "
                                    "its rule does not hold"));
  ck_assert_ptr_nonnull(toy_problem(&problems, "example 3",
                                    "expected no coding; found neutral, "
                                    "without any cue"));
  ck_assert_ptr_nonnull(toy_problem(&problems, "example 4", "found weakness, repeated"));
  cs_host_close(host);
  cs_problems_clear(&problems);
}
END_TEST

/* ---- Scores ---- */

START_TEST(a_score_gets_the_components) {
  toy_setting all;
  begin(&all);
  cs_components components = {.areas = 4,
                              .affected = 3,
                              .prevalence = 0.75,
                              .formality = 0.5,
                              .repeated = 0,
                              .carried_over = NAN,
                              .breadth = 0.25};
  cs_error error = {0};
  double score = 0;
  ck_assert_int_eq(cs_host_score(&score, all.host, "half", &components, &error), CS_OK);
  ck_assert_double_eq(score, 10);
  components.carried_over = 1;
  ck_assert_int_eq(cs_host_score(&score, all.host, "half", &components, &error), CS_OK);
  ck_assert_double_eq(score, 37.5);
  ck_assert_int_eq(cs_host_score(&score, all.host, "hal", &components, &error), CS_NOT_FOUND);
  ck_assert(strstr(error.message, "did you mean \"half\"?") != NULL);
  toy_end(&all);
}
END_TEST

Suite *coding_suite(void) {
  Suite *suite = suite_create("coding");
  TCase *cases = tcase_create("coding");
  tcase_set_timeout(cases, 60);
  tcase_add_test(cases, passages_get_the_codings_that_the_rules_say);
  tcase_add_test(cases, a_judge_sees_the_passage_and_changes_the_verdict);
  tcase_add_test(cases, evidence_points_into_the_clean_text);
  tcase_add_test(cases, context_and_preamble_are_not_coded);
  tcase_add_test(cases, an_empty_review_has_no_codings);
  tcase_add_test(cases, coding_twice_gives_the_same);
  tcase_add_test(cases, explaining_tells_rule_verdict_and_judge);
  tcase_add_test(cases, explaining_nonsense_fails);
  tcase_add_test(cases, examples_that_hold_are_silent);
  tcase_add_test(cases, examples_that_do_not_hold_are_told);
  tcase_add_test(cases, a_score_gets_the_components);
  suite_add_tcase(suite, cases);
  return suite;
}
