/* dataset/body/write.h: writing the body of a review, whole or its codings alone. */
#ifndef CS_DATASET_BODY_WRITE_H
#define CS_DATASET_BODY_WRITE_H

#include "dataset/body/body.h"
#include "dataset/internal.h"

/* Writes what a review consists of, its passages with these labels, and its codings. */
cs_status cs_add_body(cs_dataset *dataset, const cs_record *record, int64_t review_id,
                      const char *const *labels, const int64_t *organisations, cs_error *error);

/* How many codings a review had, and has. */
typedef struct cs_coding_change {
  size_t before, count;
} cs_coding_change;

/* Puts the codings of a record beside those that its review has, but for those of the themes of
 * these numbers (NULL: of all), which go. Of the record nothing else is looked at. */
cs_status cs_change_codings(cs_coding_change *change, cs_dataset *dataset, const cs_record *record,
                            int64_t review_id, const cs_id_list *dropped, cs_error *error);

/* body/codings_write.c: adds the codings of a record to the texts that are made. */
cs_status cs_put_codings(cs_dataset *dataset, const cs_record *record, cs_error *error);
/* The same beside those of a body, as cs_change_codings says. */
cs_status cs_put_changed_codings(size_t *count, cs_dataset *dataset, const cs_record *record,
                                 const cs_body *body, const cs_id_list *dropped, cs_error *error);

#endif
