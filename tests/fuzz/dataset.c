/* Target: a dataset from somewhere else. The input is a list of damages, which are done to
 * a small dataset before everything that reads one reads it:
 *
 *   'b' OFFSET(4) COUNT BYTES           other bytes in the file, wherever it has them
 *   't' SIZE(4)                         the file cut off
 *   'c' TABLE COLUMN ROW TYPE VALUE     another value in a cell, which breaks any rule:
 *                                       NULL, an INTEGER(8), text or blob: COUNT BYTES
 *   'q' COUNT SQL                       SQL, by somebody who may write the schema
 *
 * An input that begins as SQLite's files do is the whole file itself. */
#include "fuzz.h"

#include "base/memory.h"

#include <conspectus/analysis.h>
#include <conspectus/change.h>
#include <conspectus/grades.h>
#include <conspectus/groups.h>
#include <conspectus/likeness.h>
#include <conspectus/output.h>
#include <conspectus/recommendations.h>
#include <conspectus/sensitivity.h>
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* ---- Damages ---- */

typedef struct input {
  const unsigned char *at;
  size_t left;
} input;

static uint64_t take_number(input *from, size_t bytes) {
  uint64_t number = 0;
  for (size_t i = 0; i < bytes && from->left > 0; i++, from->at++, from->left--) {
    number |= (uint64_t)*from->at << (8 * i);
  }
  return number;
}

static const char *take_bytes(input *from, size_t *length) {
  const char *bytes = (const char *)from->at;
  *length = (size_t)take_number(from, 1);
  bytes = (const char *)from->at;
  *length = *length < from->left ? *length : from->left;
  from->at += *length;
  from->left -= *length;
  return bytes;
}

static const char *base_file(size_t *length) {
  static char *bytes;
  static size_t size;
  if (bytes == NULL) {
    const char *path = fuzz_path("base.db");
    fuzz_make_dataset(path);
    bytes = fuzz_read(&size, path);
  }
  *length = size;
  return bytes;
}

/* The author of a hostile file; not even he may leave it. */
static int authorise(void *context, int action, const char *first, const char *second,
                     const char *database, const char *trigger) {
  (void)context;
  (void)first;
  (void)second;
  (void)database;
  (void)trigger;
  return action == SQLITE_ATTACH || action == SQLITE_PRAGMA ? SQLITE_DENY : SQLITE_OK;
}

static int count_down(void *context) {
  int *left = context;
  return --*left < 0;
}

static sqlite3 *open_as_author(const char *path) {
  sqlite3 *db = NULL;
  require(sqlite3_open_v2(path, &db, SQLITE_OPEN_READWRITE, NULL) == SQLITE_OK);
  sqlite3_exec(db,
               "PRAGMA synchronous = OFF; PRAGMA journal_mode = MEMORY; PRAGMA foreign_keys = OFF;"
               "PRAGMA ignore_check_constraints = ON; PRAGMA writable_schema = ON",
               NULL, NULL, NULL);
  sqlite3_limit(db, SQLITE_LIMIT_LENGTH, 1 << 20);
  sqlite3_limit(db, SQLITE_LIMIT_ATTACHED, 0);
  sqlite3_set_authorizer(db, authorise, NULL);
  return db;
}

/* The text of the n-th row's first column, or false. */
static bool pick(char *out, size_t size, sqlite3 *db, const char *sql, uint64_t number) {
  sqlite3_stmt *statement = NULL;
  bool there = false;
  out[0] = '\0';
  if (sqlite3_prepare_v2(db, sql, -1, &statement, NULL) == SQLITE_OK) {
    sqlite3_bind_int64(statement, 1, (sqlite3_int64)number);
    there = sqlite3_step(statement) == SQLITE_ROW && sqlite3_column_text(statement, 0) != NULL;
    if (there) {
      snprintf(out, size, "%s", (const char *)sqlite3_column_text(statement, 0));
    }
  }
  sqlite3_finalize(statement);
  return there;
}

static void bind_value(sqlite3_stmt *statement, input *from) {
  size_t length;
  switch (take_number(from, 1) % 4) {
  case 0:
    break;
  case 1:
    sqlite3_bind_int64(statement, 1, (sqlite3_int64)take_number(from, 8));
    break;
  case 2: {
    const char *bytes = take_bytes(from, &length);
    sqlite3_bind_text(statement, 1, bytes, (int)length, SQLITE_TRANSIENT);
    break;
  }
  default: {
    const char *bytes = take_bytes(from, &length);
    sqlite3_bind_blob(statement, 1, bytes, (int)length, SQLITE_TRANSIENT);
  }
  }
}

