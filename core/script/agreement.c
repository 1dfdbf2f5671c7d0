/* Agreement between coders: kappa and alpha of whatever labels a script has. */
#include "script/take.h"

#include <conspectus/agreement.h>
#include <stdio.h>
#include <string.h>

enum { LABELS_MOST = CS_ALPHA_VALUES, UNITS_MOST = 20000, CODERS_MOST = 100, MISSING = -1 };

/* Labels are numbered as they come; the figures do not depend on their order. */
typedef struct labels {
  const cs_bridge_value *items[LABELS_MOST];
  size_t count;
} labels;

static bool is_same(const cs_bridge_value *left, const cs_bridge_value *right) {
  double a, b;
  if (cs_as_number(&a, left) && cs_as_number(&b, right)) {
    return a == b;
  }
  if (left->type != right->type) {
    return false;
  }
  if (left->type == CS_BRIDGE_BOOLEAN) {
    return left->boolean == right->boolean;
  }
  return left->type == CS_BRIDGE_STRING && left->string.length == right->string.length &&
         memcmp(left->string.bytes, right->string.bytes, left->string.length) == 0;
}

/* The number of a label, or MISSING for nil. */
static cs_status number_label(int *number, labels *known, const cs_bridge_call *call,
                              const char *where, const cs_bridge_value *label, cs_error *error) {
  *number = MISSING;
  if (label->type == CS_BRIDGE_NIL) {
    return CS_OK;
  }
  if (label->type > CS_BRIDGE_STRING) {
    return cs_expected_in(call, where, label, "a label: a text, a number, true or false", error);
  }
  for (size_t i = 0; i < known->count; i++) {
    if (is_same(known->items[i], label)) {
      *number = (int)i;
      return CS_OK;
    }
  }
  if (known->count == LABELS_MOST) {
    return cs_fail(error, CS_PLUGIN, "%s: there are more than %d different labels", call->name,
                   LABELS_MOST);
  }
  *number = (int)known->count;
  known->items[known->count++] = label;
  return CS_OK;
}

static void give_estimate(cs_bridge_call *call, double estimate, cs_interval interval,
                          size_t units) {
  cs_bridge_field *fields = cs_arena_allocate(call->arena, 4, sizeof *fields);
  fields[0] = (cs_bridge_field){"estimate", cs_bridge_number(estimate)};
  fields[1] = (cs_bridge_field){"low", cs_bridge_number(interval.low)};
  fields[2] = (cs_bridge_field){"high", cs_bridge_number(interval.high)};
  fields[3] = (cs_bridge_field){"units", cs_bridge_integer((int64_t)units)};
  call->results[0] = (cs_bridge_value){.type = CS_BRIDGE_RECORD, .record = {fields, 4}};
  call->result_count = 1;
}

static cs_status take_list(const cs_bridge_value **list, const cs_bridge_call *call, size_t at,
                           const char *what, cs_error *error) {
  *list = cs_argument(call, at);
  if ((*list)->type != CS_BRIDGE_LIST || (*list)->list.count > UNITS_MOST) {
    return cs_expected(call, at, what, error);
  }
  return CS_OK;
}

/* ---- Kappa ---- */

/* The labels of one coder as numbers, `count` of them; nil stands behind a shorter list. */
static cs_status take_coder(int *numbers, size_t count, labels *known, const cs_bridge_call *call,
                            size_t at, cs_error *error) {
  const cs_bridge_value *list = cs_argument(call, at);
  cs_status status = CS_OK;
  for (size_t i = 0; i < count && status == CS_OK; i++) {
    char where[64];
    snprintf(where, sizeof where, "argument %zu, item %zu", at + 1, i + 1);
    numbers[i] = MISSING;
    if (i < list->list.count) {
      status = number_label(&numbers[i], known, call, where, &list->list.items[i], error);
    }
  }
  return status;
}

/* A jackknife over units: all those of one cell leave the same behind. */
static cs_interval kappa_interval(cs_bridge_call *call, double estimate, uint64_t *table,
                                  size_t categories) {
  size_t cells = categories * categories, count = 0;
  double *without = cs_arena_allocate(call->arena, cells + 1, sizeof *without);
  uint64_t *times = cs_arena_allocate(call->arena, cells + 1, sizeof *times);
  for (size_t i = 0; i < cells; i++) {
    if (table[i] > 0) {
      times[count] = table[i]--;
      without[count++] = cs_kappa(table, categories);
      table[i]++;
    }
  }
  cs_interval interval = cs_jackknife(estimate, without, times, count);
  interval.low = interval.low < -1 ? -1 : interval.low; /* NaN stays */
  interval.high = interval.high > 1 ? 1 : interval.high;
  return interval;
}

