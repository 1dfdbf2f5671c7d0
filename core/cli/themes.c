/* conspectus themes: the codebook, one theme of it, or a check of the plugins. */
#include "cli/explanation.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const cli_option options[] = {
    {"check", 'c', NULL, "check all plugins and run the examples that themes carry"},
    CLI_OPTION_FORMAT,
    CLI_OPTION_PLUGINS,
    {0},
};

static const cs_column columns[] = {
    {"theme", "Theme", CS_STRING, 0},     {"title", "Title", CS_STRING, 0},
    {"version", "Version", CS_STRING, 0}, {"examples", "Examples", CS_INTEGER, 0},
    {"about", "About", CS_STRING, 0},
};

static int list_themes(const cs_host *host, const cli_arguments *arguments) {
  size_t count;
  const cs_theme *const *themes = cs_host_themes(host, &count);
  cs_table *table = cs_table_new(columns, sizeof columns / sizeof *columns);
  for (size_t i = 0; i < count; i++) {
    cs_value row[] = {cs_string(themes[i]->id), cs_string(themes[i]->title),
                      cs_string(themes[i]->version), cs_integer((int64_t)themes[i]->example_count),
                      cs_string(themes[i]->about)};
    cs_table_add(table, row);
  }
  int status = cli_print(table, arguments);
  cs_table_free(table);
  return status;
}

/* ---- One theme ---- */

static void print_cues(const cs_lexicon *own, const cs_terms *terms) {
  for (size_t i = 0; own != NULL && i < own->entry_count; i++) {
    const cs_cue_class *class_ = &own->classes[own->entries[i].class_];
    printf("  %s: %s\n", cs_says_name(class_->says), cs_terms_pattern(terms, own->entries[i].term));
  }
}

static void print_example(const cs_theme_example *example, size_t width) {
  printf("  %-12s", example->coded ? cs_polarity_name(example->polarity) : "not coded");
  cs_print_wrapped(stdout, example->text, strlen(example->text), width - 14, 14);
  putchar('\n');
}

static int print_theme(const cs_host *host) {
  size_t count, width = cli_width() != 0 ? cli_width() : 80;
  const cs_theme *theme = cs_host_themes(host, &count)[0];
  printf("%s (%s), version %s\n\n  ", theme->title, theme->id, theme->version);
  cs_print_wrapped(stdout, theme->about, strlen(theme->about), width - 2, 2);
  printf("\n\nRule (%s):\n", theme->plugin);
  cli_print_rule(theme->rule, cs_host_terms(host), width);
  if (theme->own != NULL) {
    printf("\nCues of its own:\n");
    print_cues(theme->own, cs_host_terms(host));
  }
  if (theme->judges) {
    printf("\nIt has a judge function of its own.\n");
  }
  printf("\nExamples:\n");
  for (size_t i = 0; i < theme->example_count; i++) {
    print_example(&theme->examples[i], width);
  }
  return cli_done(EXIT_DONE);
}

/* ---- Check ---- */

/* A theme that ships with the program is argued with by its examples: fewer are a fault. */
enum { LEAST_EXAMPLES = 6 };

static const cs_column check_columns[] = {
    {"theme", "Theme", CS_STRING, 0},
    {"examples", "Examples", CS_INTEGER, 0},
    {"passed", "Pass", CS_INTEGER, 0},
    {"shipped", "Shipped", CS_STRING, 0},
};

/* Whether a plugin is the program's own: below the first of the default folders. */
static bool is_shipped(const char *plugin) {
  char **folders = cs_host_default_folders();
  char *own = folders[0] != NULL ? realpath(folders[0], NULL) : NULL;
  char *file = realpath(plugin, NULL);
  size_t length = own != NULL ? strlen(own) : 0;
  bool below = length > 0 && file != NULL && strncmp(file, own, length) == 0 && file[length] == '/';
  free(own);
  free(file);
  cs_host_free_folders(folders);
  return below;
}

