/* Verifying: a sound dataset has no fault, and each kind of damage is found. */
#include "suites.h"
#include "toy.h"

#include "base/buffer.h"
#include "base/memory.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static const toy_document documents[] = {
    {.name = "a.txt", .area = "Anyborough", .date = "2018-01-01", .salt = "a"},
    {.name = "b.txt", .area = "Anyborough", .date = "2018-01-01", .salt = "b"},
    {.name = "c.txt", .area = "Otherton", .date = "2018-01-01", .salt = "c"},
    {.name = "d.txt", .area = "Otherton", .date = "2018-01-01", .salt = "c"},
};

static void setup(void) {
  toy_setup();
  toy_make("x.db", documents, 4);
}

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

/* What is as likely as what was there. */
static const struct {
  const char *sql;
  const char *words; /* of verify */
  const char *asked; /* what nobody may answer */
} changes[] = {
    {"UPDATE review SET area = 'Anybarough' WHERE id = 1", "table review, review anyborough-2018",
     "SELECT area FROM review"},
    {"UPDATE review SET published = '2018-06-01' WHERE id = 1", "table review,",
     "SELECT published FROM review"},
    {"UPDATE review SET children = 99 WHERE id = 1", "table review,",
     "SELECT count(*) FROM review"},
    {"UPDATE review_person SET name = 'Another' WHERE review_id = 1",
     "table review_person, review anyborough-2018", "SELECT count(*) FROM review_person"},
    {"UPDATE organisation SET name = name || 's'", "table organisation,",
     "SELECT count(*) FROM organisation"},
    {"UPDATE review_organisation SET role = 'commissioner' WHERE role = 'provider'",
     "table review_organisation, review", "SELECT count(*) FROM review_organisation"},
    {"UPDATE abbreviation SET long = 'Something' WHERE review_id = 1", "table abbreviation, review",
     "SELECT count(*) FROM abbreviation"},
    {"UPDATE judgement SET rank = 5 - rank", "table judgement, review",
     "SELECT count(*) FROM judgement"},
    {"UPDATE judgement SET grade = 'goad' WHERE seq = 1", "table judgement, review",
     "SELECT count(*) FROM judgement"},
    {"UPDATE heading SET canonical = 'other' WHERE id = 1", "table heading,",
     "SELECT count(*) FROM heading"},
    {"UPDATE note SET start = start + 1", "table note, passage", "SELECT count(*) FROM note"},
    {"UPDATE problem_row SET message = message || '.'", "table problem_row, document",
     "SELECT count(*) FROM problem_row"},
    {"UPDATE theme SET title = 'Other' WHERE number = 1", "table theme, theme",
     "SELECT count(*) FROM theme"},
    {"UPDATE term SET pattern = pattern || 's' WHERE id = 1", "table term,",
     "SELECT count(*) FROM term"},
    {"UPDATE form SET role = 1 - role WHERE role < 2", "table form, row",
     "SELECT count(*) FROM form"},
    {"UPDATE form SET checksum = 0 WHERE id = 1", "table form, row 1", "SELECT count(*) FROM form"},
    {"UPDATE run SET documents = 99", "table run, run 1", "SELECT started FROM run"},
    {"UPDATE plugin_row SET version = version || '.1'", "table plugin_row, ",
     "SELECT version FROM plugin"},
    {"UPDATE codebook SET version = version || '.1'", "table codebook, row 1",
     "SELECT version FROM codebook"},
    {"UPDATE review SET codings = codings + 1000 WHERE id = 1", "table review, review",
     "SELECT sum(codings) FROM review"},
    {"UPDATE review SET key = 'x' WHERE id = 1", "table review, review x",
     "SELECT key FROM passage"},
#define BODY "its passages, codings or recommendations are not as they were written"
    {"UPDATE review_body SET codings = substr(codings, 1, 3) || "
     "char(unicode(substr(codings, 4, 1)) - 1) || substr(codings, 5) WHERE review_id = 1",
     "review anyborough-2018-ca978112: " BODY, "SELECT confidence FROM coding"},
    {PASSAGES(5, "char(2)", 7), BODY, "SELECT label FROM passage"},
    {"UPDATE review_body SET labels = replace(labels, '2.', '3.')", BODY,
     "SELECT label FROM passage"},
    {"UPDATE review_body SET hits = substr(hits, 1, 1) || char(3) || substr(hits, 3)", BODY,
     "SELECT start FROM evidence"},
    {"UPDATE review_body SET marks = char(3) || substr(marks, 2)", BODY,
     "SELECT count(*) FROM evidence"},
    {"UPDATE review_body SET addressed = replace(addressed, '\"]', 's\"]')", BODY,
     "SELECT addressed_to FROM recommendation"},
    {"UPDATE review_body SET first_coding = first_coding + 100 WHERE review_id = 1", BODY,
     "SELECT id FROM coding"},
    {"UPDATE review_body SET checksums = x''", BODY, "SELECT id FROM passage"},
    {"UPDATE review_body SET checksums = CAST(checksums AS TEXT)", BODY, "SELECT id FROM passage"},
};
enum { CHANGE_COUNT = sizeof changes / sizeof *changes };

