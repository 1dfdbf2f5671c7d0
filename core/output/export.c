/* The export: the analyses first, since they may fail before anything is touched,
 * then a file after the other, each row from the database to the file, then the
 * descriptor and the scripts that load them. */
#include "base/buffer.h"
#include "base/memory.h"
#include "output/files.h"
#include "output/folder.h"
#include "output/load.h"
#include "output/package.h"
#include "output/wide.h"

#include <conspectus/output.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>

typedef struct exporting {
  cs_dataset *dataset;
  const cs_analysis_options *options;
  const volatile int *stop;
  cs_csv *csv;                       /* that rows go to */
  cs_table *tables[CS_EXPORT_COUNT]; /* of the files that have no query */
  cs_wide *wide;
  cs_folder *folder;
  cs_resource resources[CS_EXPORT_COUNT];
} exporting;

/* ---- Analyses ---- */

static cs_status analyse(exporting *on, cs_host *host, cs_error *error) {
  cs_panel *panel;
  cs_analysis_options all = *on->options;
  all.area = NULL;
  all.theme = NULL;
  cs_status status = cs_panel_read(&panel, on->dataset, &all, error);
  if (status != CS_OK) {
    return status;
  }
  cs_recurrence *recurrences;
  status = cs_recurring(&recurrences, panel, host, "recurrence", error);
  if (status == CS_OK) {
    cs_comparison *comparisons;
    size_t count;
    cs_compare(&comparisons, &count, panel);
    on->tables[CS_EXPORT_RECURRING] = cs_recurring_table(recurrences, panel->theme_count);
    on->tables[CS_EXPORT_AREA_THEME] = cs_comparison_table(comparisons, count);
    free(recurrences);
    free(comparisons);
  }
  cs_panel_free(panel);
  return status;
}

/* ---- Rows ---- */

static cs_status write_row(void *context, const cs_value *values, size_t count, cs_error *error) {
  (void)count;
  const exporting *on = context;
  return on->stop != NULL && *on->stop != 0
             ? cs_fail(error, CS_INTERRUPTED, "stopped: what was in the folder stands as it was")
             : cs_csv_row(on->csv, values, error);
}

static cs_status write_table(cs_csv *csv, const cs_table *table, cs_error *error) {
  cs_status status = CS_OK;
  for (size_t row = 0; row < cs_table_rows(table) && status == CS_OK; row++) {
    status = cs_csv_row(csv, cs_table_value(table, row, 0), error);
  }
  return status;
}

static cs_status write_rows(exporting *on, cs_csv *csv, cs_export_id id, cs_error *error) {
  if (id == CS_EXPORT_PASSAGE_THEME) {
    return cs_wide_write(on->wide, csv, on->dataset, cs_exports[id].query, error);
  }
  if (cs_exports[id].query == NULL) {
    return write_table(csv, on->tables[id], error);
  }
  cs_query_reader reader = {.row = write_row, .context = on};
  on->csv = csv;
  return cs_dataset_query(on->dataset, cs_exports[id].query, NULL, 0, &reader, error);
}

/* ---- Files ---- */

/* What is written behind the files, each knowing all of them. */
static const struct {
  cs_export_extra id;
  const char *mark;
  void (*write)(FILE *file, const cs_resource *resources,
                size_t count); /* NULL: by a way of its own */
} extras[] = {{CS_EXPORT_PACKAGE, cs_package_mark, NULL},
              {CS_EXPORT_LOAD_R, cs_load_r_mark, cs_load_r_write},
              {CS_EXPORT_LOAD_STATA, cs_load_stata_mark, cs_load_stata_write},
              {CS_EXPORT_LOAD_SPSS, cs_load_spss_mark, cs_load_spss_write},
              {CS_EXPORT_SPSS_PASSAGES, "passage,area,review,kind,section,label,words,text", NULL}};

enum { EXTRA_COUNT = sizeof extras / sizeof *extras };

/* The beginning of the header line that every version of the file has. */
static cs_status check_file(exporting *on, cs_export_id id, cs_error *error) {
  const cs_export_file *file = &cs_exports[id];
  cs_buffer mark = {0};
  for (size_t i = 0; i < file->promised; i++) {
    cs_buffer_add_format(&mark, "%s%s", i > 0 ? "," : "", file->variables[i].name);
  }
  cs_status status = cs_folder_check(on->folder, cs_export_names[id], mark.bytes, error);
  cs_buffer_free(&mark);
  return status;
}

static cs_status check_files(exporting *on, cs_error *error) {
  cs_status status = CS_OK;
  for (int id = 0; id < CS_EXPORT_COUNT && status == CS_OK; id++) {
    status = check_file(on, (cs_export_id)id, error);
  }
  for (size_t i = 0; i < EXTRA_COUNT && status == CS_OK; i++) {
    status = cs_folder_check(on->folder, cs_export_names[extras[i].id], extras[i].mark, error);
  }
  return status;
}

static cs_status write_file(exporting *on, cs_export_id id, cs_error *error) {
  cs_resource *resource = &on->resources[id];
  FILE *file;
  cs_status status = cs_folder_begin(&file, on->folder, cs_export_names[id], error);
  if (status != CS_OK) {
    return status;
  }
  cs_column *columns = cs_columns_of(resource->variables, resource->variable_count);
  cs_csv *csv = cs_csv_begin(file, columns, resource->variable_count);
  free(columns);
  status = write_rows(on, csv, id, error);
  int reason = cs_csv_failure(csv);
  resource->widest = cs_allocate(resource->variable_count + 1, sizeof *resource->widest);
  for (size_t i = 0; i < resource->variable_count; i++) {
    resource->widest[i] = cs_csv_widest(csv, i);
  }
  cs_csv_end(csv, NULL); /* what it leaves in the buffer fails in cs_folder_end too */
  if (reason != 0) {
    return cs_folder_fail(on->folder, reason, error);
  }
  return status != CS_OK ? status : cs_folder_end(&resource->written, on->folder, error);
}

