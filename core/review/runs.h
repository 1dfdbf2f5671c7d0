/* review/runs.h: names of organisations that run into one another.
 *
 * "Bluewater Community Care Haven Path" may be one name or two. Where nothing in
 * the print parts them, the body of the review decides: a run is cut where the
 * body uses both parts by themselves and nowhere the whole.
 */
#ifndef CS_REVIEW_RUNS_H
#define CS_REVIEW_RUNS_H

#include "review/organisations.h"

/* Calls `take` for the run, or for each of the names that it is cut into. */
void cs_each_of_run(const cs_parser *parser, cs_piece run,
                    void (*take)(void *context, cs_piece name), void *context);

#endif
