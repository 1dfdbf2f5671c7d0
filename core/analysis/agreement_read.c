/* From the rows of a coding to units, themes and answers. */
#include "analysis/agreement_read.h"

#include "base/buffer.h"

#include <conspectus/analysis.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

/* ---- Themes ---- */

static cs_status read_theme(void *context, const cs_value *values, size_t count, cs_error *error) {
  (void)count, (void)error;
  reading *on = context;
  cs_grow(&on->themes, &on->theme_capacity, on->theme_count, sizeof *on->themes);
  on->themes[on->theme_count++] = cs_arena_string(on->arena, values[0].string);
  return CS_OK;
}

static cs_status read_themes(reading *on, cs_error *error) {
  cs_query_reader reader = {.row = read_theme, .context = on, .types = "t"};
  cs_status status =
      cs_dataset_query(on->dataset, "SELECT id FROM theme ORDER BY id", NULL, 0, &reader, error);
  const char *asked = on->options->theme;
  if (status == CS_OK && asked != NULL && cs_find_theme(on, asked) == NOWHERE) {
    cs_value added = cs_string(asked);
    status = read_theme(on, &added, 1, error);
  }
  on->used = cs_arena_allocate(on->arena, on->theme_count + 1, sizeof *on->used);
  return status;
}

/* Themes that the rows use, or the one that is asked for. */
static void choose_themes(reading *on) {
  cs_agreement *out = on->out;
  cs_buffer unjudged = {0};
  out->themes = cs_arena_allocate(on->arena, on->theme_count + 1, sizeof *out->themes);
  on->compared = cs_arena_allocate(on->arena, on->theme_count + 1, sizeof *on->compared);
  for (size_t i = 0; i < on->theme_count; i++) {
    const char *asked = on->options->theme;
    bool wanted = asked != NULL ? strcasecmp(asked, on->themes[i]) == 0 : on->used[i];
    on->compared[i] = wanted ? (uint32_t)out->theme_count : NOWHERE;
    if (wanted) {
      out->themes[out->theme_count++] = on->themes[i];
    } else if (asked == NULL) {
      cs_buffer_add_format(&unjudged, "%s%s", unjudged.length > 0 ? ", " : "", on->themes[i]);
    }
  }
  out->unjudged = cs_arena_string(on->arena, unjudged.length > 0 ? unjudged.bytes : "");
  cs_buffer_free(&unjudged);
}

/* ---- Units that stay ---- */

static void keep_reviews(reading *on) {
  cs_agreement *out = on->out;
  out->reviews = cs_arena_allocate(on->arena, on->review_count + 1, sizeof *out->reviews);
  for (size_t i = 0; i < on->review_count; i++) {
    if (on->reviews[i].covered) {
      on->reviews[i].kept = (uint32_t)out->review_count;
      out->reviews[out->review_count++] = on->reviews[i].key;
    }
  }
}

static int by_review(const void *left, const void *right) {
  const place *const *a = left, *const *b = right;
  if ((*a)->unit.review != (*b)->unit.review) {
    return (*a)->unit.review < (*b)->unit.review ? -1 : 1;
  }
  return ((*a)->order > (*b)->order) - ((*a)->order < (*b)->order);
}

static int by_key(const void *left, const void *right) {
  const place *const *a = left, *const *b = right;
  return strcmp((*a)->unit.key, (*b)->unit.key);
}

static void index_units(reading *on, place **kept, size_t count) {
  on->out->by_key = cs_arena_allocate(on->arena, count + 1, sizeof *on->out->by_key);
  if (count > 0) {
    qsort(kept, count, sizeof(place *), by_key);
  }
  for (size_t i = 0; i < count; i++) {
    on->out->by_key[i] = kept[i]->kept;
  }
}

