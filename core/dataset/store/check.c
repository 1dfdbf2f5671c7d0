/* Checking a record before it is stored: it comes from another process, and what
 * does not fit together there must not be in a dataset. */
#include "dataset/store/store.h"

static bool is_slice(uint64_t start, uint64_t length, uint64_t size) {
  return start <= size && length <= size - start;
}

static bool is_run(uint64_t first, uint64_t count, uint64_t size) {
  return is_slice(first, count, size);
}

static const char *check_passages(const cs_review *review, uint64_t size) {
  for (uint32_t i = 0; i < review->passage_count; i++) {
    const cs_passage *each = &review->passages[i];
    if ((unsigned)each->kind >= CS_KIND_COUNT || each->section >= review->section_count ||
        !is_slice(each->start, each->length, size)) {
      return "a passage";
    }
  }
  return NULL;
}

static const char *check_recommendations(const cs_review *review) {
  for (uint32_t i = 0; i < review->recommendation_count; i++) {
    const cs_recommendation *each = &review->recommendations[i];
    if (each->passage >= review->passage_count ||
        review->passages[each->passage].kind != CS_RECOMMENDATION ||
        !is_run(each->first_addressee, each->addressee_count, review->addressee_count)) {
      return "a recommendation";
    }
  }
  for (uint32_t i = 0; i < review->addressee_count; i++) {
    if (review->addressees[i] >= review->organisation_count) {
      return "an addressee";
    }
  }
  return NULL;
}

static const char *check_citations(const cs_review *review, uint64_t size) {
  for (uint32_t i = 0; i < review->citation_count; i++) {
    const cs_citation *each = &review->citations[i];
    if (each->passage >= review->passage_count || each->recommendation < -1 ||
        each->recommendation >= (int64_t)review->recommendation_count ||
        !is_slice(each->start, each->length, size)) {
      return "a citation";
    }
  }
  for (uint32_t i = 0; i < review->note_count; i++) {
    const cs_note *each = &review->notes[i];
    if (each->passage >= review->passage_count || !is_slice(each->start, each->length, size)) {
      return "a note";
    }
  }
  return NULL;
}

/* Whether what codings and evidence refer to is there, but for passages. */
static const char *check_values(const cs_dataset *dataset, const cs_codings *codings) {
  for (size_t i = 0; i < codings->count; i++) {
    const cs_coding *each = &codings->items[i];
    if (each->theme >= dataset->run.theme_count || (unsigned)each->polarity >= CS_POLARITY_COUNT ||
        !(each->confidence >= 0 && each->confidence <= 1) ||
        !is_run(each->first_evidence, each->evidence_count, codings->evidence_count)) {
      return "a coding";
    }
  }
  for (size_t i = 0; i < codings->evidence_count; i++) {
    const cs_evidence *each = &codings->evidence[i];
    if ((unsigned)each->role >= CS_ROLE_COUNT || each->term >= dataset->run.term_count) {
      return "a piece of evidence";
    }
  }
  return NULL;
}

static bool is_within(const cs_evidence *evidence, const cs_passage *passage) {
  return evidence->start >= passage->start &&
         is_slice(evidence->start - passage->start, evidence->length, passage->length);
}

static const char *check_places(const cs_review *review, const cs_codings *codings) {
  for (size_t i = 0; i < codings->count; i++) {
    const cs_coding *each = &codings->items[i];
    if (each->passage >= review->passage_count) {
      return "a coding";
    }
    for (uint32_t j = 0; j < each->evidence_count; j++) {
      const cs_evidence *evidence = &codings->evidence[each->first_evidence + j];
      if (!is_within(evidence, &review->passages[each->passage])) {
        return "a piece of evidence";
      }
    }
  }
  return NULL;
}

static cs_status refuse(const cs_dataset *dataset, const cs_record *record, const char *fault,
                        cs_error *error) {
  return fault == NULL
             ? CS_OK
             : cs_fail(error, CS_MALFORMED, "%s: cannot store %s: %s points to what is not there",
                       dataset->path, record->source.name, fault);
}

cs_status cs_check_codings(const cs_dataset *dataset, const cs_record *record, cs_error *error) {
  return refuse(dataset, record, check_values(dataset, record->codings), error);
}

cs_status cs_check_review(const cs_dataset *dataset, const cs_record *record, cs_error *error) {
  const cs_review *review = record->review;
  const char *fault = check_passages(review, record->text_size);
  if (fault == NULL) {
    fault = check_recommendations(review);
  }
  if (fault == NULL) {
    fault = check_citations(review, record->text_size);
  }
  if (fault == NULL && record->codings != NULL) {
    fault = check_values(dataset, record->codings);
  }
  if (fault == NULL && record->codings != NULL) {
    fault = check_places(review, record->codings);
  }
  return refuse(dataset, record, fault, error);
}
