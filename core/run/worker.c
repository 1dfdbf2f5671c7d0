/* A worker, from the fork to its end: it gives up whatever it inherited and does
 * not need, takes its bounds upon itself, and answers until its socket is closed. */
#include "run/workers.h"

#include "base/memory.h"
#include "base/sanitized.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <unistd.h>

enum { KEPT_REPLY = 8 * 1024 * 1024 }; /* a larger buffer is not kept for the next document */

#ifdef CS_COVERAGE
void __gcov_dump(void);
#endif

static _Noreturn void leave(int status) {
#ifdef CS_COVERAGE
  __gcov_dump();
#endif
  _exit(status); /* not exit: what the coordinator has not written yet is not ours to write */
}

/* Handlers do not belong to us. What was ignored stays so, and Ctrl-C is the coordinator's. */
static void settle_signals(void) {
  struct sigaction action;
  for (int number = 1; number < NSIG; number++) {
    if (sigaction(number, NULL, &action) == 0 && action.sa_handler != SIG_IGN) {
      signal(number, SIG_DFL);
    }
  }
  signal(SIGINT, SIG_IGN);
  signal(SIGQUIT, SIG_IGN);
  sigset_t none;
  sigemptyset(&none);
  sigprocmask(SIG_SETMASK, &none, NULL);
}

/* A sanitizer needs terabytes of address space, and stderr to complain. */
static void settle_limits(size_t memory) {
  struct rlimit no_core = {0, 0};
  setrlimit(RLIMIT_CORE, &no_core);
  if (!CS_SANITIZED && memory != 0) {
    struct rlimit now, bound = {memory, memory};
    if (getrlimit(RLIMIT_AS, &now) == 0 &&
        (now.rlim_max == RLIM_INFINITY || now.rlim_max > memory)) {
      setrlimit(RLIMIT_AS, &bound);
    }
  }
}

/* With coverage a worker writes down at its end what it ran. */
static void confine(const cs_confinement *confinement) {
#ifdef CS_COVERAGE
  (void)confinement;
#else
  if (confinement != NULL) {
    cs_confine(confinement);
  }
#endif
}

/* Leaves nothing open but the socket, the pipe and the usual three, which lead nowhere. The rules
 * of the confinement are among what is closed; their descriptor is a high one. */
static void settle_descriptors(int socket, int replies, const cs_confinement *confinement) {
  int nowhere = open("/dev/null", O_RDWR | O_CLOEXEC);
  if (nowhere < 0) {
    leave(4);
  }
  for (int usual = 0; usual < (CS_SANITIZED ? STDERR_FILENO : CS_WORKER_SOCKET); usual++) {
    dup2(nowhere, usual);
  }
  int aside = fcntl(replies, F_DUPFD_CLOEXEC, CS_WORKER_REPLIES + 1); /* it may be in the way */
  if (aside < 0 || (socket != CS_WORKER_SOCKET && dup3(socket, CS_WORKER_SOCKET, O_CLOEXEC) < 0) ||
      dup3(aside, CS_WORKER_REPLIES, O_CLOEXEC) < 0) {
    leave(4);
  }
  confine(confinement);
  close_range(CS_WORKER_REPLIES + 1, ~0U, 0);
}

/* The coordinator may have died between the fork and the request. */
static void die_with(int coordinator) {
  prctl(PR_SET_PDEATHSIG, SIGKILL);
  if (getppid() != coordinator) {
    leave(0);
  }
}

static void send_all(const char *bytes, size_t length) {
  while (length != 0) {
    ssize_t sent = write(CS_WORKER_REPLIES, bytes, length);
    if (sent < 0 && errno != EINTR) {
      leave(0); /* nobody listens any more */
    }
    if (sent > 0) {
      bytes += sent;
      length -= (size_t)sent;
    }
  }
}

static bool next_document(uint32_t *document) {
  ssize_t got;
  do {
    got = recv(CS_WORKER_SOCKET, document, sizeof *document, MSG_WAITALL);
  } while (got < 0 && errno == EINTR);
  return got == (ssize_t)sizeof *document;
}

static void answer(uint32_t document, cs_buffer *reply, const cs_reader *reader,
                   volatile cs_worker_note *note) {
  uint64_t length = 0;
  cs_buffer_reset(reply);
  cs_buffer_add(reply, &length, sizeof length);
  note->plugin.theme = note->plugin.slowest = note->plugin.slowest_ms = 0;
  note->doing = CS_DOING_READ;
  reader->read(reader->context, document, reply, note);
  length = reply->length - sizeof length;
  memcpy(reply->bytes, &length, sizeof length);
  note->doing = CS_DOING_SEND;
  send_all(reply->bytes, reply->length);
  note->doing = CS_DOING_IDLE;
  if (reply->capacity > KEPT_REPLY) {
    cs_buffer_free(reply);
  }
}

_Noreturn void cs_worker_live(int socket, int replies, int coordinator,
                              const cs_worker_options *options, volatile cs_worker_note *note) {
  die_with(coordinator);
  setpgid(0, 0);
  settle_signals();
  settle_limits(options->memory);
  cs_keep_memory();
  settle_descriptors(socket, replies, options->confinement);
  cs_buffer reply = {0};
  uint32_t document;
  note->doing = CS_DOING_IDLE;
  while (next_document(&document)) {
    answer(document, &reply, &options->reader, note);
  }
  cs_buffer_free(&reply);
  leave(0);
}
