/* dataset/functions.h: the SQL functions passage_text(id) and sqlar_uncompress(data, sz). */
#ifndef CS_DATASET_FUNCTIONS_H
#define CS_DATASET_FUNCTIONS_H

#include <sqlite3.h>

/* Adds both to a connection. Returns SQLite's code. */
int cs_add_functions(sqlite3 *db);

#endif
