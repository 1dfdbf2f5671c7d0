/* Sentences: where they end, each case written as the text with '|' at the ends
 * that are expected. */
#include "suites.h"

#include "match/sentences.h"

#include <stdio.h>
#include <string.h>

static cs_tokens tokens;
static cs_sentences sentences;

static void tear_down(void) {
  cs_tokens_free(&tokens);
  cs_sentences_free(&sentences);
}

static void read_text(const char *text) {
  cs_tokens_read(&tokens, text, strlen(text));
  cs_sentences_read(&sentences, &tokens, text, strlen(text));
}

/* The text with a '|' behind each sentence but the last and '[' before each that begins later
 * than the one before ended and a blank. */
static void split(const char *expected) {
  char text[1024], found[1024];
  size_t length = 0;
  for (const char *at = expected; *at != '\0'; at++) {
    if (*at != '|') {
      text[length++] = *at;
    }
  }
  text[length] = '\0';
  read_text(text);
  size_t used = 0, from = 0;
  for (size_t each = 0; each < sentences.count; each++) {
    size_t end = sentences.items[each].start + sentences.items[each].length;
    memcpy(found + used, text + from, end - from);
    used += end - from;
    from = end;
    if (each + 1 < sentences.count) {
      found[used++] = '|';
    }
  }
  memcpy(found + used, text + from, length - from);
  found[used + length - from] = '\0';
  ck_assert_str_eq(found, expected);
}

START_TEST(end_marks) {
  split("The clinic opened.| It was busy!| Was it safe?| Yes.");
  split("It closed early.| 12 people waited.");
  split("It was late... and then it rained.");
  split("They wrote .net code. it ran.");
  split("no blank.So no end");
  split("She said \"we wait.\"| Then she left.");
  split("She said \xE2\x80\x98we wait.\xE2\x80\x99| Then she left.");
  split("It was late (very late.)| Nobody came.");
  split("It was late.| \"Nobody came.\"");
  split("It was late.| (Nobody came.)");
  split("It was late.| \xE2\x80\x9Cnobody came\xE2\x80\x9D");
  split("Really?!| Yes.");
  split("It was l\xC3\xA0.| \xC3\x89lan came. \xC3\xA9lan left.");
}
END_TEST

START_TEST(abbreviations) {
  split("Some staff, e.g. Midwives, left.");
  split("The lead, i.e. Mrs. Able, left.| Dr. Byrd and Mr. Crow and Ms. Dale stayed.");
  split("Beds, cots etc. Were bought.");
  split("The clinic in St. Orrin closed.");
  split("We saw approx. 40 people vs. 30 before.");
  split("Room No. 5 was shut.| The answer was no.| The room stayed shut.");
  split("J. Smith and K. L. Moss came.");
  split("We met child A.| She was well.");
  split("See Appendix B.| It is long.");
  split("They met at 5 p.m.| They left late.");
  split("Hepatitis B.| It spreads.");
}
END_TEST

START_TEST(numbers) {
  split("A rise of 2.18 per cent in 1,200 homes.| Then none.");
  split("It was 2.5.| Then 3.");
}
END_TEST

START_TEST(citations_go_with_the_sentence_before) {
  split("Records were late. (Recommendation 2.1)| This was raised.");
  split("Records were late. (Recommendation 2.1).| This was raised.");
  split("Records were late. (Recommendations 2.1, 2.3 and 4.1)| This was raised.");
  split("Records were late. [Recommendation 1.14]| We raised it.");
  split("Records were late. Recommendation 1.19.| We raised it.");
  split("Records were late. (Recommendation 2.1) (Recommendation 2.2)| We raised it.");
  split("Records were late. (Recommendation 2.1)");
  split("Records were late.| Recommendation 2.1 says so.");
  split("Records were late.| (Recommendations are below.)| More.");
  split("Records were late (Recommendation 2.1).| We raised it.");
  split("Records were late. (Recommendation 2.1)|\nNew line.");
}
END_TEST

START_TEST(lines) {
  split("one line|\nanother|\n\nthird");
  split("one line.|\nAnother.");
  split("a list:|\nfirst thing|\nsecond thing");
}
END_TEST

