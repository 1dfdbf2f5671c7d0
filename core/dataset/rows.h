/* dataset/rows.h: what rows.c, passages.c and check.c share in writing one review. */
#ifndef CS_DATASET_ROWS_H
#define CS_DATASET_ROWS_H

#include <conspectus/dataset.h>

struct cs_id_list;

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

/* body_write.c: the passages of a review, with these labels, and its codings. */
cs_status cs_add_body(cs_dataset *dataset, const cs_record *record, int64_t review_id,
                      const char *const *labels, cs_error *error);

/* Puts the codings of a record beside those that its review has, but for those of the themes of
 * these numbers (NULL: of all), which go; `*count` is how many it has then. */
cs_status cs_change_codings(size_t *count, cs_dataset *dataset, const cs_record *record,
                            int64_t review_id, const struct cs_id_list *dropped, cs_error *error);

#endif
