/* Tables that do not hold what was written into them: found by the checksums of their rows, and by
 * what SQLite and the indexes say of them. */
#include "dataset/trust.h"

#include <string.h>

#define OF_REVIEW "'review ' || coalesce((SELECT key FROM review WHERE id = x.review_id), '?')"

const cs_checked_table cs_checked_tables[] = {
    {"review", CS_REVIEW_FACTS, "'review ' || x.key"},
    {"review_person", CS_PERSON_COLUMNS, OF_REVIEW},
    {"organisation", CS_ORGANISATION_COLUMNS, "x.name"},
    {"review_organisation", CS_REVIEW_ORGANISATION_COLUMNS, OF_REVIEW},
    {"abbreviation", CS_ABBREVIATION_COLUMNS, OF_REVIEW},
    {"judgement", CS_JUDGEMENT_COLUMNS, OF_REVIEW},
    {"heading", CS_HEADING_COLUMNS, "x.title"},
    {"note", CS_NOTE_COLUMNS, "'passage ' || x.passage_id"},
    {"problem_row", CS_PROBLEM_FACTS,
     "'document ' || coalesce((SELECT name FROM source WHERE id = x.source_id), x.source, '?')"},
    {"theme", CS_THEME_COLUMNS, "'theme ' || x.id"},
    {"term", CS_TERM_COLUMNS, "x.pattern"},
    {"form", CS_FORM_COLUMNS, "'row ' || x.id"},
    {"codebook", CS_CODEBOOK_COLUMNS, "'row ' || x.id"},
    {"plugin_row", CS_PLUGIN_COLUMNS, "x.kind || ' ' || x.id"},
    {"run", CS_RUN_COLUMNS, "'run ' || x.id"},
    {"source", NULL, NULL},
};
enum {
  TABLE_COUNT = sizeof cs_checked_tables / sizeof *cs_checked_tables,
  SUMMED_COUNT = TABLE_COUNT - 1, /* all but source */
};
const size_t cs_checked_table_count = SUMMED_COUNT;

/* ---- Which ---- */

static cs_tables named(const char *name) {
  for (size_t i = 0; i < TABLE_COUNT; i++) {
    if (strcmp(cs_checked_tables[i].name, name) == 0) {
      return (cs_tables)1 << i;
    }
  }
  return 0;
}

/* What is taken out of bodies needs the tables that they point to. */
cs_tables cs_tables_below(const char *name) {
  static const char *const packed[] = {"review_body",   "passage_row",  "section_row",
                                       "coding_row",    "evidence_row", "recommendation_row",
                                       "addressee_row", "citation_row", "passage_text"};
  for (size_t i = 0; i < sizeof packed / sizeof *packed; i++) {
    if (strcmp(packed[i], name) == 0) {
      return CS_BODY_TABLE | named("review") | named("heading") | named("term") | named("form");
    }
  }
  return named(name);
}

/* ---- Rows ---- */

char *cs_row_check(const cs_checked_table *table) {
  return sqlite3_mprintf("SELECT printf('table %s, %%.100s: a row is not as it was written', %s) "
                         "FROM main.\"%w\" AS x WHERE checksum IS NOT row_checksum(%s)",
                         table->name, table->whose, table->name, table->columns);
}

static cs_status refuse(const cs_dataset *dataset, const char *what, cs_error *error) {
  return cs_fail(error, CS_MALFORMED, "%s: it is damaged: %s: 'conspectus verify' tells more",
                 dataset->path, what);
}

/* Whether the text in the only column of a query's first row is what is right, no row where that
 * is NULL. Frees the SQL. */
static cs_status expect(cs_dataset *dataset, char *sql, const char *right, const char *table,
                        cs_error *error) {
  sqlite3_stmt *statement = NULL;
  int code =
      sql != NULL ? sqlite3_prepare_v2(dataset->db, sql, -1, &statement, NULL) : SQLITE_NOMEM;
  sqlite3_free(sql);
  code = code == SQLITE_OK ? sqlite3_step(statement) : code;
  cs_status status = CS_OK;
  if (code == SQLITE_ROW) {
    const char *said = (const char *)sqlite3_column_text(statement, 0);
    if (said == NULL || right == NULL || strcmp(said, right) != 0) {
      status = refuse(dataset, said != NULL ? said : table, error);
    }
  } else if (code != SQLITE_DONE || right != NULL) {
    status = cs_sql_fail(dataset->db, dataset->path, "read it", error);
  }
  sqlite3_finalize(statement);
  return status;
}

static cs_status check_rows(cs_dataset *dataset, const cs_checked_table *table, cs_error *error) {
  return expect(dataset, cs_row_check(table), NULL, table->name, error);
}

cs_status cs_check_rows(cs_dataset *dataset, cs_error *error) {
  cs_status status = CS_OK;
  for (size_t i = 0; i < SUMMED_COUNT && status == CS_OK; i++) {
    status = check_rows(dataset, &cs_checked_tables[i], error);
  }
  return status;
}

/* ---- Tables ---- */

/* SQLite's own check would read all bodies, which are long. So they are looked for by the ids of
 * their reviews, counted, and their ids added up, by the table and by each of its indexes. */
static const char bodies[] =
    "SELECT CASE WHEN t.n = r.n AND t.n = p.n AND t.ids = p.ids AND t.passages = p.passages "
    "AND t.n = c.n AND t.ids = c.ids AND t.codings = c.codings "
    "THEN 'ok' ELSE 'a row of table review_body is missing or out of place' END "
    "FROM (SELECT count(*) AS n, total(b.review_id) AS ids, total(b.first_passage) AS passages, "
    "total(b.first_coding) AS codings FROM main.review AS o NOT INDEXED "
    "CROSS JOIN main.review_body AS b NOT INDEXED ON b.review_id = o.id) AS t, "
    "(SELECT count(*) AS n FROM main.review) AS r, "
    "(SELECT count(*) AS n, total(review_id) AS ids, total(first_passage) AS passages "
    "FROM main.review_body INDEXED BY review_body_passage) AS p, "
    "(SELECT count(*) AS n, total(review_id) AS ids, total(first_coding) AS codings "
    "FROM main.review_body INDEXED BY review_body_coding) AS c";

static cs_status check_table(cs_dataset *dataset, const cs_checked_table *table, cs_error *error) {
  char *sql = sqlite3_mprintf("PRAGMA main.integrity_check(\"%w\")", table->name);
  cs_status status = expect(dataset, sql, "ok", table->name, error);
  return status == CS_OK && table->columns != NULL ? check_rows(dataset, table, error) : status;
}

cs_status cs_check_tables(cs_dataset *dataset, cs_tables tables, cs_error *error) {
  cs_status status = CS_OK;
  tables &= ~dataset->trusted;
  for (size_t i = 0; i < TABLE_COUNT && status == CS_OK; i++) {
    if ((tables >> i & 1) != 0) {
      status = check_table(dataset, &cs_checked_tables[i], error);
    }
  }
  if (status == CS_OK && (tables & CS_BODY_TABLE) != 0) {
    status = expect(dataset, sqlite3_mprintf("%s", bodies), "ok", "review_body", error);
  }
  dataset->trusted |= status == CS_OK ? tables : 0;
  return status;
}
