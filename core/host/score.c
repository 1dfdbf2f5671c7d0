/* Scores: the components go in as a table, missing ones left out; a number from
 * 0 to 100 comes back. */
#include "host/internal.h"

#include "base/nearest.h"
#include "host/library.h"

#include <lauxlib.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

typedef struct score_call {
  const cs_plugin *plugin;
  const cs_components *components;
  double score;
} score_call;

static void set_share(lua_State *L, const char *name, double value) {
  if (!isnan(value)) {
    lua_pushnumber(L, value);
    lua_setfield(L, -2, name);
  }
}

/* Equal weights are quarters: dividing by a power of two leaves every digit of a score as it is. */
static void push_weights(lua_State *L, cs_weights weights) {
  bool equal = weights.formality == 0 && weights.repeated == 0 && weights.carried_over == 0 &&
               weights.breadth == 0;
  if (equal) {
    weights = (cs_weights){0.25, 0.25, 0.25, 0.25};
  }
  lua_createtable(L, 0, 4);
  set_share(L, "formality", weights.formality);
  set_share(L, "repeated", weights.repeated);
  set_share(L, "carried_over", weights.carried_over);
  set_share(L, "breadth", weights.breadth);
  cs_sandbox_freeze(L, "weights");
}

static void push_components(lua_State *L, const cs_components *components) {
  lua_createtable(L, 0, 8);
  push_weights(L, components->weights);
  lua_setfield(L, -2, "weights");
  lua_pushinteger(L, components->areas);
  lua_setfield(L, -2, "areas");
  lua_pushinteger(L, components->affected);
  lua_setfield(L, -2, "affected");
  set_share(L, "prevalence", components->prevalence);
  set_share(L, "formality", components->formality);
  set_share(L, "repeated", components->repeated);
  set_share(L, "carried_over", components->carried_over);
  set_share(L, "breadth", components->breadth);
  cs_sandbox_freeze(L, "components");
}

static int call_score(lua_State *L) {
  score_call *call = lua_touserdata(L, 1);
  luaL_checkstack(L, 12, NULL);
  lua_rawgeti(L, LUA_REGISTRYINDEX, call->plugin->function);
  push_components(L, call->components);
  lua_call(L, 1, 1);
  call->score = lua_type(L, -1) == LUA_TNUMBER ? lua_tonumber(L, -1) : -1;
  if (!(call->score >= 0 && call->score <= 100)) {
    return luaL_error(L, "score returned %s: expected a number from 0 to 100", cs_lua_shown(L, -1));
  }
  return 0;
}

static cs_status find_score(const cs_plugin **out, const cs_host *host, const char *id,
                            cs_error *error) {
  const char **ids = cs_allocate(host->plugin_count, sizeof *ids);
  size_t count = 0;
  *out = NULL;
  for (size_t i = 0; i < host->plugin_count; i++) {
    if (host->plugins[i]->kind == CS_PLUGIN_SCORE) {
      ids[count++] = host->plugins[i]->id;
      *out = strcmp(host->plugins[i]->id, id) == 0 ? host->plugins[i] : *out;
    }
  }
  const char *nearest = *out == NULL ? cs_nearest(id, ids, count) : NULL;
  free(ids);
  if (*out != NULL) {
    return CS_OK;
  }
  return cs_fail(error, CS_NOT_FOUND, "there is no score \"%s\" (scores/%s.lua)%s%s%s", id, id,
                 nearest != NULL ? "; did you mean \"" : "", nearest != NULL ? nearest : "",
                 nearest != NULL ? "\"?" : "");
}

cs_status cs_host_score(double *score, cs_host *host, const char *id,
                        const cs_components *components, cs_error *error) {
  score_call call = {.components = components};
  cs_status status = find_score(&call.plugin, host, id, error);
  if (status == CS_OK) {
    status = cs_sandbox_call(call.plugin->sandbox, call_score, &call, error);
  }
  if (status == CS_OK) {
    *score = call.score;
  }
  return status;
}
