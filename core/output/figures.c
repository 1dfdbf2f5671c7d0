/* Results of the comparisons as tables for programs; only some of their columns are
 * shown to people. */
#include <conspectus/output.h>
#include <math.h>

enum { ALL_DIGITS = -1 };

#define TEXT(name)                                                                                 \
  { name, NULL, CS_STRING, 0 }
#define COUNT(name)                                                                                \
  { name, NULL, CS_INTEGER, 0 }
#define REAL(name)                                                                                 \
  { name, NULL, CS_REAL, ALL_DIGITS }
#define TABLE(columns) cs_table_new(columns, sizeof(columns) / sizeof *(columns))

cs_table *cs_group_table(const cs_grouping *grouping, const cs_group_cell *cells, size_t count) {
  static const cs_column columns[] = {
      TEXT("grouping"),
      TEXT("group"),
      TEXT("theme"),
      COUNT("areas"),
      COUNT("affected"),
      REAL("prevalence"),
      REAL("prevalence_low"),
      REAL("prevalence_high"),
      COUNT("findings"),
      COUNT("weakness"),
      REAL("per_100_findings"),
      REAL("residual"),
      REAL("p_value"),
      REAL("p_adjusted"),
  };
  cs_table *table = TABLE(columns);
  for (size_t i = 0; i < count; i++) {
    const cs_group_cell *cell = &cells[i];
    cs_table_add(table, (cs_value[]){
                            cs_string(grouping->by),
                            cs_string(cell->group->name),
                            cs_string(cell->theme->id),
                            cs_integer(cell->areas),
                            cs_integer(cell->affected),
                            cs_real(cell->prevalence),
                            cs_real(cell->interval.low),
                            cs_real(cell->interval.high),
                            cs_integer((int64_t)cell->findings),
                            cs_integer((int64_t)cell->weak),
                            cs_real(cell->per_100_findings),
                            cs_real(cell->residual),
                            cs_real(cell->p_value),
                            cs_real(cell->p_adjusted),
                        });
  }
  return table;
}

/* ---- Change ---- */

cs_table *cs_change_table(const cs_changes *changes) {
  static const cs_column columns[] = {
      TEXT("theme"),       COUNT("pairs"),     COUNT("persisted"),  COUNT("resolved"),
      COUNT("appeared"),   COUNT("never"),     REAL("stayed"),      REAL("stayed_low"),
      REAL("stayed_high"), REAL("arrived"),    REAL("arrived_low"), REAL("arrived_high"),
      REAL("p_value"),     REAL("p_adjusted"),
  };
  cs_table *table = TABLE(columns);
  for (size_t i = 0; i < changes->theme_count; i++) {
    const cs_theme_change *of = &changes->themes[i];
    cs_table_add(
        table,
        (cs_value[]){cs_string(of->theme->id), cs_integer((int64_t)changes->pair_count),
                     cs_integer(of->count[CS_PERSISTED]), cs_integer(of->count[CS_RESOLVED]),
                     cs_integer(of->count[CS_APPEARED]), cs_integer(of->count[CS_NEVER]),
                     cs_real(of->stayed), cs_real(of->stayed_in.low), cs_real(of->stayed_in.high),
                     cs_real(of->arrived), cs_real(of->arrived_in.low),
                     cs_real(of->arrived_in.high), cs_real(of->p_value), cs_real(of->p_adjusted)});
  }
  return table;
}

static double rate(const cs_panel *panel, const cs_panel_review *review, size_t theme) {
  uint32_t weak = cs_panel_weak(panel, cs_panel_cell(panel, review, theme));
  return review->findings > 0 ? 100.0 * weak / review->findings : NAN;
}

cs_table *cs_pair_table(const cs_panel *panel, const cs_changes *changes) {
  static const cs_column columns[] = {TEXT("area"),         TEXT("earlier"), TEXT("later"),
                                      TEXT("theme"),        TEXT("change"),  REAL("per_100_before"),
                                      REAL("per_100_after")};
  cs_table *table = TABLE(columns);
  for (size_t i = 0; i < changes->pair_count * changes->theme_count; i++) {
    const cs_pair *pair = &changes->pairs[i / changes->theme_count];
    size_t theme = i % changes->theme_count;
    bool shown = (panel->only_theme == CS_ALL || panel->only_theme == theme) &&
                 (panel->only_area == CS_ALL || &panel->areas[panel->only_area] == pair->area);
    if (shown) {
      cs_table_add(table,
                   (cs_value[]){cs_string(pair->area->name), cs_string(pair->earlier->key),
                                cs_string(pair->later->key), cs_string(panel->themes[theme].id),
                                cs_string(cs_change_name((cs_change)changes->cells[i])),
                                cs_real(rate(panel, pair->earlier, theme)),
                                cs_real(rate(panel, pair->later, theme))});
    }
  }
  return table;
}

/* ---- Likeness ---- */

