/* PDF: fork, limit, exec; then one loop that feeds the child, drains it and
 * watches the clock. Standard input is a socket, because writing to one whose
 * reader died can be told not to raise a signal. A fourth channel, closed by a
 * successful exec, brings back why an exec failed. */
#include "text/pdf.h"

#include "base/clock.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

enum { PARENT, CHILD };
enum { STDERR_MAX = 4000, READ_BYTES = 65536, DESCRIPTORS_MAX = 1024 };

typedef struct child {
  pid_t pid;
  int input;        /* to its standard input, -1: closed */
  int output;       /* from its standard output */
  int errors;       /* from its standard error */
  int failure;      /* errno of a failed exec comes from here */
  int64_t deadline; /* milliseconds */
} child;

/* Why the loop ended. */
typedef enum ending { ENDED, TOO_LONG, TOO_LARGE, BROKEN } ending;

static void close_one(int *descriptor) {
  if (*descriptor >= 0) {
    close(*descriptor);
    *descriptor = -1;
  }
}

/* --- in the child: nothing but calls that are safe behind fork ----------------------- */

static void limit(int what, rlim_t most) {
  struct rlimit bound = {.rlim_cur = most, .rlim_max = most};
  setrlimit(what, &bound);
}

static _Noreturn void become_pdftotext(int input, int output, int errors, int failure,
                                       const cs_text_limits *limits) {
  static const char *const arguments[] = {"pdftotext", "-layout", "-enc", "UTF-8", "-eol",
                                          "unix",      "-",       "-",    NULL};
  int moved = dup2(input, 0) < 0 || dup2(output, 1) < 0 || dup2(errors, 2) < 0 ||
              dup2(failure, 3) < 0 || fcntl(3, F_SETFD, FD_CLOEXEC) < 0;
  for (int each = 4; each < DESCRIPTORS_MAX; each++) {
    close(each);
  }
  limit(RLIMIT_CPU, limits->pdf_seconds);
  limit(RLIMIT_AS, limits->pdf_memory);
  limit(RLIMIT_FSIZE, 0);
  limit(RLIMIT_CORE, 0);
  signal(SIGPIPE, SIG_DFL);
  prctl(PR_SET_PDEATHSIG, SIGKILL); /* where we are killed, nobody waits for its answer */
  if (!moved) {
    char *copy[sizeof arguments / sizeof arguments[0]];
    memcpy(copy, arguments, sizeof copy); /* exec takes them without const and leaves them alone */
    execvp(copy[0], copy);
  }
  int why = errno;
  ssize_t written = write(3, &why, sizeof why);
  _exit(written == (ssize_t)sizeof why ? 127 : 126);
}

/* --- starting --------------------------------------------------------------------------- */

static void close_both(int pair[2]) {
  close_one(&pair[0]);
  close_one(&pair[1]);
}

/* A socket pair whose ends are above the standard descriptors that the child will make. */
static bool open_pair(int pair[2]) {
  if (socketpair(AF_UNIX, SOCK_STREAM, 0, pair) != 0) {
    pair[0] = pair[1] = -1;
    return false;
  }
  for (int i = 0; i < 2; i++) {
    int high = fcntl(pair[i], F_DUPFD_CLOEXEC, 10);
    close(pair[i]);
    pair[i] = high;
  }
  return pair[0] >= 0 && pair[1] >= 0;
}

static bool start(child *out, const cs_text_limits *limits) {
  int pairs[4][2] = {{-1, -1}, {-1, -1}, {-1, -1}, {-1, -1}};
  bool opened = true;
  for (int i = 0; i < 4 && opened; i++) {
    opened = open_pair(pairs[i]);
  }
  pid_t pid = opened ? fork() : -1;
  if (pid == 0) {
    become_pdftotext(pairs[0][CHILD], pairs[1][CHILD], pairs[2][CHILD], pairs[3][CHILD], limits);
  }
  int why = errno;
  for (int i = 0; i < 4; i++) {
    close_one(&pairs[i][CHILD]);
    if (pid < 0) {
      close_both(pairs[i]);
    }
  }
  errno = why;
  *out = (child){.pid = pid,
                 .input = pairs[0][PARENT],
                 .output = pairs[1][PARENT],
                 .errors = pairs[2][PARENT],
                 .failure = pairs[3][PARENT],
                 .deadline = cs_now_ms() + (int64_t)limits->pdf_seconds * 1000};
  return pid > 0;
}

