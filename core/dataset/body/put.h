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

static inline void cs_put_step(cs_buffer *to, uint32_t from, uint32_t number) {
  cs_put_pair(to,
              number >= from ? 2 * (uint64_t)(number - from) : 2 * (uint64_t)(from - number) - 1);
}

/* Adds a string to an array that was begun empty; `second` ("": none) behind a separator. */
void cs_put_string(cs_buffer *to, const char *string, const char *second);
/* Ends the array. */
void cs_put_end(cs_buffer *to);

#endif
