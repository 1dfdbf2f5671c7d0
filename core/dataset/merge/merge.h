/* dataset/merge/merge.h: the datasets that a merge reads, and the problems that it gathers.
 *
 * All inputs stay open, each in one read transaction, so that none changes while
 * it is read. What they say of plugins and terms is copied. */
#ifndef CS_DATASET_MERGE_MERGE_H
#define CS_DATASET_MERGE_MERGE_H

#include "dataset/codebook.h"
#include "dataset/internal.h"
#include "dataset/load/load.h"

/* A document of an input; the strings stand until the next one is read. */
typedef struct cs_merge_source {
  int64_t id;
  int64_t original; /* the source that it is a duplicate of; 0: none */
  cs_source source; /* modified is 0 where it is not known */
  cs_outcome outcome;
} cs_merge_source;

typedef struct cs_merge_input {
  cs_dataset *dataset;
  sqlite3_stmt *sources; /* by name, then path */
  bool more;             /* `next` is there */
  cs_merge_source next;
  cs_load_names names;
  const char **patterns; /* of its terms, beside names.terms, before these are known to all */
  int64_t codebook_id;
  cs_codebook codebook; /* its themes and plugins are sorted by kind and id; no patterns */
  bool finished;        /* its last run came to its end */
  cs_arena *arena;
} cs_merge_input;

/* Opens an input, checks that it was made by one codebook, and reads that and its terms. */
cs_status cs_merge_open(cs_merge_input *out, const char *path, cs_error *error);
void cs_merge_close(cs_merge_input *input);

/* CS_MALFORMED where the two were not made by the same program and plugins, with what differs. */
cs_status cs_merge_compare(const cs_merge_input *one, const cs_merge_input *other, cs_error *error);

/* Reads the next document; `more` is false behind the last. */
cs_status cs_merge_next(cs_merge_input *input, cs_error *error);

/* A problem of no document. */
typedef struct cs_merge_problem {
  const char *source; /* NULL: none */
  cs_problem problem;
} cs_merge_problem;

/* Those of all inputs. */
typedef struct cs_merge_problems {
  cs_merge_problem *items;
  size_t count, capacity;
  cs_arena *arena; /* owns the texts */
} cs_merge_problems;

/* Adds those of an input; one that its last run left unfinished is itself a problem. */
cs_status cs_merge_take_problems(cs_merge_problems *all, const cs_merge_input *input,
                                 cs_error *error);
/* Puts each once; `*bad_count` of them are more than notes. */
cs_status cs_merge_put_problems(size_t *bad_count, cs_dataset *output, cs_merge_problems *all,
                                cs_error *error);
void cs_merge_free_problems(cs_merge_problems *all);

#endif
