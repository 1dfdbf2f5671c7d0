/* Damaged reports of every family: nothing here expects a result. Each is read or refused, in
 * time, and what is read is sound. The seeds are fixed. */
#include "reports.h"
#include "suites.h"
#include "toy.h"

#include "base/buffer.h"

#include <conspectus/review.h>
#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { CUT_EVERY = 1000, SEEDS = 20, FLIPS = 200, LINES = 4000 };

static cs_host *host;

static void set_up(void) {
  cs_problems problems = {0};
  host = toy_host("plugins", NULL, &problems);
}

static void tear_down(void) {
  cs_host_close(host);
}

static void expect_sound(const cs_review *review) {
  const cs_text *text = review->text;
  uint32_t end = 0;
  for (uint32_t i = 0; i < review->passage_count; i++) {
    const cs_passage *each = &review->passages[i];
    ck_assert_uint_ge(each->start, end);
    ck_assert_uint_gt(each->length, 0);
    end = each->start + each->length;
    ck_assert_uint_le(end, text->length);
    ck_assert_uint_lt(each->section, review->section_count);
    ck_assert_str_ne(each->label, "");
  }
  for (uint32_t i = 0; i < review->recommendation_count; i++) {
    const cs_recommendation *each = &review->recommendations[i];
    ck_assert_uint_lt(each->passage, review->passage_count);
    ck_assert_int_eq(review->passages[each->passage].kind, CS_RECOMMENDATION);
    ck_assert_uint_le(each->first_addressee + each->addressee_count, review->addressee_count);
  }
  for (uint32_t i = 0; i < review->citation_count; i++) {
    ck_assert_uint_lt(review->citations[i].passage, review->passage_count);
    ck_assert_int_lt(review->citations[i].recommendation, (int)review->recommendation_count);
  }
}

/* By the family that it is of, and by every other one as well. */
static void read_as_all(const char *bytes, size_t length, bool all) {
  cs_problems problems = {0};
  cs_error error = {0};
  cs_text *text = NULL;
  size_t count;
  const cs_family *const *families = cs_host_families(host, &count);
  if (cs_text_from_bytes(&text, bytes, length, "damaged.txt", &cs_text_default_limits, &problems,
                         &error) == CS_OK) {
    const cs_family *own = cs_family_of(text, families, count);
    for (size_t i = 0; i < count; i++) {
      cs_review *review = NULL;
      if ((all || families[i] == own) &&
          cs_review_parse(&review, text, families[i], &problems, &error) == CS_OK) {
        expect_sound(review);
      }
      cs_review_free(review);
    }
  }
  cs_text_free(text);
  cs_problems_clear(&problems);
}

static unsigned next_random(unsigned *state) {
  *state = *state * 1664525U + 1013904223U;
  return *state >> 8;
}

static void flip(const cs_buffer *whole, unsigned seed, bool all) {
  char *copy = malloc(whole->length);
  ck_assert_ptr_nonnull(copy);
  memcpy(copy, whole->bytes, whole->length);
  for (int i = 0; i < FLIPS; i++) {
    copy[next_random(&seed) % whole->length] ^= (char)(1U << next_random(&seed) % 8);
  }
  read_as_all(copy, whole->length, all);
  free(copy);
}

/* The first lines stay, so that the family is still known. */
static void shuffle(const cs_buffer *whole, unsigned seed, bool all) {
  static const char *starts[LINES];
  static size_t lengths[LINES];
  size_t count = 0, kept = 12;
  for (size_t at = 0; at < whole->length && count < LINES; count++) {
    const char *end = memchr(whole->bytes + at, '\n', whole->length - at);
    starts[count] = whole->bytes + at;
    lengths[count] = end != NULL ? (size_t)(end - starts[count]) : whole->length - at;
    at += lengths[count] + 1;
  }
  cs_buffer mixed = {0};
  for (size_t i = 0; i < count; i++) {
    size_t from = i < kept ? i : i + next_random(&seed) % (count - i);
    cs_buffer_add(&mixed, starts[from], lengths[from]);
    cs_buffer_add_char(&mixed, '\n');
    starts[from] = starts[i];
    lengths[from] = lengths[i];
  }
  read_as_all(mixed.bytes, mixed.length, all);
  cs_buffer_free(&mixed);
}

static void damage(const cs_buffer *whole, size_t cut, bool all) {
  for (size_t length = cut; length < whole->length; length += cut) {
    read_as_all(whole->bytes, length, all);
  }
  for (unsigned seed = 1; seed <= SEEDS; seed++) {
    flip(whole, seed, all);
    shuffle(whole, seed, all);
  }
}

START_TEST(invented_reports_may_be_damaged) {
  static const char *const reports[] = {report_ilacs, report_sif, report_clas};
  cs_buffer whole = {0};
  cs_buffer_add_string(&whole, reports[_i]);
  damage(&whole, 100, true);
  cs_buffer_free(&whole);
}
END_TEST

static void read_whole(cs_buffer *out, const char *path) {
  FILE *file = fopen(path, "rb");
  ck_assert_msg(file != NULL, "%s", path);
  for (size_t got = 1; got != 0; out->length += got) {
    got = fread(cs_buffer_reserve(out, 65536), 1, 65536, file);
  }
  fclose(file);
}

START_TEST(sample_reviews_may_be_damaged) {
  char folder[TOY_PATH], path[2 * TOY_PATH];
  DIR *handle = opendir(toy_path(folder, "datasets/sample"));
  const struct dirent *entry;
  int files = 0;
  ck_assert_ptr_nonnull(handle);
  while ((entry = readdir(handle)) != NULL) {
    const char *ending = strrchr(entry->d_name, '.');
    if (ending != NULL && (strcmp(ending, ".txt") == 0 || strcmp(ending, ".md") == 0)) {
      cs_buffer whole = {0};
      snprintf(path, sizeof path, "%s/%s", folder, entry->d_name);
      read_whole(&whole, path);
      damage(&whole, CUT_EVERY, false);
      cs_buffer_free(&whole);
      files++;
    }
  }
  closedir(handle);
  ck_assert_int_ge(files, 10);
}
END_TEST

Suite *mutated_suite(void) {
  Suite *suite = suite_create("mutated");
  TCase *cases = tcase_create("mutated");
  tcase_set_timeout(cases, 300);
  tcase_add_checked_fixture(cases, set_up, tear_down);
  tcase_add_loop_test(cases, invented_reports_may_be_damaged, 0, 3);
  tcase_add_test(cases, sample_reviews_may_be_damaged);
  suite_add_tcase(suite, cases);
  return suite;
}
