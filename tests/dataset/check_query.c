/* Queries: every type goes in and comes out, and nothing but reading is allowed. */
#include "suites.h"
#include "toy.h"

#include "base/buffer.h"

#include <math.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const toy_document documents[] = {
    {.name = "a.txt", .area = "Anyborough", .date = "2018-01-01", .salt = "a"},
    {.name = "b.txt", .area = "Otherton", .date = "2018-01-01", .salt = "b"},
};

static cs_dataset *dataset;

static void setup(void) {
  toy_setup();
  toy_make("x.db", documents, 2);
  dataset = toy_open("x.db", CS_OPEN_READ);
}

static void teardown(void) {
  cs_dataset_close(dataset);
  toy_teardown();
}

/* Keeps the first row; strings of it in `text`. */
typedef struct kept {
  cs_value values[8];
  char text[8][64];
  size_t columns, rows;
  cs_buffer names;
} kept;

static cs_status keep_columns(void *context, const char *const *names, size_t count,
                              cs_error *error) {
  kept *it = context;
  (void)error;
  for (size_t i = 0; i < count; i++) {
    cs_buffer_add_format(&it->names, "%s,", names[i]);
  }
  it->columns = count;
  return CS_OK;
}

static cs_status keep_row(void *context, const cs_value *values, size_t count, cs_error *error) {
  kept *it = context;
  (void)error;
  for (size_t i = 0; i < count && i < 8 && it->rows == 0; i++) {
    it->values[i] = values[i];
    if (values[i].type == CS_STRING) {
      snprintf(it->text[i], sizeof it->text[i], "%s", values[i].string);
    }
  }
  it->rows++;
  return CS_OK;
}

static cs_status ask(kept *it, const char *sql, const cs_value *parameters, size_t count,
                     cs_error *error) {
  const cs_query_reader reader = {.columns = keep_columns, .row = keep_row, .context = it};
  *it = (kept){0};
  cs_status status = cs_dataset_query(dataset, sql, parameters, count, &reader, error);
  if (status != CS_OK) {
    cs_buffer_free(&it->names);
  }
  return status;
}

START_TEST(parameters_of_every_type_come_back) {
  const cs_value in[] = {cs_integer(INT64_MIN), cs_real(0.1), cs_string("caf\xC3\xA9 'x'"),
                         cs_missing(), cs_string("")};
  kept out;
  cs_error error;
  ck_assert_int_eq(ask(&out, "SELECT ?, ? AS real, ?, ?, ?", in, 5, &error), CS_OK);
  ck_assert_int_eq(out.values[0].type, CS_INTEGER);
  ck_assert_int_eq(out.values[0].integer, INT64_MIN);
  ck_assert_int_eq(out.values[1].type, CS_REAL);
  ck_assert_double_eq(out.values[1].real, 0.1);
  ck_assert_str_eq(out.text[2], "caf\xC3\xA9 'x'");
  ck_assert_int_eq(out.values[3].type, CS_MISSING);
  ck_assert_int_eq(out.values[4].type, CS_STRING);
  ck_assert_str_eq(out.text[4], "");
  ck_assert_ptr_nonnull(strstr(out.names.bytes, "real,"));
  cs_buffer_free(&out.names);
}
END_TEST

START_TEST(columns_are_told_without_rows_too) {
  kept out;
  cs_error error;
  ck_assert_int_eq(ask(&out, "SELECT key, area FROM review WHERE 0", NULL, 0, &error), CS_OK);
  ck_assert_str_eq(out.names.bytes, "key,area,");
  ck_assert_uint_eq(out.rows, 0);
  cs_buffer_free(&out.names);
}
END_TEST

START_TEST(blobs_are_hex_and_broken_text_is_repaired) {
  kept out;
  cs_error error;
  ck_assert_int_eq(ask(&out, "SELECT x'00ff10', CAST(x'61ff62' AS TEXT), x''", NULL, 0, &error),
                   CS_OK);
  ck_assert_str_eq(out.text[0], "00ff10");
  ck_assert_str_eq(out.text[1], "a\xEF\xBF\xBD"
                                "b");
  ck_assert_str_eq(out.text[2], "");
  cs_buffer_free(&out.names);
}
END_TEST

