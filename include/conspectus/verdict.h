/* conspectus/verdict.h: whether what was said of a theme is good or bad.
 *
 * Lexicons hold cues: how inspectors say that something is good, poor, missing,
 * late, planned, or was raised before. The default verdict weighs the cues by how near
 * they are to the sentences that carry the theme. How, in order, is written at the head of
 * core/match/verdict.c and in plugins/README.md; the two say the same.
 */
#ifndef CONSPECTUS_VERDICT_H
#define CONSPECTUS_VERDICT_H

#include <conspectus/match.h>
#include <conspectus/review.h>

typedef enum cs_polarity {
  CS_WEAKNESS,
  CS_STRENGTH,
  CS_MIXED,
  CS_NEUTRAL,
  CS_POLARITY_COUNT
} cs_polarity;

/* What a class of cues says. */
typedef enum cs_says {
  CS_SAYS_WEAKNESS,
  CS_SAYS_STRENGTH,
  CS_SAYS_NEGATION,  /* turns the cues that follow it within reach */
  CS_SAYS_CONTRAST,  /* what follows is set against what went before */
  CS_SAYS_PLAN,      /* what follows is not there yet */
  CS_SAYS_REPEAT,    /* it was raised before and still stands */
  CS_SAYS_CONDITION, /* what follows is a circumstance and no finding */
  CS_SAYS_COUNT
} cs_says;

typedef struct cs_cue_class {
  const char *id; /* "absence", "delay", ... */
  cs_says says;
  double weight; /* above 0, 1 by default */
} cs_cue_class;

typedef struct cs_cue_entry {
  uint32_t term;   /* of the cs_terms */
  uint32_t class_; /* index into classes */
} cs_cue_entry;

typedef struct cs_lexicon {
  const char *id; /* "appraisal", "repeat" */
  const char *title;
  const char *about;
  const char *version;
  const char *plugin; /* file name, for messages */
  char sha256[65];
  cs_cue_class *classes;
  size_t class_count;
  cs_cue_entry *entries;
  size_t entry_count;
} cs_lexicon;

/* A cue that took part in a verdict. */
typedef struct cs_cue {
  uint32_t hit; /* index into the scan result */
  cs_says says; /* after all steps: negated strength says weakness */
  bool negated;
  double weight; /* as counted, after all steps */
  const cs_cue_class *class_;
} cs_cue;

typedef struct cs_verdict {
  cs_polarity polarity;
  double confidence; /* 0..1 */
  bool repeat;
  cs_cue *cues; /* in order of their place */
  size_t cue_count, cue_capacity;
} cs_verdict;

void cs_verdict_free(cs_verdict *verdict);

/* Lexicons compiled for look-up by term. */
typedef struct cs_appraisal cs_appraisal;

/* The lexicons must outlive it. */
cs_appraisal *cs_appraisal_new(const cs_terms *terms, const cs_lexicon *const *lexicons,
                               size_t count);
void cs_appraisal_free(cs_appraisal *appraisal); /* NULL is allowed */

/* What the sentences of a passage say, read once for all themes. */
typedef struct cs_hearing cs_hearing;

/* The appraisal must outlive it. */
cs_hearing *cs_hearing_new(const cs_appraisal *appraisal);
void cs_hearing_free(cs_hearing *hearing); /* NULL is allowed */

/* Makes the passage the hearing's; the result must stand until the next. */
void cs_hearing_begin(cs_hearing *hearing, const cs_scan_result *scan);

/* What surrounds the passage. */
typedef struct cs_verdict_context {
  cs_kind kind;
  bool cites;            /* the passage cites a recommendation */
  const cs_lexicon *own; /* cues of the theme itself, or NULL */
} cs_verdict_context;

/* The default verdict of the hearing's passage, whose rule holds. `verdict` is filled anew. */
void cs_judge(cs_verdict *verdict, cs_hearing *hearing, const cs_match *match,
              const cs_verdict_context *context);

/* "weakness", ...; "weakness", "strength", "negation", ... Never freed. */
const char *cs_polarity_name(cs_polarity polarity);
const char *cs_says_name(cs_says says);

#endif
