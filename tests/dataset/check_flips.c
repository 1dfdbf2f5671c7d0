/* A dataset of which one bit is another: what is said to be sound is as it was, and so is whatever
 * a reading command says. */
#include "suites.h"
#include "toy.h"

#include "base/buffer.h"
#include "base/memory.h"

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

/* What a reading command says is as it was. */
static void expect_right_or_nothing(const kept *was, long at) {
  cs_error error;
  cs_dataset *dataset = NULL;
  if (cs_dataset_open(&dataset, toy_path("y.db"), CS_OPEN_READ, &error) == CS_OK) {
    char *now = toy_try(dataset, facts_of_one); /* first, while not all was looked at */
    ck_assert_msg(now == NULL || strcmp(now, was->one) == 0, "byte %ld changes a review", at);
    free(now);
    now = toy_try(dataset, facts);
    ck_assert_msg(now == NULL || strcmp(now, was->facts) == 0, "byte %ld changes a figure", at);
    free(now);
    now = toy_try(dataset, keys); /* an index alone answers that */
    ck_assert_msg(now == NULL || strcmp(now, was->keys) == 0, "byte %ld changes a key", at);
    free(now);
    cs_dataset_close(dataset);
  }
}

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

Suite *flips_suite(void) {
  Suite *suite = suite_create("flips");
  TCase *tests = tcase_create("flips");
  tcase_add_checked_fixture(tests, toy_setup_four, toy_teardown);
  tcase_set_timeout(tests, 60);
  tcase_add_loop_test(tests, flipped_bits_are_told, 0, 4);
  tcase_add_test(tests, flipped_letters_are_told);
  tcase_add_loop_test(tests, flipped_bits_of_heads_are_told, 0, 8);
  suite_add_tcase(suite, tests);
  return suite;
}
