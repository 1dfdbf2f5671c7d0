/* CSV and JSON: what is written is what is read back. */
#include "help.h"
#include "suites.h"

#include "output/number.h"

#include <errno.h>
#include <jansson.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

/* ---- Numbers ---- */

START_TEST(numbers_have_the_digits_they_need) {
  static const struct {
    double number;
    const char *text;
  } cases[] = {
      {0, "0"},           {-0.0, "0"},
      {0.1, "0.1"},       {-2.5, "-2.5"},
      {1e-300, "1e-300"}, {100, "100"},
      {1e15, "1e+15"},    {1.0 / 3, "0.333333333333333"}, /* looked at below */
      {INFINITY, "INF"},  {-INFINITY, "-INF"},
  };
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
    char text[CS_NUMBER_SIZE];
    ck_assert_uint_eq(cs_real_text(text, cases[i].number), strlen(text));
    if (cases[i].number == 1.0 / 3) {
      ck_assert_int_eq(strncmp(text, cases[i].text, 17), 0);
    } else {
      ck_assert_str_eq(text, cases[i].text);
    }
    ck_assert(strtod(text, NULL) == cases[i].number);
  }
}
END_TEST

START_TEST(any_number_reads_back) {
  cs_random random = {42};
  for (int i = 0; i < 20000; i++) {
    uint64_t bits = cs_random_next(&random);
    double number;
    char text[CS_NUMBER_SIZE];
    memcpy(&number, &bits, sizeof number);
    if (isfinite(number)) {
      cs_real_text(text, number);
      ck_assert_msg(strtod(text, NULL) == number, "%s", text);
    }
  }
}
END_TEST

START_TEST(integers_are_whole) {
  char text[CS_NUMBER_SIZE];
  cs_integer_text(text, INT64_MIN);
  ck_assert_str_eq(text, "-9223372036854775808");
  cs_integer_text(text, INT64_MAX);
  ck_assert_str_eq(text, "9223372036854775807");
}
END_TEST

/* ---- Awkward cells ---- */

static const char *const AWKWARD[] = {
    "plain",
    "",
    "a,b",
    "say \"no\"",
    "\"",
    "\"\"",
    ",",
    "two\nlines",
    "two\r\nlines",
    "\r",
    " blank before",
    "blank behind ",
    "\ttab",
    "inner  blanks",
    "=SUM(A1)",
    "+1",
    "-1",
    "@x",
    "caf\xC3\xA9 \xE6\x9D\xB1\xE4\xBA\xAC",
    "2.10",
    "semi;colon",
    "'quoted'",
    "trailing\n",
};
enum { AWKWARD_COUNT = sizeof AWKWARD / sizeof *AWKWARD };

static const cs_column COLUMNS[] = {
    {"first", NULL, CS_STRING, 0}, {"se,cond", NULL, CS_STRING, 0}, {"third", NULL, CS_REAL, 2}};

/* Each awkward cell first, in the middle and beside the others. */
static cs_table *awkward_table(void) {
  cs_table *table = cs_table_new(COLUMNS, 3);
  for (size_t i = 0; i < AWKWARD_COUNT; i++) {
    cs_table_add(table, (cs_value[]){cs_string(AWKWARD[i]),
                                     cs_string(AWKWARD[AWKWARD_COUNT - 1 - i]), cs_real(0.1)});
  }
  cs_table_add(table, (cs_value[]){cs_missing(), cs_missing(), cs_missing()});
  return table;
}

START_TEST(csv_reads_back) {
  static const size_t chunks[] = {1, 2, 3, 7, 64, 1 << 16};
  cs_table *table = awkward_table();
  char *bytes = printed_table(table, CS_PRINT_CSV, 0);
  cells all = read_cells(bytes, strlen(bytes), chunks[_i]);
  ck_assert_uint_eq(all.rows, AWKWARD_COUNT + 2);
  ck_assert_str_eq(cell(&all, 0, 0), "first");
  ck_assert_str_eq(cell(&all, 0, 1), "se,cond");
  for (size_t i = 0; i < AWKWARD_COUNT; i++) {
    ck_assert_uint_eq(row_length(&all, i + 1), 3);
    ck_assert_str_eq(cell(&all, i + 1, 0), AWKWARD[i]);
    ck_assert_str_eq(cell(&all, i + 1, 1), AWKWARD[AWKWARD_COUNT - 1 - i]);
    ck_assert_str_eq(cell(&all, i + 1, 2), "0.1");
  }
  ck_assert_str_eq(cell(&all, AWKWARD_COUNT + 1, 2), "");
  free_cells(&all);
  free(bytes);
  cs_table_free(table);
}
END_TEST