cs_table *cs_likeness_table(const cs_panel *panel, const cs_likeness *likeness) {
  static const cs_column columns[] = {TEXT("area"), COUNT("place"), TEXT("neighbour"),
                                      REAL("likeness")};
  cs_table *table = TABLE(columns);
  for (size_t i = 0; i < likeness->area_count * likeness->nearest_count; i++) {
    uint32_t area = likeness->areas[i / likeness->nearest_count];
    if (panel->only_area == CS_ALL || panel->only_area == area) {
      cs_table_add(table, (cs_value[]){cs_string(panel->areas[area].name),
                                       cs_integer((int64_t)(i % likeness->nearest_count) + 1),
                                       cs_string(panel->areas[likeness->nearest[i].area].name),
                                       cs_real(likeness->nearest[i].likeness)});
    }
  }
  return table;
}

/* ---- Grades ---- */

cs_table *cs_grade_table(const cs_grades_read *grades) {
  static const cs_column columns[] = {TEXT("aspect"),        TEXT("section"),  COUNT("areas"),
                                      COUNT("left_out"),     REAL("spearman"), REAL("spearman_low"),
                                      REAL("spearman_high"), REAL("tau_b")};
  cs_table *table = TABLE(columns);
  for (size_t i = 0; i < grades->fit_count; i++) {
    const cs_grade_fit *fit = &grades->fits[i];
    cs_table_add(table, (cs_value[]){cs_string(fit->aspect), cs_string(fit->section),
                                     cs_integer((int64_t)fit->areas),
                                     cs_integer((int64_t)(fit->count - fit->areas)),
                                     cs_real(fit->spearman), cs_real(fit->interval.low),
                                     cs_real(fit->interval.high), cs_real(fit->tau_b)});
  }
  return table;
}

cs_table *cs_graded_table(const cs_grades_read *grades) {
  static const cs_column columns[] = {
      TEXT("aspect"),    TEXT("section"),   TEXT("area"),
      TEXT("review"),    TEXT("grade"),     COUNT("rank"),
      COUNT("strength"), COUNT("weakness"), {"balance", NULL, CS_REAL, 2}};
  cs_table *table = TABLE(columns);
  for (size_t i = 0; i < grades->graded_count; i++) {
    const cs_graded *row = &grades->graded[i];
    cs_table_add(table,
                 (cs_value[]){cs_string(row->aspect), cs_string(row->section), cs_string(row->area),
                              cs_string(row->review), cs_string(row->grade), cs_integer(row->rank),
                              cs_integer(row->strength), cs_integer(row->weakness),
                              cs_real(row->balance)});
  }
  return table;
}

/* ---- Recommendations ---- */

cs_table *cs_load_table(const cs_recommendations *all) {
  static const cs_column columns[] = {TEXT("addressee"), COUNT("recommendations"), COUNT("alone"),
                                      COUNT("shared"), COUNT("areas")};
  cs_table *table = TABLE(columns);
  for (size_t i = 0; i < all->load_count; i++) {
    const cs_load *load = &all->loads[i];
    cs_table_add(table, (cs_value[]){cs_string(load->addressee), cs_integer(load->recommendations),
                                     cs_integer(load->alone), cs_integer(load->shared),
                                     cs_integer(load->areas)});
  }
  return table;
}

cs_table *cs_unanswered_table(const cs_recommendations *all) {
  static const cs_column columns[] = {TEXT("theme"), TEXT("area"), TEXT("review"),
                                      COUNT("passages")};
  cs_table *table = TABLE(columns);
  for (size_t i = 0; i < all->unanswered_count; i++) {
    const cs_unanswered *each = &all->unanswered[i];
    cs_table_add(table, (cs_value[]){cs_string(each->theme->id), cs_string(each->area),
                                     cs_string(each->review), cs_integer(each->passages)});
  }
  return table;
}

cs_table *cs_unsupported_table(const cs_recommendations *all) {
  static const cs_column columns[] = {TEXT("passage"),      TEXT("area"), TEXT("review"),
                                      TEXT("label"),        TEXT("why"),  TEXT("themes"),
                                      TEXT("addressed_to"), TEXT("text")};
  cs_table *table = TABLE(columns);
  for (size_t i = 0; i < all->unsupported_count; i++) {
    const cs_unsupported *each = &all->unsupported[i];
    cs_table_add(table,
                 (cs_value[]){cs_string(each->passage), cs_string(each->area),
                              cs_string(each->review), cs_string(each->label),
                              cs_string(cs_unsupported_word(each->why)), cs_string(each->themes),
                              cs_string(each->addressed_to), cs_string(each->text)});
  }
  return table;
}

cs_table *cs_unresolved_table(const cs_recommendations *all) {
  static const cs_column columns[] = {TEXT("passage"), TEXT("area"), TEXT("review"), TEXT("label")};
  cs_table *table = TABLE(columns);
  for (size_t i = 0; i < all->unresolved_count; i++) {
    const cs_unresolved *each = &all->unresolved[i];
    cs_table_add(table, (cs_value[]){cs_string(each->passage), cs_string(each->area),
                                     cs_string(each->review), cs_string(each->label)});
  }
  return table;
}
