/* Tables for a terminal: a header, a rule, the rows, two blanks between columns.
 *
 * First every column gets the width it would like; where that is too much, the
 * widest text columns give way, down to a least width; where even that is too much,
 * the columns are printed in blocks, the first column again in each. A cell of text
 * takes at most LINES_MAX lines and ends with an ellipsis where it was shortened. */
#include "base/buffer.h"
#include "base/memory.h"
#include "output/display.h"
#include "output/number.h"

#include <conspectus/output.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { GAP = 2, LEAST_WIDTH = 8, HEADER_WIDTH = 20, LINES_MAX = 4 };

static const char MISSING[] = "\xE2\x80\x93"; /* an en dash */

typedef struct layout {
  const cs_table *table;
  size_t columns;
  bool *right;      /* numbers */
  size_t *width;    /* as it will be */
  size_t *least;    /* how far it may give way */
  cs_buffer *cells; /* of the row at hand, clean */
  cs_buffer line;
} layout;

/* ---- Cells ---- */

bool cs_print_as_from(cs_print_as *as, const char *word) {
  static const char *const words[] = {"table", "csv", "json"};
  for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
    if (strcmp(word, words[i]) == 0) {
      *as = (cs_print_as)i;
      return true;
    }
  }
  return false;
}

static void add_real(cs_buffer *cell, double real, int decimals) {
  char text[CS_NUMBER_SIZE];
  if (decimals < 0 || isinf(real) || fabs(real) >= 1e15) {
    cs_buffer_add(cell, text, cs_real_text(text, real));
    return;
  }
  int length = snprintf(text, sizeof text, "%.*f", decimals < 9 ? decimals : 9, real);
  bool zero = strspn(text, "-0.") == (size_t)length;
  cs_buffer_add_string(cell, zero && text[0] == '-' ? text + 1 : text);
}

static void fill_cell(cs_buffer *cell, const cs_column *column, const cs_value *value) {
  cs_buffer_reset(cell);
  switch (value->type) {
  case CS_STRING:
    cs_clean_add(cell, value->string, strlen(value->string));
    break;
  case CS_REAL:
    add_real(cell, value->real, column->decimals);
    break;
  case CS_INTEGER:
    cs_buffer_add_format(cell, "%lld", (long long)value->integer);
    break;
  case CS_MISSING:
    cs_buffer_add_string(cell, MISSING);
    break;
  }
}

static void fill_header(cs_buffer *cell, const cs_column *column) {
  const char *title = column->title != NULL ? column->title : column->name;
  cs_buffer_reset(cell);
  cs_clean_add(cell, title, strlen(title));
}

/* ---- Widths ---- */

static size_t longest_word(const cs_buffer *clean) {
  size_t longest = 0, start = 0;
  for (size_t at = 0; at <= clean->length; at++) {
    if (at == clean->length || clean->bytes[at] == ' ') {
      size_t width = cs_display_width(clean->bytes + start, at - start);
      longest = width > longest ? width : longest;
      start = at + 1;
    }
  }
  return longest;
}

/* The least width in which a header takes no more than two lines; it wants no more
 * than HEADER_WIDTH. */
static size_t two_line_width(const cs_buffer *header) {
  size_t width = longest_word(header);
  size_t whole = cs_display_width(header->bytes, header->length);
  while (width < whole && cs_count_lines(header->bytes, header->length, width) > 2) {
    width++;
  }
  return width == 0 ? 1 : width < HEADER_WIDTH ? width : HEADER_WIDTH;
}

/* A column whose type is not declared holds numbers if all it has are numbers. */
static bool holds_numbers(const cs_table *table, size_t column) {
  cs_type declared = cs_table_column(table, column)->type;
  if (declared != CS_MISSING) {
    return declared != CS_STRING;
  }
  bool numbers = false;
  for (size_t row = 0; row < cs_table_rows(table); row++) {
    cs_type type = cs_table_value(table, row, column)->type;
    if (type == CS_STRING) {
      return false;
    }
    numbers = numbers || type != CS_MISSING;
  }
  return numbers;
}

