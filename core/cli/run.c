/* conspectus run: reads, parses, codes and stores a corpus. What is printed at the
 * end on stdout depends on the documents and the dataset alone; what depends on
 * the machine and the hour goes to stderr. */
#include "cli/cli.h"
#include "cli/progress.h"

#include "base/clock.h"
#include "base/memory.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum {
  LISTED_BY_DEFAULT = 10,
  MOST_JOBS = 256,
  MOST_SHARDS = 100000,
  MOST_SECONDS = 86400,
  DEFAULT_SECONDS = 60
};

static const cli_option options[] = {
    {"output", 'o', "DATASET", "the dataset to make or to go on with (needed)"},
    {"jobs", 'j', "N", "worker processes (default: one for each processor)"},
    {"theme", 0, "LIST", "code only these themes, separated by commas"},
    {"family", 0, "ID", "take every document for a review of this family"},
    CLI_OPTION_PLUGINS,
    {"timeout", 0, "SECONDS", "give up a document after so long (default 60)"},
    {"shard", 0, "K/N",
     "read only the K-th of N parts of the documents; 'merge' joins the datasets"},
    {"problems", 0, NULL, "list every problem at the end, not only the first ten"},
    {"strict", 0, NULL, "end with status 1 where errors or warnings are recorded"},
    {"quiet", 'q', NULL, "no progress and no summary; only what is wrong"},
    {0},
};

/* ---- Signals ---- */

static volatile int stop; /* set by a signal, read by the run */

/* ---- What the end says ---- */

/* Rows of a list under construction. */
typedef struct listing {
  const char *dataset; /* for the line that says how to see the rest */
  size_t most;         /* rows printed; 0: all */
  size_t count;
} listing;

static const char *text_of(const cs_value *value) {
  return value->type == CS_STRING ? value->string : "";
}

/* On a terminal it is wrapped; else it is a line, for grep. */
static void print_entry(const char *text) {
  size_t width = cli_width();
  fputs("  ", stdout);
  cs_print_wrapped(stdout, text, strlen(text), width != 0 ? width - 4 : 0, 4);
  putchar('\n');
}

/* name, message */
static cs_status print_left_out(void *context, const cs_value *values, size_t count,
                                cs_error *error) {
  listing *list = context;
  (void)count;
  (void)error;
  if (list->count++ == 0) {
    puts("\nLeft out:");
  }
  if (list->most == 0 || list->count <= list->most) {
    char line[2 * CS_MESSAGE_SIZE];
    snprintf(line, sizeof line, "%s: %s", text_of(&values[0]), text_of(&values[1]));
    print_entry(line);
  }
  return CS_OK;
}

/* source, severity, line, message */
static cs_status print_problem(void *context, const cs_value *values, size_t count,
                               cs_error *error) {
  listing *list = context;
  (void)count;
  (void)error;
  if (list->count++ == 0) {
    puts("\nProblems:");
  }
  if (list->most == 0 || list->count <= list->most) {
    char line[2 * CS_MESSAGE_SIZE], place[40] = "";
    const char *source = text_of(&values[0]);
    if (values[2].type == CS_INTEGER) {
      snprintf(place, sizeof place, "line %" PRId64 ": ", values[2].integer);
    }
    snprintf(line, sizeof line, "%s: %s%s%s%s", text_of(&values[1]), source,
             *source != '\0' ? ": " : "", place, text_of(&values[3]));
    print_entry(line);
  }
  return CS_OK;
}

static void print_rest(const listing *list) {
  if (list->most != 0 && list->count > list->most) {
    printf("  and %zu more: 'conspectus summary %s' or 'conspectus run ... --problems' lists all\n",
           list->count - list->most, list->dataset);
  }
}

/* The first problem of a document that is no review is why. */
static const char left_out_sql[] =
    "SELECT s.name, (SELECT p.message FROM problem AS p WHERE p.source_id = s.id"
    " ORDER BY CASE p.severity WHEN 'error' THEN 0 WHEN 'warning' THEN 1 ELSE 2 END, p.id LIMIT 1)"
    " FROM source AS s WHERE s.outcome <> 'review' ORDER BY s.name, s.path";

