/* Where the program keeps its plugins. The list has the program's own folder
 * first, then those of CONSPECTUS_PATH as they stand there, missing ones too. */
#include "base/buffer.h"
#include "host/folders.h"

#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* The build gives these to this file alone. */
#ifndef CS_BUILD_DIR
#define CS_BUILD_DIR ""
#endif
#ifndef CS_SOURCE_DIR
#define CS_SOURCE_DIR ""
#endif
#ifndef CS_PKGDATADIR
#define CS_PKGDATADIR "/usr/local/share/conspectus"
#endif

typedef struct folder_list {
  char **items;
  size_t count, capacity;
} folder_list;

static void add(folder_list *list, char *folder) {
  cs_grow(&list->items, &list->capacity, list->count, sizeof *list->items);
  list->items[list->count++] = folder;
}

static bool is_folder(const char *path) {
  struct stat about;
  return stat(path, &about) == 0 && S_ISDIR(about.st_mode);
}

/* The folder of the running program, or NULL; the caller frees it. */
static char *program_folder(void) {
  char path[PATH_MAX];
  ssize_t length = readlink("/proc/self/exe", path, sizeof path - 1);
  if (length <= 0) {
    return NULL;
  }
  path[length] = '\0';
  char *slash = strrchr(path, '/');
  if (slash == NULL) {
    return NULL;
  }
  return cs_copy_bytes(path, (size_t)(slash - path));
}

/* Whether `path` is `folder` or below it, links followed. */
static bool is_below(const char *path, const char *folder) {
  char real[PATH_MAX];
  if (folder[0] == '\0' || realpath(folder, real) == NULL) {
    return false;
  }
  size_t length = strlen(real);
  return strncmp(path, real, length) == 0 && (path[length] == '\0' || path[length] == '/');
}

static char *format(const char *folder, const char *rest) {
  cs_buffer path = {0};
  cs_buffer_add_format(&path, "%s%s", folder, rest);
  return cs_buffer_take(&path);
}

static char *own_folder(void) {
  char *program = program_folder();
  if (program != NULL && is_below(program, CS_BUILD_DIR)) {
    free(program);
    return cs_copy_string(CS_SOURCE_DIR "/plugins");
  }
  char *beside = program != NULL ? format(program, "/../share/conspectus/plugins") : NULL;
  free(program);
  if (beside != NULL && is_folder(beside)) {
    return beside;
  }
  free(beside);
  return cs_copy_string(CS_PKGDATADIR "/plugins");
}

static void add_from_environment(folder_list *list) {
  const char *rest = getenv("CONSPECTUS_PATH");
  while (rest != NULL && *rest != '\0') {
    size_t length = strcspn(rest, ":");
    if (length != 0) {
      add(list, cs_copy_bytes(rest, length));
    }
    rest += length + (rest[length] == ':');
  }
}

char **cs_host_default_folders(void) {
  folder_list list = {0};
  add(&list, own_folder());
  add_from_environment(&list);
  add(&list, NULL);
  return list.items;
}

void cs_host_free_folders(char **folders) {
  for (size_t i = 0; folders != NULL && folders[i] != NULL; i++) {
    free(folders[i]);
  }
  free(folders);
}
