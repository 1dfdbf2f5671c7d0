/* Coefficients of agreement: pure functions. A jackknife leaves out one unit at a
 * time; units of the same kind give the same estimate, so each kind is worked out
 * once and counted as often as it comes. */
#include <conspectus/agreement.h>

#include "base/memory.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* ---- The jackknife ---- */

/* Quantile 0.975 of Student's t, from the normal's by an expansion in 1 / degrees. */
static double student(double degrees) {
  const double z = 1.959963984540054, z2 = z * z, z3 = z2 * z, z5 = z3 * z2, z7 = z5 * z2;
  double first = (z3 + z) / 4;
  double second = (5 * z5 + 16 * z3 + 3 * z) / 96;
  double third = (3 * z7 + 19 * z5 + 17 * z3 - 15 * z) / 384;
  return z + first / degrees + second / (degrees * degrees) + third / (degrees * degrees * degrees);
}

static uint64_t times_of(const uint64_t *times, size_t place) {
  return times != NULL ? times[place] : 1;
}

cs_interval cs_jackknife(double estimate, const double *without, const uint64_t *times,
                         size_t count) {
  const cs_interval none = {NAN, NAN};
  double n = 0, sum = 0, squares = 0;
  for (size_t i = 0; i < count; i++) {
    double often = (double)times_of(times, i);
    n += often;
    sum += often > 0 ? often * without[i] : 0; /* NaN spreads, as it should */
  }
  if (n < CS_JACKKNIFE_UNITS || isnan(estimate) || isnan(sum)) {
    return none;
  }
  for (size_t i = 0; i < count; i++) {
    double often = (double)times_of(times, i);
    double off = often > 0 ? without[i] - sum / n : 0;
    squares += often * off * off;
  }
  double error = sqrt((n - 1) / n * squares);
  if (!(error > 1e-12)) {
    return none;
  }
  double reach = student(n - 1) * error;
  return (cs_interval){estimate - reach, estimate + reach};
}

static cs_interval within(cs_interval interval, double low, double high) {
  interval.low = interval.low < low ? low : interval.low;
  interval.high = interval.high > high ? high : interval.high;
  return interval;
}

/* ---- Two coders ---- */

double cs_f1(cs_pairing table) {
  double both = 2 * (double)table.both;
  double all = both + (double)table.only_first + (double)table.only_second;
  return all > 0 ? both / all : NAN;
}

double cs_kappa(const uint64_t *table, size_t categories) {
  double n = 0, agreed = 0, expected = 0;
  for (size_t i = 0; i < categories * categories; i++) {
    n += (double)table[i];
  }
  for (size_t i = 0; i < categories; i++) {
    double row = 0, column = 0;
    for (size_t j = 0; j < categories; j++) {
      row += (double)table[i * categories + j];
      column += (double)table[j * categories + i];
    }
    agreed += (double)table[i * categories + i];
    expected += row * column;
  }
  /* Whole numbers below 2^53: chance of 1 is found out exactly. */
  double least = n * n - expected;
  return n > 0 && least > 0 ? (agreed * n - expected) / least : NAN;
}

static double kappa_of(cs_pairing table) {
  const uint64_t cells[] = {table.both, table.only_first, table.only_second, table.neither};
  return cs_kappa(cells, 2);
}

/* A coefficient with one unit of each of the four kinds left out. */
static cs_interval leave_out(cs_pairing table, double (*coefficient)(cs_pairing)) {
  uint64_t times[] = {table.both, table.only_first, table.only_second, table.neither};
  double without[4] = {0};
  for (size_t i = 0; i < 4; i++) {
    uint64_t cells[4];
    memcpy(cells, times, sizeof cells);
    if (cells[i] > 0) {
      cells[i]--;
      without[i] = coefficient((cs_pairing){cells[0], cells[1], cells[2], cells[3]});
    }
  }
  return cs_jackknife(coefficient(table), without, times, 4);
}

cs_interval cs_f1_interval(cs_pairing table) {
  return within(leave_out(table, cs_f1), 0, 1);
}

cs_interval cs_kappa_interval(cs_pairing table) {
  return within(leave_out(table, kappa_of), -1, 1);
}

/* ---- Any number of coders ---- */

/* Margins and diagonal of the matrix of coincidences; all that nominal data need. */
typedef struct coincidences {
  double margin[CS_ALPHA_VALUES];
  double agreed; /* the diagonal's sum */
  double n;
} coincidences;

/* The values of one unit, counted; those of a unit with one value cannot be paired. */
typedef struct counted {
  unsigned count[CS_ALPHA_VALUES];
  unsigned values;
  double agreed;
} counted;

static void count_unit(counted *unit, const int *values, size_t coders) {
  *unit = (counted){0};
  for (size_t i = 0; i < coders; i++) {
    if (values[i] >= 0 && values[i] < CS_ALPHA_VALUES) {
      unit->count[values[i]]++;
      unit->values++;
    }
  }
  for (size_t c = 0; c < CS_ALPHA_VALUES && unit->values > 1; c++) {
    double count = unit->count[c];
    unit->agreed += count * (count - 1) / (unit->values - 1);
  }
}

/* Adds a unit, or takes it out again with `sign` -1. */
static void add_unit(coincidences *all, const counted *unit, int sign) {
  if (unit->values < 2) {
    return;
  }
  for (size_t c = 0; c < CS_ALPHA_VALUES; c++) {
    all->margin[c] += sign * (double)unit->count[c];
  }
  all->n += sign * (double)unit->values;
  all->agreed += sign * unit->agreed;
}

static double alpha_of(const coincidences *all) {
  double same = 0;
  for (size_t c = 0; c < CS_ALPHA_VALUES; c++) {
    same += all->margin[c] * (all->margin[c] - 1);
  }
  double least = all->n * (all->n - 1) - same;
  return least > 0 ? ((all->n - 1) * all->agreed - same) / least : NAN;
}

static void count_all(coincidences *all, const int *values, size_t units, size_t coders) {
  *all = (coincidences){0};
  for (size_t i = 0; i < units; i++) {
    counted unit;
    count_unit(&unit, values + i * coders, coders);
    add_unit(all, &unit, 1);
  }
}

double cs_alpha(const int *values, size_t units, size_t coders) {
  coincidences all;
  count_all(&all, values, units, coders);
  return alpha_of(&all);
}

cs_interval cs_alpha_interval(const int *values, size_t units, size_t coders) {
  coincidences all;
  count_all(&all, values, units, coders);
  double *without = cs_allocate(units + 1, sizeof *without);
  size_t paired = 0;
  for (size_t i = 0; i < units; i++) {
    counted unit;
    count_unit(&unit, values + i * coders, coders);
    if (unit.values > 1) {
      coincidences rest = all;
      add_unit(&rest, &unit, -1);
      without[paired++] = alpha_of(&rest);
    }
  }
  cs_interval interval = cs_jackknife(alpha_of(&all), without, NULL, paired);
  free(without);
  return within(interval, -1, 1);
}
