/* conspectus summary: what is in a dataset, and every problem. */
#include "cli/cli.h"

#include "base/buffer.h"

#include <stdio.h>
#include <string.h>

static const cli_option options[] = {
    {"problems", 0, NULL, "only the problems"},
    CLI_OPTION_FORMAT,
    {0},
};

/* Where the rows of a query go. */
typedef struct filling {
  cs_table *table;
  const cs_tally *tally;
} filling;

typedef cs_status add_values(void *filling, const cs_value *values, size_t count, cs_error *error);

static cs_status add_row(void *context, const cs_value *values, size_t count, cs_error *error) {
  (void)count, (void)error;
  const filling *to = context;
  cs_table_add(to->table, values);
  return CS_OK;
}

/* The last of a review's values is its id. */
static cs_status add_review(void *context, const cs_value *values, size_t count, cs_error *error) {
  (void)count, (void)error;
  const filling *to = context;
  cs_tally_review of = cs_tally_of_review(to->tally, values[5].integer);
  const cs_value row[] = {values[0],
                          values[1],
                          values[2],
                          values[3],
                          cs_integer(of.findings),
                          cs_integer(of.recommendations),
                          cs_integer(of.citations),
                          values[4]};
  cs_table_add(to->table, row);
  return CS_OK;
}

/* The last of a theme's values is its number. */
static cs_status add_theme(void *context, const cs_value *values, size_t count, cs_error *error) {
  (void)count, (void)error;
  const filling *to = context;
  cs_tally_theme of = cs_tally_of_theme(to->tally, values[2].integer);
  const uint32_t *n = of.count;
  int64_t all = (int64_t)n[CS_WEAKNESS] + n[CS_STRENGTH] + n[CS_MIXED] + n[CS_NEUTRAL];
  const cs_value row[] = {values[0],
                          values[1],
                          cs_integer(n[CS_WEAKNESS]),
                          cs_integer(n[CS_STRENGTH]),
                          cs_integer(n[CS_MIXED]),
                          cs_integer(n[CS_NEUTRAL]),
                          cs_integer(all)};
  cs_table_add(to->table, row);
  return CS_OK;
}

static cs_status ask(cs_table **out, cs_dataset *dataset, const char *query,
                     const cs_column *columns, size_t count, add_values *add, const char *types,
                     const cs_tally *tally, cs_error *error) {
  filling to = {cs_table_new(columns, count), tally};
  cs_query_reader reader = {.row = add, .context = &to, .types = types};
  cs_status status = cs_dataset_query(dataset, query, NULL, 0, &reader, error);
  if (status != CS_OK) {
    cs_table_free(to.table);
    return status;
  }
  *out = to.table;
  return CS_OK;
}

/* ---- What is asked ---- */

static const cs_column REVIEW_COLUMNS[] = {
    {"review", "Review", CS_STRING, 0},          {"area", "Area", CS_STRING, 0},
    {"family", "Family", CS_STRING, 0},          {"review_end", "Reviewed", CS_STRING, 0},
    {"findings", "Find- ings", CS_INTEGER, 0},   {"recommendations", "Recom- mend.", CS_INTEGER, 0},
    {"citations", "Cita- tions", CS_INTEGER, 0}, {"codings", "Cod- ings", CS_INTEGER, 0},
};

static const char REVIEWS[] =
    "SELECT r.key, r.area, r.family, coalesce(nullif(r.review_end, ''), nullif(r.published, '')),"
    " r.codings, r.id FROM review r"
    " WHERE r.family <> '" CS_UNKNOWN_FAMILY "' ORDER BY r.key";

static const cs_column THEME_COLUMNS[] = {
    {"theme", "Theme", CS_STRING, 0},        {"version", "Version", CS_STRING, 0},
    {"weakness", "Weakness", CS_INTEGER, 0}, {"strength", "Strength", CS_INTEGER, 0},
    {"mixed", "Mixed", CS_INTEGER, 0},       {"neutral", "Neutral", CS_INTEGER, 0},
    {"codings", "Codings", CS_INTEGER, 0},
};

static const char THEMES[] = "SELECT id, version, number FROM theme ORDER BY id";

static const cs_column PROBLEM_COLUMNS[] = {
    {"source", "File", CS_STRING, 0}, {"review", "Review", CS_STRING, 0},
    {"stage", "Stage", CS_STRING, 0}, {"severity", "Severity", CS_STRING, 0},
    {"line", "Line", CS_INTEGER, 0},  {"message", "Message", CS_STRING, 0},
};

