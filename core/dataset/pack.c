/* Packing a text as an SQLite Archive holds it: zlib format by libdeflate where
 * that is shorter, the text itself where it is not. And unpacking one for those who
 * know how long it is. */
#include "base/memory.h"
#include "dataset/unpack.h"

#include <conspectus/dataset.h>
#include <libdeflate.h>
#include <stdlib.h>

/* Level 2 takes 70 % more time for 5 % less, level 4 more than twice the time for 8 % less. */
enum { PACK_LEVEL = 1 };

/* Made when first used and kept as long as the process: making one costs as much as a short text.
 * A process packs one text at a time. NULL where there is no memory. */
static struct libdeflate_compressor *compressor_of_process(void) {
  static struct libdeflate_compressor *compressor;
  if (compressor == NULL) {
    compressor = libdeflate_alloc_compressor(PACK_LEVEL);
  }
  return compressor;
}

cs_status cs_pack(void **packed, size_t *packed_size, const char *text, size_t length,
                  cs_error *error) {
  if (length > CS_TEXT_MAX) {
    return cs_fail(error, CS_LIMIT, "the text has %zu bytes: a dataset keeps texts up to %d",
                   length, CS_TEXT_MAX);
  }
  if (length == 0) {
    *packed = cs_allocate(1, 1);
    *packed_size = 0;
    return CS_OK;
  }
  struct libdeflate_compressor *compressor = compressor_of_process();
  if (compressor == NULL) {
    return cs_fail(error, CS_LIMIT, "there is no memory to pack a text of %zu bytes", length);
  }
  void *bytes = malloc(length);
  if (bytes == NULL) {
    return cs_fail(error, CS_LIMIT, "there is no memory to pack a text of %zu bytes", length);
  }
  /* It may use one byte less than the text: as much would be taken for the text itself. */
  size_t size = libdeflate_zlib_compress(compressor, text, length, bytes, length - 1);
  if (size == 0) {
    free(bytes);
    bytes = cs_copy_bytes(text, length);
    size = length;
  }
  *packed = bytes;
  *packed_size = size;
  return CS_OK;
}

_Static_assert((int)CS_UNPACK_PADDING == (int)CS_TEXT_PADDING, "as a scan needs it");

cs_status cs_unpack_text(char **text, const void *packed, size_t packed_size, size_t length,
                         cs_error *error) {
  cs_unpacked result =
      cs_unpack(text, packed, packed_size, length <= CS_TEXT_MAX ? (int64_t)length : INT64_MAX);
  return result == CS_UNPACKED
             ? CS_OK
             : cs_fail(error, CS_MALFORMED, "the text is damaged: %s", cs_unpack_fault(result));
}
