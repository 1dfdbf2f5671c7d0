/* What `require "conspectus"` gives: builders of rules, and one function for
 * each kind of plugin that marks its table.
 *
 * A rule is a userdata with a pointer to a cs_rule in the plugin's arena, so
 * that a plugin can neither change nor forge one. Rules are trees: a rule that
 * is used a second time is copied. Builders check at once, so that a fault is
 * told with the line that made it.
 */
#include "host/library.h"
#include "host/plugin.h"

#include <lauxlib.h>
#include <string.h>

#define RULE "conspectus.rule"
#define RECORD "conspectus.record"

typedef struct rule_handle {
  cs_rule *rule;
  uint32_t depth;
  bool used;
} rule_handle;

typedef struct record_handle {
  cs_plugin_kind kind;
} record_handle;

/* The children of a rule while it is built: a table of handles would do, but a
 * fixed array on the stack needs no freeing when Lua raises. */
enum { MAX_CHILDREN = 1000 };

typedef struct child_list {
  cs_rule_op op;
  const cs_rule **items; /* in the arena */
  size_t count, capacity;
  uint32_t depth;
} child_list;

static cs_rule *new_rule(lua_State *L, cs_rule_op op) {
  cs_plugin *plugin = cs_sandbox_owner(L);
  if (plugin->terms == NULL) {
    luaL_error(L, "a rule is made while the file is loaded, not in a function that is called "
                  "later");
  }
  if (++plugin->rule_nodes > CS_PLUGIN_RULE_NODES) {
    luaL_error(L, "the rules have more than %d parts", CS_PLUGIN_RULE_NODES);
  }
  cs_rule *rule = cs_arena_allocate(plugin->arena, 1, sizeof *rule);
  rule->op = op;
  return rule;
}

static void push_rule(lua_State *L, cs_rule *rule, uint32_t depth) {
  if (depth > CS_PLUGIN_RULE_DEPTH) {
    luaL_error(L, "the rule is nested deeper than %d", CS_PLUGIN_RULE_DEPTH);
  }
  rule_handle *handle = lua_newuserdatauv(L, sizeof *handle, 0);
  *handle = (rule_handle){.rule = rule, .depth = depth};
  luaL_setmetatable(L, RULE);
}

/* Depth is bounded by CS_PLUGIN_RULE_DEPTH, size by the count in new_rule. */
static cs_rule *copy_rule(lua_State *L, const cs_rule *rule) {
  cs_plugin *plugin = cs_sandbox_owner(L);
  cs_rule *copy = new_rule(L, rule->op);
  copy->term = rule->term;
  copy->words = rule->words;
  const cs_rule **children = cs_arena_allocate(plugin->arena, rule->child_count, sizeof *children);
  for (size_t i = 0; i < rule->child_count; i++) {
    children[i] = copy_rule(L, rule->children[i]);
  }
  copy->children = children;
  copy->child_count = rule->child_count;
  return copy;
}

static cs_rule *take(lua_State *L, rule_handle *handle) {
  if (handle->used) {
    return copy_rule(L, handle->rule);
  }
  handle->used = true;
  return handle->rule;
}

cs_rule *cs_api_rule(lua_State *L, int index) {
  rule_handle *handle = luaL_testudata(L, index, RULE);
  return handle != NULL ? take(L, handle) : NULL;
}

bool cs_api_push_record(lua_State *L, int index, cs_plugin_kind *kind) {
  const record_handle *handle = luaL_testudata(L, index, RECORD);
  if (handle == NULL) {
    return false;
  }
  *kind = handle->kind;
  lua_getiuservalue(L, index, 1);
  return true;
}

const char *cs_api_type_name(lua_State *L, int index) {
  static const char *const records[] = {"c.family { ... }", "c.lexicon { ... }", "c.theme { ... }",
                                        "c.score { ... }"};
  const record_handle *record = luaL_testudata(L, index, RECORD);
  if (record != NULL) {
    return records[record->kind];
  }
  if (luaL_testudata(L, index, RULE) != NULL) {
    return "a rule";
  }
  return lua_isnoneornil(L, index) ? "nothing" : luaL_typename(L, index);
}

/* ---- Builders ---- */

static cs_rule *term_rule(lua_State *L, int index, const char *builder, lua_Integer place,
                          bool case_sensitive) {
  size_t length;
  const char *pattern = lua_tolstring(L, index, &length);
  cs_rule *rule = new_rule(L, CS_RULE_TERM);
  cs_error error;
  if (cs_plugin_term(&rule->term, cs_sandbox_owner(L), pattern, length, case_sensitive, &error) !=
      CS_OK) {
    luaL_error(L, "c.%s: item %d: %s", builder, (int)place, error.message);
  }
  return rule;
}

