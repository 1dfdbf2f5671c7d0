/* text/furniture.h: what a page carries that the text does not: running heads
 * and feet, page numbers. They are marked as removed, and the line after them as
 * the start of a page. */
#ifndef CS_TEXT_FURNITURE_H
#define CS_TEXT_FURNITURE_H

#include "text/lines.h"

void cs_remove_furniture(lines *these);

#endif
