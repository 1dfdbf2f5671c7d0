/* Opening a host: folders to candidates, candidates to plugins, plugins to one
 * set of terms. What is wrong with a plugin is a problem, and it is left out. */
#include "host/internal.h"

#include "base/buffer.h"
#include "base/digest.h"
#include "base/nearest.h"
#include "host/folders.h"

#include <stdlib.h>
#include <string.h>

/* ---- Candidates ---- */

/* All of them have to be there: without a theme that was meant to code, figures would be others. */
static cs_status add_default_folders(cs_candidates *candidates, cs_error *error) {
  char **folders = cs_host_default_folders();
  cs_status status = CS_OK;
  for (size_t i = 0; folders[i] != NULL && status == CS_OK; i++) {
    cs_error why;
    status = cs_candidates_add_folder(candidates, folders[i], &why);
    if (status != CS_OK) {
      cs_fail(error, status, "%s%s", why.message,
              i < CS_OWN_FOLDERS ? "; the program's own plugins belong there, or into "
                                   "../share/conspectus/plugins beside the program"
                                 : "; CONSPECTUS_PATH names it");
    }
  }
  cs_host_free_folders(folders);
  return status;
}

static cs_status add_folders(cs_candidates *candidates, const cs_host_options *options,
                             cs_error *error) {
  cs_status status = options->folder_count == 0 ? add_default_folders(candidates, error) : CS_OK;
  for (size_t i = 0; i < options->folder_count && status == CS_OK; i++) {
    status = cs_candidates_add_folder(candidates, options->folders[i], error);
  }
  if (status == CS_OK && options->last_folder != NULL) {
    status = cs_candidates_add_folder(candidates, options->last_folder, error);
  }
  return status;
}

static bool is_wanted(const cs_candidate *candidate, const cs_host_options *options) {
  if (candidate->kind != CS_PLUGIN_THEME || options->theme_count == 0) {
    return true;
  }
  if (options->theme_file != NULL && strcmp(candidate->path, options->theme_file) == 0) {
    return true;
  }
  for (size_t i = 0; i < options->theme_count; i++) {
    if (strcmp(options->themes[i], candidate->id) == 0) {
      return true;
    }
  }
  return false;
}

static cs_status unknown_theme(const char *wanted, const char *const *ids, size_t count,
                               cs_error *error) {
  const char *nearest = cs_nearest(wanted, ids, count);
  if (nearest != NULL) {
    return cs_fail(
        error, CS_NOT_FOUND,
        "there is no theme \"%s\"; did you mean \"%s\"? (`conspectus themes` lists them)", wanted,
        nearest);
  }
  cs_buffer list = {0};
  for (size_t i = 0; i < count && i < 12; i++) {
    cs_buffer_add_format(&list, "%s%s", i == 0 ? "" : ", ", ids[i]);
  }
  cs_fail(error, CS_NOT_FOUND,
          "there is no theme \"%s\"; there are: %s%s (`conspectus themes` tells more)", wanted,
          list.length != 0 ? list.bytes : "none", count > 12 ? ", ..." : "");
  cs_buffer_free(&list);
  return CS_NOT_FOUND;
}

/* Fails where a theme that is asked for has no file. */
static cs_status check_themes(const cs_candidates *candidates, const cs_host_options *options,
                              cs_error *error) {
  const char **ids = cs_allocate(candidates->count, sizeof *ids);
  size_t count = 0;
  for (size_t i = 0; i < candidates->count; i++) {
    if (candidates->items[i].kind == CS_PLUGIN_THEME) {
      ids[count++] = candidates->items[i].id;
    }
  }
  cs_status status = CS_OK;
  for (size_t i = 0; i < options->theme_count && status == CS_OK; i++) {
    bool there = false;
    for (size_t j = 0; j < count && !there; j++) {
      there = strcmp(ids[j], options->themes[i]) == 0;
    }
    if (!there) {
      status = unknown_theme(options->themes[i], ids, count, error);
    }
  }
  free(ids);
  return status;
}

