/* Writing strings, and labels: what most of a section have in common once, of each its number. */
#include "base/ascii.h"
#include "dataset/body/put.h"

#include <string.h>

/* ---- Strings ---- */

static void add_escaped(cs_buffer *to, const char *text, size_t length) {
  for (const char *at = text; at < text + length; at++) {
    if ((unsigned char)*at < 0x20) {
      cs_buffer_add_format(to, "\\u00%02x", (unsigned char)*at);
    } else {
      if (*at == '"' || *at == '\\') {
        cs_buffer_add_char(to, '\\');
      }
      cs_buffer_add_char(to, *at);
    }
  }
}

static void add_string(cs_buffer *to, const char *string, size_t length, const char *title) {
  static const char separator = CS_BODY_SEPARATOR;
  cs_buffer_add_string(to, to->length == 0 ? "[\"" : ",\"");
  add_escaped(to, string, length);
  if (*title != '\0') {
    add_escaped(to, &separator, 1);
    add_escaped(to, title, strlen(title));
  }
  cs_buffer_add_char(to, '"');
}

void cs_put_string(cs_buffer *to, const char *string) {
  add_string(to, string, strlen(string), "");
}

void cs_put_end(cs_buffer *to) {
  cs_buffer_add_string(to, to->length == 0 ? "[]" : "]");
}

/* ---- Labels ---- */

/* Where the number at the end of a label begins, as it is written without zeros in front; the
 * label's length where there is none, or where it would be too long. */
static size_t number_of(const char *label, size_t length) {
  enum { MOST_DIGITS = 6 };
  size_t at = length;
  while (at > 0 && length - at < MOST_DIGITS && cs_is_ascii_digit(label[at - 1])) {
    at--;
  }
  while (at + 1 < length && label[at] == '0') {
    at++;
  }
  return at <= CS_BODY_STEM ? at : length;
}

static uint32_t find_stem(const cs_stems *stems, const cs_stem *wanted) {
  enum { LOOK_BACK = 32 };
  for (uint32_t back = 1; back <= stems->count && back <= LOOK_BACK; back++) {
    const cs_stem *each = &stems->items[stems->count - back];
    if (each->length == wanted->length && memcmp(each->label, wanted->label, wanted->length) == 0 &&
        strcmp(each->title, wanted->title) == 0) {
      return stems->count - back;
    }
  }
  return stems->count;
}

void cs_put_label(cs_buffer *to, cs_stems *stems, const char *label, const char *title) {
  size_t length = strlen(label);
  const cs_stem stem = {label, title, number_of(label, length)};
  uint32_t index = find_stem(stems, &stem), number = 0;
  if (index == stems->count) {
    stems->items[stems->count++] = stem;
    add_string(stems->text, label, stem.length, title);
  }
  for (size_t i = stem.length; i < length; i++) {
    number = 10 * number + (uint32_t)(label[i] - '0');
  }
  cs_put_number(to, index);
  cs_put_number(to, stem.length < length ? number + 1 : 0);
}
