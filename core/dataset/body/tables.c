/* The rows of review_body as virtual tables: one module, many shapes. */
#include "dataset/body/tables.h"

#include "dataset/body/cursor.h"

#include <stdlib.h>
#include <string.h>

/* Beside the plan in idxNum: what is wanted of a body. */
enum { PARTS_SHIFT = 4, PLAN_MASK = (1 << PARTS_SHIFT) - 1 };

/* ---- Connecting and planning ---- */

/* A module has the name of its only table. */
static cs_body_kind kind_named(const char *name) {
  size_t kind = 0;
  while (kind < CS_ROWS_COUNT - 1 && strcmp(cs_body_shapes[kind].name, name) != 0) {
    kind++;
  }
  return (cs_body_kind)kind;
}

static int connect_table(sqlite3 *db, void *context, int count, const char *const *arguments,
                         sqlite3_vtab **out, char **message) {
  (void)count, (void)message;
  const cs_body_kind kind = kind_named(arguments[0]);
  int code = sqlite3_declare_vtab(db, cs_body_shapes[kind].columns);
  if (code != SQLITE_OK) {
    return code;
  }
  cs_body_table *table = calloc(1, sizeof *table);
  if (table == NULL) {
    return SQLITE_NOMEM;
  }
  table->db = db;
  table->bodies = context;
  table->kind = kind;
  sqlite3_vtab_config(db, SQLITE_VTAB_INNOCUOUS);
  *out = &table->base;
  return SQLITE_OK;
}

static void forget_statements(cs_body_cursor *cursor) {
  for (size_t i = 0; i < CS_PLAN_COUNT; i++) {
    sqlite3_finalize(cursor->statements[i]);
    cursor->statements[i] = NULL;
  }
}

static void free_cursor(cs_body_cursor *cursor) {
  if (cursor != NULL) {
    forget_statements(cursor);
    cs_body_free(&cursor->body);
    cs_buffer_free(&cursor->text);
    free(cursor);
  }
}

static int disconnect_table(sqlite3_vtab *base) {
  cs_body_table *table = (cs_body_table *)base;
  free_cursor(table->spare);
  sqlite3_finalize(table->heading);
  cs_forms_free(&table->forms);
  free(table);
  return SQLITE_OK;
}

static int wanted_parts(cs_body_kind kind, sqlite3_uint64 columns) {
  const cs_body_shape *shape = &cs_body_shapes[kind];
  return shape->parts | ((columns & shape->labels) != 0 ? CS_BODY_LABELS : 0) |
         ((columns & shape->hits) != 0 ? CS_BODY_HITS : 0);
}

static int find_plan(sqlite3_vtab *base, sqlite3_index_info *info) {
  static const struct {
    double cost;
    sqlite3_int64 rows;
  } costs[CS_PLAN_COUNT] = {
      [CS_PLAN_ALL] = {1e7, 1000000}, [CS_PLAN_REVIEW] = {100, 200}, [CS_PLAN_SECTION] = {20, 1},
      [CS_PLAN_CITED] = {50, 50},     [CS_PLAN_PASSAGE] = {20, 2},   [CS_PLAN_CODING] = {20, 1},
  };
  cs_body_kind kind = ((const cs_body_table *)base)->kind;
  cs_body_plan best = CS_PLAN_ALL;
  int constraint = -1;
  for (int i = 0; i < info->nConstraint; i++) {
    for (size_t k = 0; k < CS_BODY_KEYS; k++) {
      if (info->aConstraint[i].usable && info->aConstraint[i].op == SQLITE_INDEX_CONSTRAINT_EQ &&
          info->aConstraint[i].iColumn == cs_body_shapes[kind].keys[k].column &&
          cs_body_shapes[kind].keys[k].plan > best) {
        best = cs_body_shapes[kind].keys[k].plan;
        constraint = i;
      }
    }
  }
  if (constraint >= 0) {
    info->aConstraintUsage[constraint].argvIndex = 1;
  }
  info->idxNum = (int)best | wanted_parts(kind, info->colUsed) << PARTS_SHIFT;
  info->estimatedCost = costs[best].cost;
  info->estimatedRows = costs[best].rows;
  return SQLITE_OK;
}

/* ---- Cursors ---- */

static int open_cursor(sqlite3_vtab *base, sqlite3_vtab_cursor **out) {
  cs_body_table *table = (cs_body_table *)base;
  cs_body_cursor *cursor = table->spare;
  table->spare = NULL;
  if (cursor == NULL && (cursor = calloc(1, sizeof *cursor)) == NULL) {
    return SQLITE_NOMEM;
  }
  *out = &cursor->base;
  return SQLITE_OK;
}

static int close_cursor(sqlite3_vtab_cursor *base) {
  cs_body_cursor *cursor = (cs_body_cursor *)base;
  cs_body_table *table = (cs_body_table *)base->pVtab;
  if (table->spare != NULL) {
    free_cursor(cursor);
    return SQLITE_OK;
  }
  for (size_t i = 0; i < CS_PLAN_COUNT; i++) {
    sqlite3_reset(cursor->statements[i]); /* one that is half-way keeps others from writing */
  }
  table->spare = cursor;
  return SQLITE_OK;
}

