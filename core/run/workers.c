/* The coordinator's side of the workers.
 *
 * Of a worker's documents the first is the one that it is at. Its clock starts
 * when it was handed to an idle worker or when the reply before it was complete,
 * and starts again when its reply begins to come, and with each large part of it, as
 * the coordinator itself may be slow to take it. What a dead worker had not begun, and what is to
 * be done once more, waits in `waiting` and goes out before anything new. */
#include "run/workers.h"

#include "base/memory.h"
#include "run/seat.h"

#include <errno.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/socket.h>
#include <unistd.h>

enum {
  AT_A_TIME = 256 * 1024, /* bytes taken from a worker before the next one's turn */
  REAP_MS = 1000,         /* how long a worker may take to end by itself */
  FORK_TRIES = 20,        /* waits in a row without any worker, before giving up */
};

static const uint32_t nobody = UINT32_MAX;

struct cs_workers {
  cs_worker_options options;
  cs_seat *items;
  struct pollfd *polled;
  uint32_t *waiting;
  size_t waiting_count;
  unsigned idle_deaths; /* in a row */
  uint32_t suspect;     /* what the last that died idle would have begun */
  unsigned failed_forks;
  int fork_error;
  cs_worker_note *notes; /* shared with the workers: what each is at */
};

static int64_t deadline_from_now(const cs_workers *workers) {
  return cs_now_ms() + (int64_t)workers->options.seconds * 1000;
}

/* ---- Documents for the workers ---- */

static void give(cs_workers *workers, cs_seat *worker, uint32_t document) {
  if (worker->count == 0) {
    worker->deadline = deadline_from_now(workers);
  }
  worker->documents[worker->count++] = document;
  /* Cannot block, as it is so short; where the worker is dead, poll will tell. */
  ssize_t sent = send(worker->socket, &document, sizeof document, MSG_NOSIGNAL);
  (void)sent;
}

/* The worker that has least to do, if it has fewer than `most` documents. */
static cs_seat *least_busy(cs_workers *workers, unsigned most) {
  cs_seat *least = NULL;
  for (unsigned i = 0; i < workers->options.count; i++) {
    cs_seat *each = &workers->items[i];
    if (each->pid != 0 && each->count < most && (least == NULL || each->count < least->count)) {
      least = each;
    }
  }
  return least;
}

static void give_waiting(cs_workers *workers) {
  cs_seat *next;
  while (workers->waiting_count != 0 && (next = least_busy(workers, CS_WORKER_AHEAD)) != NULL) {
    give(workers, next, workers->waiting[0]);
    workers->waiting_count--;
    memmove(workers->waiting, workers->waiting + 1,
            workers->waiting_count * sizeof *workers->waiting);
  }
}

/* Half of a worker's share of what is left: who is quicker takes more of the other half. */
static unsigned most_at_once(const cs_workers *workers, uint32_t left) {
  uint32_t share = left / (2 * workers->options.count);
  return share < CS_WORKER_FEWEST  ? CS_WORKER_FEWEST
         : share < CS_WORKER_AHEAD ? share
                                   : CS_WORKER_AHEAD;
}

bool cs_workers_hand(cs_workers *workers, uint32_t document, uint32_t left) {
  give_waiting(workers);
  cs_seat *least =
      workers->waiting_count == 0 ? least_busy(workers, most_at_once(workers, left)) : NULL;
  if (least == NULL) {
    return false;
  }
  give(workers, least, document);
  return true;
}

void cs_workers_hand_again(cs_workers *workers, uint32_t document) {
  workers->waiting[workers->waiting_count++] = document;
}

/* ---- What became of a worker ---- */

/* Whether the first document is to blame: not if the worker had not begun with it, unless
 * that happened twice. */
static bool blame(cs_workers *workers, const cs_seat *worker, unsigned char doing) {
  uint32_t first = worker->count != 0 ? worker->documents[0] : nobody;
  if (doing != CS_DOING_START && doing != CS_DOING_IDLE) {
    return first != nobody;
  }
  workers->idle_deaths++;
  bool again = first != nobody && first == workers->suspect;
  workers->suspect = first;
  return again;
}

/* The worker is gone: its first document is lost, if it is to blame and is not to be tried
 * again, and the others wait for another worker. */
static void lose(cs_workers *workers, cs_seat *worker, bool guilty, const cs_loss *loss,
                 const cs_receiver *receiver) {
  bool lost = guilty && !receiver->lost(receiver->context, worker->documents[0], loss);
  for (unsigned i = lost ? 1 : 0; i < worker->count; i++) {
    workers->waiting[workers->waiting_count++] = worker->documents[i];
  }
  cs_seat_clear(worker);
}

/* What the worker was at when its end came. */
static cs_loss loss_of(const cs_seat *worker, const char *cause) {
  return (cs_loss){
      .cause = cause,
      .at = {.theme = worker->note->plugin.theme, .passage = worker->note->plugin.passage}};
}