/* The others; notes last, and only with ?1. */
static const char problems_sql[] =
    "SELECT p.source, p.severity, p.line, p.message FROM problem AS p"
    " LEFT JOIN source AS s ON s.id = p.source_id"
    " WHERE (s.outcome IS NULL OR s.outcome = 'review') AND (p.severity <> 'note' OR ?1)"
    " ORDER BY CASE p.severity WHEN 'error' THEN 0 WHEN 'warning' THEN 1 ELSE 2 END,"
    " p.source, p.line, p.id";

static cs_status print_lists(cs_dataset *dataset, bool all, cs_error *error) {
  const size_t most = all ? 0 : LISTED_BY_DEFAULT;
  listing left_out = {.dataset = cs_dataset_path(dataset), .most = most};
  listing problems = left_out;
  const cs_value with_notes = cs_integer(all);
  cs_query_reader reader = {.row = print_left_out, .context = &left_out};
  cs_status status = cs_dataset_query(dataset, left_out_sql, NULL, 0, &reader, error);
  print_rest(&left_out);
  if (status == CS_OK) {
    reader = (cs_query_reader){.row = print_problem, .context = &problems};
    status = cs_dataset_query(dataset, problems_sql, &with_notes, 1, &reader, error);
    print_rest(&problems);
  }
  return status;
}

/* What the dataset holds when the run is done. */
typedef struct holdings {
  int64_t reviews, areas, passages, codings, unknown, errors, warnings, notes;
} holdings;

#define PROBLEM_COUNTS                                                                             \
  "(SELECT count(*) FROM problem WHERE severity = 'error'),"                                       \
  " (SELECT count(*) FROM problem WHERE severity = 'warning'),"                                    \
  " (SELECT count(*) FROM problem WHERE severity = 'note')"

/* Documents of no known family are counted for themselves. */
static const char holdings_sql[] =
    "SELECT " PROBLEM_COUNTS ", count(*), count(DISTINCT area), total(passages), total(codings),"
    " (SELECT count(*) FROM review WHERE family = '" CS_UNKNOWN_FAMILY "')"
    " FROM review WHERE family <> '" CS_UNKNOWN_FAMILY "'";
static const char problem_counts_sql[] = "SELECT " PROBLEM_COUNTS;

static cs_status take_holdings(void *context, const cs_value *values, size_t count,
                               cs_error *error) {
  holdings *found = context;
  int64_t *const fields[] = {&found->errors, &found->warnings, &found->notes,   &found->reviews,
                             &found->areas,  &found->passages, &found->codings, &found->unknown};
  (void)error;
  for (size_t i = 0; i < count && i < sizeof fields / sizeof *fields; i++) {
    *fields[i] = values[i].type == CS_REAL ? (int64_t)values[i].real : values[i].integer;
  }
  return CS_OK;
}

static const char *plural(int64_t count) {
  return count == 1 ? "" : "s";
}

static void print_count(const char *what, size_t count, const char *detail) {
  if (count != 0) {
    printf("  %-12s %6zu%s%s\n", what, count, *detail != '\0' ? "  " : "", detail);
  }
}

static void print_summary(const char *path, const cs_run_counts *counts, const holdings *found) {
  char coded[96];
  snprintf(coded, sizeof coded, "reviews, with %zu passages and %zu codings", counts->passages,
           counts->codings);
  printf("%zu document%s found:\n", counts->documents, plural((int64_t)counts->documents));
  print_count("coded", counts->coded - counts->unknown, coded);
  print_count("unknown", counts->unknown, "kept as text: of no known family, in no count");
  print_count("of these", counts->recoded,
              "coded anew from their stored texts, as plugins changed");
  print_count("unchanged", counts->unchanged, "since an earlier run");
  print_count("left out", counts->left_out, "could not be read as reviews, or are duplicates");
  print_count("gone", counts->forgotten, "removed from the dataset");
  print_count("passed over", counts->passed_over, "files that are no documents, by their ending");
  printf("\n%s holds %" PRId64 " review%s of %" PRId64 " area%s, with %" PRId64
         " passages and %" PRId64 " codings.\n",
         path, found->reviews, plural(found->reviews), found->areas, plural(found->areas),
         found->passages, found->codings);
  if (found->unknown != 0) {
    printf("Besides these, %" PRId64 " document%s of no known family, in no count.\n",
           found->unknown, plural(found->unknown));
  }
}

