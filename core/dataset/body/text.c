/* Numbers as characters, and JSON arrays of strings. */
#ifdef CS_LOADABLE
#include <sqlite3ext.h>
SQLITE_EXTENSION_INIT3
#endif

#include "dataset/body/text.h"

#include <stdlib.h>
#include <string.h>

enum { SURROGATES = 0xD800, SURROGATE_COUNT = 0x800 };

/* ---- Numbers as characters ---- */

char *cs_body_write_long(char *to, uint32_t number) {
  uint32_t code = number + 1;
  code += code >= SURROGATES ? SURROGATE_COUNT : 0;
  if (code < 0x80) {
    *to++ = (char)code;
  } else if (code < 0x800) {
    *to++ = (char)(0xC0 | code >> 6);
    *to++ = (char)(0x80 | (code & 0x3F));
  } else if (code < 0x10000) {
    *to++ = (char)(0xE0 | code >> 12);
    *to++ = (char)(0x80 | (code >> 6 & 0x3F));
    *to++ = (char)(0x80 | (code & 0x3F));
  } else {
    *to++ = (char)(0xF0 | (code >> 18 & 7));
    *to++ = (char)(0x80 | (code >> 12 & 0x3F));
    *to++ = (char)(0x80 | (code >> 6 & 0x3F));
    *to++ = (char)(0x80 | (code & 0x3F));
  }
  return to;
}

/* Bytes of the character that begins so; 0 where none does. */
static size_t size_of(unsigned char first) {
  return first < 0x80   ? 1
         : first < 0xC0 ? 0
         : first < 0xE0 ? 2
         : first < 0xF0 ? 3
         : first < 0xF8 ? 4
                        : 0;
}

/* The number of the character of more than one byte at `at`, or -1; moves behind it. It has to be
 * written as shortly as can be, as SQLite reads no other. */
static int64_t take_long(const unsigned char **at, const unsigned char *end) {
  static const uint32_t least[] = {0, 0, 0x80, 0x800, 0x10000};
  size_t size = size_of(**at);
  if (size == 0 || (size_t)(end - *at) < size) {
    return -1;
  }
  uint32_t code = (uint32_t) * *at & (0x7FU >> size);
  for (size_t i = 1; i < size; i++) {
    if (((*at)[i] & 0xC0) != 0x80) {
      return -1;
    }
    code = code << 6 | ((*at)[i] & 0x3F);
  }
  bool is_character = code >= least[size] && code <= 0x10FFFF &&
                      (code < SURROGATES || code >= SURROGATES + SURROGATE_COUNT);
  *at += size;
  code -= code >= SURROGATES + SURROGATE_COUNT ? SURROGATE_COUNT : 0;
  return is_character ? (int64_t)code - 1 : -1;
}

int cs_body_numbers(uint32_t **out, uint32_t *count, sqlite3_stmt *row, int column, uint32_t each) {
  bool is_text = sqlite3_column_type(row, column) == SQLITE_TEXT; /* before it is made one */
  const unsigned char *text = sqlite3_column_text(row, column);
  size_t length = (size_t)sqlite3_column_bytes(row, column);
  *out = NULL;
  *count = 0;
  if (!is_text || text == NULL) {
    return SQLITE_CORRUPT;
  }
  uint32_t *numbers = malloc((length + 1) * sizeof *numbers), *to = numbers;
  if (numbers == NULL) {
    return SQLITE_NOMEM;
  }
  *out = numbers;
  for (const unsigned char *at = text, *end = text + length; at < end;) {
    int64_t number = *at < 0x80 ? (int64_t)*at++ - 1 : take_long(&at, end);
    if (number < 0) {
      return SQLITE_CORRUPT;
    }
    *to++ = (uint32_t)number;
  }
  *count = (uint32_t)(to - numbers);
  return *count % each == 0 ? SQLITE_OK : SQLITE_CORRUPT;
}

/* ---- Strings ---- */

static int hex_digit(char byte) {
  return byte >= '0' && byte <= '9'   ? byte - '0'
         : byte >= 'a' && byte <= 'f' ? byte - 'a' + 10
                                      : -1;
}

/* One byte of a JSON string, escaped or not and never 0; -1 where it is broken or over. Only what
 * the program writes is understood: quotation mark, backslash, and \u00XX. */
static int take_byte(const char **at) {
  const char *from = *at;
  if (from[0] == '\0' || from[0] == '"') {
    return -1;
  }
  if (from[0] != '\\') {
    *at += 1;
    return (unsigned char)from[0];
  }
  if (from[1] == '"' || from[1] == '\\') {
    *at += 2;
    return from[1];
  }
  if (strncmp(from, "\\u00", 4) != 0 || hex_digit(from[4]) < 0 || hex_digit(from[5]) < 0 ||
      strncmp(from + 4, "00", 2) == 0) {
    return -1;
  }
  *at += 6;
  return hex_digit(from[4]) * 16 + hex_digit(from[5]);
}

/* "TEXT", or with parts "TEXT<separator>TEXT", written as one string or two. NULL where it is
 * broken. */
static char *take_string(char *to, const char **at, bool parts) {
  bool parted = !parts;
  int byte;
  if (*(*at)++ != '"') {
    return NULL;
  }
  while ((byte = take_byte(at)) > 0) {
    bool separates = byte == CS_BODY_SEPARATOR && !parted;
    parted = parted || separates;
    *to++ = separates ? '\0' : (char)byte;
  }
  *to++ = '\0';
  if (!parted) {
    *to++ = '\0';
  }
  return *(*at)++ == '"' ? to : NULL;
}

/* Every string is at least "" and a comma. */
int cs_body_strings_read(cs_body_strings *out, sqlite3_stmt *row, int column, bool parts) {
  bool is_text = sqlite3_column_type(row, column) == SQLITE_TEXT; /* before it is made one */
  const char *text = (const char *)sqlite3_column_text(row, column), *at = text;
  size_t length = (size_t)sqlite3_column_bytes(row, column);
  if (!is_text || text == NULL || *at++ != '[') {
    return SQLITE_CORRUPT;
  }
  out->bytes = malloc(length + 2);
  out->items = malloc((length + 1) * sizeof *out->items);
  if (out->bytes == NULL || out->items == NULL) {
    return SQLITE_NOMEM;
  }
  char *to = out->bytes;
  while (*at != ']') {
    out->items[out->count++] = to;
    if ((to > out->bytes && *at++ != ',') || (to = take_string(to, &at, parts)) == NULL) {
      return SQLITE_CORRUPT;
    }
    if (parts) {
      const char *first = out->items[out->count - 1];
      out->items[out->count++] = first + strlen(first) + 1;
    }
  }
  return at + 1 == text + length ? SQLITE_OK : SQLITE_CORRUPT;
}
