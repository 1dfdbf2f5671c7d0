/* The figures as functions of numbers: those of statistics.h and correlation.h. */
#include "script/take.h"

#include <conspectus/correlation.h>
#include <conspectus/statistics.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

static void give(cs_bridge_call *call, double number) {
  call->results[call->result_count++] = cs_bridge_number(number);
}

/* A record of an estimate and what goes with it. */
static void give_estimate(cs_bridge_call *call, double estimate, cs_interval interval,
                          const char *count_name, uint64_t count) {
  cs_bridge_field *fields = cs_arena_allocate(call->arena, 4, sizeof *fields);
  fields[0] = (cs_bridge_field){"estimate", cs_bridge_number(estimate)};
  fields[1] = (cs_bridge_field){"low", cs_bridge_number(interval.low)};
  fields[2] = (cs_bridge_field){"high", cs_bridge_number(interval.high)};
  fields[3] = (cs_bridge_field){count_name, cs_bridge_integer((int64_t)count)};
  call->results[call->result_count++] =
      (cs_bridge_value){.type = CS_BRIDGE_RECORD, .record = {fields, 4}};
}

static void give_list(cs_bridge_call *call, const double *numbers, size_t count) {
  cs_bridge_value *items = cs_arena_allocate(call->arena, count + 1, sizeof *items);
  for (size_t i = 0; i < count; i++) {
    items[i] = cs_bridge_number(numbers[i]);
  }
  call->results[call->result_count++] =
      (cs_bridge_value){.type = CS_BRIDGE_LIST, .list = {items, count}};
}

/* ---- Counts ---- */

/* wilson(hits, trials): low, high */
static cs_status wilson(cs_bridge_call *call, cs_error *error) {
  uint64_t hits, trials;
  cs_status status = cs_take_count(call, 2, "wilson(hits, trials)", error);
  if (status == CS_OK) {
    status = cs_take_number_of(&hits, call, 0, error);
  }
  if (status == CS_OK) {
    status = cs_take_number_of(&trials, call, 1, error);
  }
  if (status == CS_OK && hits > trials) {
    status = cs_fail(error, CS_PLUGIN, "wilson: there are more hits than trials");
  }
  if (status == CS_OK) {
    cs_interval interval = cs_wilson(hits, trials);
    give(call, interval.low);
    give(call, interval.high);
  }
  return status;
}

enum { FOURFOLD_MOST = 10 * 1000 * 1000 }; /* Fisher's test goes through all tables */

static cs_status take_fourfold(cs_fourfold *table, cs_bridge_call *call, cs_error *error) {
  uint64_t cells[4], sum = 0;
  cs_status status = cs_take_count(call, 4, "four counts of a table, row by row", error);
  for (size_t i = 0; i < 4 && status == CS_OK; i++) {
    status = cs_take_number_of(&cells[i], call, i, error);
    if (status == CS_OK && cells[i] > FOURFOLD_MOST) {
      status = cs_expected(call, i, "a count of at most 10,000,000", error);
    }
    sum += status == CS_OK ? cells[i] : 0;
  }
  if (status == CS_OK && sum > FOURFOLD_MOST) {
    status = cs_fail(error, CS_PLUGIN, "%s: the counts add up to more than %d", call->name,
                     FOURFOLD_MOST);
  }
  if (status == CS_OK) {
    *table = (cs_fourfold){cells[0], cells[1], cells[2], cells[3]};
  }
  return status;
}

/* fisher(a, b, c, d): p */
static cs_status fisher(cs_bridge_call *call, cs_error *error) {
  cs_fourfold table;
  cs_status status = take_fourfold(&table, call, error);
  if (status == CS_OK) {
    give(call, cs_fisher(table));
  }
  return status;
}

/* residual(a, b, c, d) */
static cs_status residual(cs_bridge_call *call, cs_error *error) {
  cs_fourfold table;
  cs_status status = take_fourfold(&table, call, error);
  if (status == CS_OK) {
    give(call, cs_adjusted_residual(table));
  }
  return status;
}

/* ---- Lists ---- */