static void damage_cell(sqlite3 *db, input *from) {
  char table[200], column[200], row[40], sql[1000];
  uint64_t which_table = take_number(from, 1), which_column = take_number(from, 1);
  uint64_t which_row = take_number(from, 1);
  sqlite3_stmt *statement = NULL;
  if (!pick(table, sizeof table, db,
            "SELECT name FROM sqlite_schema WHERE type = 'table' AND rootpage > 0 ORDER BY name "
            "LIMIT 1 OFFSET ?1 % max(1, (SELECT count(*) FROM sqlite_schema WHERE type = 'table'))",
            which_table)) {
    return;
  }
  sqlite3_snprintf(sizeof sql, sql,
                   "SELECT name FROM pragma_table_info(%Q) ORDER BY cid LIMIT 1 OFFSET ?1 %% "
                   "max(1, (SELECT count(*) FROM pragma_table_info(%Q)))",
                   table, table);
  sqlite3_set_authorizer(db, NULL, NULL); /* what is asked here is ours */
  if (!pick(column, sizeof column, db, sql, which_column)) {
    return;
  }
  sqlite3_snprintf(sizeof sql, sql,
                   "SELECT rowid FROM \"%w\" LIMIT 1 OFFSET ?1 %% "
                   "max(1, (SELECT count(*) FROM \"%w\"))",
                   table, table);
  if (!pick(row, sizeof row, db, sql, which_row)) {
    snprintf(row, sizeof row, "1");
  }
  sqlite3_snprintf(sizeof sql, sql, "UPDATE \"%w\" SET \"%w\" = ?1 WHERE rowid = %s", table, column,
                   row);
  if (sqlite3_prepare_v2(db, sql, -1, &statement, NULL) == SQLITE_OK) {
    bind_value(statement, from);
    sqlite3_step(statement);
  }
  sqlite3_finalize(statement);
}

static void run_sql(sqlite3 *db, input *from) {
  size_t length;
  int left = 50;
  const char *bytes = take_bytes(from, &length);
  char *sql = strndup(bytes, length);
  sqlite3_set_authorizer(db, authorise, NULL);
  sqlite3_progress_handler(db, 1000, count_down, &left);
  sqlite3_exec(db, sql, NULL, NULL, NULL);
  sqlite3_progress_handler(db, 0, NULL, NULL);
  free(sql);
}

/* The bytes of the file as they are after the damages in front of `from` that are not SQL. */
static void damage_bytes(char *bytes, size_t *size, unsigned char kind, input *from) {
  size_t at = (size_t)take_number(from, 4), length = 0;
  if (kind == 't') {
    *size = at < *size ? at : *size;
    return;
  }
  const char *other = take_bytes(from, &length);
  for (size_t i = 0; i<length && * size> 0; i++) {
    bytes[(at + i) % *size] = other[i];
  }
}

/* In two passes: what SQL does, then what is done to the bytes behind its back. */
static void damage(const char *path, const char *bytes, size_t length) {
  input from = {(const unsigned char *)bytes, length};
  cs_dataset *dataset = NULL;
  (void)dataset;
  sqlite3 *db = open_as_author(path);
  while (from.left > 0) {
    unsigned char kind = (unsigned char)take_number(&from, 1);
    size_t unused = 0;
    if (kind == 'c') {
      damage_cell(db, &from);
    } else if (kind == 'q') {
      run_sql(db, &from);
    } else if (kind == 'b' || kind == 't') {
      damage_bytes(NULL, &unused, kind, &from);
    }
  }
  sqlite3_close(db);
  size_t size;
  char *file = fuzz_read(&size, path);
  size_t whole = size;
  for (from = (input){(const unsigned char *)bytes, length}; from.left > 0;) {
    unsigned char kind = (unsigned char)take_number(&from, 1);
    if (kind == 'b' || kind == 't') {
      damage_bytes(file, &size, kind, &from);
    } else if (kind == 'q') {
      size_t unused;
      take_bytes(&from, &unused);
    } else if (kind == 'c') {
      size_t unused;
      take_number(&from, 3);
      uint64_t type = take_number(&from, 1) % 4;
      if (type == 1) {
        take_number(&from, 8);
      } else if (type != 0) {
        take_bytes(&from, &unused);
      }
    }
  }
  require(size <= whole);
  fuzz_write(path, file, size);
  free(file);
}