/* A column that is not wanted is not read: what is at the end of a long row costs most. */
static int prepare(cs_body_cursor *cursor, cs_body_plan by) {
  static const char *const conditions[CS_PLAN_COUNT] = {
      [CS_PLAN_ALL] = "ORDER BY review_id",
      [CS_PLAN_REVIEW] = "WHERE review_id = ?",
      [CS_PLAN_SECTION] = "WHERE review_id = ? / 67108864",
      [CS_PLAN_CITED] = "WHERE first_passage <= ? ORDER BY first_passage DESC LIMIT 1",
      [CS_PLAN_PASSAGE] = "WHERE first_passage <= ? ORDER BY first_passage DESC LIMIT 1",
      [CS_PLAN_CODING] = "WHERE first_coding <= ? ORDER BY first_coding DESC LIMIT 1",
  };
  _Static_assert(CS_SECTION_IDS == 67108864, "as in the condition");
  const cs_body_table *table = (const cs_body_table *)cursor->base.pVtab;
  char columns[256];
  char *sql = sqlite3_mprintf("SELECT %s FROM main.review_body %s",
                              cs_body_columns(columns, cursor->parts), conditions[by]);
  if (sql == NULL) {
    return SQLITE_NOMEM;
  }
  int code = sqlite3_prepare_v2(table->db, sql, -1, &cursor->statements[by], NULL);
  sqlite3_free(sql);
  return code;
}

/* ---- Reading ---- */

/* Takes the message. */
static int tell_damage(cs_body_cursor *cursor, char *message) {
  sqlite3_free(cursor->base.pVtab->zErrMsg);
  cursor->base.pVtab->zErrMsg = message;
  return SQLITE_CORRUPT_VTAB;
}

static int tell_unfit(cs_body_cursor *cursor, sqlite3_stmt *row) {
  return tell_damage(
      cursor,
      sqlite3_mprintf("review_body, row %lld: passages, codings or evidence do not fit together",
                      (long long)sqlite3_column_int64(row, 0)));
}

/* What came of looking where bodies are. */
static int tell_misplaced(cs_body_cursor *cursor, int code) {
  return code == SQLITE_CORRUPT ? tell_damage(cursor, sqlite3_mprintf("%s", cs_bodies_fault))
                                : code;
}

/* Whether all forms of a body are there. */
static int check_forms(cs_body_cursor *cursor) {
  cs_body_table *table = (cs_body_table *)cursor->base.pVtab;
  int code = SQLITE_OK;
  for (uint32_t i = 0; i < cursor->body.hit_count && code == SQLITE_OK; i++) {
    uint32_t id = cursor->body.hits[(size_t)i * CS_BODY_HIT];
    if (id != 0) {
      cs_form_find(&code, &table->forms, table->db, id);
    }
  }
  return code;
}

/* Changes with every change of the file, committed or not. */
static uint64_t version_of(sqlite3 *db) {
  unsigned committed = 0;
  sqlite3_file_control(db, "main", SQLITE_FCNTL_DATA_VERSION, &committed);
  return (uint64_t)committed << 32 ^ (uint64_t)(unsigned)sqlite3_total_changes(db);
}

/* Reads the next body of a statement; none leaves the cursor without one. */
static int step(cs_body_cursor *cursor, sqlite3_stmt *statement) {
  cs_body_free(&cursor->body);
  cursor->loaded = false;
  int code = sqlite3_step(statement);
  if (code != SQLITE_ROW) {
    return code == SQLITE_DONE ? SQLITE_OK : sqlite3_reset(statement);
  }
  code = cs_body_read(&cursor->body, statement, cursor->parts);
  if (code == SQLITE_OK) {
    code = check_forms(cursor);
  }
  cursor->loaded = code == SQLITE_OK;
  cursor->version = version_of(((const cs_body_table *)cursor->base.pVtab)->db);
  return code == SQLITE_CORRUPT ? tell_unfit(cursor, statement) : code;
}

static bool is_among(sqlite3_int64 id, sqlite3_int64 first, uint32_t count) {
  return id >= first && id - first < count;
}

static bool has_it(const cs_body_cursor *cursor, sqlite3_int64 id) {
  const cs_body *body = &cursor->body;
  switch (cursor->plan) {
  case CS_PLAN_REVIEW:
    return body->review == id;
  case CS_PLAN_SECTION:
    return id >= 0 && body->review == id / CS_SECTION_IDS &&
           is_among(id % CS_SECTION_IDS, 1, body->section_count);
  case CS_PLAN_CODING:
    return is_among(id, body->first_coding, body->coding_count);
  default:
    return is_among(id, body->first_passage, body->passage_count);
  }
}

