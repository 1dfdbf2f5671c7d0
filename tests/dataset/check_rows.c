/* The rows of a review: what was put is there, in the words of the views. */
#include "dataset/body/text.h"
#include "suites.h"
#include "toy.h"

#include <stdlib.h>
#include <string.h>

static const toy_document anyborough = {
    .name = "a.txt", .area = "Anyborough", .date = "2018-03-02", .salt = "a"};

static cs_dataset *dataset;

static void setup(void) {
  dataset = toy_setup_run();
}

static void teardown(void) {
  toy_teardown_run(dataset);
}

#define ask_is(sql, answer) ck_assert_str_eq(toy_ask(dataset, sql), answer)

START_TEST(a_review_has_its_header) {
  toy_put(dataset, &anyborough);
  ask_is("SELECT key, area, title, family, review_start, review_end, published, year, region, "
         "nhs_area, children, source, words, passages, codings, format, encoding FROM review",
         "anyborough-2018|Anyborough|A toy "
         "review|toy|2018-03-02|2018-03-02|-|2018|North|-|-|a.txt|12|3|3|"
         "plain|UTF-8");
  ask_is("SELECT name, role FROM review_organisation JOIN organisation ON id = organisation_id "
         "ORDER BY name",
         "Anyborough CCG|commissioner\nAnyborough Trust|provider");
  ask_is("SELECT seq, name, role FROM review_person", "1|A. Inspector|inspector");
  ask_is("SELECT short, long FROM abbreviation", "AT|Anyborough Trust");
  ask_is("SELECT aspect, grade, rank, section FROM judgement",
         "Overall effectiveness|Good|2|leadership");
}
END_TEST

START_TEST(passages_have_keys_and_words) {
  toy_put(dataset, &anyborough);
  ask_is("SELECT key, p.seq, kind, label, printed, start, length, words, p.line, canonical FROM "
         "passage AS p JOIN section AS s ON s.id = section_id ORDER BY p.id",
         "anyborough-2018:finding:2.1|1|finding|2.1|1|0|17|3|4|early_help\n"
         "anyborough-2018:finding:2.2|2|finding|2.2|1|18|36|5|5|early_help\n"
         "anyborough-2018:recommendation:1.1|3|recommendation|1.1|1|55|15|3|10|recommendations");
  ask_is("SELECT passage_text(id) FROM passage ORDER BY id",
         "Posts were short.\nCover was thin (Recommendation 1.1).\nFill the posts.");
}
END_TEST

START_TEST(recommendations_citations_and_notes_point_to_passages) {
  toy_put(dataset, &anyborough);
  ask_is(
      "SELECT key, group_label, addressed_to, name FROM recommendation AS r JOIN passage AS p ON "
      "p.id = r.passage_id JOIN addressee AS a USING (passage_id) JOIN organisation AS o ON o.id "
      "= organisation_id",
      "anyborough-2018:recommendation:1.1|1|Anyborough Trust|Anyborough Trust");
  ask_is("SELECT p.label, c.label, q.label, c.start, c.length FROM citation AS c JOIN passage AS p "
         "ON p.id = passage_id JOIN passage AS q ON q.id = recommendation_id",
         "2.2|1.1|1.1|49|3");
  ask_is("SELECT label, put_to, n.start, n.length FROM note AS n JOIN passage AS p ON p.id = "
         "passage_id",
         "2.2|the commissioner|18|5");
}
END_TEST

/* By hand: the code is the number and 1; U+D7FF is the last before the surrogates, U+E000 the first
 * behind them. */
START_TEST(numbers_are_characters) {
  static const struct {
    uint32_t number;
    const char *bytes;
  } written[] = {{0, "\x01"},
                 {126, "\x7F"},
                 {127, "\xC2\x80"},
                 {2046, "\xDF\xBF"},
                 {2047, "\xE0\xA0\x80"},
                 {55294, "\xED\x9F\xBF"},
                 {55295, "\xEE\x80\x80"},
                 {63487, "\xF0\x90\x80\x80"}};
  for (size_t i = 0; i < sizeof written / sizeof *written; i++) {
    char bytes[8] = "";
    *cs_body_write(bytes, written[i].number) = '\0';
    ck_assert_str_eq(bytes, written[i].bytes);
  }
}
END_TEST

