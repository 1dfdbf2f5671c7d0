/* Seats: a worker is forked, waited for, killed with its process group, and its
 * death put into words. */
#include "run/seat.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

/* What a pipe may have at most without privileges, where nobody changed it. */
enum { PIPE_BYTES = 1 << 20 };

/* The coordinator's ends come first. */
typedef struct ends {
  int socket[2], replies[2];
} ends;

static void close_both(int *pair) {
  close(pair[0]);
  close(pair[1]);
}

static bool open_ends(ends *out) {
  if (socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, out->socket) != 0) {
    return false;
  }
  if (pipe2(out->replies, O_CLOEXEC) != 0) {
    close_both(out->socket);
    return false;
  }
  fcntl(out->replies[0], F_SETFL, O_NONBLOCK);
  fcntl(out->replies[0], F_SETPIPE_SZ, PIPE_BYTES); /* where it is refused, it is a small one */
  return true;
}

bool cs_seat_fill(cs_seat *seat, const cs_worker_options *options) {
  ends pair;
  if (!open_ends(&pair)) {
    return false;
  }
  const pid_t coordinator = getpid();
  *seat->note = (cs_worker_note){.doing = CS_DOING_START};
  pid_t pid = fork();
  if (pid == 0) {
    cs_worker_live(pair.socket[1], pair.replies[1], coordinator, options, seat->note);
  }
  if (pid < 0) {
    int why = errno;
    close_both(pair.socket);
    close_both(pair.replies);
    errno = why;
    return false;
  }
  close(pair.socket[1]);
  close(pair.replies[1]); /* so that the pipe ends with the worker */
  setpgid(pid, pid);      /* both sides do it: whoever comes first */
  seat->pid = pid;
  seat->socket = pair.socket[0];
  seat->replies = pair.replies[0];
  seat->count = 0;
  seat->header = 0;
  return true;
}

/* Whether it has ended; its id is not free for others before it is waited for. */
static bool has_ended(const cs_seat *seat) {
  siginfo_t info = {0};
  int got = waitid(P_PID, (id_t)seat->pid, &info, WEXITED | WNOHANG | WNOWAIT);
  return got == 0 ? info.si_pid != 0 : errno == ECHILD;
}

int cs_seat_reap(const cs_seat *seat, int milliseconds) {
  int status = 0;
  for (int64_t end = cs_now_ms() + milliseconds; !has_ended(seat) && cs_now_ms() < end;) {
    nanosleep(&(struct timespec){.tv_nsec = 500000}, NULL);
  }
  kill(-seat->pid, SIGKILL);
  while (waitpid(seat->pid, &status, 0) < 0 && errno == EINTR) {
  }
  return status;
}

void cs_seat_clear(cs_seat *seat) {
  if (seat->socket >= 0) {
    close(seat->socket);
  }
  if (seat->replies >= 0) {
    close(seat->replies);
  }
  cs_buffer_free(&seat->reply);
  seat->socket = seat->replies = -1;
  seat->pid = 0;
  seat->count = 0;
}

/* ---- In words ---- */

const char *cs_doing_words(unsigned char doing) {
  static const char *const words[CS_DOING_COUNT] = {
      [CS_DOING_START] = "before it began with it", [CS_DOING_IDLE] = "before it began with it",
      [CS_DOING_READ] = "while reading it",         [CS_DOING_PARSE] = "while taking it apart",
      [CS_DOING_CODE] = "while coding it",          [CS_DOING_SEND] = "while sending what it found",
  };
  return words[doing < CS_DOING_COUNT ? doing : CS_DOING_READ];
}

bool cs_died_from_outside(int status) {
  int number = WIFSIGNALED(status) ? WTERMSIG(status) : 0;
  return number == SIGKILL || number == SIGTERM || number == SIGHUP;
}

void cs_cause_of_death(char *cause, size_t size, int status, unsigned char doing) {
  const char *when = cs_doing_words(doing);
  if (WIFSIGNALED(status)) {
    int number = WTERMSIG(status);
    snprintf(cause, size, "the worker was killed by signal %d (%s) %s%s", number, strsignal(number),
             when, number == SIGKILL ? "; perhaps memory ran out" : "");
  } else if (WIFEXITED(status) && WEXITSTATUS(status) == 3) {
    snprintf(cause, size, "the worker ran out of memory %s", when);
  } else {
    snprintf(cause, size, "the worker ended with status %d %s",
             WIFEXITED(status) ? WEXITSTATUS(status) : status, when);
  }
}
