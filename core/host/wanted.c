/* Coding some of the themes: passages in which none of them can hold are not scanned, so what is
 * asked of a few themes costs little where they say nothing. What comes of the others is the
 * same. */
#include "host/internal.h"

#include <stdlib.h>
#include <string.h>

struct cs_wanted {
  bool *themes;
  cs_sieve *sieve;      /* of their rules */
  cs_rule_index *index; /* by number of the theme; the rules of others never hold */
  size_t longest;       /* bytes of a passage for which no plugin that they need is ever muted */
};

void cs_wanted_free(cs_wanted *wanted) {
  if (wanted != NULL) {
    cs_sieve_free(wanted->sieve);
    cs_rule_index_free(wanted->index);
    free(wanted->themes);
    free(wanted);
  }
}

static const cs_rule never = {.op = CS_RULE_ANY};

static cs_wanted *make(const cs_host *host, const bool *themes) {
  cs_wanted *wanted = cs_allocate(1, sizeof *wanted);
  const cs_rule **rules = cs_allocate(host->theme_count + 1, sizeof *rules);
  wanted->themes = cs_allocate(host->theme_count + 1, sizeof *wanted->themes);
  for (size_t theme = 0; theme < host->theme_count; theme++) {
    wanted->themes[theme] = themes[theme];
    rules[theme] = themes[theme] ? host->themes[theme]->rule : &never;
  }
  wanted->sieve = cs_sieve_new(host->terms, rules, host->theme_count);
  wanted->index = cs_rule_index_new(rules, host->theme_count);
  wanted->longest = cs_host_longest_heard(host, themes);
  free(rules);
  return wanted;
}

const cs_wanted *cs_host_wanted(cs_host *host, const bool *themes) {
  const cs_wanted *now = host->wanted;
  if (now == NULL || memcmp(now->themes, themes, host->theme_count * sizeof *themes) != 0) {
    cs_wanted_free(host->wanted);
    host->wanted = make(host, themes);
  }
  return host->wanted;
}

cs_rule_index *cs_wanted_index(const cs_wanted *wanted) {
  return wanted->index;
}

bool cs_wanted_reads(const cs_wanted *wanted, const char *text, size_t length) {
  return length > wanted->longest || cs_sieve_may_hold(wanted->sieve, text, length);
}