/* kappa(first, second): two lists of labels, of the same units in the same order */
static cs_status kappa(cs_bridge_call *call, cs_error *error) {
  const cs_bridge_value *first, *second;
  labels known = {.count = 0};
  cs_status status = cs_take_count(call, 2, "kappa(first, second)", error);
  if (status == CS_OK) {
    status = take_list(&first, call, 0, "a list of at most 20000 labels", error);
  }
  if (status == CS_OK) {
    status = take_list(&second, call, 1, "a list of at most 20000 labels", error);
  }
  if (status != CS_OK) {
    return status;
  }
  size_t count = first->list.count > second->list.count ? first->list.count : second->list.count;
  int *one = cs_arena_allocate(call->arena, count + 1, sizeof *one);
  int *other = cs_arena_allocate(call->arena, count + 1, sizeof *other);
  status = take_coder(one, count, &known, call, 0, error);
  if (status == CS_OK) {
    status = take_coder(other, count, &known, call, 1, error);
  }
  if (status != CS_OK) {
    return status;
  }
  uint64_t *table = cs_arena_allocate(call->arena, known.count * known.count + 1, sizeof *table);
  size_t units = 0;
  for (size_t i = 0; i < count; i++) {
    if (one[i] != MISSING && other[i] != MISSING) {
      table[(size_t)one[i] * known.count + (size_t)other[i]]++;
      units++;
    }
  }
  double estimate = cs_kappa(table, known.count);
  give_estimate(call, estimate, kappa_interval(call, estimate, table, known.count), units);
  return CS_OK;
}

/* ---- Alpha ---- */

static cs_status take_unit(int *values, size_t coders, labels *known, const cs_bridge_call *call,
                           size_t place, const cs_bridge_value *unit, cs_error *error) {
  cs_status status = CS_OK;
  for (size_t i = 0; i < coders && status == CS_OK; i++) {
    char where[64];
    snprintf(where, sizeof where, "unit %zu, label %zu", place, i + 1);
    values[i] = MISSING;
    if (i < unit->list.count) {
      status = number_label(&values[i], known, call, where, &unit->list.items[i], error);
    }
  }
  return status;
}

static cs_status count_coders(size_t *coders, const cs_bridge_call *call,
                              const cs_bridge_value *units, cs_error *error) {
  *coders = 0;
  for (size_t i = 0; i < units->list.count; i++) {
    const cs_bridge_value *unit = &units->list.items[i];
    if (unit->type != CS_BRIDGE_LIST || unit->list.count > CODERS_MOST) {
      char where[32];
      snprintf(where, sizeof where, "unit %zu", i + 1);
      return cs_expected_in(call, where, unit, "a list of labels, one of each coder", error);
    }
    *coders = unit->list.count > *coders ? unit->list.count : *coders;
  }
  return CS_OK;
}

static size_t count_pairable(const int *values, size_t units, size_t coders) {
  size_t count = 0;
  for (size_t i = 0; i < units; i++) {
    size_t given = 0;
    for (size_t j = 0; j < coders; j++) {
      given += values[i * coders + j] != MISSING;
    }
    count += given > 1;
  }
  return count;
}

/* alpha(units): of each unit the list of its labels, one of each coder; nil: not coded */
static cs_status alpha(cs_bridge_call *call, cs_error *error) {
  const cs_bridge_value *units;
  labels known = {.count = 0};
  size_t coders = 0;
  cs_status status = cs_take_count(call, 1, "alpha(units)", error);
  if (status == CS_OK) {
    status = take_list(&units, call, 0, "a list of at most 20000 units", error);
  }
  if (status == CS_OK) {
    status = count_coders(&coders, call, units, error);
  }
  if (status != CS_OK) {
    return status;
  }
  size_t count = units->list.count;
  int *values = cs_arena_allocate(call->arena, count * coders + 1, sizeof *values);
  for (size_t i = 0; i < count && status == CS_OK; i++) {
    status =
        take_unit(values + i * coders, coders, &known, call, i + 1, &units->list.items[i], error);
  }
  if (status == CS_OK) {
    give_estimate(call, cs_alpha(values, count, coders), cs_alpha_interval(values, count, coders),
                  count_pairable(values, count, coders));
  }
  return status;
}

const cs_bridge_entry cs_script_agreement[] = {
    {"kappa", kappa, 0},
    {"alpha", alpha, 0},
    {NULL, NULL, 0},
};
