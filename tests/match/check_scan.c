/* Scans: where terms are found, and that the vocabulary never changes it. */
#include "suites.h"

#include "match/scan.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

static cs_terms *terms;

static void set_up(void) {
  terms = cs_terms_new();
}

static void tear_down(void) {
  cs_terms_free(terms);
}

static uint32_t add(const char *pattern, bool case_sensitive) {
  uint32_t id;
  cs_error error;
  ck_assert_int_eq(cs_terms_add(&id, terms, pattern, case_sensitive, &error), CS_OK);
  return id;
}

/* "term@start+length ..." of all hits. */
static void describe(char *out, size_t size, const cs_scan_result *result) {
  size_t used = 0;
  out[0] = '\0';
  for (size_t each = 0; each < result->hit_count && used < size; each++) {
    const cs_hit *hit = &result->hits[each];
    used += (size_t)snprintf(out + used, size - used, "%s%u@%u+%u", each == 0 ? "" : " ", hit->term,
                             hit->start, hit->length);
  }
}

static void finds(const char *text, const char *expected) {
  char found[1024];
  cs_scan *scan = cs_scan_new(terms);
  describe(found, sizeof found, cs_scan_read(scan, text, strlen(text)));
  ck_assert_msg(strcmp(found, expected) == 0, "'%s': found '%s', not '%s'", text, found, expected);
  cs_scan_free(scan);
}

START_TEST(whole_words_without_case) {
  add("care", false);
  finds("Care, CARE and care; careful scare.", "0@0+4 0@6+4 0@15+4");
  finds("", "");
  finds("care", "0@0+4");
  finds("car", "");
  finds(" ", "");
}
END_TEST

START_TEST(wildcards) {
  add("manag*", false);
  add("wom?n", false);
  add("*less", false);
  add("in*ate", false);
  finds("Manager manages Manag. manga", "0@0+7 0@8+7 0@16+5");
  finds("woman women womn woma\xC3\xA9n wom\xC3\xA9n", "1@0+5 1@6+5 1@25+6");
  finds("homeless less lesson", "2@0+8 2@9+4");
  finds("inadequate inate inmate inmates", "3@0+10 3@11+5 3@17+6");
}
END_TEST

START_TEST(lone_star_is_one_word) {
  add("lack * time", false);
  finds("lack of time", "0@0+12");
  finds("lack time", "");
  finds("lack of any time", "");
  finds("lack, of time", "");
  finds("lack of", "");
}
END_TEST

START_TEST(possessives_are_taken_off) {
  add("child", false);
  add("parents' view", false);
  add("trust's policy", false);
  finds("child's CHILD'S child\xE2\x80\x99s childs", "0@0+7 0@8+7 0@16+9");
  finds("parents view parents' view parents\xE2\x80\x99 view", "1@0+12 1@13+13 1@27+15");
  finds("the trust policy, trusts policy", "2@4+12");
}
END_TEST

START_TEST(phrases) {
  add("multi agency", false);
  add("A&E", false);
  finds("multi-agency multi agency multi/agency multi\nagency", "0@0+12 0@13+12 0@26+12 0@39+12");
  finds("multi\xE2\x80\x91"
        "agency multi\xE2\x80\x93"
        "agency",
        "0@0+14 0@15+14");
  finds("\"multi\" 'agency'", "0@1+15");
  finds("multi, agency multi. Agency multi: agency multi (agency) multi; agency", "");
  finds("multi \xE2\x80\x93 agency", "");
  finds("multi\n\nagency", "");
  finds("multi! Agency", "");
  finds("the A&E, a & e", "1@4+3 1@9+5");
}
END_TEST

START_TEST(pattern_is_read_as_text_is) {
  add("Multi-Agency", false);
  add("and/or", false);
  add(" \xE2\x80\x9Cnamed nurse\xE2\x80\x9D ", false);
  finds("multi agency", "0@0+12");
  finds("and-or", "1@0+6");
  finds("Named Nurse", "2@0+11");
}
END_TEST

START_TEST(case_sensitive) {
  add("IT", true);
  add("it", false);
  finds("IT it It IT's", "0@0+2 1@0+2 1@3+2 1@6+2 0@9+4 1@9+4");
}
END_TEST

START_TEST(case_sensitive_phrases) {
  add("GP\xE2\x80\x99s IT*", true);
  finds("GP's ITs gp's ITs GP its", "0@0+8");
}
END_TEST

