/* Finding documents: a folder is read with an explicit list of folders still to
 * be read, so that depth costs no stack; everything is looked at with lstat, and
 * nothing that is not a regular file is ever opened. */
#include "run/documents.h"

#include "base/digest.h"
#include "run/shown.h"

#include <conspectus/run.h>
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/stat.h>

/* What the ending of a file says. */
typedef struct ending {
  const char *ending;
  const char *fault; /* NULL: it is read */
} ending;

#define WORD_PROCESSOR                                                                             \
  "it is a word processor's file, which is not read: save it as text (.txt) or as PDF"

static const ending endings[] = {
    {".txt", NULL},           {".text", NULL},          {".md", NULL},
    {".markdown", NULL},      {".pdf", NULL},           {".htm", NULL},
    {".html", NULL},          {".doc", WORD_PROCESSOR}, {".docx", WORD_PROCESSOR},
    {".odt", WORD_PROCESSOR}, {".rtf", WORD_PROCESSOR},
};

/* The folders that are still to be read. */
typedef struct folders {
  char **paths;
  size_t count, capacity;
} folders;

static const ending *ending_of(const char *name) {
  const char *dot = strrchr(name, '.');
  for (size_t i = 0; dot != NULL && i < sizeof endings / sizeof *endings; i++) {
    if (strcasecmp(dot, endings[i].ending) == 0) {
      return &endings[i];
    }
  }
  return NULL;
}

static void add_fault(cs_documents *documents, const char *path, cs_severity severity,
                      const char *message) {
  cs_grow(&documents->faults, &documents->fault_capacity, documents->fault_count,
          sizeof *documents->faults);
  char *kept = cs_arena_string(documents->arena, path);
  documents->faults[documents->fault_count++] = (cs_path_fault){
      .path = cs_shown_path(documents->arena, kept),
      .problem = {.stage = CS_STAGE_RUN, .severity = severity, .message = message},
  };
}

static const char *kind_fault(mode_t mode) {
  return S_ISFIFO(mode)   ? "it is a named pipe, not a file: it was not opened"
         : S_ISSOCK(mode) ? "it is a socket, not a file: it was not opened"
         : !S_ISREG(mode) ? "it is a device, not a file: it was not opened"
                          : NULL;
}

static int64_t nanoseconds(struct timespec time) {
  int64_t seconds = (int64_t)time.tv_sec, whole;
  if (__builtin_mul_overflow(seconds, INT64_C(1000000000), &whole) ||
      __builtin_add_overflow(whole, (int64_t)time.tv_nsec, &whole)) {
    return 0;
  }
  return whole;
}

/* `path` ends with the name, which begins at byte `name`. */
static void add_document(cs_documents *documents, const char *path, size_t name,
                         const struct stat *status, const char *fault) {
  cs_grow(&documents->items, &documents->capacity, documents->count, sizeof *documents->items);
  char *kept = cs_arena_string(documents->arena, path);
  const char *of_kind = kind_fault(status->st_mode);
  documents->items[documents->count++] = (cs_document){
      .path = kept,
      .shown = cs_shown_path(documents->arena, kept),
      .name = cs_shown_path(documents->arena, kept + name),
      .fault = of_kind != NULL ? of_kind : fault,
      .size = status->st_size > 0 ? (uint64_t)status->st_size : 0,
      .modified = nanoseconds(status->st_mtim),
      .device = status->st_dev,
      .inode = status->st_ino,
  };
}

/* ---- Folders ---- */

static char *join(const char *folder, const char *name) {
  size_t length = strlen(folder), more = strlen(name);
  bool slash = length != 0 && folder[length - 1] != '/';
  char *path = cs_allocate(length + slash + more + 1, 1);
  memcpy(path, folder, length);
  path[length] = '/';
  memcpy(path + length + slash, name, more);
  return path;
}

/* The folder's faults: it is not read whole then. */
static bool cannot(cs_documents *documents, const char *folder, const char *what) {
  const char *message = cs_arena_format(
      documents->arena, "%s: %s; what is stored from below it was kept", what, strerror(errno));
  add_fault(documents, folder, CS_ERROR, message);
  return false;
}

static void add_link(cs_documents *documents, const char *path, const char *name) {
  struct stat status;
  bool folder = stat(path, &status) == 0 && S_ISDIR(status.st_mode);
  if (folder || ending_of(name) != NULL) {
    add_fault(documents, path, CS_NOTE,
              folder ? "it is a link to a folder, which is not followed: give the folder itself"
                     : "it is a symbolic link, which is not followed: give the file itself");
  } else {
    documents->passed_over++;
  }
}

