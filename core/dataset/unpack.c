/* Unpacking by libdeflate, which is told how much there is to come: a text that
 * would unpack to more stops at the size that was announced. */
#include "dataset/unpack.h"

#include <libdeflate.h>
#include <stdlib.h>
#include <string.h>

static cs_unpacked inflate_text(char *text, size_t size, const void *packed, size_t packed_size) {
  struct libdeflate_decompressor *decompressor = libdeflate_alloc_decompressor();
  if (decompressor == NULL) {
    return CS_UNPACK_NO_MEMORY;
  }
  size_t read = 0;
  enum libdeflate_result result =
      libdeflate_zlib_decompress_ex(decompressor, packed, packed_size, text, size, &read, NULL);
  libdeflate_free_decompressor(decompressor);
  return result == LIBDEFLATE_SUCCESS && read == packed_size ? CS_UNPACKED : CS_UNPACK_DAMAGED;
}

cs_unpacked cs_unpack(char **text, const void *packed, size_t packed_size, int64_t size) {
  if (size < 0 || size > CS_TEXT_MAX) {
    return CS_UNPACK_TOO_LARGE;
  }
  char *bytes = malloc((size_t)size + CS_UNPACK_PADDING);
  if (bytes == NULL) {
    return CS_UNPACK_NO_MEMORY;
  }
  cs_unpacked result = CS_UNPACKED;
  if (packed_size == (size_t)size) {
    if (size > 0) {
      memcpy(bytes, packed, packed_size);
    }
  } else {
    result = packed_size == 0 ? CS_UNPACK_DAMAGED
                              : inflate_text(bytes, (size_t)size, packed, packed_size);
  }
  if (result != CS_UNPACKED) {
    free(bytes);
    return result;
  }
  memset(bytes + size, 0, CS_UNPACK_PADDING);
  *text = bytes;
  return CS_UNPACKED;
}

const char *cs_unpack_fault(cs_unpacked result) {
  static const char *const faults[] = {
      [CS_UNPACKED] = "nothing is wrong with it",
      [CS_UNPACK_TOO_LARGE] = "its size is not believable",
      [CS_UNPACK_DAMAGED] = "it does not unpack to its size",
      [CS_UNPACK_NO_MEMORY] = "there is no memory to unpack it",
  };
  return faults[result];
}
