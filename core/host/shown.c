/* Values as texts: tostring, string.format and what goes into messages. Lua
 * shows a table, function or userdata by its address, which differs from run to
 * run and from worker to worker; here it is shown by the name of its type. */
#include "host/library.h"

#include <lauxlib.h>
#include <string.h>

const char *cs_lua_shown(lua_State *L, int index) {
  index = lua_absindex(L, index);
  if (luaL_getmetafield(L, index, "__tostring") != LUA_TNIL) {
    lua_pushvalue(L, index);
    lua_call(L, 1, 1);
    if (lua_type(L, -1) != LUA_TSTRING) {
      luaL_error(L, "'__tostring' must return a string, it returned a %s", luaL_typename(L, -1));
    }
    return lua_tostring(L, -1);
  }
  switch (lua_type(L, index)) {
  case LUA_TNIL:
  case LUA_TBOOLEAN:
  case LUA_TNUMBER:
  case LUA_TSTRING:
    return luaL_tolstring(L, index, NULL);
  default:
    return lua_pushstring(L, luaL_typename(L, index));
  }
}

int cs_base_tostring(lua_State *L) {
  luaL_checkany(L, 1);
  cs_lua_shown(L, 1);
  return 1;
}

/* Raises where a conversion of the format is %p. */
static void refuse_pointers(lua_State *L) {
  const char *format = luaL_checkstring(L, 1);
  for (const char *mark = format; (mark = strchr(mark, '%')) != NULL;) {
    mark++;
    mark += strspn(mark, "-+ #.0123456789");
    if (*mark == 'p') {
      luaL_error(L, "string.format: there is no %%p here: it shows an address, which differs "
                    "from run to run");
    }
    mark += *mark != '\0';
  }
}

int cs_string_format(lua_State *L) {
  int count = lua_gettop(L);
  refuse_pointers(L);
  for (int i = 2; i <= count; i++) {
    int type = lua_type(L, i);
    if (type != LUA_TNIL && type != LUA_TBOOLEAN && type != LUA_TNUMBER && type != LUA_TSTRING) {
      return luaL_error(L,
                        "string.format: value %d is a %s: it takes texts, numbers, true, false "
                        "and nil; name the field that you mean, or use table.concat on a list",
                        i - 1, luaL_typename(L, i));
    }
  }
  lua_pushvalue(L, lua_upvalueindex(1));
  lua_insert(L, 1);
  lua_call(L, count, 1);
  return 1;
}
