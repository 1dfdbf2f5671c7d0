/* dataset/codebook.h: what a dataset keeps of the plugins that coded it.
 *
 * A plain copy of what cs_host says, so that a run can begin without Lua. The
 * strings are borrowed from whoever made it, and copied by cs_begin_run.
 */
#ifndef CS_DATASET_CODEBOOK_H
#define CS_DATASET_CODEBOOK_H

#include <conspectus/dataset.h>

typedef struct cs_plugin_entry {
  const char *kind; /* "family", "lexicon", "theme", "score" */
  const char *id;
  const char *version;
  const char *file; /* any path; what is kept is relative to its plugin folder */
  const char *sha256;
} cs_plugin_entry;

typedef struct cs_theme_entry {
  cs_plugin_entry plugin;
  const char *title;
  const char *about;
} cs_theme_entry;

typedef struct cs_codebook {
  const char *digest;         /* over all that decides how a document is coded: not the scores */
  const char *plugins_digest; /* over all plugins, cs_host_digest */
  const char *version;        /* of the program; behind it, where one was forced, " --family ID" */
  const cs_plugin_entry *plugins; /* themes not among them */
  size_t plugin_count;
  const cs_theme_entry *themes; /* in the order in which codings number them */
  size_t theme_count;
  const char *const *patterns; /* of the terms, in the order in which evidence numbers them */
  size_t pattern_count;
} cs_codebook;

/* cs_dataset_begin_run, without a host. */
cs_status cs_begin_run(cs_dataset *dataset, const cs_codebook *codebook, bool *recode,
                       cs_error *error);

/* "themes/mash_capacity.lua": the part of a plugin's path that does not depend on
 * the machine. Borrowed from `path`. */
const char *cs_plugin_file(const char *path);

#endif
