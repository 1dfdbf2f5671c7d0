/* Addressees: cuts "NHS Varne CCG together with Coastal Trust and GPs" into names
 * and finds the organisation that each one means.
 *
 * Names are compared by their words, small ones ("the", "of", "and") left out and
 * abbreviations that the review defines spelled out. A shorter name means an
 * organisation if all its words stand in that one's name, in order, and in no
 * other's; a word in capitals may stand for a run of words with its initials. */
#include "review/builder.h"

#include "base/words.h"
#include "review/organisations.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

enum {
  NAME_WORDS = 32,   /* of a name; further ones are not compared */
  PIECES_MAX = 64,   /* of one group's line */
  ALL_PIECES = 4096, /* of one review */
  JOINED_MAX = 4     /* pieces that may be one name: "Tees, Esk and Wear Valleys" */
};

typedef struct name_words {
  const char *words[NAME_WORDS];
  size_t count;
} name_words;

typedef struct resolver {
  cs_parser *parser;
  name_words *names; /* one an organisation */
  size_t room;
  size_t known;  /* organisations whose words were read */
  size_t pieces; /* so far in the review */
} resolver;

/* A piece of the line and what stands before it. */
typedef struct segment {
  cs_piece text;
  bool soft; /* "and" or a comma before it: may be within a name */
} segment;

static bool is_small_word(const char *word) {
  static const char *const small[] = {"the", "of", "and", "for", "in", "at", "its"};
  for (size_t i = 0; i < sizeof small / sizeof *small; i++) {
    if (strcmp(word, small[i]) == 0) {
      return true;
    }
  }
  return false;
}

static const char *meaning_of(const cs_review *review, const char *word, size_t length) {
  for (uint32_t i = 0; i < review->abbreviation_count; i++) {
    const char *shortened = review->abbreviations[i].shortened;
    if (strlen(shortened) == length && memcmp(shortened, word, length) == 0) {
      return review->abbreviations[i].meaning;
    }
  }
  return NULL;
}

static void add_words(cs_review *review, const char *text, size_t length, bool spell_out,
                      name_words *out) {
  cs_word word;
  for (size_t at = 0; out->count < NAME_WORDS && cs_next_word(text, length, at, &word);
       at = word.start + word.length) {
    char folded[CS_WORD_SIZE];
    const char *meaning = spell_out ? meaning_of(review, text + word.start, word.length) : NULL;
    cs_fold_word(text + word.start, word.length, folded);
    if (meaning != NULL) {
      add_words(review, meaning, strlen(meaning), false, out);
    } else if (!is_small_word(folded)) {
      out->words[out->count++] = cs_arena_string(review->arena, folded);
    }
  }
}

static name_words words_of(cs_review *review, cs_piece name) {
  name_words words = {.count = 0};
  add_words(review, name.at, name.length, true, &words);
  return words;
}

/* How many words of `name` from `at` on have the letters of `initials` as initials; 0: not so. */
static size_t spelled_by(const char *initials, const name_words *name, size_t at) {
  size_t length = strlen(initials);
  if (length < 2 || at + length > name->count) {
    return 0;
  }
  for (size_t i = 0; i < length; i++) {
    if (name->words[at + i][0] != initials[i]) {
      return 0;
    }
  }
  return length;
}

/* Whether all words of `shorter` stand in `longer` in order; `left` gets how many words of
 * `longer` are not accounted for. */
static bool covers(const name_words *longer, const name_words *shorter, size_t *left) {
  size_t at = 0;
  *left = 0;
  for (size_t i = 0; i < shorter->count; i++) {
    size_t size = 0;
    for (; at < longer->count && size == 0; at += size != 0 ? size : 1) {
      size = strcmp(longer->words[at], shorter->words[i]) == 0
                 ? 1
                 : spelled_by(shorter->words[i], longer, at);
      *left += size == 0 ? 1 : 0;
    }
    if (size == 0) {
      return false;
    }
  }
  *left += longer->count - at;
  return shorter->count != 0;
}

