/* Recommendations: three queries over the latest reviews, and the panel for what is
 * unanswered. */
#include <conspectus/recommendations.h>

#include "analysis/panel.h"
#include "base/memory.h"

#include <stdlib.h>
#include <string.h>

typedef struct reading {
  cs_recommendations *to;
  const cs_panel *panel;
  size_t capacity; /* of the array that is filled */
} reading;

static const char *kept(reading *on, cs_value value) {
  return value.type == CS_STRING ? cs_arena_string(on->to->arena, value.string) : "";
}

/* Whether the area is one to be shown. */
static bool is_shown(const cs_panel *panel, const char *area) {
  return panel->only_area == CS_ALL || strcmp(panel->areas[panel->only_area].name, area) == 0;
}

/* ---- Load ---- */

static const char *const LOADS =
    "WITH " CS_LATEST ","
    " put AS (SELECT a.passage_id, a.organisation_id, l.area,"
    "         count(*) OVER (PARTITION BY a.passage_id) AS addressees"
    "         FROM addressee a JOIN passage_row p ON p.id = a.passage_id"
    "         JOIN latest l ON l.id = p.review_id)"
    " SELECT o.name, count(*), sum(addressees = 1), sum(addressees > 1), count(DISTINCT area)"
    " FROM put JOIN organisation o ON o.id = put.organisation_id"
    " WHERE ?3 IS NULL OR area = ?3"
    " GROUP BY o.id ORDER BY count(*) DESC, o.name";

static cs_status read_load(void *context, const cs_value *values, size_t count, cs_error *error) {
  (void)count, (void)error;
  reading *on = context;
  cs_recommendations *to = on->to;
  cs_grow(&to->loads, &on->capacity, to->load_count, sizeof *to->loads);
  to->loads[to->load_count++] = (cs_load){.addressee = kept(on, values[0]),
                                          .recommendations = (uint32_t)values[1].integer,
                                          .alone = (uint32_t)values[2].integer,
                                          .shared = (uint32_t)values[3].integer,
                                          .areas = (uint32_t)values[4].integer};
  return CS_OK;
}

/* ---- Unanswered ---- */

static void find_unanswered(cs_recommendations *to, const cs_panel *panel) {
  size_t capacity = 0;
  for (size_t theme = 0; theme < panel->theme_count; theme++) {
    for (size_t area = 0; area < panel->area_count; area++) {
      const cs_panel_review *review = cs_panel_latest(panel, area);
      const cs_cell *cell = cs_panel_cell(panel, review, theme);
      uint32_t weak = cs_panel_weak(panel, cell);
      bool shown = (panel->only_area == CS_ALL || panel->only_area == area) &&
                   (panel->only_theme == CS_ALL || panel->only_theme == theme);
      if (shown && weak > 0 && !cell->cited && !cell->recommended) {
        cs_grow(&to->unanswered, &capacity, to->unanswered_count, sizeof *to->unanswered);
        to->unanswered[to->unanswered_count++] =
            (cs_unanswered){panel->areas[area].name, review->key, &panel->themes[theme], weak};
      }
    }
  }
}

/* ---- Unsupported ---- */

/* A row a recommendation. Kinds and polarities are those of the panel's query; ?3 is the
 * least confidence, ?4 a theme or NULL. `borne` has a theme where a finding is weak or mixed in it.
 */
static const char *const RECOMMENDATIONS =
    "WITH " CS_LATEST ","
    " borne AS MATERIALIZED (SELECT DISTINCT p.review_id, c.theme FROM coding_row c"
    "  JOIN passage_row p ON p.id = c.passage_id"
    "  WHERE p.kind = 0 AND c.polarity IN (0, 2) AND c.confidence >= ?3),"
    " citing AS MATERIALIZED (SELECT DISTINCT p.review_id FROM citation x"
    "  JOIN passage_row p ON p.id = x.passage_id WHERE p.kind = 0 AND x.label <> ''),"
    " themed AS MATERIALIZED (SELECT p.id, group_concat(t.id, ', ') AS themes,"
    "  max(b.theme IS NOT NULL) AS borne, max(t.id = ?4) AS wanted"
    "  FROM coding_row c JOIN passage_row p ON p.id = c.passage_id"
    "  JOIN theme t ON t.number = c.theme"
    "  LEFT JOIN borne b ON b.review_id = p.review_id AND b.theme = c.theme"
    "  WHERE p.kind = 1 AND c.confidence >= ?3 GROUP BY p.id)"
    " SELECT l.area, l.key, p.label, r.addressed_to, themed.themes, passage_text(p.id),"
    "  EXISTS (SELECT 1 FROM citation x JOIN passage_row f ON f.id = x.passage_id"
    "          WHERE x.recommendation_id = p.id AND f.kind = 0),"
    "  coalesce(themed.borne, 0), citing.review_id IS NOT NULL,"
    "  ?4 IS NULL OR coalesce(themed.wanted, 0),"
    "  EXISTS (SELECT 1 FROM addressee a WHERE a.passage_id = p.id)"
    " FROM recommendation r JOIN passage_row p ON p.id = r.passage_id"
    " JOIN latest l ON l.id = p.review_id LEFT JOIN themed ON themed.id = p.id"
    " LEFT JOIN citing ON citing.review_id = p.review_id ORDER BY l.area, p.seq";