static cs_status ignore_row(void *context, const cs_value *values, size_t count, cs_error *error) {
  (void)context;
  (void)values;
  (void)count;
  (void)error;
  return CS_OK;
}

/* The status of a command that asks this of a dataset. */
static cs_status ask_of(const char *name, const char *sql, cs_error *error) {
  cs_dataset *dataset = NULL;
  const cs_query_reader reader = {.row = ignore_row};
  cs_status status = cs_dataset_open(&dataset, toy_path(name), CS_OPEN_READ, error);
  if (status == CS_OK) {
    status = cs_dataset_query(dataset, sql, NULL, 0, &reader, error);
    cs_dataset_close(dataset);
  }
  return status;
}

START_TEST(every_change_is_found_and_nothing_said_of_it) {
  char text[8192] = "";
  cs_error error = {0};
  ck_assert_int_eq(ask_of("x.db", changes[_i].asked, &error), CS_OK);
  toy_alter("x.db", changes[_i].sql);
  ck_assert_uint_gt(toy_verify("x.db", text, sizeof text), 0);
  ck_assert_msg(strstr(text, changes[_i].words) != NULL, "%s: %s", changes[_i].sql, text);
  ck_assert_msg(ask_of("x.db", changes[_i].asked, &error) == CS_MALFORMED, "%s", changes[_i].sql);
  ck_assert_ptr_nonnull(strstr(error.message, "x.db"));
}
END_TEST

/* A row that is there for one way to find it and not for another. */
static const struct {
  const char *sql;
  const char *asked;
} missing[] = {
    {"DELETE FROM review_body WHERE review_id = 2", "SELECT count(*) FROM passage"},
    {"UPDATE review_body SET review_id = 77 WHERE review_id = 2", "SELECT count(*) FROM coding"},
    {"UPDATE review SET id = 77 WHERE id = 2", "SELECT count(*) FROM passage"},
};

START_TEST(a_row_that_is_missing_is_told) {
  cs_error error = {0};
  ck_assert_int_eq(ask_of("x.db", missing[_i].asked, &error), CS_OK);
  toy_damage("x.db", missing[_i].sql);
  ck_assert_msg(ask_of("x.db", missing[_i].asked, &error) == CS_MALFORMED, "%s", missing[_i].sql);
  ck_assert_uint_gt(toy_verify("x.db", NULL, 0), 0);
}
END_TEST

