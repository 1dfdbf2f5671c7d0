/* The sandbox: allocator, hook and door.
 *
 * `used` never exceeds `limit`. The hook is set only while a call runs. Chunks
 * are named "plugin", so that Lua's messages begin with "plugin:LINE:" however
 * long the path is; the door puts the path in its place.
 */
#include "host/sandbox.h"

#include "base/memory.h"

#include <lauxlib.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

struct cs_sandbox {
  lua_State *state;
  const char *name;
  void *owner;
  size_t used;
  size_t limit;
  unsigned milliseconds;
  int64_t deadline; /* microseconds of the thread's processor time */
  int64_t left;     /* microseconds that all calls together may still take; 0: no such limit */
  unsigned all_milliseconds;
  bool spent;
  bool stopped;
  bool starved; /* there was no memory to be had, whatever the limit is */
  void (*push_environment)(lua_State *L);
};

enum { INSTRUCTIONS_BETWEEN_CHECKS = 1000, LINES_OF_TRACE = 4 };

#define CHUNK_NAME "plugin"
static const char environment_key; /* its address is the registry key */

/* Of all sandboxes of this process: judges keep what they remember for a review, and very many of
 * them would leave the worker no room for its own work. */
static size_t used_by_all, limit_of_all = CS_ALL_SANDBOXES_BYTES;

void cs_sandbox_bound_all(size_t bytes) {
  limit_of_all = bytes;
}

static void count_bytes(cs_sandbox *sandbox, size_t had, size_t has) {
  sandbox->used = sandbox->used - had + has;
  used_by_all = used_by_all - had + has;
}

static void *allocate(void *data, void *old, size_t old_size, size_t size) {
  cs_sandbox *sandbox = data;
  size_t had = old != NULL ? old_size : 0; /* without a block, Lua passes a type here */
  if (size == 0) {
    free(old);
    count_bytes(sandbox, had, 0);
    return NULL;
  }
  sandbox->starved = false;
  if (size > had && size - had > sandbox->limit - sandbox->used) {
    return NULL;
  }
  bool room = size <= had || size - had + used_by_all <= limit_of_all;
  void *memory = room ? realloc(old, size) : NULL;
  if (memory == NULL) {
    sandbox->starved = size > had;
    return size <= had ? old : NULL; /* shrinking must not fail */
  }
  count_bytes(sandbox, had, size);
  return memory;
}

static cs_sandbox *sandbox_of(lua_State *L) {
  void *data;
  lua_getallocf(L, &data);
  return data;
}

void *cs_sandbox_owner(lua_State *L) {
  return sandbox_of(L)->owner;
}

/* Processor time and not the clock's: a busy machine must not change results. */
static int64_t now(void) {
  struct timespec time;
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
  return (int64_t)time.tv_sec * 1000000 + time.tv_nsec / 1000;
}

enum { REASON_SIZE = 80 };

static const char *reason_of(char reason[REASON_SIZE], const cs_sandbox *sandbox) {
  if (sandbox->left != 0 && sandbox->left < (int64_t)sandbox->milliseconds * 1000) {
    snprintf(reason, REASON_SIZE, "its calls took longer than %u ms together",
             sandbox->all_milliseconds);
  } else {
    snprintf(reason, REASON_SIZE, "ran longer than %u ms (a loop without an end?)",
             sandbox->milliseconds);
  }
  return reason;
}

/* The hook. `where` is NULL inside a C function, whose caller is the place then. */
static void check_time(lua_State *L, lua_Debug *where) {
  cs_sandbox *sandbox = sandbox_of(L);
  char reason[REASON_SIZE];
  if (now() < sandbox->deadline) {
    return;
  }
  sandbox->spent = true;
  lua_sethook(L, check_time, LUA_MASKCOUNT, 1);
  if (sandbox->stopped) {
    lua_pushliteral(L, CHUNK_NAME ":0: stopped");
    lua_error(L);
  }
  if (where != NULL) {
    lua_getinfo(L, "Sl", where);
    lua_pushfstring(L, "%s:%d: ", where->short_src, where->currentline);
  } else {
    luaL_where(L, 1);
  }
  lua_pushstring(L, reason_of(reason, sandbox));
  lua_concat(L, 2);
  lua_error(L);
}

void cs_sandbox_limit_all(cs_sandbox *sandbox, unsigned milliseconds) {
  sandbox->all_milliseconds = milliseconds;
  sandbox->left = (int64_t)milliseconds * 1000;
}

/* The time of a call, or what is left for all. */
static int64_t time_of_call(const cs_sandbox *sandbox) {
  int64_t most = (int64_t)sandbox->milliseconds * 1000;
  return sandbox->left != 0 && sandbox->left < most ? sandbox->left : most;
}

void cs_sandbox_check_time(lua_State *L) {
  check_time(L, NULL);
}

