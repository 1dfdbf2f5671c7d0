/* try --against: what a theme wins and loses against human coding, and against the theme
 * that coded the dataset. */
#include "cli/try.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

int cli_try_against(trial *on, const char *path, const char *coded, bool complete) {
  cs_dataset *dataset;
  cs_agreement_options asked = {
      .threshold = on->threshold, .theme = on->theme->id, .complete = complete};
  int status = cli_open(&dataset, path);
  if (status != 0) {
    return status;
  }
  status = cli_agreement(&on->against, dataset, coded, &asked);
  if (status == 0) {
    const cs_agreement *of = on->against;
    on->before = cs_allocate(of->unit_count + 1, sizeof *on->before);
    for (size_t unit = 0; unit < of->unit_count; unit++) {
      on->before[unit] = *cs_agreement_answer(of, unit, 0, CS_PROGRAM);
    }
  }
  cs_dataset_close(dataset);
  return status;
}

/* ---- A passage ---- */

static cs_answer answer_of(const trial *on, const cs_explanation *explanation) {
  bool coded = explanation->holds && !explanation->vetoed;
  bool counts = coded && explanation->confidence >= on->threshold - 1e-9;
  return (cs_answer){.said = counts ? CS_SAID_YES : CS_SAID_NO,
                     .polarities = (uint8_t)(coded ? 1U << explanation->polarity : 0),
                     .repeat = explanation->repeat ? CS_SAID_YES : CS_SAID_NO,
                     .confidence = (uint16_t)(coded ? explanation->confidence * 1000 + 0.5 : 0)};
}

/* In the order in which they are printed. */
typedef enum outcome { WORSE, WRONG, BETTER, RIGHT } outcome;

static outcome outcome_of(const trial *on, size_t unit, size_t coder) {
  const cs_answer *person = cs_agreement_answer(on->against, unit, 0, coder);
  const cs_answer *now = cs_agreement_answer(on->against, unit, 0, CS_PROGRAM);
  bool wrong = cs_agreement_differ(person, now) != CS_AGREED;
  bool wrong_before = on->compared && cs_agreement_differ(person, &on->before[unit]) != CS_AGREED;
  if (wrong) {
    return on->compared && !wrong_before ? WORSE : WRONG;
  }
  return wrong_before ? BETTER : RIGHT;
}

void cli_try_compare(trial *on, const trial_passage *passage, const cs_explanation *explanation) {
  size_t unit = cs_agreement_unit(on->against, passage->key);
  if (unit == SIZE_MAX) {
    return;
  }
  *cs_agreement_answer(on->against, unit, 0, CS_PROGRAM) = answer_of(on, explanation);
  outcome best = RIGHT;
  for (size_t coder = 1; coder < on->against->coder_count; coder++) {
    outcome each = outcome_of(on, unit, coder);
    best = each < best ? each : best;
  }
  if (best != RIGHT) {
    cli_try_keep(on, passage, best, unit);
  }
}

/* ---- Lists ---- */

static const char *tell(trial *on, const kept_passage *kept, size_t coder, cs_buffer text[4]) {
  const cs_answer *person = cs_agreement_answer(on->against, kept->unit, 0, coder);
  const cs_answer *now = cs_agreement_answer(on->against, kept->unit, 0, CS_PROGRAM);
  cs_disagreement how = cs_agreement_differ(person, now);
  const cs_answer *before = &on->before[kept->unit];
  cs_buffer_reset(&text[0]);
  cs_buffer_add_format(&text[0], "%s: %s: %s", cs_disagreement_name(how),
                       on->against->coders[coder], cli_answer(&text[1], person));
  if (on->compared) {
    cs_buffer_add_format(&text[0], "; before: %s", cli_answer(&text[2], before));
  }
  return text[0].bytes;
}

