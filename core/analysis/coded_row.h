/* analysis/coded_row.h: between the reader of a coding's file and the words of its rows. */
#ifndef CS_ANALYSIS_CODED_ROW_H
#define CS_ANALYSIS_CODED_ROW_H

#include "analysis/coded.h"
#include "analysis/csv_file.h"
#include "base/buffer.h"

enum { COLUMNS_MAX = 256, NOT_READ = -1 };

typedef enum field {
  FIELD_AREA,
  FIELD_REVIEW,
  FIELD_KIND,
  FIELD_LABEL,
  FIELD_PASSAGE,
  FIELD_THEME,
  FIELD_POLARITY,
  FIELD_REPEAT,
  FIELD_CODER,
  FIELD_CODERS,
  FIELD_CONTESTED,
  FIELD_COUNT
} field;

typedef struct row_reader {
  cs_csv_file file; /* first: the callbacks are given it */
  cs_coded *out;
  cs_arena *arena;
  int columns[COLUMNS_MAX]; /* field or NOT_READ */
  size_t column_count;
  bool there[FIELD_COUNT];
  cs_buffer cell[FIELD_COUNT];
} row_reader;

extern const char *const cs_coded_fields[FIELD_COUNT];

/* Takes over the row at hand; what is wrong in it is a problem, too many rows or coders a
 * failure in `status`. */
void cs_coded_end_row(cs_csv_file *file);

#endif
