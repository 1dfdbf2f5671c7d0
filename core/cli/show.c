/* conspectus show: the passages behind a cell, with what they rest on. */
#include "cli/explanation.h"
#include "cli/passage.h"

#include "base/buffer.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { SHOWN_BY_DEFAULT = 20 };

static const cli_option options[] = {
    {"area", 'a', "AREA", "only passages about this area"},
    {"theme", 'T', "ID", "only codings of this theme"},
    {"polarity", 'P', "WORD", "only weakness, strength, mixed or neutral"},
    {"kind", 'k', "WORD", "only finding, recommendation, example or quote"},
    {"passage", 0, "KEY", "only this passage, such as bury-2018:finding:2.18"},
    {"limit", 'n', "N", "show at most N (default 20; 0: all)"},
    {"explain", 'e', NULL, "tell why each was coded: rule, terms, cues"},
    {"threshold", 't', "C", "lowest confidence of a coding that is shown (default 0)"},
    CLI_OPTION_FORMAT,
    CLI_OPTION_PLUGINS,
    {0},
};

/* ---- As a table ---- */

static const cs_column columns[] = {
    {"passage", "Passage", CS_STRING, 0},     {"area", "Area", CS_STRING, 0},
    {"review", "Review", CS_STRING, 0},       {"kind", "Kind", CS_STRING, 0},
    {"section", "Section", CS_STRING, 0},     {"label", "Label", CS_STRING, 0},
    {"theme", "Theme", CS_STRING, 0},         {"polarity", "Polarity", CS_STRING, 0},
    {"confidence", "Confidence", CS_REAL, 2}, {"repeat", "Repeat", CS_INTEGER, 0},
    {"cites", "Cites", CS_STRING, 0},         {"evidence", "Evidence", CS_STRING, 0},
    {"text", "Text", CS_STRING, 0},
};

static cs_status add_row(void *context, const cs_shown *shown, cs_error *error) {
  (void)error;
  cs_buffer evidence = {0};
  cli_add_evidence(&evidence, shown);
  cs_value row[] = {
      cs_string(shown->passage),  cs_string(shown->area),
      cs_string(shown->review),   cs_string(shown->kind),
      cs_string(shown->section),  cs_string(shown->label),
      cs_string(shown->theme),    cs_string(shown->polarity),
      cs_real(shown->confidence), cs_integer(shown->repeat),
      cs_string(shown->cites),    cs_string(evidence.length > 0 ? evidence.bytes : ""),
      cs_string(shown->text)};
  cs_table_add(context, row);
  cs_buffer_free(&evidence);
  return CS_OK;
}

static int show_table(cs_dataset *dataset, const cs_show_options *asked,
                      const cli_arguments *arguments) {
  cs_error error;
  size_t found;
  cs_table *table = cs_table_new(columns, sizeof columns / sizeof *columns);
  int status = cs_show(&found, dataset, asked, add_row, table, &error) == CS_OK
                   ? cli_print(table, arguments)
                   : cli_failed(&error);
  cs_table_free(table);
  return status;
}

/* ---- As text ---- */

typedef struct printing {
  size_t width;
  bool colour;
  cs_host *host; /* to explain with, or NULL */
} printing;

static cs_status print_passage(void *context, const cs_shown *shown, cs_error *error) {
  printing *on = context;
  cli_print_shown(shown, on->width, on->colour);
  return on->host != NULL ? cli_explain_shown(on->host, shown, on->width, error) : CS_OK;
}

static int show_text(cs_dataset *dataset, const cs_show_options *asked, cs_host *host) {
  cs_error error;
  size_t found, width = cli_width();
  printing on = {.width = width != 0 ? width : 80, .colour = cli_colour(), .host = host};
  if (cs_show(&found, dataset, asked, print_passage, &on, &error) != CS_OK) {
    return cli_failed(&error);
  }
  if (found == 0) {
    printf("No coding fits.\n");
    return cli_done(EXIT_DONE);
  }
  cli_print_legend(on.colour);
  size_t shown = asked->limit != 0 && asked->limit < found ? asked->limit : found;
  printf("%zu of %zu codings shown%s.\n", shown, found,
         shown < found ? "; --limit 0 shows all" : "");
  return cli_done(EXIT_DONE);
}

static int show(const cli_arguments *arguments) {
  cs_print_as as;
  cs_dataset *dataset;
  cs_host *host = NULL;
  double limit;
  cs_show_options asked = {.area = cli_value(arguments, "area"),
                           .theme = cli_value(arguments, "theme"),
                           .polarity = cli_value(arguments, "polarity"),
                           .kind = cli_value(arguments, "kind"),
                           .passage = cli_value(arguments, "passage")};
  if (!cli_format(&as, arguments) ||
      !cli_number(&asked.threshold, arguments, "threshold", 0, 1, 0) ||
      !cli_number(&limit, arguments, "limit", 0, 1e9,
                  as == CS_PRINT_TABLE ? SHOWN_BY_DEFAULT : 0)) {
    return EXIT_USAGE;
  }
  asked.limit = (size_t)limit;
  int status = cli_open(&dataset, arguments->operands[0]);
  if (status != 0) {
    return status;
  }
  if (cli_flag(arguments, "explain")) {
    status = cli_host(&host, arguments, NULL, NULL);
  }
  if (status == 0) {
    status = as == CS_PRINT_TABLE ? show_text(dataset, &asked, host)
                                  : show_table(dataset, &asked, arguments);
  }
  cs_host_close(host);
  cs_dataset_close(dataset);
  return status;
}

const cli_command cli_show = {
    .name = "show",
    .operands = "DATASET",
    .summary = "passages behind a cell, their cues marked",
    .about = "Prints coded passages in full, with the terms and cues that the coding rests on "
             "marked in the text. All codings are shown, also those below the confidence that "
             "counts in comparisons: --threshold 0.5 leaves these out.",
    .example = "conspectus show reviews.db --theme it_fragmentation --polarity weakness",
    .options = options,
    .least_operands = 1,
    .most_operands = 1,
    .function = show,
};