/* It closed its pipe. */
static void bury(cs_workers *workers, cs_seat *worker, const cs_receiver *receiver) {
  char cause[256];
  unsigned char doing = worker->note->doing;
  cs_loss loss = loss_of(worker, cause);
  int status = cs_seat_reap(worker, REAP_MS);
  cs_cause_of_death(cause, sizeof cause, status, doing);
  loss.from_outside = cs_died_from_outside(status);
  lose(workers, worker, blame(workers, worker, doing), &loss, receiver);
}

static void kill_for(cs_workers *workers, cs_seat *worker, const cs_loss *loss,
                     const cs_receiver *receiver) {
  cs_seat_reap(worker, 0);
  if (worker->count == 0) {
    workers->idle_deaths++;
  }
  lose(workers, worker, worker->count != 0, loss, receiver);
}

/* ---- Replies ---- */

/* The reply is complete. False where it was damaged, and the worker is gone. */
static bool pass_on(cs_workers *workers, cs_seat *worker, const cs_receiver *receiver) {
  cs_error error;
  uint32_t document = worker->documents[0];
  if (receiver->reply(receiver->context, document, &worker->reply, &error) != CS_OK) {
    char cause[CS_MESSAGE_SIZE + 64];
    snprintf(cause, sizeof cause, "the worker sent something damaged: %s", error.message);
    const cs_loss loss = {.cause = cause};
    kill_for(workers, worker, &loss, receiver);
    return false;
  }
  cs_buffer_free(&worker->reply);
  worker->header = 0;
  worker->count--;
  memmove(worker->documents, worker->documents + 1, worker->count * sizeof *worker->documents);
  worker->deadline = deadline_from_now(workers);
  workers->idle_deaths = 0;
  workers->suspect = nobody;
  return true;
}

enum { DAMAGED = -2, TOO_LONG = -3 };

/* Takes what has come of the length or of the reply. As read, or one of the above. */
static ssize_t take(cs_workers *workers, cs_seat *worker) {
  ssize_t got;
  if (worker->header < sizeof worker->length) {
    got = read(worker->replies, (char *)&worker->length + worker->header,
               sizeof worker->length - worker->header);
    if (got > 0) {
      worker->deadline = deadline_from_now(workers);
      worker->header += (size_t)got;
    }
    bool whole = worker->header == sizeof worker->length;
    bool too_long = whole && worker->length > workers->options.reply_bytes;
    return got > 0 && worker->count == 0 ? DAMAGED : got > 0 && too_long ? TOO_LONG : got;
  }
  size_t left = (size_t)worker->length - worker->reply.length;
  size_t wanted = left < AT_A_TIME ? left : AT_A_TIME;
  got = read(worker->replies, cs_buffer_reserve(&worker->reply, wanted), wanted);
  worker->reply.length += got > 0 ? (size_t)got : 0;
  worker->reply.bytes[worker->reply.length] = '\0';
  return got;
}

static bool is_whole(const cs_seat *worker) {
  return worker->header == sizeof worker->length && worker->reply.length == worker->length;
}

static void refuse(cs_workers *workers, cs_seat *worker, bool too_long,
                   const cs_receiver *receiver) {
  char cause[128] = "the worker sent something damaged";
  if (too_long) {
    snprintf(cause, sizeof cause, "what the worker found is too much, or damaged (%llu bytes)",
             (unsigned long long)worker->length);
  }
  const cs_loss loss = {.cause = cause};
  kill_for(workers, worker, &loss, receiver);
}

/* Takes what a worker has sent, up to its turn's share, and notices its end. */
static void listen_to(cs_workers *workers, cs_seat *worker, const cs_receiver *receiver) {
  for (size_t taken = 0; taken < AT_A_TIME;) {
    ssize_t got = take(workers, worker);
    if (got == DAMAGED || got == TOO_LONG) {
      refuse(workers, worker, got == TOO_LONG, receiver);
      return;
    }
    if (got < 0 && (errno == EAGAIN || errno == EINTR)) {
      return;
    }
    if (got <= 0) {
      bury(workers, worker, receiver);
      return;
    }
    taken += (size_t)got;
    if (is_whole(worker) && !pass_on(workers, worker, receiver)) {
      return;
    }
  }
  worker->deadline = deadline_from_now(workers); /* a long reply: it is us who take our time */
}

/* Whose judge took most of the time, where none ran when it was over. */
static uint32_t slow_theme(const cs_workers *workers, const cs_seat *worker) {
  uint64_t half = (uint64_t)workers->options.seconds * 1000 / 2;
  return worker->note->plugin.slowest_ms > half ? worker->note->plugin.slowest : 0;
}

