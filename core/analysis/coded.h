/* analysis/coded.h: a file of human coding, row by row.
 *
 * CSV in any encoding that documents come in, with commas, semicolons or tabs. A row is
 * a coding; words are checked here, names (areas, labels, themes) later, by who knows
 * the dataset. Strings are the arena's.
 */
#ifndef CS_ANALYSIS_CODED_H
#define CS_ANALYSIS_CODED_H

#include "base/memory.h"

#include <conspectus/agreement.h>

/* "none" or nothing in the column of themes: the unit was coded with no theme. */
typedef struct cs_coded_row {
  uint32_t line; /* where it begins, from 1 */
  uint32_t coder;
  const char *area; /* "" where the file does not say */
  const char *review;
  const char *label;
  cs_kind kind;
  const char *theme; /* NULL: none */
  uint8_t polarities;
  uint8_t repeat; /* cs_said */
  bool contested;
} cs_coded_row;

typedef struct cs_coded {
  cs_coded_row *rows;
  size_t count, capacity;
  const char *coders[CS_CODERS_MAX];
  size_t coder_count;
  size_t skipped; /* rows that cannot be read; each is a problem */
} cs_coded;

/* A file of more bytes, and a cell of more in a column that is read, are no coding. */
enum { CS_CODED_BYTES = 32 << 20, CS_CODED_CELL = 1000 };

/* Fills a zeroed `coded`; free(coded->rows). */
cs_status cs_coded_read(cs_coded *coded, cs_arena *arena, const char *path, cs_problems *problems,
                        cs_error *error);

#endif
