/* conspectus try: what a theme catches, at once, while it is being written. The
 * theme is loaded alone from its file and applied to the passages of a dataset or
 * of documents; nothing is stored. */
#include "cli/passage.h"

#include "base/memory.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { SHOWN_BY_DEFAULT = 20 };

static const cli_option options[] = {
    {"polarity", 'P', "WORD", "show only weakness, strength, mixed or neutral"},
    {"passage", 0, "KEY", "only this passage, such as bury-2018:finding:2.18"},
    {"limit", 'n', "N", "show at most N (default 20; 0: all)"},
    {"explain", 'e', NULL,
     "tell why: of the passage that --passage names, else of the near misses (a term of the "
     "theme was found but the rule failed)"},
    {"quiet", 'q', NULL, "only the count"},
    CLI_OPTION_PLUGINS,
    {0},
};

/* A passage as try sees it, from a dataset or a document. */
typedef struct trial_passage {
  const char *key;
  const char *area;
  const char *section;
  cs_kind kind;
  const char *text;
  size_t length;
  bool cites;
} trial_passage;

typedef struct trial {
  cs_host *host;
  const cs_theme *theme;
  const char *polarity; /* to show, or NULL */
  const char *passage;  /* to look at, or NULL */
  bool explain;
  bool quiet;
  size_t limit, width;
  bool colour;
  size_t seen, coded, shown, near_misses;
  size_t by_polarity[CS_POLARITY_COUNT];
} trial;

/* ---- One passage ---- */

static bool room(trial *on) {
  if (on->quiet || (on->limit != 0 && on->shown >= on->limit)) {
    return false;
  }
  on->shown++;
  return true;
}

/* Evidence as `show` has it: the rule's hits and the cues of the verdict. */
static cs_shown_evidence *evidence_of(const cs_explanation *explanation, size_t *count) {
  const cs_scan_result *scan = explanation->scan;
  size_t hits = explanation->match.hit_count, cues = explanation->verdict.cue_count;
  cs_shown_evidence *list = cs_allocate(hits + cues + 1, sizeof *list);
  for (size_t i = 0; i < hits; i++) {
    const cs_hit *hit = &scan->hits[explanation->match.hits[i]];
    list[i] =
        (cs_shown_evidence){.role = "term", .term = "", .start = hit->start, .length = hit->length};
  }
  for (size_t i = 0; i < cues; i++) {
    const cs_cue *cue = &explanation->verdict.cues[i];
    const cs_hit *hit = &scan->hits[cue->hit];
    list[hits + i] = (cs_shown_evidence){
        .role = cs_says_name(cue->says), .term = "", .start = hit->start, .length = hit->length};
  }
  *count = hits + cues;
  return list;
}

static void print_coded(trial *on, const trial_passage *passage,
                        const cs_explanation *explanation) {
  size_t count;
  cs_shown_evidence *evidence = evidence_of(explanation, &count);
  cs_shown shown = {.passage = passage->key,
                    .area = passage->area,
                    .section = passage->section,
                    .theme = on->theme->id,
                    .polarity = cs_polarity_name(explanation->polarity),
                    .confidence = explanation->confidence,
                    .repeat = explanation->repeat,
                    .text = passage->text,
                    .length = passage->length,
                    .cites = "",
                    .evidence = evidence,
                    .evidence_count = count};
  cli_print_shown(&shown, on->width, on->colour);
  free(evidence);
}

/* A near miss: the rule failed although a term of a positive part was found. */
static bool is_near_miss(const cs_explanation *explanation) {
  for (size_t i = 0; i < explanation->trace.count; i++) {
    const cs_trace_step *step = &explanation->trace.steps[i];
    if ((step->rule->op == CS_RULE_TERM || step->rule->op == CS_RULE_EXCEPT) && step->holds) {
      return true;
    }
  }
  return false;
}

static void print_explained(trial *on, const trial_passage *passage,
                            const cs_explanation *explanation) {
  printf("%s\n    ", passage->key);
  cs_print_wrapped(stdout, passage->text, passage->length, on->width - 4, 4);
  putchar('\n');
  cli_print_explanation(explanation, cs_host_terms(on->host), on->width);
  putchar('\n');
}

