/* dataset/load/load.h: a stored document as the record that it was stored from.
 *
 * A dataset may come from anybody: every number, string, index and slice is
 * checked against what it points into, and the text is unpacked once, so that
 * what was loaded can be coded, and stored in another dataset, as it is.
 */
#ifndef CS_DATASET_LOAD_LOAD_H
#define CS_DATASET_LOAD_LOAD_H

#include "base/memory.h"

#include <conspectus/dataset.h>
#include <stdbool.h>

/* Numbers of one dataset and what stands for them elsewhere; ascending. */
typedef struct cs_number_map {
  int64_t *from;
  uint32_t *to;
  size_t count, capacity;
} cs_number_map;

/* What the codings of a loaded record are told in. */
typedef struct cs_load_names {
  cs_number_map themes; /* from theme.number */
  cs_number_map terms;  /* from term.id */
} cs_load_names;

/* Adds a pair; `from` must be higher than the last. */
void cs_number_map_add(cs_number_map *map, int64_t from, uint32_t to);
void cs_number_map_free(cs_number_map *map);

struct cs_stale_codebook;

/* Loads the review of a source, its problems too. Without `names` only what coding needs:
 * text, sections, passages and citations; with `stale` its codings have to be of themes of the run
 * or of those that it says are gone. `out` and all that it points to live as long as the
 * arena; of its source only the digest is filled. CS_MALFORMED, naming the document `name`,
 * where anything of it is not as this program stores it. */
cs_status cs_load_review(cs_record *out, cs_arena *arena, cs_dataset *dataset, int64_t source_id,
                         const char *name, const cs_load_names *names,
                         const struct cs_stale_codebook *stale, cs_error *error);

/* The problems of a source alone; for documents that are no review. */
cs_status cs_load_problems(cs_problems *out, cs_arena *arena, cs_dataset *dataset,
                           int64_t source_id, const char *name, cs_error *error);

/* Those of no document; `sources` are their names, NULL where there is none. */
cs_status cs_load_loose_problems(cs_problems *out, const char ***sources, cs_arena *arena,
                                 cs_dataset *dataset, cs_error *error);

#endif
