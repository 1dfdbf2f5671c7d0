/* Taking the row of a review's passages and codings apart. */
#ifdef CS_LOADABLE
#include <sqlite3ext.h>
SQLITE_EXTENSION_INIT3
#endif

#include "dataset/body.h"

#include <stdlib.h>
#include <string.h>

enum { SURROGATES = 0xD800, SURROGATE_COUNT = 0x800 };

/* ---- Numbers as characters ---- */

char *cs_body_write(char *to, uint32_t number) {
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

/* The number of the character at `at`, or -1; moves behind it. */
static int64_t take_number(const unsigned char **at, const unsigned char *end) {
  size_t size = size_of(**at);
  if (size == 0 || (size_t)(end - *at) < size) {
    return -1;
  }
  uint32_t code = size == 1 ? **at : (uint32_t) * *at & (0x7FU >> size);
  for (size_t i = 1; i < size; i++) {
    if (((*at)[i] & 0xC0) != 0x80) {
      return -1;
    }
    code = code << 6 | ((*at)[i] & 0x3F);
  }
  *at += size;
  code -= code >= SURROGATES + SURROGATE_COUNT ? SURROGATE_COUNT : 0;
  return (int64_t)code - 1;
}

/* All numbers of a column; `*count` is a multiple of `each`. */
static int take_numbers(uint32_t **out, uint32_t *count, sqlite3_stmt *row, int column,
                        uint32_t each) {
  const unsigned char *text = sqlite3_column_text(row, column);
  size_t length = (size_t)sqlite3_column_bytes(row, column);
  if (sqlite3_column_type(row, column) != SQLITE_TEXT || text == NULL) {
    return SQLITE_CORRUPT;
  }
  uint32_t *numbers = malloc((length + 1) * sizeof *numbers);
  if (numbers == NULL) {
    return SQLITE_NOMEM;
  }
  *out = numbers;
  *count = 0;
  for (const unsigned char *at = text, *end = text + length; at < end;) {
    int64_t number = take_number(&at, end);
    if (number < 0) {
      return SQLITE_CORRUPT;
    }
    numbers[(*count)++] = (uint32_t)number;
  }
  return *count % each == 0 ? SQLITE_OK : SQLITE_CORRUPT;
}

/* ---- Passages ---- */

/* Never more than fits: what is higher is out of every range anyhow. */
static uint32_t pair(const uint32_t *numbers) {
  uint64_t value = (uint64_t)numbers[0] * CS_BODY_THOUSANDS + numbers[1];
  return value <= UINT32_MAX ? (uint32_t)value : UINT32_MAX;
}

static int read_passages(cs_body *out, sqlite3_stmt *row) {
  uint32_t *numbers = NULL, count = 0;
  int code = take_numbers(&numbers, &count, row, 4, CS_BODY_PASSAGE);
  out->passage_count = code == SQLITE_OK ? count / CS_BODY_PASSAGE : 0;
  if (code == SQLITE_OK) {
    out->passages = malloc((out->passage_count + 1) * sizeof *out->passages);
    code = out->passages != NULL ? SQLITE_OK : SQLITE_NOMEM;
  }
  for (uint32_t i = 0; code == SQLITE_OK && i < out->passage_count; i++) {
    const uint32_t *from = numbers + (size_t)i * CS_BODY_PASSAGE;
    out->passages[i] = (cs_body_passage){.section = from[0],
                                         .kind = from[1] / 4,
                                         .cites = from[1] / 2 % 2,
                                         .printed = from[1] % 2,
                                         .start = pair(from + 2),
                                         .length = pair(from + 4),
                                         .words = pair(from + 6),
                                         .line = pair(from + 8)};
  }
  free(numbers);
  return code;
}

/* ---- Labels ---- */

static int hex_digit(char byte) {
  return byte >= '0' && byte <= '9'   ? byte - '0'
         : byte >= 'a' && byte <= 'f' ? byte - 'a' + 10
                                      : -1;
}

/* One byte of a JSON string, escaped or not; -1 where it is broken or over. Only what the program
 * writes is understood: quotation mark, backslash, and \u00XX. */
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
  if (strncmp(from, "\\u00", 4) != 0 || hex_digit(from[4]) < 0 || hex_digit(from[5]) < 0) {
    return -1;
  }
  *at += 6;
  return hex_digit(from[4]) * 16 + hex_digit(from[5]);
}

/* "LABEL" or "LABEL<separator>TITLE", written as two strings. NULL where it is broken. */
static char *take_label(char *to, const char **at) {
  bool titled = false;
  int byte;
  if (*(*at)++ != '"') {
    return NULL;
  }
  while ((byte = take_byte(at)) > 0) {
    bool separates = byte == CS_BODY_SEPARATOR && !titled;
    titled = titled || separates;
    *to++ = separates ? '\0' : (char)byte;
  }
  *to++ = '\0';
  if (!titled) {
    *to++ = '\0';
  }
  return *(*at)++ == '"' ? to : NULL;
}

