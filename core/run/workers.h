/* run/workers.h: processes that read documents.
 *
 * A worker is a fork of the coordinator, made after the plugins were read. It is
 * told numbers of documents through a socket and writes a reply for each into a pipe, in the
 * order in which it was told: 8 bytes with the length, then as many bytes. It goes on while
 * the coordinator is busy with a commit, as several documents lie ahead of it and
 * the pipe has room for several replies. It never touches the dataset. It has bounds on its memory
 * and on the time of a document, leads a process group of its own (so that Ctrl-C does not reach
 * it, and what it started dies with it), and dies with the coordinator.
 *
 * A worker that dies, is too slow or sends something damaged is killed and another
 * takes its place. The document it was at is lost, with the cause, unless the receiver
 * wants it tried again; the documents that it had not begun go to another worker.
 */
#ifndef CS_RUN_WORKERS_H
#define CS_RUN_WORKERS_H

#include "base/buffer.h"
#include "run/confine.h"

#include <conspectus/host.h>
#include <conspectus/status.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* What a worker is at. */
typedef enum cs_doing {
  CS_DOING_START,
  CS_DOING_IDLE,
  CS_DOING_READ,
  CS_DOING_PARSE,
  CS_DOING_CODE,
  CS_DOING_SEND,
  CS_DOING_COUNT
} cs_doing;

/* What a worker leaves for the coordinator to find, in memory that both see. It is written for
 * every theme that is tried: no two workers share a line of the cache. */
typedef struct cs_worker_note {
  _Alignas(64) unsigned char doing; /* a cs_doing, unless the worker wrote nonsense */
  cs_host_note plugin;
} cs_worker_note;

/* Called in a worker: appends the reply for a document, and says meanwhile what it does. */
typedef struct cs_reader {
  void (*read)(void *context, uint32_t document, cs_buffer *reply, volatile cs_worker_note *note);
  void *context;
} cs_reader;

typedef struct cs_worker_options {
  unsigned count;                    /* of workers, at least 1 */
  unsigned seconds;                  /* wall-clock time of one document, at least 1 */
  size_t memory;                     /* bytes of address space of a worker */
  size_t reply_bytes;                /* longest reply */
  const cs_confinement *confinement; /* NULL: none */
  cs_reader reader;
} cs_worker_options;

/* How a document cost its worker. */
typedef struct cs_loss {
  const char *cause; /* a sentence without a full stop */
  cs_host_note at;   /* as the worker left it */
  bool too_slow;     /* it was killed by us, as its time was over */
  bool from_outside; /* somebody else sent a signal, or the kernel had no memory left */
} cs_loss;

/* Called in the coordinator. */
typedef struct cs_receiver {
  /* A whole reply: takes the buffer and leaves it empty, or says what is wrong with it,
   * which costs the worker its place. */
  cs_status (*reply)(void *context, uint32_t document, cs_buffer *reply, cs_error *error);
  /* The document cost its worker. Whether it is to be tried again. */
  bool (*lost)(void *context, uint32_t document, const cs_loss *loss);
  void *context;
} cs_receiver;

typedef struct cs_workers cs_workers;

enum {
  CS_WORKER_AHEAD = 16,      /* documents that a worker has at once, at most: one at hand */
  CS_WORKER_FEWEST = 2,      /* even where nothing is left: one ahead */
  CS_WORKER_SOCKET = 3,      /* the only descriptors of a worker beyond the usual three: */
  CS_WORKER_REPLIES = 4,     /* numbers come, replies go */
  CS_WORKER_IDLE_DEATHS = 8, /* deaths in a row, outside any document, that end the run */
};

/* Starts them. CS_LIMIT where not even one can be started. */
cs_status cs_workers_start(cs_workers **out, const cs_worker_options *options, cs_error *error);

/* Hands a document to the worker that has least to do; false if none has room. Of the last ones
 * each gets few at a time, so that all end together; `left` are still to be handed out. */
bool cs_workers_hand(cs_workers *workers, uint32_t document, uint32_t left);
/* Hands a document that was answered out once more, before anything new; only when the last one
 * that was is answered again. */
void cs_workers_hand_again(cs_workers *workers, uint32_t document);

/* Waits until something comes, at most `milliseconds`, and passes on what came.
 * CS_LIMIT where workers cannot be started any more or die at once. A signal ends
 * the wait early. */
cs_status cs_workers_wait(cs_workers *workers, int milliseconds, const cs_receiver *receiver,
                          cs_error *error);

/* Ends all of them: those at a document are killed. NULL is allowed. */
void cs_workers_stop(cs_workers *workers);

/* ---- The worker's side, in worker.c ---- */

/* Lives as a worker on its ends of the socket and of the pipe, from right after the fork; never
 * returns. */
_Noreturn void cs_worker_live(int socket, int replies, int coordinator,
                              const cs_worker_options *options, volatile cs_worker_note *note);

#endif