static void add_child(lua_State *L, child_list *list, const cs_rule *rule, uint32_t depth) {
  if (list->count == MAX_CHILDREN) {
    luaL_error(L, "c.%s: more than %d items", cs_rule_name(list->op), MAX_CHILDREN);
  }
  if (list->count == list->capacity) {
    cs_plugin *plugin = cs_sandbox_owner(L);
    size_t capacity = list->capacity != 0 ? list->capacity * 4 : 8;
    const cs_rule **grown = cs_arena_allocate(plugin->arena, capacity, sizeof *grown);
    if (list->count != 0) {
      memcpy(grown, list->items, list->count * sizeof *grown);
    }
    list->items = grown;
    list->capacity = capacity;
  }
  list->items[list->count++] = rule;
  list->depth = depth > list->depth ? depth : list->depth;
}

/* Raises unless the table at `index` is a list of at least one item and nothing else. */
static lua_Integer list_length(lua_State *L, int index, const char *builder) {
  lua_Integer length = (lua_Integer)lua_rawlen(L, index);
  lua_Integer keys = 0;
  const char *named = cs_least_text_key(L, index, NULL, 0);
  if (named != NULL) {
    luaL_error(L, "c.%s: expected a plain list, found the field \"%s\"", builder, named);
  }
  lua_pushnil(L);
  while (lua_next(L, index)) {
    lua_pop(L, 1);
    if (!lua_isinteger(L, -1)) {
      luaL_error(L, "c.%s: expected a plain list, found a key that is neither a place nor a text",
                 builder);
    }
    keys++;
  }
  if (keys != length) {
    luaL_error(L, "c.%s: the list has a gap (an item that is nil?)", builder);
  }
  if (length == 0) {
    luaL_error(L, "c.%s: the list is empty: it needs at least one term or rule", builder);
  }
  return length;
}

static void add_item(lua_State *L, child_list *list, lua_Integer place);

/* A list inside any stands for its items, so that word lists can be shared. */
static void add_list(lua_State *L, child_list *list, int index) {
  lua_Integer length = list_length(L, index, "any");
  for (lua_Integer i = 1; i <= length; i++) {
    if (lua_rawgeti(L, index, i) == LUA_TTABLE) {
      luaL_error(L, "c.any: item %d of a list inside is a list again: one level is enough", (int)i);
    }
    add_item(L, list, i);
    lua_pop(L, 1);
  }
}

static void add_item(lua_State *L, child_list *list, lua_Integer place) {
  const char *builder = cs_rule_name(list->op);
  rule_handle *handle = luaL_testudata(L, -1, RULE);
  if (handle != NULL) {
    add_child(L, list, take(L, handle), handle->depth);
  } else if (lua_type(L, -1) == LUA_TSTRING) {
    add_child(L, list, term_rule(L, -1, builder, place, false), 1);
  } else if (lua_type(L, -1) == LUA_TTABLE && list->op == CS_RULE_ANY) {
    add_list(L, list, lua_gettop(L));
  } else {
    luaL_error(L, "c.%s: item %d: expected a term (a string) or a rule, found %s%s", builder,
               (int)place, cs_api_type_name(L, -1),
               lua_type(L, -1) == LUA_TTABLE ? " (say c.any { ... } or c.all { ... })" : "");
  }
}

static int build(lua_State *L, cs_rule_op op, int index, uint32_t words) {
  if (lua_type(L, index) != LUA_TTABLE) {
    return luaL_error(L, "c.%s: expected a list, as in c.%s { \"term\", ... }, found %s",
                      cs_rule_name(op), cs_rule_name(op), cs_api_type_name(L, index));
  }
  luaL_checkstack(L, 6, NULL);
  child_list list = {.op = op};
  lua_Integer length = list_length(L, index, cs_rule_name(op));
  for (lua_Integer i = 1; i <= length; i++) {
    lua_rawgeti(L, index, i);
    add_item(L, &list, i);
    lua_pop(L, 1);
  }
  cs_rule *rule = new_rule(L, op);
  rule->words = words;
  rule->children = list.items;
  rule->child_count = list.count;
  push_rule(L, rule, list.depth + 1);
  return 1;
}

static int build_list(lua_State *L) {
  lua_settop(L, 1);
  return build(L, (cs_rule_op)lua_tointeger(L, lua_upvalueindex(1)), 1, 0);
}

/* c.within(n, { ... }), c.front(n, { ... }), c.times(n, { ... }) */
static int build_counted(lua_State *L) {
  cs_rule_op op = (cs_rule_op)lua_tointeger(L, lua_upvalueindex(1));
  lua_settop(L, 2);
  lua_Integer words = lua_isinteger(L, 1) ? lua_tointeger(L, 1) : 0;
  if (words < 1 || words > CS_PLUGIN_WITHIN_WORDS) {
    return luaL_error(L,
                      "c.%s: expected a whole number of %s from 1 to %d first, as in "
                      "c.%s(10, { ... })",
                      cs_rule_name(op), op == CS_RULE_TIMES ? "sentences" : "words",
                      CS_PLUGIN_WITHIN_WORDS, cs_rule_name(op));
  }
  return build(L, op, 2, (uint32_t)words);
}

