/* Words by bit masks. A run is a longest stretch of letters, digits, apostrophes,
 * joining points and bytes beyond ascii. A run without a byte beyond ascii and
 * without an apostrophe at its front is a word; any other is handed to
 * cs_next_word, which decides what of it is a word. Nothing that cs_next_word
 * looks at lies outside a run, so both agree. */
#include "match/tokens.h"

#include "base/memory.h"
#include "base/words.h"

#include <stdlib.h>
#include <string.h>
#ifdef __SSE2__
#include <emmintrin.h>
#endif

enum { BLOCK = 64 };

/* A bit a byte, the first byte lowest. */
typedef struct masks {
  uint64_t word; /* letters, digits, apostrophes */
  uint64_t digit;
  uint64_t point; /* '.' and ',' */
  uint64_t quote; /* '\'' */
  uint64_t wide;  /* beyond ascii */
} masks;

#ifdef __SSE2__

static uint64_t bits(__m128i bytes) {
  return (uint64_t)(uint32_t)_mm_movemask_epi8(bytes);
}

static __m128i between(__m128i bytes, char low, char high) {
  return _mm_and_si128(_mm_cmpgt_epi8(bytes, _mm_set1_epi8((char)(low - 1))),
                       _mm_cmplt_epi8(bytes, _mm_set1_epi8((char)(high + 1))));
}

static void read_masks(masks *out, const char *block) {
  *out = (masks){0};
  for (int at = 0; at < BLOCK; at += 16) {
    __m128i bytes = _mm_loadu_si128((const __m128i *)(const void *)(block + at));
    __m128i letter = between(_mm_or_si128(bytes, _mm_set1_epi8(0x20)), 'a', 'z');
    __m128i digit = between(bytes, '0', '9');
    __m128i quote = _mm_cmpeq_epi8(bytes, _mm_set1_epi8('\''));
    __m128i point = _mm_or_si128(_mm_cmpeq_epi8(bytes, _mm_set1_epi8('.')),
                                 _mm_cmpeq_epi8(bytes, _mm_set1_epi8(',')));
    out->word |= bits(_mm_or_si128(_mm_or_si128(letter, digit), quote)) << at;
    out->digit |= bits(digit) << at;
    out->point |= bits(point) << at;
    out->quote |= bits(quote) << at;
    out->wide |= bits(bytes) << at;
  }
}

#else

static void read_masks(masks *out, const char *block) {
  *out = (masks){0};
  for (int at = 0; at < BLOCK; at++) {
    unsigned char byte = (unsigned char)block[at];
    unsigned char lower = byte | 0x20;
    uint64_t digit = byte >= '0' && byte <= '9', quote = byte == '\'';
    uint64_t letter = lower >= 'a' && lower <= 'z';
    out->word |= (letter | digit | quote) << at;
    out->digit |= digit << at;
    out->point |= (uint64_t)(byte == '.' || byte == ',') << at;
    out->quote |= quote << at;
    out->wide |= (uint64_t)(byte >> 7) << at;
  }
}

#endif

static bool is_digit(char byte) {
  return byte >= '0' && byte <= '9';
}

/* What one block hands to the next, and what was met on the way. */
typedef struct edges {
  size_t starts, ends; /* number of run starts and run ends so far */
  uint64_t in_run;     /* 1 if the block before ended in a run */
  uint64_t in_digit;
} edges;

static void make_room(cs_tokens *tokens, size_t count) {
  while (tokens->capacity < count + BLOCK) {
    tokens->items = cs_grow_array(tokens->items, &tokens->capacity, sizeof *tokens->items);
  }
}

