/* seal_dataset FILE: makes its checksums right, as far as its tables let it; status 1 where one
 * does not. */
#include "seal.h"

#include <stdio.h>

int main(int count, char **words) {
  sqlite3 *db = NULL;
  if (count != 2 || sqlite3_open_v2(words[1], &db, SQLITE_OPEN_READWRITE, NULL) != SQLITE_OK) {
    fprintf(stderr, "usage: seal_dataset FILE, which must be a database\n");
    sqlite3_close(db);
    return 2;
  }
  int code = seal(db);
  sqlite3_close(db);
  return code != SQLITE_OK;
}
