/* Passages with more hits than can be read: a theme of thousands of terms such as "e*" would have
 * every word a thousand times over, and no memory would do. The plugin that has most of the hits is
 * muted and the passage read once more, until it can be. What comes of that depends on the passage
 * and the plugins alone: not on other passages, nor on which themes are wanted. */
#include "host/internal.h"

#include <stdlib.h>
#include <string.h>

struct cs_muted {
  bool *plugins;
  bool *terms; /* those of muted plugins that no other has */
  size_t count;
};

void cs_muted_free(cs_muted *muted) {
  if (muted != NULL) {
    free(muted->plugins);
    free(muted->terms);
    free(muted);
  }
}

static cs_muted *muted_of(cs_host *host) {
  if (host->muted == NULL) {
    cs_muted *muted = cs_allocate(1, sizeof *muted);
    muted->plugins = cs_allocate(host->plugin_count, sizeof *muted->plugins);
    muted->terms = cs_allocate(cs_terms_count(host->terms), sizeof *muted->terms);
    host->muted = muted;
  }
  return host->muted;
}

static void mark_terms(bool *terms, const cs_plugin *plugin, bool mark) {
  for (size_t i = 0; i < plugin->number_count; i++) {
    terms[plugin->numbers[i]] = mark;
  }
}

static void find_muted_terms(const cs_host *host, cs_muted *muted) {
  for (size_t i = 0; i < host->plugin_count; i++) {
    if (muted->plugins[i]) {
      mark_terms(muted->terms, host->plugins[i], true);
    }
  }
  for (size_t i = 0; i < host->plugin_count; i++) {
    if (!muted->plugins[i]) {
      mark_terms(muted->terms, host->plugins[i], false);
    }
  }
}

static uint32_t *count_hits(const cs_host *host, const cs_scan_result *scan) {
  uint32_t *counts = cs_allocate(cs_terms_count(host->terms), sizeof *counts);
  for (size_t i = 0; i < scan->hit_count; i++) {
    counts[scan->hits[i].term]++;
  }
  return counts;
}

/* The plugin with most of the hits, of several the first. */
static size_t find_loudest(const cs_host *host, const bool *muted, const cs_scan_result *scan) {
  uint32_t *counts = count_hits(host, scan);
  uint64_t most = 0;
  size_t loudest = 0;
  for (size_t i = 0; i < host->plugin_count; i++) {
    const cs_plugin *plugin = host->plugins[i];
    uint64_t count = 0;
    for (size_t term = 0; term < plugin->number_count && !muted[i]; term++) {
      count += counts[plugin->numbers[term]];
    }
    if (count > most) {
      most = count;
      loudest = i;
    }
  }
  free(counts);
  return loudest;
}

static void unmute_all(cs_host *host) {
  if (host->muted != NULL && host->muted->count != 0) {
    memset(host->muted->plugins, 0, host->plugin_count * sizeof *host->muted->plugins);
    host->muted->count = 0;
    cs_scan_mute(host->scan, NULL);
  }
}

const cs_scan_result *cs_host_scan(cs_host *host, const char *text, size_t length) {
  unmute_all(host);
  const cs_scan_result *scan = cs_scan_read(host->scan, text, length);
  while (scan->overfull) {
    cs_muted *muted = muted_of(host);
    muted->plugins[find_loudest(host, muted->plugins, scan)] = true;
    muted->count++;
    find_muted_terms(host, muted);
    cs_scan_mute(host->scan, muted->terms);
    scan = cs_scan_read(host->scan, text, length);
  }
  cs_hearing_begin(host->hearing, scan);
  return scan;
}

const cs_plugin *cs_host_muted(const cs_host *host, uint32_t theme) {
  if (host->muted == NULL || host->muted->count == 0) {
    return NULL;
  }
  for (size_t i = 0; i < host->plugin_count; i++) {
    const cs_plugin *plugin = host->plugins[i];
    bool needed = plugin->kind == CS_PLUGIN_LEXICON || plugin == host->theme_plugins[theme];
    if (needed && host->muted->plugins[i]) {
      return plugin;
    }
  }
  return NULL;
}

cs_status cs_host_tell_muted(const cs_plugin *plugin, cs_error *error) {
  return cs_fail(error, CS_LIMIT,
                 "%s: its terms stand in one passage too often to be read (all terms together more "
                 "than %d times): make them longer, with fewer wildcards",
                 plugin->path, CS_MOST_HITS);
}