/* Two themes in one passage share its hits, and each has its own of them; what stands at the same
 * place with the same length and role comes in the order of its pattern. */
START_TEST(codings_of_a_passage_share_hits) {
  toy_record toy;
  cs_error error;
  cs_evidence evidence[] = {{CS_ROLE_TERM, 1, 0, 5},
                            {CS_ROLE_WEAKNESS, 2, 11, 5},
                            {CS_ROLE_WEAKNESS, 1, 11, 5},
                            {CS_ROLE_WEAKNESS, 1, 11, 5},
                            {CS_ROLE_PLAN, 2, 11, 5}};
  cs_coding coding[] = {{0, 0, CS_WEAKNESS, 0.75, false, 0, 3},
                        {0, 1, CS_WEAKNESS, 0.5, false, 3, 2}};
  toy_fill(&toy, &anyborough);
  toy.codings = (cs_codings){coding, 2, 2, evidence, 5, 5};
  ck_assert_int_eq(cs_dataset_put(dataset, &toy.record, &error), CS_OK);
  toy_free(&toy);
  ask_is("SELECT theme_id, role, term, start, length FROM evidence JOIN coding ON id = coding_id",
         "alpha|term|posts|0|5\nalpha|weakness|cover|11|5\nalpha|weakness|posts|11|5\n"
         "beta|weakness|posts|11|5\nbeta|plan|cover|11|5");
  ask_is("SELECT length(hits) / 2, length(marks) FROM main.review_body", "4|2");
}
END_TEST

START_TEST(codings_lead_to_theme_and_evidence) {
  toy_put(dataset, &anyborough);
  ask_is(
      "SELECT label, theme_id, polarity, confidence, repeat FROM coding JOIN passage AS p ON p.id "
      "= passage_id ORDER BY coding.id",
      "2.1|alpha|weakness|0.75|0\n2.2|beta|strength|0.5|1\n1.1|alpha|weakness|1|0");
  ask_is("SELECT coding_id, role, term, start, length FROM evidence ORDER BY coding_id",
         "1|term|posts|0|5\n2|term|cover|18|5\n3|term|posts|64|5");
  ask_is(
      "SELECT id, title, about, version, plugin, substr(sha256, 1, 3) FROM theme ORDER BY number",
      "alpha|Alpha|Posts.|1.0|themes/alpha.lua|a00\nbeta|Beta|Cover.|1.1|beta.lua|b00");
  ask_is("SELECT kind, id, version, file FROM plugin ORDER BY kind, id",
         "family|toy|1.0|families/toy.lua\nlexicon|appraisal|2.0|lexicons/appraisal.lua\n"
         "theme|alpha|1.0|themes/alpha.lua\ntheme|beta|1.1|beta.lua");
}
END_TEST

/* 2 March 2018 is day 17,592 since 1970: 48 years, 12 leap days, 31 + 28 + 1 days. */
START_TEST(texts_are_an_archive) {
  toy_put(dataset, &anyborough);
  ask_is("SELECT name, mode, mtime, sz FROM sqlar", "anyborough-2018.txt|33188|1519948800|116");
  char *text;
  size_t length;
  cs_error error;
  ck_assert_int_eq(cs_dataset_text(&text, &length, dataset, "anyborough-2018", &error), CS_OK);
  ck_assert_str_eq(text, "Posts were short.\nCover was thin (Recommendation 1.1).\nFill the "
                         "posts.\na\n" TOY_TAIL);
  ck_assert_uint_eq(length, 116);
  free(text);
  ck_assert_int_eq(cs_dataset_text(&text, &length, dataset, "nowhere-2018", &error), CS_NOT_FOUND);
}
END_TEST

