/* output/files.h: what each exported file holds.
 *
 * One declaration a file gives the query, the columns with their meaning, and the
 * keys; the header line of the CSV file and the descriptor in datapackage.json are
 * both made from it. Columns of a query come in the order of the variables.
 */
#ifndef CS_OUTPUT_FILES_H
#define CS_OUTPUT_FILES_H

#include <conspectus/table.h>
#include <stdbool.h>
#include <stddef.h>

/* What the values of a variable are. */
typedef enum cs_measure {
  CS_MEASURE_TEXT,
  CS_MEASURE_DATE,    /* ISO 8601 */
  CS_MEASURE_COUNT,   /* integer from 0 */
  CS_MEASURE_PLACE,   /* integer from 1 */
  CS_MEASURE_FLAG,    /* 0 or 1 */
  CS_MEASURE_SHARE,   /* 0..1 */
  CS_MEASURE_HUNDRED, /* 0..100 */
  CS_MEASURE_BALANCE, /* -1..1 */
  CS_MEASURE_REAL,
} cs_measure;

typedef struct cs_variable {
  const char *name; /* lower-case, at most 32 characters, not beginning with a digit */
  const char *title;
  const char *description;
  cs_measure measure;
  bool required;
  const char *const *words; /* all that it may be, NULL-ended; NULL: anything */
} cs_variable;

/* A variable whose values are those of a variable in another file. */
typedef struct cs_pointer {
  const char *variable;
  const char *file;
  const char *points_to;
} cs_pointer;

enum { CS_KEY_MAX = 3, CS_POINTERS_MAX = 4 };

typedef struct cs_export_file {
  const char *name; /* "reviews", in reviews.csv */
  const char *title;
  const char *description;
  const char *query; /* NULL: the rows come from an analysis */
  const cs_variable *variables;
  size_t variable_count;
  size_t promised;             /* leading columns that every version has: they tell our files */
  const char *key[CS_KEY_MAX]; /* variables that together tell rows apart; NULL-ended if fewer */
  cs_pointer pointers[CS_POINTERS_MAX];
} cs_export_file;

/* In the order in which they are written. */
typedef enum cs_export_id {
  CS_EXPORT_REVIEWS,
  CS_EXPORT_JUDGEMENTS,
  CS_EXPORT_PASSAGES,
  CS_EXPORT_RECOMMENDATIONS,
  CS_EXPORT_CITATIONS,
  CS_EXPORT_CODINGS,
  CS_EXPORT_PASSAGE_THEME, /* its variables are those before the themes */
  CS_EXPORT_AREA_THEME,
  CS_EXPORT_RECURRING,
  CS_EXPORT_CODEBOOK,
  CS_EXPORT_PROBLEMS,
  CS_EXPORT_COUNT
} cs_export_id;

extern const cs_export_file cs_exports[CS_EXPORT_COUNT];

/* What else is written, behind the files: the descriptor and the scripts that load them. */
typedef enum cs_export_extra {
  CS_EXPORT_PACKAGE = CS_EXPORT_COUNT,
  CS_EXPORT_LOAD_R,
  CS_EXPORT_LOAD_STATA,
  CS_EXPORT_LOAD_SPSS,
  CS_EXPORT_SPSS_PASSAGES, /* passages.csv without line ends in it, which SPSS cannot read */
  CS_EXPORT_ALL
} cs_export_extra;

/* All names, such as "reviews.csv"; NULL at the end. */
extern const char *const cs_export_names[CS_EXPORT_ALL + 1];

/* The variables as columns for a table or a CSV file; free() it. */
cs_column *cs_columns_of(const cs_variable *variables, size_t count);

#endif