static void read_known(resolver *it) {
  cs_review *review = it->parser->review;
  for (; it->known < review->organisation_count; it->known++) {
    const char *name = review->organisations[it->known].name;
    cs_grow(&it->names, &it->room, it->known, sizeof *it->names);
    it->names[it->known] = words_of(review, (cs_piece){name, strlen(name)});
  }
}

static bool is_full_name(const resolver *it, uint32_t organisation) {
  const cs_organisation *known = &it->parser->review->organisations[organisation];
  size_t start;
  return (known->roles & (CS_PROVIDER | CS_COMMISSIONER)) != 0 ||
         cs_phrases_end(&it->parser->organisation_endings, known->name, strlen(known->name),
                        &start);
}

enum { NONE = -1, SEVERAL = -2 };

/* The organisation that the name means: the same words, or the only one that covers them. */
static int32_t find_organisation(resolver *it, const name_words *name) {
  int32_t found = NONE;
  read_known(it);
  for (uint32_t i = 0; i < it->known; i++) {
    size_t left;
    if ((covers(&it->names[i], name, &left) && left == 0) ||
        (covers(name, &it->names[i], &left) && left == 0)) {
      return (int32_t)i;
    }
  }
  for (uint32_t i = 0; i < it->known; i++) {
    size_t left;
    if (is_full_name(it, i) && covers(&it->names[i], name, &left)) {
      found = found == NONE ? (int32_t)i : SEVERAL;
    }
  }
  return found;
}

/* A fuller print of the same name takes its place. */
static void prefer_fuller(resolver *it, int32_t organisation, cs_piece name,
                          const name_words *words) {
  cs_organisation *known = &it->parser->review->organisations[organisation];
  size_t left;
  if (name.length > strlen(known->name) && covers(words, &it->names[organisation], &left) &&
      left == 0) {
    known->name = cs_arena_bytes(it->parser->review->arena, name.at, name.length);
  }
}

static cs_piece without_article(cs_piece name) {
  if (name.length > 4 && memcmp(name.at, "the ", 4) == 0) {
    return cs_trim_piece(name.at + 4, name.length - 4);
  }
  return name;
}

static void take_name(resolver *it, cs_piece name, int32_t found, const name_words *words) {
  cs_review *review = it->parser->review;
  if (found >= 0) {
    prefer_fuller(it, found, name, words);
    review->organisations[found].roles |= CS_ADDRESSEE;
  } else if (review->organisation_count < CS_ORGANISATIONS_MAX) {
    found = (int32_t)cs_add_organisation(it->parser, name.at, name.length, CS_ADDRESSEE);
  } else {
    return;
  }
  cs_add_addressee(it->parser, (uint32_t)found);
}

/* From the start of one segment to the end of another. */
static cs_piece span_of(const segment *segments, size_t from, size_t to) {
  cs_piece last = segments[to].text;
  const char *start = segments[from].text.at;
  return without_article(cs_trim_piece(start, (size_t)(last.at + last.length - start)));
}

static bool ends_as_name(const resolver *it, cs_piece name) {
  size_t start;
  return cs_phrases_end(&it->parser->organisation_endings, name.at, name.length, &start);
}

/* "Wexcombe and Coastal Hospitals NHS Trust", which nothing in the review knows: the first part
 * does not end as a name, and neither part is known. */
static bool looks_joined(resolver *it, const segment *segments, size_t from, size_t count) {
  if (from + 1 >= count || !segments[from + 1].soft) {
    return false;
  }
  cs_piece left = span_of(segments, from, from), right = span_of(segments, from + 1, from + 1);
  if (ends_as_name(it, left) || !ends_as_name(it, right) ||
      cs_count_words(left.at, left.length) > 2 || !isupper((unsigned char)left.at[0])) {
    return false;
  }
  name_words left_words = words_of(it->parser->review, left);
  name_words right_words = words_of(it->parser->review, right);
  return find_organisation(it, &left_words) == NONE && find_organisation(it, &right_words) == NONE;
}

