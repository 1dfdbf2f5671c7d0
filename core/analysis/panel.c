/* The panel: areas, their reviews and a cell per review and theme, read with
 * two queries and one pass over the bodies of all reviews. Areas are in order of name, an area's
 * reviews in order of date, so that the latest is the last one. */
#include <conspectus/analysis.h>

#include "analysis/names.h"
#include "analysis/panel.h"
#include "base/memory.h"
#include "dataset/bodies.h"

#include <stdlib.h>
#include <string.h>

const cs_analysis_options cs_analysis_defaults = {.threshold = 0.5};

/* Where the rows of a query go while the panel is read. */
typedef struct reading {
  cs_panel *panel;
  size_t capacity; /* of the array that is filled */
  size_t area_capacity;
  int64_t *ids;       /* of the reviews, ascending with `places` */
  size_t *places;     /* index into panel->reviews by place in `ids` */
  uint32_t *theme_of; /* place of a theme in the panel by its number; NO_THEME: none */
  size_t theme_numbers;
  uint32_t least; /* confidence, in thousandths */
  bool until;     /* a day was asked for */
  bool mixed;
  bool *seen; /* sections of the review at hand, those of all findings, then those of each theme */
  size_t seen_capacity;
} reading;

static const uint32_t NO_THEME = UINT32_MAX;

/* Numbers of themes beyond this are not believed. */
enum { MOST_NUMBER = 1 << 20 };

/* ---- Themes ---- */

static cs_status read_theme(void *context, const cs_value *values, size_t count, cs_error *error) {
  (void)count, (void)error;
  reading *to = context;
  cs_panel *panel = to->panel;
  cs_grow(&panel->themes, &to->capacity, panel->theme_count, sizeof *panel->themes);
  panel->themes[panel->theme_count++] =
      (cs_panel_theme){.id = cs_arena_string(panel->arena, values[0].string),
                       .title = cs_arena_string(panel->arena, values[1].string)};
  int64_t number = values[2].integer;
  if (number >= 0 && number < MOST_NUMBER) {
    for (; to->theme_numbers <= (size_t)number; to->theme_numbers++) {
      to->theme_of = cs_reallocate(to->theme_of, to->theme_numbers + 1, sizeof *to->theme_of);
      to->theme_of[to->theme_numbers] = NO_THEME;
    }
    to->theme_of[number] = (uint32_t)panel->theme_count - 1;
  }
  return CS_OK;
}

/* ---- Reviews ---- */

static const char *string_of(cs_panel *panel, cs_value value) {
  return value.type == CS_STRING ? cs_arena_string(panel->arena, value.string) : "";
}

/* The area of a review: the last one, since rows come in order of area, or a new one. */
static uint32_t area_of(reading *to, const char *name) {
  cs_panel *panel = to->panel;
  if (panel->area_count == 0 || strcmp(panel->areas[panel->area_count - 1].name, name) != 0) {
    cs_grow(&panel->areas, &to->area_capacity, panel->area_count, sizeof *panel->areas);
    panel->areas[panel->area_count++] = (cs_panel_area){
        .name = cs_arena_string(panel->arena, name), .first_review = (uint32_t)panel->review_count};
  }
  panel->areas[panel->area_count - 1].review_count++;
  return (uint32_t)panel->area_count - 1;
}

static cs_status read_review(void *context, const cs_value *values, size_t count, cs_error *error) {
  (void)count, (void)error;
  reading *to = context;
  cs_panel *panel = to->panel;
  size_t place = panel->review_count;
  if (to->until && *string_of(panel, values[4]) == '\0') {
    panel->undated++;
    return CS_OK;
  }
  if (place == to->capacity) {
    to->ids = cs_reallocate(to->ids, to->capacity < 8 ? 8 : to->capacity * 2, sizeof *to->ids);
    panel->reviews = cs_reallocate(panel->reviews, to->capacity < 8 ? 8 : to->capacity * 2,
                                   sizeof *panel->reviews);
    to->capacity = to->capacity < 8 ? 8 : to->capacity * 2;
  }
  to->ids[place] = values[0].integer;
  panel->reviews[place] = (cs_panel_review){.key = string_of(panel, values[1]),
                                            .area = area_of(to, values[2].string),
                                            .family = string_of(panel, values[3]),
                                            .date = string_of(panel, values[4]),
                                            .region = string_of(panel, values[5])};
  panel->review_count++;
  return CS_OK;
}

