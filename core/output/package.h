/* output/package.h: the descriptor of an export, a Data Package of version 2.
 *
 * It is made from the same declarations as the files, in the same order, and holds
 * no time and no path, so that the same dataset gives the same bytes.
 */
#ifndef CS_OUTPUT_PACKAGE_H
#define CS_OUTPUT_PACKAGE_H

#include "output/files.h"
#include "output/folder.h"

#include <conspectus/analysis.h>

/* One file as it was written: its variables may be more than those declared. */
typedef struct cs_resource {
  const cs_export_file *file;
  const cs_variable *variables;
  size_t variable_count;
  size_t *widest; /* bytes of the longest value by variable, 0 for numbers */
  cs_written written;
} cs_resource;

/* How every descriptor begins: it tells ours from others'. */
extern const char cs_package_mark[];

/* Writes the descriptor. Fails only where memory of jansson or the disk does. */
cs_status cs_package_write(FILE *file, const cs_resource *resources, size_t count,
                           const cs_analysis_options *options, cs_error *error);

#endif
