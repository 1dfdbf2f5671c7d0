/* Agreement for programs, a row a pair of coders and theme; and the words in which
 * answers are printed. */
#include "cli/agree.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

/* ---- What the commands share ---- */

int cli_agreement(cs_agreement **agreement, cs_dataset *dataset, const char *path,
                  const cs_agreement_options *asked) {
  cs_error error;
  cs_problems problems = {0};
  cs_status status = cs_agreement_read(agreement, dataset, path, asked, &problems, &error);
  cli_problems(&problems, path);
  cs_problems_clear(&problems);
  return status == CS_OK ? 0 : cli_failed(&error);
}

static void add_polarities(cs_buffer *text, const cs_answer *answer, const char *between) {
  size_t before = text->length;
  for (int i = 0; i < CS_POLARITY_COUNT; i++) {
    if (answer->polarities & (1U << i)) {
      cs_buffer_add_format(text, "%s%s", text->length > before ? between : "",
                           cs_polarity_name((cs_polarity)i));
    }
  }
}

const char *cli_polarities(cs_buffer *text, const cs_answer *answer) {
  cs_buffer_reset(text);
  if (answer->said == CS_SAID_YES) {
    add_polarities(text, answer, "|");
  }
  return text->length > 0 ? text->bytes : NULL;
}

const char *cli_answer(cs_buffer *text, const cs_answer *answer) {
  static const char *const words[] = {"not coded", "no coding", "", "contested"};
  cs_buffer_reset(text);
  cs_buffer_add_string(text, words[answer->said]);
  if (answer->said == CS_SAID_YES) {
    add_polarities(text, answer, " or ");
    cs_buffer_add_string(text, text->length == 0 ? "coded" : "");
    cs_buffer_add_string(text, answer->repeat == CS_SAID_YES ? ", raised before" : "");
  } else if (answer->said == CS_SAID_NO && answer->polarities != 0) {
    add_polarities(text, answer, " or ");
    cs_buffer_add_string(text, ", but below the threshold");
  }
  if (answer->polarities != 0 && answer->line == 0) {
    cs_buffer_add_format(text, ", confidence %.2f", answer->confidence / 1000.0);
  } else if (answer->line != 0) {
    cs_buffer_add_format(text, " (line %u)", (unsigned)answer->line);
  }
  return text->bytes;
}

const char *cli_with_interval(cs_buffer *text, double value, cs_interval interval) {
  cs_buffer_reset(text);
  if (isnan(value)) {
    return NULL;
  }
  cs_buffer_add_format(text, "%.2f", value);
  if (!isnan(interval.low)) {
    cs_buffer_add_format(text, " %.2f\xE2\x80\x93%.2f", interval.low, interval.high);
  }
  return text->bytes;
}

/* ---- For programs ---- */

static const cs_column all_columns[] = {
    {"reference", NULL, CS_STRING, 0},
    {"rater", NULL, CS_STRING, 0},
    {"theme", NULL, CS_STRING, 0},
    {"units", NULL, CS_INTEGER, 0},
    {"contested", NULL, CS_INTEGER, 0},
    {"both", NULL, CS_INTEGER, 0},
    {"missed", NULL, CS_INTEGER, 0},
    {"extra", NULL, CS_INTEGER, 0},
    {"neither", NULL, CS_INTEGER, 0},
    {"prevalence", NULL, CS_REAL, 3},
    {"prevalence_low", NULL, CS_REAL, 3},
    {"prevalence_high", NULL, CS_REAL, 3},
    {"precision", NULL, CS_REAL, 3},
    {"precision_low", NULL, CS_REAL, 3},
    {"precision_high", NULL, CS_REAL, 3},
    {"recall", NULL, CS_REAL, 3},
    {"recall_low", NULL, CS_REAL, 3},
    {"recall_high", NULL, CS_REAL, 3},
    {"f1", NULL, CS_REAL, 3},
    {"f1_low", NULL, CS_REAL, 3},
    {"f1_high", NULL, CS_REAL, 3},
    {"kappa", NULL, CS_REAL, 3},
    {"kappa_low", NULL, CS_REAL, 3},
    {"kappa_high", NULL, CS_REAL, 3},
    {"alpha", NULL, CS_REAL, 3},
    {"alpha_low", NULL, CS_REAL, 3},
    {"alpha_high", NULL, CS_REAL, 3},
    {"polarity_compared", NULL, CS_INTEGER, 0},
    {"polarity", NULL, CS_REAL, 3},
    {"polarity_low", NULL, CS_REAL, 3},
    {"polarity_high", NULL, CS_REAL, 3},
    {"repeat_both", NULL, CS_INTEGER, 0},
    {"repeat_missed", NULL, CS_INTEGER, 0},
    {"repeat_extra", NULL, CS_INTEGER, 0},
    {"repeat_neither", NULL, CS_INTEGER, 0},
};
enum { ALL_COLUMNS = sizeof all_columns / sizeof *all_columns };