static void judge_passage(trial *on, const trial_passage *passage,
                          const cs_explanation *explanation) {
  bool coded = explanation->holds && !explanation->vetoed;
  const char *polarity = cs_polarity_name(explanation->polarity);
  bool near = !explanation->holds && is_near_miss(explanation);
  on->near_misses += near;
  if (coded) {
    on->coded++;
    on->by_polarity[explanation->polarity]++;
  }
  if (on->explain) {
    bool asked = on->passage != NULL || near;
    if (asked && room(on)) {
      print_explained(on, passage, explanation);
    }
  } else if (coded && (on->polarity == NULL || strcmp(on->polarity, polarity) == 0) && room(on)) {
    print_coded(on, passage, explanation);
  }
}

static cs_status try_passage(trial *on, const trial_passage *passage, cs_error *error) {
  if (passage->kind == CS_CONTEXT || passage->kind == CS_PREAMBLE) {
    return CS_OK; /* themes code what is found, asked for and said */
  }
  if (on->passage != NULL && strcmp(on->passage, passage->key) != 0) {
    return CS_OK;
  }
  on->seen++;
  cs_explanation explanation = {0};
  cs_status status = cs_host_explain(&explanation, on->host, 0, passage->text, passage->length,
                                     passage->kind, passage->cites, error);
  if (status == CS_OK) {
    judge_passage(on, passage, &explanation);
  }
  cs_explanation_free(&explanation);
  return status;
}

/* ---- A dataset ---- */

static cs_kind kind_of(const char *name) {
  for (int kind = 0; kind < CS_KIND_COUNT; kind++) {
    if (strcmp(cs_kind_name((cs_kind)kind), name) == 0) {
      return (cs_kind)kind;
    }
  }
  return CS_PREAMBLE;
}

static cs_status try_row(void *context, const cs_value *values, size_t count, cs_error *error) {
  (void)count;
  const char *text = values[4].type == CS_STRING ? values[4].string : "";
  trial_passage passage = {.key = values[0].string,
                           .area = values[1].string,
                           .section = values[2].type == CS_STRING ? values[2].string : "",
                           .kind = kind_of(values[3].string),
                           .text = text,
                           .length = strlen(text),
                           .cites = values[5].integer != 0};
  return try_passage(context, &passage, error);
}

static cs_status try_dataset(trial *on, cs_dataset *dataset, cs_error *error) {
  static const char *const sql =
      "SELECT p.key, r.area, s.title, p.kind, passage_text(p.id),"
      "       EXISTS (SELECT 1 FROM citation c WHERE c.passage_id = p.id)"
      " FROM passage p JOIN review r ON r.id = p.review_id"
      "      LEFT JOIN section s ON s.id = p.section_id ORDER BY r.key, p.seq";
  cs_query_reader reader = {.row = try_row, .context = on};
  return cs_dataset_query(dataset, sql, NULL, 0, &reader, error);
}

/* ---- A document ---- */

static cs_status try_review(trial *on, const cs_review *review, cs_error *error) {
  char key[256], full[512];
  cs_review_key(review, key, sizeof key);
  uint32_t citation = 0; /* citations are in order of their passages */
  for (uint32_t i = 0; i < review->passage_count; i++) {
    const cs_passage *each = &review->passages[i];
    snprintf(full, sizeof full, "%s:%s:%s", key, cs_kind_name(each->kind), each->label);
    while (citation < review->citation_count && review->citations[citation].passage < i) {
      citation++;
    }
    trial_passage passage = {.key = full,
                             .area = review->area,
                             .section = review->sections[each->section].title,
                             .kind = each->kind,
                             .text = review->text->bytes + each->start,
                             .length = each->length,
                             .cites = citation < review->citation_count &&
                                      review->citations[citation].passage == i};
    cs_status status = try_passage(on, &passage, error);
    if (status != CS_OK) {
      return status;
    }
  }
  return CS_OK;
}

static cs_status try_document(trial *on, const char *path, cs_error *error) {
  cs_text *text;
  cs_review *review;
  cs_problems problems = {0};
  cs_run_options read = {.text = cs_text_default_limits};
  cs_status status = cs_read_document(&text, &review, on->host, path, &read, &problems, error);
  if (status == CS_OK) {
    status = try_review(on, review, error);
    cs_review_free(review);
    cs_text_free(text);
  }
  cli_problems(&problems, path);
  cs_problems_clear(&problems);
  return status;
}

