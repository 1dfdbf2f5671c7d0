/* Landlock by its system calls and seccomp by a hand-made filter, so that no library is needed
 * for either. The numbers of Landlock are written out here: headers are often older than the
 * kernel that a program meets. */
#include "run/confine.h"

#include "base/memory.h"
#include "base/sanitized.h"

#include <conspectus/run.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#if defined __has_include
#if __has_include(<linux/seccomp.h>) && __has_include(<linux/filter.h>) &&                         \
    __has_include(<linux/audit.h>) && __BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__
#include <linux/audit.h>
#include <linux/filter.h>
#include <linux/sched.h>
#include <linux/seccomp.h>
#if defined __x86_64__ && !defined __ILP32__
#define ARCHITECTURE AUDIT_ARCH_X86_64
#elif defined __aarch64__
#define ARCHITECTURE AUDIT_ARCH_AARCH64
#endif
#endif
#endif

struct cs_confinement {
  int rules; /* of Landlock; -1: none */
};

enum { OPEN_FILES = 64 }; /* descriptors of a worker, and of pdftotext */

/* ---- Landlock ---- */

#ifdef SYS_landlock_create_ruleset

enum {
  LANDLOCK_VERSION = 1 << 0, /* asks for it */
  LANDLOCK_BENEATH = 1,
};

/* What may be done with files and folders. */
static const uint64_t file_execute = 1 << 0, file_write = 1 << 1, file_read = 1 << 2,
                      folder_read = 1 << 3;
static const uint64_t first_rights = (1 << 13) - 1; /* all of the first version */
static const uint64_t refer = 1 << 13;              /* from the second on */
static const uint64_t cut = 1 << 14;                /* from the third on */
static const uint64_t bind_and_connect = 1 << 0 | 1 << 1;
static const uint64_t sockets_and_signals = 1 << 0 | 1 << 1;

/* What is 0 here may be unknown to the kernel. */
typedef struct landlock_rules {
  uint64_t files, network, scoped;
} landlock_rules;

typedef struct __attribute__((packed)) landlock_place {
  uint64_t allowed;
  int32_t folder;
} landlock_place;

static long landlock_version(void) {
  return syscall(SYS_landlock_create_ruleset, NULL, 0, LANDLOCK_VERSION);
}

/* Everything is forbidden that is not allowed later. Signals go to what it started only. */
static int new_rules(void) {
  long version = landlock_version();
  landlock_rules rules = {.files = first_rights};
  if (version < 1) {
    return -1;
  }
  rules.files |= (version >= 2 ? refer : 0) | (version >= 3 ? cut : 0);
  rules.network = version >= 4 ? bind_and_connect : 0;
  rules.scoped = version >= 6 ? sockets_and_signals : 0;
  int made = (int)syscall(SYS_landlock_create_ruleset, &rules, sizeof rules, 0);
  int high = made >= 0 ? fcntl(made, F_DUPFD_CLOEXEC, 10) : -1; /* above what a worker closes */
  if (made >= 0) {
    close(made);
  }
  return high;
}

/* Allows this of a file, or of all below a folder. Where there is nothing, nothing is to do. */
static bool allow(int rules, const char *path, uint64_t rights) {
  int place = open(path, O_PATH | O_CLOEXEC);
  struct stat about;
  if (place < 0) {
    return errno == ENOENT || errno == ENOTDIR || errno == EACCES;
  }
  bool allowed = false;
  if (fstat(place, &about) == 0) {
    uint64_t of_files = file_read | file_write | file_execute;
    const landlock_place rule = {.allowed = S_ISDIR(about.st_mode) ? rights : rights & of_files,
                                 .folder = place};
    allowed = syscall(SYS_landlock_add_rule, rules, LANDLOCK_BENEATH, &rule, 0) == 0;
  }
  close(place);
  return allowed;
}

/* The folder that `path` is in, or NULL for the root's; for free(). */
static char *folder_of(const char *path) {
  char *real = realpath(path, NULL);
  char *last = real != NULL ? strrchr(real, '/') : NULL;
  if (last == NULL || last == real) {
    free(real);
    return NULL;
  }
  *last = '\0';
  return real;
}

