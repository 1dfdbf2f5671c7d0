/* conspectus/analysis.h: what recurs, where, and what stands behind it.
 *
 * An area counts once, with its latest review (or the latest up to a date). Only
 * codings at or above a confidence threshold count. Areas are in order of name,
 * themes in order of their number in the codebook, whatever the order in which
 * they were stored. Missing figures are NaN.
 */
#ifndef CONSPECTUS_ANALYSIS_H
#define CONSPECTUS_ANALYSIS_H

#include <conspectus/dataset.h>
#include <conspectus/host.h>
#include <conspectus/statistics.h>
#include <conspectus/status.h>
#include <stdbool.h>
#include <stdint.h>

typedef struct cs_analysis_options {
  double threshold;   /* lowest confidence that counts, 0..1 */
  bool mixed;         /* mixed counts as weakness too */
  const char *until;  /* ISO date: only reviews that ended by then; NULL: all */
  const char *family; /* only reviews of this family; NULL: all */
  const char *area;   /* only this area; NULL: all */
  const char *theme;  /* only this theme; NULL: all */
  uint32_t first;     /* the k of "among the first k"; 0: CS_FIRST */
} cs_analysis_options;

/* Threshold 0.5, nothing else set. */
extern const cs_analysis_options cs_analysis_defaults;

/* Below this number of areas a bootstrap interval is far too narrow, and a rank
 * says more about chance than about areas: neither is given. */
enum { CS_BOOTSTRAP_AREAS = 20, CS_BOOTSTRAP_DRAWS = 2000 };

/* Of how many themes at the head of the ranking it is asked who is among them. */
enum { CS_FIRST = 5 };

/* ---- The tally: what there is ---- */

typedef struct cs_tally_review {
  int64_t id; /* of the table review */
  uint32_t findings, recommendations, citations;
} cs_tally_review;

typedef struct cs_tally_theme {
  uint32_t count[CS_POLARITY_COUNT]; /* codings, whatever their confidence */
} cs_tally_theme;

typedef struct cs_tally {
  cs_tally_review *reviews; /* in order of id */
  size_t review_count;
  cs_tally_theme *themes; /* by number */
  size_t theme_count;
} cs_tally;

cs_status cs_tally_read(cs_tally **out, cs_dataset *dataset, cs_error *error);
void cs_tally_free(cs_tally *tally); /* NULL is allowed */
/* Nothing where there is no such review or theme. */
cs_tally_review cs_tally_of_review(const cs_tally *tally, int64_t id);
cs_tally_theme cs_tally_of_theme(const cs_tally *tally, int64_t number);

/* ---- The panel: areas by themes ---- */

/* Counts of one theme in the findings of one review. */
typedef struct cs_cell {
  uint32_t count[CS_POLARITY_COUNT]; /* findings by polarity */
  uint32_t weak_sections;            /* sections with a weak finding */
  bool cited;                        /* a weak finding cites a recommendation that is there */
  bool recommended;                  /* a recommendation of the review carries the theme */
  bool repeated;                     /* a weak finding is a repeat */
} cs_cell;

typedef struct cs_panel_review {
  const char *key;
  const char *family;
  const char *date; /* of the review's end, else of publication, else "" */
  const char *region;
  uint32_t findings;
  uint32_t sections; /* that hold findings */
  uint32_t area;     /* index into areas */
} cs_panel_review;

typedef struct cs_panel_area {
  const char *name;
  uint32_t first_review; /* index into reviews: the area's reviews, oldest first */
  uint32_t review_count;
} cs_panel_area;

typedef struct cs_panel_theme {
  const char *id;
  const char *title;
} cs_panel_theme;

#define CS_ALL SIZE_MAX

/* Everything that the figures are made of, read in one pass over the dataset. An
 * area or theme that was asked for narrows what is shown; the figures always rest
 * on all areas and themes. */
typedef struct cs_panel {
  cs_panel_area *areas;
  size_t area_count;
  cs_panel_review *reviews; /* by area, then date, then key */
  size_t review_count;
  size_t undated; /* reviews left out because they say no day and one was asked for */
  cs_panel_theme *themes;
  size_t theme_count;
  cs_cell *cells;      /* reviews x themes: cells[review * theme_count + theme] */
  size_t family_count; /* different families among the reviews that count */
  bool mixed;          /* as asked for: mixed counts as weakness */
  size_t only_area;    /* the area asked for, or CS_ALL: what is shown, not what is counted */
  size_t only_theme;
  uint32_t first; /* as asked for */
  struct cs_arena *arena;
} cs_panel;