START_TEST(letters_beyond_ascii) {
  add("\xC3\x89mile", false);
  add("\xC3\x9C"
      "ber",
      true);
  add("na\xC3\xAFve*", false);
  finds("\xC3\xA9MILE emile", "0@0+6");
  finds("\xC3\x9C"
        "ber \xC3\xBC"
        "ber",
        "1@0+5");
  finds("NA\xC3\x8FVELY", "2@0+8");
}
END_TEST

START_TEST(nested_and_overlapping) {
  add("health visitor", false);
  add("health", false);
  add("visitor team", false);
  add("health visitor team", false);
  add("visit*", false);
  finds("the health visitor team", "1@4+6 0@4+14 3@4+19 4@11+7 2@11+12");
}
END_TEST

START_TEST(same_place_by_number) {
  add("b*", false);
  add("*b", false);
  add("b", false);
  add("B", false);
  finds("b", "0@0+1 1@0+1 2@0+1 3@0+1");
}
END_TEST

START_TEST(words_and_sentences_of_hits) {
  add("bed", false);
  add("old bed", false);
  cs_scan *scan = cs_scan_new(terms);
  const char *text = "One bed. Two old beds; an old bed.\nA bed";
  const cs_scan_result *result = cs_scan_read(scan, text, strlen(text));
  ck_assert_uint_eq(result->word_count, 10);
  ck_assert_uint_eq(result->sentence_count, 3);
  ck_assert_uint_eq(result->hit_count, 4);
  static const cs_hit expected[] = {
      {.term = 0, .start = 4, .length = 3, .first_word = 1, .word_count = 1, .sentence = 0},
      {.term = 1, .start = 26, .length = 7, .first_word = 6, .word_count = 2, .sentence = 1},
      {.term = 0, .start = 30, .length = 3, .first_word = 7, .word_count = 1, .sentence = 1},
      {.term = 0, .start = 37, .length = 3, .first_word = 9, .word_count = 1, .sentence = 2},
  };
  for (size_t each = 0; each < 4; each++) {
    ck_assert_uint_eq(result->hits[each].term, expected[each].term);
    ck_assert_uint_eq(result->hits[each].start, expected[each].start);
    ck_assert_uint_eq(result->hits[each].length, expected[each].length);
    ck_assert_uint_eq(result->hits[each].first_word, expected[each].first_word);
    ck_assert_uint_eq(result->hits[each].word_count, expected[each].word_count);
    ck_assert_uint_eq(result->hits[each].sentence, expected[each].sentence);
  }
  cs_scan_free(scan);
}
END_TEST

START_TEST(terms_added_later_are_not_looked_for) {
  add("bed", false);
  cs_scan *scan = cs_scan_new(terms);
  add("old", false);
  ck_assert_uint_eq(cs_scan_read(scan, "old bed", 7)->hit_count, 1);
  cs_scan_free(scan);
  finds("old bed", "1@0+3 0@4+3");
}
END_TEST

START_TEST(no_terms) {
  finds("some words", "");
  cs_scan_free(NULL);
}
END_TEST

START_TEST(long_words) {
  add("antidisestablishmentarian*", false);
  add("x*y", false);
  char text[400];
  memset(text, 'x', sizeof text);
  text[60] = 'y';
  text[61] = '\0';
  finds("Antidisestablishmentarianism antidisestablishmentaria", "0@0+28");
  finds(text, "1@0+61");
  memset(text, 'x', sizeof text);
  text[110] = 'y';
  text[111] = '\0';
  finds(text, "1@0+111");
}
END_TEST

/* The same first and last eight bytes, and as many between. */
START_TEST(long_words_alike_at_both_ends) {
  add("abcdefghxijklmnop", false);
  add("abcdefghyyijklmnop", false);
  finds("abcdefghxijklmnop abcdefghzijklmnop abcdefghxijklmnop", "0@0+17 0@36+17");
  finds("abcdefghzzijklmnop abcdefghyyijklmnop abcdefghyzijklmnop", "1@19+18");
}
END_TEST

/* Pairs of words that were met before, in every order; what goes on behind them is looked at anew.
 */
START_TEST(pairs_met_again) {
  add("care plan", false);
  add("care * plan", false);
  add("care plan*", false);
  add("care plan meeting", false);
  add("plan", false);
  finds("care plan. Care plan meeting. Care, plan care plans. Plan care care plan",
        "0@0+9 2@0+9 4@5+4 "
        "0@11+9 2@11+9 3@11+17 4@16+4 "
        "4@36+4 2@41+10 4@53+4 1@58+14 0@63+9 2@63+9 4@68+4");
}
END_TEST

