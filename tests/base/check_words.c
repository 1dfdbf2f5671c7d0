/* Words, folding, wildcards, phrases. */
#include "suites.h"

#include "base/words.h"

#include <string.h>

/* The words of a text, each behind a '|'. */
static void expect_words(const char *text, const char *expected) {
  char found[400] = "";
  size_t used = 0;
  cs_word word;
  for (size_t at = 0; cs_next_word(text, strlen(text), at, &word); at = word.start + word.length) {
    found[used++] = '|';
    memcpy(found + used, text + word.start, word.length);
    used += word.length;
    found[used] = '\0';
  }
  ck_assert_str_eq(found, expected);
}

START_TEST(words_are_runs_of_letters_and_digits) {
  expect_words("The child's well-being, aged 5.", "|The|child's|well|being|aged|5");
  expect_words("caf\xC3\xA9 na\xC3\xAFve \xE2\x80\x93 dash", "|caf\xC3\xA9|na\xC3\xAFve|dash");
  expect_words("", "");
  expect_words(" .,;- ", "");
  expect_words("one", "|one");
}
END_TEST

START_TEST(numbers_keep_their_points) {
  expect_words("2.18 of 1,200 by 5.", "|2.18|of|1,200|by|5");
  expect_words("v2.a 3,b", "|v2|a|3|b");
}
END_TEST

START_TEST(quotation_marks_are_no_words) {
  expect_words("'think family' ''", "|think|family'");
  expect_words("\xE2\x80\x98so\xE2\x80\x99 it\xE2\x80\x99s", "|so\xE2\x80\x99|it\xE2\x80\x99s");
  expect_words("'''", "");
}
END_TEST

START_TEST(broken_bytes_are_passed_over) {
  expect_words("a\xFF"
               "b \xE2\x80",
               "|a|b");
}
END_TEST

START_TEST(words_are_counted) {
  ck_assert_uint_eq(cs_count_words("one two-three", 13), 3);
  ck_assert_uint_eq(cs_count_words("", 0), 0);
  ck_assert_uint_eq(cs_count_words("one two", 4), 1);
}
END_TEST

START_TEST(a_text_has_words_or_none) {
  ck_assert(cs_has_word("-- 1", 4));
  ck_assert(cs_has_word("' x", 3));
  ck_assert(cs_has_word("\xE2\x80\x9C\xC3\xA9", 5));
  ck_assert(!cs_has_word("", 0));
  ck_assert(!cs_has_word(" -- ' \xE2\x80\x99", 8));
}
END_TEST

START_TEST(words_are_counted_wherever_they_lie) {
  /* don't, 1,200, of, 2.18, cafés, so', it’s, 16, 17, x, 5 */
  static const char text[] =
      "        don't 1,200 of 2.18 caf\xC3\xA9s, 'so' it\xE2\x80\x99s 16-17 x. 5.";
  for (size_t from = 0; from <= 8; from++) {
    ck_assert_uint_eq(cs_count_words(text + from, sizeof text - 1 - from), 11);
  }
  static const char glued[] = "        a1.5b 2,,3 c' 'd ''e'f 7.g";
  for (size_t from = 0; from <= 8; from++) { /* a1.5b, 2, 3, c', d, e'f, 7, g */
    ck_assert_uint_eq(cs_count_words(glued + from, sizeof glued - 1 - from), 8);
  }
}
END_TEST

START_TEST(words_are_counted_at_the_ends_of_blocks) {
  /* what stands across the 64th byte: apostrophes, points, characters of two and three bytes */
  static const struct {
    const char *text;
    uint32_t words;
  } each[] = {{"ab", 1},
              {"a b", 2},
              {"it's so", 2},
              {"'so' ''", 1},
              {"a''b '", 1},
              {"it\xE2\x80\x99s", 1},
              {"\xE2\x80\x98so\xE2\x80\x99", 1},
              {"\xE2\x80\x99", 0},
              {"caf\xC3\xA9s", 1},
              {"\xC3\xA9\xE2\x80\x99't", 1},
              {"a\xE2\x80\x93"
               "b",
               2},
              {"1.5", 1},
              {"1,.5", 2},
              {"1.a", 2},
              {"2.'3", 2},
              {"1,200,000", 1},
              {"\xF0\x9F\x98\x80x", 1},
              {"e\xCC\x81t", 1}};
  for (size_t i = 0; i < sizeof each / sizeof *each; i++) {
    size_t size = strlen(each[i].text);
    for (size_t before = 0; before <= 130; before++) {
      char text[160];
      memset(text, '-', sizeof text);
      memcpy(text + before, each[i].text, size);
      ck_assert_msg(cs_count_words(text, before + size) == each[i].words, "%s behind %zu bytes",
                    each[i].text, before);
      ck_assert_uint_eq(cs_count_words(text, before + size + 20), each[i].words);
    }
  }
}
END_TEST

