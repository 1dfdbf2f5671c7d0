/* host/chunk.h: the bytes of a plugin's or script's file. */
#ifndef CS_HOST_CHUNK_H
#define CS_HOST_CHUNK_H

#include <conspectus/status.h>
#include <stddef.h>

typedef struct cs_chunk {
  char *bytes;
  size_t length;
  const char *text; /* behind a byte order mark */
  size_t text_length;
} cs_chunk;

/* Reads a file of at most CS_PLUGIN_FILE_BYTES; CS_MALFORMED where it is not UTF-8. */
cs_status cs_chunk_read(cs_chunk *out, const char *path, cs_error *error);
void cs_chunk_free(cs_chunk *source);

#endif