static void keep_units(reading *on) {
  cs_agreement *out = on->out;
  place **kept = cs_allocate(on->place_count + 1, sizeof *kept);
  size_t count = 0;
  for (size_t i = 0; i < on->coded.count; i++) {
    if (on->meanings[i].place != NOWHERE) {
      on->places[on->meanings[i].place].kept = 0;
    }
  }
  for (size_t i = 0; i < on->place_count; i++) {
    bool coded = on->places[i].kept != NOWHERE;
    bool covered = on->reviews[on->places[i].unit.review].covered;
    out->uncoded += covered && !coded;
    if (covered && (coded || on->options->complete)) {
      kept[count++] = &on->places[i];
    }
  }
  if (count > 0) {
    qsort(kept, count, sizeof(place *), by_review);
  }
  out->units = cs_arena_allocate(on->arena, count + 1, sizeof *out->units);
  for (size_t i = 0; i < count; i++) {
    kept[i]->kept = (uint32_t)i;
    out->units[i] = kept[i]->unit;
    out->units[i].review = on->reviews[kept[i]->unit.review].kept;
  }
  out->unit_count = count;
  index_units(on, kept, count);
  free(kept);
}

/* ---- Answers ---- */

/* Who has a row of a unit has answered for all themes; with --complete, who has a row of a
 * review has answered for all of its units. */
static void answer_no(reading *on) {
  cs_agreement *out = on->out;
  size_t coders = out->coder_count;
  bool *reviews = cs_allocate(out->review_count * coders + 1, sizeof *reviews);
  bool *units = cs_allocate(out->unit_count * coders + 1, sizeof *units);
  for (size_t i = 0; i < on->coded.count; i++) {
    if (on->meanings[i].place != NOWHERE) {
      size_t unit = on->places[on->meanings[i].place].kept, coder = on->coded.rows[i].coder + 1;
      units[unit * coders + coder] = true;
      reviews[out->units[unit].review * coders + coder] = true;
    }
  }
  for (size_t unit = 0; unit < out->unit_count; unit++) {
    for (size_t coder = 0; coder < coders; coder++) {
      bool answered = coder == CS_PROGRAM || units[unit * coders + coder] ||
                      (on->options->complete && reviews[out->units[unit].review * coders + coder]);
      for (size_t theme = 0; theme < out->theme_count && answered; theme++) {
        cs_agreement_answer(out, unit, theme, coder)->said = CS_SAID_NO;
      }
    }
  }
  free(reviews);
  free(units);
}

static void answer_yes(reading *on, cs_problems *problems) {
  for (size_t i = 0; i < on->coded.count; i++) {
    const meaning *means = &on->meanings[i];
    const cs_coded_row *row = &on->coded.rows[i];
    uint32_t theme = means->theme != NOWHERE ? on->compared[means->theme] : NOWHERE;
    if (means->place == NOWHERE || theme == NOWHERE) {
      continue;
    }
    size_t unit = on->places[means->place].kept;
    cs_answer *answer = cs_agreement_answer(on->out, unit, theme, row->coder + 1);
    if (answer->line != 0) {
      cs_problem_add(problems, CS_STAGE_DATASET, CS_WARNING, row->line,
                     "%s has '%s' already, by the same coder in line %u: this row was left out",
                     on->out->units[unit].key, row->theme, (unsigned)answer->line);
      continue;
    }
    *answer = (cs_answer){.said = row->contested ? CS_SAID_CONTESTED : CS_SAID_YES,
                          .polarities = row->polarities,
                          .repeat = row->repeat,
                          .line = row->line};
  }
}

/* What a coder says of a theme in a row that has it mistyped is not known, so it is no "no". */
static void answer_nothing(reading *on) {
  for (size_t i = 0; i < on->coded.count; i++) {
    const meaning *means = &on->meanings[i];
    uint32_t theme = means->slip != NOWHERE ? on->compared[means->slip] : NOWHERE;
    if (theme != NOWHERE) {
      cs_answer *answer = cs_agreement_answer(on->out, on->places[means->place].kept, theme,
                                              on->coded.rows[i].coder + 1);
      answer->said = answer->line == 0 ? CS_SAID_NOTHING : answer->said;
    }
  }
}

