/* output/load.h: scripts that read an export into R, Stata and SPSS.
 *
 * They are made from the same declarations as the files and the descriptor, and stay
 * within the programs' bounds: names of 32 characters (cs_variable.name), labels of
 * variables of 80 characters, those of values of 32. What comes from a dataset, such as
 * the titles of themes, is only ever written inside a string, in plain ASCII (R) or with
 * what the program would take for more than text replaced (Stata, SPSS).
 */
#ifndef CS_OUTPUT_LOAD_H
#define CS_OUTPUT_LOAD_H

#include "output/package.h"

enum { CS_LABEL_CHARACTERS = 80 };

/* How every such file begins: it tells ours from others'. */
extern const char cs_load_r_mark[], cs_load_stata_mark[], cs_load_spss_mark[];

void cs_load_r_write(FILE *file, const cs_resource *resources, size_t count);
void cs_load_stata_write(FILE *file, const cs_resource *resources, size_t count);
void cs_load_spss_write(FILE *file, const cs_resource *resources, size_t count);

/* Bytes of the first `most` characters of a text, or of all of it. */
size_t cs_label_length(const char *text, size_t most);

/* Codes of a variable's values: 1 on for its words, 0 no and 1 yes for a flag. */
bool cs_is_coded(const cs_variable *variable);

#endif
