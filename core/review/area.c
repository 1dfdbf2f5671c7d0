/* Area: a title pattern is the words before '{area}' and the words behind it. */
#include "review/area.h"

#include "base/ascii.h"
#include "base/words.h"
#include "review/organisations.h"

#include <string.h>

enum {
  TITLE_BYTES = 600,  /* a title and the lines it goes on over */
  AREA_BYTES = 80,    /* longest name of an area */
  SEARCH_BYTES = 4000 /* how far a title within a paragraph is looked for */
};

/* What names of authorities add to the name of the place; before an ending stand those that end
 * with it. */
static const char *const endings[] = {
    "metropolitan borough council",
    "metropolitan district council",
    "local authority area",
    "unitary authority",
    "local authority",
    "borough council",
    "county council",
    "city council",
    "district council",
    "council area",
    "council",
    "area",
    "city",
};
static const char *const openings[] = {
    "the London Borough of",
    "London Borough of",
    "the Royal Borough of",
    "Royal Borough of",
    "the Metropolitan Borough of",
    "Metropolitan Borough of",
    "the Borough of",
    "Borough of",
    "the County of",
    "the City of",
    "City of",
    "the area of",
    "the",
};

/* Places whose own names have what others' authorities add. */
static const char *const whole[] = {"City of London", "Bedford Borough", "Isles of Scilly"};

/* The place of the phrase if it is the last words of the name; 0: it is not. */
static size_t ending_start(const char *name, size_t length, const char *ending) {
  size_t from = 0, start, end, last = 0;
  while (cs_phrase_find(ending, name, length, from, &start, &end)) {
    cs_word word;
    if (!cs_next_word(name, length, end, &word)) {
      last = start;
      break;
    }
    from = end;
  }
  return last;
}

static cs_piece without_openings(cs_piece name) {
  for (size_t i = 0; i < sizeof openings / sizeof *openings; i++) {
    size_t end;
    if (cs_phrase_at(openings[i], name.at, name.length, 0, &end) && end < name.length) {
      return cs_trim_piece(name.at + end, name.length - end);
    }
  }
  return name;
}

static cs_piece without_endings(cs_piece name) {
  for (size_t i = 0; i < sizeof endings / sizeof *endings; i++) {
    size_t start = ending_start(name.at, name.length, endings[i]);
    if (start != 0) {
      name = cs_trim_piece(name.at, start);
      i = (size_t)-1; /* "Bury Council" of "Bury Council area": from the top again */
    }
  }
  return name;
}

static bool has_small_letters(const char *name) {
  for (; *name != '\0'; name++) {
    if ((*name >= 'a' && *name <= 'z') || (unsigned char)*name >= 0x80) {
      return true;
    }
  }
  return false;
}

/* "OSTLEY AND VARNE" to "Ostley and Varne". */
static void lower_capitals(char *name) {
  static const char *const small[] = {"and", "of", "upon", "on", "the", "with"};
  bool inside = false;
  for (size_t at = 0; name[at] != '\0'; at++) {
    bool letter = name[at] >= 'A' && name[at] <= 'Z';
    if (letter && inside) {
      name[at] = (char)(name[at] + 32);
    }
    inside = letter || (inside && name[at] == '\'');
  }
  for (size_t at = 0; name[at] != '\0'; at += strcspn(name + at, " "), at += name[at] == ' ') {
    size_t length = strcspn(name + at, " ");
    for (size_t i = 0; at != 0 && i < sizeof small / sizeof *small; i++) {
      bool same =
          strlen(small[i]) == length && strncmp(small[i] + 1, name + at + 1, length - 1) == 0;
      name[at] = (char)(same && (name[at] | 32) == small[i][0] ? small[i][0] : name[at]);
    }
  }
}

static const char *whole_name(cs_piece name) {
  for (size_t i = 0; i < sizeof whole / sizeof *whole; i++) {
    size_t start, end;
    if (cs_phrase_find(whole[i], name.at, name.length, 0, &start, &end)) {
      return whole[i];
    }
  }
  return NULL;
}

const char *cs_area_name(cs_arena *arena, const char *printed, size_t length) {
  cs_piece name = cs_trim_piece(printed, length);
  if (name.length <= AREA_BYTES && whole_name(name) != NULL) {
    return whole_name(name);
  }
  name = without_endings(without_openings(name));
  if (name.length == 0 || name.length > AREA_BYTES) {
    return "";
  }
  char *copy = cs_arena_bytes(arena, name.at, name.length);
  for (char *at = copy; (at = strpbrk(at, "\n\t")) != NULL;) {
    *at = ' ';
  }
  if (!has_small_letters(copy)) {
    lower_capitals(copy);
  }
  return copy;
}

/* A number of its own ends a name, and so does one digit stuck to a word, the mark of a
 * footnote. More digits that are stuck to it belong to it. */
static bool number_ends_name(const char *text, size_t length, size_t at) {
  bool stuck = at > 0 && text[at - 1] != ' ';
  bool one = (at + 1 == length || !cs_is_ascii_digit(text[at + 1])) &&
             (at == 0 || !cs_is_ascii_digit(text[at - 1]));
  return cs_is_ascii_digit(text[at]) && (!stuck || one);
}

