/* Makes the checksums of a dataset what they would be if a run had written its rows, so that a test
 * of what else is told about wrong rows is not stopped by them: a hostile dataset has right ones.
 */
#ifndef TESTS_SEAL_H
#define TESTS_SEAL_H

#include <sqlite3.h>

/* SQLite's code of the first statement that failed; the others are done all the same. */
int seal(sqlite3 *db);

#endif
