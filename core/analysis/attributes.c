/* Attributes: the whole table in memory, rows sorted by area. The file is decoded as
 * documents are and given to libcsv a line at a time, so that a fault has its line. */
#include <conspectus/attributes.h>

#include "base/buffer.h"
#include "base/memory.h"
#include "text/decode.h"

#include <csv.h>
#include <errno.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

typedef struct row {
  const char *area;
  const char **cells; /* by column, the area's left out */
  unsigned line;      /* where it begins */
} row;

struct cs_attributes {
  const char **names;
  size_t name_count, name_capacity;
  row *rows;
  size_t row_count, row_capacity;
  const char **areas;
  cs_arena *arena;
};

typedef struct reader {
  const char *path;
  cs_attributes *to;
  cs_error *error;
  cs_status status; /* the first failure stops the reading */
  unsigned line, begun;
  bool header_done;
  size_t area_column;
  size_t cells; /* of the row at hand */
  bool filled;  /* one of them has something in it */
  row row;
} reader;

/* ---- Cells ---- */

static const char *trimmed(reader *on, const char *bytes, size_t length) {
  while (length > 0 && strchr(" \t\n", bytes[0]) != NULL) {
    bytes++;
    length--;
  }
  while (length > 0 && strchr(" \t\n", bytes[length - 1]) != NULL) {
    length--;
  }
  return cs_arena_bytes(on->to->arena, bytes, length);
}

static void read_name(reader *on, const char *name) {
  cs_attributes *to = on->to;
  size_t place = on->cells - 1;
  bool area = strcasecmp(name, "area") == 0;
  if (place >= CS_ATTRIBUTES_COLUMNS) {
    on->status = cs_fail(on->error, CS_LIMIT, "%s: it has more than %d columns", on->path,
                         CS_ATTRIBUTES_COLUMNS);
  } else if (area ? on->area_column != SIZE_MAX
                  : *name != '\0' && cs_attributes_column(to, name) != SIZE_MAX) {
    on->status =
        cs_fail(on->error, CS_MALFORMED, "%s: line %u: the column '%s' is there twice: rename one",
                on->path, on->begun, name);
  } else if (area) {
    on->area_column = place;
  } else {
    cs_grow(&to->names, &to->name_capacity, to->name_count, sizeof *to->names);
    to->names[to->name_count++] = name;
  }
}

static size_t width(const reader *on) {
  return on->to->name_count + 1;
}

static void read_value(reader *on, const char *value) {
  size_t place = on->cells - 1;
  if (place == 0) {
    on->row = (row){
        .area = "",
        .line = on->begun,
        .cells = cs_arena_allocate(on->to->arena, width(on), sizeof *on->row.cells),
    };
  }
  if (place >= width(on)) {
    return; /* end_row complains */
  }
  if (place == on->area_column) {
    on->row.area = value;
  } else {
    on->row.cells[place - (place > on->area_column)] = value;
  }
}

static void on_cell(void *cell, size_t length, void *context) {
  reader *on = context;
  if (on->status != CS_OK) {
    return;
  }
  if (length > CS_ATTRIBUTES_CELL) {
    on->status = cs_fail(on->error, CS_LIMIT,
                         "%s: line %u: a cell has more than %d bytes: is a quote missing?",
                         on->path, on->begun, CS_ATTRIBUTES_CELL);
    return;
  }
  const char *value = trimmed(on, cell != NULL ? cell : "", length);
  on->cells++;
  on->filled = on->filled || *value != '\0';
  if (on->header_done) {
    read_value(on, value);
  } else {
    read_name(on, value);
  }
}

/* ---- Rows ---- */

static void end_header(reader *on) {
  on->header_done = true;
  if (on->area_column == SIZE_MAX) {
    on->status = cs_fail(on->error, CS_MALFORMED,
                         "%s: line %u: there is no column 'area': the first line names the "
                         "columns, such as area,region,population",
                         on->path, on->begun);
  }
}

