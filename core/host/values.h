/* host/values.h: values of Lua as plain ones, and back (bridge.h says what they are). */
#ifndef CS_HOST_VALUES_H
#define CS_HOST_VALUES_H

#include "host/bridge.h"

#include <lua.h>

/* Bounds on a table that is passed. */
enum { CS_VALUES_DEPTH = 8, CS_VALUES_ITEMS = 1000000, CS_VALUES_BYTES = 64 << 20 };

/* What a call has beside its values: Lua's side of it. */
struct cs_bridge_inside {
  lua_State *L;
  int keep;   /* place on the stack of the table of what Lua keeps */
  int kept;   /* how much is in it */
  int raised; /* place on the stack of an error that goes on as it was raised, or 0 */
};

typedef struct cs_values {
  cs_bridge_call *call;
  bool keeps_items; /* items of lists are not looked into */
  size_t items;     /* read so far */
  size_t bytes;     /* of their texts */
} cs_values;

/* Reads the value at `index` of inside->L. Raises. */
cs_bridge_value cs_values_take(cs_values *values, int index);
/* Pushes it there. Raises. */
void cs_values_push(const cs_bridge_call *call, const cs_bridge_value *value);

#endif
