/* dataset/body/passage_codings.h: the codings of one passage, while they are put together and
 * written. */
#ifndef CS_DATASET_BODY_PASSAGE_CODINGS_H
#define CS_DATASET_BODY_PASSAGE_CODINGS_H

#include "dataset/body/body.h"
#include "dataset/internal.h"

/* A zeroed struct is empty. */
typedef struct cs_passage_codings {
  struct cs_piece *pieces; /* hits of the codings, one coding's behind the other's, each in order */
  size_t piece_count, piece_capacity;
  struct cs_coded *items;
  size_t count, capacity;
  uint32_t *order; /* indexes of pieces, of all codings in one order; two arrays in turn */
  uint32_t *spare;
  uint32_t *places; /* of each piece, where it is in the list of the passage's hits */
  size_t order_capacity;
} cs_passage_codings;

void cs_passage_codings_free(cs_passage_codings *it);

/* Adds a coding as it comes from a worker. */
void cs_add_new_coding(cs_passage_codings *it, const cs_dataset *dataset, const cs_record *record,
                       const cs_coding *from);
/* Adds one that stays as it is, beside others of its passage. */
cs_status cs_add_kept_coding(cs_passage_codings *it, cs_dataset *dataset, const cs_body *body,
                             const cs_body_coding *coding, cs_error *error);

/* Writes the codings of the passage, which starts at `start`, and forgets them. */
cs_status cs_put_passage_codings(cs_passage_codings *it, cs_dataset *dataset, uint32_t start,
                                 cs_error *error);

/* Writes a coding of a passage with so many hits, but for its marks. */
void cs_put_coding(cs_buffer *to, const cs_body_coding *coding, uint32_t hits);

#endif
