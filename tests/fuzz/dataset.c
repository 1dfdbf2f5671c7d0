/* Target: a dataset from somewhere else. The input is a list of damages, which are done to
 * a small dataset before everything that reads one reads it:
 *
 *   'b' OFFSET(4) COUNT BYTES           other bytes in the file, wherever it has them
 *   't' SIZE(4)                         the file cut off
 *   'c' TABLE COLUMN ROW TYPE VALUE     another value in a cell, which breaks any rule:
 *                                       NULL, an INTEGER(8), text or blob: COUNT BYTES
 *   'q' COUNT SQL                       SQL, by somebody who may write the schema
 *   'u'                                 leave the checksums of changed rows as they are
 *
 * Who writes another value knows how to make its checksum, so that what is behind is reached.
 *
 * An input that begins as SQLite's files do is the whole file itself. */
#include "fuzz.h"

#include "../dataset/seal.h"
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

typedef struct remainder {
  const unsigned char *at;
  size_t left;
} remainder;

static uint64_t take_number(remainder *from, size_t bytes) {
  uint64_t number = 0;
  for (size_t i = 0; i < bytes && from->left > 0; i++, from->at++, from->left--) {
    number |= (uint64_t)*from->at << (8 * i);
  }
  return number;
}

typedef enum value_type {
  VALUE_NULL,
  VALUE_INTEGER,
  VALUE_TEXT,
  VALUE_BLOB,
  VALUE_TYPES
} value_type;

typedef struct damage {
  unsigned char kind; /* 'b', 't', 'c', 'q', 'u', or anything: none */
  uint64_t table, column, row;
  value_type type;
  uint64_t number; /* offset, size, integer */
  const char *bytes;
  size_t length;
} damage;

static void take_bytes(damage *out, remainder *from) {
  size_t length = (size_t)take_number(from, 1);
  out->bytes = (const char *)from->at;
  out->length = length < from->left ? length : from->left;
  from->at += out->length;
  from->left -= out->length;
}

static damage take_damage(remainder *from) {
  damage out = {.kind = (unsigned char)take_number(from, 1)};
  switch (out.kind) {
  case 'b':
    out.number = take_number(from, 4);
    take_bytes(&out, from);
    break;
  case 't':
    out.number = take_number(from, 4);
    break;
  case 'q':
    take_bytes(&out, from);
    break;
  case 'c':
    out.table = take_number(from, 1);
    out.column = take_number(from, 1);
    out.row = take_number(from, 1);
    out.type = (value_type)(take_number(from, 1) % VALUE_TYPES);
    if (out.type == VALUE_INTEGER) {
      out.number = take_number(from, 8);
    } else if (out.type != VALUE_NULL) {
      take_bytes(&out, from);
    }
    break;
  default:
    break;
  }
  return out;
}

/* Takes the constraints out of the schema, and keeps what it said. */
static void loosen(const char *path) {
  sqlite3 *db = NULL;
  require(sqlite3_open(path, &db) == SQLITE_OK);
  require(sqlite3_exec(db,
                       "PRAGMA writable_schema = ON;"
                       "CREATE TABLE kept AS SELECT name, sql FROM sqlite_schema"
                       "  WHERE type = 'table' AND sql IS NOT NULL;"
                       "UPDATE sqlite_schema SET sql = replace(sql, ' NOT NULL', '')"
                       "  WHERE type = 'table'",
                       NULL, NULL, NULL) == SQLITE_OK);
  sqlite3_close(db);
}

/* The schema says again what it said, whatever is in its tables by now. */
static void fasten(sqlite3 *db) {
  sqlite3_exec(db,
               "UPDATE sqlite_schema SET sql = (SELECT k.sql FROM kept AS k WHERE k.name = "
               "sqlite_schema.name) WHERE type = 'table' AND name IN (SELECT name FROM kept)",
               NULL, NULL, NULL);
}

