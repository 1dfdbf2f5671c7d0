/* dataset/load/loading.h: reading checked values out of rows, for the files of this
 * folder.
 *
 * The first value that is not as it should be is the fault of the whole; what
 * follows reads as 0 and "". */
#ifndef CS_DATASET_LOAD_LOADING_H
#define CS_DATASET_LOAD_LOADING_H

#include "dataset/body/body.h"
#include "dataset/internal.h"
#include "dataset/load/load.h"

typedef struct cs_loading {
  cs_dataset *dataset;
  cs_arena *arena;
  const char *name;  /* of the document */
  const char *fault; /* the first, or NULL */
  cs_review *review;
  cs_record *record;
  int64_t review_id;
  int64_t first_passage; /* id of passage 0; the others follow */
} cs_loading;

/* Sets the fault, if it is the first. */
void cs_load_fault(cs_loading *it, const char *fault);
/* CS_OK, or CS_MALFORMED with the fault. */
cs_status cs_load_outcome(const cs_loading *it, cs_error *error);

/* A whole number from `least` to `most`. */
int64_t cs_load_number(cs_loading *it, sqlite3_stmt *row, int column, int64_t least, int64_t most);
/* A text in the arena; NULL is "" where it may be missing. */
const char *cs_load_text(cs_loading *it, sqlite3_stmt *row, int column, bool may_be_missing);
/* The index of a passage of this review by its id. */
uint32_t cs_load_passage(cs_loading *it, sqlite3_stmt *row, int column);

/* Calls `each` for every row of a statement with the id (0: none) as its parameter, until a
 * fault. */
typedef void cs_load_row(cs_loading *it, sqlite3_stmt *row, void *into);
cs_status cs_load_rows(cs_loading *it, cs_statement which, int64_t id, cs_load_row *each,
                       void *into, cs_error *error);

/* Room for one more in an array of the arena, which doubles; the second for at most so many. */
void *cs_load_grow(cs_loading *it, void *items, uint32_t count, size_t size);
void *cs_load_grow_to(cs_loading *it, void *items, uint32_t count, size_t size, uint32_t most);

/* Ids of the organisations of a review, ascending as they are. */
typedef struct cs_load_ids {
  int64_t *items;
  uint32_t count;
} cs_load_ids;

/* passages.c: takes sections, passages and citations from a review's body, with `whole`
 * recommendations too. The body is to be freed in every case. */
cs_status cs_load_body(cs_body *out, cs_loading *it, bool whole, cs_error *error);
/* Addressees, once the organisations are there. */
void cs_load_addressees(cs_loading *it, const cs_body *body, const cs_load_ids *known);

/* codings.c */
cs_status cs_load_codings(cs_loading *it, const cs_body *body, const cs_load_names *names,
                          cs_error *error);

#endif
