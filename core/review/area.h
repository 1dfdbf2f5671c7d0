/* review/area.h: the area of a review, as its title names it. */
#ifndef CS_REVIEW_AREA_H
#define CS_REVIEW_AREA_H

#include "review/parser.h"

/* Sets the review's area and title by the family's patterns; where none fits, the title is that
 * of the first block and the area "". */
void cs_parse_area(cs_parser *parser);

/* The name of the place alone, from "the London Borough of Varne", "Bury Council area", "BURY".
 * In the arena; "" where nothing is left. */
const char *cs_area_name(cs_arena *arena, const char *printed, size_t length);

#endif