static void measure_column(layout *on, size_t column) {
  const cs_column *form = cs_table_column(on->table, column);
  cs_buffer *cell = &on->cells[column];
  on->right[column] = holds_numbers(on->table, column);
  fill_header(cell, form);
  size_t header = two_line_width(cell), widest = 0;
  for (size_t row = 0; row < cs_table_rows(on->table); row++) {
    fill_cell(cell, form, cs_table_value(on->table, row, column));
    size_t width = cs_display_width(cell->bytes, cell->length);
    widest = width > widest ? width : widest;
  }
  on->width[column] = header > widest ? header : widest;
  on->least[column] = on->width[column];
  if (!on->right[column]) {
    size_t least = header > LEAST_WIDTH ? header : LEAST_WIDTH;
    on->least[column] = least < on->width[column] ? least : on->width[column];
  }
}

static size_t sum(const size_t *widths, size_t first, size_t end) {
  size_t total = widths[0] + (end - first) * GAP;
  for (size_t i = first; i < end; i++) {
    total += widths[i];
  }
  return total;
}

static size_t widest_that_can_give_way(const layout *on, size_t first, size_t end) {
  size_t widest = on->columns;
  for (size_t i = 0; i < end; i += i == 0 ? first : 1) {
    bool can = on->width[i] > on->least[i];
    if (can && (widest == on->columns || on->width[i] > on->width[widest])) {
      widest = i;
    }
  }
  return widest;
}

/* Makes column 0 and those from `first` up to `end` fit, column by column of the screen. */
static void give_way(layout *on, size_t first, size_t end, size_t width) {
  for (size_t i = 0; i < end; i++) {
    size_t most = width > on->least[i] ? width : on->least[i];
    on->width[i] = on->width[i] < most ? on->width[i] : most;
  }
  for (size_t total = sum(on->width, first, end); total > width; total--) {
    size_t widest = widest_that_can_give_way(on, first, end);
    if (widest == on->columns) {
      return;
    }
    on->width[widest]--;
  }
}

/* ---- Printing ---- */

/* One line of a cell goes to on->line, filled up to the width of its column. */
static void add_part(layout *on, size_t column, cs_line_slice part, bool last) {
  const char *text = on->cells[column].bytes + part.start;
  size_t width = part.length > 0 ? cs_display_width(text, part.length) : 0;
  size_t blanks = width < on->width[column] ? on->width[column] - width : 0;
  if (on->right[column]) {
    cs_buffer_add_format(&on->line, "%*s", (int)blanks, "");
  }
  if (part.length > 0) {
    cs_buffer_add(&on->line, text, part.length);
  }
  if (!on->right[column] && !last) {
    cs_buffer_add_format(&on->line, "%*s", (int)blanks, "");
  }
  if (!last) {
    cs_buffer_add_format(&on->line, "%*s", GAP, "");
  }
}

static void end_line(layout *on, FILE *file) {
  size_t length = on->line.length;
  while (length > 0 && on->line.bytes[length - 1] == ' ') {
    length--;
  }
  fwrite(on->line.bytes, 1, length, file);
  fputc('\n', file);
  cs_buffer_reset(&on->line);
}

static size_t lines_of(const layout *on, size_t column) {
  const cs_buffer *cell = &on->cells[column];
  return cs_count_lines(cell->bytes, cell->length, on->width[column]);
}

/* Prints the cells of a row; `hang` puts short ones at the bottom, as a header has them. */
static void print_cells(layout *on, FILE *file, size_t first, size_t end, bool hang) {
  size_t tallest = 1;
  for (size_t i = 0; i < end; i += i == 0 ? first : 1) {
    cs_shorten(&on->cells[i], on->width[i], LINES_MAX);
    size_t lines = lines_of(on, i);
    tallest = lines > tallest ? lines : tallest;
  }
  size_t *from = cs_allocate(end, sizeof *from);
  for (size_t line = 0; line < tallest; line++) {
    for (size_t i = 0; i < end; i += i == 0 ? first : 1) {
      cs_line_slice part = {0};
      if (!hang || line + lines_of(on, i) >= tallest) {
        cs_next_line(on->cells[i].bytes, on->cells[i].length, on->width[i], &from[i], &part);
      }
      add_part(on, i, part, i + 1 == end);
    }
    end_line(on, file);
  }
  free(from);
}

static void print_rule(layout *on, FILE *file, size_t first, size_t end) {
  for (size_t i = 0; i < end; i += i == 0 ? first : 1) {
    for (size_t dash = 0; dash < on->width[i]; dash++) {
      cs_buffer_add_char(&on->line, '-');
    }
    cs_buffer_add_format(&on->line, "%*s", GAP, "");
  }
  end_line(on, file);
}

