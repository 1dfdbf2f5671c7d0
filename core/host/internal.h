/* host/internal.h: what an open host holds.
 *
 * Plugins are sorted by kind, then id. All terms are numbered, the scan is
 * compiled, and nothing of it changes until the host is closed.
 */
#ifndef CS_HOST_INTERNAL_H
#define CS_HOST_INTERNAL_H

#include "host/plugin.h"

typedef struct cs_wanted cs_wanted;
typedef struct cs_muted cs_muted;

struct cs_host {
  cs_plugin **plugins;
  size_t plugin_count;
  cs_plugin **theme_plugins; /* borrowed from plugins, in order of the themes */
  const cs_theme **themes;
  size_t theme_count;
  const cs_family **families;
  size_t family_count;
  const cs_lexicon **lexicons;
  size_t lexicon_count;
  cs_terms *terms;
  cs_scan *scan;
  cs_appraisal *appraisal;
  cs_hearing *hearing;
  cs_rule_index *index; /* of the themes' rules, by number of the theme */
  cs_match match;       /* space to work in */
  cs_verdict verdict;   /* the same */
  cs_wanted *wanted;    /* for coding some of the themes; NULL: that was not asked for yet */
  size_t muted_count;   /* of plugins that the passage is read without */
  cs_muted *muted;      /* which they are; NULL: there were none yet */
  size_t most_hits;     /* of a plugin in a passage: CS_MOST_HITS, but in tests */
  char digest[65];
  volatile cs_host_note *note; /* where to say whose rule or judge runs, or NULL */
};

/* A passage as a judge sees it. */
typedef struct cs_passage_view {
  cs_kind kind;
  const char *label;
  const char *section; /* canonical */
  const char *text;
  size_t length;
  bool cites;
} cs_passage_view;

/* What came out for a passage whose rule holds. */
typedef struct cs_outcome {
  cs_polarity polarity;
  double confidence; /* rounded to 3 decimals */
  bool repeat;
  bool judged; /* the plugin changed or vetoed it */
  bool vetoed;
} cs_outcome;

/* muted.c: reads a passage; all that follows asks about the last one read. A plugin whose terms
 * stand in it more than host->most_hits times is muted: the passage is read without it. */
const cs_scan_result *cs_host_scan(cs_host *host, const char *text, size_t length);
/* CS_LIMIT where the passage was read without a plugin that the theme needs, its own or a lexicon,
 * and has the terms for which it may hold: what is said of it then would be wrong. */
cs_status cs_host_hears(const cs_host *host, uint32_t theme, cs_error *error);
/* The bytes of a passage up to which no plugin that these themes need is ever muted. */
size_t cs_host_longest_heard(const cs_host *host, const bool *themes);
void cs_muted_free(cs_muted *muted); /* NULL is allowed */

/* wanted.c: what these themes need to be coded alone; `themes` has an entry for each theme.
 * Borrowed until it is asked for others. */
const cs_wanted *cs_host_wanted(cs_host *host, const bool *themes);
/* Whether a passage has to be read for them. */
bool cs_wanted_reads(const cs_wanted *wanted, const char *text, size_t length);
/* Of their rules, by number of the theme; those of others never hold. */
cs_rule_index *cs_wanted_index(const cs_wanted *wanted);
void cs_wanted_free(cs_wanted *wanted); /* NULL is allowed */

/* Evaluates the rule of a theme, by an index that has it, on the host's scan, as it was read last,
 * and judges it. Fills host->match and host->verdict where it holds. */
cs_status cs_code_passage(bool *holds, cs_outcome *out, cs_host *host, cs_rule_index *index,
                          uint32_t theme, const cs_passage_view *passage,
                          const cs_scan_result *scan, cs_error *error);

/* Asks the judge of a theme, in the state that it has for this review (cs_plugin_judge);
 * `out` holds the default verdict and is changed. */
cs_status cs_ask_judge(cs_outcome *out, const cs_host *host, cs_plugin *plugin,
                       const cs_passage_view *passage, const cs_scan_result *scan, cs_error *error);

#endif