/* ---- Reading ---- */

static cs_status skip_row(void *context, const cs_value *values, size_t count, cs_error *error) {
  (void)context;
  (void)error;
  for (size_t i = 0; i < count; i++) {
    require(values[i].type != CS_STRING || values[i].string != NULL);
  }
  return CS_OK;
}

static void ask(cs_dataset *dataset, const char *sql) {
  const cs_query_reader reader = {.row = skip_row};
  cs_error error = {0};
  fuzz_expect_message(cs_dataset_query(dataset, sql, NULL, 0, &reader, &error), &error);
}

typedef struct names {
  char sql[200][300];
  size_t count;
} names;

static cs_status take_name(void *context, const cs_value *values, size_t count, cs_error *error) {
  names *to = context;
  (void)count;
  (void)error;
  if (to->count < 200 && values[0].type == CS_STRING) {
    sqlite3_snprintf(sizeof to->sql[0], to->sql[to->count++], "SELECT * FROM \"%.200w\" LIMIT 1000",
                     values[0].string);
  }
  return CS_OK;
}

static void read_tables(cs_dataset *dataset) {
  static names all;
  all.count = 0;
  const cs_query_reader reader = {.row = take_name, .context = &all};
  cs_error error = {0};
  fuzz_expect_message(
      cs_dataset_query(dataset, "SELECT name FROM sqlite_schema WHERE type IN ('table', 'view')",
                       NULL, 0, &reader, &error),
      &error);
  for (size_t i = 0; i < all.count; i++) {
    ask(dataset, all.sql[i]);
  }
  ask(dataset, "SELECT passage_text(id) FROM passage");
  ask(dataset, "SELECT sqlar_uncompress(data, sz) FROM sqlar");
}

static cs_status read_shown(void *context, const cs_shown *shown, cs_error *error) {
  (void)context;
  (void)error;
  for (size_t i = 0; i < shown->evidence_count; i++) {
    const cs_shown_evidence *piece = &shown->evidence[i];
    require(piece->start <= shown->length && piece->length <= shown->length - piece->start);
  }
  require(strlen(shown->text) <= shown->length);
  return CS_OK;
}

static void read_passages(cs_dataset *dataset) {
  const cs_show_options options = {.limit = 100};
  size_t found = 0;
  cs_error error = {0};
  fuzz_expect_message(cs_show(&found, dataset, &options, read_shown, NULL, &error), &error);
  fuzz_expect_message(cs_show_passage(dataset, 1, "apples", read_shown, NULL, &error), &error);
}

static void read_groups(const cs_panel *panel, cs_dataset *dataset) {
  static const char *const kinds[] = {"region", "year", "family", "provider"};
  for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++) {
    cs_grouping *grouping = NULL;
    cs_error error = {0};
    cs_status status = cs_group_areas(&grouping, panel, dataset, kinds[i], NULL, &error);
    fuzz_expect_message(status, &error);
    if (status == CS_OK) {
      cs_group_cell *cells = NULL;
      size_t count;
      cs_compare_groups(&cells, &count, panel, grouping);
      free(cells);
    }
    cs_grouping_free(grouping);
  }
}

static void read_figures(cs_dataset *dataset) {
  const cs_analysis_options options = {.threshold = 0.5};
  cs_panel *panel = NULL;
  cs_error error = {0};
  cs_status status = cs_panel_read(&panel, dataset, &options, &error);
  fuzz_expect_message(status, &error);
  if (status != CS_OK) {
    return;
  }
  cs_comparison *cells = NULL;
  size_t count;
  cs_compare(&cells, &count, panel);
  free(cells);
  cs_recurrence *recurring = NULL;
  fuzz_expect_message(cs_recurring(&recurring, panel, fuzz_toy_host(), "half", &error), &error);
  free(recurring);
  cs_recommendations *recommendations = NULL;
  fuzz_expect_message(cs_recommendations_read(&recommendations, panel, dataset, &options, &error),
                      &error);
  cs_recommendations_free(recommendations);
  cs_changes *changes = NULL;
  cs_changes_read(&changes, panel, true);
  cs_changes_free(changes);
  cs_likeness *likeness = NULL;
  cs_likeness_read(&likeness, panel, 3);
  cs_likeness_free(likeness);
  cs_grades_read *grades = NULL;
  fuzz_expect_message(cs_grades_compare(&grades, panel, dataset, &options, &error), &error);
  cs_grades_read_free(grades);
  read_groups(panel, dataset);
  cs_panel_free(panel);
}