/* A document of no known family is no review of its area, and counts nowhere. */
static const char *const REVIEWS =
    "SELECT r.id, r.key, r.area, r.family,"
    "       coalesce(nullif(r.review_end, ''), nullif(r.published, ''), '') AS day,"
    "       r.region FROM review r"
    " WHERE r.family <> '" CS_UNKNOWN_FAMILY "'"
    "   AND (?1 IS NULL OR day <= ?1)" /* read_review leaves out those without a day */
    "   AND (?2 IS NULL OR r.family = ?2)"
    " ORDER BY r.area, day, r.key";

/* Sorts the reviews' places by id, so that cells can find theirs by bisection. */
typedef struct id_place {
  int64_t id;
  size_t place;
} id_place;

static int by_id(const void *left, const void *right) {
  const id_place *a = left, *b = right;
  return a->id < b->id ? -1 : a->id > b->id;
}

static void index_reviews(reading *to) {
  size_t count = to->panel->review_count;
  id_place *pairs = cs_allocate(count + 1, sizeof *pairs);
  to->places = cs_allocate(count + 1, sizeof *to->places);
  for (size_t i = 0; i < count; i++) {
    pairs[i] = (id_place){to->ids[i], i};
  }
  qsort(pairs, count, sizeof *pairs, by_id);
  for (size_t i = 0; i < count; i++) {
    to->ids[i] = pairs[i].id;
    to->places[i] = pairs[i].place;
  }
  free(pairs);
}

/* ---- Cells ---- */

static const size_t NOWHERE = SIZE_MAX;

static size_t place_of(const reading *from, int64_t id) {
  size_t low = 0, high = from->panel->review_count;
  while (low < high) {
    size_t middle = low + (high - low) / 2;
    if (from->ids[middle] < id) {
      low = middle + 1;
    } else {
      high = middle;
    }
  }
  return low < from->panel->review_count && from->ids[low] == id ? from->places[low] : NOWHERE;
}

/* Room for a row of sections for all findings and for each theme, none seen yet. */
static void clear_seen(reading *to, size_t sections) {
  size_t size = (to->panel->theme_count + 1) * sections;
  if (size > to->seen_capacity) {
    to->seen = cs_reallocate(to->seen, size, sizeof *to->seen);
    to->seen_capacity = size;
  }
  memset(to->seen, 0, size * sizeof *to->seen);
}

/* Whether it is the first time. */
static bool see(reading *to, size_t row, size_t sections, uint32_t section) {
  bool *seen = &to->seen[row * sections + section];
  bool first = !*seen;
  *seen = true;
  return first;
}

static void count_findings(reading *to, const cs_body *body, cs_panel_review *review,
                           size_t sections) {
  for (uint32_t i = 0; i < body->passage_count; i++) {
    if (body->passages[i].kind == CS_FINDING) {
      review->findings++;
      review->sections += see(to, 0, sections, body->passages[i].section);
    }
  }
}

static void count_coding(reading *to, const cs_body_passage *passage, const cs_body_coding *coding,
                         cs_cell *cell, bool first) {
  bool weak = coding->polarity == CS_WEAKNESS || (to->mixed && coding->polarity == CS_MIXED);
  if (passage->kind == CS_RECOMMENDATION) {
    cell->recommended = true;
  } else {
    cell->count[coding->polarity]++;
    cell->repeated = cell->repeated || (weak && coding->repeat);
    cell->cited = cell->cited || (weak && passage->cites);
    cell->weak_sections += weak && first;
  }
}

/* False where one is of a theme that is not there. */
static bool count_codings(reading *to, const cs_body *body, cs_cell *cells, size_t sections) {
  for (uint32_t i = 0; i < body->coding_count; i++) {
    const cs_body_coding *coding = &body->codings[i];
    const cs_body_passage *passage = &body->passages[coding->passage];
    uint32_t theme = coding->theme < to->theme_numbers ? to->theme_of[coding->theme] : NO_THEME;
    bool kind = passage->kind == CS_FINDING || passage->kind == CS_RECOMMENDATION;
    if (theme == NO_THEME) {
      return false;
    }
    if (!kind || coding->confidence < to->least || coding->polarity >= CS_POLARITY_COUNT) {
      continue;
    }
    bool weak = coding->polarity == CS_WEAKNESS || (to->mixed && coding->polarity == CS_MIXED);
    bool first = weak && passage->kind == CS_FINDING &&
                 see(to, (size_t)theme + 1, sections, passage->section);
    count_coding(to, passage, coding, &cells[theme], first);
  }
  return true;
}

