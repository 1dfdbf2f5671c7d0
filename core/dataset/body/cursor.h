/* dataset/body/cursor.h: a place in the bodies of a connection's reviews, as tables.c,
 * rows.c and values.c share it.
 *
 * Which bodies: all, or the one that has an id (a plan). Where in a body: an item, which is a
 * passage, coding, section, recommendation or citation, and within it a hit or an addressee. */
#ifndef CS_DATASET_BODY_CURSOR_H
#define CS_DATASET_BODY_CURSOR_H

#include "base/buffer.h"
#include "dataset/body/body.h"
#include "dataset/body/forms.h"
#include "dataset/body/whole.h"

typedef enum cs_body_kind {
  CS_ROWS_PASSAGE,
  CS_ROWS_CODING,
  CS_ROWS_EVIDENCE,
  CS_ROWS_SECTION,
  CS_ROWS_RECOMMENDATION,
  CS_ROWS_ADDRESSEE,
  CS_ROWS_CITATION,
  CS_ROWS_COUNT
} cs_body_kind;

/* How rows are found. */
typedef enum cs_body_plan {
  CS_PLAN_ALL,
  CS_PLAN_REVIEW,
  CS_PLAN_SECTION,
  CS_PLAN_CITED, /* what cites a passage: all of its review, which SQLite sifts */
  CS_PLAN_PASSAGE,
  CS_PLAN_CODING,
  CS_PLAN_COUNT
} cs_body_plan;

enum { CS_BODY_KEYS = 3, CS_NO_KEY = -1 };

/* What a table looks like from outside. */
typedef struct cs_body_shape {
  const char *name;
  const char *columns;
  struct {
    int column; /* CS_NO_KEY: none */
    cs_body_plan plan;
  } keys[CS_BODY_KEYS];
  int parts;       /* that every row takes */
  uint64_t labels; /* columns that take labels too, a bit each */
  uint64_t hits;   /* columns that take hits */
} cs_body_shape;

typedef struct cs_body_cursor cs_body_cursor;

typedef struct cs_body_table {
  sqlite3_vtab base;
  sqlite3 *db;
  cs_bodies *bodies;
  cs_body_kind kind;
  cs_forms forms;
  sqlite3_stmt *heading; /* its words, by its id; prepared when first used */
  cs_body_cursor *spare; /* the one closed last; a subquery opens one for every row around it */
} cs_body_table;

struct cs_body_cursor {
  sqlite3_vtab_cursor base;
  sqlite3_stmt *statements[CS_PLAN_COUNT]; /* prepared when first used */
  int parts;                               /* that they were prepared for */
  cs_body_plan plan;
  cs_body body; /* the last that was read; empty at first */
  bool loaded;
  uint64_t version;   /* of the file, when it was read */
  uint32_t at, end;   /* items of it */
  int64_t only;       /* index of the passage whose items are wanted; -1: of all */
  uint32_t within;    /* hits that were looked at, or addressees */
  cs_body_hit hit;    /* of evidence */
  uint32_t addressee; /* its index */
  bool over;
  cs_buffer text;
};

extern const cs_body_shape cs_body_shapes[CS_ROWS_COUNT];

/* rows.c: moves. */

/* Points the cursor at all rows of its body, or at those of an id by the plan. */
void cs_body_choose(cs_body_cursor *cursor, sqlite3_int64 id);
/* Moves on to a row within the body; false where there is none any more. */
bool cs_body_settle(cs_body_cursor *cursor);
/* Leaves the row behind. */
void cs_body_leave(cs_body_cursor *cursor);

/* values.c: the value of a column, by the table's kind. */
void cs_body_give(sqlite3_context *context, cs_body_cursor *cursor, int column);

static inline cs_body_kind cs_body_kind_of(const cs_body_cursor *cursor) {
  return ((const cs_body_table *)cursor->base.pVtab)->kind;
}

#endif
