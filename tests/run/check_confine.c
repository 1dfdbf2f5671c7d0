/* A confined process reads what it is to read, runs programs, and can do nothing else. Each
 * test asks a child of its own; what this kernel does not have is skipped, and said. */
#include "base/sanitized.h"
#include "help.h"
#include "run/confine.h"
#include "suites.h"

#include <conspectus/run.h>
#include <errno.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <sched.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/ptrace.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#if defined __has_include
#if __has_include(<linux/filter.h>)
#include <linux/filter.h>
#include <linux/seccomp.h>
#ifdef SYS_landlock_create_ruleset
#define CAN_REFUSE
#endif
#endif
#endif

enum { NOT_CONFINED = 100 };

static void set_up(void) {
  enter_folder();
  make_folder("docs");
  make_folder("other");
  write_file("docs/a.txt", "a");
  write_file("other/b.txt", "b");
  write_file("other/run.sh", "#!/bin/sh\nexit 0\n");
  ck_assert_int_eq(chmod("other/run.sh", 0755), 0);
}

/* What `try` gives in a confined child of this process; 0 stands for success, else an errno.
 * Skips, with -1, where the kernel does not have what is `needed`; seccomp is tried alone. */
static int confined(int (*try)(void), const char *path, unsigned needed) {
  const char *const paths[] = {path};
  cs_confinement *confinement = cs_confinement_new(needed == CS_CONFINED_CALLS ? NULL : paths, 1);
  pid_t child = fork();
  if (child == 0) {
    unsigned holds = cs_confine(confinement);
    _exit((holds & needed) == needed ? try() : NOT_CONFINED);
  }
  int status = -1;
  ck_assert_int_eq(waitpid(child, &status, 0), child);
  cs_confinement_free(confinement);
  ck_assert_msg(WIFEXITED(status), "the child died of signal %d", WTERMSIG(status));
  if (WEXITSTATUS(status) == NOT_CONFINED) {
    const cs_run_options options = {.paths = paths, .path_count = 1};
    const char *told = cs_run_unconfined(&options); /* whoever runs it has to be told */
    ck_assert_ptr_nonnull(told);
    ck_assert_ptr_nonnull(strstr(told, (needed & CS_CONFINED_FILES) != 0 ? "Landlock" : "seccomp"));
    printf("note: skipped, as this kernel lacks %s%s\n",
           (needed & CS_CONFINED_FILES) != 0 ? "Landlock " : "",
           (needed & CS_CONFINED_CALLS) != 0 ? "seccomp" : "");
    return -1;
  }
  return WEXITSTATUS(status);
}

static int opened(const char *path, int how) {
  int file = open(path, how, 0600);
  return file >= 0 ? 0 : errno;
}

static int outcome(long result) {
  return result < 0 ? errno : 0;
}

/* ---- What works ---- */

static int read_corpus(void) {
  char byte = '\0';
  int file = open("docs/a.txt", O_RDONLY);
  return read(file, &byte, 1) == 1 && byte == 'a' ? 0 : 1;
}

static int read_system(void) {
  return opened("/etc/passwd", O_RDONLY);
}

/* As pdftotext is run: fed and drained through sockets. */
static int run_program(void) {
  int pair[2];
  char said[8] = "";
  if (socketpair(AF_UNIX, SOCK_STREAM, 0, pair) != 0) {
    return errno;
  }
  pid_t child = fork();
  if (child == 0) {
    dup2(pair[1], STDOUT_FILENO);
    execlp("echo", "echo", "hello", (char *)NULL);
    _exit(1);
  }
  int status = -1;
  if (waitpid(child, &status, 0) != child || status != 0) {
    return 1;
  }
  return recv(pair[0], said, sizeof said, 0) == 6 && memcmp(said, "hello\n", 6) == 0 ? 0 : 2;
}

/* It must be able to stop pdftotext. */
static int kill_own_child(void) {
  pid_t child = fork();
  if (child == 0) {
    for (;;) {
      pause();
    }
  }
  int status = 0;
  kill(child, SIGKILL);
  return waitpid(child, &status, 0) == child && WIFSIGNALED(status) ? 0 : 1;
}

static int use_memory(void) {
  char *memory = malloc((size_t)1 << 26);
  memset(memory, 1, (size_t)1 << 26);
  int sum = memory[12345];
  free(memory);
  return sum - 1;
}

START_TEST(what_a_worker_needs_works) {
  static int (*const tries[])(void) = {read_corpus, read_system, run_program, kill_own_child,
                                       use_memory};
  static const char *const paths[] = {"docs", "docs/a.txt"};
  for (size_t i = 0; i < 2; i++) {
    ck_assert_int_eq(confined(tries[_i], paths[i], 0), 0);
  }
}
END_TEST

