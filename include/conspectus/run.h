/* conspectus/run.h: the run: documents in, a dataset out.
 *
 * One coordinator finds the documents, hands them to worker processes and writes
 * what they send back, in the order of their names, so that the rows do not
 * depend on the number of workers. Each worker has its own Lua state. A document
 * that costs its worker is tried again, without the theme that ran if one did; if
 * that does not help either, it is left out, and a problem says why.
 */
#ifndef CONSPECTUS_RUN_H
#define CONSPECTUS_RUN_H

#include <conspectus/dataset.h>
#include <conspectus/host.h>
#include <conspectus/status.h>
#include <conspectus/text.h>

typedef struct cs_progress {
  size_t done; /* documents */
  size_t total;
  uint64_t bytes_done;
  uint64_t bytes_total;
  size_t problems;
  double seconds; /* since the run began */
} cs_progress;

typedef struct cs_run_options {
  const char *const *paths; /* files and folders; folders are searched whole, links not followed */
  size_t path_count;
  const char *family;        /* NULL: recognised from the text */
  unsigned workers;          /* 0: a worker a processor */
  unsigned document_seconds; /* wall-clock time of one document; 0: 60 */
  unsigned shard, shards;    /* only part `shard`, from 1, of `shards`; 0 of 0: all */
  size_t worker_bytes;       /* address space of a worker; 0: 2 GiB */
  cs_text_limits text;
  /* Called now and then from the coordinator, and at the end; may be NULL. */
  void (*progress)(void *context, const cs_progress *progress);
  void *progress_context;
  /* Set by a signal handler: the run stops after the documents at hand, commits
   * what is whole and fails with CS_INTERRUPTED. May be NULL. */
  const volatile int *stop;
  const cs_problems *problems; /* of no document (such as plugins'), to be recorded; or NULL */
} cs_run_options;

/* Runs. `counts` is filled also where it fails half-way. A path that does not
 * exist, a folder that cannot be opened or a file that cannot be read is a problem
 * of that path; a run in which no path exists fails with CS_NOT_FOUND before the
 * dataset is made. */
cs_status cs_run(cs_run_counts *counts, cs_dataset *dataset, cs_host *host,
                 const cs_run_options *options, cs_error *error);

/* The paths that exist; fails with CS_NOT_FOUND naming the first that does not.
 * For a command to ask before it makes a dataset. */
cs_status cs_run_check_paths(const cs_run_options *options, cs_error *error);

/* The part, from 1 to `shards`, that a document belongs to: by the digest of its name, which is
 * its path below the folder that was given, and by nothing else. */
unsigned cs_shard_of(const char *name, unsigned shards);

/* Whether the family that is asked for is there; CS_NOT_FOUND with the nearest. */
cs_status cs_run_check_family(const cs_run_options *options, cs_host *host, cs_error *error);

/* What workers of such a run cannot be held back from, as a sentence without a full stop: the
 * kernel lacks something, or these paths cannot be made exceptions. NULL where all is held that is
 * asked for. Never freed. */
const char *cs_run_unconfined(const cs_run_options *options);

/* Reads one document in this process, without a dataset: what `try FILE` and
 * tests do. `*text` and `*review` are the caller's to free, the review first. */
cs_status cs_read_document(cs_text **text, cs_review **review, cs_host *host, const char *path,
                           const cs_run_options *options, cs_problems *problems, cs_error *error);

#endif
