/* The sieve: of each rule some terms of which every passage must have one, of each word of these
 * the first letters and digits, four at most. A passage without words that begin like all those of
 * one of the terms is ruled out.
 *
 * Words here begin at every letter or digit that has none before it: these are all beginnings of
 * words but for those by other characters, and more. Nothing else is read as the field reads words,
 * so only what makes no difference may be left out: see has_odd. */
#include "base/ascii.h"
#include "base/memory.h"
#include "base/sixteen.h"
#include "match/terms.h"

#include <stdlib.h>
#include <string.h>

enum {
  KEY_BYTES = 4,
  MAP_BITS = 15,
  PARTS = 64,
  PHRASES = 256,
  BLOCK = 64,
  STEP = BLOCK - KEY_BYTES, /* so that what begins in the step is in the block as far as a key */
};

struct cs_sieve {
  bool all;                           /* nothing is ruled out */
  uint64_t map[(1 << MAP_BITS) / 64]; /* where the keys' places are */
  uint8_t part_at[1 << MAP_BITS];     /* 1 and the part whose place it is; 0: its keys are enough by
                                         themselves */
  uint32_t parts[PARTS];              /* keys of words that only count together */
  size_t part_count;
  uint64_t phrases[PHRASES]; /* which parts together are enough */
  size_t phrase_count;
};

/* ---- Keys ---- */

/* A word's first letters and digits, small, in as many bytes; 0 where it has fewer. */
typedef struct key {
  char bytes[KEY_BYTES];
} key;

static inline uint32_t place_of(uint32_t bytes) {
  return bytes * UINT32_C(2654435769) >> (32 - MAP_BITS);
}

static inline bool has_place(const cs_sieve *sieve, uint32_t place) {
  return (sieve->map[place / 64] >> place % 64 & 1) != 0;
}

static uint32_t number_of(key it) {
  uint32_t number;
  memcpy(&number, it.bytes, sizeof number);
  return number;
}

static void add_place(cs_sieve *sieve, uint32_t number) {
  uint32_t place = place_of(number);
  sieve->map[place / 64] |= UINT64_C(1) << place % 64;
}

/* Adds all keys that begin with `length` bytes of this one. */
static void add_open(cs_sieve *sieve, key it, size_t length) {
  static const char plain[] = "abcdefghijklmnopqrstuvwxyz0123456789";
  add_place(sieve, number_of(it));
  for (const char *each = plain; length < KEY_BYTES && *each != '\0'; each++) {
    it.bytes[length] = *each;
    add_open(sieve, it, length + 1);
  }
}

/* How a word of a term begins. */
typedef struct beginning {
  key key;
  size_t length;  /* of it */
  bool open;      /* behind it there may be more letters and digits */
  size_t letters; /* of the whole word, wildcards left out */
} beginning;

static bool is_wildcard(char byte) {
  return byte == '*' || byte == '?';
}

static beginning begin_of(const char *word) {
  beginning it = {0};
  while (it.length < KEY_BYTES &&
         (cs_is_ascii_letter(word[it.length]) || cs_is_ascii_digit(word[it.length]))) {
    it.key.bytes[it.length] = (char)(word[it.length] | 0x20);
    it.length++;
  }
  it.open = it.length < KEY_BYTES && is_wildcard(word[it.length]);
  for (; *word != '\0'; word++) {
    it.letters += !is_wildcard(*word);
  }
  return it;
}

/* Whether words are told by it: one letter that anything may follow tells too few from others. */
static bool tells(const beginning *it) {
  return it->length > (it->open ? 1 : 0);
}

/* ---- Compiling ---- */

/* The rarity of what is in no passage. */
#define NOWHERE SIZE_MAX

typedef struct builder {
  cs_sieve *sieve;
  const cs_terms *terms;
  bool *needed; /* of each term */
} builder;

static beginning begin_of_word(const builder *in, const cs_term *term, size_t word) {
  uint32_t pattern = term->words[word];
  return pattern == CS_PATTERN_ANY ? (beginning){0}
                                   : begin_of(in->terms->patterns.names[pattern].string);
}

/* How rare a term is, as far as its length says it; 0: it cannot be looked for. */
static size_t rarity_of_term(const builder *in, uint32_t number) {
  if (number >= cs_terms_count(in->terms)) {
    return NOWHERE;
  }
  const cs_term *term = &in->terms->items[number];
  size_t letters = 0;
  bool told = false;
  for (size_t word = 0; word < term->word_count; word++) {
    beginning it = begin_of_word(in, term, word);
    told = told || tells(&it);
    letters += it.letters;
  }
  return told ? letters : 0;
}