START_TEST(an_unresolved_citation_is_missing) {
  toy_record toy;
  cs_error error;
  toy_fill(&toy, &anyborough);
  toy.citations[0].recommendation = -1;
  ck_assert_int_eq(cs_dataset_put(dataset, &toy.record, &error), CS_OK);
  toy_free(&toy);
  ask_is("SELECT label, recommendation_id FROM citation", "1.1|-");
}
END_TEST

START_TEST(a_label_that_stands_twice_is_told) {
  toy_record toy;
  cs_error error;
  toy_fill(&toy, &anyborough);
  toy.passages[1].label = "2.1";
  ck_assert_int_eq(cs_dataset_put(dataset, &toy.record, &error), CS_OK);
  toy_free(&toy);
  ask_is("SELECT key FROM passage WHERE kind = 'finding' ORDER BY seq",
         "anyborough-2018:finding:2.1\nanyborough-2018:finding:2.1#2");
  ask_is(
      "SELECT r.key, p.source, stage, severity, line FROM problem AS p JOIN review AS r ON r.id = "
      "review_id",
      "anyborough-2018|a.txt|dataset|warning|5");
  ck_assert_uint_eq(cs_dataset_last_put(dataset).problems, 1);
}
END_TEST

START_TEST(problems_are_kept_with_their_line) {
  toy_record toy;
  cs_error error;
  toy_fill(&toy, &anyborough);
  cs_problem_add(&toy.problems, CS_STAGE_REVIEW, CS_NOTE, 0, "it's a note");
  cs_problem_add(&toy.problems, CS_STAGE_HOST, CS_ERROR, 12, "a theme failed");
  ck_assert_int_eq(cs_dataset_put(dataset, &toy.record, &error), CS_OK);
  ck_assert_uint_eq(cs_dataset_last_put(dataset).problems, 1);
  ck_assert_int_eq(cs_dataset_last_put(dataset).outcome, CS_OUTCOME_REVIEW);
  toy_free(&toy);
  ask_is("SELECT stage, severity, line, message FROM problem ORDER BY id",
         "review|note|-|it's a note\nhost|error|12|a theme failed");
}
END_TEST

START_TEST(problems_that_were_dropped_are_counted) {
  toy_record toy;
  cs_error error;
  toy_fill(&toy, &anyborough);
  for (int i = 0; i < CS_PROBLEMS_MAX + 5; i++) {
    cs_problem_add(&toy.problems, CS_STAGE_TEXT, CS_NOTE, 1, "broken byte");
  }
  ck_assert_int_eq(cs_dataset_put(dataset, &toy.record, &error), CS_OK);
  toy_free(&toy);
  ask_is("SELECT count(*) FROM problem", "201");
  ask_is("SELECT message FROM problem WHERE stage = 'dataset'",
         "5 more problems of this document are not listed");
}
END_TEST

START_TEST(a_document_that_is_no_review_leaves_its_problem) {
  toy_put_left_out(dataset, "b.txt", "b");
  ck_assert_int_eq(cs_dataset_last_put(dataset).outcome, CS_OUTCOME_LEFT_OUT);
  ask_is("SELECT name, outcome FROM source", "b.txt|left_out");
  ask_is("SELECT review_id, source, stage, severity, line, message FROM problem",
         "-|b.txt|text|error|7|nothing to read");
  ask_is("SELECT count(*) FROM review", "0");
}
END_TEST

START_TEST(problems_of_no_document_go_with_the_next_run) {
  const cs_problem problem = {CS_STAGE_HOST, CS_ERROR, 3, "syntax error"};
  cs_error error;
  ck_assert_int_eq(cs_dataset_put_problem(dataset, &problem, "themes/bad.lua", &error), CS_OK);
  ask_is("SELECT source, line, message FROM problem", "themes/bad.lua|3|syntax error");
  toy_end(dataset);
  toy_begin(dataset, "one");
  ask_is("SELECT count(*) FROM problem", "0");
}
END_TEST

