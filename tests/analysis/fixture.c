/* Toy datasets: each review's clean text is "word0 word1 ...", a word a passage. */
#include "fixture.h"

#include "base/buffer.h"
#include "base/memory.h"
#include "dataset/codebook.h"

#include <check.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static const cs_theme_entry themes[] = {
    {{"theme", "alpha", "1.0", "themes/alpha.lua", "a0"}, "Alpha", "The first."},
    {{"theme", "beta", "1.0", "themes/beta.lua", "b0"}, "Beta", "The second."},
    {{"theme", "gamma", "1.0", "themes/gamma.lua", "c0"}, "Gamma", "The third."},
};
static const char *const patterns[] = {"word*"};

static cs_passage make_passage(cs_kind kind, uint32_t section, const char *label, uint32_t number) {
  return (cs_passage){.kind = kind,
                      .section = section,
                      .label = label,
                      .printed = true,
                      .title = "",
                      .start = number * 8,
                      .length = 7,
                      .words = 1,
                      .line = number + 1};
}

/* Clean text: "word000 word001 ..." with eight bytes a passage. */
static char *make_text(uint32_t count, size_t *length) {
  cs_buffer text = {0};
  for (uint32_t i = 0; i < count; i++) {
    cs_buffer_add_format(&text, "word%03u ", i);
  }
  *length = text.length;
  return cs_buffer_take(&text);
}

static cs_review make_review(const toy_review *toy, cs_arena *arena) {
  uint32_t count = toy->findings + toy->recommendations;
  cs_review review = {.family = toy->family != NULL ? toy->family : "toy",
                      .area = toy->area,
                      .title = toy->area,
                      .nhs_area = "",
                      .region = "",
                      .children = -1,
                      .words = count,
                      .section_count = 3,
                      .passage_count = count,
                      .recommendation_count = toy->recommendations};
  snprintf(review.review_start, sizeof review.review_start, "%s", toy->date);
  snprintf(review.review_end, sizeof review.review_end, "%s", toy->date);
  review.sections = cs_arena_allocate(arena, 3, sizeof *review.sections);
  review.sections[0] = (cs_section){"one", "One", 1};
  review.sections[1] = (cs_section){"two", "Two", 2};
  review.sections[2] = (cs_section){"recommendations", "Recommendations", 3};
  review.passages = cs_arena_allocate(arena, count + 1, sizeof *review.passages);
  review.recommendations = cs_arena_allocate(arena, count + 1, sizeof *review.recommendations);
  for (uint32_t i = 0; i < toy->findings; i++) {
    review.passages[i] = make_passage(CS_FINDING, i < (toy->findings + 1) / 2 ? 0 : 1,
                                      cs_arena_format(arena, "1.%u", i + 1), i);
  }
  for (uint32_t i = 0; i < toy->recommendations; i++) {
    uint32_t place = toy->findings + i;
    review.passages[place] =
        make_passage(CS_RECOMMENDATION, 2, cs_arena_format(arena, "1.%u", i + 1), place);
    review.recommendations[i] =
        (cs_recommendation){.passage = place, .group_label = "1", .addressed_to = "All"};
  }
  if (toy->citing != 0) {
    bool unnamed = toy->citing > TOY_UNNAMED;
    review.citations = cs_arena_allocate(arena, 1, sizeof *review.citations);
    review.citation_count = 1;
    review.citations[0] = (cs_citation){.passage = toy->citing % TOY_UNNAMED - 1,
                                        .label = unnamed ? "" : "1.1",
                                        .recommendation = unnamed ? -1 : 0,
                                        .start = 0,
                                        .length = 3};
  }
  return review;
}

static void add_grades(cs_review *review, const toy_grades *ranks, cs_arena *arena) {
  static const char *const grades[] = {"", "best", "good", "fair", "poor"};
  review->judgements = cs_arena_allocate(arena, 2, sizeof *review->judgements);
  if (ranks->overall != 0) {
    review->judgements[review->judgement_count++] =
        (cs_judgement){"overall", grades[ranks->overall], ranks->overall, ""};
  }
  if (ranks->first != 0) {
    review->judgements[review->judgement_count++] =
        (cs_judgement){"first", grades[ranks->first], ranks->first, "one"};
  }
}

