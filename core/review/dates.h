/* review/dates.h: dates and spans of dates as reviews print them.
 *
 * "8 May 2017 to 12 May 2017", "3 rd September to 7 th September 2018", "4 - 8
 * November 2013", "03/09/2018", "2018-09-03". A part that only the later date
 * gives (month, year) counts for the earlier one too; where that would put the
 * start behind the end, the span crosses the end of a year.
 */
#ifndef CS_REVIEW_DATES_H
#define CS_REVIEW_DATES_H

#include <stdbool.h>
#include <stddef.h>

typedef enum cs_dates_found {
  CS_DATES_GOOD,       /* `start` and `end` are filled in; one date alone fills both */
  CS_DATES_MONTHS,     /* months without a day: `start` is the first day, `end` the last one */
  CS_DATES_NONE,       /* nothing that looks like a date with a day */
  CS_DATES_IMPOSSIBLE, /* a date that no calendar has, or an end before its start */
} cs_dates_found;

/* Reads the span; `start` and `end` are ISO 8601, or "" where there is no answer. */
cs_dates_found cs_dates_read(const char *text, size_t length, char start[11], char end[11]);

#endif