/* Words are read some thousands at a time: a phrase of three at every place around such an edge. */
START_TEST(phrases_in_long_passages) {
  add("one two three", false);
  enum { WORDS = 2100 };
  char text[4 * WORDS + 1];
  cs_scan *scan = cs_scan_new(terms);
  for (size_t at = 2000; at + 4 < WORDS; at++) {
    for (size_t word = 0; word < WORDS; word++) {
      memcpy(text + 4 * word, "word", 3);
      text[4 * word + 3] = ' ';
    }
    memcpy(text + 4 * at, "one two three ", 14);
    const cs_scan_result *result = cs_scan_read(scan, text, (size_t)4 * WORDS);
    ck_assert_uint_eq(result->hit_count, 1);
    ck_assert_uint_eq(result->hits[0].first_word, at);
    ck_assert_uint_eq(result->hits[0].start, 4 * at);
  }
  cs_scan_free(scan);
}
END_TEST

static void add_awkward_terms(void) {
  static const char *const patterns[] = {"a",  "b*",  "*c",    "a b", "b * a",      "?b",
                                         "ab", "a*b", "c a b", "c",   "abc abc abc"};
  for (size_t each = 0; each < sizeof patterns / sizeof *patterns; each++) {
    add(patterns[each], each % 3 == 1);
  }
}

/* The same hits whether one word is remembered, or three, or all, and pairs with them. */
START_TEST(vocabulary_never_changes_results) {
  add_awkward_terms();
  cs_scan *scans[] = {cs_scan_new_bounded(terms, 1), cs_scan_new_bounded(terms, 3),
                      cs_scan_new(terms)};
  uint32_t state = 3;
  for (int round = 0; round < 5000; round++) {
    char text[400] = "", found[3][4096];
    for (int each = 0; each < 60; each++) {
      state = state * 1664525u + 1013904223u;
      strcat(text, &"a\0b\0c\0 \0 \0-\0A\0B\0,\0 "[(state >> 16) % 10 * 2]);
    }
    for (int each = 0; each < 3; each++) {
      describe(found[each], sizeof *found, cs_scan_read(scans[each], text, strlen(text)));
    }
    ck_assert_str_eq(found[0], found[2]);
    ck_assert_str_eq(found[1], found[2]);
  }
  for (int each = 0; each < 3; each++) {
    cs_scan_free(scans[each]);
  }
}
END_TEST

static double seconds(void) {
  return (double)clock() / CLOCKS_PER_SEC;
}

static void describe_in(char found[1024], cs_scan *scan, const char *text, size_t most,
                        bool overfull) {
  const cs_scan_result *result = cs_scan_read_up_to(scan, text, strlen(text), most);
  describe(found, 1024, result);
  ck_assert_int_eq(result->overfull, overfull);
}

START_TEST(too_many_hits_end_the_passage) {
  char found[1024];
  add("care", false);
  add("c*", false);
  add("care plan", false);
  cs_scan *scan = cs_scan_new(terms);
  describe_in(found, scan, "care, care", 4, false);
  ck_assert_str_eq(found, "0@0+4 1@0+4 0@6+4 1@6+4");
  describe_in(found, scan, "care plan, care care", 4, true);
  ck_assert_str_eq(found, "0@0+4 1@0+4 2@0+9 0@11+4 1@11+4");
  describe_in(found, scan, "care", 0, true);
  describe_in(found, scan, "", 0, false);
  describe(found, sizeof found, cs_scan_read(scan, "care, care, care", 16));
  ck_assert_str_eq(found, "0@0+4 1@0+4 0@6+4 1@6+4 0@12+4 1@12+4");
  cs_scan_free(scan);
}
END_TEST

START_TEST(muted_terms_are_not_found) {
  static const char text[] = "care plan and review care care";
  const bool muted[] = {true, false, true, false};
  uint32_t counts[4] = {1, 0, 0, 0};
  char found[1024];
  add("care", false);
  add("c*", false);
  add("care plan", false);
  add("care * * review", false);
  cs_scan *scan = cs_scan_new(terms);
  cs_scan_mute(scan, muted);
  describe_in(found, scan, text, 4, false);
  ck_assert_str_eq(found, "1@0+4 3@0+20 1@21+4 1@26+4");
  cs_scan_tally(counts, scan, text, strlen(text));
  ck_assert_uint_eq(counts[0], 1 + 3);
  ck_assert_uint_eq(counts[1], 3);
  ck_assert_uint_eq(counts[2], 1);
  ck_assert_uint_eq(counts[3], 1);
  cs_scan_mute(scan, NULL);
  describe_in(found, scan, "care plan", 4, false);
  ck_assert_str_eq(found, "0@0+4 1@0+4 2@0+9");
  cs_scan_free(scan);
}
END_TEST

