/* conspectus/status.h: how a call says that it failed.
 *
 * Every call that can fail returns a cs_status and takes, last, a cs_error to
 * say why. The output comes first and is the caller's to free; it is untouched
 * where the call fails. A pointer that a call returns directly is borrowed, and
 * its comment says until when.
 *
 * Memory that cannot be had ends the process with a message (as in GLib): what
 * a document may ask for is bounded, documents are read in worker processes,
 * and the death of one costs one document.
 */
#ifndef CONSPECTUS_STATUS_H
#define CONSPECTUS_STATUS_H

#include <stddef.h>

typedef enum cs_status {
  CS_OK = 0,
  CS_USAGE,       /* what was asked for makes no sense */
  CS_NOT_FOUND,   /* it is not there */
  CS_UNREADABLE,  /* the system refused to open, read, write or start it */
  CS_MALFORMED,   /* it is not what it should be */
  CS_LIMIT,       /* a bound on size, time or memory was reached */
  CS_BUSY,        /* somebody else is writing it */
  CS_NEWER,       /* a newer version of the program made it */
  CS_PLUGIN,      /* the code of a plugin failed */
  CS_INTERRUPTED, /* the user stopped it */
} cs_status;

/* Bytes of a message, its final NUL included; longer ones are cut at a character. */
enum { CS_MESSAGE_SIZE = 1024 };

typedef struct cs_error {
  cs_status status;
  char message[CS_MESSAGE_SIZE]; /* names file, line, what is wrong, what to do; no final newline */
} cs_error;

/* Fills `error` (which may be NULL) and returns `status`, so that a failing
 * call can end with `return cs_fail(...)`. The format is printf's. */
cs_status cs_fail(cs_error *error, cs_status status, const char *format, ...)
    __attribute__((format(printf, 3, 4)));

/* The status in one lower-case word ("unreadable"). Never freed. */
const char *cs_status_name(cs_status status);

#endif
