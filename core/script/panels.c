/* The panels as the commands compute them: recurring weaknesses, and areas by themes. The
 * columns are those of the exported files. */
#include "script/take.h"

#include <conspectus/analysis.h>
#include <stdlib.h>

enum { THRESHOLD, MIXED, UP_TO, FAMILY, SHARED_SETTINGS };

#define SHARED                                                                                     \
  [THRESHOLD] = {"threshold", CS_SETTING_SHARE}, [MIXED] = {"mixed", CS_SETTING_FLAG},             \
  [UP_TO] = {"up_to", CS_SETTING_DAY}, [FAMILY] = {"family", CS_SETTING_TEXT}

static const char *text_of(const cs_bridge_value *value) {
  return value->type == CS_BRIDGE_STRING ? value->string.bytes : NULL;
}

static cs_analysis_options options_of(const cs_bridge_value *given) {
  cs_analysis_options options = cs_analysis_defaults;
  cs_as_number(&options.threshold, &given[THRESHOLD]);
  if (given[THRESHOLD].type == CS_BRIDGE_NIL) {
    options.threshold = cs_analysis_defaults.threshold;
  }
  options.mixed = given[MIXED].type == CS_BRIDGE_BOOLEAN && given[MIXED].boolean;
  options.until = text_of(&given[UP_TO]);
  options.family = text_of(&given[FAMILY]);
  return options;
}

static void give_table(cs_bridge_call *call, const cs_table *table) {
  size_t rows = cs_table_rows(table), columns = cs_table_columns(table);
  const char **names = cs_arena_allocate(call->arena, columns + 1, sizeof *names);
  for (size_t i = 0; i < columns; i++) {
    names[i] = cs_arena_string(call->arena, cs_table_column(table, i)->name);
  }
  cs_bridge_value *items = cs_arena_allocate(call->arena, rows + 1, sizeof *items);
  for (size_t i = 0; i < rows; i++) {
    items[i] = cs_script_record(call->arena, names, cs_table_value(table, i, 0), columns);
  }
  call->results[0] = (cs_bridge_value){.type = CS_BRIDGE_LIST, .list = {items, rows}};
  call->result_count = 1;
}

static cs_status read_panel(cs_panel **panel, cs_bridge_call *call,
                            const cs_analysis_options *options, cs_error *error) {
  cs_error why;
  cs_status status = cs_panel_read(panel, cs_script_of(call)->dataset, options, &why);
  return status == CS_OK ? CS_OK : cs_fail(error, status, "%s: %s", call->name, why.message);
}

/* The plugins are loaded when a score is first asked for. */
static cs_status open_host(cs_script *script, cs_error *error) {
  static const cs_host_options defaults = {0};
  cs_problems problems = {0};
  if (script->host != NULL) {
    return CS_OK;
  }
  const cs_host_options *plugins = script->options->plugins;
  cs_status status =
      cs_host_open(&script->host, plugins != NULL ? plugins : &defaults, &problems, error);
  cs_problems_clear(&problems);
  return status;
}

/* data:recurring { threshold =, mixed =, up_to =, family =, score = } */
static cs_status recurring(cs_bridge_call *call, cs_error *error) {
  enum { SCORE = SHARED_SETTINGS, SETTINGS };
  static const cs_setting settings[] = {SHARED, [SCORE] = {"score", CS_SETTING_TEXT}};
  cs_script *script = cs_script_of(call);
  cs_bridge_value given[SETTINGS];
  cs_panel *panel;
  cs_recurrence *rows;
  cs_status status = cs_take_count(call, 1, "give all settings in one record", error);
  if (status == CS_OK) {
    status = cs_take_settings(given, call, 0, "setting", settings, SETTINGS, error);
  }
  if (status == CS_OK) {
    status = open_host(script, error);
  }
  if (status != CS_OK) {
    return status;
  }
  cs_analysis_options options = options_of(given);
  const char *score = text_of(&given[SCORE]);
  status = read_panel(&panel, call, &options, error);
  if (status != CS_OK) {
    return status;
  }
  cs_error why;
  status = cs_recurring(&rows, panel, script->host, score != NULL ? score : "recurrence", &why);
  if (status == CS_OK) {
    cs_table *table = cs_recurring_table(rows, panel->theme_count);
    give_table(call, table);
    cs_table_free(table);
    free(rows);
  } else {
    cs_fail(error, status, "%s: %s", call->name, why.message);
  }
  cs_panel_free(panel);
  return status;
}

/* data:area_theme { threshold =, mixed =, up_to =, family =, area =, theme = } */
static cs_status area_theme(cs_bridge_call *call, cs_error *error) {
  enum { AREA = SHARED_SETTINGS, THEME, SETTINGS };
  static const cs_setting settings[] = {
      SHARED, [AREA] = {"area", CS_SETTING_TEXT}, [THEME] = {"theme", CS_SETTING_TEXT}};
  cs_bridge_value given[SETTINGS];
  cs_panel *panel;
  cs_status status = cs_take_count(call, 1, "give all settings in one record", error);
  if (status == CS_OK) {
    status = cs_take_settings(given, call, 0, "setting", settings, SETTINGS, error);
  }
  if (status != CS_OK) {
    return status;
  }
  cs_analysis_options options = options_of(given);
  options.area = text_of(&given[AREA]);
  options.theme = text_of(&given[THEME]);
  status = read_panel(&panel, call, &options, error);
  if (status != CS_OK) {
    return status;
  }
  cs_comparison *rows;
  size_t count;
  cs_compare(&rows, &count, panel);
  cs_table *table = cs_comparison_table(rows, count);
  give_table(call, table);
  cs_table_free(table);
  free(rows);
  cs_panel_free(panel);
  return CS_OK;
}

const cs_bridge_entry cs_script_panels[] = {
    {"data:recurring", recurring, 0},
    {"data:area_theme", area_theme, 0},
    {NULL, NULL, 0},
};