/* Takes the name that begins with segment `from`, the longest that is known; returns the segment
 * behind it. */
static size_t take_from(resolver *it, const segment *segments, size_t from, size_t count) {
  size_t to = from;
  while (to + 1 < count && to + 1 < from + JOINED_MAX && segments[to + 1].soft) {
    to++;
  }
  for (; to > from; to--) {
    cs_piece name = span_of(segments, from, to);
    name_words words = words_of(it->parser->review, name);
    int32_t found = find_organisation(it, &words);
    if (found >= 0) {
      take_name(it, name, found, &words);
      return to + 1;
    }
  }
  to = looks_joined(it, segments, from, count) ? from + 1 : from;
  cs_piece name = span_of(segments, from, to);
  name_words words = words_of(it->parser->review, name);
  take_name(it, name, find_organisation(it, &words), &words);
  return to + 1;
}

static bool is_and(const char *text, size_t length) {
  return length == 1 || (length == 3 && (text[0] | 32) == 'a');
}

static void add_segment(segment *segments, size_t *count, const char *at, size_t length,
                        bool soft) {
  cs_piece piece = cs_trim_piece(at, length);
  if (cs_count_words(piece.at, piece.length) == 0) {
    if (!soft && *count < PIECES_MAX) {
      segments[*count].soft = false; /* ", together with": the harder mark counts */
    }
    return;
  }
  if (*count < PIECES_MAX) {
    segments[*count] = (segment){.text = piece, .soft = soft};
    ++*count;
  }
}

/* The place of the next comma, semicolon, "&" or joining word at or after `from`. */
static bool next_joint(const cs_parser *parser, const char *text, size_t length, size_t from,
                       size_t *start, size_t *end) {
  bool found = cs_phrases_find(&parser->joining_words, text, length, from, start, end);
  size_t most = found ? *start : length;
  for (size_t at = from; at < most; at++) {
    if (text[at] == ',' || text[at] == ';' || text[at] == '&') {
      *start = at;
      *end = at + 1;
      return true;
    }
  }
  return found;
}

static size_t cut(const cs_parser *parser, const char *text, segment segments[PIECES_MAX]) {
  size_t length = strlen(text), count = 0, from = 0, start, end;
  bool soft = false;
  while (next_joint(parser, text, length, from, &start, &end)) {
    size_t before = count;
    add_segment(segments, &count, text + from, start - from, soft);
    bool mark = is_and(text + start, end - start);
    soft = count == before ? soft && mark : mark;
    from = end;
  }
  add_segment(segments, &count, text + from, length - from, soft);
  return count;
}

static void resolve_group(resolver *it, cs_group *group) {
  segment segments[PIECES_MAX];
  size_t count = cut(it->parser, group->addressed_to, segments);
  group->first_addressee = it->parser->review->addressee_count;
  for (size_t at = 0; at < count;) {
    at = take_from(it, segments, at, count);
  }
  group->addressee_count = it->parser->review->addressee_count - group->first_addressee;
  it->pieces += count;
}

void cs_parse_addressees(cs_parser *parser) {
  cs_review *review = parser->review;
  resolver it = {.parser = parser};
  for (size_t group = 0; group < parser->group_count; group++) {
    if (it.pieces >= ALL_PIECES) {
      cs_problem_add(parser->problems, CS_STAGE_REVIEW, CS_WARNING, parser->groups[group].line,
                     "more than %d addressees; those of further groups are not taken apart",
                     ALL_PIECES);
      break;
    }
    resolve_group(&it, &parser->groups[group]);
  }
  for (uint32_t i = 0; i < review->recommendation_count; i++) {
    const cs_group *group = &parser->groups[parser->groups_of[i]];
    review->recommendations[i].first_addressee = group->first_addressee;
    review->recommendations[i].addressee_count = group->addressee_count;
  }
  free(it.names);
}
