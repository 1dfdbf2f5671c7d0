/* conspectus/correlation.h: how two measures go together; pure functions, as those in
 * statistics.h. Missing is NaN: a pair of which one is missing does not count.
 */
#ifndef CONSPECTUS_CORRELATION_H
#define CONSPECTUS_CORRELATION_H

#include <conspectus/statistics.h>
#include <stddef.h>

/* Ranks from 1, the least first; ties share the mean of their places (R's
 * rank(ties.method = "average")). NaN keeps NaN and takes no place. */
void cs_ranks(double *ranks, const double *values, size_t count);

typedef struct cs_correlation {
  double estimate;      /* -1 to 1; NaN below two pairs or where one measure does not vary */
  cs_interval interval; /* 95 %; NaN where there are too few pairs, or estimate is -1 or 1 */
  size_t pairs;         /* that count */
} cs_correlation;

/* Product-moment correlation (Pearson 1896), its interval by Fisher's z with the standard
 * error 1 / sqrt(n - 3) (Fisher 1921), from 4 pairs on: R's cor.test. */
cs_correlation cs_pearson(const double *x, const double *y, size_t count);

/* The same of the ranks (Spearman 1904), standard error of z sqrt((1 + rho^2 / 2) / (n - 3)).
 * Bonett & Wright (2000), Sample size requirements for estimating Pearson, Kendall and
 * Spearman correlations, Psychometrika 65: 23-28. From 4 pairs on. */
cs_correlation cs_spearman(const double *x, const double *y, size_t count);

/* Tau-b: (concordant - discordant) / sqrt((n0 - n1)(n0 - n2)), n0 the number of pairs of
 * pairs, n1 and n2 those tied in either measure. Kendall (1945), The treatment of ties in
 * ranking problems, Biometrika 33: 239-251. Standard error of z sqrt(0.437 / (n - 4)), from
 * 5 pairs on (Fieller, Hartley & Pearson 1957, Biometrika 44: 470-481; Bonett & Wright
 * 2000). Time grows with the square of the number of pairs. */
cs_correlation cs_kendall(const double *x, const double *y, size_t count);

#endif
