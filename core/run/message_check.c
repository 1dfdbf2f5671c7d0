/* What a record that was read must fulfil beyond its layout, so that the dataset
 * can store it: every index is in range, every place lies in the text, codings
 * are in order, labels are unique. */
#include "run/message.h"

#include "base/memory.h"
#include "review/repeats.h"

#include <stdlib.h>
#include <string.h>

static bool is_digest(const char *digest) {
  size_t length = strspn(digest, "0123456789abcdef");
  return digest[length] == '\0' && (length == 0 || length == 64);
}

static bool is_date(const char *date) {
  static const char form[] = "dddd-dd-dd";
  if (*date == '\0') {
    return true;
  }
  for (size_t i = 0; i < sizeof form; i++) {
    bool digit = date[i] >= '0' && date[i] <= '9';
    if (form[i] == 'd' ? !digit : date[i] != form[i]) {
      return false;
    }
  }
  return true;
}

static bool in_text(const cs_record *record, uint32_t start, uint32_t length) {
  return start <= record->text_size && length <= record->text_size - start;
}

/* A run of `count` items from `first` in an array of `all`. */
static bool is_run(uint32_t first, uint32_t count, size_t all) {
  return first <= all && count <= all - first;
}

static bool passages_fit(const cs_record *record) {
  const cs_review *review = record->review;
  for (uint32_t i = 0; i < review->passage_count; i++) {
    const cs_passage *passage = &review->passages[i];
    if (passage->section >= review->section_count ||
        !in_text(record, passage->start, passage->length)) {
      return false;
    }
  }
  return true;
}

static bool labels_are_unique(const cs_review *review) {
  uint32_t *repeats = cs_allocate(review->passage_count, sizeof *repeats);
  bool unique = cs_review_repeats(repeats, review) == 0;
  free(repeats);
  return unique;
}

static bool recommendations_fit(const cs_record *record) {
  const cs_review *review = record->review;
  for (uint32_t i = 0; i < review->recommendation_count; i++) {
    const cs_recommendation *each = &review->recommendations[i];
    if (each->passage >= review->passage_count ||
        review->passages[each->passage].kind != CS_RECOMMENDATION ||
        (i != 0 && each->passage <= review->recommendations[i - 1].passage) ||
        !is_run(each->first_addressee, each->addressee_count, review->addressee_count)) {
      return false;
    }
  }
  for (uint32_t i = 0; i < review->addressee_count; i++) {
    if (review->addressees[i] >= review->organisation_count) {
      return false;
    }
  }
  return true;
}

static bool citations_fit(const cs_record *record) {
  const cs_review *review = record->review;
  for (uint32_t i = 0; i < review->citation_count; i++) {
    const cs_citation *each = &review->citations[i];
    int64_t most = review->recommendation_count;
    if (each->passage >= review->passage_count || each->recommendation < -1 ||
        each->recommendation >= most || !in_text(record, each->start, each->length)) {
      return false;
    }
  }
  return true;
}

static bool notes_fit(const cs_record *record) {
  const cs_review *review = record->review;
  for (uint32_t i = 0; i < review->note_count; i++) {
    const cs_note *note = &review->notes[i];
    if (note->passage >= review->passage_count || !in_text(record, note->start, note->length)) {
      return false;
    }
  }
  return true;
}

/* Passages are below `passages`. */
static bool codings_fit(const cs_record *record, uint32_t passages,
                        const cs_message_limits *limits) {
  const cs_codings *codings = record->codings;
  for (size_t i = 0; i < codings->count; i++) {
    const cs_coding *each = &codings->items[i];
    if (each->passage >= passages || each->theme >= limits->theme_count ||
        !(each->confidence >= 0 && each->confidence <= 1) ||
        !is_run(each->first_evidence, each->evidence_count, codings->evidence_count)) {
      return false;
    }
    const cs_coding *last = i != 0 ? each - 1 : NULL;
    if (last != NULL && (each->passage < last->passage ||
                         (each->passage == last->passage && each->theme <= last->theme))) {
      return false;
    }
  }
  return true;
}

/* Within a text of so many bytes. */
static bool evidence_fits(const cs_record *record, size_t most, const cs_message_limits *limits) {
  const cs_codings *codings = record->codings;
  for (size_t i = 0; i < codings->evidence_count; i++) {
    const cs_evidence *each = &codings->evidence[i];
    if (each->term >= limits->term_count || each->start > most ||
        each->length > most - each->start) {
      return false;
    }
  }
  return true;
}

/* Evidence of a passage that a number can still count, for all of its codings together. As a theme
 * has at most CS_MOST_EVIDENCE pieces in a review, it takes thirty that have as many in one
 * passage. */
static bool evidence_is_bounded(const cs_codings *codings) {
  enum { MOST_OF_PASSAGE = 1000000 };
  size_t count = 0;
  for (size_t i = 0; i < codings->count; i++) {
    bool same = i != 0 && codings->items[i].passage == codings->items[i - 1].passage;
    count = (same ? count : 0) + codings->items[i].evidence_count;
    if (count > MOST_OF_PASSAGE) {
      return false;
    }
  }
  return true;
}

static const char *codings_fault(const cs_record *record, uint32_t passages, size_t text_size,
                                 const cs_message_limits *limits) {
  return !codings_fit(record, passages, limits)      ? "a coding is out of range or order"
         : !evidence_fits(record, text_size, limits) ? "a piece of evidence is out of range"
         : !evidence_is_bounded(record->codings)     ? "a passage has more hits than can be stored"
                                                     : NULL;
}

static const char *review_fault(const cs_record *record, const cs_message_limits *limits) {
  const cs_review *review = record->review;
  enum { MOST_PASSAGES = 1000000 };
  return *record->source.sha256 == '\0'            ? "a review without its digest"
         : review->passage_count > MOST_PASSAGES   ? "more passages than can be stored"
         : record->text_size > limits->text_size   ? "the text is too large"
         : record->packed_size == 0                ? "a review without its text"
         : record->packed_size > record->text_size ? "a text is packed wrongly"
         : *review->area == '\0'                   ? "a review without its area"
         : !is_date(review->review_start) || !is_date(review->review_end) ||
                 !is_date(review->published)
             ? "a date is none"
         : review->children < -1                         ? "a number of children is none"
         : !passages_fit(record)                         ? "a passage is out of range"
         : !limits->stored && !labels_are_unique(review) ? "a label comes twice"
         : !recommendations_fit(record)                  ? "a recommendation is out of range"
         : !citations_fit(record)                        ? "a citation is out of range"
         : !notes_fit(record)
             ? "a note is out of range"
             : codings_fault(record, review->passage_count, record->text_size, limits);
}

static const char *outer_fault(const cs_record *record) {
  return !is_digest(record->source.sha256)           ? "a digest is none"
         : record->problems->count > CS_PROBLEMS_MAX ? "too many problems"
                                                     : NULL;
}

const char *cs_codings_fault(const cs_record *record, const cs_message_limits *limits) {
  const char *fault = outer_fault(record);
  return fault != NULL ? fault : codings_fault(record, UINT32_MAX, limits->text_size, limits);
}

const char *cs_record_fault(const cs_record *record, const cs_message_limits *limits) {
  const char *fault = outer_fault(record);
  if (fault != NULL) {
    return fault;
  }
  return record->review != NULL ? review_fault(record, limits) : NULL;
}
