/* dataset/checksum.h: the SQL function row_checksum(value, ...). */
#ifndef CS_DATASET_CHECKSUM_H
#define CS_DATASET_CHECKSUM_H

#include <sqlite3.h>

/* Adds it to a connection. Returns SQLite's code. */
int cs_add_checksum(sqlite3 *db);

/* The columns of table review that it is of: what a document says, and how it was read. */
#define CS_REVIEW_FACTS                                                                            \
  "area, title, family, review_start, review_end, published, year, region, nhs_area, children, "   \
  "sha256, format, encoding, words, passages"

#endif
