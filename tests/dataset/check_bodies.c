/* The numbers and labels of passages at their edges: what was put is in the views for any program
 * and in those of this one. */
#include "dataset/body/body.h"
#include "suites.h"
#include "toy.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const toy_document anyborough = {
    .name = "a.txt", .area = "Anyborough", .date = "2018-03-02", .salt = "a"};

enum { TEXT_SIZE = 9000000, MANY = 400 };

static cs_dataset *dataset;

static void setup(void) {
  dataset = toy_setup_run();
}

static void teardown(void) {
  toy_teardown_run(dataset);
}

/* Puts a review of these passages, and of nothing else, with a text that is long enough. */
static void put_passages(cs_passage *passages, uint32_t count) {
  toy_record toy;
  cs_error error;
  char *text = malloc(TEXT_SIZE);
  void *packed;
  ck_assert_ptr_nonnull(text);
  memset(text, 'a', TEXT_SIZE);
  toy_fill(&toy, &anyborough);
  toy.review.passages = passages;
  toy.review.passage_count = count;
  toy.review.recommendation_count = toy.review.citation_count = toy.review.note_count = 0;
  toy.codings = (cs_codings){0};
  ck_assert_int_eq(cs_pack(&packed, &toy.record.packed_size, text, TEXT_SIZE, &error), CS_OK);
  toy.record.packed = packed;
  toy.record.text_size = TEXT_SIZE;
  ck_assert_int_eq(cs_dataset_put(dataset, &toy.record, &error), CS_OK);
  free(packed);
  free(text);
  toy.record.packed = toy.packed;
  toy_free(&toy);
}

/* What a query of one column gives of both views of passages. */
static void both_say(const char *columns, const char *rest, const char *answer) {
  static const char *const views[] = {"passage", "main.passage"};
  for (size_t i = 0; i < sizeof views / sizeof *views; i++) {
    char sql[500];
    snprintf(sql, sizeof sql, "SELECT %s FROM %s %s", columns, views[i], rest);
    ck_assert_str_eq(toy_ask(dataset, sql), answer);
  }
}

static const uint32_t edges[] = {0,       1,       126,     127,     2046,    2047,    55294,
                                 55295,   63487,   65535,   499999,  500000,  999999,  1000000,
                                 1000001, 1100000, 1112062, 1112063, 1999999, 2000000, 2999999};

/* The second passage has the number everywhere; the third begins where the first does, in the line
 * of the first: the way back from the end of the second is the longest, 2 n, and as a step 4 n - 1.
 */
START_TEST(numbers_of_passages_are_kept) {
  const uint32_t n = edges[_i];
  char answer[200];
  cs_passage passages[] = {
      {.kind = CS_FINDING, .label = "1", .printed = true, .title = "", .words = 1, .line = 1},
      {.kind = CS_FINDING,
       .label = "2",
       .title = "",
       .start = n,
       .length = n,
       .words = n,
       .line = n + 1},
      {.kind = CS_FINDING, .label = "3", .title = "", .length = 1, .words = n, .line = 1}};
  put_passages(passages, 3);
  snprintf(answer, sizeof answer, "0|0|1|1\n%u|%u|%u|%u\n0|1|%u|1", n, n, n, n + 1, n);
  both_say("start, length, words, line", "ORDER BY seq", answer);
  toy_end(dataset);
  ck_assert_str_eq(toy_ask(dataset, "SELECT millions = '' FROM main.review_body"),
                   n > 250000 ? "0" : "1");
}
END_TEST

START_TEST(a_review_may_have_no_passages) {
  put_passages(NULL, 0);
  both_say("count(*)", "", "0");
  ck_assert_str_eq(toy_ask(dataset, "SELECT passages, millions, labels FROM main.review_body"),
                   "||[]");
}
END_TEST

#define TEN "0123456789"
#define STEM_60 TEN TEN TEN TEN TEN "abcdefghi."

