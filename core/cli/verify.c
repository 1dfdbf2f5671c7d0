/* conspectus verify: whether a dataset is sound, deep. */
#include "cli/cli.h"

#include <stdio.h>

static const cli_option options[] = {{0}};

static int verify(const cli_arguments *arguments) {
  cs_dataset *dataset;
  cs_error error;
  cs_problems faults = {0};
  int status = 0;
  if (cs_dataset_open(&dataset, arguments->operands[0], CS_OPEN_VERIFY, &error) != CS_OK) {
    return cli_failed(&error);
  }
  if (cs_dataset_verify(dataset, &faults, &error) != CS_OK) {
    status = cli_failed(&error);
  } else if (faults.count == 0) {
    printf("%s is sound.\n", arguments->operands[0]);
  } else {
    cli_problems(&faults, arguments->operands[0]);
    printf("%s has %zu fault(s): remove it, then make it anew with 'conspectus run'.\n",
           arguments->operands[0], faults.count + faults.dropped);
    status = EXIT_PROBLEMS;
  }
  cs_problems_clear(&faults);
  cs_dataset_close(dataset);
  return cli_done(status);
}

const cli_command cli_verify = {
    .name = "verify",
    .operands = "DATASET",
    .summary = "integrity of a dataset, deep",
    .about = "Checks the file itself, every reference between tables, that every text unpacks to "
             "its size, that every passage and piece of evidence lies where it says, and that what "
             "has a checksum is as it was written. Exit status 1 where something is wrong.",
    .example = "conspectus verify reviews.db",
    .options = options,
    .least_operands = 1,
    .most_operands = 1,
    .function = verify,
};