/* ---- The program's answers ---- */

/* The codings of one review. */
typedef struct program {
  reading *on;
  const review_entry *review;
  int64_t least; /* thousandths that count */
} program;

static cs_status read_coding(void *context, const cs_value *values, size_t count, cs_error *error) {
  (void)count, (void)error;
  const program *of = context;
  reading *on = of->on;
  cs_kind kind = values[0].integer == 0 ? CS_FINDING : CS_RECOMMENDATION;
  uint32_t where = cs_find_place(on, of->review, kind, values[1].string);
  uint32_t theme = cs_find_theme(on, values[2].string);
  int64_t polarity = values[3].integer;
  theme = theme != NOWHERE ? on->compared[theme] : NOWHERE;
  if (where == NOWHERE || theme == NOWHERE || on->places[where].kept == NOWHERE || polarity < 0 ||
      polarity >= CS_POLARITY_COUNT) {
    return CS_OK;
  }
  cs_answer *answer = cs_agreement_answer(on->out, on->places[where].kept, theme, CS_PROGRAM);
  bool counts = values[4].integer >= of->least;
  *answer = (cs_answer){.said = counts ? CS_SAID_YES : CS_SAID_NO,
                        .polarities = (uint8_t)(1U << polarity),
                        .repeat = values[5].integer != 0 ? CS_SAID_YES : CS_SAID_NO,
                        .confidence = (uint16_t)values[4].integer};
  return CS_OK;
}

/* Kinds and polarities are numbers here, in the order of their enumerations. */
static const char *const CODINGS =
    "SELECT p.kind, p.label, t.id, c.polarity, c.confidence, c.repeat"
    " FROM passage_row p JOIN coding_row c ON c.passage_id = p.id"
    "      JOIN theme t ON t.number = c.theme"
    " WHERE p.review_id = ? AND p.kind IN (0, 1)";

static cs_status answer_program(reading *on, cs_error *error) {
  /* Thousandths, rounded up, as the panel has it. */
  double thousandths = on->options->threshold * 1000;
  int64_t least = (int64_t)(thousandths - 1e-9);
  least += (double)least < thousandths - 1e-9;
  cs_status status = CS_OK;
  for (size_t i = 0; i < on->review_count && status == CS_OK; i++) {
    program of = {.on = on, .review = &on->reviews[i], .least = least};
    if (of.review->covered) {
      cs_value id = cs_integer(of.review->id);
      cs_query_reader reader = {.row = read_coding, .context = &of, .types = "ittiii"};
      status = cs_dataset_query(on->dataset, CODINGS, &id, 1, &reader, error);
    }
  }
  return status;
}

/* ---- All together ---- */

static void name_coders(reading *on) {
  cs_agreement *out = on->out;
  out->coder_count = on->coded.coder_count + 1;
  out->coders = cs_arena_allocate(on->arena, out->coder_count, sizeof *out->coders);
  out->coders[CS_PROGRAM] = CS_PROGRAM_CODER;
  for (size_t i = 0; i < on->coded.coder_count; i++) {
    out->coders[i + 1] = on->coded.coders[i];
  }
}

static cs_status check_matched(const reading *on, cs_error *error) {
  const cs_agreement *out = on->out;
  if (out->review_count == 0) {
    return cs_fail(error, CS_NOT_FOUND,
                   "no row of %s belongs to a finding or recommendation of %s%s%s", on->path,
                   cs_dataset_path(on->dataset), on->miss_count > 0 ? ": " : "",
                   on->miss_count > 0 ? on->misses[0].message : "");
  }
  if (out->theme_count == 0 && out->other_themes == 0) {
    return cs_fail(
        error, CS_NOT_FOUND,
        "no row of %s has a theme, so nobody can tell which themes its coder looked for: "
        "say with --theme which one is to be compared",
        on->path);
  }
  if (out->theme_count == 0) {
    return cs_fail(error, CS_NOT_FOUND, "no theme of %s is in %s%s%s", on->path,
                   cs_dataset_path(on->dataset), on->miss_count > 0 ? ": " : "",
                   on->miss_count > 0 ? on->misses[0].message : "");
  }
  return CS_OK;
}

