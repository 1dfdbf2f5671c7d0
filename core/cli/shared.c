/* What the subcommands share: options with a common meaning, messages, opening a
 * dataset and the plugins, printing a table, ending. */
#include "cli/cli.h"

#include "base/buffer.h"
#include "base/memory.h"
#include "output/display.h"

#include <dirent.h>
#include <errno.h>
#include <math.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

/* ---- Options ---- */

const char *cli_value(const cli_arguments *arguments, const char *name) {
  const cli_option *options = arguments->command->options;
  for (int i = 0; options[i].name != NULL; i++) {
    if (strcmp(options[i].name, name) == 0) {
      return arguments->values[i];
    }
  }
  return NULL;
}

bool cli_flag(const cli_arguments *arguments, const char *name) {
  return cli_value(arguments, name) != NULL;
}

bool cli_number(double *number, const cli_arguments *arguments, const char *name, double least,
                double most, double otherwise) {
  const char *value = cli_value(arguments, name);
  if (value == NULL) {
    *number = otherwise;
    return true;
  }
  char *end;
  double read = strtod(value, &end);
  bool plain = value[0] != '\0' && value[strspn(value, "0123456789.")] == '\0';
  if (!plain || *end != '\0' || !(read >= least && read <= most)) {
    cli_usage(arguments, "--%s takes a number from %.10g to %.10g, not '%s'", name, least, most,
              value);
    return false;
  }
  *number = read;
  return true;
}

bool cli_count(uint32_t *count, const cli_arguments *arguments, const char *name, uint32_t least,
               uint32_t most, uint32_t otherwise) {
  const char *value = cli_value(arguments, name);
  double number;
  if (value != NULL && value[strspn(value, "0123456789")] != '\0') {
    cli_usage(arguments, "--%s takes a whole number from %u to %u, not '%s'", name, least, most,
              value);
    return false;
  }
  if (!cli_number(&number, arguments, name, least, most, otherwise)) {
    return false;
  }
  *count = (uint32_t)number;
  return true;
}

bool cli_format(cs_print_as *as, const cli_arguments *arguments) {
  const char *value = cli_value(arguments, "format");
  *as = CS_PRINT_TABLE;
  if (value == NULL || cs_print_as_from(as, value)) {
    return true;
  }
  cli_usage(arguments, "--format is table, csv or json, not '%s'", value);
  return false;
}

static bool is_iso_date(const char *text) {
  static const char form[] = "dddd-dd-dd";
  for (size_t i = 0; i < sizeof form; i++) {
    bool digit = text[i] >= '0' && text[i] <= '9';
    if (form[i] == 'd' ? !digit : text[i] != form[i]) {
      return false;
    }
  }
  static const int days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  int year = atoi(text), month = atoi(text + 5), day = atoi(text + 8);
  if (month < 1 || month > 12 || day < 1) {
    return false;
  }
  bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
  return day <= days[month - 1] + (month == 2 && leap ? 1 : 0);
}

bool cli_analysis_options(cs_analysis_options *options, const cli_arguments *arguments) {
  *options = cs_analysis_defaults;
  options->mixed = cli_flag(arguments, "mixed");
  options->area = cli_value(arguments, "area");
  options->theme = cli_value(arguments, "theme");
  options->family = cli_value(arguments, "family");
  options->until = cli_value(arguments, "until");
  if (options->until != NULL && !is_iso_date(options->until)) {
    cli_usage(arguments, "--until takes a day as 2018-12-31, not '%s'", options->until);
    return false;
  }
  if (!cli_count(&options->first, arguments, "first", 1, 1000, CS_FIRST)) {
    return false;
  }
  return cli_number(&options->threshold, arguments, "threshold", 0, 1, options->threshold);
}

/* ---- Messages and endings ---- */

enum { NARROWEST = 40, USUAL_WIDTH = 80 };