static void print_block(layout *on, FILE *file, size_t first, size_t end) {
  for (size_t i = 0; i < end; i += i == 0 ? first : 1) {
    fill_header(&on->cells[i], cs_table_column(on->table, i));
  }
  print_cells(on, file, first, end, true);
  print_rule(on, file, first, end);
  for (size_t row = 0; row < cs_table_rows(on->table); row++) {
    for (size_t i = 0; i < end; i += i == 0 ? first : 1) {
      fill_cell(&on->cells[i], cs_table_column(on->table, i), cs_table_value(on->table, row, i));
    }
    print_cells(on, file, first, end, false);
  }
  if (cs_table_rows(on->table) == 0) {
    fputs("(no rows)\n", file);
  }
}

/* Takes as many columns from `first` on as can be made to fit; at least one. */
static size_t block_end(const layout *on, size_t first, size_t width) {
  size_t end = first < on->columns ? first + 1 : first;
  while (end < on->columns && (width == 0 || sum(on->least, first, end + 1) <= width)) {
    end++;
  }
  return end;
}

/* What names the rows comes in every block, so it is not squeezed for the others' sake. */
static void spare_first_column(layout *on, size_t width) {
  size_t spared = on->width[0] < width / 4 ? on->width[0] : width / 4;
  if (block_end(on, 1, width) < on->columns && on->least[0] < spared) {
    on->least[0] = spared;
  }
}

static void print_blocks(layout *on, FILE *file, size_t width) {
  spare_first_column(on, width);
  size_t *wanted = cs_allocate(on->columns, sizeof *wanted);
  memcpy(wanted, on->width, on->columns * sizeof *wanted);
  size_t first = 1;
  do {
    size_t end = block_end(on, first, width);
    memcpy(on->width, wanted, on->columns * sizeof *wanted);
    if (width != 0) {
      give_way(on, first, end, width);
    }
    if (first > 1) {
      fputc('\n', file);
    }
    print_block(on, file, first, end);
    first = end;
  } while (first < on->columns);
  free(wanted);
}

static void print_for_terminal(FILE *file, const cs_table *table, size_t width) {
  layout on = {.table = table, .columns = cs_table_columns(table)};
  if (on.columns == 0) {
    return;
  }
  on.right = cs_allocate(on.columns, sizeof *on.right);
  on.width = cs_allocate(on.columns, sizeof *on.width);
  on.least = cs_allocate(on.columns, sizeof *on.least);
  on.cells = cs_allocate(on.columns, sizeof *on.cells);
  for (size_t i = 0; i < on.columns; i++) {
    measure_column(&on, i);
  }
  print_blocks(&on, file, width);
  for (size_t i = 0; i < on.columns; i++) {
    cs_buffer_free(&on.cells[i]);
  }
  cs_buffer_free(&on.line);
  free(on.right);
  free(on.width);
  free(on.least);
  free(on.cells);
}

/* ---- As asked for ---- */

static cs_status print_csv(FILE *file, const cs_table *table, cs_error *error) {
  cs_csv *csv = cs_csv_begin(file, cs_table_column(table, 0), cs_table_columns(table));
  cs_status status = CS_OK;
  for (size_t row = 0; row < cs_table_rows(table) && status == CS_OK; row++) {
    status = cs_csv_row(csv, cs_table_value(table, row, 0), error);
  }
  cs_status end = cs_csv_end(csv, status == CS_OK ? error : NULL);
  return status != CS_OK ? status : end;
}

static cs_status print_json(FILE *file, const cs_table *table, cs_error *error) {
  cs_json *json = cs_json_begin(file, cs_table_column(table, 0), cs_table_columns(table));
  cs_status status = CS_OK;
  for (size_t row = 0; row < cs_table_rows(table) && status == CS_OK; row++) {
    status = cs_json_row(json, cs_table_value(table, row, 0), error);
  }
  cs_status end = cs_json_end(json, status == CS_OK ? error : NULL);
  return status != CS_OK ? status : end;
}

cs_status cs_table_print(FILE *file, const cs_table *table, cs_print_as as, size_t width,
                         cs_error *error) {
  if (as != CS_PRINT_TABLE) {
    return as == CS_PRINT_CSV ? print_csv(file, table, error) : print_json(file, table, error);
  }
  print_for_terminal(file, table, width);
  return ferror(file) ? cs_fail(error, CS_UNREADABLE, "cannot write the table") : CS_OK;
}