static bool add_entry(cs_documents *documents, folders *pending, const char *path, const char *name,
                      size_t name_from_root) {
  struct stat status;
  if (lstat(path, &status) != 0) {
    return errno == ENOENT || cannot(documents, path, "it cannot be looked at");
  }
  const ending *known = ending_of(name);
  if (S_ISDIR(status.st_mode)) {
    cs_grow(&pending->paths, &pending->capacity, pending->count, sizeof *pending->paths);
    pending->paths[pending->count++] = cs_copy_string(path);
  } else if (S_ISLNK(status.st_mode)) {
    add_link(documents, path, name);
  } else if (known != NULL) {
    add_document(documents, path, name_from_root, &status, known->fault);
  } else {
    documents->passed_over++;
  }
  return true;
}

/* False where a part of it could not be read, which is a fault by then. */
static bool read_folder(cs_documents *documents, folders *pending, const char *folder,
                        size_t name_from_root) {
  bool root = strlen(folder) <= name_from_root; /* which may be a link, as it was given */
  int descriptor = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC | (root ? 0 : O_NOFOLLOW));
  DIR *handle = descriptor >= 0 ? fdopendir(descriptor) : NULL;
  if (handle == NULL) {
    return cannot(documents, folder, "the folder cannot be opened");
  }
  bool whole = true;
  struct dirent *entry;
  while (errno = 0, (entry = readdir(handle)) != NULL) {
    if (entry->d_name[0] != '.') {
      char *path = join(folder, entry->d_name);
      whole = add_entry(documents, pending, path, entry->d_name, name_from_root) && whole;
      free(path);
    }
  }
  if (errno != 0) {
    whole = cannot(documents, folder, "the folder cannot be read to its end");
  }
  closedir(handle);
  return whole;
}

static bool search(cs_documents *documents, const char *root) {
  folders pending = {0};
  size_t length = strlen(root);
  size_t name_from_root = root[length - 1] == '/' ? length : length + 1;
  bool whole = read_folder(documents, &pending, root, name_from_root);
  while (pending.count != 0) {
    char *folder = pending.paths[--pending.count];
    whole = read_folder(documents, &pending, folder, name_from_root) && whole;
    free(folder);
  }
  free(pending.paths);
  return whole;
}

/* ---- The paths given ---- */

/* Without "." parts and superfluous slashes, so that "./reviews/" and "reviews" are the same. */
static char *tidy(const char *path) {
  char *tidied = cs_allocate(strlen(path) + 2, 1);
  size_t used = 0;
  if (*path == '/') {
    tidied[used++] = '/';
  }
  for (const char *part = path; *part != '\0';) {
    size_t length = strcspn(part, "/");
    if (length != 0 && !(length == 1 && *part == '.')) {
      if (used != 0 && tidied[used - 1] != '/') {
        tidied[used++] = '/';
      }
      memcpy(tidied + used, part, length);
      used += length;
    }
    part += length;
    part += *part == '/';
  }
  if (used == 0) {
    tidied[used++] = '.';
  }
  tidied[used] = '\0';
  return tidied;
}

static void add_root(cs_documents *documents, const char *path, bool whole) {
  cs_grow(&documents->roots, &documents->root_capacity, documents->root_count,
          sizeof *documents->roots);
  char *kept = cs_arena_string(documents->arena, path);
  documents->roots[documents->root_count++] =
      (cs_root){.path = cs_shown_path(documents->arena, kept), .whole = whole};
}

/* An empty folder may be a disk that is not there today: nothing is forgotten for it. */
static void add_folder(cs_documents *documents, const char *path) {
  size_t before = documents->count;
  bool whole = search(documents, path);
  if (whole && documents->count == before) {
    add_fault(documents, path, CS_WARNING,
              "the folder holds no documents (.txt, .md, .pdf, .html); what is stored from below "
              "it was kept");
    whole = false;
  }
  add_root(documents, path, whole);
}

static void add_path(cs_documents *documents, const char *given) {
  char *path = tidy(given);
  struct stat status;
  const char *slash = strrchr(path, '/');
  if (*given == '\0' || stat(path, &status) != 0) {
    bool missing = *given == '\0' || errno == ENOENT;
    const char *message =
        cs_arena_format(documents->arena, "it cannot be looked at: %s",
                        missing ? "there is no such file or folder" : strerror(errno));
    add_fault(documents, given, CS_ERROR, message);
    if (!missing) {
      add_root(documents, path, false);
    }
  } else if (S_ISDIR(status.st_mode)) {
    add_folder(documents, path);
  } else {
    add_document(documents, path, slash != NULL ? (size_t)(slash - path) + 1 : 0, &status, NULL);
    add_root(documents, path, false);
  }
  free(path);
}