bool cs_sandbox_is_spent(const cs_sandbox *sandbox) {
  return now() >= sandbox->deadline;
}

int cs_sandbox_stop(lua_State *L) {
  cs_sandbox *sandbox = sandbox_of(L);
  sandbox->stopped = true;
  sandbox->deadline = INT64_MIN;
  check_time(L, NULL);
  return 0;
}

bool cs_sandbox_is_stopped(const cs_sandbox *sandbox) {
  return sandbox->stopped;
}

static bool begins_with_line(const char *message) {
  size_t prefix = strlen(CHUNK_NAME ":");
  return strncmp(message, CHUNK_NAME ":", prefix) == 0 && message[prefix] >= '0' &&
         message[prefix] <= '9';
}

/* Pushes the lines of the plugin that led here; the first, the place itself, is in the message. */
static void push_trace(lua_State *L) {
  lua_Debug frame;
  bool first = true;
  int lines = 0;
  luaL_Buffer text;
  luaL_buffinit(L, &text);
  for (int level = 1; lines < LINES_OF_TRACE && lua_getstack(L, level, &frame); level++) {
    lua_getinfo(L, "Sl", &frame);
    if (frame.currentline <= 0) {
      continue;
    }
    if (!first) {
      lua_pushfstring(L, "%s%d", lines == 0 ? " (called from line " : ", ", frame.currentline);
      luaL_addvalue(&text);
      lines++;
    }
    first = false;
  }
  luaL_addstring(&text, lines > 0 ? ")" : "");
  luaL_pushresult(&text);
}

static void push_place(lua_State *L) {
  lua_Debug frame;
  for (int level = 1; lua_getstack(L, level, &frame); level++) {
    lua_getinfo(L, "Sl", &frame);
    if (frame.currentline > 0) {
      lua_pushfstring(L, CHUNK_NAME ":%d: ", frame.currentline);
      return;
    }
  }
  lua_pushliteral(L, "");
}

/* The message handler: any error object becomes a text with its place and way. */
static int describe(lua_State *L) {
  if (lua_type(L, 1) != LUA_TSTRING) {
    push_place(L);
    lua_pushfstring(L, "an error was raised with a %s and not with a text", luaL_typename(L, 1));
    lua_concat(L, 2);
  } else if (!begins_with_line(lua_tostring(L, 1))) {
    push_place(L);
    lua_pushvalue(L, 1);
    lua_concat(L, 2);
  } else {
    lua_pushvalue(L, 1);
  }
  push_trace(L);
  lua_concat(L, 2);
  return 1;
}

static cs_status fail_with(cs_error *error, const cs_sandbox *sandbox, cs_status status,
                           const char *message) {
  if (begins_with_line(message)) {
    return cs_fail(error, status, "%s%s", sandbox->name, message + strlen(CHUNK_NAME));
  }
  return cs_fail(error, status, "%s: %s", sandbox->name, message);
}

/* What failed after the time was over is not what is to be told: a pcall may have kept that error,
 * and no hook comes where it was the last that was called. */
static cs_status explain_time(const cs_sandbox *sandbox, const char *message, cs_error *error) {
  char reason[REASON_SIZE];
  reason_of(reason, sandbox);
  return fail_with(error, sandbox, CS_LIMIT, strstr(message, reason) != NULL ? message : reason);
}

static cs_status explain_failure(const cs_sandbox *sandbox, int outcome, cs_error *error) {
  if (outcome == LUA_ERRMEM && sandbox->starved) {
    return cs_fail(error, CS_LIMIT,
                   "%s: no memory is left for it, though it has not used all that it may: other "
                   "plugins hold it",
                   sandbox->name);
  }
  if (outcome == LUA_ERRMEM) {
    return cs_fail(error, CS_LIMIT, "%s: needs more than the %zu KiB of memory that it may use",
                   sandbox->name, sandbox->limit / 1024);
  }
  cs_status status = sandbox->spent ? CS_LIMIT : CS_PLUGIN;
  if (lua_type(sandbox->state, -1) != LUA_TSTRING) {
    return fail_with(error, sandbox, status, "failed while it was reporting an error");
  }
  const char *message = lua_tostring(sandbox->state, -1);
  return sandbox->spent && !sandbox->stopped ? explain_time(sandbox, message, error)
                                             : fail_with(error, sandbox, status, message);
}

/* Takes the time of the call that ends from what is left. */
static void count_time(cs_sandbox *sandbox) {
  if (sandbox->left != 0 && !sandbox->stopped) {
    int64_t left = sandbox->deadline - now();
    left += sandbox->left - time_of_call(sandbox);
    sandbox->left = left > 1 ? left : 1;
  }
}

