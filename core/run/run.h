/* run/run.h: the run with its parts exchangeable, for tests. */
#ifndef CS_RUN_RUN_H
#define CS_RUN_RUN_H

#include "run/workers.h"

#include <conspectus/run.h>

/* As cs_run, but what a worker does with a document is `reader`'s, where it is not
 * NULL. Its documents are numbers in the order of the documents that are read. */
cs_status cs_run_with(cs_run_counts *counts, cs_dataset *dataset, cs_host *host,
                      const cs_run_options *options, const cs_reader *reader, cs_error *error);

#endif
