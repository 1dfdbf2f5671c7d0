/* run/tray.h: stored documents on their way to the workers, in memory shared with them.
 *
 * The coordinator alone touches the dataset; what a worker is to code anew it finds
 * here by the document's number. Documents are put in the order of their numbers and
 * taken away in that order, so that the memory is a ring. A number sent to a worker
 * is what tells it that its document is there. */
#ifndef CS_RUN_TRAY_H
#define CS_RUN_TRAY_H

#include "base/buffer.h"

#include <stdbool.h>
#include <stdint.h>

/* Bytes of all that is in it at once. */
enum { CS_TRAY_BYTES = 4 * 1024 * 1024 };

typedef struct cs_tray cs_tray;

/* To be made before the workers are. NULL where there is no memory for it. */
cs_tray *cs_tray_new(void);
void cs_tray_free(cs_tray *tray); /* NULL is allowed */

/* Puts a document. False where there is no room for now. */
bool cs_tray_put(cs_tray *tray, uint32_t document, const cs_buffer *bytes);
/* Whether it was put and not taken away; for the coordinator. */
bool cs_tray_has(const cs_tray *tray, uint32_t document);
/* What was put for a document, or NULL; for a worker. */
const char *cs_tray_find(size_t *length, const cs_tray *tray, uint32_t document);
/* Takes this document, the first, away. Does nothing where it is not there. */
void cs_tray_remove(cs_tray *tray, uint32_t document);

#endif
