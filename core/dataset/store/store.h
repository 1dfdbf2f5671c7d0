/* dataset/store/store.h: what the files of this room share in storing a record. */
#ifndef CS_DATASET_STORE_STORE_H
#define CS_DATASET_STORE_STORE_H

#include "dataset/internal.h"

/* put.c: a savepoint around whatever has to be done whole or not at all. */

cs_status cs_savepoint(cs_dataset *dataset, cs_error *error);
/* Keeps what was done since where `status` is CS_OK, and undoes it where not. Returns
 * `status`, or the failure to keep it. */
cs_status cs_savepoint_end(cs_dataset *dataset, cs_status status, cs_error *error);

/* sources.c: what is stored of one source. */

/* Marks a source as found in this run. */
cs_status cs_mark_seen(cs_dataset *dataset, int64_t source_id, cs_error *error);
/* Adds a problem of a source (0: of none, named by `name`). */
cs_status cs_add_problem(cs_dataset *dataset, int64_t source_id, const char *name,
                         const cs_problem *problem, cs_error *error);
/* Adds the problems of a source, and one that counts those that were dropped; counts them in
 * dataset->last. */
cs_status cs_add_problems(cs_dataset *dataset, int64_t source_id, const cs_problems *problems,
                          cs_error *error);
cs_status cs_list_ids(cs_id_list *list, cs_dataset *dataset, cs_statement which,
                      const cs_value *values, size_t count, cs_error *error);
/* Removes a source that has no review and no duplicates. */
cs_status cs_drop_source(cs_dataset *dataset, int64_t source_id, cs_error *error);

/* copies.c: sources with the same bytes. */

/* Before a source becomes something other than the review it was: a duplicate takes
 * the review over, the first that is not gone, or it is deleted. Does nothing where it was no
 * review. */
cs_status cs_release_review(cs_dataset *dataset, int64_t source_id, const char *name,
                            cs_error *error);
/* The source `winner` takes the place of `loser`: the review that `loser` was is
 * deleted, and it and its duplicates become duplicates of `winner`, but for those that are gone. */
cs_status cs_replace_original(cs_dataset *dataset, int64_t winner, const char *winner_name,
                              int64_t loser, cs_error *error);
/* The problem that says of a duplicate what it is one of, in place of its others. */
cs_status cs_tell_duplicate(cs_dataset *dataset, int64_t source_id, const char *original_name,
                            cs_error *error);
/* Each duplicate of `original` tells its name. */
cs_status cs_tell_duplicates(cs_dataset *dataset, int64_t original, const char *name,
                             cs_error *error);

/* rows.c: the rows of one review. */

/* Adds all rows of the record's review. */
cs_status cs_add_review(cs_dataset *dataset, const cs_record *record, int64_t source_id,
                        cs_error *error);
/* Deletes the review of a source with all its rows, and rights the keys of those it
 * shared its base with. Does nothing where there is none. */
cs_status cs_delete_review(cs_dataset *dataset, int64_t source_id, cs_error *error);

/* keys.c: the key of a review among those of the same base. */

/* The key that a new review gets; others of the same base get theirs changed where
 * they were alone before. */
cs_status cs_assign_key(char key[CS_KEY_SIZE], cs_dataset *dataset, const char *base,
                        const char *sha256, cs_error *error);
/* After the review with this base and digest was deleted: one that is alone now
 * gets its shorter key back. */
cs_status cs_shorten_keys(cs_dataset *dataset, const char *base, const char *sha256,
                          cs_error *error);

/* check.c: a record comes from another process. */

/* Whether every index and slice of a record stays in what it points into:
 * CS_MALFORMED where one does not. */
cs_status cs_check_review(const cs_dataset *dataset, const cs_record *record, cs_error *error);

/* The same of codings alone, whose passages are not known. */
cs_status cs_check_codings(const cs_dataset *dataset, const cs_record *record, cs_error *error);

/* passages.c: adds the body of a review and its notes.
 * `organisations` are the ids of the review's organisations. */
cs_status cs_add_passages(cs_dataset *dataset, const cs_record *record, int64_t review_id,
                          int64_t source_id, const int64_t *organisations, cs_error *error);

#endif
