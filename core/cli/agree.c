/* conspectus agree: how well the program agrees with people, and people with each
 * other. */
#include "cli/agree.h"

#include <math.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

static const cli_option options[] = {
    {"theme", 'T', "ID", "only this theme"},
    {"disagreements", 'd', NULL, "list every disagreement: its text, its cues, both codings"},
    {"explain", 'e', NULL,
     "with --disagreements: tell which part of the rule failed, which cues "
     "decided"},
    {"calibration", 'c', NULL, "only how often codings of each confidence are right"},
    CLI_OPTION_COMPLETE,
    CLI_OPTION_THRESHOLD,
    CLI_OPTION_PLUGINS,
    CLI_OPTION_FORMAT,
    {0},
};

/* ---- The tables for people ---- */

typedef struct view {
  const cs_agreement *of;
  size_t width;
  cs_buffer text[3];
} view;

static void paragraph(const view *on, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

static void paragraph(const view *on, const char *format, ...) {
  va_list arguments;
  va_start(arguments, format);
  cli_print_paragraph(on->width, format, arguments);
  va_end(arguments);
}

static cs_status print_and_free(const view *on, cs_table *table, cs_error *error) {
  cs_status status = cs_table_print(stdout, table, CS_PRINT_TABLE, on->width, error);
  cs_table_free(table);
  putchar('\n');
  return status;
}

static const cs_column found_columns[] = {
    {"theme", "Theme", CS_STRING, 0},
    {"both", "Both", CS_INTEGER, 0},
    {"missed", "Missed", CS_INTEGER, 0},
    {"extra", "Extra", CS_INTEGER, 0},
    {"precision", "Preci- sion", CS_REAL, 2},
    {"recall", "Recall", CS_REAL, 2},
    {"f1", "F1, 95\xC2\xA0% interval", CS_STRING, 0},
    {"polarity", "Polar- ity", CS_REAL, 2},
};

static cs_status print_found(view *on, cli_pair pair, cs_error *error) {
  const cs_agreement *of = on->of;
  cs_table *table = cs_table_new(found_columns, sizeof found_columns / sizeof *found_columns);
  size_t rows = of->theme_count + (of->theme_count > 1);
  for (size_t theme = 0; theme < rows; theme++) {
    bool all = theme == of->theme_count;
    cs_agreement_figures row;
    cs_agreement_figures_of(&row, of, pair.first, pair.second, all ? SIZE_MAX : theme);
    cs_value values[] = {cs_string(all ? "all themes" : of->themes[theme]),
                         cs_integer((int64_t)row.table.both),
                         cs_integer((int64_t)row.table.only_first),
                         cs_integer((int64_t)row.table.only_second),
                         cs_real(row.precision),
                         cs_real(row.recall),
                         cs_string(cli_with_interval(&on->text[0], row.f1, row.f1_interval)),
                         cs_real(row.polarity)};
    cs_table_add(table, values);
  }
  return print_and_free(on, table, error);
}

static const cs_column chance_columns[] = {
    {"theme", "Theme", CS_STRING, 0},
    {"units", "Units", CS_INTEGER, 0},
    {"contested", "Con- tested", CS_INTEGER, 0},
    {"prevalence", "Preva- lence", CS_REAL, 2},
    {"kappa", "Kappa, 95\xC2\xA0% interval", CS_STRING, 0},
    {"alpha", "Alpha, 95\xC2\xA0% interval", CS_STRING, 0},
};

static cs_status print_chance(view *on, cli_pair pair, cs_error *error) {
  const cs_agreement *of = on->of;
  cs_table *table = cs_table_new(chance_columns, sizeof chance_columns / sizeof *chance_columns);
  for (size_t theme = 0; theme < of->theme_count; theme++) {
    cs_agreement_figures row;
    cs_agreement_figures_of(&row, of, pair.first, pair.second, theme);
    cs_value values[] = {cs_string(of->themes[theme]),
                         cs_integer((int64_t)row.units),
                         cs_integer((int64_t)row.contested),
                         cs_real(row.prevalence),
                         cs_string(cli_with_interval(&on->text[0], row.kappa, row.kappa_interval)),
                         cs_string(cli_with_interval(&on->text[1], row.alpha, row.alpha_interval))};
    cs_table_add(table, values);
  }
  return print_and_free(on, table, error);
}

static void print_repeat(const view *on, cli_pair pair) {
  cs_agreement_figures all;
  cs_agreement_figures_of(&all, on->of, pair.first, pair.second, SIZE_MAX);
  cs_pairing repeat = all.repeat;
  uint64_t compared = repeat.both + repeat.only_first + repeat.only_second + repeat.neither;
  if (compared > 0) {
    uint64_t same = repeat.both + repeat.neither;
    paragraph(
        on,
        "Raised before: of %llu codings that both made, %llu agree (%.2f); said so by both %llu, "
        "by %s alone %llu, by %s alone %llu.",
        (unsigned long long)compared, (unsigned long long)same, (double)same / (double)compared,
        (unsigned long long)repeat.both, on->of->coders[pair.first],
        (unsigned long long)repeat.only_first, on->of->coders[pair.second],
        (unsigned long long)repeat.only_second);
    putchar('\n');
  }
}

/* ---- Calibration ---- */

static const cs_column calibration_columns[] = {
    {"reference", "Coder", CS_STRING, 0}, {"low", "From", CS_REAL, 1},
    {"high", "Below", CS_REAL, 1},        {"codings", "Codings", CS_INTEGER, 0},
    {"confidence", "Mean", CS_REAL, 2},   {"right", "Right", CS_INTEGER, 0},
    {"share", "Share right", CS_REAL, 2}, {"share_low", "95\xC2\xA0%, from", CS_REAL, 2},
    {"share_high", "to", CS_REAL, 2},     {"polarity", "Polarity right", CS_REAL, 2},
};

static double share_of(uint64_t part, uint64_t of) {
  return of > 0 ? (double)part / (double)of : NAN;
}

static void add_calibration(cs_table *table, const cs_agreement *of, size_t coder) {
  cs_calibration bins[CS_CALIBRATION_BINS];
  cs_agreement_calibration(bins, of, coder, SIZE_MAX);
  for (size_t i = 0; i < CS_CALIBRATION_BINS; i++) {
    const cs_calibration *bin = &bins[i];
    cs_interval interval = cs_wilson(bin->right, bin->codings);
    cs_value values[] = {cs_string(of->coders[coder]),
                         cs_real(bin->low),
                         cs_real(bin->high),
                         cs_integer((int64_t)bin->codings),
                         cs_real(bin->confidence),
                         cs_integer((int64_t)bin->right),
                         cs_real(share_of(bin->right, bin->codings)),
                         cs_real(interval.low),
                         cs_real(interval.high),
                         cs_real(share_of(bin->polarity_right, bin->polarity_compared))};
    cs_table_add(table, values);
  }
}

static cs_table *calibration_table(const cs_agreement *of) {
  cs_table *table =
      cs_table_new(calibration_columns, sizeof calibration_columns / sizeof *calibration_columns);
  for (size_t coder = 1; coder < of->coder_count; coder++) {
    add_calibration(table, of, coder);
  }
  return table;
}

static cs_status print_calibration(const view *on, cs_error *error) {
  printf("How often the program's codings are right, by their confidence\n\n");
  return print_and_free(on, calibration_table(on->of), error);
}

/* ---- People ---- */

static const cs_column people_columns[] = {
    {"theme", "Theme", CS_STRING, 0},
    {"units", "Units", CS_INTEGER, 0},
    {"alpha", "Alpha, 95\xC2\xA0% interval", CS_STRING, 0},
};

static cs_status print_people(view *on, cs_error *error) {
  const cs_agreement *of = on->of;
  printf("All people together\n\n");
  cs_table *table = cs_table_new(people_columns, sizeof people_columns / sizeof *people_columns);
  for (size_t theme = 0; theme < of->theme_count; theme++) {
    cs_agreement_people row;
    cs_agreement_people_of(&row, of, theme);
    cs_value values[] = {cs_string(of->themes[theme]), cs_integer((int64_t)row.units),
                         cs_string(cli_with_interval(&on->text[0], row.alpha, row.interval))};
    cs_table_add(table, values);
  }
  return print_and_free(on, table, error);
}

/* ---- The whole ---- */

static void print_basis(const view *on, const cs_agreement_options *asked) {
  const cs_agreement *of = on->of;
  paragraph(on,
            "%zu findings and recommendations of %zu review%s. The program's codings count with a "
            "confidence of %g or more. Both, missed and extra: codings of both, of %s alone, of %s "
            "alone; contested ones count neither way. Polarity: share of both's codings with the "
            "same polarity. Intervals: jackknife over findings and recommendations; none where "
            "nothing varies.",
            of->unit_count, of->review_count, of->review_count == 1 ? "" : "s", asked->threshold,
            of->coder_count > 2 ? "the first" : "people",
            of->coder_count > 2 ? "the second" : "the program");
  if (of->uncoded > 0) {
    paragraph(on, "%zu findings and recommendations of these reviews have no row: %s.", of->uncoded,
              asked->complete ? "taken as coded with no theme"
                              : "left out (--complete takes them as coded with no theme)");
  }
  if (of->unjudged[0] != '\0') {
    paragraph(on, "Left out, as the file never uses them: %s.", of->unjudged);
  }
  if (of->unmatched > 0) {
    paragraph(on,
              "%zu of %zu rows were left out: they cannot be read, or belong to no finding or "
              "recommendation of the dataset.",
              of->unmatched, of->rows);
  }
}

static cs_status print_pair(view *on, cli_pair pair, cs_error *error) {
  printf("%s against %s\n\n", on->of->coders[pair.second], on->of->coders[pair.first]);
  cs_status status = print_found(on, pair, error);
  if (status == CS_OK) {
    status = print_chance(on, pair, error);
  }
  print_repeat(on, pair);
  return status;
}

static int print_tables(const cs_agreement *of, const cs_agreement_options *asked) {
  cs_error error;
  view on = {.of = of, .width = cli_width() != 0 ? cli_width() : 80};
  cli_pair pairs[CLI_PAIRS_MAX];
  size_t count = cli_pairs(pairs, of);
  cs_status status = CS_OK;
  for (size_t i = 0; i < count && status == CS_OK; i++) {
    status = print_pair(&on, pairs[i], &error);
  }
  if (status == CS_OK && of->coder_count > 2) {
    status = print_people(&on, &error);
  }
  if (status == CS_OK) {
    status = print_calibration(&on, &error);
  }
  print_basis(&on, asked);
  for (int i = 0; i < 3; i++) {
    cs_buffer_free(&on.text[i]);
  }
  return status == CS_OK ? cli_done(EXIT_DONE) : cli_failed(&error);
}

static int print_one(cs_table *table, const cli_arguments *arguments) {
  int status = cli_print(table, arguments);
  cs_table_free(table);
  return status;
}

static int print(const cs_agreement *of, cs_dataset *dataset, const cs_agreement_options *asked,
                 const cli_arguments *arguments) {
  cs_print_as as;
  cli_format(&as, arguments);
  if (cli_flag(arguments, "disagreements")) {
    cs_host *host = NULL;
    int status = cli_flag(arguments, "explain") ? cli_host(&host, arguments, NULL, NULL) : 0;
    status = status == 0 ? cli_disagreements(of, dataset, host, arguments) : status;
    cs_host_close(host);
    return status;
  }
  if (cli_flag(arguments, "calibration")) {
    return print_one(calibration_table(of), arguments);
  }
  return as == CS_PRINT_TABLE ? print_tables(of, asked)
                              : print_one(cli_agreement_table(of), arguments);
}

static int agree(const cli_arguments *arguments) {
  cs_print_as as;
  cs_dataset *dataset;
  cs_agreement *agreement = NULL;
  cs_agreement_options asked = {.theme = cli_value(arguments, "theme"),
                                .complete = cli_flag(arguments, "complete")};
  if (!cli_format(&as, arguments) ||
      !cli_number(&asked.threshold, arguments, "threshold", 0, 1, 0.5)) {
    return EXIT_USAGE;
  }
  if (cli_flag(arguments, "explain") && !cli_flag(arguments, "disagreements")) {
    return cli_usage(arguments, "--explain goes with --disagreements");
  }
  int status = cli_open(&dataset, arguments->operands[0]);
  if (status != 0) {
    return status;
  }
  status = cli_agreement(&agreement, dataset, arguments->operands[1], &asked);
  if (status == 0) {
    status = print(agreement, dataset, &asked, arguments);
  }
  cs_agreement_free(agreement);
  cs_dataset_close(dataset);
  return status;
}

const cli_command cli_agree = {
    .name = "agree",
    .operands = "DATASET CODED.csv",
    .summary = "agreement with human coding",
    .about =
        "Compares the program's codings with those of people, theme by theme: precision, "
        "recall and F1, kappa and alpha, each with its interval; polarity; what was raised "
        "before; and how often codings of each confidence are right. The file has the columns "
        "area,kind,label,theme,polarity,repeat; theme 'none' where nothing fits; 'review' where "
        "an area has several; 'coder' where several people coded: each pair is compared. "
        "A row that 'contested' says yes of, or 'coders' does not say both of, counts neither "
        "way.",
    .example = "conspectus agree reviews.db coded.csv --disagreements",
    .options = options,
    .least_operands = 2,
    .most_operands = 2,
    .function = agree,
};
