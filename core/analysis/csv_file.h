/* analysis/csv_file.h: a CSV file from outside, cell by cell.
 *
 * In any encoding that documents come in, with commas, semicolons or tabs: the first of
 * them that its header has. Whoever reads one says what its cells mean; here is what they
 * all need: bounds, and messages that name the file and the line.
 *
 * The first row that has something in it is the header. Rows with nothing in them are
 * passed over. The first failure, of the file or of a callback, ends the reading.
 */
#ifndef CS_ANALYSIS_CSV_FILE_H
#define CS_ANALYSIS_CSV_FILE_H

#include <conspectus/problem.h>
#include <conspectus/status.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* More cells in a row than this are no table, whoever reads it. */
enum { CS_CSV_CELLS = 10000 };

typedef struct cs_csv_file cs_csv_file;

/* A cell of the header or of a row, without outer blanks; the bytes are valid until it
 * returns, and a NUL stands behind them. `place` counts from 0. */
typedef void cs_csv_cell(cs_csv_file *file, size_t place, const char *bytes, size_t length);
typedef void cs_csv_row(cs_csv_file *file);

struct cs_csv_file {
  /* Set by the caller. */
  const char *path;
  const char *what;  /* "a table", "a coding": what would not be as large */
  size_t most_bytes; /* of the file */
  cs_csv_cell *name, *cell;
  cs_csv_row *header_end, *row_end;
  cs_problems *problems; /* where faults of the encoding go; NULL: nowhere */
  cs_error *error;
  /* For the callbacks. */
  cs_status status; /* they set it to stop */
  uint32_t line;    /* that is being read, from 1 */
  uint32_t begun;   /* where the row at hand began */
  size_t cells;     /* of the row at hand so far */
  bool header_done;
  /* Of no interest to others. */
  size_t rows;
  bool filled;
};

/* CS_NOT_FOUND, CS_UNREADABLE, CS_LIMIT for a file that is too large, CS_MALFORMED for what
 * is no text, no CSV, or has no rows below its header; or what a callback set. */
cs_status cs_csv_read(cs_csv_file *file);

#endif
