/* cli/agree.h: what the commands share that look at human coding. */
#ifndef CS_CLI_AGREE_H
#define CS_CLI_AGREE_H

#include "base/buffer.h"
#include "cli/cli.h"

#define CLI_OPTION_COMPLETE                                                                        \
  {                                                                                                \
    "complete", 0, NULL,                                                                           \
        "a finding or recommendation without a row was coded with no theme (else it is left out)"  \
  }

/* Reads human coding and says what does not fit; 0, or the exit status after the
 * message. */
int cli_agreement(cs_agreement **agreement, cs_dataset *dataset, const char *path,
                  const cs_agreement_options *options);

/* "weakness, raised before"; "mixed or strength"; "no coding"; "contested"; "not coded". */
const char *cli_answer(cs_buffer *text, const cs_answer *answer);
/* "mixed|strength" as in files. */
const char *cli_polarities(cs_buffer *text, const cs_answer *answer);

/* "0.56 0.27-0.81" with an en dash, or NULL where it is missing. */
const char *cli_with_interval(cs_buffer *text, double value, cs_interval interval);

/* The program against each person, then people against each other; `first` is held to be
 * right. */
typedef struct cli_pair {
  size_t first;
  size_t second;
} cli_pair;
enum { CLI_PAIRS_MAX = CS_CODERS_MAX * CS_CODERS_MAX };
size_t cli_pairs(cli_pair pairs[CLI_PAIRS_MAX], const cs_agreement *of);

/* All figures, a row a pair and theme, "all" behind the themes; the caller frees it. */
cs_table *cli_agreement_table(const cs_agreement *of);

/* Prints every disagreement as --format says; the exit status. */
int cli_disagreements(const cs_agreement *agreement, cs_dataset *dataset, cs_host *host,
                      const cli_arguments *arguments);

#endif
