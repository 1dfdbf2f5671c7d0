/* Statistics: closed formulas and exact sums. Probabilities of tables are taken
 * relative to the one at hand, neighbour from neighbour, so that no factorial is
 * needed and tables of many thousands do not overflow. */
#include <conspectus/statistics.h>

#include "base/memory.h"

#include <math.h>
#include <stdbool.h>
#include <stdlib.h>

static const double Z_95 = 1.959963984540054; /* normal quantile of 0.975 */

cs_interval cs_wilson(uint64_t hits, uint64_t trials) {
  if (trials == 0) {
    return (cs_interval){NAN, NAN};
  }
  double n = (double)trials, p = (double)hits / n, z2 = Z_95 * Z_95;
  double centre = p + z2 / (2 * n);
  double reach = Z_95 * sqrt(p * (1 - p) / n + z2 / (4 * n * n));
  /* The bounds touch 0 and 1 exactly there, whatever rounding says. */
  double low = hits == 0 ? 0 : (centre - reach) / (1 + z2 / n);
  double high = hits == trials ? 1 : (centre + reach) / (1 + z2 / n);
  return (cs_interval){low, high};
}

double cs_adjusted_residual(cs_fourfold table) {
  double row = (double)table.in_with + (double)table.in_without;
  double column = (double)table.in_with + (double)table.out_with;
  double n = row + (double)table.out_with + (double)table.out_without;
  if (row == 0 || column == 0 || row == n || column == n) {
    return NAN;
  }
  double expected = row * column / n;
  return ((double)table.in_with - expected) / sqrt(expected * (1 - row / n) * (1 - column / n));
}

/* How much more probable the table with one more in the cell is, the margins fixed:
 * `with` of `in` + `out` findings are weak, `k` of them in the cell's area. */
static double next_over_this(uint64_t k, uint64_t in, uint64_t out, uint64_t with) {
  double more = (double)(in - k) * (double)(with - k);
  return more / ((double)(k + 1) * (double)(out + k + 1 - with));
}

/* Probabilities of all tables, each relative to this one: those that are no more
 * probable go to `*extreme`. */
static double sum_tables(double *extreme, cs_fourfold table, uint64_t least, uint64_t most) {
  uint64_t in = table.in_with + table.in_without, out = table.out_with + table.out_without;
  uint64_t with = table.in_with + table.out_with;
  const double limit = 1 + 1e-7;
  double all = 1, relative = 1;
  *extreme = 1;
  for (uint64_t k = table.in_with; k < most; k++) {
    relative *= next_over_this(k, in, out, with);
    all += relative;
    *extreme += relative <= limit ? relative : 0;
  }
  relative = 1;
  for (uint64_t k = table.in_with; k > least; k--) {
    relative /= next_over_this(k - 1, in, out, with);
    all += relative;
    *extreme += relative <= limit ? relative : 0;
  }
  return all;
}

double cs_fisher(cs_fourfold table) {
  uint64_t in = table.in_with + table.in_without, out = table.out_with + table.out_without;
  uint64_t with = table.in_with + table.out_with;
  uint64_t least = with > out ? with - out : 0, most = with < in ? with : in;
  double extreme, all = sum_tables(&extreme, table, least, most);
  return extreme / all;
}

double cs_mcnemar(uint64_t gained, uint64_t lost) {
  uint64_t n = gained + lost, least = gained < lost ? gained : lost;
  if (2 * least >= n) {
    return 1;
  }
  /* Terms C(n, k), relative to that of the middle, going down from there. */
  double relative = 1, all = 0, tail = 0;
  for (uint64_t k = n / 2;; k--) {
    bool middle = 2 * k == n;
    all += middle ? relative / 2 : relative;
    tail += k <= least ? relative : 0;
    if (k == 0) {
      break;
    }
    relative *= (double)k / (double)(n - k + 1);
  }
  return tail / all < 1 ? tail / all : 1;
}

typedef struct ranked {
  double p;
  size_t place;
} ranked;

static int by_p_downwards(const void *left, const void *right) {
  const ranked *a = left, *b = right;
  if (a->p != b->p) {
    return a->p < b->p ? 1 : -1;
  }
  return a->place < b->place ? 1 : -1;
}

void cs_benjamini_hochberg(double *adjusted, const double *p, size_t count) {
  ranked *tests = cs_allocate(count + 1, sizeof *tests);
  size_t tested = 0;
  for (size_t i = 0; i < count; i++) {
    adjusted[i] = p[i];
    if (!isnan(p[i])) {
      tests[tested++] = (ranked){p[i], i};
    }
  }
  qsort(tests, tested, sizeof *tests, by_p_downwards);
  double least = 1;
  for (size_t i = 0; i < tested; i++) {
    double each = tests[i].p * (double)tested / (double)(tested - i);
    least = each < least ? each : least;
    adjusted[tests[i].place] = least;
  }
  free(tests);
}

double cs_quantile(const double *sorted, size_t count, double share) {
  if (count == 0) {
    return NAN;
  }
  double place = share * (double)(count - 1);
  size_t below = (size_t)place;
  if (below + 1 >= count) {
    return sorted[count - 1];
  }
  return sorted[below] + (place - (double)below) * (sorted[below + 1] - sorted[below]);
}

uint64_t cs_random_next(cs_random *random) {
  uint64_t z = random->state += UINT64_C(0x9E3779B97F4A7C15);
  z = (z ^ (z >> 30)) * UINT64_C(0xBF58476D1CE4E5B9);
  z = (z ^ (z >> 27)) * UINT64_C(0x94D049BB133111EB);
  return z ^ (z >> 31);
}

uint64_t cs_random_below(cs_random *random, uint64_t bound) {
  __extension__ typedef unsigned __int128 wide;
  wide product = (wide)cs_random_next(random) * bound;
  if ((uint64_t)product < bound) {
    uint64_t least = -bound % bound;
    while ((uint64_t)product < least) {
      product = (wide)cs_random_next(random) * bound;
    }
  }
  return (uint64_t)(product >> 64);
}
