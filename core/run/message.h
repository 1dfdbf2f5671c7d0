/* run/message.h: what a worker tells of one document, as flat bytes.
 *
 * Numbers are in the machine's own order, strings are a length, the bytes and a
 * NUL, arrays a count and the items. The reader trusts nothing, because a worker
 * has run other people's plugins on other people's documents: every length,
 * count, index, range, enumeration and string is checked, and memory is bounded
 * by a multiple of the message's length. What was read can be stored as it is.
 */
#ifndef CS_RUN_MESSAGE_H
#define CS_RUN_MESSAGE_H

#include "base/buffer.h"
#include "base/memory.h"

#include <conspectus/dataset.h>
#include <stdbool.h>
#include <stdint.h>

typedef struct cs_message {
  uint32_t document; /* its number, as it was handed out */
  cs_record record;  /* of its source only the digest; without one it is tried again next time */
  bool codings;      /* only codings and problems of a review that is stored: of the review in the
                        record nothing but the family, and how many passages it has in `passages` */
  uint32_t passages;
} cs_message;

/* What the numbers in a message may be at most. */
typedef struct cs_message_limits {
  size_t theme_count;
  size_t term_count;
  size_t text_size; /* bytes of a clean text, also of a packed one */
  bool stored;      /* of a review that is stored: it may be codings only, and its labels are not
                       looked at again */
} cs_message_limits;

/* Appends it. */
void cs_message_write(cs_buffer *out, const cs_message *message);

/* Reads it, and nothing else may follow. Strings and the packed text are borrowed
 * from `bytes`; everything else is the arena's. CS_MALFORMED, with the first part
 * that is wrong. */
cs_status cs_message_read(cs_message *out, cs_arena *arena, const char *bytes, size_t length,
                          const cs_message_limits *limits, cs_error *error);

/* What the layout cannot say: indexes, ranges and orders of a record that was
 * read. NULL, or what is wrong. */
const char *cs_record_fault(const cs_record *record, const cs_message_limits *limits);
/* The same of codings only; whether they lie in their passages is the dataset's to say. */
const char *cs_codings_fault(const cs_record *record, const cs_message_limits *limits);

#endif