static void add_all(cs_table *table, const cs_agreement *of, size_t first, size_t second,
                    size_t theme) {
  cs_agreement_figures row;
  cs_agreement_figures_of(&row, of, first, second, theme);
  cs_value values[] = {
      cs_string(of->coders[first]),
      cs_string(of->coders[second]),
      cs_string(theme == SIZE_MAX ? "all" : of->themes[theme]),
      cs_integer((int64_t)row.units),
      cs_integer((int64_t)row.contested),
      cs_integer((int64_t)row.table.both),
      cs_integer((int64_t)row.table.only_first),
      cs_integer((int64_t)row.table.only_second),
      cs_integer((int64_t)row.table.neither),
      cs_real(row.prevalence),
      cs_real(row.prevalence_interval.low),
      cs_real(row.prevalence_interval.high),
      cs_real(row.precision),
      cs_real(row.precision_interval.low),
      cs_real(row.precision_interval.high),
      cs_real(row.recall),
      cs_real(row.recall_interval.low),
      cs_real(row.recall_interval.high),
      cs_real(row.f1),
      cs_real(row.f1_interval.low),
      cs_real(row.f1_interval.high),
      cs_real(row.kappa),
      cs_real(row.kappa_interval.low),
      cs_real(row.kappa_interval.high),
      cs_real(row.alpha),
      cs_real(row.alpha_interval.low),
      cs_real(row.alpha_interval.high),
      cs_integer((int64_t)row.polarity_compared),
      cs_real(row.polarity),
      cs_real(row.polarity_interval.low),
      cs_real(row.polarity_interval.high),
      cs_integer((int64_t)row.repeat.both),
      cs_integer((int64_t)row.repeat.only_first),
      cs_integer((int64_t)row.repeat.only_second),
      cs_integer((int64_t)row.repeat.neither),
  };
  cs_table_add(table, values);
}

/* Alpha among all people, the other figures missing. */
static void add_people(cs_table *table, const cs_agreement *of, size_t theme) {
  cs_agreement_people row;
  cs_value values[ALL_COLUMNS] = {cs_string("people"), cs_missing(), cs_string(of->themes[theme])};
  cs_agreement_people_of(&row, of, theme);
  for (int i = 0; i < ALL_COLUMNS; i++) {
    const char *name = all_columns[i].name;
    values[i] = strcmp(name, "units") == 0        ? cs_integer((int64_t)row.units)
                : strcmp(name, "alpha") == 0      ? cs_real(row.alpha)
                : strcmp(name, "alpha_low") == 0  ? cs_real(row.interval.low)
                : strcmp(name, "alpha_high") == 0 ? cs_real(row.interval.high)
                                                  : values[i];
  }
  cs_table_add(table, values);
}

size_t cli_pairs(cli_pair pairs[CLI_PAIRS_MAX], const cs_agreement *of) {
  size_t count = 0;
  for (size_t first = 1; first < of->coder_count; first++) {
    pairs[count++] = (cli_pair){first, CS_PROGRAM};
  }
  for (size_t first = 1; first < of->coder_count; first++) {
    for (size_t second = first + 1; second < of->coder_count; second++) {
      pairs[count++] = (cli_pair){first, second};
    }
  }
  return count;
}

cs_table *cli_agreement_table(const cs_agreement *of) {
  cs_table *table = cs_table_new(all_columns, ALL_COLUMNS);
  cli_pair pairs[CLI_PAIRS_MAX];
  size_t count = cli_pairs(pairs, of);
  for (size_t i = 0; i < count; i++) {
    for (size_t theme = 0; theme < of->theme_count; theme++) {
      add_all(table, of, pairs[i].first, pairs[i].second, theme);
    }
    add_all(table, of, pairs[i].first, pairs[i].second, SIZE_MAX);
  }
  for (size_t theme = 0; theme < of->theme_count && of->coder_count > 2; theme++) {
    add_people(table, of, theme);
  }
  return table;
}
