/* dataset/body/tables.h: the rows of review_body as tables of a connection (passage_row,
 * coding_row, evidence_row, section_row, recommendation_row, addressee_row, citation_row). They
 * are only read, and found by their ids and by their review without going through all. */
#ifndef CS_DATASET_BODY_TABLES_H
#define CS_DATASET_BODY_TABLES_H

#include "dataset/body/whole.h"

/* Adds them to a connection, whose bodies these are; they outlive it. Returns SQLite's code. */
int cs_add_body_tables(sqlite3 *db, cs_bodies *bodies);

#endif
