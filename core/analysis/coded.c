/* Reading human coding. The file is decoded as documents are, then given to libcsv a
 * line at a time, so that each row knows where it began. A column that is not read may
 * hold anything; the cells that are read are words, names and labels, and short. */
#include "analysis/coded_row.h"

#include "text/decode.h"

#include <csv.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

static bool has_stopped(const row_reader *on) {
  return on->status != CS_OK;
}

/* ---- The header ---- */

static void read_header_cell(row_reader *on, const char *name) {
  if (on->column_count == COLUMNS_MAX) {
    on->status =
        cs_fail(on->error, CS_LIMIT, "%s: it has more than %d columns", on->path, COLUMNS_MAX);
    return;
  }
  int found = NOT_READ;
  for (int i = 0; i < FIELD_COUNT; i++) {
    found = strcasecmp(name, cs_coded_fields[i]) == 0 ? i : found;
  }
  if (found != NOT_READ && on->there[found]) {
    on->status = cs_fail(on->error, CS_MALFORMED, "%s: line %u: the column '%s' is there twice",
                         on->path, (unsigned)on->line, name);
  } else if (found != NOT_READ) {
    on->there[found] = true;
  }
  on->columns[on->column_count++] = found;
}

static void lack(row_reader *on, const char *what) {
  on->status = cs_fail(on->error, CS_MALFORMED,
                       "%s: line 1: there is no column %s: human coding has the columns "
                       "area,kind,label,theme,polarity,repeat (and review where an area has "
                       "several, coder where several people coded)",
                       on->path, what);
}

static void end_header(row_reader *on) {
  const bool *there = on->there;
  bool placed = there[FIELD_PASSAGE] || there[FIELD_AREA] || there[FIELD_REVIEW];
  on->header_done = true;
  if (!placed) {
    lack(on, "'area'");
  } else if (!there[FIELD_PASSAGE] && !there[FIELD_LABEL]) {
    lack(on, "'label'");
  } else if (!there[FIELD_PASSAGE] && !there[FIELD_KIND]) {
    lack(on, "'kind'");
  } else if (!there[FIELD_THEME]) {
    lack(on, "'theme'");
  } else if (there[FIELD_CODER] && there[FIELD_CODERS]) {
    on->status = cs_fail(on->error, CS_MALFORMED,
                         "%s: line 1: 'coder' (a row is one person's) and 'coders' (who made it) "
                         "cannot both be there: leave one out",
                         on->path);
  }
}

/* ---- libcsv ---- */

static void trim(const char **bytes, size_t *length) {
  while (*length > 0 && strchr(" \t\n", **bytes) != NULL) {
    (*bytes)++;
    (*length)--;
  }
  while (*length > 0 && strchr(" \t\n", (*bytes)[*length - 1]) != NULL) {
    (*length)--;
  }
}

static void on_cell(void *cell, size_t length, void *context) {
  row_reader *on = context;
  const char *bytes = cell != NULL ? cell : "";
  size_t place = on->cells++;
  int which = on->header_done && place < on->column_count ? on->columns[place] : NOT_READ;
  if (has_stopped(on) || (on->header_done && which == NOT_READ)) {
    return;
  }
  trim(&bytes, &length);
  if (length > CS_CODED_CELL) {
    on->status = cs_fail(on->error, CS_LIMIT,
                         "%s: line %u: a cell has %zu bytes, where an area, a label or a theme has "
                         "at most %d: is a quote missing?",
                         on->path, (unsigned)on->begun, length, CS_CODED_CELL);
  } else if (on->header_done) {
    cs_buffer_add(&on->cell[which], bytes, length);
  } else {
    char *name = cs_copy_bytes(bytes, length);
    read_header_cell(on, name);
    free(name);
  }
}

static void on_row(int end, void *context) {
  (void)end;
  row_reader *on = context;
  if (has_stopped(on)) {
    return;
  }
  if (on->header_done) {
    cs_coded_end_row(on);
  } else {
    end_header(on);
  }
  on->cells = 0;
  for (int i = 0; i < FIELD_COUNT; i++) {
    cs_buffer_reset(&on->cell[i]);
  }
  on->begun = on->line + 1;
}

static int only_space(unsigned char byte) {
  return byte == ' ';
}

/* What the header is separated by: the first of these that is in it. */
static unsigned char separator_of(const char *bytes, size_t length) {
  size_t first = 0;
  while (first < length && bytes[first] != '\n') {
    first++;
  }
  return memchr(bytes, ',', first) != NULL    ? ','
         : memchr(bytes, ';', first) != NULL  ? ';'
         : memchr(bytes, '\t', first) != NULL ? '\t'
                                              : ',';
}

static bool is_blank(const char *bytes, size_t length) {
  size_t at = 0;
  while (at < length && (bytes[at] == ' ' || bytes[at] == '\n')) {
    at++;
  }
  return at == length;
}

