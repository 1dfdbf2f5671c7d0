/* Digests: one call, bytes in, hex out. */
#include "base/digest.h"

#include <nettle/sha2.h>

void cs_sha256(const void *bytes, size_t length, char hex[65]) {
  static const char digits[] = "0123456789abcdef";
  struct sha256_ctx context;
  unsigned char digest[SHA256_DIGEST_SIZE];
  sha256_init(&context);
  sha256_update(&context, length, bytes);
  sha256_digest(&context, SHA256_DIGEST_SIZE, digest);
  for (size_t i = 0; i < SHA256_DIGEST_SIZE; i++) {
    hex[2 * i] = digits[digest[i] >> 4];
    hex[2 * i + 1] = digits[digest[i] & 15];
  }
  hex[64] = '\0';
}
