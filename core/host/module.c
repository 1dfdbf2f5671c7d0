/* What a script is given: the module that `require "conspectus"` gives, read-only, and the
 * environment around it. */
#include "host/module.h"

#include "base/nearest.h"
#include "host/library.h"

#include <lauxlib.h>
#include <lualib.h>
#include <string.h>

/* Upvalue 1: the object's name with a colon, or "". */
static int unknown_name(lua_State *L) {
  const char *object = lua_tostring(L, lua_upvalueindex(1));
  size_t prefix = strlen(object);
  const cs_bridge *bridge = cs_bridge_of(L);
  const char **names = lua_newuserdatauv(L, (bridge->entry_count + 1) * sizeof *names, 0);
  size_t count = 0;
  for (size_t i = 0; i < bridge->entry_count; i++) {
    const cs_bridge_entry *entry = &bridge->entries[i];
    bool here = strncmp(entry->name, object, prefix) == 0 &&
                strchr(entry->name + prefix, ':') == NULL && !(entry->how & CS_BRIDGE_GLOBAL);
    if (here) {
      names[count++] = entry->name + prefix;
    }
  }
  const char *wanted = cs_lua_shown(L, 2);
  const char *nearest = cs_nearest(wanted, names, count);
  return luaL_error(L, "%s has no \"%s\"%s%s%s: scripts/README.md lists what there is",
                    prefix > 0 ? "data" : "conspectus", wanted,
                    nearest != NULL ? "; did you mean \"" : "", nearest != NULL ? nearest : "",
                    nearest != NULL ? "\"?" : "");
}

/* Pushes a table that shows what is put into the one pushed behind it. */
static void push_object(lua_State *L, const char *object, const char *shown) {
  lua_createtable(L, 0, 32);
  lua_createtable(L, 0, 1);
  lua_pushstring(L, object);
  lua_pushcclosure(L, unknown_name, 1);
  lua_setfield(L, -2, "__index");
  lua_setmetatable(L, -2);
  lua_pushvalue(L, -1);
  cs_sandbox_freeze(L, shown);
  lua_insert(L, -2);
}

static void push_entry(lua_State *L, const cs_bridge_entry *entry) {
  const void *pointer = entry;
  void *data;
  memcpy(&data, &pointer, sizeof data); /* Lua takes no const; it is only read */
  lua_pushlightuserdata(L, data);
}

/* Leaves the module on the stack, read-only. */
static void push_module(lua_State *L) {
  const cs_bridge *bridge = cs_bridge_of(L);
  luaL_checkstack(L, 12, NULL);
  push_object(L, "", "conspectus");
  push_object(L, "data:", "data");
  int data = lua_gettop(L), module = data - 2;
  for (size_t i = 0; i < bridge->entry_count; i++) {
    const cs_bridge_entry *entry = &bridge->entries[i];
    const char *method = strncmp(entry->name, "data:", 5) == 0 ? entry->name + 5 : NULL;
    if ((entry->how & CS_BRIDGE_GLOBAL) != 0) {
      continue;
    }
    push_entry(L, entry);
    if (method != NULL) {
      lua_pushvalue(L, data - 1);
    }
    lua_pushcclosure(L, cs_module_call, method != NULL ? 2 : 1);
    lua_setfield(L, method != NULL ? data : module, method != NULL ? method : entry->name);
  }
  lua_pop(L, 1);
  lua_setfield(L, module, "data");
  lua_pop(L, 1);
}

static int give_module(lua_State *L) {
  push_module(L);
  return 1;
}

static void make_type(lua_State *L, const char *name, lua_CFunction end) {
  luaL_newmetatable(L, name);
  lua_pushcfunction(L, end);
  lua_setfield(L, -2, "__gc");
  lua_pushcfunction(L, end);
  lua_setfield(L, -2, "__close");
  lua_pushliteral(L, "read-only");
  lua_setfield(L, -2, "__metatable");
  lua_pop(L, 1);
}

static const cs_library_user script_library = {"a script", "scripts/README.md", push_module};

/* All of Lua's library, and the module among what `require` finds. */
static void push_whole_library(lua_State *L) {
  luaL_openlibs(L);
  lua_getfield(L, LUA_REGISTRYINDEX, LUA_PRELOAD_TABLE);
  lua_pushcfunction(L, give_module);
  lua_setfield(L, -2, "conspectus");
  lua_pop(L, 1);
  lua_pushglobaltable(L);
}

void cs_module_push_environment(lua_State *L) {
  const cs_bridge *bridge = cs_bridge_of(L);
  luaL_checkstack(L, 12, NULL);
  make_type(L, CS_MODULE_ARENA, cs_module_free_arena);
  make_type(L, CS_MODULE_ITERATOR, cs_module_close_iterator);
  if (bridge->trusted) {
    push_whole_library(L);
  } else {
    cs_library_push(L, &script_library);
  }
  for (size_t i = 0; i < bridge->entry_count; i++) {
    const cs_bridge_entry *entry = &bridge->entries[i];
    if ((entry->how & CS_BRIDGE_GLOBAL) != 0) {
      push_entry(L, entry);
      lua_pushcclosure(L, cs_module_call, 1);
      if (bridge->trusted) {
        lua_setfield(L, -2, entry->name);
      } else {
        cs_library_add(L, entry->name);
      }
    }
  }
}