static void parse_lines(row_reader *on, struct csv_parser *parser, const char *bytes,
                        size_t length) {
  for (size_t at = 0; at < length && !has_stopped(on); on->line++) {
    const char *end = memchr(bytes + at, '\n', length - at);
    size_t line = end != NULL ? (size_t)(end - bytes) + 1 - at : length - at;
    bool between = on->begun == on->line && is_blank(bytes + at, line);
    if (csv_parse(parser, bytes + at, line, on_cell, on_row, on) != line && !has_stopped(on)) {
      on->status = cs_fail(on->error, CS_MALFORMED,
                           "%s: line %u: a quote stands inside a cell: cells with quotes, commas "
                           "or line ends are put in quotes, and quotes in them doubled",
                           on->path, (unsigned)on->line);
    }
    on->begun += between;
    at += line;
  }
}

static cs_status parse(row_reader *on, const char *bytes, size_t length) {
  struct csv_parser parser;
  if (csv_init(&parser, CSV_STRICT | CSV_STRICT_FINI | CSV_APPEND_NULL) != 0) {
    return cs_fail(on->error, CS_LIMIT, "%s: the CSV reader could not be started", on->path);
  }
  csv_set_delim(&parser, separator_of(bytes, length));
  csv_set_space_func(&parser, only_space);
  parser.blk_size = 4096;
  on->line = on->begun = 1;
  parse_lines(on, &parser, bytes, length);
  if (!has_stopped(on) && csv_fini(&parser, on_cell, on_row, on) != 0 && !has_stopped(on)) {
    on->status = cs_fail(on->error, CS_MALFORMED,
                         "%s: a quote that is opened in the row of line %u is never closed",
                         on->path, (unsigned)on->begun);
  }
  csv_free(&parser);
  if (!has_stopped(on) && on->out->count + on->out->skipped == 0) {
    on->status = cs_fail(on->error, CS_MALFORMED, "%s: it has no rows%s", on->path,
                         on->header_done ? " below its header" : "");
  }
  return on->status;
}

/* ---- The file ---- */

static cs_status read_bytes(cs_buffer *bytes, const char *path, cs_error *error) {
  enum { PIECE = 1 << 16 };
  FILE *file = fopen(path, "rb");
  size_t got = file != NULL;
  while (got > 0 && bytes->length <= CS_CODED_BYTES) {
    got = fread(cs_buffer_reserve(bytes, PIECE), 1, PIECE, file);
    bytes->length += got;
  }
  bool failed = file == NULL || ferror(file);
  int why = errno;
  if (file != NULL) {
    fclose(file);
  }
  if (failed) {
    return cs_fail(error, why == ENOENT ? CS_NOT_FOUND : CS_UNREADABLE, "%s: cannot read it: %s",
                   path, strerror(why));
  }
  if (bytes->length > CS_CODED_BYTES) {
    return cs_fail(error, CS_LIMIT, "%s: it is larger than the %d MiB that a coding may have", path,
                   CS_CODED_BYTES >> 20);
  }
  return CS_OK;
}

static cs_status decode(decoded *text, const cs_buffer *bytes, const char *path,
                        cs_problems *problems, cs_error *error) {
  if (bytes->length == 0) {
    return cs_fail(error, CS_MALFORMED, "%s: it is empty", path);
  }
  cs_encoding encoding = cs_encoding_of(bytes->bytes, bytes->length);
  if (cs_is_binary(bytes->bytes, bytes->length, encoding)) {
    return cs_fail(error, CS_MALFORMED,
                   "%s: it is no text: save the table as CSV (a spreadsheet's own format is not "
                   "read)",
                   path);
  }
  cs_decode(text, bytes->bytes, bytes->length, encoding);
  if (text->faults > 0) {
    cs_problem_add(problems, CS_STAGE_DATASET, CS_WARNING, text->first_fault,
                   "%zu bytes are not valid in %s, the first here", text->faults,
                   cs_encoding_name(encoding));
  }
  return CS_OK;
}

cs_status cs_coded_read(cs_coded *coded, cs_arena *arena, const char *path, cs_problems *problems,
                        cs_error *error) {
  cs_buffer bytes = {0};
  decoded text = {0};
  cs_status status = read_bytes(&bytes, path, error);
  if (status == CS_OK) {
    status = decode(&text, &bytes, path, problems, error);
  }
  if (status == CS_OK) {
    row_reader *on = cs_allocate(1, sizeof *on);
    *on = (row_reader){
        .path = path, .out = coded, .arena = arena, .problems = problems, .error = error};
    status = parse(on, text.bytes, text.length);
    for (int i = 0; i < FIELD_COUNT; i++) {
      cs_buffer_free(&on->cell[i]);
    }
    free(on);
  }
  cs_buffer_free(&text.buffer);
  cs_buffer_free(&bytes);
  return status;
}