static const struct {
  const char *label, *title;
  const char *stem; /* as JSON has it */
  const char *number;
} labels[] = {
    {"", "", "[\"\"]", "0"},
    {"7", "", "[\"\"]", "8"},
    {"0", "", "[\"\"]", "1"},
    {"007", "", "[\"00\"]", "8"},
    {"00", "", "[\"0\"]", "1"},
    {"2.10", "", "[\"2.\"]", "11"},
    {"1.999999", "", "[\"1.\"]", "1000000"},
    {"1.1000000", "", "[\"1.100000\"]", "1"},
    {"1.12345678", "", "[\"1.12\"]", "345679"},
    {"early_help.u12", "", "[\"early_help.u\"]", "13"},
    {"2.1 a", "", "[\"2.1 a\"]", "0"},
    {"\"\\\x01\xC3\xA9"
     "5",
     "", "[\"\\\"\\\\\\u0001\xC3\xA9\"]", "6"},
    {"2.1", "A \"box\"", "[\"2.\\u001fA \\\"box\\\"\"]", "2"},
    {STEM_60 "x.y5", "", "[\"" STEM_60 "x.y\"]", "6"},
    {STEM_60 "x.yz5", "", "[\"" STEM_60 "x.yz5\"]", "0"},
};

START_TEST(labels_are_kept_by_stem_and_number) {
  char answer[200];
  cs_passage passage = {.kind = CS_FINDING, .label = labels[_i].label, .title = labels[_i].title};
  put_passages(&passage, 1);
  snprintf(answer, sizeof answer, "%s|%s|anyborough-2018:finding:%s", labels[_i].label,
           labels[_i].title[0] != '\0' ? labels[_i].title : "-", labels[_i].label);
  both_say("label, title, key", "", answer);
  ck_assert_str_eq(toy_ask(dataset, "SELECT labels FROM main.review_body"), labels[_i].stem);
  ck_assert_str_eq(toy_ask(dataset, "SELECT n - 1 - 2048 * (n > 57343) FROM (SELECT "
                                    "unicode(substr(passages, 8)) AS n FROM main.review_body)"),
                   labels[_i].number);
}
END_TEST

/* More stems than a new one is looked for among, each of them twice. */
START_TEST(many_labels_are_kept) {
  static cs_passage passages[MANY];
  static char names[MANY][32];
  for (uint32_t i = 0; i < MANY; i++) {
    snprintf(names[i], sizeof names[i], "%c%u.%u", 'a' + (int)(i % 2), i % (MANY / 2), i);
    passages[i] = (cs_passage){.kind = CS_FINDING, .label = names[i], .title = ""};
  }
  put_passages(passages, MANY);
  both_say("count(*)",
           "WHERE label = char(97 + (seq - 1) % 2) || ((seq - 1) % 200) || '.' || (seq - 1)",
           "400");
}
END_TEST

START_TEST(neighbours_share_a_stem) {
  cs_passage passages[] = {{.kind = CS_FINDING, .label = "1.9", .printed = true, .title = ""},
                           {.kind = CS_QUOTE, .label = "people.u1", .title = ""},
                           {.kind = CS_FINDING, .label = "1.10", .printed = true, .title = ""},
                           {.kind = CS_EXAMPLE, .label = "people.u1", .title = "A box"},
                           {.kind = CS_QUOTE, .label = "people.u2", .title = ""}};
  put_passages(passages, 5);
  ck_assert_str_eq(toy_ask(dataset, "SELECT labels FROM main.review_body"),
                   "[\"1.\",\"people.u\",\"people.u\\u001fA box\"]");
  both_say("label, title", "ORDER BY seq",
           "1.9|-\npeople.u1|-\n1.10|-\npeople.u1|A box\npeople.u2|-");
}
END_TEST

Suite *bodies_suite(void) {
  Suite *suite = suite_create("bodies");
  TCase *tests = tcase_create("bodies");
  tcase_add_checked_fixture(tests, setup, teardown);
  tcase_add_loop_test(tests, numbers_of_passages_are_kept, 0, sizeof edges / sizeof *edges);
  tcase_add_test(tests, a_review_may_have_no_passages);
  tcase_add_loop_test(tests, labels_are_kept_by_stem_and_number, 0, sizeof labels / sizeof *labels);
  tcase_add_test(tests, many_labels_are_kept);
  tcase_add_test(tests, neighbours_share_a_stem);
  suite_add_tcase(suite, tests);
  return suite;
}