/* The same cells with blanks for line ends. */
typedef struct flattening {
  cs_csv *csv;
  cs_value *row;
  cs_buffer *cells;
} flattening;

static cs_status write_flat(void *context, const cs_value *values, size_t count, cs_error *error) {
  flattening *on = context;
  for (size_t i = 0; i < count; i++) {
    on->row[i] = values[i];
    if (values[i].type == CS_STRING && strchr(values[i].string, '\n') != NULL) {
      cs_buffer_reset(&on->cells[i]);
      cs_buffer_add_string(&on->cells[i], values[i].string);
      for (char *at = on->cells[i].bytes; (at = strchr(at, '\n')) != NULL;) {
        *at = ' ';
      }
      on->row[i] = cs_string(on->cells[i].bytes);
    }
  }
  return cs_csv_row(on->csv, on->row, error);
}

static cs_status write_spss_passages(exporting *on, FILE *file, cs_error *error) {
  const cs_export_file *of = &cs_exports[CS_EXPORT_PASSAGES];
  cs_column *columns = cs_columns_of(of->variables, of->variable_count);
  flattening flat = {.csv = cs_csv_begin(file, columns, of->variable_count),
                     .row = cs_allocate(of->variable_count, sizeof *flat.row),
                     .cells = cs_allocate(of->variable_count, sizeof *flat.cells)};
  cs_query_reader reader = {.row = write_flat, .context = &flat};
  cs_status status = cs_dataset_query(on->dataset, of->query, NULL, 0, &reader, error);
  int reason = cs_csv_failure(flat.csv);
  cs_csv_end(flat.csv, NULL);
  for (size_t i = 0; i < of->variable_count; i++) {
    cs_buffer_free(&flat.cells[i]);
  }
  free(flat.cells);
  free(flat.row);
  free(columns);
  return reason != 0 ? cs_folder_fail(on->folder, reason, error) : status;
}

static cs_status write_extra(exporting *on, size_t which, cs_error *error) {
  FILE *file;
  cs_written unused;
  cs_status status = cs_folder_begin(&file, on->folder, cs_export_names[extras[which].id], error);
  if (status == CS_OK && extras[which].id == CS_EXPORT_SPSS_PASSAGES) {
    status = write_spss_passages(on, file, error);
  } else if (status == CS_OK && extras[which].id == CS_EXPORT_PACKAGE) {
    status = cs_package_write(file, on->resources, CS_EXPORT_COUNT, on->options, error);
  } else if (status == CS_OK) {
    extras[which].write(file, on->resources, CS_EXPORT_COUNT);
    status = ferror(file) ? cs_folder_fail(on->folder, errno, error) : CS_OK;
  }
  return status != CS_OK ? status : cs_folder_end(&unused, on->folder, error);
}

static cs_status write_files(exporting *on, cs_error *error) {
  for (int id = 0; id < CS_EXPORT_COUNT; id++) {
    const cs_export_file *file = &cs_exports[id];
    on->resources[id] = (cs_resource){
        .file = file, .variables = file->variables, .variable_count = file->variable_count};
    if (id == CS_EXPORT_PASSAGE_THEME) {
      on->resources[id].variables = cs_wide_variables(on->wide, &on->resources[id].variable_count);
    }
    cs_status status = write_file(on, (cs_export_id)id, error);
    if (status != CS_OK) {
      return status;
    }
  }
  cs_status status = CS_OK;
  for (size_t i = 0; i < EXTRA_COUNT && status == CS_OK; i++) {
    status = write_extra(on, i, error);
  }
  return status;
}

static cs_status export(exporting *on, cs_host *host, const char *folder, cs_error *error) {
  cs_status status = analyse(on, host, error);
  if (status == CS_OK) {
    status = cs_wide_new(&on->wide, on->dataset, on->options, error);
  }
  if (status == CS_OK) {
    status = cs_folder_open(&on->folder, folder, error);
  }
  if (status == CS_OK) {
    status = check_files(on, error);
  }
  if (status == CS_OK) {
    status = write_files(on, error);
  }
  return status == CS_OK ? cs_folder_commit(on->folder, error) : status;
}

cs_status cs_export(cs_dataset *dataset, cs_host *host, const cs_analysis_options *options,
                    const char *folder, const volatile int *stop, cs_error *error) {
  exporting on = {.dataset = dataset,
                  .options = options != NULL ? options : &cs_analysis_defaults,
                  .stop = stop};
  cs_status status = cs_dataset_hold(dataset, error);
  if (status == CS_OK) {
    status = export(&on, host, folder, error);
    cs_dataset_let_go(dataset);
  }
  cs_folder_close(on.folder);
  for (size_t i = 0; i < CS_EXPORT_COUNT; i++) {
    free(on.resources[i].widest);
  }
  cs_wide_free(on.wide);
  cs_table_free(on.tables[CS_EXPORT_RECURRING]);
  cs_table_free(on.tables[CS_EXPORT_AREA_THEME]);
  return status;
}