/* The cells of one review. Sections are numbered from 1 and few; what says otherwise is damaged. */
static cs_status read_body(void *context, const cs_body *body, cs_error *error) {
  enum { MOST_SECTIONS = 1 << 20 };
  reading *to = context;
  cs_panel *panel = to->panel;
  size_t place = place_of(to, body->review), sections = 0;
  if (place == NOWHERE) {
    return CS_OK; /* a review after `until`, or of another family */
  }
  for (uint32_t i = 0; i < body->passage_count; i++) {
    uint32_t section = body->passages[i].section;
    sections = sections > section ? sections : (size_t)section + 1;
  }
  if (sections > MOST_SECTIONS) {
    return cs_fail(error, CS_MALFORMED,
                   "a review has passages of a section that cannot be: "
                   "'conspectus verify' tells more");
  }
  clear_seen(to, sections);
  count_findings(to, body, &panel->reviews[place], sections);
  if (!count_codings(to, body, &panel->cells[place * panel->theme_count], sections)) {
    return cs_fail(error, CS_MALFORMED,
                   "codings are of a theme that is not in the dataset: 'conspectus verify' tells "
                   "more");
  }
  return CS_OK;
}

/* ---- Whether the cells can be compared ---- */

static const char *const STALE =
    "SELECT count(*), (SELECT count(*) FROM review)"
    " FROM review r JOIN source s ON s.id = r.source_id"
    " WHERE s.codebook_id <> (SELECT codebook_id FROM run ORDER BY id DESC LIMIT 1)";

static cs_status read_stale(void *context, const cs_value *values, size_t count, cs_error *error) {
  (void)count, (void)error;
  size_t *stale = context;
  stale[0] = (size_t)values[0].integer;
  stale[1] = (size_t)values[1].integer;
  return CS_OK;
}

cs_status cs_check_comparable(cs_dataset *dataset, cs_error *error) {
  size_t stale[2] = {0};
  cs_query_reader reader = {.row = read_stale, .context = stale, .types = "ii"};
  cs_status status = cs_dataset_query(dataset, STALE, NULL, 0, &reader, error);
  if (status != CS_OK || stale[0] == 0) {
    return status;
  }
  return cs_fail(error, CS_MALFORMED,
                 "%s: %zu of %zu reviews were coded with other themes, plugins or another version "
                 "than the last run, so areas cannot be compared: give 'conspectus run' all "
                 "documents again, with the same plugins",
                 cs_dataset_path(dataset), stale[0], stale[1]);
}

/* ---- Reading ---- */

int64_t cs_thousandths(double threshold) {
  double exact = threshold * 1000 - 1e-9;
  int64_t least = (int64_t)exact;
  return least + ((double)least < exact);
}

static cs_status read_parts(cs_panel *panel, cs_dataset *dataset,
                            const cs_analysis_options *options, reading *to, cs_error *error) {
  cs_status status = cs_check_comparable(dataset, error);
  if (status != CS_OK) {
    return status;
  }
  cs_query_reader themes = {.row = read_theme, .context = to, .types = "tti"};
  status = cs_dataset_query(dataset, "SELECT id, title, number FROM theme ORDER BY id", NULL, 0,
                            &themes, error);
  if (status != CS_OK) {
    return status;
  }
  to->capacity = 0;
  to->until = options->until != NULL;
  const char *family = options->family;
  status = cs_find_name(&family, panel->arena, dataset, CS_NAME_FAMILY, error);
  if (status != CS_OK) {
    return status;
  }
  cs_value narrowed[] = {cs_string(options->until), cs_string(family)};
  cs_query_reader reviews = {.row = read_review, .context = to, .types = "itt***"};
  status = cs_dataset_query(dataset, REVIEWS, narrowed, 2, &reviews, error);
  if (status != CS_OK) {
    return status;
  }
  index_reviews(to);
  panel->cells = cs_allocate(panel->review_count * panel->theme_count + 1, sizeof *panel->cells);
  int64_t least = cs_thousandths(options->threshold);
  to->least = least > 0 ? (uint32_t)least : 0;
  to->mixed = options->mixed;
  const cs_body_reader bodies = {read_body, to};
  return cs_each_body(dataset, &bodies, error);
}