START_TEST(the_number_of_parameters_has_to_fit) {
  const cs_value one = cs_integer(1);
  kept out;
  cs_error error;
  ck_assert_int_eq(ask(&out, "SELECT ?, ?", &one, 1, &error), CS_USAGE);
  ck_assert_int_eq(ask(&out, "SELECT 1", &one, 1, &error), CS_USAGE);
}
END_TEST

static const char *const refused[] = {
    "INSERT INTO theme VALUES ('x', 9, '', '', '', '', '')",
    "UPDATE review SET area = 'x'",
    "DELETE FROM review",
    "DROP TABLE review",
    "CREATE TABLE x (y)",
    "CREATE TEMP TABLE x (y)",
    "CREATE TEMP VIEW x AS SELECT 1",
    "ATTACH '/tmp/conspectus-attached.db' AS other",
    "DETACH main",
    "VACUUM",
    "VACUUM INTO '/tmp/conspectus-vacuumed.db'",
    "REINDEX",
    "ANALYZE",
    "BEGIN",
    "COMMIT",
    "SAVEPOINT x",
    "PRAGMA journal_mode = WAL",
    "PRAGMA user_version = 4",
    "PRAGMA writable_schema = ON",
    "PRAGMA temp_store_directory = '/tmp'",
    "PRAGMA query_only = OFF",
    "EXPLAIN DELETE FROM review",
    "SELECT load_extension('x')",
    "SELECT 1; SELECT 2",
    "SELECT 1; DROP TABLE review",
    "SELECT 1; nonsense",
    "SELECT nothing FROM review",
    "SELECT \"not a column\" FROM review",
    "nonsense",
    "",
    "  -- nothing\n ;",
};
enum { REFUSED_COUNT = sizeof refused / sizeof *refused };

/* Open to write as much as open to read. */
START_TEST(whatever_is_not_reading_is_refused) {
  kept out;
  cs_error error = {.message = ""};
  for (int writable = 0; writable < 2; writable++) {
    if (writable == 1) {
      cs_dataset_close(dataset);
      dataset = toy_open("x.db", CS_OPEN_WRITE);
    }
    cs_status status = ask(&out, refused[_i], NULL, 0, &error);
    ck_assert_msg(status == CS_USAGE, "%s: %s: %s", refused[_i], cs_status_name(status),
                  error.message);
    ck_assert_str_ne(error.message, "");
    ck_assert_uint_eq(out.rows, 0);
  }
}
END_TEST

START_TEST(reading_is_allowed_in_all_its_forms) {
  static const char *const allowed[] = {
      "SELECT count(*) FROM sqlite_master",
      "PRAGMA user_version",
      "PRAGMA table_info(review)",
      "SELECT name FROM pragma_table_info('review')",
      "EXPLAIN QUERY PLAN SELECT * FROM coding WHERE theme_id = 'alpha'",
      "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 5) SELECT * FROM "
      "n",
      "SELECT rank() OVER (ORDER BY key) FROM review",
      "VALUES (1), (2)",
      "SELECT 1; -- that is all\n ;",
      "SELECT group_concat(label), max(confidence) FROM coding JOIN passage ON passage.id = "
      "passage_id",
  };
  kept out;
  cs_error error;
  for (size_t i = 0; i < sizeof allowed / sizeof *allowed; i++) {
    cs_status status = ask(&out, allowed[i], NULL, 0, &error);
    ck_assert_msg(status == CS_OK, "%s: %s", allowed[i], error.message);
    ck_assert_uint_gt(out.rows, 0);
    cs_buffer_free(&out.names);
  }
}
END_TEST

START_TEST(passage_text_reads_across_reviews) {
  ck_assert_str_eq(toy_ask(dataset, "SELECT passage_text(4), passage_text(1), passage_text(4)"),
                   "Posts were short.|Posts were short.|Posts were short.");
  ck_assert_str_eq(toy_ask(dataset, "SELECT passage_text(NULL), passage_text(99), "
                                    "passage_text(-1), passage_text('x')"),
                   "-|-|-|-");
  ck_assert_str_eq(toy_ask(dataset, "SELECT count(*) FROM passage WHERE passage_text(id) LIKE "
                                    "'%cover%'"),
                   "2");
}
END_TEST