static const char *base_file(size_t *length) {
  static char *bytes;
  static size_t size;
  if (bytes == NULL) {
    const char *path = fuzz_path("base.db");
    fuzz_make_dataset(path);
    loosen(path);
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

static void bind_value(sqlite3_stmt *statement, const damage *it) {
  if (it->type == VALUE_INTEGER) {
    sqlite3_bind_int64(statement, 1, (sqlite3_int64)it->number);
  } else if (it->type == VALUE_TEXT) {
    sqlite3_bind_text(statement, 1, it->bytes, (int)it->length, SQLITE_TRANSIENT);
  } else if (it->type == VALUE_BLOB) {
    sqlite3_bind_blob(statement, 1, it->bytes, (int)it->length, SQLITE_TRANSIENT);
  }
}

/* A table that has no rowid is changed in all of its rows. */
static void damage_cell(sqlite3 *db, const damage *it) {
  static const char tables[] =
      "SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name LIMIT 1 OFFSET ?1 % "
      "max(1, (SELECT count(*) FROM sqlite_schema WHERE type = 'table'))";
  char table[200], column[200], row[40], sql[1000];
  sqlite3_stmt *statement = NULL;
  sqlite3_set_authorizer(db, NULL, NULL); /* what is asked here is ours */
  if (!pick(table, sizeof table, db, tables, it->table)) {
    return;
  }
  sqlite3_snprintf(sizeof sql, sql,
                   "SELECT name FROM pragma_table_info(%Q) ORDER BY cid LIMIT 1 OFFSET ?1 %% "
                   "max(1, (SELECT count(*) FROM pragma_table_info(%Q)))",
                   table, table);
  if (!pick(column, sizeof column, db, sql, it->column)) {
    return;
  }
  sqlite3_snprintf(sizeof sql, sql,
                   "SELECT rowid FROM \"%w\" LIMIT 1 OFFSET ?1 %% "
                   "max(1, (SELECT count(*) FROM \"%w\"))",
                   table, table);
  bool one = pick(row, sizeof row, db, sql, it->row);
  sqlite3_snprintf(sizeof sql, sql, "UPDATE OR IGNORE \"%w\" SET \"%w\" = ?1%s%s", table, column,
                   one ? " WHERE rowid = " : "", row);
  if (sqlite3_prepare_v2(db, sql, -1, &statement, NULL) == SQLITE_OK) {
    bind_value(statement, it);
    sqlite3_step(statement);
  }
  sqlite3_finalize(statement);
}

static void run_hostile_sql(sqlite3 *db, const damage *it) {
  int left = 50;
  char *sql = strndup(it->bytes, it->length);
  sqlite3_set_authorizer(db, authorise, NULL);
  sqlite3_progress_handler(db, 1000, count_down, &left);
  sqlite3_exec(db, sql, NULL, NULL, NULL);
  sqlite3_progress_handler(db, 0, NULL, NULL);
  free(sql);
}

static void seal_rows(sqlite3 *db) {
  int left = 200;
  sqlite3_progress_handler(db, 1000, count_down, &left);
  seal(db);
  sqlite3_progress_handler(db, 0, NULL, NULL);
}

static void damage_rows(const char *path, const char *bytes, size_t length) {
  sqlite3 *db = open_as_author(path);
  bool sealed = true;
  for (remainder from = {(const unsigned char *)bytes, length}; from.left > 0;) {
    const damage it = take_damage(&from);
    if (it.kind == 'c') {
      damage_cell(db, &it);
    } else if (it.kind == 'q') {
      run_hostile_sql(db, &it);
    }
    sealed = sealed && it.kind != 'u';
  }
  sqlite3_set_authorizer(db, NULL, NULL);
  if (sealed) {
    seal_rows(db);
  }
  fasten(db);
  sqlite3_close(db);
}

static void damage_bytes(const char *path, const char *bytes, size_t length) {
  size_t size;
  char *file = fuzz_read(&size, path);
  for (remainder from = {(const unsigned char *)bytes, length}; from.left > 0;) {
    const damage it = take_damage(&from);
    if (it.kind == 't') {
      size = it.number < size ? (size_t)it.number : size;
    }
    for (size_t i = 0; it.kind == 'b' && i < it.length && size > 0; i++) {
      file[(it.number + i) % size] = it.bytes[i];
    }
  }
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
  cs_status status = cs_dataset_open(&dataset, path, CS_OPEN_VERIFY, &error);
  fuzz_expect_message(status, &error);
  if (status != CS_OK) {
    return;
  }
  fuzz_expect_message(cs_dataset_verify(dataset, &faults, &error), &error);
  fuzz_end_problems(&faults);
  cs_dataset_close(dataset);
  status = cs_dataset_open(&dataset, path, CS_OPEN_READ, &error);
  fuzz_expect_message(status, &error);
  if (status != CS_OK) {
    return;
  }
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
  status = cs_dataset_begin_run(dataset, fuzz_toy_host(), NULL, &recode, &error);
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
    damage_rows(path, bytes, length);
    damage_bytes(path, bytes, length);
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
      "UPDATE review_body SET passages = replace(passages, char(1), char(1100000))",
      "CREATE TRIGGER t AFTER INSERT ON review BEGIN SELECT 1; END",
      "CREATE VIEW v AS SELECT load_extension('x')",
      "DELETE FROM theme",
      "INSERT INTO sqlite_schema VALUES ('table', 'x', 'x', 3, 'CREATE TABLE x (y)')",
      "UPDATE source SET duplicate_of = id",
      "UPDATE review_body SET hits = replace(hits, char(2), char(1100000))",
      "UPDATE review_body SET citations = replace(citations, char(1), char(1100000))",
      "UPDATE review_body SET recommendations = replace(recommendations, char(1), char(9))",
      "DELETE FROM heading",
      "UPDATE review_body SET millions = printf('%.*c', length(passages) / 2, char(9))",
      "UPDATE review_body SET labels = replace(labels, '.', hex(zeroblob(99)))",
  };
  for (size_t i = 0; i < sizeof sql / sizeof *sql; i++) {
    char query[256];
    size_t length = strlen(sql[i]);
    query[0] = 'q';
    query[1] = (char)length;
    memcpy(query + 2, sql[i], length);
    take(context, query, length + 2);
  }
  for (unsigned char table = 0; table < 24; table++) {
    for (unsigned char column = 0; column < 12; column++) {
      const char cell[] = {'c', (char)table, (char)column, 0, 1, 1, 2, 3, 4, 5, 6, 7, 8};
      const char empty[] = {'c', (char)table, (char)column, 0, 0};
      const char text[] = {'c', (char)table, (char)column, 0, 2, 1, 'x'};
      take(context, cell, sizeof cell);
      take(context, empty, sizeof empty);
      take(context, text, sizeof text);
    }
  }
  static const char cut[] = "t\x10\x30\0\0", flipped[] = "b\x64\0\0\0\4\xFF\xFF\xFF\xFF";
  take(context, cut, sizeof cut - 1);
  take(context, flipped, sizeof flipped - 1);
}

const fuzz_target fuzz_dataset = {"dataset", run_dataset, give_dataset};
