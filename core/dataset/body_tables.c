/* The rows of review_body as virtual tables: one module, three shapes. */
#include "dataset/body_tables.h"

#include "base/buffer.h"
#include "dataset/body.h"
#include "dataset/schema.h"

#include <stdlib.h>
#include <string.h>

typedef enum table_kind { PASSAGES, CODINGS, EVIDENCE, TABLE_COUNT } table_kind;

/* How rows are found. */
typedef enum plan { PLAN_ALL, PLAN_REVIEW, PLAN_PASSAGE, PLAN_CODING, PLAN_COUNT } plan;

/* Beside the plan in idxNum: what is wanted of a body. */
enum { PARTS_SHIFT = 4, PLAN_MASK = (1 << PARTS_SHIFT) - 1 };

static const struct {
  const char *name;
  const char *columns;
  struct {
    int column; /* -1: none */
    plan plan;
  } keys[3];
} tables[TABLE_COUNT] = {
    [PASSAGES] = {"passage_row",
                  "CREATE TABLE x (id INTEGER, review_id INTEGER, section INTEGER, seq INTEGER, "
                  "kind INTEGER, label TEXT, printed INTEGER, title TEXT, start INTEGER, "
                  "length INTEGER, words INTEGER, line INTEGER, cites INTEGER HIDDEN)",
                  {{0, PLAN_PASSAGE}, {1, PLAN_REVIEW}, {-1, PLAN_ALL}}},
    [CODINGS] = {"coding_row",
                 "CREATE TABLE x (id INTEGER, passage_id INTEGER, theme INTEGER, "
                 "polarity INTEGER, confidence INTEGER, repeat INTEGER, evidence TEXT, "
                 "review_id INTEGER HIDDEN)",
                 {{0, PLAN_CODING}, {1, PLAN_PASSAGE}, {7, PLAN_REVIEW}}},
    [EVIDENCE] = {"evidence_row",
                  "CREATE TABLE x (coding_id INTEGER, role INTEGER, term INTEGER, start INTEGER, "
                  "length INTEGER)",
                  {{0, PLAN_CODING}, {-1, PLAN_ALL}, {-1, PLAN_ALL}}},
};

enum { LABEL_COLUMN = 5, TITLE_COLUMN = 7, EVIDENCE_COLUMN = 6 };

typedef struct form {
  uint32_t term; /* 0: there is no such form */
  uint32_t role, length;
} form;

typedef struct body_table {
  sqlite3_vtab base;
  sqlite3 *db;
  table_kind kind;
  form *forms; /* by their ids; they never change */
  uint32_t form_count;
} body_table;

typedef struct body_cursor {
  sqlite3_vtab_cursor base;
  sqlite3_stmt *statements[PLAN_COUNT]; /* prepared when first used */
  int parts;                            /* that they were prepared for */
  plan plan;
  cs_body body; /* the last that was read; empty at first */
  bool loaded;
  uint32_t at, end; /* passages or codings of it */
  cs_body_hit hit;
  uint32_t hit_at;
  bool over;
  cs_buffer text;
} body_cursor;

static table_kind kind_of(const body_cursor *cursor) {
  return ((const body_table *)cursor->base.pVtab)->kind;
}

/* ---- Connecting and planning ---- */

static int connect_table(sqlite3 *db, void *context, int count, const char *const *arguments,
                         sqlite3_vtab **out, char **message) {
  (void)count, (void)arguments, (void)message;
  const table_kind *kind = context;
  int code = sqlite3_declare_vtab(db, tables[*kind].columns);
  if (code != SQLITE_OK) {
    return code;
  }
  body_table *table = calloc(1, sizeof *table);
  if (table == NULL) {
    return SQLITE_NOMEM;
  }
  table->db = db;
  table->kind = *kind;
  sqlite3_vtab_config(db, SQLITE_VTAB_INNOCUOUS);
  *out = &table->base;
  return SQLITE_OK;
}

static int disconnect_table(sqlite3_vtab *base) {
  free(((body_table *)base)->forms);
  free(base);
  return SQLITE_OK;
}

