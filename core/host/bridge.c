/* A script's life: its file read, the script run, its calls answered.
 *
 * A call's arena belongs to a userdata, so that it goes even where Lua raises. What a script
 * is given has no finalizer of the script's and no table that another part of it could
 * change; the finalizers here are C, and short. */
#include "host/bridge.h"

#include "host/library.h"
#include "host/module.h"
#include "host/values.h"

#include <lauxlib.h>
#include <limits.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

/* ---- Calls ---- */

int cs_module_free_arena(lua_State *L) {
  cs_arena **arena = luaL_checkudata(L, 1, CS_MODULE_ARENA);
  cs_arena_free(*arena);
  *arena = NULL;
  return 0;
}

/* Pushes a new arena, and the table of what Lua keeps for the call. */
static cs_arena *push_arena(lua_State *L) {
  cs_arena **arena = lua_newuserdatauv(L, sizeof(cs_arena *), 0);
  *arena = NULL;
  luaL_setmetatable(L, CS_MODULE_ARENA);
  lua_createtable(L, 0, 0);
  *arena = cs_arena_new();
  return *arena;
}

static void begin_call(cs_bridge_call *call, struct cs_bridge_inside *inside, lua_State *L,
                       const char *name) {
  luaL_checkstack(L, LUA_MINSTACK, NULL);
  *call = (cs_bridge_call){.context = cs_bridge_of(L)->context, .name = name, .inside = inside};
  call->arena = push_arena(L);
  *inside = (struct cs_bridge_inside){.L = L, .keep = lua_gettop(L)};
}

static int raise_failure(cs_bridge_call *call, const cs_error *error) {
  lua_State *L = call->inside->L;
  cs_sandbox_check_time(L);
  if (call->inside->raised != 0) {
    lua_pushvalue(L, call->inside->raised);
    return lua_error(L);
  }
  return luaL_error(L, "%s", error->message);
}

/* Pushes the results; the arena goes with the next collection, or at once if it is at `place`. */
static int end_call(cs_bridge_call *call, int arena_place) {
  lua_State *L = call->inside->L;
  if (call->stop) {
    return cs_sandbox_stop(L);
  }
  for (size_t i = 0; i < call->result_count; i++) {
    cs_values_push(call, &call->results[i]);
  }
  cs_arena **arena = lua_touserdata(L, arena_place);
  cs_arena_free(*arena);
  *arena = NULL;
  return (int)call->result_count;
}

/* ---- Iterators ---- */

typedef struct iterator_handle {
  cs_bridge *bridge;
  const char *name;
  cs_bridge_iterator iterator;
} iterator_handle;

static void end_iterator(iterator_handle *handle) {
  if (handle->iterator.free != NULL) {
    handle->bridge->iterators--;
    handle->iterator.free(handle->iterator.state);
    handle->iterator = (cs_bridge_iterator){0};
  }
}

int cs_module_close_iterator(lua_State *L) {
  end_iterator(luaL_checkudata(L, 1, CS_MODULE_ITERATOR));
  return 0;
}

/* Upvalue 1: the handle. */
static int next_step(lua_State *L) {
  iterator_handle *handle = lua_touserdata(L, lua_upvalueindex(1));
  if (handle->iterator.next == NULL) {
    lua_pushnil(L);
    return 1;
  }
  cs_bridge_call call;
  struct cs_bridge_inside inside;
  cs_error error;
  lua_settop(L, 0);
  begin_call(&call, &inside, L, handle->name);
  if (handle->iterator.next(&call, handle->iterator.state, &error) != CS_OK) {
    end_iterator(handle);
    return raise_failure(&call, &error);
  }
  if (call.result_count == 0) {
    end_iterator(handle);
    call.result_count = 1; /* nil */
  }
  return end_call(&call, 1);
}

/* Pushes an iterator without a step; those that nobody can reach any more are ended first. */
static iterator_handle *push_iterator(lua_State *L, const char *name) {
  cs_bridge *bridge = cs_bridge_of(L);
  if (bridge->iterators >= CS_BRIDGE_ITERATORS) {
    lua_gc(L, LUA_GCCOLLECT);
  }
  if (bridge->iterators >= CS_BRIDGE_ITERATORS) {
    luaL_error(L, "%s: %d loops over the dataset are open already: end some", name,
               CS_BRIDGE_ITERATORS);
  }
  iterator_handle *handle = lua_newuserdatauv(L, sizeof *handle, 0);
  *handle = (iterator_handle){.bridge = bridge, .name = name};
  luaL_setmetatable(L, CS_MODULE_ITERATOR);
  return handle;
}

/* A function that iterates gives what `for` wants: the step, two values, and what to close. */
static int give_iterator(cs_bridge_call *call, iterator_handle *handle, int arena_place) {
  lua_State *L = call->inside->L;
  int place = lua_gettop(L);
  handle->iterator = call->iterator;
  handle->bridge->iterators++;
  end_call(call, arena_place);
  lua_pushvalue(L, place);
  lua_pushcclosure(L, next_step, 1);
  lua_pushnil(L);
  lua_pushnil(L);
  lua_pushvalue(L, place);
  return 4;
}

/* ---- Functions of the module ---- */

static void take_arguments(cs_bridge_call *call, const cs_bridge_entry *entry, int first,
                           int last) {
  lua_State *L = call->inside->L;
  cs_values values = {.call = call, .keeps_items = (entry->how & CS_BRIDGE_KEEPS_ITEMS) != 0};
  size_t count = last >= first ? (size_t)(last - first + 1) : 0;
  call->arguments = cs_arena_allocate(call->arena, count + 1, sizeof *call->arguments);
  call->argument_count = count;
  for (size_t i = 0; i < count; i++) {
    int place = first + (int)i;
    if ((entry->how & CS_BRIDGE_SHOWN) != 0) {
      cs_lua_shown(L, place);
      lua_replace(L, place);
    }
    call->arguments[i] = cs_values_take(&values, place);
  }
}

