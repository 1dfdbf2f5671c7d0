/* Reading CSV from outside. The file is decoded as documents are, then given to libcsv a
 * line at a time, so that each row knows where it began. Nothing is larger than the file
 * may be, whatever its quotes say. */
#include "analysis/csv_file.h"

#include "base/buffer.h"
#include "text/decode.h"

#include <csv.h>
#include <errno.h>
#include <stdio.h>
#include <string.h>

/* libcsv grows the cell at hand by this many bytes at a time: a cell may be a whole file. */
enum { CELL_GROWTH = 1 << 16 };

static bool has_stopped(const cs_csv_file *file) {
  return file->status != CS_OK;
}

/* ---- Cells and rows ---- */

static bool is_outer(char byte) {
  return byte == ' ' || byte == '\t' || byte == '\n';
}

static void on_cell(void *cell, size_t length, void *context) {
  cs_csv_file *file = context;
  if (has_stopped(file)) {
    return;
  }
  size_t place = file->cells++;
  if (place == CS_CSV_CELLS) {
    file->status = cs_fail(file->error, CS_LIMIT, "%s: line %u: the row has more than %d cells",
                           file->path, file->begun, CS_CSV_CELLS);
    return;
  }
  char *bytes = cell;
  while (length > 0 && is_outer(bytes[length - 1])) {
    bytes[--length] = '\0';
  }
  while (length > 0 && is_outer(*bytes)) {
    bytes++;
    length--;
  }
  file->filled = file->filled || length > 0;
  (file->header_done ? file->cell : file->name)(file, place, length > 0 ? bytes : "", length);
}

static void on_row(int end, void *context) {
  (void)end;
  cs_csv_file *file = context;
  if (!has_stopped(file) && file->filled) {
    if (file->header_done) {
      file->rows++;
      file->row_end(file);
    } else {
      file->header_done = true;
      file->header_end(file);
    }
  }
  file->cells = 0;
  file->filled = false;
  file->begun = file->line + 1;
}

/* ---- Lines ---- */

static int only_space(unsigned char byte) {
  return byte == ' ';
}

static unsigned char separator_of(const char *bytes, size_t length) {
  const char *end = memchr(bytes, '\n', length);
  size_t header = end != NULL ? (size_t)(end - bytes) : length;
  return memchr(bytes, ',', header) != NULL    ? ','
         : memchr(bytes, ';', header) != NULL  ? ';'
         : memchr(bytes, '\t', header) != NULL ? '\t'
                                               : ',';
}

static bool is_blank(const char *bytes, size_t length) {
  size_t at = 0;
  while (at < length && (bytes[at] == ' ' || bytes[at] == '\n')) {
    at++;
  }
  return at == length;
}

static void parse_lines(cs_csv_file *file, struct csv_parser *parser, const char *bytes,
                        size_t length) {
  for (size_t at = 0; at < length && !has_stopped(file); file->line++) {
    const char *end = memchr(bytes + at, '\n', length - at);
    size_t line = end != NULL ? (size_t)(end - bytes) + 1 - at : length - at;
    bool between = file->begun == file->line && is_blank(bytes + at, line);
    if (csv_parse(parser, bytes + at, line, on_cell, on_row, file) != line && !has_stopped(file)) {
      file->status =
          cs_fail(file->error, CS_MALFORMED,
                  "%s: line %u: a quote stands inside a cell: cells with quotes, commas or line "
                  "ends are put in quotes, and quotes in them doubled",
                  file->path, file->line);
    }
    file->begun += between;
    at += line;
  }
}

static void parse(cs_csv_file *file, const char *bytes, size_t length) {
  struct csv_parser parser;
  if (csv_init(&parser, CSV_STRICT | CSV_STRICT_FINI | CSV_APPEND_NULL) != 0) {
    file->status =
        cs_fail(file->error, CS_LIMIT, "%s: the CSV reader could not be started", file->path);
    return;
  }
  csv_set_delim(&parser, separator_of(bytes, length));
  csv_set_space_func(&parser, only_space);
  csv_set_blk_size(&parser, CELL_GROWTH);
  file->line = file->begun = 1;
  parse_lines(file, &parser, bytes, length);
  if (!has_stopped(file) && csv_fini(&parser, on_cell, on_row, file) != 0 && !has_stopped(file)) {
    file->status = cs_fail(file->error, CS_MALFORMED,
                           "%s: a quote that is opened in the row of line %u is never closed",
                           file->path, file->begun);
  }
  csv_free(&parser);
  if (!has_stopped(file) && file->rows == 0) {
    file->status = cs_fail(file->error, CS_MALFORMED, "%s: it has no rows%s", file->path,
                           file->header_done ? " below its header" : "");
  }
}

/* ---- The file ---- */

static cs_status read_bytes(cs_buffer *bytes, const cs_csv_file *file) {
  enum { PIECE = 1 << 16 };
  FILE *from = fopen(file->path, "rb");
  size_t got = from != NULL;
  while (got > 0 && bytes->length <= file->most_bytes) {
    got = fread(cs_buffer_reserve(bytes, PIECE), 1, PIECE, from);
    bytes->length += got;
  }
  bool failed = from == NULL || ferror(from);
  int why = errno;
  if (from != NULL) {
    fclose(from);
  }
  if (failed) {
    return cs_fail(file->error, why == ENOENT ? CS_NOT_FOUND : CS_UNREADABLE,
                   "%s: cannot read it: %s", file->path, strerror(why));
  }
  if (bytes->length > file->most_bytes) {
    return cs_fail(file->error, CS_LIMIT, "%s: it is larger than the %zu MiB that %s may have",
                   file->path, file->most_bytes >> 20, file->what);
  }
  return CS_OK;
}

static cs_status decode(decoded *text, const cs_buffer *bytes, const cs_csv_file *file) {
  if (bytes->length == 0) {
    return cs_fail(file->error, CS_MALFORMED, "%s: it is empty", file->path);
  }
  cs_encoding encoding;
  if (!cs_find_encoding(bytes->bytes, bytes->length, &encoding)) {
    return cs_fail(file->error, CS_MALFORMED,
                   "%s: it is no text: save the table as CSV (a spreadsheet's own format is not "
                   "read)",
                   file->path);
  }
  cs_decode(text, bytes->bytes, bytes->length, encoding);
  if (text->faults > 0 && file->problems != NULL) {
    cs_problem_add(file->problems, CS_STAGE_DATASET, CS_WARNING, text->first_fault,
                   "%zu bytes are not valid in %s, the first here", text->faults,
                   cs_encoding_name(encoding));
  }
  return CS_OK;
}

cs_status cs_csv_read(cs_csv_file *file) {
  cs_buffer bytes = {0};
  decoded text = {0};
  file->status = read_bytes(&bytes, file);
  if (!has_stopped(file)) {
    file->status = decode(&text, &bytes, file);
  }
  if (!has_stopped(file)) {
    parse(file, text.bytes, text.length);
  }
  cs_buffer_free(&text.buffer);
  cs_buffer_free(&bytes);
  return file->status;
}
