/* cli/explanation.h: how commands show a rule, and why it coded a passage or did not. */
#ifndef CS_CLI_EXPLANATION_H
#define CS_CLI_EXPLANATION_H

#include "cli/cli.h"

/* Prints the tree of a rule, indented. */
void cli_print_rule(const cs_rule *rule, const cs_terms *terms, size_t width);

/* Prints an explanation: which terms hit, which part of the rule failed, which
 * cues decided. */
void cli_print_explanation(const cs_explanation *explanation, const cs_terms *terms, size_t width);

/* Tells why the passage was coded, or was not, by the theme as the host has it; warns
 * where that is another version than coded the dataset, or not there. */
cs_status cli_explain_shown(cs_host *host, const cs_shown *shown, size_t width, cs_error *error);

#endif
