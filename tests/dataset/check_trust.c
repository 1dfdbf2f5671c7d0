/* What reading commands say of a dataset whose rows are not as they were written, or not where they
 * belong: nothing but that. */
#include "suites.h"
#include "toy.h"

#include <stdio.h>
#include <string.h>

/* What is as likely as what was there. */
static const struct {
  const char *sql;
  const char *words; /* of verify */
  const char *asked; /* what nobody may answer */
} changes[] = {
    {"UPDATE review SET area = 'Anybarough' WHERE id = 1", "table review, review anyborough-2018",
     "SELECT area FROM review"},
    {"UPDATE review SET published = '2018-06-01' WHERE id = 1", "table review,",
     "SELECT published FROM review"},
    {"UPDATE review SET source = 'x.txt' WHERE id = 1", "table review,",
     "SELECT source FROM review"},
    {"UPDATE run SET id = 7", "table run, run 7", "SELECT count(*) FROM run"},
    {"UPDATE review SET children = 99 WHERE id = 1", "table review,",
     "SELECT count(*) FROM review"},
    {"UPDATE review_person SET name = 'Another' WHERE review_id = 1",
     "table review_person, review anyborough-2018", "SELECT count(*) FROM review_person"},
    {"UPDATE organisation SET name = name || 's'", "table organisation,",
     "SELECT count(*) FROM organisation"},
    {"UPDATE review_organisation SET role = 'commissioner' WHERE role = 'provider'",
     "table review_organisation, review", "SELECT count(*) FROM review_organisation"},
    {"UPDATE abbreviation SET long = 'Something' WHERE review_id = 1", "table abbreviation, review",
     "SELECT count(*) FROM abbreviation"},
    {"UPDATE judgement SET rank = 5 - rank", "table judgement, review",
     "SELECT count(*) FROM judgement"},
    {"UPDATE judgement SET grade = 'goad' WHERE seq = 1", "table judgement, review",
     "SELECT count(*) FROM judgement"},
    {"UPDATE heading SET canonical = 'other' WHERE id = 1", "table heading,",
     "SELECT count(*) FROM heading"},
    {"UPDATE note SET start = start + 1", "table note, passage", "SELECT count(*) FROM note"},
    {"UPDATE problem_row SET message = message || '.'", "table problem_row, document",
     "SELECT count(*) FROM problem_row"},
    {"UPDATE theme SET title = 'Other' WHERE number = 1", "table theme, theme",
     "SELECT count(*) FROM theme"},
    {"UPDATE term SET pattern = pattern || 's' WHERE id = 1", "table term,",
     "SELECT count(*) FROM term"},
    {"UPDATE form SET role = 1 - role WHERE role < 2", "table form, row",
     "SELECT count(*) FROM form"},
    {"UPDATE form SET checksum = 0 WHERE id = 1", "table form, row 1", "SELECT count(*) FROM form"},
    {"UPDATE run SET documents = 99", "table run, run 1", "SELECT started FROM run"},
    {"UPDATE plugin_row SET version = version || '.1'", "table plugin_row, ",
     "SELECT version FROM plugin"},
    {"UPDATE codebook SET version = version || '.1'", "table codebook, row 1",
     "SELECT version FROM codebook"},
    {"UPDATE review SET codings = codings + 1000 WHERE id = 1", "table review, review",
     "SELECT sum(codings) FROM review"},
    {"UPDATE review SET key = 'x' WHERE id = 1", "table review, review x",
     "SELECT key FROM passage"},
#define BODY "its passages, codings or recommendations are not as they were written"
    {"UPDATE review_body SET codings = substr(codings, 1, 3) || "
     "char(unicode(substr(codings, 4, 1)) - 1) || substr(codings, 5) WHERE review_id = 1",
     "review anyborough-2018-ca978112: " BODY, "SELECT confidence FROM coding"},
    {"UPDATE review_body SET passages = substr(passages, 1, 5) || char(2) || substr(passages, 7) "
     "WHERE review_id = 1",
     BODY, "SELECT label FROM passage"},
    {"UPDATE review_body SET labels = replace(labels, '2.', '3.')", BODY,
     "SELECT label FROM passage"},
    {"UPDATE review_body SET hits = substr(hits, 1, 1) || char(3) || substr(hits, 3)", BODY,
     "SELECT start FROM evidence"},
    {"UPDATE review_body SET marks = char(3) || substr(marks, 2)", BODY,
     "SELECT count(*) FROM evidence"},
    {"UPDATE review_body SET addressed = replace(addressed, '\"]', 's\"]')", BODY,
     "SELECT addressed_to FROM recommendation"},
    {"UPDATE review_body SET first_coding = first_coding + 100 WHERE review_id = 1", BODY,
     "SELECT id FROM coding"},
    {"UPDATE review_body SET labels = replace(labels, '2.', '3.')", BODY,
     "SELECT count(*) FROM main.passage"},
    {"UPDATE review_body SET checksums = x''", BODY, "SELECT id FROM passage"},
    {"UPDATE review_body SET checksums = CAST(checksums AS TEXT)", BODY, "SELECT id FROM passage"},
};
enum { CHANGE_COUNT = sizeof changes / sizeof *changes };