/* Indexes that lead nowhere, as a broken worker might send them. */
START_TEST(a_record_that_does_not_fit_together_is_refused_whole) {
  cs_error error;
  for (int wrong = 0; wrong < 9; wrong++) {
    toy_record toy;
    toy_fill(&toy, &anyborough);
    toy.passages[0].section = wrong == 0 ? 2 : 0;
    toy.passages[1].length = wrong == 1 ? 1000 : 36;
    toy.recommendations[0].passage = wrong == 2 ? 0 : 2;
    toy.addressees[0] = wrong == 3 ? 2 : 1;
    toy.citations[0].recommendation = wrong == 4 ? 1 : 0;
    toy.coding[0].theme = wrong == 5 ? 2 : 0;
    toy.coding[1].confidence = wrong == 6 ? 1.5 : 0.5;
    toy.evidence[2].term = wrong == 7 ? 3 : 1;
    toy.evidence[0].length = wrong == 8 ? 18 : 5; /* one byte beyond the passage */
    ck_assert_int_eq(cs_dataset_put(dataset, &toy.record, &error), CS_MALFORMED);
    toy_free(&toy);
  }
  ask_is("SELECT count(*) FROM source", "0");
  toy_put(dataset, &anyborough);
  ask_is("SELECT key FROM review", "anyborough-2018");
}
END_TEST

START_TEST(records_without_text_or_digest_are_refused) {
  toy_record toy;
  cs_error error;
  toy_fill(&toy, &anyborough);
  toy.record.packed = NULL;
  ck_assert_int_eq(cs_dataset_put(dataset, &toy.record, &error), CS_USAGE);
  toy.record.packed = toy.packed;
  toy.record.source.sha256[0] = '\0';
  ck_assert_int_eq(cs_dataset_put(dataset, &toy.record, &error), CS_USAGE);
  toy_free(&toy);
}
END_TEST

START_TEST(texts_with_quotes_and_control_characters_are_kept) {
  const toy_document odd = {.name = "o'd\"d.txt",
                            .area = "St Mary's; DROP TABLE review",
                            .date = "2018-01-01",
                            .salt = "o"};
  toy_put(dataset, &odd);
  ask_is("SELECT area, source FROM review", "St Mary's; DROP TABLE review|o'd\"d.txt");
}
END_TEST

Suite *rows_suite(void) {
  Suite *suite = suite_create("rows");
  TCase *tests = tcase_create("rows");
  tcase_add_checked_fixture(tests, setup, teardown);
  tcase_add_test(tests, a_review_has_its_header);
  tcase_add_test(tests, passages_have_keys_and_words);
  tcase_add_test(tests, recommendations_citations_and_notes_point_to_passages);
  tcase_add_test(tests, numbers_are_characters);
  tcase_add_test(tests, codings_lead_to_theme_and_evidence);
  tcase_add_test(tests, codings_of_a_passage_share_hits);
  tcase_add_test(tests, texts_are_an_archive);
  tcase_add_test(tests, an_unresolved_citation_is_missing);
  tcase_add_test(tests, a_label_that_stands_twice_is_told);
  tcase_add_test(tests, problems_are_kept_with_their_line);
  tcase_add_test(tests, problems_that_were_dropped_are_counted);
  tcase_add_test(tests, a_document_that_is_no_review_leaves_its_problem);
  tcase_add_test(tests, problems_of_no_document_go_with_the_next_run);
  tcase_add_test(tests, a_record_that_does_not_fit_together_is_refused_whole);
  tcase_add_test(tests, records_without_text_or_digest_are_refused);
  tcase_add_test(tests, texts_with_quotes_and_control_characters_are_kept);
  suite_add_tcase(suite, tests);
  return suite;
}