static int read_labels(cs_body *out, sqlite3_stmt *row) {
  const char *at = (const char *)sqlite3_column_text(row, 3);
  size_t length = (size_t)sqlite3_column_bytes(row, 3);
  if (at == NULL || sqlite3_column_type(row, 3) != SQLITE_TEXT || *at++ != '[') {
    return SQLITE_CORRUPT;
  }
  out->labels = malloc(length + 2);
  out->label_of = malloc((out->passage_count + 1) * sizeof *out->label_of);
  if (out->labels == NULL || out->label_of == NULL) {
    return SQLITE_NOMEM;
  }
  char *to = out->labels;
  for (uint32_t i = 0; i < out->passage_count; i++) {
    out->label_of[i] = to;
    if ((i > 0 && *at++ != ',') || (to = take_label(to, &at)) == NULL) {
      return SQLITE_CORRUPT;
    }
  }
  return strcmp(at, "]") == 0 ? SQLITE_OK : SQLITE_CORRUPT;
}

const char *cs_body_title(const cs_body *body, uint32_t passage) {
  const char *label = body->label_of[passage];
  return label + strlen(label) + 1;
}

/* ---- Codings ---- */

static int read_codings(cs_body *out, sqlite3_stmt *row) {
  uint32_t *numbers = NULL, count = 0;
  uint64_t hits = 0;
  int code = take_numbers(&numbers, &count, row, 5, CS_BODY_CODING);
  out->coding_count = code == SQLITE_OK ? count / CS_BODY_CODING : 0;
  if (code == SQLITE_OK) {
    out->codings = malloc((out->coding_count + 1) * sizeof *out->codings);
    code = out->codings != NULL ? SQLITE_OK : SQLITE_NOMEM;
  }
  for (uint32_t i = 0; code == SQLITE_OK && i < out->coding_count; i++) {
    const uint32_t *from = numbers + (size_t)i * CS_BODY_CODING;
    out->codings[i] = (cs_body_coding){.passage = from[0],
                                       .theme = from[1],
                                       .polarity = from[2] / 2,
                                       .repeat = from[2] % 2,
                                       .confidence = from[3],
                                       .first_hit = (uint32_t)hits,
                                       .hit_count = from[4]};
    hits += from[4];
    bool ordered = i == 0 || from[0] >= from[-CS_BODY_CODING];
    bool fits = hits <= UINT32_MAX && from[0] < out->passage_count && ordered;
    code = fits ? SQLITE_OK : SQLITE_CORRUPT;
  }
  free(numbers);
  return code;
}

static int read_hits(cs_body *out, sqlite3_stmt *row) {
  const cs_body_coding *last = out->coding_count > 0 ? &out->codings[out->coding_count - 1] : NULL;
  int code = take_numbers(&out->hits, &out->hit_count, row, 6, CS_BODY_HIT);
  out->hit_count /= CS_BODY_HIT;
  bool all = out->hit_count == (last != NULL ? last->first_hit + last->hit_count : 0);
  return code == SQLITE_OK && !all ? SQLITE_CORRUPT : code;
}

bool cs_body_next_hit(cs_body_hit *hit, uint32_t *at, const cs_body *body,
                      const cs_body_coding *coding) {
  uint32_t start = *at == 0 ? body->passages[coding->passage].start : hit->start;
  while (*at < coding->hit_count) {
    const uint32_t *from = body->hits + ((size_t)coding->first_hit + *at) * CS_BODY_HIT;
    start += from[1];
    ++*at;
    *hit = (cs_body_hit){from[0], start};
    if (hit->form != 0) {
      return true;
    }
  }
  return false;
}

/* ---- The whole ---- */

int cs_body_read(cs_body *out, sqlite3_stmt *row, int parts) {
  *out = (cs_body){.review = sqlite3_column_int64(row, 0),
                   .first_passage = sqlite3_column_int64(row, 1),
                   .first_coding = sqlite3_column_int64(row, 2)};
  int code = read_passages(out, row);
  if (code == SQLITE_OK && (parts & CS_BODY_LABELS) != 0) {
    code = read_labels(out, row);
  }
  if (code == SQLITE_OK && (parts & (CS_BODY_CODINGS | CS_BODY_HITS)) != 0) {
    code = read_codings(out, row);
  }
  if (code == SQLITE_OK && (parts & CS_BODY_HITS) != 0) {
    code = read_hits(out, row);
  }
  return code;
}

void cs_body_free(cs_body *body) {
  free(body->passages);
  free(body->codings);
  free(body->hits);
  free(body->labels);
  free(body->label_of);
  *body = (cs_body){0};
}