/* The folder of a file, and not the file alone: it may be replaced while the run goes on. */
static bool allow_document(int rules, const char *path) {
  struct stat about;
  bool is_folder = stat(path, &about) == 0 && S_ISDIR(about.st_mode);
  char *folder = is_folder ? NULL : folder_of(path);
  bool allowed = allow(rules, folder != NULL ? folder : path, file_read | folder_read);
  free(folder);
  return allowed;
}

/* pdftotext that is not among the system's programs, and what was installed beside it. */
static void allow_program(int rules, const char *folder) {
  char path[PATH_MAX];
  if (snprintf(path, sizeof path, "%s/pdftotext", folder) >= (int)sizeof path ||
      access(path, X_OK) != 0) {
    return;
  }
  char *own = folder_of(path);
  const char *last = own != NULL ? strrchr(own, '/') : NULL;
  char *around = last != NULL && strcmp(last, "/bin") == 0 ? folder_of(own) : NULL;
  const char *wanted = around != NULL ? around : own;
  if (wanted != NULL) {
    allow(rules, wanted, file_read | folder_read | file_execute);
  }
  free(around);
  free(own);
}

static void allow_each_of(int rules, const char *variable,
                          void (*each)(int rules, const char *folder)) {
  const char *list = getenv(variable);
  char *copy = cs_copy_string(list != NULL ? list : ""), *rest = copy, *folder;
  while ((folder = strsep(&rest, ":")) != NULL) {
    if (*folder == '/') {
      each(rules, folder);
    }
  }
  free(copy);
}

static void allow_library(int rules, const char *folder) {
  allow(rules, folder, file_read | folder_read);
}

static void allow_system(int rules) {
  static const char *const folders[] = {"/usr",    "/lib",       "/lib32",    "/lib64",
                                        "/libx32", "/bin",       "/sbin",     "/etc",
                                        "/opt",    "/nix/store", "/gnu/store"};
  for (size_t i = 0; i < sizeof folders / sizeof *folders; i++) {
    allow(rules, folders[i], file_read | folder_read | file_execute);
  }
  allow(rules, "/dev/null", file_read | file_write); /* a script around pdftotext may want it */
  allow_each_of(rules, "LD_LIBRARY_PATH", allow_library);
  allow_each_of(rules, "PATH", allow_program);
  if (CS_SANITIZED) { /* it reads there what it tells of a fault */
    allow(rules, "/proc", file_read | folder_read);
  }
}

static int make_rules(const char *const *paths, size_t count) {
  int rules = paths != NULL ? new_rules() : -1;
  for (size_t i = 0; i < count && rules >= 0; i++) {
    if (!allow_document(rules, paths[i])) { /* rather no rules than documents that are not read */
      close(rules);
      rules = -1;
    }
  }
  if (rules >= 0) {
    allow_system(rules);
  }
  return rules;
}

static bool take_rules(int rules) {
  return rules >= 0 && syscall(SYS_landlock_restrict_self, rules, 0) == 0;
}

#else

static int make_rules(const char *const *paths, size_t count) {
  (void)paths, (void)count;
  return -1;
}

static bool take_rules(int rules) {
  (void)rules;
  return false;
}

#endif

/* ---- seccomp ---- */

#ifdef ARCHITECTURE

#ifndef SYS_fchmodat2 /* younger than many headers; the same everywhere */
#define SYS_fchmodat2 452
#endif

/* Calls that no worker and no pdftotext needs. Those that old kernels or some architectures do
 * not have are left out; socketpair, kill and exec are needed for pdftotext. */
