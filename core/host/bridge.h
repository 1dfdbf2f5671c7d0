/* host/bridge.h: a script, and what it may call, without a word of Lua.
 *
 * Who runs a script gives a table of C functions. The bridge makes of it the module that
 * `require "conspectus"` gives, turns what a script passes into plain values and what a
 * function gives back into Lua's own, and holds all of it to the limits of the sandbox.
 * So the stages that know the dataset and the figures need not know Lua, and no error of
 * Lua jumps over their memory.
 *
 * Values are copies. They live in the arena of the call that they came with or were made
 * in, which ends with the call.
 */
#ifndef CS_HOST_BRIDGE_H
#define CS_HOST_BRIDGE_H

#include "base/memory.h"

#include <conspectus/status.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef enum cs_bridge_type {
  CS_BRIDGE_NIL,
  CS_BRIDGE_BOOLEAN,
  CS_BRIDGE_INTEGER,
  CS_BRIDGE_NUMBER,
  CS_BRIDGE_STRING,
  CS_BRIDGE_LIST,     /* a table with the keys 1 to count; some items may be nil. {} too */
  CS_BRIDGE_RECORD,   /* a table whose keys are texts, in their order */
  CS_BRIDGE_FUNCTION, /* kept by Lua; cs_bridge_invoke calls it */
  CS_BRIDGE_KEPT,     /* any other value, kept by Lua: to be passed on */
} cs_bridge_type;

typedef struct cs_bridge_value cs_bridge_value;
typedef struct cs_bridge_field cs_bridge_field;

struct cs_bridge_value {
  cs_bridge_type type;
  union {
    bool boolean;
    int64_t integer;
    double number;
    struct {
      const char *bytes; /* any bytes, with a NUL behind them */
      size_t length;
    } string;
    struct {
      cs_bridge_value *items;
      size_t count;
    } list;
    struct {
      cs_bridge_field *fields;
      size_t count;
    } record;
    int kept;
  };
};

struct cs_bridge_field {
  const char *name;
  cs_bridge_value value;
};

typedef struct cs_bridge cs_bridge;
typedef struct cs_bridge_call cs_bridge_call;

/* What a `for` loop calls for one step after the other. */
typedef struct cs_bridge_iterator {
  /* Gives the results of a step; none is the end. */
  cs_status (*next)(cs_bridge_call *call, void *state, cs_error *error);
  void (*free)(void *state); /* called once, when the loop ends or nobody can go on with it */
  void *state;
} cs_bridge_iterator;

enum { CS_BRIDGE_RESULTS = 4 };

/* A call of a script's. A function fails with a message that begins with call->name; the
 * script's file and line are put before it. */
struct cs_bridge_call {
  void *context;    /* as it was given to the bridge */
  const char *name; /* as a script writes it: "wilson", "data:passages" */
  cs_arena *arena;
  cs_bridge_value *arguments;
  size_t argument_count;
  cs_bridge_value results[CS_BRIDGE_RESULTS];
  size_t result_count;
  cs_bridge_iterator iterator; /* of a function that iterates: the result, instead of those above */
  bool stop; /* set by a function that returns CS_OK: the script ends here, and well */
  struct cs_bridge_inside *inside;
};

typedef cs_status cs_bridge_function(cs_bridge_call *call, cs_error *error);

/* How a function is called, in bits. */
enum {
  CS_BRIDGE_ITERATES = 1 << 0,
  CS_BRIDGE_GLOBAL = 1 << 1,      /* a global name, not one of the module */
  CS_BRIDGE_SHOWN = 1 << 2,       /* arguments come as texts, as tostring shows them */
  CS_BRIDGE_KEEPS_ITEMS = 1 << 3, /* items of lists come as CS_BRIDGE_KEPT, whatever they are */
};

/* "data:passages" is the method `passages` of the module's object `data`. */
typedef struct cs_bridge_entry {
  const char *name;
  cs_bridge_function *function;
  unsigned how;
} cs_bridge_entry;

typedef struct cs_bridge_options {
  const cs_bridge_entry *entries; /* outlive the bridge; ended by one without a name */
  void *context;
  size_t bytes;          /* of Lua's memory; 0: as a plugin */
  unsigned milliseconds; /* of processor time for the whole run */
  bool trusted;          /* all of Lua's library, without limits */
} cs_bridge_options;

/* More cursors and the like than these at a time are a mistake in a script. */
enum { CS_BRIDGE_ITERATORS = 32 };

/* Reads the file and makes everything ready. `path` outlives the bridge. */
cs_status cs_bridge_open(cs_bridge **out, const char *path, const cs_bridge_options *options,
                         cs_error *error);
/* The file's text, with its length. */
const char *cs_bridge_text(const cs_bridge *bridge, size_t *length);
/* Runs the script, once. CS_OK too where a function ended it (call->stop). */
cs_status cs_bridge_run(cs_bridge *bridge, cs_error *error);
/* Whether the script has used up its time. */
bool cs_bridge_is_spent(const cs_bridge *bridge);
/* Ends all iterators that are still open. NULL is allowed. */
void cs_bridge_free(cs_bridge *bridge);

/* Calls a function of the script. Where it raises, the call fails, and the function that
 * called has to return that status at once: the error then goes on as it was raised. */
cs_status cs_bridge_invoke(cs_bridge_call *call, const cs_bridge_value *function,
                           const cs_bridge_value *arguments, size_t count, cs_bridge_value *result,
                           cs_error *error);

/* "nil", "a number", "a list"; for messages. */
const char *cs_bridge_type_name(cs_bridge_type type);

/* ---- Making values ---- */

static inline cs_bridge_value cs_bridge_boolean(bool boolean) {
  return (cs_bridge_value){.type = CS_BRIDGE_BOOLEAN, .boolean = boolean};
}
static inline cs_bridge_value cs_bridge_integer(int64_t integer) {
  return (cs_bridge_value){.type = CS_BRIDGE_INTEGER, .integer = integer};
}
/* NaN is nil: missing is never a number. */
static inline cs_bridge_value cs_bridge_number(double number) {
  return number == number ? (cs_bridge_value){.type = CS_BRIDGE_NUMBER, .number = number}
                          : (cs_bridge_value){.type = CS_BRIDGE_NIL};
}
/* Not copied; NULL is nil. */
cs_bridge_value cs_bridge_string(const char *string);

#endif
