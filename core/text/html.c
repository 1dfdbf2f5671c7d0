/* HTML inside text: tags are known by name, so that "<name of trust>" and
 * "a < b" stay; entities come from a table of those that documents use. */
#include "text/marks.h"

#include <string.h>

enum { TAG_MAX = 1000, COMMENT_MAX = 4000, NAME_MAX_BYTES = 10 };

typedef struct tag_name {
  const char *name;
  tag_kind opening;
  tag_kind closing;
} tag_name;

static const tag_name tag_names[] = {
    {"a", TAG_INLINE, TAG_INLINE},      {"abbr", TAG_INLINE, TAG_INLINE},
    {"article", TAG_BREAK, TAG_BREAK},  {"b", TAG_INLINE, TAG_INLINE},
    {"big", TAG_INLINE, TAG_INLINE},    {"blockquote", TAG_BREAK, TAG_BREAK},
    {"body", TAG_BREAK, TAG_BREAK},     {"br", TAG_BREAK, TAG_BREAK},
    {"button", TAG_BREAK, TAG_BREAK},   {"caption", TAG_BREAK, TAG_BREAK},
    {"center", TAG_BREAK, TAG_BREAK},   {"cite", TAG_INLINE, TAG_INLINE},
    {"code", TAG_INLINE, TAG_INLINE},   {"col", TAG_BREAK, TAG_BREAK},
    {"colgroup", TAG_BREAK, TAG_BREAK}, {"dd", TAG_BREAK, TAG_BREAK},
    {"del", TAG_INLINE, TAG_INLINE},    {"div", TAG_BREAK, TAG_BREAK},
    {"dl", TAG_BREAK, TAG_BREAK},       {"dt", TAG_BREAK, TAG_BREAK},
    {"em", TAG_INLINE, TAG_INLINE},     {"figure", TAG_BREAK, TAG_BREAK},
    {"font", TAG_INLINE, TAG_INLINE},   {"footer", TAG_BREAK, TAG_BREAK},
    {"h1", TAG_BREAK, TAG_BREAK},       {"h2", TAG_BREAK, TAG_BREAK},
    {"h3", TAG_BREAK, TAG_BREAK},       {"h4", TAG_BREAK, TAG_BREAK},
    {"h5", TAG_BREAK, TAG_BREAK},       {"h6", TAG_BREAK, TAG_BREAK},
    {"head", TAG_BREAK, TAG_BREAK},     {"header", TAG_BREAK, TAG_BREAK},
    {"hr", TAG_BREAK, TAG_BREAK},       {"html", TAG_BREAK, TAG_BREAK},
    {"i", TAG_INLINE, TAG_INLINE},      {"img", TAG_INLINE, TAG_INLINE},
    {"ins", TAG_INLINE, TAG_INLINE},    {"li", TAG_ITEM, TAG_BREAK},
    {"link", TAG_BREAK, TAG_BREAK},     {"main", TAG_BREAK, TAG_BREAK},
    {"mark", TAG_INLINE, TAG_INLINE},   {"meta", TAG_BREAK, TAG_BREAK},
    {"nav", TAG_BREAK, TAG_BREAK},      {"o:p", TAG_INLINE, TAG_INLINE},
    {"ol", TAG_BREAK, TAG_BREAK},       {"p", TAG_BREAK, TAG_BREAK},
    {"pre", TAG_BREAK, TAG_BREAK},      {"q", TAG_INLINE, TAG_INLINE},
    {"s", TAG_INLINE, TAG_INLINE},      {"section", TAG_BREAK, TAG_BREAK},
    {"small", TAG_INLINE, TAG_INLINE},  {"span", TAG_INLINE, TAG_INLINE},
    {"strike", TAG_INLINE, TAG_INLINE}, {"strong", TAG_INLINE, TAG_INLINE},
    {"sub", TAG_INLINE, TAG_INLINE},    {"sup", TAG_INLINE, TAG_INLINE},
    {"table", TAG_BREAK, TAG_BREAK},    {"tbody", TAG_BREAK, TAG_BREAK},
    {"td", TAG_INLINE, TAG_CELL},       {"tfoot", TAG_BREAK, TAG_BREAK},
    {"th", TAG_INLINE, TAG_CELL},       {"thead", TAG_BREAK, TAG_BREAK},
    {"title", TAG_BREAK, TAG_BREAK},    {"tr", TAG_BREAK, TAG_BREAK},
    {"tt", TAG_INLINE, TAG_INLINE},     {"u", TAG_INLINE, TAG_INLINE},
    {"ul", TAG_BREAK, TAG_BREAK},
};

