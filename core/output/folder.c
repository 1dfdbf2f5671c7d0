/* A folder that gets a set of files. All names are looked up in the open folder, so
 * that nothing goes astray where it is moved meanwhile. The hidden names are always
 * the same: what a killed export left is written over by the next one. */
#include "output/folder.h"

#include "base/digest.h"
#include "base/memory.h"

#include <errno.h>
#include <fcntl.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

enum { HIDDEN_SIZE = 64 };

struct cs_folder {
  char *path;
  int fd;
  const char *names[CS_FOLDER_FILES_MAX]; /* begun, in order */
  size_t count;
  size_t moved;
  FILE *file; /* of the last name, while it is written */
};

static void hidden_name(char hidden[HIDDEN_SIZE], const char *name) {
  snprintf(hidden, HIDDEN_SIZE, ".%s.partial", name);
}

/* ---- Opening ---- */

/* Makes every folder on the way that is not there. */
static bool make_folders(const char *path) {
  char *copy = cs_copy_string(path);
  bool made = true;
  for (char *at = copy + 1; made; at++) {
    bool end = *at == '\0';
    if (*at == '/' || end) {
      *at = '\0';
      made = mkdir(copy, 0777) == 0 || errno == EEXIST || errno == EISDIR;
      *at = '/';
    }
    if (end) {
      break;
    }
  }
  int reason = errno;
  free(copy);
  errno = reason;
  return made;
}

static cs_status cannot_open(const char *path, cs_error *error) {
  const char *advice = errno == ENOTDIR || errno == EEXIST
                           ? "there is a file of that name: choose another folder"
                           : "choose a folder that you may write to";
  return cs_fail(error, CS_UNREADABLE, "cannot write to folder %s: %s: %s", path, strerror(errno),
                 advice);
}

cs_status cs_folder_open(cs_folder **out, const char *path, cs_error *error) {
  if (path[0] == '\0') {
    return cs_fail(error, CS_USAGE, "the folder has no name");
  }
  if (!make_folders(path)) {
    return cannot_open(path, error);
  }
  int fd = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (fd < 0 || faccessat(fd, ".", W_OK | X_OK, 0) != 0) {
    cs_status status = cannot_open(path, error);
    if (fd >= 0) {
      close(fd);
    }
    return status;
  }
  if (flock(fd, LOCK_EX | LOCK_NB) != 0 && errno == EWOULDBLOCK) {
    close(fd);
    return cs_fail(error, CS_BUSY, "another export is writing to %s: wait for it to end", path);
  }
  cs_folder *folder = cs_allocate(1, sizeof *folder);
  folder->path = cs_copy_string(path);
  folder->fd = fd;
  *out = folder;
  return CS_OK;
}

/* ---- What is there already ---- */

static bool begins_with(int fd, const char *mark) {
  char start[1024];
  size_t length = strlen(mark), have = 0;
  while (length <= sizeof start && have < length) {
    ssize_t got = read(fd, start + have, length - have);
    if (got <= 0) {
      return false;
    }
    have += (size_t)got;
  }
  return have == length && memcmp(start, mark, length) == 0;
}

cs_status cs_folder_check(const cs_folder *folder, const char *name, const char *mark,
                          cs_error *error) {
  struct stat facts;
  if (fstatat(folder->fd, name, &facts, AT_SYMLINK_NOFOLLOW) != 0) {
    return CS_OK; /* not there; what else it may be shows when it is written */
  }
  bool ours = false;
  if (S_ISREG(facts.st_mode)) {
    int fd = openat(folder->fd, name, O_RDONLY | O_NOFOLLOW | O_CLOEXEC);
    ours = fd >= 0 && begins_with(fd, mark);
    if (fd >= 0) {
      close(fd);
    }
  }
  return ours ? CS_OK
              : cs_fail(error, CS_USAGE,
                        "%s/%s is there and was not made by an export: it is left as it is; "
                        "choose another folder, or move it away",
                        folder->path, name);
}

/* ---- Writing ---- */

cs_status cs_folder_fail(const cs_folder *folder, int reason, cs_error *error) {
  const char *name = folder->count > 0 ? folder->names[folder->count - 1] : "";
  const char *advice = reason == ENOSPC || reason == EDQUOT || reason == EFBIG
                           ? "make room and export again"
                           : "choose a folder that you may write to";
  return cs_fail(error, CS_UNREADABLE, "cannot write %s/%s: %s: %s; the folder is as it was before",
                 folder->path, name, strerror(reason), advice);
}

cs_status cs_folder_begin(FILE **file, cs_folder *folder, const char *name, cs_error *error) {
  char hidden[HIDDEN_SIZE];
  hidden_name(hidden, name);
  folder->names[folder->count++] = name;
  int fd = openat(folder->fd, hidden, O_RDWR | O_CREAT | O_TRUNC | O_NOFOLLOW | O_CLOEXEC, 0666);
  if (fd < 0) {
    return cs_folder_fail(folder, errno, error);
  }
  folder->file = fdopen(fd, "w+");
  if (folder->file == NULL) {
    int reason = errno;
    close(fd);
    return cs_folder_fail(folder, reason, error);
  }
  *file = folder->file;
  return CS_OK;
}

/* Network drives and quotas tell of a full disk only when asked to make it durable. */
static bool make_durable(FILE *file) {
  return fflush(file) == 0 && (fsync(fileno(file)) == 0 || errno == EINVAL || errno == ENOTSUP);
}

cs_status cs_folder_end(cs_written *written, cs_folder *folder, cs_error *error) {
  FILE *file = folder->file;
  bool good = make_durable(file) && cs_sha256_file(file, written->sha256, &written->bytes);
  int reason = errno;
  folder->file = NULL;
  if (fclose(file) != 0 && good) {
    good = false;
    reason = errno;
  }
  return good ? CS_OK : cs_folder_fail(folder, reason, error);
}

cs_status cs_folder_commit(cs_folder *folder, cs_error *error) {
  while (folder->moved < folder->count) {
    char hidden[HIDDEN_SIZE];
    const char *name = folder->names[folder->moved];
    hidden_name(hidden, name);
    if (renameat(folder->fd, hidden, folder->fd, name) != 0) {
      return cs_fail(error, CS_UNREADABLE, "cannot write %s/%s: %s: move it away and export again",
                     folder->path, name, strerror(errno));
    }
    folder->moved++;
  }
  return CS_OK;
}

void cs_folder_close(cs_folder *folder) {
  if (folder == NULL) {
    return;
  }
  if (folder->file != NULL) {
    fclose(folder->file);
  }
  for (size_t i = folder->moved; i < folder->count; i++) {
    char hidden[HIDDEN_SIZE];
    hidden_name(hidden, folder->names[i]);
    unlinkat(folder->fd, hidden, 0);
  }
  close(folder->fd);
  free(folder->path);
  free(folder);
}