static cs_status ignore_row(void *context, const cs_value *values, size_t count, cs_error *error) {
  (void)context;
  (void)values;
  (void)count;
  (void)error;
  return CS_OK;
}

/* The status of a command that asks this of a dataset. */
static cs_status ask_of(const char *name, const char *sql, cs_error *error) {
  cs_dataset *dataset = NULL;
  const cs_query_reader reader = {.row = ignore_row};
  cs_status status = cs_dataset_open(&dataset, toy_path(name), CS_OPEN_READ, error);
  if (status == CS_OK) {
    status = cs_dataset_query(dataset, sql, NULL, 0, &reader, error);
    cs_dataset_close(dataset);
  }
  return status;
}

START_TEST(every_change_is_found_and_nothing_said_of_it) {
  char text[8192] = "";
  cs_error error = {0};
  ck_assert_int_eq(ask_of("x.db", changes[_i].asked, &error), CS_OK);
  toy_alter("x.db", changes[_i].sql);
  ck_assert_uint_gt(toy_verify("x.db", text, sizeof text), 0);
  ck_assert_msg(strstr(text, changes[_i].words) != NULL, "%s: %s", changes[_i].sql, text);
  ck_assert_msg(ask_of("x.db", changes[_i].asked, &error) == CS_MALFORMED, "%s", changes[_i].sql);
  ck_assert_ptr_nonnull(strstr(error.message, "x.db"));
}
END_TEST

/* ---- What is there for one way to find it, and not for another ---- */

/* An index gets the pages of another. */
#define EXCHANGE(index, other)                                                                     \
  "PRAGMA writable_schema = ON; UPDATE sqlite_master SET rootpage = (SELECT rootpage FROM "        \
  "sqlite_master WHERE name = '" other "') WHERE name = '" index "'"
/* An index has other columns of its table, or the same in another order. */
#define REORDER(index, table, columns)                                                             \
  "CREATE INDEX other ON " table " (" columns                                                      \
  "); " EXCHANGE(index, "other") "; DELETE FROM sqlite_master WHERE name = 'other'"

#define NO_BODY "DELETE FROM review_body WHERE review_id = 2"
#define OTHER_BODY "UPDATE review_body SET review_id = 77 WHERE review_id = 2"

