/* conspectus/attributes.h: what is known about areas beside their reviews.
 *
 * A CSV file with a header and a column `area`: region, population, deprivation,
 * anything. Separators are commas, semicolons or tabs; encodings those of documents.
 * Names of areas and columns are compared without case and outer blanks.
 */
#ifndef CONSPECTUS_ATTRIBUTES_H
#define CONSPECTUS_ATTRIBUTES_H

#include <conspectus/status.h>
#include <stddef.h>

/* A file with more is no table of areas. */
enum {
  CS_ATTRIBUTES_BYTES = 32 << 20,
  CS_ATTRIBUTES_COLUMNS = 1000,
  CS_ATTRIBUTES_ROWS = 200000,
  CS_ATTRIBUTES_CELLS = 4000000,
  CS_ATTRIBUTES_CELL = 10000, /* bytes of one */
};

typedef struct cs_attributes cs_attributes;

/* CS_MALFORMED with the line for what is no CSV, has no column `area`, a column or an
 * area twice, or a row with more cells than the header. */
cs_status cs_attributes_read(cs_attributes **out, const char *path, cs_error *error);
void cs_attributes_free(cs_attributes *attributes); /* NULL is allowed */

size_t cs_attributes_rows(const cs_attributes *attributes);
/* The columns other than `area`, as the header spells them. */
size_t cs_attributes_columns(const cs_attributes *attributes);
const char *const *cs_attributes_names(const cs_attributes *attributes);
/* The areas in order of name. */
const char *const *cs_attributes_areas(const cs_attributes *attributes);

/* The column's place, or SIZE_MAX. */
size_t cs_attributes_column(const cs_attributes *attributes, const char *name);
/* What it says of an area: "" where the cell is empty, NULL where the area has no row. */
const char *cs_attribute(const cs_attributes *attributes, const char *area, size_t column);

#endif
