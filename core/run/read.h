/* run/read.h: one document from its file to codings, as a worker does it. */
#ifndef CS_RUN_READ_H
#define CS_RUN_READ_H

#include "run/documents.h"
#include "run/message.h"
#include "run/tray.h"
#include "run/trouble.h"
#include "run/workers.h"

#include <conspectus/run.h>

/* What all documents of a run are read with; borrowed. */
typedef struct cs_reading {
  const cs_document *documents;
  const uint32_t *chosen;    /* by the number that a worker is told: index into documents */
  const cs_tray *tray;       /* stored documents that are coded anew; NULL: none */
  const cs_trouble *trouble; /* what documents are coded without; NULL: nothing */
  cs_host *host;
  const cs_family *family; /* NULL: recognised from the text */
  cs_text_limits limits;
} cs_reading;

/* Makes one from options. CS_NOT_FOUND where there is no such family, with the nearest. */
cs_status cs_reading_prepare(cs_reading *out, cs_host *host, const cs_run_options *options,
                             cs_error *error);

/* A cs_reader's function with a cs_reading as its context. */
void cs_reading_read(void *context, uint32_t document, cs_buffer *reply,
                     volatile cs_worker_note *note);

/* Puts a stored document together for the tray: which themes are to be coded, and the record. */
void cs_reading_pack(cs_buffer *out, uint32_t document, const cs_record *record, const bool *themes,
                     size_t theme_count);

/* What the numbers in messages of a run may be at most. */
cs_message_limits cs_reading_limits(const cs_host *host);

/* Wall-clock seconds of a document: as asked for, else 60. */
unsigned cs_document_seconds(const cs_run_options *options);

#endif