/* Columns of the terminal that is open there; 0 where none is. */
static size_t terminal_width(int descriptor) {
  struct winsize size;
  if (!isatty(descriptor) || ioctl(descriptor, TIOCGWINSZ, &size) != 0) {
    return 0;
  }
  return size.ws_col > 0 ? size.ws_col : USUAL_WIDTH;
}

/* Names of files, of a dataset's rows and what a plugin says are anybody's: they may not steer
 * the terminal. */
__attribute__((format(printf, 1, 0))) static void tell(const char *format, va_list arguments) {
  cs_buffer message = {0}, plain = {0};
  cs_buffer_add_list(&message, format, arguments);
  cs_buffer_add_string(&plain, "conspectus: ");
  cs_plain_add(&plain, message.bytes, message.length);
  size_t width = terminal_width(STDERR_FILENO);
  if (width >= NARROWEST) {
    cs_print_wrapped(stderr, plain.bytes, plain.length, width - 2, 2);
    fputc('\n', stderr);
  } else {
    fprintf(stderr, "%s\n", plain.bytes);
  }
  cs_buffer_free(&message);
  cs_buffer_free(&plain);
}

void cli_message(const char *format, ...) {
  va_list arguments;
  va_start(arguments, format);
  tell(format, arguments);
  va_end(arguments);
}

int cli_usage(const cli_arguments *arguments, const char *format, ...) {
  va_list list;
  va_start(list, format);
  tell(format, list);
  va_end(list);
  fprintf(stderr, "Try 'conspectus %s --help'.\n", arguments->command->name);
  return EXIT_USAGE;
}

int cli_failed(const cs_error *error) {
  cli_message("%s", error->message);
  return error->status == CS_USAGE ? EXIT_USAGE : EXIT_COULD_NOT;
}

void cli_problems(const cs_problems *problems, const char *file) {
  for (size_t i = 0; i < problems->count; i++) {
    const cs_problem *each = &problems->items[i];
    const char *severity = cs_severity_name(each->severity);
    if (file == NULL) {
      cli_message("%s: %s", severity, each->message);
    } else if (each->line == 0) {
      cli_message("%s: %s: %s", severity, file, each->message);
    } else {
      cli_message("%s: %s: line %u: %s", severity, file, each->line, each->message);
    }
  }
  if (problems->dropped != 0) {
    cli_message("and %zu more like these", problems->dropped);
  }
}

int cli_done(int status) {
  if (fflush(stdout) != 0 || ferror(stdout)) {
    if (errno != EPIPE) {
      cli_message("could not write the result: %s", strerror(errno));
    }
    return EXIT_COULD_NOT;
  }
  return status;
}

/* ---- What nearly every command does ---- */

int cli_open(cs_dataset **dataset, const char *path) {
  cs_error error;
  return cs_dataset_open(dataset, path, CS_OPEN_READ, &error) == CS_OK ? 0 : cli_failed(&error);
}

/* Cuts "a, b" at its commas, in place; NULL-ended, for free(). */
static const char **split_list(char *list, size_t *count) {
  size_t room = 2;
  for (const char *at = list; *at != '\0'; at++) {
    room += *at == ',';
  }
  const char **parts = cs_allocate(room, sizeof *parts);
  *count = 0;
  for (char *rest = list, *part; (part = strsep(&rest, ",")) != NULL;) {
    part += strspn(part, " ");
    for (size_t end = strlen(part); end > 0 && part[end - 1] == ' ';) {
      part[--end] = '\0';
    }
    if (*part != '\0') {
      parts[(*count)++] = part;
    }
  }
  return parts;
}

const char *cli_plugins(const cli_arguments *arguments) {
  const char *folder = cli_value(arguments, "plugins");
  return folder != NULL && *folder != '\0' ? folder : NULL;
}

