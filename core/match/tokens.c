/* Words by bit masks. A run is a longest stretch of letters, digits, apostrophes,
 * joining points and bytes beyond ascii. A run without a byte beyond ascii and
 * without an apostrophe at its front is a word; any other is handed to
 * cs_next_word, which decides what of it is a word. Nothing that cs_next_word
 * looks at lies outside a run, so both agree. */
#include "match/tokens.h"

#include "base/ascii.h"
#include "base/memory.h"
#include "base/words.h"

#include <stdlib.h>
#include <string.h>
#if defined __x86_64__
#include <immintrin.h>
#elif defined __SSE2__
#include <emmintrin.h>
#endif

enum { BLOCK = 64 };

/* A bit a byte, the first byte lowest. */
typedef struct masks {
  uint64_t word; /* letters, digits, apostrophes */
  uint64_t digit;
  uint64_t point; /* '.' and ',' */
  uint64_t quote; /* '\'' */
  uint64_t blank; /* ' ' */
  uint64_t wide;  /* beyond ascii */
} masks;

/* The masks of a block, one byte after the other or as many at once as the processor can: the way
 * is chosen when the program runs, and all ways give the same. */

#ifdef __SSE2__

static inline uint64_t bits(__m128i bytes) {
  return (uint64_t)(uint32_t)_mm_movemask_epi8(bytes);
}

static inline __m128i between(__m128i bytes, char low, char high) {
  return _mm_and_si128(_mm_cmpgt_epi8(bytes, _mm_set1_epi8((char)(low - 1))),
                       _mm_cmplt_epi8(bytes, _mm_set1_epi8((char)(high + 1))));
}

static inline void read_masks(masks *out, const char *block) {
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
    out->blank |= bits(_mm_cmpeq_epi8(bytes, _mm_set1_epi8(' '))) << at;
    out->wide |= bits(bytes) << at;
  }
}

#else

static inline void read_masks(masks *out, const char *block) {
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
    out->blank |= (uint64_t)(byte == ' ') << at;
    out->wide |= (uint64_t)(byte >> 7) << at;
  }
}

#endif

#ifdef __x86_64__

#define AVX2 __attribute__((target("avx2,bmi,bmi2,popcnt")))

AVX2 static inline uint64_t bits_32(__m256i bytes) {
  return (uint64_t)(uint32_t)_mm256_movemask_epi8(bytes);
}

AVX2 static inline __m256i between_32(__m256i bytes, char low, char high) {
  return _mm256_andnot_si256(_mm256_cmpgt_epi8(bytes, _mm256_set1_epi8(high)),
                             _mm256_cmpgt_epi8(bytes, _mm256_set1_epi8((char)(low - 1))));
}

AVX2 static inline __m256i equal_32(__m256i bytes, char byte) {
  return _mm256_cmpeq_epi8(bytes, _mm256_set1_epi8(byte));
}

AVX2 static inline void read_masks_32(masks *out, const char *block) {
  *out = (masks){0};
  for (int at = 0; at < BLOCK; at += 32) {
    __m256i bytes = _mm256_loadu_si256((const __m256i *)(const void *)(block + at));
    __m256i letter = between_32(_mm256_or_si256(bytes, _mm256_set1_epi8(0x20)), 'a', 'z');
    __m256i digit = between_32(bytes, '0', '9');
    __m256i quote = equal_32(bytes, '\'');
    out->word |= bits_32(_mm256_or_si256(_mm256_or_si256(letter, digit), quote)) << at;
    out->digit |= bits_32(digit) << at;
    out->point |= bits_32(_mm256_or_si256(equal_32(bytes, '.'), equal_32(bytes, ','))) << at;
    out->quote |= bits_32(quote) << at;
    out->blank |= bits_32(equal_32(bytes, ' ')) << at;
    out->wide |= bits_32(bytes) << at;
  }
}

#endif

/* What one block hands to the next, and what was met on the way. */
typedef struct edges {
  size_t starts, ends; /* number of run starts and run ends so far */
  uint64_t in_run;     /* 1 if the block before ended in a run */
  uint64_t in_digit;
} edges;

/* How many edges are written without a look at how many there are, as few blocks have more and the
 * processor could not guess the number. What is too many is written over by the next block's. */
enum { AT_ONCE = 16 };

/* The place of the first bit, which is taken away; of no bit, any place. */
static inline uint32_t next_place(uint64_t *bits, uint32_t base) {
  uint32_t place = base + (uint32_t)__builtin_ctzll(*bits | UINT64_C(1) << (BLOCK - 1));
  *bits &= *bits - 1;
  return place;
}

static inline size_t count_bits(uint64_t bits) {
  return (size_t)__builtin_popcountll(bits);
}

/* For the edges of one more block, and those that are too many. */
static void make_room(cs_tokens *tokens, size_t count) {
  cs_reserve(&tokens->items, &tokens->capacity, count + BLOCK, sizeof *tokens->items);
  cs_reserve(&tokens->gaps, &tokens->gap_capacity, tokens->gap_count + BLOCK, sizeof *tokens->gaps);
}

