/* What is UTF-8, by RFC 3629's own bounds, at every place of a text. */
#include "suites.h"

#include "base/utf8.h"

#include <string.h>

typedef struct sample {
  const char *bytes;
  bool valid;
} sample;

/* The first and last of each length, and what lies beyond them. */
static const sample samples[] = {
    {"", true},
    {"plain", true},
    {"\x7F", true},
    {"\xC2\x80", true},
    {"\xDF\xBF", true},
    {"\xE0\xA0\x80", true},
    {"\xED\x9F\xBF", true},
    {"\xEE\x80\x80", true},
    {"\xEF\xBF\xBF", true},
    {"\xF0\x90\x80\x80", true},
    {"\xF4\x8F\xBF\xBF", true},
    {"\x80", false},             /* no beginning */
    {"\xBF", false},             /* the same */
    {"\xC3", false},             /* no end */
    {"\xE2\x82", false},         /* the same */
    {"\xF0\x9F\x98", false},     /* the same */
    {"\xC0\xAF", false},         /* longer than need be */
    {"\xC1\xBF", false},         /* the same */
    {"\xE0\x9F\xBF", false},     /* the same */
    {"\xF0\x8F\xBF\xBF", false}, /* the same */
    {"\xED\xA0\x80", false},     /* surrogates */
    {"\xED\xBF\xBF", false},     /* the same */
    {"\xF4\x90\x80\x80", false}, /* beyond U+10FFFF */
    {"\xF5\x80\x80\x80", false}, /* the same */
    {"\xFF", false},
    {"\xC3z", false}, /* the second byte is none */
    {"\xE2\x82z", false},
};
enum { SAMPLES = sizeof samples / sizeof *samples };

START_TEST(alone) {
  for (size_t each = 0; each < SAMPLES; each++) {
    size_t length = strlen(samples[each].bytes);
    ck_assert_msg(cs_is_utf8(samples[each].bytes, length) == samples[each].valid, "%zu", each);
    ck_assert_msg(cs_is_text(samples[each].bytes, length) == samples[each].valid, "%zu", each);
  }
}
END_TEST

START_TEST(at_every_place_of_a_text) {
  enum { LONGEST = 40 };
  char text[LONGEST + 8];
  for (size_t each = 0; each < SAMPLES; each++) {
    size_t length = strlen(samples[each].bytes);
    for (size_t before = 0; before <= LONGEST - length; before++) {
      for (size_t all = before + length; all <= LONGEST; all++) {
        memset(text, 'a', sizeof text);
        memcpy(text + before, samples[each].bytes, length);
        ck_assert_msg(cs_is_utf8(text, all) == samples[each].valid, "%zu at %zu of %zu", each,
                      before, all);
      }
    }
  }
}
END_TEST

START_TEST(a_nul_is_no_text) {
  char text[40];
  memset(text, 'a', sizeof text);
  ck_assert(cs_is_text(NULL, 0));
  ck_assert(cs_is_utf8(NULL, 0));
  for (size_t at = 0; at < sizeof text; at++) {
    text[at] = '\0';
    ck_assert(cs_is_utf8(text, sizeof text));
    ck_assert(!cs_is_text(text, sizeof text));
    ck_assert(cs_is_text(text, at));
    text[at] = 'a';
  }
}
END_TEST

START_TEST(what_is_no_character_is_shown_as_such) {
  static const struct {
    const char *bytes, *repaired;
    size_t run;
  } cases[] = {
      {"", "", 0},
      {"caf\xC3\xA9", "caf\xC3\xA9", 5},
      {"a\xFF", "a\xEF\xBF\xBD", 1},
      {"\xFF\xFFz", "\xEF\xBF\xBD\xEF\xBF\xBDz", 0},
      {"\xE2\x82", "\xEF\xBF\xBD\xEF\xBF\xBD", 0},
      {"sixteen bytes and\x80more", "sixteen bytes and\xEF\xBF\xBDmore", 17},
  };
  for (size_t each = 0; each < sizeof cases / sizeof *cases; each++) {
    cs_buffer out = {0};
    size_t length = strlen(cases[each].bytes);
    cs_buffer_add_string(&out, "");
    cs_utf8_repair(&out, cases[each].bytes, length);
    ck_assert_str_eq(out.bytes, cases[each].repaired);
    ck_assert_uint_eq(cs_utf8_run(cases[each].bytes, length), cases[each].run);
    cs_buffer_free(&out);
  }
}
END_TEST

Suite *utf8_suite(void) {
  Suite *suite = suite_create("utf8");
  TCase *tests = tcase_create("utf8");
  tcase_add_test(tests, alone);
  tcase_add_test(tests, at_every_place_of_a_text);
  tcase_add_test(tests, a_nul_is_no_text);
  tcase_add_test(tests, what_is_no_character_is_shown_as_such);
  suite_add_tcase(suite, tests);
  return suite;
}