START_TEST(counted_as_they_are_read) {
  static const char letters[] = "aB1'.,- \n\xE2\x80\x99\xC3\xA9\xFF";
  uint32_t seed = 1;
  for (int round = 0; round < 2000; round++) {
    char text[200];
    uint32_t count = 0;
    for (size_t i = 0; i < sizeof text; i++) {
      seed = seed * 1664525u + 1013904223u;
      text[i] = letters[(seed >> 16) % (sizeof letters - 1)];
    }
    cs_word word;
    size_t length = seed >> 8 & 127;
    for (size_t at = 0; cs_next_word(text, length, at, &word); at = word.start + word.length) {
      count++;
    }
    ck_assert_uint_eq(cs_count_words(text, length), count);
  }
}
END_TEST

START_TEST(words_of_any_length) {
  char text[64], found[CS_WORD_SIZE];
  for (size_t length = 1; length <= 40; length++) {
    cs_word word;
    memset(text, 'A', sizeof text);
    text[length] = ' ';
    ck_assert(cs_next_word(text, length, 0, &word) && word.length == length);
    ck_assert(cs_next_word(text, sizeof text, 0, &word) && word.length == length);
    ck_assert_uint_eq(cs_fold_word(text, length, found), length);
    ck_assert_uint_eq(strspn(found, "a"), length);
    ck_assert_uint_eq(found[length], '\0');
    text[length] = '.';
    text[length - 1] = '7';
    text[length + 1] = '5'; /* a point between digits */
    ck_assert(cs_next_word(text, length + 2, 0, &word) && word.length == length + 2);
    memcpy(text + length, "\xC3\x89", 2);
    ck_assert_uint_eq(cs_fold_word(text, length + 2, found), length + 2);
    ck_assert_int_eq(memcmp(found + length, "\xC3\xA9", 3), 0);
  }
}
END_TEST

static void expect_folded(const char *word, const char *folded) {
  char found[CS_WORD_SIZE];
  ck_assert_uint_eq(cs_fold_word(word, strlen(word), found), strlen(folded));
  ck_assert_str_eq(found, folded);
}

START_TEST(folding) {
  expect_folded("MASH", "mash");
  expect_folded("Child's", "child");
  expect_folded("child\xE2\x80\x99s", "child");
  expect_folded("children'", "children");
  expect_folded("didn't", "didn't");
  expect_folded("\xC3\x89"
                "COLE",
                "\xC3\xA9"
                "cole");
  expect_folded("'s", "'s");
}
END_TEST

START_TEST(plain_words_keep_their_case) {
  char found[CS_WORD_SIZE];
  cs_plain_word("IT's", 4, found);
  ck_assert_str_eq(found, "IT");
}
END_TEST

START_TEST(a_long_word_is_cut_at_a_character) {
  char word[400], found[CS_WORD_SIZE];
  memset(word, 'a', 121);
  for (size_t i = 121; i + 2 <= sizeof word; i += 2) {
    memcpy(word + i, "\xC3\xA9", 2);
  }
  size_t length = cs_fold_word(word, 399, found);
  ck_assert_uint_lt(length, CS_WORD_SIZE);
  ck_assert_uint_eq((length - 121) % 2, 0);
}
END_TEST

START_TEST(wildcards) {
  ck_assert(cs_word_fits("pathway*", "pathways"));
  ck_assert(cs_word_fits("pathway*", "pathway"));
  ck_assert(!cs_word_fits("pathway*", "path"));
  ck_assert(cs_word_fits("*", "x"));
  ck_assert(cs_word_fits("wom?n", "women"));
  ck_assert(!cs_word_fits("wom?n", "womn"));
  ck_assert(cs_word_fits("caf?", "caf\xC3\xA9"));
  ck_assert(cs_word_fits("*a*b*", "xxaxxbxx"));
  ck_assert(!cs_word_fits("*a*b*c", "xxaxxbxx"));
  ck_assert(cs_word_fits("", ""));
  ck_assert(!cs_word_fits("", "x"));
}
END_TEST

START_TEST(phrases) {
  static const char text[] = "The multi-agency\nsafeguarding hub's staff";
  size_t start = 0, end = 0, length = sizeof text - 1;
  ck_assert(cs_phrase_find("Multi agency safeguarding hub", text, length, 0, &start, &end));
  ck_assert_uint_eq(start, 4);
  ck_assert_uint_eq(end, strlen("The multi-agency\nsafeguarding hub's"));
  ck_assert(!cs_phrase_find("multi safeguarding", text, length, 0, &start, &end));
  ck_assert(cs_phrase_at("the * agency", text, length, 0, NULL));
  ck_assert(cs_phrase_at("the ... staff", text, length, 0, NULL));
  ck_assert(!cs_phrase_at("agency", text, length, 0, NULL));
  ck_assert(!cs_phrase_find("", text, length, 0, &start, &end));
}
END_TEST

START_TEST(a_phrase_may_be_all_there_is) {
  ck_assert(cs_phrase_is("early help", "Early help:", 11));
  ck_assert(!cs_phrase_is("early help", "Early help offer", 16));
  ck_assert(!cs_phrase_is("early help", "Early", 5));
  ck_assert(cs_phrase_is("looked after children", "Looked-after children", 21));
}
END_TEST

