/* Passages that have the kind and label of one before them. */
#include "suites.h"

#include "review/repeats.h"

#include <stdio.h>
#include <string.h>

enum { MOST = 1200 };

static void expect(cs_passage *passages, uint32_t count, const uint32_t *repeats,
                   uint32_t repeat_count) {
  const cs_review review = {.passages = passages, .passage_count = count};
  uint32_t found[MOST];
  ck_assert_uint_eq(cs_review_repeats(found, &review), repeat_count);
  for (uint32_t each = 0; each < repeat_count; each++) {
    ck_assert_uint_eq(found[each], repeats[each]);
  }
}

START_TEST(finds_none) {
  cs_passage passages[] = {
      {.kind = CS_FINDING, .label = "1.1"}, {.kind = CS_FINDING, .label = "1.10"},
      {.kind = CS_FINDING, .label = ""},    {.kind = CS_QUOTE, .label = "1.1"},
      {.kind = CS_EXAMPLE, .label = "1.1"},
  };
  expect(passages, 0, NULL, 0);
  expect(passages, 1, NULL, 0);
  expect(passages, 5, NULL, 0);
}
END_TEST

START_TEST(finds_every_later_one_in_order) {
  cs_passage passages[] = {
      {.kind = CS_QUOTE, .label = "2.1"},   {.kind = CS_FINDING, .label = ""},
      {.kind = CS_FINDING, .label = "2.1"}, {.kind = CS_FINDING, .label = ""},
      {.kind = CS_QUOTE, .label = "2.1"},   {.kind = CS_FINDING, .label = "2.1"},
      {.kind = CS_FINDING, .label = "2.1"},
  };
  const uint32_t repeats[] = {3, 4, 5, 6};
  expect(passages, 7, repeats, 4);
}
END_TEST

/* So many that the table has runs of taken places. */
START_TEST(finds_them_among_many) {
  static char labels[MOST][8];
  static cs_passage passages[MOST];
  uint32_t repeats[MOST], repeat_count = 0;
  for (uint32_t each = 0; each < MOST; each++) {
    bool again = each >= 700 && each % 7 == 0;
    snprintf(labels[each], sizeof labels[each], "%u.%u", (again ? each - 700 : each) / 40,
             (again ? each - 700 : each) % 40);
    passages[each] = (cs_passage){.kind = CS_FINDING, .label = labels[each]};
    if (again) {
      repeats[repeat_count++] = each;
    }
  }
  expect(passages, MOST, repeats, repeat_count);
  ck_assert_uint_eq(repeat_count, 72);
}
END_TEST

/* The table's own hash, so that all labels of a kind want one place of 4,096. */
static bool wants_first_place(const char *label) {
  uint64_t hash = UINT64_C(0xCBF29CE484222325) + CS_FINDING;
  for (; *label != '\0'; label++) {
    hash = (hash ^ (unsigned char)*label) * UINT64_C(0x100000001B3);
  }
  return (hash * UINT64_C(0x9E3779B97F4A7C15) >> 32) % 4096 == 0;
}

/* Labels that were made to meet cost no more than to sort them. */
START_TEST(finds_them_where_all_meet) {
  static char labels[MOST][12];
  static cs_passage passages[MOST];
  uint32_t repeats[MOST], repeat_count = 0, number = 0;
  for (uint32_t each = 0; each < MOST; each++) {
    bool again = each % 100 == 99;
    while (!again) {
      snprintf(labels[each], sizeof labels[each], "%x", number++);
      if (wants_first_place(labels[each])) {
        break;
      }
    }
    passages[each] =
        (cs_passage){.kind = CS_FINDING, .label = again ? labels[each - 1] : labels[each]};
    if (again) {
      repeats[repeat_count++] = each;
    }
  }
  expect(passages, MOST, repeats, repeat_count);
  ck_assert_uint_eq(repeat_count, 12);
}
END_TEST

Suite *repeats_suite(void) {
  Suite *suite = suite_create("repeats");
  TCase *tests = tcase_create("repeats");
  tcase_add_test(tests, finds_none);
  tcase_add_test(tests, finds_every_later_one_in_order);
  tcase_add_test(tests, finds_them_among_many);
  tcase_add_test(tests, finds_them_where_all_meet);
  suite_add_tcase(suite, tests);
  return suite;
}
