/* match/hearing.h: what the sentences of a passage say, before it is asked of which theme.
 *
 * Cues are turned and weighed within their sentence; what the sentence weighs is left to
 * the verdict.
 */
#ifndef CS_MATCH_HEARING_H
#define CS_MATCH_HEARING_H

#include "match/appraisal.h"

typedef struct cs_heard_sentence {
  size_t first_cue, cue_count;
  bool judges; /* has a weakness or a strength cue */
} cs_heard_sentence;

/* Of each sentence of the passage; its cues in order of place. */
typedef struct cs_heard {
  cs_cues cues;
  cs_heard_sentence *sentences;
  size_t sentence_count, sentence_capacity;
} cs_heard;

/* The passage as a theme with cues of its own hears it. Borrowed until the next call. */
const cs_heard *cs_hear(cs_hearing *hearing, const cs_lexicon *own);

/* Whether a sentence of the passage opens with what goes on about the one before it. */
bool cs_sentence_goes_on(const cs_hearing *hearing, uint32_t sentence);

#endif
