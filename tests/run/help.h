/* Help for tests of the run stage: a folder that goes away, files in it, the plugins. */
#ifndef CS_TEST_RUN_HELP_H
#define CS_TEST_RUN_HELP_H

#include <conspectus/host.h>
#include <stdbool.h>
#include <stddef.h>

/* Fixtures: makes an empty folder and goes there; goes back and removes it. */
void enter_folder(void);
void leave_folder(void);

void make_folder(const char *path);
void write_file(const char *path, const char *content);
/* "srcdir/name", for free(). */
char *in_source(const char *name);

/* The program's own plugins; the caller closes it. */
cs_host *open_host(void);

/* All rows of all tables of a dataset but what differs from run to run (times, runs), as
 * text, for free(). Fails the test where the dataset does not verify. */
char *dump(const char *path);

/* The first value of a query on a dataset as text, for free(); "" where there is none. */
char *ask(const char *path, const char *sql);

/* Whether this process has no children, dead ones included. */
bool is_childless(void);

#endif
