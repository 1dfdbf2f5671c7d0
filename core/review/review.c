/* Review: the parts of the parser in their order, and the review's end. */
#include <conspectus/review.h>

#include "review/builder.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <utf8proc.h>

static bool is_among(const char *item, const char *const *items, size_t count) {
  for (size_t i = 0; i < count; i++) {
    if (strcmp(item, items[i]) == 0) {
      return true;
    }
  }
  return false;
}

/* Several notes may begin with the same words, which are looked for once. */
static void make_references(cs_parser *parser, const char **notes) {
  const cs_patterns *citations = &parser->family->citation_words;
  size_t note_count = parser->note_phrases.count, count = 0;
  const char **items = cs_allocate(citations->count + note_count, sizeof *items);
  for (size_t i = 0; i < citations->count; i++) {
    items[count++] = citations->items[i];
  }
  for (size_t i = 0; i < note_count; i++) {
    if (!is_among(notes[i], notes, i)) {
      items[count++] = notes[i];
    }
  }
  cs_phrases_make(&parser->references, &(cs_patterns){.items = items, .count = count});
  free(items);
}

/* A note phrase is what stands before its '{whom}'; the words behind are kept beside it. */
static void make_notes(cs_parser *parser) {
  const cs_patterns *phrases = &parser->family->note_phrases;
  const char **before = cs_allocate(phrases->count, sizeof *before);
  parser->note_endings = cs_allocate(phrases->count, sizeof *parser->note_endings);
  for (size_t i = 0; i < phrases->count; i++) {
    const char *item = phrases->items[i], *place = strstr(item, "{whom}");
    size_t length = place != NULL ? (size_t)(place - item) : strlen(item);
    const char *rest = place != NULL ? place + strlen("{whom}") : "";
    before[i] = cs_arena_bytes(parser->review->arena, item, length);
    parser->note_endings[i] = cs_phrase_clean(parser->review->arena, rest, strlen(rest));
  }
  cs_phrases_make(&parser->note_phrases, &(cs_patterns){.items = before, .count = phrases->count});
  make_references(parser, before);
  free(before);
}

/* Names and sentences of each aspect, and all sentences in one set. */
static void make_aspects(cs_parser *parser) {
  const cs_family *family = parser->family;
  size_t count = family->judgement_count, sentences = 0;
  cs_grades_make(&parser->grades, family);
  parser->aspect_names = cs_allocate(count, sizeof *parser->aspect_names);
  parser->aspect_sentences = cs_allocate(count, sizeof *parser->aspect_sentences);
  parser->judged = cs_allocate(count, sizeof *parser->judged);
  for (size_t i = 0; i < count; i++) {
    cs_phrases_make(&parser->aspect_names[i], &family->judgements[i].names);
    cs_phrases_make(&parser->aspect_sentences[i], &family->judgements[i].sentences);
    parser->judged[i] = (cs_judged){.grade = CS_NO_GRADE};
    sentences += family->judgements[i].sentences.count;
  }
  const char **items = cs_allocate(sentences, sizeof *items);
  sentences = 0;
  for (size_t i = 0; i < count; i++) {
    for (size_t j = 0; j < family->judgements[i].sentences.count; j++) {
      items[sentences++] = family->judgements[i].sentences.items[j];
    }
  }
  cs_phrases_make(&parser->judging, &(cs_patterns){.items = items, .count = sentences});
  free(items);
}

static void free_aspects(cs_parser *parser) {
  for (size_t i = 0; i < parser->family->judgement_count; i++) {
    cs_phrases_free(&parser->aspect_names[i]);
    cs_phrases_free(&parser->aspect_sentences[i]);
  }
  free(parser->aspect_names);
  free(parser->aspect_sentences);
  free(parser->judged);
  cs_phrases_free(&parser->judging);
  cs_grades_free(&parser->grades);
}

static void open_parser(cs_parser *parser) {
  const cs_family *family = parser->family;
  cs_phrases_make(&parser->citation_words, &family->citation_words);
  cs_phrases_make(&parser->group_endings, &family->group_endings);
  cs_phrases_make(&parser->joining_words, &family->joining_words);
  cs_phrases_make(&parser->box_titles, &family->box_titles);
  cs_phrases_make(&parser->box_openers, &family->box_openers);
  make_notes(parser);
  make_aspects(parser);
  cs_phrases_make(&parser->imprint, &family->imprint);
  cs_phrases_make(&parser->ranks, &family->ranks);
  cs_titles_make(&parser->titles, family, parser->review->arena);
  cs_phrases_make(&parser->organisation_endings, &family->organisation_endings);
  parser->counters = cs_allocate(family->section_count, CS_KIND_COUNT * sizeof *parser->counters);
}

static void close_parser(cs_parser *parser) {
  free(parser->note_endings);
  cs_phrases_free(&parser->citation_words);
  cs_phrases_free(&parser->group_endings);
  cs_phrases_free(&parser->joining_words);
  cs_phrases_free(&parser->box_titles);
  cs_phrases_free(&parser->box_openers);
  cs_phrases_free(&parser->note_phrases);
  cs_phrases_free(&parser->references);
  cs_phrases_free(&parser->organisation_endings);
  cs_phrases_free(&parser->imprint);
  cs_phrases_free(&parser->ranks);
  cs_titles_free(&parser->titles);
  free_aspects(parser);
  cs_label_table_free(&parser->finding_labels);
  cs_label_table_free(&parser->recommendation_labels);
  free(parser->counters);
  free(parser->forms);
  free(parser->groups_of);
  free(parser->groups);
  free(parser->views);
}