START_TEST(csv_quotes_only_where_it_must) {
  cs_table *table = cs_table_new(COLUMNS, 3);
  cs_table_add(table, (cs_value[]){cs_string("=1+1"), cs_string("a b"), cs_integer(-7)});
  cs_table_add(table, (cs_value[]){cs_string("a,\"b\""), cs_missing(), cs_real(1e21)});
  char *bytes = printed_table(table, CS_PRINT_CSV, 0);
  ck_assert_str_eq(bytes, "first,\"se,cond\",third\n=1+1,a b,-7\n\"a,\"\"b\"\"\",,1e+21\n");
  free(bytes);
  cs_table_free(table);
}
END_TEST

START_TEST(one_empty_cell_is_still_a_row) {
  cs_table *table = cs_table_new(COLUMNS, 1);
  cs_table_add(table, (cs_value[]){cs_missing()});
  cs_table_add(table, (cs_value[]){cs_string("x")});
  char *bytes = printed_table(table, CS_PRINT_CSV, 0);
  ck_assert_str_eq(bytes, "first\n\"\"\nx\n");
  cells all = read_cells(bytes, strlen(bytes), 1);
  ck_assert_uint_eq(all.rows, 3);
  free_cells(&all);
  free(bytes);
  cs_table_free(table);
}
END_TEST

START_TEST(json_reads_back) {
  cs_table *table = awkward_table();
  char *bytes = printed_table(table, CS_PRINT_JSON, 0);
  json_error_t fault;
  json_t *list = json_loads(bytes, 0, &fault);
  ck_assert_msg(list != NULL, "%s", fault.text);
  ck_assert_uint_eq(json_array_size(list), AWKWARD_COUNT + 1);
  for (size_t i = 0; i < AWKWARD_COUNT; i++) {
    json_t *row = json_array_get(list, i);
    ck_assert_str_eq(json_string_value(json_object_get(row, "first")), AWKWARD[i]);
    ck_assert(json_real_value(json_object_get(row, "third")) == 0.1);
  }
  ck_assert(json_is_null(json_object_get(json_array_get(list, AWKWARD_COUNT), "first")));
  ck_assert_ptr_nonnull(strstr(bytes, "\xE6\x9D\xB1\xE4\xBA\xAC")); /* real UTF-8 */
  ck_assert_int_eq(bytes[strlen(bytes) - 1], '\n');
  json_decref(list);
  free(bytes);
  cs_table_free(table);
}
END_TEST

START_TEST(json_keeps_order_and_digits) {
  cs_table *table = cs_table_new(COLUMNS, 3);
  char *bytes = printed_table(table, CS_PRINT_JSON, 0);
  ck_assert_str_eq(bytes, "[]\n");
  free(bytes);
  cs_table_add(table, (cs_value[]){cs_string("a\x1b\xFF"), cs_integer(INT64_MAX), cs_real(0.1)});
  cs_table_add(table, (cs_value[]){cs_real(INFINITY), cs_missing(), cs_real(-0.0)});
  bytes = printed_table(table, CS_PRINT_JSON, 0);
  ck_assert_str_eq(bytes,
                   "[\n"
                   "  {\"first\": \"a\\u001B\xEF\xBF\xBD\", \"se,cond\": 9223372036854775807, "
                   "\"third\": 0.1},\n"
                   "  {\"first\": null, \"se,cond\": null, \"third\": 0}\n"
                   "]\n");
  free(bytes);
  cs_table_free(table);
}
END_TEST

START_TEST(a_full_disk_is_said) {
  FILE *file = fopen("/dev/full", "w");
  if (file == NULL) {
    return; /* not on this system */
  }
  cs_error error = {0};
  cs_table *table = awkward_table();
  ck_assert_int_eq(cs_table_print(file, table, CS_PRINT_CSV, 0, &error), CS_UNREADABLE);
  ck_assert_ptr_nonnull(strstr(error.message, strerror(ENOSPC)));
  fclose(file);
  file = fopen("/dev/full", "w");
  ck_assert_int_eq(cs_table_print(file, table, CS_PRINT_JSON, 0, &error), CS_UNREADABLE);
  fclose(file);
  cs_table_free(table);
  ck_assert_int_eq(cs_csv_end(NULL, &error), CS_OK);
  ck_assert_int_eq(cs_json_end(NULL, &error), CS_OK);
}
END_TEST

Suite *rows_suite(void) {
  Suite *suite = suite_create("rows");
  TCase *tests = tcase_create("rows");
  tcase_add_test(tests, numbers_have_the_digits_they_need);
  tcase_add_test(tests, any_number_reads_back);
  tcase_add_test(tests, integers_are_whole);
  tcase_add_loop_test(tests, csv_reads_back, 0, 6);
  tcase_add_test(tests, csv_quotes_only_where_it_must);
  tcase_add_test(tests, one_empty_cell_is_still_a_row);
  tcase_add_test(tests, json_reads_back);
  tcase_add_test(tests, json_keeps_order_and_digits);
  tcase_add_test(tests, a_full_disk_is_said);
  suite_add_tcase(suite, tests);
  return suite;
}
