/* dataset/checksum.h: CRC-32 over values, each with its type and length, so that a byte that
 * was changed behind the program's back is seen also where another is as likely (a confidence, a
 * date). It is no protection from whoever makes another checksum too.
 *
 * The SQL functions: row_checksum(value, ...) is a number over all values; column_checksums(value,
 * ...) is a blob with one for each. */
#ifndef CS_DATASET_CHECKSUM_H
#define CS_DATASET_CHECKSUM_H

#include <sqlite3.h>
#include <stdbool.h>
#include <stdint.h>

/* Adds both to a connection. Returns SQLite's code. */
int cs_add_checksums(sqlite3 *db);

/* That of values, one behind the other. */
uint32_t cs_checksum(sqlite3_value **values, int count);

/* Whether a column of a row is what the blob in another has at this place, counted from 0. */
bool cs_column_fits(sqlite3_stmt *row, int column, int checksums, int place);

#endif
