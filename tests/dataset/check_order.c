/* Sums over rows: the same whatever the order, and none where order is asked for and missing. */
#include "suites.h"

#include "dataset/order.h"

#include <stdbool.h>
#include <stdio.h>

static sqlite3 *db;

static void setup(void) {
  ck_assert_int_eq(sqlite3_open(":memory:", &db), SQLITE_OK);
  ck_assert_int_eq(cs_add_order(db), SQLITE_OK);
}

static void teardown(void) {
  sqlite3_close(db);
}

typedef struct answer {
  bool none;
  sqlite3_int64 sum;
} answer;

/* An aggregate over rows as SQL's VALUES has them, in their order. */
static answer sum_of(const char *aggregate, const char *rows) {
  char sql[1000];
  sqlite3_stmt *statement;
  snprintf(sql, sizeof sql, "SELECT %s(column1, column2) FROM (VALUES %s)", aggregate, rows);
  ck_assert_msg(sqlite3_prepare_v2(db, sql, -1, &statement, NULL) == SQLITE_OK, "%s",
                sqlite3_errmsg(db));
  ck_assert_int_eq(sqlite3_step(statement), SQLITE_ROW);
  answer it = {sqlite3_column_type(statement, 0) == SQLITE_NULL,
               sqlite3_column_int64(statement, 0)};
  sqlite3_finalize(statement);
  return it;
}

static const char *const ascending[] = {
    "(1, 1)",
    "(1, 1), (2, 2)",
    "(NULL, 1), (NULL, 3), (-5, 2), (0, 9), (0, 10)",
    "(7, 5), ('', 1), ('a', 1), ('a', 2), ('aa', 1), ('b', -1)",
    "('Z', 2), ('a', 1), ('\xc3\xa9', 0)",
    "(-9223372036854775808, 1), (9223372036854775807, 1)",
};

START_TEST(rows_that_ascend_have_the_sum_of_any_order) {
  answer ordered = sum_of("ordered_sum", ascending[_i]), any = sum_of("row_sum", ascending[_i]);
  ck_assert(!ordered.none && !any.none);
  ck_assert_int_eq(ordered.sum, any.sum);
}
END_TEST

static const char *const others[] = {
    "(2, 2), (1, 1)",
    "(1, 1), (1, 1)",
    "(1, 2), (1, 1)",
    "(1, 1), (NULL, 2)",
    "('a', 1), (1, 2)",
    "('aa', 1), ('a', 2)",
    "('b', 1), ('a', 2)",
    "('a', 2), ('a', 1)",
    "('a', 1), ('b', 2), ('a', 3)",
    "('\xc3\xa9', 1), ('z', 2)",
};

START_TEST(rows_that_do_not_ascend_have_none_in_order) {
  ck_assert_msg(sum_of("ordered_sum", others[_i]).none, "%s", others[_i]);
  ck_assert_msg(!sum_of("row_sum", others[_i]).none, "%s", others[_i]);
}
END_TEST

START_TEST(order_does_not_change_the_sum_of_rows) {
  ck_assert_int_eq(sum_of("row_sum", "(1, 1), ('x', 2), (NULL, 3)").sum,
                   sum_of("row_sum", "(NULL, 3), (1, 1), ('x', 2)").sum);
}
END_TEST

START_TEST(other_rows_have_another_sum) {
  static const char *const rows[] = {
      "(1, 1), (2, 2)", "(1, 1), (2, 3)",         "(1, 1), (3, 2)",   "(1, 2), (2, 1)",
      "(1, 1)",         "(1, 1), (2, 2), (2, 2)", "(1, 1), ('2', 2)", "(1, 1), (NULL, 2)"};
  enum { COUNT = sizeof rows / sizeof *rows };
  for (size_t i = 0; i < COUNT; i++) {
    for (size_t j = 0; j < i; j++) {
      ck_assert_msg(sum_of("row_sum", rows[i]).sum != sum_of("row_sum", rows[j]).sum, "%s: %s",
                    rows[i], rows[j]);
    }
  }
}
END_TEST

START_TEST(what_indexes_here_never_have_makes_none) {
  ck_assert(sum_of("row_sum", "(1.5, 1)").none);
  ck_assert(sum_of("ordered_sum", "(1, 1), (x'00', 2)").none);
}
END_TEST

START_TEST(no_rows_have_the_sum_0) {
  sqlite3_stmt *statement;
  ck_assert_int_eq(sqlite3_prepare_v2(db,
                                      "SELECT ordered_sum(1, 1) = 0 AND row_sum(1, 1) = 0 "
                                      "FROM (SELECT 1 WHERE 0)",
                                      -1, &statement, NULL),
                   SQLITE_OK);
  ck_assert_int_eq(sqlite3_step(statement), SQLITE_ROW);
  ck_assert_int_eq(sqlite3_column_int(statement, 0), 1);
  sqlite3_finalize(statement);
}
END_TEST

Suite *order_suite(void) {
  Suite *suite = suite_create("order");
  TCase *tests = tcase_create("order");
  tcase_add_checked_fixture(tests, setup, teardown);
  tcase_add_loop_test(tests, rows_that_ascend_have_the_sum_of_any_order, 0,
                      sizeof ascending / sizeof *ascending);
  tcase_add_loop_test(tests, rows_that_do_not_ascend_have_none_in_order, 0,
                      sizeof others / sizeof *others);
  tcase_add_test(tests, order_does_not_change_the_sum_of_rows);
  tcase_add_test(tests, other_rows_have_another_sum);
  tcase_add_test(tests, what_indexes_here_never_have_makes_none);
  tcase_add_test(tests, no_rows_have_the_sum_0);
  suite_add_tcase(suite, tests);
  return suite;
}