cs_review *cs_review_new(const cs_text *text, const cs_family *family) {
  cs_arena *arena = cs_arena_new();
  cs_review *review = cs_arena_allocate(arena, 1, sizeof *review);
  *review = (cs_review){
      .text = text,
      .family = cs_arena_string(arena, family->id),
      .area = "",
      .title = "",
      .nhs_area = "",
      .region = "",
      .children = -1,
      .arena = arena,
  };
  return review;
}

static void parse(cs_parser *parser) {
  cs_parse_blocks(parser);
  cs_parse_judgements(parser);
  cs_parse_header(parser);
  cs_parse_body(parser);
  cs_parse_abbreviations(parser);
  cs_parse_addressees(parser);
  cs_parse_references(parser);
  cs_builder_finish(parser);
}

static bool has_kind(const cs_review *review, cs_kind kind) {
  for (uint32_t i = 0; i < review->passage_count; i++) {
    if (review->passages[i].kind == kind) {
      return true;
    }
  }
  return false;
}

/* Whether there is enough of a review to keep. */
static cs_status check(const cs_review *review, const cs_family *family, cs_error *error) {
  if (review->area[0] == '\0') {
    return cs_fail(error, CS_MALFORMED,
                   "no area found: no line reads like \"%s\" (family %s); check that the document "
                   "is a whole review of this family",
                   family->area.count != 0 ? family->area.items[0] : "a title", family->id);
  }
  if (!has_kind(review, CS_FINDING) && review->recommendation_count == 0) {
    return cs_fail(error, CS_MALFORMED,
                   "neither findings nor recommendations found under the section headings of "
                   "family %s; check that the document is a whole review",
                   family->id);
  }
  return CS_OK;
}

static void tell_assumed(const cs_parser *parser) {
  if (!cs_family_fits(parser->family, parser->text)) {
    cs_problem_add(parser->problems, CS_STAGE_REVIEW, CS_WARNING, 0,
                   "the document does not say that it is a review of family %s; it is read as one "
                   "as far as it goes",
                   parser->family->id);
  }
}

/* Kept, as what is recommended says something, but the figures know no better than "none weak". */
static void tell_no_findings(const cs_parser *parser) {
  if (!has_kind(parser->review, CS_FINDING)) {
    cs_problem_add(parser->problems, CS_STAGE_REVIEW, CS_WARNING, 0,
                   "no findings were found under the section headings of family %s, so the area "
                   "counts as one without weaknesses; check the document, or leave it out",
                   parser->family->id);
  }
}

cs_status cs_review_parse(cs_review **out, const cs_text *text, const cs_family *family,
                          cs_problems *problems, cs_error *error) {
  cs_parser parser = {.text = text, .family = family, .problems = problems};
  parser.review = cs_review_new(text, family);
  open_parser(&parser);
  tell_assumed(&parser);
  parse(&parser);
  close_parser(&parser);
  cs_status status = check(parser.review, family, error);
  if (status != CS_OK) {
    cs_review_free(parser.review);
    return status;
  }
  tell_no_findings(&parser);
  *out = parser.review;
  return CS_OK;
}

void cs_review_free(cs_review *review) {
  if (review != NULL) {
    cs_arena_free(review->arena);
  }
}

/* Writes letters and digits in lower case without accents, all else as one '-'. */
static size_t write_slug(const char *name, char *key, size_t size) {
  size_t used = 0;
  utf8proc_uint8_t *plain = NULL;
  utf8proc_map((const utf8proc_uint8_t *)name, 0, &plain,
               UTF8PROC_NULLTERM | UTF8PROC_DECOMPOSE | UTF8PROC_STRIPMARK | UTF8PROC_CASEFOLD);
  for (const utf8proc_uint8_t *at = plain; plain != NULL && *at != '\0' && used + 1 < size; at++) {
    bool kept = (*at >= 'a' && *at <= 'z') || (*at >= '0' && *at <= '9');
    bool apostrophe = *at == '\'';
    if (kept) {
      key[used++] = (char)*at;
    } else if (!apostrophe && used != 0 && key[used - 1] != '-') {
      key[used++] = '-';
    }
  }
  free(plain);
  while (used != 0 && key[used - 1] == '-') {
    used--;
  }
  return used;
}

static const char *year_of(const cs_review *review) {
  const char *const days[] = {review->review_start, review->review_end, review->published};
  size_t first = 0;
  while (first < 2 && days[first][0] == '\0') {
    first++;
  }
  return days[first];
}

void cs_review_key(const cs_review *review, char *key, size_t size) {
  const char *year = year_of(review);
  if (size == 0) {
    return;
  }
  size_t used = write_slug(review->area, key, size);
  if (year[0] != '\0') {
    snprintf(key + used, size - used, "-%.4s", year);
  } else {
    snprintf(key + used, size - used, "-undated");
  }
}
