/* conspectus sql: a query on the dataset, read-only. CSV and JSON are written row by
 * row; a table has to be measured first and is kept in memory. */
#include "cli/cli.h"

#include "base/memory.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const cli_option options[] = {CLI_OPTION_FORMAT, {0}};

/* One of these is there once the names of the columns are known. */
typedef struct printing {
  cs_print_as as;
  cs_table *table;
  cs_csv *csv;
  cs_json *json;
} printing;

static cs_status begin(void *context, const char *const *names, size_t count, cs_error *error) {
  (void)error;
  printing *on = context;
  cs_column *columns = cs_allocate(count + 1, sizeof *columns);
  for (size_t i = 0; i < count; i++) {
    columns[i] = (cs_column){.name = names[i], .type = CS_MISSING, .decimals = -1};
  }
  if (on->as == CS_PRINT_CSV) {
    on->csv = cs_csv_begin(stdout, columns, count);
  } else if (on->as == CS_PRINT_JSON) {
    on->json = cs_json_begin(stdout, columns, count);
  } else {
    on->table = cs_table_new(columns, count);
  }
  free(columns);
  return CS_OK;
}

static cs_status add_row(void *context, const cs_value *values, size_t count, cs_error *error) {
  (void)count;
  printing *on = context;
  if (on->csv != NULL) {
    return cs_csv_row(on->csv, values, error);
  }
  if (on->json != NULL) {
    return cs_json_row(on->json, values, error);
  }
  cs_table_add(on->table, values);
  return CS_OK;
}

static int finish(printing *on, cs_status status, cs_error *error, const cli_arguments *arguments) {
  cs_error ignored;
  cs_error *reason = status == CS_OK ? error : &ignored;
  cs_status csv = cs_csv_end(on->csv, reason), json = cs_json_end(on->json, reason);
  if (ferror(stdout)) {
    return cli_done(EXIT_COULD_NOT);
  }
  if (status != CS_OK || csv != CS_OK || json != CS_OK) {
    return cli_failed(error);
  }
  return on->table != NULL ? cli_print(on->table, arguments) : cli_done(EXIT_DONE);
}

static int sql(const cli_arguments *arguments) {
  cs_error error;
  cs_dataset *dataset;
  printing on = {0};
  if (!cli_format(&on.as, arguments)) {
    return EXIT_USAGE;
  }
  int status = cli_open(&dataset, arguments->operands[0]);
  if (status != 0) {
    return status;
  }
  cs_query_reader reader = {.columns = begin, .row = add_row, .context = &on};
  cs_status asked = cs_dataset_query(dataset, arguments->operands[1], NULL, 0, &reader, &error);
  status = finish(&on, asked, &error, arguments);
  cs_table_free(on.table);
  cs_dataset_close(dataset);
  return status;
}

const cli_command cli_sql = {
    .name = "sql",
    .operands = "DATASET \"SELECT ...\"",
    .summary = "a query in SQL, read-only",
    .about = "Runs one SELECT on the dataset and prints what it gives. Main tables: review, "
             "section, passage, recommendation, citation, theme, coding, evidence, problem; "
             "passage_text(id) gives the text of a passage. The dataset is an ordinary SQLite "
             "file, which other programs read too; datasets/README.md describes every table.",
    .example = "conspectus sql reviews.db \"SELECT kind, count(*) FROM passage GROUP BY kind\"",
    .options = options,
    .least_operands = 2,
    .most_operands = 2,
    .function = sql,
};
