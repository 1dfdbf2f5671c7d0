/* dataset/verify/trust.h: whether a table holds what was written into it.
 *
 * The rows of all tables but source, review_body and sqlar have a checksum in their last column.
 * Whoever reads a table is told first, once for each connection, where one of its rows is not as
 * it was written, or where the table and its indexes do not fit together: a row is missing then, or
 * is another's. review_body has a checksum for each of its columns, which whoever reads a body
 * compares (dataset/body/body.h), and sqlar those of its packed texts.
 */
#ifndef CS_DATASET_VERIFY_TRUST_H
#define CS_DATASET_VERIFY_TRUST_H

#include "dataset/internal.h"

/* A set of tables. */
typedef uint32_t cs_tables;

typedef struct cs_checked_table {
  const char *name;
  const char *columns; /* what the checksums of its rows are of */
  const char *whose;   /* SQL that says which row it is, the table being x */
} cs_checked_table;

/* Those with checksums. */
extern const cs_checked_table cs_checked_tables[];
extern const size_t cs_checked_table_count;

/* Bodies: that they are where they belong, that they are as they were written, and what is taken
 * out of them, one by one (dataset/body/whole.h). */
#define CS_BODY_PLACES ((cs_tables)1 << 31)
#define CS_BODY_SUMS ((cs_tables)1 << 30)
#define CS_BODY_ROWS ((cs_tables)1 << 29)
#define CS_EVERY_TABLE ((cs_tables)-1)

/* Those whose rows somebody sees who reads the table, view or virtual table of this name. */
cs_tables cs_tables_below(const char *name);

/* CS_MALFORMED, with the first fault, where one of them does not hold what was written, and always
 * where anything was damaged before: SQLite looks at a page once, and takes it as it is then. */
cs_status cs_check_tables(cs_dataset *dataset, cs_tables tables, cs_error *error);
/* dataset/cursor.c: the same while somebody's query is open, who may not ask what this does. */
cs_status cs_check_unasked(cs_dataset *dataset, cs_tables tables, cs_error *error);
/* The same of the checksums of all rows alone: before a run writes. */
cs_status cs_check_rows(cs_dataset *dataset, cs_error *error);

/* Keeps in mind what reading met. Returns the status. */
cs_status cs_note_damage(cs_dataset *dataset, cs_status status, const cs_error *error);

/* A query whose rows each have, in their only column, what is wrong; for sqlite3_free(). */
char *cs_row_check(const cs_checked_table *table);

#endif