cs_status cs_sandbox_call(cs_sandbox *sandbox, lua_CFunction body, void *data, cs_error *error) {
  lua_State *L = sandbox->state;
  int top = lua_gettop(L);
  sandbox->spent = sandbox->stopped = sandbox->starved = false;
  sandbox->deadline = now() + time_of_call(sandbox);
  lua_sethook(L, check_time, LUA_MASKCOUNT, INSTRUCTIONS_BETWEEN_CHECKS);
  lua_pushcfunction(L, describe);
  lua_pushcfunction(L, body);
  lua_pushlightuserdata(L, data);
  int outcome = lua_pcall(L, 1, 0, top + 1);
  lua_sethook(L, NULL, 0, 0);
  count_time(sandbox);
  cs_status status = CS_OK;
  if (outcome != LUA_OK) {
    status = explain_failure(sandbox, outcome, error);
  } else if (sandbox->spent && !sandbox->stopped) {
    status = explain_time(sandbox, "", error);
  }
  lua_settop(L, top);
  return status;
}

static void push_plugin_environment(lua_State *L) {
  cs_library_push(L, &cs_plugin_library);
}

static int prepare(lua_State *L) {
  sandbox_of(L)->push_environment(L);
  lua_rawsetp(L, LUA_REGISTRYINDEX, &environment_key);
  return 0;
}

void cs_sandbox_load(lua_State *L, const char *bytes, size_t length) {
  if (luaL_loadbufferx(L, bytes, length, "=" CHUNK_NAME, "t") != LUA_OK) {
    lua_error(L);
  }
  lua_rawgetp(L, LUA_REGISTRYINDEX, &environment_key);
  if (lua_setupvalue(L, -2, 1) == NULL) {
    luaL_error(L, "the chunk has no environment");
  }
}

static int refuse_assignment(lua_State *L) {
  return luaL_error(
      L, "%s is read-only: copy what you need, or return { ... } with the changed fields",
      lua_tostring(L, lua_upvalueindex(1)));
}

static int frozen_length(lua_State *L) {
  lua_pushinteger(L, (lua_Integer)lua_rawlen(L, lua_upvalueindex(1)));
  return 1;
}

void cs_sandbox_freeze(lua_State *L, const char *what) {
  luaL_checkstack(L, 6, NULL);
  lua_createtable(L, 0, 0); /* the view */
  lua_createtable(L, 0, 4);
  lua_pushvalue(L, -3);
  lua_setfield(L, -2, "__index");
  lua_pushstring(L, what);
  lua_pushcclosure(L, refuse_assignment, 1);
  lua_setfield(L, -2, "__newindex");
  lua_pushvalue(L, -3);
  lua_pushcclosure(L, frozen_length, 1);
  lua_setfield(L, -2, "__len");
  lua_pushliteral(L, "read-only");
  lua_setfield(L, -2, "__metatable");
  lua_setmetatable(L, -2);
  lua_remove(L, -2);
}

void cs_sandbox_unfreeze(lua_State *L, int index) {
  int top = lua_gettop(L);
  if (luaL_getmetafield(L, index, "__newindex") == LUA_TFUNCTION &&
      lua_tocfunction(L, -1) == refuse_assignment) {
    luaL_getmetafield(L, index, "__index");
    lua_replace(L, index);
  }
  lua_settop(L, top);
}

cs_status cs_sandbox_new(cs_sandbox **out, const char *name, void *owner, size_t bytes,
                         unsigned milliseconds, cs_error *error) {
  return cs_sandbox_new_with(out, name, owner, bytes, milliseconds, push_plugin_environment, error);
}

cs_status cs_sandbox_new_with(cs_sandbox **out, const char *name, void *owner, size_t bytes,
                              unsigned milliseconds, void (*push)(lua_State *L), cs_error *error) {
  cs_sandbox *sandbox = cs_allocate(1, sizeof *sandbox);
  sandbox->name = name;
  sandbox->push_environment = push;
  sandbox->owner = owner;
  sandbox->limit = bytes != 0 ? bytes : CS_SANDBOX_BYTES;
  sandbox->milliseconds = milliseconds != 0 ? milliseconds : CS_SANDBOX_MILLISECONDS;
  sandbox->state = lua_newstate(allocate, sandbox);
  if (sandbox->state == NULL) {
    size_t limit = sandbox->limit;
    free(sandbox);
    return cs_fail(error, CS_LIMIT, "%s: Lua does not start in %zu KiB of memory", name,
                   limit / 1024);
  }
  cs_status status = cs_sandbox_call(sandbox, prepare, NULL, error);
  if (status != CS_OK) {
    cs_sandbox_free(sandbox);
    return status;
  }
  *out = sandbox;
  return CS_OK;
}

void cs_sandbox_free(cs_sandbox *sandbox) {
  if (sandbox != NULL) {
    lua_close(sandbox->state);
    free(sandbox);
  }
}
