/* cli/cli.h: what the subcommands share.
 *
 * A subcommand is a record: its words, its options, its function. Help is printed
 * from the record, so that it cannot say other than the program does. Results go
 * to stdout; progress and messages go to stderr.
 */
#ifndef CS_CLI_CLI_H
#define CS_CLI_CLI_H

#include <conspectus/conspectus.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>

/* Exit statuses, as `conspectus --help` gives them. */
enum { EXIT_DONE = 0, EXIT_PROBLEMS = 1, EXIT_USAGE = 2, EXIT_COULD_NOT = 3 };

typedef struct cli_option {
  const char *name;     /* long form without its dashes */
  char letter;          /* short form, or 0 */
  const char *argument; /* what it takes ("N"), or NULL for a flag */
  const char *help;
} cli_option;

enum { CLI_OPTIONS_MAX = 16 };

typedef struct cli_arguments {
  const struct cli_command *command;
  const char *values[CLI_OPTIONS_MAX]; /* by option: as given, "" for a flag, NULL if absent */
  char **operands;
  int operand_count;
} cli_arguments;

typedef struct cli_command {
  const char *name;
  const char *operands;      /* "DATASET" */
  const char *summary;       /* one line, without a full stop */
  const char *about;         /* a paragraph or two, or NULL */
  const char *example;       /* a command line */
  const cli_option *options; /* ends with an empty record */
  bool stops_at_operand;     /* what stands behind the first operand is read by the function */
  int least_operands;
  int most_operands; /* -1: any number */
  int (*function)(const cli_arguments *arguments);
} cli_command;

extern const cli_command cli_run, cli_summary, cli_recurring, cli_compare, cli_recommendations,
    cli_show, cli_agree, cli_export, cli_merge, cli_script, cli_sql, cli_text, cli_themes, cli_try,
    cli_verify;

/* ---- Options ---- */

/* The option's value, "" for a flag that was given, or NULL. */
const char *cli_value(const cli_arguments *arguments, const char *name);
bool cli_flag(const cli_arguments *arguments, const char *name);

/* Options that several commands share, for use in their tables. */
#define CLI_OPTION_THRESHOLD                                                                       \
  { "threshold", 't', "C", "lowest confidence of a coding that counts (default 0.5)" }
#define CLI_OPTION_UNTIL                                                                           \
  { "until", 0, "DATE", "an area's latest review up to this day (YYYY-MM-DD)" }
#define CLI_OPTION_FAMILY                                                                          \
  { "family", 0, "ID", "only reviews of this family, such as clas" }
#define CLI_OPTION_MIXED                                                                           \
  { "mixed", 0, NULL, "count findings coded mixed as weakness too" }
#define CLI_OPTION_FIRST                                                                           \
  { "first", 0, "K", "how surely a theme is among the first K (default 5)" }
#define CLI_OPTION_FORMAT                                                                          \
  { "format", 'f', "FORMAT", "table (default), csv or json" }
#define CLI_OPTION_PLUGINS                                                                         \
  { "plugins", 'p', "DIR", "one more plugin folder, which wins over those before it" }

/* Each reads an option and answers false after saying on stderr what is wrong with it. */
bool cli_number(double *number, const cli_arguments *arguments, const char *name, double least,
                double most, double otherwise);
bool cli_count(uint32_t *count, const cli_arguments *arguments, const char *name, uint32_t least,
               uint32_t most, uint32_t otherwise);
bool cli_format(cs_print_as *as, const cli_arguments *arguments);
bool cli_analysis_options(cs_analysis_options *options, const cli_arguments *arguments);

/* ---- Messages and endings ---- */

/* "conspectus: MESSAGE" on stderr. */
void cli_message(const char *format, ...) __attribute__((format(printf, 1, 2)));
/* The same, and how to get help; returns EXIT_USAGE. */
int cli_usage(const cli_arguments *arguments, const char *format, ...)
    __attribute__((format(printf, 2, 3)));
/* Says the error and returns the exit status that belongs to it. */
int cli_failed(const cs_error *error);
/* "conspectus: warning: FILE: line N: MESSAGE" for each. */
void cli_problems(const cs_problems *problems, const char *file);

/* ---- What nearly every command does ---- */

/* 0, or the exit status after saying that the folder that a file would go to is not there. */
int cli_check_folder(const char *output);
/* Sets the flag at the first of SIGINT, SIGTERM and SIGHUP; the second ends the program. */
void cli_catch_signals(volatile int *stop);
/* Opens a dataset to read; 0, or the exit status after the message. */
int cli_open(cs_dataset **dataset, const char *path);
/* The folder of --plugins, or NULL. */
const char *cli_plugins(const cli_arguments *arguments);
/* Loads the plugins with --plugins and --theme heeded; 0, or the exit status. What
 * is wrong with plugins is added to `problems`, or said if that is NULL. */
int cli_host(cs_host **host, const cli_arguments *arguments, const char *theme_file,
             cs_problems *problems);
/* The same with one theme only, by its id or its file: it is theme 0 of the host. */
int cli_host_of_theme(cs_host **host, const cli_arguments *arguments, const char *theme);
/* Columns of the terminal on stdout, at least 40, or 0 where it is none (or CONSPECTUS_WIDTH). */
size_t cli_width(void);
/* Whether to colour what goes to stdout: a terminal, NO_COLOR unset, TERM not dumb. */
bool cli_colour(void);
/* Prints to stdout what fits a width, and the end of the line. */
void cli_print_paragraph(size_t width, const char *format, va_list arguments)
    __attribute__((format(printf, 2, 0)));
/* Prints a table to stdout as asked for; returns the exit status. */
int cli_print(const cs_table *table, const cli_arguments *arguments);
/* Ends a command: flushes stdout and finds out a full disk or closed pipe. */
int cli_done(int status);

#endif