/* Plugins beside the folders that they belong into would be passed over without a word. */
static bool has_loose_plugins(const char *folder) {
  DIR *open = folder != NULL ? opendir(folder) : NULL;
  bool loose = false;
  for (const struct dirent *each; open != NULL && !loose && (each = readdir(open)) != NULL;) {
    size_t length = strlen(each->d_name);
    loose = length > 4 && strcmp(each->d_name + length - 4, ".lua") == 0;
    if (loose) {
      cli_message("%s/%s: a plugin belongs into a folder themes, families, lexicons or scores of "
                  "%s: move it there",
                  folder, each->d_name, folder);
    }
  }
  if (open != NULL) {
    closedir(open); /* else whoever opens it says what is wrong */
  }
  return loose;
}

/* Whether one of the problems says so already. */
static bool is_among(const cs_problems *problems, const char *message) {
  for (size_t i = 0; i < problems->count; i++) {
    if (strcmp(problems->items[i].message, message) == 0) {
      return true;
    }
  }
  return false;
}

/* Opens the host with `wanted` themes ("a,b" or NULL) and one more theme file (or NULL). */
static int open_host(cs_host **host, const cli_arguments *arguments, const char *wanted,
                     const char *theme_file, cs_problems *problems) {
  cs_error error;
  cs_problems found = {0};
  if (has_loose_plugins(cli_plugins(arguments))) {
    return EXIT_COULD_NOT;
  }
  char *list = cs_copy_string(wanted != NULL ? wanted : "");
  cs_host_options options = {.theme_file = theme_file, .last_folder = cli_plugins(arguments)};
  const char **themes = split_list(list, &options.theme_count);
  options.themes = themes;
  cs_status status = cs_host_open(host, &options, problems != NULL ? problems : &found, &error);
  bool told = status != CS_OK && is_among(&found, error.message);
  cli_problems(&found, NULL);
  cs_problems_clear(&found);
  free(themes);
  free(list);
  return status == CS_OK ? 0 : told ? EXIT_COULD_NOT : cli_failed(&error);
}

int cli_host(cs_host **host, const cli_arguments *arguments, const char *theme_file,
             cs_problems *problems) {
  return open_host(host, arguments, cli_value(arguments, "theme"), theme_file, problems);
}

/* A theme's id is its file's name without ".lua": the loader insists on it. */
int cli_host_of_theme(cs_host **host, const cli_arguments *arguments, const char *theme) {
  size_t length = strlen(theme);
  if (length < 4 || strcmp(theme + length - 4, ".lua") != 0) {
    return open_host(host, arguments, theme, NULL, NULL);
  }
  const char *slash = strrchr(theme, '/');
  char *id = cs_copy_string(slash != NULL ? slash + 1 : theme);
  id[strlen(id) - 4] = '\0';
  int status = open_host(host, arguments, id, theme, NULL);
  free(id);
  return status;
}

size_t cli_width(void) {
  const char *forced = getenv("CONSPECTUS_WIDTH");
  long width = forced != NULL && *forced != '\0' ? strtol(forced, NULL, 10)
                                                 : (long)terminal_width(STDOUT_FILENO);
  return width <= 0 ? 0 : width < NARROWEST ? NARROWEST : width > 1000 ? 1000 : (size_t)width;
}

bool cli_colour(void) {
  const char *refused = getenv("NO_COLOR"), *terminal = getenv("TERM");
  bool dumb = terminal == NULL || strcmp(terminal, "dumb") == 0;
  return isatty(STDOUT_FILENO) && !dumb && (refused == NULL || *refused == '\0');
}

void cli_print_paragraph(size_t width, const char *format, va_list arguments) {
  cs_buffer text = {0};
  cs_buffer_add_list(&text, format, arguments);
  cs_print_wrapped(stdout, text.bytes != NULL ? text.bytes : "", text.length, width, 0);
  putchar('\n');
  cs_buffer_free(&text);
}

int cli_print(const cs_table *table, const cli_arguments *arguments) {
  cs_print_as as;
  cs_error error;
  if (!cli_format(&as, arguments)) {
    return EXIT_USAGE;
  }
  size_t width = cli_width();
  if (cs_table_print(stdout, table, as, width != 0 ? width : USUAL_WIDTH, &error) != CS_OK) {
    return cli_failed(&error);
  }
  return cli_done(EXIT_DONE);
}
