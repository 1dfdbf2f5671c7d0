/* dataset/body.h: passages, codings and evidence of one review, as a row of review_body has them.
 *
 * They are texts, so that plain SQL can take them apart: each number is one character, whose code
 * is the number and 1, and 2,048 more from 0xD800 on, where Unicode has no characters. So small
 * numbers take one byte. A passage, a coding and a hit are so many characters each:
 *
 *   passages  section, kind * 4 + cites * 2 + printed, and four pairs of thousands and rest:
 *             start, length, words, line (0: missing)
 *   codings   index of the passage, number of the theme, polarity * 2 + repeat,
 *             confidence in thousandths, how many hits it has
 *   hits      id of the form (a term in a role, of a length), bytes from the last hit's start
 *             (the first: the passage's); a hit of form 0 only moves on
 *
 * `labels` is a JSON array of strings: a passage's label, and its title behind a unit separator.
 *
 * A body read from a file is not believed: what was taken apart is checked as far as memory goes
 * (counts, indexes), not what the numbers mean. It needs nothing but the C library, because the
 * loadable extension is made of it too.
 */
#ifndef CS_DATASET_BODY_H
#define CS_DATASET_BODY_H

#include <sqlite3.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum {
  CS_BODY_PASSAGE = 10, /* characters */
  CS_BODY_CODING = 5,
  CS_BODY_HIT = 2,
  CS_BODY_MOST = 1100000,   /* the highest number that is written; the next fit too */
  CS_BODY_THOUSANDS = 1000, /* what a pair counts in */
  CS_BODY_SEPARATOR = 0x1F,
};

typedef struct cs_body_passage {
  uint32_t section; /* its seq */
  uint32_t kind;
  bool printed;
  bool cites; /* a recommendation that is there */
  uint32_t start, length, words;
  uint32_t line; /* 0: missing */
} cs_body_passage;

typedef struct cs_body_coding {
  uint32_t passage; /* index */
  uint32_t theme;   /* number */
  uint32_t polarity;
  bool repeat;
  uint32_t confidence; /* thousandths */
  uint32_t first_hit;  /* index of the characters of its first */
  uint32_t hit_count;
} cs_body_coding;

typedef struct cs_body_hit {
  uint32_t form;
  uint32_t start; /* in the review's text */
} cs_body_hit;

typedef struct cs_body {
  int64_t review;
  int64_t first_passage; /* ids of what it has follow each other */
  int64_t first_coding;
  uint32_t passage_count, coding_count;
  cs_body_passage *passages;
  cs_body_coding *codings; /* in order of passage, as far as it is right */
  uint32_t *hits;          /* their numbers, CS_BODY_HIT each */
  uint32_t hit_count;
  char *labels;          /* one after the other, each with a NUL, titles too */
  const char **label_of; /* of each passage its label; behind it its title, or "" */
} cs_body;

/* The columns that cs_body_read wants of a row, in this order. */
#define CS_BODY_COLUMNS "review_id, first_passage, first_coding, labels, passages, codings, hits"

/* What is wanted of a row; passages always are. */
typedef enum cs_body_part {
  CS_BODY_LABELS = 1,
  CS_BODY_CODINGS = 2,
  CS_BODY_HITS = 4, /* and codings */
} cs_body_part;

/* Takes the wanted parts of a row apart; the columns of the others may be anything. SQLITE_OK,
 * SQLITE_CORRUPT or SQLITE_NOMEM; in every case the body is to be freed. */
int cs_body_read(cs_body *out, sqlite3_stmt *row, int parts);
void cs_body_free(cs_body *body);

const char *cs_body_title(const cs_body *body, uint32_t passage);

/* The next hit of a coding, from *at, which begins as 0; `start` is the last one's. False behind
 * the last. */
bool cs_body_next_hit(cs_body_hit *hit, uint32_t *at, const cs_body *body,
                      const cs_body_coding *coding);

/* Writes a number as a character of 1 to 4 bytes and returns where it ends. */
char *cs_body_write(char *to, uint32_t number);

#endif