/* benjamini_hochberg(list): a list */
static cs_status benjamini_hochberg(cs_bridge_call *call, cs_error *error) {
  double *p;
  size_t count;
  cs_status status = cs_take_count(call, 1, "benjamini_hochberg(list)", error);
  if (status == CS_OK) {
    status = cs_take_numbers(&p, &count, call, 0, true, error);
  }
  if (status == CS_OK) {
    cs_benjamini_hochberg(p, p, count);
    give_list(call, p, count);
  }
  return status;
}

/* rank(list): a list */
static cs_status rank(cs_bridge_call *call, cs_error *error) {
  double *values;
  size_t count;
  cs_status status = cs_take_count(call, 1, "rank(list)", error);
  if (status == CS_OK) {
    status = cs_take_numbers(&values, &count, call, 0, true, error);
  }
  if (status == CS_OK) {
    cs_ranks(values, values, count);
    give_list(call, values, count);
  }
  return status;
}

static int by_value(const void *left, const void *right) {
  double a = *(const double *)left, b = *(const double *)right;
  return a < b ? -1 : a > b;
}

/* Sorts, with what is missing taken out; gives how many are left. */
static size_t sort_present(double *values, size_t count) {
  size_t present = 0;
  for (size_t i = 0; i < count; i++) {
    if (!isnan(values[i])) {
      values[present++] = values[i];
    }
  }
  qsort(values, present, sizeof *values, by_value);
  return present;
}

/* quantile(list, share) */
static cs_status quantile(cs_bridge_call *call, cs_error *error) {
  double *values, share;
  size_t count;
  cs_status status = cs_take_count(call, 2, "quantile(list, share)", error);
  if (status == CS_OK) {
    status = cs_take_numbers(&values, &count, call, 0, true, error);
  }
  if (status == CS_OK) {
    status = cs_take_number(&share, call, 1, error);
  }
  if (status == CS_OK && !(share >= 0 && share <= 1)) {
    status = cs_expected(call, 1, "a share from 0 to 1", error);
  }
  if (status == CS_OK) {
    give(call, cs_quantile(values, sort_present(values, count), share));
  }
  return status;
}

/* ---- Correlations ---- */

enum { PAIRS_MOST = 20000 }; /* Kendall's goes through all pairs of pairs */

static cs_status correlate(cs_bridge_call *call,
                           cs_correlation (*with)(const double *, const double *, size_t),
                           cs_error *error) {
  double *x, *y;
  size_t count, other;
  cs_status status = cs_take_count(call, 2, "two lists of numbers", error);
  if (status == CS_OK) {
    status = cs_take_numbers(&x, &count, call, 0, true, error);
  }
  if (status == CS_OK) {
    status = cs_take_numbers(&y, &other, call, 1, true, error);
  }
  if (status == CS_OK && count != other) {
    return cs_fail(error, CS_PLUGIN,
                   "%s: the lists have %zu and %zu items (a nil at the end? 0/0 stands for "
                   "missing there)",
                   call->name, count, other);
  }
  if (status == CS_OK && count > PAIRS_MOST) {
    return cs_fail(error, CS_LIMIT, "%s: the lists have more than %d items", call->name,
                   PAIRS_MOST);
  }
  if (status == CS_OK) {
    cs_correlation found = with(x, y, count);
    give_estimate(call, found.estimate, found.interval, "pairs", found.pairs);
  }
  return status;
}

static cs_status pearson(cs_bridge_call *call, cs_error *error) {
  return correlate(call, cs_pearson, error);
}

static cs_status spearman(cs_bridge_call *call, cs_error *error) {
  return correlate(call, cs_spearman, error);
}

static cs_status kendall(cs_bridge_call *call, cs_error *error) {
  return correlate(call, cs_kendall, error);
}

/* ---- Bootstrap ---- */

enum { DRAWS = CS_BOOTSTRAP_DRAWS, DRAWS_MOST = 100000 };
static const int64_t SEED = 20181012;

typedef struct resampling {
  cs_bridge_call *call;
  const cs_bridge_value *items; /* the list */
  const cs_bridge_value *statistic;
  cs_bridge_value sample; /* a list with as many items */
} resampling;

