/* Themes by term: a list of themes for each term, laid end to end. A term below
 * c.none is listed too, which costs an evaluation and changes nothing. */
#include "host/internal.h"

#include <stdlib.h>

typedef void visit_term(cs_host *host, uint32_t term, uint32_t theme, uint32_t *fill);

static void count_term(cs_host *host, uint32_t term, uint32_t theme, uint32_t *fill) {
  (void)theme;
  (void)fill;
  host->theme_start[term + 1]++;
}

static void list_term(cs_host *host, uint32_t term, uint32_t theme, uint32_t *fill) {
  host->term_themes[host->theme_start[term] + fill[term]++] = theme;
}

/* Depth is bounded by CS_PLUGIN_RULE_DEPTH. */
static void visit(cs_host *host, const cs_rule *rule, uint32_t theme, visit_term *each,
                  uint32_t *fill) {
  if (rule->op == CS_RULE_TERM || rule->op == CS_RULE_EXCEPT) {
    each(host, rule->term, theme, fill);
  }
  for (size_t i = 0; i < rule->child_count; i++) {
    visit(host, rule->children[i], theme, each, fill);
  }
}

static void visit_themes(cs_host *host, visit_term *each, uint32_t *fill) {
  for (size_t theme = 0; theme < host->theme_count; theme++) {
    visit(host, host->themes[theme]->rule, (uint32_t)theme, each, fill);
  }
}

void cs_index_themes(cs_host *host) {
  size_t terms = cs_terms_count(host->terms);
  host->theme_start = cs_allocate(terms + 1, sizeof *host->theme_start);
  visit_themes(host, count_term, NULL);
  for (size_t term = 0; term < terms; term++) {
    host->theme_start[term + 1] += host->theme_start[term];
  }
  uint32_t *fill = cs_allocate(terms, sizeof *fill);
  host->term_themes = cs_allocate(host->theme_start[terms], sizeof *host->term_themes);
  visit_themes(host, list_term, fill);
  free(fill);
}