/* As many answers as fit a quarter of a GiB: some 250,000 units of 21 themes by two coders. */
static cs_status make_answers(reading *on, cs_problems *problems, cs_error *error) {
  enum { ANSWERS_MAX = (256 << 20) / sizeof(cs_answer) };
  cs_agreement *out = on->out;
  size_t count;
  if (__builtin_mul_overflow(out->unit_count, out->theme_count * out->coder_count, &count) ||
      count > ANSWERS_MAX) {
    return cs_fail(error, CS_LIMIT,
                   "%s: %zu units by %zu themes and %zu coders are too many at once: ask for one "
                   "theme",
                   on->path, out->unit_count, out->theme_count, out->coder_count);
  }
  out->answers = cs_allocate(count + 1, sizeof *out->answers);
  answer_no(on);
  answer_yes(on, problems);
  answer_nothing(on);
  return answer_program(on, error);
}

static cs_status read_all(reading *on, cs_problems *problems, cs_error *error) {
  cs_status status = cs_check_comparable(on->dataset, error);
  if (status == CS_OK) {
    status = cs_coded_read(&on->coded, on->arena, on->path, problems, error);
  }
  if (status == CS_OK) {
    status = read_themes(on, error);
  }
  if (status == CS_OK) {
    status = cs_match_rows(on, error);
  }
  cs_tell_misses(on, problems);
  if (status != CS_OK) {
    return status;
  }
  on->out->rows = on->coded.count + on->coded.skipped;
  on->out->unmatched += on->coded.skipped;
  name_coders(on);
  choose_themes(on);
  keep_reviews(on);
  status = check_matched(on, error);
  if (status == CS_OK) {
    keep_units(on);
    status = make_answers(on, problems, error);
  }
  return status;
}

cs_status cs_agreement_read(cs_agreement **out, cs_dataset *dataset, const char *path,
                            const cs_agreement_options *options, cs_problems *problems,
                            cs_error *error) {
  cs_agreement *made = cs_allocate(1, sizeof *made);
  made->arena = cs_arena_new();
  reading on = {
      .out = made, .arena = made->arena, .dataset = dataset, .path = path, .options = options};
  cs_status status = cs_dataset_hold(dataset, error);
  if (status == CS_OK) {
    status = read_all(&on, problems, error);
    cs_dataset_let_go(dataset);
  }
  free(on.coded.rows);
  free(on.meanings);
  free(on.reviews);
  free(on.places);
  free(on.themes);
  free(on.misses);
  if (status != CS_OK) {
    cs_agreement_free(made);
    return status;
  }
  *out = made;
  return CS_OK;
}

void cs_agreement_free(cs_agreement *agreement) {
  if (agreement == NULL) {
    return;
  }
  free(agreement->answers);
  cs_arena_free(agreement->arena);
  free(agreement);
}

cs_answer *cs_agreement_answer(const cs_agreement *agreement, size_t unit, size_t theme,
                               size_t coder) {
  return &agreement
              ->answers[(unit * agreement->theme_count + theme) * agreement->coder_count + coder];
}

size_t cs_agreement_unit(const cs_agreement *agreement, const char *passage_key) {
  size_t low = 0, high = agreement->unit_count;
  while (low < high) {
    size_t middle = low + (high - low) / 2;
    uint32_t unit = agreement->by_key[middle];
    int order = strcmp(agreement->units[unit].key, passage_key);
    if (order == 0) {
      return unit;
    }
    low = order < 0 ? middle + 1 : low;
    high = order < 0 ? high : middle;
  }
  return SIZE_MAX;
}
