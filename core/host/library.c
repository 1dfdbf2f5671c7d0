/* The standard library, as far as a plugin may use it.
 *
 * Left out: all that reaches files, programs or the loader (io, os, package,
 * debug, load, dofile, loadfile, print, warn), what runs beside the hook
 * (coroutine, __gc, collectgarbage), and what chance decides (math.random, weak
 * tables; the program's own tostring, string.format, pairs and table.sort show
 * no address and no order by chance). C functions that could run for long are
 * bounded by their arguments or look at the clock, since no hook stops them.
 *
 * A plugin or script sees all this through an empty table: reading a name that is not
 * there and assigning any global raise.
 */
#include "host/library.h"

#include <lauxlib.h>
#include <lualib.h>
#include <string.h>

enum {
  MAX_REPEATED = 1024 * 1024,
  LONG_LIST = 1000,       /* items, and */
  LONG_TEXT = 1 << 16,    /* bytes, from which on the clock is looked at */
  LONGEST_LIST = 1 << 26, /* more than memory has room for */
};

static const char *const base_functions[] = {
    "assert", "error", "getmetatable", "ipairs", "pcall", "select", "tonumber", "type", NULL};

/* Fields of the standard libraries that a plugin does not get. */
static const char *const string_left_out[] = {"dump", "pack", "packsize", "unpack", NULL};
static const char *const math_left_out[] = {"random", "randomseed", NULL};
static const char *const table_left_out[] = {"move", NULL};
static const char *const utf8_left_out[] = {NULL};

/* Calls the function that a wrapper stands for with all arguments. */
static int call_original(lua_State *L) {
  lua_pushvalue(L, lua_upvalueindex(1));
  lua_insert(L, 1);
  lua_call(L, lua_gettop(L) - 1, LUA_MULTRET);
  return lua_gettop(L);
}

static bool makes_too_much(size_t length, size_t between, lua_Integer times) {
  if (times <= 0) {
    return false;
  }
  if (length > MAX_REPEATED || between > MAX_REPEATED) {
    return true;
  }
  size_t each = length + between;
  return times > MAX_REPEATED / (lua_Integer)(each != 0 ? each : 1); /* Lua counts nothings too */
}

static int bounded_rep(lua_State *L) {
  size_t length, between;
  luaL_checklstring(L, 1, &length);
  lua_Integer times = luaL_checkinteger(L, 2);
  luaL_optlstring(L, 3, "", &between);
  if (makes_too_much(length, between, times)) {
    return luaL_error(L, "string.rep makes at most %d bytes", MAX_REPEATED);
  }
  return call_original(L);
}

/* A metatable could make the length of a table anything, and the loop in C endless. */
static int plain_table_only(lua_State *L) {
  luaL_checktype(L, 1, LUA_TTABLE);
  if (lua_getmetatable(L, 1)) {
    return luaL_error(L, "a plain table is wanted here, without a metatable");
  }
  if (lua_rawlen(L, 1) > LONGEST_LIST) { /* which it may be said to have where it has gaps */
    return luaL_error(L, "the list has gaps: its length could be anything");
  }
  if (lua_rawlen(L, 1) > LONG_LIST) {
    cs_sandbox_check_time(L);
  }
  return call_original(L);
}

/* The hook comes after a number of instructions, and each of these could go through a long text. */
static int timed(lua_State *L) {
  for (int index = 1; index <= lua_gettop(L); index++) {
    if (lua_type(L, index) == LUA_TSTRING && lua_rawlen(L, index) > LONG_TEXT) {
      cs_sandbox_check_time(L);
    }
  }
  return call_original(L);
}

/* The metatable as it is now: one that is changed later could become what was refused. It is shown
 * as the one that was given. */
