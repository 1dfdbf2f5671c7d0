/* Passages in which the terms of a plugin stand too often: a theme of thousands of terms such as
 * "*e*" would have every word a thousand times over, and no memory would do. Such a plugin is
 * muted: the passage is read without it. Which ones are depends on the passage and on each plugin
 * alone, not on other plugins, other passages or which themes are wanted. Only where those that are
 * left are too many together are more of them muted, the loudest first. */
#include "host/internal.h"

#include <stdlib.h>
#include <string.h>

struct cs_muted {
  bool *plugins;
  bool *terms;      /* those of muted plugins that no other has */
  uint32_t *counts; /* of each term, its hits in the passage, muted or not */
};

void cs_muted_free(cs_muted *muted) {
  if (muted != NULL) {
    free(muted->plugins);
    free(muted->terms);
    free(muted->counts);
    free(muted);
  }
}

static cs_muted *muted_of(cs_host *host) {
  if (host->muted == NULL) {
    cs_muted *muted = cs_allocate(1, sizeof *muted);
    muted->plugins = cs_allocate(host->plugin_count, sizeof *muted->plugins);
    muted->terms = cs_allocate(cs_terms_count(host->terms), sizeof *muted->terms);
    muted->counts = cs_allocate(cs_terms_count(host->terms), sizeof *muted->counts);
    host->muted = muted;
  }
  return host->muted;
}

static uint64_t hits_of(const cs_plugin *plugin, const uint32_t *counts) {
  uint64_t hits = 0;
  for (size_t i = 0; i < plugin->number_count; i++) {
    hits += counts[plugin->numbers[i]];
  }
  return hits;
}

static void mark_terms(bool *terms, const cs_plugin *plugin, bool mark) {
  for (size_t i = 0; i < plugin->number_count; i++) {
    terms[plugin->numbers[i]] = mark;
  }
}

static void mark_all_terms(const cs_host *host, cs_muted *muted) {
  static const bool order[] = {true, false}; /* what any other has is heard */
  for (size_t turn = 0; turn < sizeof order / sizeof *order; turn++) {
    for (size_t i = 0; i < host->plugin_count; i++) {
      if (muted->plugins[i] == order[turn]) {
        mark_terms(muted->terms, host->plugins[i], order[turn]);
      }
    }
  }
}

/* Beyond as many times what one plugin may have no memory would do: of those that are left the
 * loudest go too. */
enum { ALL_TOGETHER = 16 };

static void mute_loudest(cs_host *host) {
  cs_muted *muted = host->muted;
  uint64_t most = 0;
  size_t loudest = 0;
  for (size_t i = 0; i < host->plugin_count; i++) {
    uint64_t hits = muted->plugins[i] ? 0 : hits_of(host->plugins[i], muted->counts);
    if (hits > most) {
      most = hits;
      loudest = i;
    }
  }
  muted->plugins[loudest] = true;
  host->muted_count++;
}

static const cs_scan_result *read_muted(cs_host *host, const char *text, size_t length) {
  cs_muted *muted = muted_of(host);
  memset(muted->counts, 0, cs_terms_count(host->terms) * sizeof *muted->counts);
  cs_scan_tally(muted->counts, host->scan, text, length);
  for (size_t i = 0; i < host->plugin_count; i++) {
    muted->plugins[i] = hits_of(host->plugins[i], muted->counts) > host->most_hits;
    host->muted_count += muted->plugins[i];
  }
  for (;;) {
    mark_all_terms(host, muted);
    cs_scan_mute(host->scan, muted->terms);
    const cs_scan_result *scan =
        cs_scan_read_up_to(host->scan, text, length, ALL_TOGETHER * host->most_hits);
    if (!scan->overfull) {
      return scan;
    }
    mute_loudest(host);
  }
}

static void unmute(cs_host *host) {
  host->muted_count = 0;
  cs_scan_mute(host->scan, NULL);
}

const cs_scan_result *cs_host_scan(cs_host *host, const char *text, size_t length) {
  unmute(host);
  const cs_scan_result *scan = cs_scan_read_up_to(host->scan, text, length, host->most_hits);
  if (scan->overfull) {
    scan = read_muted(host, text, length);
  }
  cs_hearing_begin(host->hearing, scan);
  return scan;
}

/* Whether what is said of a theme needs a plugin. */
static bool needs(const cs_host *host, uint32_t theme, const cs_plugin *plugin) {
  return plugin->kind == CS_PLUGIN_LEXICON || plugin == host->theme_plugins[theme];
}

static const cs_plugin *find_muted(const cs_host *host, uint32_t theme) {
  for (size_t i = 0; i < host->plugin_count; i++) {
    if (host->muted->plugins[i] && needs(host, theme, host->plugins[i])) {
      return host->plugins[i];
    }
  }
  return NULL;
}

cs_status cs_host_hears(const cs_host *host, uint32_t theme, cs_error *error) {
  const cs_plugin *muted = host->muted_count != 0 ? find_muted(host, theme) : NULL;
  if (muted == NULL || !cs_rule_may_hold_with(host->themes[theme]->rule, host->muted->counts)) {
    return CS_OK;
  }
  return cs_fail(error, CS_LIMIT,
                 "%s: its terms stand too often in one passage, %llu times: make them longer, with "
                 "fewer wildcards",
                 muted->path, (unsigned long long)hits_of(muted, host->muted->counts));
}

size_t cs_host_longest_heard(const cs_host *host, const bool *themes) {
  size_t most = 1;
  for (size_t theme = 0; theme < host->theme_count; theme++) {
    for (size_t i = 0; i < host->plugin_count && themes[theme]; i++) {
      const cs_plugin *plugin = host->plugins[i];
      bool counts = needs(host, (uint32_t)theme, plugin);
      most = counts && plugin->at_one_word > most ? plugin->at_one_word : most;
    }
  }
  return 2 * (host->most_hits / most); /* a word and what is behind it have two bytes at least */
}