static void print_next(const char *path, const holdings *found, size_t left_out) {
  if (found->reviews != 0) {
    printf("\nNext: conspectus recurring %s\n", path);
  } else if (left_out != 0) {
    puts("\nNothing was coded: the problems above say why.");
  } else {
    puts("\nNothing was coded: give files or folders with reviews (.txt, .md, .pdf, .html).");
  }
}

static void print_last_line(const holdings *found) {
  int64_t problems = found->errors + found->warnings;
  if (problems == 0) {
    printf("No problems.\n");
  } else {
    printf("%" PRId64 " problem%s: %" PRId64 " error%s, %" PRId64 " warning%s.\n", problems,
           plural(problems), found->errors, plural(found->errors), found->warnings,
           plural(found->warnings));
  }
}

/* Prints the end of a run that is done; the exit status. */
static int tell_end(cs_dataset *dataset, const cs_run_counts *counts, const cs_run_options *asked,
                    const cli_arguments *arguments) {
  cs_error error;
  holdings found = {0};
  const bool quiet = cli_flag(arguments, "quiet"), all = cli_flag(arguments, "problems");
  const cs_query_reader reader = {.row = take_holdings, .context = &found};
  cs_status status = cs_dataset_query(dataset, quiet ? problem_counts_sql : holdings_sql, NULL, 0,
                                      &reader, &error);
  if (status == CS_OK && !quiet) {
    print_summary(cs_dataset_path(dataset), counts, &found);
  }
  if (status == CS_OK && (!quiet || all)) {
    status = print_lists(dataset, all, &error);
  }
  if (status != CS_OK) {
    return cli_failed(&error);
  }
  const int64_t problems = found.errors + found.warnings;
  if (cs_check_comparable(dataset, &error) != CS_OK) {
    cli_message("warning: %s", error.message);
  }
  if (!quiet) {
    print_next(cs_dataset_path(dataset), &found, counts->left_out);
  }
  if (!quiet || problems != 0) {
    print_last_line(&found);
  }
  const char *unconfined = all ? cs_run_unconfined(asked) : NULL;
  if (unconfined != NULL) {
    cli_message("note: %s", unconfined);
  }
  return cli_done(problems != 0 && cli_flag(arguments, "strict") ? EXIT_PROBLEMS : EXIT_DONE);
}

static void tell_speed(const cs_run_counts *counts, double seconds) {
  const double megabytes = (double)counts->bytes / 1e6;
  const size_t documents = counts->coded + counts->left_out - counts->recoded;
  if (documents == 0) {
    return;
  }
  cli_message("%zu document%s read, %.1f MB in %.1f s (%.1f MB/s)", documents,
              plural((int64_t)documents), megabytes, seconds,
              seconds > 0 ? megabytes / seconds : 0);
}

/* ---- The run ---- */

static int run_into(cs_dataset *dataset, cs_host *host, cs_run_options *run,
                    const cli_arguments *arguments) {
  cs_error error;
  cs_run_counts counts;
  const bool quiet = cli_flag(arguments, "quiet");
  cli_bar bar = cli_bar_new(!quiet);
  const double began = cs_now_seconds();
  run->progress = cli_bar_draw;
  run->progress_context = &bar;
  run->stop = &stop;
  cli_catch_signals(&stop);
  cs_status status = cs_run(&counts, dataset, host, run, &error);
  cli_bar_clear(&bar);
  if (status == CS_INTERRUPTED) {
    cli_message("%s, and kept in %s; the same command completes it", error.message,
                cs_dataset_path(dataset));
    return EXIT_COULD_NOT;
  }
  if (status != CS_OK) {
    return cli_failed(&error);
  }
  if (!quiet) {
    tell_speed(&counts, cs_now_seconds() - began);
  }
  return tell_end(dataset, &counts, run, arguments);
}

