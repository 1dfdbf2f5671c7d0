/* Organisations: lists are cut by what stands between names, and, where that is
 * only a blank, by how names end. */
#include "review/organisations.h"

#include "base/words.h"
#include "review/builder.h"

#include <string.h>

enum { BULLET_BYTES = 3 };

static bool is_blank(char byte) {
  return byte == ' ' || byte == '\t' || byte == '\n';
}

/* U+2022 and its like, as lists use them. */
static bool is_bullet(const char *at, size_t length) {
  return length >= BULLET_BYTES &&
         (memcmp(at, "\xE2\x80\xA2", 3) == 0 || memcmp(at, "\xE2\x96\xAA", 3) == 0 ||
          memcmp(at, "\xE2\x97\x8F", 3) == 0 || memcmp(at, "\xEF\x82\xB7", 3) == 0);
}

static bool is_one_of(char byte, const char *set) {
  return byte != '\0' && strchr(set, byte) != NULL;
}

cs_piece cs_trim_piece(const char *at, size_t length) {
  while (length != 0 && is_one_of(*at, " \t\n,;:.-*")) {
    at++;
    length--;
  }
  while (length != 0 && is_one_of(at[length - 1], " \t\n,;:.*")) {
    length--;
  }
  return (cs_piece){.at = at, .length = length};
}

static void give(cs_piece piece, void (*take)(void *, cs_piece), void *context) {
  piece = cs_trim_piece(piece.at, piece.length);
  if (cs_has_word(piece.at, piece.length)) {
    take(context, piece);
  }
}

/* Bytes of the separator at `at`: line end, semicolon, tab, bullet; 0 for none. */
static size_t hard_separator(const char *at, size_t length) {
  if (*at == '\n' || *at == ';' || *at == '\t' || *at == '|') {
    return 1;
  }
  return is_bullet(at, length) ? BULLET_BYTES : 0;
}

static bool starts_name(const char *text, size_t length, size_t at) {
  return at < length && ((text[at] >= 'A' && text[at] <= 'Z') || (unsigned char)text[at] >= 0x80 ||
                         (text[at] >= '0' && text[at] <= '9'));
}

static size_t skip_blanks(const char *text, size_t length, size_t at) {
  while (at < length && is_blank(text[at])) {
    at++;
  }
  return at;
}

/* Where the next name begins if one ends at `end`, a comma or "and" between them allowed; 0: the
 * name goes on. */
static size_t next_name(const cs_parser *parser, const char *text, size_t length, size_t end) {
  size_t at = skip_blanks(text, length, end);
  bool comma = at < length && text[at] == ',';
  at = comma ? skip_blanks(text, length, at + 1) : at;
  if (length - at > 4 && memcmp(text + at, "and ", 4) == 0) {
    at = skip_blanks(text, length, at + 4);
  }
  size_t behind;
  if (!starts_name(text, length, at) ||
      cs_phrases_at(&parser->organisation_endings, text, length, at, &behind)) {
    return 0;
  }
  return at;
}

/* One name beside the other: "Bardoc, One Recovery". A single word before a single word and an
 * "and" is the beginning of a longer name: "Tees, Esk and Wear Valleys NHS Trust". */
static bool comma_cuts(const char *text, size_t length, size_t from, size_t comma) {
  size_t next = comma + 1;
  while (next < length && text[next] != ',' && text[next] != ';' && text[next] != '\n') {
    next++;
  }
  cs_piece left = cs_trim_piece(text + from, comma - from);
  cs_piece right = cs_trim_piece(text + comma + 1, next - comma - 1);
  if (cs_count_words(left.at, left.length) != 1) {
    return true;
  }
  cs_word first, second;
  bool joined = cs_next_word(right.at, right.length, 0, &first) &&
                cs_next_word(right.at, right.length, first.start + first.length, &second) &&
                second.length == 3 && memcmp(right.at + second.start, "and", 3) == 0;
  return !joined;
}

/* Where a name that has run to `at` ends by its own words or bracket; 0: it does not end here. */
static size_t name_ends(const cs_parser *parser, const char *text, size_t length, size_t at) {
  size_t end;
  if (text[at] == ')') {
    return at + 1;
  }
  bool word_start = at == 0 || is_blank(text[at - 1]);
  if (word_start && cs_phrases_at(&parser->organisation_endings, text, length, at, &end)) {
    return end;
  }
  return 0;
}

/* A line of names without hard separators. */
static void cut_line(const cs_parser *parser, const char *text, size_t length,
                     void (*take)(void *, cs_piece), void *context) {
  size_t from = 0;
  for (size_t at = 0; at < length;) {
    size_t end = name_ends(parser, text, length, at);
    size_t next = end != 0 ? next_name(parser, text, length, end) : 0;
    if (next != 0) {
      give((cs_piece){text + from, end - from}, take, context);
      from = at = next;
    } else if (end == 0 && text[at] == ',' && comma_cuts(text, length, from, at)) {
      give((cs_piece){text + from, at - from}, take, context);
      from = ++at;
    } else {
      at = end > at ? end : at + 1;
    }
  }
  give((cs_piece){text + from, length - from}, take, context);
}

