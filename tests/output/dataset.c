/* Datasets to export: texts with everything that CSV and JSON have to quote, themes
 * whose names do not fit a column. */
#include "help.h"

#include "base/buffer.h"
#include "base/memory.h"
#include "dataset/codebook.h"

#include <check.h>
#include <stdlib.h>
#include <string.h>

/* The texts of a review's passages, in order: two findings, a recommendation, an
 * example, a quote, context. */
static const char *const TEXTS[] = {
    "Staff said \"we wait\", then waited, and waited.",
    "=1+1 is no formula here;\nthis line is the second of its passage.",
    "Make the rota whole: caf\xC3\xA9, \xE6\x9D\xB1\xE4\xBA\xAC, na\xC3\xAFve.",
    " A child, with blanks around ",
    "'I was not asked.'",
    "-5 degrees, 1,200 children",
};
static const cs_kind KINDS[] = {CS_FINDING, CS_FINDING, CS_RECOMMENDATION,
                                CS_EXAMPLE, CS_QUOTE,   CS_CONTEXT};
static const char *const LABELS[] = {"2.1",           "2.10",      "1.1",
                                     "early_help.u1", "people.u1", "about.u1"};
enum { PASSAGE_COUNT = 6 };

static const cs_theme_entry THEMES[] = {
    {{"theme", "mash_capacity", "1.0", "themes/mash_capacity.lua", "a0"},
     "MASH capacity",
     "Posts, \"cover\" and hours."},
    {{"theme", "2fast", "1.0", "themes/2fast.lua", "b0"}, "Too fast", ""},
    {{"theme", "area", "2.0", "themes/area.lua", "c0"}, "Named like a column", "About, a comma."},
    {{"theme", "a_name_as_long_as_a_name_may_be1", "1", "themes/one.lua", "d0"}, "Long one", "1"},
    {{"theme", "a_name_as_long_as_a_name_may_be2", "1", "themes/two.lua", "e0"}, "Long two", "2"},
    {{"theme", "x", "1", "themes/x.lua", "f0"}, "X", "x"},
    {{"theme", "x_weak", "1", "themes/x_weak.lua", "g0"}, "X weak", "taken by x"},
};
enum { THEME_COUNT = sizeof THEMES / sizeof *THEMES };

/* Passage, theme, polarity, confidence, repeat. */
static const cs_coding CODINGS[] = {
    {0, 0, CS_WEAKNESS, 0.875, true, 0, 0}, {0, 1, CS_STRENGTH, 0.5, false, 0, 0},
    {0, 5, CS_MIXED, 0.9, false, 0, 0},     {1, 0, CS_WEAKNESS, 0.333, false, 0, 0},
    {1, 6, CS_WEAKNESS, 1, false, 0, 0},    {2, 3, CS_WEAKNESS, 0.7, false, 0, 0},
    {3, 4, CS_NEUTRAL, 0.6, false, 0, 0},
};

static void add_passages(cs_review *review, cs_arena *arena, cs_buffer *text) {
  review->passages = cs_arena_allocate(arena, PASSAGE_COUNT, sizeof *review->passages);
  review->passage_count = PASSAGE_COUNT;
  for (uint32_t i = 0; i < PASSAGE_COUNT; i++) {
    review->passages[i] = (cs_passage){.kind = KINDS[i],
                                       .section = i == 2 ? 1 : 0,
                                       .label = LABELS[i],
                                       .printed = i < 3,
                                       .title = KINDS[i] == CS_EXAMPLE ? "Child \"A\", aged 5" : "",
                                       .start = (uint32_t)text->length,
                                       .length = (uint32_t)strlen(TEXTS[i]),
                                       .words = 5,
                                       .line = i + 10};
    cs_buffer_add_format(text, "%s\n", TEXTS[i]);
  }
}

static cs_review make_review(const char *area, const char *day, cs_arena *arena, cs_buffer *text) {
  static const char *names[] = {"Ann Example", "Bo, \"the second\""};
  cs_review review = {.family = "toy",
                      .area = area,
                      .title = "A review, with a comma",
                      .nhs_area = "",
                      .region = "North",
                      .children = -1,
                      .words = 30,
                      .inspectors = names,
                      .inspector_count = 2,
                      .section_count = 2,
                      .recommendation_count = 1,
                      .citation_count = 2,
                      .judgement_count = 1,
                      .organisation_count = 2,
                      .addressee_count = 1};
  snprintf(review.review_start, sizeof review.review_start, "%s", day);
  snprintf(review.review_end, sizeof review.review_end, "%s", day);
  add_passages(&review, arena, text);
  review.sections = cs_arena_allocate(arena, 2, sizeof *review.sections);
  review.sections[0] = (cs_section){"early_help", "Early help, and more", 9};
  review.sections[1] = (cs_section){"recommendations", "Recommendations", 12};
  review.recommendations = cs_arena_allocate(arena, 1, sizeof *review.recommendations);
  review.recommendations[0] = (cs_recommendation){.passage = 2,
                                                  .group_label = "1",
                                                  .addressed_to = "The Trust, and others",
                                                  .addressee_count = 1};
  review.addressees = cs_arena_allocate(arena, 1, sizeof *review.addressees);
  review.citations = cs_arena_allocate(arena, 2, sizeof *review.citations);
  review.citations[0] = (cs_citation){0, "1.1", 0, 0, 3};
  review.citations[1] = (cs_citation){1, "9.9", -1, review.passages[1].start, 3};
  review.judgements = cs_arena_allocate(arena, 1, sizeof *review.judgements);
  review.judgements[0] = (cs_judgement){"Overall", "Good", 2, "leadership"};
  review.organisations = cs_arena_allocate(arena, 2, sizeof *review.organisations);
  review.organisations[0] = (cs_organisation){"Hill Trust", CS_PROVIDER | CS_ADDRESSEE};
  review.organisations[1] = (cs_organisation){"Vale, Group", CS_PROVIDER | CS_COMMISSIONER};
  return review;
}

