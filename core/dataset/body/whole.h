/* dataset/body/whole.h: whether bodies are where they belong.
 *
 * review_body and its two indexes are pages apart, so one of them may have lost a row that the
 * others have. SQLite's own check would read all bodies, which are long. So whoever looks for a few
 * has each of those looked for in both indexes; who does not find one, goes through all, or has
 * looked for many, has all of them gone through by both, once for each connection.
 *
 * The connection has the functions of dataset/order.h and checksum.h. */
#ifndef CS_DATASET_BODY_WHOLE_H
#define CS_DATASET_BODY_WHOLE_H

#include "dataset/body/body.h"

#include <stdbool.h>

typedef struct cs_bodies {
  sqlite3 *db;
  bool trusted; /* all were looked at, or nobody has to: a run in between two rows, verify */
  unsigned found;
  sqlite3_stmt *one; /* prepared when first used */
} cs_bodies;

/* What a fault is called. */
extern const char cs_bodies_fault[];

/* Each SQLITE_OK, SQLITE_CORRUPT where a body is not where it belongs, or what SQLite says. */
int cs_bodies_check(sqlite3 *db);
/* The same of what is in them: reads all. Who takes a body apart sees that by himself. */
int cs_bodies_check_sums(sqlite3 *db);
/* cs_bodies_check, once. */
int cs_bodies_check_all(cs_bodies *bodies);
/* Of a body that was found by an id, NULL where none has that id. */
int cs_bodies_check_one(cs_bodies *bodies, const cs_body *body);

/* Before the connection is closed. */
void cs_bodies_forget(cs_bodies *bodies);

#endif
