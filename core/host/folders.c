/* Plugin folders: each file becomes a candidate; sorted at the end of each folder. */
#include "host/folders.h"

#include "base/buffer.h"

#include <dirent.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

static const char suffix[] = ".lua";

static int by_kind_and_id(const void *left, const void *right) {
  const cs_candidate *a = left, *b = right;
  return a->kind != b->kind ? (a->kind < b->kind ? -1 : 1) : strcmp(a->id, b->id);
}

static cs_candidate *find(const cs_candidates *candidates, cs_plugin_kind kind, const char *id) {
  for (size_t i = 0; i < candidates->count; i++) {
    cs_candidate *each = &candidates->items[i];
    if (each->kind == kind && strcmp(each->id, id) == 0) {
      return each;
    }
  }
  return NULL;
}

/* Takes both strings. */
static void put(cs_candidates *candidates, cs_plugin_kind kind, char *id, char *path) {
  cs_candidate *there = find(candidates, kind, id);
  if (there != NULL) {
    free(there->path);
    free(id);
    there->path = path;
    return;
  }
  cs_grow(&candidates->items, &candidates->capacity, candidates->count, sizeof *candidates->items);
  candidates->items[candidates->count++] = (cs_candidate){kind, id, path};
}

static void sort(cs_candidates *candidates) {
  if (candidates->count != 0) {
    qsort(candidates->items, candidates->count, sizeof *candidates->items, by_kind_and_id);
  }
}

/* The file's name without its folder and ".lua"; the caller frees it. */
static char *id_of(const char *path) {
  const char *slash = strrchr(path, '/');
  const char *name = slash != NULL ? slash + 1 : path;
  size_t length = strlen(name), ending = sizeof suffix - 1;
  if (length >= ending && strcmp(name + length - ending, suffix) == 0) {
    length -= ending;
  }
  return cs_copy_bytes(name, length);
}

static bool is_plugin_name(const char *name) {
  size_t length = strlen(name), ending = sizeof suffix - 1;
  return name[0] != '.' && length >= ending && strcmp(name + length - ending, suffix) == 0;
}

static char *join(const char *folder, const char *name) {
  cs_buffer path = {0};
  size_t length = strlen(folder);
  cs_buffer_add_format(&path, "%s%s%s", folder, length > 0 && folder[length - 1] == '/' ? "" : "/",
                       name);
  return cs_buffer_take(&path);
}

static cs_status read_folder(cs_candidates *candidates, cs_plugin_kind kind, const char *folder,
                             cs_error *error) {
  DIR *open = opendir(folder);
  if (open == NULL) {
    if (errno == ENOENT) {
      return CS_OK; /* a plugin folder need not have all four */
    }
    return cs_fail(error, CS_UNREADABLE, "%s: cannot be read: %s", folder, strerror(errno));
  }
  cs_status status = CS_OK;
  const struct dirent *entry;
  while (errno = 0, status == CS_OK && (entry = readdir(open)) != NULL) {
    if (candidates->count == CS_CANDIDATES_MAX) {
      status =
          cs_fail(error, CS_LIMIT, "%s: there are more than %d plugins", folder, CS_CANDIDATES_MAX);
    } else if (is_plugin_name(entry->d_name)) {
      put(candidates, kind, id_of(entry->d_name), join(folder, entry->d_name));
    }
  }
  if (errno != 0) { /* of readdir: without the rest of the plugins figures would be others */
    status =
        cs_fail(error, CS_UNREADABLE, "%s: cannot be read to its end: %s", folder, strerror(errno));
  }
  closedir(open);
  return status;
}

cs_status cs_candidates_add_folder(cs_candidates *candidates, const char *folder, cs_error *error) {
  struct stat about;
  if (stat(folder, &about) != 0) {
    return cs_fail(error, errno == ENOENT ? CS_NOT_FOUND : CS_UNREADABLE,
                   "%s: the plugin folder cannot be read: %s", folder, strerror(errno));
  }
  if (!S_ISDIR(about.st_mode)) {
    return cs_fail(error, CS_NOT_FOUND,
                   "%s: is not a folder; plugins are kept in a folder with "
                   "families/, lexicons/, themes/ and scores/",
                   folder);
  }
  cs_status status = CS_OK;
  for (int kind = 0; kind < CS_PLUGIN_KINDS && status == CS_OK; kind++) {
    char *inner = join(folder, cs_plugin_kind_folder((cs_plugin_kind)kind));
    status = read_folder(candidates, (cs_plugin_kind)kind, inner, error);
    free(inner);
  }
  sort(candidates);
  return status;
}

void cs_candidates_add_theme(cs_candidates *candidates, const char *path) {
  put(candidates, CS_PLUGIN_THEME, id_of(path), cs_copy_string(path));
  sort(candidates);
}

void cs_candidates_free(cs_candidates *candidates) {
  for (size_t i = 0; i < candidates->count; i++) {
    free(candidates->items[i].id);
    free(candidates->items[i].path);
  }
  free(candidates->items);
  *candidates = (cs_candidates){0};
}