/* Of one place first the short ones, then by number, however many there are. */
START_TEST(many_terms_of_one_place) {
  char pattern[64], expected[4096] = "";
  size_t used = 0;
  for (int each = 0; each < 40; each++) { /* "a * c*" and "a * c* d" take turns */
    snprintf(pattern, sizeof pattern, "a * c%.*s%s", each / 2 + 1, "********************",
             each % 2 == 0 ? " d" : "");
    add(pattern, false);
  }
  for (int odd = 1; odd >= 0; odd--) {
    for (int each = odd; each < 40; each += 2) {
      used += (size_t)snprintf(expected + used, sizeof expected - used, "%s%d@0+%d",
                               used == 0 ? "" : " ", each, odd != 0 ? 5 : 7);
    }
  }
  finds("a b c d", expected);
}
END_TEST

/* Ten megabytes in one passage, every word new: linear, and bounded in what is remembered. */
START_TEST(large_hostile_passage) {
  add("w1*", false);
  add("*7 w*", false);
  size_t size = 10u << 20, length = 0;
  char *text = malloc(size);
  ck_assert_ptr_nonnull(text);
  for (unsigned each = 0; length + 32 < size; each++) {
    length += (size_t)sprintf(text + length, "w%u%s", each, each % 10 == 9 ? ". " : " ");
  }
  cs_scan *scan = cs_scan_new(terms);
  double start = seconds();
  const cs_scan_result *result = cs_scan_read(scan, text, length);
  ck_assert(seconds() - start < 20);
  ck_assert_uint_gt(result->hit_count, 100000);
  ck_assert_uint_le(scan->vocabulary.count, scan->vocabulary.most);
  ck_assert_uint_eq(cs_scan_read(scan, "w11", 3)->hit_count, 1);
  cs_scan_free(scan);
  free(text);
}
END_TEST

START_TEST(large_monotonous_passage) {
  add("a a a a a a a a a a a a a a a b", false);
  add("a", false);
  size_t size = 10u << 20;
  char *text = malloc(size);
  ck_assert_ptr_nonnull(text);
  for (size_t at = 0; at < size; at++) {
    text[at] = at % 2 == 0 ? 'a' : ' ';
  }
  cs_scan *scan = cs_scan_new(terms);
  const cs_scan_result *result = cs_scan_read(scan, text, size);
  ck_assert_uint_eq(result->hit_count, size / 2);
  ck_assert_uint_eq(result->sentence_count, 1);
  memset(text, '.', size);
  ck_assert_uint_eq(cs_scan_read(scan, text, size)->word_count, 0);
  cs_scan_free(scan);
  free(text);
}
END_TEST

Suite *scan_suite(void) {
  Suite *suite = suite_create("scan");
  TCase *tests = tcase_create("scan");
  tcase_set_timeout(tests, 120);
  tcase_add_checked_fixture(tests, set_up, tear_down);
  tcase_add_test(tests, whole_words_without_case);
  tcase_add_test(tests, wildcards);
  tcase_add_test(tests, lone_star_is_one_word);
  tcase_add_test(tests, possessives_are_taken_off);
  tcase_add_test(tests, phrases);
  tcase_add_test(tests, pattern_is_read_as_text_is);
  tcase_add_test(tests, case_sensitive);
  tcase_add_test(tests, case_sensitive_phrases);
  tcase_add_test(tests, letters_beyond_ascii);
  tcase_add_test(tests, nested_and_overlapping);
  tcase_add_test(tests, same_place_by_number);
  tcase_add_test(tests, words_and_sentences_of_hits);
  tcase_add_test(tests, terms_added_later_are_not_looked_for);
  tcase_add_test(tests, no_terms);
  tcase_add_test(tests, long_words);
  tcase_add_test(tests, long_words_alike_at_both_ends);
  tcase_add_test(tests, pairs_met_again);
  tcase_add_test(tests, phrases_in_long_passages);
  tcase_add_test(tests, vocabulary_never_changes_results);
  tcase_add_test(tests, too_many_hits_end_the_passage);
  tcase_add_test(tests, muted_terms_are_not_found);
  tcase_add_test(tests, many_terms_of_one_place);
  tcase_add_test(tests, large_hostile_passage);
  tcase_add_test(tests, large_monotonous_passage);
  suite_add_tcase(suite, tests);
  return suite;
}
