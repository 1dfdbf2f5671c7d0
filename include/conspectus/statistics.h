/* conspectus/statistics.h: the formulas, each with its source.
 *
 * All functions are pure: no state, no locale. Missing is NaN, in and out.
 */
#ifndef CONSPECTUS_STATISTICS_H
#define CONSPECTUS_STATISTICS_H

#include <stddef.h>
#include <stdint.h>

typedef struct cs_interval {
  double low;
  double high;
} cs_interval;

/* Wilson's score interval for `hits` of `trials`, 95 % (z = 1.959964):
 * (p + z^2/2n -+ z sqrt(p(1-p)/n + z^2/4n^2)) / (1 + z^2/n).
 * Wilson (1927), Probable inference, the law of succession, and statistical
 * inference, JASA 22: 209-212. NaN where there are no trials. */
cs_interval cs_wilson(uint64_t hits, uint64_t trials);

/* A 2x2 table: in the cell's area or not, with the weakness or not. */
typedef struct cs_fourfold {
  uint64_t in_with;
  uint64_t in_without;
  uint64_t out_with;
  uint64_t out_without;
} cs_fourfold;

/* Adjusted (standardised Pearson) residual of the cell `in_with`:
 * (O - E) / sqrt(E (1 - row/n) (1 - column/n)), E = row * column / n.
 * Haberman (1973), The analysis of residuals in cross-classified tables,
 * Biometrics 29: 205-220. NaN where a margin is empty. */
double cs_adjusted_residual(cs_fourfold table);

/* Fisher's exact test, two-sided: the summed probability of all tables with these
 * margins that are no more probable than this one (relative tolerance 1e-7, as in
 * R's fisher.test). Fisher (1935), The logic of inductive inference, JRSS 98:
 * 39-82. 1 where a margin is empty; 0 where it is below what a double can tell
 * from it. */
double cs_fisher(cs_fourfold table);

/* McNemar's test, exact and two-sided, of `gained` against `lost` (the pairs that changed):
 * min(1, 2 P(X <= min)), X binomial of gained + lost trials with 1/2. McNemar (1947),
 * Note on the sampling error of the difference between correlated proportions or
 * percentages, Psychometrika 12: 153-157. 1 where nothing changed. Summed from term to
 * term, relative to the largest, so that no power of 1/2 underflows. */
double cs_mcnemar(uint64_t gained, uint64_t lost);

/* Benjamini-Hochberg step-up adjusted p-values of `count` tests; NaN stays NaN and
 * is no test. Benjamini & Hochberg (1995), JRSS B 57: 289-300. `adjusted` may be `p`. */
void cs_benjamini_hochberg(double *adjusted, const double *p, size_t count);

/* The quantile of sorted values by linear interpolation (R's type 7). NaN for none. */
double cs_quantile(const double *sorted, size_t count, double share);

/* SplitMix64 (Steele, Lea & Flood 2014, OOPSLA): a fixed, documented generator, so
 * that a figure can be had again anywhere. */
typedef struct cs_random {
  uint64_t state;
} cs_random;

uint64_t cs_random_next(cs_random *random);
/* An integer below `bound` (at least 1), without bias (Lemire 2019, ACM TOMACS 29: 3). */
uint64_t cs_random_below(cs_random *random, uint64_t bound);

#endif
