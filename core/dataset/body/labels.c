/* The labels of passages, from their stems and numbers. */
#ifdef CS_LOADABLE
#include <sqlite3ext.h>
SQLITE_EXTENSION_INIT3
#endif

#include "dataset/body/text.h"

#include <stdlib.h>
#include <string.h>

const char *cs_body_label(const cs_body *body, uint32_t passage) {
  return body->labels.items[passage];
}

const char *cs_body_title(const cs_body *body, uint32_t passage) {
  return body->stems.items[2 * (size_t)body->passages[passage].stem + 1];
}

static char *write_decimal(char *to, uint32_t number) {
  char digits[10];
  size_t count = 0;
  do {
    digits[count++] = (char)('0' + number % 10);
    number /= 10;
  } while (number != 0);
  while (count > 0) {
    *to++ = digits[--count];
  }
  return to;
}

/* A stem stands for itself without a number, and is short with one: so what labels take is
 * not many times what the row has. */
static int make_labels(cs_body *out) {
  enum { LABEL_SIZE = CS_BODY_STEM + 10 + 1 };
  out->labels.items = malloc(((size_t)out->passage_count + 1) * sizeof *out->labels.items);
  out->labels.bytes = malloc((size_t)out->passage_count * LABEL_SIZE + 1);
  if (out->labels.items == NULL || out->labels.bytes == NULL) {
    return SQLITE_NOMEM;
  }
  char *to = out->labels.bytes;
  for (uint32_t i = 0; i < out->passage_count; i++) {
    const cs_body_passage *passage = &out->passages[i];
    if (passage->stem >= out->stems.count / 2) {
      return SQLITE_CORRUPT;
    }
    const char *stem = out->stems.items[2 * (size_t)passage->stem];
    out->labels.items[i] = passage->number == 0 ? stem : to;
    if (passage->number != 0) {
      size_t length = strnlen(stem, CS_BODY_STEM + 1);
      if (length > CS_BODY_STEM) {
        return SQLITE_CORRUPT;
      }
      memcpy(to, stem, length);
      to = write_decimal(to + length, passage->number - 1);
      *to++ = '\0';
    }
  }
  out->labels.count = out->passage_count;
  return SQLITE_OK;
}

int cs_body_labels_read(cs_body *out, sqlite3_stmt *row, int column) {
  int code = cs_body_strings_read(&out->stems, row, column, true);
  return code == SQLITE_OK ? make_labels(out) : code;
}
