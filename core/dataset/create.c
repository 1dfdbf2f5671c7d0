/* Making a dataset. What an earlier run left at PATH.new when it was killed is gone
 * on with: SQLite rolls back what is half-written in it. */
#include "dataset/create.h"

#include "base/buffer.h"
#include "base/memory.h"
#include "dataset/schema.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

char *cs_sqlite_name(const char *path) {
  cs_buffer name = {0};
  cs_buffer_add_string(&name, path[0] == ':' ? "./" : "");
  cs_buffer_add_string(&name, path);
  return cs_buffer_take(&name);
}

static cs_status make_schema(const char *name, const char *path, cs_error *error) {
  sqlite3 *db = NULL;
  int flags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_NOMUTEX;
  cs_status status = CS_OK;
  if (sqlite3_open_v2(name, &db, flags, NULL) != SQLITE_OK) {
    const char *reason = db != NULL ? sqlite3_errmsg(db) : "out of memory";
    status = cs_fail(error, CS_UNREADABLE,
                     "%s: cannot make a dataset there: %s: check that the folder is there, its "
                     "permissions and room",
                     path, reason);
  } else {
    sqlite3_exec(db, "PRAGMA busy_timeout = 10000", NULL, NULL, NULL);
    status = cs_schema_create(db, path, error);
  }
  sqlite3_close(db);
  return status;
}

/* A link does not replace a file that came into being meanwhile; some file systems
 * have no links. */
cs_status cs_put_in_place(const char *name, const char *path, cs_error *error) {
  if (link(name, path) == 0) {
    unlink(name);
    return CS_OK;
  }
  if (errno == EEXIST) {
    unlink(name);
    return cs_fail(error, CS_BUSY, "%s: somebody else made it in the meantime: try again", path);
  }
  if (rename(name, path) == 0) {
    return CS_OK;
  }
  return cs_fail(error, CS_UNREADABLE, "%s: cannot make a dataset there: %s", path,
                 strerror(errno));
}

cs_status cs_dataset_create(const char *path, cs_error *error) {
  cs_buffer beside = {0};
  cs_buffer_add_format(&beside, "%s.new", path);
  char *name = cs_sqlite_name(beside.bytes);
  cs_status status = make_schema(name, path, error);
  if (status == CS_OK) {
    status = cs_put_in_place(name, path, error);
    status = status == CS_BUSY || access(path, F_OK) == 0 ? CS_OK : status;
  } else {
    unlink(name);
  }
  free(name);
  cs_buffer_free(&beside);
  return status;
}