/* Upvalues: the entry; of a method, the object too. */
int cs_module_call(lua_State *L) {
  const cs_bridge_entry *entry = lua_touserdata(L, lua_upvalueindex(1));
  bool method = !lua_isnone(L, lua_upvalueindex(2));
  if (method && !lua_rawequal(L, 1, lua_upvalueindex(2))) {
    return luaL_error(L, "%s: call it with a colon, as it is written here", entry->name);
  }
  cs_bridge_call call;
  struct cs_bridge_inside inside;
  cs_error error;
  int last = lua_gettop(L);
  begin_call(&call, &inside, L, entry->name);
  take_arguments(&call, entry, method ? 2 : 1, last);
  iterator_handle *handle =
      (entry->how & CS_BRIDGE_ITERATES) != 0 ? push_iterator(L, entry->name) : NULL;
  if (entry->function(&call, &error) != CS_OK) {
    return raise_failure(&call, &error);
  }
  return handle != NULL ? give_iterator(&call, handle, last + 1) : end_call(&call, last + 1);
}

/* ---- The script's own functions ---- */

typedef struct invocation {
  cs_bridge_call *call;
  const cs_bridge_value *function;
  const cs_bridge_value *arguments;
  size_t count;
  cs_bridge_value *result;
} invocation;

static int invoke(lua_State *L) {
  invocation *in = lua_touserdata(L, 1);
  lua_pushvalue(L, 2);
  struct cs_bridge_inside inside = {.L = L, .keep = 2};
  struct cs_bridge_inside *outer = in->call->inside;
  inside.kept = outer->kept;
  in->call->inside = &inside; /* put back by cs_bridge_invoke */
  luaL_checkstack(L, (int)in->count + 8, NULL);
  lua_rawgeti(L, 2, in->function->kept);
  for (size_t i = 0; i < in->count; i++) {
    cs_values_push(in->call, &in->arguments[i]);
  }
  lua_call(L, (int)in->count, 1);
  cs_values values = {.call = in->call};
  *in->result = cs_values_take(&values, -1);
  outer->kept = inside.kept;
  return 0;
}

cs_status cs_bridge_invoke(cs_bridge_call *call, const cs_bridge_value *function,
                           const cs_bridge_value *arguments, size_t count, cs_bridge_value *result,
                           cs_error *error) {
  struct cs_bridge_inside *inside = call->inside;
  lua_State *L = inside->L;
  invocation in = {call, function, arguments, count, result};
  if (!lua_checkstack(L, 8)) {
    return cs_fail(error, CS_LIMIT, "%s: functions are nested too deep", call->name);
  }
  lua_pushcfunction(L, invoke);
  lua_pushlightuserdata(L, &in);
  lua_pushvalue(L, inside->keep);
  int outcome = lua_pcall(L, 2, 0, 0);
  call->inside = inside;
  if (outcome == LUA_OK) {
    return CS_OK;
  }
  inside->raised = lua_gettop(L);
  return cs_fail(error, CS_PLUGIN, "%s: a function of the script failed", call->name);
}

/* ---- Opening, running, ending ---- */

cs_status cs_bridge_open(cs_bridge **out, const char *path, const cs_bridge_options *options,
                         cs_error *error) {
  cs_bridge *bridge = cs_allocate(1, sizeof *bridge);
  bridge->entries = options->entries;
  bridge->context = options->context;
  bridge->trusted = options->trusted;
  while (bridge->entries[bridge->entry_count].name != NULL) {
    bridge->entry_count++;
  }
  cs_status status = cs_chunk_read(&bridge->chunk, path, error);
  if (status == CS_OK) {
    status = cs_sandbox_new_with(
        &bridge->sandbox, path, bridge, options->trusted ? SIZE_MAX : options->bytes,
        options->trusted ? UINT_MAX : options->milliseconds, cs_module_push_environment, error);
  }
  if (status != CS_OK) {
    cs_bridge_free(bridge);
    return status;
  }
  *out = bridge;
  return CS_OK;
}

/* A first line "#!..." is for the shell; its line end stays, and so do the lines' numbers. */
const char *cs_bridge_text(const cs_bridge *bridge, size_t *length) {
  const char *text = bridge->chunk.text, *end = text + bridge->chunk.text_length;
  if (text < end && *text == '#') {
    const char *line_end = memchr(text, '\n', (size_t)(end - text));
    text = line_end != NULL ? line_end : end;
  }
  *length = (size_t)(end - text);
  return text;
}

static int run_script(lua_State *L) {
  const cs_bridge *bridge = lua_touserdata(L, 1);
  size_t length;
  const char *text = cs_bridge_text(bridge, &length);
  cs_sandbox_load(L, text, length);
  lua_call(L, 0, 0);
  return 0;
}

cs_status cs_bridge_run(cs_bridge *bridge, cs_error *error) {
  cs_error why;
  cs_status status = cs_sandbox_call(bridge->sandbox, run_script, bridge, &why);
  if (status == CS_OK || cs_sandbox_is_stopped(bridge->sandbox)) {
    return CS_OK;
  }
  return cs_fail(error, status, "%s", why.message);
}

bool cs_bridge_is_spent(const cs_bridge *bridge) {
  return cs_sandbox_is_spent(bridge->sandbox);
}

void cs_bridge_free(cs_bridge *bridge) {
  if (bridge != NULL) {
    cs_sandbox_free(bridge->sandbox);
    cs_chunk_free(&bridge->chunk);
    free(bridge);
  }
}