static void push_metatable(lua_State *L, int given) {
  lua_newtable(L);
  lua_pushnil(L);
  while (lua_next(L, given)) {
    lua_pushvalue(L, -2);
    lua_insert(L, -2);
    lua_rawset(L, -4);
  }
  lua_pushliteral(L, "__metatable");
  if (lua_rawget(L, given) == LUA_TNIL) {
    lua_pushliteral(L, "__metatable");
    lua_pushvalue(L, given);
    lua_rawset(L, -4);
  }
  lua_pop(L, 1);
}

static int safe_setmetatable(lua_State *L) {
  luaL_checktype(L, 1, LUA_TTABLE);
  if (lua_type(L, 2) == LUA_TTABLE) {
    lua_pushliteral(L, "__gc"); /* finalizers run where no hook stops them */
    if (lua_rawget(L, 2) != LUA_TNIL) {
      return luaL_error(L, "a metatable of a plugin has no __gc");
    }
    lua_pushliteral(L, "__mode"); /* what is left of a weak table is a matter of memory */
    if (lua_rawget(L, 2) != LUA_TNIL) {
      return luaL_error(L, "a metatable of a plugin has no __mode");
    }
    lua_pop(L, 2);
    push_metatable(L, 2);
    lua_replace(L, 2);
  }
  return call_original(L);
}

/* The user at an upvalue of the function that is called. */
static const cs_library_user *user_of(lua_State *L, int upvalue) {
  return lua_touserdata(L, lua_upvalueindex(upvalue));
}

static void push_user(lua_State *L, const cs_library_user *user) {
  const void *pointer = user;
  void *data;
  memcpy(&data, &pointer, sizeof data); /* Lua takes no const; it is only read */
  lua_pushlightuserdata(L, data);
}

static int require_conspectus(lua_State *L) {
  const char *name = luaL_checkstring(L, 1);
  if (strcmp(name, "conspectus") != 0) {
    return luaL_error(L, "require \"%s\": %s can require \"conspectus\" and nothing else", name,
                      user_of(L, 2)->who);
  }
  lua_pushvalue(L, lua_upvalueindex(1));
  return 1;
}

static int missing_global(lua_State *L) {
  return luaL_error(L,
                    "the name \"%s\" is not known here: declare your own with \"local\"; "
                    "of Lua's library %s has only what %s lists",
                    cs_lua_shown(L, 2), user_of(L, 1)->who, user_of(L, 1)->document);
}

static int refuse_global(lua_State *L) {
  return luaL_error(L, "assignment to the global \"%s\": write \"local\" in front of its first use",
                    cs_lua_shown(L, 2));
}

static void drop(lua_State *L, const char *const names[]) {
  for (size_t i = 0; names[i] != NULL; i++) {
    lua_pushnil(L);
    lua_setfield(L, -2, names[i]);
  }
}

/* Puts a wrapper in place of a function of the table on top. */
static void wrap(lua_State *L, const char *name, lua_CFunction wrapper) {
  lua_getfield(L, -1, name);
  lua_pushcclosure(L, wrapper, 1);
  lua_setfield(L, -2, name);
}

/* The same of several. */
static void wrap_all(lua_State *L, const char *const names[], lua_CFunction wrapper) {
  for (size_t i = 0; names[i] != NULL; i++) {
    wrap(L, names[i], wrapper);
  }
}

/* Opens a library, drops names of it, and leaves its table on the stack. */
static void open(lua_State *L, const char *name, lua_CFunction opener,
                 const char *const left_out[]) {
  luaL_requiref(L, name, opener, 0);
  drop(L, left_out);
}