START_TEST(every_damage_is_found) {
  char text[8192] = "";
  toy_damage("x.db", "PRAGMA foreign_keys = OFF; PRAGMA ignore_check_constraints = ON");
  toy_damage("x.db", damages[_i].sql);
  ck_assert_uint_gt(toy_verify("x.db", text, sizeof text), 0);
  ck_assert_msg(strstr(text, damages[_i].word) != NULL, "%s: %s", damages[_i].sql, text);
}
END_TEST

/* The texts of the reviews of these keys, a line each; NULL where one cannot be read. */
static char *texts_of(cs_dataset *dataset, const char *keys) {
  cs_buffer texts = {0};
  cs_error error;
  char *copy = cs_copy_string(keys), *rest = copy, *key;
  bool all = true;
  while (all && (key = strsep(&rest, "\n")) != NULL) {
    char *text = NULL;
    size_t length = 0;
    all = cs_dataset_text(&text, &length, dataset, key, &error) == CS_OK;
    if (all) {
      cs_buffer_add(&texts, text, length);
    }
    free(text);
  }
  free(copy);
  if (!all) {
    cs_buffer_free(&texts);
    return NULL;
  }
  return cs_buffer_take(&texts);
}

/* What a review consists of, with names that it shares with others. */
static const char facts[] =
    "SELECT r.area, r.title, r.review_start, r.published, r.children, r.words, p.kind, p.label, "
    "p.start, p.length, c.polarity, c.confidence, c.repeat, e.role, e.start, e.length, "
    "h.canonical, h.title, t.title, e.term "
    "FROM review r JOIN passage p ON p.review_id = r.id JOIN section h ON h.id = p.section_id "
    "LEFT JOIN coding c ON c.passage_id = p.id LEFT JOIN theme t ON t.id = c.theme_id "
    "LEFT JOIN evidence e ON e.coding_id = c.id ORDER BY r.id, p.id, c.id, e.start";

static const char keys[] = "SELECT key FROM review ORDER BY key";

typedef struct kept {
  char *keys, *texts, *facts;
} kept;

/* What is said to be sound is as it was. */
static void expect_told(const kept *was, long at) {
  cs_problems faults = {0};
  cs_error error;
  cs_dataset *dataset = NULL;
  if (cs_dataset_open(&dataset, toy_path("y.db"), CS_OPEN_VERIFY, &error) != CS_OK) {
    return;
  }
  if (cs_dataset_verify(dataset, &faults, &error) == CS_OK && faults.count == 0) {
    char *now = texts_of(dataset, was->keys);
    ck_assert_msg(now == NULL || strcmp(now, was->texts) == 0, "byte %ld changes a text", at);
    free(now);
    now = toy_try(dataset, facts);
    ck_assert_msg(now != NULL && strcmp(now, was->facts) == 0, "byte %ld changes a row", at);
    free(now);
  }
  cs_problems_clear(&faults);
  cs_dataset_close(dataset);
}

/* What a reading command says is as it was. */
static void expect_right_or_nothing(const kept *was, long at) {
  cs_error error;
  cs_dataset *dataset = NULL;
  if (cs_dataset_open(&dataset, toy_path("y.db"), CS_OPEN_READ, &error) == CS_OK) {
    char *now = toy_try(dataset, facts);
    ck_assert_msg(now == NULL || strcmp(now, was->facts) == 0, "byte %ld changes a figure", at);
    free(now);
    now = toy_try(dataset, keys); /* an index alone answers that */
    ck_assert_msg(now == NULL || strcmp(now, was->keys) == 0, "byte %ld changes a key", at);
    free(now);
    cs_dataset_close(dataset);
  }
}

/* ---- Flipped bits ---- */

typedef struct whole_file {
  char *bytes;
  long size;
  kept was;
} whole_file;