/* The terms of the list at `index`, or of the one term there, as children of one rule. */
static child_list read_terms(lua_State *L, int index) {
  child_list list = {.op = CS_RULE_EXCEPT};
  if (lua_type(L, index) != LUA_TTABLE) {
    lua_pushvalue(L, index);
    add_item(L, &list, 1);
    lua_pop(L, 1);
  } else {
    lua_Integer length = list_length(L, index, "except");
    for (lua_Integer i = 1; i <= length; i++) {
      lua_rawgeti(L, index, i);
      add_item(L, &list, i);
      lua_pop(L, 1);
    }
  }
  for (size_t i = 0; i < list.count; i++) {
    if (list.items[i]->op != CS_RULE_TERM) {
      luaL_error(L, "c.except: item %d: expected a term, found a rule", (int)i + 1);
    }
  }
  return list;
}

/* c.except(terms, exceptions): any of the terms, none of them within an exception. */
static int build_except(lua_State *L) {
  lua_settop(L, 2);
  luaL_checkstack(L, 6, NULL);
  const cs_plugin *plugin = cs_sandbox_owner(L);
  child_list terms = read_terms(L, 1), exceptions = read_terms(L, 2);
  const cs_rule **parts = cs_arena_allocate(plugin->arena, terms.count, sizeof *parts);
  for (size_t i = 0; i < terms.count; i++) {
    cs_rule *part = new_rule(L, CS_RULE_EXCEPT);
    const cs_rule **children = cs_arena_allocate(plugin->arena, exceptions.count, sizeof *children);
    for (size_t each = 0; each < exceptions.count; each++) {
      children[each] = i == 0 ? exceptions.items[each] : copy_rule(L, exceptions.items[each]);
    }
    part->term = terms.items[i]->term;
    part->children = children;
    part->child_count = exceptions.count;
    parts[i] = part;
  }
  cs_rule *rule = new_rule(L, CS_RULE_ANY);
  rule->children = parts;
  rule->child_count = terms.count;
  push_rule(L, rule, 3);
  return 1;
}

static int build_case(lua_State *L) {
  lua_settop(L, 1);
  if (lua_type(L, 1) != LUA_TSTRING) {
    return luaL_error(L, "c.case: expected a term, as in c.case \"IT\", found %s",
                      cs_api_type_name(L, 1));
  }
  push_rule(L, term_rule(L, 1, "case", 1, true), 1);
  return 1;
}

static int mark_record(lua_State *L) {
  static const char *const names[] = {"family", "lexicon", "theme", "score"};
  cs_plugin_kind kind = (cs_plugin_kind)lua_tointeger(L, lua_upvalueindex(1));
  lua_settop(L, 1);
  if (lua_type(L, 1) != LUA_TTABLE) {
    return luaL_error(L, "c.%s: expected a table, as in c.%s { id = ..., ... }, found %s",
                      names[kind], names[kind], cs_api_type_name(L, 1));
  }
  record_handle *handle = lua_newuserdatauv(L, sizeof *handle, 1);
  handle->kind = kind;
  luaL_setmetatable(L, RECORD);
  lua_pushvalue(L, 1);
  lua_setiuservalue(L, -2, 1);
  return 1;
}

static int unknown_name(lua_State *L) {
  return luaL_error(L,
                    "conspectus has no \"%s\": there are theme, family, lexicon, score, and "
                    "any, all, none, sentence, within, order, front, times, except, case",
                    cs_lua_shown(L, 2));
}

static void make_type(lua_State *L, const char *name, const char *shown) {
  luaL_newmetatable(L, name);
  lua_pushstring(L, shown);
  lua_setfield(L, -2, "__metatable");
  lua_pop(L, 1);
}

typedef struct builder {
  const char *name;
  lua_CFunction function;
  int value; /* its first upvalue */
} builder;

static const builder builders[] = {
    {"any", build_list, CS_RULE_ANY},          {"all", build_list, CS_RULE_ALL},
    {"none", build_list, CS_RULE_NONE},        {"sentence", build_list, CS_RULE_SENTENCE},
    {"order", build_list, CS_RULE_ORDER},      {"within", build_counted, CS_RULE_WITHIN},
    {"front", build_counted, CS_RULE_FRONT},   {"times", build_counted, CS_RULE_TIMES},
    {"except", build_except, CS_RULE_EXCEPT},  {"case", build_case, CS_RULE_TERM},
    {"family", mark_record, CS_PLUGIN_FAMILY}, {"lexicon", mark_record, CS_PLUGIN_LEXICON},
    {"theme", mark_record, CS_PLUGIN_THEME},   {"score", mark_record, CS_PLUGIN_SCORE},
};

void cs_api_push(lua_State *L) {
  luaL_checkstack(L, 6, NULL);
  make_type(L, RULE, "rule");
  make_type(L, RECORD, "record");
  lua_createtable(L, 0, 12);
  for (size_t i = 0; i < sizeof builders / sizeof *builders; i++) {
    lua_pushinteger(L, builders[i].value);
    lua_pushcclosure(L, builders[i].function, 1);
    lua_setfield(L, -2, builders[i].name);
  }
  lua_createtable(L, 0, 1);
  lua_pushcfunction(L, unknown_name);
  lua_setfield(L, -2, "__index");
  lua_setmetatable(L, -2);
  cs_sandbox_freeze(L, "conspectus");
}
