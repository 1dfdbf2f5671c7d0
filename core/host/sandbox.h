/* host/sandbox.h: one Lua state of one plugin or script, held to limits.
 *
 * A plugin has a state of its own, so that neither its memory nor what it does
 * to its tables can touch another. Memory is bounded by the allocator, time by
 * a count hook: once the time of a call is spent the hook fires at every
 * instruction, so that no pcall can swallow it. What no hook can stop, a C
 * function of the library, is bounded by its arguments or looks at the time
 * itself (library.c).
 *
 * Nothing of Lua is called outside cs_sandbox_call.
 */
#ifndef CS_HOST_SANDBOX_H
#define CS_HOST_SANDBOX_H

#include <conspectus/status.h>
#include <lua.h>
#include <stdbool.h>
#include <stdint.h>

typedef struct cs_sandbox cs_sandbox;

enum {
  CS_SANDBOX_BYTES = 32 * 1024 * 1024,
  CS_ALL_SANDBOXES_BYTES = 1024 * 1024 * 1024, /* of a process; half of a worker's memory */
  CS_SANDBOX_MILLISECONDS = 1000,
};

/* A new state with the restricted library and `require "conspectus"`. `name` is
 * the plugin's path, for messages; `owner` is given back by cs_sandbox_owner;
 * both must outlive the sandbox. 0: the defaults above. */
cs_status cs_sandbox_new(cs_sandbox **out, const char *name, void *owner, size_t bytes,
                         unsigned milliseconds, cs_error *error);
/* The same with another environment, which `push` leaves on the stack; it may raise. */
cs_status cs_sandbox_new_with(cs_sandbox **out, const char *name, void *owner, size_t bytes,
                              unsigned milliseconds, void (*push)(lua_State *L), cs_error *error);
void cs_sandbox_free(cs_sandbox *sandbox); /* NULL is allowed */

/* What all sandboxes of this process may have together: CS_ALL_SANDBOXES_BYTES, but in tests. */
void cs_sandbox_bound_all(size_t bytes);

/* The one door: runs `body` protected, with `data` as a light userdata at index
 * 1, its time counted from here. The stack is as before at every exit. A failure
 * is CS_PLUGIN, or CS_LIMIT where memory or time ran out; its message names the
 * plugin and, where Lua knows it, the line. */
cs_status cs_sandbox_call(cs_sandbox *sandbox, lua_CFunction body, void *data, cs_error *error);

/* From now on all calls together may take so long, and each still what it may. */
void cs_sandbox_limit_all(cs_sandbox *sandbox, unsigned milliseconds);

/* The owner, from inside a body or a function that a plugin calls. */
void *cs_sandbox_owner(lua_State *L);

/* Raises where the time of the call is spent; for C functions that may run for long. */
void cs_sandbox_check_time(lua_State *L);

/* Whether the time of the call is spent, for who looks from outside of Lua. */
bool cs_sandbox_is_spent(const cs_sandbox *sandbox);
/* Ends the call here: no pcall can swallow it. Raises. The call fails with CS_LIMIT;
 * cs_sandbox_is_stopped tells that it was this. */
int cs_sandbox_stop(lua_State *L);
bool cs_sandbox_is_stopped(const cs_sandbox *sandbox);

/* Compiles a chunk of text with the plugin's environment and pushes it. Raises. */
void cs_sandbox_load(lua_State *L, const char *bytes, size_t length);

/* Pushes a read-only view of the table on top in its place; `what` is used in
 * the message of an assignment. Raises. */
void cs_sandbox_freeze(lua_State *L, const char *what);
/* Puts what is behind a read-only view at `index` in its place; else does nothing. */
void cs_sandbox_unfreeze(lua_State *L, int index);

/* Who uses a library, and what it may require. */
typedef struct cs_library_user {
  const char *who;                   /* "a plugin", for messages */
  const char *document;              /* where its library is listed */
  void (*push_module)(lua_State *L); /* what `require "conspectus"` gives. Raises */
} cs_library_user;

extern const cs_library_user cs_plugin_library;

/* library.c: pushes the environment: the functions of the standard library that may be
 * used, and `require`. `user` lives for good. Raises. */
void cs_library_push(lua_State *L, const cs_library_user *user);
/* Adds the value on top to the environment below it under a name, and pops it. */
void cs_library_add(lua_State *L, const char *name);
/* api.c: pushes what `require "conspectus"` gives. Raises. */
void cs_api_push(lua_State *L);

#endif
