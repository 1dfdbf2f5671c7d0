/* output/folder.h: a folder that gets a set of files, all of them or none.
 *
 * Each file is written under a hidden name beside its final one; cs_folder_commit
 * moves them all once the last is whole. Until then the folder has what it had
 * before. While it is open the folder is locked against another export.
 */
#ifndef CS_OUTPUT_FOLDER_H
#define CS_OUTPUT_FOLDER_H

#include <conspectus/status.h>
#include <stdint.h>
#include <stdio.h>

enum { CS_FOLDER_FILES_MAX = 24 };

typedef struct cs_folder cs_folder;

typedef struct cs_written {
  uint64_t bytes;
  char sha256[65];
} cs_written;

/* Makes the folder and those above it where they are not there. CS_BUSY where another
 * export is writing to it. */
cs_status cs_folder_open(cs_folder **out, const char *path, cs_error *error);

/* Fails with CS_USAGE where there is something of this name that does not begin with
 * `mark`: it is somebody else's and not to be written over. */
cs_status cs_folder_check(const cs_folder *folder, const char *name, const char *mark,
                          cs_error *error);

/* Begins a file; `name` must outlive the folder. */
cs_status cs_folder_begin(FILE **file, cs_folder *folder, const char *name, cs_error *error);
/* Ends the file that was begun last; everything is on the disk then. */
cs_status cs_folder_end(cs_written *written, cs_folder *folder, cs_error *error);
/* "cannot write FOLDER/NAME: REASON: ..." for the file that was begun last. */
cs_status cs_folder_fail(const cs_folder *folder, int reason, cs_error *error);

/* Moves all files to their names. */
cs_status cs_folder_commit(cs_folder *folder, cs_error *error);

/* Removes what was not moved. NULL is allowed. */
void cs_folder_close(cs_folder *folder);

#endif