static int look_up(cs_body_cursor *cursor, sqlite3_int64 id) {
  const cs_body_table *table = (const cs_body_table *)cursor->base.pVtab;
  if (cursor->loaded && has_it(cursor, id) && cursor->version == version_of(table->db)) {
    return SQLITE_OK;
  }
  sqlite3_stmt *statement = cursor->statements[cursor->plan];
  sqlite3_bind_int64(statement, 1, id);
  int code = step(cursor, statement);
  sqlite3_reset(statement);
  cursor->loaded = cursor->loaded && has_it(cursor, id);
  if (code == SQLITE_OK) {
    code = tell_misplaced(
        cursor, cs_bodies_check_one(table->bodies, cursor->loaded ? &cursor->body : NULL));
  }
  cursor->loaded = cursor->loaded && code == SQLITE_OK;
  return code;
}

static int start_all(cs_body_cursor *cursor) {
  const cs_body_table *table = (const cs_body_table *)cursor->base.pVtab;
  sqlite3_stmt *statement = cursor->statements[CS_PLAN_ALL];
  int code = tell_misplaced(cursor, cs_bodies_check_all(table->bodies));
  sqlite3_reset(statement);
  return code == SQLITE_OK ? step(cursor, statement) : code;
}

/* Moves on to a row, over bodies that have none. */
static int settle(cs_body_cursor *cursor) {
  while (!cs_body_settle(cursor)) {
    if (cursor->plan != CS_PLAN_ALL || !cursor->loaded) {
      cursor->over = true;
      return SQLITE_OK;
    }
    int code = step(cursor, cursor->statements[CS_PLAN_ALL]);
    if (code != SQLITE_OK) {
      return code;
    }
    cs_body_choose(cursor, 0);
  }
  return SQLITE_OK;
}

static int filter(sqlite3_vtab_cursor *base, int number, const char *name, int count,
                  sqlite3_value **values) {
  (void)name;
  cs_body_cursor *cursor = (cs_body_cursor *)base;
  cursor->plan = (cs_body_plan)(number & PLAN_MASK);
  cursor->over = false;
  if (number >> PARTS_SHIFT != cursor->parts) {
    forget_statements(cursor);
    cursor->parts = number >> PARTS_SHIFT;
    cursor->loaded = false;
  }
  if (count > 0 && sqlite3_value_type(values[0]) == SQLITE_NULL) {
    cursor->over = true; /* no id, which is not the same as one that is not there */
    return SQLITE_OK;
  }
  int code = cursor->statements[cursor->plan] == NULL ? prepare(cursor, cursor->plan) : SQLITE_OK;
  sqlite3_int64 id = count > 0 ? sqlite3_value_int64(values[0]) : 0;
  if (code == SQLITE_OK) {
    code = cursor->plan == CS_PLAN_ALL ? start_all(cursor) : look_up(cursor, id);
  }
  if (code != SQLITE_OK) {
    return code;
  }
  if (cursor->loaded) {
    cs_body_choose(cursor, id);
  }
  return settle(cursor);
}

static int next_row(sqlite3_vtab_cursor *base) {
  cs_body_cursor *cursor = (cs_body_cursor *)base;
  cs_body_leave(cursor);
  return settle(cursor);
}

static int is_over(sqlite3_vtab_cursor *base) {
  return ((const cs_body_cursor *)base)->over;
}

static int give_column(sqlite3_vtab_cursor *base, sqlite3_context *context, int column) {
  cs_body_give(context, (cs_body_cursor *)base, column);
  return SQLITE_OK;
}

/* Another for each row, as SQLite wants it where it looks for the same row twice. */
static int give_rowid(sqlite3_vtab_cursor *base, sqlite3_int64 *id) {
  enum { WITHIN_BITS = 21, ITEM_BITS = 21 };
  const cs_body_cursor *cursor = (const cs_body_cursor *)base;
  uint64_t item = (uint64_t)cursor->body.review << ITEM_BITS ^ cursor->at;
  *id = (sqlite3_int64)(item << WITHIN_BITS ^ cursor->within);
  return SQLITE_OK;
}

/* ---- The module ---- */

/* Without xCreate a module's name is the table. */
static const sqlite3_module module = {
    .xConnect = connect_table,
    .xBestIndex = find_plan,
    .xDisconnect = disconnect_table,
    .xOpen = open_cursor,
    .xClose = close_cursor,
    .xFilter = filter,
    .xNext = next_row,
    .xEof = is_over,
    .xColumn = give_column,
    .xRowid = give_rowid,
};

int cs_add_body_tables(sqlite3 *db, cs_bodies *bodies) {
  /* First, because a change of it would take the views away again. */
  int code = sqlite3_exec(db, "PRAGMA temp_store = MEMORY", NULL, NULL, NULL);
  for (size_t i = 0; i < CS_ROWS_COUNT && code == SQLITE_OK; i++) {
    code = sqlite3_create_module(db, cs_body_shapes[i].name, &module, bodies);
  }
  return code;
}