/* ---- Names that are asked for ---- */

static cs_status find_names(cs_panel *panel, cs_dataset *dataset,
                            const cs_analysis_options *options, cs_error *error) {
  const char *area = options->area, *theme = options->theme;
  panel->only_area = panel->only_theme = CS_ALL;
  cs_status status = cs_find_name(&area, panel->arena, dataset, CS_NAME_AREA, error);
  if (status == CS_OK) {
    status = cs_find_name(&theme, panel->arena, dataset, CS_NAME_THEME, error);
  }
  if (status != CS_OK) {
    return status;
  }
  for (size_t i = 0; area != NULL && i < panel->area_count; i++) {
    panel->only_area = strcmp(panel->areas[i].name, area) == 0 ? i : panel->only_area;
  }
  for (size_t i = 0; theme != NULL && i < panel->theme_count; i++) {
    panel->only_theme = strcmp(panel->themes[i].id, theme) == 0 ? i : panel->only_theme;
  }
  if (area != NULL && panel->only_area == CS_ALL) {
    const char *family = options->family, *until = options->until;
    return cs_fail(error, CS_NOT_FOUND, "%s has no review%s%s%s%s", area,
                   family != NULL ? " of the family " : "", family != NULL ? family : "",
                   until != NULL ? " that ended by " : "", until != NULL ? until : "");
  }
  return CS_OK;
}

static size_t count_families(const cs_panel *panel) {
  size_t count = 0;
  for (size_t i = 0; i < panel->area_count; i++) {
    const char *family = cs_panel_latest(panel, i)->family;
    bool seen = false;
    for (size_t j = 0; j < i && !seen; j++) {
      seen = strcmp(cs_panel_latest(panel, j)->family, family) == 0;
    }
    count += !seen;
    if (count > 1) {
      break; /* more than one is all that anybody asks */
    }
  }
  return count;
}

static cs_status read_all(cs_panel *panel, cs_dataset *dataset, const cs_analysis_options *options,
                          cs_error *error) {
  reading to = {.panel = panel};
  cs_status status = read_parts(panel, dataset, options, &to, error);
  free(to.ids);
  free(to.places);
  free(to.theme_of);
  free(to.seen);
  return status == CS_OK ? find_names(panel, dataset, options, error) : status;
}

cs_status cs_panel_read(cs_panel **out, cs_dataset *dataset, const cs_analysis_options *options,
                        cs_error *error) {
  cs_panel *panel = cs_allocate(1, sizeof *panel);
  panel->arena = cs_arena_new();
  panel->mixed = options->mixed;
  panel->first = options->first != 0 ? options->first : CS_FIRST;
  cs_status status = cs_dataset_hold(dataset, error);
  if (status == CS_OK) {
    status = read_all(panel, dataset, options, error);
    cs_dataset_let_go(dataset);
  }
  if (status != CS_OK) {
    cs_panel_free(panel);
    return status;
  }
  panel->family_count = count_families(panel);
  *out = panel;
  return CS_OK;
}

void cs_panel_free(cs_panel *panel) {
  if (panel == NULL) {
    return;
  }
  free(panel->areas);
  free(panel->reviews);
  free(panel->themes);
  free(panel->cells);
  cs_arena_free(panel->arena);
  free(panel);
}

const cs_panel_review *cs_panel_latest(const cs_panel *panel, size_t area) {
  const cs_panel_area *of = &panel->areas[area];
  return &panel->reviews[of->first_review + of->review_count - 1];
}

const cs_cell *cs_panel_cell(const cs_panel *panel, const cs_panel_review *review, size_t theme) {
  return &panel->cells[(size_t)(review - panel->reviews) * panel->theme_count + theme];
}

uint32_t cs_panel_weak(const cs_panel *panel, const cs_cell *cell) {
  return cell->count[CS_WEAKNESS] + (panel->mixed ? cell->count[CS_MIXED] : 0);
}
