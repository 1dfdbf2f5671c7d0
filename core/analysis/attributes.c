/* Attributes: the whole table in memory, rows sorted by area. */
#include <conspectus/attributes.h>

#include "analysis/csv_file.h"
#include "base/memory.h"

#include <stdlib.h>
#include <strings.h>

typedef struct row {
  const char *area;
  const char **cells; /* by column, the area's left out */
  uint32_t line;      /* where it begins */
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
  cs_csv_file file; /* first: the callbacks are given it */
  cs_attributes *to;
  size_t area_column;
  row row;
} reader;

static reader *reader_of(cs_csv_file *file) {
  return (reader *)file;
}

/* ---- The header ---- */

static void read_name(cs_csv_file *file, size_t place, const char *bytes, size_t length) {
  reader *on = reader_of(file);
  cs_attributes *to = on->to;
  bool area = strcasecmp(bytes, "area") == 0;
  if (place >= CS_ATTRIBUTES_COLUMNS) {
    file->status = cs_fail(file->error, CS_LIMIT, "%s: it has more than %d columns", file->path,
                           CS_ATTRIBUTES_COLUMNS);
  } else if (area ? on->area_column != SIZE_MAX
                  : length > 0 && cs_attributes_column(to, bytes) != SIZE_MAX) {
    file->status = cs_fail(file->error, CS_MALFORMED,
                           "%s: line %u: the column '%.100s' is there twice: rename one",
                           file->path, file->begun, bytes);
  } else if (area) {
    on->area_column = place;
  } else {
    cs_grow(&to->names, &to->name_capacity, to->name_count, sizeof *to->names);
    to->names[to->name_count++] = cs_arena_bytes(to->arena, bytes, length);
  }
}

static void end_header(cs_csv_file *file) {
  if (reader_of(file)->area_column == SIZE_MAX) {
    file->status = cs_fail(file->error, CS_MALFORMED,
                           "%s: line %u: there is no column 'area': the first line names the "
                           "columns, such as area,region,population",
                           file->path, file->begun);
  }
}

/* ---- Rows ---- */

static size_t width(const reader *on) {
  return on->to->name_count + 1;
}

static void begin_row(reader *on) {
  on->row = (row){
      .area = "",
      .line = on->file.begun,
      .cells = cs_arena_allocate(on->to->arena, width(on), sizeof *on->row.cells),
  };
}

static void read_value(cs_csv_file *file, size_t place, const char *bytes, size_t length) {
  reader *on = reader_of(file);
  if (length > CS_ATTRIBUTES_CELL) {
    file->status = cs_fail(file->error, CS_LIMIT,
                           "%s: line %u: a cell has more than %d bytes: is a quote missing?",
                           file->path, file->begun, CS_ATTRIBUTES_CELL);
    return;
  }
  if (place == 0) {
    begin_row(on);
  }
  if (place >= width(on)) {
    return; /* end_row complains */
  }
  const char *value = cs_arena_bytes(on->to->arena, bytes, length);
  if (place == on->area_column) {
    on->row.area = value;
  } else {
    on->row.cells[place - (place > on->area_column)] = value;
  }
}

static void end_row(cs_csv_file *file) {
  reader *on = reader_of(file);
  cs_attributes *to = on->to;
  if (file->cells > width(on)) {
    file->status =
        cs_fail(file->error, CS_MALFORMED,
                "%s: line %u: %zu cells where the header has %zu: is a name with a comma in it "
                "not quoted?",
                file->path, file->begun, file->cells, width(on));
  } else if (*on->row.area == '\0') {
    file->status = cs_fail(file->error, CS_MALFORMED, "%s: line %u: the area is missing",
                           file->path, file->begun);
  } else if (to->row_count == CS_ATTRIBUTES_ROWS ||
             (to->row_count + 1) * width(on) > CS_ATTRIBUTES_CELLS) {
    file->status = cs_fail(file->error, CS_LIMIT,
                           "%s: it has more than %d rows, or more than %d cells: leave out what "
                           "is not needed",
                           file->path, CS_ATTRIBUTES_ROWS, CS_ATTRIBUTES_CELLS);
  } else {
    for (size_t i = 0; i < to->name_count; i++) {
      on->row.cells[i] = on->row.cells[i] != NULL ? on->row.cells[i] : "";
    }
    cs_grow(&to->rows, &to->row_capacity, to->row_count, sizeof *to->rows);
    to->rows[to->row_count++] = on->row;
  }
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
  cs_attributes *to = cs_allocate(1, sizeof *to);
  to->arena = cs_arena_new();
  reader on = {
      .file = {.path = path,
               .what = "a table",
               .most_bytes = CS_ATTRIBUTES_BYTES,
               .name = read_name,
               .cell = read_value,
               .header_end = end_header,
               .row_end = end_row,
               .error = error},
      .to = to,
      .area_column = SIZE_MAX,
  };
  cs_status status = cs_csv_read(&on.file);
  if (status == CS_OK) {
    status = sort_rows(to, path, error);
  }
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
