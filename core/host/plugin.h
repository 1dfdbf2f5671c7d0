/* host/plugin.h: one plugin, from its file to the C data that the stages use.
 *
 * A plugin owns an arena with all its strings and arrays, and the terms it uses,
 * numbered by itself from 0. Once all plugins are known, cs_plugin_renumber
 * gives every term its number among the terms of the host. Its Lua state is
 * closed after loading, but for a score, whose function is called later. What a
 * theme's judge leaves in its state must not reach another review, which some
 * other worker may have coded: each review gets a state of its own, made from
 * the bytes that were loaded.
 */
#ifndef CS_HOST_PLUGIN_H
#define CS_HOST_PLUGIN_H

#include "base/memory.h"
#include "host/sandbox.h"

#include <conspectus/host.h>

typedef enum cs_plugin_kind {
  CS_PLUGIN_FAMILY,
  CS_PLUGIN_LEXICON,
  CS_PLUGIN_THEME,
  CS_PLUGIN_SCORE,
  CS_PLUGIN_KINDS
} cs_plugin_kind;

/* Bounds on what a plugin may ask for. */
enum {
  CS_PLUGIN_FILE_BYTES = 256 * 1024,
  CS_PLUGIN_ID_BYTES = 32,
  CS_PLUGIN_STRING_BYTES = 4000,
  CS_PLUGIN_TERM_BYTES = 256,
  CS_PLUGIN_TERMS = 4096,
  CS_PLUGIN_LIST = 4096,        /* items of any list */
  CS_PLUGIN_RULE_NODES = 20000, /* made while loading, thrown away ones included */
  CS_PLUGIN_RULE_DEPTH = 24,
  CS_PLUGIN_WITHIN_WORDS = 500,
  CS_PLUGIN_FAULTS = 20,       /* told of one plugin */
  CS_PLUGIN_REVIEW_CALLS = 10, /* a judge has the time of so many calls for a whole review */
  CS_PLUGIN_SCORE_CALLS = 60,  /* a score for all that is asked of it, as draws ask it often */
};

typedef struct cs_score {
  const char *id;
  const char *title;
  const char *about;
  const char *version;
} cs_score;

typedef struct cs_plugin cs_plugin;

struct cs_plugin {
  cs_plugin_kind kind;
  const char *id; /* the file's name without .lua */
  const char *path;
  char sha256[65];
  cs_arena *arena;
  cs_sandbox *sandbox; /* NULL where nothing is to be called */
  int function;        /* judge or score, in Lua's registry */
  const char *chunk;   /* of a theme that judges: what was loaded, in the arena; else NULL */
  size_t chunk_length; /* at most CS_PLUGIN_FILE_BYTES */
  size_t lua_bytes;    /* the limits that it was loaded with */
  unsigned lua_milliseconds;
  cs_plugin *fresh;     /* the judge's state for this review; NULL before its first call */
  int64_t judged_us;    /* how long it has taken of this review */
  cs_terms *terms;      /* as the plugin numbers them; NULL once rules can no longer be made */
  bool *case_sensitive; /* for each of them */
  size_t case_capacity;
  uint32_t *numbers; /* of its terms among those of the host, once it is renumbered */
  size_t number_count;
  size_t at_one_word; /* cs_terms_at_one_word of them */
  size_t rule_nodes;
  cs_rule *rule; /* what theme.rule points to */
  cs_lexicon own;
  union {
    cs_family family;
    cs_lexicon lexicon;
    cs_theme theme;
    cs_score score;
  } as;
};

/* "family", "lexicon", ...; "families", ... Never freed. */
const char *cs_plugin_kind_name(cs_plugin_kind kind);
const char *cs_plugin_kind_folder(cs_plugin_kind kind);

/* Reads, runs and checks a file. NULL where anything is wrong with it: every
 * fault is then a problem, and `error` holds the first. */
cs_plugin *cs_plugin_load(cs_plugin_kind kind, const char *id, const char *path,
                          const cs_host_options *limits, cs_problems *problems, cs_error *error);
void cs_plugin_free(cs_plugin *plugin); /* NULL is allowed */

/* The judge of a theme: `out` is a plugin with `sandbox` and `function` and nothing
 * else of use. It is made at the first call and stays until it is forgotten. */
cs_status cs_plugin_judge(const cs_plugin **out, cs_plugin *plugin, cs_error *error);
/* Throws away the judge's state and all that it remembers. */
void cs_plugin_forget(cs_plugin *plugin);

/* Adds the plugin's terms to those of the host, whose numbers they get. */
cs_status cs_plugin_renumber(cs_plugin *plugin, cs_terms *terms, cs_error *error);

/* The number of a term within the plugin; used while loading. */
cs_status cs_plugin_term(uint32_t *id, cs_plugin *plugin, const char *pattern, size_t length,
                         bool case_sensitive, cs_error *error);

const char *cs_plugin_version(const cs_plugin *plugin);

/* ---- What the builders of `require "conspectus"` make (api.c) ---- */

/* The rule at `index`, taken out of its handle, or NULL if it is none. */
cs_rule *cs_api_rule(lua_State *L, int index);
/* Whether a record made by c.theme and the like is at `index`; pushes its table. Raises. */
bool cs_api_push_record(lua_State *L, int index, cs_plugin_kind *kind);
/* What is at `index`, for a message: "a rule", "string", "nothing". */
const char *cs_api_type_name(lua_State *L, int index);

#endif