/* Whether all reviews were coded by the codebook of the last run; CS_MALFORMED with
 * what to do where they were not. A theme that a review was never coded with would
 * read as a weakness that nobody has there. */
cs_status cs_check_comparable(cs_dataset *dataset, cs_error *error);

/* Reads it, if the reviews can be compared. CS_NOT_FOUND where an area, theme or family asked for
 * is not in the dataset, with the nearest names. */
cs_status cs_panel_read(cs_panel **out, cs_dataset *dataset, const cs_analysis_options *options,
                        cs_error *error);
void cs_panel_free(cs_panel *panel); /* NULL is allowed */

/* The area's latest review; the cell of a review and theme; findings of it that are weak. */
const cs_panel_review *cs_panel_latest(const cs_panel *panel, size_t area);
const cs_cell *cs_panel_cell(const cs_panel *panel, const cs_panel_review *review, size_t theme);
uint32_t cs_panel_weak(const cs_panel *panel, const cs_cell *cell);

/* ---- Recurring weaknesses ---- */

typedef struct cs_recurrence {
  const cs_panel_theme *theme;
  cs_components components;
  cs_interval prevalence; /* Wilson, 95 % */
  double score;           /* by the score plugin */
  cs_interval
      score_interval; /* percentile bootstrap over areas, 95 %; NaN below CS_BOOTSTRAP_AREAS */
  uint32_t rank;      /* 1: the highest score, ties share; 0 below CS_BOOTSTRAP_AREAS */
  cs_interval rank_interval;
  double p_first; /* share of draws in which its rank is panel->first or better and its score above
                     0; else NaN */
} cs_recurrence;

/* All themes (theme_count of them), the highest score first, then in order of
 * their id. `*out` is the caller's to free() and points into the panel. */
cs_status cs_recurring(cs_recurrence **out, const cs_panel *panel, cs_host *host, const char *score,
                       cs_error *error);

/* ---- Comparison ---- */

/* A cell of areas x themes, against all other areas' latest reviews. */
typedef struct cs_comparison {
  const char *area; /* name */
  const cs_panel_review *review;
  const cs_panel_theme *theme;
  const cs_cell *cell;
  double per_100_findings; /* weak findings per 100 findings */
  double balance;          /* (strength - weakness) / (strength + weakness) */
  double residual;         /* adjusted residual of weak findings */
  double p_value;          /* Fisher, two-sided: exploratory, as passages of an area depend */
  double p_adjusted;       /* Benjamini-Hochberg over all cells */
} cs_comparison;

/* Areas in order, themes within; the caller frees `*out`, which points into the panel. */
void cs_compare(cs_comparison **out, size_t *count, const cs_panel *panel);

/* ---- Passages ---- */

typedef struct cs_shown_evidence {
  const char *role;
  const char *term;
  uint32_t start; /* bytes of `text` */
  uint32_t length;
} cs_shown_evidence;

/* A coded passage with what it rests on; stands until the callback returns. */
typedef struct cs_shown {
  const char *passage; /* key */
  const char *area;
  const char *review;
  const char *kind;
  const char *section; /* title */
  const char *label;
  const char *theme;
  const char *theme_version;
  const char *polarity;
  double confidence;
  bool repeat;
  const char *text;
  size_t length;
  const char *cites;                 /* labels of recommendations, separated by ", "; or "" */
  const cs_shown_evidence *evidence; /* in order of place */
  size_t evidence_count;
} cs_shown;

typedef struct cs_show_options {
  const char *area; /* each NULL: any */
  const char *theme;
  const char *polarity;
  const char *kind;
  const char *passage; /* key of one passage */
  double threshold;
  size_t limit; /* 0: none */
} cs_show_options;

/* Calls `each` for every coding that fits, by review key, place in the review and
 * theme; `*found` counts them all, also those beyond the limit. An area, theme
 * or passage that the dataset does not have fails with CS_NOT_FOUND, a polarity or
 * kind that there is not with CS_USAGE, each with the nearest names. */
cs_status cs_show(size_t *found, cs_dataset *dataset, const cs_show_options *options,
                  cs_status (*each)(void *context, const cs_shown *shown, cs_error *error),
                  void *context, cs_error *error);

/* The same for one passage by its id, with the theme's coding if it has one: else its
 * polarity is "" and there is no evidence. CS_NOT_FOUND without the passage. */
cs_status cs_show_passage(cs_dataset *dataset, int64_t passage, const char *theme,
                          cs_status (*each)(void *context, const cs_shown *shown, cs_error *error),
                          void *context, cs_error *error);

#endif
