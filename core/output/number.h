/* output/number.h: numbers as text that reads back as the same number.
 *
 * The text has a '.' for the decimal point, no blanks and no grouping, and is
 * valid in CSV, JSON and the number types of Table Schema. A negative zero is
 * written as 0, which it equals. */
#ifndef CS_OUTPUT_NUMBER_H
#define CS_OUTPUT_NUMBER_H

#include <stddef.h>
#include <stdint.h>

enum { CS_NUMBER_SIZE = 32 };

/* The fewest of 15, 16 or 17 digits that read back the same; "INF" and "-INF" where
 * the number is infinite. Returns the length. NaN is no number and must not come. */
size_t cs_real_text(char text[CS_NUMBER_SIZE], double real);
size_t cs_integer_text(char text[CS_NUMBER_SIZE], int64_t integer);

#endif
