/* dataset/store/recode.h: what is left of earlier codings where the plugins have changed.
 *
 * A source's codebook says which plugins coded it, and the codebook's rows in
 * plugin_row say each plugin's version and digest. Where program version and
 * families are the same, the document would be read and taken apart as it was, and
 * what is stored of it stands but for its codings; where the lexicons are the same
 * too, the codings of each theme that is the same stand as well. */
#ifndef CS_DATASET_STORE_RECODE_H
#define CS_DATASET_STORE_RECODE_H

#include "dataset/internal.h"

/* Compares every other codebook that a source has with that of the run. */
cs_status cs_find_stale(cs_dataset *dataset, cs_error *error);

/* How an earlier codebook differs from the run's; NULL where it is the run's own, or where
 * its documents have to be read again. */
const cs_stale_codebook *cs_stale_of(const cs_dataset *dataset, int64_t codebook);

/* A source and its duplicates count as coded by the run's codebook. */
cs_status cs_take_over(cs_dataset *dataset, int64_t source_id, cs_error *error);

#endif
