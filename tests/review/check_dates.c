/* Dates and spans as reviews print them. */
#include "suites.h"

#include "review/dates.h"

#include <string.h>

typedef struct span {
  const char *text, *start, *end;
} span;

static const span good[] = {
    {"8 May 2017 to 12 May 2017", "2017-05-08", "2017-05-12"},
    {"3 rd September to 7 th September 2018", "2018-09-03", "2018-09-07"},
    {"5 to 16 December 2022", "2022-12-05", "2022-12-16"},
    {"2 July 2014 \xE2\x80\x93 23 July 2014", "2014-07-02", "2014-07-23"},
    {"4 - 8 November 2013", "2013-11-04", "2013-11-08"},
    {"4-8 November 2013", "2013-11-04", "2013-11-08"},
    {"29 September to 3 October 2014", "2014-09-29", "2014-10-03"},
    {"30 January to 3 February 2017", "2017-01-30", "2017-02-03"},
    {"15 December to 12 January 2017", "2016-12-15", "2017-01-12"},
    {"12th October 2018", "2018-10-12", "2018-10-12"},
    {"Monday 14 May 2018 to Friday 18 May 2018", "2018-05-14", "2018-05-18"},
    {"May 14, 2018", "2018-05-14", "2018-05-14"},
    {"03/09/2018 - 07/09/2018", "2018-09-03", "2018-09-07"},
    {"3.9.2018", "2018-09-03", "2018-09-03"},
    {"03-09-2018", "2018-09-03", "2018-09-03"},
    {"2018-09-03 to 2018-09-07", "2018-09-03", "2018-09-07"},
    {"29 February 2016", "2016-02-29", "2016-02-29"},
    {"4, 5 and 8 Nov 2013", "2013-11-04", "2013-11-08"},
    {"the week of 4 November 2013", "2013-11-04", "2013-11-04"},
};

START_TEST(reads_spans) {
  const span *it = &good[_i];
  char start[11], end[11];
  ck_assert_msg(cs_dates_read(it->text, strlen(it->text), start, end) == CS_DATES_GOOD, "%s",
                it->text);
  ck_assert_str_eq(start, it->start);
  ck_assert_str_eq(end, it->end);
}
END_TEST

START_TEST(refuses_impossible_dates) {
  static const char *const texts[] = {"31 June 2018", "29 February 2017",
                                      "0 May 2017",   "12 May 2017 to 8 May 2017",
                                      "12/13/2018",   "5 May 1066"};
  for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
    char start[11], end[11];
    ck_assert_msg(cs_dates_read(texts[i], strlen(texts[i]), start, end) == CS_DATES_IMPOSSIBLE,
                  "%s", texts[i]);
    ck_assert_str_eq(start, "");
    ck_assert_str_eq(end, "");
  }
}
END_TEST

static const span months[] = {
    {"May 2017", "2017-05-01", "2017-05-31"},
    {"February 2016", "2016-02-01", "2016-02-29"},
    {"September and October 2014", "2014-09-01", "2014-10-31"},
    {"December to January 2017", "2016-12-01", "2017-01-31"},
};

START_TEST(reads_months) {
  const span *it = &months[_i];
  char start[11], end[11];
  ck_assert_msg(cs_dates_read(it->text, strlen(it->text), start, end) == CS_DATES_MONTHS, "%s",
                it->text);
  ck_assert_str_eq(start, it->start);
  ck_assert_str_eq(end, it->end);
}
END_TEST

START_TEST(finds_none) {
  static const char *const texts[] = {"", "to be confirmed", "May", "2017"};
  for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
    char start[11], end[11];
    ck_assert_msg(cs_dates_read(texts[i], strlen(texts[i]), start, end) == CS_DATES_NONE, "%s",
                  texts[i]);
  }
}
END_TEST

START_TEST(bears_many_numbers) {
  char text[3000], start[11], end[11];
  for (size_t i = 0; i + 2 < sizeof text; i += 2) {
    memcpy(text + i, "1 ", 3);
  }
  ck_assert(cs_dates_read(text, strlen(text), start, end) != CS_DATES_GOOD);
}
END_TEST

Suite *dates_suite(void) {
  Suite *suite = suite_create("dates");
  TCase *tests = tcase_create("dates");
  tcase_add_loop_test(tests, reads_spans, 0, sizeof good / sizeof *good);
  tcase_add_loop_test(tests, reads_months, 0, sizeof months / sizeof *months);
  tcase_add_test(tests, refuses_impossible_dates);
  tcase_add_test(tests, finds_none);
  tcase_add_test(tests, bears_many_numbers);
  suite_add_tcase(suite, tests);
  return suite;
}
