/* Running a script: its functions put together, the script run, its files put into place. */
#include "script/script.h"

#include <stdlib.h>
#include <string.h>

static const cs_bridge_entry *const groups[] = {
    cs_script_data,   cs_script_texts,    cs_script_figures, cs_script_agreement,
    cs_script_panels, cs_script_printing, cs_script_writing, cs_script_arguments,
};
enum { GROUPS = sizeof groups / sizeof *groups };

/* For help only the declaration of the arguments matters: whatever else comes ends it. */
static cs_status end_for_help(cs_bridge_call *call, cs_error *error) {
  (void)error;
  call->stop = true;
  return CS_OK;
}

static cs_bridge_entry *all_entries(bool help) {
  size_t count = 0;
  for (size_t i = 0; i < GROUPS; i++) {
    for (const cs_bridge_entry *each = groups[i]; each->name != NULL; each++) {
      count++;
    }
  }
  cs_bridge_entry *entries = cs_allocate(count + 1, sizeof *entries);
  size_t at = 0;
  for (size_t i = 0; i < GROUPS; i++) {
    for (const cs_bridge_entry *each = groups[i]; each->name != NULL; each++) {
      entries[at] = *each;
      if (help && groups[i] != cs_script_arguments) {
        entries[at].function = end_for_help;
      }
      at++;
    }
  }
  return entries;
}

/* ---- Limits ---- */

static bool is_spent(void *context) {
  const cs_script *script = context;
  return cs_bridge_is_spent(script->bridge);
}

static void limit_queries(cs_script *script) {
  enum { VALUE_BYTES = 16 * 1024 * 1024 };
  const cs_query_limits limits = {.value_bytes = VALUE_BYTES,
                                  .heap_bytes = CS_SCRIPT_HEAP_BYTES,
                                  .stop = is_spent,
                                  .context = script};
  cs_dataset_limit(script->dataset, &limits);
}

static void unlimit_queries(cs_script *script) {
  cs_dataset_limit(script->dataset, &(cs_query_limits){0});
}

/* ---- A run ---- */

/* Nothing of the script is written where it was called wrongly. */
static cs_status check_end(cs_script *script, cs_error *error) {
  const cs_script_options *options = script->options;
  if (script->usage.status != CS_OK) {
    *error = script->usage;
    return CS_USAGE;
  }
  if (options->help && !script->arguments_taken) {
    cs_script_help(script, NULL, 0);
    return CS_OK;
  }
  if (options->argument_count > 0 && !script->arguments_taken) {
    return cs_fail(error, CS_USAGE, "'%s' is not expected: this script takes no arguments",
                   options->arguments[0]);
  }
  return CS_OK;
}

static cs_status run(cs_script *script, const cs_bridge_entry *entries, cs_error *error) {
  const cs_script_options *options = script->options;
  const cs_bridge_options limits = {
      .entries = entries,
      .context = script,
      .bytes = options->bytes != 0 ? options->bytes : CS_SCRIPT_BYTES,
      .milliseconds = options->milliseconds != 0 ? options->milliseconds : CS_SCRIPT_MILLISECONDS,
      .trusted = options->trusted && !options->help};
  cs_status status = cs_bridge_open(&script->bridge, script->path, &limits, error);
  if (status != CS_OK) {
    return status;
  }
  bool limited = !limits.trusted && script->dataset != NULL;
  if (limited) {
    limit_queries(script);
  }
  status = cs_bridge_run(script->bridge, error);
  if (limited) {
    unlimit_queries(script);
  }
  return status == CS_OK ? check_end(script, error) : status;
}

cs_status cs_script_run(const char *path, cs_dataset *dataset, const cs_script_options *options,
                        cs_error *error) {
  cs_script script = {.path = path, .dataset = dataset, .options = options};
  cs_bridge_entry *entries = all_entries(options->help);
  cs_status status = dataset != NULL ? cs_dataset_hold(dataset, error) : CS_OK;
  const bool held = dataset != NULL && status == CS_OK;
  if (status == CS_OK) {
    status = run(&script, entries, error);
  }
  cs_bridge_free(script.bridge); /* and with it its loops over the dataset */
  if (held) {
    cs_dataset_let_go(dataset);
  }
  if (status == CS_OK) {
    status = cs_script_commit(&script, error);
  }
  cs_script_drop_files(&script);
  cs_host_close(script.host);
  free(script.text);
  free(script.text_review);
  free(entries);
  return status;
}
