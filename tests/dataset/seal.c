/* Checksums of rows that were changed behind the program's back. */
#include "seal.h"

#include "dataset/body/body.h"
#include "dataset/checksum.h"
#include "dataset/verify/trust.h"

static int do_sql(sqlite3 *db, char *sql) {
  int code = sql != NULL ? sqlite3_exec(db, sql, NULL, NULL, NULL) : SQLITE_NOMEM;
  sqlite3_free(sql);
  return code;
}

int seal(sqlite3 *db) {
  int first = cs_add_checksums(db);
  if (first == SQLITE_OK) {
    first = sqlite3_exec(db, "PRAGMA ignore_check_constraints = ON", NULL, NULL, NULL);
  }
  for (size_t i = 0; i < cs_checked_table_count; i++) {
    const cs_checked_table *table = &cs_checked_tables[i];
    int code = do_sql(db, sqlite3_mprintf("UPDATE \"%w\" SET checksum = row_checksum(%s)",
                                          table->name, table->columns));
    first = first != SQLITE_OK ? first : code;
  }
  int code = do_sql(db, sqlite3_mprintf("UPDATE review_body SET checksums = column_checksums(%s)",
                                        CS_BODY_CHECKED));
  return first != SQLITE_OK ? first : code;
}