static const struct {
  const char *sql;
  const char *asked;
} misplaced[] = {
    {NO_BODY, "SELECT count(*) FROM passage"},
    {NO_BODY, "SELECT id FROM passage WHERE review_id = 2"},
    {NO_BODY, "SELECT review_id FROM passage WHERE id = 5"},
    {NO_BODY, "SELECT title FROM section WHERE review_id = 2"},
    {NO_BODY, "SELECT confidence FROM coding WHERE passage_id = 5"},
    {NO_BODY, "SELECT term FROM evidence WHERE coding_id = 5"},
    {NO_BODY, "SELECT addressed_to FROM recommendation WHERE passage_id = 6"},
    {NO_BODY, "SELECT label FROM citation WHERE passage_id = 5"},
    {NO_BODY, "SELECT passage_text(5)"},
    {"DELETE FROM sqlar WHERE name = 'otherton-2018.txt'", "SELECT name FROM sqlar"},
    {"UPDATE sqlar SET name = 'x.txt' WHERE name = 'otherton-2018.txt'", "SELECT name FROM sqlar"},
    {"UPDATE sqlar SET mode = 0", "SELECT mode FROM sqlar"},
    {REORDER("sqlite_autoindex_sqlar_1", "sqlar", "name DESC"), "SELECT count(name) FROM sqlar"},
    {OTHER_BODY, "SELECT count(*) FROM coding"},
    {OTHER_BODY, "SELECT label FROM passage WHERE id = 5"},
    {OTHER_BODY, "SELECT passage_text(5)"},
    {"UPDATE review SET id = 77 WHERE id = 2", "SELECT count(*) FROM passage"},
    {"UPDATE review SET id = 77 WHERE id = 2", "SELECT label FROM passage WHERE id = 5"},
    {EXCHANGE("review_body_passage", "review_base"), "SELECT label FROM passage WHERE id = 5"},
    {EXCHANGE("review_body_coding", "review_base"), "SELECT label FROM passage WHERE id = 5"},
    {EXCHANGE("review_body_coding", "review_base"), "SELECT theme_id FROM coding WHERE id = 5"},
    {REORDER("review_base", "review", "sha256"), "SELECT count(base) FROM review"},
    {REORDER("sqlite_autoindex_review_1", "review", "area"), "SELECT key FROM review"},
    {REORDER("sqlite_autoindex_review_2", "review", "words"),
     "SELECT count(source_id) FROM review"},
    {REORDER("sqlite_autoindex_review_2", "review", "source_id DESC"),
     "SELECT count(source_id) FROM review"},
    {REORDER("sqlite_autoindex_review_3", "review", "key"), "SELECT count(sha256) FROM review"},
    {EXCHANGE("review_organisation_organisation", "problem_source"),
     "SELECT role FROM review_organisation"},
    {REORDER("review_base", "review", "base DESC"), "SELECT area FROM review"},
    {REORDER("review_body_passage", "review_body", "first_passage DESC"),
     "SELECT label FROM passage WHERE id = 2"},
    {REORDER("review_body_coding", "review_body", "first_coding DESC"),
     "SELECT confidence FROM coding WHERE id = 2"},
};
enum { MISPLACED_COUNT = sizeof misplaced / sizeof *misplaced };

START_TEST(what_is_misplaced_is_told) {
  const char *sql = misplaced[_i].sql;
  cs_error error = {0};
  ck_assert_int_eq(ask_of("x.db", misplaced[_i].asked, &error), CS_OK);
  toy_damage("x.db", sql);
  ck_assert_msg(ask_of("x.db", misplaced[_i].asked, &error) == CS_MALFORMED, "%s: %s", sql,
                misplaced[_i].asked);
  ck_assert_msg(strstr(error.message, "damaged") != NULL, "%s: %s", sql, error.message);
  ck_assert_uint_gt(toy_verify("x.db", NULL, 0), 0);
}
END_TEST

/* Looks for the bodies of two reviews in turns, so often. */
static cs_status look_for(int times, cs_error *error) {
  char sql[256];
  snprintf(sql, sizeof sql,
           "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < %d) "
           "SELECT count(p.start) FROM n CROSS JOIN passage_row AS p ON p.id = 1 + 3 * (i %% 2)",
           times);
  return ask_of("x.db", sql, error);
}

/* What was not asked for need not be there, until so much was that all is looked at. */
START_TEST(a_few_bodies_are_looked_at_alone) {
  cs_error error = {0};
  ck_assert_int_eq(look_for(1100, &error), CS_OK);
  toy_damage("x.db", "DELETE FROM review_body WHERE review_id = 3");
  ck_assert_int_eq(look_for(900, &error), CS_OK);
  ck_assert_int_eq(look_for(1100, &error), CS_MALFORMED);
  ck_assert_ptr_nonnull(strstr(error.message, "review_body is missing or out of place"));
}
END_TEST

