/* dataset/schema/words.h: kinds, polarities and roles, which are stored as numbers, as words in
 * SQL: what stands behind "CASE number".
 */
#ifndef CS_DATASET_SCHEMA_WORDS_H
#define CS_DATASET_SCHEMA_WORDS_H

#include "dataset/body/body.h"

#include <conspectus/host.h>

#define CS_KIND_WORDS                                                                              \
  " WHEN 0 THEN 'finding' WHEN 1 THEN 'recommendation' WHEN 2 THEN 'example'"                      \
  " WHEN 3 THEN 'quote' WHEN 4 THEN 'context' WHEN 5 THEN 'preamble' END"
_Static_assert(CS_FINDING == 0 && CS_RECOMMENDATION == 1 && CS_EXAMPLE == 2 && CS_QUOTE == 3 &&
                   CS_CONTEXT == 4 && CS_PREAMBLE == 5 && CS_KIND_COUNT == 6 &&
                   CS_BODY_KINDS == (int)CS_KIND_COUNT,
               "the stored numbers of kinds are part of the format");

#define CS_POLARITY_WORDS                                                                          \
  " WHEN 0 THEN 'weakness' WHEN 1 THEN 'strength' WHEN 2 THEN 'mixed' WHEN 3 THEN 'neutral' END"
_Static_assert(CS_WEAKNESS == 0 && CS_STRENGTH == 1 && CS_MIXED == 2 && CS_NEUTRAL == 3 &&
                   CS_POLARITY_COUNT == 4 && CS_BODY_POLARITIES == (int)CS_POLARITY_COUNT,
               "the stored numbers of polarities are part of the format");

#define CS_ROLE_WORDS                                                                              \
  " WHEN 0 THEN 'term' WHEN 1 THEN 'weakness' WHEN 2 THEN 'strength' WHEN 3 THEN 'negation'"       \
  " WHEN 4 THEN 'contrast' WHEN 5 THEN 'plan' WHEN 6 THEN 'repeat'"                                \
  " WHEN 7 THEN 'condition' END"
_Static_assert(CS_ROLE_TERM == 0 && CS_ROLE_WEAKNESS == 1 && CS_ROLE_STRENGTH == 2 &&
                   CS_ROLE_NEGATION == 3 && CS_ROLE_CONTRAST == 4 && CS_ROLE_PLAN == 5 &&
                   CS_ROLE_REPEAT == 6 && CS_ROLE_CONDITION == 7 && CS_ROLE_COUNT == 8,
               "the stored numbers of roles are part of the format");

#endif
