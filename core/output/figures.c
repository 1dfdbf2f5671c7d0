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
