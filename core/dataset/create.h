/* dataset/create.h: a new dataset, whole or not at all. */
#ifndef CS_DATASET_CREATE_H
#define CS_DATASET_CREATE_H

#include <conspectus/status.h>

/* Makes an empty dataset at `path`, where nothing was a moment ago. It is made
 * beside its name (PATH.new) and put there when it is whole, so that a run that is
 * killed meanwhile leaves no file that is no dataset. Does nothing where somebody
 * else made one in the meantime. */
cs_status cs_dataset_create(const char *path, cs_error *error);

/* Fails where there is something at `name`, under which `path` is to be made, but for what a run or
 * merge left that was killed before it had stored anything. */
cs_status cs_check_leftover(const char *name, const char *path, cs_error *error);

/* Gives the finished file `name` its place at `path`, where nothing is; CS_BUSY, and `name` is
 * gone, where something is by now. */
cs_status cs_put_in_place(const char *name, const char *path, cs_error *error);

/* The path as SQLite must be given it: names that begin with ':' are databases in
 * memory to it. The caller frees it. */
char *cs_sqlite_name(const char *path);

#endif
