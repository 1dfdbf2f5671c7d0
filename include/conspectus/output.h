/* conspectus/output.h: tables for people and programs, and the export.
 *
 * CSV is RFC 4180 in UTF-8 with '\n' line ends: the form that R, Stata, SPSS and
 * spreadsheets read alike; a field is quoted only where it must be; missing is
 * empty. Numbers are written with '.' and with as many digits as are needed to
 * read the same number back. The bytes depend on the dataset alone.
 */
#ifndef CONSPECTUS_OUTPUT_H
#define CONSPECTUS_OUTPUT_H

#include <conspectus/analysis.h>
#include <conspectus/change.h>
#include <conspectus/dataset.h>
#include <conspectus/grades.h>
#include <conspectus/groups.h>
#include <conspectus/host.h>
#include <conspectus/likeness.h>
#include <conspectus/recommendations.h>
#include <conspectus/status.h>
#include <conspectus/table.h>
#include <stdio.h>

typedef enum cs_print_as { CS_PRINT_TABLE, CS_PRINT_CSV, CS_PRINT_JSON } cs_print_as;

/* "table", "csv", "json"; false where the word is none of them. */
bool cs_print_as_from(cs_print_as *as, const char *word);

/* Prints a table. On a terminal (CS_PRINT_TABLE) it fits `width` columns: text
 * columns are shortened at words, then wrapped, numbers never; 0 means no bound.
 * JSON is an array of objects, missing as null. */
cs_status cs_table_print(FILE *file, const cs_table *table, cs_print_as as, size_t width,
                         cs_error *error);

/* Columns of a terminal that `text` takes; control characters take none. */
size_t cs_display_width(const char *text, size_t length);

/* Writes `text` in lines of at most `width` columns (0: no bound), each line after
 * the first behind `indent` blanks, which do not count. Line ends and runs of blanks
 * become a blank, an empty line stays one; control characters are left out,
 * so that no document can steer a terminal. Ends without a line end. */
void cs_print_wrapped(FILE *file, const char *text, size_t length, size_t width, size_t indent);

/* ---- CSV, a row at a time ---- */

typedef struct cs_csv cs_csv;

/* Begins a CSV file with its header line. The file stays the caller's. */
cs_csv *cs_csv_begin(FILE *file, const cs_column *columns, size_t column_count);
cs_status cs_csv_row(cs_csv *csv, const cs_value *values, cs_error *error);
/* Bytes of the longest string in a column of the rows so far. */
size_t cs_csv_widest(const cs_csv *csv, size_t column);
/* The errno of the first write that failed, or 0. */
int cs_csv_failure(const cs_csv *csv);
/* Ends it; fails where anything could not be written. NULL is allowed. */
cs_status cs_csv_end(cs_csv *csv, cs_error *error);

/* ---- JSON, a row at a time ---- */

typedef struct cs_json cs_json;

/* Begins an array of objects, which have the columns' names in their order. The file
 * stays the caller's. */
cs_json *cs_json_begin(FILE *file, const cs_column *columns, size_t column_count);
cs_status cs_json_row(cs_json *json, const cs_value *values, cs_error *error);
/* Ends it; fails where anything could not be written. NULL is allowed. */
cs_status cs_json_end(cs_json *json, cs_error *error);

/* ---- Results as tables ---- */

/* The columns of recurring.csv and area_theme.csv; the caller frees the table. */
cs_table *cs_recurring_table(const cs_recurrence *rows, size_t count);
cs_table *cs_comparison_table(const cs_comparison *rows, size_t count);
/* What --format csv and json print of the other comparisons; the caller frees it. */
cs_table *cs_group_table(const cs_grouping *grouping, const cs_group_cell *cells, size_t count);
cs_table *cs_change_table(const cs_changes *changes);
/* A row a pair and theme. */
cs_table *cs_pair_table(const cs_panel *panel, const cs_changes *changes);
cs_table *cs_likeness_table(const cs_panel *panel, const cs_likeness *likeness);
cs_table *cs_grade_table(const cs_grades_read *grades);
/* A row an aspect and area. */
cs_table *cs_graded_table(const cs_grades_read *grades);
cs_table *cs_load_table(const cs_recommendations *all);
cs_table *cs_unanswered_table(const cs_recommendations *all);
cs_table *cs_unsupported_table(const cs_recommendations *all);
cs_table *cs_unresolved_table(const cs_recommendations *all);

/* ---- Export ---- */

/* Writes the CSV files and datapackage.json of the dataset to `folder`, which is
 * made if it is not there. A file is written beside its final name and moved there
 * when it is whole. Memory does not grow with the dataset. Where `stop` (NULL: never) becomes
 * other than 0, it ends with CS_INTERRUPTED and the folder is as it was. */
cs_status cs_export(cs_dataset *dataset, cs_host *host, const cs_analysis_options *options,
                    const char *folder, const volatile int *stop, cs_error *error);

/* The files that cs_export writes, in order; NULL at the end. Never freed. */
const char *const *cs_export_files(void);

#endif
