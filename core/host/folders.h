/* host/folders.h: which plugin files there are. */
#ifndef CS_HOST_FOLDERS_H
#define CS_HOST_FOLDERS_H

#include "host/plugin.h"

typedef struct cs_candidate {
  cs_plugin_kind kind;
  char *id; /* the file's name without .lua */
  char *path;
} cs_candidate;

/* Candidates sorted by kind, then id bytewise; an id stands once in a kind. */
typedef struct cs_candidates {
  cs_candidate *items;
  size_t count, capacity;
} cs_candidates;

/* More files than these in all folders are a mistake, and refused. */
enum { CS_CANDIDATES_MAX = 4000 };

/* Adds the .lua files of a plugin folder's four folders; what is there already
 * under the same kind and id is replaced. CS_NOT_FOUND without the folder. */
cs_status cs_candidates_add_folder(cs_candidates *candidates, const char *folder, cs_error *error);
/* Adds one file as a theme, or replaces the theme of its id. */
void cs_candidates_add_theme(cs_candidates *candidates, const char *path);
void cs_candidates_free(cs_candidates *candidates);

/* paths.c: how many of the default folders are the program's own; the rest are of
 * CONSPECTUS_PATH. */
enum { CS_OWN_FOLDERS = 1 };

#endif
