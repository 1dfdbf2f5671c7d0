/* Rows that are not as they were written: found by their checksums. */
#include "dataset/row_checks.h"

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
};
const size_t cs_checked_table_count = sizeof cs_checked_tables / sizeof *cs_checked_tables;

char *cs_row_check(const cs_checked_table *table) {
  return sqlite3_mprintf("SELECT printf('table %s, %%.100s: a row is not as it was written', %s) "
                         "FROM main.\"%w\" AS x WHERE checksum IS NOT row_checksum(%s)",
                         table->name, table->whose, table->name, table->columns);
}

static cs_status check_table(cs_dataset *dataset, const cs_checked_table *table, cs_error *error) {
  sqlite3_stmt *statement = NULL;
  char *sql = cs_row_check(table);
  int code =
      sql != NULL ? sqlite3_prepare_v2(dataset->db, sql, -1, &statement, NULL) : SQLITE_NOMEM;
  sqlite3_free(sql);
  code = code == SQLITE_OK ? sqlite3_step(statement) : code;
  cs_status status = CS_OK;
  if (code == SQLITE_ROW) {
    const unsigned char *what = sqlite3_column_text(statement, 0);
    status = cs_fail(error, CS_MALFORMED, "%s: it is damaged: %s: 'conspectus verify' tells more",
                     dataset->path, what != NULL ? (const char *)what : table->name);
  } else if (code != SQLITE_DONE) {
    status = cs_sql_fail(dataset->db, dataset->path, "read it", error);
  }
  sqlite3_finalize(statement);
  return status;
}

cs_status cs_check_rows(cs_dataset *dataset, cs_error *error) {
  cs_status status = CS_OK;
  for (size_t i = 0; i < cs_checked_table_count && status == CS_OK; i++) {
    status = check_table(dataset, &cs_checked_tables[i], error);
  }
  return status;
}
