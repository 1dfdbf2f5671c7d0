/* host/module.h: a bridge's inside, for bridge.c, which runs and calls, and module.c, which
 * makes what a script is given.
 */
#ifndef CS_HOST_MODULE_H
#define CS_HOST_MODULE_H

#include "host/bridge.h"
#include "host/chunk.h"
#include "host/sandbox.h"

#define CS_MODULE_ARENA "conspectus.arena"
#define CS_MODULE_ITERATOR "conspectus.iterator"

struct cs_bridge {
  cs_sandbox *sandbox;
  cs_chunk chunk;
  const cs_bridge_entry *entries;
  size_t entry_count;
  void *context;
  bool trusted;
  unsigned iterators; /* open */
};

static inline cs_bridge *cs_bridge_of(lua_State *L) {
  return cs_sandbox_owner(L);
}

/* Called by Lua. The entry is upvalue 1; of a method, its object upvalue 2. */
int cs_module_call(lua_State *L);
/* Ends of what lives in Lua's memory. */
int cs_module_free_arena(lua_State *L);
int cs_module_close_iterator(lua_State *L);

/* Pushes the environment of a script. Raises. */
void cs_module_push_environment(lua_State *L);

#endif
