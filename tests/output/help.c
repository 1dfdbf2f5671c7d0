/* Helpers: papers, cells, files, folders. */
#include "help.h"

#include "base/memory.h"

#include <check.h>
#include <csv.h>
#include <dirent.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

void paper_open(paper *sheet) {
  *sheet = (paper){0};
  sheet->file = open_memstream(&sheet->bytes, &sheet->length);
  ck_assert_ptr_nonnull(sheet->file);
}

char *printed(paper *sheet) {
  ck_assert_int_eq(fclose(sheet->file), 0);
  return sheet->bytes;
}

char *printed_table(const cs_table *table, cs_print_as as, size_t width) {
  paper sheet;
  cs_error error = {0};
  paper_open(&sheet);
  ck_assert_msg(cs_table_print(sheet.file, table, as, width, &error) == CS_OK, "%s", error.message);
  return printed(&sheet);
}

/* ---- Cells ---- */

static void add_cell(void *bytes, size_t length, void *context) {
  cells *all = context;
  cs_grow(&all->items, &all->capacity, all->count, sizeof *all->items);
  all->items[all->count++] = cs_copy_bytes(bytes != NULL ? bytes : "", length);
}

static void end_row(int byte, void *context) {
  (void)byte;
  cells *all = context;
  cs_grow(&all->ends, &all->row_capacity, all->rows, sizeof *all->ends);
  all->ends[all->rows++] = all->count;
}

cells read_cells(const char *bytes, size_t length, size_t chunk) {
  cells all = {0};
  struct csv_parser parser;
  ck_assert_int_eq(csv_init(&parser, CSV_STRICT | CSV_STRICT_FINI), 0);
  for (size_t at = 0; at < length; at += chunk) {
    size_t piece = length - at < chunk ? length - at : chunk;
    ck_assert_msg(csv_parse(&parser, bytes + at, piece, add_cell, end_row, &all) == piece,
                  "no CSV: %s", csv_strerror(csv_error(&parser)));
  }
  ck_assert_int_eq(csv_fini(&parser, add_cell, end_row, &all), 0);
  csv_free(&parser);
  return all;
}

void free_cells(cells *all) {
  for (size_t i = 0; i < all->count; i++) {
    free(all->items[i]);
  }
  free(all->items);
  free(all->ends);
  *all = (cells){0};
}

static size_t row_start(const cells *all, size_t row) {
  return row == 0 ? 0 : all->ends[row - 1];
}

size_t row_length(const cells *all, size_t row) {
  return all->ends[row] - row_start(all, row);
}

const char *cell(const cells *all, size_t row, size_t column) {
  ck_assert_uint_lt(row, all->rows);
  ck_assert_uint_lt(column, row_length(all, row));
  return all->items[row_start(all, row) + column];
}

/* ---- Files ---- */

char *read_whole(const char *folder, const char *name, size_t *length) {
  char path[4096];
  paper sheet;
  snprintf(path, sizeof path, "%s/%s", folder, name);
  FILE *file = fopen(path, "rb");
  ck_assert_msg(file != NULL, "%s is not there", path);
  paper_open(&sheet);
  for (int byte; (byte = getc(file)) != EOF;) {
    putc(byte, sheet.file);
  }
  fclose(file);
  char *bytes = printed(&sheet);
  *length = sheet.length;
  return bytes;
}

char *make_folder(void) {
  char *folder = cs_copy_string("/tmp/conspectus-output-XXXXXX");
  ck_assert_ptr_nonnull(mkdtemp(folder));
  return folder;
}

static void remove_below(const char *folder, int depth) {
  DIR *listing = opendir(folder);
  for (struct dirent *entry; listing != NULL && (entry = readdir(listing)) != NULL;) {
    char path[4096];
    if (strcmp(entry->d_name, ".") == 0 || strcmp(entry->d_name, "..") == 0) {
      continue;
    }
    snprintf(path, sizeof path, "%s/%s", folder, entry->d_name);
    if (unlink(path) != 0 && depth < 4) {
      remove_below(path, depth + 1);
    }
  }
  if (listing != NULL) {
    closedir(listing);
  }
  rmdir(folder);
}

void remove_folder(char *folder) {
  remove_below(folder, 0);
  free(folder);
}