/* ---- The command ---- */

static bool is_dataset(const char *path) {
  char head[16] = {0};
  FILE *file = fopen(path, "rb");
  bool found = file != NULL && fread(head, 1, sizeof head, file) == sizeof head &&
               memcmp(head, "SQLite format 3", 16) == 0;
  if (file != NULL) {
    fclose(file);
  }
  return found;
}

static cs_status try_path(trial *on, const char *path, cs_error *error) {
  if (!is_dataset(path)) {
    return try_document(on, path, error);
  }
  cs_dataset *dataset;
  cs_status status = cs_dataset_open(&dataset, path, CS_OPEN_READ, error);
  if (status == CS_OK) {
    status = try_dataset(on, dataset, error);
    cs_dataset_close(dataset);
  }
  return status;
}

static int print_count(const trial *on) {
  if (on->passage != NULL && on->seen == 0) {
    cli_message("there is no passage '%s' (or none that themes code); 'conspectus show' prints "
                "keys",
                on->passage);
    return EXIT_COULD_NOT;
  }
  if (on->shown != 0 && !on->explain) {
    cli_print_legend(on->colour);
  }
  printf("%s: %zu of %zu passages coded", on->theme->id, on->coded, on->seen);
  for (int polarity = 0; polarity < CS_POLARITY_COUNT; polarity++) {
    printf("%s %zu %s", polarity == 0 ? ":" : ",", on->by_polarity[polarity],
           cs_polarity_name((cs_polarity)polarity));
  }
  printf("; %zu near misses%s.\n", on->near_misses, on->explain ? "" : " (--explain tells why)");
  return cli_done(EXIT_DONE);
}

static bool read_trial_options(trial *on, const cli_arguments *arguments) {
  double limit;
  if (!cli_number(&limit, arguments, "limit", 0, 1e9, SHOWN_BY_DEFAULT)) {
    return false;
  }
  *on = (trial){.polarity = cli_value(arguments, "polarity"),
                .passage = cli_value(arguments, "passage"),
                .explain = cli_flag(arguments, "explain"),
                .quiet = cli_flag(arguments, "quiet"),
                .limit = (size_t)limit,
                .width = cli_width() != 0 ? cli_width() : 80,
                .colour = cli_colour()};
  for (int polarity = 0; on->polarity != NULL && polarity < CS_POLARITY_COUNT; polarity++) {
    if (strcmp(on->polarity, cs_polarity_name((cs_polarity)polarity)) == 0) {
      return true;
    }
  }
  if (on->polarity != NULL) {
    cli_usage(arguments, "--polarity is weakness, strength, mixed or neutral, not '%s'",
              on->polarity);
  }
  return on->polarity == NULL;
}

static int try(const cli_arguments *arguments) {
  trial on;
  cs_error error;
  if (!read_trial_options(&on, arguments)) {
    return EXIT_USAGE;
  }
  int status = cli_host_of_theme(&on.host, arguments, arguments->operands[0]);
  if (status != 0) {
    return status;
  }
  size_t count;
  on.theme = cs_host_themes(on.host, &count)[0];
  for (int i = 1; i < arguments->operand_count && status == 0; i++) {
    if (try_path(&on, arguments->operands[i], &error) != CS_OK) {
      status = cli_failed(&error);
    }
  }
  if (status == 0) {
    status = print_count(&on);
  }
  cs_host_close(on.host);
  return status;
}

const cli_command cli_try = {
    .name = "try",
    .operands = "THEME.lua DATASET|FILE...",
    .summary = "what a theme catches, while it is being written",
    .about = "Applies one theme, from its file or by its id, to a dataset or to documents and "
             "shows what it codes, terms and cues marked. Nothing is stored. With --explain it "
             "tells which term was found, which part of the rule failed, which cues decided.",
    .example = "conspectus try my_theme.lua reviews.db --explain",
    .options = options,
    .least_operands = 2,
    .most_operands = -1,
    .function = try,
};
