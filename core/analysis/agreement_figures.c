/* Figures of two coders, from their answers: each unit and theme is a decision that
 * both made, or none. */
#include <conspectus/agreement.h>

#include "base/memory.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* ---- One decision ---- */

static bool is_decided(const cs_answer *answer) {
  return answer->said == CS_SAID_NO || answer->said == CS_SAID_YES;
}

static bool is_contested(const cs_answer *first, const cs_answer *second) {
  bool contested = first->said == CS_SAID_CONTESTED || second->said == CS_SAID_CONTESTED;
  return contested && first->said != CS_SAID_NOTHING && second->said != CS_SAID_NOTHING;
}

static void add_decision(cs_pairing *table, bool first, bool second) {
  uint64_t *cells[] = {&table->neither, &table->only_second, &table->only_first, &table->both};
  ++*cells[2 * first + second];
}

cs_disagreement cs_agreement_differ(const cs_answer *first, const cs_answer *second) {
  if (!is_decided(first) || !is_decided(second)) {
    return CS_AGREED;
  }
  if (first->said != second->said) {
    return first->said == CS_SAID_YES ? CS_MISSED : CS_EXTRA;
  }
  if (first->said == CS_SAID_NO) {
    return CS_AGREED;
  }
  if (first->polarities != 0 && second->polarities != 0 &&
      (first->polarities & second->polarities) == 0) {
    return CS_POLARITY;
  }
  bool both_say = (first->repeat == CS_SAID_YES || first->repeat == CS_SAID_NO) &&
                  (second->repeat == CS_SAID_YES || second->repeat == CS_SAID_NO);
  return both_say && first->repeat != second->repeat ? CS_REPEAT : CS_AGREED;
}

const char *cs_disagreement_name(cs_disagreement disagreement) {
  static const char *const names[] = {"agreed", "missed", "extra", "polarity", "repeat"};
  return names[disagreement];
}

/* ---- Two coders ---- */

static void add_polarity(cs_agreement_figures *out, const cs_answer *first,
                         const cs_answer *second) {
  if (first->polarities != 0 && second->polarities != 0) {
    out->polarity_compared++;
    out->polarity_same += (first->polarities & second->polarities) != 0;
  }
  bool first_says = first->repeat == CS_SAID_YES || first->repeat == CS_SAID_NO;
  bool second_says = second->repeat == CS_SAID_YES || second->repeat == CS_SAID_NO;
  if (first_says && second_says) {
    add_decision(&out->repeat, first->repeat == CS_SAID_YES, second->repeat == CS_SAID_YES);
  }
}

static void add_answers(cs_agreement_figures *out, const cs_answer *first,
                        const cs_answer *second) {
  out->contested += is_contested(first, second);
  if (!is_decided(first) || !is_decided(second)) {
    return;
  }
  bool one = first->said == CS_SAID_YES, other = second->said == CS_SAID_YES;
  out->units++;
  add_decision(&out->table, one, other);
  if (one && other) {
    add_polarity(out, first, second);
  }
}

static double share(uint64_t part, uint64_t of) {
  return of > 0 ? (double)part / (double)of : NAN;
}

static void work_out(cs_agreement_figures *out) {
  const cs_pairing *table = &out->table;
  uint64_t first = table->both + table->only_first, second = table->both + table->only_second;
  out->prevalence = share(first, out->units);
  out->prevalence_interval = cs_wilson(first, out->units);
  out->precision = share(table->both, second);
  out->precision_interval = cs_wilson(table->both, second);
  out->recall = share(table->both, first);
  out->recall_interval = cs_wilson(table->both, first);
  out->polarity = share(out->polarity_same, out->polarity_compared);
  out->polarity_interval = cs_wilson(out->polarity_same, out->polarity_compared);
  out->f1 = cs_f1(*table);
  out->kappa = out->alpha = NAN;
  out->f1_interval = out->kappa_interval = out->alpha_interval = (cs_interval){NAN, NAN};
}

/* ---- One theme ---- */

static void chance_corrected(cs_agreement_figures *out, const cs_agreement *agreement, size_t first,
                             size_t second, size_t theme) {
  const uint64_t cells[] = {out->table.both, out->table.only_first, out->table.only_second,
                            out->table.neither};
  int *values = cs_allocate(agreement->unit_count * 2 + 2, sizeof *values);
  size_t units = 0;
  for (size_t unit = 0; unit < agreement->unit_count; unit++) {
    const cs_answer *one = cs_agreement_answer(agreement, unit, theme, first);
    const cs_answer *other = cs_agreement_answer(agreement, unit, theme, second);
    if (is_decided(one) && is_decided(other)) {
      values[2 * units] = one->said == CS_SAID_YES;
      values[2 * units + 1] = other->said == CS_SAID_YES;
      units++;
    }
  }
  out->kappa = cs_kappa(cells, 2);
  out->kappa_interval = cs_kappa_interval(out->table);
  out->alpha = cs_alpha(values, units, 2);
  out->alpha_interval = cs_alpha_interval(values, units, 2);
  out->f1_interval = cs_f1_interval(out->table);
  free(values);
}

