/* conspectus try: what a theme catches, at once, while it is being written. The
 * theme is loaded alone from its file and applied to the passages of a dataset or
 * of documents; nothing is stored. */
#include "cli/try.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { SHOWN_BY_DEFAULT = 20 };

static const cli_option options[] = {
    {"polarity", 'P', "WORD", "show only weakness, strength, mixed or neutral"},
    {"passage", 0, "KEY", "only this passage, such as bury-2018:finding:2.18"},
    {"limit", 'n', "N", "show at most N (default 20; 0: all)"},
    {"explain", 'e', NULL,
     "tell why: of the passage that --passage names, else of the near misses (terms of the "
     "theme were found but the rule failed), those first that have all of its parts"},
    {"changes", 'c', NULL, "only passages whose coding is not the one in the dataset"},
    {"against", 'a', "CODED.csv", "compare with human coding: what the theme wins and loses"},
    CLI_OPTION_COMPLETE,
    {"threshold", 't', "C", "with --against: lowest confidence that counts (default 0.5)"},
    {"quiet", 'q', NULL, "only the count"},
    CLI_OPTION_PLUGINS,
    {0},
};

/* ---- One passage ---- */

bool cli_try_room(trial *on) {
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

static cs_status apply(cs_explanation *explanation, const trial *on, const trial_passage *passage,
                       bool trace, cs_error *error) {
  cs_tried tried = {.text = passage->text,
                    .length = passage->length,
                    .kind = passage->kind,
                    .label = passage->label,
                    .section = passage->canonical,
                    .cites = passage->cites,
                    .trace = trace};
  return cs_host_try(explanation, on->host, 0, &tried, error);
}

static cs_shown shown_of(const trial *on, const trial_passage *passage,
                         const cs_explanation *explanation) {
  return (cs_shown){.passage = passage->key,
                    .area = passage->area,
                    .section = passage->section,
                    .theme = on->theme->id,
                    .polarity = cs_polarity_name(explanation->polarity),
                    .confidence = explanation->confidence,
                    .repeat = explanation->repeat,
                    .text = passage->text,
                    .length = passage->length,
                    .cites = ""};
}

static bool is_coded(const cs_explanation *explanation) {
  return explanation->holds && !explanation->vetoed;
}

static void print_coded(trial *on, const trial_passage *passage,
                        const cs_explanation *explanation) {
  cs_shown shown = shown_of(on, passage, explanation);
  cs_shown_evidence *evidence = evidence_of(explanation, &shown.evidence_count);
  shown.evidence = evidence;
  cli_print_shown(&shown, on->width, on->colour);
  free(evidence);
}

cs_status cli_try_print(trial *on, const trial_passage *passage, const char *special,
                        cs_error *error) {
  cs_explanation explanation = {0};
  cs_status status = apply(&explanation, on, passage, true, error);
  if (status != CS_OK) {
    return status;
  }
  if (special != NULL) {
    printf("%s\n", special);
  }
  if (is_coded(&explanation)) {
    print_coded(on, passage, &explanation);
  } else {
    cs_shown shown = shown_of(on, passage, &explanation);
    cli_print_place(&shown, on->width, on->colour);
    printf("  %s: no coding\n", on->theme->id);
    cli_print_marked(&shown, on->width, on->colour);
  }
  if (on->explain) {
    cli_print_explanation(&explanation, cs_host_terms(on->host), on->width);
    putchar('\n');
  }
  cs_explanation_free(&explanation);
  return CS_OK;
}

void cli_try_keep(trial *on, const trial_passage *passage, size_t group, size_t unit) {
  cs_grow(&on->kept, &on->kept_capacity, on->kept_count, sizeof *on->kept);
  kept_passage *kept = &on->kept[on->kept_count++];
  *kept = (kept_passage){.passage = *passage, .group = group, .unit = unit};
  kept->passage.key = cs_arena_string(on->arena, passage->key);
  kept->passage.area = cs_arena_string(on->arena, passage->area);
  kept->passage.section = cs_arena_string(on->arena, passage->section);
  kept->passage.canonical = cs_arena_string(on->arena, passage->canonical);
  kept->passage.label = cs_arena_string(on->arena, passage->label);
  kept->passage.text = cs_arena_bytes(on->arena, passage->text, passage->length);
}

/* ---- What changed ---- */

/* What the passage is by the dataset and by the theme as it is now, or NULL where that is the
 * same. */
static const char *change_of(trial *on, const trial_passage *passage,
                             const cs_explanation *explanation, char text[96]) {
  bool coded = is_coded(explanation);
  if (!on->compared || (!coded && !passage->stored)) {
    return NULL;
  }
  if (coded && passage->stored && passage->polarity == explanation->polarity) {
    return NULL;
  }
  on->gained += !passage->stored;
  on->lost += !coded;
  on->changed += coded && passage->stored;
  if (passage->stored) {
    snprintf(text, 96, "%s: was %s, confidence %.2f", coded ? "changed" : "lost",
             cs_polarity_name(passage->polarity), passage->confidence);
  } else {
    snprintf(text, 96, "gained");
  }
  return text;
}

/* ---- What is shown ---- */

/* Near misses are kept, so that those that have all parts come first; no more than can be
 * shown. */
static void keep_near_miss(trial *on, const trial_passage *passage, cs_nearness nearness) {
  size_t group = nearness == CS_CLOSE ? 0 : 1;
  size_t count = group == 0 ? on->close_misses : on->near_misses - on->close_misses;
  if (!on->quiet && (on->limit == 0 || count <= on->limit)) {
    cli_try_keep(on, passage, group, SIZE_MAX);
  }
}

static void count_passage(trial *on, const cs_explanation *explanation) {
  bool near = !explanation->holds && explanation->nearness != CS_FAR;
  on->near_misses += near;
  on->close_misses += near && explanation->nearness == CS_CLOSE;
  if (is_coded(explanation)) {
    on->coded++;
    on->by_polarity[explanation->polarity]++;
  }
}

static cs_status judge_passage(trial *on, const trial_passage *passage,
                               const cs_explanation *explanation, cs_error *error) {
  char text[96];
  bool coded = is_coded(explanation);
  const char *polarity = cs_polarity_name(explanation->polarity);
  const char *change = change_of(on, passage, explanation, text);
  count_passage(on, explanation);
  if (on->against != NULL) {
    cli_try_compare(on, passage, explanation);
  } else if (on->passage != NULL && on->explain) {
    return cli_try_print(on, passage, change, error);
  } else if (on->changes) {
    return change != NULL && cli_try_room(on) ? cli_try_print(on, passage, change, error) : CS_OK;
  } else if (on->explain) {
    if (!explanation->holds && explanation->nearness != CS_FAR) {
      keep_near_miss(on, passage, explanation->nearness);
    }
  } else if (coded && (on->polarity == NULL || strcmp(on->polarity, polarity) == 0) &&
             cli_try_room(on)) {
    print_coded(on, passage, explanation);
  }
  return CS_OK;
}

static cs_status print_near_misses(trial *on, cs_error *error) {
  static const char *const headings[] = {
      "Near: all parts of the rule have a term here, but not where it wants them, or it was "
      "refused",
      "Near: some of its terms are here"};
  cs_status status = CS_OK;
  for (size_t group = 0; group < 2; group++) {
    for (size_t i = 0; i < on->kept_count && status == CS_OK; i++) {
      if (on->kept[i].group == group && cli_try_room(on)) {
        cs_print_wrapped(stdout, headings[group], strlen(headings[group]), on->width, 0);
        status = cli_try_print(on, &on->kept[i].passage, "", error);
      }
    }
  }
  return status;
}

cs_status cli_try_passage(trial *on, const trial_passage *passage, cs_error *error) {
  if (passage->kind == CS_CONTEXT || passage->kind == CS_PREAMBLE) {
    return CS_OK; /* themes code what is found, asked for and said */
  }
  if (on->passage != NULL && strcmp(on->passage, passage->key) != 0) {
    return CS_OK;
  }
  on->seen++;
  cs_explanation explanation = {0};
  cs_status status = apply(&explanation, on, passage, false, error);
  if (status == CS_OK) {
    status = judge_passage(on, passage, &explanation, error);
  }
  cs_explanation_free(&explanation);
  return status;
}

/* ---- The command ---- */

static void add_counts(cs_buffer *text, const trial *on) {
  cs_buffer_add_format(text, "%s: %zu of %zu passages coded", on->theme->id, on->coded, on->seen);
  for (int polarity = 0; polarity < CS_POLARITY_COUNT; polarity++) {
    cs_buffer_add_format(text, "%s %zu %s", polarity == 0 ? ":" : ",", on->by_polarity[polarity],
                         cs_polarity_name((cs_polarity)polarity));
  }
  cs_buffer_add_format(text, "; %zu near misses, %zu of them close%s.", on->near_misses,
                       on->close_misses, on->explain ? "" : " (--explain tells why)");
}

static void add_changes(cs_buffer *text, const trial *on) {
  if (on->compared) {
    bool any = on->gained + on->lost + on->changed > 0;
    cs_buffer_add_format(
        text, "Against the dataset: %zu gained, %zu lost, %zu of another polarity%s.", on->gained,
        on->lost, on->changed, any && !on->changes ? " (--changes shows them)" : "");
  }
}

static void print_paragraph(const trial *on, void (*add)(cs_buffer *text, const trial *on)) {
  cs_buffer text = {0};
  add(&text, on);
  if (text.length > 0) {
    cs_print_wrapped(stdout, text.bytes, text.length, on->width, 0);
    putchar('\n');
  }
  cs_buffer_free(&text);
}

static int print_count(const trial *on) {
  if (on->passage != NULL && on->seen == 0) {
    cli_message("there is no passage '%s' (or none that themes code); 'conspectus show' prints "
                "keys",
                on->passage);
    return EXIT_COULD_NOT;
  }
  if (on->shown != 0) {
    cli_print_legend(on->colour);
  }
  print_paragraph(on, add_counts);
  print_paragraph(on, add_changes);
  return cli_done(EXIT_DONE);
}

static bool read_trial_options(trial *on, const cli_arguments *arguments) {
  double limit;
  double threshold;
  if (!cli_number(&limit, arguments, "limit", 0, 1e9, SHOWN_BY_DEFAULT) ||
      !cli_number(&threshold, arguments, "threshold", 0, 1, 0.5)) {
    return false;
  }
  *on = (trial){.polarity = cli_value(arguments, "polarity"),
                .passage = cli_value(arguments, "passage"),
                .explain = cli_flag(arguments, "explain"),
                .changes = cli_flag(arguments, "changes"),
                .threshold = threshold,
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

static int try_all(trial *on, const cli_arguments *arguments) {
  cs_error error;
  cs_status status = CS_OK;
  for (int i = 1; i < arguments->operand_count && status == CS_OK; i++) {
    status = cli_try_path(on, arguments->operands[i], &error);
  }
  if (status == CS_OK && on->against != NULL) {
    status = cli_try_verdict(on, &error);
  } else if (status == CS_OK) {
    status = print_near_misses(on, &error);
  }
  return status == CS_OK ? print_count(on) : cli_failed(&error);
}

static int open_against(trial *on, const cli_arguments *arguments) {
  const char *coded = cli_value(arguments, "against"), *path = arguments->operands[1];
  if (coded == NULL) {
    return 0;
  }
  if (on->changes || on->polarity != NULL || on->passage != NULL) {
    return cli_usage(arguments, "--against shows all differences: leave --changes, --polarity and "
                                "--passage out");
  }
  if (arguments->operand_count > 2) {
    return cli_usage(arguments, "--against takes one dataset");
  }
  return cli_try_against(on, path, coded, cli_flag(arguments, "complete"));
}

static int try(const cli_arguments *arguments) {
  trial on;
  if (!read_trial_options(&on, arguments)) {
    return EXIT_USAGE;
  }
  int status = cli_host_of_theme(&on.host, arguments, arguments->operands[0]);
  if (status != 0) {
    return status;
  }
  size_t count;
  on.theme = cs_host_themes(on.host, &count)[0];
  on.arena = cs_arena_new();
  status = open_against(&on, arguments);
  if (status == 0) {
    status = try_all(&on, arguments);
  }
  cs_agreement_free(on.against);
  free(on.before);
  free(on.kept);
  cs_arena_free(on.arena);
  cs_host_close(on.host);
  return status;
}

const cli_command cli_try = {
    .name = "try",
    .operands = "THEME.lua DATASET|FILE...",
    .summary = "what a theme catches, while it is being written",
    .about = "Applies one theme, from its file or by its id, to a dataset or to documents and "
             "shows what it codes, terms and cues marked. Nothing is stored. With --explain it "
             "tells which term was found, which part of the rule failed, which cues decided; "
             "with --changes, what it does otherwise than the theme that coded the dataset; with "
             "--against, what it wins and loses against human coding.",
    .example = "conspectus try my_theme.lua reviews.db --explain",
    .options = options,
    .least_operands = 2,
    .most_operands = -1,
    .function = try,
};
