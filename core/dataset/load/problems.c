/* Loading problems: those of a document, and those of none. */
#include "dataset/load/loading.h"

#include <string.h>

/* The number of a name; -1 where it is none. */
static int find_name(const char *name, const char *(*name_of)(int), int count) {
  int i = 0;
  while (i < count && strcmp(name, name_of(i)) != 0) {
    i++;
  }
  return i < count ? i : -1;
}

static const char *stage_name(int stage) {
  return cs_stage_name((cs_stage)stage);
}

static const char *severity_name(int severity) {
  return cs_severity_name((cs_severity)severity);
}

static void read_problem(cs_loading *it, sqlite3_stmt *row, void *into) {
  cs_problems *problems = into;
  int stage = find_name(cs_load_text(it, row, 0, false), stage_name, CS_STAGE_RUN + 1);
  int severity = find_name(cs_load_text(it, row, 1, false), severity_name, CS_ERROR + 1);
  if (stage < 0 || severity < 0) {
    cs_load_fault(it, "a problem has a stage or severity that there is not");
    return;
  }
  problems->items =
      cs_load_grow(it, problems->items, (uint32_t)problems->count, sizeof *problems->items);
  problems->items[problems->count++] = (cs_problem){
      .stage = (cs_stage)stage,
      .severity = (cs_severity)severity,
      .line = sqlite3_column_type(row, 2) == SQLITE_NULL
                  ? 0
                  : (uint32_t)cs_load_number(it, row, 2, 0, UINT32_MAX),
      .message = cs_load_text(it, row, 3, false),
  };
}

cs_status cs_load_problems(cs_problems *out, cs_arena *arena, cs_dataset *dataset,
                           int64_t source_id, const char *name, cs_error *error) {
  cs_loading it = {.dataset = dataset, .arena = arena, .name = name};
  return cs_load_rows(&it, CS_LOAD_PROBLEMS, source_id, read_problem, out, error);
}

typedef struct loose_into {
  cs_problems *problems;
  const char **sources;
} loose_into;

static void read_loose(cs_loading *it, sqlite3_stmt *row, void *context) {
  loose_into *into = context;
  uint32_t count = (uint32_t)into->problems->count;
  into->sources = cs_load_grow(it, into->sources, count, sizeof *into->sources);
  into->sources[count] =
      sqlite3_column_type(row, 4) == SQLITE_NULL ? NULL : cs_load_text(it, row, 4, false);
  read_problem(it, row, into->problems);
}

cs_status cs_load_loose_problems(cs_problems *out, const char ***sources, cs_arena *arena,
                                 cs_dataset *dataset, cs_error *error) {
  cs_loading it = {.dataset = dataset, .arena = arena, .name = "its runs"};
  loose_into into = {.problems = out};
  cs_status status = cs_load_rows(&it, CS_LOAD_LOOSE_PROBLEMS, 0, read_loose, &into, error);
  *sources = into.sources;
  return status;
}
