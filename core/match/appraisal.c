/* Appraisal: the entries of all lexicons, counted and laid out by term, so that
 * a hit leads to its classes at once; and the choice among overlapping cues. */
#include "match/appraisal.h"

#include "base/memory.h"
#include "base/words.h"

#include <stdlib.h>
#include <string.h>

static const char *const polarity_names[] = {"weakness", "strength", "mixed", "neutral"};
static const char *const says_names[] = {"weakness", "strength", "negation", "contrast",
                                         "plan",     "repeat",   "condition"};

const char *cs_polarity_name(cs_polarity polarity) {
  return polarity_names[polarity];
}

const char *cs_says_name(cs_says says) {
  return says_names[says];
}

/* ---- Compiling ---- */

static const struct {
  const char *begins;
  cs_contrast contrast;
} contrasts[] = {
    {"although", CS_CONTRAST_ALTHOUGH},
    {"though", CS_CONTRAST_ALTHOUGH},
    {"even though", CS_CONTRAST_ALTHOUGH},
    {"while", CS_CONTRAST_WHILE},
    {"whilst", CS_CONTRAST_WHILE},
    {"whereas", CS_CONTRAST_WHILE},
    {"despite", CS_CONTRAST_DESPITE},
    {"in spite of", CS_CONTRAST_DESPITE},
    {"notwithstanding", CS_CONTRAST_DESPITE},
};

static cs_contrast contrast_of(const char *pattern) {
  for (size_t each = 0; each < sizeof contrasts / sizeof *contrasts; each++) {
    if (cs_phrase_at(contrasts[each].begins, pattern, strlen(pattern), 0, NULL)) {
      return contrasts[each].contrast;
    }
  }
  return CS_CONTRAST_BUT;
}

/* Lays the lexicons' entries out by term, whose counts are in first[term + 2]. */
static void place_entries(cs_appraisal *appraisal, const cs_lexicon *const *lexicons,
                          size_t count) {
  for (size_t each = 2; each < appraisal->term_count + 2; each++) {
    appraisal->first[each] += appraisal->first[each - 1];
  }
  appraisal->classes =
      cs_allocate(appraisal->first[appraisal->term_count + 1], sizeof *appraisal->classes);
  for (size_t each = 0; each < count; each++) {
    const cs_lexicon *lexicon = lexicons[each];
    for (size_t entry = 0; entry < lexicon->entry_count; entry++) {
      uint32_t *place = &appraisal->first[lexicon->entries[entry].term + 1];
      appraisal->classes[(*place)++] = &lexicon->classes[lexicon->entries[entry].class_];
    }
  }
}

cs_appraisal *cs_appraisal_new(const cs_terms *terms, const cs_lexicon *const *lexicons,
                               size_t count) {
  cs_appraisal *appraisal = cs_allocate(1, sizeof *appraisal);
  appraisal->term_count = cs_terms_count(terms);
  appraisal->first = cs_allocate(appraisal->term_count + 2, sizeof *appraisal->first);
  appraisal->contrasts = cs_allocate(appraisal->term_count, 1);
  for (size_t each = 0; each < count; each++) {
    for (size_t entry = 0; entry < lexicons[each]->entry_count; entry++) {
      appraisal->first[lexicons[each]->entries[entry].term + 2]++;
    }
  }
  place_entries(appraisal, lexicons, count);
  appraisal->has_classes = cs_allocate(appraisal->term_count + 1, 1);
  for (size_t term = 0; term < appraisal->term_count; term++) {
    appraisal->has_classes[term] = appraisal->first[term + 1] != appraisal->first[term];
    appraisal->contrasts[term] = (uint8_t)contrast_of(cs_terms_pattern(terms, (uint32_t)term));
  }
  return appraisal;
}

void cs_appraisal_free(cs_appraisal *appraisal) {
  if (appraisal != NULL) {
    free(appraisal->first);
    free(appraisal->classes);
    free(appraisal->contrasts);
    free(appraisal->has_classes);
    free(appraisal);
  }
}

/* ---- Cues ---- */

void cs_cues_free(cs_cues *cues) {
  free(cues->items);
  free(cues->hits);
  *cues = (cs_cues){0};
}

/* Field by field: put together aside and copied, it would be waited for. */
static inline void fill_cue(cs_cue *cue, size_t hit, const cs_cue_class *class_) {
  cue->hit = (uint32_t)hit;
  cue->says = class_->says;
  cue->negated = false;
  cue->weight = class_->weight;
  cue->class_ = class_;
}

static void add_cue(cs_cues *cues, size_t hit, const cs_cue_class *class_) {
  cs_grow(&cues->items, &cues->capacity, cues->count, sizeof *cues->items);
  fill_cue(&cues->items[cues->count++], hit, class_);
}

/* Whether the theme's own cues have the term. */
static bool add_own(cs_cues *cues, const cs_lexicon *own, uint32_t term, size_t hit) {
  bool said = false;
  for (size_t entry = 0; entry < own->entry_count; entry++) {
    if (own->entries[entry].term == term) {
      add_cue(cues, hit, &own->classes[own->entries[entry].class_]);
      said = true;
    }
  }
  return said;
}

/* Lists the hits from `first` to `end` of which the lexicons say something, without a branch that
 * the processor would have to guess: most are no cues. Returns how many. */
