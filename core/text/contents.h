/* text/contents.h: tables of contents, recognised as a whole. */
#ifndef CS_TEXT_CONTENTS_H
#define CS_TEXT_CONTENTS_H

#include <conspectus/text.h>

/* Adds CS_MARK_CONTENTS to the blocks of each table of contents. */
void cs_mark_contents(cs_text *text);

#endif
