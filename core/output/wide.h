/* output/wide.h: passage_theme.csv, a row a passage and columns by theme.
 *
 * Each theme has two columns of 0 and 1: its name (coded at all), and its name with
 * "_weak" (coded weakness, or mixed where that counts as weakness). Names are
 * lower-case, at most 32 characters, differ from each other and from those of the
 * leading columns, and do not begin with a digit, so that any statistics program
 * takes them as they are.
 */
#ifndef CS_OUTPUT_WIDE_H
#define CS_OUTPUT_WIDE_H

#include "output/files.h"

#include <conspectus/analysis.h>
#include <conspectus/output.h>

typedef struct cs_wide cs_wide;

/* Reads the themes. The options must outlive it. */
cs_status cs_wide_new(cs_wide **out, cs_dataset *dataset, const cs_analysis_options *options,
                      cs_error *error);
void cs_wide_free(cs_wide *wide); /* NULL is allowed */

/* All variables of the file; they live as long as `wide`. */
const cs_variable *cs_wide_variables(const cs_wide *wide, size_t *count);

/* Writes a row for each row of the query, which gives the leading columns and the
 * codings as "NUMBER:POLARITY,...". */
cs_status cs_wide_write(cs_wide *wide, cs_csv *csv, cs_dataset *dataset, const char *query,
                        cs_error *error);

#endif