START_TEST(a_phrase_is_made_ready_once) {
  static const char text[] = "Shared this with NHS Varne";
  cs_phrase phrase;
  size_t end = 0;
  cs_phrase_read(&phrase, "SHARE* ... with");
  ck_assert_uint_eq(phrase.count, 3);
  ck_assert(cs_phrase_begins(&phrase, text, sizeof text - 1, 0, &end));
  ck_assert_uint_eq(end, strlen("Shared this with"));
  ck_assert(!cs_phrase_begins(&phrase, text, sizeof text - 1, 7, &end));
  ck_assert(cs_phrase_spans(&phrase, text, strlen("Shared this with")));
  ck_assert(!cs_phrase_spans(&phrase, text, sizeof text - 1));
  cs_phrase_free(&phrase);
}
END_TEST

START_TEST(many_gaps_end_soon) {
  static const char pattern[] = "a ... b ... c ... d ... e ... f ... g ... h";
  char text[2000] = "a";
  while (strlen(text) < sizeof text - 16) {
    strcat(text, " b c d e f g");
  }
  ck_assert(!cs_phrase_at(pattern, text, strlen(text), 0, NULL));
  static const char plain[] = "a 1 b 2 c 3 d e";
  ck_assert(cs_phrase_at("a ... b ... c ... d ... e", plain, sizeof plain - 1, 0, NULL));
}
END_TEST

START_TEST(a_gap_is_bounded) {
  static const char near[] = "a 1 2 3 4 5 6 7 8 9 10 11 12 b";
  static const char far[] = "a 1 2 3 4 5 6 7 8 9 10 11 12 13 b";
  ck_assert(cs_phrase_at("a ... b", near, sizeof near - 1, 0, NULL));
  ck_assert(!cs_phrase_at("a ... b", far, sizeof far - 1, 0, NULL));
}
END_TEST

/* Twelve words, of any kind and length, may stand in a gap, wherever the text is cut in sixteens.
 */
START_TEST(a_gap_passes_over_any_words) {
  static const char *const fillers[] = {"x",
                                        "longerwords",
                                        "t",
                                        "o'to",
                                        "\xC3\xA9t\xC3\xA9",
                                        "2.5",
                                        "2to",
                                        "\xE2\x80\x98so\xE2\x80\x99",
                                        "tO2",
                                        "totals"};
  const char *filler = fillers[_i];
  for (int before = 0; before < 20; before++) {
    for (int words = 11; words <= 13; words++) {
      char text[400];
      size_t end = 0;
      memset(text, '.', sizeof text);
      strcpy(text + before, "put");
      for (int i = 0; i < words; i++) {
        strcat(strcat(text, i % 3 == 0 ? ", " : " "), filler);
      }
      strcat(text, " to all");
      bool found = cs_phrase_at("put ... to", text, strlen(text), 0, &end);
      ck_assert_msg(found == (words <= 12), "%s", text);
      ck_assert(!found || end == strlen(text) - 4);
      ck_assert(!cs_phrase_at("put ... tx", text, strlen(text), 0, &end));
    }
  }
}
END_TEST

START_TEST(letters_that_fold_to_ascii) {
  static const char text[] = "put a \xE2\x84\xAAin of t\xE2\x84\xAA here, and more words"; /* K */
  size_t end = 0;
  ck_assert(cs_phrase_at("put ... kin", text, sizeof text - 1, 0, &end));
  ck_assert(cs_phrase_at("put ... tk", text, sizeof text - 1, 0, &end));
  ck_assert(cs_phrase_at("put a kin of tk", text, sizeof text - 1, 0, &end));
}
END_TEST

Suite *words_suite(void) {
  Suite *suite = suite_create("words");
  TCase *tests = tcase_create("words");
  tcase_add_test(tests, words_are_runs_of_letters_and_digits);
  tcase_add_test(tests, numbers_keep_their_points);
  tcase_add_test(tests, quotation_marks_are_no_words);
  tcase_add_test(tests, broken_bytes_are_passed_over);
  tcase_add_test(tests, words_are_counted);
  tcase_add_test(tests, a_text_has_words_or_none);
  tcase_add_test(tests, words_are_counted_wherever_they_lie);
  tcase_add_test(tests, words_are_counted_at_the_ends_of_blocks);
  tcase_add_test(tests, counted_as_they_are_read);
  tcase_add_test(tests, words_of_any_length);
  tcase_add_test(tests, folding);
  tcase_add_test(tests, plain_words_keep_their_case);
  tcase_add_test(tests, a_long_word_is_cut_at_a_character);
  tcase_add_test(tests, wildcards);
  tcase_add_test(tests, phrases);
  tcase_add_test(tests, a_phrase_may_be_all_there_is);
  tcase_add_test(tests, a_phrase_is_made_ready_once);
  tcase_add_test(tests, many_gaps_end_soon);
  tcase_add_test(tests, a_gap_is_bounded);
  tcase_add_loop_test(tests, a_gap_passes_over_any_words, 0, 10);
  tcase_add_test(tests, letters_that_fold_to_ascii);
  suite_add_tcase(suite, tests);
  return suite;
}
