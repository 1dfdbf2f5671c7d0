/* The tally: one pass over the bodies of all reviews, whatever their family. */
#include <conspectus/analysis.h>

#include "base/memory.h"
#include "dataset/bodies.h"

#include <stdlib.h>

/* Numbers of themes beyond this are not believed. */
enum { MOST_NUMBER = 1 << 20 };

typedef struct tallying {
  cs_tally *to;
  size_t review_capacity;
} tallying;

static uint32_t *counts_of(cs_tally *to, uint32_t theme) {
  for (; to->theme_count <= theme; to->theme_count++) {
    if ((to->theme_count & (to->theme_count - 1)) == 0) {
      size_t capacity = to->theme_count == 0 ? 1 : 2 * to->theme_count;
      to->themes = cs_reallocate(to->themes, capacity, sizeof *to->themes);
    }
    to->themes[to->theme_count] = (cs_tally_theme){{0}};
  }
  return to->themes[theme].count;
}

static cs_status add_body(void *context, const cs_body *body, cs_error *error) {
  (void)error;
  tallying *on = context;
  cs_tally *to = on->to;
  cs_grow(&to->reviews, &on->review_capacity, to->review_count, sizeof *to->reviews);
  cs_tally_review *review = &to->reviews[to->review_count++];
  *review = (cs_tally_review){.id = body->review, .citations = body->citation_count};
  for (uint32_t i = 0; i < body->passage_count; i++) {
    review->findings += body->passages[i].kind == CS_FINDING;
    review->recommendations += body->passages[i].kind == CS_RECOMMENDATION;
  }
  for (uint32_t i = 0; i < body->coding_count; i++) {
    const cs_body_coding *coding = &body->codings[i];
    if (coding->theme < MOST_NUMBER && coding->polarity < CS_POLARITY_COUNT) {
      counts_of(to, coding->theme)[coding->polarity]++;
    }
  }
  return CS_OK;
}

cs_status cs_tally_read(cs_tally **out, cs_dataset *dataset, cs_error *error) {
  tallying on = {.to = cs_allocate(1, sizeof *on.to)};
  const cs_body_reader bodies = {add_body, &on};
  cs_status status = cs_each_body(dataset, &bodies, error);
  if (status != CS_OK) {
    cs_tally_free(on.to);
    return status;
  }
  *out = on.to;
  return CS_OK;
}

void cs_tally_free(cs_tally *tally) {
  if (tally != NULL) {
    free(tally->reviews);
    free(tally->themes);
    free(tally);
  }
}

static int by_id(const void *key, const void *item) {
  int64_t wanted = *(const int64_t *)key, found = ((const cs_tally_review *)item)->id;
  return wanted < found ? -1 : wanted > found;
}

cs_tally_review cs_tally_of_review(const cs_tally *tally, int64_t id) {
  const cs_tally_review *found =
      tally->review_count != 0
          ? bsearch(&id, tally->reviews, tally->review_count, sizeof *tally->reviews, by_id)
          : NULL;
  return found != NULL ? *found : (cs_tally_review){.id = id};
}

cs_tally_theme cs_tally_of_theme(const cs_tally *tally, int64_t number) {
  return number >= 0 && (uint64_t)number < tally->theme_count ? tally->themes[number]
                                                              : (cs_tally_theme){{0}};
}