static const char PROBLEMS[] =
    "SELECT p.source, r.key, p.stage, p.severity, nullif(p.line, 0), p.message"
    " FROM problem p LEFT JOIN review r ON r.id = p.review_id"
    " ORDER BY p.source, r.key, p.line, p.stage, p.severity, p.message";

static const cs_column RUN_COLUMNS[] = {
    {"started", NULL, CS_STRING, 0},   {"finished", NULL, CS_STRING, 0},
    {"version", NULL, CS_STRING, 0},   {"documents", NULL, CS_INTEGER, 0},
    {"coded", NULL, CS_INTEGER, 0},    {"unchanged", NULL, CS_INTEGER, 0},
    {"left_out", NULL, CS_INTEGER, 0}, {"forgotten", NULL, CS_INTEGER, 0},
    {"unknown", NULL, CS_INTEGER, 0},
};

static const char LAST_RUN[] =
    "SELECT started, finished, version, documents, coded, unchanged, left_out, forgotten,"
    " (SELECT count(*) FROM review WHERE family = '" CS_UNKNOWN_FAMILY "')"
    " FROM run ORDER BY id DESC LIMIT 1";

#define COUNT_OF(array) (sizeof(array) / sizeof *(array))

/* ---- Printing ---- */

static const char *text_at(const cs_table *table, size_t row, size_t column) {
  const cs_value *value = cs_table_value(table, row, column);
  return value->type == CS_STRING ? value->string : "";
}

static long long number_at(const cs_table *table, size_t row, size_t column) {
  const cs_value *value = cs_table_value(table, row, column);
  return value->type == CS_INTEGER ? (long long)value->integer : 0;
}

static void print_paragraph(const cs_buffer *text, size_t width, size_t indent) {
  cs_print_wrapped(stdout, text->bytes, text->length, width - indent, indent);
  putchar('\n');
}

static void print_run(const cs_table *run, size_t width) {
  cs_buffer text = {0};
  if (cs_table_rows(run) == 0) {
    cs_buffer_add_string(&text, "No run has been made yet.");
  } else if (cs_table_value(run, 0, 1)->type == CS_MISSING) {
    cs_buffer_add_format(&text,
                         "The last run began %s and was not finished: run it again to complete it.",
                         text_at(run, 0, 0));
  } else {
    cs_buffer_add_format(&text,
                         "Last run: %s to %s, conspectus %s; %lld documents, %lld coded, %lld "
                         "unchanged, %lld left out, %lld gone.",
                         text_at(run, 0, 0), text_at(run, 0, 1), text_at(run, 0, 2),
                         number_at(run, 0, 3), number_at(run, 0, 4), number_at(run, 0, 5),
                         number_at(run, 0, 6), number_at(run, 0, 7));
  }
  print_paragraph(&text, width, 0);
  cs_buffer_free(&text);
}

static void print_unknown(const cs_table *run) {
  long long count = cs_table_rows(run) != 0 ? number_at(run, 0, 8) : 0;
  if (count != 0) {
    printf("\n%lld document%s of no known family: kept as text, in no count and not listed here.\n",
           count, count == 1 ? "" : "s");
  }
}

/* "FILE: line N: severity: message", as compilers say it. */
static void print_problem(const cs_table *problems, size_t row, size_t width) {
  cs_buffer text = {0};
  const char *file = text_at(problems, row, 0);
  if (*file != '\0') {
    cs_buffer_add_format(&text, "%s: ", file);
  }
  if (number_at(problems, row, 4) != 0) {
    cs_buffer_add_format(&text, "line %lld: ", number_at(problems, row, 4));
  }
  cs_buffer_add_format(&text, "%s: %s", text_at(problems, row, 3), text_at(problems, row, 5));
  fputs("  ", stdout);
  print_paragraph(&text, width - 2, 4);
  cs_buffer_free(&text);
}

static void print_problems(const cs_table *problems, size_t width) {
  size_t count = cs_table_rows(problems);
  if (count == 0) {
    puts("No problems.");
    return;
  }
  printf("%zu problem%s:\n", count, count == 1 ? "" : "s");
  for (size_t row = 0; row < count; row++) {
    print_problem(problems, row, width);
  }
}

