/* conspectus export: the dataset as CSV files with a descriptor. */
#include "cli/cli.h"

#include <stdio.h>
#include <string.h>

static const cli_option options[] = {
    {"output", 'o', "DIR", "the folder to write to, which is made if it is not there"},
    CLI_OPTION_THRESHOLD,
    CLI_OPTION_MIXED,
    CLI_OPTION_UNTIL,
    CLI_OPTION_FAMILY,
    CLI_OPTION_PLUGINS,
    {0},
};

static volatile int stop; /* set by a signal, read by the export */

static int write_files(cs_dataset *dataset, const cs_analysis_options *asked, const char *folder,
                       const cli_arguments *arguments) {
  cs_error error;
  cs_host *host;
  int status = cli_host(&host, arguments, NULL, NULL);
  if (status != 0) {
    return status;
  }
  cli_catch_signals(&stop);
  if (cs_export(dataset, host, asked, folder, &stop, &error) == CS_OK) {
    size_t count = 0;
    while (cs_export_files()[count] != NULL) {
      count++;
    }
    printf("%zu files are in %s; datapackage.json there describes them.\n", count, folder);
    status = cli_done(EXIT_DONE);
  } else {
    status = cli_failed(&error);
  }
  cs_host_close(host);
  return status;
}

static int export(const cli_arguments *arguments) {
  cs_dataset *dataset;
  cs_analysis_options asked;
  const char *folder = cli_value(arguments, "output");
  if (folder == NULL || *folder == '\0') {
    return cli_usage(arguments, "-o DIR is missing: the folder to write to");
  }
  if (!cli_analysis_options(&asked, arguments)) {
    return EXIT_USAGE;
  }
  int status = cli_open(&dataset, arguments->operands[0]);
  if (status != 0) {
    return status;
  }
  status = write_files(dataset, &asked, folder, arguments);
  cs_dataset_close(dataset);
  return status;
}

const cli_command cli_export = {
    .name = "export",
    .operands = "DATASET -o DIR",
    .summary = "CSV files for R, Stata, SPSS and spreadsheets",
    .about =
        "Writes reviews, passages with their text, recommendations, citations, codings, the "
        "comparison, the recurring weaknesses, the codebook and the problems as CSV files, and "
        "datapackage.json, which says of every column what it is (Frictionless Data Package 2). "
        "passage_theme.csv has a row a passage with columns of 0 and 1 by theme, ready for "
        "models. load.R, load.do and load.sps read all of it into R, Stata and SPSS with the right "
        "types, labels and value labels.\n\n"
        "The same dataset gives the same bytes. The files of an earlier export are replaced, all "
        "of them at the end; other files in the folder are not touched. Labels such as 2.10 are "
        "text: have your program read the column label as text, or use the column passage.",
    .example = "conspectus export reviews.db -o tables",
    .options = options,
    .least_operands = 1,
    .most_operands = 1,
    .function = export,
};
