/* Values of Lua as plain ones, and back. Tables are read without their metatables, so that
 * nothing of a script runs while it is read. */
#include "host/values.h"

#include "host/library.h"

#include <lauxlib.h>
#include <stdlib.h>
#include <string.h>

const char *cs_bridge_type_name(cs_bridge_type type) {
  static const char *const names[] = {
      [CS_BRIDGE_NIL] = "nil",           [CS_BRIDGE_BOOLEAN] = "true or false",
      [CS_BRIDGE_INTEGER] = "a number",  [CS_BRIDGE_NUMBER] = "a number",
      [CS_BRIDGE_STRING] = "a text",     [CS_BRIDGE_LIST] = "a list",
      [CS_BRIDGE_RECORD] = "a record",   [CS_BRIDGE_FUNCTION] = "a function",
      [CS_BRIDGE_KEPT] = "another value"};
  return names[type];
}

cs_bridge_value cs_bridge_string(const char *string) {
  if (string == NULL) {
    return (cs_bridge_value){.type = CS_BRIDGE_NIL};
  }
  return (cs_bridge_value){.type = CS_BRIDGE_STRING, .string = {string, strlen(string)}};
}

/* ---- From Lua ---- */

static cs_bridge_value take_at(cs_values *values, int index, int depth);

static cs_bridge_value keep(cs_values *values, int index) {
  struct cs_bridge_inside *inside = values->call->inside;
  lua_pushvalue(inside->L, index);
  lua_rawseti(inside->L, inside->keep, ++inside->kept);
  bool function = lua_type(inside->L, index) == LUA_TFUNCTION;
  return (cs_bridge_value){.type = function ? CS_BRIDGE_FUNCTION : CS_BRIDGE_KEPT,
                           .kept = inside->kept};
}

typedef struct shape {
  size_t names;
  size_t places;
  lua_Integer last; /* the highest place */
} shape;

static shape measure(cs_values *values, int index) {
  lua_State *L = values->call->inside->L;
  const char *name = values->call->name;
  shape found = {0};
  lua_pushnil(L);
  while (lua_next(L, index)) {
    lua_pop(L, 1);
    if (++values->items > CS_VALUES_ITEMS) {
      luaL_error(L, "%s: the tables have more than %d items", name, CS_VALUES_ITEMS);
    }
    if (lua_type(L, -1) == LUA_TSTRING) {
      found.names++;
    } else if (lua_isinteger(L, -1) && lua_tointeger(L, -1) >= 1) {
      found.places++;
      lua_Integer place = lua_tointeger(L, -1);
      found.last = place > found.last ? place : found.last;
    } else {
      luaL_error(L,
                 "%s: a key of the table is %s: it takes lists, and records whose keys are texts",
                 name, cs_lua_shown(L, -1));
    }
  }
  if (found.names > 0 && found.places > 0) {
    luaL_error(L, "%s: the table is both a list and a record: it has items without a name", name);
  }
  if (found.last > CS_VALUES_ITEMS || (size_t)found.last > 64 * (found.places + 1)) {
    luaL_error(L, "%s: the list has too many gaps: it has %d items, the last in place %d", name,
               (int)found.places, (int)(found.last < 1000000000 ? found.last : 1000000000));
  }
  return found;
}

/* A copy of the text at an index. */
static const char *copy_text(cs_values *values, int index, size_t *length) {
  lua_State *L = values->call->inside->L;
  const char *bytes = lua_tolstring(L, index, length);
  values->bytes += *length;
  if (values->bytes > CS_VALUES_BYTES) {
    luaL_error(L, "%s: the texts have more than %d MB", values->call->name, CS_VALUES_BYTES >> 20);
  }
  return cs_arena_bytes(values->call->arena, bytes, *length);
}

static int by_name(const void *left, const void *right) {
  const cs_bridge_field *a = left, *b = right;
  return strcmp(a->name, b->name);
}

static cs_bridge_value take_record(cs_values *values, int index, size_t count, int depth) {
  lua_State *L = values->call->inside->L;
  cs_arena *arena = values->call->arena;
  cs_bridge_field *fields = cs_arena_allocate(arena, count, sizeof *fields);
  size_t at = 0;
  lua_pushnil(L);
  while (lua_next(L, index) && at < count) {
    size_t length;
    fields[at].name = copy_text(values, -2, &length);
    fields[at++].value = take_at(values, lua_gettop(L), depth + 1);
    lua_pop(L, 1);
  }
  qsort(fields, at, sizeof *fields, by_name); /* Lua's own order is a matter of chance */
  return (cs_bridge_value){.type = CS_BRIDGE_RECORD, .record = {fields, at}};
}

