/* The program: finds the subcommand, reads its options, runs it. Usage and help
 * are printed from the records of the subcommands. */
#include "base/memory.h"
#include "base/nearest.h"
#include "cli/cli.h"

#include <getopt.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>

/* In the order in which a newcomer meets them. */
static const cli_command *const commands[] = {
    &cli_run,    &cli_summary, &cli_recurring, &cli_compare, &cli_recommendations,
    &cli_show,   &cli_agree,   &cli_export,    &cli_text,    &cli_try,
    &cli_themes, &cli_sql,     &cli_script,    &cli_merge,   &cli_verify,
};

enum { COMMAND_COUNT = sizeof commands / sizeof *commands };

static void print_program_help(FILE *file) {
  fprintf(file, "Usage: conspectus COMMAND [OPTION]... ARGUMENT...\n\n"
                "Comparative reading of area reviews: reads inspection reports, codes what\n"
                "inspectors wrote with themes defined in Lua, keeps everything in one dataset,\n"
                "and shows which weaknesses recur across areas.\n\nCommands:\n");
  for (size_t i = 0; i < COMMAND_COUNT; i++) {
    fprintf(file, "  %-15s %s\n", commands[i]->name, commands[i]->summary);
  }
  fprintf(file,
          "\nStart:\n  conspectus run REVIEWS -o reviews.db && conspectus recurring reviews.db\n\n"
          "'conspectus COMMAND --help' tells more of a command, 'conspectus --version' which\n"
          "version this is.\n"
          "Exit status: 0 done; 1 faults found by verify, themes --check or run --strict;\n"
          "2 usage; 3 could not do it.\n");
}

static void print_option(const cli_option *option) {
  char left[48];
  int used = option->letter != 0
                 ? snprintf(left, sizeof left, "  -%c, --%s", option->letter, option->name)
                 : snprintf(left, sizeof left, "      --%s", option->name);
  if (option->argument != NULL && used > 0 && (size_t)used < sizeof left) {
    snprintf(left + used, sizeof left - (size_t)used, " %s", option->argument);
  }
  bool fits = strlen(left) < 24;
  printf(fits ? "%-24s" : "%s\n                        ", left);
  cs_print_wrapped(stdout, option->help, strlen(option->help), 54, 24);
  putchar('\n');
}

static int print_command_help(const cli_command *command) {
  printf("Usage: conspectus %s [OPTION]... %s\n\n", command->name, command->operands);
  const char *about = command->about != NULL ? command->about : command->summary;
  cs_print_wrapped(stdout, about, strlen(about), 78, 0);
  printf("\n\nOptions:\n");
  for (const cli_option *option = command->options; option->name != NULL; option++) {
    print_option(option);
  }
  print_option(&(cli_option){"help", 'h', NULL, "print this help"});
  printf("\nExample:\n  %s\n", command->example);
  return cli_done(EXIT_DONE);
}

/* The options of a command in getopt's form; `long_options` has room for all and two more. */
static void prepare_getopt(const cli_command *command, struct option *long_options, char *letters) {
  const cli_option *options = command->options;
  if (command->stops_at_operand) {
    *letters++ = '+';
  }
  *letters++ = ':';
  for (int i = 0; options[i].name != NULL; i++) {
    bool takes = options[i].argument != NULL;
    *long_options++ =
        (struct option){options[i].name, takes ? required_argument : no_argument, NULL, 256 + i};
    if (options[i].letter != 0) {
      *letters++ = options[i].letter;
      if (takes) {
        *letters++ = ':';
      }
    }
  }
  *long_options++ = (struct option){"help", no_argument, NULL, 'h'};
  *long_options = (struct option){0};
  *letters++ = 'h';
  *letters = '\0';
}

static int option_of(const cli_option *options, int found) {
  for (int i = 0; options[i].name != NULL; i++) {
    if (found == 256 + i || (options[i].letter != 0 && found == options[i].letter)) {
      return i;
    }
  }
  return -1;
}

