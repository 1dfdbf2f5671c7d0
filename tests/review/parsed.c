/* Reviews from strings; every review that a test makes is checked for soundness. */
#include "parsed.h"

#include "clas_family.h"

#include <check.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const char header[] =
    "Review of health services for children looked after and safeguarding in Varne\n\n"
    "Date of review:\t3 May 2016 to 6 May 2016\n";
static const char organisations[] =
    "Provider services included:\tVarne Hospitals NHS Trust Fenland Care NHS Foundation Trust\n"
    "CCGs included:\tNHS Varne Clinical Commissioning Group\n";

static parsed parse_parts(const char *one, const char *two, const char *three, const char *name) {
  size_t length = strlen(one) + strlen(two) + strlen(three);
  char *source = malloc(length + 1);
  parsed it = {.review = NULL};
  ck_assert_ptr_nonnull(source);
  snprintf(source, length + 1, "%s%s%s", one, two, three);
  cs_status status = cs_text_from_bytes(&it.text, source, length, name, &cs_text_default_limits,
                                        &it.problems, &it.error);
  ck_assert_msg(status == CS_OK, "%s", it.error.message);
  cs_review_parse(&it.review, it.text, clas_family(), &it.problems, &it.error);
  free(source);
  if (it.review != NULL) {
    expect_sound(&it);
  }
  return it;
}

parsed parse_document(const char *source, const char *name) {
  return parse_parts(source, "", "", name);
}

parsed parse_body(const char *body) {
  return parse_parts(header, organisations, body, "test.txt");
}

parsed parse_header(const char *fields) {
  return parse_parts(header, fields, "\nEarly help\n\n1.1 Nurses visit often.\n", "test.txt");
}

void parsed_free(parsed *it) {
  cs_review_free(it->review);
  cs_text_free(it->text);
  cs_problems_clear(&it->problems);
}

uint32_t count_kind(const parsed *it, cs_kind kind) {
  uint32_t count = 0;
  for (uint32_t i = 0; i < it->review->passage_count; i++) {
    count += it->review->passages[i].kind == kind ? 1 : 0;
  }
  return count;
}

const cs_passage *passage_of(const parsed *it, cs_kind kind, const char *label) {
  ck_assert_msg(it->review != NULL, "%s", it->error.message);
  for (uint32_t i = 0; i < it->review->passage_count; i++) {
    const cs_passage *passage = &it->review->passages[i];
    if (passage->kind == kind && strcmp(passage->label, label) == 0) {
      return passage;
    }
  }
  ck_abort_msg("no %s %s", cs_kind_name(kind), label);
  return NULL;
}

void expect_passage(const parsed *it, cs_kind kind, const char *label, const char *text) {
  const cs_passage *passage = passage_of(it, kind, label);
  ck_assert_msg(passage->length == strlen(text) &&
                    memcmp(it->text->bytes + passage->start, text, passage->length) == 0,
                "%s %s is \"%.*s\"", cs_kind_name(kind), label, (int)passage->length,
                it->text->bytes + passage->start);
}

void expect_section(const parsed *it, cs_kind kind, const char *label, const char *canonical) {
  const cs_passage *passage = passage_of(it, kind, label);
  ck_assert_str_eq(it->review->sections[passage->section].canonical, canonical);
}

void expect_problem(const parsed *it, uint32_t line, const char *words) {
  for (size_t i = 0; i < it->problems.count; i++) {
    const cs_problem *problem = &it->problems.items[i];
    if (problem->line == line && strstr(problem->message, words) != NULL) {
      return;
    }
  }
  ck_abort_msg("no problem \"%s\" on line %u; the first is on line %u: %s", words, line,
               it->problems.count != 0 ? it->problems.items[0].line : 0,
               it->problems.count != 0 ? it->problems.items[0].message : "none");
}

void expect_problems(const parsed *it, size_t count) {
  ck_assert_msg(it->problems.count == count, "%zu problems, the first: %s", it->problems.count,
                it->problems.count != 0 ? it->problems.items[0].message : "none");
}

static void expect_passages_in_order(const parsed *it) {
  const cs_review *review = it->review;
  size_t behind = 0;
  for (uint32_t i = 0; i < review->passage_count; i++) {
    const cs_passage *passage = &review->passages[i];
    ck_assert_uint_ge(passage->start, behind);
    ck_assert_uint_gt(passage->length, 0);
    behind = (size_t)passage->start + passage->length;
    ck_assert_uint_le(behind, it->text->length);
    ck_assert_uint_lt(passage->section, review->section_count);
    ck_assert_ptr_nonnull(passage->label);
    ck_assert_ptr_nonnull(passage->title);
  }
}

static int compare_keys(const void *one, const void *other) {
  return strcmp(*(char *const *)one, *(char *const *)other);
}

/* Kind and label together name one passage. */
static void expect_labels_unique(const parsed *it) {
  uint32_t count = it->review->passage_count;
  char **keys = malloc((count + 1) * sizeof *keys);
  ck_assert_ptr_nonnull(keys);
  for (uint32_t i = 0; i < count; i++) {
    const cs_passage *passage = &it->review->passages[i];
    size_t size = strlen(passage->label) + 24;
    keys[i] = malloc(size);
    ck_assert_ptr_nonnull(keys[i]);
    snprintf(keys[i], size, "%d:%s", (int)passage->kind, passage->label);
  }
  qsort(keys, count, sizeof *keys, compare_keys);
  for (uint32_t i = 1; i < count; i++) {
    ck_assert_str_ne(keys[i - 1], keys[i]);
  }
  for (uint32_t i = 0; i < count; i++) {
    free(keys[i]);
  }
  free(keys);
}

static void expect_pointers_in_range(const parsed *it) {
  const cs_review *review = it->review;
  for (uint32_t i = 0; i < review->recommendation_count; i++) {
    const cs_recommendation *one = &review->recommendations[i];
    ck_assert_uint_lt(one->passage, review->passage_count);
    ck_assert(review->passages[one->passage].kind == CS_RECOMMENDATION);
    ck_assert_uint_le(one->first_addressee + one->addressee_count, review->addressee_count);
  }
  for (uint32_t i = 0; i < review->addressee_count; i++) {
    ck_assert_uint_lt(review->addressees[i], review->organisation_count);
  }
  for (uint32_t i = 0; i < review->citation_count; i++) {
    const cs_citation *one = &review->citations[i];
    ck_assert_uint_lt(one->passage, review->passage_count);
    ck_assert_int_lt(one->recommendation, (int32_t)review->recommendation_count);
    ck_assert_uint_le((size_t)one->start + one->length, it->text->length);
  }
  for (uint32_t i = 0; i < review->note_count; i++) {
    ck_assert_uint_lt(review->notes[i].passage, review->passage_count);
    ck_assert_uint_le((size_t)review->notes[i].start + review->notes[i].length, it->text->length);
  }
}

void expect_sound(const parsed *it) {
  expect_passages_in_order(it);
  expect_labels_unique(it);
  expect_pointers_in_range(it);
}
