/* dataset/verify/verify.h: what verify.c and texts.c share. */
#ifndef CS_DATASET_VERIFY_VERIFY_H
#define CS_DATASET_VERIFY_VERIFY_H

#include <conspectus/dataset.h>
#include <sqlite3.h>

/* Adds a fault: stage dataset, severity error. */
void cs_add_fault(cs_problems *faults, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

/* Steps a query of verify's own, whose columns the caller reads; a failure of SQLite other
 * than damage is a failure of the call, damage is a fault. `*row` is false at the end. */
cs_status cs_verify_step(bool *row, cs_dataset *dataset, sqlite3_stmt *statement,
                         cs_problems *faults, cs_error *error);
cs_status cs_verify_prepare(sqlite3_stmt **out, cs_dataset *dataset, const char *sql,
                            cs_error *error);

/* Checks the texts and all that lies in them, a review at a time. */
cs_status cs_verify_texts(cs_dataset *dataset, cs_problems *faults, cs_error *error);

#endif