/* What stands behind "there is no option": the one that may be meant. */
static int refuse_option(const cli_arguments *arguments, const char *word) {
  const char *names[CLI_OPTIONS_MAX + 1];
  size_t count = 0;
  for (const cli_option *option = arguments->command->options; option->name != NULL; option++) {
    names[count++] = option->name;
  }
  names[count++] = "help";
  bool is_long = strncmp(word, "--", 2) == 0;
  const char *nearest = is_long ? cs_nearest(word + 2, names, count) : NULL;
  return nearest != NULL
             ? cli_usage(arguments, "there is no option '%s': did you mean '--%s'?", word, nearest)
             : cli_usage(arguments, "there is no option '%s'", word);
}

/* Reads the options; 0 to go on, else *status is the exit status. */
static bool read_options(cli_arguments *arguments, int count, char **words, int *status) {
  const cli_command *command = arguments->command;
  struct option long_options[CLI_OPTIONS_MAX + 2];
  char letters[2 * CLI_OPTIONS_MAX + 5];
  prepare_getopt(command, long_options, letters);
  opterr = 0;
  for (int found; (found = getopt_long(count, words, letters, long_options, NULL)) != -1;) {
    int option = option_of(command->options, found);
    if (option >= 0) {
      arguments->values[option] = optarg != NULL ? optarg : "";
      continue;
    }
    const char *word = words[optind - 1];
    *status = found == 'h'   ? print_command_help(command)
              : found == ':' ? cli_usage(arguments, "option '%s' needs a value", word)
                             : refuse_option(arguments, word);
    return false;
  }
  arguments->operands = words + optind;
  arguments->operand_count = count - optind;
  return true;
}

static int run_command(const cli_command *command, int count, char **words) {
  cli_arguments arguments = {.command = command};
  int status;
  if (!read_options(&arguments, count, words, &status)) {
    return status;
  }
  if (arguments.operand_count < command->least_operands) {
    return cli_usage(&arguments, "something is missing: conspectus %s %s", command->name,
                     command->operands);
  }
  if (command->most_operands >= 0 && arguments.operand_count > command->most_operands) {
    return cli_usage(&arguments, "'%s' is one too many",
                     arguments.operands[command->most_operands]);
  }
  return command->function(&arguments);
}

static const cli_command *find_command(const char *name) {
  for (size_t i = 0; i < COMMAND_COUNT; i++) {
    if (strcmp(commands[i]->name, name) == 0) {
      return commands[i];
    }
  }
  return NULL;
}

int main(int count, char **words) {
  cs_keep_memory();
  signal(SIGXFSZ, SIG_IGN); /* a file that may not grow is a failed write, with its message */
  if (count < 2) {
    print_program_help(stderr);
    return EXIT_USAGE;
  }
  const char *name = words[1];
  if (strcmp(name, "--help") == 0 || strcmp(name, "-h") == 0 || strcmp(name, "help") == 0) {
    const cli_command *wanted = count > 2 ? find_command(words[2]) : NULL;
    if (wanted != NULL) {
      return print_command_help(wanted);
    }
    print_program_help(stdout);
    return cli_done(EXIT_DONE);
  }
  if (strcmp(name, "--version") == 0 || strcmp(name, "-V") == 0) {
    printf("conspectus %s\n", PACKAGE_VERSION);
    return cli_done(EXIT_DONE);
  }
  const cli_command *command = find_command(name);
  if (command == NULL) {
    const char *names[COMMAND_COUNT];
    for (size_t i = 0; i < COMMAND_COUNT; i++) {
      names[i] = commands[i]->name;
    }
    const char *nearest = cs_nearest(name, names, COMMAND_COUNT);
    cli_message("there is no command '%s'%s%s%s; 'conspectus --help' lists them", name,
                nearest != NULL ? " (did you mean '" : "", nearest != NULL ? nearest : "",
                nearest != NULL ? "'?)" : "");
    return EXIT_USAGE;
  }
  return run_command(command, count - 1, words + 1);
}
