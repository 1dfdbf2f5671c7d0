/* Verifying: a sound dataset has no fault, and each kind of damage is found. */
#include "suites.h"
#include "toy.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

START_TEST(a_sound_dataset_has_no_fault) {
  ck_assert_uint_eq(toy_verify("x.db", NULL, 0), 0);
}
END_TEST

/* Other passages for the first review: so many characters, these, and those from a place on. */
#define PASSAGES(kept, other, rest)                                                                \
  "UPDATE review_body SET passages = substr(passages, 1, " #kept ") || " other                     \
  " || substr(passages, " #rest ") WHERE review_id = 1"

/* The same millions for each of its three passages. */
#define MILLIONS(four)                                                                             \
  "UPDATE review_body SET millions = replace(hex(zeroblob(3)), '00', " four ") WHERE review_id = " \
  "1"

/* 24,544 codings of one passage that has 1,050,000 hits: 175,000 marks each, which are 232,704 more
 * than 32 bits count. The marks are as many as would be missed. */
#define TOO_MANY_MARKS                                                                             \
  "UPDATE review_body SET "                                                                        \
  "codings = replace(hex(zeroblob(24544)), '00', char(1, 2, 1, 501, 1052049)), "                   \
  "hits = replace(hex(zeroblob(1050000)), '00', char(2, 1)), "                                     \
  "marks = replace(hex(zeroblob(232704)), '00', char(64)) WHERE review_id = 1"

