/* dataset/body/put.h: writing numbers and strings of a row of review_body; body.h says how. */
#ifndef CS_DATASET_BODY_PUT_H
#define CS_DATASET_BODY_PUT_H

#include "base/buffer.h"
#include "dataset/body/text.h"

static inline void cs_put_number(cs_buffer *to, uint64_t number) {
  uint32_t written = number <= CS_BODY_MOST ? (uint32_t)number : CS_BODY_MOST;
  char *at = cs_buffer_reserve(to, 4);
  to->length += (size_t)(cs_body_write(at, written) - at);
}

static inline void cs_put_pair(cs_buffer *to, uint64_t number) {
  cs_put_number(to, number / CS_BODY_THOUSANDS);
  cs_put_number(to, number % CS_BODY_THOUSANDS);
}

/* The value of a step. */
static inline uint64_t cs_step_between(uint32_t from, uint32_t to) {
  return to >= from ? 2 * (uint64_t)(to - from) : 2 * (uint64_t)(from - to) - 1;
}

/* Adds a string to an array that was begun empty. */
void cs_put_string(cs_buffer *to, const char *string);
/* Ends the array. */
void cs_put_end(cs_buffer *to);

/* A label but for the number at its end, and a title or "". */
typedef struct cs_stem {
  const char *label, *title;
  size_t length; /* of the label's */
} cs_stem;

/* The stems of a review's labels. */
typedef struct cs_stems {
  cs_buffer *text; /* the array */
  cs_stem *items;  /* room for one a passage */
  uint32_t count;
} cs_stems;

/* Adds the index of a label's stem, which is added where it is none of the last, and its number. */
void cs_put_label(cs_buffer *to, cs_stems *stems, const char *label, const char *title);

#endif
