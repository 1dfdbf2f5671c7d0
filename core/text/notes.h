/* text/notes.h: footnotes at page ends. They are marked as removed and as notes,
 * and the number that stands for each in the text is taken out of its line. */
#ifndef CS_TEXT_NOTES_H
#define CS_TEXT_NOTES_H

#include "text/decode.h"
#include "text/lines.h"

/* After cs_remove_furniture. Only text with page ends has footnotes. Where a marker
 * goes, `source` comes to own its bytes. */
void cs_find_notes(lines *these, decoded *source);

/* Bytes of the number that a note's first line begins with, 0: none; `number` gets its
 * value, `alone` whether the line holds nothing else. */
size_t cs_note_number(const char *text, size_t length, int *number, bool *alone);

#endif