static void print_next_step(const char *file, size_t reviews, size_t width) {
  cs_buffer text = {0};
  if (reviews == 0) {
    cs_buffer_add_format(&text,
                         "There are no reviews yet: 'conspectus run REVIEWS -o %s' reads "
                         "some.",
                         file);
  } else {
    cs_buffer_add_format(&text,
                         "Go on with 'conspectus recurring %s' for what recurs, 'conspectus show "
                         "%s' for the passages, 'conspectus export %s -o DIR' for tables.",
                         file, file, file);
  }
  print_paragraph(&text, width, 0);
  cs_buffer_free(&text);
}

/* ---- The command ---- */

typedef struct contents {
  cs_table *run;
  cs_table *reviews;
  cs_table *themes;
  cs_table *problems;
} contents;

static cs_status read_contents(contents *of, cs_dataset *dataset, cs_error *error) {
  const struct {
    cs_table **table;
    const char *query;
    const cs_column *columns;
    size_t count;
    add_values *add;
    const char *types;
  } asked[] = {
      {&of->run, LAST_RUN, RUN_COLUMNS, COUNT_OF(RUN_COLUMNS), add_row, NULL},
      {&of->reviews, REVIEWS, REVIEW_COLUMNS, COUNT_OF(REVIEW_COLUMNS), add_review, "*****i"},
      {&of->themes, THEMES, THEME_COLUMNS, COUNT_OF(THEME_COLUMNS), add_theme, "**i"},
      {&of->problems, PROBLEMS, PROBLEM_COLUMNS, COUNT_OF(PROBLEM_COLUMNS), add_row, NULL},
  };
  cs_tally *tally = NULL;
  cs_status status = cs_dataset_hold(dataset, error);
  if (status != CS_OK) {
    return status;
  }
  status = cs_tally_read(&tally, dataset, error);
  for (size_t i = 0; i < COUNT_OF(asked) && status == CS_OK; i++) {
    status = ask(asked[i].table, dataset, asked[i].query, asked[i].columns, asked[i].count,
                 asked[i].add, asked[i].types, tally, error);
  }
  cs_dataset_let_go(dataset);
  cs_tally_free(tally);
  return status;
}

static cs_status print_contents(const contents *of, const char *file, bool only_problems,
                                cs_error *error) {
  size_t width = cli_width();
  width = width != 0 ? width : 80;
  if (only_problems) {
    print_problems(of->problems, width);
    return CS_OK;
  }
  print_run(of->run, width);
  putchar('\n');
  cs_status status = cs_table_print(stdout, of->reviews, CS_PRINT_TABLE, width, error);
  print_unknown(of->run);
  if (status == CS_OK) {
    putchar('\n');
    status = cs_table_print(stdout, of->themes, CS_PRINT_TABLE, width, error);
  }
  if (status == CS_OK) {
    putchar('\n');
    print_problems(of->problems, width);
    putchar('\n');
    print_next_step(file, cs_table_rows(of->reviews), width);
  }
  return status;
}

static int print(const contents *of, cs_print_as as, const cli_arguments *arguments) {
  cs_error error;
  bool only_problems = cli_flag(arguments, "problems");
  if (as != CS_PRINT_TABLE) {
    return cli_print(only_problems ? of->problems : of->reviews, arguments);
  }
  return print_contents(of, arguments->operands[0], only_problems, &error) == CS_OK
             ? cli_done(EXIT_DONE)
             : cli_failed(&error);
}

static int summary(const cli_arguments *arguments) {
  cs_error error;
  cs_print_as as;
  cs_dataset *dataset;
  contents of = {0};
  if (!cli_format(&as, arguments)) {
    return EXIT_USAGE;
  }
  int status = cli_open(&dataset, arguments->operands[0]);
  if (status != 0) {
    return status;
  }
  if (cs_check_comparable(dataset, &error) != CS_OK) {
    cli_message("warning: %s", error.message);
  }
  status =
      read_contents(&of, dataset, &error) == CS_OK ? print(&of, as, arguments) : cli_failed(&error);
  cs_table_free(of.run);
  cs_table_free(of.reviews);
  cs_table_free(of.themes);
  cs_table_free(of.problems);
  cs_dataset_close(dataset);
  return status;
}

const cli_command cli_summary = {
    .name = "summary",
    .operands = "DATASET",
    .summary = "what is in a dataset, and every problem",
    .about = "Lists the reviews with what was found in them, the themes with their versions and "
             "the number of codings by polarity, whatever their confidence, the last run, and "
             "everything that could not be read, resolved or finished, with file and line. "
             "--format csv or json gives the reviews, with --problems the problems.",
    .example = "conspectus summary reviews.db",
    .options = options,
    .least_operands = 1,
    .most_operands = 1,
    .function = summary,
};
