/* dataset/rows.h: what rows.c, passages.c and check.c share in writing one review. */
#ifndef CS_DATASET_ROWS_H
#define CS_DATASET_ROWS_H

#include <conspectus/dataset.h>

/* Bytes of a base with its NUL; a key has room for 65 more. */
enum { CS_BASE_SIZE = 256 };

/* cs_review_key, made safe as the name of a file. */
void cs_make_base(char base[CS_BASE_SIZE], const cs_review *review);

/* Whether every index and slice of a record stays in what it points into:
 * CS_MALFORMED where one does not. */
cs_status cs_check_review(const cs_dataset *dataset, const cs_record *record, cs_error *error);

/* Adds passages, recommendations, citations, notes and codings of a review.
 * `organisations` are the ids of the review's organisations. */
cs_status cs_add_passages(cs_dataset *dataset, const cs_record *record, int64_t review_id,
                          int64_t source_id, const int64_t *organisations, cs_error *error);

/* Adds the codings of a record whose passages have the ids from `first_passage` on. */
cs_status cs_add_codings(cs_dataset *dataset, const cs_record *record, int64_t first_passage,
                         cs_error *error);

#endif
