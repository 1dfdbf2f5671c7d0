/* host/library.h: functions of a plugin's library that are the program's own,
 * because those of Lua could run without end or tell what chance decides:
 * addresses in memory, the order of keys, the clock.
 *
 * All are called by Lua, inside cs_sandbox_call, and may raise.
 */
#ifndef CS_HOST_LIBRARY_H
#define CS_HOST_LIBRARY_H

#include "host/sandbox.h"

#include <stdbool.h>

/* patterns.c: as in Lua 5.4, within a number of steps. */
int cs_string_find(lua_State *L);
int cs_string_match(lua_State *L);
int cs_string_gmatch(lua_State *L);
int cs_string_gsub(lua_State *L);

/* shown.c */
int cs_base_tostring(lua_State *L);
int cs_string_format(lua_State *L); /* upvalue 1: the original */
/* Pushes the value at `index` as a text that has no address in it, and returns it. */
const char *cs_lua_shown(lua_State *L, int index);

/* order.c */
int cs_base_pairs(lua_State *L);
int cs_table_sort(lua_State *L);
/* The bytewise least text that is a key of the table at `index` and not among
 * `count` names, or NULL. It lives as long as the table has it. */
const char *cs_least_text_key(lua_State *L, int index, const char *const names[], size_t count);

#endif