static void push_string_library(lua_State *L) {
  static const luaL_Reg patterns[] = {{"find", cs_string_find},
                                      {"match", cs_string_match},
                                      {"gmatch", cs_string_gmatch},
                                      {"gsub", cs_string_gsub},
                                      {NULL, NULL}};
  static const char *const linear[] = {"upper", "lower", "reverse", "sub", "byte", NULL};
  open(L, LUA_STRLIBNAME, luaopen_string, string_left_out);
  luaL_setfuncs(L, patterns, 0);
  wrap(L, "rep", bounded_rep);
  wrap_all(L, linear, timed);
  wrap(L, "format", cs_string_format);
  lua_pushliteral(L, ""); /* ("x"):find and the like go through the same table */
  if (lua_getmetatable(L, -1)) {
    lua_pushliteral(L, "string");
    lua_setfield(L, -2, "__metatable");
    lua_pop(L, 1);
  }
  lua_pop(L, 1);
}

static void push_utf8_library(lua_State *L) {
  static const char *const linear[] = {"len", "codepoint", "offset", NULL};
  open(L, LUA_UTF8LIBNAME, luaopen_utf8, utf8_left_out);
  wrap_all(L, linear, timed);
}

static void push_table_library(lua_State *L) {
  static const char *const wrapped[] = {"insert", "remove", "concat", "sort", "unpack", NULL};
  open(L, LUA_TABLIBNAME, luaopen_table, table_left_out);
  lua_pushcfunction(L, cs_table_sort);
  lua_setfield(L, -2, "sort");
  wrap_all(L, wrapped, plain_table_only);
}

/* Fills the table on top with the base functions. */
static void add_base(lua_State *L) {
  luaL_requiref(L, LUA_GNAME, luaopen_base, 0);
  for (size_t i = 0; base_functions[i] != NULL; i++) {
    lua_getfield(L, -1, base_functions[i]);
    lua_setfield(L, -3, base_functions[i]);
  }
  lua_getfield(L, -1, "setmetatable");
  lua_pushcclosure(L, safe_setmetatable, 1);
  lua_setfield(L, -3, "setmetatable");
  lua_getfield(L, -1, "tonumber");
  lua_pushcclosure(L, timed, 1);
  lua_setfield(L, -3, "tonumber");
  lua_pop(L, 1);
  lua_pushcfunction(L, cs_base_tostring);
  lua_setfield(L, -2, "tostring");
  lua_pushcfunction(L, cs_base_pairs);
  lua_setfield(L, -2, "pairs");
}

/* Fills the table on top with the libraries and `require`. */
static void add_libraries(lua_State *L, const cs_library_user *user) {
  push_table_library(L);
  lua_setfield(L, -2, "table");
  push_string_library(L);
  lua_setfield(L, -2, "string");
  open(L, LUA_MATHLIBNAME, luaopen_math, math_left_out);
  lua_setfield(L, -2, "math");
  push_utf8_library(L);
  lua_setfield(L, -2, "utf8");
  user->push_module(L);
  push_user(L, user);
  lua_pushcclosure(L, require_conspectus, 2);
  lua_setfield(L, -2, "require");
}

const cs_library_user cs_plugin_library = {"a plugin", "plugins/README.md", cs_api_push};

void cs_library_push(lua_State *L, const cs_library_user *user) {
  luaL_checkstack(L, 10, NULL);
  lua_createtable(L, 0, 0);  /* the environment, empty for good */
  lua_createtable(L, 0, 4);  /* its metatable */
  lua_createtable(L, 0, 24); /* what it shows */
  add_base(L);
  add_libraries(L, user);
  lua_createtable(L, 0, 1);
  push_user(L, user);
  lua_pushcclosure(L, missing_global, 1);
  lua_setfield(L, -2, "__index");
  lua_setmetatable(L, -2);
  lua_setfield(L, -2, "__index");
  lua_pushcfunction(L, refuse_global);
  lua_setfield(L, -2, "__newindex");
  lua_pushliteral(L, "environment");
  lua_setfield(L, -2, "__metatable");
  lua_setmetatable(L, -2);
}

void cs_library_add(lua_State *L, const char *name) {
  lua_getmetatable(L, -2);
  lua_getfield(L, -1, "__index");
  lua_pushvalue(L, -3);
  lua_setfield(L, -2, name);
  lua_pop(L, 3);
}
