/* Bodies, counted and looked for by the table and by its indexes. */
#include "dataset/body/whole.h"

const char cs_bodies_fault[] = "a row of table review_body is missing or out of place";

/* So many looked for one by one take less than all. */
enum { FEW = 1000 };

#define BY_INDEX(name, column)                                                                     \
  "(SELECT count(*) AS n, ordered_sum(" column ", review_id) AS sum "                              \
  "FROM main.review_body INDEXED BY " name ")"
/* Ids go down where they are looked up, because SQLite finds the next one up by stepping, without
 * what tells where an id is; the LIMIT keeps their order. */
static const char all[] =
    "SELECT s.ids IS NOT NULL AND s.n = r.n AND t.n = r.n AND t.ids = s.ids "
    "AND p.n = r.n AND p.sum = s.passages AND c.n = r.n AND c.sum = s.codings "
    "FROM (SELECT count(*) AS n FROM main.review) AS r, "
    "(SELECT count(*) AS n, ordered_sum(review_id, review_id) AS ids, "
    "row_sum(first_passage, review_id) AS passages, row_sum(first_coding, review_id) AS codings "
    "FROM main.review_body NOT INDEXED) AS s, "
    "(SELECT count(*) AS n, row_sum(b.review_id, b.review_id) AS ids "
    "FROM (SELECT id FROM main.review NOT INDEXED ORDER BY id DESC LIMIT -1) AS o "
    "CROSS JOIN main.review_body AS b NOT INDEXED ON b.review_id = o.id) AS t, " BY_INDEX(
        "review_body_passage", "first_passage") " AS p, " BY_INDEX("review_body_coding",
                                                                   "first_coding") " AS c";

static const char one[] =
    "SELECT EXISTS (SELECT 1 FROM main.review WHERE id = ?1) "
    "AND EXISTS (SELECT 1 FROM main.review_body INDEXED BY review_body_passage "
    "WHERE first_passage IS ?2 AND review_id = ?1) "
    "AND EXISTS (SELECT 1 FROM main.review_body INDEXED BY review_body_coding "
    "WHERE first_coding IS ?3 AND review_id = ?1)";

/* Whether the number in the only row of a statement is not 0. */
static int expect_true(sqlite3_stmt *statement) {
  int code = sqlite3_step(statement);
  if (code != SQLITE_ROW) {
    return code == SQLITE_DONE ? SQLITE_CORRUPT : code;
  }
  return sqlite3_column_int(statement, 0) != 0 ? SQLITE_OK : SQLITE_CORRUPT;
}

static int ask(sqlite3 *db, const char *sql) {
  sqlite3_stmt *statement = NULL;
  int code = sqlite3_prepare_v2(db, sql, -1, &statement, NULL);
  if (code == SQLITE_OK) {
    code = expect_true(statement);
  }
  sqlite3_finalize(statement);
  return code;
}

int cs_bodies_check(sqlite3 *db) {
  return ask(db, all);
}

int cs_bodies_check_sums(sqlite3 *db) {
  return ask(db, "SELECT NOT EXISTS (SELECT 1 FROM main.review_body NOT INDEXED "
                 "WHERE checksums IS NOT column_checksums(" CS_BODY_CHECKED "))");
}

int cs_bodies_check_all(cs_bodies *bodies) {
  int code = bodies->trusted ? SQLITE_OK : cs_bodies_check(bodies->db);
  bodies->trusted = code == SQLITE_OK;
  return code;
}

/* Ids are from 1 on, and missing where there is nothing to have them. */
static void bind_id(sqlite3_stmt *statement, int at, int64_t id) {
  if (id != 0) {
    sqlite3_bind_int64(statement, at, id);
  } else {
    sqlite3_bind_null(statement, at);
  }
}

int cs_bodies_check_one(cs_bodies *bodies, const cs_body *body) {
  if (bodies->trusted) {
    return SQLITE_OK;
  }
  if (body == NULL || ++bodies->found > FEW) {
    return cs_bodies_check_all(bodies);
  }
  int code =
      bodies->one == NULL ? sqlite3_prepare_v2(bodies->db, one, -1, &bodies->one, NULL) : SQLITE_OK;
  if (code != SQLITE_OK) {
    return code;
  }
  sqlite3_bind_int64(bodies->one, 1, body->review);
  bind_id(bodies->one, 2, body->first_passage);
  bind_id(bodies->one, 3, body->first_coding);
  code = expect_true(bodies->one);
  sqlite3_reset(bodies->one); /* one that is half-way keeps others from writing */
  return code;
}

void cs_bodies_forget(cs_bodies *bodies) {
  sqlite3_finalize(bodies->one);
  bodies->one = NULL;
}