/* One that is still sending has a grace: perhaps it was us who were slow. */
static void stop_if_too_slow(cs_workers *workers, cs_seat *worker, bool sending,
                             const cs_receiver *receiver) {
  int64_t grace = sending ? (int64_t)workers->options.seconds * 1000 : 0;
  if (worker->pid != 0 && worker->count != 0 && cs_now_ms() > worker->deadline + grace) {
    char cause[256];
    snprintf(cause, sizeof cause, "the worker was killed after %u s %s; --timeout gives it longer",
             workers->options.seconds, cs_doing_words(worker->note->doing));
    cs_loss loss = loss_of(worker, cause);
    loss.too_slow = true;
    if (loss.at.theme == 0) {
      loss.at.theme = slow_theme(workers, worker);
    }
    kill_for(workers, worker, &loss, receiver);
  }
}

/* ---- All of them ---- */

/* Puts workers where there are none. */
static cs_status replace(cs_workers *workers, cs_error *error) {
  unsigned alive = 0;
  if (workers->idle_deaths >= CS_WORKER_IDLE_DEATHS) {
    return cs_fail(error, CS_LIMIT,
                   "%u workers in a row died before they began with a document: "
                   "give them more memory or start fewer of them",
                   workers->idle_deaths);
  }
  for (unsigned i = 0; i < workers->options.count; i++) {
    cs_seat *each = &workers->items[i];
    if (each->pid == 0 && !cs_seat_fill(each, &workers->options)) {
      workers->fork_error = errno;
    }
    alive += each->pid != 0;
  }
  workers->failed_forks = alive != 0 ? 0 : workers->failed_forks + 1;
  if (workers->failed_forks >= FORK_TRIES) {
    return cs_fail(error, CS_LIMIT, "no worker can be started: %s", strerror(workers->fork_error));
  }
  return CS_OK;
}

cs_status cs_workers_start(cs_workers **out, const cs_worker_options *options, cs_error *error) {
  cs_workers *workers = cs_allocate(1, sizeof *workers);
  workers->options = *options;
  workers->items = cs_allocate(options->count, sizeof *workers->items);
  workers->polled = cs_allocate(options->count, sizeof *workers->polled);
  workers->waiting =
      cs_allocate((size_t)options->count * CS_WORKER_AHEAD + 1, sizeof *workers->waiting);
  workers->suspect = nobody;
  void *notes = mmap(NULL, options->count * sizeof *workers->notes, PROT_READ | PROT_WRITE,
                     MAP_SHARED | MAP_ANONYMOUS, -1, 0);
  workers->notes = notes != MAP_FAILED ? notes : NULL;
  for (unsigned i = 0; i < options->count; i++) {
    workers->items[i].socket = workers->items[i].replies = -1;
    workers->items[i].note = workers->notes != NULL ? workers->notes + i : NULL;
  }
  cs_status status = workers->notes == NULL
                         ? cs_fail(error, CS_LIMIT, "no memory to share: %s", strerror(errno))
                         : replace(workers, error);
  if (status != CS_OK) {
    cs_workers_stop(workers);
    return status;
  }
  *out = workers;
  return CS_OK;
}

cs_status cs_workers_wait(cs_workers *workers, int milliseconds, const cs_receiver *receiver,
                          cs_error *error) {
  cs_status status = replace(workers, error);
  if (status != CS_OK) {
    return status;
  }
  give_waiting(workers);
  for (unsigned i = 0; i < workers->options.count; i++) {
    workers->polled[i] = (struct pollfd){.fd = workers->items[i].replies, .events = POLLIN};
  }
  int ready = poll(workers->polled, workers->options.count, milliseconds);
  for (unsigned i = 0; i < workers->options.count; i++) {
    cs_seat *each = &workers->items[i];
    bool sending = ready > 0 && each->pid != 0 && workers->polled[i].revents != 0;
    if (sending) {
      listen_to(workers, each, receiver);
    }
    stop_if_too_slow(workers, each, sending, receiver);
  }
  return CS_OK;
}

void cs_workers_stop(cs_workers *workers) {
  if (workers == NULL) {
    return;
  }
  for (unsigned i = 0; i < workers->options.count; i++) {
    cs_seat *each = &workers->items[i];
    if (each->pid != 0) {
      close(each->socket); /* an idle worker ends by that */
      each->socket = -1;
    }
  }
  for (unsigned i = 0; i < workers->options.count; i++) {
    cs_seat *each = &workers->items[i];
    if (each->pid != 0) {
      cs_seat_reap(each, each->count == 0 ? REAP_MS : 0);
    }
    cs_seat_clear(each);
  }
  if (workers->notes != NULL) {
    munmap(workers->notes, workers->options.count * sizeof *workers->notes);
  }
  free(workers->items);
  free(workers->polled);
  free(workers->waiting);
  free(workers);
}