/* --- feeding and draining ----------------------------------------------------------------- */

static void feed(child *this, const char *bytes, size_t length, size_t *sent) {
  ssize_t done = send(this->input, bytes + *sent, length - *sent, MSG_NOSIGNAL | MSG_DONTWAIT);
  if (done > 0) {
    *sent += (size_t)done;
  }
  bool failed = done < 0 && errno != EAGAIN && errno != EWOULDBLOCK && errno != EINTR;
  if (*sent == length || failed) {
    close_one(&this->input);
  }
}

/* Reads once; closes the channel at its end. Bytes past `most` are read and left out. */
static bool drain(int *descriptor, cs_buffer *into, size_t most) {
  char *room = cs_buffer_reserve(into, READ_BYTES);
  ssize_t done = recv(*descriptor, room, READ_BYTES, MSG_DONTWAIT);
  if (done == 0 || (done < 0 && errno != EAGAIN && errno != EWOULDBLOCK && errno != EINTR)) {
    close_one(descriptor);
  }
  size_t got = done > 0 ? (size_t)done : 0;
  bool fits = into->length + got <= most;
  into->length += fits ? got : most - into->length;
  into->bytes[into->length] = '\0';
  return fits;
}

static ending talk(child *this, const char *bytes, size_t length, cs_buffer *output,
                   cs_buffer *errors, size_t most) {
  size_t sent = 0;
  while (this->output >= 0 || this->errors >= 0) {
    struct pollfd channels[3] = {{.fd = this->input, .events = POLLOUT},
                                 {.fd = this->output, .events = POLLIN},
                                 {.fd = this->errors, .events = POLLIN}};
    int64_t left = this->deadline - cs_now_ms();
    if (left <= 0) {
      return TOO_LONG;
    }
    int ready = poll(channels, 3, (int)(left < 60000 ? left : 60000));
    if (ready < 0 && errno != EINTR) {
      return BROKEN;
    }
    if (ready <= 0) {
      continue;
    }
    if (channels[0].revents != 0) {
      feed(this, bytes, length, &sent);
    }
    if (channels[1].revents != 0 && !drain(&this->output, output, most)) {
      return TOO_LARGE;
    }
    if (channels[2].revents != 0) {
      drain(&this->errors, errors, STDERR_MAX);
    }
  }
  return ENDED;
}

/* Waits for the child, which is killed first unless it closed its output by itself. */
static int finish(child *this, ending how, int *exec_failure) {
  if (how != ENDED) {
    kill(this->pid, SIGKILL);
  }
  *exec_failure = 0;
  if (recv(this->failure, exec_failure, sizeof *exec_failure, 0) != (ssize_t)sizeof *exec_failure) {
    *exec_failure = 0;
  }
  int status = 0;
  bool gone = false;
  while (!gone) {
    pid_t waited =
        waitpid(this->pid, &status, how == ENDED && cs_now_ms() < this->deadline ? WNOHANG : 0);
    gone = waited == this->pid || (waited < 0 && errno != EINTR);
    if (waited == 0) {
      struct timespec pause = {.tv_nsec = 1000000};
      nanosleep(&pause, NULL);
      if (cs_now_ms() >= this->deadline) {
        kill(this->pid, SIGKILL);
      }
    }
  }
  close_one(&this->input);
  close_one(&this->output);
  close_one(&this->errors);
  close_one(&this->failure);
  return status;
}

/* --- saying what happened -------------------------------------------------------------------- */

/* What the child said, on one line and short. */
static const char *said(cs_buffer *errors) {
  if (errors->length == 0) {
    return "it does not say why";
  }
  while (errors->length > 0 && errors->bytes[errors->length - 1] == '\n') {
    errors->length--;
  }
  errors->length = errors->length < 300 ? errors->length : 300;
  errors->bytes[errors->length] = '\0';
  for (size_t i = 0; i < errors->length; i++) {
    unsigned char byte = (unsigned char)errors->bytes[i];
    if (byte == '\n') {
      errors->bytes[i] = ';';
    } else if (byte < 0x20 || byte >= 0x7F) {
      errors->bytes[i] = '?';
    }
  }
  return errors->bytes;
}