/* A row a theme; what is wrong goes to the problems. */
static cs_table *check_themes(cs_host *host, cs_problems *problems) {
  size_t count;
  const cs_theme *const *themes = cs_host_themes(host, &count);
  cs_table *table = cs_table_new(check_columns, sizeof check_columns / sizeof *check_columns);
  for (uint32_t i = 0; i < count; i++) {
    const cs_theme *theme = themes[i];
    bool shipped = is_shipped(theme->plugin);
    if (shipped && theme->example_count < LEAST_EXAMPLES) {
      cs_problem_add(problems, CS_STAGE_HOST, CS_ERROR, 0,
                     "%s: it has %zu example%s: a theme that ships with the program has at least "
                     "%d",
                     theme->plugin, theme->example_count, theme->example_count == 1 ? "" : "s",
                     LEAST_EXAMPLES);
    }
    cs_value row[] = {cs_string(theme->id), cs_integer((int64_t)theme->example_count),
                      cs_integer((int64_t)cs_host_check_theme(host, i, problems)),
                      cs_string(shipped ? "yes" : "no")};
    cs_table_add(table, row);
  }
  return table;
}

static void print_sum(const cs_host *host, const cs_problems *problems) {
  size_t themes, families, lexicons, examples = 0, faults = problems->count + problems->dropped;
  const cs_theme *const *list = cs_host_themes(host, &themes);
  cs_host_families(host, &families);
  cs_host_lexicons(host, &lexicons);
  for (size_t i = 0; i < themes; i++) {
    examples += list[i]->example_count;
  }
  if (faults == 0) {
    printf("\nSound: themes: %zu with %zu examples; lexicons: %zu; families: %zu.\n", themes,
           examples, lexicons, families);
  } else {
    printf("\n%zu fault%s.\n", faults, faults == 1 ? "" : "s");
  }
}

/* A plugin's faults are found while it is loaded; the examples are run after. */
static int check(const cli_arguments *arguments, const char *file) {
  cs_host *host = NULL;
  cs_print_as as;
  cs_problems problems = {0};
  if (!cli_format(&as, arguments)) {
    return EXIT_USAGE;
  }
  int status = cli_host(&host, arguments, file, &problems);
  cs_table *table = status == 0 ? check_themes(host, &problems) : NULL;
  cli_problems(&problems, NULL);
  if (status == 0) {
    status = cli_print(table, arguments);
    if (as == CS_PRINT_TABLE) {
      print_sum(host, &problems);
    }
  }
  status = status == 0 && problems.count > 0 ? EXIT_PROBLEMS : status;
  cs_table_free(table);
  cs_problems_clear(&problems);
  cs_host_close(host);
  return status == 0 || status == EXIT_PROBLEMS ? cli_done(status) : status;
}

static bool is_file(const char *word) {
  size_t length = strlen(word);
  return length > 4 && strcmp(word + length - 4, ".lua") == 0;
}

static int themes(const cli_arguments *arguments) {
  const char *word = arguments->operand_count > 0 ? arguments->operands[0] : NULL;
  const char *file = word != NULL && is_file(word) ? word : NULL;
  if (cli_flag(arguments, "check")) {
    if (word != NULL && file == NULL) {
      return cli_usage(arguments, "--check takes a theme's file, not '%s'", word);
    }
    return check(arguments, file);
  }
  cs_host *host = NULL;
  int status = word != NULL ? cli_host_of_theme(&host, arguments, word)
                            : cli_host(&host, arguments, NULL, NULL);
  if (status == 0) {
    status = word != NULL ? print_theme(host) : list_themes(host, arguments);
  }
  cs_host_close(host);
  return status;
}

const cli_command cli_themes = {
    .name = "themes",
    .operands = "[THEME | THEME.lua]",
    .summary = "the codebook; --check lints plugins",
    .about = "Lists the themes, or prints one in full: what it means, its rule, its examples. "
             "With --check, all plugins (and the theme file that is named) are checked field by "
             "field and their examples are run; exit status 1 where anything is wrong. A theme "
             "that ships with the program must have at least six examples.",
    .example = "conspectus themes --check",
    .options = options,
    .least_operands = 0,
    .most_operands = 1,
    .function = themes,
};
