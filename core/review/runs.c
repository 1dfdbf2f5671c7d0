/* Runs: looks names up in the body by their bytes, as a name is printed alike
 * wherever it stands. */
#include "review/runs.h"

#include "base/words.h"

#include <string.h>

enum {
  RUN_WORDS = 12,          /* longer runs are left whole */
  BODY_BYTES = 1024 * 1024 /* of the body that are searched */
};

typedef struct run {
  const cs_parser *parser;
  const char *body;
  size_t body_length;
  cs_piece text;
  uint32_t starts[RUN_WORDS]; /* of the run's words */
  uint32_t count;
} run;

static bool is_word_byte(char byte) {
  return (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z') ||
         (byte >= '0' && byte <= '9') || (unsigned char)byte >= 0x80;
}

/* The next place of the name as whole words at or after `from`; the body's length if none. */
static size_t find_name(const run *it, cs_piece name, size_t from) {
  while (from + name.length <= it->body_length) {
    const char *at = memchr(it->body + from, name.at[0], it->body_length - name.length - from + 1);
    if (at == NULL) {
      break;
    }
    size_t place = (size_t)(at - it->body), end = place + name.length;
    bool whole = (place == 0 || !is_word_byte(it->body[place - 1])) &&
                 (end == it->body_length || !is_word_byte(it->body[end]));
    if (whole && memcmp(at, name.at, name.length) == 0) {
      return place;
    }
    from = place + 1;
  }
  return it->body_length;
}

static bool follows(const run *it, size_t place, cs_piece word) {
  return it->body_length - place > word.length + 1 && it->body[place] == ' ' &&
         memcmp(it->body + place + 1, word.at, word.length) == 0;
}

static bool precedes(const run *it, size_t place, cs_piece word) {
  return place > word.length && it->body[place - 1] == ' ' &&
         memcmp(it->body + place - 1 - word.length, word.at, word.length) == 0;
}

static cs_piece words_from(const run *it, uint32_t from, uint32_t to) {
  size_t end = to < it->count ? it->starts[to] : it->text.length;
  return cs_trim_piece(it->text.at + it->starts[from], end - it->starts[from]);
}

/* Whether the body has the words somewhere without `before` in front and `behind` after them. */
static bool stands_alone(const run *it, cs_piece name, cs_piece before, cs_piece behind) {
  size_t place = 0;
  while ((place = find_name(it, name, place)) < it->body_length) {
    if (!(before.length != 0 && precedes(it, place, before)) &&
        !(behind.length != 0 && follows(it, place + name.length, behind))) {
      return true;
    }
    place++;
  }
  return false;
}

/* The area's own name, and "NHS", stand everywhere in a review and say nothing. */
static bool says_nothing(const run *it, cs_piece name) {
  const char *area = it->parser->review->area;
  return strncmp(area, name.at, name.length) == 0 ||
         (name.length == 3 && memcmp(name.at, "NHS", 3) == 0);
}

static bool may_begin(const run *it, cs_piece name) {
  size_t end;
  return name.at[0] >= 'A' && name.at[0] <= 'Z' &&
         !cs_phrases_at(&it->parser->organisation_endings, name.at, name.length, 0, &end);
}

/* Whether the words from `cut` on, or as many of them as make a name, are used by themselves. */
static bool rest_is_used(const run *it, uint32_t cut) {
  cs_piece nothing = {"", 0}, before = words_from(it, cut - 1, cut);
  for (uint32_t to = it->count; to > cut; to--) {
    cs_piece behind = to < it->count ? words_from(it, to, to + 1) : nothing;
    cs_piece used = words_from(it, cut, to);
    if (!says_nothing(it, used) && may_begin(it, used) && stands_alone(it, used, before, behind)) {
      return true;
    }
  }
  return false;
}

/* How many words the first name of the run has. */
static uint32_t first_name(const run *it) {
  cs_piece nothing = {"", 0};
  if (find_name(it, it->text, 0) < it->body_length) {
    return it->count;
  }
  for (uint32_t cut = it->count - 1; cut > 0; cut--) {
    cs_piece left = words_from(it, 0, cut), right = words_from(it, cut, it->count);
    cs_piece next = words_from(it, cut, cut + 1);
    if (may_begin(it, right) && !says_nothing(it, left) && stands_alone(it, left, nothing, next) &&
        rest_is_used(it, cut)) {
      return cut;
    }
  }
  return it->count;
}

static bool read_words(run *it) {
  cs_word word;
  it->count = 0;
  for (size_t at = 0; cs_next_word(it->text.at, it->text.length, at, &word);
       at = word.start + word.length) {
    if (it->count == RUN_WORDS) {
      return false;
    }
    it->starts[it->count++] = word.start;
  }
  return it->count > 1 && it->starts[0] == 0;
}

void cs_each_of_run(const cs_parser *parser, cs_piece text,
                    void (*take)(void *context, cs_piece name), void *context) {
  const cs_text *whole = parser->text;
  size_t start = parser->body_start < whole->block_count ? whole->blocks[parser->body_start].start
                                                         : whole->length;
  size_t length = whole->length - start;
  run it = {.parser = parser,
            .body = whole->bytes + start,
            .body_length = length < BODY_BYTES ? length : BODY_BYTES,
            .text = text};
  while (read_words(&it)) {
    uint32_t words = first_name(&it);
    take(context, words_from(&it, 0, words));
    if (words == it.count) {
      return;
    }
    it.text = words_from(&it, words, it.count);
  }
  take(context, it.text);
}
