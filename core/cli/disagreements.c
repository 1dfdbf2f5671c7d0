/* Disagreements, one by one: both answers, and the passage with what the program's
 * coding rests on marked in it. */
#include "cli/agree.h"
#include "cli/explanation.h"
#include "cli/passage.h"

#include <stdio.h>
#include <string.h>

/* One disagreement; the passage comes from the dataset. */
typedef struct differing {
  const cs_agreement *of;
  cli_pair pair;
  size_t unit, theme;
  cs_disagreement how;
  cs_table *table; /* to add it to, or NULL: print it */
  cs_host *host;   /* to explain with, or NULL */
  size_t width;
  bool colour;
  cs_buffer text[5];
} differing;

typedef cs_status each_shown(void *context, const cs_shown *shown, cs_error *error);

static const cs_answer *answer_of(const differing *on, size_t coder) {
  return cs_agreement_answer(on->of, on->unit, on->theme, coder);
}

/* ---- As text ---- */

static cs_status print_one(void *context, const cs_shown *shown, cs_error *error) {
  differing *on = context;
  const char *first = cli_answer(&on->text[0], answer_of(on, on->pair.first));
  const char *second = cli_answer(&on->text[1], answer_of(on, on->pair.second));
  bool program = on->pair.second == CS_PROGRAM;
  cs_shown plain = *shown;
  plain.evidence_count = program ? shown->evidence_count : 0;
  cli_print_place(shown, on->width, on->colour);
  printf("  %s: %s\n", shown->theme, cs_disagreement_name(on->how));
  printf("  %s: %s\n  %s: %s\n", on->of->coders[on->pair.first], first,
         on->of->coders[on->pair.second], second);
  cli_print_marked(&plain, on->width, on->colour);
  return on->host != NULL && program ? cli_explain_shown(on->host, shown, on->width, error) : CS_OK;
}

/* ---- As a table ---- */

static const cs_column columns[] = {
    {"passage", NULL, CS_STRING, 0},
    {"area", NULL, CS_STRING, 0},
    {"review", NULL, CS_STRING, 0},
    {"kind", NULL, CS_STRING, 0},
    {"section", NULL, CS_STRING, 0},
    {"label", NULL, CS_STRING, 0},
    {"theme", NULL, CS_STRING, 0},
    {"reference", NULL, CS_STRING, 0},
    {"rater", NULL, CS_STRING, 0},
    {"disagreement", NULL, CS_STRING, 0},
    {"reference_polarity", NULL, CS_STRING, 0},
    {"reference_repeat", NULL, CS_STRING, 0},
    {"rater_polarity", NULL, CS_STRING, 0},
    {"rater_repeat", NULL, CS_STRING, 0},
    {"confidence", NULL, CS_REAL, 2},
    {"line", NULL, CS_INTEGER, 0},
    {"evidence", NULL, CS_STRING, 0},
    {"text", NULL, CS_STRING, 0},
};

static cs_value repeat_of(const cs_answer *answer) {
  static const char *const words[] = {NULL, "no", "yes", "contested"};
  return cs_string(answer->said == CS_SAID_YES ? words[answer->repeat] : NULL);
}

static cs_status add_one(void *context, const cs_shown *shown, cs_error *error) {
  (void)error;
  differing *on = context;
  const cs_answer *first = answer_of(on, on->pair.first);
  const cs_answer *second = answer_of(on, on->pair.second);
  bool program = on->pair.second == CS_PROGRAM;
  uint32_t line = first->line != 0 ? first->line : second->line;
  cs_buffer_reset(&on->text[2]);
  if (program) {
    cli_add_evidence(&on->text[2], shown);
  }
  cs_value row[] = {cs_string(shown->passage),
                    cs_string(shown->area),
                    cs_string(shown->review),
                    cs_string(shown->kind),
                    cs_string(shown->section),
                    cs_string(shown->label),
                    cs_string(shown->theme),
                    cs_string(on->of->coders[on->pair.first]),
                    cs_string(on->of->coders[on->pair.second]),
                    cs_string(cs_disagreement_name(on->how)),
                    cs_string(cli_polarities(&on->text[0], first)),
                    repeat_of(first),
                    cs_string(cli_polarities(&on->text[1], second)),
                    repeat_of(second),
                    program && second->polarities != 0 ? cs_real(second->confidence / 1000.0)
                                                       : cs_missing(),
                    line != 0 ? cs_integer(line) : cs_missing(),
                    cs_string(on->text[2].length > 0 ? on->text[2].bytes : NULL),
                    cs_string(shown->text)};
  cs_table_add(on->table, row);
  return CS_OK;
}

/* ---- All of them ---- */

typedef struct tally {
  size_t count[CS_DISAGREEMENT_COUNT];
  size_t all;
} tally;

static cs_status each_unit(differing *on, cs_dataset *dataset, tally *of, cs_error *error) {
  each_shown *each = on->table != NULL ? add_one : print_one;
  cs_status status = CS_OK;
  for (on->unit = 0; on->unit < on->of->unit_count && status == CS_OK; on->unit++) {
    on->how = cs_agreement_differ(answer_of(on, on->pair.first), answer_of(on, on->pair.second));
    if (on->how != CS_AGREED) {
      of->count[on->how]++;
      of->all++;
      status = cs_show_passage(dataset, on->of->units[on->unit].passage, on->of->themes[on->theme],
                               each, on, error);
    }
  }
  return status;
}

static void print_tally(const tally *of) {
  printf("%zu disagreement%s", of->all, of->all == 1 ? "" : "s");
  for (int how = CS_MISSED; how < CS_DISAGREEMENT_COUNT; how++) {
    printf("%s %zu %s", how == CS_MISSED ? ":" : ",", of->count[how],
           cs_disagreement_name((cs_disagreement)how));
  }
  printf(".\n");
}

static cs_status each_pair(differing *on, cs_dataset *dataset, cs_error *error) {
  cli_pair pairs[CLI_PAIRS_MAX];
  size_t count = cli_pairs(pairs, on->of);
  cs_status status = CS_OK;
  for (size_t i = 0; i < count && status == CS_OK; i++) {
    tally of = {0};
    on->pair = pairs[i];
    for (on->theme = 0; on->theme < on->of->theme_count && status == CS_OK; on->theme++) {
      status = each_unit(on, dataset, &of, error);
    }
    if (on->table == NULL) {
      printf("%s against %s: ", on->of->coders[on->pair.second], on->of->coders[on->pair.first]);
      print_tally(&of);
      printf("%s", i + 1 < count ? "\n" : "");
    }
  }
  return status;
}

int cli_disagreements(const cs_agreement *agreement, cs_dataset *dataset, cs_host *host,
                      const cli_arguments *arguments) {
  cs_print_as as;
  cs_error error;
  size_t width = cli_width();
  differing on = {
      .of = agreement, .host = host, .width = width != 0 ? width : 80, .colour = cli_colour()};
  cli_format(&as, arguments);
  on.table = as != CS_PRINT_TABLE ? cs_table_new(columns, sizeof columns / sizeof *columns) : NULL;
  cs_status found = each_pair(&on, dataset, &error);
  int status = found != CS_OK     ? cli_failed(&error)
               : on.table != NULL ? cli_print(on.table, arguments)
                                  : EXIT_DONE;
  if (found == CS_OK && on.table == NULL) {
    cli_print_legend(on.colour);
    status = cli_done(EXIT_DONE);
  }
  for (size_t i = 0; i < sizeof on.text / sizeof *on.text; i++) {
    cs_buffer_free(&on.text[i]);
  }
  cs_table_free(on.table);
  return status;
}
