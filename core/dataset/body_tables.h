/* dataset/body_tables.h: the rows of review_body as the tables passage_row, coding_row and
 * evidence_row of a connection, and on these the views passage, coding and evidence.
 *
 * They are only read, and found by their ids and by their review without going through all. The
 * views of the same names in the file say the same in plain SQL, for programs that are not ours;
 * those of a connection go before them, because they cost less. */
#ifndef CS_DATASET_BODY_TABLES_H
#define CS_DATASET_BODY_TABLES_H

#include <sqlite3.h>

/* Adds them to a connection. Returns SQLite's code. */
int cs_add_body_tables(sqlite3 *db);

#endif