/* Where one child is enough all have to be looked for, else the rarest. */
static size_t rarity_of(const builder *in, const cs_rule *rule, int depth) {
  if (rule->op == CS_RULE_TERM || rule->op == CS_RULE_EXCEPT) {
    return rarity_of_term(in, rule->term);
  }
  if (rule->op == CS_RULE_NONE || depth == CS_RULE_DEPTH) {
    return 0;
  }
  bool any = rule->op == CS_RULE_ANY;
  size_t rarity = any ? NOWHERE : 0;
  for (size_t child = 0; child < rule->child_count; child++) {
    size_t its = rarity_of(in, rule->children[child], depth + 1);
    rarity = (any ? its < rarity : its > rarity) ? its : rarity;
  }
  return rarity;
}

/* Of a rule that has some. */
static const cs_rule *rarest_child(const builder *in, const cs_rule *rule, int depth) {
  const cs_rule *rarest = rule->children[0];
  size_t rarity = 0;
  for (size_t child = 0; child < rule->child_count; child++) {
    size_t its = rarity_of(in, rule->children[child], depth);
    rarest = its > rarity ? rule->children[child] : rarest;
    rarity = its > rarity ? its : rarity;
  }
  return rarest;
}

/* Marks the terms one of which has to be there, of a rule that is not of rarity 0. */
static void add_needed(const builder *in, const cs_rule *rule, int depth) {
  if (rule->op == CS_RULE_TERM || rule->op == CS_RULE_EXCEPT) {
    if (rule->term < cs_terms_count(in->terms)) {
      in->needed[rule->term] = true;
    }
  } else if (rule->op != CS_RULE_ANY) {
    add_needed(in, rarest_child(in, rule, depth + 1), depth + 1); /* one is enough */
  } else {
    for (size_t child = 0; child < rule->child_count; child++) {
      add_needed(in, rule->children[child], depth + 1);
    }
  }
}

static void add_word(cs_sieve *sieve, const beginning *word) {
  if (word->open) {
    add_open(sieve, word->key, word->length);
  } else {
    add_place(sieve, number_of(word->key));
  }
}

/* The part that a key is, made where there is room; PARTS where there is none. */
static size_t part_of(cs_sieve *sieve, uint32_t number) {
  size_t part = 0;
  while (part < sieve->part_count && sieve->parts[part] != number) {
    part++;
  }
  if (part == sieve->part_count && part < PARTS) {
    sieve->parts[sieve->part_count++] = number;
  }
  return part;
}

/* Of the words that tell, the longest. */
static beginning longest_of(const builder *in, const cs_term *term) {
  beginning longest = {0};
  for (size_t word = 0; word < term->word_count; word++) {
    beginning it = begin_of_word(in, term, word);
    longest = tells(&it) && it.letters > longest.letters ? it : longest;
  }
  return longest;
}

/* Looks for the words of a phrase together, unless one of them is looked for by itself. Words that
 * begin in several ways are left out; where there are no others, or too many, for one alone. */
static void add_phrase(const builder *in, const cs_term *term) {
  cs_sieve *sieve = in->sieve;
  uint64_t parts = 0;
  bool full = sieve->phrase_count == PHRASES;
  for (size_t word = 0; word < term->word_count; word++) {
    beginning it = begin_of_word(in, term, word);
    if (it.open || !tells(&it)) {
      continue;
    }
    if (has_place(sieve, place_of(number_of(it.key)))) {
      return;
    }
    size_t part = part_of(sieve, number_of(it.key));
    full = full || part == PARTS;
    parts |= part < PARTS ? UINT64_C(1) << part : 0;
  }
  if (full || parts == 0) {
    beginning longest = longest_of(in, term);
    add_word(sieve, &longest);
  } else {
    sieve->phrases[sieve->phrase_count++] = parts;
  }
}

/* Single words first, as they are enough by themselves. */
static void add_terms(const builder *in) {
  size_t count = cs_terms_count(in->terms);
  const cs_term *terms = in->terms->items;
  for (size_t each = 0; each < count; each++) {
    if (in->needed[each] && terms[each].word_count == 1) {
      beginning word = begin_of_word(in, &terms[each], 0);
      add_word(in->sieve, &word);
    }
  }
  for (size_t each = 0; each < count; each++) {
    if (in->needed[each] && terms[each].word_count > 1) {
      add_phrase(in, &terms[each]);
    }
  }
}

/* Places the parts; one whose place is taken is enough by itself, and so is what took it. */
static void place_parts(cs_sieve *sieve) {
  for (size_t part = 0; part < sieve->part_count; part++) {
    uint32_t place = place_of(sieve->parts[part]);
    bool taken = has_place(sieve, place);
    sieve->part_at[place] = taken ? 0 : (uint8_t)(part + 1);
    add_place(sieve, sieve->parts[part]);
  }
}