static const int forbidden[] = {
    SYS_socket, SYS_connect, SYS_bind, SYS_listen, SYS_accept, SYS_accept4,
    /* changing what is on disk */
    SYS_unlinkat, SYS_renameat, SYS_renameat2, SYS_linkat, SYS_symlinkat, SYS_mkdirat, SYS_mknodat,
    SYS_fchmodat, SYS_fchmodat2, SYS_fchmod, SYS_fchownat, SYS_fchown, SYS_truncate, SYS_ftruncate,
    SYS_fallocate, SYS_utimensat, SYS_setxattr, SYS_lsetxattr, SYS_fsetxattr, SYS_removexattr,
    SYS_lremovexattr, SYS_fremovexattr,
#ifdef __x86_64__
    SYS_creat, SYS_unlink, SYS_rename, SYS_link, SYS_symlink, SYS_mkdir, SYS_rmdir, SYS_mknod,
    SYS_chmod, SYS_chown, SYS_lchown, SYS_utime, SYS_utimes, SYS_futimesat,
#endif
    /* other processes */
    SYS_ptrace, SYS_process_vm_readv, SYS_process_vm_writev, SYS_kcmp, SYS_pidfd_open,
    SYS_pidfd_getfd, SYS_pidfd_send_signal, SYS_perf_event_open,
    /* the machine, and ways around what is forbidden here */
    SYS_mount, SYS_umount2, SYS_pivot_root, SYS_chroot, SYS_unshare, SYS_setns, SYS_bpf,
    SYS_userfaultfd, SYS_io_uring_setup, SYS_keyctl, SYS_add_key, SYS_request_key,
    SYS_open_by_handle_at, SYS_init_module, SYS_finit_module, SYS_delete_module, SYS_kexec_load,
    SYS_reboot, SYS_swapon, SYS_swapoff, SYS_acct, SYS_quotactl, SYS_sethostname, SYS_settimeofday,
    SYS_clock_settime, SYS_personality};

enum {
  FORBIDDEN = sizeof forbidden / sizeof *forbidden,
  MOST_STEPS = 2 * FORBIDDEN + 64,
  FOREIGN_CALLS = 0x40000000, /* of x32, on x86-64 */
};

typedef struct filter {
  struct sock_filter steps[MOST_STEPS];
  unsigned short count;
} filter;

static void add(filter *to, struct sock_filter step) {
  to->steps[to->count++] = step;
}

static void add_load(filter *to, size_t offset) {
  add(to, (struct sock_filter)BPF_STMT(BPF_LD | BPF_W | BPF_ABS, (uint32_t)offset));
}

/* Skips so many steps where the loaded number compares so, or where it does not. */
static void add_test(filter *to, uint16_t how, uint32_t with, uint8_t if_so, uint8_t if_not) {
  add(to, (struct sock_filter)BPF_JUMP((uint16_t)(BPF_JMP | BPF_K | how), with, if_so, if_not));
}

static void add_end(filter *to, int failure) {
  uint32_t what = failure != 0 ? SECCOMP_RET_ERRNO | (uint32_t)failure : SECCOMP_RET_ALLOW;
  add(to, (struct sock_filter)BPF_STMT(BPF_RET | BPF_K, what));
}

static void add_forbidden(filter *to, int call, int failure) {
  add_test(to, BPF_JEQ, (uint32_t)call, 0, 1);
  add_end(to, failure);
}

/* Fails where the lower half of an argument compares so, and where it does not if `turned`. */
static void add_argument(filter *to, int call, int argument, uint16_t how, uint32_t with,
                         bool turned, int failure) {
  add_test(to, BPF_JEQ, (uint32_t)call, 0, 4);
  add_load(to, offsetof(struct seccomp_data, args) + (size_t)argument * sizeof(uint64_t));
  add_test(to, how, with, turned ? 1 : 0, turned ? 0 : 1);
  add_end(to, failure);
  add_end(to, 0);
}

static void fill_filter(filter *to, bool files_are_held) {
  const uint32_t writing = O_ACCMODE | O_CREAT | O_TRUNC | O_APPEND | (O_TMPFILE & ~O_DIRECTORY);
  const uint32_t spaces = CLONE_NEWUSER | CLONE_NEWNS | CLONE_NEWPID | CLONE_NEWNET | CLONE_NEWIPC |
                          CLONE_NEWUTS | CLONE_NEWCGROUP;
  add_load(to, offsetof(struct seccomp_data, arch));
  add_test(to, BPF_JEQ, ARCHITECTURE, 1, 0);
  add_end(to, ENOSYS);
  add_load(to, offsetof(struct seccomp_data, nr));
  add_test(to, BPF_JGE, FOREIGN_CALLS, 0, 1);
  add_end(to, ENOSYS);
  if (!files_are_held) { /* a filter cannot tell one file from another, /dev/null among them */
#ifdef SYS_open
    add_argument(to, SYS_open, 1, BPF_JSET, writing, false, EACCES);
#endif
    add_argument(to, SYS_openat, 2, BPF_JSET, writing, false, EACCES);
  }
  add_argument(to, SYS_clone, 0, BPF_JSET, spaces, false, EPERM);
  add_argument(to, SYS_prlimit64, 0, BPF_JEQ, 0, true, EPERM);    /* of other processes */
  add_argument(to, SYS_ioctl, 1, BPF_JEQ, TIOCSTI, false, EPERM); /* typing into the terminal */
  /* Their arguments lie where no filter sees them; without them the older calls are used. */
  add_forbidden(to, SYS_openat2, ENOSYS);
  add_forbidden(to, SYS_clone3, ENOSYS);
  for (int i = 0; i < FORBIDDEN; i++) {
    add_forbidden(to, forbidden[i], EPERM);
  }
  add_end(to, 0);
}

