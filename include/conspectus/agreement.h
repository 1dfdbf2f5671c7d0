/* conspectus/agreement.h: how well coders agree, the program being one of them.
 *
 * A unit is a finding or recommendation that people coded. Of each unit and theme
 * every coder says yes, no or nothing; a coding that the people could not settle is
 * contested and counts neither way. Missing figures are NaN.
 */
#ifndef CONSPECTUS_AGREEMENT_H
#define CONSPECTUS_AGREEMENT_H

#include <conspectus/dataset.h>
#include <conspectus/statistics.h>
#include <conspectus/status.h>
#include <stdbool.h>
#include <stdint.h>

/* ---- Coefficients ---- */

/* Yes and no of two coders about the same units: the 2x2 table. */
typedef struct cs_pairing {
  uint64_t both;
  uint64_t only_first;
  uint64_t only_second;
  uint64_t neither;
} cs_pairing;

/* 2 both / (2 both + only_first + only_second): the F1 score, which is Dice's and
 * the positive agreement. Dice (1945), Measures of the amount of ecologic association
 * between species, Ecology 26: 297-302; Hripcsak & Rothschild (2005), Agreement, the
 * F-measure, and reliability in information retrieval, JAMIA 12: 296-298. NaN where
 * nobody said yes. */
double cs_f1(cs_pairing table);

/* Cohen's kappa of a square table, first coder by rows: (po - pe) / (1 - pe), pe from
 * the margins. Cohen (1960), A coefficient of agreement for nominal scales,
 * Educational and Psychological Measurement 20: 37-46. NaN where both put everything
 * into one category: there is nothing to disagree about. */
double cs_kappa(const uint64_t *table, size_t categories);

/* Values of nominal data are 0 to CS_ALPHA_VALUES - 1; a negative one is missing. */
enum { CS_ALPHA_VALUES = 64 };

/* Krippendorff's alpha for nominal data, any number of coders, missing data allowed:
 * values[unit * coders + coder].
 * ((n - 1) sum o_cc - sum n_c (n_c - 1)) / (n (n - 1) - sum n_c (n_c - 1)), o the
 * matrix of coincidences, in which a unit of m values gives each ordered pair of them
 * 1 / (m - 1), n_c its margins, n their sum. Krippendorff (2011), Computing
 * Krippendorff's alpha-reliability, Annenberg School for Communication. NaN where all
 * values that can be paired are the same, or none can. */
double cs_alpha(const int *values, size_t units, size_t coders);

/* 95 % interval from a jackknife over units: estimate -+ t sqrt((n - 1)/n sum (without_i
 * - mean)^2), t of n - 1 degrees of freedom (Abramowitz & Stegun 1964, 26.7.5). Hinkley
 * (1977), Jackknife confidence limits using Student t approximations, Biometrika 64:
 * 21-28; for alpha Hughes (2022), arXiv:2210.13265, who finds it much nearer to 95 %
 * than the customary bootstrap. `without` are the estimates with one unit left out,
 * `times` how often each (NULL: once). NaN below CS_JACKKNIFE_UNITS, where an
 * estimate is missing, and where all are the same: then nothing says how sure it is. */
enum { CS_JACKKNIFE_UNITS = 5 };
cs_interval cs_jackknife(double estimate, const double *without, const uint64_t *times,
                         size_t count);

/* The same for the coefficients above; within [0, 1] and [-1, 1]. */
cs_interval cs_f1_interval(cs_pairing table);
cs_interval cs_kappa_interval(cs_pairing table);
cs_interval cs_alpha_interval(const int *values, size_t units, size_t coders);

/* ---- Answers ---- */

typedef enum cs_said {
  CS_SAID_NOTHING, /* the coder did not code this unit */
  CS_SAID_NO,
  CS_SAID_YES,
  CS_SAID_CONTESTED,
} cs_said;

/* What one coder says of one unit and theme. */
typedef struct cs_answer {
  uint8_t said;        /* cs_said */
  uint8_t polarities;  /* bits 1 << cs_polarity: each is right; 0: not said */
  uint8_t repeat;      /* cs_said */
  uint16_t confidence; /* the program's, in thousandths; also below the threshold */
  uint32_t line;       /* of the coding's file, from 1; 0: no row says it */
} cs_answer;

typedef struct cs_unit {
  int64_t passage;   /* passage.id */
  uint32_t review;   /* index into reviews */
  cs_kind kind;      /* finding or recommendation */
  const char *label; /* as printed */
  const char *key;   /* passage.key */
} cs_unit;

/* The program is coder 0, those of the file follow in the order in which they come. */
enum { CS_PROGRAM = 0, CS_CODERS_MAX = 20 };
#define CS_PROGRAM_CODER "program" /* the name of the program as a coder; nobody else has it */

