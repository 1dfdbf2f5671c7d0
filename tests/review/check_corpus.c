/* Whole reviews: the sample corpus' reviews of the family that the tests here have against what was
 * counted by hand (tests/commands/sample.sh has all of them), and two real reviews, where they are
 * at hand, against the figures that issue 2 records. */
#include "clas_family.h"
#include "parsed.h"
#include "suites.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { LINE_SIZE = 512, FOLDER_SIZE = 1024, PATH_SIZE = 2048 };

static const char *source_folder(void) {
  const char *folder = getenv("srcdir");
  return folder != NULL ? folder : ".";
}

static bool read_review(parsed *it, const char *path) {
  *it = (parsed){.review = NULL};
  if (cs_text_read(&it->text, path, &cs_text_default_limits, &it->problems, &it->error) != CS_OK) {
    return false;
  }
  cs_review_parse(&it->review, it->text, clas_family(), &it->problems, &it->error);
  ck_assert_msg(it->review != NULL, "%s: %s", path, it->error.message);
  expect_sound(it);
  return true;
}

static uint32_t count_groups(const cs_review *review) {
  uint32_t count = 0;
  for (uint32_t i = 0; i < review->recommendation_count; i++) {
    const cs_recommendation *one = &review->recommendations[i];
    count += i == 0 || one->addressed_to != review->recommendations[i - 1].addressed_to ? 1 : 0;
  }
  return count;
}

static uint32_t count_unresolved(const cs_review *review) {
  uint32_t count = 0;
  for (uint32_t i = 0; i < review->citation_count; i++) {
    count += review->citations[i].recommendation < 0 ? 1 : 0;
  }
  return count;
}

/* The review as a line of the structure files. */
static void describe(const parsed *it, const char *file, char *out, size_t size) {
  const cs_review *review = it->review;
  char key[128];
  cs_review_key(review, key, sizeof key);
  int length = snprintf(out, size, "%s,%s,%s,%s,%s,%s,%s,%s,%d,%u,%u,%u,%u,%u,%u,%u,%u,", file, key,
                        review->area, review->family, review->review_start, review->review_end,
                        review->published, review->region, (int)review->children,
                        count_kind(it, CS_FINDING), review->recommendation_count,
                        count_groups(review), review->citation_count, count_kind(it, CS_EXAMPLE),
                        count_kind(it, CS_QUOTE), review->note_count, review->judgement_count);
  for (uint32_t i = 0; i < review->inspector_count; i++) {
    length += snprintf(out + length, size - (size_t)length, "%s%s", i == 0 ? "" : "; ",
                       review->inspectors[i]);
    ck_assert_int_lt(length, (int)size);
  }
}

static void compare_line(const char *folder, char *line) {
  char path[PATH_SIZE], seen[LINE_SIZE];
  parsed it;
  line[strcspn(line, "\r\n")] = '\0';
  size_t name = strcspn(line, ",");
  snprintf(path, sizeof path, "%s/%.*s", folder, (int)name, line);
  ck_assert_msg(read_review(&it, path), "%s", it.error.message);
  char file[128];
  snprintf(file, sizeof file, "%.*s", (int)name, line);
  describe(&it, file, seen, sizeof seen);
  ck_assert_str_eq(seen, line);
  ck_assert_uint_eq(count_unresolved(it.review), 0);
  expect_problems(&it, 0);
  parsed_free(&it);
}

static int compare_file(const char *folder, const char *name) {
  char path[PATH_SIZE], line[LINE_SIZE];
  int lines = 0;
  snprintf(path, sizeof path, "%s/%s", folder, name);
  FILE *file = fopen(path, "r");
  if (file == NULL) {
    return 0;
  }
  while (fgets(line, sizeof line, file) != NULL) {
    if (strstr(line, ",clas,") != NULL) {
      compare_line(folder, line);
      lines++;
    }
  }
  fclose(file);
  return lines;
}

START_TEST(sample_reviews_have_the_structure_counted_by_hand) {
  char folder[FOLDER_SIZE];
  snprintf(folder, sizeof folder, "%s/datasets/sample", source_folder());
  ck_assert_int_eq(compare_file(folder, "structure.csv"), 10);
}
END_TEST

typedef struct real_review {
  const char *file;
  uint32_t findings, recommendations, groups, citations, examples, quotes, notes;
  int32_t children;
  const char *start, *end, *published;
  uint32_t inspectors, providers, commissioners;
} real_review;

static const real_review real_reviews[] = {
    {"bury-2018.txt", 143, 46, 14, 77, 6, 3, 16, 108, "2018-09-03", "2018-09-07", "2018-10-12", 7,
     5, 1},
    {"blackpool-2017.txt", 124, 35, 4, 41, 10, 11, 8, 90, "2017-05-08", "2017-05-12", "2017-10-19",
     6, 3, 1},
};

static uint32_t count_role(const cs_review *review, uint32_t role) {
  uint32_t count = 0;
  for (uint32_t i = 0; i < review->organisation_count; i++) {
    count += (review->organisations[i].roles & role) != 0 ? 1 : 0;
  }
  return count;
}

static void compare_real(const parsed *it, const real_review *expected) {
  const cs_review *review = it->review;
  ck_assert_uint_eq(count_kind(it, CS_FINDING), expected->findings);
  ck_assert_uint_eq(review->recommendation_count, expected->recommendations);
  ck_assert_uint_eq(count_groups(review), expected->groups);
  ck_assert_uint_eq(review->citation_count, expected->citations);
  ck_assert_uint_eq(count_unresolved(review), 0);
  ck_assert_uint_eq(count_kind(it, CS_EXAMPLE), expected->examples);
  ck_assert_uint_eq(count_kind(it, CS_QUOTE), expected->quotes);
  ck_assert_uint_eq(review->note_count, expected->notes);
  ck_assert_int_eq(review->children, expected->children);
  ck_assert_str_eq(review->review_start, expected->start);
  ck_assert_str_eq(review->review_end, expected->end);
  ck_assert_str_eq(review->published, expected->published);
  ck_assert_uint_eq(review->inspector_count, expected->inspectors);
  ck_assert_uint_eq(count_role(review, CS_PROVIDER), expected->providers);
  ck_assert_uint_eq(count_role(review, CS_COMMISSIONER), expected->commissioners);
  expect_problems(it, 0);
}

START_TEST(real_reviews_have_the_figures_of_the_issue) {
  const real_review *expected = &real_reviews[_i];
  const char *shared = getenv("CONSPECTUS_SHARED");
  char path[PATH_SIZE];
  parsed it;
  if (shared != NULL) {
    snprintf(path, sizeof path, "%s/corpus/clas/%s", shared, expected->file);
  } else {
    snprintf(path, sizeof path, "%s/../shared/corpus/clas/%s", source_folder(), expected->file);
  }
  if (!read_review(&it, path)) {
    fprintf(stderr, "skipped: %s\n", it.error.message);
    return;
  }
  compare_real(&it, expected);
  parsed_free(&it);
}
END_TEST

Suite *corpus_suite(void) {
  Suite *suite = suite_create("corpus");
  TCase *tests = tcase_create("corpus");
  tcase_set_timeout(tests, 120);
  tcase_add_test(tests, sample_reviews_have_the_structure_counted_by_hand);
  tcase_add_loop_test(tests, real_reviews_have_the_figures_of_the_issue, 0,
                      sizeof real_reviews / sizeof *real_reviews);
  suite_add_tcase(suite, tests);
  return suite;
}
