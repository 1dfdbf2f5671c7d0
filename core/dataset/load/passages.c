/* Loading what a review consists of from its body, checked against its text. */
#include "dataset/load/loading.h"

#include "base/utf8.h"
#include "dataset/body/body.h"

#include <stdlib.h>
#include <string.h>

enum { MOST_ROWS = 1 << 20, MOST_LINES = 1 << 30 };

/* ---- Values ---- */

static const char *text_of(cs_loading *it, const char *text) {
  size_t length = strlen(text);
  if (!cs_is_utf8(text, length)) {
    cs_load_fault(it, "a text is not UTF-8");
    return "";
  }
  return cs_arena_bytes(it->arena, text, length);
}

/* Whether a number is as it should be; a fault where not. */
static bool must(cs_loading *it, bool right) {
  if (!right) {
    cs_load_fault(it, "a number is out of range");
  }
  return right;
}

static bool in_text(const cs_loading *it, uint32_t start, uint32_t length) {
  return start <= it->record->text_size && length <= it->record->text_size - start;
}

static void *room(cs_loading *it, uint32_t count, size_t size) {
  if (count > MOST_ROWS) {
    cs_load_fault(it, "it has more rows than can be believed");
    count = 0;
  }
  return cs_arena_allocate(it->arena, (size_t)count + 1, size);
}

/* ---- Sections and passages ---- */

static cs_status take_sections(cs_loading *it, const cs_body *body, cs_error *error) {
  cs_review *review = it->review;
  cs_status status = CS_OK;
  review->sections = room(it, body->section_count, sizeof *review->sections);
  for (uint32_t i = 0; i < body->section_count && status == CS_OK && it->fault == NULL; i++) {
    const char *canonical, *title;
    status = cs_heading_of(&canonical, &title, it->dataset, body->sections[i].heading, error);
    if (status == CS_OK && canonical == NULL) {
      cs_load_fault(it, "a heading is missing");
    } else if (status == CS_OK && must(it, body->sections[i].line <= MOST_LINES)) {
      review->sections[review->section_count++] =
          (cs_section){text_of(it, canonical), text_of(it, title), body->sections[i].line};
    }
  }
  return status;
}

static void take_passages(cs_loading *it, const cs_body *body) {
  cs_review *review = it->review;
  it->first_passage = body->first_passage;
  review->passages = room(it, body->passage_count, sizeof *review->passages);
  for (uint32_t i = 0; i < body->passage_count && it->fault == NULL; i++) {
    const cs_body_passage *from = &body->passages[i];
    if (must(it, from->section >= 1 && from->section <= review->section_count &&
                     from->kind < CS_KIND_COUNT && in_text(it, from->start, from->length) &&
                     from->words <= it->record->text_size && from->line <= MOST_LINES)) {
      review->passages[review->passage_count++] =
          (cs_passage){.section = from->section - 1,
                       .kind = (cs_kind)from->kind,
                       .label = text_of(it, cs_body_label(body, i)),
                       .printed = from->printed,
                       .title = text_of(it, cs_body_title(body, i)),
                       .start = from->start,
                       .length = from->length,
                       .words = from->words,
                       .line = from->line};
    }
  }
}

/* ---- Recommendations and citations ---- */

static void take_recommendations(cs_loading *it, const cs_body *body) {
  cs_review *review = it->review;
  review->recommendations = room(it, body->recommendation_count, sizeof *review->recommendations);
  for (uint32_t i = 0; i < body->recommendation_count && it->fault == NULL; i++) {
    const cs_body_recommendation *from = &body->recommendations[i];
    const char *const *words = &body->groups.items[2 * (size_t)from->group];
    if (review->passages[from->passage].kind != CS_RECOMMENDATION ||
        (i > 0 && from->passage <= from[-1].passage)) {
      cs_load_fault(it, "a recommendation is none");
    } else {
      review->recommendations[review->recommendation_count++] =
          (cs_recommendation){.passage = from->passage,
                              .group_label = text_of(it, words[0]),
                              .addressed_to = text_of(it, words[1])};
    }
  }
}

static int by_passage(const void *key, const void *item) {
  uint32_t wanted = *(const uint32_t *)key, found = ((const cs_recommendation *)item)->passage;
  return wanted < found ? -1 : wanted > found;
}

/* The index of the recommendation that is this passage; -1 without one. */
static int32_t recommendation_of(const cs_review *review, int64_t passage) {
  const uint32_t wanted = (uint32_t)passage;
  const cs_recommendation *found =
      passage < 0 || review->recommendation_count == 0
          ? NULL
          : bsearch(&wanted, review->recommendations, review->recommendation_count,
                    sizeof *review->recommendations, by_passage);
  return found != NULL ? (int32_t)(found - review->recommendations) : -1;
}