static bool is_name_byte(char byte) {
  return (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z') ||
         (byte >= '0' && byte <= '9') || byte == ':';
}

static const tag_name *find_tag(const char *text, size_t length) {
  char name[NAME_MAX_BYTES + 1];
  if (length == 0 || length > NAME_MAX_BYTES) {
    return NULL;
  }
  for (size_t i = 0; i < length; i++) {
    name[i] = (char)(text[i] >= 'A' && text[i] <= 'Z' ? text[i] | 32 : text[i]);
  }
  name[length] = '\0';
  for (size_t i = 0; i < sizeof tag_names / sizeof tag_names[0]; i++) {
    if (strcmp(tag_names[i].name, name) == 0) {
      return &tag_names[i];
    }
  }
  return NULL;
}

static size_t read_comment(const char *text, size_t length) {
  if (length < 7 || memcmp(text, "<!--", 4) != 0) {
    return 0;
  }
  for (size_t at = 4; at + 3 <= length && at < COMMENT_MAX && text[at] != '<'; at++) {
    if (memcmp(text + at, "-->", 3) == 0) {
      return at + 3;
    }
  }
  return 0;
}

/* The end of a tag's attributes: its '>', quoted ones aside; 0 if it never comes. */
static size_t tag_end(const char *text, size_t length, size_t at) {
  char quote = '\0';
  for (; at < length && at < TAG_MAX; at++) {
    if (quote != '\0') {
      quote = text[at] == quote ? '\0' : quote;
    } else if (text[at] == '"' || text[at] == '\'') {
      quote = text[at];
    } else if (text[at] == '>') {
      return at + 1;
    } else if (text[at] == '<') {
      return 0;
    }
  }
  return 0;
}

size_t cs_read_tag(const char *text, size_t length, tag_kind *kind) {
  size_t comment = read_comment(text, length);
  *kind = TAG_INLINE;
  if (comment != 0) {
    return comment;
  }
  bool closing = length > 1 && text[1] == '/';
  size_t start = closing ? 2 : 1, end = start;
  while (end < length && end - start <= NAME_MAX_BYTES && is_name_byte(text[end])) {
    end++;
  }
  const tag_name *tag = find_tag(text + start, end - start);
  if (tag == NULL || end >= length || strchr(" \t\n>/", text[end]) == NULL) {
    return 0;
  }
  *kind = closing ? tag->closing : tag->opening;
  return tag_end(text, length, end);
}

/* --- entities --------------------------------------------------------------------- */

typedef struct entity {
  const char *name;
  uint32_t point;
} entity;

static const entity entities[] = {
    {"amp", '&'},       {"lt", '<'},        {"gt", '>'},       {"quot", '"'},     {"apos", '\''},
    {"nbsp", 0xA0},     {"shy", 0xAD},      {"pound", 0xA3},   {"euro", 0x20AC},  {"copy", 0xA9},
    {"reg", 0xAE},      {"trade", 0x2122},  {"sect", 0xA7},    {"para", 0xB6},    {"middot", 0xB7},
    {"deg", 0xB0},      {"plusmn", 0xB1},   {"frac12", 0xBD},  {"frac14", 0xBC},  {"frac34", 0xBE},
    {"times", 0xD7},    {"divide", 0xF7},   {"ndash", 0x2013}, {"mdash", 0x2014}, {"lsquo", 0x2018},
    {"rsquo", 0x2019},  {"sbquo", 0x201A},  {"ldquo", 0x201C}, {"rdquo", 0x201D}, {"bdquo", 0x201E},
    {"bull", 0x2022},   {"hellip", 0x2026}, {"prime", 0x2032}, {"ensp", 0x2002},  {"emsp", 0x2003},
    {"thinsp", 0x2009}, {"zwnj", 0x200C},   {"zwj", 0x200D},   {"le", 0x2264},    {"ge", 0x2265},
    {"rarr", 0x2192},   {"eacute", 0xE9},   {"Eacute", 0xC9},  {"egrave", 0xE8},  {"ecirc", 0xEA},
    {"agrave", 0xE0},   {"aacute", 0xE1},   {"acirc", 0xE2},   {"auml", 0xE4},    {"ccedil", 0xE7},
    {"iacute", 0xED},   {"icirc", 0xEE},    {"iuml", 0xEF},    {"oacute", 0xF3},  {"ocirc", 0xF4},
    {"ouml", 0xF6},     {"uacute", 0xFA},   {"uuml", 0xFC},    {"ntilde", 0xF1},  {"szlig", 0xDF},
    {"tilde", 0x2DC},   {"laquo", 0xAB},    {"raquo", 0xBB},   {"check", 0x2713},
};

static uint32_t digit_value(char byte) {
  if (byte >= '0' && byte <= '9') {
    return (uint32_t)(byte - '0');
  }
  byte = (char)(byte | 32);
  return byte >= 'a' && byte <= 'f' ? (uint32_t)(byte - 'a') + 10 : 99;
}

static size_t read_number(const char *text, size_t length, uint32_t *point) {
  bool hex = length > 2 && (text[2] | 32) == 'x';
  size_t start = hex ? 3 : 2, at = start;
  uint32_t value = 0, base = hex ? 16 : 10;
  for (; at < length && at - start < 7 && digit_value(text[at]) < base; at++) {
    value = value * base + digit_value(text[at]);
  }
  bool valid = value >= 0x20 && value <= 0x10FFFF && (value < 0xD800 || value > 0xDFFF) &&
               value != 0x7F && at > start;
  if (!valid || at >= length || text[at] != ';') {
    return 0;
  }
  *point = value;
  return at + 1;
}

size_t cs_read_entity(const char *text, size_t length, uint32_t *point) {
  if (length > 3 && text[1] == '#') {
    return read_number(text, length, point);
  }
  size_t end = 1;
  while (end < length && end <= NAME_MAX_BYTES && is_name_byte(text[end])) {
    end++;
  }
  if (end >= length || text[end] != ';') {
    return 0;
  }
  for (size_t i = 0; i < sizeof entities / sizeof entities[0]; i++) {
    if (strlen(entities[i].name) == end - 1 && memcmp(entities[i].name, text + 1, end - 1) == 0) {
      *point = entities[i].point;
      return end + 1;
    }
  }
  return 0;
}

/* --- whole pages -------------------------------------------------------------------- */

/* Whether the text goes on with `word`, which is in lower case. */
static bool begins(const char *text, size_t length, const char *word) {
  size_t size = strlen(word);
  for (size_t i = 0; i < size && i < length; i++) {
    char byte = text[i];
    byte = (char)(byte >= 'A' && byte <= 'Z' ? byte | 32 : byte);
    if (byte != word[i]) {
      return false;
    }
  }
  return length >= size;
}

bool cs_is_page(const char *text, size_t length) {
  size_t at = 0;
  while (at < length && (text[at] == ' ' || text[at] == '\n' || text[at] == '\t')) {
    at++;
  }
  return begins(text + at, length - at, "<!doctype html") ||
         begins(text + at, length - at, "<html");
}

static size_t find(const char *text, size_t length, size_t from, const char *word) {
  for (size_t at = from; at < length; at++) {
    if (text[at] == word[0] && begins(text + at, length - at, word)) {
      return at;
    }
  }
  return length;
}

static void blank(char *text, size_t from, size_t to) {
  for (size_t i = from; i < to; i++) {
    text[i] = text[i] == '\n' ? '\n' : ' ';
  }
}

void cs_blank_unprinted(char *text, size_t length) {
  static const char *const pairs[][2] = {
      {"<!doctype", ">"}, {"<script", "</script>"}, {"<style", "</style>"}, {"<!--", "-->"}};
  for (size_t at = 0; at < length; at++) {
    for (size_t i = 0; text[at] == '<' && i < sizeof pairs / sizeof pairs[0]; i++) {
      if (begins(text + at, length - at, pairs[i][0])) {
        size_t end = find(text, length, at, pairs[i][1]);
        end = end < length ? end + strlen(pairs[i][1]) : length;
        blank(text, at, end);
        at = end - 1;
        break;
      }
    }
  }
}
