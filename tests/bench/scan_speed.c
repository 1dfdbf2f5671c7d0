/* How fast terms are found, and rules read, on one core:
 *
 *   scan_speed [-t FILE] [-n TIMES] PLUGINS TEXT...
 *
 * The texts are read once and then scanned, passage by passage, TIMES over (3). Printed are MB of
 * text a second of processor time: of the scan for the terms of all themes, of the scan for those
 * of the lexicons too, as a run does it, and of coding, which is this scan, the rules, the verdicts
 * and the evidence. With -t the terms' patterns are written to FILE, a line each; terms.lua makes
 * them into words for programs that know no wildcards. */
#include "match/terms.h"

#include <conspectus/host.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

typedef struct bench {
  cs_host *host;
  cs_terms *themes; /* terms of the themes alone */
  cs_scan *scan;    /* the one that is measured */
  cs_text **texts;
  cs_review **reviews;
  size_t count;
  double bytes;
  size_t found; /* hits, or codings */
} bench;

static void must(cs_status status, const cs_error *error) {
  if (status != CS_OK) {
    fprintf(stderr, "scan_speed: %s\n", error->message);
    exit(3);
  }
}

static void take(bench *it, const char *path, cs_problems *problems) {
  cs_error error;
  size_t count, at = it->count++;
  const cs_family *const *families = cs_host_families(it->host, &count);
  must(cs_text_read(&it->texts[at], path, &cs_text_default_limits, problems, &error), &error);
  const cs_text *text = it->texts[at];
  const cs_family *family = cs_family_of(text, families, count);
  must(family != NULL ? cs_review_parse(&it->reviews[at], text, family, problems, &error)
                      : cs_review_keep_unknown(&it->reviews[at], text, path, problems, &error),
       &error);
  it->bytes += (double)text->length;
}

/* ---- The terms of themes ---- */

static void add_term(bench *it, uint32_t number) {
  const cs_intern_name *name = &cs_host_terms(it->host)->names.names[number];
  uint32_t added;
  cs_error error;
  must(cs_terms_add(&added, it->themes, name->string, name->kind == CS_PATTERN_PLAIN, &error),
       &error);
}

static void add_rule(bench *it, const cs_rule *rule) {
  if (rule->op == CS_RULE_TERM || rule->op == CS_RULE_EXCEPT) {
    add_term(it, rule->term);
  }
  for (size_t each = 0; each < rule->child_count; each++) {
    add_rule(it, rule->children[each]);
  }
}

static void list_terms_of_themes(bench *it) {
  size_t count;
  const cs_theme *const *themes = cs_host_themes(it->host, &count);
  it->themes = cs_terms_new();
  for (size_t theme = 0; theme < count; theme++) {
    const cs_lexicon *own = themes[theme]->own;
    add_rule(it, themes[theme]->rule);
    for (size_t entry = 0; own != NULL && entry < own->entry_count; entry++) {
      add_term(it, own->entries[entry].term);
    }
  }
}

/* ---- Measuring ---- */

static void scan(bench *it, const cs_review *review) {
  for (uint32_t each = 0; each < review->passage_count; each++) {
    const cs_passage *passage = &review->passages[each];
    it->found +=
        cs_scan_read(it->scan, review->text->bytes + passage->start, passage->length)->hit_count;
  }
}

static void code(bench *it, const cs_review *review) {
  cs_codings codings = {0};
  cs_problems problems = {0};
  cs_host_code(&codings, it->host, review, &problems);
  it->found += codings.count;
  cs_codings_free(&codings);
  cs_problems_clear(&problems);
}

/* The best of several times: other processes can only make it slower. */
static void measure(bench *it, const char *what, const char *of, int times,
                    void (*work)(bench *it, const cs_review *review)) {
  double best = 0;
  for (int time = 0; time < times; time++) {
    struct timespec from, to;
    it->found = 0;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &from);
    for (size_t each = 0; each < it->count; each++) {
      work(it, it->reviews[each]);
    }
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &to);
    double spent = (double)(to.tv_sec - from.tv_sec) + (double)(to.tv_nsec - from.tv_nsec) / 1e9;
    best = time == 0 || spent < best ? spent : best;
  }
  printf("%-34s %8.1f MB/s   %7.3f ms for 100 KB   %.1f %s a KB\n", what, it->bytes / best / 1e6,
         best * 1e3 / it->bytes * 1e5, (double)it->found * 1e3 / it->bytes, of);
}

static void measure_scan(bench *it, const cs_terms *terms, const char *of, int times) {
  char what[64];
  snprintf(what, sizeof what, "scan for %zu terms of %s", cs_terms_count(terms), of);
  it->scan = cs_scan_new(terms);
  measure(it, what, "hits", times, scan);
  cs_scan_free(it->scan);
}

static void write_terms(const char *path, const cs_terms *terms) {
  FILE *file = fopen(path, "w");
  if (file == NULL) {
    perror(path);
    exit(3);
  }
  for (size_t each = 0; each < cs_terms_count(terms); each++) {
    fprintf(file, "%s\n", cs_terms_pattern(terms, (uint32_t)each));
  }
  fclose(file);
}

int main(int argc, char **argv) {
  const char *terms = NULL;
  int option, times = 3;
  while ((option = getopt(argc, argv, "t:n:")) != -1) {
    terms = option == 't' ? optarg : terms;
    times = option == 'n' ? atoi(optarg) : times;
  }
  if (argc - optind < 2 || times < 1) {
    fputs("usage: scan_speed [-t FILE] [-n TIMES] PLUGINS TEXT...\n", stderr);
    return 2;
  }
  const char *folders[] = {argv[optind]};
  bench it = {0};
  cs_error error;
  cs_problems problems = {0};
  must(cs_host_open(&it.host, &(cs_host_options){.folders = folders, .folder_count = 1}, &problems,
                    &error),
       &error);
  list_terms_of_themes(&it);
  it.texts = calloc((size_t)argc, sizeof *it.texts);
  it.reviews = calloc((size_t)argc, sizeof *it.reviews);
  if (it.texts == NULL || it.reviews == NULL) {
    return 3;
  }
  if (terms != NULL) {
    write_terms(terms, cs_host_terms(it.host));
  }
  for (int each = optind + 1; each < argc; each++) {
    take(&it, argv[each], &problems);
  }
  printf("%zu texts, %.1f MB\n", it.count, it.bytes / 1e6);
  measure_scan(&it, it.themes, "themes", times);
  measure_scan(&it, cs_host_terms(it.host), "all plugins", times);
  measure(&it, "code", "codings", times, code);
  for (size_t each = 0; each < it.count; each++) {
    cs_review_free(it.reviews[each]);
    cs_text_free(it.texts[each]);
  }
  free(it.reviews);
  free(it.texts);
  cs_terms_free(it.themes);
  cs_host_close(it.host);
  cs_problems_clear(&problems);
  return 0;
}