START_TEST(sqlar_uncompress_gives_texts) {
  ck_assert_str_eq(
      toy_ask(dataset, "SELECT CAST(sqlar_uncompress(data, sz) AS TEXT) FROM sqlar "
                       "WHERE name = 'otherton-2018.txt'"),
      "Posts were short.\nCover was thin (Recommendation 1.1).\nFill the posts.\nb\n" TOY_TAIL);
  ck_assert_str_eq(toy_ask(dataset, "SELECT sqlar_uncompress('abc', 3), sqlar_uncompress(NULL, 3)"),
                   "abc|-");
  kept out;
  cs_error error;
  ck_assert_int_eq(ask(&out, "SELECT sqlar_uncompress(x'789c', 300)", NULL, 0, &error), CS_USAGE);
  ck_assert_int_eq(ask(&out, "SELECT sqlar_uncompress(x'789c', 9000000000)", NULL, 0, &error),
                   CS_USAGE);
}
END_TEST

/* What cannot be said is no empty cell. */
START_TEST(damaged_bodies_are_told_by_what_reads_them) {
  static const struct {
    const char *damage, *sql;
  } cases[] = {
      {"DELETE FROM heading", "SELECT title FROM section"},
      {"UPDATE review_body SET first_passage = NULL", "SELECT id FROM passage"},
      {"UPDATE review_body SET codings = CAST(codings AS BLOB)", "SELECT id FROM coding"},
      {"UPDATE review_body SET codings = substr(codings, 1, 3) || char(1002) || "
       "substr(codings, 5)",
       "SELECT confidence FROM coding"},
  };
  kept out;
  cs_error error;
  toy_damage("x.db", cases[_i].damage);
  ck_assert_int_eq(ask(&out, cases[_i].sql, NULL, 0, &error), CS_MALFORMED);
  ck_assert_ptr_nonnull(strstr(error.message, "verify"));
}
END_TEST

START_TEST(damaged_texts_are_told_by_passage_text) {
  kept out;
  cs_error error;
  toy_damage("x.db", "UPDATE sqlar SET sz = 5 WHERE name = 'anyborough-2018.txt'");
  ck_assert_int_eq(ask(&out, "SELECT passage_text(1)", NULL, 0, &error), CS_MALFORMED);
  ck_assert_ptr_nonnull(strstr(error.message, "verify"));
  char *text;
  size_t length;
  ck_assert_int_eq(cs_dataset_text(&text, &length, dataset, "anyborough-2018", &error),
                   CS_MALFORMED);
  toy_damage("x.db", "UPDATE review_body SET passages = substr(passages, 1, 3) || char(221) || "
                     "substr(passages, 5) WHERE first_passage = 4");
  ck_assert_int_eq(ask(&out, "SELECT passage_text(4)", NULL, 0, &error), CS_MALFORMED);
}
END_TEST

static cs_status stop(void *context, const cs_value *values, size_t count, cs_error *error) {
  (void)values;
  (void)count;
  (*(int *)context)++;
  return cs_fail(error, CS_INTERRUPTED, "enough");
}

static cs_status take_any(void *context, const cs_value *values, size_t count, cs_error *error) {
  (void)values, (void)count, (void)error;
  ++*(int *)context;
  return CS_OK;
}

START_TEST(values_of_another_type_than_is_taken_for_granted_are_refused) {
  static const struct {
    const char *sql, *types;
    bool fits;
  } cases[] = {
      {"SELECT 'a', 1, NULL", "ti*", true}, {"SELECT 'a', NULL", "ti", true},
      {"SELECT 'a', 1", NULL, true},        {"SELECT 'a', 1", "t", true},
      {"SELECT NULL, 1", "ti", false},      {"SELECT 1, 1", "ti", false},
      {"SELECT 'a', 'b'", "ti", false},     {"SELECT 'a', 1.5", "ti", false},
  };
  int rows = 0;
  cs_error error;
  const cs_query_reader reader = {.row = take_any, .context = &rows, .types = cases[_i].types};
  toy_make("x.db", NULL, 0);
  cs_dataset *opened = toy_open("x.db", CS_OPEN_READ);
  cs_status status = cs_dataset_query(opened, cases[_i].sql, NULL, 0, &reader, &error);
  ck_assert_int_eq(status, cases[_i].fits ? CS_OK : CS_MALFORMED);
  ck_assert_int_eq(rows, cases[_i].fits);
  cs_dataset_close(opened);
}
END_TEST

