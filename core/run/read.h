/* run/read.h: one document from its file to codings, as a worker does it. */
#ifndef CS_RUN_READ_H
#define CS_RUN_READ_H

#include "run/documents.h"
#include "run/workers.h"

#include <conspectus/run.h>

/* What all documents of a run are read with; borrowed. */
typedef struct cs_reading {
  const cs_document *documents;
  const uint32_t *chosen; /* by the number that a worker is told: index into documents */
  cs_host *host;
  const cs_family *family; /* NULL: recognised from the text */
  cs_text_limits limits;
} cs_reading;

/* Makes one from options. CS_NOT_FOUND where there is no such family, with the nearest. */
cs_status cs_reading_prepare(cs_reading *out, cs_host *host, const cs_run_options *options,
                             cs_error *error);

/* A cs_reader's function with a cs_reading as its context. */
void cs_reading_read(void *context, uint32_t document, cs_buffer *reply,
                     volatile unsigned char *doing);

/* Wall-clock seconds of a document: as asked for, else 60. */
unsigned cs_document_seconds(const cs_run_options *options);

#endif