/* Where the name ends at the latest: a bracket, a dash between blanks, a number, a colon. */
static size_t name_end(const char *text, size_t length, bool in_sentence) {
  for (size_t at = 0; at < length; at++) {
    char byte = text[at];
    bool mark = byte == '(' || byte == ':' || byte == ';' || byte == '\t';
    if (mark || number_ends_name(text, length, at)) {
      return at;
    }
    bool dash = byte == '-' || (length - at >= 3 && (memcmp(text + at, "\xE2\x80\x93", 3) == 0 ||
                                                     memcmp(text + at, "\xE2\x80\x94", 3) == 0));
    if (dash && at > 0 && text[at - 1] == ' ') {
      return at;
    }
    if (in_sentence && (byte == '.' || byte == ',')) {
      return at;
    }
  }
  return length;
}

typedef struct pattern {
  const char *before;
  const char *behind;
} pattern;

static bool split_pattern(cs_arena *arena, const char *printed, pattern *out) {
  const char *place = strstr(printed, "{area}");
  if (place == NULL) {
    return false;
  }
  const char *rest = place + strlen("{area}");
  out->before = cs_phrase_clean(arena, printed, (size_t)(place - printed));
  out->behind = cs_phrase_clean(arena, rest, strlen(rest));
  return true;
}

static bool is_empty(const char *words) {
  return words[strspn(words, " ")] == '\0';
}

/* The line that begins or goes on at byte `from`, or the next one if nothing but blanks is left. */
static cs_piece rest_of_line(const char *text, size_t length, size_t from) {
  while (from < length && (text[from] == ' ' || text[from] == '\n')) {
    from++;
  }
  const char *end = memchr(text + from, '\n', length - from);
  size_t size = end != NULL ? (size_t)(end - (text + from)) : length - from;
  return (cs_piece){.at = text + from, .length = size};
}

/* Takes area and title from a text in which the words before the area end at `end`. */
static bool take_area(cs_parser *parser, const pattern *it, const char *text, size_t length,
                      size_t end, bool in_sentence) {
  cs_review *review = parser->review;
  cs_piece name = rest_of_line(text, length, end);
  const char *title_end = NULL;
  size_t start, behind;
  if (!is_empty(it->behind)) { /* the name may go on over several lines */
    name.length = length - (size_t)(name.at - text);
    if (!cs_phrase_find(it->behind, name.at, name.length, 0, &start, &behind)) {
      return false;
    }
    title_end = name.at + behind;
    name.length = start;
  }
  size_t whole_length = name.length;
  name.length = name_end(name.at, name.length, in_sentence);
  if (title_end != NULL && name.length != whole_length) {
    return false; /* something else stands between the name and the words behind it */
  }
  const char *area = cs_area_name(review->arena, name.at, name.length);
  if (area[0] == '\0') {
    return false;
  }
  title_end = title_end != NULL ? title_end : name.at + name.length;
  cs_piece title = cs_trim_piece(text, (size_t)(title_end - text));
  char *copy = cs_arena_bytes(review->arena, title.at, title.length);
  for (char *at = copy; (at = strpbrk(at, "\n\t")) != NULL;) {
    *at = ' ';
  }
  review->area = area;
  review->title = copy;
  return true;
}

static bool area_in_block(cs_parser *parser, const pattern *it, uint32_t block) {
  const char *text = cs_block_text(parser, block);
  size_t left = parser->text->length - parser->text->blocks[block].start;
  size_t length = left < TITLE_BYTES ? left : TITLE_BYTES;
  size_t end = 0;
  if (!is_empty(it->before) && !cs_phrase_at(it->before, text, length, 0, &end)) {
    return false;
  }
  return take_area(parser, it, text, length, end, false);
}

/* The first lines of the document, each as the beginning of a title: the first line that any
 * pattern fits counts. */
static bool area_in_titles(cs_parser *parser, const pattern *patterns, size_t pattern_count) {
  enum { BLOCKS = 80 };
  size_t count = parser->text->block_count < BLOCKS ? parser->text->block_count : BLOCKS;
  for (uint32_t block = 0; block < count; block++) {
    for (size_t i = 0; i < pattern_count; i++) {
      if (area_in_block(parser, &patterns[i], block)) {
        return true;
      }
    }
  }
  return false;
}

/* A pattern inside a sentence: the title is then the words themselves. */
static bool area_in_text(cs_parser *parser, const pattern *it) {
  const cs_text *text = parser->text;
  size_t length = text->length < SEARCH_BYTES ? text->length : SEARCH_BYTES;
  size_t start, end;
  return !is_empty(it->before) &&
         cs_phrase_find(it->before, text->bytes, length, 0, &start, &end) &&
         take_area(parser, it, text->bytes + start, length - start, end - start, true);
}

static void title_of_first_block(cs_parser *parser) {
  cs_review *review = parser->review;
  if (parser->text->block_count != 0) {
    size_t length = cs_block_length(parser, 0);
    length = length < TITLE_BYTES ? length : TITLE_BYTES;
    while (length > 0 && ((unsigned char)cs_block_text(parser, 0)[length] & 0xC0) == 0x80) {
      length--;
    }
    review->title = cs_arena_bytes(review->arena, cs_block_text(parser, 0), length);
  }
}

void cs_parse_area(cs_parser *parser) {
  const cs_patterns *printed = &parser->family->area;
  cs_arena *arena = parser->review->arena;
  pattern *patterns = cs_arena_allocate(arena, printed->count, sizeof *patterns);
  size_t count = 0;
  for (size_t i = 0; i < printed->count; i++) {
    count += split_pattern(arena, printed->items[i], &patterns[count]) ? 1 : 0;
  }
  bool found = area_in_titles(parser, patterns, count);
  for (size_t i = 0; i < count && !found; i++) {
    found = area_in_text(parser, &patterns[i]);
  }
  if (!found) {
    title_of_first_block(parser);
  }
}
