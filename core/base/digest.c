/* Digests: bytes in, hex out. */
#include "base/digest.h"

#include <nettle/sha2.h>

static void finish(struct sha256_ctx *context, char hex[65]) {
  static const char digits[] = "0123456789abcdef";
  unsigned char digest[SHA256_DIGEST_SIZE];
  sha256_digest(context, SHA256_DIGEST_SIZE, digest);
  for (size_t i = 0; i < SHA256_DIGEST_SIZE; i++) {
    hex[2 * i] = digits[digest[i] >> 4];
    hex[2 * i + 1] = digits[digest[i] & 15];
  }
  hex[64] = '\0';
}

void cs_sha256(const void *bytes, size_t length, char hex[65]) {
  struct sha256_ctx context;
  sha256_init(&context);
  sha256_update(&context, length, bytes);
  finish(&context, hex);
}

bool cs_sha256_file(FILE *file, char hex[65], uint64_t *bytes) {
  struct sha256_ctx context;
  unsigned char piece[16384];
  sha256_init(&context);
  *bytes = 0;
  if (fseek(file, 0, SEEK_SET) != 0) {
    return false;
  }
  for (size_t read; (read = fread(piece, 1, sizeof piece, file)) > 0;) {
    sha256_update(&context, read, piece);
    *bytes += read;
  }
  finish(&context, hex);
  return !ferror(file);
}
