/* dataset/schema/schema.h: the tables, views and indexes of a dataset.
 *
 * A dataset holds exactly these objects. A researcher may add ordinary tables
 * and views of her own beside them, which are left alone; what could change how
 * the program's own tables behave (a trigger, a virtual table, an index on one
 * of them) is refused.
 */
#ifndef CS_DATASET_SCHEMA_SCHEMA_H
#define CS_DATASET_SCHEMA_SCHEMA_H

#include <conspectus/status.h>
#include <sqlite3.h>

enum {
  CS_APPLICATION_ID = 0x43737074, /* "Cspt" */
  CS_SCHEMA_VERSION = 6,          /* user_version; a reader refuses any other */
  CS_PAGE_SIZE = 2048,            /* a row of review_body or sqlar leaves less of a page empty */
};

typedef struct cs_schema_object {
  const char *type; /* "table", "view", "index" */
  const char *name;
  const char *sql;
} cs_schema_object;

/* Tables and indexes, and the views over them; in the order in which they are made. Never freed. */
extern const cs_schema_object cs_schema_tables[];
extern const size_t cs_schema_table_count;
extern const cs_schema_object cs_schema_views[];
extern const size_t cs_schema_view_count;

/* The views of a connection over the tables of dataset/body/tables.h, as statements. Those of the
 * same names in the file say the same in plain SQL, for programs that are not ours; these go before
 * them, because they cost less. */
extern const char *const cs_schema_fast_views[];
extern const size_t cs_schema_fast_view_count;

/* Makes all of it in an empty database, in one transaction; does nothing where
 * somebody else made it in the meantime. */
cs_status cs_schema_create(sqlite3 *db, const char *path, cs_error *error);

/* Whether the database is a dataset of this version with nothing foreign that
 * could run: CS_MALFORMED (also where an older version made it), CS_NEWER,
 * with what to do. */
cs_status cs_schema_check(sqlite3 *db, const char *path, cs_error *error);

#endif
