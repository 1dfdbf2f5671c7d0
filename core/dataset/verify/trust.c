/* Tables that do not hold what was written into them: found by the checksums of their rows, and by
 * what SQLite and the indexes say of them. */
#include "dataset/verify/trust.h"

#include "dataset/schema/columns.h"

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
    {"sqlar", NULL, NULL},
};
enum {
  TABLE_COUNT = sizeof cs_checked_tables / sizeof *cs_checked_tables,
  SUMMED_COUNT = TABLE_COUNT - 2, /* all but source and sqlar */
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
  static const char *const packed[] = {"passage_row",        "section_row",   "coding_row",
                                       "evidence_row",       "addressee_row", "citation_row",
                                       "recommendation_row", "passage_text"};
  cs_tables pointed = named("review") | named("heading") | named("term") | named("form");
  if (strcmp(name, "review_body") == 0) {
    return CS_BODY_PLACES | CS_BODY_SUMS | pointed;
  }
  for (size_t i = 0; i < sizeof packed / sizeof *packed; i++) {
    if (strcmp(packed[i], name) == 0) {
      return CS_BODY_ROWS | pointed;
    }
  }
  return named(name) | (strcmp(name, "sqlar") == 0 ? named("review") : 0);
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
  dataset->rows_checked = status == CS_OK;
  return status;
}

/* ---- Tables ---- */

/* SQLite's own check looks each row up in each index, which takes four times as long, and
 * everybody reads this table. So its rows are gone through by each index, and looked up by their
 * ids, downwards (dataset/body/whole.c says why): what is found must be the same, and in order. */
#define BY_INDEX(name, column)                                                                     \
  "(SELECT count(*) AS n, ordered_sum(" column ", id) AS sum FROM main.review INDEXED BY " name ")"
#define BY_KEY BY_INDEX("sqlite_autoindex_review_1", "key")
#define BY_SOURCE BY_INDEX("sqlite_autoindex_review_2", "source_id")
#define BY_DIGEST BY_INDEX("sqlite_autoindex_review_3", "sha256")
#define BY_BASE BY_INDEX("review_base", "base")
static const char reviews[] =
    "SELECT CASE WHEN t.ids IS NOT NULL AND t.ids = found.ids AND t.n = found.n "
    "AND t.n = k.n AND t.keys = k.sum AND t.n = s.n AND t.sources = s.sum "
    "AND t.n = d.n AND t.digests = d.sum AND t.n = b.n AND t.bases = b.sum "
    "THEN 'ok' ELSE 'a row of table review is missing or out of place' END "
    "FROM (SELECT count(*) AS n, ordered_sum(id, id) AS ids, row_sum(key, id) AS keys, "
    "row_sum(source_id, id) AS sources, row_sum(sha256, id) AS digests, row_sum(base, id) AS bases "
    "FROM main.review NOT INDEXED) AS t, "
    "(SELECT count(*) AS n, row_sum(o.id, o.id) AS ids "
    "FROM (SELECT id FROM main.review NOT INDEXED ORDER BY id DESC LIMIT -1) AS i "
    "CROSS JOIN main.review AS o NOT INDEXED ON o.id = i.id) AS found, " BY_KEY " AS k, " BY_SOURCE
    " AS s, " BY_DIGEST " AS d, " BY_BASE " AS b";

/* Its texts are long, and have checksums of their own: that each belongs to a review, each review
 * has one, and all are files (mode 0100644). */
static const char texts[] =
    "SELECT CASE WHEN t.n = r.n AND t.n = i.n AND t.names = i.sum AND t.modes "
    "THEN 'ok' ELSE 'a row of table sqlar is missing or out of place' END "
    "FROM (SELECT count(*) AS n FROM main.review) AS r, "
    "(SELECT count(*) AS n, ordered_sum(name, rowid) AS sum "
    "FROM main.sqlar INDEXED BY sqlite_autoindex_sqlar_1 "
    "WHERE +name IN (SELECT key || '.txt' FROM main.review)) AS i, "
    "(SELECT count(*) AS n, row_sum(name, rowid) AS names, "
    "coalesce(min(mode = 33188), 1) AS modes FROM main.sqlar NOT INDEXED) AS t";

static cs_status check_table(cs_dataset *dataset, const cs_checked_table *table, cs_error *error) {
  const char *own = strcmp(table->name, "review") == 0  ? reviews
                    : strcmp(table->name, "sqlar") == 0 ? texts
                                                        : NULL;
  bool sums = table->columns != NULL && !dataset->rows_checked;
  cs_status status = sums ? check_rows(dataset, table, error) : CS_OK;
  if (status == CS_OK) {
    char *sql = own != NULL ? sqlite3_mprintf("%s", own)
                            : sqlite3_mprintf("PRAGMA main.integrity_check(\"%w\")", table->name);
    status = expect(dataset, sql, "ok", table->name, error);
  }
  return status;
}

static cs_status check_bodies(cs_dataset *dataset, cs_tables tables, cs_error *error) {
  int code = (tables & CS_BODY_PLACES) != 0 ? cs_bodies_check(dataset->db) : SQLITE_OK;
  if (code == SQLITE_CORRUPT) {
    return refuse(dataset, cs_bodies_fault, error);
  }
  if (code == SQLITE_OK && (tables & CS_BODY_SUMS) != 0) {
    code = cs_bodies_check_sums(dataset->db);
  }
  if (code == SQLITE_CORRUPT) {
    return refuse(dataset, "table review_body: a row is not as it was written", error);
  }
  return code == SQLITE_OK ? CS_OK : cs_sql_fail(dataset->db, dataset->path, "read it", error);
}

cs_status cs_note_damage(cs_dataset *dataset, cs_status status, const cs_error *error) {
  if (status == CS_MALFORMED && dataset->reading && dataset->damage == NULL) {
    dataset->damage = cs_copy_string(error->message);
  }
  return status;
}

cs_status cs_check_tables(cs_dataset *dataset, cs_tables tables, cs_error *error) {
  cs_status status = CS_OK;
  if (dataset->damage != NULL) {
    return cs_fail(error, CS_MALFORMED, "%s", dataset->damage);
  }
  /* The rows of bodies look themselves where bodies are, while nobody writes. */
  if ((tables & CS_BODY_ROWS) != 0 && dataset->writable) {
    tables |= CS_BODY_PLACES;
  }
  tables &= ~dataset->trusted;
  for (size_t i = 0; i < TABLE_COUNT && status == CS_OK; i++) {
    if ((tables >> i & 1) != 0) {
      status = check_table(dataset, &cs_checked_tables[i], error);
    }
  }
  if (status == CS_OK) {
    status = check_bodies(dataset, tables, error);
  }
  dataset->trusted |= status == CS_OK ? tables : 0;
  return cs_note_damage(dataset, status, error);
}