static void read_text(cs_dataset *dataset) {
  char *text = NULL;
  size_t length;
  cs_error error = {0};
  cs_status status = cs_dataset_text(&text, &length, dataset, "area-1-2018", &error);
  fuzz_expect_message(status, &error);
  free(text);
}

static void read_all(const char *path) {
  cs_dataset *dataset = NULL;
  cs_problems faults = {0};
  cs_error error = {0};
  cs_status status = cs_dataset_open(&dataset, path, CS_OPEN_READ, &error);
  fuzz_expect_message(status, &error);
  if (status != CS_OK) {
    return;
  }
  fuzz_expect_message(cs_dataset_verify(dataset, &faults, &error), &error);
  fuzz_end_problems(&faults);
  read_tables(dataset);
  read_passages(dataset);
  read_figures(dataset);
  read_text(dataset);
  cs_dataset_close(dataset);
}

/* A run that codes the stored texts anew, as after a change of themes. */
static void code_anew(const char *path) {
  cs_dataset *dataset = NULL;
  cs_error error = {0};
  bool recode;
  const bool *themes;
  const cs_source source = {.path = "corpus/2.txt", .name = "2.txt", .size = 100};
  cs_status status = cs_dataset_open(&dataset, path, CS_OPEN_WRITE, &error);
  fuzz_expect_message(status, &error);
  if (status != CS_OK) {
    return;
  }
  status = cs_dataset_begin_run(dataset, fuzz_toy_host(), &recode, &error);
  fuzz_expect_message(status, &error);
  if (status == CS_OK) {
    cs_arena *arena = cs_arena_new();
    cs_record record = {0};
    fuzz_expect_message(cs_dataset_load(&record, &themes, arena, dataset, &source, &error), &error);
    cs_arena_free(arena);
  }
  cs_dataset_close(dataset);
}

static void merge(const char *path) {
  cs_run_counts counts;
  cs_error error = {0};
  const char *const inputs[] = {path};
  const char *output = fuzz_path("merged.db");
  unlink(output);
  fuzz_expect_message(cs_dataset_merge(&counts, inputs, 1, output, NULL, &error), &error);
  unlink(output);
}

static void run_dataset(const char *bytes, size_t length) {
  static const char magic[] = "SQLite format 3";
  const char *path = fuzz_path("damaged.db");
  if (length >= sizeof magic && memcmp(bytes, magic, sizeof magic) == 0) {
    fuzz_write(path, bytes, length);
  } else {
    size_t size;
    const char *base = base_file(&size);
    fuzz_write(path, base, size);
    damage(path, bytes, length);
  }
  read_all(path);
  merge(path);
  code_anew(path);
  unlink(path);
}

static void give_dataset(fuzz_take take, void *context) {
  static const char *const sql[] = {
      "UPDATE sqlar SET sz = 1 << 62",
      "UPDATE sqlar SET sz = sz - 1",
      "UPDATE passage_row SET start = 9223372036854775807",
      "CREATE TRIGGER t AFTER INSERT ON review BEGIN SELECT 1; END",
      "CREATE VIEW v AS SELECT load_extension('x')",
      "DELETE FROM theme",
      "INSERT INTO sqlite_schema VALUES ('table', 'x', 'x', 3, 'CREATE TABLE x (y)')",
      "UPDATE source SET duplicate_of = id",
      "UPDATE coding_row SET evidence = '[[9,9,9,9]]'",
  };
  for (size_t i = 0; i < sizeof sql / sizeof *sql; i++) {
    char input[256];
    size_t length = strlen(sql[i]);
    input[0] = 'q';
    input[1] = (char)length;
    memcpy(input + 2, sql[i], length);
    take(context, input, length + 2);
  }
  for (unsigned char table = 0; table < 24; table++) {
    for (unsigned char column = 0; column < 12; column++) {
      const char input[] = {'c', (char)table, (char)column, 0, 1, 1, 2, 3, 4, 5, 6, 7, 8};
      take(context, input, sizeof input);
    }
  }
  static const char cut[] = "t\x10\x30\0\0", flipped[] = "b\x64\0\0\0\4\xFF\xFF\xFF\xFF";
  take(context, cut, sizeof cut - 1);
  take(context, flipped, sizeof flipped - 1);
}

const fuzz_target fuzz_dataset = {"dataset", run_dataset, give_dataset};