static cs_status find_candidates(cs_candidates *candidates, const cs_host_options *options,
                                 cs_error *error) {
  cs_status status = add_folders(candidates, options, error);
  if (status != CS_OK) {
    return status;
  }
  if (options->theme_file != NULL) {
    cs_candidates_add_theme(candidates, options->theme_file);
  }
  return check_themes(candidates, options, error);
}

/* ---- Plugins ---- */

/* Loads what is wanted. A theme that was asked for by name or file must load. */
static cs_status load_all(cs_host *host, const cs_candidates *candidates,
                          const cs_host_options *options, cs_problems *problems, cs_error *error) {
  host->plugins = cs_allocate(candidates->count, sizeof(cs_plugin *));
  cs_status status = CS_OK;
  for (size_t i = 0; i < candidates->count; i++) {
    const cs_candidate *each = &candidates->items[i];
    if (!is_wanted(each, options)) {
      continue;
    }
    cs_error why;
    cs_plugin *plugin = cs_plugin_load(each->kind, each->id, each->path, options, problems, &why);
    bool asked_for = options->theme_count != 0 ||
                     (options->theme_file != NULL && strcmp(each->path, options->theme_file) == 0);
    if (plugin != NULL) {
      host->plugins[host->plugin_count++] = plugin;
    } else if (each->kind == CS_PLUGIN_THEME && asked_for && status == CS_OK) {
      status =
          cs_fail(error, why.status == CS_NOT_FOUND ? CS_NOT_FOUND : CS_PLUGIN, "%s", why.message);
    }
  }
  return status;
}

static void sort_out(cs_host *host) {
  size_t room = host->plugin_count;
  host->families = cs_allocate(room, sizeof *host->families);
  host->lexicons = cs_allocate(room, sizeof *host->lexicons);
  host->themes = cs_allocate(room, sizeof *host->themes);
  host->theme_plugins = cs_allocate(room, sizeof *host->theme_plugins);
  for (size_t i = 0; i < room; i++) {
    cs_plugin *plugin = host->plugins[i];
    if (plugin->kind == CS_PLUGIN_FAMILY) {
      host->families[host->family_count++] = &plugin->as.family;
    } else if (plugin->kind == CS_PLUGIN_LEXICON) {
      host->lexicons[host->lexicon_count++] = &plugin->as.lexicon;
    } else if (plugin->kind == CS_PLUGIN_THEME) {
      host->theme_plugins[host->theme_count] = plugin;
      host->themes[host->theme_count++] = &plugin->as.theme;
    }
  }
}

static bool has_lexicon(const cs_host *host, const char *id) {
  for (size_t i = 0; i < host->lexicon_count; i++) {
    if (strcmp(host->lexicons[i]->id, id) == 0) {
      return true;
    }
  }
  return false;
}

static cs_status check_complete(const cs_host *host, const cs_problems *problems, cs_error *error) {
  const char *missing = host->family_count == 0           ? "family (families/*.lua)"
                        : !has_lexicon(host, "appraisal") ? "lexicon \"appraisal\" "
                                                            "(lexicons/appraisal.lua)"
                        : host->theme_count == 0          ? "theme (themes/*.lua)"
                                                          : NULL;
  if (missing == NULL) {
    return CS_OK;
  }
  return cs_fail(error, problems->count != 0 ? CS_PLUGIN : CS_NOT_FOUND,
                 "no usable %s was found in the plugin folders%s%s", missing,
                 problems->count != 0 ? "; first problem: " : "",
                 problems->count != 0 ? problems->items[0].message : "");
}

/* ---- Terms and digest ---- */

/* So that a passage is evaluated only for themes that its terms do not rule out. */
static void index_themes(cs_host *host) {
  const cs_rule **rules = cs_allocate(host->theme_count, sizeof *rules);
  for (size_t theme = 0; theme < host->theme_count; theme++) {
    rules[theme] = host->themes[theme]->rule;
  }
  host->index = cs_rule_index_new(rules, host->theme_count);
  free(rules);
}

