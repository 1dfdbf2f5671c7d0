/* text/blocks.h: lines to blocks of clean text. */
#ifndef CS_TEXT_BLOCKS_H
#define CS_TEXT_BLOCKS_H

#include "text/decode.h"
#include "text/lines.h"

#include <conspectus/text.h>

/* Fills `bytes`, `length`, `blocks` and `block_count` of `out`. The source comes to own its
 * bytes where the markers of footnotes are taken out of them. */
void cs_make_blocks(cs_text *out, lines *these, decoded *source, cs_format format);

#endif
