/* The scan: words, then sentences and parts, then one look-up a word, and for
 * the few words that a term may begin with a comparison of what follows. Terms
 * of one first pattern are kept in the order of their length, so that hits come
 * out nearly sorted. */
#include "match/scan.h"

#include "base/memory.h"

#include <stdlib.h>
#include <string.h>

/* ---- Compiling ---- */

/* Terms by first pattern: counted, then put one word count after the other. */
static void index_terms(cs_scan *scan, size_t pattern_count) {
  uint32_t *first = cs_allocate(pattern_count + 2, sizeof *first);
  for (size_t each = 0; each < scan->term_count; each++) {
    first[scan->terms[each].words[0] + 2]++;
  }
  for (size_t each = 2; each < pattern_count + 2; each++) {
    first[each] += first[each - 1];
  }
  scan->leading = cs_allocate(scan->term_count, sizeof *scan->leading);
  for (uint32_t words = 1; words <= CS_TERM_WORDS; words++) {
    for (size_t each = 0; each < scan->term_count; each++) {
      if (scan->terms[each].word_count == words) {
        scan->leading[first[scan->terms[each].words[0] + 1]++] = (uint32_t)each;
      }
    }
  }
  scan->leading_first = first;
}

cs_scan *cs_scan_new_bounded(const cs_terms *terms, size_t most_words) {
  cs_scan *scan = cs_allocate(1, sizeof *scan);
  size_t patterns = terms->patterns.count;
  scan->term_count = terms->names.count;
  scan->terms = cs_allocate(scan->term_count, sizeof *scan->terms);
  if (scan->term_count != 0) {
    memcpy(scan->terms, terms->items, scan->term_count * sizeof *scan->terms);
  }
  index_terms(scan, patterns);
  bool *leads = cs_allocate(patterns, sizeof *leads);
  for (size_t each = 0; each < patterns; each++) {
    leads[each] = scan->leading_first[each] < scan->leading_first[each + 1];
  }
  cs_vocabulary_init(&scan->vocabulary, &terms->patterns, leads, most_words);
  free(leads);
  scan->term_first = cs_allocate(scan->term_count, sizeof *scan->term_first);
  scan->term_hits = cs_allocate(scan->term_count, sizeof *scan->term_hits);
  return scan;
}

cs_scan *cs_scan_new(const cs_terms *terms) {
  return cs_scan_new_bounded(terms, 0);
}

void cs_scan_free(cs_scan *scan) {
  if (scan == NULL) {
    return;
  }
  free(scan->terms);
  free(scan->leading);
  free(scan->leading_first);
  cs_vocabulary_free(&scan->vocabulary);
  cs_tokens_free(&scan->tokens);
  cs_sentences_free(&scan->sentences);
  free(scan->hits);
  free(scan->by_term);
  free(scan->term_first);
  free(scan->term_hits);
  free(scan->hit_used);
  free(scan->sentence_used);
  free(scan);
}

/* ---- Reading ---- */

static cs_vocabulary_slot look(cs_scan *scan, size_t word) {
  const cs_token *token = &scan->tokens.items[word];
  return cs_vocabulary_look(&scan->vocabulary, scan->result.text + token->start,
                            token->end - token->start, scan->result.length - token->start);
}

static bool word_fits(cs_scan *scan, size_t word, uint32_t pattern) {
  size_t count;
  uint32_t list = look(scan, word).fits;
  const uint32_t *patterns = cs_vocabulary_list(&scan->vocabulary, list, &count);
  for (size_t each = 0; each < count; each++) {
    if (patterns[each] == pattern) {
      return true;
    }
  }
  return false;
}

/* Whether the words behind `word` go on as the term does. */
static bool term_goes_on(cs_scan *scan, const cs_term *term, size_t word) {
  const cs_token *tokens = scan->tokens.items;
  size_t last = word + term->word_count - 1;
  if (last >= scan->tokens.count || tokens[last].part != tokens[word].part) {
    return false;
  }
  for (uint32_t each = 1; each < term->word_count; each++) {
    if (term->words[each] != CS_PATTERN_ANY && !word_fits(scan, word + each, term->words[each])) {
      return false;
    }
  }
  return true;
}

static bool comes_before(const cs_hit *left, const cs_hit *right) {
  return left->length != right->length ? left->length < right->length : left->term < right->term;
}

