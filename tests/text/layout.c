#include "layout.h"

#include "base/buffer.h"
#include "text/blocks.h"

#include <stdlib.h>

const char layout_page[] =
    "Oakmere Council\nReview of the board1\n\n Aspect\t      Grade\n\n How leaders lead\t "
    "Requires improvement to\n teams              be good\n\n2. Children at home and\n"
    "                                     Good\n   abroad\n\n\n1\n  A note on the\nboard.\n\n"
    "                              1\n\f Contents\n Findings\t     3\n Next steps\t   9\n\n1.   "
    "The homes[2] were good schools, and they were run by those who knew\n     well how child-\n"
    "     centred work is done.3\n\n[2]\n   Schools.\n3\n  2014.\n2\n\fmore of it\n";

const size_t layout_page_size = sizeof layout_page - 1;

bool layout_read(cs_text *text, const char *bytes, size_t length) {
  decoded source = {0};
  lines split;
  *text = (cs_text){0};
  cs_decode(&source, bytes, length, CS_ENCODING_UTF8);
  cs_lines_split(&split, source.bytes, source.length, source.ascii);
  cs_make_blocks(text, &split, &source, CS_FORMAT_PDF);
  cs_lines_free(&split);
  cs_buffer_free(&source.buffer);
  bool any = text->block_count != 0;
  if (!any) {
    layout_free(text);
  }
  return any;
}

void layout_free(cs_text *text) {
  free(text->bytes);
  free(text->blocks);
}