/* SQLite looks at a page once: what was told stays told. */
START_TEST(what_was_damaged_stays_so) {
  cs_error error = {0};
  const cs_query_reader reader = {.row = ignore_row};
  toy_damage("x.db", NO_BODY);
  cs_dataset *dataset = toy_open("x.db", CS_OPEN_READ);
  ck_assert_int_eq(cs_dataset_query(dataset, "SELECT 1", NULL, 0, &reader, &error), CS_OK);
  ck_assert_int_eq(
      cs_dataset_query(dataset, "SELECT count(*) FROM passage", NULL, 0, &reader, &error),
      CS_MALFORMED);
  error = (cs_error){0};
  ck_assert_int_eq(cs_dataset_query(dataset, "SELECT 1", NULL, 0, &reader, &error), CS_MALFORMED);
  ck_assert_ptr_nonnull(strstr(error.message, "review_body is missing or out of place"));
  cs_dataset_close(dataset);
}
END_TEST

/* A review without a text is no review that nobody has. */
START_TEST(a_text_that_is_missing_is_damage) {
  cs_error error = {0};
  char *text = NULL;
  size_t length;
  toy_damage("x.db", "DELETE FROM sqlar WHERE name = 'otherton-2018.txt'");
  cs_dataset *dataset = toy_open("x.db", CS_OPEN_READ);
  ck_assert_int_eq(cs_dataset_text(&text, &length, dataset, "nowhere-2018", &error), CS_NOT_FOUND);
  ck_assert_int_eq(cs_dataset_text(&text, &length, dataset, "otherton-2018", &error), CS_MALFORMED);
  ck_assert_ptr_nonnull(strstr(error.message, "'otherton-2018' is damaged: it is missing"));
  cs_dataset_close(dataset);
}
END_TEST

/* Looking for no id is no reason to look at all bodies. */
START_TEST(no_id_finds_nothing) {
  cs_error error = {0};
  toy_damage("x.db", "DELETE FROM review_body WHERE review_id = 3");
  ck_assert_int_eq(ask_of("x.db",
                          "SELECT p.start FROM (SELECT NULL AS i UNION ALL SELECT 1) "
                          "LEFT JOIN passage_row AS p ON p.id = i",
                          &error),
                   CS_OK);
}
END_TEST

/* What nobody has is no damage. */
START_TEST(an_id_that_nothing_has_is_answered) {
  static const char *const asked[] = {
      "SELECT id FROM passage WHERE id = 99", "SELECT id FROM passage WHERE review_id = 99",
      "SELECT id FROM coding WHERE id = 0", "SELECT passage_text(99)"};
  cs_error error = {0};
  for (size_t i = 0; i < sizeof asked / sizeof *asked; i++) {
    ck_assert_msg(ask_of("x.db", asked[i], &error) == CS_OK, "%s: %s", asked[i], error.message);
  }
}
END_TEST

Suite *trust_suite(void) {
  Suite *suite = suite_create("trust");
  TCase *tests = tcase_create("trust");
  tcase_add_checked_fixture(tests, toy_setup_four, toy_teardown);
  tcase_add_loop_test(tests, every_change_is_found_and_nothing_said_of_it, 0, CHANGE_COUNT);
  tcase_add_loop_test(tests, what_is_misplaced_is_told, 0, MISPLACED_COUNT);
  tcase_add_test(tests, a_few_bodies_are_looked_at_alone);
  tcase_add_test(tests, what_was_damaged_stays_so);
  tcase_add_test(tests, a_text_that_is_missing_is_damage);
  tcase_add_test(tests, no_id_finds_nothing);
  tcase_add_test(tests, an_id_that_nothing_has_is_answered);
  suite_add_tcase(suite, tests);
  return suite;
}