static void end_row(reader *on) {
  cs_attributes *to = on->to;
  if (on->cells > width(on)) {
    on->status = cs_fail(on->error, CS_MALFORMED,
                         "%s: line %u: %zu cells where the header has %zu: is a name with a comma "
                         "in it not quoted?",
                         on->path, on->begun, on->cells, width(on));
  } else if (*on->row.area == '\0') {
    on->status =
        cs_fail(on->error, CS_MALFORMED, "%s: line %u: the area is missing", on->path, on->begun);
  } else if (to->row_count == CS_ATTRIBUTES_ROWS ||
             (to->row_count + 1) * width(on) > CS_ATTRIBUTES_CELLS) {
    on->status = cs_fail(on->error, CS_LIMIT,
                         "%s: it has more than %d rows, or more than %d cells: leave out what is "
                         "not needed",
                         on->path, CS_ATTRIBUTES_ROWS, CS_ATTRIBUTES_CELLS);
  } else {
    for (size_t i = 0; i < to->name_count; i++) {
      on->row.cells[i] = on->row.cells[i] != NULL ? on->row.cells[i] : "";
    }
    cs_grow(&to->rows, &to->row_capacity, to->row_count, sizeof *to->rows);
    to->rows[to->row_count++] = on->row;
  }
}

static void on_row(int end, void *context) {
  (void)end;
  reader *on = context;
  if (on->status == CS_OK && on->filled) {
    if (on->header_done) {
      end_row(on);
    } else {
      end_header(on);
    }
  }
  on->cells = 0;
  on->filled = false;
  on->begun = on->line + 1;
}

/* ---- The file ---- */

static int only_space(unsigned char byte) {
  return byte == ' ';
}

/* The first of these that is in the header. */
static unsigned char separator_of(const char *bytes, size_t length) {
  const char *end = memchr(bytes, '\n', length);
  size_t header = end != NULL ? (size_t)(end - bytes) : length;
  return memchr(bytes, ',', header) != NULL    ? ','
         : memchr(bytes, ';', header) != NULL  ? ';'
         : memchr(bytes, '\t', header) != NULL ? '\t'
                                               : ',';
}

static void parse_lines(reader *on, struct csv_parser *parser, const char *bytes, size_t length) {
  for (size_t at = 0; at < length && on->status == CS_OK; on->line++) {
    const char *end = memchr(bytes + at, '\n', length - at);
    size_t line = end != NULL ? (size_t)(end - bytes) + 1 - at : length - at;
    bool empty = line == 1 && bytes[at] == '\n' && on->begun == on->line;
    if (csv_parse(parser, bytes + at, line, on_cell, on_row, on) != line && on->status == CS_OK) {
      on->status = cs_fail(on->error, CS_MALFORMED,
                           "%s: line %u: a quote stands inside a cell: cells with quotes, commas "
                           "or line ends are put in quotes, and quotes in them doubled",
                           on->path, on->line);
    }
    on->begun += empty;
    at += line;
  }
}

static cs_status parse(reader *on, const char *bytes, size_t length) {
  struct csv_parser parser;
  if (csv_init(&parser, CSV_STRICT | CSV_STRICT_FINI | CSV_APPEND_NULL) != 0) {
    return cs_fail(on->error, CS_LIMIT, "%s: the CSV reader could not be started", on->path);
  }
  csv_set_delim(&parser, separator_of(bytes, length));
  csv_set_space_func(&parser, only_space);
  on->line = on->begun = 1;
  parse_lines(on, &parser, bytes, length);
  if (on->status == CS_OK && csv_fini(&parser, on_cell, on_row, on) != 0) {
    on->status = cs_fail(on->error, CS_MALFORMED,
                         "%s: a quote that is opened in the row of line %u is never closed",
                         on->path, on->begun);
  }
  csv_free(&parser);
  if (on->status == CS_OK && on->to->row_count == 0) {
    on->status = cs_fail(on->error, CS_MALFORMED, "%s: it has no rows%s", on->path,
                         on->header_done ? " below its header" : "");
  }
  return on->status;
}

