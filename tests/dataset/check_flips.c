/* A dataset of which one bit is another: what is said to be sound is as it was, and so is whatever
 * a reading command says. */
#include "suites.h"
#include "toy.h"

#include "base/buffer.h"
#include "base/memory.h"

#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

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

/* The same of one, which is found by ids. */
static const char facts_of_one[] =
    "SELECT r.area, p.kind, p.label, passage_text(p.id), p.section_id, c.polarity, c.confidence, "
    "e.term, e.start "
    "FROM review r CROSS JOIN passage p ON p.review_id = r.id "
    "LEFT JOIN coding c ON c.passage_id = p.id LEFT JOIN evidence e ON e.coding_id = c.id "
    "WHERE r.id = 2 ORDER BY p.id, c.id, e.start";

static const char keys[] = "SELECT key FROM review ORDER BY key";

typedef struct kept {
  char *keys, *texts, *facts, *one;
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

/* What a reading command says of a question, which is its first, is as it was. */
static void expect_right_or_nothing(const char *question, const char *was, long at) {
  cs_error error;
  cs_dataset *dataset = NULL;
  if (cs_dataset_open(&dataset, toy_path("y.db"), CS_OPEN_READ, &error) == CS_OK) {
    char *now = toy_try(dataset, question);
    ck_assert_msg(now == NULL || strcmp(now, was) == 0, "byte %ld changes %s: %s", at, question,
                  now);
    free(now);
    cs_dataset_close(dataset);
  }
}

enum { PAGE = 2048 };

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
  it.was.one = toy_try(dataset, facts_of_one);
  it.was.texts = texts_of(dataset, it.was.keys);
  ck_assert_ptr_nonnull(strstr(it.was.one, "Posts were short."));
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
  free(it->was.one);
}

/* y.db is the file with these bits flipped. */
static void write_flipped(whole_file *it, long at, int bits) {
  it->bytes[at] = (char)(it->bytes[at] ^ bits);
  FILE *file = fopen(toy_path("y.db"), "wb");
  fwrite(it->bytes, 1, (size_t)it->size, file);
  fclose(file);
  it->bytes[at] = (char)(it->bytes[at] ^ bits);
}

