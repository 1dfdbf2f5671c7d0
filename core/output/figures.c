/* Results of the comparisons as tables for programs; only some of their columns are
 * shown to people. */
#include <conspectus/output.h>

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