static whole_file read_whole(void) {
  whole_file it = {0};
  cs_dataset *dataset = toy_open("x.db", CS_OPEN_READ);
  it.was.keys = toy_try(dataset, keys);
  it.was.facts = toy_try(dataset, facts);
  it.was.texts = texts_of(dataset, it.was.keys);
  ck_assert_ptr_nonnull(it.was.texts);
  ck_assert_uint_gt(strlen(it.was.texts), 300);
  ck_assert_ptr_nonnull(strstr(it.was.facts, "|0.75|"));
  cs_dataset_close(dataset);
  FILE *file = fopen(toy_path("x.db"), "rb");
  fseek(file, 0, SEEK_END);
  it.size = ftell(file);
  it.bytes = malloc((size_t)it.size);
  rewind(file);
  ck_assert_uint_eq(fread(it.bytes, 1, (size_t)it.size, file), (size_t)it.size);
  fclose(file);
  return it;
}

static void free_whole(whole_file *it) {
  free(it->bytes);
  free(it->was.keys);
  free(it->was.texts);
  free(it->was.facts);
}

/* y.db is the file with these bits flipped: no crash, and never silence where a text changed, or a
 * row. */
static void flip(whole_file *it, long at, int bits) {
  it->bytes[at] = (char)(it->bytes[at] ^ bits);
  FILE *file = fopen(toy_path("y.db"), "wb");
  fwrite(it->bytes, 1, (size_t)it->size, file);
  fclose(file);
  it->bytes[at] = (char)(it->bytes[at] ^ bits);
  expect_told(&it->was, at);
  expect_right_or_nothing(&it->was, at);
}

/* All over the file. */
START_TEST(flipped_bits_are_told) {
  static const int bits[] = {0x55, 0x01, 0x10, 0x80};
  whole_file it = read_whole();
  for (long at = 100 + _i * 37; at < it.size; at += 1499) {
    flip(&it, at, bits[_i]);
  }
  free_whole(&it);
}
END_TEST

/* In the heads of pages, where a row can be lost or found twice. */
START_TEST(flipped_bits_of_heads_are_told) {
  enum { PAGE = 2048, HEAD = 12 };
  whole_file it = read_whole();
  for (long page = _i; page < it.size / PAGE; page += 8) {
    for (long at = 0; at < HEAD; at++) {
      flip(&it, page * PAGE + (page == 0 ? 100 : 0) + at, 0x01);
      flip(&it, page * PAGE + (page == 0 ? 100 : 0) + at, 0x10);
    }
  }
  free_whole(&it);
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

/* A letter of a name, wherever the file has it: in a row, in an index, in a text's name. */
START_TEST(flipped_letters_are_told) {
  static const char name[] = "otherton-2018";
  enum { LENGTH = sizeof name - 1 };
  whole_file it = read_whole();
  int places = 0;
  for (long at = 0; at + LENGTH <= it.size; at++) {
    if (memcmp(it.bytes + at, name, LENGTH) == 0) {
      flip(&it, at + 2, 0x08);
      places++;
    }
  }
  ck_assert_int_ge(places, 5); /* key and base, the indexes of both, the text's name twice */
  free_whole(&it);
}
END_TEST

Suite *verify_suite(void) {
  Suite *suite = suite_create("verify");
  TCase *tests = tcase_create("verify");
  tcase_add_checked_fixture(tests, setup, toy_teardown);
  tcase_set_timeout(tests, 60);
  tcase_add_test(tests, a_sound_dataset_has_no_fault);
  tcase_add_loop_test(tests, every_change_is_found_and_nothing_said_of_it, 0, CHANGE_COUNT);
  tcase_add_loop_test(tests, a_row_that_is_missing_is_told, 0, sizeof missing / sizeof *missing);
  tcase_add_loop_test(tests, every_damage_is_found, 0, DAMAGE_COUNT);
  tcase_add_loop_test(tests, flipped_bits_are_told, 0, 4);
  tcase_add_test(tests, flipped_letters_are_told);
  tcase_add_loop_test(tests, flipped_bits_of_heads_are_told, 0, 8);
  tcase_add_test(tests, the_stock_shell_unpacks_the_texts);
  suite_add_tcase(suite, tests);
  return suite;
}
