/* run/seat.h: a place for a worker, and the life and death of who has it. */
#ifndef CS_RUN_SEAT_H
#define CS_RUN_SEAT_H

#include "base/clock.h"
#include "run/workers.h"

#include <sys/types.h>

/* A zeroed struct with both descriptors -1 is an empty seat. */
typedef struct cs_seat {
  pid_t pid;   /* 0: none */
  int socket;  /* documents go to it */
  int replies; /* replies come from it, without waiting for them */
  uint32_t documents[CS_WORKER_AHEAD];
  unsigned count;
  int64_t deadline; /* of the first document, as cs_now_ms counts */
  uint64_t length;  /* of the reply that is coming */
  size_t header;    /* bytes of the length that have come */
  cs_buffer reply;
  volatile cs_worker_note *note; /* shared with it */
} cs_seat;

/* Forks a worker. False where that cannot be done, with errno. */
bool cs_seat_fill(cs_seat *seat, const cs_worker_options *options);

/* Waits for its end up to `milliseconds`, then kills it; what it started is killed anyhow.
 * Its wait status; no zombie is left. */
int cs_seat_reap(const cs_seat *seat, int milliseconds);

/* Empties the seat of a worker that is gone. */
void cs_seat_clear(cs_seat *seat);

/* "while coding it" */
const char *cs_doing_words(unsigned char doing);

/* Whether a wait status is of a signal that a process does not send itself by a fault. */
bool cs_died_from_outside(int status);

/* What a wait status says, as a sentence. */
void cs_cause_of_death(char *cause, size_t size, int status, unsigned char doing);

#endif
