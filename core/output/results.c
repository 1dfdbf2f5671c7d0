/* Results of the analyses as tables, with the columns of the exported files. */
#include "output/files.h"

#include <conspectus/output.h>
#include <stdlib.h>

static cs_table *table_of(cs_export_id id) {
  cs_column *columns = cs_columns_of(cs_exports[id].variables, cs_exports[id].variable_count);
  cs_table *table = cs_table_new(columns, cs_exports[id].variable_count);
  free(columns);
  return table;
}

cs_table *cs_recurring_table(const cs_recurrence *rows, size_t count) {
  cs_table *table = table_of(CS_EXPORT_RECURRING);
  for (size_t i = 0; i < count; i++) {
    const cs_recurrence *row = &rows[i];
    const cs_components *of = &row->components;
    cs_table_add(table, (cs_value[]){
                            cs_string(row->theme->id),
                            cs_integer(of->areas),
                            cs_integer(of->affected),
                            cs_real(of->prevalence),
                            cs_real(row->prevalence.low),
                            cs_real(row->prevalence.high),
                            cs_real(of->formality),
                            cs_real(of->repeated),
                            cs_real(of->carried_over),
                            cs_real(of->breadth),
                            cs_real(row->score),
                            cs_real(row->score_interval.low),
                            cs_real(row->score_interval.high),
                            row->rank > 0 ? cs_integer(row->rank) : cs_missing(),
                            cs_real(row->rank_interval.low),
                            cs_real(row->rank_interval.high),
                            cs_real(row->p_first),
                        });
  }
  return table;
}

cs_table *cs_comparison_table(const cs_comparison *rows, size_t count) {
  cs_table *table = table_of(CS_EXPORT_AREA_THEME);
  for (size_t i = 0; i < count; i++) {
    const cs_comparison *row = &rows[i];
    const uint32_t *by_polarity = row->cell->count;
    cs_table_add(table, (cs_value[]){
                            cs_string(row->area),
                            cs_string(row->review->key),
                            cs_string(row->theme->id),
                            cs_integer(by_polarity[CS_WEAKNESS]),
                            cs_integer(by_polarity[CS_STRENGTH]),
                            cs_integer(by_polarity[CS_MIXED]),
                            cs_integer(by_polarity[CS_NEUTRAL]),
                            cs_real(row->per_100_findings),
                            cs_real(row->residual),
                            cs_real(row->p_value),
                            cs_real(row->p_adjusted),
                            cs_integer(row->review->findings),
                            cs_real(row->balance),
                        });
  }
  return table;
}