static cs_status judge(ending how, int status, int exec_failure, cs_buffer *errors,
                       const char *name, const cs_text_limits *limits, cs_error *error) {
  if (exec_failure != 0) {
    return cs_fail(error, CS_UNREADABLE,
                   "%s: reading a PDF needs pdftotext, which could not be started (%s); on Debian, "
                   "install the package poppler-utils",
                   name, strerror(exec_failure));
  }
  bool cpu = WIFSIGNALED(status) && (WTERMSIG(status) == SIGXCPU || WTERMSIG(status) == SIGKILL);
  if (how == TOO_LARGE) {
    return cs_fail(error, CS_LIMIT, "%s: its text is larger than the limit of %zu bytes", name,
                   limits->max_bytes);
  }
  if (how == TOO_LONG || cpu) {
    return cs_fail(error, CS_LIMIT, "%s: pdftotext was stopped after %u seconds: %s", name,
                   limits->pdf_seconds, "the file may be broken, or made to do harm");
  }
  if (how == BROKEN || !WIFEXITED(status)) {
    return cs_fail(error, CS_MALFORMED, "%s: pdftotext died of this file, within its %zu MiB: %s",
                   name, limits->pdf_memory >> 20, said(errors));
  }
  if (WEXITSTATUS(status) != 0) {
    return cs_fail(error, CS_MALFORMED, "%s: pdftotext cannot read this PDF: %s", name,
                   said(errors));
  }
  return CS_OK;
}

/* A gap of three blanks or more inside a line parts columns: its first blank becomes
 * a tab. The gap behind a list mark or a number at the start of a line does not. */
static void mark_columns(cs_buffer *text) {
  size_t words = 0;
  for (size_t i = 0, end; i < text->length; i = end + 1) {
    for (end = i; end < text->length && text->bytes[end] == ' ';) {
      end++;
    }
    bool line_end = end < text->length && (text->bytes[end] == '\n' || text->bytes[end] == '\f');
    if (words > 0 && end - i >= 3 && !line_end) {
      text->bytes[i] = '\t';
    }
    size_t start = end;
    bool mark = true;
    for (; end < text->length && strchr(" \n\f", text->bytes[end]) == NULL; end++) {
      mark = mark && (end - start < 4 || text->bytes[end] == '.');
    }
    bool short_mark = words == 0 && mark && end - start <= 6;
    words = end < text->length && text->bytes[end] == ' ' ? words + !short_mark : 0;
    end -= end < text->length && text->bytes[end] == ' ';
  }
}

static bool has_text(const cs_buffer *text) {
  for (size_t i = 0; i < text->length; i++) {
    if ((unsigned char)text->bytes[i] > ' ') {
      return true;
    }
  }
  return false;
}

/* What the child complained of although it gave a text. An error of syntax is a place that it
 * could not read, and what stood there is missing. */
static void pass_on(cs_buffer *errors, cs_problems *problems) {
  if (errors->length == 0) {
    return;
  }
  if (strstr(errors->bytes, "Error") != NULL) {
    cs_problem_add(problems, CS_STAGE_TEXT, CS_WARNING, 0,
                   "this PDF is damaged, and parts of its text may be missing; pdftotext says: %s",
                   said(errors));
  } else {
    cs_problem_add(problems, CS_STAGE_TEXT, CS_NOTE, 0, "pdftotext says: %s", said(errors));
  }
}

cs_status cs_pdf_text(cs_buffer *out, const char *bytes, size_t length, const char *name,
                      const cs_text_limits *limits, cs_problems *problems, cs_error *error) {
  child this;
  if (!start(&this, limits)) {
    return cs_fail(error, CS_UNREADABLE, "%s: no process could be started for pdftotext: %s", name,
                   strerror(errno));
  }
  cs_buffer errors = {0};
  int exec_failure;
  ending how = talk(&this, bytes, length, out, &errors, limits->max_bytes);
  int status = finish(&this, how, &exec_failure);
  cs_status result = judge(how, status, exec_failure, &errors, name, limits, error);
  if (result == CS_OK && !has_text(out)) {
    result = cs_fail(error, CS_MALFORMED,
                     "%s: this PDF holds pictures of pages and no text; put it through text "
                     "recognition (OCR) first",
                     name);
  }
  mark_columns(out);
  if (result == CS_OK) {
    pass_on(&errors, problems);
  }
  cs_buffer_free(&errors);
  return result;
}
