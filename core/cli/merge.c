/* conspectus merge: joins datasets, such as those of shards. */
#include "cli/cli.h"

#include <stdio.h>

static const cli_option options[] = {
    {"output", 'o', "DATASET", "the dataset to make, or to add to (needed)"},
    {"quiet", 'q', NULL, "no summary; only what is wrong"},
    {0},
};

static volatile int stop; /* set by a signal, read by the merge */

static void print_summary(const char *output, size_t datasets, const cs_run_counts *counts) {
  printf("%zu dataset%s with %zu document%s joined into %s:\n", datasets, datasets == 1 ? "" : "s",
         counts->documents, counts->documents == 1 ? "" : "s", output);
  printf("  %-12s %6zu  with %zu passages and %zu codings\n", "reviews", counts->coded,
         counts->passages, counts->codings);
  if (counts->unchanged != 0) {
    printf("  %-12s %6zu  was there already\n", "unchanged", counts->unchanged);
  }
  if (counts->left_out != 0) {
    printf("  %-12s %6zu  could not be read as reviews, or are duplicates\n", "left out",
           counts->left_out);
  }
}

static int merge(const cli_arguments *arguments) {
  cs_error error;
  cs_run_counts counts;
  const char *output = cli_value(arguments, "output");
  const size_t count = (size_t)arguments->operand_count;
  if (output == NULL || *output == '\0') {
    return cli_usage(arguments, "say where the dataset goes: --output DATASET");
  }
  if (cli_check_folder(output) != 0) {
    return EXIT_COULD_NOT;
  }
  cli_catch_signals(&stop);
  if (cs_dataset_merge(&counts, (const char *const *)arguments->operands, count, output, &stop,
                       &error) != CS_OK) {
    return cli_failed(&error);
  }
  if (!cli_flag(arguments, "quiet")) {
    print_summary(output, count, &counts);
  }
  return cli_done(EXIT_DONE);
}

const cli_command cli_merge = {
    .name = "merge",
    .operands = "DATASET... -o DATASET",
    .summary = "join datasets, such as those of 'run --shard'",
    .about = "Joins datasets into one that is what a single run over all of their documents would "
             "have made, every exported byte included. All must have been made by the same "
             "version of the program with the same plugins; else it says what differs. Datasets "
             "may overlap, and merging one twice changes nothing. A dataset that is there already "
             "is added to, as a whole or not at all; a damaged one is refused.",
    .example = "conspectus merge part-1.db part-2.db -o reviews.db",
    .options = options,
    .least_operands = 1,
    .most_operands = -1,
    .function = merge,
};
