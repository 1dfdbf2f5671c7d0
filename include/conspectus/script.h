/* conspectus/script.h: a researcher's analysis in Lua.
 *
 * A script asks a dataset, computes, prints tables and writes CSV files. It may do nothing
 * else: what it is given is in scripts/README.md. It cannot read or write any other file,
 * run programs or reach the network, and it is held to limits of memory, time and output,
 * unless it is trusted.
 */
#ifndef CONSPECTUS_SCRIPT_H
#define CONSPECTUS_SCRIPT_H

#include <conspectus/dataset.h>
#include <conspectus/host.h>
#include <conspectus/output.h>
#include <conspectus/status.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>

/* What a script that is not trusted may use. A theme has the same memory, and a second for
 * each of its calls; a script is one call for all that it does. */
enum {
  CS_SCRIPT_BYTES = 32 * 1024 * 1024,        /* of Lua's memory */
  CS_SCRIPT_MILLISECONDS = 10 * 1000,        /* of processor time */
  CS_SCRIPT_OUTPUT_BYTES = 64 * 1024 * 1024, /* printed and written to files */
  CS_SCRIPT_HEAP_BYTES = 256 * 1024 * 1024,  /* that the database may take */
};

typedef struct cs_script_options {
  const char *const *arguments; /* behind the dataset on the command line */
  size_t argument_count;
  const cs_host_options *plugins; /* for the scores; NULL: the default folders */
  const char *folder;             /* where it may write; NULL: nowhere */
  cs_print_as as;                 /* how its tables are printed */
  size_t width;                   /* of the terminal; 0: no bound */
  FILE *out;                      /* tables, and what `print` says when they are no CSV or JSON */
  FILE *notes;                    /* else what `print` says */
  bool trusted;                   /* all of Lua's library, without limits */
  bool help;                      /* only print the script's own help */
  size_t bytes;                   /* instead of the limits above; 0: as they are */
  unsigned milliseconds;
} cs_script_options;

/* Runs a script. Its files are written when it has ended well, all of them or none. A
 * failure names the script's file and line: CS_USAGE (its arguments), CS_PLUGIN (its code,
 * or what it asks for), CS_LIMIT, or that of what it did. `dataset` may be NULL for help. */
cs_status cs_script_run(const char *path, cs_dataset *dataset, const cs_script_options *options,
                        cs_error *error);

#endif