static void add_unsupported(reading *on, const cs_value *values, bool themed) {
  cs_recommendations *to = on->to;
  const char *review = kept(on, values[1]), *label = kept(on, values[2]);
  cs_grow(&to->unsupported, &on->capacity, to->unsupported_count, sizeof *to->unsupported);
  to->unsupported[to->unsupported_count++] =
      (cs_unsupported){.passage = cs_arena_format(to->arena, "%s:%s:%s", review,
                                                  cs_kind_name(CS_RECOMMENDATION), label),
                       .area = kept(on, values[0]),
                       .review = review,
                       .label = label,
                       .addressed_to = kept(on, values[3]),
                       .themes = kept(on, values[4]),
                       .text = kept(on, values[5]),
                       .why = themed ? CS_NOT_WEAK : CS_UNCITED};
}

static cs_status read_recommendation(void *context, const cs_value *values, size_t count,
                                     cs_error *error) {
  (void)count, (void)error;
  reading *on = context;
  cs_recommendations *to = on->to;
  bool themed = values[4].type == CS_STRING, cited = values[6].integer != 0;
  bool borne = values[7].integer != 0, citing = values[8].integer != 0;
  if (!is_shown(on->panel, values[0].string)) {
    return CS_OK;
  }
  to->count++;
  to->cited += cited;
  to->by_theme += !cited && borne;
  to->unaddressed += values[10].integer == 0;
  if (cited || borne) {
    return CS_OK;
  }
  if (!themed && !citing) {
    to->not_told++;
  } else if (values[9].integer != 0) {
    add_unsupported(on, values, themed);
  }
  return CS_OK;
}

/* ---- Citations ---- */

static const char *const CITATIONS =
    "WITH " CS_LATEST " SELECT l.area, l.key, p.label, x.label, x.recommendation_id IS NOT NULL"
    " FROM citation x JOIN passage_row p ON p.id = x.passage_id JOIN latest l ON l.id = p.review_id"
    " WHERE p.kind = 0 AND x.label <> '' ORDER BY l.area, p.seq, x.seq";

static cs_status read_citation(void *context, const cs_value *values, size_t count,
                               cs_error *error) {
  (void)count, (void)error;
  reading *on = context;
  cs_recommendations *to = on->to;
  if (!is_shown(on->panel, values[0].string)) {
    return CS_OK;
  }
  to->citations++;
  if (values[4].integer != 0) {
    return CS_OK;
  }
  const char *review = kept(on, values[1]);
  cs_grow(&to->unresolved, &on->capacity, to->unresolved_count, sizeof *to->unresolved);
  to->unresolved[to->unresolved_count++] =
      (cs_unresolved){.passage = cs_arena_format(to->arena, "%s:%s:%s", review,
                                                 cs_kind_name(CS_FINDING), kept(on, values[2])),
                      .area = kept(on, values[0]),
                      .review = review,
                      .label = kept(on, values[3])};
  return CS_OK;
}

/* ---- All of it ---- */

typedef cs_status row_reader(void *context, const cs_value *values, size_t count, cs_error *error);

static cs_status ask(reading *on, cs_dataset *dataset, const char *sql, const cs_value *bounds,
                     size_t count, const char *types, row_reader *row, cs_error *error) {
  cs_query_reader reader = {.row = row, .context = on, .types = types};
  on->capacity = 0;
  return cs_dataset_query(dataset, sql, bounds, count, &reader, error);
}

static cs_status ask_all(reading *on, cs_dataset *dataset, const cs_analysis_options *options,
                         cs_error *error) {
  const cs_panel *panel = on->panel;
  cs_value until = cs_string(options->until);
  const char *area = panel->only_area != CS_ALL ? panel->areas[panel->only_area].name : NULL;
  const char *theme = panel->only_theme != CS_ALL ? panel->themes[panel->only_theme].id : NULL;
  cs_value family = cs_string(options->family);
  cs_value of_loads[] = {until, family, cs_string(area)}, of_citations[] = {until, family};
  cs_value of_all[] = {until, family, cs_integer(cs_thousandths(options->threshold)),
                       cs_string(theme)};
  cs_status status = ask(on, dataset, LOADS, of_loads, 3, "*iiii", read_load, error);
  if (status == CS_OK) {
    status =
        ask(on, dataset, RECOMMENDATIONS, of_all, 4, "t*****iiiii", read_recommendation, error);
  }
  return status == CS_OK
             ? ask(on, dataset, CITATIONS, of_citations, 2, "t***i", read_citation, error)
             : status;
}

cs_status cs_recommendations_read(cs_recommendations **out, const cs_panel *panel,
                                  cs_dataset *dataset, const cs_analysis_options *options,
                                  cs_error *error) {
  cs_recommendations *to = cs_allocate(1, sizeof *to);
  to->arena = cs_arena_new();
  reading on = {.to = to, .panel = panel};
  cs_status status = cs_dataset_hold(dataset, error);
  if (status == CS_OK) {
    status = ask_all(&on, dataset, options, error);
    cs_dataset_let_go(dataset);
  }
  if (status != CS_OK) {
    cs_recommendations_free(to);
    return status;
  }
  find_unanswered(to, panel);
  *out = to;
  return CS_OK;
}

void cs_recommendations_free(cs_recommendations *all) {
  if (all == NULL) {
    return;
  }
  free(all->loads);
  free(all->unanswered);
  free(all->unsupported);
  free(all->unresolved);
  cs_arena_free(all->arena);
  free(all);
}

const char *cs_unsupported_word(cs_unsupported_why why) {
  return why == CS_UNCITED ? "uncited" : "not_weak";
}