START_TEST(places) {
  read_text("  \n \"One two.\" (Three) four! \n five  ");
  ck_assert_uint_eq(sentences.count, 3);
  const cs_sentence *found = sentences.items;
  ck_assert_uint_eq(found[0].start, 4);
  ck_assert_uint_eq(found[0].length, strlen("\"One two.\""));
  ck_assert_uint_eq(found[0].first_word, 0);
  ck_assert_uint_eq(found[0].word_count, 2);
  ck_assert_uint_eq(found[1].start, 15);
  ck_assert_uint_eq(found[1].length, strlen("(Three) four!"));
  ck_assert_uint_eq(found[1].first_word, 2);
  ck_assert_uint_eq(found[1].word_count, 2);
  ck_assert_uint_eq(found[2].start, 31);
  ck_assert_uint_eq(found[2].length, 4);
  ck_assert_uint_eq(found[2].first_word, 4);
  ck_assert_uint_eq(found[2].word_count, 1);
}
END_TEST

START_TEST(nothing_and_marks_only) {
  read_text("");
  ck_assert_uint_eq(sentences.count, 0);
  read_text("... \n !");
  ck_assert_uint_eq(sentences.count, 0);
  read_text("one");
  ck_assert_uint_eq(sentences.count, 1);
  ck_assert_uint_eq(sentences.items[0].length, 3);
}
END_TEST

/* Sentences cover all words, in order, whatever the text is made of. */
START_TEST(cover_all_words) {
  static const char *const pieces[] = {
      "a", "B", "St", "e.g", " ", ".", "\n", "(", ")", "2", "\"", "Recommendation 2.1", "!"};
  uint32_t state = 7;
  for (int round = 0; round < 20000; round++) {
    char text[1024] = "";
    for (int each = 0; each < 25; each++) {
      state = state * 1664525u + 1013904223u;
      strcat(text, pieces[(state >> 16) % (sizeof pieces / sizeof *pieces)]);
    }
    read_text(text);
    uint32_t word = 0, end = 0;
    for (size_t each = 0; each < sentences.count; each++) {
      const cs_sentence *sentence = &sentences.items[each];
      ck_assert_uint_eq(sentence->first_word, word);
      ck_assert_uint_gt(sentence->word_count, 0);
      ck_assert_uint_ge(sentence->start, end);
      word += sentence->word_count;
      end = sentence->start + sentence->length;
      ck_assert_uint_le(sentence->start, tokens.items[sentence->first_word].start);
      ck_assert_msg(end >= tokens.items[word - 1].end, "%s", text);
    }
    ck_assert_uint_eq(word, tokens.count);
    ck_assert_uint_le(end, strlen(text));
  }
}
END_TEST

START_TEST(citation_ends) {
  const char *text = " (Recommendation 2.1) x";
  ck_assert_uint_eq(cs_citation_end(text, strlen(text), 0), strlen(" (Recommendation 2.1)"));
  ck_assert_uint_eq(cs_citation_end("(Recommendation)", 16, 0), 16);
  ck_assert_uint_eq(cs_citation_end("(Recommendations).", 18, 0), 18);
  ck_assert_uint_eq(cs_citation_end("(Recommendation", 15, 0), 0);
  ck_assert_uint_eq(cs_citation_end("(Recommendation they made)", 26, 0), 0);
  ck_assert_uint_eq(cs_citation_end("Recommendation)", 15, 0), 0);
  ck_assert_uint_eq(cs_citation_end("(Recommendation 2.1", 19, 0), 0);
  ck_assert_uint_eq(cs_citation_end("", 0, 0), 0);
}
END_TEST

Suite *sentences_suite(void) {
  Suite *suite = suite_create("sentences");
  TCase *tests = tcase_create("sentences");
  tcase_add_checked_fixture(tests, NULL, tear_down);
  tcase_add_test(tests, end_marks);
  tcase_add_test(tests, abbreviations);
  tcase_add_test(tests, numbers);
  tcase_add_test(tests, citations_go_with_the_sentence_before);
  tcase_add_test(tests, lines);
  tcase_add_test(tests, places);
  tcase_add_test(tests, nothing_and_marks_only);
  tcase_add_test(tests, cover_all_words);
  tcase_add_test(tests, citation_ends);
  suite_add_tcase(suite, tests);
  return suite;
}