/* ---- All of them ---- */

cs_source cs_source_of(const cs_document *document) {
  return (cs_source){.path = document->shown,
                     .name = document->name,
                     .size = document->size,
                     .modified = document->modified};
}

static int by_name(const void *left, const void *right) {
  const cs_document *one = left, *other = right;
  int order = strcmp(one->name, other->name);
  return order != 0 ? order : strcmp(one->shown, other->shown);
}

static int by_file(const void *left, const void *right) {
  const cs_document *one = left, *other = right;
  if (one->device != other->device) {
    return one->device < other->device ? -1 : 1;
  }
  if (one->inode != other->inode) {
    return one->inode < other->inode ? -1 : 1;
  }
  return by_name(left, right);
}

static int fault_by_path(const void *left, const void *right) {
  const cs_path_fault *one = left, *other = right;
  int order = strcmp(one->path, other->path);
  return order != 0 ? order : strcmp(one->problem.message, other->problem.message);
}

/* Of several names of one file the first stays. */
static void drop_repeated(cs_documents *documents) {
  qsort(documents->items, documents->count, sizeof *documents->items, by_file);
  size_t kept = 0;
  for (size_t i = 0; i < documents->count; i++) {
    const cs_document *last = kept != 0 ? &documents->items[kept - 1] : NULL;
    const cs_document *this = &documents->items[i];
    if (last == NULL || last->device != this->device || last->inode != this->inode) {
      documents->items[kept++] = *this;
    }
  }
  documents->count = kept;
}

/* A fault that is found twice counts once; a full list ends with how many more there were. */
static void limit_faults(cs_documents *documents) {
  size_t kept = 0;
  qsort(documents->faults, documents->fault_count, sizeof *documents->faults, fault_by_path);
  for (size_t i = 0; i < documents->fault_count; i++) {
    if (kept == 0 || fault_by_path(&documents->faults[kept - 1], &documents->faults[i]) != 0) {
      documents->faults[kept++] = documents->faults[i];
    }
  }
  documents->fault_count = kept;
  if (kept > CS_PROBLEMS_MAX) {
    documents->fault_count = CS_PROBLEMS_MAX;
    const char *message =
        cs_arena_format(documents->arena, "%zu more paths had faults", kept - CS_PROBLEMS_MAX + 1);
    documents->faults[CS_PROBLEMS_MAX - 1] = (cs_path_fault){
        .path = "", .problem = {.stage = CS_STAGE_RUN, .severity = CS_WARNING, .message = message}};
  }
}

cs_status cs_documents_find(cs_documents *out, const char *const *paths, size_t count,
                            cs_error *error) {
  cs_documents found = {.arena = cs_arena_new()};
  for (size_t i = 0; i < count; i++) {
    add_path(&found, paths[i]);
  }
  if (found.root_count == 0) {
    cs_documents_free(&found);
    return cs_fail(error, CS_NOT_FOUND,
                   count == 1 ? "%s: there is no such file or folder"
                              : "%s: neither this nor another path is there",
                   count != 0 ? paths[0] : "no path was given");
  }
  if (found.count != 0) {
    drop_repeated(&found);
    found.items = cs_reallocate(found.items, found.count, sizeof *found.items);
    found.capacity = found.count;
    qsort(found.items, found.count, sizeof *found.items, by_name);
  }
  if (found.fault_count != 0) {
    limit_faults(&found);
  }
  *out = found;
  return CS_OK;
}

/* ---- Shards ---- */

unsigned cs_shard_of(const char *name, unsigned shards) {
  char hex[65], *end;
  cs_sha256(name, strlen(name), hex);
  hex[15] = '\0';
  return (unsigned)(strtoull(hex, &end, 16) % shards) + 1;
}

void cs_documents_take_shard(cs_documents *documents, unsigned shard, unsigned shards) {
  cs_document *sorted = cs_allocate(documents->count + 1, sizeof *sorted);
  size_t kept = 0, others = documents->count;
  for (size_t i = 0; i < documents->count; i++) {
    const cs_document *each = &documents->items[i];
    sorted[cs_shard_of(each->name, shards) == shard ? kept++ : --others] = *each;
  }
  free(documents->items);
  documents->items = sorted;
  documents->capacity = documents->count + 1;
  documents->other_count = documents->count - kept;
  documents->count = kept;
}

void cs_documents_free(cs_documents *documents) {
  free(documents->items);
  free(documents->faults);
  free(documents->roots);
  cs_arena_free(documents->arena);
  *documents = (cs_documents){0};
}