/* Everything that can be wrong is looked at before the dataset is made. */
static int run_with(cs_host *host, cs_run_options *run, const cli_arguments *arguments) {
  cs_error error;
  cs_dataset *dataset;
  cli_problems(run->problems, NULL);
  if (cli_check_folder(cli_value(arguments, "output")) != 0) {
    return EXIT_COULD_NOT;
  }
  if (cs_run_check_family(run, host, &error) != CS_OK ||
      cs_dataset_open(&dataset, cli_value(arguments, "output"), CS_OPEN_WRITE, &error) != CS_OK) {
    return cli_failed(&error);
  }
  int status = run_into(dataset, host, run, arguments);
  cs_dataset_close(dataset);
  return status;
}

/* Reads "K/N"; false after saying what is wrong with it. */
static bool read_shard(cs_run_options *run, const cli_arguments *arguments) {
  const char *value = cli_value(arguments, "shard");
  unsigned numbers[2] = {0, 0};
  const char *at = value;
  for (size_t i = 0; value != NULL && i < 2; i++) {
    size_t digits = strspn(at, "0123456789");
    bool right = digits != 0 && digits < 7 && at[digits] == (i == 0 ? '/' : '\0');
    numbers[i] = right ? (unsigned)strtoul(at, NULL, 10) : 0;
    at += right ? digits + 1 : 0;
  }
  if (value != NULL && (numbers[0] < 1 || numbers[0] > numbers[1] || numbers[1] > MOST_SHARDS)) {
    cli_usage(arguments,
              "--shard takes K/N with K from 1 to N (2/8 is the second of eight), not "
              "'%s'",
              value);
    return false;
  }
  run->shard = numbers[0];
  run->shards = numbers[1];
  return true;
}

static int run(const cli_arguments *arguments) {
  double jobs, seconds;
  const char *output = cli_value(arguments, "output");
  if (!cli_number(&jobs, arguments, "jobs", 0, MOST_JOBS, 0) ||
      !cli_number(&seconds, arguments, "timeout", 1, MOST_SECONDS, DEFAULT_SECONDS)) {
    return EXIT_USAGE;
  }
  if (output == NULL || *output == '\0') {
    return cli_usage(arguments, "say where the dataset goes: --output DATASET");
  }
  cs_error error;
  cs_host *host;
  cs_problems problems = {0};
  cs_run_options options_of_run = {
      .paths = (const char *const *)arguments->operands,
      .path_count = (size_t)arguments->operand_count,
      .family = cli_value(arguments, "family"),
      .workers = (unsigned)jobs,
      .document_seconds = (unsigned)seconds,
      .problems = &problems,
  };
  if (!read_shard(&options_of_run, arguments)) {
    return EXIT_USAGE;
  }
  if (cs_run_check_paths(&options_of_run, &error) != CS_OK) {
    return cli_failed(&error);
  }
  int status = cli_host(&host, arguments, NULL, &problems);
  if (status == 0) {
    status = run_with(host, &options_of_run, arguments);
    cs_host_close(host);
  } else {
    cli_problems(&problems, NULL);
  }
  cs_problems_clear(&problems);
  return status;
}

const cli_command cli_run = {
    .name = "run",
    .operands = "PATH...",
    .summary = "read, parse, code and store reviews",
    .about = "Reads reviews from files and folders, codes them with the themes, and keeps all of "
             "it in one dataset. Folders are searched whole for .txt, .text, .md, .markdown, "
             ".pdf, .htm and .html; hidden files and links in them are not followed. A document "
             "that is in the dataset and has not changed is not read again, one that is gone from "
             "a folder is removed, and a run that was stopped is completed by the same command. "
             "What cannot be read is recorded as a problem and stops nothing else. With --shard "
             "each of N machines reads its own part, which depends on the documents' names alone, "
             "into a dataset of its own.",
    .example = "conspectus run reviews/ -o reviews.db",
    .options = options,
    .least_operands = 1,
    .most_operands = -1,
    .function = run,
};