/* Evidence: the first four letters of the passage. */
static cs_codings make_codings(const toy_review *toy, cs_arena *arena) {
  cs_codings codings = {.count = toy->coding_count, .evidence_count = toy->coding_count};
  codings.items = cs_arena_allocate(arena, toy->coding_count + 1, sizeof *codings.items);
  codings.evidence = cs_arena_allocate(arena, toy->coding_count + 1, sizeof *codings.evidence);
  for (size_t i = 0; i < toy->coding_count; i++) {
    const toy_coding *each = &toy->codings[i];
    codings.items[i] = (cs_coding){.passage = each->passage,
                                   .theme = each->theme,
                                   .polarity = each->polarity,
                                   .confidence = each->confidence,
                                   .repeat = each->repeat,
                                   .first_evidence = (uint32_t)i,
                                   .evidence_count = 1};
    codings.evidence[i] =
        (cs_evidence){.role = CS_ROLE_TERM, .term = 0, .start = each->passage * 8, .length = 4};
  }
  return codings;
}

static void put(cs_dataset *dataset, const toy_review *toy, const toy_grades *grades,
                size_t number) {
  cs_arena *arena = cs_arena_new();
  cs_error error = {0};
  size_t length, packed_size;
  void *packed;
  char *text = make_text(toy->findings + toy->recommendations, &length);
  cs_review review = make_review(toy, arena);
  cs_codings codings = make_codings(toy, arena);
  if (grades != NULL) {
    add_grades(&review, grades, arena);
  }
  cs_problems none = {0};
  ck_assert_msg(cs_pack(&packed, &packed_size, text, length, &error) == CS_OK, "%s", error.message);
  char *name = cs_arena_format(arena, "review%03zu.txt", number);
  cs_record record = {.source = {.path = name, .name = name, .size = length, .modified = 1},
                      .review = &review,
                      .format = "plain",
                      .encoding = "UTF-8",
                      .packed = packed,
                      .packed_size = packed_size,
                      .text_size = length,
                      .codings = &codings,
                      .problems = &none};
  snprintf(record.source.sha256, sizeof record.source.sha256, "%064zx", number + 1);
  ck_assert_msg(cs_dataset_put(dataset, &record, &error) == CS_OK, "%s", error.message);
  free(packed);
  free(text);
  cs_arena_free(arena);
}

cs_dataset *toy_dataset(const toy_review *reviews, size_t count) {
  return toy_graded_dataset(reviews, NULL, count);
}

cs_dataset *toy_graded_dataset(const toy_review *reviews, const toy_grades *grades, size_t count) {
  static const cs_codebook codebook = {.digest = "d0",
                                       .plugins_digest = "d1",
                                       .version = "0",
                                       .themes = themes,
                                       .theme_count = 3,
                                       .patterns = patterns,
                                       .pattern_count = 1};
  char path[] = "/tmp/conspectus-toy-XXXXXX";
  int file = mkstemp(path);
  ck_assert_int_ge(file, 0);
  close(file);
  unlink(path); /* a name that is free */
  cs_error error = {0};
  cs_dataset *dataset;
  bool recode;
  ck_assert_msg(cs_dataset_open(&dataset, path, CS_OPEN_WRITE, &error) == CS_OK, "%s",
                error.message);
  ck_assert_msg(cs_begin_run(dataset, &codebook, &recode, &error) == CS_OK, "%s", error.message);
  for (size_t i = 0; i < count; i++) {
    put(dataset, &reviews[i], grades != NULL ? &grades[i] : NULL, i);
  }
  cs_run_counts counts = {.documents = count};
  ck_assert_msg(cs_dataset_end_run(dataset, &counts, true, &error) == CS_OK, "%s", error.message);
  cs_dataset_close(dataset);
  ck_assert_msg(cs_dataset_open(&dataset, path, CS_OPEN_READ, &error) == CS_OK, "%s",
                error.message);
  return dataset;
}

void toy_dataset_free(cs_dataset *dataset) {
  char *path = cs_copy_string(cs_dataset_path(dataset));
  cs_dataset_close(dataset);
  unlink(path);
  free(path);
}

cs_host *toy_host(void) {
  const char *srcdir = getenv("srcdir");
  char *folder = cs_allocate(4096, 1);
  snprintf(folder, 4096, "%s/plugins", srcdir != NULL ? srcdir : ".");
  const char *folders[] = {folder};
  cs_host_options options = {.folders = folders, .folder_count = 1};
  cs_problems problems = {0};
  cs_error error = {0};
  cs_host *host;
  ck_assert_msg(cs_host_open(&host, &options, &problems, &error) == CS_OK, "%s", error.message);
  ck_assert_uint_eq(problems.count, 0);
  cs_problems_clear(&problems);
  free(folder);
  return host;
}
