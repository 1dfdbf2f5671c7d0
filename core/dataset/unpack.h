/* dataset/unpack.h: a text of the sqlar table, unpacked.
 *
 * As in every SQLite Archive, data as long as its sz is the text itself, and
 * anything else is in zlib format. It needs nothing but libdeflate, because the
 * loadable extension is made of it too.
 */
#ifndef CS_DATASET_UNPACK_H
#define CS_DATASET_UNPACK_H

#include <stddef.h>
#include <stdint.h>

/* Bytes of the longest text that is believed; what says that it is longer is damaged. */
enum { CS_TEXT_MAX = 64 * 1024 * 1024 };

/* SQL behind "review AS r": its packed text is t. The row must have the name itself, because the
 * index may lead to another's. */
#define CS_TEXT_OF_REVIEW                                                                          \
  "CROSS JOIN main.sqlar AS i ON i.name = r.key || '.txt' "                                        \
  "CROSS JOIN main.sqlar AS t NOT INDEXED ON t.rowid = i.rowid AND t.name = i.name "

/* Zero bytes behind an unpacked text, so that a vector scan may read past its end. */
enum { CS_UNPACK_PADDING = 64 };

typedef enum cs_unpacked {
  CS_UNPACKED,
  CS_UNPACK_TOO_LARGE, /* the size is below 0 or above CS_TEXT_MAX */
  CS_UNPACK_DAMAGED,   /* not zlib format, or not of that size */
  CS_UNPACK_NO_MEMORY,
} cs_unpacked;

/* On CS_UNPACKED `*text` holds `size` bytes and the padding, and is the caller's to free. */
cs_unpacked cs_unpack(char **text, const void *packed, size_t packed_size, int64_t size);

/* "its size is not believable", ... Never freed. */
const char *cs_unpack_fault(cs_unpacked result);

#endif