static cs_status compile(cs_host *host, cs_error *error) {
  host->terms = cs_terms_new();
  for (size_t i = 0; i < host->plugin_count; i++) {
    cs_status status = cs_plugin_renumber(host->plugins[i], host->terms, error);
    if (status != CS_OK) {
      return status;
    }
  }
  host->scan = cs_scan_new(host->terms);
  host->appraisal = cs_appraisal_new(host->terms, host->lexicons, host->lexicon_count);
  host->hearing = cs_hearing_new(host->appraisal);
  index_themes(host);
  return CS_OK;
}

static void make_digest(cs_host *host) {
  cs_buffer text = {0};
  for (size_t i = 0; i < host->plugin_count; i++) {
    const cs_plugin *plugin = host->plugins[i];
    cs_buffer_add_format(&text, "%s\t%s\t%s\t%s\n", cs_plugin_kind_name(plugin->kind), plugin->id,
                         cs_plugin_version(plugin), plugin->sha256);
  }
  cs_sha256(text.bytes, text.length, host->digest);
  cs_buffer_free(&text);
}

static cs_status fill(cs_host *host, const cs_host_options *options, cs_problems *problems,
                      cs_error *error) {
  cs_candidates candidates = {0};
  cs_status status = find_candidates(&candidates, options, error);
  if (status == CS_OK) {
    status = load_all(host, &candidates, options, problems, error);
  }
  cs_candidates_free(&candidates);
  if (status != CS_OK) {
    return status;
  }
  sort_out(host);
  status = check_complete(host, problems, error);
  if (status == CS_OK) {
    status = compile(host, error);
  }
  if (status == CS_OK) {
    make_digest(host);
  }
  return status;
}

cs_status cs_host_open(cs_host **out, const cs_host_options *options, cs_problems *problems,
                       cs_error *error) {
  cs_host *host = cs_allocate(1, sizeof *host);
  host->most_hits = CS_MOST_HITS;
  cs_status status = fill(host, options, problems, error);
  if (status != CS_OK) {
    cs_host_close(host);
    return status;
  }
  *out = host;
  return CS_OK;
}

void cs_host_close(cs_host *host) {
  if (host == NULL) {
    return;
  }
  cs_verdict_free(&host->verdict);
  cs_match_free(&host->match);
  cs_hearing_free(host->hearing);
  cs_appraisal_free(host->appraisal);
  cs_scan_free(host->scan);
  cs_terms_free(host->terms);
  for (size_t i = 0; i < host->plugin_count; i++) {
    cs_plugin_free(host->plugins[i]);
  }
  cs_rule_index_free(host->index);
  cs_wanted_free(host->wanted);
  cs_muted_free(host->muted);
  free(host->theme_plugins);
  free(host->themes);
  free(host->lexicons);
  free(host->families);
  free(host->plugins);
  free(host);
}

/* ---- Looking in ---- */

const cs_theme *const *cs_host_themes(const cs_host *host, size_t *count) {
  *count = host->theme_count;
  return host->themes;
}

const cs_family *const *cs_host_families(const cs_host *host, size_t *count) {
  *count = host->family_count;
  return host->families;
}

const cs_lexicon *const *cs_host_lexicons(const cs_host *host, size_t *count) {
  *count = host->lexicon_count;
  return host->lexicons;
}

const cs_terms *cs_host_terms(const cs_host *host) {
  return host->terms;
}

const char *cs_host_digest(const cs_host *host) {
  return host->digest;
}

bool cs_host_plugin(cs_plugin_info *info, const cs_host *host, size_t index) {
  if (index >= host->plugin_count) {
    return false;
  }
  const cs_plugin *plugin = host->plugins[index];
  *info = (cs_plugin_info){cs_plugin_kind_name(plugin->kind), plugin->id, cs_plugin_version(plugin),
                           plugin->path, plugin->sha256};
  return true;
}