/* Without SPEC_ALLOW older kernels would slow the whole process down. */
static bool take_filter(bool files_are_held) {
  filter made = {.count = 0};
  fill_filter(&made, files_are_held);
  const struct sock_fprog program = {.len = made.count, .filter = made.steps};
  return syscall(SYS_seccomp, SECCOMP_SET_MODE_FILTER, SECCOMP_FILTER_FLAG_SPEC_ALLOW, &program) ==
         0;
}

#else

static bool take_filter(bool files_are_held) {
  (void)files_are_held;
  return false;
}

#endif

/* ---- All of it ---- */

cs_confinement *cs_confinement_new(const char *const *paths, size_t count) {
  cs_confinement *confinement = cs_allocate(1, sizeof *confinement);
  confinement->rules = make_rules(paths, count);
  return confinement;
}

void cs_confinement_free(cs_confinement *confinement) {
  if (confinement != NULL && confinement->rules >= 0) {
    close(confinement->rules);
  }
  free(confinement);
}

/* Not RLIMIT_NPROC: it counts all processes of the user, and pdftotext must start. Not
 * PR_SET_DUMPABLE: it would hide how much memory a worker takes from who started it. */
static void take_limits(void) {
  const struct rlimit none = {0, 0};
  struct rlimit files;
  setrlimit(RLIMIT_CORE, &none);
  if (getrlimit(RLIMIT_NOFILE, &files) == 0 && files.rlim_max > OPEN_FILES) {
    files.rlim_cur = files.rlim_max = OPEN_FILES;
    setrlimit(RLIMIT_NOFILE, &files);
  }
  if (!CS_SANITIZED) { /* which must be able to complain, into a file as well */
    setrlimit(RLIMIT_FSIZE, &none);
  }
}

unsigned cs_confine(const cs_confinement *confinement) {
  unsigned holds = 0;
  take_limits();
  if (prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0) {
    return 0; /* neither of the others is to be had without it */
  }
  holds |= take_rules(confinement->rules) ? CS_CONFINED_FILES : 0;
  holds |= take_filter(holds != 0) ? CS_CONFINED_CALLS : 0;
  return holds;
}

/* Tries it in a child, as a process cannot get out of it again. */
static unsigned what_holds(const cs_confinement *confinement) {
  int status = 0;
  pid_t child = fork();
  if (child == 0) {
    _exit((int)cs_confine(confinement));
  }
  while (child > 0 && waitpid(child, &status, 0) < 0 && errno == EINTR) {
  }
  return child > 0 && WIFEXITED(status) ? (unsigned)WEXITSTATUS(status) : 0;
}

const char *cs_run_unconfined(const cs_run_options *options) {
  static const char *const words[] = {
      "neither Landlock nor seccomp could be taken here: worker processes are held by their "
      "limits and the plugins' sandbox alone",
      "no seccomp could be taken here: worker processes may open sockets",
      "no Landlock could be taken here: worker processes may read every file that you may read",
      NULL};
  cs_confinement *confinement = cs_confinement_new(options->paths, options->path_count);
  unsigned holds = what_holds(confinement);
  cs_confinement_free(confinement);
  return words[((holds & CS_CONFINED_FILES) != 0 ? 1 : 0) +
               ((holds & CS_CONFINED_CALLS) != 0 ? 2 : 0)];
}
