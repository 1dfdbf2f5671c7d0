/* dataset/body/passage_text.h: the SQL functions passage_text(id) and sqlar_uncompress(data, sz).
 */
#ifndef CS_DATASET_BODY_PASSAGE_TEXT_H
#define CS_DATASET_BODY_PASSAGE_TEXT_H

#include "dataset/body/whole.h"

/* Adds both to a connection, whose bodies these are: they outlive it; NULL: nobody looks whether
 * they are where they belong. Returns SQLite's code. */
int cs_add_functions(sqlite3 *db, cs_bodies *bodies);

#endif
