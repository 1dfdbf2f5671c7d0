/* match/appraisal.h: lexicons by term, and the cues of a sentence. */
#ifndef CS_MATCH_APPRAISAL_H
#define CS_MATCH_APPRAISAL_H

#include <conspectus/verdict.h>

/* What a contrast does with what is around it, told by its first word. */
typedef enum cs_contrast {
  CS_CONTRAST_BUT,      /* "however": set against what is before it */
  CS_CONTRAST_ALTHOUGH, /* the same, but at the front of a sentence it concedes a clause */
  CS_CONTRAST_WHILE,    /* the same as "although", but it may also speak of time */
  CS_CONTRAST_DESPITE,  /* concedes the clause that it opens, wherever it stands */
} cs_contrast;

struct cs_appraisal {
  size_t term_count;
  uint32_t *first;              /* of each term, where its classes begin; one more for the end */
  const cs_cue_class **classes; /* in the order of lexicons, then of entries */
  uint8_t *contrasts;           /* cs_contrast of each term */
  uint8_t *has_classes; /* of each term, 1 if it has any; 0 behind the last, for all others */
};

static inline bool cs_has_polarity(const cs_cue *cue) {
  return cue->says == CS_SAYS_WEAKNESS || cue->says == CS_SAYS_STRENGTH;
}

/* Cues in order of place. */
typedef struct cs_cues {
  cs_cue *items;
  size_t count, capacity;
  uint32_t *hits; /* of the sentence at hand, those that are cues */
  size_t hit_capacity;
} cs_cues;

void cs_cues_free(cs_cues *cues);

/* Appends the cues of one sentence, whose hits begin at `hit`, in order of place: of cues that
 * overlap the longest only, of equally long ones the first; repeat cues apart from the others. What
 * `own`, which may be NULL, says of a term goes before what the lexicons say. `weight` is the
 * class's, `says` too. Returns the first hit behind the sentence. */
size_t cs_gather_cues(cs_cues *cues, const cs_appraisal *appraisal, const cs_lexicon *own,
                      const cs_scan_result *scan, uint32_t sentence, size_t hit);

#endif
