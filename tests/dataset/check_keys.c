/* Keys of reviews that would share one, put and taken away in every order.
 *
 * Three reviews of Anyborough in 2018 whose digests begin 1..., 1... (the same 8
 * digits) and 2...; by hand: alone the key is the base; the first and the third
 * have 8 digits each; the first and the second 64 each. */
#include "suites.h"
#include "toy.h"

#include <stdio.h>
#include <string.h>

#define HEX56 "00000000000000000000000000000000000000000000000000000000"

static const toy_document documents[] = {
    {.name = "a.txt",
     .area = "Anyborough",
     .date = "2018-01-01",
     .salt = "a",
     .sha256 = "11111111" HEX56},
    {.name = "b.txt",
     .area = "Anyborough",
     .date = "2018-06-01",
     .salt = "b",
     .sha256 = "11111111a"
               "0000000000000000000000000000000000000000000000000000000"},
    {.name = "c.txt",
     .area = "Anyborough",
     .date = "2018-09-01",
     .salt = "c",
     .sha256 = "22222222" HEX56},
};

static const char short_1[] = "anyborough-2018-11111111";
static const char a_long[] = "anyborough-2018-11111111" HEX56;
static const char b_long[] =
    "anyborough-2018-11111111a0000000000000000000000000000000000000000000000000000000";
static const char c_short[] = "anyborough-2018-22222222";

static const char all_keys[] = "SELECT group_concat(key, ' ') FROM "
                               "(SELECT key FROM review ORDER BY source)";
static const char all_names[] = "SELECT group_concat(name, ' ') FROM "
                                "(SELECT name FROM sqlar JOIN review ON name = key || '.txt' "
                                "ORDER BY source)";

static void put_in_order(cs_dataset *dataset, const size_t *order, size_t count) {
  for (size_t i = 0; i < count; i++) {
    toy_put(dataset, &documents[order[i]]);
  }
}

static const size_t orders[6][3] = {{0, 1, 2}, {0, 2, 1}, {1, 0, 2},
                                    {1, 2, 0}, {2, 0, 1}, {2, 1, 0}};

START_TEST(keys_do_not_depend_on_the_order) {
  char expected[512];
  cs_dataset *dataset = toy_open("x.db", CS_OPEN_WRITE);
  toy_begin(dataset, "one");
  put_in_order(dataset, orders[_i], 3);
  snprintf(expected, sizeof expected, "%s %s %s", a_long, b_long, c_short);
  ck_assert_str_eq(toy_ask(dataset, all_keys), expected);
  snprintf(expected, sizeof expected, "%s.txt %s.txt %s.txt", a_long, b_long, c_short);
  ck_assert_str_eq(toy_ask(dataset, all_names), expected);
  toy_end(dataset);
  cs_dataset_close(dataset);
  ck_assert_uint_eq(toy_verify("x.db", NULL, 0), 0);
}
END_TEST

/* A second run sees two of the three, in each choice. */
START_TEST(keys_get_shorter_when_one_goes) {
  char expected[512];
  cs_dataset *dataset = toy_open("x.db", CS_OPEN_WRITE);
  toy_begin(dataset, "one");
  put_in_order(dataset, orders[0], 3);
  toy_end(dataset);
  toy_begin(dataset, "one");
  for (int i = 0; i < 3; i++) {
    if (i != _i) {
      ck_assert(toy_has(dataset, &documents[i]));
    }
  }
  ck_assert_uint_eq(toy_forget(dataset, "corpus"), 1);
  /* The first and the second have the same 8 digits, so each is left with the same key. */
  const char *left[3][2] = {{short_1, c_short}, {short_1, c_short}, {a_long, b_long}};
  snprintf(expected, sizeof expected, "%s %s", left[_i][0], left[_i][1]);
  ck_assert_str_eq(toy_ask(dataset, all_keys), expected);
  toy_end(dataset);
  cs_dataset_close(dataset);
  ck_assert_uint_eq(toy_verify("x.db", NULL, 0), 0);
}
END_TEST

START_TEST(the_last_one_has_the_base_again) {
  cs_dataset *dataset = toy_open("x.db", CS_OPEN_WRITE);
  toy_begin(dataset, "one");
  put_in_order(dataset, orders[0], 3);
  toy_end(dataset);
  toy_begin(dataset, "one");
  ck_assert(toy_has(dataset, &documents[1]));
  ck_assert_uint_eq(toy_forget(dataset, "corpus/"), 2);
  ck_assert_str_eq(toy_ask(dataset, all_keys), "anyborough-2018");
  ck_assert_str_eq(toy_ask(dataset, "SELECT name FROM sqlar"), "anyborough-2018.txt");
  cs_dataset_close(dataset);
}
END_TEST

START_TEST(keys_are_safe_as_names_of_files) {
  const toy_document hostile = {
      .name = "h.txt", .area = "../../etc/x", .date = "2018-01-01", .salt = "h"};
  cs_dataset *dataset = toy_open("x.db", CS_OPEN_WRITE);
  toy_begin(dataset, "one");
  toy_put(dataset, &hostile);
  const char *name = toy_ask(dataset, "SELECT name FROM sqlar");
  ck_assert_ptr_null(strchr(name, '/'));
  ck_assert_int_ne(name[0], '.');
  cs_dataset_close(dataset);
}
END_TEST

START_TEST(reviews_without_a_date_have_no_year) {
  const toy_document undated = {.name = "u.txt", .area = "Anyborough", .date = "", .salt = "u"};
  cs_dataset *dataset = toy_open("x.db", CS_OPEN_WRITE);
  toy_begin(dataset, "one");
  toy_put(dataset, &undated);
  ck_assert_str_eq(toy_ask(dataset, "SELECT key, year FROM review"), "anyborough-undated|-");
  ck_assert_str_eq(toy_ask(dataset, "SELECT mtime FROM sqlar"), "0");
  cs_dataset_close(dataset);
}
END_TEST

Suite *keys_suite(void) {
  Suite *suite = suite_create("keys");
  TCase *tests = tcase_create("keys");
  tcase_add_checked_fixture(tests, toy_setup, toy_teardown);
  tcase_add_loop_test(tests, keys_do_not_depend_on_the_order, 0, 6);
  tcase_add_loop_test(tests, keys_get_shorter_when_one_goes, 0, 3);
  tcase_add_test(tests, the_last_one_has_the_base_again);
  tcase_add_test(tests, keys_are_safe_as_names_of_files);
  tcase_add_test(tests, reviews_without_a_date_have_no_year);
  suite_add_tcase(suite, tests);
  return suite;
}
