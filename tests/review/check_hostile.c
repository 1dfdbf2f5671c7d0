/* Documents that are broken, or made to be. Nothing here expects a result: the review must be
 * sound or refused, in time, whatever the bytes. The seeds are fixed. */
#include "clas_family.h"
#include "parsed.h"
#include "suites.h"

#include "base/buffer.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const char start[] =
    "Review of health services for children looked after and safeguarding in Varne\n\n"
    "Date of review: 3 May 2016\nProvider services included: ";

static unsigned next_random(unsigned *state) {
  *state = *state * 1664525U + 1013904223U;
  return *state >> 8;
}

static void parse_bytes(const char *bytes, size_t length) {
  parsed it = {.review = NULL};
  if (cs_text_from_bytes(&it.text, bytes, length, "hostile.txt", &cs_text_default_limits,
                         &it.problems, &it.error) == CS_OK) {
    cs_review_parse(&it.review, it.text, clas_family(), &it.problems, &it.error);
    if (it.review != NULL) {
      expect_sound(&it);
    }
  }
  parsed_free(&it);
}

static cs_buffer read_sample(void) {
  const char *folder = getenv("srcdir");
  char path[1024], chunk[4096];
  cs_buffer all = {.length = 0};
  snprintf(path, sizeof path, "%s/datasets/sample/calderwick-2015.txt",
           folder != NULL ? folder : ".");
  FILE *file = fopen(path, "rb");
  ck_assert_msg(file != NULL, "%s is missing", path);
  for (size_t size; (size = fread(chunk, 1, sizeof chunk, file)) != 0;) {
    cs_buffer_add(&all, chunk, size);
  }
  fclose(file);
  return all;
}

START_TEST(cut_off_anywhere) {
  cs_buffer all = read_sample();
  for (size_t length = 0; length < all.length; length += 1000) {
    parse_bytes(all.bytes, length);
  }
  cs_buffer_free(&all);
}
END_TEST

START_TEST(flipped_bytes) {
  cs_buffer all = read_sample();
  for (unsigned seed = 1; seed <= 20; seed++) {
    unsigned state = seed;
    char *copy = malloc(all.length);
    ck_assert_ptr_nonnull(copy);
    memcpy(copy, all.bytes, all.length);
    for (int flips = 0; flips < 300; flips++) {
      copy[next_random(&state) % all.length] ^= (char)(1U << next_random(&state) % 8);
    }
    parse_bytes(copy, all.length);
    free(copy);
  }
  cs_buffer_free(&all);
}
END_TEST

/* The lines of the sample in another order; blank ones are put between. */
static void parse_shuffled(const cs_buffer *all, unsigned seed) {
  enum { LINES = 600 };
  const char *lines[LINES];
  size_t lengths[LINES], count = 0;
  for (size_t at = 0; at < all->length && count < LINES;) {
    size_t length = strcspn(all->bytes + at, "\n");
    lines[count] = all->bytes + at;
    lengths[count] = length;
    count += length != 0 ? 1 : 0;
    at += length + 1;
  }
  cs_buffer mixed = {.length = 0};
  cs_buffer_add_string(&mixed, start);
  for (size_t left = count; left > 0; left--) {
    size_t pick = next_random(&seed) % left;
    cs_buffer_add(&mixed, "\n\n", 1 + next_random(&seed) % 2);
    cs_buffer_add(&mixed, lines[pick], lengths[pick]);
    lines[pick] = lines[left - 1];
    lengths[pick] = lengths[left - 1];
  }
  parse_bytes(mixed.bytes, mixed.length);
  cs_buffer_free(&mixed);
}

START_TEST(shuffled_lines) {
  cs_buffer all = read_sample();
  for (unsigned seed = 1; seed <= 20; seed++) {
    parse_shuffled(&all, seed);
  }
  cs_buffer_free(&all);
}
END_TEST

/* What stands before, what is repeated (its '#' a running number), how often. */
typedef struct flood {
  const char *name, *before, *unit;
  unsigned times;
} flood;

static const flood floods[] = {
    {"findings", "A NHS Trust\n\nEarly help\n\n", "1.# Nurses visit. (Recommendation 1.#)\n\n",
     20000},
    {"headings", "A NHS Trust\n\n", "Early help\n\nGovernance\n\nContents\n\n", 8000},
    {"organisations", "", "Fen# Care NHS Trust ", 20000},
    {"groups", "A NHS Trust\n\nEarly help\n\n1.1 Go.\n\nRecommendations\n\n",
     "#. Fen# and Moor# together with Dale# should:\n\n#.1 Go.\n\n", 4000},
    {"brackets", "A NHS Trust\n\nEarly help\n\n1.1 Go ", "(A", 200000},
    {"citations", "A NHS Trust\n\nEarly help\n\n1.1 Go ", "Recommendations 1.1 to 1.40 and 2.# ",
     2000},
    {"notes", "A NHS Trust\n\nEarly help\n\n1.1 Go ", "brought to the attention of ", 24000},
    {"boxes", "A NHS Trust\n\nEarly help\n\n1.1 Go.\n\n", "Child A saw child B.\n\n", 20000},
    {"quotes", "A NHS Trust\n\nWhat people told us\n\n", "\"Open #\n\n", 20000},
    {"commas", "A", ", B and C", 40000},
    {"cells", "A", "\tx: y", 80000},
    {"one_word", "A NHS Trust\n\nEarly help\n\n1.1 ", "a", 2000000},
};

START_TEST(floods_are_read_in_time) {
  const flood *it = &floods[_i];
  cs_buffer all = {.length = 0};
  cs_buffer_add_string(&all, start);
  cs_buffer_add_string(&all, it->before);
  for (unsigned time = 0; time < it->times; time++) {
    for (const char *at = it->unit; *at != '\0'; at++) {
      if (*at == '#') {
        cs_buffer_add_format(&all, "%u", time % 1000);
      } else {
        cs_buffer_add_char(&all, *at);
      }
    }
  }
  parse_bytes(all.bytes, all.length);
  cs_buffer_free(&all);
}
END_TEST

START_TEST(a_family_without_anything) {
  const cs_family bare = {.id = "bare"};
  cs_text *text;
  cs_review *review = NULL;
  cs_problems problems = {.count = 0};
  cs_error error;
  ck_assert_int_eq(cs_text_from_bytes(&text, "1.1 Go.\n", 8, "a.txt", &cs_text_default_limits,
                                      &problems, &error),
                   CS_OK);
  ck_assert_int_eq(cs_review_parse(&review, text, &bare, &problems, &error), CS_MALFORMED);
  ck_assert_ptr_null(review);
  cs_text_free(text);
  cs_problems_clear(&problems);
}
END_TEST

Suite *hostile_suite(void) {
  Suite *suite = suite_create("hostile");
  TCase *tests = tcase_create("hostile");
  tcase_set_timeout(tests, 120);
  tcase_add_test(tests, cut_off_anywhere);
  tcase_add_test(tests, flipped_bytes);
  tcase_add_test(tests, shuffled_lines);
  tcase_add_loop_test(tests, floods_are_read_in_time, 0, sizeof floods / sizeof *floods);
  tcase_add_test(tests, a_family_without_anything);
  suite_add_tcase(suite, tests);
  return suite;
}