/* ---- What does not, by either of the two ---- */

static int make_file(void) {
  return opened("docs/new.txt", O_WRONLY | O_CREAT);
}

static int change_file(void) {
  return opened("docs/a.txt", O_RDWR);
}

static int append_to_file(void) {
  return opened("docs/a.txt", O_WRONLY | O_APPEND);
}

static int empty_file(void) {
  return opened("docs/a.txt", O_RDONLY | O_TRUNC);
}

static int make_unnamed_file(void) {
  return opened("docs", O_TMPFILE | O_RDWR);
}

static int remove_file(void) {
  return outcome(unlink("docs/a.txt"));
}

static int move_file(void) {
  return outcome(rename("docs/a.txt", "docs/b.txt"));
}

static int make_a_folder(void) {
  return outcome(mkdir("docs/new", 0700));
}

static int make_a_link(void) {
  return outcome(symlink("a.txt", "docs/b.txt"));
}

START_TEST(nothing_is_written) {
  static int (*const tries[])(void) = {make_file,  change_file,       append_to_file,
                                       empty_file, make_unnamed_file, remove_file,
                                       move_file,  make_a_folder,     make_a_link};
  static const unsigned either[] = {CS_CONFINED_FILES, CS_CONFINED_CALLS};
  for (size_t i = 0; i < 2; i++) {
    int why = confined(tries[_i], "docs", either[i]);
    ck_assert_msg(why == -1 || why == EACCES || why == EPERM, "it gives %s", strerror(why));
  }
  ck_assert_int_eq(access("docs/a.txt", R_OK), 0);
  ck_assert_int_ne(access("docs/new.txt", F_OK), 0);
  ck_assert_int_ne(access("docs/new", F_OK), 0);
}
END_TEST

/* What is inherited open cannot grow, whatever the kernel has. */
static int inherited;

static int write_inherited(void) {
  signal(SIGXFSZ, SIG_IGN);
  return outcome(write(inherited, "x", 1));
}

START_TEST(no_file_grows) {
  struct rlimit size;
  inherited = open("docs/a.txt", O_WRONLY | O_APPEND);
  int why = confined(write_inherited, "docs", 0);
  close(inherited);
  ck_assert(CS_SANITIZED || why == EFBIG);
  ck_assert_int_eq(getrlimit(RLIMIT_FSIZE, &size), 0); /* this process goes on as it was */
  ck_assert_uint_ne(size.rlim_cur, 0);
}
END_TEST

/* ---- By Landlock ---- */

static int read_elsewhere(void) {
  return opened("other/b.txt", O_RDONLY);
}

static int run_from_corpus(void) {
  execl("other/run.sh", "run.sh", (char *)NULL);
  return errno;
}

static int signal_parent(void) {
  return outcome(kill(getppid(), 0));
}

static int write_nowhere(void) {
  return opened("/dev/null", O_WRONLY | O_CREAT | O_TRUNC); /* as a shell does it */
}

START_TEST(only_the_corpus_is_read) {
  int why = confined(read_elsewhere, "docs", CS_CONFINED_FILES);
  ck_assert(why == -1 || why == EACCES);
  why = confined(read_elsewhere, "other", CS_CONFINED_FILES);
  ck_assert(why == -1 || why == 0);
  why = confined(run_from_corpus, "other", CS_CONFINED_FILES);
  ck_assert(why == -1 || why == EACCES);
  why = confined(write_nowhere, "docs", CS_CONFINED_FILES);
  ck_assert(why == -1 || why == 0);
}
END_TEST

START_TEST(neighbours_get_no_signals) {
  int why = confined(signal_parent, "docs", CS_CONFINED_FILES);
  ck_assert(why == -1 || why == EPERM || why == 0); /* 0 before version 6 of Landlock */
}
END_TEST

/* ---- By seccomp ---- */

static int open_socket(void) {
  return outcome(socket(AF_INET, SOCK_STREAM, 0));
}

static int open_local_socket(void) {
  return outcome(socket(AF_UNIX, SOCK_DGRAM, 0));
}

static int connect_inherited(void) {
  const struct sockaddr_in there = {.sin_family = AF_INET, .sin_port = 80};
  return outcome(connect(inherited, (const struct sockaddr *)&there, sizeof there));
}

static int trace_parent(void) {
  return outcome(ptrace(PTRACE_ATTACH, getppid(), NULL, NULL));
}

static int change_root(void) {
  return outcome(chroot("docs"));
}

static int leave_space(void) {
  return outcome(unshare(CLONE_NEWUSER));
}

