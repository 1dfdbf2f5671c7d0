/* text/blocks.h: lines to blocks of clean text. */
#ifndef CS_TEXT_BLOCKS_H
#define CS_TEXT_BLOCKS_H

#include "text/decode.h"
#include "text/lines.h"

#include <conspectus/text.h>

/* Fills `bytes`, `length`, `blocks` and `block_count` of `out`. */
void cs_make_blocks(cs_text *out, lines *these, const decoded *source, bool pdf);

#endif
