/* conspectus script: a researcher's analysis in Lua.
 *
 * The program's own options may stand before the script's file or behind the dataset;
 * everything else there is the script's. */
#include "cli/cli.h"

#include "base/memory.h"

#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <unistd.h>

static const cli_option options[] = {
    {"output", 'o', "DIR", "the folder that the script may write to"},
    {"trust", 0, NULL, "all of Lua's library and no limits: for scripts that you have read"},
    CLI_OPTION_FORMAT,
    CLI_OPTION_PLUGINS,
    {0},
};

/* ---- Words behind the dataset ---- */

typedef struct sorting {
  cli_arguments *arguments; /* the program's options go there */
  const char **words;       /* the script's */
  size_t word_count;
  bool help;
} sorting;

/* The program's option that a word is, and its value where it holds it ("-oDIR"). */
static int own_option(const char *word, const char **value) {
  *value = NULL;
  for (int i = 0; options[i].name != NULL; i++) {
    size_t length = strlen(options[i].name);
    if (strncmp(word, "--", 2) == 0 && strncmp(word + 2, options[i].name, length) == 0 &&
        (word[2 + length] == '\0' || word[2 + length] == '=')) {
      *value = word[2 + length] == '=' ? word + 3 + length : NULL;
      return i;
    }
    if (options[i].letter != 0 && word[0] == '-' && word[1] == options[i].letter) {
      *value = word[2] != '\0' ? word + 2 : NULL;
      return i;
    }
  }
  return -1;
}

/* Sorts the words from `first` on; 0, or the exit status. */
static int sort_words(sorting *on, int first) {
  char **words = on->arguments->operands;
  int count = on->arguments->operand_count;
  for (int i = first; i < count; i++) {
    const char *value;
    int option = own_option(words[i], &value);
    if (strcmp(words[i], "--help") == 0 || strcmp(words[i], "-h") == 0) {
      on->help = true;
    } else if (option < 0) {
      on->words[on->word_count++] = words[i];
    } else if (options[option].argument == NULL) {
      on->arguments->values[option] = "";
    } else if (value != NULL || i + 1 < count) {
      on->arguments->values[option] = value != NULL ? value : words[++i];
    } else {
      return cli_usage(on->arguments, "option '%s' needs a value", words[i]);
    }
  }
  return 0;
}

/* ---- A last resort ---- */

/* Where neither Lua's hook nor the database's gets a word in, the system ends it. */
static void stop_at_once(int signal_number) {
  static const char message[] = "conspectus: the script was stopped: it ran too long\n";
  (void)signal_number;
  ssize_t written = write(STDERR_FILENO, message, sizeof message - 1);
  (void)written;
  _exit(EXIT_COULD_NOT);
}

static void limit_processor(void) {
  struct rlimit limit;
  rlim_t seconds = CS_SCRIPT_MILLISECONDS / 1000 + 5;
  if (getrlimit(RLIMIT_CPU, &limit) == 0 &&
      (limit.rlim_cur == RLIM_INFINITY || limit.rlim_cur > seconds)) {
    limit.rlim_cur = seconds;
    signal(SIGXCPU, stop_at_once);
    setrlimit(RLIMIT_CPU, &limit);
  }
}

/* ---- The command ---- */

static int run_script(const sorting *on, cs_dataset *dataset) {
  const cli_arguments *arguments = on->arguments;
  cs_error error;
  const cs_host_options plugins = {.last_folder = cli_plugins(arguments)};
  cs_script_options run = {.arguments = on->words,
                           .argument_count = on->word_count,
                           .plugins = &plugins,
                           .folder = cli_value(arguments, "output"),
                           .width = cli_width(),
                           .out = stdout,
                           .notes = stderr,
                           .trusted = cli_flag(arguments, "trust"),
                           .help = on->help};
  int status = cli_format(&run.as, arguments) ? 0 : EXIT_USAGE;
  if (status == 0) {
    if (!run.trusted) {
      limit_processor();
    }
    status = cs_script_run(arguments->operands[0], dataset, &run, &error) == CS_OK
                 ? EXIT_DONE
                 : cli_failed(&error);
    int done = cli_done(status);
    status = done != status ? done : status;
  }
  return status;
}

static int script(const cli_arguments *given) {
  cli_arguments arguments = *given;
  sorting on = {.arguments = &arguments,
                .words = cs_allocate((size_t)given->operand_count + 1, sizeof *on.words)};
  cs_dataset *dataset = NULL;
  bool named = given->operand_count > 1 && given->operands[1][0] != '-';
  int status = sort_words(&on, named ? 2 : 1);
  if (status == 0 && !named && !on.help) {
    status = cli_usage(given, "the dataset is missing: it stands behind the script's file");
  }
  if (status == 0 && !on.help) {
    status = cli_open(&dataset, given->operands[1]);
  }
  if (status == 0) {
    status = run_script(&on, dataset);
  }
  cs_dataset_close(dataset);
  free(on.words);
  return status;
}

const cli_command cli_script = {
    .name = "script",
    .operands = "FILE.lua DATASET [ARGUMENT]...",
    .summary = "an analysis in Lua",
    .about = "Runs a script that asks the dataset, computes, and prints tables or writes CSV "
             "files. It cannot touch any other file, run programs or reach the network, and is "
             "held to limits of memory, time and output. What it is given is in "
             "scripts/README.md, with worked analyses beside it.\n\n"
             "Arguments behind the dataset are the script's own; FILE.lua --help prints them. "
             "The options below may stand there too. Files are written when the script has ended "
             "well; one that is there is replaced only where its first line is the same.",
    .example = "conspectus script scripts/co_occurrence.lua reviews.db -o tables",
    .options = options,
    .stops_at_operand = true,
    .least_operands = 1,
    .most_operands = -1,
    .function = script,
};
