/* run/coordinator.h: a run as its coordinator sees it.
 *
 * Documents are numbered twice: all that were found, in order of their names, and of these the
 * chosen, which are handed out and written in this order. All functions are called by the
 * coordinator alone, and it alone touches the dataset.
 */
#ifndef CS_RUN_COORDINATOR_H
#define CS_RUN_COORDINATOR_H

#include "base/clock.h"
#include "run/documents.h"
#include "run/read.h"
#include "run/window.h"

#include <conspectus/run.h>

typedef struct cs_coordinator {
  const cs_run_options *options;
  cs_dataset *dataset;
  cs_run_counts *counts;
  cs_documents documents;
  uint32_t *chosen; /* indexes of the documents to be read, in order */
  bool *stored;     /* for each: it is coded anew from what is stored of it */
  uint32_t chosen_count;
  uint32_t stored_count;
  cs_tray *tray; /* NULL: all are read */
  cs_trouble *trouble;
  cs_confinement *confinement; /* NULL: none */
  cs_window window;
  cs_workers *workers;
  cs_message_limits limits;
  cs_progress progress;
  double began;
  double told;  /* when progress was told last */
  double saved; /* when it was committed last */
  /* Since then; a document that is only coded anew counts half, as most of it stays as it is. */
  size_t unsaved_halves;
  uint64_t unsaved_bytes; /* of text */
} cs_coordinator;

/* At most ten times a second, unless it is to be told always. */
void cs_coordinator_tell(cs_coordinator *run, bool always);

/* choice.c: keeps what is known before anything is read (faults of plugins and paths, what is left
 * to other shards), and chooses the documents that are new, changed or to be coded anew. */
cs_status cs_coordinator_choose(cs_coordinator *run, cs_error *error);

/* results.c: writes what came of all documents whose turn it is, and commits now and then. */
cs_status cs_coordinator_write(cs_coordinator *run, cs_error *error);

#endif