/* ---- All themes ---- */

/* F1 of all with each unit left out with all its decisions. */
static cs_interval leave_out_units(const cs_agreement_figures *all, const cs_agreement *agreement,
                                   size_t first, size_t second) {
  double *without = cs_allocate(agreement->unit_count + 1, sizeof *without);
  size_t count = 0;
  for (size_t unit = 0; unit < agreement->unit_count; unit++) {
    cs_agreement_figures own = {0};
    for (size_t theme = 0; theme < agreement->theme_count; theme++) {
      add_answers(&own, cs_agreement_answer(agreement, unit, theme, first),
                  cs_agreement_answer(agreement, unit, theme, second));
    }
    if (own.units > 0) {
      cs_pairing rest = {.both = all->table.both - own.table.both,
                         .only_first = all->table.only_first - own.table.only_first,
                         .only_second = all->table.only_second - own.table.only_second};
      without[count++] = cs_f1(rest);
    }
  }
  cs_interval interval = cs_jackknife(all->f1, without, NULL, count);
  free(without);
  interval.low = interval.low < 0 ? 0 : interval.low;
  interval.high = interval.high > 1 ? 1 : interval.high;
  return interval;
}

void cs_agreement_figures_of(cs_agreement_figures *out, const cs_agreement *agreement, size_t first,
                             size_t second, size_t theme) {
  bool all = theme == SIZE_MAX;
  size_t from = all ? 0 : theme, to = all ? agreement->theme_count : theme + 1;
  *out = (cs_agreement_figures){0};
  for (size_t unit = 0; unit < agreement->unit_count; unit++) {
    for (size_t each = from; each < to; each++) {
      add_answers(out, cs_agreement_answer(agreement, unit, each, first),
                  cs_agreement_answer(agreement, unit, each, second));
    }
  }
  work_out(out);
  if (all) {
    out->f1_interval = leave_out_units(out, agreement, first, second);
  } else {
    chance_corrected(out, agreement, first, second, theme);
  }
}

/* ---- All people ---- */

void cs_agreement_people_of(cs_agreement_people *out, const cs_agreement *agreement, size_t theme) {
  size_t people = agreement->coder_count - 1;
  int *values = cs_allocate(agreement->unit_count * people + 1, sizeof *values);
  *out = (cs_agreement_people){0};
  for (size_t unit = 0; unit < agreement->unit_count; unit++) {
    size_t said = 0;
    for (size_t coder = 0; coder < people; coder++) {
      const cs_answer *answer = cs_agreement_answer(agreement, unit, theme, coder + 1);
      values[unit * people + coder] = is_decided(answer) ? answer->said == CS_SAID_YES : -1;
      said += is_decided(answer);
    }
    out->units += said > 1;
  }
  out->alpha = cs_alpha(values, agreement->unit_count, people);
  out->interval = cs_alpha_interval(values, agreement->unit_count, people);
  free(values);
}

/* ---- Calibration ---- */

static const double bounds[CS_CALIBRATION_BINS + 1] = {0, 0.5, 0.6, 0.7, 0.8, 0.9, 1};

static cs_calibration *bin_of(cs_calibration *bins, unsigned thousandths) {
  size_t bin = CS_CALIBRATION_BINS - 1;
  while (bin > 0 && thousandths < (unsigned)lround(bounds[bin] * 1000)) {
    bin--;
  }
  return &bins[bin];
}

static void calibrate(cs_calibration *bins, const cs_answer *program, const cs_answer *person) {
  if (program->polarities == 0 || !is_decided(person)) {
    return;
  }
  cs_calibration *bin = bin_of(bins, program->confidence);
  bool right = person->said == CS_SAID_YES;
  bin->codings++;
  bin->confidence += program->confidence / 1000.0;
  bin->right += right;
  if (right && person->polarities != 0) {
    bin->polarity_compared++;
    bin->polarity_right += (person->polarities & program->polarities) != 0;
  }
}

void cs_agreement_calibration(cs_calibration bins[CS_CALIBRATION_BINS],
                              const cs_agreement *agreement, size_t coder, size_t theme) {
  for (size_t i = 0; i < CS_CALIBRATION_BINS; i++) {
    bins[i] = (cs_calibration){.low = bounds[i], .high = bounds[i + 1]};
  }
  for (size_t unit = 0; unit < agreement->unit_count; unit++) {
    for (size_t each = 0; each < agreement->theme_count; each++) {
      if (theme == SIZE_MAX || theme == each) {
        calibrate(bins, cs_agreement_answer(agreement, unit, each, CS_PROGRAM),
                  cs_agreement_answer(agreement, unit, each, coder));
      }
    }
  }
  for (size_t i = 0; i < CS_CALIBRATION_BINS; i++) {
    bins[i].confidence = bins[i].codings > 0 ? bins[i].confidence / (double)bins[i].codings : NAN;
  }
}
