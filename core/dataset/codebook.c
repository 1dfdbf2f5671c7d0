/* The codebook of a host as plain data: the one place where the dataset asks a
 * host anything. */
#include "dataset/codebook.h"
#include "base/buffer.h"
#include "base/digest.h"
#include "base/memory.h"

#include <stdlib.h>
#include <string.h>

/* Memory for all of it; the strings are the host's. */
typedef struct gathering {
  cs_plugin_entry *plugins;
  size_t plugin_count;
  cs_theme_entry *themes;
  size_t theme_count;
  const char **patterns;
  size_t pattern_count;
} gathering;

static void gather_plugins(gathering *it, const cs_host *host) {
  cs_plugin_info info;
  size_t capacity = 0;
  for (size_t i = 0; cs_host_plugin(&info, host, i); i++) {
    if (strcmp(info.kind, "theme") != 0) {
      cs_grow(&it->plugins, &capacity, it->plugin_count, sizeof *it->plugins);
      it->plugins[it->plugin_count++] =
          (cs_plugin_entry){info.kind, info.id, info.version, info.path, info.sha256};
    }
  }
}

static void gather_themes(gathering *it, const cs_host *host) {
  const cs_theme *const *theme = cs_host_themes(host, &it->theme_count);
  it->themes = cs_allocate(it->theme_count + 1, sizeof *it->themes);
  for (size_t i = 0; i < it->theme_count; i++) {
    it->themes[i] = (cs_theme_entry){
        {"theme", theme[i]->id, theme[i]->version, theme[i]->plugin, theme[i]->sha256},
        theme[i]->title,
        theme[i]->about};
  }
}

static void gather_patterns(gathering *it, const cs_host *host) {
  const cs_terms *terms = cs_host_terms(host);
  it->pattern_count = cs_terms_count(terms);
  it->patterns = cs_allocate(it->pattern_count + 1, sizeof *it->patterns);
  for (size_t i = 0; i < it->pattern_count; i++) {
    it->patterns[i] = cs_terms_pattern(terms, (uint32_t)i);
  }
}

static void add_entry(cs_buffer *text, const cs_plugin_entry *plugin) {
  cs_buffer_add_format(text, "%s\t%s\t%s\t%s\n", plugin->kind, plugin->id, plugin->version,
                       plugin->sha256);
}

/* Over what decides how a document is coded; another score must not code it anew. */
static void make_digest(char digest[65], const gathering *it) {
  cs_buffer text = {0};
  for (size_t i = 0; i < it->plugin_count; i++) {
    if (strcmp(it->plugins[i].kind, "score") != 0) {
      add_entry(&text, &it->plugins[i]);
    }
  }
  for (size_t i = 0; i < it->theme_count; i++) {
    add_entry(&text, &it->themes[i].plugin);
  }
  cs_sha256(text.bytes, text.length, digest);
  cs_buffer_free(&text);
}

cs_status cs_dataset_begin_run(cs_dataset *dataset, const cs_host *host, const char *family,
                               bool *recode, cs_error *error) {
  gathering it = {0};
  cs_buffer version = {0};
  char digest[65];
  gather_plugins(&it, host);
  gather_themes(&it, host);
  gather_patterns(&it, host);
  make_digest(digest, &it);
  cs_buffer_add_string(&version, PACKAGE_VERSION);
  if (family != NULL) {
    cs_buffer_add_format(&version, " --family %s", family);
  }
  const cs_codebook codebook = {
      .digest = digest,
      .plugins_digest = cs_host_digest(host),
      .version = version.bytes,
      .plugins = it.plugins,
      .plugin_count = it.plugin_count,
      .themes = it.themes,
      .theme_count = it.theme_count,
      .patterns = it.patterns,
      .pattern_count = it.pattern_count,
  };
  cs_status status = cs_begin_run(dataset, &codebook, recode, error);
  cs_buffer_free(&version);
  free(it.plugins);
  free(it.themes);
  free(it.patterns);
  return status;
}
