/* dataset/body/text.h: the texts of a row of review_body as numbers and strings, and back. */
#ifndef CS_DATASET_BODY_TEXT_H
#define CS_DATASET_BODY_TEXT_H

#include "dataset/body/body.h"

/* Writes a number as a character of 1 to 4 bytes and returns where it ends. */
char *cs_body_write_long(char *to, uint32_t number);

static inline char *cs_body_write(char *to, uint32_t number) {
  if (number < 0x7F) {
    *to = (char)(number + 1);
    return to + 1;
  }
  return cs_body_write_long(to, number);
}

/* All numbers of a column, the caller's to free also where it fails; `*count` is a multiple of
 * `each`. SQLITE_OK, SQLITE_CORRUPT or SQLITE_NOMEM. */
int cs_body_numbers(uint32_t **out, uint32_t *count, sqlite3_stmt *row, int column, uint32_t each);

/* The strings of a column's JSON array; of a string of two parts, with `parts`, each part is a
 * string, the second "" where there is none. The same codes. */
int cs_body_strings_read(cs_body_strings *out, sqlite3_stmt *row, int column, bool parts);

/* The stems of a column, and of the passages that were read the labels. The same codes. */
int cs_body_labels_read(cs_body *out, sqlite3_stmt *row, int column);

/* Never more than fits: what is higher is out of every range anyhow. */
static inline uint32_t cs_body_fit(uint64_t value) {
  return value <= UINT32_MAX ? (uint32_t)value : UINT32_MAX;
}

static inline uint32_t cs_body_pair(const uint32_t *numbers) {
  return cs_body_fit((uint64_t)numbers[0] * CS_BODY_THOUSANDS + numbers[1]);
}

/* A step of this value from `from`, within what fits. */
static inline uint32_t cs_body_step(uint64_t value, uint32_t from) {
  int64_t step = (int64_t)(value / 2);
  int64_t to = value % 2 != 0 ? (int64_t)from - step - 1 : (int64_t)from + step;
  return to < 0 ? UINT32_MAX : cs_body_fit((uint64_t)to);
}

#endif