static int wanted_parts(table_kind kind, sqlite3_uint64 columns) {
  if (kind == PASSAGES) {
    return (columns & (1U << LABEL_COLUMN | 1U << TITLE_COLUMN)) != 0 ? CS_BODY_LABELS : 0;
  }
  bool hits = kind == EVIDENCE || (columns & 1U << EVIDENCE_COLUMN) != 0;
  return CS_BODY_CODINGS | (hits ? CS_BODY_HITS : 0);
}

static int find_plan(sqlite3_vtab *base, sqlite3_index_info *info) {
  static const struct {
    double cost;
    sqlite3_int64 rows;
  } costs[PLAN_COUNT] = {{1e7, 1000000}, {100, 200}, {20, 2}, {20, 1}};
  table_kind kind = ((const body_table *)base)->kind;
  plan best = PLAN_ALL;
  int constraint = -1;
  for (int i = 0; i < info->nConstraint; i++) {
    for (size_t k = 0; k < 3; k++) {
      if (info->aConstraint[i].usable && info->aConstraint[i].op == SQLITE_INDEX_CONSTRAINT_EQ &&
          info->aConstraint[i].iColumn == tables[kind].keys[k].column &&
          tables[kind].keys[k].plan > best) {
        best = tables[kind].keys[k].plan;
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
  (void)base;
  body_cursor *cursor = calloc(1, sizeof *cursor);
  if (cursor == NULL) {
    return SQLITE_NOMEM;
  }
  *out = &cursor->base;
  return SQLITE_OK;
}

static void forget_statements(body_cursor *cursor) {
  for (size_t i = 0; i < PLAN_COUNT; i++) {
    sqlite3_finalize(cursor->statements[i]);
    cursor->statements[i] = NULL;
  }
}

static int close_cursor(sqlite3_vtab_cursor *base) {
  body_cursor *cursor = (body_cursor *)base;
  forget_statements(cursor);
  cs_body_free(&cursor->body);
  cs_buffer_free(&cursor->text);
  free(cursor);
  return SQLITE_OK;
}

/* A column that is not wanted is not read: what is at the end of a long row costs most. */
static int prepare(body_cursor *cursor, plan by) {
  static const char *const conditions[PLAN_COUNT] = {
      "ORDER BY review_id",
      "WHERE review_id = ?",
      "WHERE first_passage <= ? ORDER BY first_passage DESC LIMIT 1",
      "WHERE first_coding <= ? ORDER BY first_coding DESC LIMIT 1",
  };
  body_table *table = (body_table *)cursor->base.pVtab;
  int parts = cursor->parts;
  char *sql = sqlite3_mprintf("SELECT review_id, first_passage, first_coding, %s, passages, %s, %s "
                              "FROM main.review_body %s",
                              (parts & CS_BODY_LABELS) != 0 ? "labels" : "NULL",
                              (parts & CS_BODY_CODINGS) != 0 ? "codings" : "NULL",
                              (parts & CS_BODY_HITS) != 0 ? "hits" : "NULL", conditions[by]);
  if (sql == NULL) {
    return SQLITE_NOMEM;
  }
  int code = sqlite3_prepare_v2(table->db, sql, -1, &cursor->statements[by], NULL);
  sqlite3_free(sql);
  return code;
}

static int tell_damage(body_cursor *cursor, sqlite3_stmt *row) {
  sqlite3_free(cursor->base.pVtab->zErrMsg);
  cursor->base.pVtab->zErrMsg =
      sqlite3_mprintf("review_body, row %lld: passages, codings or evidence do not fit together",
                      (long long)sqlite3_column_int64(row, 0));
  return SQLITE_CORRUPT_VTAB;
}

/* ---- Forms ---- */

/* The highest id that can be written. */
enum { MOST_FORMS = CS_BODY_MOST };

static int add_form(body_table *table, sqlite3_stmt *row) {
  sqlite3_int64 id = sqlite3_column_int64(row, 0), term = sqlite3_column_int64(row, 1);
  sqlite3_int64 role = sqlite3_column_int64(row, 2), length = sqlite3_column_int64(row, 3);
  if (id < 1 || id > MOST_FORMS || term < 1 || term > UINT32_MAX || role < 0 || role > UINT32_MAX ||
      length < 0 || length > UINT32_MAX) {
    return SQLITE_CORRUPT;
  }
  if (id >= table->form_count) {
    uint32_t count = (uint32_t)id < 1024 ? 2048 : 2 * (uint32_t)id;
    form *forms = realloc(table->forms, count * sizeof *forms);
    if (forms == NULL) {
      return SQLITE_NOMEM;
    }
    memset(forms + table->form_count, 0, (count - table->form_count) * sizeof *forms);
    table->forms = forms;
    table->form_count = count;
  }
  table->forms[id] = (form){(uint32_t)term, (uint32_t)role, (uint32_t)length};
  return SQLITE_OK;
}

static int read_forms(body_table *table) {
  sqlite3_stmt *row = NULL;
  int code = sqlite3_prepare_v2(table->db, "SELECT id, term_id, role, length FROM main.form", -1,
                                &row, NULL);
  while (code == SQLITE_OK && (code = sqlite3_step(row)) == SQLITE_ROW) {
    code = add_form(table, row);
  }
  sqlite3_finalize(row);
  return code == SQLITE_DONE ? SQLITE_OK : code;
}

static bool has_form(const body_table *table, uint32_t id) {
  return id < table->form_count && table->forms[id].term != 0;
}

/* Whether all forms of a body are there; those that came since are read first. */
static int check_forms(body_cursor *cursor) {
  body_table *table = (body_table *)cursor->base.pVtab;
  bool again = false;
  for (uint32_t i = 0; i < cursor->body.hit_count; i++) {
    uint32_t id = cursor->body.hits[(size_t)i * CS_BODY_HIT];
    if (id == 0 || has_form(table, id)) {
      continue;
    }
    int code = again ? SQLITE_CORRUPT : read_forms(table);
    again = true;
    if (code != SQLITE_OK || !has_form(table, id)) {
      return code != SQLITE_OK ? code : SQLITE_CORRUPT;
    }
  }
  return SQLITE_OK;
}

static const form *form_of(const body_cursor *cursor, const cs_body_hit *hit) {
  return &((const body_table *)cursor->base.pVtab)->forms[hit->form];
}

/* ---- Reading ---- */

/* Reads the next body of a statement; none leaves the cursor without one. */
static int step(body_cursor *cursor, sqlite3_stmt *statement) {
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
  return code == SQLITE_CORRUPT ? tell_damage(cursor, statement) : code;
}

static bool has_passage(const cs_body *body, sqlite3_int64 id) {
  return id >= body->first_passage && id - body->first_passage < body->passage_count;
}

static bool has_coding(const cs_body *body, sqlite3_int64 id) {
  return id >= body->first_coding && id - body->first_coding < body->coding_count;
}

static bool has_it(const body_cursor *cursor, sqlite3_int64 id) {
  return cursor->plan == PLAN_REVIEW    ? cursor->body.review == id
         : cursor->plan == PLAN_PASSAGE ? has_passage(&cursor->body, id)
                                        : has_coding(&cursor->body, id);
}

/* The first coding of a passage at or behind `passage`. */
static uint32_t first_coding_of(const cs_body *body, uint32_t passage) {
  uint32_t low = 0, high = body->coding_count;
  while (low < high) {
    uint32_t middle = low + (high - low) / 2;
    if (body->codings[middle].passage < passage) {
      low = middle + 1;
    } else {
      high = middle;
    }
  }
  return low;
}

/* Points the cursor at all rows of the body, or at those of an id. */
static void choose_rows(body_cursor *cursor, sqlite3_int64 id) {
  const cs_body *body = &cursor->body;
  bool codings = kind_of(cursor) != PASSAGES;
  cursor->at = 0;
  cursor->end = codings ? body->coding_count : body->passage_count;
  if (cursor->plan == PLAN_CODING) {
    cursor->at = (uint32_t)(id - body->first_coding);
    cursor->end = cursor->at + 1;
  } else if (cursor->plan == PLAN_PASSAGE) {
    uint32_t passage = (uint32_t)(id - body->first_passage);
    cursor->at = codings ? first_coding_of(body, passage) : passage;
    cursor->end = codings ? first_coding_of(body, passage + 1) : passage + 1;
  }
  cursor->hit_at = 0;
}

/* Moves on to a row: over bodies that have none, over codings without evidence. */
static int settle(body_cursor *cursor) {
  for (;;) {
    for (; cursor->loaded && cursor->at < cursor->end; cursor->at++, cursor->hit_at = 0) {
      if (kind_of(cursor) != EVIDENCE ||
          cs_body_next_hit(&cursor->hit, &cursor->hit_at, &cursor->body,
                           &cursor->body.codings[cursor->at])) {
        return SQLITE_OK;
      }
    }
    if (cursor->plan != PLAN_ALL || !cursor->loaded) {
      cursor->over = true;
      return SQLITE_OK;
    }
    int code = step(cursor, cursor->statements[PLAN_ALL]);
    if (code != SQLITE_OK) {
      return code;
    }
    choose_rows(cursor, 0);
  }
}

static int look_up(body_cursor *cursor, sqlite3_int64 id) {
  if (cursor->loaded && has_it(cursor, id)) {
    return SQLITE_OK;
  }
  sqlite3_stmt *statement = cursor->statements[cursor->plan];
  sqlite3_bind_int64(statement, 1, id);
  int code = step(cursor, statement);
  sqlite3_reset(statement);
  cursor->loaded = cursor->loaded && has_it(cursor, id);
  return code;
}

static int filter(sqlite3_vtab_cursor *base, int number, const char *name, int count,
                  sqlite3_value **values) {
  (void)name;
  body_cursor *cursor = (body_cursor *)base;
  cursor->plan = (plan)(number & PLAN_MASK);
  cursor->over = false;
  if (number >> PARTS_SHIFT != cursor->parts) {
    forget_statements(cursor);
    cursor->parts = number >> PARTS_SHIFT;
    cursor->loaded = false;
  }
  int code = cursor->statements[cursor->plan] == NULL ? prepare(cursor, cursor->plan) : SQLITE_OK;
  sqlite3_int64 id = count > 0 ? sqlite3_value_int64(values[0]) : 0;
  if (code == SQLITE_OK && cursor->plan == PLAN_ALL) {
    sqlite3_reset(cursor->statements[PLAN_ALL]);
    code = step(cursor, cursor->statements[PLAN_ALL]);
  } else if (code == SQLITE_OK) {
    code = look_up(cursor, id);
  }
  if (code != SQLITE_OK) {
    return code;
  }
  if (cursor->loaded) {
    choose_rows(cursor, id);
  }
  return settle(cursor);
}

static int next_row(sqlite3_vtab_cursor *base) {
  body_cursor *cursor = (body_cursor *)base;
  if (kind_of(cursor) != EVIDENCE) {
    cursor->at++;
  }
  return settle(cursor);
}

static int is_over(sqlite3_vtab_cursor *base) {
  return ((const body_cursor *)base)->over;
}

/* ---- Values ---- */

static void give_number(sqlite3_context *context, uint32_t number) {
  sqlite3_result_int64(context, number);
}

static void give_text(sqlite3_context *context, const char *text) {
  sqlite3_result_text(context, text, -1, SQLITE_TRANSIENT);
}

static void give_passage(sqlite3_context *context, const body_cursor *cursor, int column) {
  const cs_body *body = &cursor->body;
  const cs_body_passage *it = &body->passages[cursor->at];
  const uint32_t numbers[] = {
      [2] = it->section, [3] = cursor->at + 1, [4] = it->kind,  [6] = it->printed, [8] = it->start,
      [9] = it->length,  [10] = it->words,     [11] = it->line, [12] = it->cites};
  if (column == 0) {
    sqlite3_result_int64(context, body->first_passage + cursor->at);
  } else if (column == 1) {
    sqlite3_result_int64(context, body->review);
  } else if (column == LABEL_COLUMN) {
    give_text(context, body->label_of[cursor->at]);
  } else if (column == TITLE_COLUMN) {
    const char *title = cs_body_title(body, cursor->at);
    if (*title != '\0') {
      give_text(context, title);
    }
  } else if (column != 11 || it->line != 0) {
    give_number(context, numbers[column]);
  }
}

/* [[role,term,start,length],...] */
static void give_evidence(sqlite3_context *context, body_cursor *cursor,
                          const cs_body_coding *coding) {
  cs_buffer *text = &cursor->text;
  cs_body_hit hit = {0};
  uint32_t at = 0;
  cs_buffer_reset(text);
  cs_buffer_add_char(text, '[');
  while (cs_body_next_hit(&hit, &at, &cursor->body, coding)) {
    const form *it = form_of(cursor, &hit);
    cs_buffer_add_format(text, "%s[%u,%u,%u,%u]", text->length > 1 ? "," : "", it->role, it->term,
                         hit.start, it->length);
  }
  cs_buffer_add_char(text, ']');
  sqlite3_result_text(context, text->bytes, (int)text->length, SQLITE_TRANSIENT);
}

static void give_coding(sqlite3_context *context, body_cursor *cursor, int column) {
  const cs_body *body = &cursor->body;
  const cs_body_coding *it = &body->codings[cursor->at];
  const uint32_t numbers[] = {
      [2] = it->theme, [3] = it->polarity, [4] = it->confidence, [5] = it->repeat};
  if (column == 0) {
    sqlite3_result_int64(context, body->first_coding + cursor->at);
  } else if (column == 1) {
    sqlite3_result_int64(context, body->first_passage + it->passage);
  } else if (column == EVIDENCE_COLUMN) {
    give_evidence(context, cursor, it);
  } else if (column == 7) {
    sqlite3_result_int64(context, body->review);
  } else {
    give_number(context, numbers[column]);
  }
}

static void give_hit(sqlite3_context *context, const body_cursor *cursor, int column) {
  const form *it = form_of(cursor, &cursor->hit);
  const uint32_t numbers[] = {
      [1] = it->role, [2] = it->term, [3] = cursor->hit.start, [4] = it->length};
  if (column == 0) {
    sqlite3_result_int64(context, cursor->body.first_coding + cursor->at);
  } else {
    give_number(context, numbers[column]);
  }
}

static int give_column(sqlite3_vtab_cursor *base, sqlite3_context *context, int column) {
  body_cursor *cursor = (body_cursor *)base;
  switch (kind_of(cursor)) {
  case PASSAGES:
    give_passage(context, cursor, column);
    break;
  case CODINGS:
    give_coding(context, cursor, column);
    break;
  default:
    give_hit(context, cursor, column);
  }
  return SQLITE_OK;
}

static int give_rowid(sqlite3_vtab_cursor *base, sqlite3_int64 *id) {
  const body_cursor *cursor = (const body_cursor *)base;
  *id = cursor->at +
        (kind_of(cursor) == PASSAGES ? cursor->body.first_passage : cursor->body.first_coding);
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

int cs_add_body_tables(sqlite3 *db) {
  static table_kind kinds[TABLE_COUNT] = {PASSAGES, CODINGS, EVIDENCE};
  /* First, because a change of it would take the views away again. */
  int code = sqlite3_exec(db, "PRAGMA temp_store = MEMORY", NULL, NULL, NULL);
  for (size_t i = 0; i < TABLE_COUNT && code == SQLITE_OK; i++) {
    code = sqlite3_create_module(db, tables[i].name, &module, &kinds[i]);
  }
  for (size_t i = 0; i < cs_schema_fast_view_count && code == SQLITE_OK; i++) {
    code = sqlite3_exec(db, cs_schema_fast_views[i], NULL, NULL, NULL);
  }
  return code;
}
