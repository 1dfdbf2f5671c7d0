/* CSV, a row at a time. A row is put together in a buffer and written whole.
 *
 * Lines end with '\n' and not with the "\r\n" of RFC 4180: every statistics program
 * and spreadsheet reads both, while sort, cut and diff would take the '\r' for a
 * part of the last cell. datapackage.json says so in its dialect. Cells are as they
 * are in the dataset: one that begins with '=' is not changed, since a change made
 * for spreadsheets would be an error in R. */
#include "base/buffer.h"
#include "base/memory.h"
#include "output/number.h"

#include <conspectus/output.h>
#include <csv.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>

struct cs_csv {
  FILE *file; /* borrowed */
  size_t column_count;
  cs_buffer row;
  size_t *widest; /* bytes of a column's longest value, before quoting */
  int failure;    /* errno of the first write that failed */
};

/* Readers take off blanks around a bare cell, libcsv among them. */
static bool needs_quotes(const char *cell, size_t length) {
  static const char blanks[] = " \t";
  return strpbrk(cell, ",\"\r\n") != NULL || strchr(blanks, cell[0]) != NULL ||
         strchr(blanks, cell[length - 1]) != NULL;
}

static void add_quoted(cs_buffer *row, const char *cell, size_t length) {
  size_t needed = csv_write2(NULL, 0, cell, length, '"');
  csv_write2(cs_buffer_reserve(row, needed), needed, cell, length, '"');
  row->length += needed;
}

static void add_cell(cs_csv *csv, const char *cell, size_t length) {
  if (length == 0) {
    /* A line of nothing would be no row at all. */
    cs_buffer_add_string(&csv->row, csv->column_count == 1 ? "\"\"" : "");
  } else if (needs_quotes(cell, length)) {
    add_quoted(&csv->row, cell, length);
  } else {
    cs_buffer_add(&csv->row, cell, length);
  }
}

static void add_value(cs_csv *csv, const cs_value *value) {
  char text[CS_NUMBER_SIZE];
  switch (value->type) {
  case CS_INTEGER:
    add_cell(csv, text, cs_integer_text(text, value->integer));
    break;
  case CS_REAL:
    add_cell(csv, text, cs_real_text(text, value->real));
    break;
  case CS_STRING:
    add_cell(csv, value->string, strlen(value->string));
    break;
  case CS_MISSING:
    add_cell(csv, "", 0);
    break;
  }
}

static void write_row(cs_csv *csv) {
  cs_buffer_add_char(&csv->row, '\n');
  if (fwrite(csv->row.bytes, 1, csv->row.length, csv->file) != csv->row.length &&
      csv->failure == 0) {
    csv->failure = errno != 0 ? errno : EIO;
  }
  cs_buffer_reset(&csv->row);
}

static cs_status outcome(const cs_csv *csv, cs_error *error) {
  return csv->failure == 0
             ? CS_OK
             : cs_fail(error, CS_UNREADABLE, "cannot write: %s", strerror(csv->failure));
}

cs_csv *cs_csv_begin(FILE *file, const cs_column *columns, size_t column_count) {
  cs_csv *csv = cs_allocate(1, sizeof *csv);
  csv->file = file;
  csv->column_count = column_count;
  csv->widest = cs_allocate(column_count + 1, sizeof *csv->widest);
  for (size_t i = 0; i < column_count; i++) {
    if (i > 0) {
      cs_buffer_add_char(&csv->row, ',');
    }
    add_cell(csv, columns[i].name, strlen(columns[i].name));
  }
  write_row(csv);
  return csv;
}

cs_status cs_csv_row(cs_csv *csv, const cs_value *values, cs_error *error) {
  for (size_t i = 0; i < csv->column_count; i++) {
    if (i > 0) {
      cs_buffer_add_char(&csv->row, ',');
    }
    add_value(csv, &values[i]);
    size_t length = values[i].type == CS_STRING ? strlen(values[i].string) : 0;
    csv->widest[i] = length > csv->widest[i] ? length : csv->widest[i];
  }
  write_row(csv);
  return outcome(csv, error);
}

size_t cs_csv_widest(const cs_csv *csv, size_t column) {
  return csv->widest[column];
}

int cs_csv_failure(const cs_csv *csv) {
  return csv->failure;
}

cs_status cs_csv_end(cs_csv *csv, cs_error *error) {
  if (csv == NULL) {
    return CS_OK;
  }
  if (fflush(csv->file) != 0 && csv->failure == 0) {
    csv->failure = errno;
  }
  cs_status status = outcome(csv, error);
  cs_buffer_free(&csv->row);
  free(csv->widest);
  free(csv);
  return status;
}
