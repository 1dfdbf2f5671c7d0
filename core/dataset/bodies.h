/* dataset/bodies.h: the passages and codings of all reviews, one review after the other, for
 * analyses that go through everything: as rows of a query they would cost many times as much. */
#ifndef CS_DATASET_BODIES_H
#define CS_DATASET_BODIES_H

#include "dataset/body/body.h"

#include <conspectus/dataset.h>

typedef struct cs_body_reader {
  /* The body stands until the call returns; what that returns other than CS_OK ends it all. */
  cs_status (*each)(void *context, const cs_body *body, cs_error *error);
  void *context;
} cs_body_reader;

/* In order of the reviews' ids, with passages, codings and the number of citations, and nothing
 * else. CS_MALFORMED where one is damaged. */
cs_status cs_each_body(cs_dataset *dataset, const cs_body_reader *reader, cs_error *error);

#endif