/* No crash, and never silence where a text changed, or a row. */
static void flip(whole_file *it, long at, int bits) {
  write_flipped(it, at, bits);
  expect_told(&it->was, at);
  expect_right_or_nothing(facts_of_one, it->was.one, at); /* while not all was looked at */
  expect_right_or_nothing(facts, it->was.facts, at);
  expect_right_or_nothing(keys, it->was.keys, at); /* an index alone answers that */
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
  enum { HEAD = 12 };
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

/* ---- Where rows are looked up ---- */

/* So many that tables have pages above others; one is removed again, which leaves its pointer. */
enum { MANY = 14, REMOVED = 5 };

static void setup_many(void) {
  toy_document documents[MANY];
  static char words[MANY][2][16];
  for (int i = 0; i < MANY; i++) {
    snprintf(words[i][0], sizeof words[i][0], "Area %c", 'A' + i);
    snprintf(words[i][1], sizeof words[i][1], "%02d.txt", i);
    documents[i] = (toy_document){
        .name = words[i][1], .area = words[i][0], .date = "2018-01-01", .salt = words[i][0]};
  }
  toy_setup();
  toy_make("x.db", documents, MANY);
  cs_dataset *dataset = toy_open("x.db", CS_OPEN_WRITE);
  toy_begin(dataset, "one");
  for (int i = 0; i < MANY; i++) {
    if (i != REMOVED) {
      ck_assert(toy_has(dataset, &documents[i]));
    }
  }
  ck_assert_uint_eq(toy_forget(dataset, "corpus"), 1);
  toy_end(dataset);
  cs_dataset_close(dataset);
  ck_assert_uint_eq(toy_verify("x.db", NULL, 0), 0);
}

/* Of one review each, its number behind them, and of all. */
static const char *const questions[] = {
    "SELECT key, title FROM review WHERE id = ",
    "SELECT p.label, r.key, passage_text(p.id) FROM passage p JOIN review r ON r.id = p.review_id "
    "WHERE p.review_id = ",
    "SELECT count(*) FROM section WHERE review_id = ",
    "SELECT p.label, c.confidence FROM coding c JOIN passage p ON p.id = c.passage_id "
    "WHERE c.id = 3 * ",
};
enum { QUESTIONS = sizeof questions / sizeof *questions };
static const char of_all[] = "SELECT count(*), total(confidence), max(id) FROM coding";

typedef struct answers {
  char *each[MANY][QUESTIONS];
  char *texts[MANY];
  char *all;
} answers;

static const char *key_of(char *sql, size_t size, int review) {
  snprintf(sql, size, "SELECT key FROM review WHERE id = %d", review);
  return sql;
}

/* NULL for each that was not answered. All of a file come before those of one where `first`. */
static answers ask_each(const char *name, bool first) {
  answers it = {.all = NULL};
  cs_error error;
  cs_dataset *dataset = NULL;
  if (cs_dataset_open(&dataset, toy_path(name), CS_OPEN_READ, &error) != CS_OK) {
    return it;
  }
  it.all = first ? toy_try(dataset, of_all) : NULL;
  for (int i = 0; i < MANY; i++) {
    char sql[256];
    for (int k = 0; k < QUESTIONS; k++) {
      snprintf(sql, sizeof sql, "%s%d", questions[k], i + 1);
      it.each[i][k] = toy_try(dataset, sql);
    }
    char *key = toy_try(dataset, key_of(sql, sizeof sql, i + 1));
    it.texts[i] = key != NULL && *key != '\0' ? texts_of(dataset, key) : NULL;
    free(key);
  }
  cs_dataset_close(dataset);
  return it;
}

static void free_answers(answers *it) {
  for (int i = 0; i < MANY * QUESTIONS; i++) {
    free(it->each[i / QUESTIONS][i % QUESTIONS]);
  }
  for (int i = 0; i < MANY; i++) {
    free(it->texts[i]);
  }
  free(it->all);
}

static void expect_answers(const answers *was, bool first, long at, int bits) {
  answers now = ask_each("y.db", first);
  for (int i = 0; i < MANY * QUESTIONS; i++) {
    const char *old = was->each[i / QUESTIONS][i % QUESTIONS];
    const char *new = now.each[i / QUESTIONS][i % QUESTIONS];
    ck_assert_msg(new == NULL || strcmp(new, old) == 0, "byte %ld, bits %x: %s of %d: %s for %s",
                  at, (unsigned)bits, questions[i % QUESTIONS], i / QUESTIONS + 1, new, old);
  }
  for (int i = 0; i < MANY; i++) {
    ck_assert_msg(now.texts[i] == NULL || strcmp(now.texts[i], was->texts[i]) == 0,
                  "byte %ld, bits %x: the text of %d", at, (unsigned)bits, i + 1);
  }
  ck_assert_msg(now.all == NULL || strcmp(now.all, was->all) == 0, "byte %ld, bits %x: %s for %s",
                at, (unsigned)bits, now.all, was->all);
  free_answers(&now);
}

typedef struct flipping {
  whole_file whole;
  answers was;
  int flips;
} flipping;

static void flip_place(flipping *it, long at, int bits) {
  write_flipped(&it->whole, at, bits);
  expect_answers(&it->was, it->flips % 2 == 0, at, bits);
  it->flips++;
}

static int byte_at(const flipping *it, long at) {
  return (unsigned char)it->whole.bytes[at];
}

/* The kinds of pages: those of tables and of indexes, with others below them and without. */
enum { INDEX_ABOVE = 2, TABLE_ABOVE = 5, INDEX_LEAF = 10, TABLE_LEAF = 13 };

/* What says which row it is, or which rows are below: the id of a cell. */
static void flip_cell(flipping *it, int kind, long cell) {
  long payload = cell + (kind == INDEX_ABOVE || kind == TABLE_ABOVE ? 4 : 0);
  long id = payload;
  if (kind == TABLE_LEAF) {
    id += byte_at(it, payload) < 0x80 ? 1 : 2; /* the bytes of its length */
  } else if (kind != TABLE_ABOVE) {
    ck_assert_int_lt(byte_at(it, payload), 0x80);
    id += byte_at(it, payload); /* its last byte */
  }
  for (int bit = 0; bit < 8; bit++) {
    flip_place(it, id, 1 << bit);
  }
}

static void flip_page(flipping *it, long page) {
  const int kind = byte_at(it, page);
  const long first = page + (kind == INDEX_ABOVE || kind == TABLE_ABOVE ? 12 : 8);
  for (int bit = 0; bit < 3; bit++) {
    flip_place(it, page + 4, 1 << bit); /* how many cells there are */
  }
  for (int i = 0; i < byte_at(it, page + 4); i++) {
    flip_cell(it, kind, page + byte_at(it, first + 2 * i) * 256 + byte_at(it, first + 2 * i + 1));
  }
}

/* All pages of these and of their indexes. */
static const char *const tables[] = {"review", "review_body", "sqlar"};

START_TEST(flipped_places_are_told) {
  flipping it = {.whole = read_whole(), .was = ask_each("x.db", true)};
  char sql[256];
  cs_dataset *dataset = toy_open("x.db", CS_OPEN_READ);
  snprintf(sql, sizeof sql,
           "SELECT group_concat(rootpage) FROM sqlite_master WHERE tbl_name = '%s'", tables[_i]);
  char *roots = toy_try(dataset, sql), *rest = roots, *root;
  cs_dataset_close(dataset);
  while ((root = strsep(&rest, ",")) != NULL) {
    const long page = (atol(root) - 1) * PAGE;
    const int kind = byte_at(&it, page);
    flip_page(&it, page);
    if (kind == TABLE_ABOVE || kind == INDEX_ABOVE) {
      flip_page(&it, (byte_at(&it, page + 10) * 256 + byte_at(&it, page + 11) - 1) * PAGE);
    }
  }
  ck_assert_int_gt(it.flips, 100);
  free(roots);
  free_answers(&it.was);
  free_whole(&it.whole);
}
END_TEST

Suite *flips_suite(void) {
  Suite *suite = suite_create("flips");
  TCase *tests = tcase_create("flips");
  tcase_add_checked_fixture(tests, toy_setup_four, toy_teardown);
  tcase_set_timeout(tests, 60);
  tcase_add_loop_test(tests, flipped_bits_are_told, 0, 4);
  tcase_add_test(tests, flipped_letters_are_told);
  tcase_add_loop_test(tests, flipped_bits_of_heads_are_told, 0, 8);
  suite_add_tcase(suite, tests);
  TCase *places = tcase_create("places");
  tcase_add_checked_fixture(places, setup_many, toy_teardown);
  tcase_set_timeout(places, 120);
  tcase_add_loop_test(places, flipped_places_are_told, 0, sizeof tables / sizeof *tables);
  suite_add_tcase(suite, places);
  return suite;
}
