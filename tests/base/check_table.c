/* Tables in memory: typed values, missing ones, strings that outlive what they came from. */
#include "suites.h"

#include <check.h>
#include <conspectus/table.h>
#include <math.h>
#include <stdio.h>
#include <string.h>

static const cs_column columns[] = {
    {"area", "Area", CS_STRING, 0},
    {"share", NULL, CS_REAL, 2},
    {"reviews", NULL, CS_INTEGER, 0},
};

START_TEST(an_empty_table_has_columns) {
  cs_table *table = cs_table_new(columns, 3);
  ck_assert_uint_eq(cs_table_rows(table), 0);
  ck_assert_uint_eq(cs_table_columns(table), 3);
  ck_assert_str_eq(cs_table_column(table, 0)->name, "area");
  ck_assert_str_eq(cs_table_column(table, 0)->title, "Area");
  ck_assert_ptr_null(cs_table_column(table, 1)->title);
  ck_assert_int_eq(cs_table_column(table, 1)->decimals, 2);
  ck_assert_int_eq(cs_table_column(table, 2)->type, CS_INTEGER);
  cs_table_free(table);
}
END_TEST

START_TEST(values_are_copied) {
  char area[24] = "Anyborough";
  cs_table *table = cs_table_new(columns, 3);
  const cs_value row[] = {cs_string(area), cs_real(0.25), cs_integer(INT64_MIN)};
  cs_table_add(table, row);
  memset(area, 'x', sizeof area - 1);
  ck_assert_str_eq(cs_table_value(table, 0, 0)->string, "Anyborough");
  ck_assert_double_eq(cs_table_value(table, 0, 1)->real, 0.25);
  ck_assert_int_eq(cs_table_value(table, 0, 2)->integer, INT64_MIN);
  cs_table_free(table);
}
END_TEST

/* Missing is not 0, not "", and NaN is missing. */
START_TEST(missing_is_a_type_of_its_own) {
  cs_table *table = cs_table_new(columns, 3);
  const cs_value row[] = {cs_string(NULL), cs_real(NAN), cs_missing()};
  const cs_value zero[] = {cs_string(""), cs_real(0), cs_integer(0)};
  const cs_value raw[] = {
      {.type = CS_STRING, .string = NULL}, {.type = CS_REAL, .real = NAN}, {.type = CS_MISSING}};
  cs_table_add(table, row);
  cs_table_add(table, zero);
  cs_table_add(table, raw);
  for (size_t i = 0; i < 3; i++) {
    ck_assert_int_eq(cs_table_value(table, 0, i)->type, CS_MISSING);
    ck_assert_int_ne(cs_table_value(table, 1, i)->type, CS_MISSING);
    ck_assert_int_eq(cs_table_value(table, 2, i)->type, CS_MISSING);
  }
  cs_table_free(table);
}
END_TEST

START_TEST(many_rows_stay_in_order) {
  cs_table *table = cs_table_new(columns, 3);
  for (int i = 0; i < 1000; i++) {
    char area[24];
    snprintf(area, sizeof area, "area %d", i);
    const cs_value row[] = {cs_string(area), cs_real(i / 2.0), cs_integer(i)};
    cs_table_add(table, row);
  }
  ck_assert_uint_eq(cs_table_rows(table), 1000);
  ck_assert_str_eq(cs_table_value(table, 0, 0)->string, "area 0");
  ck_assert_str_eq(cs_table_value(table, 999, 0)->string, "area 999");
  ck_assert_double_eq(cs_table_value(table, 501, 1)->real, 250.5);
  cs_table_free(table);
}
END_TEST

START_TEST(a_table_without_columns_counts_its_rows) {
  cs_table *table = cs_table_new(NULL, 0);
  cs_table_add(table, NULL);
  cs_table_add(table, NULL);
  ck_assert_uint_eq(cs_table_rows(table), 2);
  ck_assert_uint_eq(cs_table_columns(table), 0);
  cs_table_free(table);
  cs_table_free(NULL);
}
END_TEST

Suite *table_suite(void) {
  Suite *suite = suite_create("table");
  TCase *tests = tcase_create("table");
  tcase_add_test(tests, an_empty_table_has_columns);
  tcase_add_test(tests, values_are_copied);
  tcase_add_test(tests, missing_is_a_type_of_its_own);
  tcase_add_test(tests, many_rows_stay_in_order);
  tcase_add_test(tests, a_table_without_columns_counts_its_rows);
  suite_add_tcase(suite, tests);
  return suite;
}
