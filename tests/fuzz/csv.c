/* Target: tables of areas and human coding, which are CSV from anybody's spreadsheet. */
#include "fuzz.h"

#include "analysis/coded.h"

#include <conspectus/attributes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/mman.h>
#include <unistd.h>

/* A file that is nowhere, and its path. */
static int put_bytes(char path[64], const char *bytes, size_t length) {
  int file = memfd_create("fuzz", MFD_CLOEXEC);
  require(file >= 0);
  require(write(file, bytes, length) == (ssize_t)length);
  snprintf(path, 64, "/proc/self/fd/%d", file);
  return file;
}

static void read_attributes(const char *path) {
  cs_attributes *attributes = NULL;
  cs_error error = {0};
  cs_status status = cs_attributes_read(&attributes, path, &error);
  fuzz_expect_message(status, &error);
  if (status != CS_OK) {
    return;
  }
  const char *const *areas = cs_attributes_areas(attributes);
  size_t rows = cs_attributes_rows(attributes), columns = cs_attributes_columns(attributes);
  for (size_t row = 0; row < rows; row++) {
    require(row == 0 || strcasecmp(areas[row - 1], areas[row]) < 0);
    for (size_t column = 0; column < columns; column++) {
      require(cs_attribute(attributes, areas[row], column) != NULL);
    }
  }
  for (size_t column = 0; column < columns; column++) {
    const char *name = cs_attributes_names(attributes)[column];
    require(*name == '\0' || cs_attributes_column(attributes, name) == column);
  }
  cs_attributes_free(attributes);
}

static void read_coding(const char *path) {
  cs_coded coded = {0};
  cs_problems problems = {0};
  cs_error error = {0};
  cs_arena *arena = cs_arena_new();
  cs_status status = cs_coded_read(&coded, arena, path, &problems, &error);
  fuzz_expect_message(status, &error);
  for (size_t i = 0; status == CS_OK && i < coded.count; i++) {
    const cs_coded_row *row = &coded.rows[i];
    require(row->coder < coded.coder_count || coded.coder_count == 0);
    require(row->area != NULL && row->review != NULL && row->label != NULL);
    require((unsigned)row->kind < CS_KIND_COUNT);
    require(i == 0 || row->line >= coded.rows[i - 1].line);
  }
  free(coded.rows);
  cs_arena_free(arena);
  fuzz_end_problems(&problems);
}

static void run_csv(const char *bytes, size_t length) {
  char path[64];
  int file = put_bytes(path, bytes, length);
  read_attributes(path);
  read_coding(path);
  close(file);
}

static void give_csv(fuzz_take take, void *context) {
  static const char *const tables[] = {
      "area,region\nCalderwick,North\n\"Ostley, and \"\"Varne\"\"\",South\n",
      "area;population\r\n\r\nA;1\r\nB;2\r\n",
      "Area\tx\tx y\nA\t\t1\n",
      "area,kind,label,theme,polarity\nA,finding,1.1,mash,weakness\nA,finding,1.2,none,\n",
      "passage,theme,coder,contested\n\"a/finding/1.1\",\"x\ny\",one,yes\n\"\",,,\n",
      "area,review,kind,label,theme,coders\nA,a-2014,recommendation,1,mash,\"one, two\"\n",
  };
  for (size_t i = 0; i < sizeof tables / sizeof *tables; i++) {
    take(context, tables[i], strlen(tables[i]));
  }
}

const fuzz_target fuzz_csv = {"csv", run_csv, give_csv};