static cs_status print_group(trial *on, size_t coder, outcome group, const char *heading,
                             cs_buffer text[4], cs_error *error) {
  size_t count = 0;
  for (size_t i = 0; i < on->kept_count; i++) {
    count += outcome_of(on, on->kept[i].unit, coder) == group;
  }
  if (count == 0 || on->quiet) {
    return CS_OK;
  }
  printf("%s, %s: %zu\n\n", heading, on->against->coders[coder], count);
  cs_status status = CS_OK;
  for (int how = CS_AGREED; how < CS_DISAGREEMENT_COUNT; how++) {
    for (size_t i = 0; i < on->kept_count && status == CS_OK; i++) {
      const kept_passage *each = &on->kept[i];
      const cs_answer *person = cs_agreement_answer(on->against, each->unit, 0, coder);
      const cs_answer *now = cs_agreement_answer(on->against, each->unit, 0, CS_PROGRAM);
      if (outcome_of(on, each->unit, coder) == group &&
          (int)cs_agreement_differ(person, now) == how && cli_try_room(on)) {
        status = cli_try_print(on, &each->passage, tell(on, each, coder, text), error);
      }
    }
  }
  return status;
}

static cs_status print_lists(trial *on, cs_error *error) {
  static const char *const headings[] = {"Wrong now and right before", "Wrong before and now",
                                         "Right now and wrong before"};
  cs_buffer text[4] = {{0}};
  cs_status status = CS_OK;
  for (size_t coder = 1; coder < on->against->coder_count && status == CS_OK; coder++) {
    for (int group = WORSE; group < RIGHT && status == CS_OK; group++) {
      const char *heading = on->compared ? headings[group] : "Wrong";
      status = print_group(on, coder, (outcome)group, heading, text, error);
    }
  }
  for (size_t i = 0; i < 4; i++) {
    cs_buffer_free(&text[i]);
  }
  return status;
}

/* ---- Figures ---- */

static const cs_column columns[] = {
    {"coder", "Against", CS_STRING, 0},     {"version", "Theme", CS_STRING, 0},
    {"both", "Both", CS_INTEGER, 0},        {"missed", "Missed", CS_INTEGER, 0},
    {"extra", "Extra", CS_INTEGER, 0},      {"precision", "Preci- sion", CS_REAL, 2},
    {"recall", "Recall", CS_REAL, 2},       {"f1", "F1, 95\xC2\xA0% interval", CS_STRING, 0},
    {"polarity", "Polar- ity", CS_REAL, 2},
};

static void add_figures(cs_table *table, const trial *on, size_t coder, const char *version) {
  cs_agreement_figures of;
  cs_buffer text = {0};
  cs_agreement_figures_of(&of, on->against, coder, CS_PROGRAM, 0);
  cs_value row[] = {cs_string(on->against->coders[coder]),
                    cs_string(version),
                    cs_integer((int64_t)of.table.both),
                    cs_integer((int64_t)of.table.only_first),
                    cs_integer((int64_t)of.table.only_second),
                    cs_real(of.precision),
                    cs_real(of.recall),
                    cs_string(cli_with_interval(&text, of.f1, of.f1_interval)),
                    cs_real(of.polarity)};
  cs_table_add(table, row);
  cs_buffer_free(&text);
}

/* The answers of the program, exchanged for those that were kept. */
static void exchange(trial *on) {
  for (size_t unit = 0; unit < on->against->unit_count; unit++) {
    cs_answer *now = cs_agreement_answer(on->against, unit, 0, CS_PROGRAM);
    cs_answer kept = on->before[unit];
    on->before[unit] = *now;
    *now = kept;
  }
}

cs_status cli_try_verdict(trial *on, cs_error *error) {
  cs_status status = print_lists(on, error);
  if (status != CS_OK) {
    return status;
  }
  cs_table *table = cs_table_new(columns, sizeof columns / sizeof *columns);
  for (size_t coder = 1; coder < on->against->coder_count; coder++) {
    if (on->compared) {
      exchange(on);
      add_figures(table, on, coder, "before");
      exchange(on);
    }
    add_figures(table, on, coder, "now");
  }
  status = cs_table_print(stdout, table, CS_PRINT_TABLE, on->width, error);
  cs_table_free(table);
  putchar('\n');
  return status;
}
