/* script/script.h: a running script, for the files of this folder.
 *
 * Each file has functions that scripts call, and a table of them. They take their arguments
 * with take.h, and fail with a message that begins with the function's name.
 */
#ifndef CS_SCRIPT_SCRIPT_H
#define CS_SCRIPT_SCRIPT_H

#include "base/buffer.h"
#include "host/bridge.h"

#include <conspectus/script.h>

/* A file that the script writes, kept until it has ended. */
typedef struct cs_script_file {
  char *name;
  char *bytes;
  size_t length;
} cs_script_file;

enum { CS_SCRIPT_FILES = 16 };

typedef struct cs_script {
  const char *path;
  cs_bridge *bridge;
  cs_dataset *dataset;
  const cs_script_options *options;
  cs_host *host; /* opened when a score is asked for */
  cs_script_file files[CS_SCRIPT_FILES];
  size_t file_count;
  char *text_review; /* key of the review whose text is at hand, or NULL */
  char *text;
  size_t text_length;
  uint64_t written;     /* bytes */
  size_t tables;        /* printed */
  bool arguments_taken; /* c.arguments was called */
  cs_error usage;       /* what is wrong with the command line, if its status is not CS_OK */
} cs_script;

static inline cs_script *cs_script_of(const cs_bridge_call *call) {
  return call->context;
}

/* The functions of each file, ended by one without a name. */
extern const cs_bridge_entry cs_script_data[];      /* data.c: areas, reviews, ... */
extern const cs_bridge_entry cs_script_texts[];     /* texts.c: sql, text, sentences */
extern const cs_bridge_entry cs_script_figures[];   /* figures.c: wilson, fisher, ... */
extern const cs_bridge_entry cs_script_agreement[]; /* agreement.c: kappa, alpha */
extern const cs_bridge_entry cs_script_panels[];    /* panels.c: recurring, area_theme */
extern const cs_bridge_entry cs_script_printing[];  /* print.c */
extern const cs_bridge_entry cs_script_writing[];   /* files.c */
extern const cs_bridge_entry cs_script_arguments[]; /* arguments.c */

/* Counts bytes of output; CS_LIMIT where they are too many. */
cs_status cs_script_count(cs_bridge_call *call, uint64_t bytes, cs_error *error);

/* files.c: puts the files into the folder, all of them or none. */
cs_status cs_script_commit(cs_script *script, cs_error *error);
void cs_script_drop_files(cs_script *script);

/* arguments.c: prints the script's head comment and, if it has any, its options. */
typedef struct cs_script_option cs_script_option;
void cs_script_help(const cs_script *script, const cs_script_option *options, size_t count);

/* columns.c: columns and rows as scripts give them. */
typedef struct cs_script_columns {
  cs_column *items;
  size_t count;
} cs_script_columns;

/* Argument `at`: a list of names and of { "name", title = ..., decimals = ... }. */
cs_status cs_take_columns(cs_script_columns *columns, cs_bridge_call *call, size_t at,
                          cs_error *error);
/* Argument `at`: a list of rows, or a function that gives one after the other, as a loop
 * calls it. `each` gets as many values as there are columns; they stand until it returns. */
typedef cs_status cs_row_taker(void *context, const cs_value *values, cs_error *error);
cs_status cs_take_rows(cs_bridge_call *call, size_t at, const cs_script_columns *columns,
                       cs_row_taker *each, void *context, cs_error *error);

/* A row of a table or query as a record: columns by name, missing ones left out. */
cs_bridge_value cs_script_record(cs_arena *arena, const char *const *names, const cs_value *values,
                                 size_t count);
/* The same of a value; strings are copied. */
cs_bridge_value cs_script_value(cs_arena *arena, const cs_value *value);

#endif