static const struct {
  const char *sql;
  const char *word; /* of one of the messages */
} damages[] = {
    {"UPDATE sqlar SET data = substr(data, 1, 20) || x'FF' || substr(data, 22)", "does not unpack"},
    {"UPDATE sqlar SET sz = sz + 1", "does not unpack"},
    {"UPDATE sqlar SET sz = 9000000000", "not believable"},
    {"UPDATE sqlar SET sz = NULL", "does not unpack"},
    {"UPDATE sqlar SET data = NULL, sz = 10", "does not unpack"},
    {"UPDATE sqlar SET data = x'80808080', sz = 4", "UTF-8"},
    {"DELETE FROM sqlar WHERE name = 'otherton-2018.txt'", "missing"},
    {"UPDATE sqlar SET name = 'x.txt' WHERE name = 'otherton-2018.txt'", "belongs to no review"},
    /* Of the second passage: character 11 its step, 12 its length, 15 its stem, 16 its number. */
    {PASSAGES(10, "char(1001)", 12), "outside"},
    {PASSAGES(10, "char(1100000)", 12), "outside"},
    {PASSAGES(11, "char(1100000)", 13), "outside"},
    {PASSAGES(11, "char(10)", 13), "words"},
    {PASSAGES(15, "char(3)", 17), "more than one"},
    {PASSAGES(14, "char(9)", 16), "do not fit together"},
    {PASSAGES(8, "''", 17), "passages"},
    {MILLIONS("char(2, 1, 1, 1)"), "outside"},
    {MILLIONS("char(1, 2, 1, 1)"), "outside"},
    {MILLIONS("char(1, 1, 2, 1)"), "words"},
    {MILLIONS("char(1, 1, 1, 4001)"), "line"},
    /* 2^32 and 704 in all, and the most there can be. */
    {MILLIONS("char(1, 4295, 1, 1)"), "outside"},
    {MILLIONS("char(1114111, 1114111, 1114111, 1114111)"), "outside"},
    {"UPDATE review_body SET millions = char(1)", "do not fit together"},
    {"UPDATE review_body SET millions = char(1, 1, 1, 1)", "do not fit together"},
    {"UPDATE review_body SET millions = CAST(millions AS BLOB)", "do not fit together"},
    /* 64 bytes in front of a number. */
    {"UPDATE review_body SET labels = replace(labels, '2.', hex(zeroblob(32)))",
     "do not fit together"},
    {"UPDATE review_body SET labels = '[]'", "passages"},
    {"UPDATE review_body SET labels = substr(labels, 2)", "passages"},
    {"UPDATE review_body SET first_passage = 1", "of another review"},
    {"UPDATE review_body SET first_coding = 1", "of another review"},
    {"UPDATE review_body SET first_passage = NULL", "refers to"},
    {"UPDATE review_body SET first_passage = NULL", "do not fit together"},
    {"UPDATE review_body SET first_passage = 'x'", "do not fit together"},
    {"UPDATE review_body SET first_passage = -first_passage", "do not fit together"},
    {"UPDATE review_body SET first_passage = 9223372036854775807", "do not fit together"},
    {"UPDATE review_body SET first_coding = 9223372036854775807", "do not fit together"},
    {"UPDATE review_body SET first_coding = 1.5", "do not fit together"},
    {"UPDATE review_body SET passages = CAST(passages AS BLOB)", "do not fit together"},
    {"UPDATE review_body SET labels = CAST(labels AS BLOB)", "do not fit together"},
    {"UPDATE review_body SET marks = CAST(marks AS BLOB)", "do not fit together"},
    /* A kind, a polarity and a confidence that there are not: 6, 4 and 1.001. */
    {PASSAGES(1, "char(25)", 3), "do not fit together"},
    {"UPDATE review_body SET codings = substr(codings, 1, 2) || char(9) || substr(codings, 4)",
     "do not fit together"},
    {"UPDATE review_body SET codings = substr(codings, 1, 3) || char(1002) || substr(codings, 5)",
     "do not fit together"},
    {TOO_MANY_MARKS, "do not fit together"},
    /* Bytes that SQLite reads as other characters: 1 in two bytes, half of a surrogate pair. */
    {"UPDATE review_body SET marks = CAST(x'C182' || substr(marks, 2) AS TEXT)",
     "do not fit together"},
    {"UPDATE review_body SET hits = CAST(x'EDA080' || substr(hits, 2) AS TEXT)",
     "do not fit together"},
    {"UPDATE review_body SET labels = replace(labels, '2.', '2.\\u0000')", "do not fit together"},
    {"UPDATE review_body SET labels = labels || char(0) || 'x'", "do not fit together"},
    {"DELETE FROM review_body WHERE review_id = 1", "are missing"},
    {"UPDATE review_body SET recommendations = ''", "without a row in recommendation"},
    {"UPDATE review_body SET recommendations = char(1, 1) || recommendations", "is none"},
    {"UPDATE review_body SET recommendations = recommendations || recommendations",
     "more than one row"},
    {"UPDATE review_body SET recommendations = char(4, 2)", "passages"},
    {"UPDATE review_body SET addressed = '[]'", "passages"},
    {"UPDATE review_body SET addressees = char(2) || substr(addressees, 2)", "passages"},
    {"UPDATE review_body SET addressees = substr(addressees, 1, 2) || char(99)",
     "missing in table organisation"},
    {"UPDATE review_body SET addressees = addressees || addressees", "do not fit together"},
    {"UPDATE review_body SET sections = substr(sections, 1, 2) || char(1100000) || "
     "substr(sections, 4)",
     "line"},
    {"UPDATE review_body SET citations = ''", "passages"},
    {"UPDATE review_body SET citations = '', cited = '[]'", "otherwise"},
    {"UPDATE review_body SET cited = '[1]'", "passages"},
    /* It points to its own passage, then to one that is not there; it starts 18 bytes earlier. */
    {"UPDATE review_body SET citations = substr(citations, 1, 1) || char(2) || substr(citations, "
     "3)",
     "cites what is no recommendation"},
    {"UPDATE review_body SET citations = substr(citations, 1, 1) || char(5) || substr(citations, "
     "3)",
     "passages"},
    {"UPDATE review_body SET citations = substr(citations, 1, 2) || char(1, 36) || "
     "substr(citations, 5)",
     "citation"},
    {"UPDATE note SET length = 500 WHERE passage_id = 2", "note"},
    {"UPDATE review_body SET codings = substr(codings, 6)", "codings"},
    {"UPDATE review_body SET codings = substr(codings, 1, 5) || codings", "codings"},
    {"UPDATE review_body SET codings = char(100) || substr(codings, 2)", "codings"},
    {"UPDATE review_body SET hits = substr(hits, 1, 1) || char(18) || substr(hits, 3)", "evidence"},
    {"UPDATE review_body SET hits = char(100) || substr(hits, 2)", "evidence"},
    {"UPDATE review_body SET marks = substr(marks, 2)", "evidence"},
    {"UPDATE review_body SET marks = marks || char(1)", "evidence"},
    {"PRAGMA ignore_check_constraints = ON; UPDATE form SET role = 9", "evidence"},
    {"UPDATE form SET term_id = 99 WHERE id = 1", "refers to"},
    {"UPDATE review_body SET hits = substr(hits, 2)", "evidence"},
    {"UPDATE review_body SET hits = CAST(x'FF' AS TEXT) || hits", "evidence"},
    {"UPDATE review_body SET codings = substr(codings, 1, 1) || char(8) || substr(codings, 3)",
     "refers to"},
    {"UPDATE review SET key = 'x', base = 'x' WHERE id = 1", "should be"},
    {"UPDATE review SET area = 'Elsewhere' WHERE id = 3", "elsewhere-2018"},
    {"UPDATE review SET key = 'anyborough-2018' WHERE id = 1", "should be"},
    {"UPDATE review SET source = 'z.txt' WHERE id = 1", "digest"},
    {"UPDATE source SET outcome = 'left_out' WHERE name = 'a.txt'", "digest"},
    {"UPDATE source SET outcome = 'review', duplicate_of = NULL WHERE name = 'd.txt'",
     "there is none"},
    {"UPDATE source SET duplicate_of = 1 WHERE name = 'd.txt'", "does not equal"},
    {"UPDATE review_body SET sections = ''", "missing among its sections"},
    {"DELETE FROM heading", "missing in table heading"},
};
enum { DAMAGE_COUNT = sizeof damages / sizeof *damages };

