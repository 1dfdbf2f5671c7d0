/* The narrow scan: for the terms of some themes' rules and no other, so that
 * coding a few themes costs little where they say nothing. Passages that it does
 * not rule out are scanned whole, so what comes of them is the same. */
#include "host/internal.h"

#include <stdlib.h>
#include <string.h>

struct cs_narrow {
  bool *themes; /* that it is for */
  cs_scan *scan;
};

void cs_narrow_free(cs_narrow *narrow) {
  if (narrow != NULL) {
    cs_scan_free(narrow->scan);
    free(narrow->themes);
    free(narrow);
  }
}

/* Depth is bounded. Exceptions count too; they do no harm. */
static void add_terms(bool *terms, const cs_rule *rule) {
  if (rule->op == CS_RULE_TERM || rule->op == CS_RULE_EXCEPT) {
    terms[rule->term] = true;
  }
  for (size_t i = 0; i < rule->child_count; i++) {
    add_terms(terms, rule->children[i]);
  }
}

static cs_narrow *make(const cs_host *host, const bool *wanted) {
  cs_narrow *narrow = cs_allocate(1, sizeof *narrow);
  bool *terms = cs_allocate(cs_terms_count(host->terms) + 1, sizeof *terms);
  narrow->themes = cs_allocate(host->theme_count, sizeof *narrow->themes);
  for (size_t theme = 0; theme < host->theme_count; theme++) {
    narrow->themes[theme] = wanted[theme];
    if (wanted[theme]) {
      add_terms(terms, host->themes[theme]->rule);
    }
  }
  narrow->scan = cs_scan_new_for(host->terms, terms);
  free(terms);
  return narrow;
}

/* A second scan of what the first does not rule out costs more than it saves for many themes. */
static bool are_few(const cs_host *host, const bool *wanted) {
  enum { PART = 4 };
  size_t count = 0;
  for (size_t theme = 0; wanted != NULL && theme < host->theme_count; theme++) {
    count += wanted[theme];
  }
  return wanted != NULL && count * PART <= host->theme_count;
}

bool cs_host_narrow(cs_host *host, const bool *wanted) {
  const cs_narrow *now = host->narrow;
  if (!are_few(host, wanted)) {
    return false;
  }
  if (now == NULL || memcmp(now->themes, wanted, host->theme_count * sizeof *wanted) != 0) {
    cs_narrow_free(host->narrow);
    host->narrow = make(host, wanted);
  }
  return true;
}

bool cs_narrow_may_hold(const cs_host *host, const char *text, size_t length) {
  const cs_narrow *narrow = host->narrow;
  size_t count;
  cs_scan_read(narrow->scan, text, length);
  const uint32_t *themes = cs_rule_index_read(&count, host->index, narrow->scan);
  for (size_t i = 0; i < count; i++) {
    if (narrow->themes[themes[i]]) {
      return true;
    }
  }
  return false;
}
