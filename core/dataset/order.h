/* dataset/order.h: whether an index has the rows of its table, in order.
 *
 * The SQL aggregates: row_sum(value, id) adds up a checksum of each value and id, so that it is the
 * same for the same rows in whatever order; ordered_sum(value, id) is that too, and NULL where
 * values, and ids where values are equal, do not ascend from row to row as they come. What ascends
 * is found by its value. Values are NULL, integers or texts compared by their bytes; others make
 * NULL of a sum.
 */
#ifndef CS_DATASET_ORDER_H
#define CS_DATASET_ORDER_H

#include <sqlite3.h>

/* Adds both to a connection. Returns SQLite's code. */
int cs_add_order(sqlite3 *db);

#endif