static int limit_parent(void) {
  const struct rlimit none = {0, 0};
  return outcome(prlimit(getppid(), RLIMIT_CORE, &none, NULL));
}

START_TEST(sockets_and_other_processes_are_out_of_reach) {
  static int (*const tries[])(void) = {open_socket,  open_local_socket, connect_inherited,
                                       trace_parent, change_root,       leave_space,
                                       limit_parent};
  inherited = socket(AF_INET, SOCK_STREAM, 0);
  int why = confined(tries[_i], "docs", CS_CONFINED_CALLS);
  close(inherited);
  ck_assert_msg(why == -1 || why == EPERM, "it gives %s", strerror(why));
}
END_TEST

/* ---- In any kernel ---- */

static int look_at_limits(void) {
  struct rlimit core, files;
  getrlimit(RLIMIT_CORE, &core);
  getrlimit(RLIMIT_NOFILE, &files);
  bool low = core.rlim_max == 0 && files.rlim_max <= 64;
  return low && prctl(PR_GET_NO_NEW_PRIVS, 0, 0, 0, 0) == 1 ? 0 : 1;
}

START_TEST(limits_are_taken) {
  ck_assert_int_eq(confined(look_at_limits, "docs", 0), 0);
}
END_TEST

#ifdef CAN_REFUSE

/* Has the kernel refuse a call, as one that does not have it would. */
static bool refuse(int call) {
  struct sock_filter steps[] = {
      BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(struct seccomp_data, nr)),
      BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, (uint32_t)call, 0, 1),
      BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ERRNO | ENOSYS),
      BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ALLOW),
  };
  const struct sock_fprog program = {.len = 4, .filter = steps};
  return prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) == 0 &&
         prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &program, 0, 0) == 0;
}

/* What is told where calls are refused; 0: this, 1: something else, 2: they are not refused. */
static int told_without(const int *calls, const char *expected) {
  const char *const paths[] = {"docs"};
  const cs_run_options options = {.paths = paths, .path_count = 1};
  pid_t child = fork();
  if (child == 0) {
    for (size_t i = 0; i < 2; i++) {
      if (calls[i] != 0 && !refuse(calls[i])) {
        _exit(2);
      }
    }
    const char *told = cs_run_unconfined(&options);
    _exit(told != NULL && strstr(told, expected) == told && look_at_limits() != 0 ? 0 : 1);
  }
  int status = -1;
  ck_assert_int_eq(waitpid(child, &status, 0), child);
  return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}
#endif

/* The last one says that the question itself confines nobody: limits are as they were. */
START_TEST(what_is_lacking_is_told) {
#ifdef CAN_REFUSE
  static const struct {
    int calls[2];
    const char *told;
  } cases[] = {
      {{SYS_landlock_create_ruleset, 0}, "no Landlock could be taken here: "},
      {{SYS_seccomp, 0}, "no seccomp could be taken here: "},
      {{SYS_landlock_create_ruleset, SYS_seccomp}, "neither Landlock nor seccomp"},
  };
  const char *const paths[] = {"docs"};
  const cs_run_options options = {.paths = paths, .path_count = 1};
  int found =
      cs_run_unconfined(&options) == NULL ? told_without(cases[_i].calls, cases[_i].told) : 2;
  if (found == 2) {
    printf("note: skipped, as this kernel lacks Landlock or seccomp\n");
  } else {
    ck_assert_int_eq(found, 0);
  }
#endif
}
END_TEST

START_TEST(a_path_that_is_not_there) {
  ck_assert_int_eq(confined(look_at_limits, "nowhere", 0), 0);
  int why = confined(read_elsewhere, "nowhere", CS_CONFINED_FILES);
  ck_assert(why == -1 || why == EACCES);
}
END_TEST

Suite *confine_suite(void) {
  Suite *suite = suite_create("confine");
  TCase *tests = tcase_create("confine");
  tcase_set_tags(tests, "confined");
  tcase_set_timeout(tests, 60);
  tcase_add_checked_fixture(tests, set_up, leave_folder);
  tcase_add_loop_test(tests, what_a_worker_needs_works, 0, 5);
  tcase_add_loop_test(tests, nothing_is_written, 0, 9);
  tcase_add_test(tests, no_file_grows);
  tcase_add_test(tests, only_the_corpus_is_read);
  tcase_add_test(tests, neighbours_get_no_signals);
  tcase_add_loop_test(tests, sockets_and_other_processes_are_out_of_reach, 0, 7);
  tcase_add_test(tests, limits_are_taken);
  tcase_add_loop_test(tests, what_is_lacking_is_told, 0, 3);
  tcase_add_test(tests, a_path_that_is_not_there);
  suite_add_tcase(suite, tests);
  return suite;
}
