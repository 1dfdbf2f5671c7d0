/* Tokens are the words of base/words.h and nothing else: compared with it on
 * every arrangement of awkward pieces and on long random texts. */
#include "suites.h"

#include "base/words.h"
#include "match/tokens.h"

#include <string.h>

static cs_tokens tokens;

static void tear_down(void) {
  cs_tokens_free(&tokens);
}

typedef void reader(cs_tokens *tokens, const char *text, size_t length);

/* Every word that has more than a blank before it is among the gaps, which ascend. */
static void check_gaps(const char *text) {
  size_t gap = 0;
  for (size_t each = 1; each < tokens.count; each++) {
    uint32_t from = tokens.items[each - 1].end;
    bool listed = gap < tokens.gap_count && tokens.gaps[gap] == each;
    gap += listed;
    ck_assert(listed || (text[from] == ' ' && tokens.items[each].start == from + 1));
  }
  ck_assert(gap == tokens.gap_count || tokens.gaps[gap] == tokens.count);
}

static void agree_by(reader *read, const char *text, size_t length) {
  cs_word word;
  size_t count = 0;
  read(&tokens, text, length);
  for (size_t at = 0; cs_next_word(text, length, at, &word); at = word.start + word.length) {
    ck_assert_msg(count < tokens.count, "'%.*s' lacks a word", (int)length, text);
    const cs_token *token = &tokens.items[count++];
    ck_assert_msg(token->start == word.start && token->end == word.start + word.length,
                  "'%.*s': word %zu is at %u to %u, not %u to %u", (int)length, text, count,
                  token->start, token->end, word.start, word.start + word.length);
  }
  ck_assert_msg(tokens.count == count, "'%.*s' has too many words", (int)length, text);
  check_gaps(text);
}

static void agree(const char *text, size_t length) {
  agree_by(cs_tokens_read, text, length);
  agree_by(cs_tokens_read_anywhere, text, length);
}

static const char *const pieces[] = {
    "a", "Zz", "7",        "12",           ".", ",", "'", "\xE2\x80\x99", " ",
    "-", "\n", "\xC3\xA9", "\xE2\x80\x93", "_", "@", "[",
};

enum { PIECES = sizeof pieces / sizeof *pieces };

START_TEST(agree_on_every_arrangement) {
  for (int code = 0; code < PIECES * PIECES * PIECES * PIECES; code++) {
    char text[64] = "";
    for (int left = code, each = 0; each < 4; each++, left /= PIECES) {
      strcat(text, pieces[left % PIECES]);
    }
    agree(text, strlen(text));
  }
}
END_TEST

static uint32_t next_random(uint32_t *state) {
  *state = *state * 1664525u + 1013904223u;
  return *state >> 16;
}

/* Every length around a block of 64 bytes, so that words lie across its edge in every way. */
START_TEST(agree_across_blocks) {
  uint32_t state = 1;
  for (int round = 0; round < 20000; round++) {
    char text[512] = "";
    size_t length = 0, wanted = 40 + next_random(&state) % 200;
    while (length < wanted) {
      const char *piece = pieces[next_random(&state) % PIECES];
      memcpy(text + length, piece, strlen(piece));
      length += strlen(piece);
    }
    agree(text, length);
  }
}
END_TEST

/* From one long word in a block to as many as there is room for, in the last block too. */
START_TEST(many_words_in_a_block) {
  char text[200];
  for (size_t count = 0; count <= 100; count++) {
    memset(text, 'b', sizeof text);
    for (size_t each = 0; each < count; each++) {
      memcpy(text + 2 * each, "a ", 2);
    }
    agree(text, sizeof text);
    agree(text, 64);
    ck_assert_uint_eq(tokens.count, count < 32 ? count + 1 : 32);
  }
}
END_TEST

START_TEST(empty_and_one) {
  agree("", 0);
  ck_assert_uint_eq(tokens.count, 0);
  agree("x", 1);
  ck_assert_uint_eq(tokens.count, 1);
}
END_TEST

START_TEST(text_behind_the_end_is_not_read) {
  agree("2.5", 2);
  char text[65];
  memset(text, 'w', sizeof text);
  text[63] = '1';
  agree(text, 64);
  ck_assert_uint_eq(tokens.items[0].end, 64);
}
END_TEST

START_TEST(long_runs) {
  static char text[100000];
  memset(text, 'w', sizeof text);
  agree(text, sizeof text);
  ck_assert_uint_eq(tokens.count, 1);
  memset(text, '\'', sizeof text);
  agree(text, sizeof text);
  ck_assert_uint_eq(tokens.count, 0);
  for (size_t at = 0; at + 3 <= sizeof text; at += 3) {
    memcpy(text + at, "\xE2\x80\x94", 3);
  }
  agree(text, sizeof text / 3 * 3);
  ck_assert_uint_eq(tokens.count, 0);
}
END_TEST

Suite *tokens_suite(void) {
  Suite *suite = suite_create("tokens");
  TCase *tests = tcase_create("tokens");
  tcase_set_timeout(tests, 60);
  tcase_add_checked_fixture(tests, NULL, tear_down);
  tcase_add_test(tests, agree_on_every_arrangement);
  tcase_add_test(tests, agree_across_blocks);
  tcase_add_test(tests, many_words_in_a_block);
  tcase_add_test(tests, empty_and_one);
  tcase_add_test(tests, text_behind_the_end_is_not_read);
  tcase_add_test(tests, long_runs);
  suite_add_tcase(suite, tests);
  return suite;
}
