/* base/ascii.h: letters and digits of ASCII, whatever the locale is. */
#ifndef CS_BASE_ASCII_H
#define CS_BASE_ASCII_H

#include <stdbool.h>

static inline bool cs_is_ascii_digit(char byte) {
  return byte >= '0' && byte <= '9';
}

static inline bool cs_is_ascii_letter(char byte) {
  return (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z');
}

#endif