static inline void read_block(edges *state, cs_tokens *tokens, const char *block, uint32_t base,
                              bool digit_behind) {
  masks found;
  read_masks(&found, block);
  uint64_t after_digit = found.digit << 1 | state->in_digit;
  uint64_t before_digit = found.digit >> 1 | (uint64_t)digit_behind << 63;
  uint64_t run = found.word | found.wide | (found.point & after_digit & before_digit);
  uint64_t shifted = run << 1 | state->in_run;
  uint64_t starts = run & ~shifted, ends = shifted & ~run;
  make_room(tokens, state->starts);
  cs_token *items = tokens->items;
  if ((found.wide | (starts & found.quote)) != 0) {
    cs_grow(&tokens->special, &tokens->special_capacity, tokens->special_count,
            sizeof *tokens->special);
    tokens->special[tokens->special_count++] = base;
  }
  for (; starts != 0; starts &= starts - 1) {
    items[state->starts++].start = base + (uint32_t)__builtin_ctzll(starts);
  }
  for (; ends != 0; ends &= ends - 1) {
    items[state->ends++].end = base + (uint32_t)__builtin_ctzll(ends);
  }
  state->in_run = run >> 63;
  state->in_digit = found.digit >> 63;
}

/* Leaves the runs of the text as tokens, and the blocks that have special ones. */
static void find_runs(cs_tokens *tokens, const char *text, size_t length) {
  edges state = {0};
  size_t at = 0;
  tokens->special_count = 0;
  for (; at + BLOCK <= length; at += BLOCK) {
    bool digit_behind = at + BLOCK < length && is_digit(text[at + BLOCK]);
    read_block(&state, tokens, text + at, (uint32_t)at, digit_behind);
  }
  char rest[BLOCK] = {0};
  if (at < length) {
    memcpy(rest, text + at, length - at); /* shorter than a block, so every run ends in it */
  }
  read_block(&state, tokens, rest, (uint32_t)at, false);
  tokens->count = state.starts;
}

static bool is_special(const char *text, cs_token run) {
  const char *at = text + run.start, *end = text + run.end;
  if (*at == '\'') {
    return true;
  }
  for (; end - at >= 8; at += 8) {
    uint64_t bytes;
    memcpy(&bytes, at, 8);
    if ((bytes & UINT64_C(0x8080808080808080)) != 0) {
      return true;
    }
  }
  unsigned char seen = 0;
  while (at < end) {
    seen |= (unsigned char)*at++;
  }
  return seen >= 0x80;
}

/* Room for as many tokens, and for the words of one run: at most one for every two bytes. */
static void make_spare_room(cs_tokens *tokens, size_t count, cs_token run) {
  while (tokens->spare_capacity < count + (run.end - run.start) / 2 + 1) {
    tokens->spare = cs_grow_array(tokens->spare, &tokens->spare_capacity, sizeof *tokens->spare);
  }
}

static void split_runs(cs_tokens *tokens, const char *text) {
  size_t count = 0, next = 0;
  make_spare_room(tokens, tokens->count, (cs_token){0});
  for (size_t each = 0; each < tokens->count; each++) {
    cs_token run = tokens->items[each];
    while (next < tokens->special_count && tokens->special[next] + BLOCK <= run.start) {
      next++;
    }
    bool near = next < tokens->special_count && tokens->special[next] < run.end;
    if (!near || !is_special(text, run)) {
      tokens->spare[count++] = run;
      continue;
    }
    make_spare_room(tokens, count + tokens->count - each, run);
    cs_word word;
    for (size_t at = run.start; cs_next_word(text, run.end, at, &word);
         at = word.start + word.length) {
      tokens->spare[count++] = (cs_token){.start = word.start, .end = word.start + word.length};
    }
  }
  cs_token *items = tokens->items;
  size_t capacity = tokens->capacity;
  tokens->items = tokens->spare;
  tokens->capacity = tokens->spare_capacity;
  tokens->count = count;
  tokens->spare = items;
  tokens->spare_capacity = capacity;
}

void cs_tokens_read(cs_tokens *tokens, const char *text, size_t length) {
  find_runs(tokens, text, length);
  if (tokens->special_count != 0) {
    split_runs(tokens, text);
  }
}

void cs_tokens_free(cs_tokens *tokens) {
  free(tokens->items);
  free(tokens->spare);
  free(tokens->special);
  *tokens = (cs_tokens){0};
}