START_TEST(a_reader_can_stop) {
  int rows = 0;
  const cs_query_reader reader = {.row = stop, .context = &rows};
  cs_error error;
  ck_assert_int_eq(cs_dataset_query(dataset, "SELECT key FROM review", NULL, 0, &reader, &error),
                   CS_INTERRUPTED);
  ck_assert_int_eq(rows, 1);
  ck_assert_str_eq(error.message, "enough");
}
END_TEST

static cs_status ask_inside(void *context, const cs_value *values, size_t count, cs_error *error) {
  const cs_query_reader none = {0};
  (void)values;
  (void)count;
  (*(int *)context)++;
  ck_assert_str_eq(toy_ask(dataset, "SELECT count(*) FROM review"), "2");
  ck_assert_int_eq(cs_dataset_query(dataset, "PRAGMA user_version = 5", NULL, 0, &none, error),
                   CS_USAGE);
  return CS_OK;
}

START_TEST(queries_can_be_one_inside_the_other) {
  int rows = 0;
  const cs_query_reader reader = {.row = ask_inside, .context = &rows};
  cs_error error;
  ck_assert_int_eq(cs_dataset_query(dataset, "SELECT key, passage_text(1) FROM review", NULL, 0,
                                    &reader, &error),
                   CS_OK);
  ck_assert_int_eq(rows, 2);
}
END_TEST

static cs_status hold_inside(void *context, const cs_value *values, size_t count, cs_error *error) {
  const cs_query_reader none = {0};
  (void)context, (void)values, (void)count;
  ck_assert_int_eq(cs_dataset_hold(dataset, error), CS_OK);
  ck_assert_int_eq(cs_dataset_query(dataset, "COMMIT", NULL, 0, &none, error), CS_USAGE);
  cs_dataset_let_go(dataset);
  ck_assert_int_eq(cs_dataset_query(dataset, "BEGIN", NULL, 0, &none, error), CS_USAGE);
  return CS_OK;
}

START_TEST(a_dataset_can_be_held_while_it_is_asked) {
  const cs_query_reader reader = {.row = hold_inside};
  cs_error error;
  ck_assert_int_eq(cs_dataset_query(dataset, "SELECT key FROM review", NULL, 0, &reader, &error),
                   CS_OK);
}
END_TEST

Suite *query_suite(void) {
  Suite *suite = suite_create("query");
  TCase *tests = tcase_create("query");
  tcase_add_checked_fixture(tests, setup, teardown);
  tcase_add_test(tests, parameters_of_every_type_come_back);
  tcase_add_test(tests, columns_are_told_without_rows_too);
  tcase_add_test(tests, blobs_are_hex_and_broken_text_is_repaired);
  tcase_add_test(tests, the_number_of_parameters_has_to_fit);
  tcase_add_loop_test(tests, whatever_is_not_reading_is_refused, 0, REFUSED_COUNT);
  tcase_add_test(tests, reading_is_allowed_in_all_its_forms);
  tcase_add_test(tests, passage_text_reads_across_reviews);
  tcase_add_test(tests, sqlar_uncompress_gives_texts);
  tcase_add_loop_test(tests, damaged_bodies_are_told_by_what_reads_them, 0, 4);
  tcase_add_test(tests, damaged_texts_are_told_by_passage_text);
  tcase_add_loop_test(tests, values_of_another_type_than_is_taken_for_granted_are_refused, 0, 8);
  tcase_add_test(tests, a_reader_can_stop);
  tcase_add_test(tests, queries_can_be_one_inside_the_other);
  tcase_add_test(tests, a_dataset_can_be_held_while_it_is_asked);
  suite_add_tcase(suite, tests);
  return suite;
}
