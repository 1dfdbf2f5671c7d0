/* Reading human coding. A column that is not read may hold anything; the cells that are
 * read are words, names and labels, and short. */
#include "analysis/coded_row.h"

#include <stdlib.h>
#include <strings.h>

static row_reader *reader_of(cs_csv_file *file) {
  return (row_reader *)file;
}

/* ---- The header ---- */

static void read_name(cs_csv_file *file, size_t place, const char *bytes, size_t length) {
  (void)length;
  row_reader *on = reader_of(file);
  if (place == COLUMNS_MAX) {
    file->status =
        cs_fail(file->error, CS_LIMIT, "%s: it has more than %d columns", file->path, COLUMNS_MAX);
    return;
  }
  int found = NOT_READ;
  for (int i = 0; i < FIELD_COUNT; i++) {
    found = strcasecmp(bytes, cs_coded_fields[i]) == 0 ? i : found;
  }
  if (found != NOT_READ && on->there[found]) {
    file->status = cs_fail(file->error, CS_MALFORMED, "%s: line %u: the column '%s' is there twice",
                           file->path, file->line, bytes);
  } else if (found != NOT_READ) {
    on->there[found] = true;
  }
  on->columns[on->column_count++] = found;
}

static void lack(cs_csv_file *file, const char *what) {
  file->status = cs_fail(file->error, CS_MALFORMED,
                         "%s: line %u: there is no column %s: human coding has the columns "
                         "area,kind,label,theme,polarity,repeat (and review where an area has "
                         "several, coder where several people coded)",
                         file->path, file->begun, what);
}

static void end_header(cs_csv_file *file) {
  const bool *there = reader_of(file)->there;
  if (!there[FIELD_PASSAGE] && !there[FIELD_AREA] && !there[FIELD_REVIEW]) {
    lack(file, "'area'");
  } else if (!there[FIELD_PASSAGE] && !there[FIELD_LABEL]) {
    lack(file, "'label'");
  } else if (!there[FIELD_PASSAGE] && !there[FIELD_KIND]) {
    lack(file, "'kind'");
  } else if (!there[FIELD_THEME]) {
    lack(file, "'theme'");
  } else if (there[FIELD_CODER] && there[FIELD_CODERS]) {
    file->status = cs_fail(file->error, CS_MALFORMED,
                           "%s: line %u: 'coder' (a row is one person's) and 'coders' (who made "
                           "it) cannot both be there: leave one out",
                           file->path, file->begun);
  }
}

/* ---- Rows ---- */

static void begin_row(row_reader *on) {
  for (int i = 0; i < FIELD_COUNT; i++) {
    cs_buffer_reset(&on->cell[i]);
  }
}

static void read_cell(cs_csv_file *file, size_t place, const char *bytes, size_t length) {
  row_reader *on = reader_of(file);
  int which = place < on->column_count ? on->columns[place] : NOT_READ;
  if (place == 0) {
    begin_row(on);
  }
  if (which == NOT_READ) {
    return;
  }
  if (length > CS_CODED_CELL) {
    file->status = cs_fail(file->error, CS_LIMIT,
                           "%s: line %u: a cell has %zu bytes, where an area, a label or a theme "
                           "has at most %d: is a quote missing?",
                           file->path, file->begun, length, CS_CODED_CELL);
    return;
  }
  cs_buffer_add(&on->cell[which], bytes, length);
}

cs_status cs_coded_read(cs_coded *coded, cs_arena *arena, const char *path, cs_problems *problems,
                        cs_error *error) {
  row_reader *on = cs_allocate(1, sizeof *on);
  *on = (row_reader){
      .file = {.path = path,
               .what = "a coding",
               .most_bytes = CS_CODED_BYTES,
               .name = read_name,
               .cell = read_cell,
               .header_end = end_header,
               .row_end = cs_coded_end_row,
               .problems = problems,
               .error = error},
      .out = coded,
      .arena = arena,
  };
  cs_status status = cs_csv_read(&on->file);
  for (int i = 0; i < FIELD_COUNT; i++) {
    cs_buffer_free(&on->cell[i]);
  }
  free(on);
  return status;
}