void cs_each_organisation(const cs_parser *parser, const char *list, size_t length,
                          void (*take)(void *context, cs_piece name), void *context) {
  size_t from = 0;
  for (size_t at = 0; at <= length;) {
    size_t size = at < length ? hard_separator(list + at, length - at) : 1;
    if (size != 0) {
      cut_line(parser, list + from, at - from, take, context);
      from = at + size;
    }
    at += size != 0 ? size : 1;
  }
}

static size_t person_separator(const char *text, size_t length, size_t at) {
  if (text[at] == ',' || text[at] == '/') {
    return 1;
  }
  if (length - at > 5 && memcmp(text + at, " and ", 5) == 0) {
    return 5;
  }
  if (length - at > 3 && memcmp(text + at, " & ", 3) == 0) {
    return 3;
  }
  return hard_separator(text + at, length - at);
}

static bool is_capital(char byte) {
  return (byte >= 'A' && byte <= 'Z') || (unsigned char)byte >= 0x80;
}

/* Names that only blanks separate: two capitalised words each ("Karen Collins-Beckett"). */
static void cut_people(const char *text, size_t length, void (*take)(void *, cs_piece),
                       void *context) {
  size_t from = 0, capitals = 0;
  for (size_t at = 0; at < length; at++) {
    bool begins = !is_blank(text[at]) && (at == 0 || is_blank(text[at - 1]));
    if (!begins || !is_capital(text[at])) {
      continue;
    }
    if (capitals == 2) {
      give((cs_piece){text + from, at - from}, take, context);
      from = at;
      capitals = 0;
    }
    capitals++;
  }
  give((cs_piece){text + from, length - from}, take, context);
}

static bool any_separator(const char *text, size_t length) {
  for (size_t at = 0; at < length; at++) {
    if (person_separator(text, length, at) != 0) {
      return true;
    }
  }
  return false;
}

void cs_each_person(const char *list, size_t length, void (*take)(void *context, cs_piece name),
                    void *context) {
  cs_piece all = cs_trim_piece(list, length);
  if (!any_separator(all.at, all.length)) {
    cut_people(all.at, all.length, take, context);
    return;
  }
  size_t from = 0;
  for (size_t at = 0; at <= all.length;) {
    size_t size = at < all.length ? person_separator(all.at, all.length, at) : 1;
    if (size != 0) {
      give((cs_piece){all.at + from, at - from}, take, context);
      from = at + size;
    }
    at += size != 0 ? size : 1;
  }
}

/* "Varne Valley NHS Trust (VVT)": where the bracket holds the initials of the name before it, as
 * many as it has letters, the name is the one before. */
static cs_piece without_initials(cs_piece name) {
  if (name.length < 4 || name.at[name.length - 1] != ')') {
    return name;
  }
  size_t open = name.length - 1;
  while (open > 0 && name.at[open] != '(') {
    open--;
  }
  size_t letter = open + 1;
  cs_word word;
  for (size_t at = 0; cs_next_word(name.at, open, at, &word); at = word.start + word.length) {
    letter += letter < name.length - 1 && name.at[word.start] == name.at[letter] ? 1 : 0;
  }
  return open > 0 && letter == name.length - 1 ? cs_trim_piece(name.at, open) : name;
}

static bool is_same_name(const char *known, cs_piece name) {
  size_t at = 0, there = 0, length = strlen(known);
  for (;;) {
    cs_word one, other;
    bool more = cs_next_word(known, length, at, &one);
    if (cs_next_word(name.at, name.length, there, &other) != more) {
      return false;
    }
    if (!more) {
      return true;
    }
    char folded[CS_WORD_SIZE], folded_other[CS_WORD_SIZE];
    cs_fold_word(known + one.start, one.length, folded);
    cs_fold_word(name.at + other.start, other.length, folded_other);
    if (strcmp(folded, folded_other) != 0) {
      return false;
    }
    at = one.start + one.length;
    there = other.start + other.length;
  }
}

static void tell_too_many(cs_parser *parser, uint32_t line) {
  if (!parser->organisations_full) {
    parser->organisations_full = true;
    cs_problem_add(parser->problems, CS_STAGE_REVIEW, CS_WARNING, line,
                   "more than %d organisations; further ones are left out", CS_ORGANISATIONS_MAX);
  }
}

void cs_note_organisation(cs_parser *parser, cs_piece name, uint32_t roles, uint32_t line) {
  cs_review *review = parser->review;
  if (review->organisation_count == CS_ORGANISATIONS_MAX) {
    tell_too_many(parser, line);
    return;
  }
  name = without_initials(name);
  for (uint32_t i = 0; i < review->organisation_count; i++) {
    if (is_same_name(review->organisations[i].name, name)) {
      review->organisations[i].roles |= roles;
      return;
    }
  }
  cs_add_organisation(parser, name.at, name.length, roles);
}
