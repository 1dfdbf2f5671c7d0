/* analysis/agreement_read.h: how rows of human coding find what they mean.
 *
 * First the reviews that the rows mean are found, then the findings and
 * recommendations of these are read, and rows find theirs by kind and label. What fits
 * nowhere is told once for each thing that is missing, with the rows it takes along.
 */
#ifndef CS_ANALYSIS_AGREEMENT_READ_H
#define CS_ANALYSIS_AGREEMENT_READ_H

#include "analysis/coded.h"

#define NOWHERE UINT32_MAX

/* A unit of a review that the rows may mean. */
typedef struct place {
  cs_unit unit;
  uint32_t order; /* among all, by review key and place */
  uint32_t kept;  /* index among the units that stay, or NOWHERE */
} place;

typedef struct review_entry {
  int64_t id;
  const char *key;
  const char *area;
  bool wanted;  /* some row may mean it */
  bool covered; /* some row does */
  size_t first; /* its places, sorted by kind and label */
  size_t count;
  uint32_t kept; /* index among the covered */
} review_entry;

/* What rows named in vain. */
typedef struct miss {
  const char *what; /* "t:THEME" and the like: what makes it one */
  uint32_t line;    /* of the first row */
  size_t rows;
  cs_severity severity;
  const char *message;
} miss;

/* A row with what it means. */
typedef struct meaning {
  uint32_t place; /* index into places, or NOWHERE */
  uint32_t theme; /* index into all themes, or NOWHERE */
  uint32_t slip;  /* the theme that a mistyped one is near, or NOWHERE */
} meaning;

typedef struct reading {
  cs_agreement *out;
  cs_arena *arena;
  cs_dataset *dataset;
  const char *path;
  const cs_agreement_options *options;
  cs_coded coded;
  meaning *meanings;
  review_entry *reviews; /* by key */
  size_t review_count, review_capacity;
  const char **names; /* areas and keys, for the nearest */
  size_t name_count;
  place *places;
  size_t place_count, place_capacity;
  const char **themes; /* of the dataset, and one more that was asked for */
  size_t theme_count, theme_capacity;
  uint32_t *compared; /* by theme: its index among those compared, or NOWHERE */
  bool *used;         /* by theme: some row has it */
  miss *misses;
  size_t miss_count, miss_capacity, misses_dropped;
  const char *absent[64]; /* themes that the dataset does not have, no slip among them */
  size_t absent_count;
} reading;

/* Reads the reviews of the dataset and says of every row which unit and theme it
 * means; `themes` and `used` are there. */
cs_status cs_match_rows(reading *on, cs_error *error);
/* The place of a review with this kind and label, or NOWHERE. */
uint32_t cs_find_place(const reading *on, const review_entry *review, cs_kind kind,
                       const char *label);
/* The theme's number, case ignored, or NOWHERE. */
uint32_t cs_find_theme(const reading *on, const char *theme);
/* Adds what fitted nowhere. */
void cs_tell_misses(reading *on, cs_problems *problems);

#endif
