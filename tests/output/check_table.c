/* Tables for a terminal. */
#include "help.h"
#include "suites.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

static const cs_column COLUMNS[] = {
    {"area", "Area", CS_STRING, 0},
    {"affected", "Areas affected", CS_INTEGER, 0},
    {"share", NULL, CS_REAL, 2},
};

static void check_print(const cs_table *table, size_t width, const char *expected) {
  char *is = printed_table(table, CS_PRINT_TABLE, width);
  ck_assert_str_eq(is, expected);
  free(is);
}

START_TEST(numbers_stand_to_the_right) {
  cs_table *table = cs_table_new(COLUMNS, 3);
  cs_table_add(table, (cs_value[]){cs_string("Vale"), cs_integer(7), cs_real(0.125)});
  cs_table_add(table, (cs_value[]){cs_string("Hill and Dale"), cs_integer(1200), cs_real(-0.001)});
  cs_table_add(table, (cs_value[]){cs_missing(), cs_missing(), cs_real(NAN)});
  check_print(table, 80,
              "                  Areas\n"
              "Area           affected  share\n"
              "-------------  --------  -----\n"
              "Vale                  7   0.12\n"
              "Hill and Dale      1200   0.00\n"
              "\xE2\x80\x93                     \xE2\x80\x93      \xE2\x80\x93\n");
  cs_table_free(table);
}
END_TEST

START_TEST(an_empty_table_says_so) {
  cs_table *table = cs_table_new(COLUMNS, 3);
  check_print(table, 80,
              "         Areas\n"
              "Area  affected  share\n"
              "----  --------  -----\n"
              "(no rows)\n");
  cs_table_free(table);
  table = cs_table_new(COLUMNS, 0);
  check_print(table, 80, "");
  cs_table_free(table);
}
END_TEST

START_TEST(wide_characters_align) {
  static const cs_column columns[] = {{"a", "A", CS_STRING, 0}, {"b", "B", CS_STRING, 0}};
  cs_table *table = cs_table_new(columns, 2);
  cs_table_add(table, (cs_value[]){cs_string("\xE6\x9D\xB1\xE4\xBA\xAC"), cs_string("x")});
  cs_table_add(table, (cs_value[]){cs_string("cafe\xCC\x81"), cs_string("y")});
  cs_table_add(table, (cs_value[]){cs_string("\x1b[2J"), cs_string("z\nz")});
  check_print(table, 80,
              "A     B\n"
              "----  ---\n"
              "\xE6\x9D\xB1\xE4\xBA\xAC  x\n"
              "cafe\xCC\x81  y\n"
              "[2J   z z\n");
  cs_table_free(table);
}
END_TEST

/* A table with long texts, as SQL may give one. */
static cs_table *long_table(void) {
  static const cs_column columns[] = {{"passage", "Passage", CS_STRING, 0},
                                      {"words", "Words", CS_INTEGER, 0},
                                      {"text", "Text", CS_STRING, 0},
                                      {"score", "Score", CS_REAL, 1}};
  static const char text[] = "The rota was thin and the posts were not filled, so that the hub had "
                             "no cover in the afternoon, which was raised before and still stands; "
                             "nobody could tell us when it would end, and it had not been "
                             "written down by any of those who were asked about it.";
  cs_table *table = cs_table_new(columns, 4);
  cs_table_add(table, (cs_value[]){cs_string("vale-2018:finding:2.10"), cs_integer(1234567890123),
                                   cs_string(text), cs_real(12.3456)});
  cs_table_add(table,
               (cs_value[]){cs_string("vale"), cs_integer(1), cs_string("short"), cs_real(100)});
  return table;
}

static size_t widest_line(const char *text) {
  size_t widest = 0;
  while (*text != '\0') {
    size_t length = strcspn(text, "\n");
    size_t width = cs_display_width(text, length);
    widest = width > widest ? width : widest;
    text += length + (text[length] == '\n');
  }
  return widest;
}