static size_t list_cues(uint32_t *list, const cs_appraisal *appraisal, const cs_scan_result *scan,
                        size_t first, size_t end) {
  const size_t terms = appraisal->term_count;
  size_t count = 0;
  for (size_t hit = first; hit < end; hit++) {
    uint32_t term = scan->hits[hit].term;
    list[count] = (uint32_t)hit;
    count += appraisal->has_classes[term < terms ? term : terms];
  }
  return count;
}

/* Adds what the lexicons say of the sentence's hits. */
static size_t add_cues(cs_cues *cues, const cs_appraisal *appraisal, const cs_scan_result *scan,
                       uint32_t sentence, size_t hit) {
  size_t end = hit;
  while (end < scan->hit_count && scan->hits[end].sentence == sentence) {
    end++;
  }
  cs_reserve(&cues->hits, &cues->hit_capacity, end - hit, sizeof *cues->hits);
  size_t count = list_cues(cues->hits, appraisal, scan, hit, end);
  for (size_t each = 0; each < count; each++) {
    uint32_t term = scan->hits[cues->hits[each]].term;
    for (uint32_t at = appraisal->first[term]; at < appraisal->first[term + 1]; at++) {
      add_cue(cues, cues->hits[each], appraisal->classes[at]);
    }
  }
  return end;
}

/* The same, with what the theme itself says going first. */
static size_t add_own_cues(cs_cues *cues, const cs_appraisal *appraisal, const cs_lexicon *own,
                           const cs_scan_result *scan, uint32_t sentence, size_t hit) {
  for (; hit < scan->hit_count && scan->hits[hit].sentence == sentence; hit++) {
    uint32_t term = scan->hits[hit].term;
    bool said = add_own(cues, own, term, hit) || term >= appraisal->term_count;
    uint32_t at = said ? 0 : appraisal->first[term], end = said ? 0 : appraisal->first[term + 1];
    for (; at < end; at++) {
      add_cue(cues, hit, appraisal->classes[at]);
    }
  }
  return hit;
}

/* Takes the words of a hit for it, unless a longer cue has one of them. */
static bool take_words(uint8_t *taken, const cs_hit *hit, const cs_sentence *sentence) {
  uint32_t from = hit->first_word - sentence->first_word;
  uint32_t to = from + hit->word_count;
  to = to < sentence->word_count ? to : sentence->word_count; /* it may run over a line end */
  if (memchr(taken + from, 1, to - from) != NULL) {
    return false;
  }
  memset(taken + from, 1, to - from);
  return true;
}

/* Where the choice among cues works: `taken` has a mark a word, first for all cues but repeats. */
typedef struct chooser {
  uint8_t *taken, *kept;
  uint8_t few[1024];
} chooser;

static void open_chooser(chooser *in, size_t words, size_t cues) {
  size_t size = 2 * words + cues;
  in->taken = size > sizeof in->few ? cs_allocate(size, 1) : in->few;
  in->kept = in->taken + 2 * words;
  if (in->taken == in->few) {
    memset(in->few, 0, size);
  }
}

static void close_chooser(chooser *in) {
  if (in->taken != in->few) {
    free(in->taken);
  }
}

/* Marks those of a number of words that are kept. */
static void choose(chooser *in, const cs_cue *cues, size_t count, uint32_t words,
                   const cs_scan_result *scan, const cs_sentence *sentence) {
  for (size_t each = 0; each < count; each++) {
    const cs_hit *hit = &scan->hits[cues[each].hit];
    if (hit->word_count == words) {
      bool repeat = cues[each].says == CS_SAYS_REPEAT;
      bool same = each > 0 && cues[each].hit == cues[each - 1].hit &&
                  repeat == (cues[each - 1].says == CS_SAYS_REPEAT);
      uint8_t *words_taken = in->taken + (repeat ? sentence->word_count : 0);
      in->kept[each] = same ? in->kept[each - 1] : take_words(words_taken, hit, sentence);
    }
  }
}

/* Of the cues from `first` on, all in one sentence, drops those that a longer one overlaps: repeat
 * cues among themselves, and the others among themselves. */
static void keep_longest(cs_cues *all, size_t first, const cs_scan_result *scan,
                         const cs_sentence *sentence) {
  size_t count = all->count - first, used = 0;
  cs_cue *cues = all->items + first;
  uint32_t lengths = 0; /* a bit for each number of words that there is */
  chooser in;
  open_chooser(&in, sentence->word_count, count);
  for (size_t each = 0; each < count; each++) {
    lengths |= UINT32_C(1) << scan->hits[cues[each].hit].word_count;
  }
  for (uint32_t words = CS_TERM_WORDS; words > 0; words--) {
    if ((lengths >> words & 1) != 0) {
      choose(&in, cues, count, words, scan, sentence);
    }
  }
  for (size_t each = 0; each < count; each++) {
    if (in.kept[each]) {
      cues[used++] = cues[each];
    }
  }
  all->count = first + used;
  close_chooser(&in);
}

size_t cs_gather_cues(cs_cues *cues, const cs_appraisal *appraisal, const cs_lexicon *own,
                      const cs_scan_result *scan, uint32_t sentence, size_t hit) {
  size_t first = cues->count;
  hit = own == NULL ? add_cues(cues, appraisal, scan, sentence, hit)
                    : add_own_cues(cues, appraisal, own, scan, sentence, hit);
  if (cues->count - first > 1) {
    keep_longest(cues, first, scan, &scan->sentences[sentence]);
  }
  return hit;
}