/* What they point to is known only where recommendations were loaded. */
static void take_citations(cs_loading *it, const cs_body *body, bool whole) {
  cs_review *review = it->review;
  review->citations = room(it, body->citation_count, sizeof *review->citations);
  for (uint32_t i = 0; i < body->citation_count && it->fault == NULL; i++) {
    const cs_body_citation *from = &body->citations[i];
    int32_t recommendation = whole ? recommendation_of(review, from->recommendation) : -1;
    if (whole && from->recommendation >= 0 && recommendation < 0) {
      cs_load_fault(it, "it cites what is no recommendation of it");
    } else if (must(it, in_text(it, from->start, from->length))) {
      review->citations[review->citation_count++] = (cs_citation){.passage = from->passage,
                                                                  .label = text_of(it, from->label),
                                                                  .recommendation = recommendation,
                                                                  .start = from->start,
                                                                  .length = from->length};
    }
  }
}

/* ---- Addressees ---- */

static int by_id(const void *key, const void *item) {
  int64_t wanted = *(const int64_t *)key, found = *(const int64_t *)item;
  return wanted < found ? -1 : wanted > found;
}

static void take_addressee(cs_loading *it, const cs_load_ids *known, int64_t id) {
  cs_review *review = it->review;
  const int64_t *found =
      known->count != 0 ? bsearch(&id, known->items, known->count, sizeof id, by_id) : NULL;
  if (found == NULL) {
    cs_load_fault(it, "an addressee is not of it");
    return;
  }
  uint32_t organisation = (uint32_t)(found - known->items);
  review->addressees =
      cs_load_grow(it, review->addressees, review->addressee_count, sizeof *review->addressees);
  review->organisations[organisation].roles |= CS_ADDRESSEE;
  review->addressees[review->addressee_count++] = organisation;
}

/* Groups have theirs one behind the other: those of the group at hand, and where the next
 * begins. */
void cs_load_addressees(cs_loading *it, const cs_body *body, const cs_load_ids *known) {
  cs_review *review = it->review;
  uint32_t *first = room(it, body->groups.count / 2 + 1, sizeof *first);
  if (it->fault != NULL) {
    return;
  }
  for (uint32_t i = 0; i < body->addressee_count; i++) {
    first[body->addressees[i].group + 1] = i + 1;
  }
  for (uint32_t i = 1; i <= body->groups.count / 2; i++) {
    first[i] = first[i] > first[i - 1] ? first[i] : first[i - 1];
  }
  for (uint32_t i = 0; i < review->recommendation_count && it->fault == NULL; i++) {
    cs_recommendation *each = &review->recommendations[i];
    uint32_t group = body->recommendations[i].group;
    each->first_addressee = review->addressee_count;
    for (uint32_t at = first[group]; at < first[group + 1] && it->fault == NULL; at++) {
      take_addressee(it, known, body->addressees[at].organisation);
    }
    each->addressee_count = review->addressee_count - each->first_addressee;
  }
}

/* ---- The whole ---- */

/* Coding asks for no hits. Whether they are as they were stored is asked where codings are put
 * beside them; there it is not too late to read the review from its source. */
static const int parts_to_code = CS_BODY_ALL & ~CS_BODY_HITS;

cs_status cs_load_body(cs_body *out, cs_loading *it, bool whole, cs_error *error) {
  const cs_value review = cs_integer(it->review_id);
  sqlite3_stmt *row;
  bool found = false;
  cs_status status = cs_sql_start(&row, it->dataset, CS_LOAD_BODY, &review, 1, error);
  if (status == CS_OK) {
    status = cs_sql_next(&found, it->dataset, row, error);
  }
  if (status != CS_OK) {
    return status;
  }
  int code = found ? cs_body_read(out, row, whole ? CS_BODY_ALL : parts_to_code) : SQLITE_CORRUPT;
  sqlite3_reset(row);
  if (code != SQLITE_OK) {
    cs_load_fault(it, "its passages, codings and evidence do not fit together");
    return cs_load_outcome(it, error);
  }
  status = take_sections(it, out, error);
  if (status != CS_OK) {
    return status;
  }
  take_passages(it, out);
  if (whole && it->fault == NULL) {
    take_recommendations(it, out);
  }
  if (it->fault == NULL) {
    take_citations(it, out, whole);
  }
  return cs_load_outcome(it, error);
}