static cs_bridge_value take_list(cs_values *values, int index, size_t count, int depth) {
  lua_State *L = values->call->inside->L;
  cs_bridge_value *items = cs_arena_allocate(values->call->arena, count + 1, sizeof *items);
  for (size_t i = 0; i < count; i++) {
    lua_rawgeti(L, index, (lua_Integer)i + 1);
    bool as_it_is = values->keeps_items && !lua_isnil(L, -1);
    items[i] = as_it_is ? keep(values, lua_gettop(L)) : take_at(values, lua_gettop(L), depth + 1);
    items[i].type = as_it_is ? CS_BRIDGE_KEPT : items[i].type;
    lua_pop(L, 1);
  }
  return (cs_bridge_value){.type = CS_BRIDGE_LIST, .list = {items, count}};
}

static cs_bridge_value take_table(cs_values *values, int index, int depth) {
  lua_State *L = values->call->inside->L;
  if (depth > CS_VALUES_DEPTH) {
    luaL_error(L, "%s: tables are nested deeper than %d, or one holds itself", values->call->name,
               CS_VALUES_DEPTH);
  }
  luaL_checkstack(L, 8, NULL);
  cs_sandbox_check_time(L);
  shape found = measure(values, index);
  return found.names > 0 ? take_record(values, index, found.names, depth)
                         : take_list(values, index, (size_t)found.last, depth);
}

static cs_bridge_value take_string(cs_values *values, int index) {
  size_t length;
  const char *bytes = copy_text(values, index, &length);
  return (cs_bridge_value){.type = CS_BRIDGE_STRING, .string = {bytes, length}};
}

static cs_bridge_value take_at(cs_values *values, int index, int depth) {
  lua_State *L = values->call->inside->L;
  switch (lua_type(L, index)) {
  case LUA_TNIL:
  case LUA_TNONE:
    return (cs_bridge_value){.type = CS_BRIDGE_NIL};
  case LUA_TBOOLEAN:
    return cs_bridge_boolean(lua_toboolean(L, index));
  case LUA_TNUMBER:
    return lua_isinteger(L, index)
               ? cs_bridge_integer(lua_tointeger(L, index))
               : (cs_bridge_value){.type = CS_BRIDGE_NUMBER, .number = lua_tonumber(L, index)};
  case LUA_TSTRING:
    return take_string(values, index);
  case LUA_TTABLE:
    return take_table(values, index, depth);
  default:
    return keep(values, index);
  }
}

cs_bridge_value cs_values_take(cs_values *values, int index) {
  return take_at(values, lua_absindex(values->call->inside->L, index), 1);
}

/* ---- To Lua ---- */

/* What is pushed was made by the program: its depth is bounded by that. */
static void push_table(const cs_bridge_call *call, const cs_bridge_value *value) {
  lua_State *L = call->inside->L;
  luaL_checkstack(L, 4, NULL);
  if (value->type == CS_BRIDGE_LIST) {
    lua_createtable(L, (int)value->list.count, 0);
    for (size_t i = 0; i < value->list.count; i++) {
      cs_values_push(call, &value->list.items[i]);
      lua_rawseti(L, -2, (lua_Integer)i + 1);
    }
    return;
  }
  lua_createtable(L, 0, (int)value->record.count);
  for (size_t i = 0; i < value->record.count; i++) {
    lua_pushstring(L, value->record.fields[i].name);
    cs_values_push(call, &value->record.fields[i].value);
    lua_rawset(L, -3);
  }
}

void cs_values_push(const cs_bridge_call *call, const cs_bridge_value *value) {
  lua_State *L = call->inside->L;
  switch (value->type) {
  case CS_BRIDGE_NIL:
    lua_pushnil(L);
    break;
  case CS_BRIDGE_BOOLEAN:
    lua_pushboolean(L, value->boolean);
    break;
  case CS_BRIDGE_INTEGER:
    lua_pushinteger(L, value->integer);
    break;
  case CS_BRIDGE_NUMBER:
    lua_pushnumber(L, value->number);
    break;
  case CS_BRIDGE_STRING:
    lua_pushlstring(L, value->string.bytes, value->string.length);
    break;
  case CS_BRIDGE_FUNCTION:
  case CS_BRIDGE_KEPT:
    lua_rawgeti(L, call->inside->keep, value->kept);
    break;
  default:
    push_table(call, value);
  }
}
