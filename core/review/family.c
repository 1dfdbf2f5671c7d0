/* Family: names of what families are made of, and the choice of one. */
#include <conspectus/family.h>
#include <conspectus/review.h>

#include "review/phrases.h"

enum { RECOGNISE_BYTES = 4000 };

static const char *const field_names[CS_FIELD_COUNT] = {
    "area",          "review_dates", "published", "inspectors", "providers",
    "commissioners", "nhs_area",     "region",    "signatory",
};

static const char *const holds_names[] = {
    "preamble", "context", "quotes", "findings", "recommendations", "nothing",
};

static const char *const kind_names[CS_KIND_COUNT] = {
    "finding", "recommendation", "example", "quote", "context", "preamble",
};

const char *cs_field_name(cs_field field) {
  return field < CS_FIELD_COUNT ? field_names[field] : "";
}

const char *cs_holds_name(cs_holds holds) {
  return holds <= CS_HOLDS_NOTHING ? holds_names[holds] : "";
}

const char *cs_kind_name(cs_kind kind) {
  return kind < CS_KIND_COUNT ? kind_names[kind] : "";
}

/* Where the text first says so, or beyond its end. */
static size_t recognised_at(const cs_patterns *patterns, const cs_text *text) {
  size_t length = text->length < RECOGNISE_BYTES ? text->length : RECOGNISE_BYTES;
  size_t start, end;
  cs_phrases phrases;
  cs_phrases_make(&phrases, patterns);
  bool found = cs_phrases_find(&phrases, text->bytes, length, 0, &start, &end);
  cs_phrases_free(&phrases);
  return found ? start : SIZE_MAX;
}

bool cs_family_fits(const cs_family *family, const cs_text *text) {
  return recognised_at(&family->recognise, text) != SIZE_MAX;
}

/* A later page may speak of a review of another family: the title is what comes first. */
const cs_family *cs_family_of(const cs_text *text, const cs_family *const *families, size_t count) {
  const cs_family *found = NULL;
  for (int related = 0; related < 2 && found == NULL; related++) {
    size_t first = SIZE_MAX;
    for (size_t i = 0; i < count; i++) {
      size_t at = recognised_at(related ? &families[i]->related : &families[i]->recognise, text);
      if (at < first) {
        first = at;
        found = families[i];
      }
    }
  }
  return found;
}