static void put(cs_dataset *dataset, const char *area, const char *day, unsigned number) {
  cs_arena *arena = cs_arena_new();
  cs_buffer text = {0};
  cs_error error = {0};
  cs_problems problems = {0};
  void *packed;
  size_t packed_size;
  cs_coding items[sizeof CODINGS / sizeof *CODINGS];
  memcpy(items, CODINGS, sizeof CODINGS);
  cs_codings codings = {.items = items, .count = sizeof CODINGS / sizeof *CODINGS};
  cs_review review = make_review(area, day, arena, &text);
  cs_problem_add(&problems, CS_STAGE_REVIEW, CS_WARNING, 11, "no recommendation '9.9', \"here\"");
  cs_problem_add(&problems, CS_STAGE_TEXT, CS_NOTE, 0, "the whole file");
  ck_assert(cs_pack(&packed, &packed_size, text.bytes, text.length, &error) == CS_OK);
  char *name = cs_arena_format(arena, "in, folder/review%u.txt", number);
  cs_record record = {.source = {.path = name, .name = name, .size = text.length, .modified = 1},
                      .review = &review,
                      .format = "plain",
                      .encoding = "UTF-8",
                      .packed = packed,
                      .packed_size = packed_size,
                      .text_size = text.length,
                      .codings = &codings,
                      .problems = &problems};
  snprintf(record.source.sha256, sizeof record.source.sha256, "%064x", number + 1);
  ck_assert_msg(cs_dataset_put(dataset, &record, &error) == CS_OK, "%s", error.message);
  free(packed);
  cs_problems_clear(&problems);
  cs_buffer_free(&text);
  cs_arena_free(arena);
}

static cs_dataset *make_dataset(const char *folder, size_t themes, bool reviews) {
  static const char *const patterns[] = {"wait*"};
  const cs_codebook codebook = {.digest = "d",
                                .plugins_digest = "p",
                                .version = "0",
                                .themes = THEMES,
                                .theme_count = themes,
                                .patterns = patterns,
                                .pattern_count = 1};
  char path[4096];
  cs_error error = {0};
  cs_dataset *dataset;
  bool recode;
  snprintf(path, sizeof path, "%s/toy.db", folder);
  ck_assert_msg(cs_dataset_open(&dataset, path, CS_OPEN_WRITE, &error) == CS_OK, "%s",
                error.message);
  ck_assert_msg(cs_begin_run(dataset, &codebook, &recode, &error) == CS_OK, "%s", error.message);
  if (reviews) {
    put(dataset, "Vale", "2018-05-04", 0);
    put(dataset, "Hill, and Dale", "2016-02-01", 1);
    put(dataset, "Vale", "2013-01-31", 2);
  }
  cs_run_counts counts = {.documents = 3};
  ck_assert_msg(cs_dataset_end_run(dataset, &counts, true, &error) == CS_OK, "%s", error.message);
  cs_dataset_close(dataset);
  ck_assert_msg(cs_dataset_open(&dataset, path, CS_OPEN_READ, &error) == CS_OK, "%s",
                error.message);
  return dataset;
}

cs_dataset *awkward_dataset(const char *folder) {
  return make_dataset(folder, THEME_COUNT, true);
}

cs_dataset *empty_dataset(const char *folder) {
  return make_dataset(folder, 0, false);
}

cs_host *score_host(void) {
  const char *srcdir = getenv("srcdir");
  char folder[4096];
  snprintf(folder, sizeof folder, "%s/plugins", srcdir != NULL ? srcdir : ".");
  const char *folders[] = {folder};
  cs_host_options options = {.folders = folders, .folder_count = 1};
  cs_problems problems = {0};
  cs_error error = {0};
  cs_host *host;
  ck_assert_msg(cs_host_open(&host, &options, &problems, &error) == CS_OK, "%s", error.message);
  cs_problems_clear(&problems);
  return host;
}