static inline __attribute__((always_inline)) void
read_block(edges *state, cs_tokens *tokens, const masks *found, uint32_t base, bool digit_behind) {
  uint64_t after_digit = found->digit << 1 | state->in_digit;
  uint64_t before_digit = found->digit >> 1 | (uint64_t)digit_behind << 63;
  uint64_t run = found->word | found->wide | (found->point & after_digit & before_digit);
  uint64_t shifted = run << 1 | state->in_run;
  uint64_t starts = run & ~shifted, ends = shifted & ~run;
  make_room(tokens, state->starts);
  if ((found->wide | (starts & found->quote)) != 0) {
    cs_grow(&tokens->special, &tokens->special_capacity, tokens->special_count,
            sizeof *tokens->special);
    tokens->special[tokens->special_count++] = base;
  }
  /* Ends that are not followed by one blank and a start; the last bit's start is not seen yet. */
  uint64_t gaps = ends & ~(found->blank & starts >> 1);
  for (; gaps != 0; gaps &= gaps - 1) {
    uint64_t before = ends & (gaps ^ (gaps - 1)); /* the ends up to this one */
    tokens->gaps[tokens->gap_count++] = (uint32_t)(state->ends + count_bits(before));
  }
  size_t start_count = count_bits(starts), end_count = count_bits(ends);
  cs_token *started = tokens->items + state->starts, *ended = tokens->items + state->ends;
  for (size_t done = 0; done < start_count; done += AT_ONCE) {
    for (size_t each = done; each < done + AT_ONCE; each++) {
      started[each].start = next_place(&starts, base);
    }
  }
  for (size_t done = 0; done < end_count; done += AT_ONCE) {
    for (size_t each = done; each < done + AT_ONCE; each++) {
      ended[each].end = next_place(&ends, base);
    }
  }
  state->starts += start_count;
  state->ends += end_count;
  state->in_run = run >> 63;
  state->in_digit = found->digit >> 63;
}

/* Leaves the runs of the text as tokens, and the blocks that have special ones. */
#define FIND_RUNS(name, read, attributes)                                                          \
  attributes static void name(cs_tokens *tokens, const char *text, size_t length) {                \
    edges state = {0};                                                                             \
    masks found;                                                                                   \
    size_t at = 0;                                                                                 \
    for (; at + BLOCK <= length; at += BLOCK) {                                                    \
      bool digit_behind = at + BLOCK < length && cs_is_ascii_digit(text[at + BLOCK]);              \
      read(&found, text + at);                                                                     \
      read_block(&state, tokens, &found, (uint32_t)at, digit_behind);                              \
    }                                                                                              \
    char rest[BLOCK] = {0};                                                                        \
    if (at < length) {                                                                             \
      memcpy(rest, text + at, length - at); /* shorter than a block, so every run ends in it */    \
    }                                                                                              \
    read(&found, rest);                                                                            \
    read_block(&state, tokens, &found, (uint32_t)at, false);                                       \
    tokens->count = state.starts;                                                                  \
  }

FIND_RUNS(find_runs, read_masks, )

#ifdef __x86_64__
FIND_RUNS(find_runs_32, read_masks_32, AVX2)
#endif

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
  cs_reserve(&tokens->spare, &tokens->spare_capacity, count + (run.end - run.start) / 2 + 1,
             sizeof *tokens->spare);
}

/* The words before which there is more than one blank, of words that are known. */
static void find_gaps(cs_tokens *tokens, const char *text) {
  tokens->gap_count = 0;
  for (size_t each = 1; each < tokens->count; each++) {
    size_t from = tokens->items[each - 1].end;
    cs_grow(&tokens->gaps, &tokens->gap_capacity, tokens->gap_count, sizeof *tokens->gaps);
    tokens->gaps[tokens->gap_count] = (uint32_t)each;
    tokens->gap_count += tokens->items[each].start - from != 1 || text[from] != ' ';
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

static void clear_cuts(cs_tokens *tokens) {
  cs_reserve(&tokens->cut, &tokens->cut_capacity, tokens->count, sizeof *tokens->cut);
  if (tokens->count != 0) {
    memset(tokens->cut, 0, tokens->count);
  }
}

static void finish(cs_tokens *tokens, const char *text) {
  if (tokens->special_count != 0) {
    split_runs(tokens, text);
    find_gaps(tokens, text);
  }
  clear_cuts(tokens);
}

void cs_tokens_read_anywhere(cs_tokens *tokens, const char *text, size_t length) {
  tokens->special_count = tokens->gap_count = 0;
  find_runs(tokens, text, length);
  finish(tokens, text);
}

void cs_tokens_read(cs_tokens *tokens, const char *text, size_t length) {
#ifdef __x86_64__
  if (__builtin_cpu_supports("avx2") && __builtin_cpu_supports("bmi2")) {
    tokens->special_count = tokens->gap_count = 0;
    find_runs_32(tokens, text, length);
    finish(tokens, text);
    return;
  }
#endif
  cs_tokens_read_anywhere(tokens, text, length);
}

void cs_tokens_free(cs_tokens *tokens) {
  free(tokens->items);
  free(tokens->gaps);
  free(tokens->cut);
  free(tokens->spare);
  free(tokens->special);
  *tokens = (cs_tokens){0};
}