static cs_status read_bytes(cs_buffer *bytes, const char *path, cs_error *error) {
  enum { PIECE = 1 << 16 };
  FILE *file = fopen(path, "rb");
  size_t got = file != NULL;
  while (got > 0 && bytes->length <= CS_ATTRIBUTES_BYTES) {
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
  if (bytes->length > CS_ATTRIBUTES_BYTES) {
    return cs_fail(error, CS_LIMIT, "%s: it is larger than the %d MiB that a table may have", path,
                   CS_ATTRIBUTES_BYTES >> 20);
  }
  return CS_OK;
}

static cs_status decode(decoded *text, const cs_buffer *bytes, const char *path, cs_error *error) {
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
  return CS_OK;
}

/* ---- Order ---- */

static int by_area(const void *left, const void *right) {
  const row *a = left, *b = right;
  int order = strcasecmp(a->area, b->area);
  return order != 0 ? order : (a->line > b->line) - (a->line < b->line);
}

static cs_status sort_rows(cs_attributes *to, const char *path, cs_error *error) {
  if (to->row_count != 0) {
    qsort(to->rows, to->row_count, sizeof *to->rows, by_area);
  }
  to->areas = cs_arena_allocate(to->arena, to->row_count + 1, sizeof *to->areas);
  for (size_t i = 0; i < to->row_count; i++) {
    to->areas[i] = to->rows[i].area;
    if (i > 0 && strcasecmp(to->areas[i - 1], to->areas[i]) == 0) {
      return cs_fail(error, CS_MALFORMED,
                     "%s: line %u: '%s' is there already, in line %u: an area has one row", path,
                     to->rows[i].line, to->areas[i], to->rows[i - 1].line);
    }
  }
  return CS_OK;
}

cs_status cs_attributes_read(cs_attributes **out, const char *path, cs_error *error) {
  cs_buffer bytes = {0};
  decoded text = {0};
  cs_attributes *to = cs_allocate(1, sizeof *to);
  to->arena = cs_arena_new();
  reader on = {.path = path, .to = to, .error = error, .area_column = SIZE_MAX};
  cs_status status = read_bytes(&bytes, path, error);
  if (status == CS_OK) {
    status = decode(&text, &bytes, path, error);
  }
  if (status == CS_OK) {
    status = parse(&on, text.bytes, text.length);
  }
  if (status == CS_OK) {
    status = sort_rows(to, path, error);
  }
  cs_buffer_free(&text.buffer);
  cs_buffer_free(&bytes);
  if (status != CS_OK) {
    cs_attributes_free(to);
    return status;
  }
  *out = to;
  return CS_OK;
}

void cs_attributes_free(cs_attributes *attributes) {
  if (attributes != NULL) {
    free(attributes->names);
    free(attributes->rows);
    cs_arena_free(attributes->arena);
    free(attributes);
  }
}

/* ---- Looking up ---- */

size_t cs_attributes_rows(const cs_attributes *attributes) {
  return attributes->row_count;
}

size_t cs_attributes_columns(const cs_attributes *attributes) {
  return attributes->name_count;
}

const char *const *cs_attributes_names(const cs_attributes *attributes) {
  return attributes->names;
}

const char *const *cs_attributes_areas(const cs_attributes *attributes) {
  return attributes->areas;
}

size_t cs_attributes_column(const cs_attributes *attributes, const char *name) {
  for (size_t i = 0; i < attributes->name_count; i++) {
    if (strcasecmp(attributes->names[i], name) == 0) {
      return i;
    }
  }
  return SIZE_MAX;
}

static int to_area(const void *key, const void *element) {
  return strcasecmp(key, ((const row *)element)->area);
}

const char *cs_attribute(const cs_attributes *attributes, const char *area, size_t column) {
  const row *found =
      bsearch(area, attributes->rows, attributes->row_count, sizeof *attributes->rows, to_area);
  return found != NULL ? found->cells[column] : NULL;
}