/* The statistic of the sample at hand; NaN where it gives nil. */
static cs_status compute(double *out, resampling *on, cs_error *error) {
  cs_bridge_call *call = on->call;
  cs_arena *arena = call->arena;
  cs_bridge_value result;
  call->arena = cs_arena_new();
  cs_status status = cs_bridge_invoke(call, on->statistic, &on->sample, 1, &result, error);
  if (status == CS_OK && !cs_as_number(out, &result) && result.type != CS_BRIDGE_NIL) {
    status = cs_expected_in(call, "what the statistic gives", &result, "a number or nil", error);
  }
  cs_arena_free(call->arena);
  call->arena = arena;
  return status;
}

static cs_status draw_all(double *draws, size_t count, resampling *on, uint64_t seed,
                          cs_error *error) {
  cs_random random = {seed};
  cs_status status = CS_OK;
  size_t items = on->items->list.count;
  for (size_t draw = 0; draw < count && status == CS_OK; draw++) {
    for (size_t i = 0; i < items; i++) {
      on->sample.list.items[i] = on->items->list.items[cs_random_below(&random, items)];
    }
    status = compute(&draws[draw], on, error);
  }
  return status;
}

static cs_status take_resampling(resampling *on, int64_t *draws, int64_t *seed,
                                 cs_bridge_call *call, cs_error *error) {
  static const cs_setting settings[] = {{"draws", CS_SETTING_WHOLE}, {"seed", CS_SETTING_WHOLE}};
  cs_bridge_value given[2];
  on->items = cs_argument(call, 0);
  on->statistic = cs_argument(call, 1);
  cs_status status = cs_take_count(call, 3, "bootstrap(list, statistic, settings)", error);
  if (status == CS_OK && (on->items->type != CS_BRIDGE_LIST || on->items->list.count == 0)) {
    status = cs_expected(call, 0, "a list with at least one item", error);
  }
  if (status == CS_OK && on->statistic->type != CS_BRIDGE_FUNCTION) {
    status = cs_expected(call, 1, "a function of a list that gives a number", error);
  }
  if (status == CS_OK) {
    status = cs_take_settings(given, call, 2, "setting", settings, 2, error);
  }
  if (status != CS_OK) {
    return status;
  }
  *draws = given[0].type == CS_BRIDGE_INTEGER ? given[0].integer : DRAWS;
  *seed = given[1].type == CS_BRIDGE_INTEGER ? given[1].integer : SEED;
  if (*draws < 1 || *draws > DRAWS_MOST) {
    return cs_expected_in(call, "setting 'draws'", &given[0], "1 to 100000", error);
  }
  size_t items = on->items->list.count;
  on->sample = (cs_bridge_value){.type = CS_BRIDGE_LIST};
  on->sample.list.items = cs_arena_allocate(call->arena, items, sizeof(cs_bridge_value));
  on->sample.list.count = items;
  return CS_OK;
}

/* bootstrap(list, statistic, { draws = 2000, seed = 20181012 }): percentile interval, 95 %. */
static cs_status bootstrap(cs_bridge_call *call, cs_error *error) {
  resampling on = {.call = call};
  int64_t count, seed;
  double estimate;
  cs_status status = take_resampling(&on, &count, &seed, call, error);
  if (status != CS_OK) {
    return status;
  }
  memcpy(on.sample.list.items, on.items->list.items,
         on.sample.list.count * sizeof *on.sample.list.items);
  double *draws = cs_arena_allocate(call->arena, (size_t)count, sizeof *draws);
  status = compute(&estimate, &on, error);
  if (status == CS_OK) {
    status = draw_all(draws, (size_t)count, &on, (uint64_t)seed, error);
  }
  if (status == CS_OK) {
    size_t present = sort_present(draws, (size_t)count);
    cs_interval interval = {cs_quantile(draws, present, 0.025), cs_quantile(draws, present, 0.975)};
    give_estimate(call, estimate, interval, "draws", present);
  }
  return status;
}

const cs_bridge_entry cs_script_figures[] = {
    {"wilson", wilson, 0},     {"fisher", fisher, 0},
    {"residual", residual, 0}, {"benjamini_hochberg", benjamini_hochberg, 0},
    {"rank", rank, 0},         {"quantile", quantile, 0},
    {"pearson", pearson, 0},   {"spearman", spearman, 0},
    {"kendall", kendall, 0},   {"bootstrap", bootstrap, CS_BRIDGE_KEEPS_ITEMS},
    {NULL, NULL, 0},
};
