/* dataset/store/rows.h: what rows.c, passages.c and check.c share in writing one review. */
#ifndef CS_DATASET_STORE_ROWS_H
#define CS_DATASET_STORE_ROWS_H

#include <conspectus/dataset.h>

struct cs_body;
struct cs_id_list;

/* Bytes of a base with its NUL; a key has room for 65 more. */
enum { CS_BASE_SIZE = 256 };

/* cs_review_key, made safe as the name of a file. */
void cs_make_base(char base[CS_BASE_SIZE], const cs_review *review);

/* Whether every index and slice of a record stays in what it points into:
 * CS_MALFORMED where one does not. */
cs_status cs_check_review(const cs_dataset *dataset, const cs_record *record, cs_error *error);

/* The same of codings alone, whose passages are not known. */
cs_status cs_check_codings(const cs_dataset *dataset, const cs_record *record, cs_error *error);

/* Adds the body of a review and its notes.
 * `organisations` are the ids of the review's organisations. */
cs_status cs_add_passages(cs_dataset *dataset, const cs_record *record, int64_t review_id,
                          int64_t source_id, const int64_t *organisations, cs_error *error);

/* body/write.c: what a review consists of, its passages with these labels, and its codings. */
cs_status cs_add_body(cs_dataset *dataset, const cs_record *record, int64_t review_id,
                      const char *const *labels, const int64_t *organisations, cs_error *error);

/* How many codings a review had, and has. */
typedef struct cs_coding_change {
  size_t before, count;
} cs_coding_change;

/* Puts the codings of a record beside those that its review has, but for those of the themes of
 * these numbers (NULL: of all), which go. Of the record nothing else is looked at. */
cs_status cs_change_codings(cs_coding_change *change, cs_dataset *dataset, const cs_record *record,
                            int64_t review_id, const struct cs_id_list *dropped, cs_error *error);

/* body/codings_write.c: adds the codings of a record to the texts that are made. */
cs_status cs_put_codings(cs_dataset *dataset, const cs_record *record, cs_error *error);
/* The same beside those of a body, as cs_change_codings says. */
cs_status cs_put_changed_codings(size_t *count, cs_dataset *dataset, const cs_record *record,
                                 const struct cs_body *body, const struct cs_id_list *dropped,
                                 cs_error *error);

#endif