cs_sieve *cs_sieve_new(const cs_terms *terms, const cs_rule *const *rules, size_t count) {
  cs_sieve *sieve = cs_allocate(1, sizeof *sieve);
  builder in = {sieve, terms, cs_allocate(cs_terms_count(terms) + 1, sizeof *in.needed)};
  for (size_t rule = 0; rule < count && !sieve->all; rule++) {
    sieve->all = rarity_of(&in, rules[rule], 0) == 0;
  }
  for (size_t rule = 0; rule < count && !sieve->all; rule++) {
    add_needed(&in, rules[rule], 0);
  }
  add_terms(&in);
  place_parts(sieve);
  free(in.needed);
  return sieve;
}

void cs_sieve_free(cs_sieve *sieve) {
  free(sieve);
}

/* ---- Reading ---- */

/* What is asked of a block's bytes, a bit a byte, the first byte lowest. */
typedef struct masks {
  uint64_t plain; /* letters and digits */
  bool odd;
} masks;

/* Two characters that are not ASCII become it when they are made small: the Kelvin sign, E2 84 AA,
 * and the dotted capital I, C4 B0. Where either may be, the passage is not ruled out. */
static inline cs_sixteen has_odd(cs_sixteen bytes) {
  return cs_sixteen_is(bytes, 0x84) | cs_sixteen_is(bytes, 0xC4);
}

static inline masks read_masks(const char *block) {
  masks out = {0};
  cs_sixteen odd = {0};
#pragma GCC unroll 4
  for (int at = 0; at < BLOCK; at += 16) {
    cs_sixteen bytes = cs_sixteen_load(block + at);
    cs_sixteen plain = cs_sixteen_letters(bytes) | cs_sixteen_digits(bytes);
    out.plain |= (uint64_t)cs_sixteen_set(plain) << at;
    odd |= has_odd(bytes);
  }
  out.odd = cs_sixteen_any(odd);
  return out;
}

/* A key at a place where some are: true where it is enough by itself, else it is noted if it is the
 * part. */
static inline bool is_enough(uint64_t *parts, const cs_sieve *sieve, uint32_t place,
                             uint32_t number) {
  unsigned part = sieve->part_at[place];
  if (part == 0) {
    return true;
  }
  *parts |= (uint64_t)(sieve->parts[part - 1] == number) << (part - 1);
  return false;
}

/* Goes through the words that begin in a block's step; `plain` is its letters and digits. True
 * where one is enough by itself. */
static inline bool read_words(uint64_t *parts, const cs_sieve *sieve, const char *block,
                              uint64_t plain, uint64_t starts) {
  static const unsigned char mask[2 * KEY_BYTES] = {255, 255, 255, 255};
  for (; starts != 0; starts &= starts - 1) {
    unsigned at = (unsigned)__builtin_ctzll(starts);
    unsigned length = (unsigned)__builtin_ctzll(~(plain >> at) | 1 << KEY_BYTES);
    uint32_t number, kept;
    memcpy(&number, block + at, sizeof number);
    memcpy(&kept, mask + KEY_BYTES - length, sizeof kept);
    number = (number | UINT32_C(0x20202020)) & kept;
    uint32_t place = place_of(number);
    if (has_place(sieve, place) && is_enough(parts, sieve, place, number)) {
      return true;
    }
  }
  return false;
}

static bool has_phrase(const cs_sieve *sieve, uint64_t parts) {
  for (size_t each = 0; each < sieve->phrase_count; each++) {
    if ((sieve->phrases[each] & ~parts) == 0) {
      return true;
    }
  }
  return false;
}

bool cs_sieve_may_hold(const cs_sieve *sieve, const char *text, size_t length) {
  static const uint64_t step = (UINT64_C(1) << STEP) - 1;
  uint64_t before = 0; /* 1: the byte before the block is a letter or digit */
  uint64_t parts = 0;  /* that are there */
  if (sieve->all) {
    return true;
  }
  for (size_t at = 0; at < length; at += STEP) {
    char rest[BLOCK] = {0};
    const char *block = text + at;
    if (length - at < BLOCK) {
      block = memcpy(rest, block, length - at);
    }
    masks found = read_masks(block);
    uint64_t starts = found.plain & ~(found.plain << 1 | before) & step;
    if (found.odd || read_words(&parts, sieve, block, found.plain, starts)) {
      return true;
    }
    before = found.plain >> (STEP - 1) & 1;
  }
  return has_phrase(sieve, parts);
}