START_TEST(fits_the_width) {
  static const size_t widths[] = {40, 60, 80, 120, 200};
  cs_table *table = long_table();
  size_t width = widths[_i];
  char *is = printed_table(table, CS_PRINT_TABLE, width);
  ck_assert_uint_le(widest_line(is), width);
  ck_assert_ptr_nonnull(strstr(is, "1234567890123")); /* a number is never cut */
  ck_assert_ptr_nonnull(strstr(is, "12.3"));
  ck_assert_ptr_nonnull(strstr(is, "short"));
  ck_assert_ptr_null(strstr(is, " \n"));
  free(is);
  cs_table_free(table);
}
END_TEST

START_TEST(no_bound_no_break) {
  cs_table *table = long_table();
  char *is = printed_table(table, CS_PRINT_TABLE, 0);
  ck_assert_ptr_nonnull(strstr(is, "asked about it."));
  size_t lines = 0;
  for (const char *at = is; *at != '\0'; at++) {
    lines += *at == '\n';
  }
  ck_assert_uint_eq(lines, 4);
  free(is);
  cs_table_free(table);
}
END_TEST

START_TEST(long_cells_end_with_an_ellipsis) {
  cs_table *table = long_table();
  char *is = printed_table(table, CS_PRINT_TABLE, 60);
  ck_assert_ptr_nonnull(strstr(is, "\xE2\x80\xA6"));
  free(is);
  cs_table_free(table);
}
END_TEST

START_TEST(many_columns_come_in_blocks) {
  enum { MANY = 22 };
  cs_column columns[MANY];
  cs_value values[MANY];
  char names[MANY][24];
  for (int i = 0; i < MANY; i++) {
    snprintf(names[i], sizeof names[i], i == 0 ? "Area" : "Theme number%02d", i);
    columns[i] = (cs_column){names[i], names[i], CS_STRING, 0};
    values[i] = cs_string(i == 0 ? "Vale of Somewhere" : "5w 2s");
  }
  cs_table *table = cs_table_new(columns, MANY);
  cs_table_add(table, values);
  char *is = printed_table(table, CS_PRINT_TABLE, 80);
  ck_assert_uint_le(widest_line(is), 80);
  size_t blocks = 0;
  for (const char *at = is; (at = strstr(at, "Vale of Somewhere")) != NULL; at++) {
    blocks++;
  }
  ck_assert_uint_ge(blocks, 2);
  for (int i = 1; i < MANY; i++) {
    ck_assert_ptr_nonnull(strstr(is, names[i] + 6)); /* "number01" on the header's second line */
  }
  free(is);
  cs_table_free(table);
}
END_TEST

START_TEST(types_are_found_where_not_declared) {
  static const cs_column columns[] = {{"n", NULL, CS_MISSING, -1}, {"s", NULL, CS_MISSING, -1}};
  cs_table *table = cs_table_new(columns, 2);
  cs_table_add(table, (cs_value[]){cs_integer(1), cs_string("a")});
  cs_table_add(table, (cs_value[]){cs_real(0.1), cs_integer(2)});
  check_print(table, 80,
              "  n  s\n"
              "---  -\n"
              "  1  a\n"
              "0.1  2\n");
  cs_table_free(table);
}
END_TEST

START_TEST(words_of_formats) {
  cs_print_as as;
  ck_assert(cs_print_as_from(&as, "table") && as == CS_PRINT_TABLE);
  ck_assert(cs_print_as_from(&as, "csv") && as == CS_PRINT_CSV);
  ck_assert(cs_print_as_from(&as, "json") && as == CS_PRINT_JSON);
  ck_assert(!cs_print_as_from(&as, "CSV"));
  ck_assert(!cs_print_as_from(&as, ""));
}
END_TEST

Suite *table_suite(void) {
  Suite *suite = suite_create("table");
  TCase *tests = tcase_create("table");
  tcase_add_test(tests, numbers_stand_to_the_right);
  tcase_add_test(tests, an_empty_table_says_so);
  tcase_add_test(tests, wide_characters_align);
  tcase_add_loop_test(tests, fits_the_width, 0, 5);
  tcase_add_test(tests, no_bound_no_break);
  tcase_add_test(tests, long_cells_end_with_an_ellipsis);
  tcase_add_test(tests, many_columns_come_in_blocks);
  tcase_add_test(tests, types_are_found_where_not_declared);
  tcase_add_test(tests, words_of_formats);
  suite_add_tcase(suite, tests);
  return suite;
}
