/* Helpers of the suites here: what was printed, cells of a CSV file, a dataset. */
#ifndef CS_TESTS_OUTPUT_HELP_H
#define CS_TESTS_OUTPUT_HELP_H

#include <conspectus/output.h>

/* A FILE in memory; printed() ends it and gives what was written, for free(). */
typedef struct paper {
  FILE *file;
  char *bytes;
  size_t length;
} paper;

void paper_open(paper *sheet);
char *printed(paper *sheet);

/* A table printed; for free(). */
char *printed_table(const cs_table *table, cs_print_as as, size_t width);

/* The cells of a CSV file as libcsv reads them in strict mode. */
typedef struct cells {
  char **items; /* row after row */
  size_t *ends; /* of each row, index into items */
  size_t count, capacity;
  size_t rows, row_capacity;
} cells;

/* Reads in pieces of `chunk` bytes. The test fails where it is no CSV. */
cells read_cells(const char *bytes, size_t length, size_t chunk);
void free_cells(cells *all);
size_t row_length(const cells *all, size_t row);
const char *cell(const cells *all, size_t row, size_t column);

/* A whole file with a NUL behind it; for free(). */
char *read_whole(const char *folder, const char *name, size_t *length);

/* A folder of the test's own, and what is in it, removed. */
char *make_folder(void);
void remove_folder(char *folder);

/* A dataset of two areas and three reviews with awkward texts, in `folder`. */
cs_dataset *awkward_dataset(const char *folder);
/* One without reviews and themes. */
cs_dataset *empty_dataset(const char *folder);
/* A host with the project's plugins: for its score. */
cs_host *score_host(void);

/* Fails the test where the export in `folder` breaks a rule of Data Package 2 or of
 * Table Schema, or its files do not hold what the descriptor says. */
void check_package(const char *folder);

#endif
