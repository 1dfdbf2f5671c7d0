/* Labels and the table of their uses. */
#include "suites.h"

#include "review/labels.h"

#include <string.h>

static cs_label label(const char *text) {
  cs_label read = {.depth = 0};
  ck_assert_msg(cs_label_read(text, strlen(text), &read), "%s", text);
  return read;
}

START_TEST(reads_parts) {
  cs_label read = label("5.1.14 text");
  ck_assert_uint_eq(read.depth, 3);
  ck_assert_uint_eq(read.parts[0], 5);
  ck_assert_uint_eq(read.parts[2], 14);
  ck_assert_uint_eq(read.length, 6);
  char text[CS_LABEL_SIZE];
  cs_label_write(&read, text);
  ck_assert_str_eq(text, "5.1.14");
}
END_TEST

START_TEST(refuses_what_is_no_label) {
  static const char *const texts[] = {"", ".", "x1.2", "2018", "1.2018", "1.2.3.4.5"};
  for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
    cs_label read;
    ck_assert_msg(!cs_label_read(texts[i], strlen(texts[i]), &read), "%s", texts[i]);
  }
}
END_TEST

START_TEST(opens_a_block_only_before_text) {
  cs_label read;
  uint32_t body = 0;
  ck_assert(cs_label_opens("2.10\tThe team", 13, &read, &body));
  ck_assert_uint_eq(body, 5);
  ck_assert(cs_label_opens("1. NHS", 6, &read, &body));
  ck_assert_uint_eq(body, 3);
  ck_assert(!cs_label_opens("2.10", 4, &read, &body));
  ck_assert(!cs_label_opens("2.10  ", 6, &read, &body));
  ck_assert(!cs_label_opens("24-hour cover", 13, &read, &body));
  ck_assert(!cs_label_opens("2.5% of", 7, &read, &body));
}
END_TEST

START_TEST(knows_what_follows) {
  cs_label a = label("2.9"), b = label("2.10"), c = label("3.1"), d = label("5.1.1");
  ck_assert(cs_label_follows(&a, &b));
  ck_assert(!cs_label_follows(&b, &c));
  ck_assert(cs_label_siblings(&a, &b));
  ck_assert(!cs_label_siblings(&a, &d));
  static const char *const pairs[][2] = {
      {"2", "3"}, {"4", "5.1"}, {"5.1", "5.2"}, {"5.3", "6"}, {"5", "5.1"}};
  for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++) {
    cs_label from = label(pairs[i][0]), to = label(pairs[i][1]);
    ck_assert_msg(cs_label_prefix_follows(&from, &to), "%s %s", pairs[i][0], pairs[i][1]);
    ck_assert(!cs_label_prefix_follows(&to, &from));
  }
}
END_TEST

START_TEST(table_remembers_uses) {
  cs_label_table table = {.slots = NULL};
  ck_assert_ptr_null(cs_label_find(&table, &(cs_label){.depth = 1}));
  for (unsigned i = 0; i < 5000; i++) {
    cs_label one = {.depth = 2, .parts = {(uint16_t)(i / 900), (uint16_t)(i % 900)}};
    ck_assert_uint_eq(cs_label_use(&table, &one, i)->uses, 1);
  }
  cs_label again = {.depth = 2, .parts = {1, 0}};
  ck_assert_uint_eq(cs_label_use(&table, &again, 7777)->uses, 2);
  ck_assert_uint_eq(cs_label_find(&table, &again)->first, 900);
  cs_label longer = {.depth = 3, .parts = {1, 0, 0}};
  ck_assert_ptr_null(cs_label_find(&table, &longer));
  cs_label_table_free(&table);
}
END_TEST

Suite *labels_suite(void) {
  Suite *suite = suite_create("labels");
  TCase *tests = tcase_create("labels");
  tcase_add_test(tests, reads_parts);
  tcase_add_test(tests, refuses_what_is_no_label);
  tcase_add_test(tests, opens_a_block_only_before_text);
  tcase_add_test(tests, knows_what_follows);
  tcase_add_test(tests, table_remembers_uses);
  suite_add_tcase(suite, tests);
  return suite;
}
