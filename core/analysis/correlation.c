/* Correlations. Each works on copies from which the pairs with something missing are
 * taken out. */
#include <conspectus/correlation.h>

#include "base/memory.h"

#include <math.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

static const double Z = 1.959963984540054; /* of 95 % */

/* ---- Ranks ---- */

typedef struct placed {
  double value;
  size_t place;
} placed;

static int by_value(const void *left, const void *right) {
  const placed *a = left, *b = right;
  if (a->value != b->value) {
    return a->value < b->value ? -1 : 1;
  }
  return a->place < b->place ? -1 : a->place > b->place;
}

void cs_ranks(double *ranks, const double *values, size_t count) {
  placed *order = cs_allocate(count + 1, sizeof *order);
  size_t there = 0;
  for (size_t i = 0; i < count; i++) {
    if (!isnan(values[i])) {
      order[there++] = (placed){values[i], i};
    }
  }
  for (size_t i = 0; i < count; i++) {
    ranks[i] = NAN;
  }
  qsort(order, there, sizeof *order, by_value);
  for (size_t i = 0, end; i < there; i = end) {
    for (end = i + 1; end < there && order[end].value == order[i].value;) {
      end++;
    }
    for (size_t tied = i; tied < end; tied++) {
      ranks[order[tied].place] = ((double)i + 1 + (double)end) / 2;
    }
  }
  free(order);
}

/* ---- Pairs ---- */

typedef struct pairs {
  double *x;
  double *y;
  size_t count;
} pairs;

static pairs complete_pairs(const double *x, const double *y, size_t count) {
  pairs kept = {.x = cs_allocate(count + 1, sizeof *kept.x),
                .y = cs_allocate(count + 1, sizeof *kept.y)};
  for (size_t i = 0; i < count; i++) {
    if (!isnan(x[i]) && !isnan(y[i])) {
      kept.x[kept.count] = x[i];
      kept.y[kept.count++] = y[i];
    }
  }
  return kept;
}

static void free_pairs(pairs *them) {
  free(them->x);
  free(them->y);
}

static bool varies(const double *values, size_t count) {
  for (size_t i = 1; i < count; i++) {
    if (values[i] != values[0]) {
      return true;
    }
  }
  return false;
}

/* Scaled by the largest first, so that neither squares nor sums overflow. */
static void center(double *values, size_t count) {
  double largest = 0, mean = 0;
  for (size_t i = 0; i < count; i++) {
    largest = fmax(largest, fabs(values[i]));
  }
  for (size_t i = 0; i < count; i++) {
    values[i] /= largest;
    mean += values[i] / (double)count;
  }
  for (size_t i = 0; i < count; i++) {
    values[i] -= mean;
  }
}

/* What differs from -1 or 1 by rounding only is that. */
static double within_one(double r) {
  return r > 1 - 1e-14 ? 1 : r < 1e-14 - 1 ? -1 : r;
}

/* Changes the pairs. */
static double product_moment(pairs *of) {
  if (!varies(of->x, of->count) || !varies(of->y, of->count)) {
    return NAN;
  }
  double xy = 0, xx = 0, yy = 0;
  center(of->x, of->count);
  center(of->y, of->count);
  for (size_t i = 0; i < of->count; i++) {
    xy += of->x[i] * of->y[i];
    xx += of->x[i] * of->x[i];
    yy += of->y[i] * of->y[i];
  }
  return within_one(xy / (sqrt(xx) * sqrt(yy)));
}

/* The interval of an estimate whose z has the variance `numerator` / (pairs - lost). */
static cs_interval interval_of(double estimate, double numerator, size_t count, size_t lost) {
  if (isnan(estimate) || count <= lost || fabs(estimate) >= 1) {
    return (cs_interval){NAN, NAN};
  }
  double reach = Z * sqrt(numerator / (double)(count - lost));
  return (cs_interval){tanh(atanh(estimate) - reach), tanh(atanh(estimate) + reach)};
}

/* ---- The three ---- */

cs_correlation cs_pearson(const double *x, const double *y, size_t count) {
  pairs kept = complete_pairs(x, y, count);
  double r = product_moment(&kept);
  free_pairs(&kept);
  return (cs_correlation){r, interval_of(r, 1, kept.count, 3), kept.count};
}

cs_correlation cs_spearman(const double *x, const double *y, size_t count) {
  pairs kept = complete_pairs(x, y, count);
  cs_ranks(kept.x, kept.x, kept.count);
  cs_ranks(kept.y, kept.y, kept.count);
  double rho = product_moment(&kept);
  free_pairs(&kept);
  return (cs_correlation){rho, interval_of(rho, 1 + rho * rho / 2, kept.count, 3), kept.count};
}

static int sign(double left, double right) {
  return (left > right) - (left < right);
}

cs_correlation cs_kendall(const double *x, const double *y, size_t count) {
  pairs kept = complete_pairs(x, y, count);
  double balance = 0, apart_x = 0, apart_y = 0;
  for (size_t i = 0; i < kept.count; i++) {
    for (size_t j = 0; j < i; j++) {
      int in_x = sign(kept.x[i], kept.x[j]), in_y = sign(kept.y[i], kept.y[j]);
      balance += in_x * in_y;
      apart_x += in_x != 0;
      apart_y += in_y != 0;
    }
  }
  free_pairs(&kept);
  double tau = apart_x > 0 && apart_y > 0 ? balance / (sqrt(apart_x) * sqrt(apart_y)) : NAN;
  tau = within_one(tau);
  return (cs_correlation){tau, interval_of(tau, 0.437, kept.count, 4), kept.count};
}
