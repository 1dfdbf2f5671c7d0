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

static bool is_recognised(const cs_family *family, const cs_text *text) {
  size_t length = text->length < RECOGNISE_BYTES ? text->length : RECOGNISE_BYTES;
  size_t start, end;
  cs_phrases phrases;
  cs_phrases_make(&phrases, &family->recognise);
  bool found = cs_phrases_find(&phrases, text->bytes, length, 0, &start, &end);
  cs_phrases_free(&phrases);
  return found;
}

const cs_family *cs_family_of(const cs_text *text, const cs_family *const *families, size_t count) {
  for (size_t i = 0; i < count; i++) {
    if (is_recognised(families[i], text)) {
      return families[i];
    }
  }
  return NULL;
}