typedef struct cs_agreement {
  const char **coders; /* "program", then names; "human" where the file has no column for them */
  size_t coder_count;
  const char **themes; /* compared: ids in the codebook's order */
  size_t theme_count;
  const char **reviews; /* keys of those that the coding covers */
  size_t review_count;
  cs_unit *units; /* by review key and place in the review; each was coded by somebody */
  size_t unit_count;
  uint32_t *by_key;     /* units in order of passage key */
  cs_answer *answers;   /* units x themes x coders */
  size_t rows;          /* of the file, without its header */
  size_t unmatched;     /* rows that cannot be read or belong to no unit */
  size_t other_themes;  /* rows of themes that the dataset does not have */
  size_t uncoded;       /* findings and recommendations of the reviews without any row */
  const char *unjudged; /* themes of the dataset that the file never uses: "a, b"; "" */
  struct cs_arena *arena;
} cs_agreement;

typedef struct cs_agreement_options {
  double threshold;  /* lowest confidence of the program's codings that counts */
  const char *theme; /* only this one, also where the dataset does not have it; NULL: all */
  bool complete;     /* a unit without a row was coded with no theme */
} cs_agreement_options;

/* Reads the file and the codings of the dataset that belong to it. Columns of the
 * file, in any order: area or review (its key), kind, label (or one column passage
 * with the key), theme, polarity, repeat, and coder, coders or contested. What does not
 * fit (a row, a review, a label, a theme) is a problem with its line and the nearest
 * name. Fails where nothing fits at all (CS_NOT_FOUND), where the file is no such table
 * (CS_MALFORMED) or too large (CS_LIMIT), or the dataset mixes codebooks. */
cs_status cs_agreement_read(cs_agreement **out, cs_dataset *dataset, const char *path,
                            const cs_agreement_options *options, cs_problems *problems,
                            cs_error *error);
void cs_agreement_free(cs_agreement *agreement); /* NULL is allowed */

cs_answer *cs_agreement_answer(const cs_agreement *agreement, size_t unit, size_t theme,
                               size_t coder);
/* The unit of a passage key, or SIZE_MAX where there is none. */
size_t cs_agreement_unit(const cs_agreement *agreement, const char *passage_key);

/* ---- Figures ---- */

/* The first coder is held to be right in precision and recall; everything else is
 * the same both ways. */
typedef struct cs_agreement_figures {
  uint64_t units; /* that both coded and that are not contested; of all themes: decisions */
  uint64_t contested;
  cs_pairing table;
  double prevalence; /* share of units to which the first coder gives the theme */
  double precision, recall, f1, kappa, alpha;
  cs_interval prevalence_interval, precision_interval, recall_interval; /* Wilson */
  cs_interval f1_interval, kappa_interval, alpha_interval;              /* jackknife over units */
  uint64_t polarity_compared, polarity_same; /* units of both with polarities: they share one */
  double polarity;
  cs_interval polarity_interval; /* Wilson */
  cs_pairing repeat;             /* of the units of both, where both say it */
} cs_agreement_figures;

/* Figures of one theme, or micro-averaged over all (SIZE_MAX): the sum of their tables,
 * each unit left out as a whole by the jackknife. Kappa and alpha of all are missing:
 * what is expected by chance differs by theme. */
void cs_agreement_figures_of(cs_agreement_figures *out, const cs_agreement *agreement, size_t first,
                             size_t second, size_t theme);

/* Alpha among all coders of the file, the program left out: one theme. */
typedef struct cs_agreement_people {
  uint64_t units; /* that two or more coded */
  double alpha;
  cs_interval interval;
} cs_agreement_people;
void cs_agreement_people_of(cs_agreement_people *out, const cs_agreement *agreement, size_t theme);

/* Codings of the program from `low` up to below `high`, of whatever confidence, and how
 * many of them the coder made too. */
typedef struct cs_calibration {
  double low, high;
  uint64_t codings;
  double confidence; /* mean */
  uint64_t right;
  uint64_t polarity_compared, polarity_right;
} cs_calibration;
enum { CS_CALIBRATION_BINS = 6 };
void cs_agreement_calibration(cs_calibration bins[CS_CALIBRATION_BINS],
                              const cs_agreement *agreement, size_t coder, size_t theme);

/* ---- Disagreements ---- */

typedef enum cs_disagreement {
  CS_AGREED,   /* or not comparable */
  CS_MISSED,   /* the first says yes, the second no */
  CS_EXTRA,    /* the other way round */
  CS_POLARITY, /* both say yes, in polarities of which none is the same */
  CS_REPEAT,   /* they differ only in whether it was raised before */
  CS_DISAGREEMENT_COUNT
} cs_disagreement;

cs_disagreement cs_agreement_differ(const cs_answer *first, const cs_answer *second);
const char *cs_disagreement_name(cs_disagreement disagreement); /* "missed", ... Never freed. */

#endif