START_TEST(every_damage_is_found) {
  char text[8192] = "";
  toy_damage("x.db", "PRAGMA foreign_keys = OFF; PRAGMA ignore_check_constraints = ON");
  toy_damage("x.db", damages[_i].sql);
  ck_assert_uint_gt(toy_verify("x.db", text, sizeof text), 0);
  ck_assert_msg(strstr(text, damages[_i].word) != NULL, "%s: %s", damages[_i].sql, text);
}
END_TEST

/* The stock shell unpacks the texts, where it is installed. */
START_TEST(the_stock_shell_unpacks_the_texts) {
  char command[2048];
  char text[256] = "";
  if (system("sqlite3 -version >/dev/null 2>&1") != 0) {
    return;
  }
  snprintf(command, sizeof command, "cd '%s' && sqlite3 x.db -Ax otherton-2018.txt >/dev/null",
           toy_path("."));
  ck_assert_int_eq(system(command), 0);
  FILE *file = fopen(toy_path("otherton-2018.txt"), "rb");
  ck_assert_ptr_nonnull(file);
  text[fread(text, 1, sizeof text - 1, file)] = '\0';
  fclose(file);
  ck_assert_str_eq(
      text,
      "Posts were short.\nCover was thin (Recommendation 1.1).\nFill the posts.\nc\n" TOY_TAIL);
}
END_TEST

Suite *verify_suite(void) {
  Suite *suite = suite_create("verify");
  TCase *tests = tcase_create("verify");
  tcase_add_checked_fixture(tests, toy_setup_four, toy_teardown);
  tcase_set_timeout(tests, 60);
  tcase_add_test(tests, a_sound_dataset_has_no_fault);
  tcase_add_loop_test(tests, every_damage_is_found, 0, DAMAGE_COUNT);
  tcase_add_test(tests, the_stock_shell_unpacks_the_texts);
  suite_add_tcase(suite, tests);
  return suite;
}