/* Adds a hit behind those that begin earlier, in its place among those of the same start. */
static void add_hit(cs_scan *scan, size_t first_of_start, uint32_t term, size_t word) {
  const cs_token *tokens = scan->tokens.items;
  uint32_t count = scan->terms[term].word_count;
  cs_hit hit = {.term = term,
                .start = tokens[word].start,
                .length = tokens[word + count - 1].end - tokens[word].start,
                .first_word = (uint32_t)word,
                .word_count = count};
  cs_grow(&scan->hits, &scan->hit_capacity, scan->hit_count, sizeof *scan->hits);
  size_t at = scan->hit_count++;
  for (; at > first_of_start && comes_before(&hit, &scan->hits[at - 1]); at--) {
    scan->hits[at] = scan->hits[at - 1];
  }
  scan->hits[at] = hit;
}

/* Adds the hits that begin with `word`, which fits the patterns of `list`. */
static void match_word(cs_scan *scan, size_t word, uint32_t list) {
  size_t first = scan->hit_count, count = scan->vocabulary.lists[list];
  for (size_t each = 1; each <= count; each++) {
    uint32_t pattern = scan->vocabulary.lists[list + each];
    uint32_t end = scan->leading_first[pattern + 1];
    for (uint32_t at = scan->leading_first[pattern]; at < end; at++) {
      uint32_t term = scan->leading[at];
      if (term_goes_on(scan, &scan->terms[term], word)) {
        add_hit(scan, first, term, word);
      }
    }
  }
}

static void find_hits(cs_scan *scan) {
  for (size_t word = 0; word < scan->tokens.count; word++) {
    cs_vocabulary_trim(&scan->vocabulary);
    uint32_t leads = look(scan, word).leads;
    if (leads != 0) {
      match_word(scan, word, leads);
    }
  }
}

/* Hits and sentences are both in order, so one walk over both does. */
static void place_hits(cs_scan *scan) {
  uint32_t sentence = 0;
  for (size_t each = 0; each < scan->hit_count; each++) {
    cs_hit *hit = &scan->hits[each];
    while (sentence + 1 < scan->sentences.count &&
           scan->sentences.items[sentence + 1].first_word <= hit->first_word) {
      sentence++;
    }
    hit->sentence = sentence;
  }
}

static void forget_passage(cs_scan *scan) {
  if (scan->grouped) {
    for (size_t each = 0; each < scan->hit_count; each++) {
      scan->term_hits[scan->hits[each].term] = 0;
    }
  }
  scan->grouped = false;
  scan->hit_count = 0;
}

const cs_scan_result *cs_scan_read(cs_scan *scan, const char *text, size_t length) {
  forget_passage(scan);
  if (length >= UINT32_MAX) {
    length = UINT32_MAX - 1; /* offsets end there; no text that the reader passes is as long */
  }
  scan->result = (cs_scan_result){.text = text, .length = length};
  cs_tokens_read(&scan->tokens, text, length);
  cs_sentences_read(&scan->sentences, &scan->tokens, text, length);
  find_hits(scan);
  place_hits(scan);
  scan->result.hits = scan->hits;
  scan->result.hit_count = scan->hit_count;
  scan->result.sentences = scan->sentences.items;
  scan->result.sentence_count = scan->sentences.count;
  scan->result.word_count = scan->tokens.count;
  return &scan->result;
}

void cs_scan_group(cs_scan *scan) {
  if (scan->grouped) {
    return;
  }
  scan->grouped = true;
  while (scan->by_term_capacity < scan->hit_count) {
    scan->by_term = cs_grow_array(scan->by_term, &scan->by_term_capacity, sizeof *scan->by_term);
  }
  for (size_t each = 0; each < scan->hit_count; each++) {
    scan->term_hits[scan->hits[each].term]++;
    scan->term_first[scan->hits[each].term] = UINT32_MAX; /* no place yet */
  }
  uint32_t used = 0;
  for (size_t each = 0; each < scan->hit_count; each++) {
    uint32_t term = scan->hits[each].term;
    if (scan->term_first[term] == UINT32_MAX) {
      scan->term_first[term] = used;
      used += scan->term_hits[term];
      scan->term_hits[term] = 0;
    }
    scan->by_term[scan->term_first[term] + scan->term_hits[term]++] = (uint32_t)each;
  }
}

uint32_t cs_sentence_of(const cs_scan_result *result, uint32_t word) {
  size_t low = 0, high = result->sentence_count;
  while (low + 1 < high) {
    size_t middle = low + (high - low) / 2;
    if (result->sentences[middle].first_word <= word) {
      low = middle;
    } else {
      high = middle;
    }
  }
  return (uint32_t)low;
}
