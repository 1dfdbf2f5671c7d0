/* base/sanitized.h: whether this is a build with AddressSanitizer.
 *
 * It reserves terabytes of addresses and writes its reports on its own, so that limits
 * which hold in every other build cannot hold in it.
 */
#ifndef CS_BASE_SANITIZED_H
#define CS_BASE_SANITIZED_H

#if defined __SANITIZE_ADDRESS__
#define CS_SANITIZED 1
#elif defined __has_feature
#if __has_feature(address_sanitizer)
#define CS_SANITIZED 1
#endif
#endif
#ifndef CS_SANITIZED
#define CS_SANITIZED 0
#endif

#endif
