/* Themes: the rule, the cues of its own, the examples that are its tests. And
 * scores, which are a function and little else. */
#include "host/record.h"

#include <lauxlib.h>
#include <stddef.h>
#include <string.h>

/* ---- Rule ---- */

static void read_rule(cs_reader *reader, void *into) {
  cs_plugin *plugin = into;
  plugin->rule = cs_api_rule(reader->L, -1);
  if (plugin->rule == NULL) {
    cs_reader_expected(reader, "a rule (c.any, c.sentence, ...)");
  } else if (cs_rule_may_hold_with(plugin->rule, NULL)) { /* coding looks at no such passages */
    cs_reader_complain(reader, "the rule would hold where none of its terms stands: give it a "
                               "term outside c.none");
  }
}

static void read_theme_cues(cs_reader *reader, void *into) {
  cs_plugin *plugin = into;
  cs_read_cues(reader, &plugin->own);
  plugin->as.theme.own = &plugin->own;
}

/* ---- Examples ---- */

static void read_kind(cs_reader *reader, void *into) {
  cs_kind *kind = into;
  const char *names[CS_KIND_COUNT];
  for (int i = 0; i < CS_KIND_COUNT; i++) {
    names[i] = cs_kind_name((cs_kind)i);
  }
  int place = cs_read_word(reader, names, CS_KIND_COUNT);
  *kind = place >= 0 ? (cs_kind)place : CS_FINDING;
}

static void read_expectation(cs_reader *reader, cs_theme_example *example) {
  lua_State *L = reader->L;
  if (lua_type(L, -1) == LUA_TBOOLEAN && !lua_toboolean(L, -1)) {
    return;
  }
  const char *names[CS_POLARITY_COUNT + 1];
  for (int i = 0; i < CS_POLARITY_COUNT; i++) {
    names[i] = cs_polarity_name((cs_polarity)i);
  }
  if (lua_type(L, -1) != LUA_TSTRING) {
    cs_reader_expected(reader, "the polarity it must get, or false where it must not be coded");
    return;
  }
  int place = cs_read_word(reader, names, CS_POLARITY_COUNT);
  example->coded = true;
  example->polarity = place >= 0 ? (cs_polarity)place : CS_NEUTRAL;
}

static const cs_field_form example_forms[] = {
    {"kind", false, read_kind, offsetof(cs_theme_example, kind)},
    {"repeated", false, cs_read_bool, offsetof(cs_theme_example, repeat)},
    {"cites", false, cs_read_bool, offsetof(cs_theme_example, cites)},
};

/* Reads item `place` of the example on top, and takes it away, so that only names are left. */
static void take_item(cs_reader *reader, lua_Integer place) {
  lua_rawgeti(reader->L, -1, place);
  lua_pushnil(reader->L);
  lua_rawseti(reader->L, -3, place);
}

static void read_example(cs_reader *reader, size_t place, void *into) {
  lua_State *L = reader->L;
  cs_plugin *plugin = into;
  cs_theme_example example = {.text = "", .kind = CS_FINDING};
  if (lua_type(L, -1) != LUA_TTABLE) {
    cs_reader_expected(reader, "{ \"text\", \"weakness\" } or { \"text\", false }");
    return;
  }
  size_t mark = cs_reader_enter(reader, "[1]");
  take_item(reader, 1);
  cs_read_string(reader, &example.text);
  lua_pop(L, 1);
  cs_reader_leave(reader, mark);
  mark = cs_reader_enter(reader, "[2]");
  take_item(reader, 2);
  read_expectation(reader, &example);
  lua_pop(L, 1);
  cs_reader_leave(reader, mark);
  cs_read_fields(reader, example_forms, sizeof example_forms / sizeof *example_forms, &example);
  cs_theme_example *all;
  memcpy(&all, &plugin->as.theme.examples, sizeof all); /* ours, though shown const */
  all[place] = example;
}

static void begin_examples(cs_reader *reader, size_t count, void *into) {
  (void)reader;
  cs_plugin *plugin = into;
  plugin->as.theme.examples =
      cs_arena_allocate(plugin->arena, count, sizeof *plugin->as.theme.examples);
  plugin->as.theme.example_count = count;
}

static void read_examples(cs_reader *reader, void *into) {
  cs_read_list(reader, "a list of examples", 500, begin_examples, read_example, into);
}

/* ---- Records ---- */

static const cs_field_form theme_forms[] = {
    {"id", true, cs_read_id, offsetof(cs_plugin, as.theme.id)},
    {"title", true, cs_read_string, offsetof(cs_plugin, as.theme.title)},
    {"about", true, cs_read_string, offsetof(cs_plugin, as.theme.about)},
    {"version", true, cs_read_string, offsetof(cs_plugin, as.theme.version)},
    {"rule", true, read_rule, 0},
    {"cues", false, read_theme_cues, 0},
    {"judge", false, cs_read_function, offsetof(cs_plugin, as.theme.judges)},
    {"examples", false, read_examples, 0},
};

void cs_read_theme(cs_reader *reader) {
  cs_plugin *plugin = reader->plugin;
  cs_theme *theme = &plugin->as.theme;
  cs_read_fields(reader, theme_forms, sizeof theme_forms / sizeof *theme_forms, plugin);
  theme->plugin = plugin->path;
  theme->rule = plugin->rule;
  memcpy(theme->sha256, plugin->sha256, sizeof theme->sha256);
  plugin->own.id = theme->id;
  plugin->own.title = theme->title;
  plugin->own.about = theme->about;
  plugin->own.version = theme->version;
  plugin->own.plugin = plugin->path;
  memcpy(plugin->own.sha256, plugin->sha256, sizeof plugin->own.sha256);
}

typedef struct score_record {
  cs_score score;
  bool function;
} score_record;

static const cs_field_form score_forms[] = {
    {"id", true, cs_read_id, offsetof(score_record, score.id)},
    {"title", true, cs_read_string, offsetof(score_record, score.title)},
    {"about", true, cs_read_string, offsetof(score_record, score.about)},
    {"version", true, cs_read_string, offsetof(score_record, score.version)},
    {"score", true, cs_read_function, offsetof(score_record, function)},
};

void cs_read_score(cs_reader *reader) {
  score_record record = {0};
  cs_read_fields(reader, score_forms, sizeof score_forms / sizeof *score_forms, &record);
  reader->plugin->as.score = record.score;
}
